#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/rng.h"
#include "core/estimate/design_table.h"
#include "core/estimate/estimators.h"
#include "core/estimate/table_files.h"

namespace pscope {
namespace {

constexpr std::size_t kMostColumns = 100;
constexpr double kMostEpochs = 1e9;
constexpr std::uint64_t kReplicateKey = 0x7265706c69636174;  // keeps the draw apart from other uses of the seed

/// Where the search looks, and the columns of replicates it draws from.
struct TableSource {
  DesignTable::Source table;         ///< `column` is the first one
  std::vector<std::string> columns;  ///< one, or the replicates of "columns"
  double epochs = 0;                 ///< that its values were trained for; 0: none, or unknown
};

class TableEstimator : public Estimator {
 public:
  TableEstimator(std::vector<DesignTable> tables, Measurement blank, std::string fileName,
                 std::vector<std::string> columns)
      : m_tables(std::move(tables)),
        m_blank(std::move(blank)),
        m_fileName(std::move(fileName)),
        m_columns(std::move(columns)) {}

  CostClass costClass() const override { return CostClass::Free; }
  bool deterministic() const override { return true; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    std::vector<double> values;
    const DesignTable::Entry* known = nullptr;
    for (const DesignTable& table : m_tables) {
      const DesignTable::Entry* entry = table.find(subject.text());
      if (entry == nullptr) continue;
      known = entry;
      if (!std::isnan(entry->value)) values.push_back(entry->value);
    }
    if (known == nullptr) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Estimate", "The table %1 does not hold this design.").arg(m_fileName));
    }
    if (values.empty()) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Estimate", "\"%1\" was not measured for this design (table %2, line %3).")
                           .arg(m_columns.front())
                           .arg(m_fileName)
                           .arg(std::to_string(known->line)));
    }
    std::vector<Measurement> result(1, m_blank);
    if (m_tables.size() == 1) {
      result.front().value = values.front();
      return result;
    }
    // Objectives that list their columns in one order see the same replicate of a design.
    Rng rng(deriveSeed(subject.seed(), kReplicateKey));
    result.front().value = values[static_cast<std::size_t>(rng.index(values.size()))];
    result.push_back(meanOf(values));
    return result;
  }

 private:
  Measurement meanOf(const std::vector<double>& values) const {
    const auto n = static_cast<double>(values.size());
    Measurement mean = m_blank;
    mean.metric += "_mean";
    mean.level = -1;
    mean.value = std::accumulate(values.begin(), values.end(), 0.0) / n;
    if (values.size() < 2) return mean;
    double squares = 0;
    for (const double value : values) squares += (value - mean.value) * (value - mean.value);
    mean.standardError = std::sqrt(squares / (n - 1) / n);
    return mean;
  }

  std::vector<DesignTable> m_tables;  ///< one a column
  Measurement m_blank;
  std::string m_fileName;
  std::vector<std::string> m_columns;
};

/// "column", or "columns" with at least two.
Result<std::vector<std::string>> parseColumns(const JsonView& parameters) {
  std::vector<std::string> columns;
  if (!parameters.has("columns")) {
    PSCOPE_TRY(std::string column, parameters.string("column"));
    columns.push_back(std::move(column));
    return columns;
  }
  PSCOPE_TRY(const JsonView member, parameters.member("columns"));
  PSCOPE_TRY(const auto list, member.array());
  for (const auto& view : list) {
    PSCOPE_TRY(std::string column, view.string());
    if (std::find(columns.begin(), columns.end(), column) != columns.end()) {
      return view.error(PSCOPE_TR_NOOP("Estimate", "The column \"%1\" is listed twice.").arg(column),
                        PSCOPE_TR_NOOP("Estimate", "Name each column once."));
    }
    columns.push_back(std::move(column));
  }
  if (parameters.has("column") || columns.size() < 2 || columns.size() > kMostColumns) {
    return member.error(
        PSCOPE_TR_NOOP("Estimate", "\"columns\" takes the place of \"column\" and lists 2 to %1 columns.")
            .arg(std::to_string(kMostColumns)),
        PSCOPE_TR_NOOP("Estimate", "Write \"column\" for a single one."));
  }
  return columns;
}

Result<TableSource> parseSource(const JsonView& parameters) {
  PSCOPE_CHECK(parameters.onlyKeys(
      {"type", "file", "key", "column", "columns", "join", "transform", "epochs", "source", "evidence"}));
  TableSource result;
  DesignTable::Source& source = result.table;
  PSCOPE_TRY(source.file, parameters.string("file"));
  PSCOPE_TRY(source.key, parameters.string("key"));
  PSCOPE_TRY(result.columns, parseColumns(parameters));
  source.column = result.columns.front();
  if (parameters.has("join")) {
    PSCOPE_TRY(const JsonView join, parameters.member("join"));
    PSCOPE_CHECK(join.onlyKeys({"file", "key", "on"}));
    PSCOPE_TRY(source.joinFile, join.string("file"));
    PSCOPE_TRY(source.joinKey, join.string("key"));
    PSCOPE_TRY(source.on, join.string("on"));
  }
  PSCOPE_TRY(result.epochs, parameters.numberOr("epochs", 0));
  if (!(result.epochs >= 0 && result.epochs <= kMostEpochs)) {
    return parameters.member("epochs").value().error(
        PSCOPE_TR_NOOP("Estimate", "\"epochs\" says for how long the networks of the table were trained."),
        PSCOPE_TR_NOOP("Estimate", "Write a number of epochs, such as 12; leave it out for what needs no training."),
        ErrorCode::InvalidArgument);
  }
  if (parameters.has("transform")) {
    PSCOPE_TRY(const JsonView member, parameters.member("transform"));
    PSCOPE_TRY(const std::string text, member.string());
    auto transform = Expression::compile(text, {"x"});
    if (!transform.ok()) {
      return member.error(
          PSCOPE_TR_NOOP("Estimate", "The transform \"%1\" cannot be used: %2").arg(text).arg(transform.error().text()),
          PSCOPE_TR_NOOP("Estimate", "Write an expression of x, such as \"100 - x\"."));
    }
    source.transform = std::move(transform).value();
  }
  return result;
}

/// A table whose keys are no designs would fail every candidate: say so at once.
Status checkKeys(const DesignTable& table, const DesignTable::Source& source, const Space& space) {
  const bool joined = !source.joinFile.empty();
  const std::string& file = joined ? source.joinFile : source.file;
  if (table.size() == 0) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Estimate", "The table has no rows."),
                     PSCOPE_TR_NOOP("Estimate", "Name a table with one row for each design."), file);
  }
  if (const auto design = space.parse(table.firstKey()); !design.ok()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Estimate", "The key \"%1\" in the column \"%2\" is not a design of the space %3.")
                         .arg(table.firstKey())
                         .arg(joined ? source.joinKey : source.key)
                         .arg(space.name()),
                     PSCOPE_TR_NOOP("Estimate", "Name the column that holds the text form of the designs, or join it."),
                     file, "line 2");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Estimator>> makeTableEstimator(const JsonView& parameters, const EstimatorContext& context) {
  PSCOPE_TRY(TableSource source, parseSource(parameters));
  TableFiles own;
  TableFiles& files = context.files != nullptr ? *context.files : own;
  std::vector<DesignTable> tables;
  std::string names;
  for (const auto& column : source.columns) {
    source.table.column = column;
    PSCOPE_TRY(DesignTable table, DesignTable::read(source.table, files));
    if (tables.empty()) PSCOPE_CHECK(checkKeys(table, source.table, *context.space));
    tables.push_back(std::move(table));
    names += (names.empty() ? "" : ", ") + column;
  }
  const std::string fileName = std::filesystem::path(source.table.file).filename().string();
  Provenance provenance = provenanceOf("table", "1", parameters, context);
  provenance.dataHash = tables.front().hash();
  PSCOPE_TRY(provenance.source,
             parameters.stringOr("source", fileName + (tables.size() == 1 ? ", column " : ", columns ") + names));
  PSCOPE_TRY(provenance.evidence, parameters.stringOr("evidence", "user"));
  Measurement blank = blankMeasurement(context, MeasurementKind::Tabulated, "deploy");
  blank.budget.epochs = source.epochs;
  blank.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return std::unique_ptr<Estimator>(
      std::make_unique<TableEstimator>(std::move(tables), std::move(blank), fileName, std::move(source.columns)));
}

PluginInfo tableEstimatorInfo() {
  PluginInfo info;
  info.name = "table";
  info.kind = PluginKind::Estimator;
  info.summary = "Looks the design up in a CSV table.";
  info.parameterSchema = R"json({
  "type": "object",
  "properties": {
    "file": {"type": "string", "description": "CSV file, relative to the configuration"},
    "key": {"type": "string", "description": "column that holds the text form of the design, or the joined key"},
    "column": {"type": "string", "description": "column of the value; an empty cell was not measured"},
    "columns": {
      "type": "array",
      "items": {"type": "string"},
      "minItems": 2,
      "description": "instead of column: replicates, such as training seeds. A search sees one of each design, drawn by its seed; the mean and its standard error stand beside it as NAME_mean"
    },
    "join": {
      "type": "object",
      "description": "another file that leads from the design to the key",
      "properties": {
        "file": {"type": "string"},
        "key": {"type": "string", "description": "its column that holds the text form of the design"},
        "on": {"type": "string", "description": "its column that is looked up in the key of the first file"}
      },
      "required": ["file", "key", "on"],
      "additionalProperties": false
    },
    "transform": {"type": "string", "description": "expression of x, such as 100 - x"},
    "epochs": {"type": "number", "minimum": 0, "default": 0, "description": "epochs that the networks of the column were trained for: the budget of its values"},
    "source": {"type": "string", "description": "publication that the table comes from"},
    "evidence": {"type": "string", "description": "evidence tag of the table", "default": "user"}
  },
  "required": ["file", "key"]
})json";
  info.source = "the table's own";
  info.evidence = "user";
  return info;
}

}  // namespace pscope

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/estimate/design_table.h"
#include "core/estimate/estimators.h"

namespace pscope {
namespace {

class TableEstimator : public Estimator {
 public:
  TableEstimator(DesignTable table, Measurement blank, std::string fileName, std::string column)
      : m_table(std::move(table)),
        m_blank(std::move(blank)),
        m_fileName(std::move(fileName)),
        m_column(std::move(column)) {}

  CostClass costClass() const override { return CostClass::Free; }
  bool deterministic() const override { return true; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    const DesignTable::Entry* entry = m_table.find(subject.text());
    if (entry == nullptr) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Estimate", "The table %1 does not hold this design.").arg(m_fileName));
    }
    if (std::isnan(entry->value)) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Estimate", "\"%1\" was not measured for this design (table %2, line %3).")
                           .arg(m_column)
                           .arg(m_fileName)
                           .arg(std::to_string(entry->line)));
    }
    std::vector<Measurement> result(1, m_blank);
    result.front().value = entry->value;
    return result;
  }

 private:
  DesignTable m_table;
  Measurement m_blank;
  std::string m_fileName;
  std::string m_column;
};

Result<DesignTable::Source> parseSource(const JsonView& parameters) {
  PSCOPE_CHECK(parameters.onlyKeys({"type", "file", "key", "column", "join", "transform", "source", "evidence"}));
  DesignTable::Source source;
  PSCOPE_TRY(source.file, parameters.string("file"));
  PSCOPE_TRY(source.key, parameters.string("key"));
  PSCOPE_TRY(source.column, parameters.string("column"));
  if (parameters.has("join")) {
    PSCOPE_TRY(const JsonView join, parameters.member("join"));
    PSCOPE_CHECK(join.onlyKeys({"file", "key", "on"}));
    PSCOPE_TRY(source.joinFile, join.string("file"));
    PSCOPE_TRY(source.joinKey, join.string("key"));
    PSCOPE_TRY(source.on, join.string("on"));
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
  return source;
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
  PSCOPE_TRY(const DesignTable::Source source, parseSource(parameters));
  PSCOPE_TRY(DesignTable table, DesignTable::read(source));
  PSCOPE_CHECK(checkKeys(table, source, *context.space));
  const std::string fileName = std::filesystem::path(source.file).filename().string();
  Provenance provenance = provenanceOf("table", "1", parameters, context);
  provenance.dataHash = table.hash();
  PSCOPE_TRY(provenance.source, parameters.stringOr("source", fileName + ", column " + source.column));
  PSCOPE_TRY(provenance.evidence, parameters.stringOr("evidence", "user"));
  Measurement blank = blankMeasurement(context, MeasurementKind::Tabulated, "deploy");
  blank.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return std::unique_ptr<Estimator>(
      std::make_unique<TableEstimator>(std::move(table), std::move(blank), fileName, source.column));
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
    "source": {"type": "string", "description": "publication that the table comes from"},
    "evidence": {"type": "string", "description": "evidence tag of the table", "default": "user"}
  },
  "required": ["file", "key", "column"]
})json";
  info.source = "the table's own";
  info.evidence = "user";
  return info;
}

}  // namespace pscope

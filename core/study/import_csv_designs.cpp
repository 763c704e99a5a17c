#include "core/study/import_csv_designs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "core/base/number_text.h"
#include "core/study/import_space.h"
#include "core/study/import_sqlite.h"

namespace pscope {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMaxDesignChoices = 1'000;  // of a design "a=1;b=2;..."
constexpr std::string_view kOptunaPrefix = "params_";

/// The cells of one choice: each different text once.
class ChoiceCells {
 public:
  explicit ChoiceCells(std::size_t rows) : m_rows(rows, -1) {}

  void set(std::size_t row, const std::string& text) {
    m_rows[row] = m_known.emplace(text, static_cast<int>(m_known.size())).first->second;
  }

  /// Numbers where every text is one; else texts in alphabetical order.
  ImportedParameter parameter(const std::string& name) const {
    ImportedParameter parameter;
    parameter.name = name;
    std::vector<double> values(m_known.size());  // of each text, in the order of their coming
    const bool areNumbers = std::all_of(m_known.begin(), m_known.end(), [&](const auto& known) {
      const auto number = parseNumber(known.first);
      values[static_cast<std::size_t>(known.second)] = number.value_or(kNoValue);
      return number && std::isfinite(*number);
    });
    if (!areNumbers) {
      parameter.kind = ImportedParameter::Kind::Text;
      for (const auto& [text, index] : m_known) {
        values[static_cast<std::size_t>(index)] = static_cast<double>(parameter.texts.size());
        parameter.texts.push_back(text);
      }
    }
    parameter.values.reserve(m_rows.size());
    for (const int index : m_rows)
      parameter.values.push_back(index < 0 ? kNoValue : values[static_cast<std::size_t>(index)]);
    return parameter;
  }

 private:
  std::map<std::string, int> m_known;
  std::vector<int> m_rows;  ///< -1: empty
};

/// "a=1;b=2" as pairs; nothing for another text.
std::optional<std::vector<std::pair<std::string, std::string>>> pairsOf(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string part = text.substr(at, end - at);
    const auto equal = part.find('=');
    if (equal == std::string::npos || equal == 0 || pairs.size() > kMaxDesignChoices) return std::nullopt;
    pairs.emplace_back(part.substr(0, equal), part.substr(equal + 1));
    at = end + 1;
  }
  return pairs;
}

class DesignReader {
 public:
  DesignReader(const ImportTable& table, const CsvMapping& mapping, const JobContext& job)
      : m_table(table), m_mapping(mapping), m_job(job), m_named(table.rowCount(), true) {
    if (!mapping.designColumn.empty()) m_design = table.find(mapping.designColumn);
    for (const auto& column : mapping.choiceColumns) {
      const bool isOptuna = column.starts_with(kOptunaPrefix) && column.size() > kOptunaPrefix.size();
      m_choices.emplace_back(validText(isOptuna ? column.substr(kOptunaPrefix.size()) : column), *table.find(column));
    }
  }

  Result<TableDesigns> read() {
    if (!m_mapping.space.empty()) return inSpace();
    PSCOPE_TRY(const auto parameters, m_design ? fromDesigns() : fromChoices());
    PSCOPE_TRY(ImportedSpace made, makeImportedSpace(m_mapping.name, "Choices of the table " + m_mapping.name,
                                                     m_table.fileOf(0), parameters, m_named, m_job));
    return TableDesigns{std::move(made.space), std::move(made.genomes), std::move(made.exact), std::move(m_named),
                        std::move(made.notes)};
  }

 private:
  Status step(std::size_t row) const {
    if (row % 1000 != 0) return {};
    m_job.report({static_cast<std::int64_t>(row), static_cast<std::int64_t>(m_table.rowCount()), "designs"});
    return checkNotStopped(m_job);
  }

  Result<TableDesigns> inSpace() {
    PSCOPE_TRY(Space space, openSpace(m_mapping.space));
    TableDesigns designs;
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      PSCOPE_CHECK(step(row));
      const std::string text = textOf(row);
      m_named[row] = !text.empty();
      if (text.empty()) {
        designs.genomes.emplace_back(space.choices().size(), kInactive);
        continue;
      }
      auto genome = space.parse(text);
      if (!genome.ok()) {
        return m_table.errorAt(
            row, ErrorCode::Parse,
            PSCOPE_TR_NOOP("Import", "This is not a design of the space %1: %2")
                .arg(space.name())
                .arg(genome.error().text()),
            PSCOPE_TR_NOOP("Import", "Name the space that the designs belong to, or the right column."));
      }
      designs.genomes.push_back(std::move(genome).value());
    }
    PSCOPE_CHECK(checkNamed());
    designs.exact.resize(m_table.rowCount());
    designs.named = std::move(m_named);
    designs.space = std::move(space);
    return designs;
  }

  Status checkNamed() const {
    if (std::find(m_named.begin(), m_named.end(), true) != m_named.end()) return {};
    const Message mend = PSCOPE_TR_NOOP("Import", "Name the column of the designs, or those of the choices.");
    if (!m_design) {
      return m_table.errorAt(0, ErrorCode::InvalidArgument,
                             PSCOPE_TR_NOOP("Import", "No row has a design: the columns of its choices are empty."),
                             mend);
    }
    return m_table.errorAt(0, ErrorCode::InvalidArgument,
                           PSCOPE_TR_NOOP("Import", "No row has a design: the column \"%1\" is empty.")
                               .arg(validText(m_mapping.designColumn)),
                           mend);
  }

  std::string textOf(std::size_t row) const {
    if (m_design) return validText(m_table.cell(row, *m_design));
    std::string text;
    for (const auto& [name, column] : m_choices) {
      const auto cell = m_table.cell(row, column);
      if (!cell.empty()) text += (text.empty() ? "" : ";") + name + "=" + validText(cell);
    }
    return text;
  }

  Error tooManyValues(std::size_t row) const {
    return m_table.errorAt(row, ErrorCode::InvalidArgument,
                           PSCOPE_TR_NOOP("Import",
                                          "The designs have more than 1,000 choices, or more than 100 "
                                          "million values in all."),
                           PSCOPE_TR_NOOP("Import", "Name the space that they belong to."));
  }

  Result<std::vector<ImportedParameter>> fromChoices() {
    std::vector<ImportedParameter> parameters;
    if (m_choices.size() * m_table.rowCount() > kMaxImportedCells) return tooManyValues(0);
    for (const auto& [name, column] : m_choices) {
      ChoiceCells cells(m_table.rowCount());
      for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
        PSCOPE_CHECK(step(row));
        if (const auto cell = m_table.cell(row, column); !cell.empty()) cells.set(row, validText(cell));
      }
      parameters.push_back(cells.parameter(name));
    }
    return parameters;
  }

  Result<std::vector<ImportedParameter>> fromDesigns() {
    std::vector<std::pair<std::string, ChoiceCells>> choices;  // in the order of their coming
    std::unordered_map<std::string, std::size_t> byName;
    ChoiceCells whole(m_table.rowCount());
    bool arePairs = true;
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      PSCOPE_CHECK(step(row));
      const std::string text = validText(m_table.cell(row, *m_design));
      m_named[row] = !text.empty();
      if (text.empty()) continue;
      whole.set(row, text);
      const auto pairs = arePairs ? pairsOf(text) : std::nullopt;
      arePairs = pairs.has_value();
      if (!pairs) continue;
      for (const auto& [name, value] : *pairs) {
        const auto [known, isNew] = byName.emplace(name, choices.size());
        if (isNew) {
          const bool fits =
              choices.size() < kMaxDesignChoices && (choices.size() + 1) * m_table.rowCount() <= kMaxImportedCells;
          if (!fits) return tooManyValues(row);
          choices.emplace_back(name, ChoiceCells(m_table.rowCount()));
        }
        if (!value.empty()) choices[known->second].second.set(row, value);
      }
    }
    PSCOPE_CHECK(checkNamed());
    std::vector<ImportedParameter> parameters;
    if (!arePairs) {
      parameters.push_back(whole.parameter(m_mapping.designColumn));
      return parameters;
    }
    for (const auto& [name, cells] : choices) parameters.push_back(cells.parameter(name));
    return parameters;
  }

  const ImportTable& m_table;
  const CsvMapping& m_mapping;
  const JobContext& m_job;
  std::vector<bool> m_named;
  std::optional<std::size_t> m_design;
  std::vector<std::pair<std::string, std::size_t>> m_choices;  ///< name in the space, column
};

}  // namespace

Result<TableDesigns> readTableDesigns(const ImportTable& table, const CsvMapping& mapping, const JobContext& job) {
  auto designs = DesignReader(table, mapping, job).read();
  if (designs.ok()) return designs;
  auto error = std::move(designs).error();
  if (error.file.empty()) error.file = table.file();
  return error;
}

}  // namespace pscope

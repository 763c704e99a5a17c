#include "core/estimate/design_table.h"

#include <cmath>
#include <utility>

#include "core/base/csv.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/estimate/table_files.h"

namespace pscope {
namespace {

std::string linePlace(std::size_t line) {
  return "line " + std::to_string(line);
}

Error cellError(ErrorCode code, Message what, Message mend, const CsvTable& table, std::size_t row) {
  return makeError(code, std::move(what), std::move(mend), table.file(), linePlace(table.line(row)));
}

Error notFinite(const CsvTable& table, std::size_t row, const std::string& column) {
  return cellError(ErrorCode::NonFinite,
                   PSCOPE_TR_NOOP("Estimate", "The column \"%1\" is not a finite number here.").arg(column),
                   PSCOPE_TR_NOOP("Estimate", "Leave the cell empty where nothing was measured."), table, row);
}

/// A cell as a number; NaN for an empty one.
Result<double> cellNumber(const CsvTable& table, std::size_t row, std::size_t column,
                          const std::optional<Expression>& transform) {
  const std::string_view text = table.cell(row, column);
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  const std::string& name = table.columns()[column];
  const auto number = parseNumber(text);
  if (!number) {
    return cellError(ErrorCode::Parse,
                     PSCOPE_TR_NOOP("Estimate", "\"%1\" in the column \"%2\" is not a number.")
                         .arg(std::string(text.substr(0, 40)))
                         .arg(name),
                     PSCOPE_TR_NOOP("Estimate", "Write numbers with a decimal point and no unit."), table, row);
  }
  if (!std::isfinite(*number)) return notFinite(table, row, name);
  if (!transform) return *number;
  const double value = transform->evaluate(std::span(&*number, 1));
  if (!std::isfinite(value)) {
    return cellError(ErrorCode::NonFinite,
                     PSCOPE_TR_NOOP("Estimate", "The transform \"%1\" of %2 gives no finite number.")
                         .arg(transform->source())
                         .arg(numberText(*number)),
                     PSCOPE_TR_NOOP("Estimate", "Use a transform that fits every value of the column."), table, row);
  }
  return value;
}

}  // namespace

/// Reads the files of a DesignTable.
class DesignTableReader {
 public:
  using Entries = std::vector<DesignTable::Entry>;

  /// Values of a column by the number of their key.
  static Result<Entries> values(const CsvTable& table, const KeyIndex& index, const DesignTable::Source& source) {
    PSCOPE_TRY(const std::size_t column, table.column(source.column));
    Entries entries(index.numbers.size());
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
      PSCOPE_TRY(const double value, cellNumber(table, row, column, source.transform));
      if (!add(entries[index.ofRow[row]], value, table.line(row))) {
        PSCOPE_TRY(const std::size_t key, table.column(source.key));
        return duplicate(table, row, key, entries[index.ofRow[row]].line);
      }
    }
    return entries;
  }

  /// Those values by the number of the joined key.
  static Result<Entries> joined(const CsvTable& join, const KeyIndex& index, const DesignTable::Source& source,
                                const KeyIndex& valueIndex, const Entries& values) {
    PSCOPE_TRY(const std::size_t on, join.column(source.on));
    Entries entries(index.numbers.size());
    for (std::size_t row = 0; row < join.rowCount(); ++row) {
      double value = std::numeric_limits<double>::quiet_NaN();
      if (const auto found = valueIndex.numbers.find(join.cell(row, on)); found != valueIndex.numbers.end()) {
        value = values[found->second].value;
      }
      if (!add(entries[index.ofRow[row]], value, join.line(row))) {
        PSCOPE_TRY(const std::size_t key, join.column(source.joinKey));
        return duplicate(join, row, key, entries[index.ofRow[row]].line);
      }
    }
    return entries;
  }

 private:
  /// Takes what one of a key's rows says. @return false when another row says something else
  static bool add(DesignTable::Entry& entry, double value, std::size_t line) {
    if (entry.line == 0) {
      entry = {value, line};
      return true;
    }
    if (std::isnan(value) || entry.value == value) return true;
    if (!std::isnan(entry.value)) return false;
    entry.value = value;  // measured in one of its rows
    return true;
  }

  static Error duplicate(const CsvTable& table, std::size_t row, std::size_t key, std::size_t first) {
    return cellError(ErrorCode::Parse,
                     PSCOPE_TR_NOOP("Estimate", "The key \"%1\" stands on line %2 too, with another value.")
                         .arg(std::string(table.cell(row, key)))
                         .arg(std::to_string(first)),
                     PSCOPE_TR_NOOP("Estimate", "Keep one row for each key."), table, row);
  }
};

Result<DesignTable> DesignTable::read(const Source& source) {
  TableFiles files;
  return read(source, files);
}

Result<DesignTable> DesignTable::read(const Source& source, TableFiles& files) {
  DesignTable result;
  PSCOPE_TRY(const auto file, files.open(source.file));
  const CsvTable& table = file->table();
  PSCOPE_TRY(const std::size_t key, table.column(source.key));
  result.m_index = file->index(key);
  PSCOPE_TRY(result.m_entries, DesignTableReader::values(table, *result.m_index, source));
  result.m_hash = file->hash();
  if (source.joinFile.empty()) {
    if (table.rowCount() > 0) result.m_firstKey = std::string(table.cell(0, key));
    return result;
  }
  PSCOPE_TRY(const auto joinFile, files.open(source.joinFile));
  const CsvTable& join = joinFile->table();
  PSCOPE_TRY(const std::size_t joinKey, join.column(source.joinKey));
  const auto joinIndex = joinFile->index(joinKey);
  PSCOPE_TRY(result.m_entries, DesignTableReader::joined(join, *joinIndex, source, *result.m_index, result.m_entries));
  result.m_index = joinIndex;
  result.m_hash = hashText(file->hash() + joinFile->hash());
  if (join.rowCount() > 0) result.m_firstKey = std::string(join.cell(0, joinKey));
  return result;
}

const DesignTable::Entry* DesignTable::find(std::string_view design) const {
  if (!m_index) return nullptr;
  const auto found = m_index->numbers.find(design);
  return found == m_index->numbers.end() ? nullptr : &m_entries[found->second];
}

}  // namespace pscope

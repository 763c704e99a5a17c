#include "core/estimate/design_table.h"

#include <cmath>
#include <utility>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxTableBytes = 1u << 30;

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
  using Map = DesignTable::Map;

  Result<CsvTable> open(const std::string& path) {
    PSCOPE_TRY(std::string bytes, readFile(path, kMaxTableBytes));
    m_hash = m_hash.empty() ? hashText(bytes) : hashText(m_hash + hashText(bytes));
    return CsvTable::parse(std::move(bytes), path);
  }

  static Result<Map> values(const CsvTable& table, const DesignTable::Source& source) {
    PSCOPE_TRY(const std::size_t key, table.column(source.key));
    PSCOPE_TRY(const std::size_t column, table.column(source.column));
    Map map;
    map.reserve(table.rowCount());
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
      PSCOPE_TRY(const double value, cellNumber(table, row, column, source.transform));
      const auto [entry, isNew] =
          map.try_emplace(std::string(table.cell(row, key)), DesignTable::Entry{value, table.line(row)});
      if (isNew || std::isnan(value) || entry->second.value == value) continue;
      if (std::isnan(entry->second.value)) {  // measured in one of its rows
        entry->second.value = value;
        continue;
      }
      return duplicate(table, row, entry->first, entry->second.line);
    }
    return map;
  }

  /// Values by the joined key.
  static Result<Map> joined(const CsvTable& join, const DesignTable::Source& source, const Map& values) {
    PSCOPE_TRY(const std::size_t key, join.column(source.joinKey));
    PSCOPE_TRY(const std::size_t on, join.column(source.on));
    Map map;
    map.reserve(join.rowCount());
    for (std::size_t row = 0; row < join.rowCount(); ++row) {
      DesignTable::Entry entry{std::numeric_limits<double>::quiet_NaN(), join.line(row)};
      if (const auto found = values.find(join.cell(row, on)); found != values.end()) entry.value = found->second.value;
      const auto [known, isNew] = map.try_emplace(std::string(join.cell(row, key)), entry);
      if (isNew || std::isnan(entry.value) || known->second.value == entry.value) continue;
      if (!std::isnan(known->second.value)) return duplicate(join, row, known->first, known->second.line);
      known->second.value = entry.value;
    }
    return map;
  }

  static Error duplicate(const CsvTable& table, std::size_t row, const std::string& key, std::size_t first) {
    return cellError(ErrorCode::Parse,
                     PSCOPE_TR_NOOP("Estimate", "The key \"%1\" stands on line %2 too, with another value.")
                         .arg(key)
                         .arg(std::to_string(first)),
                     PSCOPE_TR_NOOP("Estimate", "Keep one row for each key."), table, row);
  }

  std::string takeHash() { return std::move(m_hash); }

 private:
  std::string m_hash;
};

std::size_t DesignTable::TextHash::operator()(std::string_view text) const {
  return static_cast<std::size_t>(hash64(text));
}

Result<DesignTable> DesignTable::read(const Source& source) {
  DesignTableReader reader;
  DesignTable result;
  PSCOPE_TRY(const CsvTable table, reader.open(source.file));
  PSCOPE_TRY(result.m_entries, DesignTableReader::values(table, source));
  if (source.joinFile.empty()) {
    if (table.rowCount() > 0) result.m_firstKey = std::string(table.cell(0, table.column(source.key).value()));
  } else {
    PSCOPE_TRY(const CsvTable join, reader.open(source.joinFile));
    PSCOPE_TRY(result.m_entries, DesignTableReader::joined(join, source, result.m_entries));
    if (join.rowCount() > 0) result.m_firstKey = std::string(join.cell(0, join.column(source.joinKey).value()));
  }
  result.m_hash = reader.takeHash();
  return result;
}

const DesignTable::Entry* DesignTable::find(std::string_view design) const {
  const auto found = m_entries.find(design);
  return found == m_entries.end() ? nullptr : &found->second;
}

}  // namespace pscope

#include "core/base/csv.h"

#include <algorithm>

#include "core/base/file.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxBytes = 1u << 30;

Error csvError(const std::string& file, std::size_t line, Message what, Message mend) {
  return makeError(ErrorCode::Parse, std::move(what), std::move(mend), file, "line " + std::to_string(line));
}

}  // namespace

Result<CsvTable> CsvTable::read(const std::string& path) {
  PSCOPE_TRY(std::string text, readFile(path, kMaxBytes));
  return parse(std::move(text), path);
}

Result<CsvTable> CsvTable::parse(std::string text, const std::string& file) {
  CsvTable table;
  table.m_file = file;
  table.m_text = std::move(text);
  std::string& t = table.m_text;
  std::size_t position = t.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  std::size_t line = 1;
  std::vector<Slice> row;

  while (position < t.size()) {
    const std::size_t firstLine = line;
    row.clear();
    for (bool endOfRow = false; !endOfRow;) {
      Slice cell{position, 0};
      if (position < t.size() && t[position] == '"') {
        std::size_t write = ++position;  // quotes are removed in place, which only ever shortens
        cell.begin = write;
        for (;;) {
          if (position >= t.size()) {
            return csvError(file, firstLine, PSCOPE_TR_NOOP("Csv", "A quoted cell is not closed."),
                            PSCOPE_TR_NOOP("Csv", "Close it with a double quote."));
          }
          if (t[position] == '"') {
            if (position + 1 < t.size() && t[position + 1] == '"')
              ++position;
            else
              break;
          }
          if (t[position] == '\n') ++line;
          t[write++] = t[position++];
        }
        cell.size = write - cell.begin;
        ++position;
        if (position < t.size() && t[position] != ',' && t[position] != '\n' && t[position] != '\r') {
          return csvError(file, line, PSCOPE_TR_NOOP("Csv", "Text follows a closing quote."),
                          PSCOPE_TR_NOOP("Csv", "Double the quotes inside a quoted cell."));
        }
      } else {
        const std::size_t end = std::min(t.find_first_of(",\r\n", position), t.size());
        cell.size = end - position;
        position = end;
      }
      row.push_back(cell);
      if (position >= t.size()) {
        endOfRow = true;
      } else if (t[position] == ',') {
        ++position;
      } else {
        if (t[position] == '\r' && position + 1 < t.size() && t[position + 1] == '\n') ++position;
        ++position;
        ++line;
        endOfRow = true;
      }
    }
    if (row.size() == 1 && row.front().size == 0) continue;  // an empty line
    if (table.m_columns.empty()) {
      for (const auto& cell : row) table.m_columns.emplace_back(t, cell.begin, cell.size);
      continue;
    }
    if (row.size() != table.m_columns.size()) {
      return csvError(file, firstLine,
                      PSCOPE_TR_NOOP("Csv", "This line has %1 cells, the header has %2.")
                          .arg(std::to_string(row.size()))
                          .arg(std::to_string(table.m_columns.size())),
                      PSCOPE_TR_NOOP("Csv", "Give every line as many cells as the header."));
    }
    table.m_cells.insert(table.m_cells.end(), row.begin(), row.end());
    table.m_lines.push_back(firstLine);
  }
  if (table.m_columns.empty()) {
    return csvError(file, 1, PSCOPE_TR_NOOP("Csv", "The table is empty."),
                    PSCOPE_TR_NOOP("Csv", "Its first line names the columns."));
  }
  return table;
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  const Slice& slice = m_cells[row * m_columns.size() + column];
  return std::string_view(m_text).substr(slice.begin, slice.size);
}

Result<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(m_columns.begin(), m_columns.end(), name);
  if (found != m_columns.end()) return static_cast<std::size_t>(found - m_columns.begin());
  std::string names;
  for (const auto& column : m_columns) names += (names.empty() ? "" : ", ") + column;
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Csv", "The table has no column \"%1\".").arg(std::string(name)),
                   PSCOPE_TR_NOOP("Csv", "Its columns are: %1.").arg(names), m_file, "line 1");
}

std::string csvCell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += csvCell(cells[i]);
  }
  return line + '\n';
}

}  // namespace pscope

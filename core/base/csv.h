#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// A table read from CSV: RFC 4180 quoting, comma separated, one header line, UTF-8 (BOM allowed), LF or CRLF.
///
/// Every row has as many cells as the header; otherwise reading fails and names the line.
class CsvTable {
 public:
  static Result<CsvTable> parse(std::string text, const std::string& file);
  static Result<CsvTable> read(const std::string& path);

  const std::string& file() const { return m_file; }
  const std::vector<std::string>& columns() const { return m_columns; }
  std::size_t rowCount() const { return m_columns.empty() ? 0 : m_cells.size() / m_columns.size(); }
  std::string_view cell(std::size_t row, std::size_t column) const;
  /// Line of the file, from 1, on which the row begins.
  std::size_t line(std::size_t row) const { return m_lines[row]; }
  /// Index of a column; error NotFound lists the columns there are.
  Result<std::size_t> column(std::string_view name) const;

 private:
  struct Slice {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  std::string m_file;
  std::string m_text;  ///< cells, unquoted in place
  std::vector<std::string> m_columns;
  std::vector<Slice> m_cells;
  std::vector<std::size_t> m_lines;
};

/// One cell as CSV text: quoted when it holds a comma, quote or line break.
std::string csvCell(std::string_view text);
/// Cells joined by commas, with a line end.
std::string csvLine(const std::vector<std::string>& cells);

}  // namespace pscope

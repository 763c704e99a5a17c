#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pscope {

/// Numbers in rows of equal length, one row a design.
class Matrix {
 public:
  explicit Matrix(std::size_t columns = 0) : m_columns(columns) {}
  Matrix(std::size_t rows, std::size_t columns) : m_rows(rows), m_columns(columns), m_values(rows * columns) {}

  std::size_t rows() const { return m_rows; }
  std::size_t columns() const { return m_columns; }
  std::span<const double> row(std::size_t index) const {
    return std::span(m_values).subspan(index * m_columns, m_columns);
  }
  std::span<double> row(std::size_t index) { return std::span(m_values).subspan(index * m_columns, m_columns); }
  const double* data() const { return m_values.data(); }

  /// The values of the first row of an empty matrix without columns set their number; later ones must have as many.
  void append(std::span<const double> values) {
    if (m_rows == 0 && m_columns == 0) m_columns = values.size();
    m_values.insert(m_values.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(m_columns));
    ++m_rows;
  }
  Matrix pick(std::span<const std::size_t> rows) const {
    Matrix picked(m_columns);
    for (const std::size_t index : rows) picked.append(row(index));
    return picked;
  }

 private:
  std::size_t m_rows = 0;
  std::size_t m_columns = 0;
  std::vector<double> m_values;
};

}  // namespace pscope

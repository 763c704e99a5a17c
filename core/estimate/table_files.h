#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/csv.h"

namespace pscope {

/// The different texts of a column, numbered in the order of their coming.
struct KeyIndex {
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> numbers;
  std::vector<std::size_t> ofRow;  ///< number of each row's text
};

/// A CSV file that was read, with what was found out about it.
/// @thread any
class TableFile {
 public:
  TableFile(CsvTable table, std::string hash) : m_table(std::move(table)), m_hash(std::move(hash)) {}

  const CsvTable& table() const { return m_table; }
  const std::string& hash() const { return m_hash; }  ///< of its bytes
  /// @cost O(rows) the first time that it is asked for a column
  std::shared_ptr<const KeyIndex> index(std::size_t column) const;

 private:
  CsvTable m_table;
  std::string m_hash;
  mutable std::mutex m_mutex;
  mutable std::map<std::size_t, std::shared_ptr<const KeyIndex>> m_indices;
};

/// CSV files that several estimators of one configuration look into: each is read and parsed once, and its keys are
/// indexed once, however many columns are taken from it. It lives while the estimators are made; they keep their
/// columns and the index.
/// @thread any
class TableFiles {
 public:
  static constexpr std::size_t kMostBytes = 512u << 20;
  /// @param mostBytes  of files that are kept; one beyond that is read again when it is asked for again
  explicit TableFiles(std::size_t mostBytes = kMostBytes) : m_mostBytes(mostBytes) {}

  /// @error NotFound, Io; Parse with line    @cost O(bytes) the first time
  Result<std::shared_ptr<const TableFile>> open(const std::string& path);

 private:
  std::size_t m_mostBytes;
  std::mutex m_mutex;
  std::size_t m_bytes = 0;
  std::map<std::string, std::shared_ptr<const TableFile>> m_files;
};

}  // namespace pscope

#include "core/estimate/table_files.h"

#include <utility>

#include "core/base/file.h"
#include "core/base/hash.h"

namespace pscope {
namespace {

constexpr std::size_t kLargestTable = 1u << 30;  ///< bytes

}  // namespace

std::size_t KeyIndex::TextHash::operator()(std::string_view text) const {
  return static_cast<std::size_t>(hash64(text));
}

std::shared_ptr<const KeyIndex> TableFile::index(std::size_t column) const {
  const std::scoped_lock lock(m_mutex);
  auto& known = m_indices[column];
  if (known) return known;
  auto index = std::make_shared<KeyIndex>();
  index->numbers.reserve(m_table.rowCount());
  index->ofRow.reserve(m_table.rowCount());
  for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
    const auto [entry, isNew] =
        index->numbers.try_emplace(std::string(m_table.cell(row, column)), index->numbers.size());
    index->ofRow.push_back(entry->second);
  }
  known = std::move(index);
  return known;
}

Result<std::shared_ptr<const TableFile>> TableFiles::open(const std::string& path) {
  {
    const std::scoped_lock lock(m_mutex);
    if (const auto known = m_files.find(path); known != m_files.end()) return known->second;
  }
  PSCOPE_TRY(std::string bytes, readFile(path, kLargestTable));
  const std::size_t size = bytes.size();
  std::string hash = hashText(bytes);
  PSCOPE_TRY(CsvTable table, CsvTable::parse(std::move(bytes), path));
  auto file = std::make_shared<const TableFile>(std::move(table), std::move(hash));
  const std::scoped_lock lock(m_mutex);
  const auto known = m_files.find(path);
  if (known != m_files.end()) return known->second;  // another thread was faster
  if (m_bytes + size <= m_mostBytes) {
    m_files.emplace(path, file);
    m_bytes += size;
  }
  return file;
}

}  // namespace pscope

#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expression.h"
#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

class TableFiles;
struct KeyIndex;

/// One column of a CSV table by the text form of designs, in memory.
///
/// @thread const functions from any thread    @cost a look-up: one hash of the text
class DesignTable {
 public:
  /// What to read: value of `column`, transformed, in the row whose `key` is the design; or, with a join, in the row
  /// whose `key` equals the cell `on` of that row of the joined file whose `joinKey` is the design.
  struct Source {
    std::string file;
    std::string key;
    std::string column;
    std::string joinFile;  ///< empty: no join
    std::string joinKey;
    std::string on;
    std::optional<Expression> transform;  ///< of x
  };
  /// @error NotFound (file, column), Parse (unreadable number, duplicate key with another value), NonFinite (NaN or
  /// infinity in a cell or after the transform); all with file, line and mend
  static Result<DesignTable> read(const Source& source);
  /// The same; files that another column was read from are not read again.
  static Result<DesignTable> read(const Source& source, TableFiles& files);

  struct Entry {
    double value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: the cell is empty, not measured
    std::size_t line = 0;                                     ///< in the file that holds the key
  };
  /// nullptr: the design is not in the table
  const Entry* find(std::string_view design) const;
  std::size_t size() const { return m_entries.size(); }
  /// A key of the file's first row, for messages; empty when the table has no rows.
  const std::string& firstKey() const { return m_firstKey; }
  /// Hash of the bytes of the file, or of both files.
  const std::string& hash() const { return m_hash; }

 private:
  friend class DesignTableReader;
  std::shared_ptr<const KeyIndex> m_index;  ///< of the designs; columns of one file share it
  std::vector<Entry> m_entries;             ///< by number
  std::string m_firstKey;
  std::string m_hash;
};

}  // namespace pscope

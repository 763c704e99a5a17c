#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pscope {

/// A copy in memory of somebody else's SQLite file.
///
/// The file is locked only while it is copied (a tenth of a second for 100 MB): a program that writes to it is not
/// kept waiting by a long import. Reading trusts nothing: damaged pages, views in place of tables, values of other
/// types are located errors or NULL.
/// @thread one at a time
class SqliteCopy {
 public:
  /// @error NotFound, Io, Parse (no database), Database (damaged, locked), InvalidArgument (larger than 1 GiB),
  /// Cancelled
  static Result<SqliteCopy> read(const std::string& path, std::stop_token stop);

  const std::string& file() const { return m_file; }
  bool hasTable(const std::string& name) const;
  /// Names of a table's columns; empty without such a table.
  const std::vector<std::string>& columns(const std::string& table) const;
  bool hasColumn(const std::string& table, const std::string& column) const;
  /// The whole file again, consistent even if it was being written to.
  Result<std::string> bytes() const;

  /// One row of a query, columns from 0. @thread that of forEach()
  class Row {
   public:
    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;               ///< valid UTF-8
    std::int64_t number() const { return m_number; }  ///< from 1

   private:
    friend class SqliteCopy;
    Row(sqlite3_stmt* statement) : m_statement(statement) {}
    sqlite3_stmt* m_statement;
    std::int64_t m_number = 0;
  };
  /// Calls `take` with every row until it fails. @error that of `take`, Database, Cancelled
  Status forEach(const std::string& sql, const std::function<Status(const Row&)>& take) const;

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  SqliteCopy() = default;
  Error failure(sqlite3* handle, int code) const;
  Status readSchema();

  std::string m_file;
  std::unique_ptr<std::stop_token> m_stop;  ///< at one address: SQLite holds it
  std::unique_ptr<sqlite3, Closer> m_handle;
  std::vector<std::pair<std::string, std::vector<std::string>>> m_tables;
};

/// The text with whatever is not UTF-8 replaced.
std::string validText(std::string_view text);

}  // namespace pscope

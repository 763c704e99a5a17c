#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pscope {

/// One connection to an SQLite file; errors carry the file. @thread one at a time
class Database {
 public:
  enum class Access { Create, Write, Read, Immutable };

  /// Pragmas of a study are set: foreign keys, busy timeout, synchronous NORMAL.
  static Result<Database> open(const std::string& path, Access access);
  Database() = default;
  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;

  explicit operator bool() const { return m_handle != nullptr; }
  sqlite3* handle() const { return m_handle.get(); }
  const std::string& path() const { return m_path; }

  /// Statements without results, separated by semicolons.
  Status execute(const char* sql);
  /// First column of the first row of a query.
  Result<std::int64_t> integer(const char* sql);
  Result<std::string> text(const char* sql);
  /// The error for a result code of this connection.
  Error error(int code) const;
  /// Whether the last call failed because another connection holds a lock.
  static bool isBusy(const Error& error);

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Closer> m_handle;
  std::string m_path;
};

/// A prepared statement. Parameters count from 1, columns from 0.
class SqlStatement {
 public:
  static Result<SqlStatement> prepare(Database& database, const char* sql);
  SqlStatement() = default;
  SqlStatement(SqlStatement&&) noexcept = default;
  SqlStatement& operator=(SqlStatement&&) noexcept = default;

  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);  ///< NaN becomes NULL
  /// The text must live until the next reset().
  void bind(int parameter, std::string_view text);
  void bindNull(int parameter);
  /// True: there is a row.
  Result<bool> step();
  /// step() of a statement without rows, then reset().
  Status run();
  void reset();

  bool isNull(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< valid until the next step

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
  Database* m_database = nullptr;
};

}  // namespace pscope

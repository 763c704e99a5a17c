#include "core/study/database.h"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "core/base/file.h"

namespace pscope {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::uintmax_t kLittleRoom = 64u << 10;  ///< bytes

/// file: URI of a path, so that immutable=1 can be said.
std::string uriOf(const std::string& path, const char* query) {
  static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/";
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return uri + query;
}

/// Whether a failed write failed for want of room. The error number alone does not tell: SQLite clears up before it
/// reports, and calls to the system that succeed may change it.
bool hasNoRoom(int code, int systemErrno, const std::string& path) {
  const int primary = code & 0xff;
  if (primary == SQLITE_FULL) return true;
  if (primary != SQLITE_IOERR) return false;
  if (systemErrno == ENOSPC || systemErrno == EDQUOT || systemErrno == EFBIG) return true;
  if (code != SQLITE_IOERR_WRITE && code != SQLITE_IOERR_TRUNCATE && code != SQLITE_IOERR_FSYNC) return false;
  struct statvfs disk{};
  if (::statvfs(path.c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize < kLittleRoom) return true;
  struct rlimit limit{};
  if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
  std::uintmax_t largest = 0;
  for (const char* suffix : {"", "-wal", "-journal"}) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path + suffix, error);
    if (!error) largest = std::max(largest, size);
  }
  return largest + kLittleRoom > limit.rlim_cur;
}

Error errorFor(int code, int systemErrno, const std::string& path) {
  const int primary = code & 0xff;
  if (hasNoRoom(code, systemErrno, path)) {
    return makeError(
        ErrorCode::DiskFull,
        PSCOPE_TR_NOOP("Study", "There is no room to write the study. All that was reported done is kept."),
        PSCOPE_TR_NOOP("Study", "Free some space, then open the study again, or save a copy elsewhere."), path);
  }
  switch (primary) {
    case SQLITE_READONLY:
      return makeError(ErrorCode::ReadOnly, PSCOPE_TR_NOOP("Study", "The study may not be written."),
                       PSCOPE_TR_NOOP("Study", "Save a copy in a place that you may write."), path);
    case SQLITE_CANTOPEN:
      return systemError(systemErrno != 0 ? systemErrno : EACCES,
                         PSCOPE_TR_NOOP("Study", "The study cannot be opened."), path);
    case SQLITE_NOTADB:
      return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Study", "The file is not a study."),
                       PSCOPE_TR_NOOP("Study", "Choose a file that Paretoscope wrote."), path);
    case SQLITE_CORRUPT:
      return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Study", "The study is damaged."),
                       PSCOPE_TR_NOOP("Study", "Open a copy of it; \"sqlite3 FILE .recover\" may save its rows."),
                       path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Study", "Another program holds the study locked."),
                       PSCOPE_TR_NOOP("Study", "End that program, then try again."), path);
    case SQLITE_NOMEM:
      return makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Study", "There is not enough memory for the study."),
                       PSCOPE_TR_NOOP("Study", "End other programs, then try again."), path);
    case SQLITE_IOERR:
      return makeError(ErrorCode::Io, PSCOPE_TR_NOOP("Study", "The disk failed while the study was read or written."),
                       PSCOPE_TR_NOOP("Study", "Check the disk, then open the study again."), path);
    default:
      return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Study", "The study cannot be read or written."),
                       PSCOPE_TR_NOOP("Study", "Check the disk, then open the study again."), path);
  }
}

constexpr const char* kBusyDetail = "busy: ";

}  // namespace

void Database::Closer::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Error Database::error(int code) const {
  auto error = errorFor(code, m_handle ? sqlite3_system_errno(m_handle.get()) : 0, m_path);
  const int primary = code & 0xff;
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) error.detail = kBusyDetail;
  error.detail += m_handle ? sqlite3_errmsg(m_handle.get()) : sqlite3_errstr(code);
  error.detail += " (" + std::to_string(code) + ")";
  return error;
}

bool Database::isBusy(const Error& error) {
  return error.detail.rfind(kBusyDetail, 0) == 0;
}

Result<Database> Database::open(const std::string& path, Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  const char* query = "";
  switch (access) {
    case Access::Create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
    case Access::Write:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case Access::Read:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case Access::Immutable:
      flags |= SQLITE_OPEN_READONLY;
      query = "?immutable=1";
      break;
  }
  Database database;
  database.m_path = path;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uriOf(path, query).c_str(), &handle, flags, nullptr);
  database.m_handle.reset(handle);
  if (code != SQLITE_OK) return database.error(code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  PSCOPE_CHECK(database.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF"));
  return database;
}

Status Database::execute(const char* sql) {
  const int code = sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return {};
}

Result<std::int64_t> Database::integer(const char* sql) {
  PSCOPE_TRY(auto statement, SqlStatement::prepare(*this, sql));
  PSCOPE_TRY(const bool row, statement.step());
  return row ? statement.integer(0) : 0;
}

Result<std::string> Database::text(const char* sql) {
  PSCOPE_TRY(auto statement, SqlStatement::prepare(*this, sql));
  PSCOPE_TRY(const bool row, statement.step());
  return row ? std::string(statement.text(0)) : std::string();
}

void SqlStatement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<SqlStatement> SqlStatement::prepare(Database& database, const char* sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  SqlStatement statement;
  statement.m_statement.reset(handle);
  statement.m_database = &database;
  if (code != SQLITE_OK) return database.error(code);
  return statement;
}

void SqlStatement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(m_statement.get(), parameter, value);
}
void SqlStatement::bind(int parameter, double value) {
  sqlite3_bind_double(m_statement.get(), parameter, value);
}
void SqlStatement::bind(int parameter, std::string_view text) {
  const char* data = text.data() != nullptr ? text.data() : "";
  sqlite3_bind_text64(m_statement.get(), parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}
void SqlStatement::bindNull(int parameter) {
  sqlite3_bind_null(m_statement.get(), parameter);
}

Result<bool> SqlStatement::step() {
  const int code = sqlite3_step(m_statement.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return m_database->error(code);
}

Status SqlStatement::run() {
  auto stepped = step();
  reset();
  if (!stepped.ok()) return std::move(stepped).error();
  return {};
}

void SqlStatement::reset() {
  sqlite3_reset(m_statement.get());
}

bool SqlStatement::isNull(int column) const {
  return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}
std::int64_t SqlStatement::integer(int column) const {
  return sqlite3_column_int64(m_statement.get(), column);
}
double SqlStatement::real(int column) const {
  return sqlite3_column_double(m_statement.get(), column);
}
std::string_view SqlStatement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

}  // namespace pscope

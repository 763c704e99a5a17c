#include "core/study/import_sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace pscope {
namespace {

constexpr std::uintmax_t kMaxBytes = 1u << 30;
constexpr int kMaxTextBytes = 16 << 20;
constexpr int kStepsBetweenPolls = 10'000;
constexpr int kImportBusyTimeoutMs = 5000;
constexpr std::size_t kMaxTables = 200;

int polled(void* stop) {
  return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

Status checkHeader(const std::string& path) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) {
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Import", "There is no such file."),
                     PSCOPE_TR_NOOP("Import", "Check its name."), path);
  }
  const auto size = std::filesystem::file_size(path, problem);
  if (problem || size > kMaxBytes) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "This is a folder, or larger than 1 GiB."),
                     PSCOPE_TR_NOOP("Import", "Choose a database file."), path);
  }
  std::array<char, 16> head{};
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  if (!in || std::string_view(head.data(), head.size()) != std::string_view("SQLite format 3\0", 16)) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Import", "The file is not an SQLite database."),
                     PSCOPE_TR_NOOP("Import", "Choose the file of an Optuna storage \"sqlite:///FILE\"."), path,
                     "byte 0");
  }
  return {};
}

}  // namespace

std::string validText(std::string_view text) {
  const auto isPlain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), isPlain)) return std::string(text);
  const std::string quoted = Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
  return Json::parse(quoted).get<std::string>();
}

void SqliteCopy::Closer::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Error SqliteCopy::failure(sqlite3* handle, int code) const {
  Error error;
  switch (code & 0xff) {
    case SQLITE_INTERRUPT:
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Import", "The import was stopped; nothing was written."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error = makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Import", "Another program holds the database locked."),
                        PSCOPE_TR_NOOP("Import", "Try again in a moment, or import a copy of the file."), m_file);
      break;
    case SQLITE_CANTOPEN:
      error = makeError(ErrorCode::Io, PSCOPE_TR_NOOP("Import", "The database cannot be opened."),
                        PSCOPE_TR_NOOP("Import", "Check that you may read it and its folder."), m_file);
      break;
    case SQLITE_NOMEM:
      error = makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Import", "There is not enough memory for the import."),
                        PSCOPE_TR_NOOP("Import", "End other programs, then try again."), m_file);
      break;
    default:
      error = makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Import", "The database is damaged."),
                        PSCOPE_TR_NOOP("Import", "\"sqlite3 FILE .recover\" may save its rows."), m_file);
  }
  error.detail = std::string(handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code)) + " (" +
                 std::to_string(code) + ")";
  return error;
}

Result<SqliteCopy> SqliteCopy::read(const std::string& path, std::stop_token stop) {
  PSCOPE_CHECK(checkHeader(path));
  SqliteCopy copy;
  copy.m_file = path;
  copy.m_stop = std::make_unique<std::stop_token>(std::move(stop));
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             nullptr);
  const std::unique_ptr<sqlite3, Closer> file(handle);
  if (code != SQLITE_OK) return copy.failure(handle, code);
  sqlite3_busy_timeout(handle, kImportBusyTimeoutMs);
  sqlite3* memory = nullptr;
  code = sqlite3_open_v2(":memory:", &memory,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                         nullptr);
  copy.m_handle.reset(memory);
  if (code != SQLITE_OK) return copy.failure(memory, code);
  sqlite3_backup* backup = sqlite3_backup_init(memory, "main", handle, "main");
  if (backup == nullptr) return copy.failure(memory, sqlite3_extended_errcode(memory));
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) return copy.failure(nullptr, finished != SQLITE_OK ? finished : stepped);
  sqlite3_limit(memory, SQLITE_LIMIT_LENGTH, kMaxTextBytes);
  sqlite3_progress_handler(memory, kStepsBetweenPolls, polled, copy.m_stop.get());
  // Nothing of the file's own schema is run.
  sqlite3_db_config(memory, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(memory, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(memory, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(memory, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  PSCOPE_CHECK(copy.readSchema());
  PSCOPE_CHECK(copy.forEach("PRAGMA quick_check(1)", [&copy](const Row& row) -> Status {
    if (row.text(0) == "ok") return {};
    auto error = copy.failure(nullptr, SQLITE_CORRUPT);
    error.detail = row.text(0);
    return error;
  }));
  return copy;
}

Status SqliteCopy::readSchema() {
  std::vector<std::string> names;
  PSCOPE_CHECK(forEach("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
                       [&names](const Row& row) -> Status {
                         if (names.size() < kMaxTables) names.push_back(row.text(0));
                         return {};
                       }));
  for (const auto& name : names) {
    std::string quoted = "PRAGMA table_info(\"";
    for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    std::vector<std::string> columns;
    PSCOPE_CHECK(forEach(quoted + "\")", [&columns](const Row& row) -> Status {
      columns.push_back(row.text(1));
      return {};
    }));
    m_tables.emplace_back(name, std::move(columns));
  }
  return {};
}

bool SqliteCopy::hasTable(const std::string& name) const {
  return !columns(name).empty();
}

const std::vector<std::string>& SqliteCopy::columns(const std::string& table) const {
  static const std::vector<std::string> kNone;
  const auto found =
      std::find_if(m_tables.begin(), m_tables.end(), [&table](const auto& entry) { return entry.first == table; });
  return found == m_tables.end() ? kNone : found->second;
}

bool SqliteCopy::hasColumn(const std::string& table, const std::string& column) const {
  const auto& names = columns(table);
  return std::find(names.begin(), names.end(), column) != names.end();
}

Result<std::string> SqliteCopy::bytes() const {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
      sqlite3_serialize(m_handle.get(), "main", &size, 0), sqlite3_free);
  if (bytes == nullptr) return failure(nullptr, SQLITE_NOMEM);
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
}

Status SqliteCopy::forEach(const std::string& sql, const std::function<Status(const Row&)>& take) const {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(m_handle.get(), sql.c_str(), -1, &raw, nullptr);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
  if (prepared != SQLITE_OK) return failure(m_handle.get(), prepared);
  Row row(raw);
  for (;;) {
    const int code = sqlite3_step(raw);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return failure(m_handle.get(), code);
    ++row.m_number;
    PSCOPE_CHECK(take(row));
  }
}

bool SqliteCopy::Row::isNull(int column) const {
  return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t SqliteCopy::Row::integer(int column) const {
  return sqlite3_column_int64(m_statement, column);
}
double SqliteCopy::Row::real(int column) const {
  return sqlite3_column_double(m_statement, column);
}
std::string SqliteCopy::Row::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
  if (text == nullptr) return {};
  return validText({text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))});
}

}  // namespace pscope

#include "core/study/study.h"

#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/build_info.h"
#include "core/base/file.h"
#include "core/study/candidate_rows.h"
#include "core/study/database.h"
#include "core/study/schema.h"
#include "core/study/study_files.h"
#include "core/study/study_lock.h"
#include "core/study/study_writer.h"

namespace pscope {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kCheckedBytes = 16u << 20;  ///< studies up to this size are checked whole when opened

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Status addEventRow(Database& database, const std::string& kind, const std::string& text) {
  PSCOPE_TRY(auto row, SqlStatement::prepare(database, "INSERT INTO event(time, kind, text) VALUES (?1, ?2, ?3)"));
  row.bind(1, now());
  row.bind(2, kind);
  row.bind(3, text);
  return row.run();
}

Status writeDescription(Database& database, const SearchConfig& config, const std::string& space) {
  PSCOPE_TRY(auto row, SqlStatement::prepare(database,
                                             "INSERT INTO study(id, name, created, program_version, "
                                             "program_commit, space, config) VALUES (1, ?1, ?2, ?3, ?4, ?5, "
                                             "?6)"));
  const std::string configText = toJson(config).dump(1, ' ', false, Json::error_handler_t::replace);
  row.bind(1, config.name);
  row.bind(2, now());
  row.bind(3, std::string_view(programVersion()));
  row.bind(4, std::string_view(programCommit()));
  row.bind(5, space);
  row.bind(6, configText);
  PSCOPE_CHECK(row.run());
  PSCOPE_TRY(auto objective, SqlStatement::prepare(database,
                                                   "INSERT INTO objective(position, name, unit, direction, "
                                                   "bound) VALUES (?1, ?2, ?3, ?4, ?5)"));
  std::int64_t position = 0;
  for (const auto& o : config.objectives) {
    objective.bind(1, position++);
    objective.bind(2, o.name);
    objective.bind(3, o.unit);
    objective.bind(4, std::string_view(o.direction == Direction::Minimize ? "minimize" : "maximize"));
    if (o.bound) {
      objective.bind(5, *o.bound);
    } else {
      objective.bindNull(5);
    }
    PSCOPE_CHECK(objective.run());
  }
  return addEventRow(database, "created", std::string("Created by Paretoscope ") + programVersion() + ".");
}

/// A whole new study at `path`, which must not exist yet or may be overwritten.
Status writeNewStudy(const std::string& path, const SearchConfig& config, const std::string& space) {
  PSCOPE_TRY(auto database, Database::open(path, Database::Access::Create));
  const std::string application = "PRAGMA application_id = " + std::to_string(kStudyApplicationId);
  PSCOPE_CHECK(database.execute(application.c_str()));
  PSCOPE_CHECK(migrate(database, studyMigrations()));
  PSCOPE_CHECK(database.execute("BEGIN IMMEDIATE"));
  PSCOPE_CHECK(writeDescription(database, config, space));
  return database.execute("COMMIT");
}

Error closedError(const std::string& path) {
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Study", "The study was closed."), {}, path);
}

Error readOnlyError(const std::string& path) {
  return makeError(ErrorCode::ReadOnly, PSCOPE_TR_NOOP("Study", "The study is open for reading only."),
                   PSCOPE_TR_NOOP("Study", "Save a copy in a place that you may write, and open that."), path);
}

}  // namespace

class Study::Impl {
 public:
  std::string m_path;
  bool m_readOnly = false;
  std::atomic<bool> m_closed = false;
  SearchConfig m_config;
  std::string m_space;
  StudyLock m_lock;
  std::unique_ptr<ScratchCopy> m_scratch;
  std::unique_ptr<StudyWriter> m_writer;
  std::int64_t m_session = 0;
  mutable ProvenanceCache m_provenance;
  mutable std::mutex m_readersMutex;
  mutable std::vector<std::unique_ptr<Database>> m_readers;

  Status openForWriting();
  Status openForReading();
  Status readDescription(Database& database);
  Status beginSession(Database& database);
  Result<std::unique_ptr<Database>> openReader() const;
  Result<std::unique_ptr<Database>> takeReader() const;
  void giveReader(std::unique_ptr<Database> reader) const;
  template <class Function>
  auto read(Function function) const -> decltype(function(std::declval<Database&>())) {
    PSCOPE_TRY(auto reader, takeReader());
    auto result = function(*reader);
    if (result.ok()) giveReader(std::move(reader));
    return result;
  }
  Status write(std::function<Status(Database&)> work);
  Status close();
};

Status Study::Impl::openForWriting() {
  PSCOPE_TRY(const auto header, readHeader(m_path));
  if (::euidaccess(m_path.c_str(), W_OK) != 0) {
    return systemError(errno, PSCOPE_TR_NOOP("Study", "The study may not be written."), m_path);
  }
  PSCOPE_TRY(m_lock, StudyLock::acquire(m_path));
  PSCOPE_TRY(auto database, Database::open(m_path, Database::Access::Write));
  PSCOPE_CHECK(checkStudy(database, studySchemaVersion()));
  if (header.size <= kCheckedBytes) {
    PSCOPE_TRY(const auto verdict, database.text("PRAGMA quick_check(1)"));
    if (verdict != "ok") {
      auto error = database.error(SQLITE_CORRUPT);
      error.detail = verdict;
      return error;
    }
  }
  PSCOPE_CHECK(migrate(database, studyMigrations()));
  PSCOPE_TRY(const auto mode, database.text("PRAGMA journal_mode = WAL"));
  if (mode != "wal") return database.error(SQLITE_READONLY);
  PSCOPE_CHECK(readDescription(database));
  PSCOPE_CHECK(beginSession(database));
  PSCOPE_TRY(m_writer, StudyWriter::start(std::move(database)));
  return {};
}

Status Study::Impl::openForReading() {
  m_readOnly = true;
  PSCOPE_TRY(const auto header, readHeader(m_path));
  const bool hasJournal = isNotEmpty(m_path + "-journal");
  const bool hasLog = header.writeAheadLog && isNotEmpty(m_path + "-wal");
  const bool ownsLog = hasLog && ::access((m_path + "-shm").c_str(), R_OK) == 0;
  if (!mayWriteFolder(m_path) && (hasJournal || (hasLog && !ownsLog))) {
    PSCOPE_TRY(m_scratch, ScratchCopy::make(m_path));
  } else if (hasJournal) {
    // Killed while it was being opened. If another program has it open now, that one has cleared up already.
    if (const auto lock = StudyLock::acquire(m_path); lock.ok()) PSCOPE_CHECK(recover(m_path));
  }
  PSCOPE_TRY(auto database, openReader());
  PSCOPE_CHECK(checkStudy(*database, studySchemaVersion()));
  PSCOPE_TRY(const auto version, database->integer("PRAGMA user_version"));
  if (version < kOldestReadableVersion) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Study", "The study has the older version %1 and must be brought up to date first.")
                         .arg(std::to_string(version)),
                     PSCOPE_TR_NOOP("Study", "Open it once for writing, or a copy of it."), m_path);
  }
  return readDescription(*database);
}

Status Study::Impl::readDescription(Database& database) {
  PSCOPE_TRY(auto row, SqlStatement::prepare(database, "SELECT space, config FROM study"));
  PSCOPE_TRY(const bool found, row.step());
  if (!found) return database.error(SQLITE_CORRUPT);
  m_space = row.text(0);
  PSCOPE_TRY(const auto json, parseJson(row.text(1), m_path));
  PSCOPE_TRY(m_config, parseSearchConfig(json, m_path, fs::path(m_path).parent_path().string()));
  return {};
}

Status Study::Impl::beginSession(Database& database) {
  PSCOPE_CHECK(database.execute("BEGIN IMMEDIATE"));
  {
    PSCOPE_TRY(auto open, SqlStatement::prepare(database, "SELECT process, host FROM session WHERE closed IS NULL"));
    PSCOPE_TRY(const bool killed, open.step());
    if (killed) {
      PSCOPE_CHECK(addEventRow(database, "killed",
                               "The last session (process " + std::to_string(open.integer(0)) + " on " +
                                   std::string(open.text(1)) +
                                   ") ended without closing the study. Everything that was reported done is kept."));
    }
  }
  PSCOPE_CHECK(database.execute("UPDATE session SET closed = opened WHERE closed IS NULL"));
  PSCOPE_TRY(auto row, SqlStatement::prepare(database,
                                             "INSERT INTO session(opened, process, host, program_version) "
                                             "VALUES (?1, ?2, ?3, ?4) RETURNING id"));
  const std::string host = hostName();
  row.bind(1, now());
  row.bind(2, static_cast<std::int64_t>(::getpid()));
  row.bind(3, host);
  row.bind(4, std::string_view(programVersion()));
  PSCOPE_TRY(const bool inserted, row.step());
  if (inserted) m_session = row.integer(0);
  row.reset();
  PSCOPE_CHECK(addEventRow(database, "opened", std::string("Opened by Paretoscope ") + programVersion() + "."));
  return database.execute("COMMIT");
}

Result<std::unique_ptr<Database>> Study::Impl::openReader() const {
  const std::string& path = m_scratch ? m_scratch->path() : m_path;
  // A database without a log needs no files beside it; in a place that may not be written SQLite has to be told so.
  const bool immutable =
      m_readOnly && !m_scratch && !mayWriteFolder(m_path) && ::access((m_path + "-wal").c_str(), F_OK) != 0;
  PSCOPE_TRY(auto database, Database::open(path, immutable ? Database::Access::Immutable : Database::Access::Read));
  return std::make_unique<Database>(std::move(database));
}

Result<std::unique_ptr<Database>> Study::Impl::takeReader() const {
  if (m_closed) return closedError(m_path);
  {
    const std::scoped_lock lock(m_readersMutex);
    if (!m_readers.empty()) {
      auto reader = std::move(m_readers.back());
      m_readers.pop_back();
      return reader;
    }
  }
  return openReader();
}

void Study::Impl::giveReader(std::unique_ptr<Database> reader) const {
  // A follower must not hold the file between reads: the writer could not leave one plain file then.
  if (m_readOnly && !m_scratch) return;
  const std::scoped_lock lock(m_readersMutex);
  m_readers.push_back(std::move(reader));
}

Status Study::Impl::write(std::function<Status(Database&)> work) {
  if (m_closed) return closedError(m_path);
  if (m_readOnly) return readOnlyError(m_path);
  return m_writer->execute(std::move(work));
}

Status Study::Impl::close() {
  if (m_closed) return closedError(m_path);
  m_closed = true;
  {
    const std::scoped_lock lock(m_readersMutex);
    m_readers.clear();
  }
  Status status;
  if (m_writer) {
    m_writer->setCommitted({});
    status = m_writer->execute([this](Database& database) -> Status {
      PSCOPE_TRY(auto row, SqlStatement::prepare(database, "UPDATE session SET closed = ?1 WHERE id = ?2"));
      row.bind(1, now());
      row.bind(2, m_session);
      return row.run();
    });
    Database database = m_writer->stop();
    m_writer.reset();
    sqlite3_busy_timeout(database.handle(), 500);
    const auto checkpoint = database.integer("PRAGMA wal_checkpoint(TRUNCATE)");
    if (status.ok() && !checkpoint.ok()) status = checkpoint.error();
    // Fails while another program reads; the log, empty after the checkpoint above, stays beside the file then, and
    // nothing is lost: no error of closing.
    (void)database.text("PRAGMA journal_mode = DELETE");
  }
  m_lock.release();
  m_scratch.reset();
  return status;
}

Study::Study(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Study::~Study() {
  if (!m_impl->m_closed) (void)m_impl->close();
}

Result<std::unique_ptr<Study>> Study::create(const std::string& givenPath, const SearchConfig& config,
                                             const std::string& spaceDocument) {
  const std::string path = absolutePath(givenPath);
  PSCOPE_TRY(auto lock, StudyLock::acquire(path));
  std::error_code ignored;
  if (fs::exists(path, ignored)) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Study", "The file exists already."),
                     PSCOPE_TR_NOOP("Study", "Choose another name, or open the study."), path);
  }
  PSCOPE_TRY(const auto temporary, temporaryBeside(path));
  auto status = writeNewStudy(temporary, config, spaceDocument);
  if (status.ok()) status = moveInto(temporary, path);
  if (!status.ok()) {
    removeDatabase(temporary);
    auto error = std::move(status).error();
    error.file = path;
    return error;
  }
  lock.release();
  return open(path, Mode::ReadWrite);
}

Result<std::unique_ptr<Study>> Study::open(const std::string& path, Mode mode) {
  auto impl = std::make_unique<Impl>();
  impl->m_path = absolutePath(path);
  PSCOPE_CHECK(mode == Mode::ReadWrite ? impl->openForWriting() : impl->openForReading());
  return std::unique_ptr<Study>(new Study(std::move(impl)));
}

const std::string& Study::path() const {
  return m_impl->m_path;
}
bool Study::readOnly() const {
  return m_impl->m_readOnly;
}
const SearchConfig& Study::config() const {
  return m_impl->m_config;
}
const std::string& Study::spaceDocument() const {
  return m_impl->m_space;
}

Status Study::setCandidates(int candidates) {
  if (candidates < 1) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Study", "A search needs at least one candidate."), {},
                     m_impl->m_path);
  }
  SearchConfig config = m_impl->m_config;
  config.candidates = candidates;
  const std::string text = toJson(config).dump(1, ' ', false, Json::error_handler_t::replace);
  PSCOPE_CHECK(m_impl->write([&text](Database& database) -> Status {
    PSCOPE_TRY(auto row, SqlStatement::prepare(database, "UPDATE study SET config = ?1"));
    row.bind(1, text);
    return row.run();
  }));
  m_impl->m_config.candidates = candidates;
  return {};
}

void Study::post(Candidate candidate) {
  if (m_impl->m_writer) m_impl->m_writer->post(std::move(candidate));
}
void Study::post(SearchSnapshot snapshot) {
  if (m_impl->m_writer) m_impl->m_writer->post(std::move(snapshot));
}
void Study::setCommitted(std::function<void(std::vector<Candidate>)> committed) {
  if (m_impl->m_writer) m_impl->m_writer->setCommitted(std::move(committed));
}
Status Study::flush() {
  if (m_impl->m_closed) return closedError(m_impl->m_path);
  return m_impl->m_writer ? m_impl->m_writer->flush() : Status();
}
std::optional<Error> Study::writerError() const {
  return m_impl->m_writer ? m_impl->m_writer->error() : std::nullopt;
}

Result<std::vector<Candidate>> Study::loadCandidates(CandidateId after) const {
  return m_impl->read([&](Database& database) {
    return readCandidates(database, CandidateId{after.value + 1}, CandidateId{INT64_MAX}, m_impl->m_provenance);
  });
}

Result<std::optional<Candidate>> Study::loadCandidate(CandidateId id) const {
  PSCOPE_TRY(auto found,
             m_impl->read([&](Database& database) { return readCandidates(database, id, id, m_impl->m_provenance); }));
  if (found.empty()) return std::optional<Candidate>();
  return std::optional<Candidate>(std::move(found.front()));
}

Result<std::int64_t> Study::candidateCount() const {
  return m_impl->read([](Database& database) { return database.integer("SELECT count(*) FROM candidate"); });
}

Result<std::optional<SearchSnapshot>> Study::loadSnapshot() const {
  return m_impl->read([](Database& database) { return readSnapshot(database); });
}

Status Study::addEvent(const std::string& kind, const std::string& text) {
  return m_impl->write([&](Database& database) { return addEventRow(database, kind, text); });
}

Status Study::addEvents(const std::string& kind, const std::vector<std::string>& texts) {
  return m_impl->write([&](Database& database) -> Status {
    for (const auto& text : texts) PSCOPE_CHECK(addEventRow(database, kind, text));
    return {};
  });
}

Result<std::vector<StudyEvent>> Study::events() const {
  return m_impl->read([](Database& database) -> Result<std::vector<StudyEvent>> {
    PSCOPE_TRY(auto row, SqlStatement::prepare(database, "SELECT time, kind, text FROM event ORDER BY id"));
    std::vector<StudyEvent> events;
    for (;;) {
      PSCOPE_TRY(const bool more, row.step());
      if (!more) return events;
      events.push_back({row.real(0), std::string(row.text(1)), std::string(row.text(2))});
    }
  });
}

Status Study::setSetting(const std::string& name, const std::string& value) {
  return m_impl->write([&](Database& database) -> Status {
    PSCOPE_TRY(auto row, SqlStatement::prepare(database,
                                               "INSERT INTO setting(name, value) VALUES (?1, ?2) "
                                               "ON CONFLICT(name) DO UPDATE SET value = ?2"));
    row.bind(1, name);
    row.bind(2, value);
    return row.run();
  });
}

Result<std::optional<std::string>> Study::setting(const std::string& name) const {
  return m_impl->read([&](Database& database) -> Result<std::optional<std::string>> {
    PSCOPE_TRY(auto row, SqlStatement::prepare(database, "SELECT value FROM setting WHERE name = ?1"));
    row.bind(1, name);
    PSCOPE_TRY(const bool found, row.step());
    if (!found) return std::optional<std::string>();
    return std::optional<std::string>(row.text(0));
  });
}

Status Study::saveCopy(const std::string& givenPath) {
  const std::string path = absolutePath(givenPath);
  std::error_code ignored;
  if (path == m_impl->m_path || fs::equivalent(path, m_impl->m_path, ignored)) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Study", "This is the study itself."),
                     PSCOPE_TR_NOOP("Study", "Choose another name for the copy."), path);
  }
  PSCOPE_CHECK(flush());
  PSCOPE_TRY(const auto lock, StudyLock::acquire(path));
  PSCOPE_TRY(const auto temporary, temporaryBeside(path));
  auto status = m_impl->read([&](Database& source) -> Status {
    PSCOPE_TRY(auto copy, Database::open(temporary, Database::Access::Create));
    sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", source.handle(), "main");
    if (backup == nullptr) return copy.error(sqlite3_extended_errcode(copy.handle()));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) return copy.error(finished != SQLITE_OK ? finished : stepped);
    PSCOPE_TRY(const auto mode, copy.text("PRAGMA journal_mode = DELETE"));
    if (mode != "delete") return copy.error(SQLITE_BUSY);
    PSCOPE_CHECK(copy.execute("UPDATE session SET closed = opened WHERE closed IS NULL"));
    return addEventRow(copy, "copied", "Saved as a copy of " + m_impl->m_path + ".");
  });
  if (status.ok()) {
    // A log that a killed program left of the file to be replaced must not be read into the new one.
    for (const char* suffix : {"-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
    status = moveInto(temporary, path);
  }
  if (!status.ok()) {
    removeDatabase(temporary);
    auto error = std::move(status).error();
    error.file = path;
    return error;
  }
  return {};
}

Status Study::close() {
  return m_impl->close();
}

}  // namespace pscope

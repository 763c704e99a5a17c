#include "core/study/schema.h"

#include <array>
#include <string>

namespace pscope {
namespace {

constexpr const char* kVersion1 = R"sql(
CREATE TABLE study(
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  name            TEXT NOT NULL,
  created         REAL NOT NULL,
  program_version TEXT NOT NULL,
  program_commit  TEXT NOT NULL,
  space           TEXT NOT NULL,
  config          TEXT NOT NULL);
CREATE TABLE objective(
  position  INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  unit      TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('minimize', 'maximize')),
  bound     REAL);
CREATE TABLE candidate(
  id         INTEGER PRIMARY KEY,
  design     TEXT NOT NULL,
  genome     TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'infeasible')),
  reason     TEXT NOT NULL DEFAULT '',
  error_code TEXT NOT NULL DEFAULT '',
  parents    TEXT NOT NULL DEFAULT '[]',
  finished   REAL NOT NULL DEFAULT 0,
  notes      TEXT NOT NULL DEFAULT '',
  pinned     INTEGER NOT NULL DEFAULT 0);
CREATE TABLE provenance(
  id                INTEGER PRIMARY KEY,
  hash              TEXT NOT NULL UNIQUE,
  estimator         TEXT NOT NULL,
  estimator_version TEXT NOT NULL,
  program_version   TEXT NOT NULL,
  program_commit    TEXT NOT NULL,
  libraries         TEXT NOT NULL,
  host_cpu          TEXT NOT NULL,
  instruction_set   TEXT NOT NULL,
  threads           INTEGER NOT NULL,
  seed              TEXT NOT NULL,
  space_hash        TEXT NOT NULL,
  recipe_hash       TEXT NOT NULL,
  data_hash         TEXT NOT NULL,
  device            TEXT NOT NULL,
  device_version    TEXT NOT NULL,
  source            TEXT NOT NULL,
  evidence          TEXT NOT NULL,
  time              TEXT NOT NULL);
CREATE TABLE measurement(
  candidate      INTEGER NOT NULL REFERENCES candidate(id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  metric         TEXT NOT NULL,
  value          REAL NOT NULL,
  unit           TEXT NOT NULL,
  kind           TEXT NOT NULL,
  scale          TEXT NOT NULL,
  epochs         REAL NOT NULL,
  data_share     REAL NOT NULL,
  weights        TEXT NOT NULL,
  standard_error REAL,
  level          INTEGER NOT NULL,
  seconds        REAL NOT NULL,
  provenance     INTEGER REFERENCES provenance(id),
  PRIMARY KEY (candidate, position)) WITHOUT ROWID;
CREATE TABLE search_state(
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  asked    INTEGER NOT NULL,
  told     INTEGER NOT NULL,
  strategy TEXT NOT NULL,
  pending  TEXT NOT NULL);
CREATE TABLE event(
  id   INTEGER PRIMARY KEY,
  time REAL NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE session(
  id              INTEGER PRIMARY KEY,
  opened          REAL NOT NULL,
  closed          REAL,
  process         INTEGER NOT NULL,
  host            TEXT NOT NULL,
  program_version TEXT NOT NULL);
CREATE TABLE setting(
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE artifact(
  hash    TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  created REAL NOT NULL,
  bytes   BLOB NOT NULL);
CREATE VIEW result AS
  SELECT c.id, c.design, c.state, m.metric, m.value, m.unit, m.kind, m.level, m.standard_error
  FROM candidate c JOIN measurement m ON m.candidate = c.id;
)sql";

// A CHECK cannot be altered: the table is written anew. (migrate() sees to it that no row elsewhere falls with it.)
constexpr const char* kVersion2 = R"sql(
DROP VIEW result;
CREATE TABLE candidate_2(
  id         INTEGER PRIMARY KEY,
  design     TEXT NOT NULL,
  genome     TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'infeasible', 'screened')),
  reason     TEXT NOT NULL DEFAULT '',
  error_code TEXT NOT NULL DEFAULT '',
  parents    TEXT NOT NULL DEFAULT '[]',
  finished   REAL NOT NULL DEFAULT 0,
  notes      TEXT NOT NULL DEFAULT '',
  pinned     INTEGER NOT NULL DEFAULT 0,
  rung       INTEGER CHECK (rung >= 0));
INSERT INTO candidate_2 SELECT id, design, genome, state, reason, error_code, parents, finished, notes, pinned, NULL
  FROM candidate;
DROP TABLE candidate;
ALTER TABLE candidate_2 RENAME TO candidate;
CREATE VIEW result AS
  SELECT c.id, c.design, c.state, m.metric, m.value, m.unit, m.kind, m.level, m.standard_error
  FROM candidate c JOIN measurement m ON m.candidate = c.id;
)sql";

constexpr std::array<Migration, 2> kMigrations = {{{1, kVersion1}, {2, kVersion2}}};

}  // namespace

std::span<const Migration> studyMigrations() {
  return kMigrations;
}
std::int64_t studySchemaVersion() {
  return kMigrations.back().version;
}

Status checkStudy(Database& database, std::int64_t newestVersion) {
  PSCOPE_TRY(const auto application, database.integer("PRAGMA application_id"));
  if (application != kStudyApplicationId) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Study", "The file is a database, but not a study."),
                     PSCOPE_TR_NOOP("Study", "Choose a file that Paretoscope wrote."), database.path());
  }
  PSCOPE_TRY(const auto version, database.integer("PRAGMA user_version"));
  if (version > newestVersion) {
    return makeError(ErrorCode::NewerVersion,
                     PSCOPE_TR_NOOP("Study",
                                    "The study was written by a newer Paretoscope (its version is %1, this "
                                    "program knows versions up to %2).")
                         .arg(std::to_string(version))
                         .arg(std::to_string(newestVersion)),
                     PSCOPE_TR_NOOP("Study", "Open it with the newer program."), database.path());
  }
  return {};
}

Status migrate(Database& database, std::span<const Migration> migrations) {
  PSCOPE_CHECK(checkStudy(database, migrations.empty() ? 0 : migrations.back().version));
  PSCOPE_TRY(const auto version, database.integer("PRAGMA user_version"));
  if (migrations.empty() || version == migrations.back().version) return {};
  // A table that is written anew is dropped first: what refers to its rows must not be deleted with them.
  PSCOPE_CHECK(database.execute("PRAGMA foreign_keys = OFF"));
  struct KeysOn {
    Database& database;
    ~KeysOn() { (void)database.execute("PRAGMA foreign_keys = ON"); }
  } const keysOn{database};
  for (const auto& step : migrations) {
    if (step.version <= version) continue;
    PSCOPE_CHECK(database.execute("BEGIN IMMEDIATE"));
    const std::string setVersion = "PRAGMA user_version = " + std::to_string(step.version);
    auto status = database.execute(step.sql);
    if (status.ok()) status = database.execute(setVersion.c_str());
    if (status.ok()) status = database.execute("COMMIT");
    if (!status.ok()) {
      (void)database.execute("ROLLBACK");
      return status;
    }
  }
  return {};
}

}  // namespace pscope

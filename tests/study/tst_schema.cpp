#include <sqlite3.h>

#include <QtTest>

#include "core/study/schema.h"
#include "tests/study/study_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// A file as version 0 of the program would have left it: marked as a study, without tables.
Status makeVersion0(const std::string& path) {
  PSCOPE_TRY(auto database, Database::open(path, Database::Access::Create));
  const std::string mark = "PRAGMA application_id = " + std::to_string(kStudyApplicationId);
  PSCOPE_CHECK(database.execute(mark.c_str()));
  return database.execute("CREATE TABLE leftover(x)");
}

}  // namespace

class TstSchema : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void stepsAreAscending();
  void oldFileIsBroughtUpToDate();
  void studyOfVersion1();
  void laterStepsRunOnce();
  void failedStepChangesNothing();
  void newerFileIsRefused();
  void otherDatabaseIsRefused();
};

void TstSchema::stepsAreAscending() {
  std::int64_t version = 0;
  for (const auto& step : studyMigrations()) QCOMPARE(step.version, ++version);
  QCOMPARE(studySchemaVersion(), version);
}

void TstSchema::oldFileIsBroughtUpToDate() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("old.pscope").toStdString();
  PSCOPE_VERIFY_OK(makeVersion0(path));
  auto database = Database::open(path, Database::Access::Write);
  PSCOPE_VERIFY_OK(database);
  PSCOPE_VERIFY_OK(migrate(database.value(), studyMigrations()));
  QCOMPARE(database.value().integer("PRAGMA user_version").value(), studySchemaVersion());
  QCOMPARE(database.value().integer("SELECT count(*) FROM candidate").value(), 0);
  PSCOPE_VERIFY_OK(migrate(database.value(), studyMigrations()));  // nothing left to do
}

// Before there were rungs: such a study is read as it is, and written on after a step that keeps every row.
void TstSchema::studyOfVersion1() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  const auto provenance = someProvenance();
  PSCOPE_VERIFY_OK(Study::create(path, smallConfig(), "{}"));
  {
    // Its candidates as the first version declared them, in a file that is otherwise like this one.
    auto database = Database::open(path, Database::Access::Write);
    PSCOPE_VERIFY_OK(database);
    PSCOPE_VERIFY_OK(database.value().execute(R"sql(
      PRAGMA foreign_keys = OFF;
      DROP VIEW result; DROP TABLE candidate;
      CREATE TABLE candidate(
        id INTEGER PRIMARY KEY, design TEXT NOT NULL, genome TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'infeasible')),
        reason TEXT NOT NULL DEFAULT '', error_code TEXT NOT NULL DEFAULT '', parents TEXT NOT NULL DEFAULT '[]',
        finished REAL NOT NULL DEFAULT 0, notes TEXT NOT NULL DEFAULT '', pinned INTEGER NOT NULL DEFAULT 0);
      CREATE VIEW result AS SELECT c.id, m.metric FROM candidate c JOIN measurement m ON m.candidate = c.id;
      INSERT INTO candidate(id, design, genome, state, notes, pinned) VALUES
        (1, 'a=1', '[1,-1,3]', 'done', 'mine', 1), (2, 'a=2', '[2,-1,3]', 'failed', '', 0);
      INSERT INTO measurement VALUES (1, 0, 'error', 7.5, '%', 'measured', 'deploy', 8, 1, 'own', NULL, 0, 1.5, NULL);
      PRAGMA user_version = 1;)sql"));
  }
  {
    const auto study = Study::open(path, Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    const auto candidates = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(candidates);
    QCOMPARE(candidates.value().size(), std::size_t{2});
    QCOMPARE(candidates.value()[0].value("error"), 7.5);
    QVERIFY(!candidates.value()[0].rung);
  }
  Candidate screened = doneCandidate(3, provenance);
  screened.state = CandidateState::Screened;
  screened.rung = 1;
  for (int times = 0; times < 2; ++times) {
    const auto study = Study::open(path, Study::Mode::ReadWrite);
    PSCOPE_VERIFY_OK(study);
    study.value()->post(screened);
    PSCOPE_VERIFY_OK(study.value()->flush());
    const auto candidates = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(candidates);
    QCOMPARE(candidates.value().size(), std::size_t{3});
    QCOMPARE(candidates.value()[0].value("error"), 7.5);
    QVERIFY(candidates.value()[0].pinned && candidates.value()[0].notes == "mine");
    QVERIFY(equal(candidates.value()[2], screened));
  }
  auto database = Database::open(path, Database::Access::Write);
  PSCOPE_VERIFY_OK(database);
  QCOMPARE(database.value().integer("PRAGMA user_version").value(), studySchemaVersion());
  QCOMPARE(database.value().integer("SELECT count(*) FROM pragma_foreign_key_check").value(), 0);
  QCOMPARE(database.value().integer("SELECT count(*) FROM result WHERE state = 'screened'").value(), 2);
  PSCOPE_VERIFY_OK(database.value().execute("DELETE FROM candidate WHERE id = 1"));  // and its numbers with it
  QCOMPARE(database.value().integer("SELECT count(*) FROM measurement WHERE candidate = 1").value(), 0);
}

// What the next version of the program will do to a study of this one.
void TstSchema::laterStepsRunOnce() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    study.value()->post(doneCandidate(1, someProvenance()));
  }
  std::vector<Migration> steps(studyMigrations().begin(), studyMigrations().end());
  const std::int64_t next = studySchemaVersion() + 1;
  steps.push_back({next, "ALTER TABLE candidate ADD COLUMN tag TEXT NOT NULL DEFAULT 'none'"});
  steps.push_back({next + 1, "UPDATE candidate SET tag = tag || '!'"});
  for (int times = 0; times < 2; ++times) {
    auto database = Database::open(path, Database::Access::Write);
    PSCOPE_VERIFY_OK(database);
    PSCOPE_VERIFY_OK(migrate(database.value(), steps));
    QCOMPARE(database.value().integer("PRAGMA user_version").value(), next + 1);
    QCOMPARE(database.value().text("SELECT tag FROM candidate").value(), std::string("none!"));
  }
}

void TstSchema::failedStepChangesNothing() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("old.pscope").toStdString();
  PSCOPE_VERIFY_OK(makeVersion0(path));
  auto database = Database::open(path, Database::Access::Write);
  PSCOPE_VERIFY_OK(database);
  const std::vector<Migration> steps = {{1, "CREATE TABLE one(x)"},
                                        {2, "CREATE TABLE two(x); SELECT no_such_function()"}};
  const auto status = migrate(database.value(), steps);
  QVERIFY(!status.ok());
  QCOMPARE(database.value().integer("PRAGMA user_version").value(), 1);
  QCOMPARE(database.value().integer("SELECT count(*) FROM sqlite_schema WHERE name = 'one'").value(), 1);
  QCOMPARE(database.value().integer("SELECT count(*) FROM sqlite_schema WHERE name = 'two'").value(), 0);
}

void TstSchema::newerFileIsRefused() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    PSCOPE_VERIFY_OK(Study::create(path, smallConfig(), "{}"));
  }
  {
    auto database = Database::open(path, Database::Access::Write);
    PSCOPE_VERIFY_OK(database.value().execute("PRAGMA user_version = 99"));
  }
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const auto before = file.readAll();
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    const auto study = Study::open(path, mode);
    QVERIFY(!study.ok());
    QCOMPARE(study.error().code, ErrorCode::NewerVersion);
    QCOMPARE(study.error().file, path);
    QVERIFY(study.error().text().find("99") != std::string::npos);
    QVERIFY(!study.error().mend.empty());
  }
  file.seek(0);
  QVERIFY(file.readAll() == before);
}

void TstSchema::otherDatabaseIsRefused() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("other.db").toStdString();
  {
    auto database = Database::open(path, Database::Access::Create);
    PSCOPE_VERIFY_OK(database.value().execute("CREATE TABLE trials(x)"));
  }
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    const auto study = Study::open(path, mode);
    QVERIFY(!study.ok());
    QCOMPARE(study.error().code, ErrorCode::Parse);
    QVERIFY(study.error().text().find("not a study") != std::string::npos);
  }
}

PSCOPE_TEST(TstSchema)
#include "tst_schema.moc"

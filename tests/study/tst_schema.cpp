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
  steps.push_back({2, "ALTER TABLE candidate ADD COLUMN tag TEXT NOT NULL DEFAULT 'none'"});
  steps.push_back({3, "UPDATE candidate SET tag = tag || '!'"});
  for (int times = 0; times < 2; ++times) {
    auto database = Database::open(path, Database::Access::Write);
    PSCOPE_VERIFY_OK(database);
    PSCOPE_VERIFY_OK(migrate(database.value(), steps));
    QCOMPARE(database.value().integer("PRAGMA user_version").value(), 3);
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

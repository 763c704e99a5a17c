#include <sqlite3.h>

#include <QtTest>

#include "core/base/file.h"
#include "core/study/database.h"
#include "tests/study/study_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

/// resources/help/study-file.md says what is in the file, and its queries work.
class TstStudyHelp : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void queriesWork();
  void frontIsRight();
  void everyTableAndColumnIsDocumented();

 private:
  QTemporaryDir m_folder;
  std::string m_path = m_folder.filePath("a.pscope").toStdString();
  QString m_help;
  QStringList m_queries;
};

void TstStudyHelp::initTestCase() {
  const auto text = readFile(PSCOPE_SOURCE_DIR "/resources/help/study-file.md");
  PSCOPE_VERIFY_OK(text);
  m_help = QString::fromStdString(text.value());
  const auto pieces = m_help.split("```");
  for (qsizetype i = 1; i < pieces.size(); i += 2) {
    if (pieces[i].startsWith("sql\n")) m_queries.append(pieces[i].mid(4));
  }
  QVERIFY(m_queries.size() >= 6);
  auto study = Study::create(m_path, smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  const auto provenance = someProvenance();
  for (int id = 1; id <= 50; ++id) {
    auto candidate = doneCandidate(id, provenance);
    // error 10 / id, latency |id - 20| / 10: the front is 20 .. 50.
    candidate.measurements[1].value = std::abs(id - 20) / 10.0;
    if (id == 33) {
      candidate.state = CandidateState::Failed;
      candidate.reason = "The worker crashed (SIGSEGV).";
      candidate.errorCode = "worker-died";
    }
    study.value()->post(candidate);
  }
}

void TstStudyHelp::queriesWork() {
  auto database = Database::open(m_path, Database::Access::Read);
  PSCOPE_VERIFY_OK(database);
  for (const auto& query : m_queries) {
    auto statement = SqlStatement::prepare(database.value(), query.toUtf8().constData());
    PSCOPE_VERIFY_OK(statement);
    const auto row = statement.value().step();
    PSCOPE_VERIFY_OK(row);
    // Nobody was killed here: only that one may be empty.
    QVERIFY2(row.value() || query.contains("FROM session"), qPrintable(query));
  }
}

void TstStudyHelp::frontIsRight() {
  auto database = Database::open(m_path, Database::Access::Read);
  PSCOPE_VERIFY_OK(database);
  const auto query = m_queries.filter("NOT EXISTS");
  QCOMPARE(query.size(), 1);
  auto statement = SqlStatement::prepare(database.value(), query[0].toUtf8().constData());
  PSCOPE_VERIFY_OK(statement);
  std::vector<std::int64_t> ids;
  while (statement.value().step().value()) ids.push_back(statement.value().integer(0));
  std::vector<std::int64_t> expected;
  for (std::int64_t id = 50; id >= 20; --id) {
    if (id != 33) expected.push_back(id);
  }
  QVERIFY(ids == expected);
}

void TstStudyHelp::everyTableAndColumnIsDocumented() {
  auto database = Database::open(m_path, Database::Access::Read);
  PSCOPE_VERIFY_OK(database);
  auto columns = SqlStatement::prepare(database.value(),
                                    "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
                                    "WHERE t.type IN ('table', 'view')");
  PSCOPE_VERIFY_OK(columns);
  int count = 0;
  while (columns.value().step().value()) {
    ++count;
    for (const int column : {0, 1}) {
      const auto name = std::string(columns.value().text(column));
      if (column == 1 && name == "id") continue;
      QVERIFY2(m_help.contains(QString::fromStdString("`" + name + "`")), name.c_str());
    }
  }
  QVERIFY(count > 60);
}

PSCOPE_TEST(TstStudyHelp)
#include "tst_study_help.moc"

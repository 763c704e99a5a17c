#include <sqlite3.h>

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/base/rng.h"
#include "core/space/space.h"
#include "core/study/import_optuna.h"
#include "core/study/study.h"
#include "tests/study/import_fixture.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using test::hasNote;
using test::importFile;

/// import/optuna31.db was written by Optuna 3.1.0 (NSGA-II with constraints, a failed, a running and a waiting trial;
/// random search with pruning; a study without trials). fuzz_import/optuna4.db has the tables that Optuna 4 documents
/// (those of 3.1, an index on trials.study_id, alembic v3.2.0.a) and was written by hand.
class TstImportOptuna : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void lists();
  void needsAName();
  void readsStatesAndValues();
  void keepsParametersExactly();
  void readsReportedValues();
  void readsOptuna4();
  void givenNamesAndUnits();
  void manyValuesGoOnAGrid();
  void writesAStudy();
  void leavesNothingBehind();
  void refusesOtherFiles();
  void refusesDamage_data();
  void refusesDamage();
  void survivesRubbish();

 private:
  static Result<ImportedStudy> read(const std::string& file, const std::string& study = "") {
    return importOptuna({file, study, {}, true}, {});
  }
  /// A copy of optuna4.db, changed by SQL.
  std::string changed(const char* sql) {
    const std::string path = m_folder.filePath("changed.db").toStdString();
    QFile::remove(QString::fromStdString(path));
    QFile::copy(QString::fromStdString(importFile("fuzz_import/optuna4.db")), QString::fromStdString(path));
    QFile(QString::fromStdString(path)).setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    sqlite3* handle = nullptr;
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK ||
        sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      qFatal("%s", sqlite3_errmsg(handle));
    }
    sqlite3_close(handle);
    return path;
  }
  QTemporaryDir m_folder;
};

void TstImportOptuna::lists() {
  const auto studies = listOptunaStudies(importFile("import/optuna31.db"), {});
  PSCOPE_VERIFY_OK(studies);
  QCOMPARE(studies.value().size(), std::size_t{3});
  QCOMPARE(studies.value()[0].name, std::string("nas two"));
  QCOMPARE(studies.value()[0].trials, std::int64_t{32});
  QCOMPARE(studies.value()[0].directions.size(), std::size_t{2});
  QCOMPARE(studies.value()[1].directions, std::vector<Direction>{Direction::Maximize});
  QCOMPARE(studies.value()[2].trials, std::int64_t{0});
}

void TstImportOptuna::needsAName() {
  const auto several = read(importFile("import/optuna31.db"));
  QVERIFY(!several.ok());
  QVERIFY(several.error().text().find("nas two, single, empty") != std::string::npos);
  const auto unknown = read(importFile("import/optuna31.db"), "triple");
  QVERIFY(!unknown.ok() && unknown.error().code == ErrorCode::NotFound);
  const auto empty = read(importFile("import/optuna31.db"), "empty");
  QVERIFY(!empty.ok() && empty.error().code == ErrorCode::InvalidArgument);
}

void TstImportOptuna::readsStatesAndValues() {
  const auto study = read(importFile("import/optuna31.db"), "nas two");
  PSCOPE_VERIFY_OK(study);
  const auto& candidates = study.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{32});
  // As sqlite3 prints them: trial 0 is (7.9663823962379325, 4.367999999999999), constraint -72.
  QCOMPARE(candidates[0].state, CandidateState::Done);
  QVERIFY(candidates[0].value("value0") == 7.9663823962379325);
  QVERIFY(candidates[0].value("value1") == 4.367999999999999);
  QVERIFY(candidates[0].measurement("value0")->seconds > 0);
  QVERIFY(candidates[0].value("params") == 4800);  // user attribute: 100 (8 + 24 + 16)
  QVERIFY(candidates[0].notes.find("gpu: \"A100 40GB\"") != std::string::npos);
  QCOMPARE(candidates[5].state, CandidateState::Failed);
  QCOMPARE(candidates[6].state, CandidateState::Failed);  // its value is infinite
  QVERIFY(candidates[6].reason.find("+infinity") != std::string::npos);
  QVERIFY(std::any_of(candidates.begin(), candidates.end(),
                      [](const auto& c) { return c.state == CandidateState::Infeasible && !c.reason.empty(); }));
  QCOMPARE(candidates[30].state, CandidateState::Running);
  QCOMPARE(candidates[31].state, CandidateState::Queued);
  QVERIFY(candidates[31].notes.find("0.002") != std::string::npos);  // what it waits with
  QCOMPARE(study.value().config.objectives[0].direction, Direction::Minimize);
  QCOMPARE(study.value().config.objectives[0].unit, std::string(kUnknownUnit));
  QVERIFY(hasNote(study.value(), "owner = \"me\""));
  QVERIFY(candidates[0].finished > 1.7e9);
}

void TstImportOptuna::keepsParametersExactly() {
  const auto study = read(importFile("import/optuna31.db"), "nas two");
  PSCOPE_VERIFY_OK(study);
  const auto space = Space::fromText(study.value().spaceDocument, "");
  PSCOPE_VERIFY_OK(space);
  QVERIFY(space.value().scales().empty());
  const auto& first = study.value().candidates[0];
  // Choice 3 of ["relu", "leaky relu", null, true]; choice 2 of [3, 5, 7]; width3 is not suggested with three layers.
  QCOMPARE(QString::fromStdString(first.design),
           QString("lr=0.00046568046379195655;n_layers=3;width0=8;width1.on=true;width1.value=24;width2.on=true;"
                   "width2.value=16;act=true;kernel=7;drop=0.1;width3.on=false"));
  QVERIFY(hasNote(study.value(), "\"n layers\" is called n_layers"));
  QVERIFY(hasNote(study.value(), "\"leaky relu\" of \"act\" is written leaky_relu"));
  for (const auto& candidate : study.value().candidates) {
    if (candidate.state != CandidateState::Done && candidate.state != CandidateState::Infeasible) continue;
    const auto again = space.value().parse(candidate.design);
    PSCOPE_VERIFY_OK(again);
    QVERIFY(again.value() == candidate.genome);
  }
  const auto lowered = space.value().lower(first.genome);
  QVERIFY(!lowered.ok() && lowered.error().code == ErrorCode::Unsupported);
}

void TstImportOptuna::readsReportedValues() {
  const auto study = read(importFile("import/optuna31.db"), "single");
  PSCOPE_VERIFY_OK(study);
  const auto& candidates = study.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{12});
  QCOMPARE(candidates[1].state, CandidateState::Failed);
  QVERIFY(candidates[1].reason.find("Pruned by Optuna at step 2, value 43.9414") == 0);
  QVERIFY(std::isnan(candidates[1].value("value")));  // what it reported last is not its result
  QVERIFY(candidates[1].value("value (last reported)") == 43.94142550710987);
  QVERIFY(candidates[1].notes.find("0: 131.8242765213296; 1: 65.9121382606648; 2: 43.94142550710987") !=
          std::string::npos);
  QVERIFY(candidates[3].notes.find("1: nan;") != std::string::npos);
  QCOMPARE(candidates[6].value("value"), 62.52108102725752);  // Optuna's best_trial
  QCOMPARE(QString::fromStdString(candidates[6].design), QString("x=-5.90702731924315"));
}

void TstImportOptuna::readsOptuna4() {
  const auto study = read(importFile("fuzz_import/optuna4.db"), "front");
  PSCOPE_VERIFY_OK(study);
  const auto& s = study.value();
  QCOMPARE(s.config.objectives[0].name, std::string("accuracy"));  // Study.set_metric_names()
  QCOMPARE(s.config.objectives[0].direction, Direction::Maximize);
  QCOMPARE(s.config.objectives[1].unit, std::string("ms"));
  QCOMPARE(s.candidates.size(), std::size_t{7});
  QVERIFY(s.candidates[1].design == "lr=0.0123456789012345;width=64");
  QCOMPARE(s.candidates[6].state, CandidateState::Infeasible);
  QVERIFY((s.candidates[6].parents == std::vector<CandidateId>{{1}, {2}}));
  QCOMPARE(s.candidates[0].measurement("accuracy")->seconds, 59.5);
  QCOMPARE(s.candidates[0].finished, 1777629660.0);  // 2026-05-01 10:01:00 UTC
  QCOMPARE(s.candidates[3].state, CandidateState::Failed);
  QCOMPARE(s.candidates[5].state, CandidateState::Running);
  const auto space = Space::fromText(s.spaceDocument, "");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().choices()[1].levels.size(), std::size_t{8});  // 16, 32 ... 128 as declared
  QCOMPARE(space.value().choices()[1].type, Choice::Type::Integer);
  QVERIFY(space.value().choices()[0].title.find("log scale") != std::string::npos);
}

void TstImportOptuna::givenNamesAndUnits() {
  const auto study =
      importOptuna({importFile("fuzz_import/optuna4.db"), "front", {{"top1", "%"}, {"", "us"}}, false}, {});
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value().config.objectives[0].name, std::string("top1"));
  QCOMPARE(study.value().config.objectives[0].unit, std::string("%"));
  QCOMPARE(study.value().config.objectives[1].name, std::string("latency_ms"));
  QCOMPARE(study.value().config.objectives[1].unit, std::string("us"));
  QVERIFY(study.value().originals.empty());
}

void TstImportOptuna::manyValuesGoOnAGrid() {
  const std::string path = changed(
      "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 12100) "
      "INSERT INTO trials SELECT i, i, 2, 'COMPLETE', NULL, NULL FROM n;"
      "INSERT INTO trial_params(trial_id, param_name, param_value, distribution_json) "
      "SELECT trial_id, 'x', 1 + number / 7.0, '{\"name\": \"UniformDistribution\", \"attributes\": {\"low\": 0, "
      "\"high\": "
      "5000}}' FROM trials WHERE study_id = 2;"
      "INSERT INTO trial_values(trial_id, objective, value, value_type) SELECT trial_id, 0, number, 'FINITE' FROM "
      "trials "
      "WHERE study_id = 2;");
  const auto study = read(path, "other");
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value().candidates.size(), std::size_t{12001});
  QVERIFY(hasNote(study.value(), "12001 different values"));
  const auto space = Space::fromText(study.value().spaceDocument, "");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().choices()[0].levels.size(), std::size_t{1001});
  const auto& candidate = study.value().candidates[1000];
  QVERIFY(candidate.notes.find("x = 158.14285714285714") != std::string::npos);  // 1 + 1100 / 7
  QVERIFY(std::abs(space.value().choices()[0].numbers[static_cast<std::size_t>(candidate.genome[0])] - 158.142857) <
          0.86);
}

void TstImportOptuna::writesAStudy() {
  const auto imported = read(importFile("fuzz_import/optuna4.db"), "front");
  PSCOPE_VERIFY_OK(imported);
  const std::string path = m_folder.filePath("front.pscope").toStdString();
  PSCOPE_VERIFY_OK(writeImportedStudy(imported.value(), path, {}));
  const auto artifacts = listArtifacts(path);
  PSCOPE_VERIFY_OK(artifacts);
  QCOMPARE(artifacts.value().size(), std::size_t{1});
  QCOMPARE(artifacts.value()[0].kind, std::string("optuna-sqlite"));
  const auto original = readArtifact(path, artifacts.value()[0].hash);
  PSCOPE_VERIFY_OK(original);
  const std::string again = test::writeText(m_folder, "again.db", original.value());
  const auto second = read(again, "front");
  PSCOPE_VERIFY_OK(second);
  QCOMPARE(second.value().candidates.size(), imported.value().candidates.size());
  QVERIFY(!readArtifact(path, "0").ok());

  const auto study = Study::open(path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(study);
  const auto loaded = study.value()->loadCandidates();
  PSCOPE_VERIFY_OK(loaded);
  QCOMPARE(loaded.value().size(), std::size_t{7});
  QVERIFY(loaded.value()[1].value("accuracy") == 92.25);
  QVERIFY(loaded.value()[1].measurement("accuracy")->provenance->source.find("optuna4.db, study front") == 0);
  QCOMPARE(loaded.value()[0].notes, imported.value().candidates[0].notes);
  QCOMPARE(QDir(m_folder.path()).entryList({"front.pscope*"}, QDir::Files).size(), 1);
}

void TstImportOptuna::leavesNothingBehind() {
  const auto imported = read(importFile("fuzz_import/optuna4.db"), "front");
  PSCOPE_VERIFY_OK(imported);
  const QTemporaryDir folder;
  std::stop_source source;
  source.request_stop();
  JobContext job;
  job.stop = source.get_token();
  const auto stopped = writeImportedStudy(imported.value(), folder.filePath("a.pscope").toStdString(), job);
  QVERIFY(!stopped.ok() && stopped.error().code == ErrorCode::Cancelled);
  QVERIFY(QDir(folder.path()).isEmpty());
  const auto readStopped = importOptuna({importFile("fuzz_import/optuna4.db"), "front", {}, true}, job);
  QVERIFY(!readStopped.ok());
  const std::string there = test::writeText(folder, "b.pscope", "mine");
  const auto exists = writeImportedStudy(imported.value(), there, {});
  QVERIFY(!exists.ok() && exists.error().code == ErrorCode::InvalidArgument);
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"b.pscope"});
}

void TstImportOptuna::refusesOtherFiles() {
  QCOMPARE(read(m_folder.filePath("none.db").toStdString()).error().code, ErrorCode::NotFound);
  const auto text = read(test::writeText(m_folder, "text.db", "not a database at all"));
  QVERIFY(!text.ok() && text.error().code == ErrorCode::Parse);
  const auto other = read(changed("DROP TABLE trial_params"));
  QVERIFY(!other.ok() && other.error().code == ErrorCode::Unsupported);
  const auto view = read(changed("ALTER TABLE trials RENAME TO t; CREATE VIEW trials AS SELECT * FROM t"), "front");
  QVERIFY(!view.ok());
}

void TstImportOptuna::refusesDamage_data() {
  QTest::addColumn<QByteArray>("sql");
  QTest::addColumn<QByteArray>("place");
  QTest::newRow("state") << QByteArray("UPDATE trials SET state = 'DONE' WHERE trial_id = 2")
                         << QByteArray("trials, row 2");
  QTest::newRow("distribution") << QByteArray("UPDATE trial_params SET distribution_json = '{' WHERE trial_id = 1")
                                << QByteArray("trial_params, row 1");
  QTest::newRow("other distribution")
      << QByteArray(
             "UPDATE trial_params SET distribution_json = '{\"name\": \"CategoricalDistribution\", \"attributes\": "
             "{\"choices\": [1, 2]}}' WHERE trial_id = 2 AND param_name = 'lr'")
      << QByteArray("trial_params, row 3");
  QTest::newRow("range") << QByteArray(
                                "UPDATE trial_params SET distribution_json = '{\"name\": \"FloatDistribution\", "
                                "\"attributes\": {\"low\": 2, \"high\": 1}}' WHERE trial_id = 1")
                         << QByteArray("trial_params, row 1");
  QTest::newRow("value") << QByteArray("UPDATE trial_params SET param_value = NULL WHERE trial_id = 1")
                         << QByteArray("trial_params, row 1");
  QTest::newRow("objective") << QByteArray("UPDATE trial_values SET objective = 7 WHERE trial_id = 2 AND objective = 1")
                             << QByteArray("trial_values, row 4");
  QTest::newRow("directions") << QByteArray(
                                     "UPDATE study_directions SET objective = 5 WHERE study_id = 1 AND objective = 1")
                              << QByteArray("study_directions, row 2");
}

void TstImportOptuna::refusesDamage() {
  QFETCH(QByteArray, sql);
  QFETCH(QByteArray, place);
  const auto study = read(changed(sql.constData()), "front");
  QVERIFY(!study.ok());
  QCOMPARE(study.error().code, ErrorCode::Parse);
  QCOMPARE(QByteArray::fromStdString(study.error().place), place);
  QVERIFY(study.error().file.find("changed.db") != std::string::npos);
}

void TstImportOptuna::survivesRubbish() {
  const auto bytes = readFile(importFile("fuzz_import/optuna4.db"));
  PSCOPE_VERIFY_OK(bytes);
  Rng rng(1);
  int refused = 0;
  for (int i = 0; i < 60; ++i) {
    std::string changedBytes = bytes.value();
    for (int change = 0; change < 30; ++change) {
      changedBytes[100 + rng.below(changedBytes.size() - 100)] = static_cast<char>(rng.below(256));
    }
    if (i % 5 == 0) changedBytes.resize(rng.below(changedBytes.size()));
    const auto study = read(test::writeText(m_folder, "rubbish.db", changedBytes), "front");
    if (study.ok()) continue;
    ++refused;
    QVERIFY(!study.error().text().empty());
  }
  QVERIFY(refused > 10);
}

PSCOPE_TEST(TstImportOptuna)
#include "tst_import_optuna.moc"

#include <QtTest>
#include <atomic>
#include <thread>

#include "core/study/study.h"
#include "tests/study/study_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstStudy : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void createsAndReopens();
  void keepsCandidatesWhole();
  void changesACandidate();
  void loadsAfterAnId();
  void sharesProvenance();
  void leavesOutNumbersThatAreNone();
  void snapshotComesWithItsCandidates();
  void reportsOnlyWhatIsCommitted();
  void settingsAndEvents();
  void growsTheBudget();
  void oneWriterAcrossPrograms();
  void followerSeesNewCandidates();
  void closesToOnePlainFile();
  void savesACopy();
  void refusesToOverwrite();
  void notesAKilledSession();
  void readsFromSeveralThreads();
};

void TstStudy::createsAndReopens() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(path, smallConfig(), R"({"name": "x"})");
    PSCOPE_VERIFY_OK(study);
    QVERIFY(!study.value()->readOnly());
    PSCOPE_VERIFY_OK(study.value()->close());
    QVERIFY(!study.value()->flush().ok());
    QVERIFY(!study.value()->loadCandidates().ok());
  }
  auto study = Study::open(path, Study::Mode::ReadWrite);
  PSCOPE_VERIFY_OK(study);
  QVERIFY(study.value()->config() == smallConfig());
  QCOMPARE(study.value()->spaceDocument(), std::string(R"({"name": "x"})"));
  QCOMPARE(study.value()->candidateCount().value(), 0);
  QVERIFY(!study.value()->loadSnapshot().value());
}

void TstStudy::keepsCandidatesWhole() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  std::vector<Candidate> posted;
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    const auto provenance = someProvenance();
    for (int id = 1; id <= 20; ++id) posted.push_back(doneCandidate(id, provenance));
    posted[3].state = CandidateState::Failed;
    posted[3].reason = "It exceeded its deadline of 600 s in stage \"epoch 3\".";
    posted[3].errorCode = "timeout";
    posted[3].measurements.clear();
    posted[4].notes = "größer, \"quoted\"\nsecond line";
    posted[4].pinned = true;
    posted[5].genome.clear();
    posted[6].measurements[0].provenance = nullptr;
    for (const auto& candidate : posted) study.value()->post(candidate);
    PSCOPE_VERIFY_OK(study.value()->flush());
  }
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    auto study = Study::open(path, mode);
    PSCOPE_VERIFY_OK(study);
    const auto loaded = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(loaded);
    QCOMPARE(loaded.value().size(), posted.size());
    for (std::size_t i = 0; i < posted.size(); ++i)
      QVERIFY2(equal(loaded.value()[i], posted[i]), qPrintable(QString::number(i)));
  }
}

void TstStudy::changesACandidate() {
  const QTemporaryDir folder;
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  auto candidate = doneCandidate(1, someProvenance());
  study.value()->post(candidate);
  PSCOPE_VERIFY_OK(study.value()->flush());
  candidate.notes = "look here";
  candidate.measurements.pop_back();
  study.value()->post(candidate);
  PSCOPE_VERIFY_OK(study.value()->flush());
  const auto loaded = study.value()->loadCandidate(CandidateId{1});
  PSCOPE_VERIFY_OK(loaded);
  QVERIFY(loaded.value().has_value());
  QVERIFY(equal(*loaded.value(), candidate));
  QCOMPARE(study.value()->candidateCount().value(), 1);
  QVERIFY(!study.value()->loadCandidate(CandidateId{2}).value());
}

void TstStudy::loadsAfterAnId() {
  const QTemporaryDir folder;
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  const auto provenance = someProvenance();
  for (const int id : {3, 1, 2, 5}) study.value()->post(doneCandidate(id, provenance));
  PSCOPE_VERIFY_OK(study.value()->flush());
  const auto loaded = study.value()->loadCandidates(CandidateId{2});
  PSCOPE_VERIFY_OK(loaded);
  QCOMPARE(loaded.value().size(), std::size_t{2});
  QCOMPARE(loaded.value()[0].id.value, 3);
  QCOMPARE(loaded.value()[1].id.value, 5);
  QCOMPARE(loaded.value()[1].measurements.size(), std::size_t{2});
}

void TstStudy::sharesProvenance() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    const auto provenance = someProvenance();
    study.value()->post(doneCandidate(1, provenance));
    study.value()->post(doneCandidate(2, std::make_shared<Provenance>(*provenance)));
    study.value()->post(doneCandidate(3, someProvenance("static")));
  }
  auto study = Study::open(path, Study::Mode::ReadWrite);
  PSCOPE_VERIFY_OK(study);
  auto loaded = study.value()->loadCandidates();
  PSCOPE_VERIFY_OK(loaded);
  const auto& rows = loaded.value();
  QVERIFY(rows[0].measurements[0].provenance == rows[1].measurements[1].provenance);
  QVERIFY(rows[0].measurements[0].provenance != rows[2].measurements[0].provenance);
  QCOMPARE(rows[0].measurements[0].provenance->seed, 18446744073709551615u);
}

void TstStudy::leavesOutNumbersThatAreNone() {
  const QTemporaryDir folder;
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  auto candidate = doneCandidate(1, someProvenance());
  candidate.measurements[0].value = std::nan("");
  study.value()->post(candidate);
  PSCOPE_VERIFY_OK(study.value()->flush());
  const auto loaded = study.value()->loadCandidates();
  PSCOPE_VERIFY_OK(loaded);
  QCOMPARE(loaded.value()[0].measurements.size(), std::size_t{1});
  QCOMPARE(loaded.value()[0].measurements[0].metric, std::string("latency"));
}

void TstStudy::snapshotComesWithItsCandidates() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  SearchSnapshot last;
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    const auto provenance = someProvenance();
    for (int id = 1; id <= 2500; ++id) {
      study.value()->post(doneCandidate(id, provenance));
      SearchSnapshot snapshot;
      snapshot.told = id;
      snapshot.asked = id + 1;
      snapshot.strategyState = "state\n" + std::to_string(id);
      auto pending = doneCandidate(id + 1, nullptr);
      pending.measurements.clear();
      pending.state = CandidateState::Queued;
      pending.finished = 0;
      snapshot.pending = {pending};
      study.value()->post(snapshot);
      last = snapshot;
    }
    PSCOPE_VERIFY_OK(study.value()->flush());
  }
  auto study = Study::open(path, Study::Mode::ReadWrite);
  PSCOPE_VERIFY_OK(study);
  const auto loaded = study.value()->loadSnapshot();
  PSCOPE_VERIFY_OK(loaded);
  QVERIFY(loaded.value().has_value());
  QCOMPARE(loaded.value()->told, 2500);
  QCOMPARE(loaded.value()->asked, 2501);
  QCOMPARE(loaded.value()->strategyState, last.strategyState);
  QCOMPARE(loaded.value()->pending.size(), std::size_t{1});
  QVERIFY(equal(loaded.value()->pending[0], last.pending[0]));
}

// Whenever the callback is called, another connection sees the candidates and the snapshot that belongs to them.
void TstStudy::reportsOnlyWhatIsCommitted() {
  const QTemporaryDir folder;
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  Study& s = *study.value();
  std::atomic<int> reported = 0;
  std::atomic<int> missing = 0;
  std::atomic<int> outOfOrder = 0;
  std::int64_t lastId = 0;
  s.setCommitted([&](std::vector<Candidate> candidates) {
    for (const auto& candidate : candidates) {
      if (candidate.id.value <= lastId) ++outOfOrder;
      lastId = candidate.id.value;
    }
    reported += static_cast<int>(candidates.size());
    const auto count = s.candidateCount();
    if (!count.ok() || count.value() < reported) ++missing;
    const auto snapshot = s.loadSnapshot();
    // A batch may end between a candidate and the snapshot posted after it, so the snapshot is of this candidate or of
    // the one before it: never ahead of what is in the file.
    if (!snapshot.ok()) ++missing;
    const std::int64_t told = snapshot.ok() && snapshot.value() ? snapshot.value()->told : 0;
    if (told != lastId && told != lastId - 1) ++missing;
  });
  const auto provenance = someProvenance();
  for (int id = 1; id <= 3000; ++id) {
    s.post(doneCandidate(id, provenance));
    SearchSnapshot snapshot;
    snapshot.told = snapshot.asked = id;
    s.post(snapshot);
  }
  PSCOPE_VERIFY_OK(s.flush());
  QCOMPARE(reported.load(), 3000);
  QCOMPARE(missing.load(), 0);
  QCOMPARE(outOfOrder.load(), 0);
  s.setCommitted({});
}

void TstStudy::settingsAndEvents() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    QVERIFY(!study.value()->setting("layout").value());
    PSCOPE_VERIFY_OK(study.value()->setSetting("layout", "one"));
    PSCOPE_VERIFY_OK(study.value()->setSetting("layout", "two"));
    PSCOPE_VERIFY_OK(study.value()->addEvent("unblinded", "Candidates 3, 4."));
  }
  auto study = Study::open(path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value()->setting("layout").value().value(), std::string("two"));
  const auto events = study.value()->events();
  PSCOPE_VERIFY_OK(events);
  QCOMPARE(events.value().size(), std::size_t{3});
  QCOMPARE(events.value()[0].kind, std::string("created"));
  QCOMPARE(events.value()[1].kind, std::string("opened"));
  QCOMPARE(events.value()[2].text, std::string("Candidates 3, 4."));
  const auto refused = study.value()->setSetting("layout", "three");
  QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
}

void TstStudy::growsTheBudget() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    QVERIFY(!study.value()->setCandidates(0).ok());
    PSCOPE_VERIFY_OK(study.value()->setCandidates(500));
    QCOMPARE(study.value()->config().candidates, 500);
  }
  auto study = Study::open(path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value()->config().candidates, 500);
}

void TstStudy::oneWriterAcrossPrograms() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  auto study = Study::create(path, smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  const auto second = Study::open(path, Study::Mode::ReadWrite);
  QVERIFY(!second.ok());
  QCOMPARE(second.error().code, ErrorCode::ReadOnly);
  QVERIFY2(second.error().text().find(std::to_string(QCoreApplication::applicationPid())) != std::string::npos,
           second.error().text().c_str());
  QVERIFY(!second.error().mend.empty());
  PSCOPE_VERIFY_OK(Study::open(path, Study::Mode::ReadOnly));
  PSCOPE_VERIFY_OK(study.value()->close());
  PSCOPE_VERIFY_OK(Study::open(path, Study::Mode::ReadWrite));
}

void TstStudy::followerSeesNewCandidates() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  auto writer = Study::create(path, smallConfig(), "{}");
  PSCOPE_VERIFY_OK(writer);
  auto follower = Study::open(path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(follower);
  QVERIFY(follower.value()->readOnly());
  QCOMPARE(follower.value()->candidateCount().value(), 0);
  writer.value()->post(doneCandidate(1, someProvenance()));
  PSCOPE_VERIFY_OK(writer.value()->flush());
  QCOMPARE(follower.value()->candidateCount().value(), 1);
  PSCOPE_VERIFY_OK(writer.value()->close());
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.pscope"});
  QCOMPARE(follower.value()->candidateCount().value(), 1);
}

void TstStudy::closesToOnePlainFile() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  auto study = Study::create(path, smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  study.value()->post(doneCandidate(1, someProvenance()));
  PSCOPE_VERIFY_OK(study.value()->close());
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.pscope"});
  // Copied as bytes, it is the whole study.
  const auto copy = folder.filePath("b.pscope");
  QVERIFY(QFile::copy(QString::fromStdString(path), copy));
  auto opened = Study::open(copy.toStdString(), Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(opened);
  QCOMPARE(opened.value()->candidateCount().value(), 1);
}

void TstStudy::savesACopy() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  const auto target = folder.filePath("copy ?%.pscope").toStdString();
  auto study = Study::create(path, smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  study.value()->post(doneCandidate(1, someProvenance()));
  PSCOPE_VERIFY_OK(study.value()->saveCopy(target));
  study.value()->post(doneCandidate(2, someProvenance()));
  QCOMPARE(study.value()->saveCopy(path).error().code, ErrorCode::InvalidArgument);
  {
    auto copy = Study::open(target, Study::Mode::ReadWrite);
    PSCOPE_VERIFY_OK(copy);
    QCOMPARE(copy.value()->candidateCount().value(), 1);
    const auto events = copy.value()->events();
    PSCOPE_VERIFY_OK(events);
    for (const auto& event : events.value()) QVERIFY(event.kind != "killed");
    // The copy is open: it may not be overwritten.
    QCOMPARE(study.value()->saveCopy(target).error().code, ErrorCode::ReadOnly);
  }
  PSCOPE_VERIFY_OK(study.value()->saveCopy(target));
  auto copy = Study::open(target, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(copy);
  QCOMPARE(copy.value()->candidateCount().value(), 2);
  QCOMPARE(study.value()->saveCopy(folder.filePath("missing/x.pscope").toStdString()).error().code,
           ErrorCode::NotFound);
}

void TstStudy::refusesToOverwrite() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  {
    PSCOPE_VERIFY_OK(Study::create(path, smallConfig(), "{}"));
  }
  const auto again = Study::create(path, smallConfig(), "{}");
  QCOMPARE(again.error().code, ErrorCode::InvalidArgument);
  const auto nowhere = Study::create(folder.filePath("missing/a.pscope").toStdString(), smallConfig(), "{}");
  QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.pscope"});
}

// What a killed program leaves: the file and its log, copied while the study was open.
void TstStudy::notesAKilledSession() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  const auto left = folder.filePath("left.pscope");
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    study.value()->post(doneCandidate(1, someProvenance()));
    PSCOPE_VERIFY_OK(study.value()->flush());
    QVERIFY(QFile::copy(QString::fromStdString(path), left));
    QVERIFY(QFile::copy(QString::fromStdString(path + "-wal"), left + "-wal"));
  }
  for (const int kills : {1, 1}) {
    auto study = Study::open(left.toStdString(), Study::Mode::ReadWrite);
    PSCOPE_VERIFY_OK(study);
    QCOMPARE(study.value()->candidateCount().value(), 1);
    const auto events = study.value()->events();
    PSCOPE_VERIFY_OK(events);
    int killed = 0;
    for (const auto& event : events.value()) killed += event.kind == "killed" ? 1 : 0;
    QCOMPARE(killed, kills);
  }
}

void TstStudy::readsFromSeveralThreads() {
  const QTemporaryDir folder;
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
  PSCOPE_VERIFY_OK(study);
  Study& s = *study.value();
  std::atomic<int> failures = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 30; ++i) {
          const auto loaded = s.loadCandidates();
          if (!loaded.ok()) ++failures;
        }
      });
    }
    const auto provenance = someProvenance();
    for (int id = 1; id <= 2000; ++id) s.post(doneCandidate(id, provenance));
    if (!s.flush().ok()) ++failures;
  }
  QCOMPARE(failures.load(), 0);
  QCOMPARE(s.candidateCount().value(), 2000);
}

PSCOPE_TEST(TstStudy)
#include "tst_study.moc"

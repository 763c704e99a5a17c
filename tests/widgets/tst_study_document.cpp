#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/study_document.h"

using namespace pscope;
using test::WindowFixture;

class TstStudyDocument : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void searchFillsModelAndFront() {
    const WindowFixture fixture;
    auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.freeConfig(40), fixture.services());
    PSCOPE_VERIFY_OK(made);
    auto& document = *made.value();
    const QSignalSpy batches(&document, &StudyDocument::candidatesChanged);
    const QSignalSpy failures(&document, &StudyDocument::failed);
    QVERIFY(!document.busy());
    document.start();
    QVERIFY(document.busy());
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
    QCOMPARE(failures.count(), 0);
    QCOMPARE(document.candidates().rowCount(), 40);
    QCOMPARE(document.evaluations().done, 40);
    QVERIFY2(batches.count() < 40, "one signal a candidate");
    QVERIFY(document.front().size() >= 1);
    for (const auto& point : document.front().points()) QVERIFY(document.candidates().onFront(point.id));
    PSCOPE_VERIFY_OK(document.close());
  }

  void reopenedStudyShowsTheSame() {
    const WindowFixture fixture;
    std::vector<IncrementalFront::Point> front;
    {
      auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.freeConfig(30), fixture.services());
      PSCOPE_VERIFY_OK(made);
      made.value()->start();
      QTRY_COMPARE_WITH_TIMEOUT(made.value()->state(), RunState::Finished, 60'000);
      front = made.value()->front().points();
      PSCOPE_VERIFY_OK(made.value()->close());
    }
    auto opened = StudyDocument::open(fixture.path("a.pscope"), fixture.services());
    PSCOPE_VERIFY_OK(opened);
    QCOMPARE(opened.value()->candidates().rowCount(), 30);
    QVERIFY(!opened.value()->readOnly());
    const auto again = opened.value()->front().points();
    QCOMPARE(again.size(), front.size());
    for (std::size_t i = 0; i < front.size(); ++i) QCOMPARE(again[i].id, front[i].id);
  }

  void secondOpeningReadsOnly() {
    const WindowFixture fixture;
    auto first = StudyDocument::create(fixture.path("a.pscope"), fixture.freeConfig(10), fixture.services());
    PSCOPE_VERIFY_OK(first);
    auto second = StudyDocument::open(fixture.path("a.pscope"), fixture.services());
    PSCOPE_VERIFY_OK(second);
    QVERIFY(second.value()->readOnly());
    QVERIFY(second.value()->readOnlyReason().has_value());
    second.value()->start();
    QVERIFY(!second.value()->evaluate(*second.value()->space().design(0), {}));
    QVERIFY(!second.value()->busy());
    first.value()->start();  // the reader follows
    QTRY_COMPARE_WITH_TIMEOUT(second.value()->candidates().rowCount(), 10, 60'000);
  }

  void evaluatesADesignByHand() {
    const WindowFixture fixture;
    auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.freeConfig(20), fixture.services());
    PSCOPE_VERIFY_OK(made);
    auto& document = *made.value();
    const Genome first = *document.space().design(7);
    QSignalSpy added(&document, &StudyDocument::addedByHand);
    QVERIFY(!document.evaluate(first, {}));  // no search runs
    QTRY_COMPARE_WITH_TIMEOUT(added.count(), 1, 60'000);
    QCOMPARE(document.state(), RunState::Idle);
    const auto id = added.front().front().value<CandidateId>();
    QCOMPARE(id, CandidateId{1});
    QVERIFY(document.candidates().candidate(id)->genome == first);
    QCOMPARE(document.candidates().candidate(id)->notes, std::string("by hand"));
    QCOMPARE(document.evaluate(first, {}), id);  // known
    document.start();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
    QCOMPARE(document.candidates().rowCount(), 20);
    // Behind the end of a search, with a parent.
    Genome second;
    for (std::uint64_t i = 0; document.candidateOf(second = *document.space().design(i)); ++i) {
    }
    QVERIFY(!document.evaluate(second, {CandidateId{4}}));
    QTRY_COMPARE_WITH_TIMEOUT(added.count(), 2, 60'000);
    QCOMPARE(document.candidateOf(second), CandidateId{21});
    QCOMPARE(document.candidates().candidate(CandidateId{21})->parents, std::vector<CandidateId>{CandidateId{4}});
    PSCOPE_VERIFY_OK(document.close());
    auto opened = StudyDocument::open(fixture.path("a.pscope"), fixture.services());
    PSCOPE_VERIFY_OK(opened);
    QCOMPARE(opened.value()->candidateOf(second), CandidateId{21});
  }

  void evaluatesByHandWhileASearchRuns() {
    WindowFixture fixture;
    fixture.gate.close();
    auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.gatedConfig(20), fixture.services());
    PSCOPE_VERIFY_OK(made);
    auto& document = *made.value();
    document.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.gate.waiting() > 0, 60'000);
    QSignalSpy added(&document, &StudyDocument::addedByHand);
    const Genome wanted = *document.space().design(11);
    QVERIFY(!document.evaluate(wanted, {}));
    QVERIFY(!document.evaluate(wanted, {}));  // pressed twice
    fixture.gate.open();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
    QTRY_COMPARE(added.count(), 1);
    QCOMPARE(document.candidates().rowCount(), 20);
    PSCOPE_VERIFY_OK(document.close());
  }

  void pauseResumeStop() {
    WindowFixture fixture;
    fixture.gate.close();
    auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.gatedConfig(20), fixture.services());
    PSCOPE_VERIFY_OK(made);
    auto& document = *made.value();
    document.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.gate.waiting() > 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(document.jobs().runningCount() > 0, 60'000);
    document.pause();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Paused, 60'000);
    document.resume();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Running, 60'000);
    document.stop();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Idle, 60'000);
    QVERIFY(!document.busy());
    QCOMPARE(document.jobs().runningCount(), 0);
    fixture.gate.open();
    document.start();  // continues
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
    QCOMPARE(document.candidates().rowCount(), 20);
  }

  void failedCandidatesSayWhy() {
    WindowFixture fixture;
    fixture.failing = true;
    auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.gatedConfig(5), fixture.services());
    PSCOPE_VERIFY_OK(made);
    auto& document = *made.value();
    document.start();
    QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
    QCOMPARE(document.evaluations().failed, 5);
    QCOMPARE(document.front().size(), std::size_t{0});
    QVERIFY(document.candidates().candidateAt(0).reason.find("Out of memory") != std::string::npos);
  }

  void aSearchThatCannotStartSaysWhy() {
    const WindowFixture fixture;
    auto config = fixture.freeConfig(5);
    config.objectives[0].estimators = {{"table", R"({"type":"table","file":"/nowhere.csv","key":"a","column":"b"})"}};
    auto made = StudyDocument::create(fixture.path("a.pscope"), config, fixture.services());
    PSCOPE_VERIFY_OK(made);
    const QSignalSpy failures(made.value().get(), &StudyDocument::failed);
    made.value()->start();
    QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, 60'000);
    QVERIFY(!made.value()->busy());
    QCOMPARE(made.value()->state(), RunState::Failed);
  }

  void notAStudy() {
    const WindowFixture fixture;
    QFile file(QString::fromStdString(fixture.path("b.pscope")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello");
    file.close();
    const auto opened = StudyDocument::open(fixture.path("b.pscope"), fixture.services());
    QVERIFY(!opened.ok());
    QVERIFY(!StudyDocument::open(fixture.path("missing.pscope"), fixture.services()).ok());
  }
};

PSCOPE_TEST(TstStudyDocument)
#include "tst_study_document.moc"

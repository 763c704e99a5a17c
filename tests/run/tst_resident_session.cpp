#include <QtTest>
#include <csignal>
#include <nlohmann/json.hpp>

#include "core/estimate/resident_session.h"
#include "core/run/worker_pool.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

WorkerPool::Options fakeResidents() {
  WorkerPool::Options options;
  options.program = PSCOPE_BIN_DIR "/fake_worker";
  options.threadsPerWorker = 3;
  options.niceness = 0;
  return options;
}

ResidentSpec counter(double deadline = 600) {
  return {"counter", R"({"start": 100})", deadline};
}

std::int64_t sumOf(const Result<std::string>& answer) {
  return answer.ok() ? Json::parse(answer.value())["sum"].get<std::int64_t>() : -1;
}

const std::string kOne = R"({"add": 1})";

}  // namespace

/// Tasks that outlive a request, through the pool and with a worker that counts.
class TstResidentSession : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void hasAProcessOfItsOwn();
  void outlivesItsProcess_data();
  void outlivesItsProcess();
  void continuesFromItsState();
  void takesCheckpointsByItself();
  void forgetsWhatACallReplaces();
  void refusedCallsChangeNothing();
  void givesUpAfterTwoDeaths();
  void deadlineAndCancel();
  void unknownKinds();
  void refusesForeignStates();
};

void TstResidentSession::hasAProcessOfItsOwn() {
  WorkerPool pool(fakeResidents());  // of one worker
  {
    ResidentSession session(pool, counter());
    QVERIFY(pool.processIds().empty());  // the first call opens it
    const auto answer = session.call(kOne);
    PSCOPE_VERIFY_OK(answer);
    QCOMPARE(sumOf(answer), 101);
    QCOMPARE(Json::parse(answer.value())["threads"].get<std::string>(), std::string("1"));
    const auto ids = pool.processIds();
    QCOMPARE(ids.size(), std::size_t{1});
    PSCOPE_VERIFY_OK(pool.run({"selftest", R"({"mode": "echo"})", 600, ""}, {}));  // does not wait for it
    QCOMPARE(pool.processIds().size(), std::size_t{2});
    QCOMPARE(sumOf(session.call(kOne)), 102);
  }
  QCOMPARE(pool.processIds().size(), std::size_t{1});
}

void TstResidentSession::outlivesItsProcess_data() {
  QTest::addColumn<bool>("saved");
  QTest::newRow("calls repeated from the start") << false;
  QTest::newRow("calls repeated from a checkpoint") << true;
}

void TstResidentSession::outlivesItsProcess() {
  QFETCH(bool, saved);
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  QCOMPARE(sumOf(session.call(kOne)), 101);
  if (saved) PSCOPE_VERIFY_OK(session.checkpoint());
  QCOMPARE(sumOf(session.call(R"({"add": 10})")), 111);
  QCOMPARE(session.state()["calls"].size(), std::size_t{saved ? 1u : 2u});
  ::kill(pool.processIds().front(), SIGKILL);
  QCOMPARE(sumOf(session.call(R"({"add": 1000})")), 1111);
  QCOMPARE(pool.processIds().size(), std::size_t{1});
}

void TstResidentSession::continuesFromItsState() {
  WorkerPool pool(fakeResidents());
  ResidentSession first(pool, counter());
  QCOMPARE(sumOf(first.call(kOne)), 101);
  PSCOPE_VERIFY_OK(first.checkpoint());
  QCOMPARE(sumOf(first.call(kOne)), 102);
  const Json state = first.state();
  ResidentSession second(pool, counter());
  PSCOPE_VERIFY_OK(second.load(JsonView(state, "state")));
  QVERIFY(second.state() == state);
  QCOMPARE(sumOf(second.call(kOne)), 103);
}

void TstResidentSession::takesCheckpointsByItself() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  for (int i = 1; i <= 130; ++i) QCOMPARE(sumOf(session.call(kOne)), 100 + i);
  QCOMPARE(session.state()["calls"].size(), std::size_t{2});
  QCOMPARE(Json::parse(session.state()["checkpoint"].get<std::string>())["sum"].get<int>(), 228);
}

// A new process is told the call that replaced all others, and those after it.
void TstResidentSession::forgetsWhatACallReplaces() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  QCOMPARE(sumOf(session.call(kOne)), 101);
  PSCOPE_VERIFY_OK(session.checkpoint());
  QCOMPARE(sumOf(session.callAnew(R"({"add": 10})")), 111);
  QCOMPARE(sumOf(session.call(kOne)), 112);
  ::kill(pool.processIds().front(), SIGKILL);
  QCOMPARE(sumOf(session.call(kOne)), 112);  // 100 + 10 + 1 + 1
  const Json before = session.state();
  const auto ids = pool.processIds();
  QCOMPARE(session.callAnew(R"({"mode": "refuse"})").error().code, ErrorCode::InvalidArgument);
  QVERIFY(session.state() == before);
  QCOMPARE(sumOf(session.call(kOne)), 113);
  QCOMPARE(pool.processIds(), ids);
  QCOMPARE(session.callAnew(R"({"mode": "crash"})").error().code, ErrorCode::WorkerDied);
  QCOMPARE(sumOf(session.call(kOne)), 114);
}

void TstResidentSession::refusedCallsChangeNothing() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  const auto refused = session.call(R"({"mode": "refuse"})");
  QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
  QCOMPARE(format(refused.error().what), std::string("That cannot be added."));
  QVERIFY(session.state()["calls"].empty());
  const auto ids = pool.processIds();
  QCOMPARE(sumOf(session.call(kOne)), 101);
  QCOMPARE(pool.processIds(), ids);
}

void TstResidentSession::givesUpAfterTwoDeaths() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  QCOMPARE(sumOf(session.call(kOne)), 101);
  QCOMPARE(session.call(R"({"mode": "crash"})").error().code, ErrorCode::WorkerDied);
  QVERIFY(pool.processIds().empty());
  QCOMPARE(sumOf(session.call(kOne)), 102);
}

void TstResidentSession::deadlineAndCancel() {
  WorkerPool pool(fakeResidents());
  {
    ResidentSession session(pool, counter(0.5));
    const auto late = session.call(R"({"mode": "hang"})");
    QCOMPARE(late.error().code, ErrorCode::Timeout);
    QVERIFY(pool.processIds().empty());
  }
  ResidentSession session(pool, counter());
  std::stop_source stop;
  JobContext job;
  job.stop = stop.get_token();
  job.report = [&](Progress) { stop.request_stop(); };
  QCOMPARE(session.call(R"({"mode": "sleep"})", job).error().code, ErrorCode::Cancelled);
  QCOMPARE(sumOf(session.call(kOne)), 101);
}

void TstResidentSession::unknownKinds() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, {"sculptor", "{}"});
  const auto answer = session.call(kOne);
  QCOMPARE(answer.error().code, ErrorCode::Unsupported);
  QVERIFY(answer.error().text().find("sculptor") != std::string::npos);
  QVERIFY(pool.processIds().empty());
}

void TstResidentSession::refusesForeignStates() {
  WorkerPool pool(fakeResidents());
  ResidentSession session(pool, counter());
  QCOMPARE(sumOf(session.call(kOne)), 101);
  const Json before = session.state();
  for (const Json& foreign : {Json::object(), Json{{"checkpoint", ""}, {"calls", {1, 2}}}}) {
    QVERIFY(!session.load(JsonView(foreign, "state")).ok());
  }
  QVERIFY(session.state() == before);
  QCOMPARE(sumOf(session.call(kOne)), 102);
}

PSCOPE_TEST(TstResidentSession)
#include "tst_resident_session.moc"

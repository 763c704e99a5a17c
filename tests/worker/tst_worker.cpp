#include <fcntl.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/estimate/measure_task.h"
#include "core/estimate/train_task.h"
#include "core/network/operator_catalogue.h"
#include "core/space/space.h"
#include "core/worker/worker.h"
#include "tests/data/data_files.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// A worker on two pipes, run by a thread of the test.
class PipedWorker {
 public:
  PipedWorker() {
    if (::pipe2(m_in.data(), O_CLOEXEC) != 0 || ::pipe2(m_out.data(), O_CLOEXEC) != 0) qFatal("no pipes");
    m_thread = std::thread([this] {
      Worker worker(m_in[0], m_out[1]);
      registerHandlers(worker);
      m_status = worker.run();
      ::close(m_out[1]);
    });
  }
  ~PipedWorker() {
    end();
    ::close(m_in[0]);
    ::close(m_out[0]);
  }
  void send(const std::string& line) const {
    if (::write(m_in[1], line.data(), line.size()) != static_cast<ssize_t>(line.size())) qFatal("short write");
  }
  void task(std::int64_t id, const std::string& kind, const std::string& parameters) const {
    send(encodeMessage(TaskMessage{id, kind, parameters}));
  }
  ProtocolMessage next() {
    std::size_t end = 0;
    while ((end = m_buffer.find('\n')) == std::string::npos) {
      std::array<char, 4096> bytes;
      const auto count = ::read(m_out[0], bytes.data(), bytes.size());
      if (count <= 0) return LogMessage{-1, "end of output"};
      m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
    }
    auto message = decodeMessage(std::string_view(m_buffer).substr(0, end));
    m_buffer.erase(0, end + 1);
    if (!message.ok()) qFatal("%s", message.error().text().c_str());
    return std::move(message).value();
  }
  /// The next message of a type; others (progress, logs) are passed over.
  template <class T>
  T expect() {
    for (;;) {
      auto message = next();
      if (auto* wanted = std::get_if<T>(&message)) return *wanted;
      if (const auto* log = std::get_if<LogMessage>(&message); log != nullptr && log->id == -1) qFatal("ended");
      if (const auto* failed = std::get_if<FailedMessage>(&message)) qFatal("failed: %s", failed->text.c_str());
    }
  }
  int end() {
    if (m_in[1] >= 0) ::close(std::exchange(m_in[1], -1));
    if (m_thread.joinable()) m_thread.join();
    return m_status;
  }

 private:
  std::array<int, 2> m_in{-1, -1};
  std::array<int, 2> m_out{-1, -1};
  std::thread m_thread;
  std::string m_buffer;
  int m_status = -1;
};

const char* kSpace = R"({
  "pscope_space": 1, "name": "tiny", "title": "Tiny", "summary": "For tests.", "source": "", "evidence": "D",
  "choices": [{"name": "width", "title": "Channels", "type": "categorical", "levels": [2, 4]}],
  "scales": [{"name": "deploy", "summary": "2x3", "input": [1, 2, 3], "classes": 2}],
  "network": [
    {"op": "conv2d", "channels": "width", "kernel": 3}, {"op": "batch_norm"}, {"op": "relu"},
    {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}
  ]
})";

TrainTask tinyTask(const Folder& folder) {
  writeBytes(folder.path("train-images-idx3-ubyte"), idxImages(20));
  writeBytes(folder.path("train-labels-idx1-ubyte"), idxLabels(20));
  TrainTask task;
  task.spaceDocument = kSpace;
  task.design = "width=4";
  task.data = {"idx", folder.path()};
  task.recipe.epochs = 2;
  task.recipe.batchSize = 6;
  return task;
}

}  // namespace

class TstWorker : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void saysHelloAndAnswersInOrder();
  void trains();
  void measures();
  void badTasksFailWithTheirReason();
  void cancelsTheRunningAndTheWaiting();
  void endOfInputStopsTheTask();
  void shortMemoryAndNanAreReasons();
  void describesItself();
};

void TstWorker::saysHelloAndAnswersInOrder() {
  PipedWorker worker;
  const auto hello = worker.expect<HelloMessage>();
  QCOMPARE(hello.protocol, kProtocolVersion);
  QCOMPARE(hello.capabilities, (std::vector<std::string>{"measure", "train"}));  // the self-test is hidden
  worker.task(7, "selftest", R"({"mode":"echo","x":[1,2]})");
  worker.task(8, "selftest", R"({"mode":"echo"})");
  const auto first = worker.expect<ResultMessage>();
  QCOMPARE(first.id, std::int64_t{7});
  QCOMPARE(QString::fromStdString(first.result), QString(R"({"mode":"echo","x":[1,2]})"));
  QCOMPARE(worker.expect<ResultMessage>().id, std::int64_t{8});
  QCOMPARE(worker.end(), 0);
}

void TstWorker::trains() {
  const Folder folder;
  PipedWorker worker;
  auto task = tinyTask(folder);
  task.weightsFile = folder.path("w.safetensors");
  std::vector<std::string> results;
  for (int i = 0; i < 2; ++i) {  // the second time from the kept data set: the file is gone
    worker.task(1, "train", toJson(task).dump());
    if (i == 0) {
      const auto progress = worker.expect<ProgressMessage>();
      QCOMPARE(progress.id, std::int64_t{1});
      QCOMPARE(progress.total, std::int64_t{2 * 2});  // 16 images (80/10/10), batches of 6, 2 epochs
      QCOMPARE(progress.metrics.front().first, std::string("loss"));
    }
    const auto answer = worker.expect<ResultMessage>();
    const auto json = parseJson(answer.result, "result");
    PSCOPE_VERIFY_OK(json);
    const auto result = parseTrainResult(JsonView(json.value(), "result"));
    PSCOPE_VERIFY_OK(result);
    QVERIFY(result.value().validationAccuracy >= 0 && result.value().validationAccuracy <= 100);
    QVERIFY(!result.value().testAccuracy);
    QCOMPARE(result.value().epochs, 2.0);
    QVERIFY(!result.value().dataHash.empty());
    results.push_back(std::to_string(result.value().validationAccuracy) + result.value().dataHash);
    QVERIFY(QFile::exists(QString::fromStdString(task.weightsFile)));
    QFile::remove(QString::fromStdString(folder.path("train-images-idx3-ubyte")));
  }
  QCOMPARE(results[0], results[1]);
}

// Sorted quantiles of something that takes time; one operator takes less than the network.
void TstWorker::measures() {
  PipedWorker worker;
  worker.expect<HelloMessage>();
  MeasureTask task;
  task.spaceDocument = kSpace;
  task.design = "width=4";
  task.seconds = 0.01;
  const auto time = [&](std::int64_t id) {
    worker.task(id, "measure", toJson(task).dump());
    const Json json = Json::parse(worker.expect<ResultMessage>().result);
    return parseLatencySample(JsonView(json, "sample")).value();
  };
  const LatencySample whole = time(1);
  QVERIFY(whole.latencyMs > 0 && whole.latencyMs <= whole.medianMs && whole.medianMs <= whole.p95Ms);
  QVERIFY(whole.runs >= 5);
  task.node = 1;
  QVERIFY(time(2).latencyMs > 0);
  QCOMPARE(worker.end(), 0);
}

void TstWorker::badTasksFailWithTheirReason() {
  const Folder folder;
  PipedWorker worker;
  worker.expect<HelloMessage>();
  const auto failure = [&worker](const std::string& kind, const std::string& parameters) {
    worker.task(1, kind, parameters);
    const auto message = worker.next();
    const auto* failed = std::get_if<FailedMessage>(&message);
    return failed != nullptr ? *failed : FailedMessage{};
  };
  QCOMPARE(failure("paint", "{}").code, ErrorCode::Unsupported);
  QCOMPARE(failure("train", "{}").code, ErrorCode::Parse);
  auto task = tinyTask(folder);
  task.design = "width=3";
  QVERIFY(!failure("train", toJson(task).dump()).text.empty());
  task = tinyTask(folder);
  task.scale = "huge";
  QCOMPARE(failure("train", toJson(task).dump()).code, ErrorCode::NotFound);
  task = tinyTask(folder);
  task.data.path = folder.path("none");
  const auto missing = failure("train", toJson(task).dump());
  QCOMPARE(missing.code, ErrorCode::NotFound);
  QVERIFY(missing.text.find(folder.path("none")) != std::string::npos);
  task = tinyTask(folder);
  task.spaceDocument = "{";
  QCOMPARE(failure("train", toJson(task).dump()).code, ErrorCode::Parse);

  worker.send("this is no message\n");
  QVERIFY(worker.expect<LogMessage>().text.find("not understood") != std::string::npos);
  worker.task(2, "selftest", R"({"mode":"echo"})");
  QCOMPARE(worker.expect<ResultMessage>().id, std::int64_t{2});
}

void TstWorker::cancelsTheRunningAndTheWaiting() {
  PipedWorker worker;
  worker.task(1, "selftest", R"({"mode":"sleep","seconds":600})");
  worker.task(2, "selftest", R"({"mode":"sleep","seconds":600})");
  worker.send(encodeMessage(CancelMessage{2}));
  QCOMPARE(worker.expect<ProgressMessage>().id, std::int64_t{1});
  worker.send(encodeMessage(CancelMessage{1}));
  std::vector<FailedMessage> failures;
  while (failures.size() < 2) {
    const auto message = worker.next();
    if (const auto* failed = std::get_if<FailedMessage>(&message)) failures.push_back(*failed);
  }
  QCOMPARE(failures[0].id, std::int64_t{1});
  QCOMPARE(failures[0].code, ErrorCode::Cancelled);
  QCOMPARE(failures[1].id, std::int64_t{2});
  QCOMPARE(failures[1].code, ErrorCode::Cancelled);
  worker.task(3, "selftest", R"({"mode":"echo"})");
  QCOMPARE(worker.expect<ResultMessage>().id, std::int64_t{3});
}

void TstWorker::endOfInputStopsTheTask() {
  PipedWorker worker;
  worker.task(1, "selftest", R"({"mode":"sleep","seconds":600})");
  worker.expect<ProgressMessage>();
  QCOMPARE(worker.end(), 0);  // hangs here if it does not stop
}

void TstWorker::shortMemoryAndNanAreReasons() {
  PipedWorker worker;
  worker.expect<HelloMessage>();
  worker.task(1, "selftest", R"({"mode":"oom"})");
  auto message = worker.next();
  QVERIFY(std::holds_alternative<FailedMessage>(message));
  QCOMPARE(std::get<FailedMessage>(message).code, ErrorCode::OutOfMemory);
  worker.task(2, "selftest", R"({"mode":"nan"})");
  message = worker.next();
  QVERIFY(std::holds_alternative<FailedMessage>(message));
  QCOMPARE(std::get<FailedMessage>(message).code, ErrorCode::NonFinite);
}

void TstWorker::describesItself() {
  const auto json = parseJson(describeWorker(), "description");
  PSCOPE_VERIFY_OK(json);
  const JsonView view(json.value(), "description");
  const auto operators = view.array("operators");
  PSCOPE_VERIFY_OK(operators);
  QCOMPARE(operators.value().size(), operatorCatalogue().size() - 1);  // all but Unknown
  const auto tasks = view.array("tasks");
  PSCOPE_VERIFY_OK(tasks);
  QCOMPARE(tasks.value().size(), std::size_t{2});
}

PSCOPE_TEST(TstWorker)
#include "tst_worker.moc"

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/run/protocol.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstProtocol : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void roundTrips();
  void progressWithNonFiniteMetrics();
  void oneLineWhateverTheText();
  void documentedForm();
  void refusesWhatIsNoMessage_data();
  void refusesWhatIsNoMessage();
};

void TstProtocol::roundTrips() {
  HelloMessage hello;
  hello.program = "paretoscope-worker";
  hello.versions = {{"libtorch", "1.13.1"}, {"paretoscope", "0.1.0"}};
  hello.capabilities = {"train", "selftest"};
  hello.residents = {"controller"};
  const std::vector<ProtocolMessage> messages = {hello,
                                                 TaskMessage{7, "train", R"({"epochs":8,"recipe":{"lr":0.1}})"},
                                                 LogMessage{7, "line\nnext \"quoted\""},
                                                 LogMessage{0, "of no task"},
                                                 ResultMessage{7, R"({"accuracy":91.5})"},
                                                 FailedMessage{7, ErrorCode::OutOfMemory, "No memory.", "bad_alloc"},
                                                 CancelMessage{9007199254740993},
                                                 OpenMessage{8, "controller", R"({"seed":1})", ""},
                                                 OpenMessage{8, "controller", "{}", R"({"weights":"AA=="})"},
                                                 CallMessage{9, 8, R"({"sample":4})"},
                                                 SaveMessage{10, 8}};
  for (const auto& message : messages) {
    const auto decoded = decodeMessage(encodeMessage(message));
    PSCOPE_VERIFY_OK(decoded);
    QCOMPARE(decoded.value().index(), message.index());
    std::visit(
        [&](const auto& expected) {
          using T = std::decay_t<decltype(expected)>;
          if constexpr (!std::is_same_v<T, ProgressMessage>) QVERIFY(std::get<T>(decoded.value()) == expected);
        },
        message);
  }
}

void TstProtocol::progressWithNonFiniteMetrics() {
  ProgressMessage progress;
  progress.id = 3;
  progress.done = 5;
  progress.total = 10;
  progress.stage = "epoch 5";
  progress.secondsLeft = std::numeric_limits<double>::infinity();
  progress.metrics = {{"loss", std::nan("")}, {"low", -INFINITY}, {"accuracy", 0.1}};
  const std::string line = encodeMessage(progress);
  QVERIFY(line.find("null") == std::string::npos);
  const auto decoded = decodeMessage(line);
  PSCOPE_VERIFY_OK(decoded);
  const auto& back = std::get<ProgressMessage>(decoded.value());
  QCOMPARE(back.id, 3);
  QCOMPARE(back.done, 5);
  QCOMPARE(back.total, 10);
  QCOMPARE(back.stage, std::string("epoch 5"));
  QVERIFY(std::isinf(back.secondsLeft));
  QCOMPARE(back.metrics.size(), std::size_t{3});
  QVERIFY(std::isnan(back.metrics[0].second));
  QCOMPARE(back.metrics[1].second, -INFINITY);
  QCOMPARE(back.metrics[2].second, 0.1);
}

void TstProtocol::oneLineWhateverTheText() {
  const std::string text = std::string("a\nb\r\n\xff\xfe") + '\0' + "c";
  const std::string line = encodeMessage(LogMessage{1, text});
  QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
  QVERIFY(line.ends_with('\n'));
  PSCOPE_VERIFY_OK(decodeMessage(line));
  // Parameters that are no object cannot break the line either.
  const auto task = decodeMessage(encodeMessage(TaskMessage{1, "train", "no json\n{"}));
  PSCOPE_VERIFY_OK(task);
  QCOMPARE(std::get<TaskMessage>(task.value()).parameters, std::string("{}"));
}

void TstProtocol::documentedForm() {
  QCOMPARE(encodeMessage(TaskMessage{4, "train", R"({"a": 1})"}),
           std::string("{\"type\":\"task\",\"id\":4,\"kind\":\"train\",\"parameters\":{\"a\":1}}\n"));
  QCOMPARE(encodeMessage(CancelMessage{4}), std::string("{\"type\":\"cancel\",\"id\":4}\n"));
}

void TstProtocol::refusesWhatIsNoMessage_data() {
  QTest::addColumn<QByteArray>("line");
  QTest::newRow("empty") << QByteArray("");
  QTest::newRow("text") << QByteArray("Traceback (most recent call last):");
  QTest::newRow("half") << QByteArray(R"({"type":"result","id":1,"resu)");
  QTest::newRow("list") << QByteArray("[1]");
  QTest::newRow("no type") << QByteArray(R"({"id":1})");
  QTest::newRow("unknown type") << QByteArray(R"({"type":"party","id":1})");
  QTest::newRow("no id") << QByteArray(R"({"type":"result","result":{}})");
  QTest::newRow("id is text") << QByteArray(R"({"type":"cancel","id":"1"})");
  QTest::newRow("id too large") << QByteArray(R"({"type":"cancel","id":18446744073709551615})");
  QTest::newRow("result is a list") << QByteArray(R"({"type":"result","id":1,"result":[]})");
  QTest::newRow("metric is an object") << QByteArray(R"({"type":"progress","id":1,"metrics":{"a":{}}})");
  QTest::newRow("deep") << QByteArray(100'000, '[');
  QTest::newRow("huge number") << QByteArray(R"({"type":"progress","id":1,"seconds_left":1e999})");
}

void TstProtocol::refusesWhatIsNoMessage() {
  QFETCH(QByteArray, line);
  const auto decoded = decodeMessage(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
  QVERIFY(!decoded.ok());
  QCOMPARE(decoded.error().code, ErrorCode::Parse);
}

PSCOPE_TEST(TstProtocol)
#include "tst_protocol.moc"

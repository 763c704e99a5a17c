#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/test_registry.h"
#include "viz/layout/graph_layout.h"

using pscope::LayoutClient;
using pscope::LayoutGraph;

namespace {

const std::string kProgram = PSCOPE_BIN_DIR "/paretoscope-layout";
const LayoutGraph kTwoNodes = {{{100, 40}, {60, 20}}, {{0, 1}}};

// A stand-in for the program: a script with this text.
std::string script(const QTemporaryDir& folder, const QByteArray& text) {
  const QString path = folder.filePath("stand-in");
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return "";
  file.write("#!/bin/sh\n" + text);
  file.close();
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  return path.toStdString();
}

}  // namespace

class TstLayoutClient : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // dot: points, y downwards, the tail above the head, the route from its lower to its upper side.
  void twoNodesThroughDot() {
    LayoutClient client(kProgram, 10000);
    const auto layout = client.layout(kTwoNodes);
    QCOMPARE(layout.engine, std::string("dot"));
    QCOMPARE(layout.centres.size(), 2U);
    QVERIFY(std::abs(layout.centres[0].y - 20) < 0.6);
    QVERIFY(layout.centres[1].y - layout.centres[0].y > 30);
    QVERIFY(std::abs(layout.height - (layout.centres[1].y + 10)) < 0.6);
    QVERIFY(std::abs(layout.width - 100) < 1.1);
    const auto& route = layout.routes[0];
    QVERIFY(route.size() >= 4 && route.size() % 3 == 1);
    QVERIFY(std::abs(route.front().y - 40) < 1.5);
    QVERIFY(std::abs(route.back().y - (layout.centres[1].y - 10)) < 1.5);
  }

  void staysWarm() {
    LayoutClient client(kProgram, 10000);
    for (int i = 0; i < 3; ++i) {
      LayoutGraph graph = kTwoNodes;
      graph.nodes.push_back({30.0 + i, 20});
      const auto layout = client.layout(graph);
      QCOMPARE(layout.engine, std::string("dot"));
      QCOMPARE(layout.centres.size(), 3U);
    }
  }

  void fallsBackWithoutProgram() {
    LayoutClient client("/nowhere/paretoscope-layout");
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("layered (built in)"));
  }

  void fallsBackPastTheDeadline() {
    QTemporaryDir folder;
    LayoutClient client(script(folder, "exec sleep 1000\n"), 30);
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("layered (built in)"));
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("layered (built in)"));
  }

  void fallsBackAtAWrongAnswer_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("not JSON") << QByteArray("hello");
    QTest::newRow("an error") << QByteArray(R"({"id":1,"error":{"code":"external"}})");
    QTest::newRow("another graph") << QByteArray(R"({"id":1,"centres":[[1,2]],"routes":[]})");
    QTest::newRow("no numbers") << QByteArray(R"({"id":1,"centres":[["a",2],[3,4]],"routes":[[]]})");
    QTest::newRow("another request") << QByteArray(R"({"id":7,"centres":[[1,2],[3,4]],"routes":[[]]})");
  }
  void fallsBackAtAWrongAnswer() {
    QFETCH(QByteArray, answer);
    QTemporaryDir folder;
    LayoutClient client(script(folder, "read line\nprintf '%s\\n' '" + answer + "'\nread line\n"), 10000);
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("layered (built in)"));
  }

  void aProcessThatEndsIsStartedAgain() {
    QTemporaryDir folder;
    // The first start answers nothing and ends; the second one is the real program.
    const QByteArray marker = folder.filePath("marker").toUtf8();
    LayoutClient client(script(folder, "if [ -e '" + marker + "' ]; then exec '" + QByteArray::fromStdString(kProgram) +
                                           "'; fi\n: > '" + marker + "'\n"),
                        10000);
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("layered (built in)"));
    QCOMPARE(client.layout(kTwoNodes).engine, std::string("dot"));
  }

  void denseGraphsAreNotSentToDot() {
    LayoutGraph graph;
    graph.nodes.assign(60, {30, 20});
    for (int a = 0; a < 60; ++a) {
      for (int b = a + 1; b < 60; ++b) graph.edges.push_back({a, b});
    }
    LayoutClient client(kProgram, 10000);
    QCOMPARE(client.layout(graph).engine, std::string("layered (built in)"));
  }

  // A chain of 100 with skips past most of it: few edges, but thousands of bends, with which dot takes a second.
  void manyBendsAreNotSentToDot() {
    LayoutGraph graph;
    graph.nodes.assign(100, {60, 30});
    for (int i = 1; i < 100; ++i) graph.edges.push_back({i - 1, i});
    LayoutClient client(kProgram, 10000);
    QCOMPARE(client.layout(graph).engine, std::string("dot"));
    for (int i = 0; i < 30; ++i) graph.edges.push_back({i, 99 - i});
    QCOMPARE(client.layout(graph).engine, std::string("layered (built in)"));
  }

  void stopIsObeyed() {
    QTemporaryDir folder;
    LayoutClient client(script(folder, "exec sleep 1000\n"), 1000000);
    std::stop_source stop;
    stop.request_stop();
    pscope::JobContext job;
    job.stop = stop.get_token();
    QCOMPARE(client.layout(kTwoNodes, job).engine, std::string("layered (built in)"));
  }

  void programReportsBadRequests_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("\"code\":\"parse\"");
    QTest::newRow("negative size") << QByteArray(R"({"id":1,"nodes":[[10,-1]],"edges":[]})")
                                   << QByteArray("\"code\":\"invalid-argument\"");
    QTest::newRow("edge to nowhere") << QByteArray(R"({"id":1,"nodes":[[10,1]],"edges":[[0,1]]})")
                                     << QByteArray("\"code\":\"invalid-argument\"");
    QTest::newRow("text for a size") << QByteArray(R"({"id":1,"nodes":[["a",1]],"edges":[]})")
                                     << QByteArray("\"code\":\"parse\"");
    QTest::newRow("no nodes") << QByteArray(R"({"id":1})") << QByteArray("\"code\":\"parse\"");
  }
  void programReportsBadRequests() {
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, code);
    QProcess process;
    process.start(QString::fromStdString(kProgram), {});
    process.write(request + "\n" + R"({"id":2,"nodes":[[10,10]],"edges":[]})" + "\n");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const auto lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(code), lines[0].constData());
    QVERIFY2(lines[1].contains("\"centres\":[[5.0,5.0]]"), lines[1].constData());  // and it goes on
  }

  // The licences and the start-up time depend on it.
  void linksNothingOfQt() {
    QProcess ldd;
    ldd.start("ldd", {QString::fromStdString(kProgram)});
    QVERIFY(ldd.waitForFinished());
    const auto libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libgvc"));
    for (const char* unwanted : {"libQt", "libtorch", "qcustomplot"}) {
      QVERIFY2(!libraries.contains(unwanted), libraries.constData());
    }
  }
};

PSCOPE_TEST(TstLayoutClient)
#include "tst_layout_client.moc"

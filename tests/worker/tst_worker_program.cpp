#include <QProcess>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json.h"
#include "core/network/operator_catalogue.h"
#include "core/run/protocol.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// The program itself: what only a process can show.
class TstWorkerProgram : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void offersTheWholeCatalogue();
  void refusesUnknownOptions();
  void endsWithItsInput();
  void leavesAHangingTaskBehind();
  void diesAsToldBySelftest();
  void memoryLimitFailsTheTaskOnly();

 private:
  const QString m_program = QStringLiteral(PSCOPE_BIN_DIR "/paretoscope-worker");
};

namespace {

QByteArray taskLine(const char* parameters) {
  return QByteArray::fromStdString(encodeMessage(TaskMessage{1, "selftest", parameters}));
}

}  // namespace

void TstWorkerProgram::offersTheWholeCatalogue() {
  QProcess worker;
  worker.start(m_program, {"--describe"});
  QVERIFY(worker.waitForFinished());
  QCOMPARE(worker.exitCode(), 0);
  const auto json = parseJson(worker.readAllStandardOutput().toStdString(), "description");
  PSCOPE_VERIFY_OK(json);
  const auto operators = JsonView(json.value(), "description").array("operators");
  PSCOPE_VERIFY_OK(operators);
  std::set<std::string> offered;
  for (const auto& name : operators.value()) offered.insert(name.string().value());
  for (const auto& info : operatorCatalogue()) {
    QVERIFY2(offered.contains(std::string(info.name)) == (info.op != Op::Unknown), info.name.data());
  }
}

void TstWorkerProgram::refusesUnknownOptions() {
  for (const auto& arguments :
       {QStringList{"--thread", "2"}, QStringList{"--threads"}, QStringList{"--threads", "x"}}) {
    QProcess worker;
    worker.start(m_program, arguments);
    QVERIFY(worker.waitForFinished());
    QCOMPARE(worker.exitCode(), 2);
    QVERIFY(worker.readAllStandardError().contains(arguments.front().toUtf8()));
  }
}

void TstWorkerProgram::endsWithItsInput() {
  QProcess worker;
  worker.start(m_program, QStringList());
  worker.write(taskLine(R"({"mode":"echo","said":"this"})"));
  worker.closeWriteChannel();
  QVERIFY(worker.waitForFinished());
  QCOMPARE(worker.exitCode(), 0);
  const QList<QByteArray> lines = worker.readAllStandardOutput().split('\n');
  QVERIFY(lines.front().contains("\"hello\""));
}

void TstWorkerProgram::leavesAHangingTaskBehind() {
  QProcess worker;
  worker.start(m_program, QStringList());
  QVERIFY(worker.waitForReadyRead());  // hello
  worker.write(taskLine(R"({"mode":"hang"})"));
  QVERIFY(worker.waitForBytesWritten());
  worker.closeWriteChannel();
  QVERIFY(worker.waitForFinished());  // hangs here if the task keeps the process
  QCOMPARE(worker.exitStatus(), QProcess::NormalExit);
}

void TstWorkerProgram::diesAsToldBySelftest() {
  QProcess crash;
  crash.start(m_program, QStringList());
  crash.write(taskLine(R"({"mode":"crash"})"));
  QVERIFY(crash.waitForFinished());
  QCOMPARE(crash.exitStatus(), QProcess::CrashExit);
  QProcess leave;
  leave.start(m_program, QStringList());
  leave.write(taskLine(R"({"mode":"exit","status":5})"));
  QVERIFY(leave.waitForFinished());
  QCOMPARE(leave.exitCode(), 5);
}

void TstWorkerProgram::memoryLimitFailsTheTaskOnly() {
#if defined(__SANITIZE_ADDRESS__)
  QSKIP("The address sanitizer's own memory counts towards the limit.");
#endif
  QProcess worker;
  worker.start(m_program, {"--memory-mb", "600"});
  worker.write(taskLine(R"({"mode":"oom","bytes":2000000000})"));  // any machine has it, the limit does not
  worker.write(taskLine(R"({"mode":"echo"})"));
  worker.waitForBytesWritten();
  QByteArray output;
  while (!output.contains("\"result\"") && worker.waitForReadyRead()) output += worker.readAllStandardOutput();
  QVERIFY2(output.contains("out-of-memory"), output);
  QVERIFY2(output.contains("\"result\""), output);
  worker.closeWriteChannel();
  QVERIFY(worker.waitForFinished());
  QCOMPARE(worker.exitCode(), 0);
}

PSCOPE_TEST(TstWorkerProgram)
#include "tst_worker_program.moc"

#include <QtTest>
#include <csignal>
#include <thread>

#include "core/base/subprocess.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kForever{-1};
constexpr milliseconds kAtOnce{0};

/// A shell script as child: a tool of the tests only, the program never uses a shell.
Result<Subprocess> script(const char* text) {
  Subprocess::Options options;
  options.arguments = {"sh", "-c", text};
  return Subprocess::start(options);
}

}  // namespace

class TstSubprocess : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void talksInLines();
  void lastLineWithoutEnd();
  void timeoutGivesNothing();
  void missingProgram();
  void noProgramNamed();
  void exitStatusAndSignal();
  void killReachesTheGroup();
  void largeInputAndOutputDoNotBlock();
  void errorOutputIsKeptUpToABound();
  void writingToADeadChild();
  void writingToADeafChildTimesOut();
  void environmentAndArguments();
  void descriptorsAreNotInherited();
  void isMovable();
  void destructorEndsTheChild();
  void killFromAnotherThread();
};

void TstSubprocess::talksInLines() {
  Subprocess::Options options;
  options.arguments = {"cat"};
  auto child = Subprocess::start(options);
  PSCOPE_VERIFY_OK(child);
  QVERIFY(child.value().pid() > 0);
  PSCOPE_VERIFY_OK(child.value().write("one\ntwo\n\nthr"));
  for (const char* expected : {"one", "two", ""}) {
    const auto line = child.value().readLine(kForever);
    PSCOPE_VERIFY_OK(line);
    QCOMPARE(line.value().value(), std::string(expected));
  }
  PSCOPE_VERIFY_OK(child.value().write("ee\n"));
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("three"));
  child.value().closeInput();
  QCOMPARE(child.value().readLine(kForever).error().code, ErrorCode::WorkerDied);
  const auto exit = child.value().wait(kForever);
  QVERIFY(exit.has_value());
  QCOMPARE(exit->status, 0);
  QCOMPARE(exit->signal, 0);
  QVERIFY(exit->maxResidentKb > 0);
}

void TstSubprocess::lastLineWithoutEnd() {
  auto child = script("printf 'a\\nb'");
  PSCOPE_VERIFY_OK(child);
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("a"));
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("b"));
  QVERIFY(!child.value().readLine(kForever).ok());
}

void TstSubprocess::timeoutGivesNothing() {
  auto child = script("read line");
  PSCOPE_VERIFY_OK(child);
  const auto line = child.value().readLine(milliseconds(1));
  PSCOPE_VERIFY_OK(line);
  QVERIFY(!line.value().has_value());
  QVERIFY(!child.value().wait(kAtOnce).has_value());
}

void TstSubprocess::missingProgram() {
  for (const char* name : {"/no/such/program", "no-such-program-at-all"}) {
    Subprocess::Options options;
    options.arguments = {name};
    const auto child = Subprocess::start(options);
    QVERIFY(!child.ok());
    QCOMPARE(child.error().code, ErrorCode::NotFound);
    QVERIFY(child.error().text().find(name) != std::string::npos);
    QVERIFY(!child.error().mend.empty());
  }
}

void TstSubprocess::noProgramNamed() {
  QCOMPARE(Subprocess::start({}).error().code, ErrorCode::InvalidArgument);
}

void TstSubprocess::exitStatusAndSignal() {
  auto child = script("exit 7");
  PSCOPE_VERIFY_OK(child);
  QCOMPARE(child.value().wait(kForever)->status, 7);
  auto killed = script("kill -SEGV $$; sleep 60");
  PSCOPE_VERIFY_OK(killed);
  const auto exit = killed.value().wait(kForever);
  QCOMPARE(exit->signal, SIGSEGV);
  QCOMPARE(exit->status, 128 + SIGSEGV);
}

// The pipe of a grandchild that would sleep for a minute closes only when it is killed too.
void TstSubprocess::killReachesTheGroup() {
  auto child = script("sleep 60 & echo started; wait");
  PSCOPE_VERIFY_OK(child);
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("started"));
  child.value().kill();
  QCOMPARE(child.value().readLine(kForever).error().code, ErrorCode::WorkerDied);
  QCOMPARE(child.value().wait(kForever)->signal, SIGKILL);
}

// More than the pipes hold in both directions at once: writing has to read meanwhile.
void TstSubprocess::largeInputAndOutputDoNotBlock() {
  auto child = script("tee /dev/stderr");
  PSCOPE_VERIFY_OK(child);
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "a line of some length, number " + std::to_string(i) + "\n";
  PSCOPE_VERIFY_OK(child.value().write(text));
  child.value().closeInput();
  std::string back;
  for (;;) {
    const auto line = child.value().readLine(kForever);
    if (!line.ok()) break;
    back += line.value().value() + "\n";
  }
  QVERIFY(back == text);
}

void TstSubprocess::errorOutputIsKeptUpToABound() {
  auto child = script(
      "i=0; while [ $i -lt 3000 ]; do echo 'something to complain about, at length' >&2; i=$((i+1)); "
      "done; echo last >&2; echo ready");
  PSCOPE_VERIFY_OK(child);
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("ready"));
  QVERIFY(child.value().wait(kForever).has_value());
  const auto text = child.value().takeErrorOutput();
  QVERIFY(text.size() <= 64 * 1024);
  QVERIFY(text.size() > 32 * 1024);
  QVERIFY(text.ends_with("last\n"));
  QVERIFY(child.value().takeErrorOutput().empty());
}

void TstSubprocess::writingToADeadChild() {
  auto child = script("exit 0");
  PSCOPE_VERIFY_OK(child);
  QVERIFY(child.value().wait(kForever).has_value());
  const auto status = child.value().write("hello\n");  // SIGPIPE would end this test
  QCOMPARE(status.error().code, ErrorCode::WorkerDied);
  QCOMPARE(child.value().write("again\n").error().code, ErrorCode::WorkerDied);
}

void TstSubprocess::writingToADeafChildTimesOut() {
  auto child = script("sleep 60");
  PSCOPE_VERIFY_OK(child);
  const auto status = child.value().write(std::string(4 << 20, 'x'), milliseconds(5));
  QCOMPARE(status.error().code, ErrorCode::Timeout);
}

void TstSubprocess::environmentAndArguments() {
  Subprocess::Options options;
  options.arguments = {"sh", "-c", "echo \"$PSCOPE_TEST_VARIABLE|$HOME|$1\"", "sh", "two words; `no shell`"};
  options.environment = {{"PSCOPE_TEST_VARIABLE", "first"}, {"HOME", "/replaced"}};
  options.niceness = 5;
  auto child = Subprocess::start(options);
  PSCOPE_VERIFY_OK(child);
  QCOMPARE(child.value().readLine(kForever).value().value(), std::string("first|/replaced|two words; `no shell`"));
}

// Also one that was opened without O_CLOEXEC.
void TstSubprocess::descriptorsAreNotInherited() {
  QTemporaryFile file;
  QVERIFY(file.open());
  const int plain = ::dup(file.handle());
  auto child = script("for f in /proc/self/fd/*; do readlink $f; done");
  PSCOPE_VERIFY_OK(child);
  for (;;) {
    const auto line = child.value().readLine(kForever);
    if (!line.ok()) break;
    QVERIFY2(line.value()->find(file.fileName().toStdString()) == std::string::npos, line.value()->c_str());
  }
  ::close(plain);
}

void TstSubprocess::isMovable() {
  auto first = script("read a; echo got $a");
  auto second = script("sleep 60");
  PSCOPE_VERIFY_OK(first);
  PSCOPE_VERIFY_OK(second);
  const pid_t replaced = second.value().pid();
  second.value() = std::move(first.value());
  QCOMPARE(::kill(replaced, 0), -1);  // ended by the assignment
  PSCOPE_VERIFY_OK(second.value().write("it\n"));
  QCOMPARE(second.value().readLine(kForever).value().value(), std::string("got it"));
}

void TstSubprocess::destructorEndsTheChild() {
  pid_t pid = 0;
  {
    auto child = script("trap '' TERM; sleep 60");
    PSCOPE_VERIFY_OK(child);
    pid = child.value().pid();
    QCOMPARE(::kill(pid, 0), 0);
  }
  QCOMPARE(::kill(pid, 0), -1);
}

void TstSubprocess::killFromAnotherThread() {
  auto child = script("sleep 60");
  PSCOPE_VERIFY_OK(child);
  std::thread killer([&] { child.value().kill(); });
  const auto line = child.value().readLine(kForever);
  killer.join();
  QCOMPARE(line.error().code, ErrorCode::WorkerDied);
  QCOMPARE(child.value().wait(kForever)->signal, SIGKILL);
}

PSCOPE_TEST(TstSubprocess)
#include "tst_subprocess.moc"

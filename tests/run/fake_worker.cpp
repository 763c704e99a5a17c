// A worker without LibTorch: it speaks the protocol and answers tasks of the kind "selftest" in the mode they name, so
// that the pool can be tested with every way in which a worker fails. It keeps residents of the kind "counter", which
// add up.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <new>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "core/run/protocol.h"

using namespace pscope;

namespace {

void send(const ProtocolMessage& message) {
  const std::string line = encodeMessage(message);
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

/// The next message of the program; ends with the end of input.
ProtocolMessage receive() {
  std::string line;
  if (!std::getline(std::cin, line)) std::exit(0);
  auto message = decodeMessage(line);
  if (!message.ok()) std::exit(2);
  return std::move(message).value();
}

[[noreturn]] void sleepForEver() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

/// Waits for a cancel and says that it happened.
void waitForCancel(std::int64_t id) {
  for (;;) {
    const auto message = receive();
    if (std::holds_alternative<CancelMessage>(message)) break;
  }
  send(FailedMessage{id, ErrorCode::Cancelled, "Cancelled.", ""});
}

void answer(const TaskMessage& task) {
  const auto parameters = parseJson(task.parameters, "task");
  const JsonView view(parameters.value(), "task");
  const auto mode = view.stringOr("mode", "echo").value();
  send(ProgressMessage{task.id, 1, 3, mode, 2.5, {{"loss", 0.5}}});
  if (mode == "echo") {
    send(LogMessage{task.id, "echoing"});
    send(ResultMessage{task.id, task.parameters});
  } else if (mode == "environment") {
    const char* threads = std::getenv("OMP_NUM_THREADS");
    const char* locale = std::getenv("LC_ALL");
    const Json result = {{"threads", threads ? threads : ""}, {"locale", locale ? locale : ""}, {"pid", ::getpid()}};
    send(ResultMessage{task.id, result.dump()});
  } else if (mode == "crash") {
    std::fprintf(stderr, "first words\nabout to crash\n");
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  } else if (mode == "exit") {
    std::fprintf(stderr, "leaving\n");
    std::_Exit(3);
  } else if (mode == "oom") {
    std::fprintf(stderr, "terminate called after throwing an instance of 'std::bad_alloc'\n");
    std::signal(SIGABRT, SIG_DFL);
    std::abort();
  } else if (mode == "nan") {
    send(ResultMessage{task.id, R"({"value": "nan"})"});
  } else if (mode == "failed") {
    send(FailedMessage{task.id, ErrorCode::NonFinite, "The loss is nan.", "epoch 2"});
  } else if (mode == "hang") {
    sleepForEver();
  } else if (mode == "sleep") {
    waitForCancel(task.id);
  } else if (mode == "garbage") {
    std::printf("this is no message\n");
    std::fflush(stdout);
    sleepForEver();
  } else if (mode == "other") {
    send(ResultMessage{task.id + 1000, "{}"});  // of a task that nobody waits for
    send(ResultMessage{task.id, R"({"mine": true})"});
  } else {
    send(FailedMessage{task.id, ErrorCode::Unsupported, "There is no mode \"" + mode + "\".", ""});
  }
}

/// Sums of the residents by name.
std::map<std::int64_t, std::int64_t> counters;

std::int64_t integerOf(const std::string& text, const char* key) {
  return Json::parse(text).value(key, std::int64_t{0});
}

void open(const OpenMessage& message) {
  counters[message.id] =
      message.checkpoint.empty() ? integerOf(message.parameters, "start") : integerOf(message.checkpoint, "sum");
  send(ResultMessage{message.id, "{}"});
}

void call(const CallMessage& message) {
  const std::string mode = Json::parse(message.request).value("mode", "add");
  send(ProgressMessage{message.id, 0, 1, mode, -1, {}});
  if (mode == "crash") std::_Exit(3);
  if (mode == "hang") sleepForEver();
  if (mode == "sleep") return waitForCancel(message.id);
  if (mode == "refuse") {
    return send(FailedMessage{message.id, ErrorCode::InvalidArgument, "That cannot be added.", ""});
  }
  counters[message.resident] += integerOf(message.request, "add");
  const Json answer = {{"sum", counters[message.resident]}, {"threads", std::getenv("OMP_NUM_THREADS")}};
  send(ResultMessage{message.id, answer.dump()});
}

}  // namespace

int main() {
  const char* hello = std::getenv("PSCOPE_FAKE_WORKER");
  const std::string manner = hello != nullptr ? hello : "";
  if (manner == "dies") return 1;
  if (manner == "rude") std::printf("Welcome!\n");
  HelloMessage message;
  message.program = "fake_worker";
  message.versions = {{"fake", "1.0"}};
  message.capabilities = {"selftest"};
  message.residents = {"counter"};
  if (manner == "newer") message.protocol = kProtocolVersion + 1;
  send(message);
  for (;;) {
    const auto received = receive();
    if (const auto* task = std::get_if<TaskMessage>(&received)) answer(*task);
    if (const auto* opening = std::get_if<OpenMessage>(&received)) open(*opening);
    if (const auto* calling = std::get_if<CallMessage>(&received)) call(*calling);
    if (const auto* saving = std::get_if<SaveMessage>(&received)) {
      send(ResultMessage{saving->id, Json{{"sum", counters[saving->resident]}}.dump()});
    }
  }
}

#include "core/worker/worker.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>

#include "core/base/build_info.h"
#include "core/network/operator_catalogue.h"
#include "core/nn/operator_forms.h"
#include "core/nn/torch_errors.h"
#include "core/nn/trainer.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxLineBytes = 64u << 20;
constexpr auto kGrace = std::chrono::seconds(2);  ///< for a task to stop at the end of input

FailedMessage failureOf(std::int64_t id, const Error& error) {
  std::string text = format(error.what);
  if (!error.mend.empty()) text += " " + format(error.mend);
  const std::string where = error.file + (error.place.empty() ? "" : (error.file.empty() ? "" : ": ") + error.place);
  return {id, error.code, where.empty() ? text : where + ": " + text, error.detail};
}

std::vector<std::pair<std::string, std::string>> versions() {
  auto all = trainingLibraries();
  all.insert(all.begin(), {"paretoscope", std::string(programVersion()) + " " + programCommit()});
  return all;
}

}  // namespace

struct Worker::Impl {
  Impl(int in, int out) : input(in), output(out) {}

  void readMessages(std::stop_token ending);
  bool readMore(std::string& buffer, std::stop_token ending) const;
  void takeLine(std::string_view line);
  void endOfInput();
  std::optional<TaskMessage> nextTask();
  void answer(const TaskMessage& task);
  void send(const ProtocolMessage& message);

  int input;
  int output;
  std::map<std::string, TaskHandler> handlers;
  std::set<std::string> hidden;
  std::mutex writing;
  bool broken = false;  ///< nobody reads any more

  std::mutex mutex;  ///< of all below
  std::condition_variable changed;
  std::deque<TaskMessage> waiting;
  std::set<std::int64_t> cancelled;  ///< of those that wait
  std::int64_t running = 0;
  std::stop_source stop;
  bool ended = false;
  bool finished = false;
};

Worker::Worker(int input, int output) : m_impl(std::make_unique<Impl>(input, output)) {}
Worker::~Worker() = default;

void Worker::addHandler(const std::string& kind, TaskHandler handler, bool hidden) {
  m_impl->handlers[kind] = std::move(handler);
  if (hidden) m_impl->hidden.insert(kind);
}

int Worker::run() {
  std::signal(SIGPIPE, SIG_IGN);
  HelloMessage hello;
  hello.program = "paretoscope-worker";
  hello.versions = versions();
  for (const auto& [kind, handler] : m_impl->handlers) {
    if (!m_impl->hidden.contains(kind)) hello.capabilities.push_back(kind);
  }
  m_impl->send(hello);
  const std::jthread reader([this](std::stop_token ending) { m_impl->readMessages(std::move(ending)); });
  while (const auto task = m_impl->nextTask()) m_impl->answer(*task);
  {
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->finished = true;
  }
  m_impl->changed.notify_all();
  return 0;
}

void Worker::Impl::send(const ProtocolMessage& message) {
  const std::string line = encodeMessage(message);
  const std::scoped_lock lock(writing);
  std::size_t sent = 0;
  while (sent < line.size() && !broken) {
    const auto count = ::write(output, line.data() + sent, line.size() - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) broken = true;  // the end of input will follow
    sent += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  }
}

/// Appends what arrives; false at the end of input or of the worker.
bool Worker::Impl::readMore(std::string& buffer, std::stop_token ending) const {
  std::array<char, 1 << 16> bytes;
  while (!ending.stop_requested()) {
    pollfd ready{input, POLLIN, 0};
    const int count = ::poll(&ready, 1, 100);
    if (count < 0 && errno != EINTR) return false;
    if (count <= 0) continue;
    const auto got = ::read(input, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    buffer.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
  }
  return false;
}

void Worker::Impl::readMessages(std::stop_token ending) {
  std::string buffer;
  while (buffer.size() <= kMaxLineBytes && readMore(buffer, ending)) {
    std::size_t begin = 0;
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n', begin)) {
      takeLine(std::string_view(buffer).substr(begin, end - begin));
      begin = end + 1;
    }
    buffer.erase(0, begin);
  }
  endOfInput();
}

void Worker::Impl::takeLine(std::string_view line) {
  if (line.empty()) return;
  auto message = decodeMessage(line);
  if (!message.ok()) return send(LogMessage{0, "A message was not understood: " + message.error().text()});
  const std::scoped_lock lock(mutex);
  if (auto* task = std::get_if<TaskMessage>(&message.value())) {
    waiting.push_back(std::move(*task));
    changed.notify_all();
  } else if (const auto* cancel = std::get_if<CancelMessage>(&message.value())) {
    if (cancel->id == running) {
      stop.request_stop();
    } else {
      cancelled.insert(cancel->id);
    }
  }
}

void Worker::Impl::endOfInput() {
  std::unique_lock lock(mutex);
  ended = true;
  stop.request_stop();
  changed.notify_all();
  // Nobody is left to hear an answer: a task that ignores its stop must not keep the process.
  if (!changed.wait_for(lock, kGrace, [this] { return finished; })) std::_Exit(0);
}

std::optional<TaskMessage> Worker::Impl::nextTask() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return ended || !waiting.empty(); });
  if (ended) return std::nullopt;
  TaskMessage task = std::move(waiting.front());
  waiting.pop_front();
  running = task.id;
  stop = std::stop_source();
  if (cancelled.erase(task.id) > 0) stop.request_stop();
  return task;
}

void Worker::Impl::answer(const TaskMessage& task) {
  TaskContext context;
  context.stop = stop.get_token();
  context.report = [this, id = task.id](ProgressMessage progress) {
    progress.id = id;
    send(progress);
  };
  context.log = [this, id = task.id](std::string text) { send(LogMessage{id, std::move(text)}); };
  const auto handler = handlers.find(task.kind);
  auto result = guardTorch([&]() -> Result<std::string> {
    if (handler == handlers.end()) {
      return makeError(ErrorCode::Unsupported,
                       PSCOPE_TR_NOOP("Worker", "Tasks of the kind \"%1\" are not known here.").arg(task.kind),
                       PSCOPE_TR_NOOP("Worker", "Use programs of the same version together."));
    }
    if (context.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Worker", "The task was cancelled."));
    }
    return handler->second(task.parameters, context);
  });
  {
    const std::scoped_lock lock(mutex);
    running = 0;
  }
  if (result.ok()) {
    send(ResultMessage{task.id, std::move(result).value()});
  } else {
    send(failureOf(task.id, result.error()));
  }
}

void registerHandlers(Worker& worker) {
  worker.addHandler("measure", makeMeasureHandler());
  worker.addHandler("train", makeTrainHandler());
  worker.addHandler("selftest", makeSelftestHandler(), true);
}

std::string describeWorker() {
  Json versionsJson = Json::object();
  for (const auto& [name, version] : versions()) versionsJson[name] = version;
  Json operators = Json::array();
  for (const auto op : moduleOperators()) operators.push_back(operatorInfo(op).name);
  const Json description = {{"program", "paretoscope-worker"},
                            {"protocol", kProtocolVersion},
                            {"versions", std::move(versionsJson)},
                            {"tasks", {"train"}},
                            {"operators", std::move(operators)}};
  return description.dump(2);
}

}  // namespace pscope

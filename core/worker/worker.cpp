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

std::int64_t idOf(const ProtocolMessage& message) {
  return std::visit(
      [](const auto& m) -> std::int64_t {
        if constexpr (requires { m.id; }) return m.id;
        return 0;
      },
      message);
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
  std::optional<ProtocolMessage> nextRequest();
  void answer(const ProtocolMessage& request);
  Result<std::string> answerOf(const TaskMessage& task, const TaskContext& context);
  Result<std::string> answerOf(const OpenMessage& open, const TaskContext& context);
  Result<std::string> answerOf(const CallMessage& call, const TaskContext& context);
  Result<std::string> answerOf(const SaveMessage& save, const TaskContext& context);
  Result<Resident*> residentOf(std::int64_t name) const;
  void send(const ProtocolMessage& message);

  int input;
  int output;
  std::map<std::string, TaskHandler> handlers;
  std::set<std::string> hidden;
  std::map<std::string, ResidentFactory> factories;
  std::map<std::int64_t, std::unique_ptr<Resident>> residents;
  std::mutex writing;
  bool broken = false;  ///< nobody reads any more

  std::mutex mutex;  ///< of all below
  std::condition_variable changed;
  std::deque<ProtocolMessage> waiting;
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

void Worker::addResident(const std::string& kind, ResidentFactory factory) {
  m_impl->factories[kind] = std::move(factory);
}

int Worker::run() {
  std::signal(SIGPIPE, SIG_IGN);
  HelloMessage hello;
  hello.program = "paretoscope-worker";
  hello.versions = versions();
  for (const auto& [kind, handler] : m_impl->handlers) {
    if (!m_impl->hidden.contains(kind)) hello.capabilities.push_back(kind);
  }
  for (const auto& [kind, factory] : m_impl->factories) hello.residents.push_back(kind);
  m_impl->send(hello);
  const std::jthread reader([this](std::stop_token ending) { m_impl->readMessages(std::move(ending)); });
  while (const auto request = m_impl->nextRequest()) m_impl->answer(*request);
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
  if (const auto* cancel = std::get_if<CancelMessage>(&message.value())) {
    if (cancel->id == running) {
      stop.request_stop();
    } else {
      cancelled.insert(cancel->id);
    }
    return;
  }
  const auto& request = message.value();
  const bool asks = std::holds_alternative<TaskMessage>(request) || std::holds_alternative<OpenMessage>(request) ||
                    std::holds_alternative<CallMessage>(request) || std::holds_alternative<SaveMessage>(request);
  if (!asks) return;
  waiting.push_back(std::move(message).value());
  changed.notify_all();
}

void Worker::Impl::endOfInput() {
  std::unique_lock lock(mutex);
  ended = true;
  stop.request_stop();
  changed.notify_all();
  // Nobody is left to hear an answer: a task that ignores its stop must not keep the process.
  if (!changed.wait_for(lock, kGrace, [this] { return finished; })) std::_Exit(0);
}

std::optional<ProtocolMessage> Worker::Impl::nextRequest() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return ended || !waiting.empty(); });
  if (ended) return std::nullopt;
  ProtocolMessage request = std::move(waiting.front());
  waiting.pop_front();
  running = idOf(request);
  stop = std::stop_source();
  if (cancelled.erase(running) > 0) stop.request_stop();
  return request;
}

Error unknownKind(const std::string& kind) {
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Worker", "Tasks of the kind \"%1\" are not known here.").arg(kind),
                   PSCOPE_TR_NOOP("Worker", "Use programs of the same version together."));
}

Result<std::string> Worker::Impl::answerOf(const TaskMessage& task, const TaskContext& context) {
  const auto handler = handlers.find(task.kind);
  if (handler == handlers.end()) return unknownKind(task.kind);
  return handler->second(task.parameters, context);
}

Result<std::string> Worker::Impl::answerOf(const OpenMessage& open, const TaskContext& context) {
  const auto factory = factories.find(open.kind);
  if (factory == factories.end()) return unknownKind(open.kind);
  PSCOPE_TRY(residents[open.id], factory->second(open.parameters, open.checkpoint, context));
  return std::string("{}");
}

Result<Resident*> Worker::Impl::residentOf(std::int64_t name) const {
  const auto found = residents.find(name);
  if (found != residents.end() && found->second) return found->second.get();
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Worker", "No task %1 is open here.").arg(std::to_string(name)));
}

Result<std::string> Worker::Impl::answerOf(const CallMessage& call, const TaskContext& context) {
  PSCOPE_TRY(Resident * resident, residentOf(call.resident));
  return resident->call(call.request, context);
}

Result<std::string> Worker::Impl::answerOf(const SaveMessage& save, const TaskContext&) {
  PSCOPE_TRY(const Resident* resident, residentOf(save.resident));
  return resident->save();
}

void Worker::Impl::answer(const ProtocolMessage& request) {
  const std::int64_t id = idOf(request);
  TaskContext context;
  context.stop = stop.get_token();
  context.report = [this, id](ProgressMessage progress) {
    progress.id = id;
    send(progress);
  };
  context.log = [this, id](std::string text) { send(LogMessage{id, std::move(text)}); };
  auto result = guardTorch([&]() -> Result<std::string> {
    if (context.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Worker", "The task was cancelled."));
    }
    return std::visit(
        [&](const auto& message) -> Result<std::string> {
          if constexpr (requires { answerOf(message, context); }) return answerOf(message, context);
          return unknownKind("");
        },
        request);
  });
  {
    const std::scoped_lock lock(mutex);
    running = 0;
  }
  if (result.ok()) {
    send(ResultMessage{id, std::move(result).value()});
  } else {
    send(failureOf(id, result.error()));
  }
}

void registerHandlers(Worker& worker) {
  worker.addHandler("measure", makeMeasureHandler());
  worker.addHandler("train", makeTrainHandler());
  worker.addHandler("selftest", makeSelftestHandler(), true);
  worker.addResident("controller", makeControllerResident());
  worker.addResident("predictor", makePredictorResident());
}

std::string describeWorker() {
  Json versionsJson = Json::object();
  for (const auto& [name, version] : versions()) versionsJson[name] = version;
  Json operators = Json::array();
  for (const auto op : moduleOperators()) operators.push_back(operatorInfo(op).name);
  const Json description = {{"program", "paretoscope-worker"},          {"protocol", kProtocolVersion},
                            {"versions", std::move(versionsJson)},      {"tasks", {"measure", "train"}},
                            {"residents", {"controller", "predictor"}}, {"operators", std::move(operators)}};
  return description.dump(2);
}

}  // namespace pscope

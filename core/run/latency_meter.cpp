#include "core/run/latency_meter.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>
#include <utility>

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/subprocess.h"
#include "core/device/device_fit.h"

namespace pscope {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 3> kUnits = {{{"ms", 1}, {"s", 1e3}, {"us", 1e-3}}};
constexpr std::string_view kOnnx = "{onnx}";
constexpr std::size_t kShownOutput = 120;
constexpr std::size_t kMostOutput = 4u << 20;
constexpr std::size_t kLongestLine = 4u << 10;  ///< that is searched: std::regex recurses with each character
constexpr double kGrace = 60;                   ///< seconds beyond the timing itself until a worker counts as hanging

double unitFactor(const std::string& unit) {
  const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& known) { return known.first == unit; });
  return found == kUnits.end() ? 0 : found->second;
}

std::string beginning(const std::string& text) {
  std::string shown = text.substr(0, kShownOutput);
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return shown + (text.size() > kShownOutput ? " ..." : "");
}

Error meteringCancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The measurement was cancelled."));
}

/// A file of its own name for a model, which nobody had before; removed at the end.
class TemporaryModel {
 public:
  static Result<TemporaryModel> make() {
    constexpr std::string_view kEnding = ".onnx";
    const char* root = std::getenv("TMPDIR");
    std::string path = std::string(root != nullptr && *root != '\0' ? root : "/tmp") + "/paretoscope-XXXXXX";
    path += kEnding;
    const int file = ::mkstemps(path.data(), static_cast<int>(kEnding.size()));
    if (file < 0) {
      return systemError(errno, PSCOPE_TR_NOOP("Measuring", "The model of a design cannot be written."), path);
    }
    ::close(file);
    return TemporaryModel(std::move(path));
  }
  TemporaryModel(TemporaryModel&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
  TemporaryModel& operator=(TemporaryModel&&) = delete;
  ~TemporaryModel() {
    if (!m_path.empty()) ::unlink(m_path.c_str());
  }
  const std::string& path() const { return m_path; }

 private:
  explicit TemporaryModel(std::string path) : m_path(std::move(path)) {}

  std::string m_path;
};

/// The first figure that a pattern finds, line by line; lines that are too long hold none.
std::optional<double> findFigure(const std::string& pattern, const std::string& output) {
  try {
    const std::regex expression(pattern);
    for (std::size_t begin = 0; begin < output.size();) {
      const std::size_t end = std::min(output.find('\n', begin), output.size());
      const std::string line = output.substr(begin, std::min(end - begin, kLongestLine + 1));
      begin = end + 1;
      std::smatch match;
      if (line.size() > kLongestLine || !std::regex_search(line, match, expression)) continue;
      if (const auto figure = parseNumber(match[1].str())) return figure;
    }
  } catch (const std::regex_error&) {
    return std::nullopt;  // too complex for this line
  }
  return std::nullopt;
}

}  // namespace

WorkerMeter::WorkerMeter(TaskRunner& runner, const Space& space, std::string scale, int batch, double seconds,
                         int threads)
    : m_runner(runner), m_threads(threads) {
  m_task.spaceDocument = space.document().dump();
  m_task.scale = std::move(scale);
  m_task.batch = batch;
  m_task.seconds = seconds;
}

Result<LatencySample> WorkerMeter::measure(const std::string& design, int node, const JobContext& job) {
  m_task.design = design;
  m_task.node = node;
  Task task;
  task.kind = "measure";
  task.parameters = toJson(m_task).dump();
  task.deadlineSeconds = 2 * m_task.seconds + kGrace;
  task.title = design;
  JobContext quiet;
  quiet.stop = job.stop;
  PSCOPE_TRY(const std::string answer, m_runner.run(task, quiet));
  PSCOPE_TRY(const Json json, parseJson(answer, "measure"));
  return parseLatencySample(JsonView(json, "measure"));
}

std::string WorkerMeter::text() const {
  return "LibTorch in a worker process, " + std::to_string(m_threads) + (m_threads == 1 ? " thread" : " threads");
}

TimingContext WorkerMeter::context() const {
  return {"", m_task.seconds, m_threads, std::string(kLowerQuartile)};
}

Json toJson(const TimingContext& context) {
  if (!context.command.empty()) return {{"command", context.command}};
  return {{"seconds", context.seconds}, {"threads", context.threads}, {"statistic", context.statistic}};
}

Result<MeasuringCommand> parseMeasuringCommand(const JsonView& json) {
  PSCOPE_CHECK(json.onlyKeys({"arguments", "pattern", "json", "unit", "timeout_s"}));
  MeasuringCommand command;
  PSCOPE_TRY(const auto arguments, json.array("arguments"));
  for (const JsonView& argument : arguments) {
    PSCOPE_TRY(auto text, argument.string());
    command.arguments.push_back(std::move(text));
  }
  PSCOPE_TRY(command.pattern, json.stringOr("pattern", ""));
  PSCOPE_TRY(command.pointer, json.stringOr("json", ""));
  PSCOPE_TRY(command.unit, json.stringOr("unit", "ms"));
  PSCOPE_TRY(command.timeoutSeconds, json.numberOr("timeout_s", command.timeoutSeconds));
  const bool named = std::any_of(command.arguments.begin(), command.arguments.end(),
                                 [](const std::string& argument) { return argument.find(kOnnx) != std::string::npos; });
  if (!named) {
    return json.member("arguments")
        .value()
        .error(PSCOPE_TR_NOOP("Measuring", "No argument names the model."),
               PSCOPE_TR_NOOP("Measuring", "Write {onnx} where the path of the model's file belongs."));
  }
  if (command.pattern.empty() == command.pointer.empty()) {
    return json.error(PSCOPE_TR_NOOP("Measuring", "It is not said how the figure is found in the output."),
                      PSCOPE_TR_NOOP("Measuring",
                                     "Give either \"pattern\" (a regular expression with one group) or "
                                     "\"json\" (a JSON pointer)."));
  }
  if (unitFactor(command.unit) == 0) {
    return json.member("unit").value().error(
        PSCOPE_TR_NOOP("Measuring", "\"%1\" is no unit of a latency.").arg(command.unit),
        PSCOPE_TR_NOOP("Measuring", "Use ms, s or us."));
  }
  if (!(command.timeoutSeconds > 0) || command.timeoutSeconds > 86'400) {
    return json.member("timeout_s")
        .value()
        .error(PSCOPE_TR_NOOP("Measuring", "A timeout is a number of seconds above 0, a day at most."),
               PSCOPE_TR_NOOP("Measuring", "Leave it out for two minutes."));
  }
  if (!command.pattern.empty()) {
    std::size_t groups = 0;
    try {
      groups = std::regex(command.pattern).mark_count();
    } catch (const std::regex_error&) {
      groups = 0;
    }
    if (groups != 1) {
      return json.member("pattern").value().error(
          PSCOPE_TR_NOOP("Measuring", "The pattern is no regular expression with one group."),
          PSCOPE_TR_NOOP("Measuring", "Put the figure into parentheses: median: ([0-9.]+) ms."));
    }
  }
  return command;
}

Json toJson(const MeasuringCommand& command) {
  Json json = {{"arguments", command.arguments}};
  json[command.pattern.empty() ? "json" : "pattern"] = command.pattern.empty() ? command.pointer : command.pattern;
  json["unit"] = command.unit;
  json["timeout_s"] = command.timeoutSeconds;
  return json;
}

Result<double> readFigure(const MeasuringCommand& command, const std::string& output) {
  std::optional<double> figure;
  if (!command.pattern.empty()) {
    figure = findFigure(command.pattern, output);
  } else {
    const auto json = parseJson(output, "output");
    try {
      if (json.ok()) {
        const Json& value = json.value().at(Json::json_pointer(command.pointer));
        if (value.is_number()) figure = value.get<double>();
        if (value.is_string()) figure = parseNumber(value.get<std::string>());
      }
    } catch (const Json::exception&) {
      figure.reset();
    }
  }
  if (figure && std::isfinite(*figure) && *figure > 0) return *figure * unitFactor(command.unit);
  return makeError(
      ErrorCode::Parse,
      PSCOPE_TR_NOOP("Measuring", "The measuring program printed no latency: \"%1\".").arg(beginning(output)),
      PSCOPE_TR_NOOP("Measuring", "Check its output and the pattern or JSON pointer."));
}

std::vector<std::string> argumentsFor(const MeasuringCommand& command, const std::string& onnxFile) {
  std::vector<std::string> arguments = command.arguments;
  for (std::string& argument : arguments) {
    for (std::size_t at = argument.find(kOnnx); at != std::string::npos;
         at = argument.find(kOnnx, at + onnxFile.size())) {
      argument.replace(at, kOnnx.size(), onnxFile);
    }
  }
  return arguments;
}

CommandMeter::CommandMeter(MeasuringCommand command, ModelWriter writer)
    : m_command(std::move(command)), m_writer(std::move(writer)) {}

std::string CommandMeter::text() const {
  std::string text = "command:";
  for (const std::string& argument : m_command.arguments) text += " " + argument;
  return text;
}

/// How long it may take changes no figure.
TimingContext CommandMeter::context() const {
  Json json = toJson(m_command);
  json.erase("timeout_s");
  TimingContext context;
  context.command = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return context;
}

Result<LatencySample> CommandMeter::measure(const std::string& design, int, const JobContext& job) {
  PSCOPE_TRY(const TemporaryModel model, TemporaryModel::make());
  PSCOPE_CHECK(m_writer(design, model.path()));
  Subprocess::Options options;
  options.arguments = argumentsFor(m_command, model.path());
  PSCOPE_TRY(Subprocess process, Subprocess::start(options));
  process.closeInput();
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::duration<double>(m_command.timeoutSeconds);
  const auto hangs = [&] {
    process.kill();
    return makeError(ErrorCode::Timeout,
                     PSCOPE_TR_NOOP("Measuring", "The measuring program did not end within %1 s.")
                         .arg(numberText(m_command.timeoutSeconds, 4)),
                     PSCOPE_TR_NOOP("Measuring", "Raise \"timeout_s\", or see why it hangs."));
  };
  std::string output;
  for (;;) {
    if (job.stop.stop_requested()) return meteringCancelled();
    if (Clock::now() > deadline) return hangs();
    auto line = process.readLine(std::chrono::milliseconds(50));
    if (!line.ok()) {
      if (line.error().code == ErrorCode::WorkerDied) break;  // the end of its output
      return line.error();
    }
    if (line.value() && output.size() < kMostOutput) output += *line.value() + "\n";
  }
  std::optional<Subprocess::Exit> exit;
  while (!exit && Clock::now() < deadline && !job.stop.stop_requested()) {
    exit = process.wait(std::chrono::milliseconds(50));
  }
  if (job.stop.stop_requested()) return meteringCancelled();
  if (!exit) return hangs();
  if (exit->status != 0) {
    std::string errors = process.takeErrorOutput();
    if (errors.size() > kShownOutput) errors = errors.substr(errors.size() - kShownOutput);
    return makeError(ErrorCode::External,
                     PSCOPE_TR_NOOP("Measuring", "The measuring program failed with status %1: \"%2\".")
                         .arg(std::to_string(exit->status))
                         .arg(beginning(errors)),
                     PSCOPE_TR_NOOP("Measuring", "Run the same command by hand; a dry run prints it."));
  }
  PSCOPE_TRY(const double latencyMs, readFigure(m_command, output));
  return latencySample({latencyMs}, 1);
}

}  // namespace pscope

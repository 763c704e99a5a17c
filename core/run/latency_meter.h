#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/estimate/measure_task.h"
#include "core/estimate/task.h"
#include "core/space/space.h"

namespace pscope {

/// Under what conditions a meter takes the time: timings are compared, and mixed, only where these are the same.
struct TimingContext {
  std::string command;    ///< what asks another device and how its output is read, as JSON text; empty: a worker here
  double seconds = 0;     ///< of one timing in the worker
  int threads = 0;        ///< of one inference; 0: not known
  std::string statistic;  ///< of the inferences of a timing that LatencySample::latencyMs is; empty: not known

  bool operator==(const TimingContext&) const = default;
};
Json toJson(const TimingContext& context);

/// Takes the time of designs somewhere: here, or on another device.
/// @thread one at a time
class LatencyMeter {
 public:
  virtual ~LatencyMeter() = default;
  /// Times a design's network, or (node >= 0) one operator of it.
  virtual Result<LatencySample> measure(const std::string& design, int node, const JobContext& job) = 0;
  virtual bool measuresOperators() const = 0;
  /// Where and how, for provenance: "LibTorch in a worker process, 1 thread".
  virtual std::string text() const = 0;
  virtual TimingContext context() const = 0;
};

/// Times in a worker process on this machine.
class WorkerMeter final : public LatencyMeter {
 public:
  /// @param runner  outlives this    @param seconds  for each timing
  WorkerMeter(TaskRunner& runner, const Space& space, std::string scale, int batch, double seconds, int threads);
  Result<LatencySample> measure(const std::string& design, int node, const JobContext& job) override;
  bool measuresOperators() const override { return true; }
  std::string text() const override;
  TimingContext context() const override;

 private:
  TaskRunner& m_runner;
  MeasureTask m_task;
  int m_threads;
};

/// How another device is asked for a latency: a program that gets the network as an ONNX file and prints a figure.
struct MeasuringCommand {
  std::vector<std::string> arguments;  ///< program first, no shell; "{onnx}" stands for the model's file
  std::string pattern;                 ///< regular expression for a line, with one group around the figure; or
  std::string pointer;                 ///< JSON pointer to it, when the output is one JSON document
  std::string unit = "ms";             ///< of the figure: ms, s or us
  double timeoutSeconds = 120;
};
/// {"arguments": [...], "pattern" or "json": "...", "unit": "ms", "timeout_s": 120}
/// @error Parse with pointer: no {onnx} among the arguments, a pattern that is none or has no group, both or neither of
///        pattern and json
Result<MeasuringCommand> parseMeasuringCommand(const JsonView& json);
Json toJson(const MeasuringCommand& command);
/// The figure in what the program printed, in ms. @error Parse  it prints something else (its beginning is told)
Result<double> readFigure(const MeasuringCommand& command, const std::string& output);
/// The arguments with the model's file in place of {onnx}.
std::vector<std::string> argumentsFor(const MeasuringCommand& command, const std::string& onnxFile);

/// Times with a program of the user's: for example a benchmark tool behind ssh or adb. Each design's model is written
/// to a new file in the folder of temporary files, which is removed afterwards.
class CommandMeter final : public LatencyMeter {
 public:
  /// Writes the model of a design to a file. @thread that of measure()
  using ModelWriter = std::function<Status(const std::string& design, const std::string& file)>;
  CommandMeter(MeasuringCommand command, ModelWriter writer);
  /// @error those of the writer and of the temporary file; NotFound (no such program), Timeout, External (it fails; the
  /// end of its error output
  ///        is told), those of readFigure(), Cancelled
  Result<LatencySample> measure(const std::string& design, int node, const JobContext& job) override;
  bool measuresOperators() const override { return false; }
  std::string text() const override;
  TimingContext context() const override;

 private:
  MeasuringCommand m_command;
  ModelWriter m_writer;
};

}  // namespace pscope

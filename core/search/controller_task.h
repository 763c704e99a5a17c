#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// The resident task "controller": what the strategy `reinforce` and the worker say to each other.

/// Defaults: the micro controller of ENAS as ported in reference: search manual 8.7 [V]; memory [R].
struct ControllerSettings {
  int hidden = 64;             ///< units of the LSTM, and numbers of an embedding
  double temperature = 5.0;    ///< divides the logits
  double tanhConstant = 1.10;  ///< then c tanh(logit): no level gets more than e^2c times the chance of another; 0: off
  double learningRate = 0.0035;
  double baselineDecay = 0.99;  ///< of the mean reward that is subtracted, a reward
  double entropyWeight = 1e-4;
  double memoryProbability = 0;  ///< that a design is drawn after reading one of the memory
  double memoryWeight = 0.5;     ///< of the loss of telling what was read
  int memorySize = 100;          ///< designs learned from last
};
/// Reads "temperature", "tanh", "learning_rate", "baseline", "entropy", "memory", "memory_weight"; others are left to
/// the caller. @error Parse, InvalidArgument  no number or out of range, with its place
Result<ControllerSettings> parseControllerSettings(const JsonView& json);
Json toJson(const ControllerSettings& settings);

/// A design that the controller drew, with what it was drawn from.
struct ControllerSample {
  Genome genome;
  std::vector<double> weights;  ///< of the objectives, >= 0, summing to 1
  Genome read;                  ///< of the memory; empty: nothing was read
  double reward = 0;            ///< for learning: larger is better

  bool operator==(const ControllerSample&) const = default;
};
Json toJson(const ControllerSample& sample);
/// @error Parse  no design of the space, or another number of weights
Result<ControllerSample> parseControllerSample(const JsonView& json, const Space& space, std::size_t objectives);

/// What opens it.
struct ControllerTask {
  std::string spaceDocument;
  std::size_t objectives = 1;
  std::uint64_t seed = 1;
  ControllerSettings settings;
};
Json toJson(const ControllerTask& task);
Result<ControllerTask> parseControllerTask(const JsonView& json);

}  // namespace pscope

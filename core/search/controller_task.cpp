#include "core/search/controller_task.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {
namespace {

Result<double> settingIn(const JsonView& json, const char* key, double fallback, double low, double high) {
  PSCOPE_TRY(const double value, json.numberOr(key, fallback));
  if (value >= low && value <= high) return value;
  return json.member(key).value().error(
      PSCOPE_TR_NOOP("Search", "The value of \"%1\" is out of range.").arg(key),
      PSCOPE_TR_NOOP("Search", "Give %1 to %2.").arg(Json(low).dump()).arg(Json(high).dump()),
      ErrorCode::InvalidArgument);
}

}  // namespace

Result<ControllerSettings> parseControllerSettings(const JsonView& json) {
  ControllerSettings s;
  PSCOPE_TRY(s.temperature, settingIn(json, "temperature", s.temperature, 0.01, 100));
  PSCOPE_TRY(s.tanhConstant, settingIn(json, "tanh", s.tanhConstant, 0, 100));
  PSCOPE_TRY(s.learningRate, settingIn(json, "learning_rate", s.learningRate, 0, 1));
  PSCOPE_TRY(s.baselineDecay, settingIn(json, "baseline", s.baselineDecay, 0, 1));
  PSCOPE_TRY(s.entropyWeight, settingIn(json, "entropy", s.entropyWeight, 0, 10));
  PSCOPE_TRY(s.memoryProbability, settingIn(json, "memory", s.memoryProbability, 0, 1));
  PSCOPE_TRY(s.memoryWeight, settingIn(json, "memory_weight", s.memoryWeight, 0, 10));
  return s;
}

Json toJson(const ControllerSettings& s) {
  return {{"temperature", s.temperature},   {"tanh", s.tanhConstant},     {"learning_rate", s.learningRate},
          {"baseline", s.baselineDecay},    {"entropy", s.entropyWeight}, {"memory", s.memoryProbability},
          {"memory_weight", s.memoryWeight}};
}

Json toJson(const ControllerSample& sample) {
  Json json = {{"design", sample.genome}, {"weights", sample.weights}, {"reward", sample.reward}};
  if (!sample.read.empty()) json["read"] = sample.read;
  return json;
}

Result<ControllerSample> parseControllerSample(const JsonView& json, const Space& space, std::size_t objectives) {
  ControllerSample sample;
  PSCOPE_TRY(const auto design, json.member("design"));
  PSCOPE_TRY(sample.genome, parseGenome(design, space));
  PSCOPE_TRY(const auto weights, json.member("weights"));
  PSCOPE_TRY(sample.weights, parseNumbers(weights));
  if (sample.weights.size() != objectives) return foreignState(weights);
  PSCOPE_TRY(sample.reward, json.numberOr("reward", 0));
  if (json.has("read")) {
    PSCOPE_TRY(const auto read, json.member("read"));
    PSCOPE_TRY(sample.read, parseGenome(read, space));
  }
  return sample;
}

Json toJson(const ControllerTask& task) {
  return {{"space", task.spaceDocument},
          {"objectives", task.objectives},
          {"seed", std::to_string(task.seed)},
          {"settings", toJson(task.settings)}};
}

Result<ControllerTask> parseControllerTask(const JsonView& json) {
  ControllerTask task;
  PSCOPE_TRY(task.spaceDocument, json.string("space"));
  PSCOPE_TRY(const std::int64_t objectives, json.integer("objectives"));
  task.objectives = static_cast<std::size_t>(std::max<std::int64_t>(0, objectives));
  PSCOPE_TRY(const std::string seed, json.string("seed"));
  if (std::from_chars(seed.data(), seed.data() + seed.size(), task.seed).ec != std::errc()) {
    return json.error(PSCOPE_TR_NOOP("Search", "The seed is no number."));
  }
  PSCOPE_TRY(const auto settings, json.member("settings"));
  PSCOPE_TRY(task.settings, parseControllerSettings(settings));
  return task;
}

}  // namespace pscope

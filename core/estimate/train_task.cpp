#include "core/estimate/train_task.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

/// Largest whole number that every JSON reader keeps exactly.
constexpr std::uint64_t kExactInteger = std::uint64_t{1} << 53;

Json seedJson(std::uint64_t seed) {
  if (seed <= kExactInteger) return seed;
  return std::to_string(seed);
}

Result<std::uint64_t> seedOr(const JsonView& json, std::string_view key, std::uint64_t fallback) {
  if (!json.has(key)) return fallback;
  PSCOPE_TRY(const auto member, json.member(key));
  if (member.isString()) {
    PSCOPE_TRY(const std::string text, member.string());
    std::uint64_t seed = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (problem == std::errc() && end == text.data() + text.size() && !text.empty()) return seed;
  } else if (member.json().is_number_unsigned()) {
    return member.json().get<std::uint64_t>();
  }
  return member.error(PSCOPE_TR_NOOP("Training", "A seed is expected here: a whole number from 0 on."));
}

/// A number that may not be finite: JSON text has no form for those, so they travel as "nan", "inf", "-inf".
Json numberJson(double value) {
  if (std::isfinite(value)) return value;
  return numberText(value);
}

struct Range {
  double low;
  double high;
  bool lowIncluded = true;
};

Result<double> numberWithin(const JsonView& json, std::string_view key, double fallback, Range range) {
  PSCOPE_TRY(const double value, json.numberOr(key, fallback));
  const bool aboveLow = range.lowIncluded ? value >= range.low : value > range.low;
  if (aboveLow && value <= range.high) return value;
  PSCOPE_TRY(const auto member, json.member(key));
  const auto low = (range.lowIncluded ? "from " : "above ") + numberText(range.low);
  return member.error(
      PSCOPE_TR_NOOP("Training", "%1 is out of range for \"%2\".").arg(numberText(value)).arg(std::string(key)),
      PSCOPE_TR_NOOP("Training", "Give a number %1 to %2.").arg(low).arg(numberText(range.high)),
      ErrorCode::InvalidArgument);
}

Result<int> integerWithin(const JsonView& json, std::string_view key, int fallback, int low, int high) {
  PSCOPE_TRY(const auto value, json.integerOr(key, fallback));
  if (value >= low && value <= high) return static_cast<int>(value);
  PSCOPE_TRY(const auto member, json.member(key));
  return member.error(
      PSCOPE_TR_NOOP("Training", "%1 is out of range for \"%2\".").arg(std::to_string(value)).arg(std::string(key)),
      PSCOPE_TR_NOOP("Training", "Give a whole number from %1 to %2.")
          .arg(std::to_string(low))
          .arg(std::to_string(high)),
      ErrorCode::InvalidArgument);
}

}  // namespace

double effectiveEpochs(const TrainRecipe& recipe, std::size_t images) {
  constexpr double kMostEpochs = 5;
  constexpr double kMostImages = 110'000;
  if (recipe.epochs > 0) return recipe.epochs;
  const double share = std::max(1.0, static_cast<double>(images) * recipe.dataShare);
  return std::clamp(std::floor(kMostImages / share), 1.0, kMostEpochs);
}

Result<TrainRecipe> parseTrainRecipe(const JsonView& json) {
  PSCOPE_CHECK(json.onlyKeys({"epochs", "batch_size", "learning_rate", "warmup_share", "momentum", "nesterov",
                              "weight_decay", "label_smoothing", "flip", "shift", "data_share", "channels_last"}));
  TrainRecipe recipe;
  PSCOPE_TRY(recipe.epochs, numberWithin(json, "epochs", recipe.epochs, {0, 10'000}));
  PSCOPE_TRY(recipe.batchSize, integerWithin(json, "batch_size", recipe.batchSize, 1, 65'536));
  PSCOPE_TRY(recipe.learningRate, numberWithin(json, "learning_rate", recipe.learningRate, {0, 1e6}));
  PSCOPE_TRY(recipe.warmupShare, numberWithin(json, "warmup_share", recipe.warmupShare, {0, 1}));
  PSCOPE_TRY(recipe.momentum, numberWithin(json, "momentum", recipe.momentum, {0, 1}));
  PSCOPE_TRY(recipe.nesterov, json.booleanOr("nesterov", recipe.nesterov));
  PSCOPE_TRY(recipe.weightDecay, numberWithin(json, "weight_decay", recipe.weightDecay, {0, 1e3}));
  PSCOPE_TRY(recipe.labelSmoothing, numberWithin(json, "label_smoothing", recipe.labelSmoothing, {0, 1}));
  PSCOPE_TRY(recipe.flip, json.booleanOr("flip", recipe.flip));
  PSCOPE_TRY(recipe.shift, integerWithin(json, "shift", recipe.shift, 0, 64));
  PSCOPE_TRY(recipe.dataShare, numberWithin(json, "data_share", recipe.dataShare, {0, 1, false}));
  PSCOPE_TRY(recipe.channelsLast, json.booleanOr("channels_last", recipe.channelsLast));
  return recipe;
}

Json toJson(const TrainRecipe& recipe) {
  return {{"epochs", recipe.epochs},
          {"batch_size", recipe.batchSize},
          {"learning_rate", recipe.learningRate},
          {"warmup_share", recipe.warmupShare},
          {"momentum", recipe.momentum},
          {"nesterov", recipe.nesterov},
          {"weight_decay", recipe.weightDecay},
          {"label_smoothing", recipe.labelSmoothing},
          {"flip", recipe.flip},
          {"shift", recipe.shift},
          {"data_share", recipe.dataShare},
          {"channels_last", recipe.channelsLast}};
}

Result<TrainRecipe> recipeOfDesign(const Space& space, const Genome& genome, const TrainRecipe& base) {
  Json recipe = toJson(base);
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const Choice& choice = space.choices()[i];
    if (choice.layer != Layer::Recipe || genome[i] == kInactive) continue;
    const std::string name = choice.path.substr(choice.path.rfind('.') + 1);
    if (!recipe.contains(name)) {
      std::string known;
      for (const auto& [key, value] : recipe.items()) known += (known.empty() ? "" : ", ") + key;
      return makeError(
          ErrorCode::InvalidArgument,
          PSCOPE_TR_NOOP("Estimate", "The choice \"%1\" of the layer recipe is no part of a recipe.").arg(choice.path),
          PSCOPE_TR_NOOP("Estimate", "Name it after one of: %1.").arg(known));
    }
    const auto level = static_cast<std::size_t>(genome[i]);
    if (choice.type == Choice::Type::Categorical && !parseNumber(choice.levels[level])) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Estimate", "The level \"%1\" of the recipe choice \"%2\" is no number.")
                           .arg(choice.levels[level])
                           .arg(choice.path),
                       PSCOPE_TR_NOOP("Estimate", "Give it numbers as levels."));
    }
    const double value = choice.numbers[level];
    if (recipe[name].is_boolean()) {
      recipe[name] = value != 0;
    } else if (recipe[name].is_number_integer() && value == std::floor(value)) {
      recipe[name] = static_cast<std::int64_t>(value);
    } else {
      recipe[name] = value;
    }
  }
  return parseTrainRecipe(JsonView(recipe, "", ""));
}

Json toJson(const TrainTask& task) {
  return {{"space", task.spaceDocument},   {"design", task.design},
          {"scale", task.scale},           {"data", {{"format", task.data.format}, {"path", task.data.path}}},
          {"recipe", toJson(task.recipe)}, {"seed", seedJson(task.seed)},
          {"read_test", task.readTest},    {"weights_file", task.weightsFile}};
}

Result<TrainTask> parseTrainTask(const JsonView& json) {
  PSCOPE_CHECK(json.onlyKeys({"space", "design", "scale", "data", "recipe", "seed", "read_test", "weights_file"}));
  TrainTask task;
  PSCOPE_TRY(task.spaceDocument, json.string("space"));
  PSCOPE_TRY(task.design, json.string("design"));
  PSCOPE_TRY(task.scale, json.stringOr("scale", task.scale));
  PSCOPE_TRY(const auto data, json.member("data"));
  PSCOPE_CHECK(data.onlyKeys({"format", "path"}));
  PSCOPE_TRY(task.data.format, data.string("format"));
  PSCOPE_TRY(task.data.path, data.stringOr("path", ""));
  if (json.has("recipe")) {
    PSCOPE_TRY(const auto recipe, json.member("recipe"));
    PSCOPE_TRY(task.recipe, parseTrainRecipe(recipe));
  }
  PSCOPE_TRY(task.seed, seedOr(json, "seed", task.seed));
  PSCOPE_TRY(task.readTest, json.booleanOr("read_test", false));
  PSCOPE_TRY(task.weightsFile, json.stringOr("weights_file", ""));
  return task;
}

Json toJson(const TrainResult& result) {
  Json libraries = Json::object();
  for (const auto& [name, version] : result.libraries) libraries[name] = version;
  Json json = {{"train_accuracy", numberJson(result.trainAccuracy)},
               {"validation_accuracy", numberJson(result.validationAccuracy)}};
  if (result.testAccuracy) json["test_accuracy"] = numberJson(*result.testAccuracy);
  json["validation_standard_error"] = numberJson(result.validationStandardError);
  json["epochs"] = numberJson(result.epochs);
  json["best_epoch"] = numberJson(result.bestEpoch);
  json["seconds"] = numberJson(result.seconds);
  json["data_hash"] = result.dataHash;
  json["libraries"] = std::move(libraries);
  json["threads"] = result.threads;
  return json;
}

Result<TrainResult> parseTrainResult(const JsonView& json) {
  TrainResult result;
  PSCOPE_TRY(result.trainAccuracy, json.number("train_accuracy"));
  PSCOPE_TRY(result.validationAccuracy, json.number("validation_accuracy"));
  if (json.has("test_accuracy")) {
    PSCOPE_TRY(result.testAccuracy, json.number("test_accuracy"));
  }
  PSCOPE_TRY(result.validationStandardError, json.numberOr("validation_standard_error", 0));
  PSCOPE_TRY(result.epochs, json.numberOr("epochs", 0));
  PSCOPE_TRY(result.bestEpoch, json.numberOr("best_epoch", 0));
  PSCOPE_TRY(result.seconds, json.numberOr("seconds", 0));
  PSCOPE_TRY(result.dataHash, json.stringOr("data_hash", ""));
  if (json.has("libraries")) {
    PSCOPE_TRY(const auto libraries, json.member("libraries"));
    for (const auto& name : libraries.keys()) {
      PSCOPE_TRY(auto version, libraries.string(name));
      result.libraries.emplace_back(name, std::move(version));
    }
  }
  PSCOPE_TRY(const auto threads, json.integerOr("threads", 1));
  result.threads = static_cast<int>(threads);
  return result;
}

}  // namespace pscope

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/record/search_config.h"
#include "core/space/space.h"

namespace pscope {

/// How a network is trained. Defaults suit seconds for each of the built-in networks on one CPU core (measured in
/// resources/help/training-figures.md); a recipe file of the command line sets any of them.
struct TrainRecipe {
  double epochs = 0;  ///< 0: by the size of the data, see effectiveEpochs
  int batchSize = 64;
  double learningRate = 0.3;  ///< peak, cosine to 0 after a linear warm-up
  double warmupShare = 0.1;   ///< share of all steps
  double momentum = 0.9;
  bool nesterov = true;
  double weightDecay = 5e-4;
  double labelSmoothing = 0.0;
  bool flip = false;     ///< random horizontal flip
  int shift = 0;         ///< random crop after padding by this many pixels
  double dataShare = 1;  ///< share of the training split, stratified
  bool channelsLast = true;

  bool operator==(const TrainRecipe&) const = default;
};
/// The recipe's epochs; when it leaves them open, five, or as many whole ones as make 110,000 images, at least one.
/// @param images  of the training split, before the recipe takes its share
double effectiveEpochs(const TrainRecipe& recipe, std::size_t images);
Result<TrainRecipe> parseTrainRecipe(const JsonView& json);
/// The recipe of a design: choices of the layer "recipe" set the member of their name ("recipe.learning_rate"), the
/// rest is as in `base`. So a learning rate is searched like a kernel size.
/// @error InvalidArgument  a choice of that layer is no member of a recipe, or its level is out of range
Result<TrainRecipe> recipeOfDesign(const Space& space, const Genome& genome, const TrainRecipe& base);
Json toJson(const TrainRecipe& recipe);

/// What a "train" task carries to the worker; toJson and parseTrainTask are each other's inverse.
struct TrainTask {
  std::string spaceDocument;  ///< JSON text
  std::string design;         ///< text form
  std::string scale = "deploy";
  DataSpec data;
  TrainRecipe recipe;
  std::uint64_t seed = 1;
  bool readTest = false;    ///< only `train` and `unblind`
  std::string weightsFile;  ///< safetensors to write; empty: none

  bool operator==(const TrainTask&) const = default;
};
Json toJson(const TrainTask& task);
Result<TrainTask> parseTrainTask(const JsonView& json);

/// What it answers.
struct TrainResult {
  double trainAccuracy = 0;  ///< percent
  double validationAccuracy = 0;
  std::optional<double> testAccuracy;
  double validationStandardError = 0;  ///< binomial, percent points
  double epochs = 0;
  double bestEpoch = 0;
  double seconds = 0;
  std::string dataHash;
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name, version
  int threads = 1;
};
Json toJson(const TrainResult& result);
Result<TrainResult> parseTrainResult(const JsonView& json);

}  // namespace pscope

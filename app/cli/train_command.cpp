#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "core/base/number_text.h"
#include "core/data/dataset.h"
#include "core/estimate/train_task.h"
#include "core/run/worker_pool.h"
#include "core/space/space.h"

namespace pscope {
namespace {

constexpr double kDeadlineSeconds = 7 * 24 * 3600.0;  // a person waits for it: only a lost worker should end it

struct TrainOptions {
  std::string space, design, data, recipe, epochs, out, scale, seed = "1";
  bool json = false;
};

Result<TrainRecipe> recipeOf(const TrainOptions& options) {
  TrainRecipe recipe;
  if (!options.recipe.empty()) {
    PSCOPE_TRY(const Json json, readJsonFile(options.recipe));
    PSCOPE_TRY(recipe, parseTrainRecipe(JsonView(json, options.recipe)));
  }
  if (!options.epochs.empty()) {
    const auto epochs = parseNumber(options.epochs);
    if (!epochs || !(*epochs > 0)) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("CommandLine", "--epochs cannot be \"%1\".").arg(options.epochs),
                       PSCOPE_TR_NOOP("CommandLine", "Give a number above 0."));
    }
    recipe.epochs = *epochs;
  }
  return recipe;
}

// The scale named, or the first one that fits the data.
Result<std::string> scaleOf(const Space& space, const DataSpec& data, const std::string& name) {
  PSCOPE_TRY(const DataInfo info, describeDataset(data));
  const ScaleInfo* scale = name.empty() ? space.scaleFor(info.shape) : space.scale(name);
  if (scale != nullptr && scale->input == info.shape && scale->classes >= info.classes) return scale->name;
  std::string known;
  for (const auto& each : space.scales()) {
    known += (known.empty() ? "" : ", ") + each.name + " (" + each.input.text() + ", " + std::to_string(each.classes) +
             " classes)";
  }
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("CommandLine", "The data are %1 with %2 classes, and no scale asked for takes them.")
                       .arg(info.shape.text())
                       .arg(std::to_string(info.classes)),
                   PSCOPE_TR_NOOP("CommandLine", "The space has the scales %1.").arg(known));
}

// The folder must take the weights before minutes of training are spent.
Status checkWritable(const std::string& file) {
  const auto folder = std::filesystem::absolute(file).parent_path();
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("CommandLine", "The folder of the weights does not exist."),
                     PSCOPE_TR_NOOP("CommandLine", "Make the folder or name another file."), file);
  }
  return {};
}

// A truncated file is refused here, before a worker is started.
Status checkData(const DataSpec& data) {
  DataOptions options;
  options.withTest = true;
  PSCOPE_TRY([[maybe_unused]] const Dataset dataset, loadDataset(data, options));
  return {};
}

Json resultJson(const TrainResult& result) {
  return {{"train_accuracy", numberOrNull(result.trainAccuracy)},
          {"validation_accuracy", numberOrNull(result.validationAccuracy)},
          {"test_accuracy", result.testAccuracy ? numberOrNull(*result.testAccuracy) : Json(nullptr)},
          {"epochs", numberOrNull(result.epochs)},
          {"seconds", numberOrNull(result.seconds)}};
}

// Runs the task with a bar; the stop token is set by Ctrl-C.
Result<std::string> runTask(const Task& task) {
  const StopOnInterrupt interrupt;
  WorkerPool::Options options;
  options.threadsPerWorker = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  options.niceness = 0;
  WorkerPool pool(options);
  ProgressBar bar("Training");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) {
    bar.update(progress.done, progress.total, progress.stage, progress.secondsLeft);
  };
  return pool.run(task, job);
}

Result<int> train(const TrainOptions& options) {
  TrainTask train;
  PSCOPE_TRY(train.seed, parseCount(options.seed, "--seed", 0));
  PSCOPE_TRY(const Space space, openSpace(options.space));
  PSCOPE_TRY(const Genome genome, space.parse(options.design));
  PSCOPE_TRY(train.data, parseDataSpec(options.data));
  PSCOPE_TRY(train.recipe, recipeOf(options));
  PSCOPE_TRY(train.scale, scaleOf(space, train.data, options.scale));
  PSCOPE_CHECK(checkWritable(options.out));
  PSCOPE_CHECK(checkData(train.data));
  train.spaceDocument = space.document().dump();
  train.design = space.text(genome);
  train.readTest = true;
  train.weightsFile = std::filesystem::absolute(options.out).string();
  Task task;
  task.kind = "train";
  task.parameters = toJson(train).dump();
  task.deadlineSeconds = kDeadlineSeconds;
  task.title = "Train " + train.design;
  const auto answer = runTask(task);
  if (!answer.ok()) {
    const auto code = answer.error().code;
    const bool input = code == ErrorCode::Parse || code == ErrorCode::NotFound || code == ErrorCode::InvalidArgument;
    return input ? printError(answer.error()) : printFailure(answer.error());
  }
  PSCOPE_TRY(const Json json, parseJson(answer.value(), "result of the training"));
  PSCOPE_TRY(const TrainResult result, parseTrainResult(JsonView(json, "result of the training")));
  if (options.json) {
    printJson(resultJson(result));
    return kDone;
  }
  std::cout << "Accuracy: training " << numberText(result.trainAccuracy, 4) << " %, validation "
            << numberText(result.validationAccuracy, 4) << " %";
  if (result.testAccuracy) std::cout << ", test " << numberText(*result.testAccuracy, 4) << " %";
  std::cout << "; " << numberText(result.epochs, 4) << " epochs in " << durationText(result.seconds)
            << ". Weights: " << options.out << std::endl;
  return kDone;
}

}  // namespace

void addTrainCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<TrainOptions>();
  auto* command = app.add_subcommand("train", "Train one design, test it, and keep its weights");
  command->add_option("SPACE", options->space, "Name of a built-in family or a space's JSON file")->required();
  command->add_option("--design", options->design, "The design in the space's text form")
      ->required()
      ->type_name("TEXT");
  command->add_option("--data", options->data, "idx:FOLDER, cifar-binary:FOLDER-OR-FILE, glyphs:")
      ->required()
      ->type_name("FORMAT:PATH");
  command->add_option("--recipe", options->recipe, "JSON file: epochs, batch_size, learning_rate ...")
      ->type_name("R.json");
  command->add_option("--epochs", options->epochs, "Epochs, instead of the recipe's")->type_name("E");
  command->add_option("--scale", options->scale, "Scale of the template; the first that fits the data unless given")
      ->type_name("NAME");
  command->add_option("--seed", options->seed, "Seed")->type_name("S")->capture_default_str();
  command->add_option("--out", options->out, "File for the weights")->required()->type_name("W.safetensors");
  command->add_flag("--json", options->json, "One JSON document: accuracies in percent, epochs, seconds");
  command->footer(
      "The only command, beside \"unblind\", that reads the test split.\nExample:\n"
      "  paretoscope-cli train demo --design \"$(paretoscope-cli space sample demo -n 1)\" --data glyphs: \\\n"
      "    --epochs 2 --out weights.safetensors --json");
  command->callback([&chosen, options] { chosen.run = [options] { return train(*options); }; });
}

}  // namespace pscope

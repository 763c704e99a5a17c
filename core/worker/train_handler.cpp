#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/data/dataset.h"
#include "core/estimate/train_task.h"
#include "core/nn/trainer.h"
#include "core/space/space.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

const std::string kTaskFile = "task";

/// The last data set that was read: candidates of a search all use the same.
class DatasetCache {
 public:
  Result<std::shared_ptr<const Dataset>> get(const DataSpec& spec, bool withTest, const TaskContext& context) {
    if (m_data && m_spec == spec && m_withTest == withTest) return m_data;
    m_data.reset();  // never two in memory
    DataOptions options;
    options.withTest = withTest;
    options.job.stop = context.stop;
    options.job.log = context.log;
    options.job.report = [&context](const Progress& progress) {
      ProgressMessage message;
      message.done = progress.done;
      message.total = progress.total;
      message.stage = progress.stage;
      context.report(std::move(message));
    };
    PSCOPE_TRY(auto data, loadDataset(spec, options));
    m_data = std::make_shared<const Dataset>(std::move(data));
    m_spec = spec;
    m_withTest = withTest;
    return m_data;
  }

 private:
  std::shared_ptr<const Dataset> m_data;
  DataSpec m_spec;
  bool m_withTest = false;
};

/// The design's network, and the recipe with what the design itself says of it.
Result<std::pair<Network, TrainRecipe>> unfold(const TrainTask& task) {
  PSCOPE_TRY(const auto space, Space::fromText(task.spaceDocument, "space of the task"));
  PSCOPE_TRY(const auto genome, space.parse(task.design));
  PSCOPE_TRY(auto network, space.lower(genome, task.scale));
  PSCOPE_TRY(auto recipe, recipeOfDesign(space, genome, task.recipe));
  return std::pair(std::move(network), std::move(recipe));
}

void forward(const TrainProgress& progress, const TaskContext& context) {
  ProgressMessage message;
  message.done = progress.progress.done;
  message.total = progress.progress.total;
  message.stage = progress.progress.stage;
  message.secondsLeft = progress.progress.secondsLeft;
  message.metrics = progress.metrics;
  context.report(std::move(message));
}

Result<std::string> train(DatasetCache& cache, const std::string& parameters, const TaskContext& context) {
  PSCOPE_TRY(const Json json, parseJson(parameters, kTaskFile));
  PSCOPE_TRY(const auto task, parseTrainTask(JsonView(json, kTaskFile)));
  PSCOPE_TRY(const auto unfolded, unfold(task));
  const auto& [network, recipe] = unfolded;
  PSCOPE_TRY(const auto data, cache.get(task.data, task.readTest, context));
  TrainOptions options;
  options.recipe = recipe;
  options.seed = task.seed;
  options.readTest = task.readTest;
  options.weightsFile = task.weightsFile;
  options.design = task.design;
  options.stop = context.stop;
  options.report = [&context](const TrainProgress& progress) { forward(progress, context); };
  PSCOPE_TRY(const auto result, trainNetwork(network, *data, options));
  return toJson(result).dump();
}

}  // namespace

TaskHandler makeTrainHandler() {
  return [cache = std::make_shared<DatasetCache>()](const std::string& parameters, const TaskContext& context) {
    return train(*cache, parameters, context);
  };
}

}  // namespace pscope

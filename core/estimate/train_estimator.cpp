#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/data/dataset.h"
#include "core/estimate/estimators.h"
#include "core/estimate/train_task.h"

namespace pscope {
namespace {

class TrainEstimator : public Estimator {
 public:
  struct Settings {
    TrainTask task;  ///< without design and seed
    bool error = true;
    double deadlineSeconds = 600;
    Measurement blank;
    Provenance provenance;
    TaskRunner* tasks = nullptr;
  };
  explicit TrainEstimator(Settings settings) : m_settings(std::move(settings)) {}

  CostClass costClass() const override { return CostClass::Worker; }
  /// The same only with the same libraries and instruction set.
  bool deterministic() const override { return false; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext& job) const override {
    TrainTask train = m_settings.task;
    train.design = subject.text();
    train.seed = subject.seed();
    Task task;
    task.kind = "train";
    task.parameters = toJson(train).dump();
    task.deadlineSeconds = m_settings.deadlineSeconds;
    task.title = "Train " + subject.text();
    PSCOPE_TRY(const std::string text, m_settings.tasks->run(task, job));
    PSCOPE_TRY(const Json json, parseJson(text, "result of a training"));
    PSCOPE_TRY(const TrainResult result, parseTrainResult(JsonView(json, "result of a training")));
    if (!std::isfinite(result.validationAccuracy) || !std::isfinite(result.trainAccuracy)) {
      return makeError(ErrorCode::NonFinite,
                       PSCOPE_TR_NOOP("Estimate", "The training gave no finite accuracy: it diverged."),
                       PSCOPE_TR_NOOP("Estimate", "Lower the learning rate of the recipe."));
    }
    return measurements(result);
  }

 private:
  std::vector<Measurement> measurements(const TrainResult& result) const {
    Measurement measurement = m_settings.blank;
    measurement.provenance = provenanceOf(result);
    measurement.seconds = result.seconds;
    if (result.epochs > 0) measurement.budget.epochs = result.epochs;
    Measurement training = measurement;
    training.metric = "train_accuracy";
    training.unit = "%";
    training.level = -1;
    training.value = result.trainAccuracy;
    measurement.value = m_settings.error ? 100 - result.validationAccuracy : result.validationAccuracy;
    if (std::isfinite(result.validationStandardError) && result.validationStandardError > 0) {
      measurement.standardError = result.validationStandardError;
    }
    return {std::move(measurement), std::move(training)};
  }

  /// One row for all trainings of a session, as long as the workers say the same of libraries and data.
  std::shared_ptr<const Provenance> provenanceOf(const TrainResult& result) const {
    Provenance provenance = m_settings.provenance;
    provenance.dataHash = result.dataHash;
    provenance.threads = result.threads;
    for (const auto& [name, version] : result.libraries) provenance.libraries[name] = version;
    std::scoped_lock lock(m_mutex);
    if (!m_last || *m_last != provenance) m_last = std::make_shared<const Provenance>(std::move(provenance));
    return m_last;
  }

  Settings m_settings;
  mutable std::mutex m_mutex;
  mutable std::shared_ptr<const Provenance> m_last;
};

/// Whether the objective is an error (or an accuracy).
Result<bool> parseTrainMetric(const JsonView& parameters, const Objective& objective) {
  PSCOPE_CHECK(checkUnit(parameters, objective, {"%", "percent"}));
  const bool minimize = objective.direction == Direction::Minimize;
  PSCOPE_TRY(const std::string metric,
             parameters.stringOr("metric", minimize ? "validation_error" : "validation_accuracy"));
  const bool error = metric == "validation_error";
  if (!error && metric != "validation_accuracy") {
    return parameters.member("metric").value().error(
        PSCOPE_TR_NOOP("Estimate", "\"%1\" is nothing that a training gives.").arg(metric),
        PSCOPE_TR_NOOP("Estimate", "Write \"validation_error\" or \"validation_accuracy\"."));
  }
  if (error != minimize) {
    return parameters.member("metric").value().error(
        PSCOPE_TR_NOOP("Estimate",
                       "This objective would look for the worst networks: its direction does not fit \"%1\".")
            .arg(metric),
        PSCOPE_TR_NOOP("Estimate", "Minimise an error, maximise an accuracy."), ErrorCode::InvalidArgument);
  }
  return error;
}

/// The recipe stands among the estimator's own members.
Result<TrainRecipe> parseRecipe(const JsonView& parameters) {
  Json recipe = parameters.json();
  for (const char* own : {"type", "scale", "data", "metric"}) recipe.erase(own);
  return parseTrainRecipe(JsonView(recipe, parameters.file(), parameters.pointer()));
}

Result<DataSpec> findData(const JsonView& parameters, const SearchConfig& config) {
  PSCOPE_TRY(const std::string name, parameters.stringOr("data", "main"));
  std::string known;
  for (const auto& [other, spec] : config.data) {
    if (other == name) return spec;
    known += (known.empty() ? "" : ", ") + other;
  }
  if (known.empty()) {
    return parameters.error(
        PSCOPE_TR_NOOP("Estimate", "There are no data \"%1\" to train on.").arg(name),
        PSCOPE_TR_NOOP("Estimate", "Add \"data\": {\"%1\": {\"format\": \"glyphs\"}} to the configuration.").arg(name),
        ErrorCode::NotFound);
  }
  return parameters.error(PSCOPE_TR_NOOP("Estimate", "There are no data \"%1\" to train on.").arg(name),
                          PSCOPE_TR_NOOP("Estimate", "The configuration names: %1.").arg(known), ErrorCode::NotFound);
}

Status checkDataFit(const JsonView& parameters, const DataSpec& data, const Space& space, const std::string& scale) {
  PSCOPE_TRY(const DataInfo info, describeDataset(data));
  const ScaleInfo* wanted = space.scale(scale);
  if (wanted->input == info.shape && wanted->classes >= info.classes) return {};
  return parameters.error(
      PSCOPE_TR_NOOP("Estimate", "The scale \"%1\" takes %2 and %3 classes, the data are %4 and %5.")
          .arg(scale)
          .arg(wanted->input.text())
          .arg(std::to_string(wanted->classes))
          .arg(info.shape.text())
          .arg(std::to_string(info.classes)),
      PSCOPE_TR_NOOP("Estimate", "Name a scale of the space that fits the data, or other data."),
      ErrorCode::InvalidArgument);
}

}  // namespace

Result<std::unique_ptr<Estimator>> makeTrainEstimator(const JsonView& parameters, const EstimatorContext& context) {
  if (context.tasks == nullptr || context.config == nullptr) {
    return parameters.error(PSCOPE_TR_NOOP("Estimate", "Training needs worker processes, and there are none here."),
                            PSCOPE_TR_NOOP("Estimate", "Use tables, static costs or cost models."),
                            ErrorCode::Unsupported);
  }
  TrainEstimator::Settings settings;
  PSCOPE_TRY(settings.error, parseTrainMetric(parameters, *context.objective));
  PSCOPE_TRY(settings.task.recipe, parseRecipe(parameters));
  // Before anything is trained: does a training know all recipe choices of the space? (All at their first level.)
  const Genome everyChoice(context.space->choices().size(), 0);
  PSCOPE_CHECK(recipeOfDesign(*context.space, everyChoice, settings.task.recipe));
  PSCOPE_TRY(settings.task.data, findData(parameters, *context.config));
  PSCOPE_TRY(settings.task.scale, scaleParameter(parameters, context));
  PSCOPE_CHECK(checkDataFit(parameters, settings.task.data, *context.space, settings.task.scale));
  settings.task.spaceDocument = context.space->document().dump();
  settings.deadlineSeconds = context.config->deadlineSeconds;
  settings.tasks = context.tasks;
  settings.blank = blankMeasurement(context, MeasurementKind::Measured, settings.task.scale);
  settings.blank.budget.epochs = settings.task.recipe.epochs;
  settings.blank.budget.dataShare = settings.task.recipe.dataShare;
  settings.blank.budget.weights = WeightsOrigin::Own;
  settings.provenance = provenanceOf("train", "1", parameters, context);
  settings.provenance.recipeHash = hashText(toJson(settings.task.recipe).dump());
  settings.provenance.source = settings.task.data.format + (settings.task.data.path.empty() ? "" : ":") +
                               settings.task.data.path + ", validation split";
  settings.provenance.evidence = "V";
  return std::unique_ptr<Estimator>(std::make_unique<TrainEstimator>(std::move(settings)));
}

PluginInfo trainEstimatorInfo() {
  PluginInfo info;
  info.name = "train";
  info.kind = PluginKind::Estimator;
  info.summary = "Trains the network and measures its accuracy on the validation split.";
  info.parameterSchema = R"json({
  "type": "object",
  "properties": {
    "metric": {"type": "string", "enum": ["validation_error", "validation_accuracy"], "description": "follows from the direction unless given"},
    "data": {"type": "string", "default": "main", "description": "name of the data in the configuration"},
    "scale": {"type": "string", "description": "scale of the template that is trained; the one that will run unless given"},
    "epochs": {"type": "number", "exclusiveMinimum": 0, "default": 8},
    "batch_size": {"type": "integer", "minimum": 1, "default": 128},
    "learning_rate": {"type": "number", "minimum": 0, "default": 0.1},
    "warmup_share": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.1},
    "momentum": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.9},
    "nesterov": {"type": "boolean", "default": true},
    "weight_decay": {"type": "number", "minimum": 0, "default": 0.0005},
    "label_smoothing": {"type": "number", "minimum": 0, "maximum": 1, "default": 0},
    "flip": {"type": "boolean", "default": false},
    "shift": {"type": "integer", "minimum": 0, "default": 0},
    "data_share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 1},
    "channels_last": {"type": "boolean", "default": true}
  }
})json";
  info.unit = "%";
  info.source = "search manual 2.1 and 3.1";
  info.evidence = "V";
  info.runsIn = RunsIn::Worker;
  return info;
}

}  // namespace pscope

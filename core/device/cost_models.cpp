#include "core/device/cost_models.h"
#include "core/device/choice_bound_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/device/profile_numbers.h"

namespace pscope {
namespace {

constexpr std::string_view kMedian = "median";

/// The name of the model that the profile has the best numbers for.
std::string bestModel(const DeviceProfile& profile, const CostContext& context) {
  const auto& tables = profile.tables();
  const auto tells = [&](const TableHeader& header) { return header.metric == "latency" && matches(header, context); };
  const bool choices = std::any_of(tables.choices.begin(), tables.choices.end(), [&](const ChoiceTable& table) {
    return !context.space.empty() && table.space == context.space && tells(table.header);
  });
  if (choices) return "table";
  const auto& fits = profile.fits();
  if (std::any_of(fits.begin(), fits.end(), [&](const DeviceFit& fit) { return matches(fit, context); })) {
    return "fitted";
  }
  const bool operators = std::any_of(tables.operators.begin(), tables.operators.end(),
                                     [&](const OperatorTable& table) { return tells(table.header); });
  if (operators) return "operators";
  // Only measurements know percentiles: the fit says which there are.
  if (!sameStatistic("", context) && !fits.empty()) return "fitted";
  if (!profile.document().contains("units")) {
    if (!profile.fits().empty()) return "fitted";
    if (!tables.choices.empty()) return "table";
    if (!tables.operators.empty()) return "operators";
  }
  return "roofline";
}

}  // namespace

bool sameStatistic(const std::string& statistic, const CostContext& wanted) {
  const std::string_view made = statistic.empty() ? kMedian : statistic;
  if (wanted.statistic.empty()) return made == kMedian || made == kLowerQuartile;
  return made == wanted.statistic;
}

bool matches(int batch, const std::string& precision, int threads, const std::string& statistic,
             const CostContext& wanted) {
  const bool samePrecision = wanted.precision.empty() || precision.empty() || precision == wanted.precision;
  const bool sameThreads = wanted.threads == 0 || threads == 0 || threads == wanted.threads;
  return batch == wanted.batch && samePrecision && sameThreads && sameStatistic(statistic, wanted);
}

std::string contextText(int batch, const std::string& precision, int threads, const std::string& statistic) {
  return "batch " + std::to_string(batch) + (precision.empty() ? "" : " " + precision) +
         (threads == 0 ? "" : ", threads " + std::to_string(threads)) + (statistic.empty() ? "" : ", " + statistic);
}

Status checkBatch(const CostContext& context) {
  if (context.batch >= 1 && context.batch <= kMostBatch) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "A batch of %1 is out of range.").arg(std::to_string(context.batch)),
                   PSCOPE_TR_NOOP("Device", "Use 1 to 65536."));
}

Status checkStatistic(const CostContext& context, const char* model) {
  if (sameStatistic("", context)) return {};
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Device", "The %1 model knows no \"%2\": it calculates a typical latency.")
                       .arg(model)
                       .arg(context.statistic),
                   PSCOPE_TR_NOOP("Device",
                                  "Percentiles need measurements: measure the device, and fit the column of this "
                                  "statistic."));
}

Status checkCalculated(const CostContext& context, const char* model, int mostBatch,
                       std::initializer_list<std::string_view> precisions) {
  PSCOPE_CHECK(checkStatistic(context, model));
  if (context.threads != 0) {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Device", "The %1 model knows no threads.").arg(model),
                     PSCOPE_TR_NOOP("Device", "Leave the number of threads out, or choose another model."));
  }
  if (context.batch > mostBatch) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "The %1 model prices batches up to %2, not %3.")
                         .arg(model)
                         .arg(std::to_string(mostBatch))
                         .arg(std::to_string(context.batch)),
                     PSCOPE_TR_NOOP("Device", "Give a smaller batch, or choose another model."));
  }
  const bool known = context.precision.empty() || precisions.size() == 0 ||
                     std::find(precisions.begin(), precisions.end(), context.precision) != precisions.end();
  if (known) return {};
  std::string names;
  for (const auto precision : precisions) names += (names.empty() ? "" : ", ") + std::string(precision);
  return makeError(
      ErrorCode::Unsupported,
      PSCOPE_TR_NOOP("Device", "The %1 model does not price the precision \"%2\".").arg(model).arg(context.precision),
      PSCOPE_TR_NOOP("Device", "It has: %1.").arg(names));
}

void registerCostModels(CostModelRegistry& registry) {
  registry.add(rooflineModelInfo(), makeRooflineModel);
  registry.add(choiceTableModelInfo(), makeChoiceTableModel);
  registry.add(operatorTableModelInfo(), makeOperatorTableModel);
  registry.add(fittedModelInfo(), makeFittedModel);
  registry.add(systolicModelInfo(), makeSystolicModel);
  registry.add(mcuModelInfo(), makeMcuModel);
  registry.add(dvfsModelInfo(), makeDvfsModel);
  registry.add(asicModelInfo(), makeAsicModel);
  registry.add(analogModelInfo(), makeAnalogModel);
  registry.add(spikingModelInfo(), makeSpikingModel);
  registry.add(trainStepModelInfo(), makeTrainStepModel);
  registry.add(splitModelInfo(), makeSplitModel);
  registry.add(scheduleModelInfo(), makeScheduleModel);
  registry.add(compilerModelInfo(), makeCompilerModel);
  registry.add(volumeModelInfo(), makeVolumeModel);
  registry.add(pipelineModelInfo(), makePipelineModel);
  registry.add(leakageModelInfo(), makeLeakageModel);
}

namespace {

/// What no model could answer to.
Status checkContext(const CostContext& context) {
  PSCOPE_CHECK(checkBatch(context));
  if (context.threads < 0 || context.threads > kMostThreadsOfDevice) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "%1 threads are out of range.").arg(std::to_string(context.threads)),
                     PSCOPE_TR_NOOP("Device", "Use 1 to 4096."));
  }
  if (context.statistic.empty() || isStatistic(context.statistic)) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(context.statistic),
                   PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("median, p95, lower quartile"));
}

}  // namespace

Result<std::unique_ptr<CostModel>> createCostModel(const DeviceProfile& profile, const CostContext& context) {
  PSCOPE_CHECK(checkContext(context));
  CostModelRegistry registry;
  registerCostModels(registry);
  const std::string name = context.model.empty() ? bestModel(profile, context) : context.model;
  const auto* entry = registry.find(name);
  if (entry == nullptr) {
    std::string known;
    for (const auto& model : registry.entries()) known += (known.empty() ? "" : ", ") + model.info.name;
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Device", "There is no cost model \"%1\".").arg(name),
                     PSCOPE_TR_NOOP("Device", "Known are: %1.").arg(known), "", "/model");
  }
  Json parameters = Json::object();
  if (!context.parameters.empty()) {
    PSCOPE_TRY(parameters, parseJson(context.parameters, "parameters of the cost model"));
  }
  const JsonView view(parameters, "parameters of the cost model");
  if (!view.isObject()) return view.error(PSCOPE_TR_NOOP("Device", "The parameters of a model are a JSON object."));
  if (readsChoices(parameters)) return makeChoiceBoundModel(profile, context, parameters);
  return entry->make({profile, context, view});
}

Status readModel(const JsonView& model, CostContext& context) {
  if (model.isString()) {
    PSCOPE_TRY(context.model, model.string());
    context.parameters.clear();
    return {};
  }
  PSCOPE_TRY(context.model, model.string("name"));
  context.parameters = model.json().dump();
  return {};
}

Status checkDecorated(const CostModel& inner, const JsonView& place) {
  if (!inner.needsDesign()) return {};
  return place.error(PSCOPE_TR_NOOP("Device", "This model prices whole designs; it cannot be decorated."));
}

Result<std::unique_ptr<CostModel>> innerModel(const CostModelRequest& request) {
  CostContext context = request.context;
  context.model.clear();
  context.parameters.clear();
  if (request.parameters.has("of")) {
    PSCOPE_TRY(const JsonView of, request.parameters.member("of"));
    PSCOPE_CHECK(readModel(of, context));
    auto model = createCostModel(request.profile, context);
    if (!model.ok() && model.error().place == "/model") return of.error(model.error().what, model.error().mend);
    return model;
  }
  return createCostModel(request.profile, context);
}

}  // namespace pscope

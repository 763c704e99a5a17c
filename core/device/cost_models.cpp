#include "core/device/cost_models.h"
#include "core/device/choice_bound_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

/// The name of the model that the profile has the best numbers for.
std::string bestModel(const DeviceProfile& profile, const CostContext& context) {
  const auto& tables = profile.tables();
  const bool choices = std::any_of(tables.choices.begin(), tables.choices.end(), [&](const ChoiceTable& table) {
    return !context.space.empty() && table.space == context.space && servesContext(table.header, context);
  });
  if (choices) return "table";
  const bool fitted = std::any_of(profile.fits().begin(), profile.fits().end(),
                                  [&](const DeviceFit& fit) { return servesContext(fit, context); });
  if (fitted) return "fitted";
  const bool operators = std::any_of(tables.operators.begin(), tables.operators.end(),
                                     [&](const auto& table) { return servesContext(table.header, context); });
  if (operators) return "operators";
  if (!profile.document().contains("units")) {
    if (!profile.fits().empty()) return "fitted";
    if (!tables.choices.empty()) return "table";
    if (!tables.operators.empty()) return "operators";
  }
  return "roofline";
}

}  // namespace

bool servesContext(const TableHeader& table, const CostContext& context) {
  const bool samePrecision =
      context.precision.empty() || table.precision.empty() || table.precision == context.precision;
  return table.metric == "latency" && table.batch == context.batch && samePrecision;
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
}

Result<std::unique_ptr<CostModel>> createCostModel(const DeviceProfile& profile, const CostContext& context) {
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

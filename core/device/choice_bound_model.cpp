#include "core/device/choice_bound_model.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/space/space.h"

namespace pscope {
namespace {

bool isChoice(const Json& value) {
  return value.is_object() && value.size() == 1 && value.begin().key() == "choice";
}

/// The parameters with the design's numbers in place of choices.
Status substitute(Json& value, const DesignView& design) {
  if (!isChoice(value)) {
    if (value.is_structured()) {
      for (Json& member : value) PSCOPE_CHECK(substitute(member, design));
    }
    return {};
  }
  const Json& path = value.begin().value();
  const std::string name = path.is_string() ? path.get<std::string>() : path.dump();
  const auto& choices = design.space.choices();
  const auto choice = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.path == name; });
  if (choice == choices.end()) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "%1 has no choice \"%2\".").arg(design.space.name()).arg(name),
                     PSCOPE_TR_NOOP("Device", "A parameter of the cost model reads it."));
  }
  const int level = design.genome[static_cast<std::size_t>(choice - choices.begin())];
  if (level == kInactive) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "The choice \"%1\" is not active in this design.").arg(name),
                     PSCOPE_TR_NOOP("Device", "A parameter of the cost model reads it."));
  }
  const std::string& text = choice->levels[static_cast<std::size_t>(level)];
  if (choice->type == Choice::Type::Categorical && !parseNumber(text)) {
    value = text;
  } else {
    value = choice->numbers[static_cast<std::size_t>(level)];
  }
  return {};
}

/// Models that are kept: clocks times geometries can be many, and each remembers its prices.
constexpr std::size_t kMostModels = 256;

class ChoiceBoundModel final : public CostModel {
 public:
  ChoiceBoundModel(std::shared_ptr<const DeviceProfile> profile, CostContext context, Json parameters)
      : m_profile(std::move(profile)), m_context(std::move(context)), m_parameters(std::move(parameters)) {}

  CostReport estimate(const Network&) override {
    CostReport report;
    report.model = m_context.model;
    report.latencyMs = report.energyMj = std::numeric_limits<double>::quiet_NaN();
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "Parameters of this model are chosen by the design."));
    return report;
  }
  double latencyMs(const Network&) override { return std::numeric_limits<double>::quiet_NaN(); }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< which model prices is not known yet
  Result<std::size_t> designUnseenOperators(const DesignView& design) override {
    PSCOPE_TRY(CostModel * model, modelOf(design));
    return model->designUnseenOperators(design);
  }
  bool needsDesign() const override { return true; }
  Result<CostReport> estimateDesign(const DesignView& design) override {
    PSCOPE_TRY(CostModel * model, modelOf(design));
    return model->estimateDesign(design);
  }
  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_TRY(CostModel * model, modelOf(design));
    return model->designLatencyMs(design);
  }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<ChoiceBoundModel>(m_profile, m_context, m_parameters);
  }
  std::string source() const override { return m_context.model + " with parameters that the design chooses"; }

 private:
  Result<CostModel*> modelOf(const DesignView& design) {
    Json parameters = m_parameters;
    PSCOPE_CHECK(substitute(parameters, design));
    CostContext context = m_context;
    context.parameters = parameters.dump();
    if (m_models.size() >= kMostModels && !m_models.contains(context.parameters)) m_models.clear();
    auto& model = m_models[context.parameters];
    if (!model) {
      PSCOPE_TRY(model, createCostModel(*m_profile, context));
    }
    return model.get();
  }

  std::shared_ptr<const DeviceProfile> m_profile;
  CostContext m_context;
  Json m_parameters;
  std::map<std::string, std::unique_ptr<CostModel>> m_models;  ///< by parameters as chosen
};

}  // namespace

bool readsChoices(const Json& parameters) {
  if (isChoice(parameters)) return true;
  return parameters.is_structured() && std::any_of(parameters.begin(), parameters.end(), readsChoices);
}

Result<std::unique_ptr<CostModel>> makeChoiceBoundModel(const DeviceProfile& profile, const CostContext& context,
                                                        const Json& parameters) {
  return std::unique_ptr<CostModel>(
      std::make_unique<ChoiceBoundModel>(std::make_shared<const DeviceProfile>(profile), context, parameters));
}

}  // namespace pscope

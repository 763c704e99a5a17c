#include "core/estimate/design_costs.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/estimate/estimators.h"

namespace pscope {
namespace {

CheapMetric staticMetric(CheapMetric::Kind kind, const char* name, const char* unit) {
  CheapMetric metric;
  metric.kind = kind;
  metric.name = name;
  metric.unit = unit;
  metric.source = "static";
  metric.evidence = "V";
  return metric;
}

/// What a device calls itself: a study names one's own by its file.
std::string profileName(const std::string& device) {
  const auto profile = openDevice(device);
  return profile.ok() ? profile.value().name() : device;
}

/// The metric among `metrics` that an estimator with these parameters would only repeat, or -1.
int sameMetric(const std::vector<CheapMetric>& metrics, const EstimatorSpec& spec, const std::string& scale,
               const std::string& deployScale) {
  const auto parameters = parseJson(spec.parameters.empty() ? "{}" : spec.parameters, "");
  if (!parameters.ok() || !parameters.value().is_object()) return -1;
  const Json& json = parameters.value();
  // Another context, model or set of devices is another quantity.
  for (const auto& [key, value] : json.items()) {
    if (key != "type" && key != "metric" && key != "device" && key != "scale") return -1;
  }
  const JsonView view(json, "");
  const auto text = [&](const char* key, const std::string& fallback) {
    const auto member = view.stringOr(key, fallback);
    return member.ok() ? member.value() : std::string();  // of another type: the estimator will refuse it
  };
  if (text("scale", deployScale) != scale) return -1;
  std::string name;
  if (spec.type == "static") {
    name = text("metric", "");
  } else if (spec.type == "cost-model" && text("metric", "latency") == "latency") {
    name = profileName(text("device", ""));
  }
  const auto same = std::find_if(metrics.begin(), metrics.end(), [&](const CheapMetric& metric) {
    return metric.kind != CheapMetric::Kind::Objective && metric.name == name &&
           (metric.kind == CheapMetric::Kind::Latency) == (spec.type == "cost-model");
  });
  return same == metrics.end() ? -1 : static_cast<int>(same - metrics.begin());
}

CostContext contextOf(const std::string& space) {
  CostContext context;
  context.space = space;
  return context;
}

/// Whether nothing better than the roofline is known of a device: rooflines of many devices are priced together.
bool usesRoofline(const DeviceProfile& device, const std::string& space) {
  if (device.fits().empty() && device.tables().empty()) return true;
  const auto model = createCostModel(device, contextOf(space));
  return model.ok() && dynamic_cast<const RooflineModel*>(model.value().get()) != nullptr;
}

}  // namespace

DesignCosts::DesignCosts(const Space& space, std::string scale, RooflineBank bank)
    : m_space(std::make_shared<const Space>(space)), m_scale(std::move(scale)), m_bank(std::move(bank)) {
  m_metrics = {staticMetric(CheapMetric::Kind::Params, "params", "parameters"),
               staticMetric(CheapMetric::Kind::Macs, "macs", "MACs"),
               staticMetric(CheapMetric::Kind::PeakActivation, "peak_activation_bytes", "B")};
}

Result<DesignCosts> DesignCosts::create(const Space& space, const std::string& scale,
                                        const std::vector<DeviceProfile>& devices) {
  if (space.scale(scale) == nullptr) {
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Estimate", "The space has no scale \"%1\".").arg(scale),
                     PSCOPE_TR_NOOP("Estimate", "Use \"deploy\", which every space has."));
  }
  std::vector<RooflineModel> rooflines;
  for (const DeviceProfile& device : devices) {
    if (!usesRoofline(device, space.name())) continue;
    PSCOPE_TRY(RooflineModel model, RooflineModel::create(device, {}));
    rooflines.push_back(std::move(model));
  }
  DesignCosts costs(space, scale, RooflineBank(std::move(rooflines)));
  PSCOPE_CHECK(costs.addDevices(devices));
  return costs;
}

Status DesignCosts::addDevices(const std::vector<DeviceProfile>& devices) {
  for (std::size_t i = 0; i < devices.size(); ++i) {
    CheapMetric metric;
    metric.kind = CheapMetric::Kind::Latency;
    metric.name = devices[i].name();
    metric.title = devices[i].title();
    metric.unit = "ms";
    if (usesRoofline(devices[i], m_space->name())) {
      const RooflineModel& model = m_bank.model(m_ofBank.size());
      metric.source = "roofline, " + model.precision() + ", batch 1";
      metric.evidence = model.evidence();
      m_ofBank.push_back(i);
    } else {
      PSCOPE_TRY(auto model, createCostModel(devices[i], contextOf(m_space->name())));
      // What a model is, and how well it is known, is in what it says of a design.
      Rng rng(1);
      const Genome genome = m_space->sample(rng);
      PSCOPE_TRY(const Network network, m_space->lower(genome, m_scale));
      const auto report = model->estimateDesign({*m_space, genome, network});
      const std::string precision = report.ok() ? report.value().precision : "";
      metric.source = (report.ok() ? report.value().model : model->source()) +
                      (precision.empty() ? "" : ", " + precision) + ", batch 1";
      metric.evidence = report.ok() ? report.value().evidence : "";
      m_ofModel.push_back(i);
      m_models.emplace_back(std::move(model));
    }
    m_metrics.push_back(std::move(metric));
  }
  m_bankValues.resize(m_bank.size());
  return {};
}

void DesignCosts::priceDevices(const Genome& genome, const Network& network, std::span<double> values) {
  m_bank.latencies(network, m_bankValues);
  for (std::size_t i = 0; i < m_ofBank.size(); ++i) values[m_ofBank[i]] = m_bankValues[i];
  for (std::size_t i = 0; i < m_models.size(); ++i) {
    const auto latencyMs = m_models[i].model->designLatencyMs({*m_space, genome, network});
    if (latencyMs.ok()) values[m_ofModel[i]] = latencyMs.value();
  }
}

void DesignCosts::addObjectives(const SearchConfig& config, const EstimatorRegistry& registry) {
  EstimatorContext context;
  context.space = m_space.get();
  context.config = &config;
  const auto deploy = deployScale(*m_space, config);
  if (deploy.ok()) context.deployScale = deploy.value();
  for (const Objective& objective : config.objectives) {
    context.objective = &objective;
    for (std::size_t level = objective.estimators.size(); level-- > 0;) {
      const EstimatorSpec& spec = objective.estimators[level];
      if (const int same = sameMetric(m_metrics, spec, m_scale, context.deployScale); same >= 0) {
        CheapMetric& metric = m_metrics[static_cast<std::size_t>(same)];
        metric.title = objective.name;
        metric.bound = objective.bound;
        metric.direction = objective.direction;
        break;
      }
      const auto* entry = registry.find(spec.type);
      const auto parameters = parseJson(spec.parameters.empty() ? "{}" : spec.parameters, "");
      if (entry == nullptr || !parameters.ok()) continue;
      context.level = static_cast<int>(level);
      auto estimator = entry->make(JsonView(parameters.value(), ""), context);
      // One that needs a worker is refused here: it is not cheap.
      if (!estimator.ok() || estimator.value()->costClass() != CostClass::Free) continue;
      CheapMetric metric;
      metric.kind = CheapMetric::Kind::Objective;
      metric.name = metric.title = objective.name;
      metric.unit = objective.unit;
      metric.source = spec.type;
      metric.evidence = entry->info.evidence;
      metric.direction = objective.direction;
      metric.bound = objective.bound;
      m_metrics.push_back(std::move(metric));
      m_estimators.emplace_back(std::move(estimator).value());
      break;
    }
  }
}

Result<DesignCosts::Priced> DesignCosts::price(const Genome& genome) {
  PSCOPE_TRY(const Network network, m_space->lower(genome, m_scale));
  const StaticCosts costs = staticCosts(network);
  Priced priced;
  priced.values.resize(m_metrics.size(), std::numeric_limits<double>::quiet_NaN());
  priced.values[kParams] = static_cast<double>(costs.params);
  priced.values[kMacs] = static_cast<double>(costs.macs);
  priced.values[kPeakActivation] = static_cast<double>(costs.peakActivationBytes);
  priceDevices(genome, network, std::span(priced.values).subspan(kPeakActivation + 1));
  if (m_space->hasCostConstraints()) {
    StaticCosts deployed = costs;
    if (m_scale != "deploy") {
      PSCOPE_TRY(const Network deploy, m_space->lower(genome));
      deployed = staticCosts(deploy);
    }
    const Status allowed = m_space->checkCosts(genome, deployed);
    if (!allowed.ok()) priced.violation = allowed.error();
  }
  if (m_estimators.empty()) return priced;
  const Subject subject(*m_space, genome, m_space->text(genome), 0);
  const std::size_t first = m_metrics.size() - m_estimators.size();
  for (std::size_t i = 0; i < m_estimators.size(); ++i) {
    const auto measured = m_estimators[i]->estimate(subject, {});
    if (measured.ok() && !measured.value().empty()) priced.values[first + i] = measured.value().front().value;
  }
  return priced;
}

bool isPriceable(const DeviceProfile& device, const std::string& space) {
  return createCostModel(device, contextOf(space)).ok();
}

std::vector<DeviceProfile> priceableDevices() {
  std::vector<DeviceProfile> devices = devicePresets();
  std::erase_if(devices, [](const DeviceProfile& device) { return !isPriceable(device); });
  return devices;
}

}  // namespace pscope

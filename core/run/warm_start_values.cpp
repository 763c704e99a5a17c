#include "core/run/warm_start_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/search/predicted_values.h"

namespace pscope {
namespace {

/// Its parameters whatever their order.
nlohmann::json comparableParameters(const EstimatorSpec& spec) {
  auto json = nlohmann::json::parse(spec.parameters, nullptr, false);
  if (!json.is_object()) json = nlohmann::json::object();
  json["type"] = spec.type;
  return json;
}

const DataSpec* dataOf(const SearchConfig& config, const nlohmann::json& parameters) {
  const std::string name = parameters.contains("data") && parameters["data"].is_string()
                               ? parameters["data"].get<std::string>()
                               : std::string("main");
  for (const auto& [known, spec] : config.data) {
    if (known == name) return &spec;
  }
  return nullptr;
}

/// Whether a level that is not free rests on the same data and the same scale.
bool restsOnSame(const nlohmann::json& parameters, const Space& earlierSpace, const SearchConfig& earlier,
                 const Space& space, const SearchConfig& config) {
  const DataSpec* before = dataOf(earlier, parameters);
  const DataSpec* now = dataOf(config, parameters);
  if ((before == nullptr) != (now == nullptr) || (now != nullptr && !(*before == *now))) return false;
  if (parameters.contains("scale")) return true;
  const auto scaleBefore = deployScale(earlierSpace, earlier);
  const auto scaleNow = deployScale(space, config);
  return scaleBefore.ok() && scaleNow.ok() && scaleBefore.value() == scaleNow.value();
}

bool isOneSource(const Provenance& a, const Provenance& b) {
  return a.estimator == b.estimator && a.estimatorVersion == b.estimatorVersion && a.dataHash == b.dataHash &&
         a.device == b.device && a.deviceVersion == b.deviceVersion;
}

bool isValue(const Measurement& measurement) {
  return measurement.level >= 0;
}

}  // namespace

ReusableValues::ReusableValues(const std::string& label, const Space& earlierSpace, const SearchConfig& earlier,
                               const Space& space, const SearchConfig& config, const Evaluation& evaluation)
    : m_space(space), m_config(config), m_obstacles(config.objectives.size()) {
  for (std::size_t i = 0; i < config.objectives.size(); ++i) {
    const Objective& objective = config.objectives[i];
    const auto& others = earlier.objectives;
    const auto same =
        std::find_if(others.begin(), others.end(), [&](const Objective& o) { return o.name == objective.name; });
    if (same == others.end()) {
      m_obstacles[i] = PSCOPE_TR_NOOP("WarmStart", "%1 is not re-used from %2: it is no objective there.")
                           .arg(objective.name)
                           .arg(label);
      continue;
    }
    if (same->unit != objective.unit || same->direction != objective.direction) {
      m_obstacles[i] = PSCOPE_TR_NOOP("WarmStart", "%1 is not re-used from %2: it has another unit or direction there.")
                           .arg(objective.name)
                           .arg(label);
      continue;
    }
    m_obstacles[i] = PSCOPE_TR_NOOP("WarmStart", "%1 is not re-used from %2: it was obtained in another way there.")
                         .arg(objective.name)
                         .arg(label);
    for (const auto& rung : evaluation.rungs()) {
      if (rung.objective != i) continue;
      const auto parameters = comparableParameters(objective.estimators[static_cast<std::size_t>(rung.level)]);
      for (std::size_t level = 0; level < same->estimators.size(); ++level) {
        if (comparableParameters(same->estimators[level]) != parameters) continue;
        const bool isTop = rung.level + 1 == static_cast<int>(objective.estimators.size());
        const bool isFree = rung.estimator->costClass() == CostClass::Free;
        if (!isFree && !restsOnSame(parameters, earlierSpace, earlier, space, config)) {
          if (!isTop) continue;
          m_obstacles[i] =
              PSCOPE_TR_NOOP("WarmStart",
                             "%1 is not re-used from %2: it was measured on other data or at another scale.")
                  .arg(objective.name)
                  .arg(label);
          continue;
        }
        m_levels.push_back({&rung, static_cast<int>(level)});
        if (isTop) m_obstacles[i].reset();
        break;
      }
    }
  }
}

bool ReusableValues::agrees(Level& level, const Measurement& measurement, const Genome& genome) {
  if (level.rung->estimator->costClass() != CostClass::Free) return true;
  if (!measurement.provenance) return false;
  if (!level.own) {
    const Subject subject(m_space, genome, m_space.text(genome), m_config.seed);
    const auto own = level.rung->estimator->estimate(subject, {});
    if (!own.ok() || own.value().empty() || !own.value().front().provenance) return false;
    level.own = own.value().front();
  }
  if (measurement.kind != level.own->kind || !(measurement.budget == level.own->budget)) return false;
  const auto [place, isNew] = level.agrees.emplace(measurement.provenance, false);
  if (isNew) place->second = isOneSource(*level.own->provenance, *measurement.provenance);
  return place->second;
}

std::vector<Measurement> ReusableValues::knownOf(const Candidate& candidate, const Genome& genome) {
  std::vector<Measurement> known;
  for (Level& level : m_levels) {
    const Objective& objective = m_config.objectives[level.rung->objective];
    const auto value =
        std::find_if(candidate.measurements.begin(), candidate.measurements.end(), [&](const Measurement& m) {
          return m.metric == objective.name && m.level == level.earlier && m.unit == objective.unit;
        });
    if (value == candidate.measurements.end() || !agrees(level, *value, genome)) continue;
    for (auto m = value; m != candidate.measurements.end() && (m == value || !isValue(*m)); ++m) {
      if (isPrediction(*m)) continue;
      known.push_back(*m);
      known.back().seconds = 0;
      if (m == value) known.back().level = level.rung->level;
    }
  }
  return known;
}

void addKnown(std::vector<Measurement>& known, const std::vector<Measurement>& more) {
  bool isNew = false;
  for (const Measurement& measurement : more) {
    if (isValue(measurement)) {
      isNew = std::none_of(known.begin(), known.end(), [&](const Measurement& m) {
        return m.metric == measurement.metric && m.level == measurement.level;
      });
    }
    if (isNew) known.push_back(measurement);
  }
}

std::size_t valueCount(const std::vector<Measurement>& known) {
  return static_cast<std::size_t>(std::count_if(known.begin(), known.end(), isValue));
}

}  // namespace pscope

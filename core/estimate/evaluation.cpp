#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/data/dataset.h"
#include "core/estimate/estimator.h"
#include "core/estimate/estimators.h"
#include "core/estimate/table_files.h"

namespace pscope {
namespace {

Error unknownType(const std::string& type, const EstimatorRegistry& registry) {
  std::string known;
  for (const auto& entry : registry.entries()) known += (known.empty() ? "" : ", ") + entry.info.name;
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Estimate", "There is no estimator type \"%1\".").arg(type),
                   PSCOPE_TR_NOOP("Estimate", "The types are: %1.").arg(known));
}

Result<std::unique_ptr<Estimator>> makeEstimator(const EstimatorSpec& spec, const std::string& pointer,
                                                 const EstimatorContext& context, const EstimatorRegistry& registry) {
  const auto* entry = registry.find(spec.type);
  if (entry == nullptr) return unknownType(spec.type, registry);
  PSCOPE_TRY(const Json parameters, parseJson(spec.parameters.empty() ? "{}" : spec.parameters, ""));
  return entry->make(JsonView(parameters, "", pointer), context);
}

void fail(Candidate& candidate, const Error& error) {
  candidate.state = CandidateState::Failed;
  candidate.reason = format(error.what);
  candidate.errorCode = errorCodeName(error.code);
}

/// Time that gave no value.
Measurement failedAfter(double seconds, std::shared_ptr<const Provenance> provenance) {
  Measurement measurement;
  measurement.metric = kFailedAfter;
  measurement.value = measurement.seconds = seconds;
  measurement.unit = "s";
  measurement.level = -1;
  measurement.provenance = std::move(provenance);
  return measurement;
}

/// Takes the measurements over; false when one of them is no number.
bool addMeasurements(Candidate& candidate, std::vector<Measurement> measurements,
                     const std::shared_ptr<const Provenance>& failures) {
  for (Measurement& measurement : measurements) {
    if (!std::isfinite(measurement.value)) {
      if (measurement.seconds > 0) candidate.measurements.push_back(failedAfter(measurement.seconds, failures));
      fail(candidate, makeError(ErrorCode::NonFinite,
                                PSCOPE_TR_NOOP("Estimate", "The estimator of %1 gave %2 instead of a number.")
                                    .arg(measurement.metric)
                                    .arg(numberText(measurement.value))));
      return false;
    }
    candidate.measurements.push_back(std::move(measurement));
  }
  return true;
}

/// What a lower rung trained, or guessed, says little about the value at the top; a cost is a cost on every rung, also
/// where it is predicted from a device's measurements.
bool decides(const Measurement& measurement, const Objective& objective) {
  if (measurement.level + 1 >= static_cast<int>(objective.estimators.size())) return true;
  if (measurement.budget.epochs > 0 || measurement.kind == MeasurementKind::Proxy) return false;
  const bool ofDevice = measurement.provenance && !measurement.provenance->device.empty();
  return measurement.kind != MeasurementKind::Predicted || ofDevice;
}

/// The objective's measurement of the highest level that decides over its bound, or nullptr.
const Measurement* decisive(const Candidate& candidate, const Objective& objective) {
  const Measurement* best = nullptr;
  for (const Measurement& m : candidate.measurements) {
    if (m.metric != objective.name || !decides(m, objective)) continue;
    if (best == nullptr || m.level > best->level) best = &m;
  }
  return best;
}

/// Marks a candidate that breaks a bound; the reason names all broken bounds.
bool checkBounds(Candidate& candidate, std::span<const Objective> objectives) {
  std::string reason;
  for (const Objective& objective : objectives) {
    if (!objective.bound) continue;
    const Measurement* measurement = decisive(candidate, objective);
    if (measurement == nullptr || objective.meets(measurement->value)) continue;
    const bool minimize = objective.direction == Direction::Minimize;
    if (!reason.empty()) reason += ' ';
    reason += format(
        Message{"Estimate",
                minimize ? "%1 is %2 %4, above its bound of %3 %4." : "%1 is %2 %4, below its bound of %3 %4.",
                {objective.name, numberText(measurement->value, 6), numberText(*objective.bound, 6), objective.unit}});
  }
  if (reason.empty()) return true;
  candidate.state = CandidateState::Infeasible;
  candidate.reason = std::move(reason);
  return false;
}

/// Marks a candidate whose network violates the space's constraints over costs.
bool checkConstraints(Candidate& candidate, const Space& space, const Subject& subject) {
  if (!space.hasCostConstraints()) return true;
  const auto network = subject.network("deploy");
  if (!network.ok()) {
    fail(candidate, network.error());
    return false;
  }
  const auto satisfied = space.checkCosts(candidate.genome, staticCosts(*network.value()));
  if (satisfied.ok()) return true;
  candidate.state = CandidateState::Infeasible;
  candidate.reason = format(satisfied.error().what);
  return false;
}

/// Fails a candidate of which an objective is unknown after all estimators.
void finish(Candidate& candidate, std::span<const Objective> objectives) {
  for (const Objective& objective : objectives) {
    if (candidate.measurement(objective.name) != nullptr) continue;
    fail(candidate, makeError(ErrorCode::NotFound,
                              PSCOPE_TR_NOOP("Estimate", "No estimator gave a value of %1.").arg(objective.name)));
    return;
  }
  candidate.state = candidate.rung ? CandidateState::Screened : CandidateState::Done;
}

/// What an estimator gave in an earlier evaluation of the design: its level's value and the auxiliary ones behind it;
/// empty when it was not asked.
std::vector<Measurement> earlier(const std::vector<Measurement>& known, const std::string& metric, int level) {
  std::vector<Measurement> result;
  for (const Measurement& m : known) {
    const bool belongs = result.empty() ? m.metric == metric && m.level == level : m.level < 0;
    if (!belongs && !result.empty()) break;
    if (!belongs) continue;
    result.push_back(m);
    result.back().seconds = 0;
  }
  return result;
}

}  // namespace

Result<Evaluation> Evaluation::create(const Space& space, const SearchConfig& config, const EstimatorRegistry& registry,
                                      TaskRunner* tasks) {
  Evaluation evaluation;
  evaluation.m_objectives = config.objectives;
  Provenance failures = provenanceOfThisProgram();
  failures.estimator = "evaluation";
  failures.estimatorVersion = "1";
  failures.spaceHash = space.hash();
  evaluation.m_failures = std::make_shared<const Provenance>(std::move(failures));
  TableFiles files;
  EstimatorContext context;
  context.files = &files;
  context.space = &space;
  context.config = &config;
  context.tasks = tasks;
  PSCOPE_TRY(context.deployScale, pscope::deployScale(space, config));
  for (std::size_t i = 0; i < config.objectives.size(); ++i) {
    const Objective& objective = config.objectives[i];
    context.objective = &objective;
    for (std::size_t level = 0; level < objective.estimators.size(); ++level) {
      context.level = static_cast<int>(level);
      const std::string pointer = "/objectives/" + std::to_string(i) + "/estimators/" + std::to_string(level);
      auto estimator = makeEstimator(objective.estimators[level], pointer, context, registry);
      if (!estimator.ok()) {
        Error error = std::move(estimator).error();
        error.what = PSCOPE_TR_NOOP("Estimate", "Objective \"%1\": %2").arg(objective.name).arg(format(error.what));
        if (error.file.empty() && error.place.empty()) error.place = pointer;
        return error;
      }
      evaluation.m_rungs.push_back({i, static_cast<int>(level), std::move(estimator).value()});
    }
  }
  std::stable_sort(evaluation.m_rungs.begin(), evaluation.m_rungs.end(),
                   [](const Rung& a, const Rung& b) { return a.estimator->costClass() < b.estimator->costClass(); });
  return evaluation;
}

bool Evaluation::needsWorker() const {
  return std::any_of(m_rungs.begin(), m_rungs.end(),
                     [](const Rung& rung) { return rung.estimator->costClass() == CostClass::Worker; });
}

bool Evaluation::deterministic() const {
  return std::all_of(m_rungs.begin(), m_rungs.end(), [](const Rung& rung) { return rung.estimator->deterministic(); });
}

void Evaluation::evaluate(const Space& space, std::uint64_t searchSeed, Candidate& candidate,
                          const JobContext& job) const {
  const std::vector<Measurement> known = std::exchange(candidate.measurements, {});
  candidate.reason.clear();
  candidate.errorCode.clear();
  if (candidate.design.empty()) candidate.design = space.text(candidate.genome);
  const Subject subject(space, candidate.genome, candidate.design, deriveSeed(searchSeed, hash64(candidate.design)));
  if (!checkConstraints(candidate, space, subject)) return;
  const auto giveUp = [&candidate] {
    candidate.measurements.clear();
    candidate.state = CandidateState::Queued;
  };
  for (std::size_t i = 0; i < m_rungs.size(); ++i) {
    if (job.stop.stop_requested()) return giveUp();
    const Rung& rung = m_rungs[i];
    if (!candidate.rung || rung.level <= *candidate.rung) {
      Result<std::vector<Measurement>> measurements = earlier(known, m_objectives[rung.objective].name, rung.level);
      const auto start = std::chrono::steady_clock::now();
      if (measurements.value().empty()) measurements = rung.estimator->estimate(subject, job);
      if (!measurements.ok()) {
        if (measurements.error().code == ErrorCode::Cancelled) return giveUp();
        if (rung.estimator->costClass() == CostClass::Worker) {
          const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
          candidate.measurements.push_back(failedAfter(seconds, m_failures));
        }
        return fail(candidate, measurements.error());
      }
      if (!addMeasurements(candidate, std::move(measurements).value(), m_failures)) return;
    }
    const bool lastOfClass =
        i + 1 == m_rungs.size() || m_rungs[i + 1].estimator->costClass() != rung.estimator->costClass();
    if (lastOfClass && !checkBounds(candidate, m_objectives)) return;
  }
  finish(candidate, m_objectives);
}

Result<std::string> deployScale(const Space& space, const SearchConfig& config) {
  if (!config.scale.empty()) {
    PSCOPE_CHECK(checkScale(space, config.scale));
    return config.scale;
  }
  for (const auto& [name, spec] : config.data) {
    if (name != "main") continue;
    // Data that cannot be read are the trouble of whoever trains on them; costs do not need them.
    const auto info = describeDataset(spec);
    if (!info.ok()) break;
    for (const ScaleInfo& scale : space.scales()) {
      if (scale.input == info.value().shape && scale.classes >= info.value().classes) return scale.name;
    }
  }
  return std::string("deploy");
}

}  // namespace pscope

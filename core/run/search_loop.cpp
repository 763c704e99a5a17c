#include "core/run/search_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <exception>
#include <new>

#include "core/base/hash.h"
#include "core/run/exact_objectives.h"
#include "core/run/stop_watch.h"
#include "core/search/predicted_values.h"

namespace pscope {
namespace {

constexpr int kBelowRungs = -1;  ///< evaluated on no rung as a whole: serves for none

double unixTime() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void fail(Candidate& candidate, ErrorCode code, std::string reason) {
  candidate.state = CandidateState::Failed;
  candidate.errorCode = errorCodeName(code);
  candidate.reason = std::move(reason);
}

/// What `known` ended with is what the candidate would end with: it went as far, or broke a bound before.
bool covers(const Candidate& known, const Candidate& candidate) {
  if (known.rung == candidate.rung) return true;
  return known.state == CandidateState::Infeasible && reaches(candidate.rung, known.rung);
}

}  // namespace

std::string allCandidatesReason(std::int64_t candidates) {
  return "all " + std::to_string(candidates) + " candidates";
}
std::string exhaustedReason(const Focus& focus) {
  return focus.where.empty() ? "the space holds no more designs" : "the focused region holds no more designs";
}

Status takePast(Strategy& strategy, std::span<const Candidate> taken, std::span<const Objective> objectives) {
  std::vector<Outcome> past;
  past.reserve(taken.size());
  for (const Candidate& candidate : taken) past.push_back(outcomeOf(candidate, objectives));
  return strategy.takePast(past);
}

void evaluateSafely(const Evaluation& evaluation, const Space& space, const SearchConfig& config, Candidate& candidate,
                    const JobContext& job) {
  candidate.state = CandidateState::Queued;
  candidate.reason.clear();
  candidate.errorCode.clear();
  // What was expected of it stays, whatever comes of it; what a lower rung measured is the evaluation's to take over.
  std::vector<Measurement> predictions;
  std::copy_if(candidate.measurements.begin(), candidate.measurements.end(), std::back_inserter(predictions),
               isPrediction);
  std::erase_if(candidate.measurements, isPrediction);
  try {
    evaluation.evaluate(space, config.seed, candidate, job);
  } catch (const std::bad_alloc&) {
    fail(candidate, ErrorCode::OutOfMemory, "The program ran out of memory.");
  } catch (const std::exception& e) {
    fail(candidate, ErrorCode::External, std::string("An estimator failed unexpectedly: ") + e.what());
  }
  if (!hasEnded(candidate.state) && !job.stop.stop_requested())
    fail(candidate, ErrorCode::Cancelled, "Its evaluation was given up.");
  if (candidate.state == CandidateState::Done || candidate.state == CandidateState::Screened) {
    for (const auto& objective : config.objectives) {
      if (std::isfinite(candidate.value(objective.name))) continue;
      fail(candidate, ErrorCode::NonFinite, "The objective \"" + objective.name + "\" has no finite value.");
      break;
    }
  }
  std::move(predictions.begin(), predictions.end(), std::back_inserter(candidate.measurements));
  std::erase_if(candidate.measurements, [](const Measurement& m) { return !std::isfinite(m.value); });
  candidate.finished = hasEnded(candidate.state) ? unixTime() : 0;
}

SeenDesigns::SeenDesigns(const Evaluation& evaluation) {
  const auto& rungs = evaluation.rungs();
  const bool free = std::all_of(rungs.begin(), rungs.end(),
                                [](const auto& rung) { return rung.estimator->costClass() == CostClass::Free; });
  m_remembers = !free || !evaluation.deterministic();
}

std::size_t SeenDesigns::GenomeHash::operator()(const Genome& genome) const noexcept {
  const auto* bytes = reinterpret_cast<const char*>(genome.data());
  return hash64(std::string_view(bytes, genome.size() * sizeof(int)));
}

CandidateId SeenDesigns::find(const Candidate& candidate) const {
  const auto found = m_entries.find(candidate.genome);
  if (found == m_entries.end()) return {};
  const auto& [known, running, runningRung] = found->second;
  if (known && covers(*known, candidate)) return known->id;
  return running && reaches(runningRung, candidate.rung) ? running : CandidateId{};
}

void SeenDesigns::asked(const Candidate& candidate) {
  if (!m_remembers) return;
  Entry& entry = m_entries[candidate.genome];
  if (entry.running && reaches(entry.runningRung, candidate.rung)) return;
  entry.running = candidate.id;
  entry.runningRung = candidate.rung;
}

void SeenDesigns::ended(const Candidate& candidate) {
  if (!m_remembers) return;
  Entry& entry = m_entries[candidate.genome];
  if (entry.running == candidate.id) entry.running = {};
  const bool further = !entry.known || !reaches(entry.known->rung, candidate.rung);
  if (candidate.state != CandidateState::Failed && further) entry.known = candidate;
}

void SeenDesigns::knows(Candidate candidate) {
  if (!m_remembers) return;
  candidate.state = CandidateState::Screened;
  candidate.rung = kBelowRungs;
  Entry& entry = m_entries[candidate.genome];
  if (!entry.known) entry.known = std::move(candidate);
}

bool SeenDesigns::serve(CandidateId source, Candidate& candidate) const {
  const auto found = m_entries.find(candidate.genome);
  if (found == m_entries.end() || !found->second.known) return false;
  const Candidate& known = *found->second.known;
  if (known.id != source || !covers(known, candidate)) return false;
  candidate.state = known.state;
  candidate.reason = known.reason;
  candidate.errorCode.clear();
  // What was expected of this one stays its own.
  std::vector<Measurement> measurements;
  std::copy_if(known.measurements.begin(), known.measurements.end(), std::back_inserter(measurements),
               [](const Measurement& measurement) { return !isPrediction(measurement); });
  for (auto& measurement : measurements) measurement.seconds = 0;  // it took none again
  std::copy_if(candidate.measurements.begin(), candidate.measurements.end(), std::back_inserter(measurements),
               isPrediction);
  candidate.measurements = std::move(measurements);
  candidate.finished = unixTime();
  return true;
}

void SeenDesigns::prefill(Candidate& candidate) const {
  std::erase_if(candidate.measurements, [](const Measurement& measurement) { return !isPrediction(measurement); });
  const auto found = m_entries.find(candidate.genome);
  if (found == m_entries.end() || !found->second.known) return;
  const auto& known = found->second.known->measurements;
  std::copy_if(known.begin(), known.end(), std::back_inserter(candidate.measurements),
               [](const Measurement& measurement) { return !isPrediction(measurement); });
}

Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, Strategy& strategy,
                                 const Evaluation& evaluation, const JobContext& job,
                                 std::function<void(const Candidate&)> onCandidate, const InjectedDesigns& byHand,
                                 std::span<const Candidate> past) {
  LoopResult result;
  SeenDesigns seen(evaluation);
  const auto window = static_cast<std::size_t>(std::max(1, strategy.window()));
  const auto budget = static_cast<std::size_t>(std::max(0, config.candidates));
  std::size_t told = 0;
  StopWatch stopWatch(config, config.stop);
  std::optional<Message> stops;
  std::shared_ptr<const Provenance> predictions;
  const auto tellNext = [&]() -> Status {
    const Candidate& candidate = result.candidates[told++];
    PSCOPE_CHECK(strategy.tell(outcomeOf(candidate, config.objectives)));
    if (config.stop.empty()) return {};
    stopWatch.told(candidate);
    PSCOPE_TRY(stops, stopWatch.reason());
    return {};
  };
  InjectedDesigns injected = byHand;
  for (const Candidate& candidate : past) {
    if (!hasEnded(candidate.state)) {
      injected.addFirst(candidate);
      seen.knows(candidate);
      continue;
    }
    seen.ended(candidate);
    stopWatch.known(candidate);
    result.candidates.push_back(candidate);
  }
  if (!past.empty()) {
    told = result.candidates.size();
    PSCOPE_CHECK(takePast(strategy, result.candidates, config.objectives));
    if (!config.stop.empty()) {
      PSCOPE_TRY(stops, stopWatch.reason());
    }
  }
  result.endReason = allCandidatesReason(config.candidates);
  for (;;) {
    const std::int64_t place = static_cast<std::int64_t>(result.candidates.size()) + 1;
    const Candidate* given = injected.at(place);
    if (given == nullptr && (result.candidates.size() >= budget || stops)) break;
    if (job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Run", "The search was stopped."));
    }
    while (given == nullptr && !stops && result.candidates.size() - told >= window) PSCOPE_CHECK(tellNext());
    if (stops) continue;
    Candidate candidate;
    if (given != nullptr) {
      candidate = *given;
    } else {
      auto proposal = strategy.ask();
      if (!proposal) {
        if (auto failure = strategy.failure()) return *failure;
        if (told < result.candidates.size()) {  // what it has not heard yet may bring it on
          PSCOPE_CHECK(tellNext());
          continue;
        }
        result.endReason = exhaustedReason(config.focus);
        break;
      }
      candidate.id = CandidateId{place};
      candidate.genome = std::move(proposal->genome);
      if (!predictions && !proposal->predicted.empty()) predictions = predictionProvenance(config);
      candidate.measurements = predictedMeasurements(*proposal, config.objectives, predictions);
      candidate.parents = std::move(proposal->parents);
      candidate.rung = rungBelowTop(proposal->rung, config.objectives);
    }
    candidate.design = space.text(candidate.genome);
    const auto source = seen.find(candidate);
    if (!source || !seen.serve(source, candidate)) {
      seen.prefill(candidate);
      evaluateSafely(evaluation, space, config, candidate, job);
      if (candidate.state == CandidateState::Queued) continue;  // cancelled
      seen.ended(candidate);
    }
    if (onCandidate) onCandidate(candidate);
    result.candidates.push_back(std::move(candidate));
    if (result.candidates.size() % 64 == 0) {
      job.report({static_cast<std::int64_t>(result.candidates.size()), config.candidates, "search"});
    }
  }
  if (stops && result.candidates.size() < budget) result.endReason = format(*stops);
  return result;
}

Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, const EstimatorRegistry& estimators,
                                 const StrategyRegistry& strategies, const JobContext& job,
                                 std::function<void(const Candidate&)> onCandidate, TaskRunner* tasks) {
  PSCOPE_TRY(const auto evaluation, Evaluation::create(space, config, estimators, tasks));
  StrategyContext context = strategyContext(space, config, evaluation, tasks);
  context.stop = job.stop;
  PSCOPE_TRY(const auto strategy, createStrategy(config.strategy, config.strategyParameters, context, strategies));
  return runSearchLoop(space, config, *strategy, evaluation, job, std::move(onCandidate));
}

}  // namespace pscope

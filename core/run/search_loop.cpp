#include "core/run/search_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <exception>
#include <new>

#include "core/base/hash.h"

namespace pscope {
namespace {

double unixTime() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void fail(Candidate& candidate, ErrorCode code, std::string reason) {
  candidate.state = CandidateState::Failed;
  candidate.errorCode = errorCodeName(code);
  candidate.reason = std::move(reason);
}

}  // namespace

std::string allCandidatesReason(std::int64_t candidates) {
  return "all " + std::to_string(candidates) + " candidates";
}
std::string exhaustedReason() {
  return "the space holds no more designs";
}

void evaluateSafely(const Evaluation& evaluation, const Space& space, const SearchConfig& config, Candidate& candidate,
                    const JobContext& job) {
  candidate.state = CandidateState::Queued;
  candidate.reason.clear();
  candidate.errorCode.clear();
  candidate.measurements.clear();
  try {
    evaluation.evaluate(space, config.seed, candidate, job);
  } catch (const std::bad_alloc&) {
    fail(candidate, ErrorCode::OutOfMemory, "The program ran out of memory.");
  } catch (const std::exception& e) {
    fail(candidate, ErrorCode::External, std::string("An estimator failed unexpectedly: ") + e.what());
  }
  const bool open = candidate.state == CandidateState::Queued || candidate.state == CandidateState::Running;
  if (open && !job.stop.stop_requested()) fail(candidate, ErrorCode::Cancelled, "Its evaluation was given up.");
  if (candidate.state == CandidateState::Done) {
    for (const auto& objective : config.objectives) {
      if (std::isfinite(candidate.value(objective.name))) continue;
      fail(candidate, ErrorCode::NonFinite, "The objective \"" + objective.name + "\" has no finite value.");
      break;
    }
  }
  std::erase_if(candidate.measurements, [](const Measurement& m) { return !std::isfinite(m.value); });
  const bool ended = candidate.state != CandidateState::Queued && candidate.state != CandidateState::Running;
  candidate.finished = ended ? unixTime() : 0;
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

CandidateId SeenDesigns::find(const Genome& genome) const {
  const auto found = m_entries.find(genome);
  return found == m_entries.end() ? CandidateId{} : found->second.id;
}

void SeenDesigns::asked(const Candidate& candidate) {
  if (m_remembers) m_entries.try_emplace(candidate.genome, Entry{candidate.id, false, CandidateState::Queued, {}, {}});
}

void SeenDesigns::ended(const Candidate& candidate) {
  if (!m_remembers) return;
  const auto found = m_entries.find(candidate.genome);
  if (candidate.state == CandidateState::Failed) {
    if (found != m_entries.end() && found->second.id == candidate.id) m_entries.erase(found);
    return;
  }
  if (found != m_entries.end() && found->second.known) return;
  m_entries.insert_or_assign(candidate.genome,
                             Entry{candidate.id, true, candidate.state, candidate.reason, candidate.measurements});
}

bool SeenDesigns::serve(CandidateId source, Candidate& candidate) const {
  const auto found = m_entries.find(candidate.genome);
  if (found == m_entries.end() || found->second.id != source || !found->second.known) return false;
  candidate.state = found->second.state;
  candidate.reason = found->second.reason;
  candidate.errorCode.clear();
  candidate.measurements = found->second.measurements;
  candidate.finished = unixTime();
  return true;
}

Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, Strategy& strategy,
                                 const Evaluation& evaluation, const JobContext& job,
                                 std::function<void(const Candidate&)> onCandidate, const InjectedDesigns& injected) {
  LoopResult result;
  SeenDesigns seen(evaluation);
  const auto window = static_cast<std::size_t>(std::max(1, strategy.window()));
  const auto budget = static_cast<std::size_t>(std::max(0, config.candidates));
  std::size_t told = 0;
  result.endReason = allCandidatesReason(config.candidates);
  for (;;) {
    const std::int64_t place = static_cast<std::int64_t>(result.candidates.size()) + 1;
    const Candidate* byHand = injected.at(place);
    if (byHand == nullptr && result.candidates.size() >= budget) break;
    if (job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Run", "The search was stopped."));
    }
    while (byHand == nullptr && result.candidates.size() - told >= window) {
      PSCOPE_CHECK(strategy.tell(outcomeOf(result.candidates[told], config.objectives)));
      ++told;
    }
    Candidate candidate;
    if (byHand != nullptr) {
      candidate = *byHand;
    } else {
      auto proposal = strategy.ask();
      if (!proposal) {
        if (auto failure = strategy.failure()) return *failure;
        result.endReason = exhaustedReason();
        break;
      }
      candidate.id = CandidateId{place};
      candidate.genome = std::move(proposal->genome);
      candidate.parents = std::move(proposal->parents);
    }
    candidate.design = space.text(candidate.genome);
    const auto source = seen.find(candidate.genome);
    if (!source || !seen.serve(source, candidate)) {
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
  return result;
}

Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, const EstimatorRegistry& estimators,
                                 const StrategyRegistry& strategies, const JobContext& job,
                                 std::function<void(const Candidate&)> onCandidate, TaskRunner* tasks) {
  PSCOPE_TRY(const auto evaluation, Evaluation::create(space, config, estimators, tasks));
  const StrategyContext context = strategyContext(space, config, tasks);
  PSCOPE_TRY(const auto strategy, createStrategy(config.strategy, config.strategyParameters, context, strategies));
  return runSearchLoop(space, config, *strategy, evaluation, job, std::move(onCandidate));
}

}  // namespace pscope

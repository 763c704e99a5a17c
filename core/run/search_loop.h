#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/candidate.h"
#include "core/run/injected_designs.h"
#include "core/search/strategy.h"

namespace pscope {

struct LoopResult {
  std::vector<Candidate> candidates;  ///< in the order of asking
  std::string endReason;              ///< "all 300 candidates", "the space holds no more designs", a rule of "stop"
};

/// A whole search in memory on the calling thread: no study, no threads. The order is the runner's (candidate n is
/// asked after exactly 1..n-window were told), so that both give the same candidates.
///
/// @param onCandidate  called for every candidate that ended, in the order of asking
/// @param tasks        answers the tasks of estimators and strategies that need a worker; nullptr: those are refused
/// @error what Evaluation::create, createStrategy and tell() say; Cancelled when stop is requested
/// @cost  above 50,000 candidates a second for tables
Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, const EstimatorRegistry& estimators,
                                 const StrategyRegistry& strategies, const JobContext& job = {},
                                 std::function<void(const Candidate&)> onCandidate = {}, TaskRunner* tasks = nullptr);

/// The same with a strategy and an evaluation that were made before.
/// @param injected  designs that take their places in the order instead of asking the strategy there
/// @param past  what the search starts from, as in WarmStart::candidates; the configuration's `candidates` count it
Result<LoopResult> runSearchLoop(const Space& space, const SearchConfig& config, Strategy& strategy,
                                 const Evaluation& evaluation, const JobContext& job = {},
                                 std::function<void(const Candidate&)> onCandidate = {},
                                 const InjectedDesigns& injected = {}, std::span<const Candidate> past = {});

/// Tells a strategy that has not been asked yet of candidates that were taken over. @error those of
/// Strategy::takePast()
Status takePast(Strategy& strategy, std::span<const Candidate> taken, std::span<const Objective> objectives);

/// Evaluates a candidate and makes sure that it ended as Done or Screened (every objective finite), Failed or
/// Infeasible, or stays Queued when cancelled. Measurements that it comes with serve, see Evaluation::evaluate().
/// Exceptions become failures. @thread any
void evaluateSafely(const Evaluation& evaluation, const Space& space, const SearchConfig& config, Candidate& candidate,
                    const JobContext& job);

/// Remembers what ended, so that a design that comes again is not evaluated again, and one that comes again for a
/// higher rung only from there on. Designs that failed are.
///
/// It only remembers when that saves something: evaluations that are free and deterministic are simply repeated.
class SeenDesigns {
 public:
  explicit SeenDesigns(const Evaluation& evaluation);

  /// Who serves for this candidate (its design and rung): one that has ended, or one asked for as high a rung that may
  /// still run; none: evaluate.
  CandidateId find(const Candidate& candidate) const;
  void asked(const Candidate& candidate);
  void ended(const Candidate& candidate);
  /// Some measurements of a design that is still to be evaluated: prefill() gives them.
  void knows(Candidate candidate);
  /// Fills in state, reason and measurements of candidate `source`; false if that one has not ended well.
  bool serve(CandidateId source, Candidate& candidate) const;
  /// Before an evaluation: leaves the candidate with the measurements that are known of its design, and no others.
  void prefill(Candidate& candidate) const;

 private:
  struct Entry {
    std::optional<Candidate> known;  ///< the one that ended on the highest rung
    CandidateId running;
    std::optional<int> runningRung;
  };
  struct GenomeHash {
    std::size_t operator()(const Genome& genome) const noexcept;
  };
  bool m_remembers = false;
  std::unordered_map<Genome, Entry, GenomeHash> m_entries;
};

std::string allCandidatesReason(std::int64_t candidates);
/// @param focus  that the search has at its end
std::string exhaustedReason(const Focus& focus);

}  // namespace pscope

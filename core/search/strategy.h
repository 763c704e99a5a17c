#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/record/plugin_info.h"
#include "core/record/search_config.h"
#include "core/search/focus_region.h"
#include "core/space/space.h"

namespace pscope {

class TaskRunner;

/// What a strategy expects of one objective of a design.
struct PredictedValue {
  double value = 0;      ///< minimised: the middle of the distribution
  double deviation = 0;  ///< half of the interval that should hold 68 % of the measurements
};

struct Proposal {
  Genome genome;
  std::vector<CandidateId> parents;
  std::optional<int> rung = std::nullopt;  ///< evaluate up to this rung of the ladders only; none: whole ladders
  /// Of each objective; nothing for one that is not predicted (known exactly, say). Empty: none is.
  std::vector<std::optional<PredictedValue>> predicted = {};
};

/// The outcome of candidate `id`, as a strategy sees it.
struct Outcome {
  CandidateId id;
  Genome genome;
  CandidateState state = CandidateState::Done;  ///< Done, Screened, Failed or Infeasible
  std::vector<double>
      values;            ///< minimised, in the order of the objectives; of Infeasible ones what is known (NaN else)
  double violation = 0;  ///< sum over bounds of the relative excess; 0 when feasible, or on a rung that does not decide
  std::optional<int> rung = std::nullopt;  ///< it was evaluated up to this rung; none: whole ladders
  /// What `values` were before a region made them better ends of its ranges; empty: the same. Who learns how designs
  /// do, learns from these.
  std::vector<double> measured = {};
  const std::vector<double>& learned() const { return measured.empty() ? values : measured; }
};

/// Proposes designs and is told how they did. Deterministic: the same seed and the same outcomes give the same
/// proposals.
///
/// Candidates are told in the order of asking; up to window() are pending at a time.
/// @thread one at a time
class Strategy {
 public:
  virtual ~Strategy() = default;
  /// The next design; nothing when the strategy has no more (every design of the space was proposed) before it is told
  /// more, or at all.
  virtual std::optional<Proposal> ask() = 0;
  /// Why the last ask() gave nothing, when designs are left: its worker failed. A later ask() tries again.
  virtual std::optional<Error> failure() const { return std::nullopt; }
  /// @error NonFinite  a Done outcome with a NaN or infinite value, or InvalidArgument (wrong number of values):
  /// nothing changes
  virtual Status tell(const Outcome& outcome) = 0;
  /// Before the first ask: what earlier studies know, in the order in which it is numbered. It is told like any
  /// outcome; strategies that begin with random designs draw so many fewer.
  /// @error those of tell()
  virtual Status takePast(std::span<const Outcome> past);
  /// A design that is being evaluated and will be told, though this strategy did not propose it: nor will it.
  virtual void expect(const Genome& genome) = 0;
  /// The whole state as text, opaque to others, and back. load() after save() continues exactly.
  virtual std::string save() const = 0;
  virtual Status load(const std::string& state) = 0;
  /// How many candidates may be asked before the oldest of them is told.
  virtual int window() const { return 8; }
  /// One English sentence: the strategy and the settings that it works with (what "default" chose, too).
  virtual std::string description() const { return {}; }
};

/// Objectives whose values cost nothing to know exactly before a design is evaluated, such as static costs.
struct ExactObjectives {
  std::vector<bool> known;  ///< of each objective; `values` is empty where none is
  /// Minimised values; those of the other objectives are 0. Nothing for a design that has none.
  /// @thread any    @cost an evaluation of these objectives
  std::function<std::optional<std::vector<double>>(const Genome&)> values;
};

struct StrategyContext {
  const Space* space = nullptr;  ///< of the proposals; outlives the strategy
  std::size_t objectives = 0;
  std::uint64_t seed = 1;
  int candidates = 100;  ///< budget
  /// Of the hypervolume, minimised: worse values are of no interest. Empty: nobody named one.
  std::vector<double> reference = {};
  /// Of each objective, minimised: larger values are infeasible. Empty: no bounds.
  std::vector<std::optional<double>> bounds = {};
  /// Outlives the strategy; nullptr: no worker may be used (a strategy that needs one is refused).
  TaskRunner* tasks = nullptr;
  /// Requested: ask() waits for no worker; it gives nothing, with Cancelled as failure(), and changes nothing.
  std::stop_token stop = {};
  int topRung = 0;  ///< of the objectives' ladders: 0 when each has a single estimator
  ExactObjectives exact = {};
  /// The space that told designs belong to, of which `space` is a part; nullptr: `space`. Outlives the strategy.
  const Space* whole = nullptr;
  /// Of each objective, minimised: smaller values count as this one. Empty: none does.
  std::vector<std::optional<double>> least = {};
  FocusRegion region = {};            ///< createStrategy() makes the strategy look at it
  std::int64_t candidatesBefore = 0;  ///< of the budget, asked before this strategy began
  /// A value of an objective as it counts.
  double counted(std::size_t objective, double value) const {
    if (objective >= least.size() || !least[objective]) return value;
    return value < *least[objective] ? *least[objective] : value;
  }
  const Space& outcomes() const { return whole != nullptr ? *whole : *space; }
};
/// What a search's configuration says to a strategy. @param space, tasks  outlive the strategy
StrategyContext strategyContext(const Space& space, const SearchConfig& config, TaskRunner* tasks = nullptr);
using StrategyFactory =
    std::function<Result<std::unique_ptr<Strategy>>(const JsonView& parameters, const StrategyContext& context)>;
using StrategyRegistry = Registry<StrategyFactory>;

/// All strategies of this folder: what each is for, is told in resources/help/strategies.md.
void registerStrategies(StrategyRegistry& registry);
/// With a region in the context it is looked at: FocusedStrategy.
/// @error NotFound lists the known strategies; Unsupported  it needs a worker, and there is none; those of
/// Space::restricted()
Result<std::unique_ptr<Strategy>> createStrategy(const std::string& name, const std::string& parametersJson,
                                                 const StrategyContext& context, const StrategyRegistry& registry);

/// Whether the strategy judges designs on lower rungs first, and so needs an objective with two estimators or more.
bool needsLadder(const std::string& strategy);

/// What a strategy is told of a candidate.
Outcome outcomeOf(const Candidate& candidate, std::span<const Objective> objectives);

}  // namespace pscope

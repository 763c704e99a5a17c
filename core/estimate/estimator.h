#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/task.h"
#include "core/record/measurement.h"
#include "core/record/plugin_info.h"
#include "core/record/search_config.h"
#include "core/space/space.h"

namespace pscope {

class TableFiles;

/// Auxiliary metric of a failed candidate: seconds that the estimator had when it failed.
inline constexpr const char* kFailedAfter = "failed_after";

/// How dear an estimator is; the runner asks in this order, and checks the bounds in between.
enum class CostClass { Free, Pool, Worker };

/// What is to be estimated: a design of a space; networks are lowered once per scale, on demand. @thread any
class Subject {
 public:
  Subject(const Space& space, const Genome& genome, std::string text, std::uint64_t seed);

  const Space& space() const { return m_space; }
  const Genome& genome() const { return m_genome; }
  const std::string& text() const { return m_text; }
  /// Of this design in this search: deriveSeed(search seed, hash of the design), so that the order does not matter.
  std::uint64_t seed() const { return m_seed; }
  Result<std::shared_ptr<const Network>> network(const std::string& scale) const;

 private:
  const Space& m_space;
  const Genome& m_genome;
  std::string m_text;
  std::uint64_t m_seed;
  mutable std::mutex m_mutex;
  mutable std::vector<std::pair<std::string, std::shared_ptr<const Network>>> m_networks;
};

/// Gives one objective's measurement of a design. Made from one rung of the objective's ladder.
/// @thread estimate() from several threads at once
class Estimator {
 public:
  virtual ~Estimator() = default;
  virtual CostClass costClass() const = 0;
  virtual bool deterministic() const = 0;
  /// The first measurement is the objective's; the others are auxiliary (level -1).
  /// @error NotFound (not in the table), NonFinite, and those of TaskRunner
  virtual Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext& job) const = 0;
};

/// What the maker of an estimator knows.
struct EstimatorContext {
  const Space* space = nullptr;          ///< outlives the estimator
  const Objective* objective = nullptr;  ///< copied
  int level = 0;
  std::string deployScale = "deploy";
  const SearchConfig* config = nullptr;  ///< data by name, seed, deadline; copied where needed
  TableFiles* files = nullptr;           ///< shared by all that are made; nullptr: each reads its own
  TaskRunner* tasks = nullptr;           ///< nullptr: no worker may be used (an estimator that needs one is refused)
};
using EstimatorFactory =
    std::function<Result<std::unique_ptr<Estimator>>(const JsonView& parameters, const EstimatorContext& context)>;
using EstimatorRegistry = Registry<EstimatorFactory>;

/// table, static, cost-model, train.
void registerEstimators(EstimatorRegistry& registry);

/// The ladders of all objectives, ready to run, sorted by cost class within each objective's order.
class Evaluation {
 public:
  struct Rung {
    std::size_t objective = 0;
    int level = 0;
    std::unique_ptr<Estimator> estimator;
  };
  /// @error NotFound (estimator type; lists the known ones), and those of the factories, with the objective's name
  static Result<Evaluation> create(const Space& space, const SearchConfig& config, const EstimatorRegistry& registry,
                                   TaskRunner* tasks);

  const std::vector<Rung>& rungs() const { return m_rungs; }  ///< Free ones first
  bool needsWorker() const;
  bool deterministic() const;

  /// The way of a candidate: free estimators, bounds, dearer ones, bounds. Fills state (Done, Screened, Failed,
  /// Infeasible), reason, measurements. A cancelled job leaves the state Queued. What a worker spent on an evaluation
  /// that failed stands in the auxiliary measurement kFailedAfter, so that the cost of a search counts it.
  ///
  /// With candidate.rung only the levels up to it are asked. Measurements that the candidate comes with are of an
  /// earlier evaluation of its design: they serve (with seconds = 0), and their estimators are not asked again. A bound
  /// rejects on the highest level known that decides: the top of the ladder, and costs on any level; not what was
  /// trained, or guessed, on a lower one.
  void evaluate(const Space& space, std::uint64_t searchSeed, Candidate& candidate, const JobContext& job) const;

 private:
  std::vector<Objective> m_objectives;
  std::vector<Rung> m_rungs;
  std::shared_ptr<const Provenance> m_failures;  ///< of the time that failed evaluations took
};

/// Scale that costs use: config.scale, or the first that fits the data "main", or "deploy".
Result<std::string> deployScale(const Space& space, const SearchConfig& config);

}  // namespace pscope

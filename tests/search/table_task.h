#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/search/strategy.h"

namespace pscope::test {

/// A search over the published tables of NAS-Bench-201, judged by the hypervolume of the true front.
///
/// Minimises error = 100 - test_acc_200ep_pct and one latency column; reference point: error 30, the largest latency.
class TableTask {
 public:
  /// @param folder   holds nb201_cifar10.csv and nb201_hw.csv
  /// @param columns  of nb201_hw.csv, an objective each
  /// @param params   the number of parameters as an objective, too: from the table, as if it had to be measured, or
  ///                 computed from the design
  enum class Params { No, Tabulated, Computed };
  static Result<std::unique_ptr<TableTask>> open(const std::string& folder, const std::vector<std::string>& columns,
                                                 Params params = Params::No);

  /// Hypervolume of what was found over that of the whole table, after each number of evaluations (ascending).
  Result<std::vector<double>> ratios(const std::string& strategy, std::uint64_t seed,
                                     const std::vector<int>& evaluations) const;
  /// A row for each seed 1..seeds.
  Result<std::vector<std::vector<double>>> ratiosOfSeeds(const std::string& strategy, int seeds,
                                                         const std::vector<int>& evaluations) const;

  const Space& space() const { return m_space; }
  const SearchConfig& config() const { return m_config; }
  const Evaluation& evaluation() const { return *m_evaluation; }
  const std::vector<double>& reference() const { return m_reference; }
  double trueVolume() const { return m_trueVolume; }

 private:
  explicit TableTask(Space space) : m_space(std::move(space)) {}
  Status judge();

  Space m_space;
  SearchConfig m_config;
  std::unique_ptr<Evaluation> m_evaluation;
  StrategyRegistry m_strategies;
  std::vector<double> m_reference;
  double m_trueVolume = 0;
};

/// Mean of the last entries of the rows, or of entry `index`.
double meanOf(const std::vector<std::vector<double>>& rows, std::size_t index);
/// Student's t of the paired differences a - b of entry `index`.
double pairedT(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b, std::size_t index);

}  // namespace pscope::test

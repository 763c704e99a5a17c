#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/message.h"
#include "core/estimate/estimator.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// Which measurements of an earlier study are values of the objectives of another search.
///
/// A level of an objective is taken from a level of the earlier one of the same name, unit and direction that has the
/// same estimator with the same parameters, so that a value of another fidelity never counts; where it is not free,
/// also the same data and scale. Of free estimators, which say it at once, kind and budget, and the versions of
/// estimators, files and devices must be the same, too.
/// @thread one at a time    @cost made: O(objectives); the first call of knownOf(): a free estimate of each objective
class ReusableValues {
 public:
  /// All outlive this. @param label  of the earlier study    @param space, config, evaluation  of the new search
  ReusableValues(const std::string& label, const Space& earlierSpace, const SearchConfig& earlier, const Space& space,
                 const SearchConfig& config, const Evaluation& evaluation);

  /// What the candidate of the earlier study brings along: of each objective and level the value, with auxiliary ones
  /// behind it; as measured there, seconds 0.
  /// @param genome  its design in the new space
  std::vector<Measurement> knownOf(const Candidate& candidate, const Genome& genome);
  /// Why nothing of the highest level of an objective is taken, as a sentence; nothing: it is.
  const std::optional<Message>& obstacle(std::size_t objective) const { return m_obstacles[objective]; }

 private:
  struct Level {
    const Evaluation::Rung* rung = nullptr;
    int earlier = 0;                      ///< level there
    std::optional<Measurement> own = {};  ///< what a free estimator says here
    std::map<std::shared_ptr<const Provenance>, bool> agrees = {};
  };
  bool agrees(Level& level, const Measurement& measurement, const Genome& genome);

  const Space& m_space;
  const SearchConfig& m_config;
  std::vector<Level> m_levels;
  std::vector<std::optional<Message>> m_obstacles;
};

/// Adds what `known` lacks: values of objectives at levels that it has not, with the auxiliary ones behind them.
void addKnown(std::vector<Measurement>& known, const std::vector<Measurement>& more);
/// Values of objectives among these measurements.
std::size_t valueCount(const std::vector<Measurement>& known);

}  // namespace pscope

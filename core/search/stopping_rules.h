#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "core/record/search_config.h"

namespace pscope {

/// What the last evaluations say about the next ones.
struct Plateau {
  std::size_t evaluations = 0;   ///< looked at: at most the rule's window
  std::size_t improvements = 0;  ///< of these
  double upperRate = 1;          ///< with the rule's confidence an evaluation improves at most with this probability
  bool reached = false;
};

/// Whether the hypervolume has come to a plateau.
///
/// Among the last `window` evaluations those are counted that added more than `gain` of the hypervolume before them.
/// The exact (Clopper-Pearson) upper confidence limit of their share is compared with `rate`: 60 evaluations without
/// improvement bound it at 0.0487 with 95 % confidence. Gains usually become rarer as a search goes on, so the limit
/// errs on the side of going on; a look after every evaluation, as a driver takes, makes the confidence of the whole
/// sequence of looks lower than that of one.
/// @param hypervolume  after each evaluation, in their order, finite, never decreasing; any unit
/// @error InvalidArgument  values that are not finite or decrease; those of checkPlateauRule()
/// @thread any (pure function)    @cost O(window)
/// @source Clopper and Pearson, Biometrika 26(4), 1934, pp. 404-413
Result<Plateau> hypervolumePlateau(std::span<const double> hypervolume, const PlateauRule& rule);

/// Upper confidence limit of a probability after `successes` of `trials`.
/// @param confidence  of one side, 0 < confidence < 1    @return 1 for no trials
double upperProbability(std::size_t successes, std::size_t trials, double confidence);

/// Every reason to stop; what is not set does not stop.
struct StoppingRules {
  std::optional<std::int64_t> evaluations;
  std::optional<double> seconds;              ///< of wall time
  std::optional<std::vector<double>> target;  ///< minimised: a candidate as good as this in every objective ends it
  std::optional<PlateauRule> plateau;
};
/// The rules of a configuration, its budget aside (a search knows of itself when that is spent).
StoppingRules stoppingRules(const StopConfig& stop, std::span<const Objective> objectives);

/// State of a search that the rules look at.
struct StoppingState {
  std::int64_t evaluations = 0;                ///< ended ones
  double seconds = 0;                          ///< wall time so far
  std::span<const std::vector<double>> front;  ///< minimised values of the front, or of what was not looked at yet
  std::span<const double> hypervolume;         ///< after each evaluation
};

/// The first rule that says stop, as a sentence for the log; nothing: go on.
/// @error those of hypervolumePlateau(); InvalidArgument (target of another number of objectives)
/// @thread any (pure function)    @cost O(front + window)
Result<std::optional<Message>> stopReason(const StoppingRules& rules, const StoppingState& state);

}  // namespace pscope

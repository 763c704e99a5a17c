#include "core/search/stopping_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"

namespace pscope {
namespace {

/// P(X <= successes) of a binomial variable, summed in logarithms so that nothing under- or overflows.
double binomialTail(std::size_t successes, std::size_t trials, double probability) {
  const double odds = std::log(probability) - std::log1p(-probability);
  const auto n = static_cast<double>(trials);
  double term = n * std::log1p(-probability);
  double sum = std::exp(term);
  for (std::size_t k = 1; k <= successes; ++k) {
    term += std::log((n - static_cast<double>(k) + 1) / static_cast<double>(k)) + odds;
    sum += std::exp(term);
  }
  return sum;
}

/// As good as the target in every objective.
Result<bool> reachesTarget(std::span<const std::vector<double>> front, const std::vector<double>& target) {
  for (const auto& point : front) {
    if (point.size() != target.size()) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Search", "The target has %1 values for %2 objectives.")
                           .arg(std::to_string(target.size()))
                           .arg(std::to_string(point.size())),
                       PSCOPE_TR_NOOP("Search", "Give one value for each objective."));
    }
    bool reached = true;
    for (std::size_t i = 0; i < target.size(); ++i) reached = reached && point[i] <= target[i];
    if (reached) return true;
  }
  return false;
}

}  // namespace

double upperProbability(std::size_t successes, std::size_t trials, double confidence) {
  if (successes >= trials) return 1;
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (binomialTail(successes, trials, middle) > 1 - confidence ? low : high) = middle;
  }
  return high;
}

Result<Plateau> hypervolumePlateau(std::span<const double> hypervolume, const PlateauRule& rule) {
  PSCOPE_CHECK(checkPlateauRule(rule));
  Plateau plateau;
  if (hypervolume.empty()) return plateau;
  plateau.evaluations = std::min(rule.window, hypervolume.size() - 1);
  for (std::size_t i = hypervolume.size() - plateau.evaluations; i < hypervolume.size(); ++i) {
    const double before = hypervolume[i - 1], after = hypervolume[i];
    if (!std::isfinite(before) || !std::isfinite(after) || after < before) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Search", "The hypervolume must be finite, and must not decrease."));
    }
    if (after - before > rule.gain * before) ++plateau.improvements;
  }
  plateau.upperRate = upperProbability(plateau.improvements, plateau.evaluations, rule.confidence);
  plateau.reached = plateau.evaluations == rule.window && hypervolume.back() > 0 && plateau.upperRate <= rule.rate;
  return plateau;
}

StoppingRules stoppingRules(const StopConfig& stop, std::span<const Objective> objectives) {
  StoppingRules rules;
  rules.seconds = stop.seconds;
  rules.plateau = stop.plateau;
  if (stop.target.empty()) return rules;
  rules.target.emplace(objectives.size(), std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    for (const auto& [name, value] : stop.target) {
      if (name == objectives[i].name) (*rules.target)[i] = objectives[i].minimized(value);
    }
  }
  return rules;
}

Result<std::optional<Message>> stopReason(const StoppingRules& rules, const StoppingState& state) {
  const auto stop = [](Message reason) { return std::optional<Message>(std::move(reason)); };
  if (rules.evaluations && state.evaluations >= *rules.evaluations) {
    return stop(PSCOPE_TR_NOOP("Search", "All %1 evaluations were made.").arg(std::to_string(*rules.evaluations)));
  }
  if (rules.seconds && state.seconds >= *rules.seconds) {
    return stop(PSCOPE_TR_NOOP("Search", "The time of %1 s is over.").arg(numberText(*rules.seconds, 4)));
  }
  if (rules.target) {
    PSCOPE_TRY(const bool reached, reachesTarget(state.front, *rules.target));
    if (reached) return stop(PSCOPE_TR_NOOP("Search", "A candidate reaches the target in every objective."));
  }
  if (rules.plateau) {
    PSCOPE_TRY(const Plateau plateau, hypervolumePlateau(state.hypervolume, *rules.plateau));
    if (plateau.reached) {
      return stop(PSCOPE_TR_NOOP(
                      "Search",
                      "The hypervolume has come to a plateau: of the last %1 evaluations %2 improved it by more than "
                      "%3 %, so with %4 % confidence at most %5 % of the next ones will.")
                      .arg(std::to_string(plateau.evaluations))
                      .arg(std::to_string(plateau.improvements))
                      .arg(numberText(100 * rules.plateau->gain, 3))
                      .arg(numberText(100 * rules.plateau->confidence, 3))
                      .arg(numberText(100 * plateau.upperRate, 2)));
    }
  }
  return std::optional<Message>();
}

}  // namespace pscope

#include "core/run/strategy_comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/csv.h"
#include "core/base/number_text.h"
#include "core/learn/rank_statistics.h"
#include "core/learn/student.h"
#include "core/pareto/hypervolume.h"
#include "core/run/exact_objectives.h"
#include "core/run/random_search_runs.h"
#include "core/run/search_loop.h"
#include "core/run/warm_start.h"

namespace pscope {
namespace {

constexpr double kMaxEnumerated = 1'000'000;
constexpr std::uint64_t kReportEvery = 1'000;
/// A run of more evaluations is written at evenly spaced ones.
constexpr std::size_t kMaxRowsARun = 1'000;

using Points = std::vector<std::vector<double>>;

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Run", "The comparison was stopped."));
}

Error nothingToCompare() {
  return makeError(
      ErrorCode::InvalidArgument,
      PSCOPE_TR_NOOP("Run",
                     "No design within the bounds is better than the reference point in every objective, so "
                     "there is no hypervolume to compare."),
      PSCOPE_TR_NOOP("Run", "Name a reference point that is worse than what is of interest, or leave it out."), "",
      "/reference");
}

/// Minimised values of every feasible design of the space.
Result<Points> allDesigns(const Space& space, const SearchConfig& config, const Evaluation& evaluation,
                          const JobContext& job) {
  Points points;
  const auto total = static_cast<std::int64_t>(space.approximateCount());
  for (std::uint64_t index = 0; auto genome = space.design(index); ++index) {
    if (index % kReportEvery == 0) {
      if (job.stop.stop_requested()) return cancelled();
      job.report({static_cast<std::int64_t>(index), total, "the whole space"});
    }
    Candidate candidate;
    candidate.genome = std::move(*genome);
    evaluateSafely(evaluation, space, config, candidate, job);
    if (candidate.state == CandidateState::Done) points.push_back(minimizedValues(candidate, config.objectives));
  }
  return points;
}

std::vector<double> fixedReference(const SearchConfig& config) {
  std::vector<double> reference;
  for (std::size_t i = 0; i < config.reference.size() && i < config.objectives.size(); ++i) {
    reference.push_back(config.objectives[i].minimized(config.reference[i]));
  }
  return reference;
}

/// Standard errors to each side of a mean in its 95 % interval; 0 for a single value. @cost thousands of steps
double deviationsInInterval(std::size_t count) {
  return count > 1 ? studentInterval(static_cast<int>(count) - 1, 0.95) : 0;
}

std::vector<std::string> namesOf(const StrategyComparison& comparison) {
  std::vector<std::string> names;
  for (const auto& run : comparison.runs) {
    if (std::find(names.begin(), names.end(), run.strategy) == names.end()) names.push_back(run.strategy);
  }
  return names;
}

struct Mean {
  double mean = 0, standardError = 0, low = 0, high = 0;
};
/// @param deviations  those of deviationsInInterval()
Mean meanOf(const std::vector<double>& values, double deviations) {
  Mean result;
  const auto n = static_cast<double>(values.size());
  result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  if (values.size() > 1) result.standardError = std::sqrt(squares / (n - 1) / n);
  const double half = deviations * result.standardError;
  result.low = std::max(0.0, result.mean - half);
  result.high = std::max(result.mean, std::min(1.0, result.mean + half));
  return result;
}

/// The hypervolume of everything that was found, and over it that of each run after each of its evaluations.
/// @param past  what every run knew before its first evaluation    @error Cancelled; those of nothingToCompare()
Status fillRatios(const Points& past, const Points& found, const std::vector<Points>& outcomes,
                  StrategyComparison& comparison, const JobContext& job) {
  std::size_t total = found.size(), done = 0;
  for (const Points& outcome : outcomes) total += outcome.size();
  const auto goesOn = [&] {
    if (done % kReportEvery == 0) {
      job.report({static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), kHypervolumeStage});
    }
    ++done;
    return !job.stop.stop_requested();
  };
  HypervolumeCurve all(comparison.reference);
  for (const auto& point : found) {
    if (!goesOn()) return cancelled();
    all.add(point);
  }
  comparison.volume = all.value();
  if (!found.empty() && !(comparison.volume > 0)) return nothingToCompare();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    HypervolumeCurve curve(comparison.reference);
    for (const auto& point : past) {
      if (job.stop.stop_requested()) return cancelled();
      curve.add(point);
    }
    for (const auto& point : outcomes[i]) {
      if (!goesOn()) return cancelled();
      const double volume = curve.add(point);
      comparison.runs[i].ratios.push_back(comparison.volume > 0 ? volume / comparison.volume : 0);
    }
  }
  return {};
}

double ratioAt(const StrategyComparison::Run& run, std::size_t evaluations) {
  if (run.ratios.empty() || evaluations == 0) return 0;
  return run.ratios[std::min(evaluations, run.ratios.size()) - 1];
}

}  // namespace

Result<StrategyComparison> compareStrategies(const Space& space, const SearchConfig& given,
                                             const std::vector<std::string>& strategies, int seeds,
                                             const EstimatorRegistry& estimators, const StrategyRegistry& registry,
                                             const JobContext& job, TaskRunner* tasks) {
  if (strategies.empty() || seeds < 1) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Run", "A comparison needs at least one strategy and one seed."),
                     PSCOPE_TR_NOOP("Run", "Name the strategies and how many seeds each gets."));
  }
  // Before anything is evaluated: there may be too many objectives for an exact hypervolume.
  PSCOPE_CHECK(hypervolume({}, std::vector<double>(given.objectives.size(), 0)));
  PSCOPE_TRY(const Evaluation evaluation, Evaluation::create(space, given, estimators, nullptr));
  WarmStart start{given, {}, {}};
  if (!given.warmStart.empty()) {
    PSCOPE_TRY(start, prepareWarmStart(given, space, estimators, job));
  }
  const SearchConfig& config = start.config;
  const std::int64_t budget = ownCandidates(config);
  Points past;
  for (const Candidate& candidate : start.candidates) {
    if (candidate.state == CandidateState::Done) past.push_back(minimizedValues(candidate, config.objectives));
  }
  const auto parametersOf = [&](const std::string& name) {
    return name == config.strategy ? config.strategyParameters : std::string("{}");
  };
  for (const std::string& name : strategies) {
    PSCOPE_CHECK(createStrategy(name, parametersOf(name), strategyContext(space, config, evaluation, tasks), registry));
  }
  StrategyComparison comparison;
  comparison.truth = randomRunsPossible(config) && space.approximateCount() <= kMaxEnumerated;
  Points found;
  if (comparison.truth) {
    PSCOPE_TRY(found, allDesigns(space, config, evaluation, job));
  } else {
    found = past;
  }
  // The outcomes first: without a named reference point it follows from all of them.
  std::vector<Points> outcomes;
  const std::int64_t evaluations = static_cast<std::int64_t>(strategies.size()) * seeds * budget;
  for (const std::string& name : strategies) {
    for (int seed = 0; seed < seeds; ++seed) {
      const std::int64_t before = static_cast<std::int64_t>(outcomes.size()) * budget;
      job.report({before, evaluations, name});
      SearchConfig own = config;
      own.seed = config.seed + static_cast<std::uint64_t>(seed);
      own.stop = {};
      PSCOPE_TRY(const auto strategy,
                 createStrategy(name, parametersOf(name), strategyContext(space, own, evaluation, tasks), registry));
      JobContext quiet;
      quiet.stop = job.stop;
      quiet.report = [&](const Progress& progress) {
        job.report({before + progress.done - config.warmStart.taken, evaluations, name});
      };
      Points points;
      const auto note = [&](const Candidate& candidate) {
        points.emplace_back();
        if (candidate.state == CandidateState::Done) points.back() = minimizedValues(candidate, own.objectives);
      };
      PSCOPE_TRY(const LoopResult result,
                 runSearchLoop(space, own, *strategy, evaluation, quiet, note, {}, start.candidates));
      if (!comparison.truth) {
        std::copy_if(points.begin(), points.end(), std::back_inserter(found), [](const auto& p) { return !p.empty(); });
      }
      comparison.runs.push_back({name, own.seed, {}});
      outcomes.push_back(std::move(points));
    }
  }
  comparison.reference = fixedReference(config);
  if (comparison.reference.empty()) comparison.reference = defaultReference(found);
  PSCOPE_CHECK(fillRatios(past, found, outcomes, comparison, job));
  return comparison;
}

std::string comparisonCsv(const StrategyComparison& comparison) {
  std::string text = csvLine({"strategy", "seed", "evaluations", "hypervolume_ratio"});
  for (const auto& run : comparison.runs) {
    const std::size_t count = run.ratios.size();
    const std::size_t rows = std::min(count, kMaxRowsARun);
    for (std::size_t row = 1; row <= rows; ++row) {
      const std::size_t at = row * count / rows;
      text += csvLine({run.strategy, std::to_string(run.seed), std::to_string(at), numberText(run.ratios[at - 1])});
    }
  }
  return text;
}

std::vector<MeanCurve> meanCurves(const StrategyComparison& comparison) {
  std::vector<MeanCurve> curves;
  std::size_t length = 0;
  for (const auto& run : comparison.runs) length = std::max(length, run.ratios.size());
  for (const std::string& name : namesOf(comparison)) {
    MeanCurve curve;
    curve.strategy = name;
    std::vector<const StrategyComparison::Run*> runs;
    for (const auto& run : comparison.runs) {
      if (run.strategy == name) runs.push_back(&run);
    }
    std::vector<double> ratios(runs.size());
    const double deviations = deviationsInInterval(runs.size());
    for (std::size_t at = 1; at <= length; ++at) {
      std::transform(runs.begin(), runs.end(), ratios.begin(), [at](const auto* run) { return ratioAt(*run, at); });
      const Mean mean = meanOf(ratios, deviations);
      curve.mean.push_back(mean.mean);
      curve.low.push_back(mean.low);
      curve.high.push_back(mean.high);
    }
    curves.push_back(std::move(curve));
  }
  return curves;
}

std::vector<std::size_t> comparisonMarks(std::size_t evaluations) {
  std::vector<std::size_t> marks;
  for (const std::size_t mark : {evaluations / 6, evaluations / 3, evaluations / 2, evaluations}) {
    if (mark > 0 && (marks.empty() || marks.back() != mark)) marks.push_back(mark);
  }
  return marks;
}

std::vector<ComparedStrategy> summarise(const StrategyComparison& comparison,
                                        const std::vector<std::size_t>& evaluations, const std::string& baseline) {
  const auto names = namesOf(comparison);
  const auto ratiosOf = [&](const std::string& name, std::size_t at) {
    std::vector<double> ratios;
    for (const auto& run : comparison.runs) {
      if (run.strategy == name) ratios.push_back(ratioAt(run, at));
    }
    return ratios;
  };
  std::vector<ComparedStrategy> rows;
  for (const std::string& name : names) {
    for (const std::size_t at : evaluations) {
      const auto ratios = ratiosOf(name, at);
      ComparedStrategy row;
      row.strategy = name;
      row.evaluations = at;
      const Mean mean = meanOf(ratios, deviationsInInterval(ratios.size()));
      row.mean = mean.mean;
      row.standardError = mean.standardError;
      row.low = mean.low;
      row.high = mean.high;
      row.worst = *std::min_element(ratios.begin(), ratios.end());
      const auto others = ratiosOf(baseline, at);
      if (name != baseline && others.size() == ratios.size()) {
        const double baselineMean = meanOf(others, 0).mean;
        row.improvement = baselineMean > 0 ? 100 * (row.mean - baselineMean) / baselineMean : 0;
        row.probability = wilcoxonProbability(ratios, others);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace pscope

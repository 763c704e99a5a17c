#include "core/device/fit_quality.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "core/learn/rank_statistics.h"

namespace pscope {

FitQuality fitQuality(std::span<const double> predicted, std::span<const double> measured) {
  FitQuality quality;
  quality.designs = measured.size();
  if (measured.empty()) return quality;
  std::vector<double> errors;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    errors.push_back(100 * std::abs(predicted[i] - measured[i]) / measured[i]);
  }
  const auto share = [&](double percent) {
    const auto good = std::count_if(errors.begin(), errors.end(), [&](double error) { return error <= percent; });
    return 100.0 * static_cast<double>(good) / static_cast<double>(errors.size());
  };
  quality.within5Percent = share(5);
  quality.within10Percent = share(10);
  for (const double error : errors) quality.meanErrorPercent += error / static_cast<double>(errors.size());
  std::sort(errors.begin(), errors.end());
  quality.medianErrorPercent = (errors[errors.size() / 2] + errors[(errors.size() - 1) / 2]) / 2;
  quality.spearman = spearmanRho(predicted, measured);
  quality.kendall = kendallTau(predicted, measured);
  return quality;
}

Json toJson(const FitQuality& quality, const char* count) {
  return {{count, quality.designs},
          {"spearman", quality.spearman},
          {"kendall", quality.kendall},
          {"median_error_pct", quality.medianErrorPercent},
          {"mean_error_pct", quality.meanErrorPercent},
          {"within_5_pct", quality.within5Percent},
          {"within_10_pct", quality.within10Percent}};
}

Result<FitQuality> fitQualityFromJson(const JsonView& view) {
  FitQuality q;
  PSCOPE_TRY(const auto designs, view.integer("designs"));
  q.designs = static_cast<std::size_t>(std::max<std::int64_t>(designs, 0));
  PSCOPE_TRY(q.spearman, view.number("spearman"));
  PSCOPE_TRY(q.kendall, view.number("kendall"));
  PSCOPE_TRY(q.medianErrorPercent, view.number("median_error_pct"));
  PSCOPE_TRY(q.meanErrorPercent, view.number("mean_error_pct"));
  PSCOPE_TRY(q.within5Percent, view.number("within_5_pct"));
  PSCOPE_TRY(q.within10Percent, view.number("within_10_pct"));
  return q;
}

Repeatability repeatability(std::span<const std::string> classes, std::span<const double> measured) {
  std::unordered_map<std::string, std::vector<double>> groups;
  for (std::size_t i = 0; i < classes.size(); ++i) groups[classes[i]].push_back(measured[i]);
  Repeatability result;
  std::size_t within5 = 0, within10 = 0;
  for (const auto& [name, values] : groups) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t k = i + 1; k < values.size(); ++k) {
        const double difference = std::abs(values[i] - values[k]) / ((values[i] + values[k]) / 2);
        ++result.pairs;
        within5 += difference <= 0.05 ? 1 : 0;
        within10 += difference <= 0.1 ? 1 : 0;
      }
    }
  }
  if (result.pairs > 0) {
    result.within5Percent = 100.0 * static_cast<double>(within5) / static_cast<double>(result.pairs);
    result.within10Percent = 100.0 * static_cast<double>(within10) / static_cast<double>(result.pairs);
  }
  return result;
}

}  // namespace pscope

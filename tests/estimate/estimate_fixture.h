#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/file.h"
#include "core/estimate/estimator.h"

namespace pscope::test {

/// A configuration with its objectives as JSON text.
inline SearchConfig configWith(const std::string& objectives, const std::string& more = "") {
  const auto json = parseJson(R"({"space": "nasbench201", "objectives": )" + objectives + more + "}", "c.json");
  auto config = parseSearchConfig(json.value(), "c.json", QDir::currentPath().toStdString());
  if (!config.ok()) qFatal("%s", config.error().text().c_str());
  return std::move(config).value();
}

inline Result<Evaluation> evaluationOf(const Space& space, const SearchConfig& config, TaskRunner* tasks = nullptr) {
  EstimatorRegistry registry;
  registerEstimators(registry);
  return Evaluation::create(space, config, registry, tasks);
}

inline Candidate candidateOf(const Space& space, const std::string& design) {
  Candidate candidate;
  candidate.id = {1};
  candidate.genome = space.parse(design).value();
  return candidate;
}

/// The cell of index 0 of the published tables.
inline const char* kCell0 =
    "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
/// The largest cell.
inline const char* kLargestCell =
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

}  // namespace pscope::test

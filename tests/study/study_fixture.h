#pragma once

#include <QTemporaryDir>
#include <string>

#include "core/study/study.h"

namespace pscope::test {

/// A configuration with two objectives, as an NAS-Bench-201 search has them.
inline SearchConfig smallConfig() {
  SearchConfig config;
  config.name = "small";
  config.space = "nasbench201";
  Objective error;
  error.name = "error";
  error.unit = "%";
  error.estimators = {{"static", R"({"type":"static","metric":"params"})"}};
  Objective latency = error;
  latency.name = "latency";
  latency.unit = "ms";
  latency.bound = 40.0;
  config.objectives = {error, latency};
  config.candidates = 300;
  config.seed = 7;
  return config;
}

inline std::shared_ptr<const Provenance> someProvenance(const std::string& estimator = "table") {
  auto provenance = std::make_shared<Provenance>(provenanceOfThisProgram());
  provenance->estimator = estimator;
  provenance->libraries = {{"sqlite", "3.40.1"}, {"zlib", "1.2.13"}};
  provenance->seed = 18446744073709551615u;  // more than SQLite's integers hold
  provenance->source = "NAS-Bench-201";
  return provenance;
}

/// Candidate number `id` with both objectives measured.
inline Candidate doneCandidate(std::int64_t id, const std::shared_ptr<const Provenance>& provenance) {
  Candidate candidate;
  candidate.id = CandidateId{id};
  candidate.genome = {static_cast<int>(id % 5), kInactive, 3};
  candidate.design = "a=" + std::to_string(id % 5) + ";c=3";
  candidate.state = CandidateState::Done;
  if (id > 1) candidate.parents = {CandidateId{id - 1}};
  candidate.finished = 1.7e9 + static_cast<double>(id) / 3;
  Measurement measurement;
  measurement.metric = "error";
  measurement.value = 10.0 / static_cast<double>(id);
  measurement.unit = "%";
  measurement.kind = MeasurementKind::Measured;
  measurement.budget = {"cifar", 8, 0.25, WeightsOrigin::Own};
  measurement.standardError = 0.5;
  measurement.seconds = 1.25;
  measurement.provenance = provenance;
  candidate.measurements.push_back(measurement);
  measurement.metric = "latency";
  measurement.unit = "ms";
  measurement.value = 0.1 * static_cast<double>(id);
  measurement.kind = MeasurementKind::Tabulated;
  measurement.budget = {};
  measurement.standardError.reset();
  measurement.level = 1;
  candidate.measurements.push_back(measurement);
  return candidate;
}

inline bool equal(const Measurement& a, const Measurement& b) {
  return a.metric == b.metric && a.value == b.value && a.unit == b.unit && a.kind == b.kind && a.budget == b.budget &&
         a.standardError == b.standardError && a.level == b.level && a.seconds == b.seconds &&
         (a.provenance == b.provenance || (a.provenance && b.provenance && *a.provenance == *b.provenance));
}

inline bool equal(const Candidate& a, const Candidate& b) {
  return a.id == b.id && a.genome == b.genome && a.design == b.design && a.state == b.state && a.reason == b.reason &&
         a.errorCode == b.errorCode && a.parents == b.parents && a.finished == b.finished && a.notes == b.notes &&
         a.pinned == b.pinned && a.rung == b.rung &&
         std::equal(a.measurements.begin(), a.measurements.end(), b.measurements.begin(), b.measurements.end(),
                    [](const auto& x, const auto& y) { return equal(x, y); });
}

}  // namespace pscope::test

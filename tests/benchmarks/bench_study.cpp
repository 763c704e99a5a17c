#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "core/study/study.h"

namespace pscope {
namespace {

constexpr int kCandidates = 100'000;

SearchConfig benchConfig() {
  SearchConfig config;
  config.name = "bench";
  config.space = "nasbench201";
  for (const char* name : {"error", "latency"}) {
    Objective objective;
    objective.name = name;
    objective.unit = "%";
    objective.estimators = {{"static", R"({"type":"static","metric":"params"})"}};
    config.objectives.push_back(objective);
  }
  config.candidates = kCandidates;
  return config;
}

Candidate benchCandidate(std::int64_t id, const std::shared_ptr<const Provenance>& provenance) {
  Candidate candidate;
  candidate.id = CandidateId{id};
  candidate.genome = {1, 2, 3, 4, 0, static_cast<int>(id % 5)};
  candidate.design = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|";
  candidate.state = CandidateState::Done;
  candidate.parents = {CandidateId{id / 2}, CandidateId{id / 3}};
  candidate.finished = 1.7e9;
  for (const char* metric : {"error", "latency"}) {
    Measurement measurement;
    measurement.metric = metric;
    measurement.unit = "%";
    measurement.value = 1.0 / static_cast<double>(id);
    measurement.kind = MeasurementKind::Tabulated;
    measurement.provenance = provenance;
    candidate.measurements.push_back(measurement);
  }
  return candidate;
}

std::string benchPath() {
  return (std::filesystem::temp_directory_path() / "paretoscope_bench.pscope").string();
}

void fill(Study& study) {
  const auto provenance = std::make_shared<Provenance>(provenanceOfThisProgram());
  for (std::int64_t id = 1; id <= kCandidates; ++id) study.post(benchCandidate(id, provenance));
  (void)study.flush();
}

void insertCandidates(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(benchPath());
    auto study = Study::create(benchPath(), benchConfig(), "{}");
    state.ResumeTiming();
    if (!study.ok()) return state.SkipWithError(study.error().text().c_str());
    fill(*study.value());
    state.PauseTiming();
    study.value().reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * kCandidates);
  std::filesystem::remove(benchPath());
}
BENCHMARK(insertCandidates)->Unit(benchmark::kMillisecond)->UseRealTime();

void loadCandidates(benchmark::State& state) {
  std::filesystem::remove(benchPath());
  auto study = Study::create(benchPath(), benchConfig(), "{}");
  if (!study.ok()) return state.SkipWithError(study.error().text().c_str());
  fill(*study.value());
  for (auto _ : state) {
    auto candidates = study.value()->loadCandidates();
    if (!candidates.ok() || candidates.value().size() != kCandidates) return state.SkipWithError("not loaded");
    benchmark::DoNotOptimize(candidates);
  }
  state.SetItemsProcessed(state.iterations() * kCandidates);
  study.value().reset();
  std::filesystem::remove(benchPath());
}
BENCHMARK(loadCandidates)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace pscope

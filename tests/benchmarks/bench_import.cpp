// An Optuna storage of 46,000 trials with five parameters and two objectives: reading it, writing the study, and
// opening that study up to its front. "46k trials cannot be displayed" is what users of dashboards report.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/base/rng.h"
#include "core/pareto/front.h"
#include "core/study/import_optuna.h"
#include "core/study/study.h"

using namespace pscope;

namespace {

constexpr int kTrials = 46'000;
namespace fs = std::filesystem;

void run(sqlite3* handle, const std::string& sql) {
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(handle));
  std::exit(1);
}

/// The tables of Optuna that matter here, filled with random trials.
std::string makeStorage(const fs::path& folder) {
  const std::string path = (folder / "trials.db").string();
  sqlite3* handle = nullptr;
  if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) std::exit(1);
  run(handle,
      "CREATE TABLE studies(study_id INTEGER PRIMARY KEY, study_name);"
      "CREATE TABLE study_directions(study_direction_id INTEGER PRIMARY KEY, direction, study_id, objective);"
      "CREATE TABLE trials(trial_id INTEGER PRIMARY KEY, number, study_id, state, datetime_start, datetime_complete);"
      "CREATE TABLE trial_params(param_id INTEGER PRIMARY KEY, trial_id, param_name, param_value, distribution_json);"
      "CREATE TABLE trial_values(trial_value_id INTEGER PRIMARY KEY, trial_id, objective, value, value_type);"
      "INSERT INTO studies VALUES (1, 'big'); INSERT INTO study_directions VALUES (1, 'MINIMIZE', 1, 0), (2, "
      "'MINIMIZE', "
      "1, 1); BEGIN");
  Rng rng(1);
  for (int i = 1; i <= kTrials; ++i) {
    const std::string id = std::to_string(i);
    const int depth = 1 + rng.index(20), width = 8 * (1 + rng.index(32));
    run(handle, "INSERT INTO trials VALUES (" + id + ", " + std::to_string(i - 1) +
                    ", 1, 'COMPLETE', '2026-05-01 10:00:00.5', '2026-05-01 10:01:00.5')");
    const auto parameter = [&](const char* name, double value, const char* distribution) {
      run(handle, "INSERT INTO trial_params(trial_id, param_name, param_value, distribution_json) VALUES (" + id +
                      ", '" + name + "', " + std::to_string(value) + ", '" + distribution + "')");
    };
    parameter("depth", depth,
              R"({"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 1, "high": 20}})");
    parameter("width", width,
              R"({"name": "IntDistribution", "attributes": {"log": false, "step": 8, "low": 8, "high": 256}})");
    parameter("act", rng.index(3),
              R"({"name": "CategoricalDistribution", "attributes": {"choices": ["relu", "gelu", "silu"]}})");
    parameter("lr", 0.1 * rng.uniform(),
              R"({"name": "FloatDistribution", "attributes": {"step": null, "low": 0, "high": 0.1, "log": false}})");
    parameter("drop", 0.5 * rng.uniform(),
              R"({"name": "FloatDistribution", "attributes": {"step": null, "low": 0, "high": 0.5, "log": false}})");
    const std::array<double, 2> values = {20 - 0.4 * depth - 0.02 * width + rng.normal(),
                                          0.01 * depth * width + rng.uniform()};
    for (std::size_t o = 0; o < values.size(); ++o) {
      run(handle, "INSERT INTO trial_values(trial_id, objective, value, value_type) VALUES (" + id + ", " +
                      std::to_string(o) + ", " + std::to_string(values[o]) + ", 'FINITE')");
    }
  }
  run(handle, "COMMIT");
  sqlite3_close(handle);
  return path;
}

const fs::path& folder() {
  static const fs::path path = [] {
    fs::path made = fs::temp_directory_path() / "paretoscope-bench-import";
    fs::remove_all(made);
    fs::create_directories(made);
    return made;
  }();
  return path;
}
const std::string& storage() {
  static const std::string path = makeStorage(folder());
  return path;
}

ImportedStudy imported() {
  auto study = importOptuna({storage(), "big", {}, false}, {});
  if (!study.ok()) {
    std::fprintf(stderr, "%s\n", study.error().text().c_str());
    std::exit(1);
  }
  return std::move(study).value();
}

void readStorage(benchmark::State& state) {
  (void)storage();
  for (auto _ : state) benchmark::DoNotOptimize(imported());
}

void writeStudy(benchmark::State& state) {
  const ImportedStudy study = imported();
  const std::string path = (folder() / "written.pscope").string();
  for (auto _ : state) {
    fs::remove(path);
    if (!writeImportedStudy(study, path, {}).ok()) std::exit(1);
  }
}

void openToFront(benchmark::State& state) {
  const std::string path = (folder() / "opened.pscope").string();
  fs::remove(path);
  if (!writeImportedStudy(imported(), path, {}).ok()) std::exit(1);
  for (auto _ : state) {
    const auto study = Study::open(path, Study::Mode::ReadOnly);
    const auto candidates = study.value()->loadCandidates();
    IncrementalFront front(2);
    for (const auto& candidate : candidates.value()) {
      (void)front.insert(candidate.id, minimizedValues(candidate, study.value()->config().objectives));
    }
    benchmark::DoNotOptimize(front.points().size());
  }
}

BENCHMARK(readStorage)->Unit(benchmark::kMillisecond);
BENCHMARK(writeStudy)->Unit(benchmark::kMillisecond);
BENCHMARK(openToFront)->Unit(benchmark::kMillisecond);

}  // namespace

// Prints the table of resources/help/search-figures.md: hypervolume of what each strategy found on NAS-Bench-201 over
// that of the true front, mean over 20 seeds.
//   PSCOPE_TEST_DATA=<reference data> figure_nasbench201 [first row [last row]]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/search/table_task.h"

namespace {

using namespace pscope;

constexpr int kSeeds = 20;

struct Row {
  const char* title;
  std::vector<std::string> columns;
  test::TableTask::Params params = test::TableTask::Params::No;
};

std::string numbers(const std::vector<std::vector<double>>& rows, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    char cell[32];
    std::snprintf(cell, sizeof cell, "%s%.3f", i > 0 ? " / " : "", test::meanOf(rows, i));
    text += cell;
  }
  return text;
}

int printRow(const std::string& folder, const Row& row) {
  const std::vector<int> evaluations = {50, 100, 150, 300};
  const auto task = test::TableTask::open(folder, row.columns, row.params);
  if (!task.ok()) {
    std::fprintf(stderr, "%s\n", task.error().text().c_str());
    return 1;
  }
  // Settings follow the budget, so each number of evaluations is a search of its own.
  std::vector<std::vector<double>> nsga2(kSeeds);
  std::vector<std::vector<double>> random(kSeeds);
  for (const int budget : evaluations) {
    for (auto [name, rows] : {std::pair{"nsga2", &nsga2}, std::pair{"random", &random}}) {
      const auto found = task.value()->ratiosOfSeeds(name, kSeeds, {budget});
      if (!found.ok()) {
        std::fprintf(stderr, "%s\n", found.error().text().c_str());
        return 1;
      }
      for (std::size_t i = 0; i < rows->size(); ++i) (*rows)[i].push_back(found.value()[i][0]);
    }
  }
  // One search of 150 evaluations, looked at on its way.
  const auto best = task.value()->ratiosOfSeeds("default", kSeeds, {50, 100, 150});
  if (!best.ok()) {
    std::fprintf(stderr, "%s\n", best.error().text().c_str());
    return 1;
  }
  double worst = 1;
  for (const auto& ratios : best.value()) worst = std::min(worst, ratios.back());
  std::printf("| %s | %s | %.3f | %s | %s |\n", row.title, numbers(best.value(), 3).c_str(), worst,
              numbers(nsga2, evaluations.size()).c_str(), numbers(random, evaluations.size()).c_str());
  std::fflush(stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const char* data = std::getenv("PSCOPE_TEST_DATA");
  if (data == nullptr) {
    std::fprintf(stderr, "PSCOPE_TEST_DATA is not set: name the folder of the reference data.\n");
    return 2;
  }
  using Params = test::TableTask::Params;
  const std::vector<Row> rows = {
      {"Raspberry Pi 4", {"raspi4_latency_ms"}},
      {"FPGA", {"fpga_latency_ms"}},
      {"Xeon Gold 6226", {"cpu_gold6226_latency_ms"}},
      {"Titan RTX, batch 1", {"gpu_titanrtx_b1_latency_ms"}},
      {"Titan RTX, batch 256", {"gpu_titanrtx_b256_latency_ms"}},
      {"Samsung A50", {"phone_samsung_a50_latency_ms"}},
      {"Pi 4 and parameters", {"raspi4_latency_ms"}, Params::Tabulated},
      {"Pi 4, Titan RTX and parameters", {"raspi4_latency_ms", "gpu_titanrtx_b1_latency_ms"}, Params::Tabulated},
      {"Pi 4 and parameters, computed", {"raspi4_latency_ms"}, Params::Computed},
      {"Pi 4, Titan RTX and parameters, computed",
       {"raspi4_latency_ms", "gpu_titanrtx_b1_latency_ms"},
       Params::Computed},
  };
  std::printf(
      "| Cost beside the error | default at 50 / 100 / 150 | its worst seed at 150 | nsga2 at 50 / 100 / 150 / 300 | "
      "random |\n");
  std::printf("| --- | --- | --- | --- | --- |\n");
  const std::size_t first = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1;
  const std::size_t last = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : rows.size();
  for (std::size_t i = first; i >= 1 && i <= std::min(last, rows.size()); ++i) {
    const Row& row = rows[i - 1];
    if (const int status = printRow(std::string(data) + "/nb201", row); status != 0) return status;
  }
  return 0;
}

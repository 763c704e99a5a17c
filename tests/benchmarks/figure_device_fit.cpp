// Prints the table of resources/help/device-profiles.md: latencies learned from a few measured designs, judged on all
// others of the table; mean of five draws.
//   PSCOPE_TEST_DATA=<reference data> figure_device_fit [active]
// "active": thirty designs chosen while it learns, in batches and one by one, against thirty at random; mean of ten
// draws.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/csv.h"
#include "core/device/active_plan.h"
#include "core/device/latency_fit.h"
#include "core/space/space.h"

namespace {

using namespace pscope;

constexpr int kDraws = 5;
constexpr int kActiveDraws = 10;
constexpr std::ptrdiff_t kActivePool = 2'000;  ///< designs that may be chosen, as `device measure` has them

struct Row {
  const char* title;
  const char* column;
  std::size_t measured;
};

/// The design that a row of ofa_gpu_latency.csv stands for: twenty layers are given, of which `depths` are active.
std::string ofaDesign(const CsvTable& table, std::size_t row) {
  const auto parts = [&](const char* column) {
    std::vector<std::string> result(1);
    for (const char c : table.cell(row, table.column(column).value())) {
      c == '-' ? void(result.emplace_back()) : result.back().push_back(c);
    }
    return result;
  };
  const auto kernels = parts("kernel_sizes"), expansions = parts("expand_ratios"), depths = parts("depths");
  std::string text = "resolution=" + parts("resolution").front();
  for (std::size_t stage = 0; stage < depths.size(); ++stage) {
    const std::string name = ";stage" + std::to_string(stage + 1) + ".";
    text += name + "depth=" + depths[stage];
    for (std::size_t block = 0; block < std::stoul(depths[stage]); ++block) {
      const std::string path = name + "block" + std::to_string(block + 1);
      text += path + ".kernel=" + kernels[4 * stage + block] + path + ".expansion=" + expansions[4 * stage + block];
    }
  }
  return text;
}

std::vector<Network> networksOf(const char* family, const CsvTable& table, const char* column) {
  const Space space = openSpace(family).value();
  std::vector<Network> networks;
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    const std::string text =
        column != nullptr ? std::string(table.cell(row, table.column(column).value())) : ofaDesign(table, row);
    networks.push_back(space.lower(space.parse(text).value()).value());
  }
  return networks;
}

void print(const char* family, const std::vector<Network>& networks, const CsvTable& table,
           const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const std::size_t column = table.column(row.column).value();
    std::vector<std::size_t> known;
    std::vector<double> latencies(networks.size());
    for (std::size_t i = 0; i < networks.size(); ++i) {
      if (table.cell(i, column).empty()) continue;
      latencies[i] = std::strtod(std::string(table.cell(i, column)).c_str(), nullptr);
      known.push_back(i);
    }
    double spearman = 0, within5 = 0, within10 = 0, heldOut = 0;
    DeadCode deadCode = DeadCode::Kept;
    for (int draw = 0; draw < kDraws; ++draw) {
      auto order = known;
      Rng rng(static_cast<std::uint64_t>(draw) + 1);
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
      std::vector<Network> training;
      std::vector<double> targets, predicted, measured;
      for (std::size_t i = 0; i < row.measured; ++i) {
        training.push_back(networks[order[i]]);
        targets.push_back(latencies[order[i]]);
      }
      auto fit = LatencyFit::fit(training, targets, {}).value();
      deadCode = fit.deadCode();
      for (std::size_t i = row.measured; i < order.size(); ++i) {
        predicted.push_back(fit.latencyMs(networks[order[i]]));
        measured.push_back(latencies[order[i]]);
      }
      const FitQuality quality = fitQuality(predicted, measured);
      spearman += quality.spearman / kDraws;
      within5 += quality.within5Percent / kDraws;
      within10 += quality.within10Percent / kDraws;
      heldOut += fit.heldOut()->within10Percent / kDraws;
    }
    std::vector<std::string> classes;
    std::vector<double> values;
    for (const std::size_t i : known) {
      classes.push_back(executedOperators(networks[i], deadCode));
      values.push_back(latencies[i]);
    }
    const Repeatability floor = repeatability(classes, values);
    const std::string floorText = floor.pairs > 0 ? std::to_string(std::lround(floor.within10Percent)) + " %" : "";
    std::printf("| %s | %s | %zu | %.3f | %.1f %% | %.1f %% | %.1f %% | %s |\n", family, row.title, row.measured,
                spearman, within5, within10, heldOut, floorText.c_str());
    std::fflush(stdout);
  }
}

/// Designs to learn from: at random, or the first of them at random and then those that a fit is the least certain of.
/// @param batch  chosen together; 0: all at random
std::vector<std::size_t> chosen(const std::vector<std::size_t>& pool, std::size_t wanted, std::size_t batch,
                                const std::vector<Network>& networks, const std::vector<double>& latencies) {
  const std::size_t first = batch > 0 ? activePlan(wanted).first : wanted;
  std::vector<std::size_t> taken(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(first));
  std::vector<std::size_t> left(pool.begin() + static_cast<std::ptrdiff_t>(taken.size()), pool.end());
  while (taken.size() < wanted) {
    std::vector<Network> training, candidates;
    std::vector<double> targets;
    for (const std::size_t i : taken) {
      training.push_back(networks[i]);
      targets.push_back(latencies[i]);
    }
    for (const std::size_t i : left) candidates.push_back(networks[i]);
    LatencyFit::Options options;
    options.folds = 0;
    auto fit = LatencyFit::fit(training, targets, options).value();
    auto next = fit.worthMeasuring(candidates, std::min(batch, wanted - taken.size()));
    for (const std::size_t i : next) taken.push_back(left[i]);
    std::sort(next.rbegin(), next.rend());
    for (const std::size_t i : next) left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return taken;
}

/// Designs measured at random against designs chosen while it learns, judged on those that neither could choose.
void printActive(const std::vector<Network>& networks, const CsvTable& table, const std::vector<Row>& rows) {
  std::puts("| device | measured | chosen | Spearman | median error | within 10 % | worst draw within 10 % |");
  std::puts("| --- | ---: | --- | ---: | ---: | ---: | ---: |");
  for (const Row& row : rows) {
    const std::size_t column = table.column(row.column).value();
    std::vector<double> latencies(networks.size());
    for (std::size_t i = 0; i < networks.size(); ++i) {
      latencies[i] = std::strtod(std::string(table.cell(i, column)).c_str(), nullptr);
    }
    for (const std::size_t batch : {std::size_t{0}, activePlan(row.measured).batch, std::size_t{1}}) {
      FitQuality mean;
      double worst = 100;
      for (int draw = 0; draw < kActiveDraws; ++draw) {
        std::vector<std::size_t> order(networks.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Rng rng(static_cast<std::uint64_t>(draw) + 1);
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
        const std::vector<std::size_t> pool(order.begin(), order.begin() + kActivePool);
        std::vector<Network> training;
        std::vector<double> targets, predicted, measured;
        for (const std::size_t i : chosen(pool, row.measured, batch, networks, latencies)) {
          training.push_back(networks[i]);
          targets.push_back(latencies[i]);
        }
        LatencyFit::Options options;
        options.folds = 0;
        auto fit = LatencyFit::fit(training, targets, options).value();
        for (std::size_t i = kActivePool; i < order.size(); ++i) {
          predicted.push_back(fit.latencyMs(networks[order[i]]));
          measured.push_back(latencies[order[i]]);
        }
        const FitQuality quality = fitQuality(predicted, measured);
        mean.spearman += quality.spearman / kActiveDraws;
        mean.medianErrorPercent += quality.medianErrorPercent / kActiveDraws;
        mean.within10Percent += quality.within10Percent / kActiveDraws;
        worst = std::min(worst, quality.within10Percent);
      }
      std::printf("| %s | %zu | %s | %.4f | %.2f %% | %.1f %% | %.1f %% |\n", row.title, row.measured,
                  batch == 0   ? "at random"
                  : batch == 1 ? "as it learns, one by one"
                               : ("as it learns, " + std::to_string(batch) + " at a time").c_str(),
                  mean.spearman, mean.medianErrorPercent, mean.within10Percent, worst);
      std::fflush(stdout);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const char* folder = std::getenv("PSCOPE_TEST_DATA");
  if (folder == nullptr) {
    std::fputs("PSCOPE_TEST_DATA is not set.\n", stderr);
    return 1;
  }
  const std::string data = folder;
  if (argc > 1 && std::string_view(argv[1]) == "active") {
    const CsvTable designs = CsvTable::read(data + "/nb201/nb201_cifar10.csv").value();
    printActive(networksOf("nasbench201", designs, "arch"), CsvTable::read(data + "/nb201/nb201_hw.csv").value(),
                {{"Raspberry Pi 4", "raspi4_latency_ms", 30},
                 {"Xeon Gold 6226", "cpu_gold6226_latency_ms", 30},
                 {"FPGA", "fpga_latency_ms", 30}});
    return 0;
  }
  std::puts("| space | device | measured | Spearman | within 5 % | within 10 % | held-out estimate of it | floor |");
  std::puts("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  const CsvTable cells = CsvTable::read(data + "/nb201/nb201_cifar10.csv").value();
  print("nasbench201", networksOf("nasbench201", cells, "arch"), CsvTable::read(data + "/nb201/nb201_hw.csv").value(),
        {{"Xeon Gold 6226", "cpu_gold6226_latency_ms", 100},
         {"Titan RTX, batch 1", "gpu_titanrtx_b1_latency_ms", 100},
         {"FPGA", "fpga_latency_ms", 100},
         {"Raspberry Pi 4", "raspi4_latency_ms", 100},
         {"Samsung A50", "phone_samsung_a50_latency_ms", 100},
         {"Titan RTX, batch 256", "gpu_titanrtx_b256_latency_ms", 100},
         {"Jetson TX2 (GPU)", "edgegpu_latency_ms", 100},
         {"Xeon Gold 6226", "cpu_gold6226_latency_ms", 30},
         {"Titan RTX, batch 1", "gpu_titanrtx_b1_latency_ms", 30},
         {"FPGA", "fpga_latency_ms", 30},
         {"Raspberry Pi 4", "raspi4_latency_ms", 30}});
  const CsvTable fbnet = CsvTable::read(data + "/fbnet/fbnet_hw.csv").value();
  print("fbnet", networksOf("fbnet", fbnet, "ops"), fbnet,
        {{"Raspberry Pi 4", "raspi4_latency_ms", 100},
         {"Xeon Gold 6226", "cpu_gold6226_latency_ms", 100},
         {"Titan RTX, batch 1", "gpu_titanrtx_b1_latency_ms", 100},
         {"Samsung A50", "phone_samsung_a50_latency_ms", 100}});
  const CsvTable ofa = CsvTable::read(data + "/ofa/ofa_gpu_latency.csv").value();
  print("mobilenetv3-ofa", networksOf("mobilenetv3-ofa", ofa, nullptr), ofa,
        {{"Titan RTX, batch 1", "gpu_titanrtx_b1_latency_ms", 100},
         {"Titan RTX, batch 64", "gpu_titanrtx_b64_latency_ms", 100}});
  return 0;
}

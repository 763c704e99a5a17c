// Designs priced a second on one core, the figures of resources/help/cost-models.md: networks, gathered signatures,
// tables of choices; and the swap of the device under 100,000 candidates.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "core/device/design_signatures.h"
#include "core/device/gathered_designs.h"
#include "core/space/space.h"
#include "widgets/device_swap.h"

namespace {

using namespace pscope;

const std::vector<Network>& networks() {
  static const std::vector<Network> all = [] {
    const Space space = openSpace("nasbench201").value();
    std::vector<Network> made;
    for (std::uint64_t i = 0; i < 15'625; i += 5) made.push_back(space.lower(*space.design(i)).value());
    return made;
  }();
  return all;
}

DeviceProfile withOperatorTable() {
  Json document = openDevice("raspberry-pi-4").value().document();
  document["tables"] = Json::parse(R"([{"kind": "operators", "name": "t", "metric": "latency", "unit": "ms",
    "tag": "user", "source": "benchmark", "rows": [
      {"op": "conv2d", "kernel": 3, "hw": 32, "cin": 16, "cout": 16, "v": 1},
      {"op": "conv2d", "kernel": 1, "hw": 32, "cin": 16, "cout": 16, "v": 0.2},
      {"op": "avg_pool", "kernel": 3, "hw": 32, "cin": 16, "v": 0.1}, {"op": "add", "hw": 32, "cin": 16, "v": 0.1}]}])");
  return DeviceProfile::fromJson(document, "").value();
}

void priceNetworks(benchmark::State& state, const DeviceProfile& profile) {
  const auto model = createCostModel(profile, {}).value()->clone();
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(model->latencyMs(networks()[next++ % networks().size()]));
  state.SetItemsProcessed(state.iterations());
}

void priceSignatures(benchmark::State& state, const DeviceProfile& profile) {
  DesignSignatures designs;
  constexpr std::size_t kCandidates = 100'000;
  for (std::size_t i = 0; i < kCandidates; ++i) designs.add(networks()[i % networks().size()]);
  for (auto _ : state) benchmark::DoNotOptimize(designs.latenciesMs(profile, {}));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCandidates));
}

void gatherSignatures(benchmark::State& state) {
  DesignSignatures designs;
  std::size_t next = 0;
  for (auto _ : state) designs.add(networks()[next++ % networks().size()]);
  state.SetItemsProcessed(state.iterations());
}

/// What a change of the device costs in the window: 100,000 candidates of a family priced anew and ranked, with fronts
/// and rank correlations, on two devices.
void swapDevicesUnder(benchmark::State& state, const char* family, const char* second) {
  constexpr int kCandidates = 100'000;
  const auto space = std::make_shared<const Space>(openSpace(family).value());
  DeviceSwapQuestion question;
  Rng rng(1);
  for (int i = 0; i < kCandidates; ++i) {
    question.genomes.push_back(space->sample(rng));
    question.qualities.push_back(rng.uniform());
  }
  question.devices = {openDevice("raspberry-pi-4").value(), openDevice(second).value()};
  const auto designs = GatheredDesigns::gather(space, question.genomes, "deploy", {});
  for (auto _ : state) benchmark::DoNotOptimize(swapDevices(designs.value(), question, {}));
  state.SetItemsProcessed(state.iterations() * kCandidates);
}

/// The same once, before the first swap: 100,000 candidates are lowered and counted.
void gatherUnder(benchmark::State& state, const char* family) {
  constexpr int kCandidates = 100'000;
  const auto space = std::make_shared<const Space>(openSpace(family).value());
  std::vector<Genome> genomes;
  Rng rng(1);
  for (int i = 0; i < kCandidates; ++i) genomes.push_back(space->sample(rng));
  for (auto _ : state) benchmark::DoNotOptimize(GatheredDesigns::gather(space, genomes, "deploy", {}));
  state.SetItemsProcessed(state.iterations() * kCandidates);
}

void priceChoices(benchmark::State& state) {
  const Space space = openSpace("nasbench201").value();
  ChoiceTable table;
  table.space = space.name();
  for (const Choice& choice : space.choices()) {
    ChoiceTable::Group group;
    group.choices = {choice.path};
    for (std::size_t l = 0; l < choice.levels.size(); ++l) group.rows.push_back({{choice.levels[l]}, 0.1 * double(l)});
    table.groups.push_back(std::move(group));
  }
  const auto bound = BoundChoiceTable::create(table, space).value();
  std::vector<Genome> genomes;
  for (std::uint64_t i = 0; i < 15'625; i += 5) genomes.push_back(*space.design(i));
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(bound.value(genomes[next++ % genomes.size()]));
  state.SetItemsProcessed(state.iterations());
}

[[maybe_unused]] const int registered = [] {
  const DeviceProfile pi = openDevice("raspberry-pi-4").value();
  const DeviceProfile table = withOperatorTable();
  benchmark::RegisterBenchmark("roofline, network by network", [pi](auto& s) { priceNetworks(s, pi); });
  benchmark::RegisterBenchmark("operator table, network by network", [table](auto& s) { priceNetworks(s, table); });
  benchmark::RegisterBenchmark("gathering signatures", gatherSignatures);
  benchmark::RegisterBenchmark("roofline by signature, 100,000 designs", [pi](auto& s) { priceSignatures(s, pi); });
  benchmark::RegisterBenchmark("operator table by signature, 100,000 designs",
                               [table](auto& s) { priceSignatures(s, table); });
  benchmark::RegisterBenchmark("table of choices", priceChoices);
  for (const char* family : {"nasbench201", "mobilenetv3-ofa", "resnet-rs"}) {
    const std::string name = family;
    benchmark::RegisterBenchmark(("swap of 100,000, " + name).c_str(),
                                 [family](auto& s) { swapDevicesUnder(s, family, "v100"); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("gathering 100,000, " + name).c_str(), [family](auto& s) { gatherUnder(s, family); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  return 0;
}();

}  // namespace

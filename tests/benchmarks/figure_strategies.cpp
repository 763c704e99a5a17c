// Prints the tables "Four objectives" and "An additive space under a bound" of resources/help/search-figures.md: how
// much hypervolume each strategy has found after some evaluations, and how many it needed for most of it.
//   PSCOPE_TEST_DATA=<reference data> figure_strategies (nasbench201 | fbnet) [seeds [strategy...]]
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/base/csv.h"
#include "core/network/network.h"
#include "core/pareto/hypervolume.h"
#include "core/run/search_loop.h"
#include "tests/search/table_task.h"

namespace {

using namespace pscope;

constexpr int kBudget = 300;
constexpr std::size_t kLayers = 22;
constexpr std::size_t kOperators = 9;
constexpr double kBoundMs = 30;

/// Hypervolume over the true one after each evaluation.
using Ratios = std::vector<double>;

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.text().c_str());
  return 1;
}

/// FBNet with latencies that are sums over layers (fbnet_lut.csv) and parameters of the CIFAR-100 network, which are
/// sums too: the whole front is known by dynamic programming.
class AdditiveTask {
 public:
  static Result<AdditiveTask> open(const std::string& table) {
    PSCOPE_TRY(Space space, openSpace("fbnet"));
    AdditiveTask task(std::move(space));
    PSCOPE_CHECK(task.readLatencies(table));
    PSCOPE_CHECK(task.readParameters());
    task.findFront();
    return task;
  }

  Result<Ratios> search(const std::string& strategy, std::uint64_t seed) const {
    SearchConfig config = m_config;
    config.seed = seed;
    config.strategy = strategy;
    StrategyRegistry strategies;
    registerStrategies(strategies);
    EstimatorRegistry estimators;
    PluginInfo info;
    info.name = "sum";
    estimators.add(info,
                   [this](const JsonView&, const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
                     for (std::size_t k = 0; k < kObjectives; ++k) {
                       if (m_config.objectives[k].name == context.objective->name)
                         return std::unique_ptr<Estimator>(std::make_unique<Sum>(*this, k, *context.objective));
                     }
                     return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Test", "No such sum."));
                   });
    HypervolumeCurve curve(m_reference);
    Ratios ratios;
    const auto note = [&](const Candidate& candidate) {
      if (candidate.state == CandidateState::Done) curve.add(minimizedValues(candidate, config.objectives));
      ratios.push_back(curve.value() / m_volume);
    };
    PSCOPE_CHECK(runSearchLoop(m_space, config, estimators, strategies, {}, note));
    return ratios;
  }
  std::size_t frontSize() const { return m_frontSize; }

 private:
  static constexpr std::size_t kObjectives = 3;  // fpga ms, parameters, raspi4 ms
  using Sums = std::array<double, kObjectives>;

  class Sum : public Estimator {
   public:
    Sum(const AdditiveTask& task, std::size_t index, const Objective& objective)
        : m_task(task), m_index(index), m_objective(objective) {}
    CostClass costClass() const override { return CostClass::Free; }
    bool deterministic() const override { return true; }
    Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
      Measurement measurement;
      measurement.metric = m_objective.name;
      measurement.unit = m_objective.unit;
      measurement.kind = MeasurementKind::Tabulated;
      measurement.value = m_task.sums(subject.genome())[m_index];
      return std::vector{measurement};
    }

   private:
    const AdditiveTask& m_task;
    std::size_t m_index;
    Objective m_objective;
  };

  explicit AdditiveTask(Space space) : m_space(std::move(space)) {
    m_config.space = "fbnet";
    m_config.candidates = kBudget;
    m_config.objectives.resize(kObjectives);
    const std::array<const char*, kObjectives> names = {"fpga", "size", "raspi4"};
    for (std::size_t k = 0; k < kObjectives; ++k) {
      auto& objective = m_config.objectives[k];
      objective.name = names[k];
      objective.unit = k == 1 ? "parameters" : "ms";
      objective.direction = k == 1 ? Direction::Maximize : Direction::Minimize;
      objective.estimators = {{"sum", R"({"type": "sum"})"}};
    }
    m_config.objectives[2].bound = kBoundMs;
  }

  Sums sums(const Genome& genome) const {
    Sums all = m_base;
    for (std::size_t layer = 0; layer < kLayers; ++layer) {
      const Sums& part = m_parts[layer][static_cast<std::size_t>(genome[layer])];
      for (std::size_t k = 0; k < kObjectives; ++k) all[k] += part[k];
    }
    return all;
  }

  Status readLatencies(const std::string& file) {
    PSCOPE_TRY(const CsvTable table, CsvTable::read(file));
    PSCOPE_TRY(const std::size_t layers, table.column("layer"));
    PSCOPE_TRY(const std::size_t operators, table.column("op"));
    PSCOPE_TRY(const std::size_t raspi4, table.column("raspi4_delta_ms"));
    PSCOPE_TRY(const std::size_t fpga, table.column("fpga_delta_ms"));
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
      const auto number = [&](std::size_t at) {
        return std::strtod(std::string(table.cell(row, at)).c_str(), nullptr);
      };
      const auto layer = static_cast<int>(number(layers));
      Sums& part = layer < 0
                       ? m_base
                       : m_parts.at(static_cast<std::size_t>(layer)).at(static_cast<std::size_t>(number(operators)));
      part[0] = number(fpga);
      part[2] = number(raspi4);
    }
    return {};
  }

  Result<double> parameters(const Genome& genome) const {
    PSCOPE_TRY(const Network network, m_space.lower(genome, "cifar100"));
    return static_cast<double>(staticCosts(network).params);
  }

  /// What each operator adds over operator 0; checked on designs drawn at random.
  Status readParameters() {
    const Genome base(kLayers, 0);
    PSCOPE_TRY(m_base[1], parameters(base));
    for (std::size_t layer = 0; layer < kLayers; ++layer) {
      for (std::size_t op = 1; op < kOperators; ++op) {
        Genome genome = base;
        genome[layer] = static_cast<int>(op);
        PSCOPE_TRY(const double all, parameters(genome));
        m_parts[layer][op][1] = all - m_base[1];
      }
    }
    Rng rng(1);
    for (int i = 0; i < 50; ++i) {
      const Genome genome = m_space.sample(rng);
      PSCOPE_TRY(const double all, parameters(genome));
      if (std::abs(all - sums(genome)[1]) < 0.5) continue;
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Test", "Parameters are no sum over layers."));
    }
    return {};
  }

  /// Layer by layer all sums that no other one beats in all three, within reach of the bound.
  void findFront() {
    std::array<double, kLayers + 1> least = {};  // ms that the layers from here on cost at least
    for (std::size_t layer = kLayers; layer-- > 0;) {
      double best = std::numeric_limits<double>::infinity();
      for (const Sums& part : m_parts[layer]) best = std::min(best, part[2]);
      least[layer] = least[layer + 1] + best;
    }
    std::vector<Sums> front = {m_base};
    for (std::size_t layer = 0; layer < kLayers; ++layer) {
      std::vector<Sums> next;
      for (const Sums& sums : front) {
        for (const Sums& part : m_parts[layer]) {
          const Sums all = {sums[0] + part[0], sums[1] + part[1], sums[2] + part[2]};
          if (all[2] + least[layer + 1] <= kBoundMs) next.push_back(all);
        }
      }
      front = undominated(std::move(next));
    }
    m_frontSize = front.size();
    std::vector<std::vector<double>> points;
    m_reference = {0, -std::numeric_limits<double>::infinity(), kBoundMs};
    for (const Sums& sums : front) {
      points.push_back({sums[0], -sums[1], sums[2]});
      m_reference[0] = std::max(m_reference[0], sums[0]);
      m_reference[1] = std::max(m_reference[1], -sums[1]);
    }
    m_volume = hypervolume(points, m_reference).value();
    m_config.reference = {m_reference[0], -m_reference[1], m_reference[2]};
  }

  /// Sweep in the first sum with a staircase of the two others.
  static std::vector<Sums> undominated(std::vector<Sums> all) {
    for (Sums& sums : all) sums[1] = -sums[1];
    std::sort(all.begin(), all.end());
    std::map<double, double> steps;
    std::vector<Sums> front;
    for (const Sums& sums : all) {
      auto after = steps.upper_bound(sums[1]);
      if (after != steps.begin() && std::prev(after)->second <= sums[2]) continue;
      auto beaten = steps.lower_bound(sums[1]);
      while (beaten != steps.end() && beaten->second >= sums[2]) beaten = steps.erase(beaten);
      steps[sums[1]] = sums[2];
      front.push_back({sums[0], -sums[1], sums[2]});
    }
    return front;
  }

  Space m_space;
  SearchConfig m_config;
  Sums m_base = {};
  std::array<std::array<Sums, kOperators>, kLayers> m_parts = {};
  std::vector<double> m_reference;
  double m_volume = 0;
  std::size_t m_frontSize = 0;
};

double meanOf(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}
double standardError(const std::vector<double>& values) {
  double squares = 0;
  for (const double value : values) squares += std::pow(value - meanOf(values), 2);
  const auto n = static_cast<double>(values.size());
  return n > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
}

/// A row: mean ratios with standard errors, and the evaluations that a ratio took in the mean (the budget where a seed
/// did not come there).
void printRow(const std::string& strategy, const std::vector<Ratios>& runs, const std::vector<double>& goals) {
  std::printf("| %s |", strategy.c_str());
  for (const std::size_t at : {50, 100, 150, 300}) {
    std::vector<double> values;
    for (const auto& run : runs) values.push_back(run[std::min(run.size(), at) - 1]);
    std::printf(" %.3f ± %.3f |", meanOf(values), standardError(values));
  }
  for (const double goal : goals) {
    std::vector<double> values;
    int reached = 0;
    for (const auto& run : runs) {
      const auto found = std::find_if(run.begin(), run.end(), [goal](double ratio) { return ratio >= goal; });
      reached += found != run.end() ? 1 : 0;
      values.push_back(found != run.end() ? static_cast<double>(found - run.begin() + 1) : kBudget);
    }
    std::printf(reached == static_cast<int>(runs.size()) ? " %.0f ± %.0f |" : " > %.0f ± %.0f |", meanOf(values),
                standardError(values));
  }
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const char* data = std::getenv("PSCOPE_TEST_DATA");
  const std::string which = argc > 1 ? argv[1] : "";
  if (data == nullptr || (which != "nasbench201" && which != "fbnet")) {
    std::fprintf(stderr, "Usage: PSCOPE_TEST_DATA=<reference data> figure_strategies (nasbench201 | fbnet) [seeds]\n");
    return 2;
  }
  const int seeds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 10;
  std::vector<std::string> names(argv + std::min(argc, 3), argv + argc);
  if (names.empty()) {
    names = {"default", "linas", "nsga2", "nsga3", "moead", "sms-emoa", "regularised-evolution",
             "local",   "mcts",  "random"};
  }
  const std::string folder = data;
  const std::vector<double> goals = which == "fbnet" ? std::vector<double>{0.8, 0.9} : std::vector<double>{0.95, 0.98};
  std::unique_ptr<test::TableTask> table;
  std::unique_ptr<AdditiveTask> additive;
  if (which == "nasbench201") {
    auto opened = test::TableTask::open(folder + "/nb201", {"raspi4_latency_ms", "gpu_titanrtx_b1_latency_ms"}, true);
    if (!opened.ok()) return fail(opened.error());
    table = std::move(opened).value();
  } else {
    auto opened = AdditiveTask::open(folder + "/fbnet/fbnet_lut.csv");
    if (!opened.ok()) return fail(opened.error());
    additive = std::make_unique<AdditiveTask>(std::move(opened).value());
    std::printf("%zu points on the true front.\n\n", additive->frontSize());
  }
  std::printf("| strategy | 50 | 100 | 150 | 300 | evaluations to %.2f | to %.2f |\n", goals[0], goals[1]);
  std::printf("| --- | --- | --- | --- | --- | --- | --- |\n");
  std::vector<int> each;
  for (int i = 1; i <= kBudget; ++i) each.push_back(i);
  for (const auto& name : names) {
    std::vector<Ratios> runs;
    for (int seed = 1; seed <= seeds; ++seed) {
      const auto number = static_cast<std::uint64_t>(seed);
      auto run = [&]() -> Result<Ratios> {
        if (table) return table->ratios(name, number, each);
        return additive->search(name, number);
      }();
      if (!run.ok()) return fail(run.error());
      runs.push_back(std::move(run).value());
    }
    printRow(name, runs, goals);
  }
  return 0;
}

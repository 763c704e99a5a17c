// Prints the table of predictors of resources/help/strategies.md: rank correlation (Kendall's tau-b) of predictions
// over all of NAS-Bench-201 after 100 random training cells, mean over 10 draws.
//   PSCOPE_TEST_DATA=<reference data> figure_predictors
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/learn/boosted_trees.h"
#include "core/learn/gaussian_process.h"
#include "core/learn/rank_statistics.h"
#include "core/learn/ridge.h"
#include "core/search/design_encoder.h"
#include "tests/search/table_task.h"

namespace {

using namespace pscope;

constexpr std::size_t kTraining = 100;
constexpr int kDraws = 10;

struct Contender {
  const char* title;
  std::function<std::unique_ptr<Predictor>()> make;
  bool allColumns;  ///< else the one-hot ones
};

std::unique_ptr<Predictor> process(std::vector<KernelTerm> terms) {
  GaussianProcess::Settings settings;
  settings.terms = std::move(terms);
  return std::make_unique<GaussianProcess>(std::move(settings));
}

Matrix columnsOf(const Matrix& rows, std::size_t count) {
  Matrix some(count);
  for (std::size_t i = 0; i < rows.rows(); ++i) some.append(rows.row(i));
  return some;
}

}  // namespace

int main() {
  const char* data = std::getenv("PSCOPE_TEST_DATA");
  if (data == nullptr) {
    std::fprintf(stderr, "PSCOPE_TEST_DATA is not set: name the folder of the reference data.\n");
    return 2;
  }
  const std::vector<std::string> columns = {"raspi4_latency_ms", "fpga_latency_ms", "cpu_gold6226_latency_ms"};
  const auto task = test::TableTask::open(std::string(data) + "/nb201", columns);
  if (!task.ok()) {
    std::fprintf(stderr, "%s\n", task.error().text().c_str());
    return 1;
  }
  const Space& space = task.value()->space();
  const DesignEncoder encoder(space);
  Matrix all(encoder.columns());
  std::vector<std::vector<double>> targets(1 + columns.size());
  for (std::uint64_t index = 0; const auto genome = space.design(index); ++index) {
    Candidate candidate;
    candidate.genome = *genome;
    task.value()->evaluation().evaluate(space, 1, candidate, {});
    all.append(encoder.encode(*genome));
    const auto values = minimizedValues(candidate, task.value()->config().objectives);
    for (std::size_t k = 0; k < targets.size(); ++k) targets[k].push_back(values[k]);
  }
  const std::size_t oneHot = encoder.oneHot().columns;
  const Matrix choices = columnsOf(all, oneHot);
  using Kind = KernelTerm::Kind;
  const auto block = [](Kind kind, DesignEncoder::Block columnsOfBlock) {
    return KernelTerm{kind, columnsOfBlock.first, columnsOfBlock.columns};
  };
  BoostedTrees::Settings ranking;
  ranking.ranking = true;
  const std::vector<Contender> contenders = {
      {"ridge, one-hot", [] { return std::make_unique<Ridge>(); }, false},
      {"ridge, all features", [] { return std::make_unique<Ridge>(); }, true},
      {"Gaussian process, Hamming kernel",
       [&] { return process({{Kind::Linear, 0, oneHot}, {Kind::Gaussian, 0, oneHot}}); }, false},
      {"Gaussian process, neighbourhoods (Weisfeiler-Lehman)",
       [&] {
         return process(
             {block(Kind::Linear, encoder.neighbourhoods()), block(Kind::Matern52, encoder.neighbourhoods())});
       },
       true},
      {"Gaussian process, effective network",
       [&] { return process({block(Kind::Linear, encoder.effective()), block(Kind::Matern52, encoder.effective())}); },
       true},
      {"Gaussian process, all (that of `model`)", [&] { return process(encoder.kernelTerms()); }, true},
      {"boosted trees, all features", [] { return std::make_unique<BoostedTrees>(BoostedTrees::Settings{}); }, true},
      {"boosted trees, pairwise ranks", [&] { return std::make_unique<BoostedTrees>(ranking); }, true},
  };
  std::printf("| Predictor | error | Pi 4 latency | FPGA latency | Xeon latency |\n| --- | --- | --- | --- | --- |\n");
  for (const Contender& contender : contenders) {
    const Matrix& rows = contender.allColumns ? all : choices;
    std::printf("| %s |", contender.title);
    for (const auto& truth : targets) {
      double tau = 0;
      for (int draw = 1; draw <= kDraws; ++draw) {
        Rng rng(static_cast<std::uint64_t>(draw));
        std::vector<std::size_t> indices;
        std::vector<double> labels;
        while (indices.size() < kTraining) {
          indices.push_back(rng.below(rows.rows()));
          // As in `model`: the logarithm of the error, cut at 40 %, so that dead networks do not set the scale.
          labels.push_back(&truth == targets.data() ? std::log(std::min(truth[indices.back()], 40.0))
                                                    : truth[indices.back()]);
        }
        const auto predictor = contender.make();
        if (!predictor->fit(rows.pick(indices), labels).ok()) return 1;
        const auto predicted = predictor->predict(rows);
        if (!predicted.ok()) return 1;
        tau += kendallTau(predicted.value().mean, truth) / kDraws;
      }
      std::printf(" %.3f |", tau);
      std::fflush(stdout);
    }
    std::printf("\n");
  }
  return 0;
}

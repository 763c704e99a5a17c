// Prints the table of predictors of resources/help/strategies.md: rank correlation (Kendall's tau-b) of predictions
// over all of NAS-Bench-201 after some random training cells (100 unless given), mean over 10 draws; of those that are
// named by a part of their title, when one is given. With `error`, of the error only, and the figure of each draw.
// One thread adds up in one order: with several of OpenBLAS, last digits vary, and they wait for each other.
//   OPENBLAS_NUM_THREADS=1 PSCOPE_TEST_DATA=<reference data> figure_predictors [cells] [part of a title] [error]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/rng.h"
#include "core/learn/boosted_trees.h"
#include "core/learn/gaussian_process.h"
#include "core/learn/rank_statistics.h"
#include "core/learn/ridge.h"
#include "core/search/design_encoder.h"
#include "core/search/worker_predictor.h"
#include "tests/search/table_task.h"

#ifdef PSCOPE_HAVE_NN
#include "core/nn/design_predictor.h"
#include "core/nn/scope_matrix.h"
#include "core/nn/trainer.h"
#endif

namespace {

using namespace pscope;

constexpr int kDraws = 10;

enum class Rows { Choices, Everything, Design };

struct Contender {
  std::string title;
  std::function<std::shared_ptr<Predictor>()> make;
  Rows rows;
};

#ifdef PSCOPE_HAVE_NN
/// A predictor of the worker without its process.
class InProcess : public Predictor {
 public:
  /// @param twins  of each row of predict(), the first row that looks the same to the predictor
  InProcess(std::unique_ptr<DesignPredictor> predictor, const std::vector<std::size_t>& twins)
      : m_predictor(std::move(predictor)), m_twins(twins) {}
  Status fit(const Matrix& rows, std::span<const double> targets) override {
    return m_predictor->fit(genomesOf(rows), targets, {});
  }
  Result<Prediction> predict(const Matrix& rows) const override {
    std::vector<std::size_t> firsts, places(rows.rows());
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      if (m_twins[i] == i) firsts.push_back(i), places[i] = firsts.size() - 1;
    }
    PSCOPE_TRY(const Prediction said, m_predictor->predict(genomesOf(rows.pick(firsts))));
    Prediction prediction;
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      prediction.mean.push_back(said.mean[places[m_twins[i]]]);
      prediction.deviation.push_back(said.deviation[places[m_twins[i]]]);
    }
    return prediction;
  }

 private:
  static std::vector<Genome> genomesOf(const Matrix& rows) {
    std::vector<Genome> genomes;
    for (std::size_t i = 0; i < rows.rows(); ++i) genomes.emplace_back(rows.row(i).begin(), rows.row(i).end());
    return genomes;
  }
  std::unique_ptr<DesignPredictor> m_predictor;
  const std::vector<std::size_t>& m_twins;
};

/// Of each design the first one with the same picture: what ReNAS says of one holds for all, and takes long to ask.
std::vector<std::size_t> twinsByPicture(const Space& space, const Matrix& designs) {
  const ScopeMatrix matrix = std::move(ScopeMatrix::create(space)).value();
  std::map<std::size_t, std::size_t> firsts;
  std::vector<std::size_t> twins;
  for (std::size_t i = 0; i < designs.rows(); ++i) {
    const auto picture = matrix.encode(space, Genome(designs.row(i).begin(), designs.row(i).end()));
    const auto* bytes = reinterpret_cast<const char*>(picture.data());
    const std::size_t hash = std::hash<std::string_view>()({bytes, picture.size() * sizeof(float)});
    twins.push_back(firsts.emplace(hash, i).first->second);
  }
  return twins;
}

/// One for all draws and targets: what it learns without labels is the same.
Contender ofTheWorker(const Space& space, std::string title, const PredictorSettings& settings,
                      const std::vector<std::size_t>& twins) {
  auto kept = std::make_shared<std::shared_ptr<Predictor>>();
  return {std::move(title),
          [&space, settings, kept, &twins] {
            if (!*kept) {
              *kept = std::make_shared<InProcess>(std::move(makeDesignPredictor(space, settings, 1)).value(), twins);
            }
            return *kept;
          },
          Rows::Design};
}
#endif

std::shared_ptr<Predictor> process(std::vector<KernelTerm> terms) {
  GaussianProcess::Settings settings;
  settings.terms = std::move(terms);
  return std::make_shared<GaussianProcess>(std::move(settings));
}

Matrix columnsOf(const Matrix& rows, std::size_t count) {
  Matrix some(count);
  for (std::size_t i = 0; i < rows.rows(); ++i) some.append(rows.row(i));
  return some;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t training = argc > 1 ? static_cast<std::size_t>(std::max(2, std::atoi(argv[1]))) : 100;
  const std::string wanted = argc > 2 ? argv[2] : "";
  const bool errorOnly = argc > 3;
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
  Matrix all(encoder.columns()), designs(space.choices().size());
  std::vector<std::vector<double>> targets(1 + columns.size());
  for (std::uint64_t index = 0; const auto genome = space.design(index); ++index) {
    Candidate candidate;
    candidate.genome = *genome;
    task.value()->evaluation().evaluate(space, 1, candidate, {});
    all.append(encoder.encode(*genome));
    designs.append(designRow(*genome));
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
  std::vector<Contender> contenders = {
      {"ridge, one-hot", [] { return std::make_shared<Ridge>(); }, Rows::Choices},
      {"ridge, all features", [] { return std::make_shared<Ridge>(); }, Rows::Everything},
      {"Gaussian process, Hamming kernel",
       [&] { return process({{Kind::Linear, 0, oneHot}, {Kind::Gaussian, 0, oneHot}}); }, Rows::Choices},
      {"Gaussian process, neighbourhoods (Weisfeiler-Lehman)",
       [&] {
         return process(
             {block(Kind::Linear, encoder.neighbourhoods()), block(Kind::Matern52, encoder.neighbourhoods())});
       },
       Rows::Everything},
      {"Gaussian process, effective network",
       [&] { return process({block(Kind::Linear, encoder.effective()), block(Kind::Matern52, encoder.effective())}); },
       Rows::Everything},
      {"Gaussian process, all (that of `model`)", [&] { return process(encoder.kernelTerms()); }, Rows::Everything},
      {"boosted trees, all features", [] { return std::make_shared<BoostedTrees>(BoostedTrees::Settings{}); },
       Rows::Everything},
      {"boosted trees, pairwise ranks", [&] { return std::make_shared<BoostedTrees>(ranking); }, Rows::Everything},
  };
#ifdef PSCOPE_HAVE_NN
  setTrainingThreads(1);
  std::vector<std::size_t> each(designs.rows());
  std::iota(each.begin(), each.end(), std::size_t{0});
  const auto twins = twinsByPicture(space, designs);
  PredictorSettings mlp, bare, hinge;
  bare.pretraining = 0;
  hinge.kind = "renas";
  PredictorSettings logistic = hinge, distances = hinge, squares = hinge;
  logistic.loss = "logistic";
  distances.consistency = 1;
  squares.loss = "squares";
  contenders.push_back(ofTheWorker(space, "FBNetV3, pre-trained on 20,000 designs", mlp, each));
  contenders.push_back(ofTheWorker(space, "FBNetV3, not pre-trained", bare, each));
  contenders.push_back(ofTheWorker(space, "ReNAS, hinge of pairs", hinge, twins));
  contenders.push_back(ofTheWorker(space, "ReNAS, pairs and distances of features", distances, twins));
  contenders.push_back(ofTheWorker(space, "ReNAS, logistic loss of pairs", logistic, twins));
  contenders.push_back(ofTheWorker(space, "ReNAS's network, squared error", squares, twins));
#endif
  std::printf("%zu cells\n\n| Predictor | error | Pi 4 latency | FPGA latency | Xeon latency |\n", training);
  std::printf("| --- | --- | --- | --- | --- |\n");
  for (const Contender& contender : contenders) {
    if (contender.title.find(wanted) == std::string::npos) continue;
    const Matrix& rows = contender.rows == Rows::Everything ? all : contender.rows == Rows::Choices ? choices : designs;
    std::vector<double> means(targets.size());
    for (int draw = 1; draw <= kDraws; ++draw) {
      for (std::size_t k = 0; k < (errorOnly ? 1 : targets.size()); ++k) {
        const auto& truth = targets[k];
        Rng rng(static_cast<std::uint64_t>(draw));
        std::vector<std::size_t> indices;
        std::vector<double> labels;
        while (indices.size() < training) {
          indices.push_back(rng.below(rows.rows()));
          // As in `model`: the logarithm of the error, cut at 40 %, so that dead networks do not set the scale.
          labels.push_back(k == 0 ? std::log(std::min(truth[indices.back()], 40.0)) : truth[indices.back()]);
        }
        const auto predictor = contender.make();
        if (!predictor->fit(rows.pick(indices), labels).ok()) return 1;
        const auto predicted = predictor->predict(rows);
        if (!predicted.ok()) return 1;
        const double tau = kendallTau(predicted.value().mean, truth);
        means[k] += tau / kDraws;
        if (errorOnly) std::printf("%.4f ", tau), std::fflush(stdout);
      }
    }
    std::printf("| %s |", contender.title.c_str());
    for (std::size_t k = 0; k < means.size(); ++k) {
      if (errorOnly && k > 0) {
        std::printf(" |");
      } else {
        std::printf(" %.3f |", means[k]);
      }
    }
    std::printf("\n");
    std::fflush(stdout);
  }
  return 0;
}

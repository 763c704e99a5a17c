#include <QtTest>
#include <cmath>
#include <set>

#include "core/learn/rank_statistics.h"
#include "core/nn/design_predictor.h"
#include "core/nn/scope_matrix.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

PredictorSettings settingsOf(const char* kind) {
  PredictorSettings settings;
  settings.kind = kind;
  settings.members = 1;
  settings.pretraining = 200;
  return settings;
}

std::vector<Genome> sampleOf(const Space& space, int count, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<Genome> designs;
  for (int i = 0; i < count; ++i) designs.push_back(space.sample(rng));
  return designs;
}

/// Something of a network that its choices decide: the logarithm of its MACs.
std::vector<double> macsOf(const Space& space, const std::vector<Genome>& designs) {
  std::vector<double> macs;
  for (const Genome& design : designs) {
    macs.push_back(std::log(static_cast<double>(staticCosts(space.lower(design).value()).macs)));
  }
  return macs;
}

}  // namespace

class TstDesignPredictors : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ranksUnseenDesigns_data();
  void ranksUnseenDesigns();
  void sameSeedSamePredictions();
  void pretrainingHelpsWithWhatItTaught();
  void ranksOnlyCountForRenas();
  void matrixOfANasBench201Cell();
  void matrixOfADeepSpace();
  void refusesToPredictUntaught();
  void stops();
};

void TstDesignPredictors::ranksUnseenDesigns_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("loss");
  QTest::addColumn<double>("consistency");
  QTest::newRow("fbnetv3") << "fbnetv3" << "hinge" << 0.0;
  QTest::newRow("renas, hinge") << "renas" << "hinge" << 0.0;
  QTest::newRow("renas, hinge and distances") << "renas" << "hinge" << 0.1;
  QTest::newRow("renas, logistic") << "renas" << "logistic" << 0.0;
  QTest::newRow("renas, squares") << "renas" << "squares" << 0.0;
}

void TstDesignPredictors::ranksUnseenDesigns() {
  QFETCH(QString, kind);
  QFETCH(QString, loss);
  QFETCH(double, consistency);
  const Space space = openSpace("nasbench201").value();
  auto settings = settingsOf(qPrintable(kind));
  settings.loss = loss.toStdString();
  settings.consistency = consistency;
  const auto known = sampleOf(space, 40, 1), unseen = sampleOf(space, 60, 2);
  const auto predictor = std::move(makeDesignPredictor(space, settings, 3)).value();
  PSCOPE_VERIFY_OK(predictor->fit(known, macsOf(space, known), {}));
  const Prediction said = predictor->predict(unseen).value();
  const auto truth = macsOf(space, unseen);
  const double tau = kendallTau(said.mean, truth);
  QVERIFY2(tau > 0.6, qPrintable(QString::number(tau)));
  double error = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) error += std::abs(said.mean[i] - truth[i]) / 60;
  QVERIFY2(error < 0.5, qPrintable(QString::number(error)));  // in the unit of the targets, which span 3.3
}

// Whatever was learned before; with another seed, other numbers. Members that began elsewhere disagree.
void TstDesignPredictors::sameSeedSamePredictions() {
  const Space space = openSpace("nasbench201").value();
  const auto known = sampleOf(space, 8, 1), others = sampleOf(space, 6, 2), unseen = sampleOf(space, 5, 3);
  for (const char* kind : {"fbnetv3", "renas"}) {
    auto settings = settingsOf(kind);
    settings.members = 2;
    const auto first = std::move(makeDesignPredictor(space, settings, 3)).value();
    const auto same = std::move(makeDesignPredictor(space, settings, 3)).value();
    const auto other = std::move(makeDesignPredictor(space, settings, 4)).value();
    PSCOPE_VERIFY_OK(same->fit(others, macsOf(space, others), {}));
    for (const auto* predictor : {&first, &same, &other}) {
      PSCOPE_VERIFY_OK((*predictor)->fit(known, macsOf(space, known), {}));
    }
    const Prediction said = first->predict(unseen).value(), again = same->predict(unseen).value();
    QVERIFY(said.mean == again.mean && said.deviation == again.deviation);
    QVERIFY(said.mean != other->predict(unseen).value().mean);
    for (const double deviation : said.deviation) QVERIFY(deviation > 0);
  }
}

// With MACs as the target, what was learned of MACs for free is nearly all there is to know: ten labels suffice.
void TstDesignPredictors::pretrainingHelpsWithWhatItTaught() {
  const Space space = openSpace("nasbench201").value();
  const auto known = sampleOf(space, 10, 1), unseen = sampleOf(space, 60, 2);
  const auto tauWith = [&](int pretraining) {
    auto settings = settingsOf("fbnetv3");
    settings.pretraining = pretraining;
    const auto predictor = std::move(makeDesignPredictor(space, settings, 3)).value();
    if (!predictor->fit(known, macsOf(space, known), {}).ok()) return 0.0;
    return kendallTau(predictor->predict(unseen).value().mean, macsOf(space, unseen));
  };
  const double with = tauWith(1000), without = tauWith(0);
  QVERIFY2(with > without + 0.1, qPrintable(QString("%1 %2").arg(with).arg(without)));
  QVERIFY2(with > 0.7, qPrintable(QString::number(with)));
}

// An increasing transform of the targets changes no score.
void TstDesignPredictors::ranksOnlyCountForRenas() {
  const Space space = openSpace("nasbench201").value();
  const auto known = sampleOf(space, 10, 1), unseen = sampleOf(space, 20, 2);
  std::vector<std::vector<double>> means;
  for (const bool transformed : {false, true}) {
    auto targets = macsOf(space, known);
    for (double& target : targets) target = transformed ? std::exp(target) : target;
    const auto predictor = std::move(makeDesignPredictor(space, settingsOf("renas"), 3)).value();
    PSCOPE_VERIFY_OK(predictor->fit(known, targets, {}));
    means.push_back(predictor->predict(unseen).value().mean);
  }
  QVERIFY(std::abs(kendallTau(means[0], means[1]) - 1) < 1e-12);
}

// The 26 scopes of the small scale have a row each. An edge "none" has neither operators nor tensors; one 3x3
// convolution instead of 1x1 changes its own column only.
void TstDesignPredictors::matrixOfANasBench201Cell() {
  const Space space = openSpace("nasbench201").value();
  const auto made = ScopeMatrix::create(space);
  PSCOPE_VERIFY_OK(made);
  const ScopeMatrix& matrix = made.value();
  constexpr std::size_t kCells = ScopeMatrix::kSize * ScopeMatrix::kSize;
  const auto changed = [&](const Genome& a, const Genome& b) {
    const auto one = matrix.encode(space, a), two = matrix.encode(space, b);
    std::set<std::size_t> columns;
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i] != two[i]) columns.insert(i % ScopeMatrix::kSize);
    }
    return columns.size();
  };
  const auto full = matrix.encode(space, {3, 3, 3, 3, 3, 3});
  QCOMPARE(full.size(), static_cast<std::size_t>(matrix.channels()) * kCells);
  QCOMPARE(matrix.channels(), 9);
  std::set<std::size_t> rows;
  for (std::size_t i = 0; i < kCells; ++i) {
    if (full[i] != 0) rows.insert(i / ScopeMatrix::kSize);
  }
  QCOMPARE(rows.size(), std::size_t{25});  // all but the head, to which nothing comes after
  QCOMPARE(changed({3, 3, 3, 3, 3, 3}, {3, 3, 3, 3, 3, 2}), std::size_t{3});  // the edge 2-3 in the cell of each stage
  QVERIFY(changed({3, 3, 3, 3, 3, 3}, {3, 3, 3, 3, 3, 0}) >= 3);
  // Without 0-1 the edges 1-2 and 1-3 have nothing to say, whatever they are.
  QCOMPARE(changed({0, 3, 2, 3, 1, 3}, {0, 3, 3, 3, 2, 3}), std::size_t{0});
}

// Scopes below the blocks would be too many: a row is a block, and holds its operators together.
void TstDesignPredictors::matrixOfADeepSpace() {
  const Space space = openSpace("fbnet").value();
  const auto made = ScopeMatrix::create(space);
  PSCOPE_VERIFY_OK(made);
  Rng rng(1);
  const auto numbers = made.value().encode(space, space.sample(rng));
  const auto other = made.value().encode(space, space.sample(rng));
  QVERIFY(numbers != other);
  std::set<std::size_t> rows;
  for (std::size_t i = 0; i < ScopeMatrix::kSize * ScopeMatrix::kSize; ++i) {
    QVERIFY(std::isfinite(numbers[i]));
    if (numbers[i] != 0) rows.insert(i / ScopeMatrix::kSize);
  }
  QCOMPARE(rows.size(), std::size_t{24});  // input, stem and the 22 layers; nothing comes after the head
}

void TstDesignPredictors::refusesToPredictUntaught() {
  const Space space = openSpace("nasbench201").value();
  for (const char* kind : {"fbnetv3", "renas"}) {
    const auto predictor = std::move(makeDesignPredictor(space, settingsOf(kind), 3)).value();
    QCOMPARE(predictor->predict(sampleOf(space, 3, 1)).error().code, ErrorCode::InvalidArgument);
  }
}

void TstDesignPredictors::stops() {
  const Space space = openSpace("nasbench201").value();
  const auto known = sampleOf(space, 10, 1);
  for (const char* kind : {"fbnetv3", "renas"}) {
    const auto predictor = std::move(makeDesignPredictor(space, settingsOf(kind), 3)).value();
    std::stop_source stop;
    stop.request_stop();
    JobContext job;
    job.stop = stop.get_token();
    QCOMPARE(predictor->fit(known, macsOf(space, known), job).error().code, ErrorCode::Cancelled);
  }
}

PSCOPE_TEST(TstDesignPredictors)
#include "tst_design_predictors.moc"

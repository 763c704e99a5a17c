#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "core/network/tensors.h"
#include "core/nn/memory_probe.h"
#include "core/nn/trainer.h"
#include "tests/nn/networks.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstTrainer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { setTrainingThreads(1); }
  void learnsBars();
  void sameSeedSameResult();
  void everyPartOfTheRecipeMatters_data();
  void everyPartOfTheRecipeMatters();
  void oneStepByHand();
  void weightsGiveTheAccuracyAgain();
  void divergenceNamesTheStep();
  void reportsAndCancels();
  void misfitsAreRefused();
  void shortMemoryIsAnError();
};

namespace {

TrainOptions quick(double epochs = 4) {
  TrainOptions options;
  options.recipe = {};
  options.recipe.epochs = epochs;
  options.recipe.batchSize = 16;
  options.recipe.learningRate = 0.05;
  options.seed = 3;
  return options;
}

}  // namespace

// A task that two convolutions solve and no linear model does (the bar's place moves).
void TstTrainer::learnsBars() {
  const Dataset data = bars(320, 100);
  auto options = quick(6);
  options.readTest = true;
  const auto result = trainNetwork(barsNetwork(), data, options);
  PSCOPE_VERIFY_OK(result);
  QVERIFY2(result.value().validationAccuracy > 95, QByteArray::number(result.value().validationAccuracy));
  QVERIFY(*result.value().testAccuracy > 90);
  const double share = result.value().validationAccuracy / 100;
  QVERIFY(std::abs(result.value().validationStandardError - 100 * std::sqrt(share * (1 - share) / 100)) < 1e-9);
  QCOMPARE(result.value().epochs, 6.0);
  QVERIFY(result.value().bestEpoch >= 3 && result.value().bestEpoch <= 6);
  QCOMPARE(result.value().dataHash, std::string("bars"));
  QCOMPARE(result.value().threads, 1);
  QVERIFY(result.value().seconds > 0);

  NetworkBuilder linear({1, 8, 8});
  linear.then(Op::Flatten).linear(2);
  const auto poor = trainNetwork(linear.network(), data, options);
  PSCOPE_VERIFY_OK(poor);
  QVERIFY(poor.value().validationAccuracy < 80);
}

void TstTrainer::sameSeedSameResult() {
  const Dataset data = bars(64, 50);
  const auto losses = [&data](std::uint64_t seed) {
    auto options = quick(2);
    options.seed = seed;
    options.recipe.shift = 1;
    options.recipe.flip = true;
    std::vector<double> all;
    options.report = [&all](const TrainProgress& progress) { all.push_back(progress.metrics.front().second); };
    const auto result = trainNetwork(barsNetwork(), data, options);
    all.push_back(result.ok() ? result.value().validationAccuracy : -1);
    return std::vector<double>{all.end() - 2, all.end()};  // loss of the last step, accuracy
  };
  const auto once = losses(1);
  QCOMPARE(losses(1), once);
  QVERIFY(losses(2) != once);
}

void TstTrainer::everyPartOfTheRecipeMatters_data() {
  QTest::addColumn<QString>("part");
  for (const char* part : {"warmup", "momentum", "nesterov", "decay", "smoothing", "flip", "shift", "share", "rate"}) {
    QTest::newRow(part) << QString(part);
  }
}

void TstTrainer::everyPartOfTheRecipeMatters() {
  QFETCH(const QString, part);
  const Dataset data = bars(64, 20);
  const auto lastLoss = [&data](const TrainOptions& base) {
    auto options = base;
    double loss = 0;
    options.report = [&loss](const TrainProgress& progress) { loss = progress.metrics.front().second; };
    const auto result = trainNetwork(barsNetwork(), data, options);
    return result.ok() ? loss : -1;
  };
  auto changed = quick(1);
  if (part == "warmup") changed.recipe.warmupShare = 0.9;
  if (part == "momentum") changed.recipe.momentum = 0;
  if (part == "nesterov") changed.recipe.nesterov = false;
  if (part == "decay") changed.recipe.weightDecay = 0.5;
  if (part == "smoothing") changed.recipe.labelSmoothing = 0.2;
  if (part == "flip") changed.recipe.flip = true;
  if (part == "shift") changed.recipe.shift = 2;
  if (part == "share") changed.recipe.dataShare = 0.5;
  if (part == "rate") changed.recipe.learningRate = 0.01;
  const double usual = lastLoss(quick(1));
  const double other = lastLoss(changed);
  QVERIFY(usual > 0 && other > 0);
  QVERIFY(usual != other);
}

// One image, one step of plain SGD on a linear layer with a known gradient: softmax(0, 0) - onehot = (0.5, -0.5) for
// label 1, so the biases move by -rate x that; the weights, which start at w, by -rate x (x (p - y) + decay w).
void TstTrainer::oneStepByHand() {
  Dataset data = bars(2, 2);
  data.train.pixels.assign(2 * 64, 255);
  data.train.labels = {1, 1};
  data.mean = {0};
  data.deviation = {1};  // every pixel is 1
  NetworkBuilder builder({1, 8, 8});
  builder.then(Op::GlobalAvgPool).linear(2);
  auto options = quick(1);
  options.recipe.batchSize = 2;
  options.recipe.learningRate = 0.1;
  options.recipe.warmupShare = 0;
  options.recipe.weightDecay = 0.5;
  const QTemporaryDir folder;
  options.weightsFile = folder.filePath("w.safetensors").toStdString();
  PSCOPE_VERIFY_OK(trainNetwork(builder.network(), data, options));
  const auto after = readSafetensors(options.weightsFile);
  PSCOPE_VERIFY_OK(after);
  auto start = NetworkModule::create(builder.network(), deriveSeed(3, 1));
  PSCOPE_VERIFY_OK(start);
  const auto before = start.value().tensors();
  const double w0 = before[0].values[0];
  const double w1 = before[0].values[1];
  const double p0 = 1 / (1 + std::exp(w1 - w0));  // biases are 0
  // Nesterov with a velocity of zero: the first step is (1 + momentum) times the gradient.
  const double step = 0.1 * 1.9;
  const std::vector<float>& weights = after.value().tensors[0].values;
  const std::vector<float>& biases = after.value().tensors[1].values;
  QVERIFY(std::abs(weights[0] - (w0 - step * (p0 + 0.5 * w0))) < 1e-6);
  QVERIFY(std::abs(weights[1] - (w1 - step * (-p0 + 0.5 * w1))) < 1e-6);
  QVERIFY(std::abs(biases[0] + step * p0) < 1e-6);  // not decayed
  QVERIFY(std::abs(biases[1] - step * p0) < 1e-6);
}

void TstTrainer::weightsGiveTheAccuracyAgain() {
  const Dataset data = bars(128, 100);
  const QTemporaryDir folder;
  auto options = quick(3);
  options.weightsFile = folder.filePath("w.safetensors").toStdString();
  options.design = "width=6";
  const auto result = trainNetwork(barsNetwork(), data, options);
  PSCOPE_VERIFY_OK(result);
  const auto file = readSafetensors(options.weightsFile);
  PSCOPE_VERIFY_OK(file);
  auto module = NetworkModule::create(barsNetwork(), 77);
  PSCOPE_VERIFY_OK(module);
  PSCOPE_VERIFY_OK(module.value().setTensors(file.value().tensors));
  const auto accuracy = accuracyOf(module.value(), data.validation, data, {});
  PSCOPE_VERIFY_OK(accuracy);
  QCOMPARE(accuracy.value(), result.value().validationAccuracy);
  bool named = false;
  for (const auto& [key, value] : file.value().metadata) named = named || (key == "design" && value == "width=6");
  QVERIFY(named);

  options.weightsFile = folder.filePath("none/w.safetensors").toStdString();
  const auto unwritable = trainNetwork(barsNetwork(), data, options);
  QVERIFY(!unwritable.ok());
  QCOMPARE(unwritable.error().file, options.weightsFile);
}

void TstTrainer::divergenceNamesTheStep() {
  NetworkBuilder builder({1, 8, 8});
  builder.conv(8, 3, 1, 1, true).conv(8, 3, 1, 1, true).then(Op::Flatten).linear(2);
  auto options = quick(4);
  options.recipe.learningRate = 1e5;
  options.recipe.warmupShare = 0;
  const auto result = trainNetwork(builder.network(), bars(64, 20), options);
  QVERIFY(!result.ok());
  QCOMPARE(result.error().code, ErrorCode::NonFinite);
  QVERIFY2(result.error().text().find("at step ") != std::string::npos, result.error().text().c_str());
  QVERIFY(!result.error().mend.empty());
}

void TstTrainer::reportsAndCancels() {
  const Dataset data = bars(160, 20);
  std::stop_source stop;
  auto options = quick(1000);
  options.stop = stop.get_token();
  Progress last;
  bool loss = false;
  options.report = [&](const TrainProgress& progress) {
    last = progress.progress;
    loss = progress.metrics.front().first == "loss";
    if (progress.progress.done >= 3) stop.request_stop();
  };
  const auto result = trainNetwork(barsNetwork(), data, options);
  QVERIFY(!result.ok());
  QCOMPARE(result.error().code, ErrorCode::Cancelled);
  QCOMPARE(last.total, std::int64_t{10'000});
  QVERIFY(last.done >= 3 && last.done < 10'000);
  QVERIFY(last.secondsLeft > 0);
  QVERIFY(last.stage.ends_with("/1000"));
  QVERIFY(loss);
}

void TstTrainer::misfitsAreRefused() {
  Dataset data = bars(32, 10);
  NetworkBuilder wrong({3, 8, 8});
  wrong.then(Op::GlobalAvgPool).linear(2);
  const auto shape = trainNetwork(wrong.network(), data, quick());
  QVERIFY(!shape.ok());
  QCOMPARE(shape.error().code, ErrorCode::InvalidArgument);
  QVERIFY(shape.error().text().find("3x8x8") != std::string::npos);
  NetworkBuilder narrow({1, 8, 8});
  narrow.then(Op::GlobalAvgPool).linear(1);
  QVERIFY(!trainNetwork(narrow.network(), data, quick()).ok());
  data.test.reset();
  auto options = quick();
  options.readTest = true;
  QVERIFY(!trainNetwork(barsNetwork(), data, options).ok());
}

void TstTrainer::shortMemoryIsAnError() {
  const auto status = allocateMemory(kBeyondMemory);
  QVERIFY(!status.ok());
  QCOMPARE(status.error().code, ErrorCode::OutOfMemory);
  QVERIFY(status.error().detail.find("allocate") != std::string::npos);
}

PSCOPE_TEST(TstTrainer)
#include "tst_trainer.moc"

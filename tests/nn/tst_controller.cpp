#include <QtTest>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/nn/controller.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Two steps; the second one exists after the first level "go" only, and its third level never fits "stay": 1 + 2 or 3
/// designs on the two sides.
Space banditSpace() {
  return Space::fromText(R"({"pscope_space": 1, "name": "bandit", "title": "Bandit", "summary": "For tests.",
    "choices": [{"name": "first", "type": "categorical", "levels": ["stay", "go", "run"]},
                {"name": "second", "type": "integer", "low": 1, "high": 3, "when": "first != 'stay'"}],
    "constraints": ["first != 'go' or second < 3"],
    "scales": [{"name": "deploy", "summary": "one pixel", "input": [1, 4, 4], "classes": 2}],
    "network": [{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})",
                         "bandit.json")
      .value();
}

std::vector<Genome> allDesigns(const Space& space) {
  std::vector<Genome> designs;
  for (std::uint64_t i = 0; auto genome = space.design(i); ++i) designs.push_back(*genome);
  return designs;
}

std::unique_ptr<Controller> controllerFor(const Space& space, ControllerSettings settings = {}, std::uint64_t seed = 3,
                                          std::size_t objectives = 1) {
  return std::move(Controller::create(space, objectives, settings, seed)).value();
}

/// Few units, so that every parameter can be wiggled.
ControllerSettings smallSettings() {
  ControllerSettings settings;
  settings.hidden = 3;
  settings.temperature = 0.5;
  settings.tanhConstant = 2.5;
  return settings;
}

}  // namespace

class TstController : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void chancesSumToOneAndSamplesFollowThem();
  void gradientIsThatOfTheExpectedReward_data();
  void gradientIsThatOfTheExpectedReward();
  void learnsTheBestArm();
  void memoryIsReadAndToldBack();
  void weightsChangeWhatIsDrawn();
  void goesOnExactlyAfterLoading();
  void refusesWhatCannotBe();
};

// The six designs that condition and constraint leave are all that can be drawn, as often as their chances say.
void TstController::chancesSumToOneAndSamplesFollowThem() {
  const Space space = banditSpace();
  const auto designs = allDesigns(space);
  QCOMPARE(designs.size(), std::size_t{6});
  const auto controller = controllerFor(space, smallSettings());
  constexpr int kDraws = 4000;
  std::map<Genome, double> seen;
  for (const auto& sample : controller->sample(kDraws)) seen[sample.genome] += 1;
  double sum = 0, entropy = 0;
  for (const Genome& design : designs) {
    const double chance = std::exp(controller->logProbability({design, {1}, {}, 0}));
    sum += chance;
    entropy -= chance * std::log(chance);
    QVERIFY(std::abs(seen[design] / kDraws - chance) < 5 * std::sqrt(chance / kDraws));
  }
  QVERIFY(std::abs(sum - 1) < 1e-12);
  QCOMPARE(seen.size(), designs.size());
  // The mean of the entropies along the ways is the entropy of the designs (chain rule).
  const auto samples = controller->sample(kDraws);
  QVERIFY(std::abs(controller->entropy(samples) - entropy) < 0.05);
}

void TstController::gradientIsThatOfTheExpectedReward_data() {
  QTest::addColumn<double>("entropyWeight");
  QTest::newRow("reward") << 0.0;
  QTest::newRow("reward and entropy") << 0.3;
}

// The mean of the estimates over all designs, each by its chance, against central differences of the enumerated
// sum p R + weight sum p0 H: the entropies count along ways that stay as they are (p0). The baseline must not matter.
void TstController::gradientIsThatOfTheExpectedReward() {
  QFETCH(double, entropyWeight);
  const Space space = banditSpace();
  auto settings = smallSettings();
  settings.entropyWeight = entropyWeight;
  const auto controller = controllerFor(space, settings);
  std::vector<ControllerSample> all;
  for (const Genome& design : allDesigns(space)) {
    all.push_back({design, {1}, {}, 0});
    all.back().reward = std::sin(static_cast<double>(3 * all.size())) + 0.5;
  }
  PSCOPE_VERIFY_OK(controller->learn(all));  // some baseline
  QVERIFY(controller->baseline() != 0);
  std::vector<double> estimate(controller->parameters().size());
  for (const auto& sample : all) {
    const double chance = std::exp(controller->logProbability(sample));
    const auto gradient = controller->gradient(std::span(&sample, 1));
    for (std::size_t i = 0; i < estimate.size(); ++i) estimate[i] += chance * gradient[i];
  }
  std::vector<double> chances;
  for (const auto& sample : all) chances.push_back(std::exp(controller->logProbability(sample)));
  const auto expectation = [&] {
    double value = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      value += std::exp(controller->logProbability(all[i])) * all[i].reward;
      value += entropyWeight * chances[i] * controller->entropy(std::span(&all[i], 1));
    }
    return value;
  };
  double largest = 0;
  for (std::size_t i = 0; i < estimate.size(); ++i) {
    constexpr double kStep = 1e-5;
    double& parameter = controller->parameters()[i];
    const double before = parameter;
    parameter = before + kStep;
    const double up = expectation();
    parameter = before - kStep;
    const double down = expectation();
    parameter = before;
    largest = std::max(largest, std::abs(estimate[i] - (up - down) / (2 * kStep)));
  }
  QVERIFY2(largest < 1e-8, qPrintable(QString::number(largest)));
}

// One design pays: its chance rises above nine tenths, and the entropy falls.
void TstController::learnsTheBestArm() {
  const Space space = banditSpace();
  ControllerSettings settings;
  settings.tanhConstant = 0;
  settings.temperature = 1;
  const auto controller = controllerFor(space, settings);
  const Genome best = allDesigns(space)[4];
  const auto chance = [&] { return std::exp(controller->logProbability({best, {1}, {}, 0})); };
  const double before = controller->entropy(controller->sample(50));
  QVERIFY(chance() < 0.5);
  for (int step = 0; step < 120; ++step) {
    auto samples = controller->sample(8);
    for (auto& sample : samples) sample.reward = sample.genome == best ? 1 : 0;
    PSCOPE_VERIFY_OK(controller->learn(samples));
  }
  QVERIFY2(chance() > 0.9, qPrintable(QString::number(chance())));
  QVERIFY(controller->entropy(controller->sample(50)) < 0.5 * before);
}

// Without rewards, the loss of the memory alone teaches to tell what was read.
void TstController::memoryIsReadAndToldBack() {
  const Space space = banditSpace();
  ControllerSettings settings;
  settings.tanhConstant = 0;
  settings.temperature = 1;
  settings.memoryProbability = 0.5;
  settings.memoryWeight = 1;
  const auto controller = controllerFor(space, settings);
  int readers = 0;
  for (int step = 0; step < 150; ++step) {
    const auto samples = controller->sample(8);
    for (const auto& sample : samples) readers += sample.read.empty() ? 0 : 1;
    PSCOPE_VERIFY_OK(controller->learn(samples));
  }
  QVERIFY(readers > 450 && readers < 750);  // half of 1192
  for (const Genome& design : allDesigns(space)) {
    const double told = controller->logProbability({design, {1}, design, 0});
    QVERIFY(std::exp(told) > 0.5);
    QVERIFY(told > controller->logProbability({design, {1}, {}, 0}));
  }
}

// Two objectives that want opposite designs: the same controller draws each by its weight.
void TstController::weightsChangeWhatIsDrawn() {
  const Space space = banditSpace();
  ControllerSettings settings;
  settings.tanhConstant = 0;
  settings.temperature = 1;
  const auto controller = controllerFor(space, settings, 3, 2);
  const auto designs = allDesigns(space);
  for (int step = 0; step < 150; ++step) {
    auto samples = controller->sample(16);
    for (auto& sample : samples) {
      QVERIFY(std::abs(sample.weights[0] + sample.weights[1] - 1) < 1e-12);
      if (sample.genome == designs.front()) sample.reward = sample.weights[0];
      if (sample.genome == designs.back()) sample.reward = sample.weights[1];
    }
    PSCOPE_VERIFY_OK(controller->learn(samples));
  }
  QVERIFY(std::exp(controller->logProbability({designs.front(), {0.95, 0.05}, {}, 0})) > 0.6);
  QVERIFY(std::exp(controller->logProbability({designs.back(), {0.05, 0.95}, {}, 0})) > 0.6);
}

void TstController::goesOnExactlyAfterLoading() {
  const Space space = openSpace("demo").value();
  auto settings = smallSettings();
  settings.memoryProbability = 0.3;
  const auto step = [](Controller& controller) {
    auto samples = controller.sample(6);
    for (auto& sample : samples) sample.reward = sample.genome[0] + sample.weights[0];
    return controller.learn(samples).ok() ? samples : std::vector<ControllerSample>{};
  };
  const auto first = controllerFor(space, settings, 5, 2);
  const auto same = controllerFor(space, settings, 5, 2);
  const auto other = controllerFor(space, settings, 6, 2);
  for (int i = 0; i < 4; ++i) {
    const auto samples = step(*first);
    QCOMPARE(samples.size(), std::size_t{6});
    QVERIFY(samples == step(*same));
    QVERIFY(samples != step(*other));
    for (const auto& sample : samples) PSCOPE_VERIFY_OK(space.validate(sample.genome));
  }
  const std::string text = first->save().dump();
  const Json state = Json::parse(text);
  PSCOPE_VERIFY_OK(other->load(JsonView(state, "state")));
  QVERIFY(other->save() == first->save());
  for (int i = 0; i < 4; ++i) QVERIFY(step(*other) == step(*first));
  QCOMPARE(other->save().dump(), first->save().dump());
}

void TstController::refusesWhatCannotBe() {
  const Space space = banditSpace();
  const auto controller = controllerFor(space, smallSettings());
  const Json before = controller->save();
  for (const ControllerSample& bad :
       {ControllerSample{{0, 0}, {1}, {}, 0}, ControllerSample{{0, kInactive}, {1, 0}, {}, 0},
        ControllerSample{{0, kInactive}, {1}, {}, std::nan("")}, ControllerSample{{0, kInactive}, {1}, {9, 9}, 0}}) {
    QVERIFY(!controller->learn(std::span(&bad, 1)).ok());
  }
  const Json foreign = controllerFor(openSpace("demo").value())->save();
  QVERIFY(!controller->load(JsonView(foreign, "state")).ok());
  QVERIFY(!controller->load(JsonView(Json::object(), "state")).ok());
  QVERIFY(controller->save() == before);
}

PSCOPE_TEST(TstController)
#include "tst_controller.moc"

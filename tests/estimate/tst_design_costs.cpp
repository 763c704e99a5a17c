#include <QtTest>
#include <cmath>

#include "core/estimate/design_costs.h"
#include "core/estimate/edit_lens.h"
#include "tests/estimate/estimate_fixture.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// A convolution of 4, 8 or 16 channels, and a second one when `deep`; 8x8 grey images, 2 classes.
const char* const kChoices = R"([
  {"name": "width", "type": "categorical", "levels": [4, 8, 16]},
  {"name": "deep", "type": "boolean"},
  {"name": "kernel", "type": "categorical", "levels": [1, 3], "when": "deep"}
])";
const char* const kNetwork = R"([
  {"op": "conv2d", "channels": "width", "kernel": 3},
  {"if": "deep", "then": [{"op": "conv2d", "channels": "width", "kernel": "kernel"}]},
  {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}
])";

}  // namespace

class TstDesignCosts : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void staticCostsByHand();
  void latenciesEqualThoseOfEachDevice_data();
  void latenciesEqualThoseOfEachDevice();
  void fittedDevicesAmongOthers();
  void constraintsOverCosts();
  void objectivesOfAStudy();
  void unknownScale();
  void everyEditOnce();
  void cheapestEditKeepsTheBound();
  void cheapestEditSparesOtherObjectives();
};

// 3x3 convolution of one channel at 8x8: 64 * 9 MACs a filter; then width weights and a bias for each of 2 classes.
void TstDesignCosts::staticCostsByHand() {
  const auto space = spaceOf(kChoices, kNetwork);
  PSCOPE_VERIFY_OK(space);
  auto costs = DesignCosts::create(space.value(), "deploy");
  PSCOPE_VERIFY_OK(costs);
  const auto priced = costs.value().price(space.value().parse("width=8;deep=false").value());
  PSCOPE_VERIFY_OK(priced);
  QCOMPARE(priced.value().values[DesignCosts::kMacs], 64.0 * 9 * 8 + 8 * 2);
  const Network network = space.value().lower(space.value().parse("width=8;deep=false").value()).value();
  const StaticCosts expected = staticCosts(network);
  QCOMPARE(priced.value().values[DesignCosts::kParams], static_cast<double>(expected.params));
  QCOMPARE(priced.value().values[DesignCosts::kPeakActivation], static_cast<double>(expected.peakActivationBytes));
}

void TstDesignCosts::latenciesEqualThoseOfEachDevice_data() {
  QTest::addColumn<QString>("family");
  for (const char* family : {"nasbench201", "mobilenetv3-ofa", "darts"}) QTest::newRow(family) << family;
}

void TstDesignCosts::latenciesEqualThoseOfEachDevice() {
  QFETCH(QString, family);
  const auto space = openSpace(family.toStdString());
  PSCOPE_VERIFY_OK(space);
  const auto devices = priceableDevices();
  QVERIFY(devices.size() >= 10);
  auto costs = DesignCosts::create(space.value(), "deploy", devices);
  PSCOPE_VERIFY_OK(costs);
  QCOMPARE(costs.value().metrics().size(), 3 + devices.size());
  Rng rng(3);
  for (int i = 0; i < 5; ++i) {
    const Genome genome = space.value().sample(rng);
    const auto priced = costs.value().price(genome);
    PSCOPE_VERIFY_OK(priced);
    const Network network = space.value().lower(genome).value();
    for (std::size_t d = 0; d < devices.size(); ++d) {
      auto model = RooflineModel::create(devices[d], {});
      QCOMPARE(priced.value().values[3 + d], model.value().latencyMs(network));
      QCOMPARE(costs.value().metrics()[3 + d].name, devices[d].name());
    }
  }
}

// A device that was fitted is priced by its fit, between others by their rooflines, in copies, too.
void TstDesignCosts::fittedDevicesAmongOthers() {
  const auto space = openSpace("demo").value();
  const auto pi = openDevice("raspberry-pi-4").value();
  auto truth = RooflineModel::create(pi, {});
  std::vector<Network> networks;
  std::vector<double> latencies;
  Rng rng(5);
  for (int i = 0; i < 12; ++i) {
    networks.push_back(space.lower(space.sample(rng)).value());
    latencies.push_back(3 * truth.value().latencyMs(networks.back()));
  }
  LatencyFit::Options options;
  options.folds = 0;
  auto fit = LatencyFit::fit(networks, latencies, options);
  PSCOPE_VERIFY_OK(fit);
  const auto fitted = DeviceProfile::fromJson(Json{{"name", "mine"}}, "")
                          .value()
                          .withFit({1, "fp32", space.name(), space.hash(), "deploy", "test", {}, fit.value()});
  PSCOPE_VERIFY_OK(fitted);
  QVERIFY(isPriceable(fitted.value(), "demo"));
  QVERIFY(!isPriceable(DeviceProfile::fromJson(Json{{"name", "nothing"}}, "").value()));
  const auto phone = openDevice("pixel-3").value();
  auto made = DesignCosts::create(space, "deploy", {pi, fitted.value(), phone});
  PSCOPE_VERIFY_OK(made);
  QCOMPARE(made.value().metrics()[4].name, std::string("mine"));
  QCOMPARE(made.value().metrics()[4].evidence, std::string("fitted"));
  DesignCosts copy = made.value();
  const Genome genome = space.sample(rng);
  const Network network = space.lower(genome).value();
  for (DesignCosts* costs : {&made.value(), &copy}) {
    const auto priced = costs->price(genome);
    PSCOPE_VERIFY_OK(priced);
    QCOMPARE(priced.value().values[3], truth.value().latencyMs(network));
    QCOMPARE(priced.value().values[4], fit.value().latencyMs(network));
    QCOMPARE(priced.value().values[5], RooflineModel::create(phone, {}).value().latencyMs(network));
  }
}

void TstDesignCosts::constraintsOverCosts() {
  const auto space = spaceOf(kChoices, kNetwork, R"("constraints": ["macs <= 3000"])");
  PSCOPE_VERIFY_OK(space);
  auto costs = DesignCosts::create(space.value(), "deploy");
  PSCOPE_VERIFY_OK(costs);
  QVERIFY(!costs.value().price(space.value().parse("width=4;deep=false").value()).value().violation);
  const auto violating = costs.value().price(space.value().parse("width=16;deep=false").value());
  PSCOPE_VERIFY_OK(violating);
  QVERIFY(violating.value().violation.has_value());
}

void TstDesignCosts::objectivesOfAStudy() {
  const auto config = configWith(R"([
    {"name": "size", "unit": "params", "direction": "minimize", "bound": 500000, "estimators": [{"type": "static", "metric": "params"}]},
    {"name": "delay", "unit": "ms", "direction": "minimize", "bound": 20,
     "estimators": [{"type": "cost-model", "device": "raspberry-pi-4"}]},
    {"name": "batched", "unit": "ms", "direction": "minimize",
     "estimators": [{"type": "cost-model", "device": "raspberry-pi-4", "context": {"batch": 4}}]},
    {"name": "error", "unit": "%", "direction": "minimize", "estimators": [{"type": "train", "epochs": 1}]}
  ])");
  const auto space = openSpace("nasbench201");
  EstimatorRegistry registry;
  registerEstimators(registry);
  auto made = DesignCosts::create(space.value(), "deploy", {openDevice("raspberry-pi-4").value()});
  PSCOPE_VERIFY_OK(made);
  DesignCosts costs = made.value();
  costs.addObjectives(config, registry);
  QCOMPARE(costs.metrics().size(), std::size_t{5});  // what is trained is not cheap; two equal what there is
  QCOMPARE(costs.metrics()[DesignCosts::kParams].title, std::string("size"));
  QCOMPARE(*costs.metrics()[DesignCosts::kParams].bound, 500000.0);
  QCOMPARE(costs.metrics()[3].title, std::string("delay"));
  QCOMPARE(costs.metrics()[4].name, std::string("batched"));
  DesignCosts copy = costs;
  const auto priced = copy.price(space.value().parse(kLargestCell).value());
  PSCOPE_VERIFY_OK(priced);
  QVERIFY(priced.value().values[4] > 2 * priced.value().values[3]);
}

void TstDesignCosts::unknownScale() {
  const auto costs = DesignCosts::create(openSpace("demo").value(), "nowhere");
  QVERIFY(!costs.ok());
  QCOMPARE(costs.error().code, ErrorCode::NotFound);
}

void TstDesignCosts::everyEditOnce() {
  const auto space = spaceOf(kChoices, kNetwork);
  auto costs = DesignCosts::create(space.value(), "deploy");
  const auto lens = priceEdits(costs.value(), space.value().parse("width=8;deep=true;kernel=3").value(), {});
  PSCOPE_VERIFY_OK(lens);
  QStringList texts;
  for (const auto& edit : lens.value().edits) {
    texts << QString::fromStdString(space.value().text(edit.genome));
    QCOMPARE(lens.value().start[edit.choice], edit.from);
    QCOMPARE(edit.genome[edit.choice], edit.to);
    QCOMPARE(edit.switched, edit.choice == 1 ? 1 : 0);  // without `deep` there is no kernel
    QVERIFY(edit.values[DesignCosts::kMacs] != lens.value().startValues[DesignCosts::kMacs]);
  }
  QCOMPARE(texts, QStringList({"width=4;deep=true;kernel=3", "width=16;deep=true;kernel=3", "width=8;deep=false",
                               "width=8;deep=true;kernel=1"}));
}

void TstDesignCosts::cheapestEditKeepsTheBound() {
  const auto space = spaceOf(kChoices, kNetwork);
  auto costs = DesignCosts::create(space.value(), "deploy");
  const auto lens = priceEdits(costs.value(), space.value().parse("width=8;deep=true;kernel=3").value(), {}).value();
  const auto& metrics = costs.value().metrics();
  const auto ask = [&](double limit) { return cheapestEdit(lens, metrics, DesignCosts::kMacs, limit); };
  const auto macs = [&](std::size_t edit) { return lens.edits[edit].values[DesignCosts::kMacs]; };
  QCOMPARE(ask(lens.startValues[DesignCosts::kMacs]).answer, CheapestEdit::Answer::AlreadyMet);
  // 41,488 MACs: narrow it to 13,832, leave the second convolution out (4,624), or a kernel of 1 (8,720).
  const auto found = ask(14'000);
  QCOMPARE(found.answer, CheapestEdit::Answer::Found);
  QCOMPARE(macs(found.edit), 64.0 * 9 * 4 + 64 * 9 * 4 * 4 + 4 * 2);
  QCOMPARE(space.value().text(lens.edits[ask(10'000).edit].genome), std::string("width=8;deep=true;kernel=1"));
  const auto none = ask(1'000);
  QCOMPARE(none.answer, CheapestEdit::Answer::NoEditMeets);
  QCOMPARE(macs(none.edit), 4624.0);  // the nearest
}

// A second objective decides before the size of the change does.
void TstDesignCosts::cheapestEditSparesOtherObjectives() {
  EditLens lens;
  lens.startValues = {100, 1000, 10, 90};
  for (const double accuracy : {80.0, 89.0}) {
    SingleEdit edit;
    edit.values = {accuracy == 80 ? 99.0 : 50.0, accuracy == 80 ? 990.0 : 400.0, 5, accuracy};
    lens.edits.push_back(edit);
  }
  std::vector<CheapMetric> metrics(4);
  metrics[3].kind = CheapMetric::Kind::Objective;
  metrics[3].direction = Direction::Maximize;
  QCOMPARE(cheapestEdit(lens, metrics, 2, 6).edit, std::size_t{1});
  metrics.pop_back();
  QCOMPARE(cheapestEdit(lens, metrics, 2, 6).edit, std::size_t{0});
  lens.edits[0].violation = makeError(ErrorCode::InvalidArgument, {});
  QCOMPARE(cheapestEdit(lens, metrics, 2, 6).edit, std::size_t{1});
}

PSCOPE_TEST(TstDesignCosts)
#include "tst_design_costs.moc"

#include <torch/types.h>
#include <QtTest>

#include "core/nn/network_module.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Designs of every built-in family run and learn: what lowers must also have working operators.
class TstFamiliesRun : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void forwardsAndBackwards_data();
  void forwardsAndBackwards();
};

void TstFamiliesRun::forwardsAndBackwards_data() {
  QTest::addColumn<QByteArray>("name");
  for (const auto& family : builtInFamilies()) {
    QTest::newRow(family.name.c_str()) << QByteArray::fromStdString(family.name);
  }
}

void TstFamiliesRun::forwardsAndBackwards() {
  QFETCH(QByteArray, name);
  constexpr std::int64_t kMostMacs = 20'000'000;  // keeps the test short
  constexpr std::int64_t kBatch = 3;
  const auto space = openSpace(name.toStdString()).value();
  const ScaleInfo* scale = space.scaleFor({1, 28, 28});
  QVERIFY(scale != nullptr);
  Rng rng(5);
  int run = 0;
  for (int i = 0; i < 200 && run < 3; ++i) {
    const auto network = space.lower(space.sample(rng), scale->name);
    PSCOPE_VERIFY_OK(network);
    const StaticCosts costs = staticCosts(network.value());
    if (costs.macs > kMostMacs) continue;
    auto module = NetworkModule::create(network.value(), 1);
    PSCOPE_VERIFY_OK(module);
    auto net = std::move(module).value();
    QCOMPARE(net.parameterCount(), costs.params);
    const at::Tensor input = at::linspace(-1, 1, kBatch * 28 * 28).view({kBatch, 1, 28, 28});
    const at::Tensor output = net.forward(input, true);
    QVERIFY((output.sizes() == at::IntArrayRef{kBatch, 10, 1, 1}));
    QVERIFY(output.isfinite().all().item<bool>());
    output.square().mean().backward();
    QVERIFY(net.flatGradients().isfinite().all().item<bool>());
    QVERIFY(net.flatGradients().abs().sum().item<double>() > 0);
    ++run;
  }
  QCOMPARE(run, 3);
}

PSCOPE_TEST(TstFamiliesRun)
#include "tst_families_run.moc"

#include <QtTest>

#include "core/network/live_nodes.h"
#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"
#include "core/network/seeded_tensors.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Designs of the built-in families leave as ONNX, pass its checker, and come back as the same network.
class TstOnnxDesigns : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void comeBack_data();
  void comeBack();
};

void TstOnnxDesigns::comeBack_data() {
  QTest::addColumn<QByteArray>("family");
  for (const auto& family : builtInFamilies())
    QTest::newRow(family.name.c_str()) << QByteArray::fromStdString(family.name);
}

void TstOnnxDesigns::comeBack() {
  QFETCH(QByteArray, family);
  const auto space = openSpace(family.toStdString());
  PSCOPE_VERIFY_OK(space);
  Rng rng(1);
  int compared = 0;
  for (int i = 0; i < 12 && compared < 4; ++i) {
    const auto network = space.value().lower(space.value().sample(rng));
    PSCOPE_VERIFY_OK(network);
    if (staticCosts(network.value()).params > 20'000'000) continue;                     // seconds each
    const auto bytes = exportOnnx(network.value(), seededTensors(network.value(), 1));  // checked with shape inference
    QVERIFY2(bytes.ok(), bytes.ok() ? "" : bytes.error().detail.c_str());
    const auto model = importOnnxBytes(bytes.value(), "design.onnx");
    PSCOPE_VERIFY_OK(model);
    const auto& back = model.value().network;
    QVERIFY(back.inputShape() == network.value().inputShape());
    QVERIFY(back.outputShape() == network.value().outputShape());
    const auto alive = liveNodes(network.value());  // what reaches no output is not written
    std::int64_t params = 0;
    std::int64_t macs = 0;
    for (std::size_t k = 0; k < alive.size(); ++k) {
      if (!alive[k]) continue;
      const auto cost = nodeCost(network.value(), network.value().nodes()[k]);
      params += cost.params;
      macs += cost.macs;
    }
    const auto costs = staticCosts(back);
    QVERIFY(costs.complete && model.value().unknown.empty());
    QCOMPARE(costs.params, params);
    QCOMPARE(costs.macs, macs);
    ++compared;
  }
  QVERIFY(compared > 0);
}

PSCOPE_TEST(TstOnnxDesigns)
#include "tst_onnx_designs.moc"

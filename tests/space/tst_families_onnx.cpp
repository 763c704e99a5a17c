#include <QtTest>
#include <limits>

#include "core/network/onnx_export.h"
#include "core/network/seeded_tensors.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int kDesigns = 20;  // five times as slow; the same code
#else
constexpr int kDesigns = 200;
#endif

}  // namespace

/// 200 random designs of every family leave as ONNX files that ONNX's own checker accepts.
class TstFamiliesOnnx : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void designsPassTheChecker_data();
  void designsPassTheChecker();
};

void TstFamiliesOnnx::designsPassTheChecker_data() {
  QTest::addColumn<QString>("family");
  for (const auto& family : builtInFamilies())
    QTest::newRow(family.name.c_str()) << QString::fromStdString(family.name);
}

void TstFamiliesOnnx::designsPassTheChecker() {
  QFETCH(QString, family);
  const auto space = openSpace(family.toStdString());
  PSCOPE_VERIFY_OK(space);
  // The scale with the fewest weights: the graph is what is checked.
  Rng rng(2024);
  const Genome first = space.value().sample(rng);
  std::string scale = "deploy";
  std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
  for (const auto& each : space.value().scales()) {
    const auto network = space.value().lower(first, each.name);
    PSCOPE_VERIFY_OK(network);
    const auto params = staticCosts(network.value()).params;
    if (params < fewest) scale = each.name;
    fewest = std::min(fewest, params);
  }
  constexpr std::int64_t kMaxParams = 20'000'000;  // 80 MB a file
  int checked = 0;
  for (int i = 0; i < 2 * kDesigns && checked < kDesigns; ++i) {
    const Genome genome = space.value().sample(rng);
    const auto network = space.value().lower(genome, scale);
    PSCOPE_VERIFY_OK(network);
    if (staticCosts(network.value()).params > kMaxParams) continue;
    const auto file = exportOnnx(network.value(), seededTensors(network.value(), 1));
    QVERIFY2(file.ok(), (space.value().text(genome) + (file.ok() ? "" : file.error().text())).c_str());
    ++checked;
  }
  QCOMPARE(checked, kDesigns);
}

PSCOPE_TEST(TstFamiliesOnnx)
#include "tst_families_onnx.moc"

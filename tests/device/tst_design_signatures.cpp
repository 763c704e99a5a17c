#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/design_signatures.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstDesignSignatures : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalsTheModel_data();
  void equalsTheModel();
  void refusesModelsOfWholeDesigns();
};

void TstDesignSignatures::equalsTheModel_data() {
  QTest::addColumn<QString>("rule");
  QTest::addColumn<bool>("table");
  QTest::newRow("kept") << "kept" << false;
  QTest::newRow("removed") << "removed" << false;
  QTest::newRow("folded") << "folded" << false;
  QTest::newRow("operators") << "removed" << true;
}

void TstDesignSignatures::equalsTheModel() {
  QFETCH(QString, rule);
  QFETCH(bool, table);
  Json document = openDevice("raspberry-pi-4").value().document();
  document["dead_code"] = rule.toStdString();
  if (table) {
    document["tables"] = Json::parse(R"([{"kind": "operators", "name": "t", "metric": "latency", "unit": "ms",
      "tag": "user", "source": "here", "rows": [
        {"op": "conv2d", "kernel": 3, "hw": 32, "cin": 16, "cout": 16, "v": 1},
        {"op": "conv2d", "kernel": 1, "hw": 32, "cin": 16, "cout": 16, "v": 0.2},
        {"op": "add", "hw": 32, "cin": 16, "v": 0.1}]}])");
  }
  const auto profile = DeviceProfile::fromJson(document, "");
  PSCOPE_VERIFY_OK(profile);
  const Space space = openSpace("nasbench201").value();
  auto model = createCostModel(profile.value(), {});
  PSCOPE_VERIFY_OK(model);
  DesignSignatures designs;
  QCOMPARE(designs.size(), std::size_t{0});
  std::vector<double> expected;
  for (std::uint64_t index = 0; index < 15625; index += 311) {
    const Network network = space.lower(*space.design(index)).value();
    designs.add(network);
    expected.push_back(model.value()->latencyMs(network));
  }
  QCOMPARE(designs.size(), expected.size());
  QVERIFY(designs.signatures() < 100);
  const auto latencies = designs.latenciesMs(profile.value(), {});
  PSCOPE_VERIFY_OK(latencies);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    QVERIFY(std::abs(latencies.value()[i] - expected[i]) <= 1e-9 * (1 + expected[i]));
  }
}

void TstDesignSignatures::refusesModelsOfWholeDesigns() {
  const Space space = openSpace("nasbench201").value();
  DesignSignatures designs;
  designs.add(space.lower(*space.design(0)).value());
  CostContext context;
  context.model = "train-step";
  const auto refused = designs.latenciesMs(openDevice("raspberry-pi-4").value(), context);
  QVERIFY(!refused.ok());
  QCOMPARE(refused.error().code, ErrorCode::Unsupported);
}

PSCOPE_TEST(TstDesignSignatures)
#include "tst_design_signatures.moc"

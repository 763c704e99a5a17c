#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/device_fit_dialog.h"
#include "widgets/device_library.h"
#include "widgets/device_swap.h"
#include "widgets/device_swap_panel.h"

using namespace pscope;
using namespace pscope::test;

namespace {

DeviceSwapQuestion question(const Space& space, int designs) {
  DeviceSwapQuestion asked;
  Rng rng(3);
  for (int i = 0; i < designs; ++i) {
    asked.genomes.push_back(space.sample(rng));
    asked.qualities.push_back(static_cast<double>(rng.below(50)));
  }
  asked.devices = {openDevice("raspberry-pi-4").value(), openDevice("v100").value()};
  return asked;
}

}  // namespace

class TstDeviceSwap : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pricesAndRanks() {
    const Space space = openSpace("nasbench201").value();
    const DeviceSwapQuestion asked = question(space, 700);
    const auto swap = swapDevices(space, asked, {});
    QVERIFY(swap.ok());
    auto pi = RooflineModel::create(asked.devices[0], {});
    std::size_t least = 700;
    for (std::size_t i = 0; i < 700; ++i) {
      const double expected = pi.value().latencyMs(space.lower(asked.genomes[i]).value());
      QVERIFY(std::abs(swap.value().latencyMs[0][i] - expected) <= 1e-12 * expected);
      least = std::min(least, swap.value().ranks[0][i]);
      // The rank is one more than the number of faster designs.
      if (i % 50 == 0) {
        std::size_t faster = 0;
        for (const double other : swap.value().latencyMs[0]) faster += other < swap.value().latencyMs[0][i] ? 1 : 0;
        QCOMPARE(swap.value().ranks[0][i], faster + 1);
      }
    }
    QCOMPARE(least, std::size_t{1});
    QCOMPARE(swap.value().rankCorrelations[0][0], 1.0);
    QCOMPARE(swap.value().rankCorrelations[0][1], swap.value().rankCorrelations[1][0]);
    QVERIFY(swap.value().rankCorrelations[0][1] > 0.3 && swap.value().rankCorrelations[0][1] < 1);
    // Nobody dominates those on the front, and somebody all others.
    for (std::size_t i = 0; i < 700; i += 7) {
      bool dominated = false;
      for (std::size_t k = 0; k < 700; ++k) {
        const double a = swap.value().latencyMs[1][k], b = swap.value().latencyMs[1][i];
        dominated = dominated || (a <= b && asked.qualities[k] <= asked.qualities[i] &&
                                  (a < b || asked.qualities[k] < asked.qualities[i]));
      }
      QCOMPARE(swap.value().onFront[1][i], !dominated);
    }
  }

  void cancelsAndRefuses() {
    const Space space = openSpace("nasbench201").value();
    std::stop_source stop;
    stop.request_stop();
    JobContext job;
    job.stop = stop.get_token();
    QCOMPARE(swapDevices(space, question(space, 300), job).error().code, ErrorCode::Cancelled);
    DeviceSwapQuestion asked = question(space, 10);
    asked.context.precision = "int3";
    QVERIFY(!swapDevices(space, asked, {}).ok());
    // One device that cannot price does not take the others with it; no device is no failure.
    asked.context.precision = "";
    asked.devices.push_back(DeviceProfile::fromJson(Json{{"name", "bare"}}, "").value());
    const auto some = swapDevices(space, asked, {});
    QVERIFY(some.ok());
    QVERIFY(!some.value().failures[0] && some.value().failures[2]);
    QVERIFY(std::isnan(some.value().latencyMs[2][0]) && some.value().latencyMs[0][0] > 0);
    asked.devices.clear();
    QVERIFY(swapDevices(space, asked, {}).ok());
  }

  // A table of the study's space prices its designs, with the evidence of the table; designs that came later join, also
  // such as were there before.
  void tablesAndGrowth() {
    const Space space = openSpace("nasbench201").value();
    DeviceSwapQuestion asked = question(space, 40);
    asked.genomes[20] = asked.genomes[10];
    asked.genomes[35] = asked.genomes[3];
    asked.genomes[38] = asked.genomes[37];
    Json groups = Json::array();
    for (const Choice& choice : space.choices()) {
      Json rows = Json::array();
      for (std::size_t l = 0; l < choice.levels.size(); ++l) rows.push_back({choice.levels[l], static_cast<double>(l)});
      groups.push_back({{"choices", {choice.path}}, {"rows", rows}});
    }
    const Json table = {{"kind", "choices"},   {"name", "t"},  {"space", space.name()},
                        {"metric", "latency"}, {"unit", "ms"}, {"tag", "P"},
                        {"source", "test"},    {"base", 1},    {"groups", groups}};
    asked.devices.push_back(asked.devices[0].withTable(table).value());
    const auto shared = std::make_shared<const Space>(space);
    const std::vector<Genome> first(asked.genomes.begin(), asked.genomes.begin() + 30);
    const auto part = GatheredDesigns::gather(shared, first, "deploy", {});
    const auto whole = GatheredDesigns::gather(shared, asked.genomes, "deploy", {}, &part.value());
    const auto swap = swapDevices(whole.value(), asked, {});
    QVERIFY(swap.ok());
    const auto anew = swapDevices(space, asked, {}).value();
    for (std::size_t i = 0; i < 40; ++i) {
      double expected = 1;
      for (const int level : asked.genomes[i]) expected += level;
      QCOMPARE(swap.value().latencyMs[2][i], expected);
      QCOMPARE(swap.value().latencyMs[0][i], anew.latencyMs[0][i]);
    }
    QCOMPARE(swap.value().evidence[2], std::string("P"));
    QCOMPARE(swap.value().evidence[0], std::string("E"));
  }

  void lenses() {
    DeviceLens lens;
    QCOMPARE(lens.apply(20, 5), 20.0);
    lens.kind = DeviceLens::Kind::FramesPerSecond;
    QCOMPARE(lens.apply(20, 5), 50.0);
    lens.kind = DeviceLens::Kind::FrameBudget;  // 20 ms of the 40 ms of a frame at 25 frames/s
    lens.framesPerSecond = 25;
    QCOMPARE(lens.apply(20, 5), 50.0);
    lens.kind = DeviceLens::Kind::Millijoules;  // 5 W are 5 mJ/ms
    QCOMPARE(lens.apply(20, 5), 100.0);
    lens.kind = DeviceLens::Kind::Inferences;  // 1 Wh = 3.6e6 mJ
    lens.batteryWh = 1;
    QCOMPARE(lens.apply(20, 5), 36'000.0);
    QVERIFY(std::isnan(lens.apply(20, std::nan(""))));
  }

  void modelShowsFlips() {
    const Space space = openSpace("nasbench201").value();
    const DeviceSwapQuestion asked = question(space, 200);
    const auto swap = std::make_shared<const DeviceSwap>(swapDevices(space, asked, {}).value());
    std::vector<CandidateId> ids;
    std::vector<QString> designs;
    for (int i = 0; i < 200; ++i) {
      ids.push_back(CandidateId{i + 1});
      designs.push_back(QString::number(i));
    }
    DeviceSwapModel model;
    QAbstractItemModelTester tester(&model);
    model.set(swap, {QStringLiteral("Pi"), QStringLiteral("V100")}, ids, asked.qualities, QStringLiteral("error"),
              designs);
    const int fronts = model.rowCount();
    QVERIFY(fronts > 0 && fronts < 200);
    int flipped = 0;
    for (int row = 0; row < fronts; ++row) {
      const int flip = model.index(row, DeviceSwapModel::FirstDevice + 3).data(DeviceSwapModel::FlipRole).toInt();
      flipped += flip != 0 ? 1 : 0;
      QCOMPARE(model.index(row, DeviceSwapModel::FirstDevice + 1).data(DeviceSwapModel::FlipRole).toInt(), 0);
    }
    QCOMPARE(static_cast<std::size_t>(flipped), model.flips());
    model.setFrontOnly(false);
    QCOMPARE(model.rowCount(), 200);
    model.sort(DeviceSwapModel::FirstDevice + 2, Qt::DescendingOrder);
    const auto at = [&](int row) {
      return swap
          ->latencyMs[1][static_cast<std::size_t>(model.index(row, 0).data(DeviceSwapModel::IdRole).toInt() - 1)];
    };
    for (int row = 1; row < 200; ++row) QVERIFY(at(row - 1) >= at(row));
  }

  void panelFollowsTheStudy() {
    WindowFixture fixture;
    DeviceLibrary library(fixture.folder.filePath(QStringLiteral("devices")));
    Selection selection;
    DeviceSwapPanel panel(library, selection);
    panel.resize(800, 500);
    panel.show();
    auto study = StudyDocument::create(fixture.path("s.pscope"), fixture.freeConfig(40), fixture.services());
    QVERIFY(study.ok());
    panel.setStudy(study.value().get());
    study.value()->start();
    QTRY_VERIFY(!study.value()->busy() && study.value()->candidates().rowCount() == 40);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("deviceSwapTable"));
    auto* note = panel.findChild<QLabel*>(QStringLiteral("deviceSwapNote"));
    QTRY_VERIFY(note->text().startsWith(QStringLiteral("40")));
    QVERIFY(table->model()->rowCount() > 0);
    QCOMPARE(panel.devices().size(), 2);
    panel.setDevices({QStringLiteral("raspberry-pi-4"), QStringLiteral("pixel-3"), QStringLiteral("v100")});
    QTRY_COMPARE(table->model()->columnCount(), DeviceSwapModel::FirstDevice + 2 * 3 + 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    QCOMPARE(selection.current().value, table->model()->index(0, 0).data(DeviceSwapModel::IdRole).toLongLong());
    panel.setStudy(nullptr);
    QVERIFY(study.value()->close().ok());
  }

  void fitsShowsAndAccepts() {
    const QTemporaryDir folder;
    const Space space = openSpace("nasbench-macro").value();
    auto pi = RooflineModel::create(openDevice("raspberry-pi-4").value(), {});
    QFile file(folder.filePath(QStringLiteral("m.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("design,other,latency_ms\n");
    Rng rng(1);
    for (int i = 0; i < 40; ++i) {
      const Genome genome = space.sample(rng);
      const double ms = pi.value().latencyMs(space.lower(genome).value());
      file.write((space.text(genome) + ",1," + numberText(ms) + "\n").c_str());
    }
    file.close();
    const auto blank = DeviceProfile::fromJson(openDevice("raspberry-pi-4").value().document(), "").value();
    DeviceFitDialog dialog(blank, &space);
    dialog.show();
    auto* accept = dialog.findChild<QPushButton*>(QStringLiteral("deviceFitAccept"));
    auto* start = dialog.findChild<QPushButton*>(QStringLiteral("deviceFitStart"));
    QVERIFY(!start->isEnabled());
    dialog.setFile(file.fileName());
    QTRY_VERIFY(start->isEnabled());
    QCOMPARE(dialog.findChild<QTableWidget*>(QStringLiteral("deviceFitRows"))->rowCount(), 40);
    QVERIFY(!accept->isEnabled());
    start->click();
    QTRY_VERIFY_WITH_TIMEOUT(accept->isEnabled(), 60'000);
    QCOMPARE(dialog.result()->heldOut.size(), std::size_t{40});
    QVERIFY(dialog.result()->fit.model.heldOut()->spearman > 0.98);
    QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("deviceFitQuality"))->text().contains(QStringLiteral("Spearman")));
    // Another column: what was made counts no more, and the problem is told with its place.
    dialog.setColumn(QStringLiteral("design"));
    QVERIFY(!accept->isEnabled());
    auto* found = dialog.findChild<QLabel*>(QStringLiteral("deviceFitFound"));
    QTRY_VERIFY(found->text().contains(QStringLiteral("unit")));
    QVERIFY(!start->isEnabled());
  }
};

PSCOPE_TEST(TstDeviceSwap)
#include "tst_device_swap.moc"

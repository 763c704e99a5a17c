#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>
#include <cmath>

#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "viz/distribution_plot.h"
#include "widgets/cost_text.h"
#include "widgets/distribution_model.h"
#include "widgets/network_card.h"
#include "widgets/space_distribution_panel.h"
#include "widgets/space_preview_panel.h"
#include "widgets/space_profiler.h"

using namespace pscope;

namespace {

CheapMetric metricOf(CheapMetric::Kind kind, const char* unit) {
  CheapMetric metric;
  metric.kind = kind;
  metric.unit = unit;
  return metric;
}

}  // namespace

class TstSpacePanels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void costsAsText();
  void costsFromText_data();
  void costsFromText();
  void profilerTakesTheNewestSpace();
  void profilerDrawsAnother();
  void distributionTakesTypedBounds();
  void distributionFollowsTheMouse();
  void distributionAsATable();
  void distributionOfDevices();
  void boundOutOfReach();
  void previewShowsFourNetworks();
  void nothingWithoutASpace();

 private:
  static void profile(SpaceProfiler& profiler, const char* family) {
    profiler.setSamples(300);
    profiler.setSpace(openSpace(family).value());
    QVERIFY(QTest::qWaitFor([&] { return profiler.complete() && profiler.examples().complete; }, 20'000));
  }
};

void TstSpacePanels::costsAsText() {
  const auto nbsp = QString(QChar::Nbsp);
  const auto macs = metricOf(CheapMetric::Kind::Macs, "MACs");
  const auto memory = metricOf(CheapMetric::Kind::PeakActivation, "B");
  const auto latency = metricOf(CheapMetric::Kind::Latency, "ms");
  QCOMPARE(costText(macs, 312'400'000), QStringLiteral("312") + nbsp + QStringLiteral("M"));
  QCOMPARE(costText(macs, 144), QStringLiteral("144"));
  QCOMPARE(costText(memory, 2.5 * 1024 * 1024), QStringLiteral("2.50") + nbsp + QStringLiteral("MiB"));
  QCOMPARE(costText(latency, 12.34), QStringLiteral("12.3") + nbsp + QStringLiteral("ms"));
  QCOMPARE(costText(latency, std::nan("")), QStringLiteral("\u2013"));
  QCOMPARE(costChangeText(macs, -1'200'000), QStringLiteral("\u22121.20") + nbsp + QStringLiteral("M"));
  QCOMPARE(percentChangeText(200, 210), QStringLiteral("+5.0") + nbsp + QStringLiteral("%"));
  QCOMPARE(percentChangeText(0, 1), QString());
  QCOMPARE(costUnit(macs, 3e8).factor, 1e6);
}

void TstSpacePanels::costsFromText_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<double>("value");  // NaN: not understood
  QTest::newRow("alone: in the unit that is shown") << "300" << 300e6;
  QTest::newRow("with the unit") << "300 M MACs" << 300e6;
  QTest::newRow("giga") << "1.5 G" << 1.5e9;
  QTest::newRow("binary") << "2 MiB" << 2.0 * 1024 * 1024;
  QTest::newRow("without a space") << "20k" << 20e3;
  QTest::newRow("exponent") << "2e2" << 200e6;
  QTest::newRow("negative") << "-3" << std::nan("");
  QTest::newRow("words") << "few" << std::nan("");
  QTest::newRow("unknown unit") << "3 apples" << std::nan("");
}

void TstSpacePanels::costsFromText() {
  QFETCH(QString, text);
  QFETCH(double, value);
  const auto parsed = parseCost(text, {1e6, QStringLiteral("M MACs")});
  QCOMPARE(parsed.has_value(), !std::isnan(value));
  if (parsed) QCOMPARE(*parsed, value);
}

void TstSpacePanels::profilerTakesTheNewestSpace() {
  SpaceProfiler profiler;
  QSignalSpy changed(&profiler, &SpaceProfiler::spaceChanged);
  profiler.setSpace(openSpace("darts").value());
  profiler.setSpace(openSpace("nasnet").value());
  profile(profiler, "demo");
  QCOMPARE(changed.count(), 3);
  QCOMPARE(profiler.profile()->drawn, std::int64_t{300});
  PSCOPE_VERIFY_OK(openSpace("demo").value().validate(profiler.profile()->designs.front()));
  profiler.setSpace(openSpace("demo").value());  // the same document: nothing is lost
  QCOMPARE(changed.count(), 3);
  QVERIFY(profiler.profile() != nullptr);
}

void TstSpacePanels::profilerDrawsAnother() {
  SpaceProfiler profiler;
  profile(profiler, "mobilenetv3-ofa");
  const auto before = profiler.examples();
  QSignalSpy changed(&profiler, &SpaceProfiler::examplesChanged);
  profiler.reroll();
  QVERIFY(changed.wait());
  QVERIFY(profiler.examples().random->genome != before.random->genome);
  QVERIFY(profiler.examples().largest->genome == before.largest->genome);
}

void TstSpacePanels::distributionTakesTypedBounds() {
  SpaceProfiler profiler;
  profile(profiler, "mobilenetv3-ofa");
  SpaceDistributionPanel panel(profiler);
  panel.resize(900, 600);
  panel.show();
  QLineEdit* edit = nullptr;
  QTRY_VERIFY((edit = panel.findChild<QLineEdit*>(QStringLiteral("bound_macs"))) != nullptr);
  QSignalSpy changed(&panel, &SpaceDistributionPanel::boundsChanged);
  edit->setFocus();
  QTest::keyClicks(edit, QStringLiteral("200 M"));
  QTest::keyClick(edit, Qt::Key_Return);
  QCOMPARE(changed.count(), 1);
  QCOMPARE(panel.bounds().at("macs"), 200e6);
  auto* plot = panel.findChild<DistributionPlot*>(QStringLiteral("distribution_macs"));
  QTRY_COMPARE(*plot->bound(), 200.0);  // in millions
  const MetricBound bound{DesignCosts::kMacs, 200e6};
  const Share share = shareMeeting(*profiler.profile(), std::span(&bound, 1));
  auto* all = panel.findChild<QLabel*>(QStringLiteral("distributionAll"));
  QVERIFY(all->text().startsWith(QLocale().toString(100 * share.share, 'f', 1)));
  // What is not understood changes nothing.
  edit->setText({});
  QTest::keyClicks(edit, QStringLiteral("plenty"));
  QTest::keyClick(edit, Qt::Key_Return);
  QCOMPARE(panel.bounds().at("macs"), 200e6);
  edit->setText(QStringLiteral(" "));
  QTest::keyClick(edit, Qt::Key_Backspace);
  QTest::keyClick(edit, Qt::Key_Return);
  QVERIFY(panel.bounds().empty());
}

void TstSpacePanels::distributionFollowsTheMouse() {
  SpaceProfiler profiler;
  profile(profiler, "mobilenetv3-ofa");
  SpaceDistributionPanel panel(profiler);
  panel.resize(900, 600);
  panel.show();
  DistributionPlot* plot = nullptr;
  QTRY_VERIFY((plot = panel.findChild<DistributionPlot*>(QStringLiteral("distribution_pixel-3"))) != nullptr);
  QTRY_VERIFY(!plot->values().empty());
  const double median = plot->values()[plot->values().size() / 2];
  QTest::mouseDClick(plot, Qt::LeftButton, {},
                     QPoint(static_cast<int>(std::lround(plot->pixelOf(median))), plot->height() / 2));
  QTRY_COMPARE(panel.bounds().size(), std::size_t{1});
  QVERIFY(std::abs(panel.bounds().at("pixel-3") - median) < 0.05 * median);
  QTRY_VERIFY(panel.findChild<QLabel*>(QStringLiteral("share_pixel-3"))->text().contains(QLatin1Char('%')));
}

void TstSpacePanels::distributionAsATable() {
  SpaceProfiler profiler;
  profile(profiler, "demo");
  DistributionModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.set(profiler.profile(), {0, 1, 3}, {{"macs", profiler.profile()->median(1)}});
  QCOMPARE(model.rowCount(), 3);
  const auto number = [&](int row, int column) {
    return model.index(row, column).data(DistributionModel::SortRole).toDouble();
  };
  const auto& macs = profiler.profile()->values[1];
  QCOMPARE(number(1, DistributionModel::Least), *std::min_element(macs.begin(), macs.end()));
  QCOMPARE(number(1, DistributionModel::Most), *std::max_element(macs.begin(), macs.end()));
  QVERIFY(std::abs(number(1, DistributionModel::ShareColumn) - 0.5) < 0.05);
  QCOMPARE(model.index(0, DistributionModel::Bound).data().toString(), QStringLiteral("\u2013"));
  model.set(nullptr, {}, {});
  QCOMPARE(model.rowCount(), 0);
}

void TstSpacePanels::distributionOfDevices() {
  SpaceProfiler profiler;
  profile(profiler, "demo");
  SpaceDistributionPanel panel(profiler);
  panel.show();
  QTRY_COMPARE(panel.findChildren<DistributionPlot*>().size(), 6);
  QSignalSpy changed(&panel, &SpaceDistributionPanel::devicesChanged);
  auto* menu = panel.findChild<QToolButton*>(QStringLiteral("distributionDevices"))->menu();
  Q_EMIT menu->aboutToShow();
  for (QAction* action : menu->actions()) action->setChecked(action->data().toString() == QLatin1String("v100"));
  QVERIFY(changed.count() > 0);
  QCOMPARE(panel.devices(), std::vector<std::string>{"v100"});
  QTRY_COMPARE(panel.findChildren<DistributionPlot*>().size(), 4);
}

void TstSpacePanels::boundOutOfReach() {
  SpaceProfiler profiler;
  profile(profiler, "demo");
  SpaceDistributionPanel panel(profiler);
  panel.setBounds({{"macs", 1}});
  panel.show();
  QLabel* share = nullptr;
  QTRY_VERIFY((share = panel.findChild<QLabel*>(QStringLiteral("share_macs"))) != nullptr);
  const QString smallest = costText(profiler.profile()->metrics[1], profiler.examples().smallest->values[1]);
  QTRY_VERIFY(share->text().contains(smallest));
}

void TstSpacePanels::previewShowsFourNetworks() {
  SpaceProfiler profiler;
  profile(profiler, "demo");
  SpacePreviewPanel panel(profiler, "");
  panel.resize(900, 300);
  panel.show();
  auto* smallest = panel.findChild<NetworkCard*>(QStringLiteral("cardSmallest"));
  auto* largest = panel.findChild<NetworkCard*>(QStringLiteral("cardLargest"));
  const QString macs = costText(profiler.profile()->metrics[1], profiler.examples().smallest->values[1]);
  QTRY_VERIFY(smallest->accessibleDescription().contains(macs));
  QSignalSpy chosen(&panel, &SpacePreviewPanel::designChosen);
  QTest::mouseClick(smallest, Qt::LeftButton);
  QCOMPARE(chosen.count(), 1);
  QVERIFY(chosen.front().front().value<Genome>() == profiler.examples().smallest->genome);
  QTest::keyClick(largest, Qt::Key_Return);
  QVERIFY(chosen.back().front().value<Genome>() == profiler.examples().largest->genome);
  const QString before = largest->accessibleDescription();
  panel.setDevice("stm32f746");
  QCOMPARE(panel.device(), std::string("stm32f746"));
  QTRY_VERIFY(largest->accessibleDescription() != before);
  const Genome random = profiler.examples().random->genome;
  QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("cardReroll")), Qt::LeftButton);
  QTRY_VERIFY(profiler.examples().random->genome != random);
}

void TstSpacePanels::nothingWithoutASpace() {
  SpaceProfiler profiler;
  SpacePreviewPanel preview(profiler, "");
  SpaceDistributionPanel distribution(profiler);
  preview.setEmptyText(QStringLiteral("Draw a space."));
  preview.show();
  distribution.show();
  auto* empty = preview.findChild<QLabel*>(QStringLiteral("spacePreviewEmpty"));
  QTRY_VERIFY(empty->isVisible());
  QCOMPARE(empty->text(), QStringLiteral("Draw a space."));
  preview.setSpace(openSpace("demo").value());
  QTRY_VERIFY(!empty->isVisible());
  QVERIFY(profiler.space().has_value());
  distribution.setSpace(std::nullopt);
  QTRY_VERIFY(empty->isVisible());
}

PSCOPE_TEST(TstSpacePanels)
#include "tst_space_panels.moc"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <nlohmann/json.hpp>

#include "core/study/study.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "viz/calibration_plot.h"
#include "widgets/cost_label.h"
#include "widgets/focus_dialog.h"
#include "widgets/front_panel.h"
#include "widgets/hypervolume_panel.h"
#include "widgets/predictions_panel.h"
#include "widgets/space_expression_edit.h"
#include "widgets/strategy_comparison_dialog.h"
#include "widgets/workspace.h"

using namespace pscope;
using test::WindowFixture;

/// What a search is worth: rules that end it, what it costs, what it expected, how strategies compare.
class TstSearchPanels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void endedByARuleAndContinued();
  void looksAtARegion();
  void costOfASearch();
  void predictions();
  void comparison();
  void comparisonOnlyWhereItIsFree();
};

void TstSearchPanels::endedByARuleAndContinued() {
  WindowFixture fixture;
  MainWindow window(fixture.windowServices());
  SearchConfig config = fixture.freeConfig(60);
  config.stop.target = {{"size", 1e12}};  // the first one does
  QVERIFY(window.createStudy(QString::fromStdString(fixture.path("rule.pscope")), config, true));
  QTRY_COMPARE_WITH_TIMEOUT(window.document()->state(), RunState::Finished, 20'000);
  QTRY_VERIFY(window.messages().text().contains(QStringLiteral("target")));
  QVERIFY(window.document()->evaluations().done < 60);
  QPushButton* button = nullptr;
  for (auto* each : window.messages().findChildren<QPushButton*>()) {
    if (each->text() == QLatin1String("Continue anyway")) button = each;
  }
  QVERIFY(button != nullptr);
  button->click();
  QTRY_COMPARE_WITH_TIMEOUT(window.document()->evaluations().done, qint64{60}, 20'000);
  QTRY_COMPARE(window.document()->state(), RunState::Finished);
  QVERIFY(!window.document()->stopRule());
}

// 6 widths and 1 + 2 * 2 * 3 * 2 ways of each of three stages: 93,750 designs, half of them with a width up to 8.
void TstSearchPanels::looksAtARegion() {
  WindowFixture fixture;
  MainWindow window(fixture.windowServices());
  window.resize(1280, 800);
  window.show();
  QVERIFY(window.createStudy(QString::fromStdString(fixture.path("focus.pscope")), fixture.freeConfig(20), true));
  QTRY_COMPARE_WITH_TIMEOUT(window.document()->state(), RunState::Finished, 20'000);
  auto* bar = window.findChild<QWidget*>(QStringLiteral("focusBar"));
  QVERIFY(!bar->isVisible());
  window.findChild<QAction*>(QStringLiteral("actionFocus"))->trigger();
  auto* dialog = window.findChild<FocusDialog*>();
  QVERIFY(dialog != nullptr);
  auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("focusAccept"));
  auto* where = dialog->findChild<SpaceExpressionEdit*>(QStringLiteral("focusWhere"));
  QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("focusEnd"))->isEnabled());
  QTRY_COMPARE(dialog->verdict(), QStringLiteral("93,750 of 93,750 designs are in this part of the space."));
  where->insertName(QStringLiteral("width <= 8"));
  QTRY_COMPARE(dialog->verdict(), QStringLiteral("46,875 of 93,750 designs are in this part of the space."));
  QVERIFY(accept->isEnabled());
  where->insertName(QStringLiteral("and"));
  QTRY_VERIFY2(dialog->verdict().contains(QLatin1String("expression")), qPrintable(dialog->verdict()));
  QVERIFY(!accept->isEnabled() && where->marked());
  dialog->setRegion({"width <= 3", {}});
  QTRY_VERIFY2(dialog->verdict().contains(QLatin1String("None of the 93750")), qPrintable(dialog->verdict()));
  dialog->setRegion({"width <= 8", {{"macs", 2e6, 1e6}}});
  QTRY_COMPARE(dialog->verdict(), QStringLiteral("The range of macs is empty."));
  QVERIFY(!accept->isEnabled());
  const Focus focus{"width <= 8", {{"macs", {}, 1e6}}};
  dialog->setRegion(focus);
  QTRY_VERIFY(accept->isEnabled());
  QVERIFY(dialog->region() == focus);
  accept->click();
  QTRY_VERIFY(bar->isVisible());
  QCOMPARE(window.findChild<QLabel*>(QStringLiteral("focusText"))->text(),
           QStringLiteral("Focus: macs ≤ 1,000,000\u00A0MACs, width <= 8"));
  PSCOPE_VERIFY_OK(window.document()->setCandidates(50));
  window.document()->start();
  QTRY_COMPARE_WITH_TIMEOUT(window.document()->evaluations().done, qint64{50}, 20'000);
  const Space part = window.document()->space().restricted(focus.where).value();
  const CandidateModel& candidates = window.document()->candidates();
  for (int row = 0; row < candidates.rowCount(); ++row) {
    const Candidate& candidate = candidates.candidateAt(row);
    if (candidate.id.value > 20) PSCOPE_VERIFY_OK(part.validate(candidate.genome));
  }
  QTRY_COMPARE(window.document()->state(), RunState::Finished);
  window.findChild<QToolButton*>(QStringLiteral("focusClose"))->click();
  QVERIFY(!bar->isVisible() && window.document()->focus().empty());
  QTRY_VERIFY(window.document()->log().back().contains(QLatin1String("From candidate 51 on")));
  window.closeStudy();
  window.openPath(QString::fromStdString(fixture.path("focus.pscope")));
  QVERIFY(window.document() != nullptr && window.document()->focus().empty());
}

// Four evaluations of half an hour: hypervolumes 25, 64, 64, 81 of the reference (10, 10).
void TstSearchPanels::costOfASearch() {
  WindowFixture fixture;
  SearchConfig config = fixture.freeConfig(4);
  config.reference = {10, 10};
  const std::string path = fixture.path("cost.pscope");
  const Space space = openSpace(config.space).value();
  {
    auto study = Study::create(path, config, space.document().dump()).value();
    const double values[] = {5, 2, 2, 1};
    for (int i = 0; i < 4; ++i) {
      Candidate candidate;
      candidate.id = CandidateId{i + 1};
      candidate.genome = *space.design(static_cast<std::uint64_t>(i));
      candidate.design = space.text(candidate.genome);
      candidate.state = CandidateState::Done;
      for (const auto& objective : config.objectives) {
        Measurement measurement;
        measurement.metric = objective.name;
        measurement.unit = objective.unit;
        measurement.value = values[i];
        measurement.seconds = 900;
        measurement.provenance = std::make_shared<Provenance>();
        candidate.measurements.push_back(measurement);
      }
      study->post(candidate);
    }
    PSCOPE_VERIFY_OK(study->close());
  }
  const auto document = StudyDocument::open(path, fixture.services());
  PSCOPE_VERIFY_OK(document);
  CostLabel label;
  label.setDocument(document.value().get());
  // At one hour the volume was 64: b = 17 / ln 2, and 1 % of 81 takes 7200 s (exp(0.81 / b) - 1) = 4 min.
  QTRY_COMPARE_WITH_TIMEOUT(label.text(),
                            QStringLiteral("2 CPU-hours so far; the next 1 % of hypervolume costs about 4 min."), 5000);
  QVERIFY(label.toolTip().contains(QLatin1String("20.99 %")));  // 17 of 81 in an hour
  HypervolumePanel panel;
  panel.setDocument(document.value().get());
  panel.show();
  auto* across = panel.findChild<QComboBox*>(QStringLiteral("hypervolumeAcross"));
  QTRY_VERIFY(across->isVisible());
  across->setCurrentIndex(1);
}

// The strategy "model" expects errors; the MACs of a design it knows.
void TstSearchPanels::predictions() {
  WindowFixture fixture;
  SearchConfig config = fixture.gatedConfig(30);
  config.strategy = "model";
  config.strategyParameters = R"({"initial": 10, "batch": 4})";
  const auto document = StudyDocument::create(fixture.path("predicted.pscope"), config, fixture.services());
  PSCOPE_VERIFY_OK(document);
  Selection selection;
  PredictionsPanel panel(selection);
  panel.resize(500, 400);
  panel.show();
  panel.setDocument(document.value().get());
  auto* plot = panel.findChild<CalibrationPlot*>();
  QVERIFY2(plot->accessibleDescription().contains(QLatin1String("random beginning")),
           qPrintable(plot->accessibleDescription()));
  document.value()->start();
  QTRY_COMPARE_WITH_TIMEOUT(document.value()->state(), RunState::Finished, 30'000);
  auto* figures = panel.findChild<QLabel*>(QStringLiteral("predictionsFigures"));
  QTRY_VERIFY2(figures->text().startsWith(QLatin1String("20 design")), qPrintable(figures->text()));
  QCOMPARE(plot->dataText().split('\n').size(), 1 + 20 + 1);
  QVERIFY(plot->dataText().contains(QLatin1String("predicted error (%)")));
  auto* objective = panel.findChild<QComboBox*>();
  objective->setCurrentIndex(1);
  QVERIFY(figures->text().isEmpty());
  QVERIFY(plot->accessibleDescription().contains(QLatin1String("known before")));
  Q_EMIT plot->chosen(CandidateId{12});
  QCOMPARE(selection.current(), CandidateId{12});
}

void TstSearchPanels::comparison() {
  WindowFixture fixture;
  const SearchConfig config = fixture.freeConfig(40);
  StrategyComparisonDialog panel(
      {config, openSpace("nasbench-macro").value(), fixture.services().estimators, fixture.services().strategies});
  auto* list = panel.findChild<QListWidget*>(QStringLiteral("protocolStrategies"));
  for (int row = 0; row < list->count(); ++row) {
    const QString name = list->item(row)->text();
    list->item(row)->setCheckState(name == QLatin1String("random") || name == QLatin1String("nsga2") ? Qt::Checked
                                                                                                     : Qt::Unchecked);
  }
  panel.findChild<QSpinBox*>(QStringLiteral("protocolSeeds"))->setValue(3);
  auto* start = panel.findChild<QPushButton*>(QStringLiteral("protocolStart"));
  auto* cancel = panel.findChild<QPushButton*>(QStringLiteral("protocolCancel"));
  start->click();
  QVERIFY(cancel->isEnabled() && !start->isEnabled());
  panel.show();
  panel.reject();  // Esc stops what runs; it does not close
  QTRY_VERIFY(start->isEnabled());
  QVERIFY(panel.isVisible() && !panel.comparison());
  start->click();
  QTRY_VERIFY_WITH_TIMEOUT(panel.comparison().has_value(), 20'000);
  QCOMPARE(panel.comparison()->runs.size(), std::size_t{6});
  const auto* table = panel.findChild<QTableWidget*>();
  QCOMPARE(table->rowCount(), 2 * 4);
  for (int row = 0; row < table->rowCount(); ++row) {
    const bool random = table->item(row, 0)->text() == QLatin1String("random");
    QCOMPARE(table->item(row, 5)->text().isEmpty(), random);
    QVERIFY(table->item(row, 3)->text().contains(QLatin1String(" to ")));
  }
  QVERIFY(!panel.close());  // results go after a question only
  auto* question = panel.findChild<QMessageBox*>(QStringLiteral("comparisonQuestion"));
  QVERIFY(question != nullptr);
  question->button(QMessageBox::Cancel)->click();
  QVERIFY(panel.isVisible() && panel.comparison());
  const QString csv = fixture.folder.filePath("curves.csv"), figure = fixture.folder.filePath("curves.svg");
  QVERIFY(panel.saveCsv(csv));
  QVERIFY(panel.saveFigure(figure));
  QFile file(csv);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QCOMPARE(file.readAll().count('\n'), 1 + 6 * 40);
  QVERIFY(panel.close());
}

void TstSearchPanels::comparisonOnlyWhereItIsFree() {
  WindowFixture fixture;
  const SearchConfig config = fixture.gatedConfig(40);
  StrategyComparisonDialog panel(
      {config, openSpace("demo").value(), fixture.services().estimators, fixture.services().strategies});
  QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("protocolStart"))->isEnabled());
  QVERIFY(panel.findChild<QLabel*>(QStringLiteral("protocolProblem"))->text().contains(QLatin1String("cost")));
}

PSCOPE_TEST(TstSearchPanels)
#include "tst_search_panels.moc"

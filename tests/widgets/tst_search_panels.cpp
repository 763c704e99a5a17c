#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/study/study.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "viz/calibration_plot.h"
#include "widgets/cost_label.h"
#include "widgets/hypervolume_panel.h"
#include "widgets/predictions_panel.h"
#include "widgets/strategy_comparison_dialog.h"

using namespace pscope;
using test::WindowFixture;

/// What a search is worth: rules that end it, what it costs, what it expected, how strategies compare.
class TstSearchPanels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void endedByARuleAndContinued();
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

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>
#include <cmath>

#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/cost_change_model.h"
#include "widgets/design_editor.h"
#include "widgets/edit_lens_model.h"
#include "widgets/edit_lens_view.h"
#include "widgets/knob_row.h"
#include "widgets/knobs_panel.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/workspace.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// One choice of each kind; kernel is there when deep, and width + extra may not exceed 20.
Space kinds() {
  return spaceOf(R"([
    {"name": "width", "type": "integer", "low": 4, "high": 16},
    {"name": "deep", "type": "boolean"},
    {"name": "kernel", "type": "categorical", "levels": [1, 3, 5], "when": "deep"},
    {"name": "act", "type": "categorical", "levels": ["relu", "hard_swish", "leaky_relu", "sigmoid", "tanh", "gelu"]},
    {"name": "extra", "type": "integer", "low": 1, "high": 9}
  ])",
                 R"([
    {"op": "conv2d", "channels": "width + extra", "kernel": 3},
    {"if": "deep", "then": [{"op": "conv2d", "channels": "width", "kernel": "kernel"}]},
    {"op": "relu"}, {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])",
                 R"("constraints": ["width + extra <= 20"])")
      .value();
}

constexpr std::size_t kWidth = 0, kDeep = 1, kKernel = 2, kExtra = 4;

template <class Widget>
Widget* control(KnobsPanel& panel, const char* choice) {
  auto* row = panel.findChild<KnobRow*>(QStringLiteral("knob_") + QLatin1String(choice));
  return row == nullptr ? nullptr : row->findChild<Widget*>();
}

}  // namespace

class TstKnobs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void editorUndoesEverything();
  void editorMergesASlidersSteps();
  void editorRemembersLevelsOfInactiveChoices();
  void editorKeepsConstraints();
  void editorRefusesWhatIsNoDesign();
  void everyKindOfControl();
  void inactiveChoicesSayWhy();
  void costsFollowTheKnobs();
  void newestMoveWins();
  void textInAndOut();
  void filterAndChanged();
  void evaluationIsOffered();
  void lensModel();
  void lensAppliesEdits();
  void lensFindsTheCheapestEdit();
  void emptyWithoutADesign();
  void narrowAsADock();
  void dockOfAStudy();
};

void TstKnobs::editorUndoesEverything() {
  const Space space = kinds();
  DesignEditor editor;
  editor.setSpace(space);
  const Genome first = space.parse("width=8;deep=true;kernel=3;act=relu;extra=1").value();
  PSCOPE_VERIFY_OK(editor.begin(first, QStringLiteral("A")));
  QVERIFY(!editor.history().canUndo());
  QVERIFY(editor.setLevel(kWidth, 0));
  QVERIFY(editor.setLevel(kDeep, 0));
  QCOMPARE(space.text(editor.genome()), std::string("width=4;deep=false;act=relu;extra=1"));
  QVERIFY(editor.isChangedAt(kKernel));
  editor.reset();
  QVERIFY(!editor.isChanged());
  QCOMPARE(editor.history().count(), 3);
  editor.history().undo();
  editor.history().undo();
  editor.history().undo();
  QVERIFY(editor.genome() == first);
  editor.history().redo();
  QCOMPARE(space.text(editor.genome()), std::string("width=4;deep=true;kernel=3;act=relu;extra=1"));
  // Walking through candidates is one entry.
  const Genome second = space.parse("width=5;deep=false;act=tanh;extra=2").value();
  PSCOPE_VERIFY_OK(editor.begin(second, QStringLiteral("B")));
  PSCOPE_VERIFY_OK(editor.begin(first, QStringLiteral("C")));
  QCOMPARE(editor.startName(), QStringLiteral("C"));
  editor.history().undo();
  QCOMPARE(editor.startName(), QStringLiteral("A"));
  QCOMPARE(space.text(editor.genome()), std::string("width=4;deep=true;kernel=3;act=relu;extra=1"));
}

void TstKnobs::editorMergesASlidersSteps() {
  const Space space = kinds();
  DesignEditor editor;
  editor.setSpace(space);
  PSCOPE_VERIFY_OK(editor.begin(space.parse("width=8;deep=false;act=relu;extra=1").value(), QStringLiteral("A")));
  for (const int level : {5, 6, 7}) QVERIFY(editor.setLevel(kWidth, level, true));
  QCOMPARE(editor.history().count(), 1);
  editor.endMove();
  QVERIFY(editor.setLevel(kWidth, 8, true));
  QCOMPARE(editor.history().count(), 2);
  editor.history().undo();
  QCOMPARE(editor.genome()[kWidth], 7);
  // Back to where the slider began: no entry at all.
  editor.endMove();
  for (const int level : {9, 8, 7}) QVERIFY(editor.setLevel(kWidth, level, true));
  QCOMPARE(editor.history().count(), 1);
}

void TstKnobs::editorRemembersLevelsOfInactiveChoices() {
  const Space space = kinds();
  DesignEditor editor;
  editor.setSpace(space);
  PSCOPE_VERIFY_OK(
      editor.begin(space.parse("width=8;deep=true;kernel=5;act=relu;extra=1").value(), QStringLiteral("A")));
  QVERIFY(editor.setLevel(kDeep, 0));
  QCOMPARE(editor.genome()[kKernel], kInactive);
  QVERIFY(!editor.setLevel(kKernel, 0));
  QVERIFY(editor.setLevel(kDeep, 1));
  QCOMPARE(editor.genome()[kKernel], 2);
}

void TstKnobs::editorKeepsConstraints() {
  const Space space = kinds();
  DesignEditor editor;
  editor.setSpace(space);
  PSCOPE_VERIFY_OK(editor.begin(space.parse("width=12;deep=false;act=relu;extra=8").value(), QStringLiteral("A")));
  QVERIFY(editor.setLevel(kWidth, 12));  // 16: the later choice gives way
  QVERIFY(editor.genome()[kExtra] <= 3);
  PSCOPE_VERIFY_OK(space.validate(editor.genome()));
  QVERIFY(!editor.setLevel(kExtra, 8));  // 9 with 16: the earlier one does not
  PSCOPE_VERIFY_OK(space.validate(editor.genome()));
}

void TstKnobs::editorRefusesWhatIsNoDesign() {
  const Space space = kinds();
  DesignEditor editor;
  editor.setSpace(space);
  QVERIFY(!editor.begin({0, 0, 0, 0, 0}, QStringLiteral("A")).ok());
  QVERIFY(!editor.hasDesign());
  editor.reset();
  PSCOPE_VERIFY_OK(editor.begin(space.parse("width=12;deep=false;act=relu;extra=8").value(), QStringLiteral("A")));
  QVERIFY(!editor.setGenome({99, 0, -1, 0, 0}, QStringLiteral("B")).ok());
  QCOMPARE(editor.genome()[kWidth], 8);
}

void TstKnobs::everyKindOfControl() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(
      panel.begin(space.parse("width=8;deep=true;kernel=3;act=relu;extra=1").value(), QStringLiteral("A")));
  panel.resize(800, 600);
  panel.show();
  const auto text = [&] { return space.text(panel.genome()); };
  QTRY_VERIFY(control<QSlider>(panel, "width") != nullptr);
  control<QSlider>(panel, "width")->setValue(0);
  QTRY_COMPARE(text(), std::string("width=4;deep=true;kernel=3;act=relu;extra=1"));
  auto* spin = control<QSpinBox>(panel, "width");
  QTRY_COMPARE(spin->text(), QStringLiteral("4"));
  spin->setFocus();
  spin->selectAll();
  QTest::keyClicks(spin, QStringLiteral("7"));
  QTest::keyClick(spin, Qt::Key_Return);
  QCOMPARE(text(), std::string("width=7;deep=true;kernel=3;act=relu;extra=1"));
  for (auto* button : panel.findChild<KnobRow*>(QStringLiteral("knob_kernel"))->findChildren<QToolButton*>()) {
    if (button->text() == QStringLiteral("5")) QTest::mouseClick(button, Qt::LeftButton);
  }
  QCOMPARE(text(), std::string("width=7;deep=true;kernel=5;act=relu;extra=1"));
  auto* box = control<QComboBox>(panel, "act");
  box->setFocus();
  QTest::keyClick(box, Qt::Key_Down);
  QCOMPARE(text(), std::string("width=7;deep=true;kernel=5;act=hard_swish;extra=1"));
  control<QCheckBox>(panel, "deep")->click();
  QCOMPARE(text(), std::string("width=7;deep=false;act=hard_swish;extra=1"));
  // The slider follows the number.
  QTRY_COMPARE(control<QSlider>(panel, "width")->value(), 3);
  // Undo by the key.
  panel.activateWindow();
  QTest::keyClick(&panel, Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(text(), std::string("width=7;deep=true;kernel=5;act=hard_swish;extra=1"));
  QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("knobsReset")), Qt::LeftButton);
  QCOMPARE(text(), std::string("width=8;deep=true;kernel=3;act=relu;extra=1"));
}

void TstKnobs::inactiveChoicesSayWhy() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.parse("width=8;deep=false;act=relu;extra=1").value(), QStringLiteral("A")));
  panel.show();
  auto* row = panel.findChild<KnobRow*>(QStringLiteral("knob_kernel"));
  QTRY_VERIFY(row->toolTip().contains(QStringLiteral("deep")));
  QVERIFY(!row->findChild<QToolButton*>()->isEnabled());
  control<QCheckBox>(panel, "deep")->click();
  QTRY_VERIFY(row->findChild<QToolButton*>()->isEnabled());
  QVERIFY(row->toolTip().isEmpty());
}

void TstKnobs::costsFollowTheKnobs() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  panel.setDevices({"v100"});
  const Genome start = space.parse("width=8;deep=false;act=relu;extra=1").value();
  PSCOPE_VERIFY_OK(panel.begin(start, QStringLiteral("A")));
  QSignalSpy shown(&panel, &KnobsPanel::shown);
  panel.show();
  QTRY_VERIFY(shown.count() > 0);
  const auto* model = panel.findChild<QTableView*>(QStringLiteral("knobsCosts"))->model();
  QTRY_COMPARE(model->rowCount(), 4);
  QCOMPARE(model->index(DesignCosts::kMacs, CostChangeModel::Change).data().toString(), QString());
  QVERIFY(panel.editor().setLevel(kWidth, 0));
  // By hand: 9 -> 5 filters of 64 * 9 MACs, and 4 weights of 2 classes less.
  const QString expected =
      QStringLiteral("\u25bc \u2212%1").arg(QLocale().toString(4 * 64 * 9 / 1000.0 + 0.008, 'f', 2));
  QTRY_VERIFY(model->index(DesignCosts::kMacs, CostChangeModel::Change).data().toString().startsWith(expected));
  QVERIFY(model->index(DesignCosts::kMacs, CostChangeModel::Percent).data().toString().contains(QLatin1Char('%')));
  QCOMPARE(model->index(3, CostChangeModel::Quantity).data().toString(), QStringLiteral("NVIDIA V100 SXM2"));
}

void TstKnobs::newestMoveWins() {
  const Space space = openSpace("mobilenetv3-ofa").value();
  KnobsPanel panel("");
  panel.setSpace(space);
  Rng rng(1);
  PSCOPE_VERIFY_OK(panel.begin(space.sample(rng), QStringLiteral("A")));
  panel.show();
  QSignalSpy shown(&panel, &KnobsPanel::shown);
  for (int i = 0; i < 20; ++i) {
    PSCOPE_VERIFY_OK(panel.editor().setGenome(space.sample(rng), QStringLiteral("B")));
    QCoreApplication::processEvents();
  }
  QTRY_VERIFY(shown.count() > 0 && shown.back().front().value<Genome>() == panel.genome());
}

void TstKnobs::textInAndOut() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.parse("width=8;deep=false;act=relu;extra=1").value(), QStringLiteral("A")));
  panel.show();
  const auto trigger = [&](const char* name) { panel.findChild<QAction*>(QLatin1String(name))->trigger(); };
  trigger("knobsCopy");
  QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("width=8;deep=false;act=relu;extra=1"));
  QApplication::clipboard()->setText(QStringLiteral("width=9;deep=false;act=tanh;extra=2\n"));
  trigger("knobsPaste");
  QCOMPARE(space.text(panel.genome()), std::string("width=9;deep=false;act=tanh;extra=2"));
  auto* message = panel.findChild<QLabel*>(QStringLiteral("knobsMessage"));
  QVERIFY(!message->isVisible());
  QApplication::clipboard()->setText(QStringLiteral("width=9;deep=maybe"));
  trigger("knobsPaste");
  QVERIFY(message->isVisible() && message->text().contains(QStringLiteral("column")));
  QCOMPARE(space.text(panel.genome()), std::string("width=9;deep=false;act=tanh;extra=2"));
  QApplication::clipboard()->setText(QStringLiteral("width=16;deep=false;act=tanh;extra=9"));
  trigger("knobsPaste");
  QVERIFY(message->text().contains(QStringLiteral("width + extra")));
}

void TstKnobs::filterAndChanged() {
  const Space space = openSpace("mobilenetv3-ofa").value();
  KnobsPanel panel("");
  panel.setSpace(space);
  Rng rng(1);
  PSCOPE_VERIFY_OK(panel.begin(space.sample(rng), QStringLiteral("A")));
  panel.show();
  const auto visible = [&] {
    int count = 0;
    for (const auto* row : panel.findChildren<KnobRow*>()) count += row->isVisible() ? 1 : 0;
    return count;
  };
  QTRY_COMPARE(visible(), static_cast<int>(space.choices().size()));
  auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("knobsFilter"));
  filter->setText(QStringLiteral("stage2 depth"));
  QTRY_COMPARE(visible(), 1);
  filter->setText(QStringLiteral("nothing like this"));
  QTRY_COMPARE(visible(), 0);
  QVERIFY(!panel.findChild<QLabel*>(QStringLiteral("knobsMore"))->text().isEmpty());
  filter->clear();
  const int resolution = panel.genome().front();
  QVERIFY(panel.editor().setLevel(0, resolution > 0 ? resolution - 1 : 1));
  panel.findChild<QToolButton*>(QStringLiteral("knobsOnlyChanged"))->setChecked(true);
  QTRY_COMPARE(visible(), 1);
}

void TstKnobs::evaluationIsOffered() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.parse("width=8;deep=false;act=relu;extra=1").value(), QStringLiteral("A")));
  panel.show();
  auto* button = panel.findChild<QPushButton*>(QStringLiteral("knobsEvaluate"));
  QTRY_VERIFY(panel.findChild<KnobRow*>() != nullptr);
  QVERIFY(!button->isVisible());
  panel.offerEvaluation(true, QStringLiteral("The study is open for reading only."));
  QTRY_VERIFY(button->isVisible() && !button->isEnabled());
  QCOMPARE(button->toolTip(), QStringLiteral("The study is open for reading only."));
  panel.offerEvaluation(true);
  QSignalSpy wanted(&panel, &KnobsPanel::evaluationWanted);
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(wanted.count(), 1);
  QVERIFY(wanted.front().front().value<Genome>() == panel.genome());
}

void TstKnobs::lensModel() {
  const Space space = kinds();
  auto costs = DesignCosts::create(space, "deploy");
  const auto lens = priceEdits(costs.value(), space.parse("width=8;deep=false;act=relu;extra=1").value(), {});
  EditLensModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QSortFilterProxyModel sorted;
  sorted.setSourceModel(&model);
  sorted.setSortRole(EditLensModel::SortRole);
  const QAbstractItemModelTester sortedTester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.set(space, std::make_shared<const EditLens>(lens.value()), costs.value().metrics());
  QCOMPARE(model.rowCount(), 12 + 1 + 5 + 8);
  QCOMPARE(model.editText(0), QStringLiteral("width 8 \u2192 4"));
  const int macs = EditLensModel::FirstMetric + static_cast<int>(DesignCosts::kMacs);
  sorted.sort(macs);
  QCOMPARE(sorted.index(0, EditLensModel::EditColumn).data().toString(), QStringLiteral("8 \u2192 4"));
  QVERIFY(sorted.index(0, macs).data().toString().startsWith(QStringLiteral("\u25bc")));
  QVERIFY(sorted.index(0, macs).data().toString().contains(QLatin1Char('%')));
  model.setRelative(false);
  QVERIFY(!sorted.index(0, macs).data().toString().contains(QLatin1Char('%')));
  model.set(std::nullopt, nullptr, {});
  QCOMPARE(model.rowCount(), 0);
}

void TstKnobs::lensAppliesEdits() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.parse("width=8;deep=false;act=relu;extra=1").value(), QStringLiteral("A")));
  panel.resize(900, 600);
  panel.show();
  panel.findChild<QTabWidget*>(QStringLiteral("knobsTabs"))->setCurrentWidget(panel.findChild<EditLensView*>());
  auto* table = panel.findChild<QTableView*>(QStringLiteral("lensTable"));
  QTRY_COMPARE(table->model()->rowCount(), 26);
  const QPoint first = table->visualRect(table->model()->index(0, 0)).center();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, first);
  QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, first);
  QTRY_COMPARE(space.text(panel.genome()), std::string("width=4;deep=false;act=relu;extra=1"));
  QVERIFY(panel.editor().history().undoText().contains(QStringLiteral("width")));
}

void TstKnobs::lensFindsTheCheapestEdit() {
  const Space space = kinds();
  EditLensView view;
  CostQuestion question;
  question.space = space;
  question.serial = 1;
  view.setQuestion(question);
  view.setDesign(space.parse("width=8;deep=false;act=relu;extra=1").value());
  view.show();
  auto* metric = view.findChild<QComboBox*>(QStringLiteral("lensMetric"));
  QTRY_COMPARE(metric->count(), 3);
  metric->setCurrentIndex(DesignCosts::kMacs);
  auto* limit = view.findChild<QLineEdit*>(QStringLiteral("lensLimit"));
  limit->setFocus();
  QTest::keyClicks(limit, QStringLiteral("4.7 k"));  // 9 filters have 5.2 k; 8 of them 4.6 k
  QTest::keyClick(limit, Qt::Key_Return);
  auto* answer = view.findChild<QLabel*>(QStringLiteral("lensAnswer0"));
  QVERIFY2(answer != nullptr, qPrintable(view.findChild<QLabel*>(QStringLiteral("lensNote"))->text()));
  QVERIFY2(answer->text().contains(QStringLiteral("width 8 \u2192 7")), qPrintable(answer->text()));
  QSignalSpy wanted(&view, &EditLensView::editWanted);
  QTest::mouseClick(view.findChild<QPushButton*>(QStringLiteral("lensApply0")), Qt::LeftButton);
  QCOMPARE(wanted.count(), 1);
  QCOMPARE(space.text(wanted.front().front().value<Genome>()), std::string("width=7;deep=false;act=relu;extra=1"));
  QTest::keyClicks(limit, QStringLiteral("cheap"));
  QTest::keyClick(limit, Qt::Key_Return);
  QCOMPARE(view.bounds().size(), std::size_t{1});
}

void TstKnobs::emptyWithoutADesign() {
  KnobsPanel panel("");
  panel.setEmptyText(QStringLiteral("Choose a design."));
  panel.show();
  auto* empty = panel.findChild<QLabel*>(QStringLiteral("knobsEmpty"));
  QTRY_VERIFY(empty->isVisible());
  const Space space = kinds();
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.completed(Genome(5, 0)), QStringLiteral("A")));
  QTRY_VERIFY(!empty->isVisible());
  panel.setSpace(openSpace("demo").value());
  QTRY_VERIFY(empty->isVisible());
  QVERIFY(panel.genome().empty());
}

void TstKnobs::narrowAsADock() {
  const Space space = kinds();
  KnobsPanel panel("");
  panel.setSpace(space);
  PSCOPE_VERIFY_OK(panel.begin(space.completed(Genome(5, 0)), QStringLiteral("A")));
  panel.resize(900, 500);
  panel.show();
  auto* tabs = panel.findChild<QTabWidget*>(QStringLiteral("knobsTabs"));
  QTRY_COMPARE(tabs->count(), 2);
  panel.resize(400, 500);
  QTRY_COMPARE(tabs->count(), 3);
  QTRY_VERIFY(panel.findChild<KnobRow*>()->isVisible());
  panel.resize(900, 500);
  QTRY_COMPARE(tabs->count(), 2);
  QTRY_VERIFY(panel.findChild<KnobRow*>()->isVisible());
}

void TstKnobs::dockOfAStudy() {
  const WindowFixture fixture;
  auto made = StudyDocument::create(fixture.path("a.pscope"), fixture.freeConfig(15), fixture.services());
  PSCOPE_VERIFY_OK(made);
  auto& document = *made.value();
  document.start();
  QTRY_COMPARE_WITH_TIMEOUT(document.state(), RunState::Finished, 60'000);
  Selection selection;
  Workspace workspace(selection, "");
  workspace.setDocument(&document);
  workspace.resize(1280, 800);
  workspace.show();
  workspace.dock("knobsDock")->raise();
  KnobsPanel& knobs = workspace.knobs();
  selection.set({CandidateId{5}});
  QTRY_VERIFY(knobs.genome() == document.candidates().candidate(CandidateId{5})->genome);
  QCOMPARE(knobs.editor().startName(), QStringLiteral("Candidate 5"));
  auto* evaluate = knobs.findChild<QPushButton*>(QStringLiteral("knobsEvaluate"));
  QTRY_VERIFY(evaluate->isVisible() && evaluate->isEnabled());
  QTest::mouseClick(evaluate, Qt::LeftButton);  // what it is already
  QTRY_VERIFY(knobs.findChild<QLabel*>(QStringLiteral("knobsMessage"))->text().contains(QLatin1Char('5')));
  QCOMPARE(document.candidates().rowCount(), 15);
  // The first other level that the study does not know.
  for (int level = 0; document.candidateOf(knobs.genome()); ++level) {
    const auto levels = static_cast<int>(document.space().choices().front().levels.size());
    QVERIFY(level < levels);
    QVERIFY(knobs.editor().setLevel(0, level));
  }
  const Genome wanted = knobs.genome();
  QTest::mouseClick(evaluate, Qt::LeftButton);
  QTRY_COMPARE_WITH_TIMEOUT(document.candidates().rowCount(), 16, 60'000);
  QTRY_COMPARE(selection.current(), CandidateId{16});
  QVERIFY(document.candidates().candidate(CandidateId{16})->genome == wanted);
  QCOMPARE(document.candidates().candidate(CandidateId{16})->parents, std::vector<CandidateId>{CandidateId{5}});
  QCOMPARE(knobs.editor().startName(), QStringLiteral("Candidate 16"));
  QVERIFY(!knobs.editor().isChanged());
  // The objectives lend their names to the costs.
  const auto* costs = knobs.findChild<QTableView*>(QStringLiteral("knobsCosts"))->model();
  QTRY_COMPARE(costs->index(0, 0).data().toString(), QStringLiteral("size"));
  workspace.setDocument(nullptr);
  QVERIFY(knobs.genome().empty());
}

PSCOPE_TEST(TstKnobs)
#include "tst_knobs.moc"

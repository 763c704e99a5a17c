#include <QAction>
#include <QApplication>
#include <QFile>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>

#include "core/pareto/indicators.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "viz/front_plot.h"
#include "widgets/front_panel.h"
#include "widgets/graph_panel.h"
#include "widgets/main_window.h"
#include "widgets/new_study_dialog.h"
#include "widgets/workspace.h"

using namespace pscope;
using test::WindowFixture;

class TstMainWindow : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_fixture = std::make_unique<WindowFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->windowServices());
    m_window->show();
  }
  void cleanup() {
    m_fixture->gate.open();
    m_window.reset();
    m_fixture.reset();
  }

  void welcomesWithoutAStudy() {
    QVERIFY(child<QWidget>("welcomePage")->isVisible());
    QVERIFY(!child<QAction>("actionStart")->isEnabled());
    QVERIFY(child<QAction>("actionNew")->isEnabled());
  }

  void searchAppearsInEveryPanel() {
    makeStudy(m_fixture->freeConfig(25), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(child<QTableView>("candidateTable")->model()->rowCount(), 25, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("frontSummary")->text().contains(QStringLiteral("25")), 60'000);
    QVERIFY(child<QLabel>("statusState")->text().contains(QStringLiteral("25")));
    QVERIFY(!child<QLabel>("statusBest")->text().isEmpty());
    QVERIFY(!child<QWidget>("welcomePage")->isVisible());
    QVERIFY(m_window->messages().text().isEmpty());
    // The knee is the front's; where the front has none, the button says so.
    std::vector<std::vector<double>> values;
    const auto front = m_window->document()->front().points();
    for (const auto& point : front) values.push_back(point.values);
    const auto knee = kneePoint(values);
    auto* button = child<QToolButton>("frontKnee");
    QTRY_COMPARE(button->isEnabled(), knee.has_value());
    button->click();
    if (knee) QCOMPARE(m_window->selection().ids(), std::set<CandidateId>{front[*knee].id});
  }

  // The design's cell shows the candidate; its network follows when the picture is made.
  void tooltipOfATableRow() {
    makeStudy(m_fixture->freeConfig(5), true);
    auto* table = child<QTableView>("candidateTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 5, 60'000);
    const QModelIndex design = table->model()->index(0, table->model()->columnCount() - 1);
    table->scrollTo(design);
    const QPoint at = table->visualRect(design).center();
    const auto hover = [&] {
      QHelpEvent event(QEvent::ToolTip, at, table->viewport()->mapToGlobal(at));
      QApplication::sendEvent(table->viewport(), &event);
      return QToolTip::text();
    };
    QVERIFY2(hover().contains(QStringLiteral("Candidate 1")), qPrintable(hover()));
    QVERIFY(hover().contains(QStringLiteral("macs")));
    QTRY_VERIFY_WITH_TIMEOUT(hover().contains(QStringLiteral("<img")), 60'000);
  }

  // A study that has a front shows one of its candidates, while it grows and when it is opened; what the user clears
  // stays clear.
  void showsACandidateAtOnce() {
    makeStudy(m_fixture->freeConfig(10), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->selection().ids().size(), std::size_t{1}, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("inspectorTitle")->text().startsWith(QStringLiteral("Candidate")), 60'000);
    m_window->selection().clear();
    QTest::qWait(50);
    QVERIFY(m_window->selection().ids().empty());
    const QString path = QString::fromStdString(m_window->document()->path());
    child<QAction>("actionClose")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document() == nullptr, 60'000);
    m_window->openPath(path);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document() != nullptr, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->selection().ids().size(), std::size_t{1}, 60'000);
  }

  void oneSelectionInAllPanels() {
    makeStudy(m_fixture->freeConfig(12), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    auto* table = child<QTableView>("candidateTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 12, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(table->selectionModel()->selectedRows().size(), 1, 60'000);  // what is shown first
    const QSignalSpy changes(&m_window->selection(), &Selection::changed);
    table->selectRow(4);  // candidate 5
    QCOMPARE(m_window->selection().current().value, 5);
    QCOMPARE(changes.count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>("inspectorTitle")->text(), QStringLiteral("Candidate 5"), 60'000);
    QVERIFY(child<QTreeWidget>("inspectorTree")->topLevelItemCount() >= 2);
    Q_EMIT child<FrontPlot>("frontPlot")->selectionRequested({{7}, {8}});
    QCOMPARE(m_window->selection().ids().size(), std::size_t{2});
    QTRY_COMPARE_WITH_TIMEOUT(table->selectionModel()->selectedRows().size(), 2, 60'000);
    QCOMPARE(changes.count(), 2);
    m_window->selection().clear();
    QTRY_COMPARE_WITH_TIMEOUT(table->selectionModel()->selectedRows().size(), 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("inspectorEmpty")->isVisible(), 60'000);
  }

  void graphOfTheSelectedCandidate() {
    makeStudy(m_fixture->freeConfig(5), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    const QSignalSpy shown(child<GraphPanel>("graphPanel"), &GraphPanel::shown);
    m_window->selection().set({{1}}, {1});
    m_window->selection().set({{2}}, {2});
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, 60'000);  // the one that was passed by is not drawn
    QCOMPARE(shown.front().front().value<CandidateId>(), CandidateId{2});
  }

  void filterLineCounts() {
    makeStudy(m_fixture->freeConfig(20), true);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(child<QTableView>("candidateTable")->model()->rowCount(), 20, 60'000);
    auto* line = child<QLineEdit>("filterLine");
    line->setText(QStringLiteral("id <= 3"));
    QCOMPARE(child<QTableView>("candidateTable")->model()->rowCount(), 3);
    QVERIFY(child<QLabel>("filterCount")->text().startsWith(QStringLiteral("3 ")));
    line->setText(QStringLiteral("id <= "));
    QVERIFY(child<QLabel>("filterProblem")->isVisible());
    QCOMPARE(child<QTableView>("candidateTable")->model()->rowCount(), 3);
    line->clear();
    QVERIFY(!child<QLabel>("filterProblem")->isVisible());
  }

  void closingWhileASearchRunsAsks() {
    m_fixture->gate.close();
    makeStudy(m_fixture->gatedConfig(10), true);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->gate.waiting() > 0, 60'000);
    int asked = 0;
    bool answer = false;
    m_window->setStopQuestion([&](std::function<void(bool)> reply) {
      ++asked;
      reply(answer);
    });
    m_window->close();
    QCOMPARE(asked, 1);
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->document()->busy());
    answer = true;
    m_window->close();
    QCOMPARE(asked, 2);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 60'000);
    QVERIFY(m_window->document() == nullptr);
    // The study is complete and whole.
    const auto study = Study::open(m_fixture->path("study.pscope"), Study::Mode::ReadWrite);
    PSCOPE_VERIFY_OK(study);
  }

  void theDefaultQuestionIsADialogThatDoesNotBlock() {
    m_fixture->gate.close();
    makeStudy(m_fixture->gatedConfig(10), true);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->state() == RunState::Running, 60'000);
    m_window->close();
    auto* question = child<QDialog>("stopQuestion");
    QVERIFY(question->isVisible());
    question->reject();
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->document()->busy());
    m_fixture->gate.open();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
  }

  void aBrokenFileIsSaidInTheMessageBar() {
    QFile file(QString::fromStdString(m_fixture->path("broken.pscope")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello");
    file.close();
    m_window->openPath(file.fileName());
    QVERIFY(m_window->messages().text().contains(QStringLiteral("broken.pscope")));
    QVERIFY(m_window->document() == nullptr);
    QVERIFY(child<QWidget>("welcomePage")->isVisible());
    QFile config(QString::fromStdString(m_fixture->path("broken.json")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("{\"space\": }");
    config.close();
    m_window->openPath(config.fileName());
    QVERIFY(m_window->messages().text().contains(QStringLiteral("broken.json")));
  }

  void aConfigurationOpensTheAssistant() {
    QFile config(QString::fromStdString(m_fixture->path("mine.json")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"space":"demo","candidates":7,"objectives":[
      {"name":"size","unit":"parameters","estimators":[{"type":"static","metric":"params"}]}]})");
    config.close();
    m_window->openPath(config.fileName());
    auto* dialog = m_window->findChild<NewStudyDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->config().candidates, 7);
    QCOMPARE(dialog->config().name, std::string("mine"));
    dialog->setStudyPath(QString::fromStdString(m_fixture->path("mine.pscope")));
    QVERIFY(dialog->check());
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document() != nullptr, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->document()->state(), RunState::Finished, 60'000);
    QCOMPARE(m_window->document()->candidates().rowCount(), 7);
  }

  void recentFilesAndSettingsAreKept() {
    makeStudy(m_fixture->freeConfig(3), false);
    m_window->resize(1111, 777);
    m_window->close();
    m_window = std::make_unique<MainWindow>(m_fixture->windowServices());
    m_window->show();
    QCOMPARE(m_window->recentFiles().files().size(), 1);
    QCOMPARE(m_window->size(), QSize(1111, 777));
    QCOMPARE(child<QListWidget>("welcomeRecent")->count(), 1);
    m_window->openPath(m_window->recentFiles().files().constFirst());
    QVERIFY(m_window->document() != nullptr);
  }

  void closingTheStudyBringsTheWelcomePage() {
    makeStudy(m_fixture->freeConfig(3), false);
    child<QAction>("actionClose")->trigger();
    QVERIFY(m_window->document() == nullptr);
    QVERIFY(child<QWidget>("welcomePage")->isVisible());
  }

  void theExampleStudyIsMadeOnceAndReopened() {
    m_window->openExample(false);
    QVERIFY2(m_window->document() != nullptr, qPrintable(m_window->messages().text()));
    const auto path = m_window->document()->path();
    QCOMPARE(m_window->document()->config().space, std::string("demo"));
    QVERIFY(m_window->document()->config().candidates >= 24);
    m_window->closeStudy();
    m_window->openExample(false);
    QVERIFY(m_window->document() != nullptr);
    QCOMPARE(m_window->document()->path(), path);
  }

 private:
  void makeStudy(const SearchConfig& config, bool start) {
    const bool made = m_window->createStudy(QString::fromStdString(m_fixture->path("study.pscope")), config, start);
    QVERIFY2(made, qPrintable(m_window->messages().text()));
  }
  template <class T>
  T* child(const char* name) {
    auto* found = m_window->findChild<T*>(QLatin1String(name));
    if (found == nullptr) qFatal("no child %s", name);
    return found;
  }

  std::unique_ptr<WindowFixture> m_fixture;
  std::unique_ptr<MainWindow> m_window;

  // A separator parts two groups that are shown, in every perspective.
  void separatorsOfTheToolBar() {
    auto* bar = child<QToolBar>("mainToolBar");
    for (const char* name : {"explore", "space", "devices", "model"}) {
      m_window->perspectives().show(QLatin1String(name));
      QCOMPARE(m_window->perspectives().current(), QString::fromLatin1(name));
      bool parted = true;  // nothing before the first action
      for (const QAction* action : bar->actions()) {
        if (!action->isVisible()) continue;
        QVERIFY2(!(action->isSeparator() && parted), name);
        parted = action->isSeparator();
      }
      QVERIFY2(!parted, name);
    }
  }
};

PSCOPE_TEST(TstMainWindow)
#include "tst_main_window.moc"

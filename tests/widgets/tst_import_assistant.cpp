#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include "core/study/study.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/import_assistant.h"

using namespace pscope;
using test::WindowFixture;

class TstImportAssistant : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_fixture = std::make_unique<WindowFixture>();
    m_assistant = std::make_unique<ImportAssistant>();
    m_assistant->draft().studyPath = path("new.pscope");
  }
  void cleanup() {
    m_assistant.reset();
    m_fixture.reset();
  }

  void optunaStudy() {
    start(QString::fromStdString(test::ownData("files/import/optuna31.db")));
    next(1);
    auto* studies = child<QListWidget>("importStudies");
    QCOMPARE(studies->count(), 3);
    QVERIFY(studies->item(0)->text().startsWith(QStringLiteral("nas two: 32")));
    studies->setCurrentRow(2);
    m_assistant->next();
    QVERIFY(problem().contains(QStringLiteral("no trials")));
    studies->setCurrentRow(0);
    next(2);
    auto* objectives = child<QTableWidget>("importObjectives");
    QCOMPARE(objectives->rowCount(), 2);
    QVERIFY(!qobject_cast<QComboBox*>(objectives->cellWidget(0, 2))->isEnabled());  // the storage says it
    objectives->item(0, 1)->setText(QStringLiteral("error"));
    objectives->item(0, 3)->setText(QStringLiteral("%"));
    next(3);
    QVERIFY(child<QLabel>("importSummary")->text().contains(QStringLiteral("32 candidate")));
    QVERIFY(child<QPlainTextEdit>("importNotes")->toPlainText().contains(QStringLiteral("n_layers")));
    QVERIFY(!QFile::exists(path("new.pscope")));
    finish();
    const auto study = Study::open(path("new.pscope").toStdString(), Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    QCOMPARE(study.value()->config().objectives[0].name, std::string("error"));
    QCOMPARE(study.value()->config().objectives[0].unit, std::string("%"));
    QCOMPARE(study.value()->candidateCount().value(), std::int64_t{32});
  }

  void tableColumns() {
    start(write("runs.csv", "id,depth,net,val_acc,latency_ms\n1,3,a,91,2.5\n2,5,b,92,4\n"));
    next(1);
    auto* columns = child<QTableWidget>("importColumns");
    QCOMPARE(columns->rowCount(), 5);
    QVERIFY(columns->item(3, 2)->text().startsWith(QStringLiteral("91")));
    QCOMPARE(role(3)->currentIndex(), static_cast<int>(ImportDraft::Role::Objective));
    QCOMPARE(role(1)->currentIndex(), static_cast<int>(ImportDraft::Role::Choice));
    QVERIFY(!role(1)->accessibleName().isEmpty());
    role(3)->setCurrentIndex(static_cast<int>(ImportDraft::Role::Beside));
    role(4)->setCurrentIndex(static_cast<int>(ImportDraft::Role::Beside));
    m_assistant->next();
    QVERIFY(problem().contains(QStringLiteral("objective")));
    role(3)->setCurrentIndex(static_cast<int>(ImportDraft::Role::Objective));
    role(2)->setCurrentIndex(static_cast<int>(ImportDraft::Role::Beside));
    next(2);
    QCOMPARE(child<QTableWidget>("importObjectives")->rowCount(), 1);
    qobject_cast<QComboBox*>(child<QTableWidget>("importObjectives")->cellWidget(0, 2))->setCurrentIndex(0);
    next(3);
    finish();
    const auto study = Study::open(path("new.pscope").toStdString(), Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    QCOMPARE(study.value()->config().objectives.size(), std::size_t{1});
    QCOMPARE(study.value()->config().objectives[0].direction, Direction::Minimize);
    QCOMPARE(study.value()->loadCandidate({2}).value()->design, std::string("depth=5"));
  }

  void troubleStaysOnThePage() {
    start(path("none.csv"));
    m_assistant->next();
    QVERIFY(problem().contains(QStringLiteral("no such file")));
    child<QLineEdit>("importFile")->setText(write("bad.csv", "a,b\n1,2\n3\n"));
    m_assistant->next();
    QTRY_VERIFY(problem().contains(QStringLiteral("line 3")));
    QCOMPARE(m_assistant->currentId(), 0);
    child<QLineEdit>("importFile")->setText(write("good.csv", "depth,error\n1,2\n3,4\n"));
    child<QLineEdit>("importJoinFile")->setText(path("good.csv"));
    m_assistant->next();
    QVERIFY(problem().contains(QStringLiteral("share")));
    child<QLineEdit>("importJoinFile")->clear();
    next(1);
    next(2);
    next(3);
    child<QLineEdit>("importStudyPath")->setText(path("good.csv"));
    m_assistant->next();
    QVERIFY(m_assistant->currentPage()->findChild<QLabel*>(QStringLiteral("importProblem")) != nullptr);
    QVERIFY(!m_assistant->currentPage()->validatePage());
    QVERIFY(problem().contains(QStringLiteral("exists already")));
  }

  void closedWhileItReads() {
    start(QString::fromStdString(test::ownData("files/import/optuna31.db")));
    m_assistant->next();
    m_assistant.reset();  // the job is asked to stop, and joined
  }

  void theWindowOffersIt() {
    MainWindow window(m_fixture->windowServices());
    window.openPath(write("runs.csv", "depth,error\n1,2\n3,4\n"));
    auto* assistant = window.findChild<ImportAssistant*>();
    QVERIFY(assistant != nullptr);
    QCOMPARE(assistant->draft().file, path("runs.csv"));
    window.importFile({});  // only one at a time
    QCOMPARE(window.findChildren<ImportAssistant*>().size(), 1);
    assistant->draft().studyPath = path("opened.pscope");
    for (int page = 0; page < 3; ++page) {
      assistant->next();
      QTRY_COMPARE(assistant->currentId(), page + 1);
    }
    QVERIFY(!assistant->currentPage()->validatePage());
    QTRY_VERIFY(window.document() != nullptr);
    QTRY_COMPARE(window.document()->candidates().rowCount(), 2);
    QVERIFY(window.document()->space().scales().empty());
    window.selectFirst();
  }

 private:
  template <class T>
  T* child(const char* name) {
    auto* found = m_assistant->currentPage()->findChild<T*>(QLatin1String(name));
    if (found == nullptr) qFatal("no %s", name);
    return found;
  }
  QComboBox* role(int row) {
    return qobject_cast<QComboBox*>(child<QTableWidget>("importColumns")->cellWidget(row, 1));
  }
  QString problem() { return qobject_cast<ImportPage*>(m_assistant->currentPage())->problem(); }
  QString path(const char* name) const { return QString::fromStdString(m_fixture->path(name)); }
  QString write(const char* name, const char* text) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(text);
    return file.fileName();
  }
  void start(const QString& file) {
    m_assistant->setFile(file);
    m_assistant->restart();
    QCOMPARE(m_assistant->currentId(), 0);
  }
  void next(int page) {
    m_assistant->next();
    QTRY_COMPARE_WITH_TIMEOUT(m_assistant->currentId(), page, 30'000);
  }
  void finish() {
    QSignalSpy imported(m_assistant.get(), &ImportAssistant::imported);
    m_assistant->currentPage()->validatePage();
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 30'000);
    QCOMPARE(imported.front().front().toString(), path("new.pscope"));
  }

  std::unique_ptr<WindowFixture> m_fixture;
  std::unique_ptr<ImportAssistant> m_assistant;
};

PSCOPE_TEST(TstImportAssistant)
#include "tst_import_assistant.moc"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "tests/support/test_registry.h"
#include "widgets/device_library.h"
#include "widgets/device_measure_dialog.h"
#include "widgets/device_measure_form.h"
#include "widgets/device_perspective.h"
#include "widgets/message_bar.h"
#include "widgets/run_command_dialog.h"
#include "widgets/selection.h"

using namespace pscope;

namespace {

/// A program of the user's: a script of the shell that finds the model's path in $0.
MeasuringCommand script(const QString& text) {
  MeasuringCommand command;
  command.arguments = {"/bin/sh", "-c", text.toStdString(), "{onnx}"};
  command.pattern = "latency: ([0-9]+) us";
  command.unit = "us";
  command.timeoutSeconds = 20;
  return command;
}

MeasuringPlan shortPlan() {
  MeasuringPlan plan;
  plan.designs = 8;
  plan.check = 5;
  plan.rounds = 1;
  return plan;
}

/// A device that needs a microsecond for each byte of a model.
const QString kGood = QStringLiteral("echo latency: $(($(wc -c < \"$0\") * 100 / 100)) us");

}  // namespace

/// Measuring from the window, and the health check.
class TstDeviceMeasure : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", path("config").toUtf8());
    m_selection = std::make_unique<Selection>();
    m_perspective = std::make_unique<DevicePerspective>(path("devices"), *m_selection);
    m_perspective->show();
    m_perspective->findChild<QToolButton*>(QStringLiteral("deviceMeasureButton"))->click();
    m_dialog = m_perspective->findChild<DeviceMeasureDialog*>();
    QVERIFY(m_dialog != nullptr);
    m_dialog->form().setSpaceName(QStringLiteral("demo"));
    m_dialog->form().setPlan(shortPlan());
    m_dialog->form().setFolder(path("measured/demo"));
  }
  void cleanup() { m_perspective.reset(); }

  void saysWhatACommandLacks() {
    QTRY_VERIFY(label("measureEstimate").contains(QRegularExpression(QStringLiteral("[0-9]+ timing"))));
    QVERIFY(button("measureStart")->isEnabled());
    MeasuringCommand command = script(kGood);
    command.arguments.pop_back();
    m_dialog->form().setCommand(command);
    QVERIFY(!button("measureStart")->isEnabled());
    QVERIFY(label("measureEstimate").contains(QStringLiteral("{onnx}")));
    m_dialog->form().setCommand(script(kGood));
    QTRY_VERIFY(label("measureEstimate").contains(QStringLiteral("13")));
    QVERIFY(button("measureStart")->isEnabled());
  }

  void suggestsAFolderThatIsFree() {
    QVERIFY(QDir().mkpath(path("measurements/demo-here")));
    QFile report(path("measurements/demo-here/report.json"));
    QVERIFY(report.open(QIODevice::WriteOnly) && report.write("{}") > 0);
    report.close();
    m_dialog->form().setFolder({});
    QTRY_COMPARE(m_dialog->form().folder(), path("measurements/demo-here-2"));
    auto* field = m_dialog->findChild<QLineEdit*>(QStringLiteral("measureFolder"));
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QVERIFY(field->text().isEmpty());
    QVERIFY(!button("measureStart")->isEnabled());
    QTest::keyClicks(field, QStringLiteral("x"));
    QCOMPARE(m_dialog->form().folder(), QStringLiteral("x"));
  }

  // Two that time this machine would spoil each other's figures.
  void onlyOneTimesThisMachine() {
    m_dialog->setOtherWork([] { return DeviceMeasureDialog::OtherWork{QStringLiteral("Busy."), true}; });
    m_dialog->measure();
    QVERIFY(!m_dialog->busy());
    QVERIFY(notes().contains(QStringLiteral("Busy.")));
  }

  void dryRunRunsNothing() {
    const QString marker = path("ran");
    m_dialog->form().setCommand(script(QStringLiteral("touch '%1'; ").arg(marker) + kGood));
    button("measureDryRun")->click();
    QTRY_VERIFY(!m_dialog->busy() && notes().contains(QStringLiteral("/bin/sh\n  -c\n  touch")));
    QVERIFY(notes().contains(path("measured/demo.onnx")));
    QVERIFY(QFile::exists(path("measured/demo.onnx")));
    QVERIFY(!QFile::exists(marker));
    button("measureTry")->click();
    QTRY_VERIFY(!m_dialog->busy() && notes().contains(QStringLiteral("One network took")));
    QVERIFY(QFile::exists(marker));
  }

  void badProgramsChangeNothing_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("fails") << "echo no board >&2; exit 3" << "no board";
    QTest::newRow("nonsense") << "echo all is well" << "all is well";
    QTest::newRow("negative") << "echo latency: -5 us" << "latency: -5";
    QTest::newRow("hangs") << "sleep 60" << "1 s";
  }
  void badProgramsChangeNothing() {
    QFETCH(QString, text);
    QFETCH(QString, said);
    const int rows = m_perspective->library().rowCount();
    MeasuringCommand command = script(text);
    command.timeoutSeconds = 1;
    m_dialog->form().setCommand(command);
    button("measureStart")->click();
    QTRY_VERIFY(!m_dialog->busy());
    QVERIFY2(notes().contains(said), qPrintable(notes()));
    QVERIFY(!m_dialog->profile());
    QVERIFY(!button("measureSave")->isVisible());
    QCOMPARE(m_perspective->library().rowCount(), rows);
  }

  // Stopped, gone on with, seen, saved, and found slower by 14 % later.
  void measuresResumesSavesAndChecks() {
    const QString slow = path("slow");
    m_dialog->form().setCommand(script(QStringLiteral("sleep 0.05; f=100; test -e '%1' && f=114; "
                                                      "echo latency: $(($(wc -c < \"$0\") * $f / 100)) us")
                                           .arg(slow)));
    const int rows = m_perspective->library().rowCount();
    button("measureStart")->click();
    QTRY_VERIFY(label("measureLeft").section(QLatin1Char(' '), 0, 0).toInt() >= 3);
    button("measureStart")->click();  // "Stop"
    QTRY_VERIFY(!m_dialog->busy());
    QVERIFY(notes().contains(QStringLiteral("kept")));
    QTRY_VERIFY(label("measureEstimate").contains(QStringLiteral("already")));
    button("measureStart")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
    QVERIFY2(m_dialog->profile().has_value(), qPrintable(notes()));
    QVERIFY(label("measureQuality").contains(QStringLiteral("Spearman")));
    QVERIFY(label("measureQuality").contains(QStringLiteral("earlier run")));
    QCOMPARE(m_perspective->library().rowCount(), rows);  // nothing is saved unasked
    QVERIFY(button("measureSave")->isDefault());
    button("measureSave")->click();
    QCOMPARE(m_perspective->library().rowCount(), rows + 1);
    const DeviceDocument& saved = *m_perspective->current();
    QCOMPARE(saved.profile().fits().size(), std::size_t{1});
    QCOMPARE(saved.profile().health()->anchors.size(), std::size_t{3});
    QVERIFY(!button("measureSave")->isEnabled());
    // Once more does not tell the same timings again: it asks, and begins a folder of its own.
    button("measureStart")->click();
    auto* question = m_dialog->findChild<QMessageBox*>(QStringLiteral("measureQuestion"));
    QVERIFY(question != nullptr && !m_dialog->busy());
    question->findChild<QPushButton*>(QStringLiteral("measureAnew"))->click();
    QVERIFY(m_dialog->busy());
    QCOMPARE(m_dialog->form().folder(), path("measured/demo-2"));
    button("measureStart")->click();
    QTRY_VERIFY(!m_dialog->busy());
    // Another plan: what was seen counts no more, and the first folder is not for it.
    MeasuringPlan other = shortPlan();
    other.designs = 9;
    m_dialog->form().setFolder(path("measured/demo"));
    m_dialog->form().setPlan(other);
    QVERIFY(!m_dialog->profile());
    QTRY_VERIFY(label("measureEstimate").contains(QStringLiteral("another measurement")));
    QVERIFY(!button("measureStart")->isEnabled());

    auto* healthText = m_perspective->findChild<QLabel*>(QStringLiteral("deviceHealthText"));
    QVERIFY(healthText->text().contains(QStringLiteral("Not checked")));
    QFile marker(slow);
    QVERIFY(marker.open(QIODevice::WriteOnly));
    auto* check = m_perspective->findChild<QPushButton*>(QStringLiteral("deviceHealthCheck"));
    check->click();
    QCOMPARE(check->text(), QStringLiteral("Stop"));
    check->click();
    QTRY_COMPARE(check->text(), QStringLiteral("Check health"));
    QVERIFY(saved.profile().health()->checks.empty());
    check->click();
    QTRY_VERIFY_WITH_TIMEOUT(healthText->text().contains(QStringLiteral("drifted +14")), 20'000);
    auto* messages = m_perspective->findChild<MessageBar*>(QStringLiteral("deviceMessages"));
    QVERIFY(messages->text().contains(QStringLiteral("drifted +14")));
    QCOMPARE(saved.profile().health()->checks.size(), std::size_t{1});

    // On another machine the program of the profile is shown first, and runs only when a person says so.
    QVERIFY(QDir(path("config")).removeRecursively());
    QTRY_VERIFY(m_perspective->findChild<RunCommandDialog*>() == nullptr);
    const auto ask = [&] {
      m_perspective->findChild<QPushButton*>(QStringLiteral("deviceHealthCheck"))->click();
      return m_perspective->findChild<RunCommandDialog*>();
    };
    auto* dialog = ask();
    QVERIFY(dialog != nullptr);
    const auto* shown = dialog->findChild<QPlainTextEdit*>(QStringLiteral("runCommandArguments"));
    QVERIFY2(shown->toPlainText().contains(QStringLiteral("test -e '%1'").arg(slow)), qPrintable(shown->toPlainText()));
    dialog->reject();
    QTRY_VERIFY(m_perspective->findChild<RunCommandDialog*>() == nullptr);
    QVERIFY(!QFile::exists(path("config/paretoscope/measuring-programs.json")));
    dialog = ask();
    QVERIFY(dialog != nullptr);
    dialog->findChild<QPushButton*>(QStringLiteral("runCommandAccept"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(saved.profile().health()->checks.size(), std::size_t{2}, 20'000);
    QVERIFY(QFile::exists(path("config/paretoscope/measuring-programs.json")));
  }

 private:
  QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
  QPushButton* button(const char* name) const { return m_dialog->findChild<QPushButton*>(QLatin1String(name)); }
  QString label(const char* name) const { return m_dialog->findChild<QLabel*>(QLatin1String(name))->text(); }
  QString notes() const { return m_dialog->findChild<QPlainTextEdit*>(QStringLiteral("measureNotes"))->toPlainText(); }

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<DevicePerspective> m_perspective;
  DeviceMeasureDialog* m_dialog = nullptr;
};

PSCOPE_TEST(TstDeviceMeasure)
#include "tst_device_measure.moc"

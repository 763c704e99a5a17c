#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include "tests/support/test_registry.h"
#include "widgets/device_document.h"
#include "widgets/device_figures_model.h"
#include "widgets/device_library.h"
#include "widgets/device_network_source.h"
#include "widgets/device_perspective.h"
#include "widgets/device_roofline_panel.h"
#include "widgets/device_text.h"
#include "widgets/message_bar.h"
#include "widgets/selection.h"

using namespace pscope;

namespace {

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
}

}  // namespace

class TstDevices : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  void quantities_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << "24e9" << "MAC/s" << 24e9;
    QTest::newRow("prefix") << "24 G" << "MAC/s" << 24e9;
    QTest::newRow("prefix and unit") << "24 GMAC/s" << "MAC/s" << 24e9;
    QTest::newRow("percent") << "35 %" << "1" << 0.35;
    QTest::newRow("share") << "0.35" << "1" << 0.35;
    QTest::newRow("micro") << "5 us" << "s" << 5e-6;
    QTest::newRow("micro sign") << QString::fromUtf8("5 \u00b5s") << "s" << 5e-6;
    QTest::newRow("binary") << "4 GiB" << "B" << 4294967296.0;
    QTest::newRow("decimal bytes") << "12.8 GB/s" << "B/s" << 12.8e9;
    QTest::newRow("watts") << "6.4 W" << "W" << 6.4;
    QTest::newRow("mega") << "600 MHz" << "Hz" << 6e8;
    QTest::newRow("negative") << "-3" << "W" << -3.0;
  }
  void quantities() {
    QFETCH(QString, text);
    QFETCH(QString, unit);
    QFETCH(double, value);
    const auto read = parseQuantity(text, unit);
    QVERIFY(read.has_value());
    QVERIFY(std::abs(*read - value) <= 1e-12 * std::abs(value));
    // What is shown is read back.
    if (value > 0 && unit != QStringLiteral("B")) {
      QCOMPARE(parseQuantity(quantityText(value, unit), unit).value_or(0), *read);
    }
  }
  void nonsenseIsNoQuantity() {
    for (const char* text : {"", "fast", "G", "1 2", "nan", "12 apples"}) {
      QVERIFY2(!parseQuantity(QLatin1String(text), QStringLiteral("W")), text);
    }
  }

  void presetsRefuseEdits() {
    DeviceLibrary library(m_folder->path());
    QAbstractItemModelTester tester(&library);
    DeviceDocument& preset = library.at(0);
    const std::string before = preset.json().dump();
    preset.setValue("/power/max_W", QStringLiteral("1 W"));
    preset.setText("title", QStringLiteral("Mine"));
    QCOMPARE(preset.json().dump(), before);
    QVERIFY(preset.readOnly());
    QCOMPARE(preset.undoStack().count(), 0);
  }

  void editsAreUndoneByteByByte() {
    DeviceLibrary library(m_folder->path());
    DeviceDocument& document = library.at(library.duplicate(0).value());
    const std::string before = document.json().dump();
    document.setValue("/power/max_W", QStringLiteral("7 W"));
    QCOMPARE(document.profile().number("/power/max_W")->value, 7.0);
    QCOMPARE(document.profile().number("/power/max_W")->tag, std::string("user"));
    document.setTag("/power/max_W", QStringLiteral("P"));
    document.setSource("/power/max_W", QStringLiteral("wattmeter"));
    document.setText("family", QString());
    document.removeFigure("/dvfs/0/freq_Hz/2");
    document.removeFigure("/units/0/launch_s");
    document.addFigure({"/units/0/launch_s", QStringLiteral("s")});
    const std::string after = document.json().dump();
    const int edits = document.undoStack().count();
    QCOMPARE(edits, 7);
    while (document.undoStack().canUndo()) document.undoStack().undo();
    QCOMPARE(document.json().dump(), before);
    while (document.undoStack().canRedo()) document.undoStack().redo();
    QCOMPARE(document.json().dump(), after);
    document.setText("title", document.text("title"));  // no edit
    QCOMPARE(document.undoStack().count(), edits);
  }

  void wrongFiguresStayAndTheProfileStandsAsItWas() {
    DeviceLibrary library(m_folder->path());
    DeviceDocument& document = library.at(library.duplicate(0).value());
    const QByteArray saved = bytesOf(document.file());
    document.setValue("/mem/0/bw_Bps", QStringLiteral("-1 GB/s"));
    document.setValue("/power/max_W", QStringLiteral("a lot"));
    QVERIFY(document.problem().has_value());
    int wrong = 0;
    for (const DeviceFigure& figure : document.figures()) wrong += figure.problem ? 1 : 0;
    QCOMPARE(wrong, 2);
    QVERIFY(document.profile().number("/mem/0/bw_Bps")->value > 0);
    QVERIFY(document.save().ok());
    QCOMPARE(bytesOf(document.file()), saved);
    // The text is there again after a restart.
    DeviceLibrary again(m_folder->path());
    const DeviceDocument& reopened = again.at(again.rowCount() - 1);
    QVERIFY(reopened.problem().has_value());
    QCOMPARE(reopened.json().dump(), document.json().dump());
    // Mended, the draft goes.
    document.setValue("/mem/0/bw_Bps", QStringLiteral("1 GB/s"));
    document.setValue("/power/max_W", QStringLiteral("3"));
    QVERIFY(document.save().ok());
    QVERIFY(!QFile::exists(document.file() + QStringLiteral(".draft")));
    QVERIFY(bytesOf(document.file()) != saved);
  }

  void ownProfilesSurviveRestarts() {
    {
      DeviceLibrary library(m_folder->filePath(QStringLiteral("devices")));
      const int row = library.create(QStringLiteral("My board / 2")).value();
      for (const FigureKind& kind : library.at(row).missingFigures()) library.at(row).addFigure(kind);
      for (const DeviceFigure& figure : library.at(row).figures()) {
        QVERIFY(figure.problem.has_value());
        library.at(row).setValue(figure.pointer, QStringLiteral("1"));
      }
      QVERIFY(!library.at(row).problem());
      QVERIFY(rooflineOf(library.at(row).profile(), {}).ok());
    }
    DeviceLibrary library(m_folder->filePath(QStringLiteral("devices")));
    const DeviceDocument& document = library.at(library.rowCount() - 1);
    QCOMPARE(document.title(), QStringLiteral("My board / 2"));
    QCOMPARE(document.profile().number("/power/max_W")->value, 1.0);
    QVERIFY(library.remove(library.rowCount() - 1).ok());
    DeviceLibrary without(m_folder->filePath(QStringLiteral("devices")));
    QCOMPARE(without.rowCount(), library.rowCount());
  }

  void importsOnceAndRefusesBadFiles() {
    DeviceLibrary library(m_folder->filePath(QStringLiteral("devices")));
    const QString good = m_folder->filePath(QStringLiteral("good.json"));
    write(good, R"({"name": "../board", "power": {"max_W": {"v": 3, "unit": "W", "tag": "P", "source": "x"}}})");
    const auto row = library.import(good);
    QVERIFY(row.ok());
    QVERIFY(library.at(row.value()).file().startsWith(m_folder->path()));
    const QString bad = m_folder->filePath(QStringLiteral("bad.json"));
    write(bad, R"({"name": "b", "power": {"max_W": {"v": -3, "unit": "W", "tag": "P"}}})");
    const int before = library.rowCount();
    const auto refused = library.import(bad);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().place, std::string("/power/max_W/v"));
    QCOMPARE(library.rowCount(), before);
    QCOMPARE(library.import(QString(library.at(row.value()).file())).value(), row.value());
  }

  void figuresModelEdits() {
    DeviceLibrary library(m_folder->path());
    DeviceFiguresModel model;
    QAbstractItemModelTester tester(&model);
    model.setDocument(&library.at(0));
    QVERIFY(!model.flags(model.index(0, DeviceFiguresModel::Value)).testFlag(Qt::ItemIsEditable));
    DeviceDocument& document = library.at(library.duplicate(0).value());
    model.setDocument(&document);
    const int row = model.rowOf("/mem/0/bw_Bps/v");
    QVERIFY(row >= 0);
    QVERIFY(model.setData(model.index(row, DeviceFiguresModel::Value), QStringLiteral("3 GB/s"), Qt::EditRole));
    QCOMPARE(document.profile().number("/mem/0/bw_Bps")->value, 3e9);
    QCOMPARE(model.index(row, DeviceFiguresModel::Evidence).data().toString(), QStringLiteral("user"));
    QVERIFY(model.setData(model.index(row, DeviceFiguresModel::Value), QStringLiteral("-3"), Qt::EditRole));
    QVERIFY(model.index(row, 0).data(DeviceFiguresModel::ProblemRole).isValid());
    document.undoStack().undo();
    QVERIFY(!model.index(row, 0).data(DeviceFiguresModel::ProblemRole).isValid());
    document.removeFigure("/power/max_W");
    QCOMPARE(model.rowOf("/power/max_W"), -1);
  }

  void searchesAndFilters() {
    Selection selection;
    DevicePerspective perspective(m_folder->path(), selection);
    auto* list = perspective.findChild<QListView*>(QStringLiteral("deviceList"));
    auto* search = perspective.findChild<QLineEdit*>(QStringLiteral("deviceSearch"));
    search->setText(QStringLiteral("jetson edge"));
    QVERIFY(list->model()->rowCount() >= 3);
    QVERIFY(list->model()->rowCount() < perspective.library().rowCount());
    search->setText(QStringLiteral("no such device"));
    QVERIFY(!perspective.findChild<QLabel*>(QStringLiteral("deviceListEmpty"))->isHidden());
    QVERIFY(perspective.current() != nullptr);  // what is shown stays
    search->clear();
    auto* family = perspective.findChild<QComboBox*>(QStringLiteral("deviceFamilyFilter"));
    family->setCurrentIndex(family->findData(QStringLiteral("microcontroller")));
    Q_EMIT family->activated(family->currentIndex());
    int microcontrollers = 0;
    for (const DeviceProfile& preset : devicePresets())
      microcontrollers += preset.family() == "microcontroller" ? 1 : 0;
    QCOMPARE(list->model()->rowCount(), microcontrollers);
  }

  void showsOperatorsOfASampledDesign() {
    Selection selection;
    DevicePerspective perspective(m_folder->path(), selection);
    perspective.resize(1200, 700);
    perspective.show();
    auto* panel = perspective.findChild<DeviceRooflinePanel*>();
    auto* table = perspective.findChild<QTableView*>(QStringLiteral("deviceOperators"));
    QTRY_VERIFY(table->model()->rowCount() > 10);
    const auto network = panel->source().network();
    double sum = 0;
    for (const RooflinePoint& point : perspective.findChild<OperatorCostModel*>()->points()) sum += point.latencyMs;
    auto model = RooflineModel::create(perspective.current()->profile(), {1, "fp32"});
    QVERIFY(std::abs(sum - model.value().latencyMs(*network)) < 1e-9);
    // A profile of one's own without hardware says what it lacks.
    perspective.select(perspective.library().create(QStringLiteral("Empty")).value());
    QTRY_COMPARE(table->model()->rowCount(), 0);
    auto* plot = perspective.findChild<RooflinePlot*>();
    QTRY_VERIFY(plot->accessibleDescription().contains(QStringLiteral("hardware")));
    selection.clear();
  }

  void opensProfilesAndLeavesOtherFiles() {
    Selection selection;
    DevicePerspective perspective(m_folder->filePath(QStringLiteral("devices")), selection);
    const QString other = m_folder->filePath(QStringLiteral("search.json"));
    write(other, R"({"space": "demo", "objectives": []})");
    QVERIFY(!perspective.openFile(other));
    const QString profile = m_folder->filePath(QStringLiteral("p.json"));
    write(profile, R"({"pscope_device": 1, "name": "board", "title": "Board"})");
    QVERIFY(perspective.openFile(profile));
    QCOMPARE(perspective.current()->title(), QStringLiteral("Board"));
    write(profile, R"({"pscope_device": 1, "name": "b", "mem": [{"bw_Bps": {"v": -1, "unit": "B/s", "tag": "P"}}]})");
    QVERIFY(perspective.openFile(profile));  // it is for us, and says why it is refused
    auto* messages = perspective.findChild<MessageBar*>(QStringLiteral("deviceMessages"));
    QVERIFY(messages->text().contains(QStringLiteral("/mem/0/bw_Bps/v")));
    QCOMPARE(perspective.current()->title(), QStringLiteral("Board"));
  }

 private:
  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstDevices)
#include "tst_devices.moc"

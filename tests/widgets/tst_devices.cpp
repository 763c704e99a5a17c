#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
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
#include "widgets/device_table_dialog.h"
#include "widgets/device_text.h"
#include "widgets/device_timeline_panel.h"
#include "widgets/message_bar.h"
#include "widgets/selection.h"
#include "widgets/space_preview_panel.h"
#include "widgets/space_profiler.h"
#include "widgets/text.h"

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
  void everyFigureOfAPresetHasAName() {
    for (const auto& profile : devicePresets()) {
      const DeviceDocument document(profile);
      QVERIFY(!document.figures().empty());
      for (const auto& figure : document.figures()) {
        QVERIFY2(!figure.name.startsWith(QLatin1Char('/')), qPrintable(figure.name));
      }
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
        const bool small = figure.unit == QLatin1String("1") || figure.unit == QLatin1String("W");
        const bool time = figure.unit == QLatin1String("s");
        library.at(row).setValue(figure.pointer, small ? QStringLiteral("1") : QLatin1String(time ? "1 us" : "1 G"));
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

  void oddKeysAndTablesAreNoFigures() {
    const QString file = m_folder->filePath(QStringLiteral("odd.json"));
    write(file, R"({"name": "odd", "power": {"a/b~c": {"v": 3, "unit": "W", "tag": "P"}}, "constraints": ["x"],
                    "units": [{"id": "u", "eff": "all"}]})");
    const auto document = DeviceDocument::open(file);
    QVERIFY(document.ok());
    const auto figures = document.value()->figures();
    QCOMPARE(figures.size(), std::size_t{1});
    QCOMPARE(figures.front().pointer, std::string("/power/a~1b~0c"));
    document.value()->setValue(figures.front().pointer, QStringLiteral("4 W"));
    QCOMPARE(document.value()->profile().numbers().front().second.value, 4.0);
    // There is no room for a number within a word.
    for (const FigureKind& kind : document.value()->missingFigures()) QVERIFY(kind.pointer != "/units/0/eff/conv");
    const std::string before = document.value()->json().dump();
    document.value()->addFigure({"/units/0/eff/conv", QStringLiteral("1")});
    QCOMPARE(document.value()->json().dump(), before);
  }

  // A profile that is made after one of its name was removed does not get that one's unfinished edits, and no file of
  // an earlier removal is lost.
  void draftsDoNotMoveToOtherProfiles() {
    DeviceLibrary library(m_folder->path());
    for (int i = 0; i < 2; ++i) {
      const int row = library.create(QStringLiteral("board")).value();
      library.at(row).addFigure({"/power/max_W", QStringLiteral("W")});
      QVERIFY(library.at(row).problem().has_value());
      const auto aside = library.remove(row);
      QVERIFY(aside.ok());
      QVERIFY(QFile::exists(m_folder->filePath(aside.value() + QStringLiteral(".draft"))));
    }
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("board.json.removed-2"))));
    DeviceDocument& fresh = library.at(library.create(QStringLiteral("board")).value());
    QVERIFY(!fresh.problem());
    // A draft that is none is kept under another name and told.
    write(fresh.draftFile(), "[1]");
    DeviceLibrary again(m_folder->path());
    QCOMPARE(again.problems().size(), std::size_t{1});
    QCOMPARE(bytesOf(fresh.draftFile() + QStringLiteral(".unreadable")), QByteArray("[1]"));
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
    perspective.library().at(perspective.library().create(QStringLiteral("no such device")).value());
    QVERIFY(perspective.findChild<QLabel*>(QStringLiteral("deviceListEmpty"))->isHidden());
    QVERIFY(perspective.library().remove(perspective.library().rowCount() - 1).ok());
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

  // A device of one's own is priced under its name beside the presets, and goes when it is removed.
  void ownDevicesAreOfferedToViews() {
    DeviceLibrary library(m_folder->path());
    const int row = library.duplicate(library.rowOf(QStringLiteral("raspberry-pi-4"))).value();
    DeviceDocument& own = library.at(row);
    const std::string name = own.profile().name();
    QVERIFY(name != "raspberry-pi-4");  // a name tells devices apart
    own.setValue("/units/0/peak_mac_s/fp32", QStringLiteral("1 G"));
    const Space space = openSpace("demo").value();
    CostQuestion question;
    question.space = space;
    question.known = library.devices();
    question.devices = {"raspberry-pi-4", name, "nobody"};
    CostSource source;
    const auto costs = source.get(question);
    QVERIFY(costs.ok());
    QCOMPARE(costs.value()->metrics().size(), std::size_t{5});
    Rng rng(1);
    const auto priced = costs.value()->price(space.sample(rng));
    QVERIFY(priced.value().values[4] > 2 * priced.value().values[3]);
    SpaceProfiler profiler;
    SpacePreviewPanel preview(profiler, "");
    auto* box = preview.findChild<QComboBox*>(QStringLiteral("spacePreviewDevice"));
    QCOMPARE(box->findData(toQString(name)), -1);
    profiler.setKnownDevices(question.known);
    QVERIFY(box->findData(toQString(name)) >= 0);
    QCOMPARE(preview.device(), std::string("raspberry-pi-4"));
    QVERIFY(library.remove(row).ok());
    profiler.setKnownDevices(library.devices());
    QCOMPARE(box->findData(toQString(name)), -1);
  }

  // A table that is dropped: what is wrong is told with its line and nothing is taken; mended it is, and undone again.
  void tablesAreDroppedAndTakenUp() {
    Selection selection;
    DevicePerspective perspective(m_folder->filePath(QStringLiteral("devices")), selection);
    const QString file = m_folder->filePath(QStringLiteral("kernels.csv"));
    write(file, "op,kernel,stride,hw,cin,cout,cost_ms\nconv2d,3,1,32,16,16,0.5\nconv2d,3,1,32,16,none,0.7\n");
    perspective.openTable(file);
    auto* dialog = perspective.findChild<DeviceTableDialog*>();
    QVERIFY(dialog != nullptr);
    auto* found = dialog->findChild<QLabel*>(QStringLiteral("deviceTableFound"));
    auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("deviceTableAccept"));
    QTRY_VERIFY(found->text().contains(QStringLiteral("line 3")));
    QVERIFY(!accept->isEnabled());
    write(file, "op,kernel,stride,hw,cin,cout,cost_ms\nconv2d,3,1,32,16,16,0.5\nconv2d,3,1,32,16,32,0.7\n");
    dialog->setFile(file);
    QTRY_VERIFY(accept->isEnabled());
    QVERIFY(found->text().startsWith(QStringLiteral("2 row")));
    const int rows = perspective.library().rowCount();
    accept->click();
    QCOMPARE(perspective.library().rowCount(), rows + 1);  // a preset stays as it is: a copy has the table
    QCOMPARE(perspective.current()->profile().tables().operators.size(), std::size_t{1});
    perspective.current()->undoStack().undo();
    QVERIFY(perspective.current()->profile().tables().empty());
  }

  // Unless its name is asked for, a second table stays beside the first.
  void tablesDoNotReplaceEachOtherUnasked() {
    const QString file = m_folder->filePath(QStringLiteral("kernels.csv"));
    write(file, "op,kernel,stride,hw,cin,cout,cost_ms\nconv2d,3,1,32,16,16,0.5\n");
    DeviceTableDialog first(openDevice("raspberry-pi-4").value(), nullptr);
    first.setFile(file);
    QTRY_VERIFY(first.result().has_value());
    DeviceTableDialog second(*first.result(), nullptr);
    auto* found = second.findChild<QLabel*>(QStringLiteral("deviceTableFound"));
    second.setFile(file);
    QCOMPARE(second.findChild<QLineEdit*>(QStringLiteral("deviceTableName"))->text(), QStringLiteral("cost_ms-2"));
    QTRY_VERIFY(second.result().has_value());
    QCOMPARE(second.result()->tables().operators.size(), std::size_t{2});
    QVERIFY(found->text().contains(QStringLiteral("comes first")));
    second.setName(QStringLiteral("cost_ms"));
    QVERIFY(!second.result().has_value());
    QTRY_VERIFY(second.result().has_value());
    QCOMPARE(second.result()->tables().operators.size(), std::size_t{1});
    QVERIFY(found->text().contains(QStringLiteral("replaces the table “cost_ms”")));
  }

  void everythingGoesToAFolderOfItsOwn() {
    Selection selection;
    DevicePerspective perspective(m_folder->filePath(QStringLiteral("devices")), selection);
    for (int i = 0; i < 2; ++i) {
      perspective.findChild<QAction*>(QStringLiteral("deviceExportAll"))->trigger();
      auto* dialog = perspective.findChild<QFileDialog*>(QStringLiteral("deviceExportDialog"));
      QVERIFY(dialog != nullptr);
      Q_EMIT dialog->fileSelected(m_folder->path());
      delete dialog;
    }
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("raspberry-pi-4/profile.json"))));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("raspberry-pi-4-2/profile.json"))));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("profile.json"))));
  }

  void tablesOfChoices() {
    const QString file = m_folder->filePath(QStringLiteral("lut.csv"));
    write(file, "layer,op,cost_ms\n-1,,10\n0,0,0\n0,1,0.5\n");
    const Space space = openSpace("fbnet").value();
    DeviceTableDialog dialog(openDevice("raspberry-pi-4").value(), &space);
    dialog.setFile(file);  // its column "op" speaks of operators; it is said to be of choices
    dialog.setPatterns({QStringLiteral("layer{layer+1}.op={op}")});
    auto* found = dialog.findChild<QLabel*>(QStringLiteral("deviceTableFound"));
    QTRY_VERIFY(found->text().contains(QStringLiteral("line 2")));  // no layer 0
    dialog.setBase(QStringLiteral("layer=-1"));
    QTRY_VERIFY(dialog.result().has_value());
    QCOMPARE(dialog.result()->tables().choices.front().base, 10.0);
  }

  void timelineFollowsModelsAndTheRoofline() {
    Selection selection;
    DevicePerspective perspective(m_folder->path(), selection);
    perspective.resize(1200, 700);
    perspective.show();
    perspective.showPage(QStringLiteral("deviceTimelinePanel"));
    auto* panel = perspective.findChild<DeviceTimelinePanel*>();
    auto* plot = perspective.findChild<TimelinePlot*>();
    const auto* rows = perspective.findChild<TimelineModel*>();
    const QAbstractItemModelTester tester(perspective.findChild<TimelineModel*>());
    QTRY_VERIFY(rows->rowCount() > 10);
    const auto network = perspective.findChild<DeviceRooflinePanel*>()->source().network();
    auto model = createCostModel(perspective.current()->profile(), {1, "fp32"});
    QVERIFY(std::abs(plot->timeline().endMs() - model.value()->latencyMs(*network)) < 1e-9);
    QVERIFY(plot->timeline().tensors.empty() && plot->timeline().peakBytes() > 0);
    // An operator that is pointed at is shared.
    plot->setFocus();
    QTest::keyClick(plot->focusProxy(), Qt::Key_Right);
    QTest::keyClick(plot->focusProxy(), Qt::Key_Right);
    const int node = perspective.findChild<DeviceRooflinePanel*>()->source().currentNode();
    QVERIFY(node > 0);
    perspective.showPage(QStringLiteral("deviceRooflinePanel"));
    auto* roofline = perspective.findChild<RooflinePlot*>();
    QTRY_VERIFY(roofline->current() >= 0);
    QCOMPARE(perspective.findChild<OperatorCostModel*>()->points()[static_cast<std::size_t>(roofline->current())].name,
             plot->timeline().steps[static_cast<std::size_t>(plot->current())].name);
    // A schedule brings addresses and a limit; what cannot be said is said.
    perspective.showPage(QStringLiteral("deviceTimelinePanel"));
    panel->setModel(QStringLiteral(R"({"name": "schedule", "memory_B": 1048576})"));
    QTRY_COMPARE(plot->timeline().limitBytes, 1048576.0);
    QVERIFY(!plot->timeline().tensors.empty());
    panel->setModel(QStringLiteral(R"({"name": "schedule", "memory_B": 1024})"));
    QTRY_COMPARE(rows->rowCount(), 0);
    QVERIFY(plot->accessibleDescription().contains(QStringLiteral("1024")));
    panel->setModel(QStringLiteral("{"));
    QTRY_VERIFY(!plot->accessibleDescription().contains(QStringLiteral("1024")));
    QCOMPARE(rows->rowCount(), 0);
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

#include "widgets/network_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/network/onnx_export.h"
#include "core/network/seeded_tensors.h"
#include "core/space/space.h"
#include "tests/support/onnx_maker.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "viz/graph_view.h"
#include "widgets/device_estimate_model.h"
#include "widgets/device_library.h"
#include "widgets/device_perspective.h"
#include "widgets/layer_model.h"
#include "widgets/network_graph.h"

using namespace pscope;

namespace {

Network demoNetwork() {
  const Space space = openSpace("demo").value();
  return space.lower(space.design(0).value()).value();
}

std::shared_ptr<const NetworkReport> demoReport() {
  auto report = networkReport(std::make_shared<const Network>(demoNetwork()), {});
  return std::make_shared<const NetworkReport>(std::move(report).value());
}

/// A model file of the demo space.
QString modelFile(const QTemporaryDir& folder) {
  const Network network = demoNetwork();
  const QString path = folder.filePath("demo.onnx");
  const auto bytes = exportOnnx(network, seededTensors(network, 1));
  return bytes.ok() && writeFileAtomically(path.toStdString(), bytes.value()).ok() ? path : QString();
}

struct Shown {
  Shown()
      : page("/nowhere/paretoscope-layout"), opened(&page, &NetworkPage::opened), failed(&page, &NetworkPage::failed) {
    page.resize(1280, 800);
    page.show();
  }
  template <class Widget>
  Widget* find(const char* name) const {
    return page.findChild<Widget*>(QLatin1String(name));
  }
  NetworkPage page;
  QSignalSpy opened, failed;
};

}  // namespace

class TstNetworkPage : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void modelsAreProperModels() {
    LayerModel layers;
    const QAbstractItemModelTester layerTester(&layers, QAbstractItemModelTester::FailureReportingMode::QtTest);
    layers.setReport(demoReport());
    layers.setDevice(0);
    layers.setDevice(99);
    layers.setReport(nullptr);
    layers.setReport(demoReport());
    DeviceEstimateModel devices;
    const QAbstractItemModelTester deviceTester(&devices, QAbstractItemModelTester::FailureReportingMode::QtTest);
    devices.setReport(demoReport());
    QCOMPARE(devices.rowCount(), static_cast<int>(devicePresets().size()));
    devices.setReport(nullptr);
    QCOMPARE(devices.rowCount(), 0);
  }

  void layersAddUpToTheTotals() {
    LayerModel model;
    const auto report = demoReport();
    model.setReport(report);
    std::size_t device = 0;
    while (report->devices[device].name != "raspberry-pi-4") ++device;
    model.setDevice(static_cast<int>(device));
    double params = 0;
    double latency = 0;
    double share = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
      params += model.index(row, LayerModel::Params).data(LayerModel::SortRole).toDouble();
      latency += model.index(row, LayerModel::Latency).data(LayerModel::SortRole).toDouble();
      share += model.index(row, LayerModel::Share).data(LayerModel::SortRole).toDouble();
    }
    QCOMPARE(params, static_cast<double>(report->totals.params));
    QVERIFY(std::abs(latency - report->devices[device].report->latencyMs) < 1e-9 * latency);
    QVERIFY(std::abs(share - 100) < 1e-6);
  }

  void opensAModel() {
    const QTemporaryDir folder;
    Shown shown;
    shown.page.openFile(modelFile(folder));
    QVERIFY(shown.opened.wait());
    QVERIFY(shown.failed.isEmpty());
    QCOMPARE(shown.find<QLabel>("modelTitle")->text(), QString("demo.onnx"));
    QVERIFY(shown.find<QLabel>("modelTotals")->text().contains("ONNX opset 17"));
    QVERIFY(!shown.find<QLabel>("modelWarning")->isVisible());
    QTRY_VERIFY(!shown.page.graph().view().isEmpty());
    const auto costs = staticCosts(demoNetwork());
    QCOMPARE(shown.page.report()->totals.params, costs.params);
    QCOMPARE(shown.page.report()->totals.macs, costs.macs);
  }

  void tableAndGraphPointAtTheSameLayer() {
    const QTemporaryDir folder;
    Shown shown;
    shown.page.openFile(modelFile(folder));
    QVERIFY(shown.opened.wait());
    QTRY_VERIFY(!shown.page.graph().view().isEmpty());
    auto* table = shown.find<QTableView>("layerTable");
    table->selectRow(4);
    const auto& items = shown.page.graph().drawnView().items;
    const int current = shown.page.graph().view().currentItem();
    QVERIFY(current >= 0);
    const auto& nodes = items[static_cast<std::size_t>(current)].nodes;
    QVERIFY(std::find(nodes.begin(), nodes.end(), 4) != nodes.end());
    shown.page.graph().view().setCurrentItem(static_cast<int>(items.size()) - 1);
    QCOMPARE(table->currentIndex().siblingAtColumn(LayerModel::Number).data().toInt(), items.back().nodes.front() + 1);
  }

  void layersAreFilteredAndSorted() {
    Shown shown;
    shown.page.showNetwork(std::make_shared<const Network>(demoNetwork()), "a design");
    QVERIFY(shown.opened.wait());
    auto* table = shown.find<QTableView>("layerTable");
    const QAbstractItemModelTester layers(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester devices(shown.find<QTableView>("deviceTable")->model(),
                                           QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int all = table->model()->rowCount();
    shown.find<QLineEdit>("layerFilter")->setText("convolution 3x3");
    QVERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < all);
    shown.find<QLineEdit>("layerFilter")->clear();
    table->sortByColumn(LayerModel::Macs, Qt::DescendingOrder);
    double before = 1e300;
    for (int row = 0; row < all; ++row) {
      const double macs = table->model()->index(row, LayerModel::Macs).data(LayerModel::SortRole).toDouble();
      QVERIFY(macs <= before);
      before = macs;
    }
  }

  void aDeviceIsChosenInItsTable() {
    Shown shown;
    shown.page.showNetwork(std::make_shared<const Network>(demoNetwork()), "a design");
    QVERIFY(shown.opened.wait());
    auto* devices = shown.find<QTableView>("deviceTable");
    for (int row = 0; row < devices->model()->rowCount(); ++row) {
      if (devices->model()->index(row, 0).data().toString().contains("Jetson Nano")) devices->selectRow(row);
    }
    QCOMPARE(shown.page.graph().costKind().device, std::string("jetson-nano"));
    shown.page.graph().setCostKind({CostKind::What::Latency, "pixel-3"});
    QVERIFY(devices->currentIndex().siblingAtColumn(0).data().toString().contains("Pixel 3"));
  }

  void tableIsSavedAsCsv() {
    const QTemporaryDir folder;
    Shown shown;
    shown.page.showNetwork(std::make_shared<const Network>(demoNetwork()), "a design");
    QVERIFY(shown.opened.wait());
    const QString path = folder.filePath("layers.csv");
    QVERIFY(shown.page.saveLayers(path).ok());
    const auto csv = CsvTable::read(path.toStdString());
    QVERIFY(csv.ok());
    QCOMPARE(csv.value().rowCount(), demoNetwork().nodes().size());
    for (const char* column : {"layer", "operator", "output", "params", "macs", "raspberry-pi-4_latency_ms"}) {
      QVERIFY2(csv.value().column(column).ok(), column);
    }
  }

  void unknownOperatorsAreListed() {
    const QTemporaryDir folder;
    test::OnnxMaker maker;
    maker.input("x", {1, 4, 8, 8});
    maker.node("Magic", {"x"}, {"y"});
    maker.output("y", {1, 4, 8, 8});
    const QString path = folder.filePath("magic.onnx");
    QVERIFY(writeFileAtomically(path.toStdString(), maker.bytes()).ok());
    Shown shown;
    shown.page.openFile(path);
    QVERIFY(shown.opened.wait());
    QVERIFY(shown.find<QLabel>("modelWarning")->isVisible());
    QVERIFY(shown.find<QLabel>("modelWarning")->text().contains("Magic"));
    QCOMPARE(shown.find<QListWidget>("unknownOperators")->count(), 1);
    QVERIFY2(shown.find<QLabel>("modelTotals")->text().contains("at least"), "totals are lower bounds");
  }

  void whatCannotBeReadSaysWhere() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("broken.onnx");
    QVERIFY(writeFileAtomically(path.toStdString(), "no model at all").ok());
    Shown shown;
    shown.page.openFile(path);
    QVERIFY(shown.failed.wait());
    const auto error = shown.failed.first().first().value<Error>();
    QCOMPARE(error.file, path.toStdString());
    QVERIFY(!shown.page.busy());
    // What was open before stays.
    shown.page.openFile(modelFile(folder));
    QVERIFY(shown.opened.wait());
    shown.page.openFile(folder.filePath("missing.onnx"));
    QTRY_COMPARE(shown.failed.size(), 2);
    QVERIFY(shown.find<QLabel>("modelTitle")->isVisible());
  }

  void cancelGoesBack() {
    const QTemporaryDir folder;
    const QString path = modelFile(folder);
    Shown shown;
    shown.page.openFile(path);
    auto* button = shown.find<QPushButton>("cancelModel");
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!button->isVisible());
    QTRY_VERIFY(!shown.page.busy());
    QVERIFY(shown.opened.isEmpty() && shown.failed.isEmpty());
    shown.page.openFile(path);
    QVERIFY(shown.opened.wait());
  }

  void theWindowOpensDroppedModels() {
    test::WindowFixture fixture;
    const QString path = modelFile(fixture.folder);
    MainWindow window(fixture.windowServices());
    window.show();
    auto* page = window.findChild<NetworkPage*>();
    QSignalSpy opened(page, &NetworkPage::opened);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drop);
    QVERIFY(opened.wait());
    QVERIFY(page->isVisible());
    QCOMPARE(window.perspectives().current(), QString("model"));
    QVERIFY(window.recentFiles().files().contains(path));
    window.openPath(fixture.folder.filePath("missing.onnx"));
    QTRY_VERIFY(window.messages().text().contains("missing.onnx"));
  }

  // A profile of one's own is a device like the presets, also for a model that is shown already.
  void knowsOwnDevices() {
    test::WindowFixture fixture;
    MainWindow window(fixture.windowServices());
    window.show();
    window.perspectives().show(QStringLiteral("model"));
    auto* page = window.findChild<NetworkPage*>();
    QSignalSpy opened(page, &NetworkPage::opened);
    page->openFile(modelFile(fixture.folder));
    QVERIFY(opened.wait());
    QCOMPARE(page->report()->devices.size(), devicePresets().size());
    DeviceLibrary& library = window.findChild<DevicePerspective*>()->library();
    const auto row = library.duplicate(library.rowOf(QStringLiteral("raspberry-pi-4")));
    PSCOPE_VERIFY_OK(row);
    QTRY_COMPARE(page->report()->devices.size(), devicePresets().size() + 1);
    const DeviceProfile& own = library.at(row.value()).profile();
    QCOMPARE(page->report()->devices.back().name, own.name());
    const auto graphs = window.findChildren<NetworkGraph*>();
    QVERIFY(graphs.size() >= 2);
    for (NetworkGraph* graph : graphs) {
      graph->setCostKind({CostKind::What::Latency, own.name()});
      QVERIFY(graph->findChild<QComboBox*>(QStringLiteral("graphCosts"))
                  ->currentText()
                  .contains(QString::fromStdString(own.title())));
    }
    QVERIFY(nodeCosts(demoNetwork(), {CostKind::What::Latency, own.name()}, library.devices()).ok());
    QVERIFY(!nodeCosts(demoNetwork(), {CostKind::What::Latency, own.name()}).ok());
  }
};

PSCOPE_TEST(TstNetworkPage)
#include "tst_network_page.moc"

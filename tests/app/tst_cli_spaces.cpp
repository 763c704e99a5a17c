#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

// Cell 6111 of NAS-Bench-201, the best on CIFAR-10 after 200 epochs (../data/README.md: nb201).
const QString kSampleCell =
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";

}  // namespace

/// space, network, device, hypervolume, and what holds for all commands.
class TstCliSpaces : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void helpEverywhere_data() {
    QTest::addColumn<QStringList>("command");
    QTest::newRow("program") << QStringList{};
    for (const char* name :
         {"space list", "space show",  "space count", "space sample",    "space check", "network", "export",
          "diff",       "device list", "device show", "device estimate", "train",       "search",  "resume",
          "unblind",    "front",       "candidates",  "hypervolume",     "indicators",  "report"}) {
      QTest::newRow(name) << QString(name).split(' ');
    }
  }
  void helpEverywhere() {
    QFETCH(QStringList, command);
    const auto result = cli(command + QStringList{"--help"});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.out.contains("Example"));
    QVERIFY(result.out.contains("paretoscope-cli"));
    QVERIFY(result.err.isEmpty());
  }

  void version() {
    const auto result = cli({"--version"});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.out.startsWith("paretoscope-cli 0."));
  }

  void usageErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"fly"};
    QTest::newRow("unknown option") << QStringList{"space", "list", "--upside-down"};
    QTest::newRow("missing argument") << QStringList{"space", "show"};
    QTest::newRow("later command") << QStringList{"export", "demo"};
    QTest::newRow("no number") << QStringList{"space", "sample", "demo", "-n", "many"};
    QTest::newRow("negative seed") << QStringList{"space", "sample", "demo", "-n", "1", "--seed=-1"};
  }
  void usageErrors() {
    QFETCH(QStringList, arguments);
    PSCOPE_REFUSED(cli(arguments), "paretoscope-cli: ");
  }

  void spaceList() {
    const auto result = cli({"space", "list"});
    PSCOPE_STATUS(result, 0);
    const auto lines = result.lines();
    QVERIFY(lines.size() >= 2);
    bool found = false;
    for (const auto& line : lines) {
      const auto words = line.simplified().split(' ');
      QVERIFY2(words.size() > 3, line.constData());  // name, size, one sentence
      found = found || (words[0] == "nasbench201" && words[1] == "15625");
    }
    QVERIFY2(found, result.out.constData());

    const auto cells = cli({"space", "list", "--tag", "Cell", "--tag", "multi-path"});
    PSCOPE_STATUS(cells, 0);
    QVERIFY(cells.out.contains("nasbench201") && !cells.out.contains("demo"));
    PSCOPE_REFUSED(cli({"space", "list", "--tag", "audio"}), "audio");
  }

  // 5^6 cells (Dong and Yang, ICLR 2020).
  void spaceCount() {
    const auto result = cli({"space", "count", "nasbench201"});
    PSCOPE_STATUS(result, 0);
    QCOMPARE(result.out, QByteArray("15625\n"));
    QCOMPARE(cli({"space", "count", "nasbench201", "--feasible"}).out, QByteArray("15625\n"));
    PSCOPE_REFUSED(cli({"space", "count", "nasbench201", "--feasible", "--unique"}), "--unique");
  }

  void spaceShowAndCheck() {
    QTemporaryDir folder;
    const auto shown = cli({"space", "show", "demo"});
    PSCOPE_STATUS(shown, 0);
    QVERIFY(shown.json().isObject());
    const QString file = folder.filePath("copy.json");
    writeFile(file, shown.out);
    PSCOPE_STATUS(cli({"space", "check", file}), 0);
    QCOMPARE(cli({"space", "count", file}).out, cli({"space", "count", "demo"}).out);
  }

  void spaceSample() {
    const auto a = cli({"space", "sample", "nasbench201", "-n", "20", "--seed", "3"});
    PSCOPE_STATUS(a, 0);
    QCOMPARE(a.lines().size(), 20);
    for (const auto& line : a.lines()) {
      QVERIFY(line.startsWith("|") && line.endsWith("|") && line.count("+") == 2 && line.count("~") == 6);
    }
    QCOMPARE(cli({"space", "sample", "nasbench201", "-n", "20", "--seed", "3"}).out, a.out);
    QVERIFY(cli({"space", "sample", "nasbench201", "-n", "20", "--seed", "4"}).out != a.out);
    QVERIFY(cli({"space", "sample", "demo", "-n", "1"}).out.contains('='));
  }

  void networkJson() {
    const auto result = cli({"network", "nasbench201", "--design", kSampleCell, "--json"});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    for (const char* key : {"params", "macs", "peak_activation_bytes", "input", "output", "layers"}) {
      QVERIFY2(json.contains(key), key);
    }
    QCOMPARE(json["input"].toArray(), (QJsonArray{3, 32, 32}));
    QCOMPARE(json["output"].toArray(), (QJsonArray{10, 1, 1}));
    const auto layers = json["layers"].toArray();
    QVERIFY(layers.size() > 50);
    double params = 0;
    for (const auto& layer : layers) {
      for (const char* key : {"name", "op", "output", "params", "macs"}) QVERIFY2(layer.toObject().contains(key), key);
      params += layer.toObject()["params"].toDouble();
    }
    QCOMPARE(params, json["params"].toDouble());
  }

  // The column params of nb201_cifar10.csv.
  void networkParametersOfTheTable() {
    PSCOPE_NEEDS_DATA(file, "nb201/nb201_cifar10.csv");
    const auto lines = readFile(QString::fromStdString(file)).split('\n');
    const auto header = lines[0].split(',');
    for (const int row : {1, 6112, 15625}) {
      const auto cells = lines[row].split(',');
      const auto result = cli({"network", "nasbench201", "--design", cells[header.indexOf("arch")], "--json"});
      PSCOPE_STATUS(result, 0);
      QCOMPARE(result.json()["params"].toInteger(), cells[header.indexOf("params")].toLongLong());
    }
  }

  void networkTable() {
    const auto result = cli({"network", "nasbench201", "--design", kSampleCell});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.out.contains("Parameters"));
    PSCOPE_REFUSED(cli({"network", "nasbench201", "--design", "|none~0|"}), "paretoscope-cli: ");
    PSCOPE_REFUSED(cli({"network", "nasbench201"}), "--design");
    PSCOPE_REFUSED(cli({"network", "model.onnx"}), "model.onnx");
    PSCOPE_REFUSED(cli({"network", "nasbench999", "--design", kSampleCell}), "nasbench999", "nasbench201");
    PSCOPE_REFUSED(cli({"network", "nasbench201", "--design", kSampleCell, "--scale", "huge"}), "huge");
  }

  void devices() {
    const auto list = cli({"device", "list"});
    PSCOPE_STATUS(list, 0);
    QVERIFY(list.out.contains("raspberry-pi-4"));
    QVERIFY(list.lines().size() >= 8);  // header, rule, six presets
    const auto shown = cli({"device", "show", "raspberry-pi-4"});
    PSCOPE_STATUS(shown, 0);
    QVERIFY(shown.out.contains("evidence"));
    const auto json = cli({"device", "show", "raspberry-pi-4", "--json"});
    PSCOPE_STATUS(json, 0);
    QVERIFY(json.json().isObject());
    PSCOPE_REFUSED(cli({"device", "show", "abacus"}), "abacus", "raspberry-pi-4");
  }

  void deviceEstimate() {
    const QStringList arguments = {"device",      "estimate", "raspberry-pi-4", "--space",
                                   "nasbench201", "--design", kSampleCell};
    const auto result = cli(arguments + QStringList{"--json"});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    for (const char* key : {"latency_ms", "energy_mj", "peak_memory_bytes", "layers", "model", "evidence"}) {
      QVERIFY2(json.contains(key), key);
    }
    double sum = 0;
    for (const auto& layer : json["layers"].toArray()) sum += layer.toObject()["latency_ms"].toDouble();
    QVERIFY(json["latency_ms"].toDouble() > 0);
    QVERIFY(qAbs(sum / json["latency_ms"].toDouble() - 1) < 1e-9);
    const auto four = cli(arguments + QStringList{"--json", "--batch", "4"});
    QVERIFY(four.json()["latency_ms"].toDouble() > json["latency_ms"].toDouble());
    PSCOPE_STATUS(cli(arguments), 0);
    PSCOPE_REFUSED(cli({"device", "estimate", "raspberry-pi-4"}), "--space");
    PSCOPE_REFUSED(cli({"device", "estimate", "abacus", "--space", "nasbench201", "--design", kSampleCell}), "abacus");
  }

  // Boxes of 20 x 20, 10 x 20 and 5 x 10 below (30, 60).
  void hypervolume() {
    QTemporaryDir folder;
    const QString file = folder.filePath("points.csv");
    writeFile(file, "error,latency\n10,40\n20,20\n25,10\n20,40\n");
    const auto result = cli({"hypervolume", file, "--reference", "30,60"});
    PSCOPE_STATUS(result, 0);
    QCOMPARE(result.out, QByteArray("650\n"));
    writeFile(file, "10,40\n20,20\n25,10\n");
    QCOMPARE(cli({"hypervolume", file, "--reference", "30,60"}).out, QByteArray("650\n"));
    QCOMPARE(cli({"hypervolume", file, "--reference=-30,-60"}).out, QByteArray("0\n"));
    PSCOPE_REFUSED(cli({"hypervolume", file, "--reference", "30"}), "points.csv", "2 columns");
    PSCOPE_REFUSED(cli({"hypervolume", file, "--reference", "30,much"}), "much");
    writeFile(file, "error,latency\n10,nan\n");
    PSCOPE_REFUSED(cli({"hypervolume", file, "--reference", "30,60"}), "points.csv: 2", "nan");
    PSCOPE_REFUSED(cli({"hypervolume", "/nowhere.csv", "--reference", "30,60"}), "/nowhere.csv");
  }

  // Scaled by the front (0, 20), (4, 0), the points are (0.5, 0.5) and (1, 1): what the first lacks to (0, 1) and to
  // (1, 0) is 0.5 in one objective.
  void indicators() {
    QTemporaryDir folder;
    writeFile(folder.filePath("points.csv"), "error,latency\n2,10\n4,20\n");
    writeFile(folder.filePath("front.csv"), "error,latency\n0,20\n4,0\n");
    const auto result = cli({"indicators", folder.filePath("points.csv"), "--front", folder.filePath("front.csv")});
    PSCOPE_STATUS(result, 0);
    QCOMPARE(result.json().object()["igd_plus"].toDouble(), 0.5);
    QCOMPARE(result.json().object()["additive_epsilon"].toDouble(), 0.5);
    writeFile(folder.filePath("front.csv"), "error\n1\n");
    PSCOPE_REFUSED(cli({"indicators", folder.filePath("points.csv"), "--front", folder.filePath("front.csv")}),
                   "points.csv", "2 columns");
  }

  // Set 2 of moocore's data: the published hypervolume.
  void hypervolumePublished() {
    PSCOPE_NEEDS_DATA(file, "hv/moocore_input1_2d.csv");
    QTemporaryDir folder;
    QByteArray points = "f1,f2\n";
    for (const auto& line : readFile(QString::fromStdString(file)).split('\n')) {
      if (line.startsWith("2,")) points += line.mid(2) + "\n";
    }
    writeFile(folder.filePath("set2.csv"), points);
    const auto result = cli({"hypervolume", folder.filePath("set2.csv"), "--reference", "10,10"});
    PSCOPE_STATUS(result, 0);
    QVERIFY(qAbs(result.out.toDouble() - 53.969708954) < 1e-8);
  }

  void linksNeitherTorchNorGraphviz() {
    QProcess ldd;
    ldd.start("ldd", {cliProgram()});
    QVERIFY(ldd.waitForFinished());
    const auto libraries = ldd.readAllStandardOutput();
    for (const char* unwanted : {"torch", "libgvc", "libcgraph", "libQt", "qcustomplot"}) {
      QVERIFY2(!libraries.contains(unwanted), libraries.constData());
    }
  }
};

PSCOPE_TEST(TstCliSpaces)
#include "tst_cli_spaces.moc"

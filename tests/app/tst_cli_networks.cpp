#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/cli_process.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

const QString kCell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|";

QString with(const char* edge) {
  return QString(kCell).replace("nor_conv_3x3~0", edge);
}

}  // namespace

/// diff, and export but to ONNX.
class TstCliNetworks : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // One edge of the cell differs: in each of its 15 copies one convolution.
  void diffJson() {
    const auto result = cli({"diff", "nasbench201", "--design", kCell, "--design", with("nor_conv_1x1~0"), "--json"});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    QCOMPARE(json.keys(), (QStringList{"added", "changed", "kept", "moved", "removed"}));
    QCOMPARE(json["kept"].toInt(), 160);
    const auto changed = json["changed"].toArray();
    QCOMPARE(changed.size(), 15);
    const auto first = changed[0].toObject();
    QCOMPARE(first["from"].toObject()["name"].toString(), "stage1/cell1/edge0-1/conv2d");
    QCOMPARE(first["from"].toObject()["op"].toString(), "conv2d");
    QCOMPARE(first["to"].toObject()["name"].toString(), "stage1/cell1/edge0-1/conv2d");
    for (const char* list : {"added", "removed", "moved"}) QVERIFY(json[list].toArray().isEmpty());
  }

  // A convolution, its activation and its norm become a pool: three operators and one that stand in the same place.
  void diffOfOtherOperators() {
    const auto result = cli({"diff", "nasbench201", "--design", kCell, "--design", with("avg_pool_3x3~0"), "--json"});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    QCOMPARE(json["kept"].toInt(), 175 - 3 * 15);
    QCOMPARE(json["removed"].toArray().size(), 3 * 15);
    QCOMPARE(json["added"].toArray().size(), 15);
    QCOMPARE(json["added"].toArray()[0].toObject()["op"].toString(), "avg_pool");
  }

  void diffText() {
    const auto result = cli({"diff", "nasbench201", "--design", kCell, "--design", with("nor_conv_1x1~0")});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.out.contains("Convolution 3x3 16x32x32"));
    QVERIFY(result.out.endsWith("Kept 160, changed 15, moved 0, removed 0, added 0.\n"));
    QCOMPARE(cli({"diff", "nasbench201", "--design", kCell, "--design", kCell}).out,
             QByteArray("Kept 175, changed 0, moved 0, removed 0, added 0.\n"));
  }

  // The same designs as ONNX files: names of files count for nothing, and what is in both is kept.
  void diffOfFiles() {
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(name); };
    PSCOPE_STATUS(cli({"export", "nasbench201", "--design", kCell, "--onnx", path("a.onnx")}), 0);
    PSCOPE_STATUS(cli({"export", "nasbench201", "--design", with("nor_conv_1x1~0"), "--onnx", path("b.onnx")}), 0);
    const auto result = cli({"diff", path("a.onnx"), path("b.onnx"), "--json"});
    PSCOPE_STATUS(result, 0);
    const auto changed = result.json().object()["changed"].toArray();
    QCOMPARE(changed.size(), 15);
    for (const auto& pair : changed) QCOMPARE(pair.toObject()["to"].toObject()["op"].toString(), "conv2d");
    for (const char* list : {"added", "removed", "moved"}) QVERIFY(result.json().object()[list].toArray().isEmpty());
    PSCOPE_REFUSED(cli({"diff", path("a.onnx"), path("none.onnx")}), "none.onnx");
    PSCOPE_REFUSED(cli({"diff", path("a.onnx")}), "Two networks");
    PSCOPE_REFUSED(cli({"diff", path("a.onnx"), "demo"}), "Two networks");
  }

  void diffNeedsTwoNetworks() {
    PSCOPE_REFUSED(cli({"diff", "nasbench201", "--design", kCell, "--json"}), "Two networks");
    PSCOPE_REFUSED(cli({"diff", "nasbench201", "demo", "--design", kCell, "--design", kCell}), "Two networks");
    PSCOPE_REFUSED(cli({"diff", "nasbench201", "--design", kCell, "--design", "nonsense"}), "column 1");
  }

  void exportPytorch() {
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(name); };
    const QStringList start{"export", "nasbench201", "--design", kCell};
    PSCOPE_STATUS(cli(start + QStringList{"--pytorch", path("a/b"), "--seed", "3"}), 0);
    const auto source = readFile(path("a/b/model.py"));
    QVERIFY(source.contains("Design: " + kCell.toUtf8()) && source.contains("Scale: deploy\n"));
    QVERIFY(source.contains("Weights: seeded, not trained\n") && source.contains("Seed: 3\n"));
    QVERIFY(source.contains("class Cell(nn.Module):"));
    QVERIFY(!readFile(path("a/b/load.py")).isEmpty());
    const auto weights = readFile(path("a/b/weights.safetensors"));
    QVERIFY(weights.contains("stage1.cell1.edge0_1.conv.weight"));
    PSCOPE_STATUS(cli(start + QStringList{"--pytorch", path("c"), "--seed", "4"}), 0);
    QVERIFY(readFile(path("c/weights.safetensors")) != weights);
    writeFile(path("file"), "x");
    PSCOPE_REFUSED(cli(start + QStringList{"--pytorch", path("file")}), "file");
    PSCOPE_REFUSED(cli(start + QStringList{"--pytorch", path("d"), "--weights", path("file")}), "file");
    QVERIFY(!QFile::exists(path("d")));
  }

  void exportGraphs() {
    QTemporaryDir folder;
    const auto dot = folder.filePath("a.dot");
    const auto svg = folder.filePath("a.svg");
    PSCOPE_STATUS(cli({"export", "nasbench201", "--design", kCell, "--dot", dot, "--svg", svg}), 0);
    QVERIFY(readFile(dot).startsWith("digraph \"nasbench201\" {"));
    QCOMPARE(readFile(dot).count(" [label="), 175);
    const auto picture = readFile(svg);
    QVERIFY(picture.startsWith("<svg ") && picture.endsWith("</svg>\n"));
    QVERIFY(picture.contains("conv 3x3"));
    PSCOPE_REFUSED(cli({"export", "nasbench201", "--design", kCell, "--svg", "/nowhere/a.svg"}), "/nowhere/a.svg");
  }
};

PSCOPE_TEST(TstCliNetworks)
#include "tst_cli_networks.moc"

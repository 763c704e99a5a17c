#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "tests/app/cli_process.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// `device import` and the cost models of `device estimate`.
class TstCliDeviceImport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    writeFile(path("lut.csv"), "layer,op,cost_ms\n-1,,10\n0,0,0\n0,1,0.5\n0,7,2\n");
    writeFile(path("mine.json"), R"({"name": "mine"})");
  }

  void importsAndEstimates() {
    PSCOPE_STATUS(import({"lut.csv", "layer{layer+1}.op={op}", "fitted.json"}), 0);
    const auto estimate = cli({"device", "estimate", path("fitted.json"), "--space", "fbnet", "--design",
                               "7-8-1-8-4-8-8-8-7-4-1-4-7-3-2-7-3-2-4-2-4-5", "--json"});
    PSCOPE_STATUS(estimate, 0);
    const auto cost = estimate.json().object();
    QCOMPARE(cost["latency_ms"].toDouble(), 12.0);
    QCOMPARE(cost["model"].toString(), QString("table"));
    QCOMPARE(cost["evidence"].toString(), QString("C"));
    QVERIFY(!cost["notes"].toArray().isEmpty());
  }

  // A table of blocks as Once-for-All keeps them: 1 ms for each block that is k3 and e3 inside, 2 ms for others that
  // the file has, 10 ms for what is fixed; at the one resolution that it was measured for.
  void importsTablesOfBlocks() {
    const QByteArray design =
        "stage1.block1=k3_e3;stage1.block2=zero;stage1.block3=zero;stage1.block4=zero;"
        "stage2.block1=k3_e3;stage2.block2=zero;stage2.block3=zero;stage2.block4=zero;"
        "stage3.block1=k3_e3;stage3.block2=zero;stage3.block3=k7_e6;stage3.block4=zero;"
        "stage4.block1=k3_e3;stage4.block2=zero;stage4.block3=zero;stage4.block4=zero;"
        "stage5.block1=k3_e3;stage5.block2=zero;stage5.block3=zero;stage5.block4=zero;last=k3_e3";
    QByteArray yaml =
        "Conv-input:224x224x3-output:112x112x32:\n  count: 3\n  mean: 4.5\n"
        "expanded_conv-input:112x112x32-output:112x112x16-expand:1-kernel:3-stride:1-idskip:0: {mean: 1.5, count: 9}\n"
        "Conv_1-input:7x7x320-output:7x7x1280:\n  mean: 3\n"
        "Logits-input:1x1x1280-output:1000:\n  mean: 1\n";
    const auto block = [&yaml](const char* in, const char* out, int expand, int kernel, int stride, int skip,
                               int mean) {
      yaml += QStringLiteral("expanded_conv-input:%1-output:%2-expand:%3-kernel:%4-stride:%5-idskip:%6:\n  mean: %7\n")
                  .arg(QLatin1String(in), QLatin1String(out))
                  .arg(expand)
                  .arg(kernel)
                  .arg(stride)
                  .arg(skip)
                  .arg(mean)
                  .toUtf8();
    };
    block("112x112x16", "56x56x24", 3, 3, 2, 0, 1);
    block("56x56x24", "28x28x40", 3, 3, 2, 0, 1);
    block("28x28x40", "14x14x80", 3, 3, 2, 0, 1);
    block("14x14x80", "14x14x80", 6, 7, 1, 1, 2);
    block("14x14x80", "14x14x96", 3, 3, 1, 0, 1);
    block("14x14x96", "7x7x192", 3, 3, 2, 0, 1);
    block("7x7x192", "7x7x320", 3, 3, 1, 0, 1);
    writeFile(path("blocks.yaml"), yaml);
    const auto imported = cli({"device", "import", path("mine.json"), "--blocks", path("blocks.yaml"), "--space",
                               "proxyless", "--tag", "C", "--out", path("blocks.json")});
    PSCOPE_STATUS(imported, 0);
    const auto latencyOf = [&](const QByteArray& text) {
      return cli(
          {"device", "estimate", path("blocks.json"), "--space", "proxyless", "--design", QString(text), "--json"});
    };
    const auto estimate = latencyOf(design);
    PSCOPE_STATUS(estimate, 0);
    QCOMPARE(estimate.json().object()["latency_ms"].toDouble(), 10.0 + 6 + 2);
    QByteArray unknown = design;
    unknown.replace("stage1.block1=k3_e3", "stage1.block1=k5_e6");
    PSCOPE_REFUSED(latencyOf(unknown), "stage1.block1");
    writeFile(path("blocks.yaml"), yaml.replace("Logits", "Softmax"));
    PSCOPE_REFUSED(cli({"device", "import", path("mine.json"), "--blocks", path("blocks.yaml"), "--space", "proxyless",
                        "--out", path("o.json")}),
                   "Logits-input:1x1x1280-output:1000");
    writeFile(path("blocks.yaml"), "Conv-input:224x224x3-output:112x112x32:\n  mean: fast\n");
    PSCOPE_REFUSED(cli({"device", "import", path("mine.json"), "--blocks", path("blocks.yaml"), "--space", "proxyless",
                        "--out", path("o.json")}),
                   "line 2", "fast");
    QVERIFY(!QFile::exists(path("o.json")));
  }

  // Kernels as nn-Meter names them: MobileNet's depthwise and pointwise convolutions, each fused with what follows it.
  void importsKernelsOfNnMeter() {
    writeFile(path("kernels.csv"),
              "kernel_type,HW,CIN,COUT,KERNEL_SIZE,STRIDES,latency_ms\n"
              "conv-bn-relu,32,3,16,3,1,2\nfc,1,64,10,,,0.25\nglobal-avgpool,8,64,64,,,0.5\nadd,8,64,64,,,1\n");
    const auto imported = cli({"device", "import", path("mine.json"), "--operators", path("kernels.csv"), "--column",
                               "latency_ms", "--out", path("kernels.json")});
    PSCOPE_STATUS(imported, 0);
    const QJsonObject table =
        QJsonDocument::fromJson(readFile(path("kernels.json"))).object()["tables"].toArray().first().toObject();
    QCOMPARE(table["fusion"].toArray(), QJsonArray({"conv2d+batch_norm+relu"}));
    QStringList ops;
    for (const auto row : table["rows"].toArray()) ops << row.toObject()["op"].toString();
    QCOMPARE(ops, QStringList({"conv2d+batch_norm+relu", "linear", "global_avg_pool", "add"}));
    writeFile(path("kernels.csv"), "kernel_type,HW,CIN,COUT,latency_ms\nconv-bn-magic,32,3,16,2\n");
    PSCOPE_REFUSED(cli({"device", "import", path("mine.json"), "--operators", path("kernels.csv"), "--column",
                        "latency_ms", "--out", path("o.json")}),
                   "line 2", "magic");
  }

  // What is exported is read again: the same table comes of it.
  void exportsWhatItImported() {
    PSCOPE_STATUS(import({"lut.csv", "layer{layer+1}.op={op}", "fitted.json"}), 0);
    const auto exported = cli({"device", "export", path("fitted.json"), "--out", path("all"), "--json"});
    PSCOPE_STATUS(exported, 0);
    QCOMPARE(exported.json().object()["files"].toArray(), QJsonArray({"profile.json", "cost_ms.csv"}));
    PSCOPE_STATUS(cli({"device", "import", path("mine.json"), "--choices", path("all/cost_ms.csv"), "--space", "fbnet",
                       "--column", "cost_ms", "--choice", "{choice_1}={level_1}", "--base", "choice_1=", "--tag", "C",
                       "--out", path("again.json")}),
                  0);
    const auto table = [this](const char* file) {
      QJsonObject json = QJsonDocument::fromJson(readFile(path(file))).object()["tables"].toArray().first().toObject();
      json.remove("source");  // the file that it was read from
      return json;
    };
    QVERIFY(table("fitted.json")["groups"].toArray().size() == 1);
    QCOMPARE(table("again.json"), table("fitted.json"));
    const auto preset = cli({"device", "export", "raspberry-pi-4", "--out", path("pi")});
    PSCOPE_STATUS(preset, 0);
    QVERIFY(readFile(path("pi/figures.csv")).startsWith("place,value,unit,evidence,source\n/"));
  }

  void refusesWithTheLine() {
    writeFile(path("lut.csv"), "layer,op,cost_ms\n0,0,0\n0,9,1\n");
    PSCOPE_REFUSED(import({"lut.csv", "layer{layer+1}.op={op}", "out.json"}), "line 3", "no level \"9\"");
    QVERIFY(!QFile::exists(path("out.json")));
    PSCOPE_REFUSED(cli({"device", "import", path("mine.json"), "--column", "c_ms", "--out", path("o.json")}),
                   "--choices", "--operators");
  }

  void listsAndNamesModels() {
    const auto list = cli({"device", "estimate", "--list-models"});
    PSCOPE_STATUS(list, 0);
    for (const char* name : {"roofline", "table", "operators", "fitted", "systolic", "mcu", "dvfs", "asic", "analog",
                             "spiking", "train-step", "split"}) {
      QVERIFY2(list.out.contains(name), name);
    }
    const auto with = [](const QString& model) {
      return cli({"device", "estimate", "edge-tpu", "--space", "nasbench-macro", "--design", "22222222", "--model",
                  model, "--json"});
    };
    PSCOPE_STATUS(with("systolic"), 0);
    QVERIFY(with("systolic").json().object()["utilisation"].toDouble() > 0);
    PSCOPE_STATUS(with(R"({"name": "systolic", "rows": 8, "columns": 8})"), 0);
    PSCOPE_REFUSED(with("oracle"), "oracle", "roofline");
    PSCOPE_REFUSED(with(R"({"name": "systolic", "row": 8})"), "row");
    PSCOPE_REFUSED(with("{"), "--model");
    PSCOPE_REFUSED(cli({"device", "estimate"}), "which device");
  }

 private:
  QString path(const char* name) const { return m_folder->filePath(name); }
  CliResult import(const QByteArrayList& arguments) const {
    return cli({"device", "import", path("mine.json"), "--choices", path(arguments[0].constData()), "--space", "fbnet",
                "--column", "cost_ms", "--choice", arguments[1], "--base", "layer=-1", "--tag", "C", "--out",
                path(arguments[2].constData())});
  }

  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstCliDeviceImport)
#include "tst_cli_device_import.moc"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/network/tensors.h"
#include "tests/app/cli_process.h"
#include "tests/support/onnx_maker.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

const QString kModelCell =
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";
const QStringList kExport = {"export", "nasbench201", "--design", kModelCell};

}  // namespace

/// export --onnx, network FILE.onnx, device estimate --onnx.
class TstCliOnnx : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void exportWritesTheDesign() {
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(name); };
    PSCOPE_STATUS(cli(kExport + QStringList{"--onnx", path("a.onnx")}), 0);
    const auto bytes = readFile(path("a.onnx"));
    for (const char* text : {"paretoscope", "nasbench201", "seeded, not trained", "stage3/cell5", "output"}) {
      QVERIFY2(bytes.contains(text), text);
    }
    QVERIFY(bytes.contains(kModelCell.toUtf8()));
    PSCOPE_STATUS(cli(kExport + QStringList{"--onnx", path("b.onnx"), "--seed", "1"}), 0);
    QVERIFY(readFile(path("b.onnx")) == bytes);
    PSCOPE_STATUS(cli(kExport + QStringList{"--onnx", path("c.onnx"), "--seed", "2"}), 0);
    QVERIFY(readFile(path("c.onnx")) != bytes);
  }

  void exportRefusesWhatIsUnusable() {
    QTemporaryDir folder;
    const QString file = folder.filePath("a.onnx");
    PSCOPE_REFUSED(cli(kExport), "--onnx");
    PSCOPE_REFUSED(cli({"export", "nasbench201", "--onnx", file}), "--design");
    PSCOPE_REFUSED(cli({"export", "nasbench201", "--design", "|none~0|", "--onnx", file}), "paretoscope-cli: ");
    PSCOPE_REFUSED(cli(kExport + QStringList{"--onnx", file, "--seed", "many"}), "--seed");
    PSCOPE_REFUSED(cli(kExport + QStringList{"--onnx", file, "--weights", "/nowhere.safetensors"}), "/nowhere");
    PSCOPE_REFUSED(cli(kExport + QStringList{"--onnx", file, "--seed", "1", "--weights", file}), "paretoscope-cli: ");
    QVERIFY(!QFile::exists(file));
    const auto strange = folder.filePath("w.safetensors");
    const pscope::TensorFile weights{{{"stranger.bias", {1}, {0}}}, {}};
    PSCOPE_VERIFY_OK(pscope::writeSafetensors(strange.toStdString(), weights));
    PSCOPE_REFUSED(cli(kExport + QStringList{"--onnx", file, "--weights", strange}), "w.safetensors", "do not fit");
    QVERIFY(!QFile::exists(file));
    PSCOPE_REFUSED(cli(kExport + QStringList{"--onnx", "/nowhere/a.onnx"}), "/nowhere/a.onnx");
  }

  void exportComesBack() {
    QTemporaryDir folder;
    const QString file = folder.filePath("a.onnx");
    PSCOPE_STATUS(cli(kExport + QStringList{"--onnx", file}), 0);
    const auto model = cli({"network", file, "--json"});
    PSCOPE_STATUS(model, 0);
    const auto json = model.json().object();
    const auto design = cli({"network", "nasbench201", "--design", kModelCell, "--json"}).json().object();
    for (const char* key : {"params", "macs", "peak_activation_bytes", "input", "output"})
      QCOMPARE(json[key], design[key]);
    QVERIFY(json["complete"].toBool());
    QVERIFY(json["unknown"].toArray().isEmpty());
    const auto table = cli({"network", file});
    PSCOPE_STATUS(table, 0);
    QVERIFY(table.out.contains("Parameters") && !table.out.contains("Incomplete"));
    PSCOPE_REFUSED(cli({"network", file, "--design", kModelCell}), "a.onnx", "--design");
    const auto onDevice = cli({"device", "estimate", "raspberry-pi-4", "--onnx", file, "--json"});
    PSCOPE_STATUS(onDevice, 0);
    const auto asDesign =
        cli({"device", "estimate", "raspberry-pi-4", "--space", "nasbench201", "--design", kModelCell, "--json"});
    const double latency = onDevice.json()["latency_ms"].toDouble();
    QVERIFY(qAbs(latency / asDesign.json()["latency_ms"].toDouble() - 1) < 1e-9);
    QVERIFY(onDevice.json()["complete"].toBool());
    PSCOPE_REFUSED(cli({"device", "estimate", "raspberry-pi-4", "--onnx", file, "--space", "demo"}), "--onnx");
    PSCOPE_REFUSED(cli({"device", "estimate", "raspberry-pi-4", "--onnx", "/nowhere.onnx"}), "/nowhere.onnx");
  }

  // MACs of models.csv (../data/README.md: onnx).
  void modelsFromElsewhere() {
    PSCOPE_NEEDS_DATA(file, "onnx/ultraface_rfb320.onnx");
    const auto model = cli({"network", QString::fromStdString(file), "--json"});
    PSCOPE_STATUS(model, 0);
    QCOMPARE(model.json()["macs"].toInteger(), 100418560);
    QCOMPARE(model.json()["input"].toArray(), (QJsonArray{3, 240, 320}));
    QCOMPARE(model.json()["outputs"].toArray(), (QJsonArray{QJsonArray{4420, 2, 1}, QJsonArray{4420, 4, 1}}));
    PSCOPE_NEEDS_DATA(large, "onnx/light_vgg19.onnx");
    const auto vgg = cli({"network", QString::fromStdString(large), "--json"});
    PSCOPE_STATUS(vgg, 0);
    QCOMPARE(vgg.json()["macs"].toInteger(), 19632062464);
    QCOMPARE(vgg.json()["params"].toInteger(), 143667240);
  }

  void unknownOperatorsAreSaid() {
    QTemporaryDir folder;
    const QString file = folder.filePath("magic.onnx");
    OnnxMaker maker;
    maker.input("x", {-1, 3, 8, 8}).node("Magic", {"x"}, {"m"}, "the magic one").claim("m", {-1, 3, 8, 8});
    maker.node("Relu", {"m"}, {"y"}).output("y", {-1, 3, 8, 8});
    writeFile(file, QByteArray::fromStdString(maker.bytes()));
    const auto model = cli({"network", file, "--json"});
    PSCOPE_STATUS(model, 0);
    QVERIFY(!model.json()["complete"].toBool());
    QCOMPARE(model.json()["unknown"].toArray(), (QJsonArray{QJsonObject{{"op", "Magic"}, {"name", "the magic one"}}}));
    const auto table = cli({"network", file});
    PSCOPE_STATUS(table, 0);
    QVERIFY(table.out.contains("Incomplete") && table.out.contains("Magic (the magic one)"));
    QVERIFY(!cli({"device", "estimate", "raspberry-pi-4", "--onnx", file, "--json"}).json()["complete"].toBool());
  }

  void damagedModelsAreRefused() {
    QTemporaryDir folder;
    const QString file = folder.filePath("bad.onnx");
    writeFile(file, "this is not a model");
    PSCOPE_REFUSED(cli({"network", file}), "bad.onnx", "not an ONNX model");
    writeFile(file, "");
    PSCOPE_REFUSED(cli({"network", file}), "bad.onnx");
    OnnxMaker claims;
    claims.input("x", {1, 3, 8, 8}).node("Add", {"x", "w"}, {"y"}).output("y", {1, 3, 8, 8});
    claims.weight("w", {1}).graph().mutable_initializer(0)->set_dims(0, 1 << 30);
    writeFile(file, QByteArray::fromStdString(claims.bytes()));
    PSCOPE_REFUSED(cli({"network", file}), "bad.onnx: w: ", "claims 1073741824 elements");
    PSCOPE_REFUSED(cli({"network", folder.path()}), "paretoscope-cli: ");
  }
};

PSCOPE_TEST(TstCliOnnx)
#include "tst_cli_onnx.moc"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/network/tensors.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

const QString kCell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";
const QStringList kExport = {"export", "nasbench201", "--design", kCell};

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
    QVERIFY(bytes.contains(kCell.toUtf8()));
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
};

PSCOPE_TEST(TstCliOnnx)
#include "tst_cli_onnx.moc"

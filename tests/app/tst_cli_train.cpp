#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/study/study.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

QByteArray bytesOf(quint32 value) {
  QByteArray bytes(4, '\0');
  for (int i = 0; i < 4; ++i) bytes[i] = static_cast<char>(value >> (24 - 8 * i));
  return bytes;
}

// 28x28 images of ten classes that anybody can tell apart: a bright bar in row 2 * class + 4.
[[maybe_unused]] void writeBars(const QString& folder, int training, int testing) {
  for (const auto& [set, count] : {std::pair(QString("train"), training), std::pair(QString("t10k"), testing)}) {
    QByteArray images = bytesOf(0x803) + bytesOf(static_cast<quint32>(count)) + bytesOf(28) + bytesOf(28);
    QByteArray labels = bytesOf(0x801) + bytesOf(static_cast<quint32>(count));
    for (int i = 0; i < count; ++i) {
      QByteArray image(784, static_cast<char>(i % 7));
      for (int x = 4; x < 24; ++x) image[(2 * (i % 10) + 4) * 28 + x] = static_cast<char>(200);
      images += image;
      labels += static_cast<char>(i % 10);
    }
    writeFile(folder + "/" + set + "-images-idx3-ubyte", images);
    writeFile(folder + "/" + set + "-labels-idx1-ubyte", labels);
  }
}

}  // namespace

/// Commands that need LibTorch's worker: train, a search with training, unblind.
class TstCliTrain : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
#ifndef PSCOPE_HAS_WORKER
    QSKIP("Built without LibTorch (PSCOPE_NN is OFF): there is no worker to train with.");
#else
    QVERIFY2(QFile::exists(PSCOPE_BIN_DIR "/paretoscope-worker"), "paretoscope-worker is not built");
    writeBars(m_folder.path(), 400, 50);
#endif
  }

  void train() {
    const QString design = "width=4;stage1.depth=0;stage2.depth=0;stage3.depth=0";
    const QStringList arguments = {"train",  "demo", "--design", design, "--data", "idx:" + m_folder.path(),
                                   "--seed", "3",    "--epochs", "2",    "--out",  path("w.safetensors"),
                                   "--json"};
    const auto result = cli(arguments);
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    for (const char* key : {"train_accuracy", "validation_accuracy", "test_accuracy", "epochs", "seconds"}) {
      QVERIFY2(json[key].isDouble(), (QByteArray(key) + result.out).constData());
    }
    QCOMPARE(json["epochs"].toDouble(), 2.0);
    QVERIFY(json["test_accuracy"].toDouble() >= 0 && json["test_accuracy"].toDouble() <= 100);  // percent
    const auto weights = readFile(path("w.safetensors"));
    QVERIFY(weights.size() > 1000);
    PSCOPE_STATUS(cli(arguments), 0);
    QCOMPARE(readFile(path("w.safetensors")), weights);  // same seed, same weights
  }

  // The built-in glyphs are a task on which networks differ: a convolutional network learns in two epochs what a linear
  // model does not learn (resources/help/training-figures.md has the long runs).
  void glyphsTellNetworksFromALinearModel() {
    writeFile(path("linear.json"), R"({"pscope_space": 1, "name": "linear",
  "choices": [{"name": "only", "type": "boolean"}], "scales": [{"name": "deploy", "input": [1, 28, 28], "classes": 10}],
  "network": [{"op": "flatten"}, {"op": "linear", "channels": "classes"}]})");
    const auto accuracyOf = [&](const QString& space, const QString& design, const char* rate) {
      writeFile(path("recipe.json"), QByteArray(R"({"learning_rate": )") + rate + "}");
      const auto result = cli({"train", space, "--design", design, "--data", "glyphs:", "--seed", "1", "--epochs", "2",
                               "--recipe", path("recipe.json"), "--out", path("g.safetensors"), "--json"});
      if (result.status != 0) qWarning("%s", result.err.constData());
      return result.json()["validation_accuracy"].toDouble(-1);
    };
    const double linear = accuracyOf(path("linear.json"), "only=true", "0.02");
    const double network = accuracyOf(
        "demo",
        "width=12;stage1.depth=0;stage2.depth=1;stage2.kernel=3;stage2.expansion=1;stage2.skip=true;stage3.depth=0",
        "0.3");
    QVERIFY2(linear > 15 && linear < 60, qPrintable(QString::number(linear)));
    QVERIFY2(network > linear + 10, qPrintable(QString::number(linear) + " " + QString::number(network)));
  }

  void searchAndUnblind() {
    writeFile(path("c.json"), R"({"space": "demo", "objectives": [
  {"name": "error", "unit": "%", "direction": "minimize", "estimators": [{"type": "train", "epochs": 1}]},
  {"name": "size", "unit": "parameters", "direction": "minimize", "estimators": [{"type": "static", "metric": "params"}]}],
 "data": {"main": {"format": "idx", "path": "."}}, "strategy": {"name": "random"}, "candidates": 3, "seed": 2})");
    PSCOPE_STATUS(cli({"search", path("c.json"), "--study", path("out.pscope"), "--workers", "1"}), 0);
    const auto csv = cli({"candidates", path("out.pscope"), "--csv", "-"});
    QCOMPARE(csv.out.count(",done,"), 3);
    QVERIFY2(csv.out.contains(",measured,\"deploy, 1 epoch, own weights\","), csv.out.constData());

    PSCOPE_REFUSED(cli({"unblind", path("out.pscope"), "--candidates", "9"}), "9", "out.pscope");
    PSCOPE_REFUSED(cli({"unblind", path("out.pscope"), "--candidates", "one"}), "one");
    const auto result = cli({"unblind", path("out.pscope"), "--candidates", "1,3", "--json"});
    PSCOPE_STATUS(result, 0);
    const auto rows = result.json()["candidates"].toArray();
    QCOMPARE(rows.size(), 2);
    for (const auto& row : rows) {
      QVERIFY(row[QLatin1String("test_accuracy")].isDouble());
      // The same seed as in the search: the same validation error.
      const auto cells = csv.lines()[row[QLatin1String("id")].toInt()].split(',');
      QVERIFY(qAbs(cells[6].toDouble() - (100 - row[QLatin1String("validation_accuracy")].toDouble())) < 1e-6);
    }

    const auto study = pscope::Study::open(path("out.pscope").toStdString(), pscope::Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    const auto events = study.value()->events();
    PSCOPE_VERIFY_OK(events);
    const bool logged = std::any_of(events.value().begin(), events.value().end(), [](const auto& event) {
      return event.kind == "unblinded" && event.text.find("1, 3") != std::string::npos;
    });
    QVERIFY(logged);
    const auto candidates = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(candidates);
    QVERIFY(std::isfinite(candidates.value()[0].value("test_accuracy")));
    QVERIFY(std::isnan(candidates.value()[1].value("test_accuracy")));  // the blind ones stay blind
    QVERIFY(std::isfinite(candidates.value()[2].value("test_accuracy")));
  }

  void unblindingNeedsATraining() {
    writeFile(path("free.json"), freeSearch(5));
    PSCOPE_STATUS(cli({"search", path("free.json"), "--study", path("free.pscope")}), 0);
    PSCOPE_REFUSED(cli({"unblind", path("free.pscope"), "--candidates", "1"}), "training");
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
};

PSCOPE_TEST(TstCliTrain)
#include "tst_cli_train.moc"

#include <QJsonArray>
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

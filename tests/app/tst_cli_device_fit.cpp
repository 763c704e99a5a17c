#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// `device fit` and `device predict`: measured designs in, a profile and predictions out.
class TstCliDeviceFit : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    // Latencies of the roofline model: a device whose truth is known.
    PSCOPE_STATUS(cli({"space", "sample", "nasbench-macro", "-n", "60", "--seed", "1"}), 0);
    const auto designs = cli({"space", "sample", "nasbench-macro", "-n", "60", "--seed", "1"}).lines();
    writeFile(path("designs.txt"), designs.mid(40).join('\n') + "\n");
    writeFile(path("all.txt"), designs.join('\n') + "\n");
    PSCOPE_STATUS(predict("raspberry-pi-4", "all.txt", "truth.csv"), 0);
    const auto truth = readFile(path("truth.csv")).split('\n');
    writeFile(path("measured.csv"), truth.mid(0, 41).join('\n') + "\n");
    writeFile(path("mine.json"), R"({"name": "mine"})");
  }

  void fitsAndPredicts() {
    const auto fit = run({"measured.csv", "latency_ms", "fitted.json", "--json"});
    PSCOPE_STATUS(fit, 0);
    const auto json = fit.json().object();
    QCOMPARE(json["designs"].toInt(), 40);
    QVERIFY(json["held_out"].toObject()["spearman"].toDouble() > 0.99);
    QVERIFY(json["held_out"].toObject()["within_10_pct"].toDouble() > 90);
    PSCOPE_STATUS(predict(path("fitted.json"), "designs.txt", "out.csv"), 0);
    const auto truth = readFile(path("truth.csv")).trimmed().split('\n');
    const auto out = readFile(path("out.csv")).trimmed().split('\n');
    QCOMPARE(out.size(), 21);
    QCOMPARE(out[0], QByteArray("design,latency_ms"));
    for (int i = 1; i < out.size(); ++i) {
      const auto predicted = out[i].split(','), known = truth[40 + i].split(',');
      QCOMPARE(predicted[0], known[0]);
      QVERIFY2(std::abs(predicted[1].toDouble() / known[1].toDouble() - 1) < 0.1,
               (out[i] + " " + truth[40 + i]).constData());
    }
    const auto estimate = cli({"device", "estimate", path("fitted.json"), "--space", "nasbench-macro", "--design",
                               QString(out[1].split(',')[0]), "--json"});
    PSCOPE_STATUS(estimate, 0);
    const auto cost = estimate.json().object();
    QCOMPARE(cost["evidence"].toString(), QString("fitted"));
    QVERIFY(std::abs(cost["latency_ms"].toDouble() - out[1].split(',')[1].toDouble()) < 1e-9);
    double sum = 0;
    for (const auto layer : cost["layers"].toArray()) sum += layer.toObject()["latency_ms"].toDouble();
    QVERIFY(std::abs(sum - cost["latency_ms"].toDouble()) < 1e-9);
    const auto shown = cli({"device", "show", path("fitted.json")});
    PSCOPE_STATUS(shown, 0);
    QVERIFY2(shown.out.contains("Fit to 40 measured designs of nasbench-macro (batch 1; measured.csv: latency_ms)"),
             shown.out.constData());
    QVERIFY(cli({"device", "show", path("mine.json")}).out.contains("Nothing is known of it yet"));
  }

  void saysWhatItLearned() {
    const auto fit = run({"measured.csv", "latency_ms", "fitted.json"});
    PSCOPE_STATUS(fit, 0);
    for (const char* text : {"Fitted mine to 40 designs of nasbench-macro", "Held-out error", "Spearman", "within 10 %",
                             "Repeatability"}) {
      QVERIFY2(fit.out.contains(text), fit.out.constData());
    }
  }

  // A search prices its candidates with the fitted profile, and says so.
  void searchesWithIt() {
    PSCOPE_STATUS(run({"measured.csv", "latency_ms", "fitted.json"}), 0);
    writeFile(path("c.json"), R"({"space": "nasbench-macro", "objectives": [
      {"name": "latency", "unit": "ms", "direction": "minimize",
       "estimators": [{"type": "cost-model", "device": "fitted.json", "metric": "latency"}]},
      {"name": "size", "unit": "parameters", "direction": "maximize",
       "estimators": [{"type": "static", "metric": "params"}]}],
      "strategy": {"name": "random"}, "candidates": 20, "seed": 1})");
    PSCOPE_STATUS(cli({"search", path("c.json"), "--study", path("s.pscope")}), 0);
    PSCOPE_STATUS(cli({"candidates", path("s.pscope"), "--csv", path("s.csv")}), 0);
    QCOMPARE(readFile(path("s.csv")).count("predicted"), 20);
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("measurements");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such column") << QByteArray("design,t_ms\n00000000,1\n") << "u_ms" << QByteArray("u_ms");
    QTest::newRow("no designs") << QByteArray("index,t_ms\n1,1\n") << "t_ms" << QByteArray("No column holds designs");
    QTest::newRow("nonsense") << QByteArray("design,t_ms\n00000000,fast\n") << "t_ms" << QByteArray("fast");
    QTest::newRow("negative") << QByteArray("design,t_ms\n00000000,-1\n") << "t_ms" << QByteArray("-1");
    QTest::newRow("no unit") << QByteArray("design,t\n00000000,1\n") << "t" << QByteArray("unit");
    QTest::newRow("too few") << QByteArray("design,t_ms\n00000000,1\n11111111,2\n") << "t_ms" << QByteArray("too few");
    QTest::newRow("empty") << QByteArray() << "t_ms" << QByteArray("m.csv");
  }
  void refuses() {
    QFETCH(QByteArray, measurements);
    QFETCH(QString, column);
    QFETCH(QByteArray, says);
    writeFile(path("m.csv"), measurements);
    writeFile(path("old.json"), "precious");
    PSCOPE_REFUSED(run({"m.csv", column, "old.json"}), "m.csv", says);
    QCOMPARE(readFile(path("old.json")), QByteArray("precious"));
  }

  // Seconds where milliseconds are meant: all of them, or one. The truth is the roofline of the very device.
  void refusesAnotherUnit() {
    const auto lines = readFile(path("measured.csv")).trimmed().split('\n');
    const auto refusal = [&](int from, int end, double factor) {
      QByteArray text = "design,latency_ms\n";
      for (int i = 1; i < lines.size(); ++i) {
        const auto cells = lines[i].split(',');
        const double latency = cells[1].toDouble() * (i >= from && i < end ? factor : 1);
        text += cells[0] + ',' + QByteArray::number(latency, 'g', 17) + '\n';
      }
      writeFile(path("m.csv"), text);
      writeFile(path("old.json"), "precious");
      return cli({"device", "fit", "raspberry-pi-4", "--space", "nasbench-macro", "--measurements", path("m.csv"),
                  "--column", "latency_ms", "--folds", "0", "--out", path("old.json")});
    };
    PSCOPE_REFUSED(refusal(1, 100, 1e-3), "m.csv: latency_ms", "are 0.001 times what the roofline");
    QCOMPARE(readFile(path("old.json")), QByteArray("precious"));
    PSCOPE_REFUSED(refusal(7, 8, 5e-4), "m.csv: line 8", "is 0.0005 times what the other");
    QCOMPARE(readFile(path("old.json")), QByteArray("precious"));
    PSCOPE_STATUS(refusal(7, 8, 1), 0);
    QVERIFY(readFile(path("old.json")) != QByteArray("precious"));
  }

 private:
  QString path(const QString& name) const { return m_folder->filePath(name); }
  CliResult predict(const QString& device, const QString& designs, const QString& csv) const {
    return cli(
        {"device", "predict", device, "--space", "nasbench-macro", "--designs", path(designs), "--csv", path(csv)});
  }
  /// `device fit mine.json`: measurements, column, out, more options.
  CliResult run(const QStringList& arguments) const {
    return cli(QStringList{"device", "fit", path("mine.json"), "--space", "nasbench-macro", "--measurements",
                           path(arguments[0]), "--column", arguments[1], "--out", path(arguments[2])} +
               arguments.mid(3));
  }

  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstCliDeviceFit)
#include "tst_cli_device_fit.moc"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// search, resume, front, candidates, report over free estimators.
class TstCliSearch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    writeFile(path("config.json"), freeSearch());
    m_search = cli({"search", path("config.json"), "--study", path("out.pscope")});
    PSCOPE_STATUS(m_search, 0);
  }

  void printsTheFront() {
    QVERIFY2(m_search.out.contains("size (parameters)"), m_search.out.constData());
    QVERIFY(m_search.out.contains("60 candidates: 60 done"));
    QVERIFY(m_search.err.contains("60/60"));
    QVERIFY(!m_search.err.contains('\r'));  // no terminal: no redrawing
    QVERIFY(QFile::exists(path("out.pscope")));
    QCOMPARE(QDir(m_folder.path()).entryList({"out.pscope*"}, QDir::Files).size(), 1);  // one plain file
  }

  void candidatesCsv() {
    const auto result = cli({"candidates", path("out.pscope"), "--csv", path("all.csv")});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.out.isEmpty());
    const auto lines = readFile(path("all.csv")).split('\n');
    QCOMPARE(lines[0], QByteArray("id,order,design,state,reason,finished,"
                                  "size,size_unit,size_kind,size_budget,size_stderr,"
                                  "latency,latency_unit,latency_kind,latency_budget,latency_stderr,"
                                  "memory,memory_unit,memory_kind,memory_budget,memory_stderr,rung"));
    QCOMPARE(lines.size(), 62);  // and the empty text after the last line end
    for (int i = 1; i <= 60; ++i) {
      const auto cells = lines[i].split(',');
      QCOMPARE(cells[0].toInt(), i);
      QCOMPARE(cells[1].toInt(), i);
      QVERIFY(cells[2].startsWith("|"));
      QCOMPARE(cells[3], QByteArray("done"));
      QVERIFY(cells[5].startsWith("20") && cells[5].endsWith("Z"));
      QVERIFY(cells[6].toDouble() >= 73306 && cells[6].toDouble() <= 1531546);  // extremes of the benchmark
      QCOMPARE(cells[7], QByteArray("parameters"));
      QCOMPARE(cells[8], QByteArray("analytic"));
      QCOMPARE(cells[9], QByteArray("deploy"));
    }
    QCOMPARE(cli({"candidates", path("out.pscope"), "--csv", "-"}).out, readFile(path("all.csv")));
  }

  void frontJson() {
    const auto result = cli({"front", path("out.pscope"), "--json"});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    QCOMPARE(json["evaluations"].toInt(), 60);
    QCOMPARE(json["objectives"].toArray().size(), 3);
    QVERIFY(json["hypervolume"].toDouble() > 0);
    const auto front = json["front"].toArray();
    QVERIFY(!front.isEmpty());
    bool kneeIsThere = json["knee"].isNull();
    for (const auto& item : front) {
      for (const char* key : {"id", "order", "design", "values"}) QVERIFY(item.toObject().contains(key));
      kneeIsThere = kneeIsThere || item[QLatin1String("id")] == json["knee"];
      double sum = 0;
      for (const auto& weight : item[QLatin1String("pseudo_weights")].toObject()) sum += weight.toDouble();
      QVERIFY(qAbs(sum - 1) < 1e-9);
      const auto size = item[QLatin1String("values")][QLatin1String("size")].toObject();
      for (const char* key : {"value", "unit", "kind", "budget", "stderr"}) QVERIFY(size.contains(key));
      QCOMPARE(size["kind"].toString(), QString("analytic"));
    }
    QVERIFY(kneeIsThere && json.contains("knee"));
    // No one of them dominates another: size and latency minimised, memory maximised.
    for (const auto& a : front) {
      for (const auto& b : front) {
        const auto value = [](const QJsonValue& item, const char* name) {
          return item[QLatin1String("values")][QLatin1String(name)][QLatin1String("value")].toDouble();
        };
        const bool better = value(a, "size") <= value(b, "size") && value(a, "latency") <= value(b, "latency") &&
                            value(a, "memory") >= value(b, "memory");
        const bool strictly = value(a, "size") < value(b, "size") || value(a, "latency") < value(b, "latency") ||
                              value(a, "memory") > value(b, "memory");
        QVERIFY(!(better && strictly));
      }
    }
  }

  void frontCsv() {
    const auto result = cli({"front", path("out.pscope"), "--csv", path("front.csv")});
    PSCOPE_STATUS(result, 0);
    const auto front = cli({"front", path("out.pscope"), "--json"}).json()["front"].toArray();
    QCOMPARE(readFile(path("front.csv")).count('\n'), front.size() + 1);
    QVERIFY(readFile(path("front.csv")).startsWith("id,order,design,state,reason,finished,size,"));
    PSCOPE_STATUS(cli({"front", path("out.pscope")}), 0);
  }

  void report() {
    const auto result = cli({"report", path("out.pscope"), "--html", path("report.html")});
    PSCOPE_STATUS(result, 0);
    const auto html = readFile(path("report.html"));
    for (const char* text : {"<!DOCTYPE html>", "</html>", "config", "NAS-Bench-201", "analytic", "raspberry-pi-4",
                             "Provenance", "\u00d75", "conv 3x3", "20 runs"}) {
      QVERIFY2(html.contains(text), text);
    }
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("src="));
  }

  // What the model search expects after its eight random designs, beside what the table says.
  void predictions() {
    PSCOPE_NEEDS_DATA(file, "nb201/nb201_cifar10.csv");
    const QByteArray table = QByteArray::fromStdString(file);
    writeFile(path("model.json"), R"({"space": "nasbench201", "candidates": 12, "seed": 1, "objectives": [
      {"name": "error", "unit": "%", "direction": "minimize", "estimators": [{"type": "table", "key": "arch",
       "file": ")" + table + R"(", "column": "test_acc_200ep_pct", "transform": "100 - x"}]},
      {"name": "size", "unit": "parameters", "direction": "minimize", "estimators": [{"type": "static",
       "metric": "params"}]}], "strategy": {"name": "model", "initial": 8, "batch": 2}})");
    PSCOPE_STATUS(cli({"search", path("model.json"), "--study", path("model.pscope")}), 0);
    const auto result = cli({"predictions", path("model.pscope"), "--json", "--csv", path("predictions.csv")});
    PSCOPE_STATUS(result, 0);
    const auto json = result.json().object();
    const auto error = json["objectives"][0].toObject(), size = json["objectives"][1].toObject();
    QCOMPARE(error["designs"].toInt(), 4);
    QVERIFY(error["spearman"].isDouble() && error["within_95"].isDouble());
    QCOMPARE(size["designs"].toInt(), 0);  // computed, not predicted
    QVERIFY(size["spearman"].isNull());
    const auto first = json["predictions"][0].toObject();
    QCOMPARE(first["id"].toInt(), 9);
    QVERIFY(first["predicted"].isDouble() && first["deviation"].toDouble() > 0 && first["found"].toDouble() > 0);
    const auto lines = readFile(path("predictions.csv")).split('\n');
    QCOMPARE(lines[0], QByteArray("id,order,design,state,objective,unit,predicted,deviation,found"));
    QCOMPARE(lines.size(), 6);
    QVERIFY(cli({"predictions", path("model.pscope")}).out.contains("Spearman"));
    PSCOPE_STATUS(cli({"report", path("model.pscope"), "--html", path("model.html")}), 0);
    QVERIFY(readFile(path("model.html")).contains("id=\"predictions\""));
    QVERIFY(cli({"predictions", path("out.pscope")}).out.contains("No prediction was put to the test."));
    PSCOPE_STATUS(cli({"predictions", path("out.pscope"), "--json", "--csv", "-"}), 2);
  }

  // The number of workers changes the time, never the sequence.
  void sameCandidatesForAnyWorkers() {
    const auto expected = csvOf("out.pscope");
    for (const char* workers : {"1", "4"}) {
      const QString study = path(QString("workers%1.pscope").arg(workers));
      PSCOPE_STATUS(cli({"search", path("config.json"), "--study", study, "--workers", workers}), 0);
      QCOMPARE(csvOf(study), expected);
    }
    PSCOPE_STATUS(cli({"search", path("config.json"), "--study", path("seed6.pscope"), "--seed", "6"}), 0);
    QVERIFY(csvOf("seed6.pscope") != expected);
  }

  void candidatesOption() {
    PSCOPE_STATUS(cli({"search", path("config.json"), "--study", path("short.pscope"), "--candidates", "10"}), 0);
    const auto few = csvOf("short.pscope");
    QCOMPARE(few.size(), 12);
    PSCOPE_REFUSED(cli({"resume", path("short.pscope"), "--candidates", "5"}), "10", "short.pscope");
    // A longer random search begins with the candidates of the shorter one and goes on from there.
    writeFile(path("random.json"), freeSearch(40, "random"));
    PSCOPE_STATUS(cli({"search", path("random.json"), "--study", path("long.pscope")}), 0);
    PSCOPE_STATUS(cli({"search", path("random.json"), "--study", path("grown.pscope"), "--candidates", "15"}), 0);
    PSCOPE_STATUS(cli({"resume", path("grown.pscope"), "--candidates", "40"}), 0);
    QCOMPARE(csvOf("grown.pscope"), csvOf("long.pscope"));
  }

  void stopsAtATarget() {
    const QString study = path("target.pscope");
    const auto result = cli({"search", path("config.json"), "--study", study, "--stop-target", "size=1500000"});
    PSCOPE_STATUS(result, 0);
    QVERIFY2(result.out.contains("reaches the target") && result.out.contains("--ignore-stop"), result.out.constData());
    QVERIFY(csvOf(study).size() < 62);
    PSCOPE_STATUS(cli({"resume", study, "--ignore-stop"}), 0);
    QCOMPARE(csvOf(study), csvOf("out.pscope"));
    PSCOPE_REFUSED(cli({"search", path("config.json"), "--study", path("no.pscope"), "--stop-target", "speed=3"}),
                   "--stop-target", "speed");
    PSCOPE_REFUSED(cli({"search", path("config.json"), "--study", path("no.pscope"), "--stop-plateau", "20"}),
                   "--stop-plateau", "59");
    QVERIFY(!QFile::exists(path("no.pscope")));
  }

  void looksAtARegion() {
    const QString study = path("focus.pscope");
    PSCOPE_STATUS(cli({"search", path("config.json"), "--study", study, "--candidates", "15", "--focus-where",
                       "e01 == 'none'", "--focus", "size in 150000..5.5e5"}),
                  0);
    const auto resumed = cli({"resume", "--candidates", "40", "--no-focus", study});
    PSCOPE_STATUS(resumed, 0);
    QVERIFY2(resumed.err.contains("From candidate 16 on the search looks at: everywhere."), resumed.err.constData());
    int elsewhere = 0;
    const auto lines = csvOf("focus.pscope");
    QCOMPARE(lines.size(), 42);
    for (int i = 1; i <= 40; ++i) {
      const bool inside = lines[i].contains(",|none~0|");
      QVERIFY(inside || i > 15);
      elsewhere += inside ? 0 : 1;
    }
    QVERIFY(elsewhere > 0);
    PSCOPE_STATUS(cli({"report", study, "--html", path("focus.html")}), 0);
    const auto html = readFile(path("focus.html"));
    QVERIFY(html.contains("150000 &lt;= size &lt;= 550000 parameters, where e01 ==") && html.contains("everywhere"));
    const auto exhausted =
        cli({"search", path("config.json"), "--study", path("few.pscope"), "--focus-where",
             "e01 == 'none' and e02 == 'none' and e12 == 'none' and e03 == 'none' and e13 == 'none'"});
    PSCOPE_STATUS(exhausted, 0);
    QVERIFY2(exhausted.out.contains("the focused region holds no more designs"), exhausted.out.constData());
    const auto refuse = [&](const char* option, const char* value, const char* mentions) {
      PSCOPE_REFUSED(cli({"search", path("config.json"), "--study", path("no.pscope"), option, value}), option,
                     mentions);
      PSCOPE_REFUSED(cli({"resume", study, option, value}), option, mentions);
    };
    refuse("--focus", "speed<=3", "speed");
    refuse("--focus", "size=3", "LOW..HIGH");
    refuse("--focus-where", "e01 ==", "In the expression");
    refuse("--focus-where", "e01 == 'maybe'", "15625 designs");
    QVERIFY(!QFile::exists(path("no.pscope")));
  }

  void asyncSaysThatItIsNotSupported() {
    const auto result =
        cli({"search", path("config.json"), "--study", path("async.pscope"), "--async", "--candidates", "5"});
    PSCOPE_STATUS(result, 0);
    QVERIFY(result.err.contains("--async"));
    QVERIFY(result.err.contains("not supported"));
  }

  void listStrategies() {
    const auto result = cli({"search", "--list-strategies"});
    PSCOPE_STATUS(result, 0);
    for (const char* name : {"default", "nsga2", "random"}) QVERIFY2(result.out.contains(name), name);
  }

  void interruptedAndResumed_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("kill -9") << SIGKILL;
  }
  void interruptedAndResumed() {
    QFETCH(int, signal);
    const int candidates = 8000;
    const QString study = path(QString("signal%1.pscope").arg(signal));
    writeFile(path("long.json"), freeSearch(candidates));
    QProcess process;
    process.start(cliProgram(), {"search", path("long.json"), "--study", study});
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForStarted());
    QByteArray err;
    while (!err.contains("/8000") && process.state() == QProcess::Running && process.waitForReadyRead(60000)) {
      err += process.readAllStandardError();
    }
    QVERIFY2(err.contains("/8000"), err.constData());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(60000));
    if (signal == SIGINT) {
      err += process.readAllStandardError();
      QCOMPARE(process.exitStatus(), QProcess::NormalExit);
      QVERIFY2(process.exitCode() == 1 || process.exitCode() == 0, err.constData());
    }
    const auto before = csvOf(study);
    if (before.size() - 2 >= candidates) QSKIP("The search was faster than the signal.");
    QVERIFY(before.size() > 2);
    if (signal == SIGINT) QVERIFY2(err.contains("resume"), err.constData());

    PSCOPE_STATUS(cli({"resume", study}), 0);
    if (m_uninterrupted.isEmpty()) {
      PSCOPE_STATUS(cli({"search", path("long.json"), "--study", path("uninterrupted.pscope")}), 0);
      m_uninterrupted = csvOf("uninterrupted.pscope");
      QCOMPARE(m_uninterrupted.size(), candidates + 2);
    }
    QCOMPARE(csvOf(study), m_uninterrupted);
  }

  // The configuration of the command line's promise, on published tables.
  void tables() {
    PSCOPE_NEEDS_DATA(hw, "nb201/nb201_hw.csv");
    const auto folder = QFileInfo(QString::fromStdString(hw)).absolutePath().toUtf8();
    writeFile(path("tables.json"),
              R"({"space": "nasbench201", "objectives": [
  {"name": "error", "unit": "%", "direction": "minimize", "estimators": [{"type": "table", "file": ")" +
                  folder +
                  R"(/nb201_cifar10.csv", "key": "arch", "column": "test_acc_200ep_pct", "transform": "100 - x"}]},
  {"name": "latency", "unit": "ms", "direction": "minimize", "bound": 40.0, "estimators": [{"type": "table", "file": ")" +
                  folder + R"(/nb201_hw.csv", "key": "index", "column": "raspi4_latency_ms",
     "join": {"file": ")" +
                  folder + R"(/nb201_cifar10.csv", "key": "arch", "on": "index"}}]},
  {"name": "size", "unit": "parameters", "direction": "minimize", "estimators": [{"type": "static", "metric": "params"}]},
  {"name": "pi", "unit": "ms", "direction": "minimize", "estimators": [{"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency", "context": {"batch": 1}}]}],
 "strategy": {"name": "default"}, "candidates": 100, "seed": 1, "reference": [30.0, 60.0, 2e6, 100.0]})");
    const auto result = cli({"search", path("tables.json"), "--study", path("tables.pscope")});
    PSCOPE_STATUS(result, 0);
    const auto csv = cli({"candidates", path("tables.pscope"), "--csv", "-"});
    QVERIFY(csv.out.contains("infeasible"));
    const auto table = readFile(QString::fromUtf8(folder) + "/nb201_cifar10.csv");
    int checked = 0;
    for (const auto& line : csv.out.split('\n').mid(1)) {
      const auto cells = line.split(',');
      if (cells.size() < 7 || cells[3] != "done") continue;
      const auto at = table.indexOf("," + cells[2] + ",");
      QVERIFY(at > 0);
      const double accuracy = table.mid(at + cells[2].size() + 2, 20).split(',')[0].toDouble();
      QVERIFY(qAbs(cells[6].toDouble() - (100 - accuracy)) < 1e-9);
      QCOMPARE(cells[8], QByteArray("tabulated"));
      ++checked;
    }
    QVERIFY(checked > 10);
    const auto front = cli({"front", path("tables.pscope"), "--json"}).json();
    QCOMPARE(front["reference"].toArray(), (QJsonArray{30, 60, 2000000, 100}));
    for (const auto& item : front["front"].toArray()) {
      const auto latency = item[QLatin1String("values")][QLatin1String("latency")];
      QVERIFY(latency[QLatin1String("value")].toDouble() <= 40);
    }
  }

  void protocol() {
    auto config = freeSearch(20);
    config.replace("nasbench201", "nasbench-macro");
    writeFile(path("protocol.json"), config);
    const auto result = cli({"protocol", path("protocol.json"), "--strategies", "random,nsga2", "--seeds", "2", "--csv",
                             path("curves.csv")});
    PSCOPE_STATUS(result, 0);
    QVERIFY2(result.out.contains("hypervolume of the whole space"), result.out.constData());
    QVERIFY(result.err.contains("6000/6561"));
    const auto lines = readFile(path("curves.csv")).trimmed().split('\n');
    QCOMPARE(lines[0], QByteArray("strategy,seed,evaluations,hypervolume_ratio"));
    QCOMPARE(lines.size(), 1 + 2 * 2 * 20);
    QVERIFY(lines[1].startsWith("random,5,1,") && lines[80].startsWith("nsga2,6,20,"));
    double before = 0;
    for (int i = 1; i <= 20; ++i) {
      const double ratio = lines[i].split(',')[3].toDouble();
      QVERIFY(ratio >= before && ratio <= 1);
      before = ratio;
    }
    const auto unknown =
        cli({"protocol", path("protocol.json"), "--strategies", "none", "--seeds", "2", "--csv", path("no.csv")});
    PSCOPE_STATUS(unknown, 2);
    QVERIFY(unknown.err.contains("nsga2"));
    QVERIFY(!QFile::exists(path("no.csv")));
  }

 private:
  QString path(const QString& name) const { return name.startsWith("/") ? name : m_folder.filePath(name); }
  QByteArrayList csvOf(const QString& study) const {
    return rowsWithoutTime(cli({"candidates", path(study), "--csv", "-"}).out);
  }

  QTemporaryDir m_folder;
  CliResult m_search;
  QByteArrayList m_uninterrupted;
};

PSCOPE_TEST(TstCliSearch)
#include "tst_cli_search.moc"

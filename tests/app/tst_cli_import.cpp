#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// import and merge, and what the other commands make of such studies.
class TstCliImport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void optuna() {
    const auto list = cli({"import", "optuna", optuna31(), "--list"});
    PSCOPE_STATUS(list, 0);
    QCOMPARE(list.out, QByteArray("nas two: 32 trials, 2 objectives\nsingle: 12 trials, 1 objectives\n"
                                  "empty: 0 trials, 1 objectives\n"));
    PSCOPE_REFUSED(cli({"import", "optuna", optuna31(), "--study", path("no.pscope")}), "optuna31.db",
                   "nas two, single");
    const auto imported = cli({"import", "optuna", optuna31(), "--name", "nas two", "--objective", "error:min:%",
                               "--objective", "latency:min:ms", "--study", path("nas.pscope"), "--json"});
    PSCOPE_STATUS(imported, 0);
    const auto json = imported.json().object();
    QCOMPARE(json["candidates"].toInt(), 32);
    QCOMPARE(json["objectives"].toArray()[1].toObject()["unit"].toString(), QString("ms"));
    const auto front = cli({"front", path("nas.pscope"), "--json"});
    PSCOPE_STATUS(front, 0);
    QVERIFY(!front.json().object()["front"].toArray().isEmpty());
    QCOMPARE(front.json().object()["evaluations"].toInt(), 30);
    const auto candidates = cli({"candidates", path("nas.pscope"), "--csv", "-"});
    PSCOPE_STATUS(candidates, 0);
    QVERIFY(candidates.lines()[1].startsWith("1,1,lr=0.00046568046379195655;n_layers=3;"));
    PSCOPE_STATUS(cli({"report", path("nas.pscope"), "--html", path("nas.html")}), 0);
    PSCOPE_REFUSED(cli({"resume", path("nas.pscope"), "--candidates", "40"}), "imported", "no search to continue");
    PSCOPE_REFUSED(cli({"import", "optuna", optuna31(), "--name", "single", "--study", path("nas.pscope")}),
                   "exists already");
  }

  void csvAndBack() {
    writeFile(path("runs.csv"), "depth,width,acc,latency_ms\n1,16,80,1.5\n2,16,85,2.5\n2,32,90,\n");
    const auto imported = cli({"import", "csv", path("runs.csv"), "--objective", "error=100-acc:min:%", "--objective",
                               "latency_ms", "--choice", "depth", "--choice", "width", "--study", path("runs.pscope")});
    PSCOPE_STATUS(imported, 0);
    QVERIFY(imported.out.contains("Less of \"latency_ms\" was taken as better."));
    QVERIFY(imported.out.contains("3 candidates: 2 done, 1 failed."));
    PSCOPE_STATUS(cli({"candidates", path("runs.pscope"), "--csv", path("again.csv")}), 0);
    PSCOPE_STATUS(cli({"import", "csv", path("again.csv"), "--study", path("again.pscope")}), 0);
    const auto first = cli({"candidates", path("runs.pscope"), "--csv", "-"});
    const auto second = cli({"candidates", path("again.pscope"), "--csv", "-"});
    QCOMPARE(rowsWithoutTime(second.out), rowsWithoutTime(first.out));
  }

  void merge() {
    writeFile(path("a.csv"), "w,latency_ms\n1,10\n2,20\n");
    writeFile(path("b.csv"), "w,latency_ms\n2,22\n1,10\n");
    for (const QString& name : QStringList{"a", "b"}) {
      PSCOPE_STATUS(cli({"import", "csv", path(name + ".csv"), "--name", "same", "--kind", "measured", "--objective",
                         "latency_ms:min:ms", "--choice", "w", "--study", path(name + ".pscope")}),
                    0);
    }
    // The spaces name their files, but mean the same.
    const auto both = cli({"merge", path("a.pscope"), path("b.pscope"), "--study", path("ab.pscope")});
    PSCOPE_STATUS(both, 0);
    QVERIFY2(both.out.contains("4 candidates of a.pscope, b.pscope became 2; 2 have replicates, 0 conflicts"),
             both.out.constData());
    writeFile(path("c.csv"), "depth,latency_ms\n2,22\n1,10\n");
    PSCOPE_STATUS(cli({"import", "csv", path("c.csv"), "--objective", "latency_ms:min:ms", "--choice", "depth",
                       "--study", path("c.pscope")}),
                  0);
    PSCOPE_REFUSED(cli({"merge", path("a.pscope"), path("c.pscope"), "--study", path("ac.pscope")}), "c.pscope",
                   "differ in: w, depth");
    const auto twice = cli({"merge", path("a.pscope"), path("a.pscope"), "--study", path("aa.pscope")});
    PSCOPE_STATUS(twice, 0);
    QVERIFY2(twice.out.contains("4 candidates of a.pscope, a.pscope (2) became 2; 0 have replicates, 0 conflicts"),
             twice.out.constData());
    for (const char* seed : {"1", "2"}) {
      writeFile(path("config.json"), freeSearch(20, "random"));
      PSCOPE_STATUS(
          cli({"search", path("config.json"), "--seed", seed, "--study", path(QString("s%1.pscope").arg(seed))}), 0);
    }
    const auto merged = cli({"merge", path("s1.pscope"), path("s2.pscope"), "--study", path("s.pscope"), "--json"});
    PSCOPE_STATUS(merged, 0);
    QVERIFY(merged.json().object()["candidates"].toInt() <= 40);
    QVERIFY(merged.json().object()["notes"].toArray()[0].toString().contains("0 conflicts"));
    PSCOPE_STATUS(cli({"front", path("s.pscope")}), 0);
  }

  void refuses() {
    writeFile(path("bad.csv"), "depth,error\n1,2\n3\n");
    PSCOPE_REFUSED(cli({"import", "csv", path("bad.csv"), "--study", path("bad.pscope")}), "bad.csv", "line 3");
    PSCOPE_REFUSED(cli({"import", "csv", path("none.csv"), "--study", path("bad.pscope")}), "none.csv");
    PSCOPE_REFUSED(cli({"import", "optuna", path("bad.csv"), "--study", path("bad.pscope")}), "bad.csv", "SQLite");
    PSCOPE_REFUSED(cli({"import", "csv", path("bad.csv")}), "--study");
    PSCOPE_REFUSED(cli({"import"}), "");
    writeFile(path("good.csv"), "depth,error\n1,2\n");
    PSCOPE_REFUSED(
        cli({"import", "csv", path("good.csv"), "--objective", "error:up:ms", "--study", path("bad.pscope")}),
        "error:up:ms");
    PSCOPE_REFUSED(cli({"import", "csv", path("good.csv"), "--kind", "guess", "--study", path("bad.pscope")}), "guess");
    PSCOPE_REFUSED(cli({"import", "csv", path("good.csv"), "--join", "x", "--study", path("bad.pscope")}), "--join");
    QVERIFY(!QFile::exists(path("bad.pscope")));
  }

  void nasbench201() {
    PSCOPE_NEEDS_DATA(accuracies, "nb201/nb201_cifar10.csv");
    PSCOPE_NEEDS_DATA(hardware, "nb201/nb201_hw.csv");
    const auto imported =
        cli({"import", "nasbench201", QString::fromStdString(accuracies), "--join",
             QString::fromStdString(hardware) + ":index", "--no-original", "--study", path("nb201.pscope"), "--json"});
    PSCOPE_STATUS(imported, 0);
    QCOMPARE(imported.json().object()["candidates"].toInt(), 15625);
    const auto front = cli({"front", path("nb201.pscope"), "--json"});
    PSCOPE_STATUS(front, 0);
    const auto best = front.json().object()["front"].toArray()[0].toObject();
    QCOMPARE(best["values"].toObject()["error"].toObject()["kind"].toString(), QString("tabulated"));
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }
  static QString optuna31() { return QString::fromStdString(ownData("files/import/optuna31.db")); }
  QTemporaryDir m_folder;
};

PSCOPE_TEST(TstCliImport)
#include "tst_cli_import.moc"

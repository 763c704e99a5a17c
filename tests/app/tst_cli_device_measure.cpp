#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "tests/app/cli_process.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// `device measure` through a program of the user's, and `device health`.
class TstCliDeviceMeasure : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", path("config").toUtf8());
    // A device that needs a microsecond for each byte of a model, and 14 % more once the file "hot" is there.
    command("f=100; test -e '" + path("hot").toUtf8() + "' && f=114; echo took $(($(wc -c < \"$0\") * $f / 100)) us");
  }

  void measuresAndChecksHealth() {
    const auto dry = measure({"--dry-run"});
    PSCOPE_STATUS(dry, 0);
    QVERIFY2(dry.out.contains("Nothing was run") && dry.out.contains(path("m.onnx").toUtf8()), dry.out.constData());
    QVERIFY(!QFile::exists(path("m/samples.csv")));
    writeFile(path("m.onnx"),
              "a model of mine");  // what a person has stays: a dry run refuses, a measurement has its own
    PSCOPE_REFUSED(measure({"--dry-run"}), "m.onnx");
    PSCOPE_REFUSED(measure({"--batch", "65537"}), "--batch", "65536");
    PSCOPE_REFUSED(measure({"--designs", "5000"}), "--designs", "2000");
    const auto measured = measure({"--json", "--active"});
    PSCOPE_STATUS(measured, 0);
    QCOMPARE(measured.json().object()["designs"].toInt(), 12);
    QCOMPARE(measured.json().object()["fit"].toObject()["networks"].toInt(), 3);
    QCOMPARE(measured.json().object()["drift_pct"].toDouble(), 0.0);
    QCOMPARE(readFile(path("m.onnx")), QByteArray("a model of mine"));
    PSCOPE_REFUSED(measure({"--json", "--active", "--command", changedUnit()}), "another plan");
    const QByteArray profile = readFile(path("m/profile.json"));

    const auto well = cli({"device", "health", path("m/profile.json"), "--json"});
    PSCOPE_STATUS(well, 0);
    QCOMPARE(well.json().object()["drifted"].toBool(), false);
    writeFile(path("hot"), "");
    const auto hot = cli({"device", "health", path("m/profile.json"), "--out", path("checked.json")});
    PSCOPE_STATUS(hot, 0);
    QVERIFY2(hot.out.contains("Drifted +14 %"), hot.out.constData());
    QVERIFY(!QFile::exists(path("checked.json.onnx")));
    const auto checks =
        QJsonDocument::fromJson(readFile(path("checked.json"))).object()["health"].toObject()["checks"].toArray();
    QCOMPARE(checks.size(), 2);
    QVERIFY(checks[1].toObject()["date"].toString().endsWith('Z'));
    PSCOPE_REFUSED(cli({"device", "health", path("m/profile.json"), "--space", "nasbench201"}), "another space");
    PSCOPE_REFUSED(cli({"device", "health", "raspberry-pi-4"}), "device measure");

    // A program that fails afterwards changes nothing; what was measured before is kept.
    const QByteArray before = readFile(path("m/samples.csv"));
    command("echo no route to host >&2; exit 4");
    const QByteArray now = readFile(path("m/profile.json"));
    const auto failed = measure({"--json"});
    QCOMPARE(failed.status, 2);  // another plan: not chosen as it learns
    const auto failedAgain = measure({"--json", "--active"});
    QCOMPARE(failedAgain.status, 2);  // another command: another plan
    const auto health = cli({"device", "health", path("m/profile.json")});
    PSCOPE_STATUS(health, 0);  // the profile holds its own command
    QCOMPARE(readFile(path("m/samples.csv")), before);
    QVERIFY(now != profile);  // the check of before
  }

  // A profile from elsewhere names a program: it is shown, and runs when a person says so, from then on unasked.
  void programsOfProfilesNeedConsent() {
    PSCOPE_STATUS(measure({}), 0);
    QVERIFY(QDir(path("config")).removeRecursively());  // as on another machine
    const QByteArray before = readFile(path("m/profile.json"));
    PSCOPE_REFUSED(cli({"device", "health", path("m/profile.json")}), "profile.json", "/bin/sh", "us\"",
                   "--run-command");
    QCOMPARE(readFile(path("m/profile.json")), before);
    PSCOPE_STATUS(cli({"device", "health", path("m/profile.json"), "--run-command"}), 0);
    PSCOPE_STATUS(cli({"device", "health", path("m/profile.json")}), 0);
  }

  void damagedFoldersAreRefused() {
    PSCOPE_STATUS(measure({}), 0);
    const QByteArray samples = readFile(path("m/samples.csv"));
    writeFile(path("m/samples.csv"), "rubbish\n1\n");
    PSCOPE_REFUSED(measure({}), "samples.csv");
    writeFile(path("m/samples.csv"), samples);
    writeFile(path("m/plan.json"), "{");
    PSCOPE_REFUSED(measure({}), "plan.json");
  }

  void failingProgramsSayWhy_data() {
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("fails") << QByteArray("echo no route to host >&2; exit 4")
                           << QByteArray("status 4: \"no route to host");
    QTest::newRow("hangs") << QByteArray("sleep 60") << QByteArray("did not end within 0.3 s");
    QTest::newRow("hangs with its output closed")
        << QByteArray("echo took 5 us; exec >&-; sleep 60") << QByteArray("did not end within 0.3 s");
    QTest::newRow("prints nonsense") << QByteArray("echo took a while") << QByteArray("no latency: \"took a while");
    QTest::newRow("prints 0") << QByteArray("echo took 0 us") << QByteArray("no latency: \"took 0 us");
  }
  void failingProgramsSayWhy() {
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, says);
    command(script, script.contains("sleep") ? 0.3 : 30);
    QVERIFY(QDir(m_folder->path()).mkdir("m"));
    writeFile(path("m/profile.json"), "precious");
    const auto failed = measure({});
    QCOMPARE(failed.status, 1);
    QVERIFY2(failed.err.contains(says), failed.err.constData());
    QCOMPARE(readFile(path("m/profile.json")), QByteArray("precious"));
  }

  void dryRunsNeedACommand() {
    PSCOPE_REFUSED(cli({"device", "measure", "--space", "demo", "--out", path("m"), "--dry-run"}), "--command");
  }

 private:
  QString path(const char* name) const { return m_folder->filePath(name); }
  void command(const QByteArray& script, double timeoutSeconds = 30) const {
    const QJsonObject json = {{"arguments", QJsonArray({"/bin/sh", "-c", QString::fromUtf8(script), "{onnx}"})},
                              {"pattern", "took ([0-9]+) us"},
                              {"unit", "us"},
                              {"timeout_s", timeoutSeconds}};
    writeFile(path("command.json"), QJsonDocument(json).toJson());
  }
  QString changedUnit() const {
    QJsonObject json = QJsonDocument::fromJson(readFile(path("command.json"))).object();
    json["unit"] = "ms";
    writeFile(path("changed.json"), QJsonDocument(json).toJson());
    return path("changed.json");
  }
  CliResult measure(const QStringList& more) const {
    QStringList arguments = {"device", "measure", "--space", "demo", "--out", path("m"), "--rounds", "1"};
    for (const auto& [option, value] :
         {std::pair<const char*, QString>{"--designs", "12"}, {"--check", "3"}, {"--command", path("command.json")}}) {
      if (!more.contains(option)) arguments += {option, value};
    }
    return cli(arguments + more);
  }

  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstCliDeviceMeasure)
#include "tst_cli_device_measure.moc"

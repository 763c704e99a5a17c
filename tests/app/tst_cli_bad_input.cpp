#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include <unistd.h>

#include "tests/app/cli_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

namespace {

QByteArray bigEndian(quint32 value) {
  QByteArray bytes(4, '\0');
  for (int i = 0; i < 4; ++i) bytes[i] = static_cast<char>(value >> (24 - 8 * i));
  return bytes;
}

// IDX files of `count` blank 28x28 images of ten classes; `claimed` images in the header.
void writeIdx(const QString& folder, int count, quint32 claimed) {
  QDir().mkpath(folder);
  for (const QString set : {"train", "t10k"}) {
    writeFile(folder + "/" + set + "-images-idx3-ubyte",
              bigEndian(0x803) + bigEndian(claimed) + bigEndian(28) + bigEndian(28) + QByteArray(count * 784, '\1'));
    QByteArray labels;
    for (int i = 0; i < count; ++i) labels.append(static_cast<char>(i % 10));
    writeFile(folder + "/" + set + "-labels-idx1-ubyte", bigEndian(0x801) + bigEndian(claimed) + labels);
  }
}

}  // namespace

/// Unusable input: status 2, one line that names file, place and mend, and nothing written.
class TstCliBadInput : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }

  void studies_data() {
    QTest::addColumn<QStringList>("command");
    QTest::newRow("front") << QStringList{"front", "STUDY", "--json"};
    QTest::newRow("candidates") << QStringList{"candidates", "STUDY", "--csv", "out.csv"};
    QTest::newRow("report") << QStringList{"report", "STUDY", "--html", "out.html"};
    QTest::newRow("resume") << QStringList{"resume", "STUDY"};
    QTest::newRow("unblind") << QStringList{"unblind", "STUDY", "--candidates", "1"};
  }
  void studies() {
    QFETCH(QStringList, command);
    const auto with = [&](const QString& study) {
      auto arguments = command;
      arguments[1] = study;
      return cli(arguments, m_folder->path());
    };
    PSCOPE_REFUSED(with("missing.pscope"), "missing.pscope");
    writeFile(path("text.pscope"), "This is no study.\n");
    PSCOPE_REFUSED(with("text.pscope"), "text.pscope", "not a study");
    writeFile(path("c.json"), freeSearch(8));
    PSCOPE_STATUS(cli({"search", path("c.json"), "--study", path("good.pscope")}), 0);
    auto bytes = readFile(path("good.pscope"));
    writeFile(path("cut.pscope"), bytes.left(bytes.size() / 2));
    PSCOPE_REFUSED(with("cut.pscope"), "cut.pscope");
    bytes.replace(60, 4, bigEndian(999));  // user_version of SQLite's header
    writeFile(path("newer.pscope"), bytes);
    PSCOPE_REFUSED(with("newer.pscope"), "newer.pscope", "newer");
    QCOMPARE(readFile(path("newer.pscope")), bytes);
    QCOMPARE(files(), (QStringList{"c.json", "cut.pscope", "good.pscope", "newer.pscope", "text.pscope"}));
  }

  void studyIsNotOverwritten() {
    writeFile(path("c.json"), freeSearch(8));
    writeFile(path("there.pscope"), "precious");
    PSCOPE_REFUSED(search("there.pscope"), "there.pscope");
    QCOMPARE(readFile(path("there.pscope")), QByteArray("precious"));
  }

  void folderThatCannotBeWritten() {
    writeFile(path("c.json"), freeSearch(8));
    PSCOPE_REFUSED(cli({"search", path("c.json"), "--study", "/proc/out.pscope"}), "/proc/out.pscope");
    PSCOPE_REFUSED(cli({"search", path("c.json"), "--study", path("nowhere/out.pscope")}), "nowhere/out.pscope");
    PSCOPE_STATUS(search("out.pscope"), 0);
    PSCOPE_REFUSED(cli({"candidates", path("out.pscope"), "--csv", "/proc/out.csv"}), "/proc/out.csv");
    PSCOPE_REFUSED(cli({"report", path("out.pscope"), "--html", path("nowhere/out.html")}), "nowhere/out.html");
    if (::geteuid() == 0) return;  // root may write everywhere else
    QDir().mkpath(path("closed"));
    QFile::setPermissions(path("closed"), QFile::ReadOwner | QFile::ExeOwner);
    PSCOPE_REFUSED(cli({"search", path("c.json"), "--study", path("closed/out.pscope")}), "closed");
  }

  // Reading a study asks for no right to write; resuming does.
  void readOnlyStudy() {
    if (::geteuid() == 0) return;  // for root nothing is read-only
    writeFile(path("c.json"), freeSearch(8));
    PSCOPE_STATUS(search("out.pscope"), 0);
    QFile::setPermissions(path("out.pscope"), QFile::ReadOwner);
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner);
    const auto front = cli({"front", path("out.pscope")});
    const auto resumed = cli({"resume", path("out.pscope")});
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    PSCOPE_STATUS(front, 0);
    PSCOPE_REFUSED(resumed, "out.pscope");
  }

  void spaces_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("dangling block") << QByteArray("\"block\": \"conv_bn_relu\"") << QByteArray("\"block\": \"ghost\"")
                                    << QByteArray("/network/0");
    QTest::newRow("dangling tensor") << QByteArray("\"in\": \"x\"") << QByteArray("\"in\": \"ghost\"")
                                     << QByteArray("/blocks/block");
    QTest::newRow("dangling choice") << QByteArray("\"when\": \"depth > 0\"") << QByteArray("\"when\": \"ghost > 0\"")
                                     << QByteArray("/choices/1");
    QTest::newRow("cycle") << QByteArray("\"name\": \"depth\",")
                           << QByteArray("\"name\": \"depth\", \"when\": \"kernel > 3\",") << QByteArray("/choices/1");
    QTest::newRow("newer version") << QByteArray("\"pscope_space\": 1") << QByteArray("\"pscope_space\": 99")
                                   << QByteArray("newer");
    QTest::newRow("no JSON") << QByteArray("\"choices\": [") << QByteArray("\"choices\": [,") << QByteArray(":");
    QTest::newRow("unknown operator") << QByteArray("\"op\": \"batch_norm\"") << QByteArray("\"op\": \"sorcery\"")
                                      << QByteArray("sorcery");
  }
  void spaces() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, place);
    auto document = cli({"space", "show", "demo"}).out;
    QVERIFY2(document.contains(from), from.constData());
    document.replace(document.indexOf(from), from.size(), to);
    writeFile(path("space.json"), document);
    const auto checked = cli({"space", "check", path("space.json")});
    PSCOPE_STATUS(checked, 2);
    QVERIFY2(checked.err.contains("space.json") && checked.err.contains(place), checked.err.constData());
    QVERIFY(checked.out.isEmpty());
    PSCOPE_REFUSED(cli({"space", "count", path("space.json")}), "space.json");
    writeFile(path("c.json"), freeSearch(8).replace("nasbench201", "space.json"));
    PSCOPE_REFUSED(search("out.pscope"), "space.json");
    QCOMPARE(files(), (QStringList{"c.json", "space.json"}));
  }

  void everyProblemOfASpace() {
    auto document = cli({"space", "show", "demo"}).out;
    document.replace("\"in\": \"x\"", "\"in\": \"ghost\"")
        .replace("\"when\": \"depth > 0\"", "\"when\": \"phantom > 0\"");
    writeFile(path("space.json"), document);
    const auto checked = cli({"space", "check", path("space.json")});
    PSCOPE_STATUS(checked, 2);
    QVERIFY2(checked.err.count('\n') >= 2, checked.err.constData());
    QVERIFY2(checked.err.contains("/choices/"), checked.err.constData());
  }

  void configurations_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown space") << QByteArray("nasbench201") << QByteArray("nasbench999")
                                   << QByteArray("nasbench999");
    QTest::newRow("unknown device") << QByteArray("raspberry-pi-4") << QByteArray("abacus")
                                    << QByteArray("raspberry-pi-4");
    QTest::newRow("unknown estimator") << QByteArray("\"type\": \"static\"") << QByteArray("\"type\": \"oracle\"")
                                       << QByteArray("cost-model");
    QTest::newRow("unknown metric") << QByteArray("\"metric\": \"params\"") << QByteArray("\"metric\": \"beauty\"")
                                    << QByteArray("beauty");
    QTest::newRow("unknown strategy") << QByteArray("nsga2") << QByteArray("luck") << QByteArray("random");
    QTest::newRow("misspelt member") << QByteArray("\"candidates\"") << QByteArray("\"candidate\"")
                                     << QByteArray("candidate");
    QTest::newRow("bad direction") << QByteArray("minimize") << QByteArray("sideways")
                                   << QByteArray("/objectives/0/direction");
    QTest::newRow("no JSON") << QByteArray("\"seed\": 5") << QByteArray("\"seed\": ") << QByteArray("c.json: 9:");
    QTest::newRow("no candidates") << QByteArray("\"candidates\": 8") << QByteArray("\"candidates\": 0")
                                   << QByteArray("/candidates");
    QTest::newRow("no data") << QByteArray(R"("type": "static", "metric": "params")")
                             << QByteArray(R"("type": "train")") << QByteArray("size");
  }
  void configurations() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    auto config = freeSearch(8);
    QVERIFY(config.contains(from));
    config.replace(config.indexOf(from), from.size(), to);
    if (to == "\"seed\": ") config.replace("\"seed\": }", "\n\n\"seed\": }");
    writeFile(path("c.json"), config);
    PSCOPE_REFUSED(search("out.pscope"), "c.json", says);
    QCOMPARE(files(), QStringList{"c.json"});
  }

  void tables_data() {
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("says");
    const QByteArray cell = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
    QTest::newRow("no key column") << "cell,accuracy\n" + cell + ",90\n" << QByteArray("arch");
    QTest::newRow("no value column") << "arch,speed\n" + cell + ",90\n" << QByteArray("accuracy");
    QTest::newRow("NaN") << "arch,accuracy\n" + cell + ",nan\n" << QByteArray("2");
    QTest::newRow("no number") << "arch,accuracy\n" + cell + ",good\n" << QByteArray("good");
    QTest::newRow("short row") << "arch,accuracy\n" + cell + "\n" << QByteArray("2");
    QTest::newRow("empty") << QByteArray("") << QByteArray("table.csv");
  }
  void tables() {
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, says);
    writeFile(path("table.csv"), table);
    auto config = freeSearch(8);
    config.replace(R"("type": "static", "metric": "params")",
                   R"("type": "table", "file": "table.csv", "key": "arch", "column": "accuracy")");
    writeFile(path("c.json"), config);
    PSCOPE_REFUSED(search("out.pscope"), "table.csv", says);
    QFile::remove(path("table.csv"));
    PSCOPE_REFUSED(search("out.pscope"), "table.csv");
    QCOMPARE(files(), QStringList{"c.json"});
  }

  void images_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<quint32>("claimed");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("truncated") << 100 << 120U << QByteArray("truncated");
    QTest::newRow("oversized") << 120 << 100U << QByteArray("byte");
    QTest::newRow("absurd count") << 100 << 0x7fffffffU << QByteArray("byte");
    QTest::newRow("too few") << 1 << 1U << QByteArray("ten images");
  }
  void images() {
    QFETCH(int, count);
    QFETCH(quint32, claimed);
    QFETCH(QByteArray, says);
    writeIdx(path("data"), count, claimed);
    auto config = freeSearch(8).replace("nasbench201", "demo");
    config.replace(R"("name": "size", "unit": "parameters")", R"("name": "size", "unit": "%")");
    config.replace(R"("type": "static", "metric": "params")", R"("type": "train", "epochs": 1)");
    config.replace("\"strategy\"", R"("data": {"main": {"format": "idx", "path": "data"}}, "strategy")");
    writeFile(path("c.json"), config);
    PSCOPE_REFUSED(search("out.pscope"), "data", says);
    const auto design = cli({"space", "sample", "demo", "-n", "1"}).out.trimmed();
    const auto trained = cli({"train", "demo", "--design", design, "--data", "idx:" + path("data"), "--out",
                              path("w.safetensors"), "--json"});
    PSCOPE_REFUSED(trained, "data", says);
    QCOMPARE(files(), (QStringList{"c.json", "data"}));
  }

  void trainArguments() {
    const auto design = cli({"space", "sample", "demo", "-n", "1"}).out.trimmed();
    const auto with = [&](const QStringList& more) {
      return cli(QStringList{"train", "demo", "--design", design, "--out", path("w.safetensors")} + more);
    };
    PSCOPE_REFUSED(with({"--data", "tape:reel"}), "tape", "glyphs");
    PSCOPE_REFUSED(with({"--data", "idx:/nowhere"}), "/nowhere");
    PSCOPE_REFUSED(with({"--data", "glyphs:", "--epochs", "-2"}), "--epochs");
    writeFile(path("r.json"), R"({"epochs": 1, "speed": "fast"})");
    PSCOPE_REFUSED(with({"--data", "glyphs:", "--recipe", path("r.json")}), "r.json", "speed");
    PSCOPE_REFUSED(with({"--data", "glyphs:", "--scale", "rgb"}), "28");
    PSCOPE_REFUSED(cli({"train", "demo", "--design", "width=7", "--data", "glyphs:", "--out", path("w.safetensors")}),
                   "width");
    PSCOPE_REFUSED(cli({"train", "demo", "--design", design, "--data", "glyphs:", "--out", path("no/w.safetensors")}),
                   "no/w.safetensors");
    QVERIFY(!QFile::exists(path("w.safetensors")));
  }

 private:
  QString path(const QString& name) const { return m_folder->filePath(name); }
  QStringList files() const {
    return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
  }
  CliResult search(const QString& study) const { return cli({"search", path("c.json"), "--study", path(study)}); }

  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstCliBadInput)
#include "tst_cli_bad_input.moc"

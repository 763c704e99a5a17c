#include <QDir>
#include <QProcess>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json.h"
#include "core/network/operator_catalogue.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// The JSON Schema of the help pages describes the documents that the program reads.
class TstSpaceSchema : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void namesEveryOperator();
  void acceptsAllFamilies();
  void refusesMistakes();

 private:
  /// Validates with Debian's python3-jsonschema; the number of problems of each file, or nothing with a message.
  static std::optional<QList<int>> problemsOf(const QStringList& files);
  static QString path(const char* name) { return QStringLiteral(PSCOPE_SOURCE_DIR "/") + QLatin1String(name); }
};

std::optional<QList<int>> TstSpaceSchema::problemsOf(const QStringList& files) {
  QProcess python;
  python.start(QStringLiteral("/usr/bin/python3"),
               QStringList{"-c",
                           "import json, sys, jsonschema\n"
                           "v = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))\n"
                           "for f in sys.argv[2:]: print(len(list(v.iter_errors(json.load(open(f))))))",
                           path("resources/help/space.schema.json")} +
                   files);
  if (!python.waitForStarted() || !python.waitForFinished(60'000) || python.exitCode() != 0) {
    qWarning("python3-jsonschema is needed (packaging/debian-packages.txt): %s",
             python.readAllStandardError().constData());
    return std::nullopt;
  }
  QList<int> counts;
  for (const auto& line : python.readAllStandardOutput().trimmed().split('\n')) counts.push_back(line.toInt());
  return counts;
}

void TstSpaceSchema::namesEveryOperator() {
  const auto schema = readJsonFile(path("resources/help/space.schema.json").toStdString());
  PSCOPE_VERIFY_OK(schema);
  std::set<std::string> named;
  for (const auto& name : schema.value()["$defs"]["operator"]["enum"]) named.insert(name.get<std::string>());
  std::set<std::string> known;
  for (const auto& info : operatorCatalogue()) {
    if (info.op != Op::Input && info.op != Op::Unknown) known.insert(std::string(info.name));
  }
  QVERIFY(named == known);
}

void TstSpaceSchema::acceptsAllFamilies() {
  QStringList files;
  const QDir folder(path("resources/spaces"));
  for (const auto& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) files << folder.filePath(name);
  QVERIFY(files.size() >= 11);
  QTemporaryDir own;
  QFile choicesOnly(own.filePath(QStringLiteral("choices.json")));
  QVERIFY(choicesOnly.open(QIODevice::WriteOnly));
  choicesOnly.write(
      R"({"pscope_space": 1, "name": "plain", "choices": [{"name": "a", "type": "boolean"}], "network": null})");
  choicesOnly.close();
  files << choicesOnly.fileName();
  const auto problems = problemsOf(files);
  QVERIFY(problems.has_value());
  QCOMPARE(problems->size(), files.size());
  for (qsizetype i = 0; i < files.size(); ++i) QVERIFY2((*problems)[i] == 0, qPrintable(files[i]));
}

void TstSpaceSchema::refusesMistakes() {
  const auto original = readJsonFile(path("resources/spaces/demo.json").toStdString());
  PSCOPE_VERIFY_OK(original);
  const std::vector<std::pair<const char*, std::function<void(Json&)>>> mistakes{
      {"misspelt key", [](Json& json) { json["sumary"] = "x"; }},
      {"no network", [](Json& json) { json.erase("network"); }},
      {"no scales", [](Json& json) { json.erase("scales"); }},
      {"unknown type", [](Json& json) { json["choices"][0]["type"] = "categorial"; }},
      {"no levels", [](Json& json) { json["choices"][0].erase("levels"); }},
      {"unknown operator", [](Json& json) { json["blocks"]["block"]["body"][1]["op"] = "conv3d"; }},
      {"two statements in one", [](Json& json) { json["network"][0]["use"] = "x"; }},
      {"newer version", [](Json& json) { json["pscope_space"] = 2; }},
  };
  QTemporaryDir folder;
  QStringList files;
  for (const auto& [name, change] : mistakes) {
    Json json = original.value();
    change(json);
    QFile file(folder.filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(json.dump()));
    files << file.fileName();
  }
  const auto problems = problemsOf(files);
  QVERIFY(problems.has_value());
  for (qsizetype i = 0; i < files.size(); ++i) QVERIFY2((*problems)[i] > 0, qPrintable(files[i]));
}

PSCOPE_TEST(TstSpaceSchema)
#include "tst_space_schema.moc"

#include <QDir>
#include <QtTest>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::documentOf;
using pscope::test::spaceOf;

namespace {

bool hasProblem(const std::vector<Error>& errors, const std::string& place, const std::string& words) {
  return std::any_of(errors.begin(), errors.end(), [&](const Error& error) {
    return error.place == place && error.text().find(words) != std::string::npos;
  });
}

std::string textOf(const std::vector<Error>& errors) {
  std::string text;
  for (const auto& error : errors) text += error.text() + "\n";
  return text;
}

}  // namespace

class TstSpaceDocument : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void locatesEveryProblem_data();
  void locatesEveryProblem();
  void refusesStoredDocuments_data();
  void refusesStoredDocuments();
  void listsAllProblemsAtOnce();
  void unrollsRepeats();
  void writesWholeConditions();
  void readsTheDefaultTextForm();
  void refusesTexts_data();
  void refusesTexts();
  void hashIgnoresFormatting();
  void boundsHostileSizes_data();
  void boundsHostileSizes();
};

void TstSpaceDocument::locatesEveryProblem_data() {
  QTest::addColumn<QByteArray>("choices");
  QTest::addColumn<QByteArray>("network");
  QTest::addColumn<QByteArray>("place");
  QTest::addColumn<QByteArray>("words");
  const auto choice = [](const char* name, const char* choices, const char* place, const char* words) {
    QTest::newRow(name) << QByteArray(choices) << QByteArray() << QByteArray(place) << QByteArray(words);
  };
  choice("no choices", "[]", "/choices", "no choice");
  choice("not a list", "{}", "/choices", "list");
  choice("no type", R"([{"name": "a"}])", "/choices/0", "type");
  choice("unknown type", R"([{"name": "a", "type": "float"}])", "/choices/0", "categorical, boolean");
  choice("unknown key", R"([{"name": "a", "type": "boolean", "lvels": []}])", "/choices/0/lvels", "lvels");
  choice("bad name", R"([{"name": "a b", "type": "boolean"}])", "/choices/0", "cannot be the name");
  choice("reserved name", R"([{"name": "index", "type": "boolean"}])", "/choices/0", "cannot be the name");
  choice("two of one name", R"([{"name": "a", "type": "boolean"}, {"name": "a", "type": "boolean"}])", "/choices/1",
         "Two choices");
  choice("two of one path",
         R"([{"name": "s", "type": "repeat", "count": 2, "choices": [{"name": "a", "type": "boolean"}]},
      {"name": "s2", "type": "group", "choices": [{"name": "a", "type": "boolean"}]}])",
         "/choices/1/choices/0", "s2.a");
  choice("no levels", R"([{"name": "a", "type": "categorical", "levels": []}])", "/choices/0/levels", "1 to");
  choice("one level twice", R"([{"name": "a", "type": "categorical", "levels": [3, 3.0]}])", "/choices/0/levels/1",
         "twice");
  choice("mixed levels", R"([{"name": "a", "type": "categorical", "levels": ["x", 3]}])", "/choices/0/levels/1",
         "string");
  choice("level with a separator", R"([{"name": "a", "type": "categorical", "levels": ["x;y"]}])",
         "/choices/0/levels/0", "cannot be a level");
  choice("empty range", R"([{"name": "a", "type": "integer", "low": 3, "high": 2}])", "/choices/0", "range");
  choice("no step", R"([{"name": "a", "type": "integer", "low": 1, "high": 2, "step": 0}])", "/choices/0", "range");
  choice("unknown layer", R"([{"name": "a", "type": "boolean", "layer": "cake"}])", "/choices/0",
         "architecture, recipe");
  choice("dangling condition",
         R"([{"name": "width", "type": "boolean"}, {"name": "b", "type": "boolean", "when": "witdh"}])",
         "/choices/1/when", "width");
  choice("broken condition", R"([{"name": "a", "type": "boolean"}, {"name": "b", "type": "boolean", "when": "a ="}])",
         "/choices/1/when", "column");
  choice("condition on itself", R"([{"name": "a", "type": "boolean", "when": "a"}])", "/choices/0/when", "cycle");
  choice("cyclic conditions",
         R"([{"name": "a", "type": "boolean", "when": "b"}, {"name": "b", "type": "boolean", "when": "a"}])",
         "/choices/0/when", "cycle");
  choice("condition on a later choice",
         R"([{"name": "a", "type": "boolean", "when": "b"}, {"name": "b", "type": "boolean"}])", "/choices/0/when",
         "later");
  choice("no copies", R"([{"name": "s", "type": "repeat", "count": 0, "choices": [{"name": "a", "type": "boolean"}]}])",
         "/choices/0", "copies");
  const auto network = [](const char* name, const char* statements, const char* place, const char* words) {
    QTest::newRow(name) << QByteArray(R"([{"name": "k", "type": "categorical", "levels": [3, 5]},
        {"name": "s", "type": "repeat", "count": 2, "choices": [{"name": "on", "type": "boolean"}]}])")
                        << QByteArray(statements) << QByteArray(place) << QByteArray(words);
  };
  network("no statement", R"([{"frob": 1}])", "/network/0", "not a statement");
  network("unknown operator", R"([{"op": "conv3d"}])", "/network/0", "conv2d");
  network("unknown attribute", R"([{"op": "relu", "kernel": 3}])", "/network/0/kernel", "kernel");
  network("missing attribute", R"([{"op": "conv2d", "kernel": 3}])", "/network/0", "channels");
  network("impossible constant", R"([{"op": "conv2d", "channels": 2.5, "kernel": 3}])", "/network/0/channels", "whole");
  network("unknown name", R"([{"op": "conv2d", "channels": "q", "kernel": "k"}])", "/network/0/channels", "q");
  network("value before it is made", R"([{"op": "relu", "in": "y"}, {"op": "relu", "out": "y"}])", "/network/0/in",
          "no value");
  network("unknown block", R"([{"block": "cell"}])", "/network/0", "no block");
  network("loop over no repeat", R"([{"for": "i", "over": "k", "do": []}])", "/network/0/over", "repeated");
  network("loop without count", R"([{"for": "i", "do": []}])", "/network/0", "count");
  network("unknown case", R"([{"switch": "k", "cases": {"3": [], "5": [], "7": []}}])", "/network/0/cases/7", "level");
  network("missing case", R"([{"switch": "k", "cases": {"3": []}}])", "/network/0/switch", "\"5\"");
  network("copy without number", R"([{"if": "s.on", "then": []}])", "/network/0/if", "s.on");
  network("copy that is not there", R"([{"if": "s3.on", "then": []}])", "/network/0/if", "s3.on");
  network("let over a choice", R"([{"let": {"k": 1}}])", "/network/0/let/k", "already");
  network("sum of one", R"([{"op": "add"}])", "/network/0", "inputs");
  network("wrong end", R"([{"op": "relu"}])", "/network", "classes");
  network("shapes that do not fit", R"([{"op": "conv2d", "channels": 4, "kernel": "k * 5", "padding": 0}])",
          "/network/0", "window");
  network("fraction", R"([{"op": "conv2d", "channels": "w / 3", "kernel": 3}])", "/network/0", "1.33333");
}

void TstSpaceDocument::locatesEveryProblem() {
  QFETCH(QByteArray, choices);
  QFETCH(QByteArray, network);
  QFETCH(QByteArray, place);
  QFETCH(QByteArray, words);
  const auto errors = Space::check(documentOf(choices.toStdString(), network.toStdString()), "test.json");
  QVERIFY2(hasProblem(errors, place.toStdString(), words.toStdString()), textOf(errors).c_str());
  QCOMPARE(errors.front().file, std::string("test.json"));
}

void TstSpaceDocument::refusesStoredDocuments_data() {
  QTest::addColumn<QByteArray>("place");
  QTest::addColumn<QByteArray>("words");
  QTest::newRow("cyclic_conditions.json") << QByteArray("/choices/0/when") << QByteArray("cycle");
  QTest::newRow("cyclic_blocks.json") << QByteArray("/blocks/a") << QByteArray("cycle");
  QTest::newRow("dangling_choice.json") << QByteArray("/network/0/channels") << QByteArray("width");
  QTest::newRow("dangling_block.json") << QByteArray("/blocks/a/body/0") << QByteArray("no block");
  QTest::newRow("truncated.json") << QByteArray("6:1") << QByteArray("JSON");
  QTest::newRow("newer_version.json") << QByteArray("/") << QByteArray("newer");
}

void TstSpaceDocument::refusesStoredDocuments() {
  QFETCH(QByteArray, place);
  QFETCH(QByteArray, words);
  const std::string path = test::ownData("spaces/") + QTest::currentDataTag();
  const auto text = readFile(path, 1 << 20);
  PSCOPE_VERIFY_OK(text);
  const auto errors = Space::check(text.value(), path);
  QVERIFY2(hasProblem(errors, place.toStdString(), words.toStdString()), textOf(errors).c_str());
  const auto space = openSpace(path);
  QVERIFY(!space.ok());
  QCOMPARE(space.error().file, path);
}

void TstSpaceDocument::listsAllProblemsAtOnce() {
  const auto errors = Space::check(documentOf(R"([{"name": "a", "type": "boolen"}, {"name": "b", "type": "integer"}])",
                                              R"([{"op": "rel"}, {"op": "conv2d"}])", R"("colour": 1)"),
                                   "test.json");
  QVERIFY2(hasProblem(errors, "/colour", "colour"), textOf(errors).c_str());
  QVERIFY(hasProblem(errors, "/choices/0", "boolen"));
  QVERIFY(hasProblem(errors, "/choices/1", "low"));
  QVERIFY(hasProblem(errors, "/choices/1", "high"));
  QVERIFY(hasProblem(errors, "/network/0", "rel"));
  QVERIFY(hasProblem(errors, "/network/1", "kernel"));
  QVERIFY(Space::check(documentOf(R"([{"name": "a", "type": "boolean"}])"), "test.json").empty());
}

void TstSpaceDocument::unrollsRepeats() {
  const auto space = spaceOf(R"([{"name": "a", "type": "repeat", "count": 2, "choices": [
      {"name": "b", "type": "repeat", "count": 2, "choices": [{"name": "c", "type": "boolean", "layer": "recipe"}]},
      {"name": "d", "type": "repeat", "count": 5, "shared": true, "choices": [{"name": "e", "type": "boolean"}]}]}])");
  PSCOPE_VERIFY_OK(space);
  std::vector<std::string> paths;
  for (const auto& choice : space.value().choices()) paths.push_back(choice.path);
  const std::vector<std::string> expected{"a1.b1.c", "a1.b2.c", "a1.d.e", "a2.b1.c", "a2.b2.c", "a2.d.e"};
  QCOMPARE(paths, expected);
  QVERIFY(space.value().choices()[0].layer == Layer::Recipe);
  QVERIFY(space.value().choices()[2].layer == Layer::Architecture);
}

void TstSpaceDocument::writesWholeConditions() {
  const auto space = spaceOf(R"([{"name": "n", "type": "integer", "low": 0, "high": 3},
      {"name": "s", "type": "repeat", "count": 3, "when": "index < n", "choices": [
        {"name": "op", "type": "categorical", "levels": ["pool", "conv"]},
        {"name": "k", "type": "categorical", "levels": [3, 5], "when": "op = 'conv'"}]}])");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().choices()[4].condition, std::string("(1 < n) and (s2.op = 'conv')"));
  QCOMPARE(space.value().count(), std::string("40"));  // 1 + 3 + 9 + 27
}

void TstSpaceDocument::readsTheDefaultTextForm() {
  const auto space = openSpace("demo").value();
  const auto genome = space.parse(" stage1.depth = 0; width=16 ;stage2.depth=0;stage3.depth=0;\n");
  PSCOPE_VERIFY_OK(genome);
  QCOMPARE(space.text(genome.value()), std::string("width=16;stage1.depth=0;stage2.depth=0;stage3.depth=0"));
}

void TstSpaceDocument::refusesTexts_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("place");
  QTest::addColumn<QByteArray>("words");
  const auto row = [](const char* name, const char* text, const char* place, const char* words) {
    QTest::newRow(name) << QByteArray(text) << QByteArray(place) << QByteArray(words);
  };
  row("nothing", "", "column 1", "width");
  row("no value", "width", "column 1", "choice=value");
  row("unknown choice", "width=4;depth=1", "column 9", "depth");
  row("unknown level", "width=5", "column 7", "4, 6, 8");
  row("given twice", "width=4;width=4", "column 9", "twice");
  row("missing", "width=4;stage1.depth=0;stage2.depth=0", "column 38", "stage3.depth");
  row("not active", "width=4;stage1.depth=0;stage1.kernel=3;stage2.depth=0;stage3.depth=0", "column 69", "not active");
}

void TstSpaceDocument::refusesTexts() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, place);
  QFETCH(QByteArray, words);
  const auto genome = openSpace("demo").value().parse(text.toStdString());
  QVERIFY(!genome.ok());
  QCOMPARE(QByteArray::fromStdString(genome.error().place), place);
  QVERIFY2(genome.error().text().find(words.toStdString()) != std::string::npos, genome.error().text().c_str());
}

void TstSpaceDocument::hashIgnoresFormatting() {
  const std::string text = documentOf(R"([{"name": "a", "type": "boolean"}])");
  std::string spread = text;
  for (auto at = spread.find(", "); at != std::string::npos; at = spread.find(", ", at + 3))
    spread.replace(at, 2, ",\n  ");
  const auto hash = Space::fromText(text, "a").value().hash();
  QCOMPARE(Space::fromText(spread, "b").value().hash(), hash);
  QVERIFY(spaceOf(R"([{"name": "b", "type": "boolean"}])").value().hash() != hash);
}

void TstSpaceDocument::boundsHostileSizes_data() {
  QTest::addColumn<QByteArray>("choices");
  QTest::addColumn<QByteArray>("network");
  QTest::addColumn<QByteArray>("words");
  std::string nested = R"({"name": "c", "type": "boolean"})";
  for (int i = 0; i < 12; ++i) {
    nested =
        R"({"name": "r)" + std::to_string(i) + R"(", "type": "repeat", "count": 1000, "choices": [)" + nested + "]}";
  }
  const QByteArray one = R"([{"name": "a", "type": "boolean"}])";
  QTest::newRow("nested repeats") << QByteArray::fromStdString("[" + nested + "]") << QByteArray()
                                  << QByteArray("10000");
  QTest::newRow("many levels") << QByteArray(R"([{"name": "a", "type": "integer", "low": 1, "high": 1000000000000}])")
                               << QByteArray() << QByteArray("range");
  QTest::newRow("levels of all copies") << QByteArray(R"([{"name": "r", "type": "repeat", "count": 9000, "choices": [
           {"name": "a", "type": "integer", "low": 1, "high": 9000}]}])")
                                        << QByteArray() << QByteArray("levels in all");
  QTest::newRow("many nodes") << one
                              << QByteArray(R"([{"repeat": 1000, "do": [{"repeat": 1000, "do": [{"op": "relu"}]}]}])")
                              << QByteArray("200000 nodes");
  QTest::newRow("endless") << one
                           << QByteArray(
                                  R"([{"repeat": 9999, "do": [{"repeat": 9999, "do": [{"repeat": 9999, "do": []}]}]}])")
                           << QByteArray("does not come to an end");
  QTest::newRow("count too large") << one << QByteArray(R"([{"repeat": 1e9, "do": []}])")
                                   << QByteArray("count of this loop");
  QTest::newRow("deep nesting") << QByteArray(200'000, '[') << QByteArray() << QByteArray("nested");
}

void TstSpaceDocument::boundsHostileSizes() {
  QFETCH(QByteArray, choices);
  QFETCH(QByteArray, network);
  QFETCH(QByteArray, words);
  const auto errors = Space::check(documentOf(choices.toStdString(), network.toStdString()), "test.json");
  const auto text = textOf(errors);
  QVERIFY2(text.find(words.toStdString()) != std::string::npos, text.c_str());
}

PSCOPE_TEST(TstSpaceDocument)
#include "tst_space_document.moc"

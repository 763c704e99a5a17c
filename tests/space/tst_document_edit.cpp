#include <QtTest>
#include <nlohmann/json.hpp>

#include "core/space/document_edit.h"
#include "core/space/document_edit_fragment.h"
#include "core/space/document_edit_names.h"
#include "core/space/document_edit_rename.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

const char kText[] = R"({
  "pscope_space": 1,
  "name": "letters",
  "choices": [
    {"name": "width", "type": "integer", "low": 8, "high": 24, "step": 8},
    {"name": "stage", "type": "repeat", "count": 2, "choices": [
      {"name": "depth", "type": "integer", "low": 1, "high": 2},
      {"name": "kernel", "type": "categorical", "levels": [3, 5], "when": "depth > 1"}
    ]}
  ],
  "constraints": ["sum(stage.depth) <= 3", "stage1.kernel <= 5 or width > 8"],
  "values": {"half": "width / 2"},
  "scales": [
    {"name": "deploy", "input": [1, "width + 20", 28], "classes": 10, "parameters": {"stem": 3}}
  ],
  "blocks": {
    "conv": {
      "parameters": ["channels"],
      "body": [
        {"op": "conv2d", "channels": "channels", "kernel": "stem"}
      ]
    }
  },
  "network": [
    {"block": "conv", "args": {"channels": "half"}},
    {"for": "s", "over": "stage", "do": [
      {"switch": "s.kernel", "cases": {"3": [], "5": [{"block": "conv", "args": {"channels": "width"}}]}, "default": []}
    ]},
    {"op": "global_avg_pool"},
    {"op": "linear", "channels": "classes"}
  ]
}
)";

Json json(const std::string& text) {
  return Json::parse(text);
}

std::vector<std::string> namesOf(const std::vector<VisibleName>& names) {
  std::vector<std::string> result;
  for (const auto& name : names) result.push_back(name.name);
  return result;
}
bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

class TstDocumentEdit : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theWorkedExampleIsValid() {
    const auto problems = Space::check(kText, "x");
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].text().c_str());
  }

  void placesOfValues() {
    const JsonPlaces places(kText);
    const std::string text(kText);
    const auto depth = places.find("/choices/1/choices/0/low");
    QVERIFY(depth.has_value());
    QCOMPARE(text.substr(depth->value.begin, depth->value.length()), std::string("1"));
    QCOMPARE(text.substr(depth->key.begin, depth->key.length()), std::string("\"low\""));
    QVERIFY(!places.find("/choices/7").has_value());
    QCOMPARE(places.findNearest("/choices/7/name").pointer, std::string("/choices"));
    QCOMPARE(places.find("/")->value.begin, std::size_t{0});
    const auto offset = text.find("depth > 1");
    QCOMPARE(places.at(offset).pointer, std::string("/choices/1/choices/1/when"));
    QCOMPARE(places.at(text.find("\"count\"") + 2).pointer, std::string("/choices/1/count"));
    const auto [line, column] = lineAndColumn(text, text.find("\"pscope_space\""));
    QCOMPARE(line, std::size_t{2});
    QCOMPARE(column, std::size_t{3});
    QCOMPARE(offsetOf(text, "2:3"), std::optional(text.find("\"pscope_space\"")));
    QCOMPARE(offsetOf(text, "/choices"), std::optional<std::size_t>());
    QCOMPARE(pointerTokens(pointerTo("/a", std::string_view("b/c~d"))), (std::vector<std::string>{"a", "b/c~d"}));
  }

  // Every edit does to the text what it does to the value, and its inverse brings back the bytes.
  void edits_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");  // JSON; empty: removed
    QTest::newRow("number") << "/choices/0/high" << "32";
    QTest::newRow("text") << "/choices/1/choices/1/when" << "\"depth > 1 and width = 8\"";
    QTest::newRow("new member in its order") << "/choices/0/title" << "\"Channels\"";
    QTest::newRow("new section") << "/tags" << R"({"task": ["image classification"]})";
    QTest::newRow("list on a line") << "/choices/1/choices/1/levels" << "[3, 5, 7, 9]";
    QTest::newRow("long list") << "/choices/1/choices/1/levels"
                               << "[1000000, 2000000, 3000000, 4000000, 5000000, 6000000, 7000000, 8000000, 9000000]";
    QTest::newRow("remove a choice") << "/choices/0" << "";
    QTest::newRow("remove the last one") << "/network/3" << "";
    QTest::newRow("remove the only one") << "/scales/0" << "";
    QTest::newRow("remove a member") << "/values" << "";
    QTest::newRow("remove from a line") << "/choices/0/step" << "";
    QTest::newRow("the whole document") << "" << R"({"pscope_space": 1})";
  }
  void edits() {
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    const std::string place = pointer.toStdString();
    DocumentEditor editor(kText);
    Json expected = json(kText);
    if (value.isEmpty()) {
      PSCOPE_VERIFY_OK(editor.remove(place));
      QVERIFY(valueAt(json(editor.text()), place) == nullptr ||
              *valueAt(json(editor.text()), place) != *valueAt(expected, place));
    } else {
      PSCOPE_VERIFY_OK(editor.set(place, json(value.toStdString())));
      QCOMPARE(*valueAt(json(editor.text()), place), json(value.toStdString()));
    }
    const TextEdit edit = editor.edit();
    std::string text = kText;
    edit.applyTo(text);
    QCOMPARE(text, editor.text());
    edit.inverse().applyTo(text);
    QCOMPARE(text, std::string(kText));
    for (std::size_t start = 0; start < editor.text().size();) {
      const auto end = editor.text().find('\n', start);
      QVERIFY(end - start <= 130);
      start = end == std::string::npos ? editor.text().size() : end + 1;
    }
  }

  void newMembersHaveTheirOrder() {
    DocumentEditor editor(kText);
    PSCOPE_VERIFY_OK(editor.set("/choices/0/title", "Channels"));
    QVERIFY(editor.text().find(R"({"name": "width", "title": "Channels", "type": "integer")") != std::string::npos);
    PSCOPE_VERIFY_OK(editor.set("/title", "Letters"));
    QVERIFY(editor.text().find("\"name\": \"letters\",\n  \"title\": \"Letters\",\n  \"choices\"") !=
            std::string::npos);
  }

  void insertAndMove() {
    DocumentEditor editor(kText);
    PSCOPE_VERIFY_OK(editor.insert("/network", 2, json(R"({"op": "relu"})")));
    QVERIFY(editor.text().find("    ]},\n    {\"op\": \"relu\"},\n    {\"op\": \"global_avg_pool\"},") !=
            std::string::npos);
    QCOMPARE(json(editor.text())["network"].size(), std::size_t{5});
    PSCOPE_VERIFY_OK(editor.move("/network/2", "/network/1/do", 0));
    QCOMPARE(json(editor.text())["network"].size(), std::size_t{4});
    QCOMPARE(json(editor.text())["network"][1]["do"][0], json(R"({"op": "relu"})"));
    PSCOPE_VERIFY_OK(editor.move("/network/1/do/0", "/network", 1));  // out, before its loop
    QCOMPARE(json(editor.text())["network"][1], json(R"({"op": "relu"})"));
    PSCOPE_VERIFY_OK(editor.move("/network/1", "/network", 5));  // to the end
    QCOMPARE(json(editor.text())["network"][4], json(R"({"op": "relu"})"));
    const std::string before = editor.text();
    QVERIFY(!editor.move("/network/1", "/network/1/do", 0).ok());
    QVERIFY(!editor.insert("/network", 9, json("{}")).ok());
    QVERIFY(!editor.insert("/name", 0, json("{}")).ok());
    QVERIFY(!editor.set("/nowhere/x", json("1")).ok());
    QVERIFY(!editor.remove("/nowhere").ok());
    QCOMPARE(editor.text(), before);
  }

  void emptyListsFill() {
    DocumentEditor editor("{\n  \"pscope_space\": 1,\n  \"choices\": [],\n  \"network\": []\n}\n");
    PSCOPE_VERIFY_OK(editor.insert("/choices", 0, json(R"({"name": "a", "type": "boolean"})")));
    PSCOPE_VERIFY_OK(editor.insert("/choices", 1, json(R"({"name": "b", "type": "boolean"})")));
    PSCOPE_VERIFY_OK(editor.insert("/choices", 0, json(R"({"name": "c", "type": "boolean"})")));
    const Json choices = json(editor.text())["choices"];
    QCOMPARE(choices.size(), std::size_t{3});
    QCOMPARE(choices[0]["name"], json("\"c\""));
    QVERIFY(editor.text().find("\n    {\"name\": \"b\", \"type\": \"boolean\"}\n  ],") != std::string::npos);
  }

  // The form of a document says the same, is stable, and stays within its lines.
  void formOfDocuments() {
    for (const auto& family : builtInFamilies()) {
      const auto space = openSpace(family.name);
      PSCOPE_VERIFY_OK(space);
      const std::string text = documentText(space.value().document());
      QCOMPARE(json(text), space.value().document());
      QCOMPARE(documentText(json(text)), text);
    }
    QCOMPARE(documentText(json(R"({"a":[{"b":1}],"c":[{"b":1},{"b":2}]})")),
             std::string("{\n  \"a\": [{\"b\": 1}],\n  \"c\": [\n    {\"b\": 1},\n    {\"b\": 2}\n  ]\n}"));
  }

  void smallestEdit() {
    QCOMPARE(editBetween("abcd", "abXd"), (TextEdit{2, "c", "X"}));
    QCOMPARE(editBetween("aa", "aaa").inserted, std::string("a"));
    QCOMPARE(editBetween("same", "same").empty(), true);
    // é is C3 A9, ê is C3 AA: a character is never cut.
    QCOMPARE(editBetween("x\xC3\xA9y", "x\xC3\xAAy"), (TextEdit{1, "\xC3\xA9", "\xC3\xAA"}));
  }

  void namesOfConditions() {
    const Json document = json(kText);
    const auto names = namesOf(visibleNames(document, "/choices/1/choices/1/when"));
    QVERIFY(has(names, "depth"));
    QVERIFY(has(names, "width"));
    QVERIFY(has(names, "index"));
    QVERIFY(!has(names, "kernel"));  // itself
    QVERIFY(!has(namesOf(visibleNames(document, "/choices/0/when")), "depth"));
  }

  void namesOfTheTemplate() {
    const Json document = json(kText);
    const auto names = namesOf(visibleNames(document, "/network/1/do/0/switch"));
    QVERIFY(has(names, "s"));
    QVERIFY(has(names, "s.kernel"));
    QVERIFY(has(names, "half"));
    QVERIFY(has(names, "stem"));
    QVERIFY(has(names, "classes"));
    QVERIFY(has(names, "it.channels"));
    QVERIFY(has(names, "round_to("));
    QVERIFY(!has(namesOf(visibleNames(document, "/network/0/args/channels")), "s.kernel"));
    QVERIFY(has(namesOf(visibleNames(document, "/blocks/conv/body/0/channels")), "channels"));
    QVERIFY(has(namesOf(visibleNames(document, "/constraints/0")), "sum(stage.depth)"));
    QVERIFY(has(namesOf(visibleNames(document, "/constraints/0")), "params"));
    QCOMPARE(visibleValues(document, "/blocks/conv/body/0"), (std::vector<std::string>{"it", "x"}));
    QCOMPARE(visibleRepeats(document, "/network/0"), (std::vector<std::string>{"stage"}));
    QCOMPARE(levelsText(document["choices"][0]), std::string("8 to 24 step 8"));
  }

  // A new name reaches everything that reads it: the space is the same.
  void renaming_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("gone");
    QTest::newRow("choice") << "/choices/0" << "width";
    QTest::newRow("repeat") << "/choices/1" << "stage";
    QTest::newRow("choice of a repeat") << "/choices/1/choices/0" << "depth";
    QTest::newRow("choice that a switch reads") << "/choices/1/choices/1" << "kernel\"";
    QTest::newRow("derived value") << "/values/half" << "half";
    QTest::newRow("parameter of scales") << "/scales/0/parameters/stem" << "stem";
    QTest::newRow("block") << "/blocks/conv" << "\"conv\"";
  }
  void renaming() {
    QFETCH(QString, pointer);
    QFETCH(QString, gone);
    DocumentEditor editor(kText);
    PSCOPE_VERIFY_OK(renameEverywhere(editor, pointer.toStdString(), "other"));
    const auto problems = Space::check(editor.text(), "x");
    QVERIFY2(problems.empty(), problems.empty() ? "" : (problems[0].text() + editor.text()).c_str());
    if (gone != QLatin1String("kernel\"")) QVERIFY(editor.text().find(gone.toStdString()) == std::string::npos);
    const auto before = Space::fromText(kText, "x");
    const auto after = Space::fromText(editor.text(), "x");
    QCOMPARE(after.value().count(), before.value().count());
    QVERIFY(!renameEverywhere(editor, "/choices/0", "2nd").ok());
    QVERIFY(!renameEverywhere(editor, "/choices/0", "stage").ok() || pointer == QLatin1String("/choices/1"));
    QVERIFY(!renameEverywhere(editor, "/choices/9", "x").ok());
  }

  // An unfinished document: a number where a name belongs is no sibling, and is left as it is.
  void renamingBesideBrokenNames() {
    const std::string text = R"({"choices": [{"name": 5, "type": true}, {"name": "width"}, 7], "network": []})";
    DocumentEditor editor(text);
    PSCOPE_VERIFY_OK(renameEverywhere(editor, "/choices/1", "other"));
    QVERIFY(editor.text().find(R"("name": 5, "type": true)") != std::string::npos);
    QVERIFY(editor.text().find(R"("name": "other")") != std::string::npos);
    PSCOPE_VERIFY_OK(renameEverywhere(editor, "/choices/0", "first"));
    QVERIFY(editor.text().find(R"("name": "first")") != std::string::npos);
  }

  void renamingFamilies() {
    for (const char* name : {"mobilenetv3-ofa", "demo", "darts"}) {
      const auto space = openSpace(name);
      PSCOPE_VERIFY_OK(space);
      DocumentEditor editor(documentText(space.value().document()));
      for (std::size_t i = 0; i < space.value().document()["choices"].size(); ++i) {
        PSCOPE_VERIFY_OK(renameEverywhere(editor, pointerTo("/choices", i), "renamed_" + std::to_string(i)));
      }
      const auto problems = Space::check(editor.text(), name);
      QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].text().c_str());
    }
  }

  void fragmentsTravel() {
    const auto family = openSpace("mobilenetv3-ofa");
    PSCOPE_VERIFY_OK(family);
    const auto copied = copyFragment(family.value().document(), {"/network/2"});
    PSCOPE_VERIFY_OK(copied);
    QCOMPARE(copied.value().blocks.size(), std::size_t{4});  // mbconv and the three that it calls
    const auto read = readFragment(copied.value().toJson().dump());
    PSCOPE_VERIFY_OK(read);
    DocumentEditor editor(kText);
    const auto place = pasteFragment(editor, read.value(), "/network", 1);
    PSCOPE_VERIFY_OK(place);
    QCOMPARE(place.value(), std::string("/network/1"));
    const Json document = json(editor.text());
    QVERIFY(document["blocks"].contains("mbconv"));
    QCOMPARE(document["network"][1], family.value().document()["network"][2]);
    // Once more: the blocks are there already.
    PSCOPE_VERIFY_OK(pasteFragment(editor, read.value(), "/network", 1));
    QCOMPARE(json(editor.text())["blocks"].size(), std::size_t{5});
  }

  void takenNamesGetFreeOnes() {
    const auto choice = readFragment(R"({"name": "width", "type": "boolean"})");
    PSCOPE_VERIFY_OK(choice);
    DocumentEditor editor(kText);
    PSCOPE_VERIFY_OK(pasteFragment(editor, choice.value(), "/choices", 1));
    QCOMPARE(json(editor.text())["choices"][1]["name"], json("\"width_2\""));
    const auto block = readFragment(
        R"({"pscope_fragment": 1, "statements": [{"block": "conv"}], "blocks": {"conv": {"body": [{"op": "relu"}]}}})");
    PSCOPE_VERIFY_OK(block);
    PSCOPE_VERIFY_OK(pasteFragment(editor, block.value(), "/network", 0));
    QCOMPARE(json(editor.text())["network"][0]["block"], json("\"conv_2\""));
    QVERIFY(json(editor.text())["blocks"].contains("conv_2"));
  }

  void badFragmentsAreLocated_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("not JSON") << "[{\"op\": \"relu\"},\n {\"op\": }]" << "2:9";
    QTest::newRow("something else") << "{\"colour\": 1}" << "/";
    QTest::newRow("one of them is something else") << R"([{"op": "relu"}, 3])" << "/1";
    QTest::newRow("mixed") << R"([{"op": "relu"}, {"name": "a", "type": "boolean"}])" << "/1";
    QTest::newRow("wrapped") << R"({"pscope_fragment": 1, "statements": [{"x": 1}]})" << "/statements/0";
    QTest::newRow("unknown member") << R"({"pscope_fragment": 1, "stuff": []})" << "/stuff";
    QTest::newRow("whole space") << R"({"pscope_space": 1})" << "/";
    QTest::newRow("nothing") << "[]" << "/";
  }
  void badFragmentsAreLocated() {
    QFETCH(QString, text);
    QFETCH(QString, place);
    const auto fragment = readFragment(text.toStdString());
    QVERIFY(!fragment.ok());
    QCOMPARE(QString::fromStdString(fragment.error().place), place);
  }

  void listsTakeTheirKind() {
    const auto choice = readFragment(R"({"name": "a", "type": "boolean"})");
    DocumentEditor editor(kText);
    QVERIFY(!pasteFragment(editor, choice.value(), "/network", 0).ok());
    QCOMPARE(editor.text(), std::string(kText));
  }

  void readyBlocksFitAnywhere() {
    QVERIFY(readyBlocks().size() >= 6);
    for (const auto& ready : readyBlocks()) {
      DocumentEditor editor(R"({"pscope_space": 1, "name": "x", "choices": [{"name": "a", "type": "boolean"}],
        "scales": [{"name": "deploy", "input": [8, 32, 32], "classes": 10}],
        "network": [{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})");
      PSCOPE_VERIFY_OK(pasteFragment(editor, ready.fragment, "/network", 0));
      const auto problems = Space::check(editor.text(), ready.name);
      QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].text().c_str());
    }
  }
};

PSCOPE_TEST(TstDocumentEdit)
#include "tst_document_edit.moc"

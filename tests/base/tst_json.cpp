#include <QtTest>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstJson : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void namesLineAndColumn();
  void refusesDeepNesting();
  void namesThePointer();
  void refusesUnknownKeys();
  void refusesNumbersBeyondDouble();
};

void TstJson::namesLineAndColumn() {
  const auto result = parseJson("{\n  \"a\": 1,\n  \"b\": x\n}", "f.json");
  QVERIFY(!result.ok());
  QCOMPARE(result.error().code, ErrorCode::Parse);
  QCOMPARE(result.error().file, std::string("f.json"));
  QCOMPARE(result.error().place, std::string("3:8"));
}

void TstJson::refusesDeepNesting() {
  QVERIFY(!parseJson(std::string(1'000'000, '['), "deep.json").ok());
  QVERIFY(parseJson(std::string(64, '[') + std::string(64, ']'), "deep.json").ok());
}

void TstJson::namesThePointer() {
  const auto json = parseJson(R"({"a/b": [1, {"c": "text"}]})", "f.json");
  QVERIFY(json.ok());
  const JsonView view(json.value(), "f.json");
  const auto list = view.array("a/b");
  QVERIFY(list.ok());
  const auto number = list.value()[1].number("c");
  QVERIFY(!number.ok());
  QCOMPARE(number.error().place, std::string("/a~1b/1/c"));
  QVERIFY(!list.value()[1].string("missing").ok());
}

void TstJson::refusesUnknownKeys() {
  const auto json = parseJson(R"({"epoch": 3})", "f.json");
  const auto status = JsonView(json.value(), "f.json").onlyKeys({"epochs", "seed"});
  QVERIFY(!status.ok());
  QCOMPARE(status.error().text(), std::string("f.json: /epoch: \"epoch\" is not known here. Known are: epochs, seed."));
}

// Found by the fuzzer: such a number is not a syntax error but another exception of the library.
void TstJson::refusesNumbersBeyondDouble() {
  const auto result = parseJson("{\"a\": \"1e999999\",\n \"b\": [1e999999]}", "f.json");
  QVERIFY(!result.ok());
  QCOMPARE(result.error().code, ErrorCode::Parse);
  QCOMPARE(result.error().place, std::string("2:15"));  // the last digit of the number
}

PSCOPE_TEST(TstJson)
#include "tst_json.moc"

#include <QtTest>
#include <nlohmann/json.hpp>

#include "core/record/search_config.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstSearchConfig : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsThePromisedDocument();
  void roundTrips();
  void namesThePlace_data();
  void namesThePlace();
  void dataOfTheCommandLine();
  void rulesForTheEnd();
  void earlierStudies();
  void whereToLook();
};

// The document promised by the command line's manual.
static const char* const kDocument = R"({
  "space": "nasbench201",
  "objectives": [
    {"name": "error", "unit": "%", "direction": "minimize",
     "estimators": [{"type": "table", "file": "nb201_cifar10.csv", "key": "arch", "column": "test_acc_200ep_pct", "transform": "100 - x"}]},
    {"name": "latency", "unit": "ms", "direction": "minimize", "bound": 40.0,
     "estimators": [{"type": "table", "file": "nb201_hw.csv", "key": "index", "column": "raspi4_latency_ms",
                     "join": {"file": "nb201_cifar10.csv", "key": "arch", "on": "index"}}]},
    {"name": "size", "unit": "parameters", "direction": "minimize", "estimators": [{"type": "static", "metric": "params"}]},
    {"name": "pi", "unit": "ms", "direction": "minimize",
     "estimators": [{"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency", "context": {"batch": 1}}]}
  ],
  "data": {"main": {"format": "idx", "path": "fashion-mnist"}},
  "strategy": {"name": "default"},
  "candidates": 300,
  "seed": 1,
  "reference": [30.0, 60.0, 2e6, 100.0]
})";

static Result<SearchConfig> parse(const std::string& text) {
  const auto json = parseJson(text, "config.json");
  if (!json.ok()) return json.error();
  return parseSearchConfig(json.value(), "config.json", "/base");
}

void TstSearchConfig::readsThePromisedDocument() {
  const auto config = parse(kDocument);
  PSCOPE_VERIFY_OK(config);
  const auto& c = config.value();
  QCOMPARE(c.objectives.size(), std::size_t{4});
  QCOMPARE(*c.objectives[1].bound, 40.0);
  QVERIFY(!c.objectives[1].meets(40.5));
  QCOMPARE(c.candidates, 300);
  QCOMPARE(c.data.front().second.path, std::string("/base/fashion-mnist"));
  const auto table = parseJson(c.objectives[1].estimators[0].parameters, "");
  QCOMPARE(table.value()["join"]["file"].get<std::string>(), std::string("/base/nb201_cifar10.csv"));
  const auto device = parseJson(c.objectives[3].estimators[0].parameters, "");
  QCOMPARE(device.value()["device"].get<std::string>(), std::string("raspberry-pi-4"));
}

void TstSearchConfig::roundTrips() {
  const auto config = parse(kDocument);
  PSCOPE_VERIFY_OK(config);
  const auto again = parseSearchConfig(toJson(config.value()), "again", "/elsewhere");
  PSCOPE_VERIFY_OK(again);
  QVERIFY(again.value() == config.value());
}

void TstSearchConfig::namesThePlace_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("place");
  const auto with = [](const char* key, const char* value) {
    auto json = Json::parse(kDocument);
    json[key] = Json::parse(value);
    return QString::fromStdString(json.dump());
  };
  QTest::newRow("no space") << R"({"objectives": []})" << "/";
  QTest::newRow("unknown member") << with("candidate", "3") << "/candidate";
  QTest::newRow("no objectives") << with("objectives", "[]") << "/objectives";
  QTest::newRow("direction") << with("objectives",
                                     R"([{"name":"a","unit":"","direction":"up","estimators":[{"type":"x"}]}])")
                             << "/objectives/0/direction";
  QTest::newRow("no estimator") << with("objectives", R"([{"name":"a","unit":"","estimators":[]}])") << "/objectives/0";
  QTest::newRow("same name twice")
      << with(
             "objectives",
             R"([{"name":"a","unit":"","estimators":[{"type":"x"}]},{"name":"a","unit":"","estimators":[{"type":"x"}]}])")
      << "/objectives/1";
  QTest::newRow("candidates") << with("candidates", "0") << "/candidates";
  QTest::newRow("candidates type") << with("candidates", "\"many\"") << "/candidates";
  QTest::newRow("reference") << with("reference", "[1]") << "/reference";
  QTest::newRow("seed") << with("seed", "-1") << "/seed";
  QTest::newRow("stop, unknown rule") << with("stop", R"({"budget": 3})") << "/stop/budget";
  QTest::newRow("focus, unknown member") << with("focus", R"({"place": "here"})") << "/focus/place";
  QTest::newRow("focus, objective") << with("focus", R"({"objectives": {"speed": {"max": 1}}})")
                                    << "/focus/objectives/speed";
  QTest::newRow("focus, no number") << with("focus", R"({"objectives": {"error": {}}})") << "/focus/objectives/error";
  QTest::newRow("focus, min above max") << with("focus", R"({"objectives": {"error": {"min": 9, "max": 5}}})")
                                        << "/focus/objectives/error";
  QTest::newRow("focus, no text") << with("focus", R"({"where": 3})") << "/focus/where";
  QTest::newRow("stop, time") << with("stop", R"({"seconds": 0})") << "/stop/seconds";
  QTest::newRow("stop, target") << with("stop", R"({"target": {"speed": 3}})") << "/stop/target/speed";
  QTest::newRow("stop, no target") << with("stop", R"({"target": {}})") << "/stop/target";
  QTest::newRow("stop, window") << with("stop", R"({"plateau": {"window": 0}})") << "/stop/plateau/window";
  QTest::newRow("stop, rate") << with("stop", R"({"plateau": {"rate": 1}})") << "/stop/plateau";
  QTest::newRow("warm start, no studies") << with("warm_start", R"({"studies": []})") << "/warm_start/studies";
  QTest::newRow("warm start, what first")
      << with("warm_start", R"({"studies": ["a"], "evaluate": "all"})") << "/warm_start/evaluate";
  QTest::newRow("data") << with("data", R"({"main": {"path": "x"}})") << "/data/main";
}

void TstSearchConfig::namesThePlace() {
  QFETCH(QString, text);
  QFETCH(QString, place);
  const auto config = parse(text.toStdString());
  QVERIFY(!config.ok());
  QCOMPARE(QString::fromStdString(config.error().place), place);
  QCOMPARE(config.error().file, std::string("config.json"));
}

void TstSearchConfig::dataOfTheCommandLine() {
  QCOMPARE(parseDataSpec("glyphs:").value(), (DataSpec{"glyphs", ""}));
  QCOMPARE(parseDataSpec("idx:/data/fashion").value(), (DataSpec{"idx", "/data/fashion"}));
  QVERIFY(!parseDataSpec("fashion-mnist").ok());
}

void TstSearchConfig::rulesForTheEnd() {
  auto json = Json::parse(kDocument);
  QVERIFY(!parse(kDocument).value().stop.plateau);
  json["stop"] = Json::parse(R"({"seconds": 90, "target": {"error": 6, "latency": 20}, "plateau": {"window": 80}})");
  const auto config = parse(json.dump());
  PSCOPE_VERIFY_OK(config);
  QCOMPARE(*config.value().stop.seconds, 90.0);
  QCOMPARE(config.value().stop.target[1], (std::pair<std::string, double>("latency", 20)));
  QVERIFY(config.value().stop.plateau == (PlateauRule{80, 0.001, 0.05, 0.95}));
  const auto again = parseSearchConfig(toJson(config.value()), "again", "/elsewhere");
  PSCOPE_VERIFY_OK(again);
  QVERIFY(again.value() == config.value());
  // 0.95^58 is above 0.05 and 0.95^59 below: 58 evaluations without improvement cannot be enough.
  json["stop"] = Json::parse(R"({"plateau": {"window": 58}})");
  const auto short58 = parse(json.dump());
  QVERIFY(!short58.ok());
  QVERIFY2(format(short58.error().mend).find("59") != std::string::npos, format(short58.error().mend).c_str());
  json["stop"]["plateau"]["window"] = 59;
  PSCOPE_VERIFY_OK(parse(json.dump()));
}

// Relative paths are those of the configuration's folder; of a study's configuration a new search is made.
void TstSearchConfig::earlierStudies() {
  auto json = Json::parse(kDocument);
  json["warm_start"] = Json::parse(R"({"studies": ["old.pscope", "/far/off.pscope"], "taken": 40, "first": 5})");
  const auto config = parse(json.dump());
  PSCOPE_VERIFY_OK(config);
  const auto& start = config.value().warmStart;
  QCOMPARE(start.studies, (std::vector<std::string>{"/base/old.pscope", "/far/off.pscope"}));
  QVERIFY(start.evaluate == WarmStartConfig::Evaluate::Front);
  QCOMPARE(ownCandidates(config.value()), 260);
  const auto again = parseSearchConfig(toJson(config.value()), "again", "/elsewhere");
  PSCOPE_VERIFY_OK(again);
  QVERIFY(again.value() == config.value());
  const auto fresh = asNewSearch(config.value());
  QCOMPARE(fresh.candidates, 260);
  QVERIFY(fresh.warmStart.taken == 0 && fresh.warmStart.first == 0 && fresh.warmStart.studies == start.studies);
}

void TstSearchConfig::whereToLook() {
  QVERIFY(parse(kDocument).value().focus.empty());
  Json json = Json::parse(kDocument);
  json["focus"] = Json::parse(
      R"({"where": "e01 != 'none'", "objectives": {"latency": {"max": 20}, "error": {"min": 5, "max": 10.5}}})");
  const auto config = parseSearchConfig(json, "config.json", "/tmp");
  PSCOPE_VERIFY_OK(config);
  const Focus& focus = config.value().focus;
  QCOMPARE(focus.where, std::string("e01 != 'none'"));
  // In the order of the objectives.
  QCOMPARE(focus.objectives.size(), std::size_t{2});
  QVERIFY((focus.objectives[0] == FocusRange{"error", 5.0, 10.5}));
  QVERIFY((focus.objectives[1] == FocusRange{"latency", {}, 20.0}));
  QCOMPARE(focusText(focus, config.value().objectives),
           std::string("5 <= error <= 10.5 %, latency <= 20 ms, where e01 != 'none'"));
  QCOMPARE(focusText({}, config.value().objectives), std::string("everywhere"));
  const auto again = parseSearchConfig(toJson(config.value()), "config.json", "/tmp");
  PSCOPE_VERIFY_OK(again);
  QVERIFY(again.value() == config.value());
}

PSCOPE_TEST(TstSearchConfig)
#include "tst_search_config.moc"

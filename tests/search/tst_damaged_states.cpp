#include <QtTest>
#include <limits>
#include <vector>

#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Pointers of all numbers, texts and nulls; of lists the first and the last entry.
void collectLeaves(const Json& json, const Json::json_pointer& at, std::vector<Json::json_pointer>& leaves) {
  if (json.is_array()) {
    if (!json.empty()) collectLeaves(json.front(), at / std::size_t{0}, leaves);
    if (json.size() > 1) collectLeaves(json.back(), at / (json.size() - 1), leaves);
  } else if (json.is_object()) {
    for (const auto& [key, value] : json.items()) collectLeaves(value, at / key, leaves);
  } else {
    leaves.push_back(at);
  }
}

/// Asks and tells a few designs. @return what was asked
int goOn(Strategy& strategy, int count, std::int64_t id) {
  int asked = 0;
  for (; asked < count; ++asked) {
    const auto proposal = strategy.ask();
    if (!proposal || !strategy.tell(test::outcomeFor(*proposal, ++id)).ok()) break;
  }
  return asked;
}

}  // namespace

/// States as a file that somebody wrote, or a disk that failed, may hold them.
class TstDamagedStates : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void areRefusedOrGoneOnWith_data();
  void areRefusedOrGoneOnWith();
  void refusesWhatNoSearchWrites_data();
  void refusesWhatNoSearchWrites();
};

void TstDamagedStates::areRefusedOrGoneOnWith_data() {
  QTest::addColumn<QString>("name");
  StrategyRegistry registry;
  registerStrategies(registry);
  for (const auto& entry : registry.entries()) {
    if (entry.info.runsIn == RunsIn::Program && entry.info.name != "default") {
      QTest::newRow(entry.info.name.c_str()) << entry.info.name.c_str();
    }
  }
}

// Each number and text of a state replaced by numbers beyond any range and by what is none: loading refuses it, or the
// search goes on; nothing hangs, and what was loaded can be saved and loaded again.
void TstDamagedStates::areRefusedOrGoneOnWith() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(3, 4);
  const auto make = [&] { return test::makeStrategy(name.toStdString(), space, 1, 24); };
  const auto strategy = make();
  QVERIFY(goOn(*strategy, 13, 0) == 13);
  QVERIFY(strategy->ask());  // in the middle of a batch
  const Json state = Json::parse(strategy->save());
  std::vector<Json::json_pointer> leaves;
  collectLeaves(state, Json::json_pointer(), leaves);
  const std::vector<Json> rubbish = {
      -1, std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max(), 1e300, "nan", "", nullptr, Json::array()};
  for (const auto& leaf : leaves) {
    for (const Json& value : rubbish) {
      Json damaged = state;
      damaged[leaf] = value;
      const auto other = make();
      if (!other->load(damaged.dump()).ok()) continue;
      goOn(*other, 2, 100);
      const auto again = make();
      const Status loaded = again->load(other->save());
      QVERIFY2(loaded.ok(), (leaf.to_string() + " = " + value.dump() + ": " + other->save()).c_str());
    }
  }
}

void TstDamagedStates::refusesWhatNoSearchWrites_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("place");
  QTest::addColumn<QString>("value");
  QTest::newRow("level that is one only after a cut to 32 bits") << "nsga2" << "/members/0/genome/0" << "4294967296";
  QTest::newRow("value that is no number, of an evaluated design") << "local" << "/told/0/3/0" << "\"nan\"";
  QTest::newRow("infinite value") << "model" << "/told/0/3/1" << "\"inf\"";
  QTest::newRow("population") << "nsga2" << "/population" << "4294967298";
  QTest::newRow("crossover") << "nsga2" << "/crossover" << "1.5";
  QTest::newRow("asked") << "grid" << "/asked" << "-1";
  QTest::newRow("asked beyond counting") << "moead" << "/asked" << "9223372036854775807";
  QTest::newRow("batch") << "model" << "/batch" << "1099511627776";
  QTest::newRow("more learned than told") << "model" << "/climbed" << "-1";
  QTest::newRow("kernel that is no number") << "model" << "/models/0/hyperparameters/0" << "\"nan\"";
  QTest::newRow("kernel beyond numbers") << "model" << "/models/0/hyperparameters/0" << "400";
  QTest::newRow("model left out") << "model" << "/models/0/hyperparameters" << "[]";
  QTest::newRow("expectation that is no number") << "model" << "/queue/0/2/0/0" << "\"inf\"";
}

void TstDamagedStates::refusesWhatNoSearchWrites() {
  QFETCH(QString, name);
  QFETCH(QString, place);
  QFETCH(QString, value);
  const Space space = test::smallSpace(3, 4);
  const auto make = [&] { return test::makeStrategy(name.toStdString(), space, 1, 24); };
  const auto strategy = make();
  QVERIFY(goOn(*strategy, 13, 0) == 13);
  QVERIFY(strategy->ask());
  Json state = Json::parse(strategy->save());
  PSCOPE_VERIFY_OK(make()->load(state.dump()));
  const Json::json_pointer pointer(place.toStdString());
  QVERIFY(state.contains(pointer));
  state[pointer] = Json::parse(value.toStdString());
  QVERIFY(!make()->load(state.dump()).ok());
}

PSCOPE_TEST(TstDamagedStates)
#include "tst_damaged_states.moc"

#include <QtTest>
#include <deque>
#include <limits>
#include <set>

#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// A design and the rung it is asked for: what no strategy proposes twice.
using Asked = std::pair<Genome, std::optional<int>>;

/// Asks `count` designs as the runner does: up to window() are pending, told in the order of asking; all of them before
/// a strategy is taken at its word that it has no more.
class Driver {
 public:
  Driver(Strategy& strategy, std::vector<Asked>& asked) : m_strategy(&strategy), m_asked(asked) {}

  void use(Strategy& strategy) { m_strategy = &strategy; }
  /// Designs that another strategy asked, told after this.
  void add(Proposal proposal) { m_pending.push_back(std::move(proposal)); }
  /// false: the strategy has no more
  bool step() {
    if (static_cast<int>(m_pending.size()) >= m_strategy->window()) tellOne();
    auto proposal = m_strategy->ask();
    for (; !proposal && !m_pending.empty(); proposal = m_strategy->ask()) tellOne();
    if (!proposal) return false;
    m_asked.emplace_back(proposal->genome, proposal->rung);
    m_pending.push_back(std::move(*proposal));
    return true;
  }
  bool failed() const { return m_failed; }

 private:
  void tellOne() {
    const Status told = m_strategy->tell(test::outcomeFor(m_pending.front(), ++m_told));
    m_failed = m_failed || !told.ok();
    m_pending.pop_front();
  }

  Strategy* m_strategy;
  std::vector<Asked>& m_asked;
  std::deque<Proposal> m_pending;
  std::int64_t m_told = 0;
  bool m_failed = false;
};

std::vector<Asked> sequence(const std::string& name, const Space& space, std::uint64_t seed, int count) {
  std::vector<Asked> asked;
  const auto strategy = test::makeStrategy(name, space, seed, count);
  Driver driver(*strategy, asked);
  for (int i = 0; i < count && driver.step(); ++i) continue;
  return driver.failed() ? std::vector<Asked>{} : asked;
}

bool screens(const QString& name) {
  return needsLadder(name.toStdString());
}

std::set<Genome> designsOf(const std::vector<Asked>& asked) {
  std::set<Genome> designs;
  for (const auto& [genome, rung] : asked) designs.insert(genome);
  return designs;
}

/// Those of a worker are tested beside it (tests/worker).
void everyStrategy() {
  QTest::addColumn<QString>("name");
  StrategyRegistry registry;
  registerStrategies(registry);
  for (const auto& entry : registry.entries())
    if (entry.info.runsIn == RunsIn::Program) QTest::newRow(entry.info.name.c_str()) << entry.info.name.c_str();
}

}  // namespace

/// What every strategy promises.
class TstStrategy : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameSeedSameSequence_data() { everyStrategy(); }
  void sameSeedSameSequence();
  void continuesExactlyAfterLoading_data() { everyStrategy(); }
  void continuesExactlyAfterLoading();
  void endsWhenTheSpaceDoes_data() { everyStrategy(); }
  void endsWhenTheSpaceDoes();
  void refusesNumbersThatAreNone_data() { everyStrategy(); }
  void refusesNumbersThatAreNone();
  void refusesForeignStates_data() { everyStrategy(); }
  void refusesForeignStates();
  void stateKeepsItsSettings();
  void defaultGoesOnWithWhatItChose();
  void knowsInjectedDesigns_data() { everyStrategy(); }
  void knowsInjectedDesigns();
  void startsFromThePast_data() { everyStrategy(); }
  void startsFromThePast();
  void looksAtARegion_data() { everyStrategy(); }
  void looksAtARegion();
  void regionOfObjectiveSpace();
  void regionWithoutDesigns();
  void saysWhatItIs();
  void refusesBadParameters_data();
  void refusesBadParameters();
  void manyObjectives();
  void outcomeOfACandidate();
};

void TstStrategy::sameSeedSameSequence() {
  QFETCH(QString, name);
  const auto space = openSpace("demo");
  PSCOPE_VERIFY_OK(space);
  const auto first = sequence(name.toStdString(), space.value(), 7, 80);
  QCOMPARE(first.size(), std::size_t{80});
  QCOMPARE(sequence(name.toStdString(), space.value(), 7, 80), first);
  QVERIFY(sequence(name.toStdString(), space.value(), 8, 80) != first);
  QCOMPARE(std::set<Asked>(first.begin(), first.end()).size(), std::size_t{80});
  QCOMPARE(designsOf(first).size() == 80, !screens(name));
  for (const auto& [genome, rung] : first) PSCOPE_VERIFY_OK(space.value().validate(genome));
}

// Saved, killed and loaded after every single step, in the middle of a batch: the sequence does not change.
void TstStrategy::continuesExactlyAfterLoading() {
  QFETCH(QString, name);
  const auto space = openSpace("demo");
  PSCOPE_VERIFY_OK(space);
  constexpr int kCount = 60;
  const auto expected = sequence(name.toStdString(), space.value(), 4, kCount);
  std::vector<Asked> asked;
  auto strategy = test::makeStrategy(name.toStdString(), space.value(), 4, kCount);
  Driver driver(*strategy, asked);
  for (int i = 0; i < kCount; ++i) {
    const std::string state = strategy->save();
    auto resumed = test::makeStrategy(name.toStdString(), space.value(), 99, kCount);
    PSCOPE_VERIFY_OK(resumed->load(state));
    QCOMPARE(resumed->save(), state);
    strategy = std::move(resumed);
    driver.use(*strategy);
    QVERIFY(driver.step());
  }
  QVERIFY(!driver.failed());
  QCOMPARE(asked, expected);
}

void TstStrategy::endsWhenTheSpaceDoes() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(3, 4);
  const auto strategy = test::makeStrategy(name.toStdString(), space, 1, 1000);
  std::vector<Asked> asked;
  Driver driver(*strategy, asked);
  while (driver.step()) QVERIFY(asked.size() <= (screens(name) ? 128 : 64));
  QVERIFY(!driver.failed());
  QCOMPARE(designsOf(asked).size(), std::size_t{64});
  QCOMPARE(std::set<Asked>(asked.begin(), asked.end()).size(), asked.size());
  QCOMPARE(asked.size() == 64, !screens(name));
  QVERIFY(!strategy->ask());
}

void TstStrategy::refusesNumbersThatAreNone() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(3, 4);
  const auto strategy = test::makeStrategy(name.toStdString(), space, 1, 100);
  const auto proposal = strategy->ask();
  const std::string before = strategy->save();
  Outcome outcome = test::blankOutcome(1, proposal->genome);
  outcome.values = {1, std::numeric_limits<double>::quiet_NaN()};
  QVERIFY(strategy->tell(outcome).error().code == ErrorCode::NonFinite);
  outcome.values = {-std::numeric_limits<double>::infinity(), 1};
  QVERIFY(strategy->tell(outcome).error().code == ErrorCode::NonFinite);
  outcome.values = {1};
  QVERIFY(strategy->tell(outcome).error().code == ErrorCode::InvalidArgument);
  outcome.values = {1, 2};
  outcome.genome.pop_back();
  QVERIFY(strategy->tell(outcome).error().code == ErrorCode::InvalidArgument);
  QCOMPARE(strategy->save(), before);
}

void TstStrategy::refusesForeignStates() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(3, 4);
  const Space other = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy(name.toStdString(), space, 1, 100);
  std::vector<Asked> asked;
  Driver driver(*strategy, asked);
  for (int i = 0; i < 20; ++i) driver.step();
  const std::string state = strategy->save();
  QVERIFY(!strategy->load("").ok());
  QVERIFY(!strategy->load("{}").ok());
  QVERIFY(!strategy->load(state.substr(0, state.size() / 2)).ok());
  if (name != "default") {
    const auto foreign = test::makeStrategy(name == "random" ? "nsga2" : "random", space, 1, 100);
    QVERIFY(!strategy->load(foreign->save()).ok());
  }
  if (name != "random") QVERIFY(!test::makeStrategy(name.toStdString(), other, 1, 100)->load(state).ok());
  QCOMPARE(strategy->save(), state);
}

// A search that goes on with a larger budget keeps the population that it began with.
void TstStrategy::stateKeepsItsSettings() {
  const Space space = test::smallSpace(6, 4);
  const auto first = test::makeStrategy("nsga2", space, 1, 150);
  const auto second = test::makeStrategy("nsga2", space, 1, 1500);
  QVERIFY(first->description() != second->description());
  PSCOPE_VERIFY_OK(second->load(first->save()));
  QCOMPARE(second->description(), first->description());
}

void TstStrategy::defaultGoesOnWithWhatItChose() {
  const Space space = test::smallSpace(6, 4);
  const auto small = test::makeStrategy("default", space, 1, 5);
  QVERIFY(small->ask().has_value());
  const auto larger = test::makeStrategy("default", space, 1, 500);
  QVERIFY(larger->description().starts_with("Model-based"));
  QVERIFY(larger->description() != small->description());
  PSCOPE_VERIFY_OK(larger->load(small->save()));
  QCOMPARE(larger->description(), small->description());
  QCOMPARE(larger->ask()->genome, small->ask()->genome);
  PSCOPE_VERIFY_OK(small->load(test::makeStrategy("default", space, 1, 500)->save()));
  QVERIFY(small->description().starts_with("Model-based"));
  PSCOPE_VERIFY_OK(small->load(test::makeStrategy("default", space, 1, 5000)->save()));
  QVERIFY(small->description().starts_with("NSGA-II"));
}

void TstStrategy::knowsInjectedDesigns() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(2, 3);
  const auto strategy = test::makeStrategy(name.toStdString(), space, 1, 100);
  PSCOPE_VERIFY_OK(strategy->tell(test::outcomeFor({{1, 1}, {}}, 1)));
  int asked = 0;
  std::set<Genome> designs;
  while (const auto proposal = strategy->ask()) {
    QVERIFY(proposal->genome != (Genome{1, 1}));
    designs.insert(proposal->genome);
    PSCOPE_VERIFY_OK(strategy->tell(test::outcomeFor(*proposal, ++asked + 1)));
  }
  QCOMPARE(designs.size(), std::size_t{8});
  QCOMPARE(asked == 8, !screens(name));
}

// 40 known designs: none is proposed, no strategy draws a beginning at random that it has not got to draw, and it is
// saved and loaded like any other.
void TstStrategy::startsFromThePast() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(6, 4);
  std::vector<Outcome> past;
  Rng rng(3);
  while (past.size() < 40) {
    const Proposal known{space.sample(rng), {}};
    const bool isNew =
        std::none_of(past.begin(), past.end(), [&](const Outcome& other) { return other.genome == known.genome; });
    if (isNew) past.push_back(test::outcomeFor(known, static_cast<std::int64_t>(past.size()) + 1));
  }
  const auto strategy = test::makeStrategy(name.toStdString(), space, 1, 30);
  PSCOPE_VERIFY_OK(strategy->takePast(past));
  const auto resumed = test::makeStrategy(name.toStdString(), space, 2, 30);
  PSCOPE_VERIFY_OK(resumed->load(strategy->save()));
  QCOMPARE(resumed->save(), strategy->save());
  bool bred = false;
  for (std::int64_t id = 41; id <= 44; ++id) {
    const auto proposal = strategy->ask();
    QVERIFY(proposal.has_value());
    QCOMPARE(resumed->ask()->genome, proposal->genome);
    for (const Outcome& known : past) QVERIFY(proposal->genome != known.genome);
    for (const CandidateId parent : proposal->parents) QVERIFY(parent.value <= 40);
    bred = bred || !proposal->parents.empty();
  }
  const bool breeds = name != "random" && name != "grid" && name != "mcts" && name != "linas" && !screens(name);
  QVERIFY(bred == breeds);
}

// After 40 designs of the whole space, 4 of them not told yet, everything that follows lies in the region and is new,
// with the same sequence when the strategy is saved, killed and loaded after every step; at its end it says so.
void TstStrategy::looksAtARegion() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(4, 4);  // 256 designs, 6 * 3 * 2 of them in the region
  const auto part = space.restricted("c0 + c1 <= 4 and c2 != 2 and (c3 == 1 or c3 == 4)");
  PSCOPE_VERIFY_OK(part);
  QCOMPARE(part.value().count(), std::string("36"));
  StrategyRegistry registry;
  registerStrategies(registry);
  StrategyContext context{&space, 2, 3, 60};
  context.topRung = 2;
  context.region.where = "c0 + c1 <= 4 and c2 != 2 and (c3 == 1 or c3 == 4)";
  context.region.limits = {{std::nullopt, 8.0, 0}, {2.0, std::nullopt, 0}};
  context.region.number = 2;
  context.region.candidatesBefore = 40;
  Rng rng(1);
  std::vector<Proposal> before;
  std::set<Genome> known;
  while (before.size() < 40) {
    Genome genome = space.sample(rng);
    if (known.insert(genome).second) before.push_back({std::move(genome), {}});
  }
  std::size_t inside = 0;
  for (const Genome& genome : known) inside += part.value().validate(genome).ok() ? 1 : 0;
  QVERIFY(inside > 1);
  std::vector<Asked> sequences[2];
  for (const bool killed : {false, true}) {
    auto strategy = std::move(createStrategy(name.toStdString(), "{}", context, registry)).value();
    std::vector<Asked>& asked = sequences[killed ? 1 : 0];
    Driver driver(*strategy, asked);
    std::vector<Outcome> told;
    while (told.size() < 36) {
      told.push_back(test::outcomeFor(before[told.size()], 1000 + static_cast<std::int64_t>(told.size())));
    }
    PSCOPE_VERIFY_OK(strategy->takePast(told));
    for (std::size_t i = told.size(); i < before.size(); ++i) {
      strategy->expect(before[i].genome);
      driver.add(before[i]);
    }
    while (driver.step()) {
      QVERIFY(asked.size() < 200);
      if (!killed) continue;
      const std::string state = strategy->save();
      auto resumed = std::move(createStrategy(name.toStdString(), "{}", context, registry)).value();
      PSCOPE_VERIFY_OK(resumed->load(state));
      QCOMPARE(resumed->save(), state);
      strategy = std::move(resumed);
      driver.use(*strategy);
    }
    QVERIFY(!driver.failed());
    for (const Genome& genome : designsOf(asked)) {
      PSCOPE_VERIFY_OK(part.value().validate(genome));
      QVERIFY(!known.contains(genome));
    }
    QCOMPARE(designsOf(asked).size(), 36 - inside);
  }
  QCOMPARE(sequences[1], sequences[0]);
  context.region.number = 1;
  const auto other = createStrategy(name.toStdString(), "{}", context, registry);
  context.region = {};
  const auto state = createStrategy(name.toStdString(), "{}", context, registry);
  QVERIFY(!other.value()->load(state.value()->save()).ok());
}

void TstStrategy::regionOfObjectiveSpace() {
  const EstimatorSpec any{"static", "{}"};
  const std::vector<Objective> objectives = {{"accuracy", "%", Direction::Maximize, {}, {any, any}},
                                             {"latency", "ms", Direction::Minimize, {}, {any}}};
  // Accuracy 80 to 90 %, latency up to 20 ms.
  const FocusRegion region = focusRegion({"", {{"accuracy", 80.0, 90.0}, {"latency", {}, 20.0}}}, objectives);
  const auto seen = [&](double accuracy, double latency, CandidateState state = CandidateState::Done, bool in = true) {
    Outcome outcome = test::blankOutcome(1, {0});
    outcome.values = {-accuracy, latency};
    outcome.state = state;
    if (state == CandidateState::Screened) outcome.rung = 0;
    if (state == CandidateState::Infeasible) outcome.violation = 0.5;
    return region.seen(outcome, in);
  };
  const Outcome inside = seen(85, 20);
  QCOMPARE(inside.state, CandidateState::Done);
  QCOMPARE(inside.values, (std::vector<double>{-85, 20}));
  QCOMPARE(inside.violation, 0.0);
  // Better than wanted gains nothing.
  QCOMPARE(seen(95, 5).values, (std::vector<double>{-90, 5}));
  QCOMPARE(seen(95, 5).learned(), (std::vector<double>{-95, 5}));
  QCOMPARE(seen(95, 5).state, CandidateState::Done);
  // 10 of 80 % too little and 10 of 20 ms too much.
  const Outcome outside = seen(70, 30);
  QCOMPARE(outside.state, CandidateState::Infeasible);
  QCOMPARE(outside.violation, 10.0 / 80 + 10.0 / 20);
  QCOMPARE(outside.values, (std::vector<double>{-70, 30}));
  QCOMPARE(seen(85, 10, CandidateState::Done, false).violation, 1.0);
  QCOMPARE(seen(85, 10, CandidateState::Done, false).state, CandidateState::Infeasible);
  QCOMPARE(seen(85, 30, CandidateState::Infeasible).violation, 0.5 + 10.0 / 20);
  QCOMPARE(seen(70, 30, CandidateState::Failed).violation, 0.0);
  // The accuracy of the lowest of two rungs does not decide; the latency has but one.
  QCOMPARE(seen(70, 20, CandidateState::Screened).violation, 0.0);
  QCOMPARE(seen(70, 30, CandidateState::Screened).violation, 10.0 / 20);
  QCOMPARE(seen(70, 30, CandidateState::Screened).state, CandidateState::Screened);
}

void TstStrategy::regionWithoutDesigns() {
  const Space space = test::smallSpace(3, 4);
  StrategyRegistry registry;
  registerStrategies(registry);
  const auto refused = [&](const char* where) {
    StrategyContext context{&space, 2, 1, 100};
    context.region.where = where;
    const auto strategy = createStrategy("random", "{}", context, registry);
    return strategy.ok() ? QString() : QString::fromStdString(strategy.error().text());
  };
  QVERIFY2(refused("c0 + c1 > 8").contains("None of the 64 designs"), qPrintable(refused("c0 + c1 > 8")));
  for (const char* wrong : {"c0 <", "c7 == 1", "params < 5"}) {
    QVERIFY2(refused(wrong).startsWith("/focus/where: "), qPrintable(refused(wrong)));
  }
  QVERIFY2(refused("params < 5").contains("by choices, not by costs"), qPrintable(refused("params < 5")));
  QVERIFY(refused("").isEmpty());
}

void TstStrategy::saysWhatItIs() {
  const Space space = test::smallSpace(2, 3);
  QVERIFY(test::makeStrategy("nsga2", space, 1, 300)->description().starts_with("NSGA-II, population 20,"));
  QCOMPARE(
      test::makeStrategy("default", space, 1, 300)->description(),
      std::string("Model-based search by expected gain of hypervolume: 8 random designs first, then batches of 8."));
  QVERIFY(test::makeStrategy("default", space, 1, 5)->description().starts_with("Random"));
  StrategyRegistry registry;
  registerStrategies(registry);
  for (const auto& entry : registry.entries()) {
    QVERIFY(!entry.info.summary.empty() && !entry.info.source.empty() && !entry.info.evidence.empty());
    PSCOPE_VERIFY_OK(parseJson(entry.info.parameterSchema, "schema"));
  }
}

void TstStrategy::refusesBadParameters_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("parameters");
  QTest::addColumn<QString>("mentions");
  QTest::newRow("unknown strategy")
      << "nsga5" << "{}" << "random, grid, local, regularised-evolution, nsga2, model, default, linas, nsga3";
  QTest::newRow("misspelt") << "nsga2" << R"({"popluation": 5})" << "popluation";
  QTest::newRow("population") << "nsga2" << R"({"population": 1})" << "2 to 10000";
  QTest::newRow("no integer") << "nsga2" << R"({"population": "many"})" << "/strategy/population";
  QTest::newRow("probability") << "nsga2" << R"({"crossover": 1.5})" << "0 to 1";
  QTest::newRow("no worker") << "reinforce" << "{}" << "needs the worker program";
  QTest::newRow("predictor") << "linas" << R"({"predictor": "tea leaves"})" << "ridge, gp, fbnetv3 or renas";
  QTest::newRow("predictor of a worker") << "linas" << R"({"predictor": "renas"})" << "needs the worker program";
  QTest::newRow("batch") << "model" << R"({"batch": 65})" << "1 to 64";
  QTest::newRow("eta") << "hyperband" << R"({"eta": 1})" << "2 to 100";
  QTest::newRow("sampler") << "successive-halving" << R"({"sampler": "gp"})" << "random";
  QTest::newRow("no ladder") << "successive-halving" << "{}" << R"("estimators": [{"type": "train", "epochs": 3})";
  QTest::newRow("not JSON") << "random" << "{" << "1:2";
  for (const char* name : {"nsga3", "moead", "sms-emoa"}) {
    QTest::newRow(name) << name << R"({"population": 1001})" << "2 to 1000";
  }
}

void TstStrategy::refusesBadParameters() {
  QFETCH(QString, name);
  QFETCH(QString, parameters);
  QFETCH(QString, mentions);
  const Space space = test::smallSpace(2, 3);
  StrategyRegistry registry;
  registerStrategies(registry);
  const auto strategy = createStrategy(name.toStdString(), parameters.toStdString(), {&space, 2, 1, 100}, registry);
  QVERIFY(!strategy.ok());
  const QString text = QString::fromStdString(strategy.error().text());
  QVERIFY2(text.contains(mentions), qPrintable(text));
}

// The hypervolume is exact for 6 objectives at most; the others do without it.
void TstStrategy::manyObjectives() {
  const Space space = test::smallSpace(2, 3);
  StrategyRegistry registry;
  registerStrategies(registry);
  for (const auto& entry : registry.entries()) {
    const bool exact = entry.info.name == "model" || entry.info.name == "sms-emoa";
    StrategyContext context{&space, 6, 1, 100};
    context.topRung = 1;
    const bool few = createStrategy(entry.info.name, "{}", context, registry).ok();
    context.objectives = 7;
    const bool many = createStrategy(entry.info.name, "{}", context, registry).ok();
    if (exact) QVERIFY2(few, entry.info.name.c_str());
    QVERIFY2(many == (few && !exact), entry.info.name.c_str());  // one that needs a worker cannot be made here at all
  }
}

void TstStrategy::outcomeOfACandidate() {
  const std::vector<Objective> objectives = {{"accuracy", "%", Direction::Maximize, 90.0, {}},
                                             {"latency", "ms", Direction::Minimize, 40.0, {}},
                                             {"size", "parameters", Direction::Minimize, {}, {}}};
  Candidate candidate;
  candidate.id = {4};
  candidate.genome = {1, 2};
  candidate.state = CandidateState::Infeasible;
  for (const auto& [metric, value] : {std::pair{"accuracy", 81.0}, std::pair{"latency", 50.0}}) {
    Measurement measurement;
    measurement.metric = metric;
    measurement.value = value;
    candidate.measurements.push_back(measurement);
  }
  const Outcome outcome = outcomeOf(candidate, objectives);
  QCOMPARE(outcome.id, CandidateId{4});
  QCOMPARE(outcome.genome, candidate.genome);
  QCOMPARE(outcome.values[0], -81.0);
  QCOMPARE(outcome.values[1], 50.0);
  QVERIFY(std::isnan(outcome.values[2]));
  QCOMPARE(outcome.violation, 9.0 / 90 + 10.0 / 40);
}

PSCOPE_TEST(TstStrategy)
#include "tst_strategy.moc"

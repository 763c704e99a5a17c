#include <QtTest>
#include <limits>
#include <set>

#include "core/base/json.h"
#include "core/search/nsga2.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstNsga2 : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void findsTheBestOfOneObjective();
  void movesTowardsTheFeasible();
  void namesTheParents();
  void keepsTheFront();
  void survivesFailuresOnly();
};

// With one objective NSGA-II is an elitist genetic algorithm (search manual 8.1): it finds the one best of 4^8 designs.
void TstNsga2::findsTheBestOfOneObjective() {
  const Space space = test::smallSpace(8, 4);
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto strategy = test::makeStrategy("nsga2", space, seed, 600, R"({"population": 20})", 1);
    double best = std::numeric_limits<double>::infinity();
    for (std::int64_t id = 1; id <= 600; ++id) {
      const auto proposal = strategy->ask();
      Outcome outcome = test::blankOutcome(id, proposal->genome);
      double value = 0;
      for (std::size_t i = 0; i < proposal->genome.size(); ++i) {
        value += std::abs(proposal->genome[i] - static_cast<int>(i % 4));
      }
      outcome.values = {value};
      best = std::min(best, value);
      PSCOPE_VERIFY_OK(strategy->tell(outcome));
    }
    found += best == 0 ? 1 : 0;
  }
  QCOMPARE(found, 5);
}

// Only one design in 4096 has no violation; constrained domination leads there.
void TstNsga2::movesTowardsTheFeasible() {
  const Space space = test::smallSpace(6, 4);
  const auto strategy = test::makeStrategy("nsga2", space, 1, 400, R"({"population": 20})");
  bool feasible = false;
  for (std::int64_t id = 1; id <= 400; ++id) {
    const auto proposal = strategy->ask();
    Outcome outcome = test::blankOutcome(id, proposal->genome);
    double violation = 0;
    for (const int level : proposal->genome) violation += level;
    outcome.violation = violation;
    outcome.state = violation > 0 ? CandidateState::Infeasible : CandidateState::Done;
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    outcome.values = violation > 0 ? std::vector<double>{1, unknown} : std::vector<double>{1, 1};
    PSCOPE_VERIFY_OK(strategy->tell(outcome));
    feasible = feasible || violation == 0;
  }
  QVERIFY(feasible);
}

void TstNsga2::namesTheParents() {
  const Space space = test::smallSpace(6, 5);
  const auto strategy = test::makeStrategy("nsga2", space, 1, 300, R"({"population": 10})");
  int withParents = 0;
  for (std::int64_t id = 1; id <= 100; ++id) {
    const auto proposal = strategy->ask();
    if (id <= 10) QVERIFY(proposal->parents.empty());
    for (const CandidateId parent : proposal->parents) QVERIFY(parent.value >= 1 && parent.value < id);
    QVERIFY(proposal->parents.size() <= 2);
    withParents += proposal->parents.empty() ? 0 : 1;
    PSCOPE_VERIFY_OK(strategy->tell(test::outcomeFor(*proposal, id)));
  }
  QVERIFY(withParents >= 85);
}

// The saved population holds every non-dominated candidate (there are fewer than 200).
void TstNsga2::keepsTheFront() {
  const Space space = test::smallSpace(6, 5);
  const auto strategy = test::makeStrategy("nsga2", space, 2, 300, R"({"population": 8})");
  std::vector<Outcome> outcomes;
  for (std::int64_t id = 1; id <= 300; ++id) {
    const auto proposal = strategy->ask();
    outcomes.push_back(test::outcomeFor(*proposal, id));
    PSCOPE_VERIFY_OK(strategy->tell(outcomes.back()));
  }
  const auto json = parseJson(strategy->save(), "state");
  PSCOPE_VERIFY_OK(json);
  std::set<std::int64_t> members;
  const auto saved = JsonView(json.value(), "state").array("members");
  PSCOPE_VERIFY_OK(saved);
  for (const auto& member : saved.value()) {
    members.insert(member.integer("id").value());
  }
  QVERIFY(members.size() >= 8);
  int front = 0;
  for (const auto& outcome : outcomes) {
    if (outcome.state != CandidateState::Done) continue;
    const bool dominated = std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& other) {
      return other.state == CandidateState::Done && other.values[0] <= outcome.values[0] &&
             other.values[1] <= outcome.values[1] && other.values != outcome.values;
    });
    if (dominated) continue;
    ++front;
    QVERIFY(members.contains(outcome.id.value));
  }
  QVERIFY(front > 8 && front < 200);
}

void TstNsga2::survivesFailuresOnly() {
  const Space space = test::smallSpace(3, 3);
  const auto strategy = test::makeStrategy("nsga2", space, 1, 100);
  int asked = 0;
  while (const auto proposal = strategy->ask()) {
    Outcome outcome = test::blankOutcome(++asked, proposal->genome);
    outcome.state = CandidateState::Failed;
    PSCOPE_VERIFY_OK(strategy->tell(outcome));
  }
  QCOMPARE(asked, 27);
}

PSCOPE_TEST(TstNsga2)
#include "tst_nsga2.moc"

#include <QtTest>
#include <deque>
#include <map>

#include "core/search/promotion_order.h"
#include "core/search/successive_halving.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

Outcome outcomeAt(std::int64_t id, const Proposal& proposal, std::vector<double> values) {
  Outcome outcome = test::blankOutcome(id, proposal.genome);
  outcome.rung = proposal.rung;
  outcome.state = proposal.rung ? CandidateState::Screened : CandidateState::Done;
  outcome.values = std::move(values);
  return outcome;
}

std::vector<std::int64_t> orderOf(const std::vector<std::vector<double>>& points) {
  std::vector<Outcome> outcomes;
  for (const auto& point : points) {
    outcomes.push_back(test::blankOutcome(static_cast<std::int64_t>(outcomes.size()) + 1, {0}));
    outcomes.back().values = point;
  }
  std::vector<std::int64_t> ids;
  for (const std::size_t i : promotionOrder(outcomes)) ids.push_back(outcomes[i].id.value);
  return ids;
}

}  // namespace

class TstSuccessiveHalving : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ranksThenContributions();
  void tiesGoToTheOlder();
  void nineThreeOne();
  void failedOnesAreNeverPromoted();
  void theNextBracketBeginsWhileOneWaits();
  void hyperbandBeginsOnEachRung();
  void bracketsFitTheBudget();
  void theLastBracketComesToItsEnd();
};

// Worst values 6 and 6 over ranges of 5: the reference is (6.5, 6.5). Rank 0: 1 (1, 4), 2 (2, 2), 3 (4, 1), with
//   1: (2 - 1) (6.5 - 4) = 2.5; 2: (4 - 2) (4 - 2) = 4; 3: (6.5 - 4) (2 - 1) = 2.5.
// Rank 1: 4 (3, 5), 5 (5, 3) with 4: (5 - 3) (6.5 - 5) = 3; 5: (6.5 - 5) (5 - 3) = 3. Rank 2: 6 (6, 6).
void TstSuccessiveHalving::ranksThenContributions() {
  const std::vector<std::int64_t> expected = {2, 1, 3, 4, 5, 6};
  QVERIFY(orderOf({{1, 4}, {2, 2}, {4, 1}, {3, 5}, {5, 3}, {6, 6}}) == expected);
  // With (4.5, 1) in the place of (4, 1), (2, 2) adds 2.5 * 2, (1, 4) 1 * 2.5 and (4.5, 1) 2 * 1.
  const std::vector<std::int64_t> moved = {2, 3, 1, 4};
  QVERIFY(orderOf({{4.5, 1}, {2, 2}, {1, 4}, {6, 6}}) == moved);
}

void TstSuccessiveHalving::tiesGoToTheOlder() {
  const std::vector<std::int64_t> twins = {3, 1, 2};  // twins add nothing that the other does not
  QVERIFY(orderOf({{1, 2}, {1, 2}, {2, 1}}) == twins);
  const std::vector<std::int64_t> single = {2, 1, 3};
  QVERIFY(orderOf({{5}, {3}, {9}}) == single);
}

// Nine designs, told in another order than asked; the error of design k on rung 0 is (7 k) mod 10, on rung 1 k.
void TstSuccessiveHalving::nineThreeOne() {
  const Space space = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy("successive-halving", space, 3, 100, R"({"designs": 9})", 1);
  std::map<Genome, int> number;
  std::vector<Proposal> first;
  for (int k = 1; k <= 9; ++k) {
    first.push_back(*strategy->ask());
    QCOMPARE(first.back().rung, std::optional<int>(0));
    QVERIFY(first.back().parents.empty());
    number[first.back().genome] = k;
  }
  for (int k = 9; k >= 1; --k) {
    PSCOPE_VERIFY_OK(
        strategy->tell(outcomeAt(k, first[static_cast<std::size_t>(k) - 1], {static_cast<double>(7 * k % 10)})));
  }
  // 7 4 1 8 5 2 9 6 3: the best three are 3, 6 and 9.
  std::vector<Proposal> second;
  for (const int k : {3, 6, 9}) {
    second.push_back(*strategy->ask());
    QCOMPARE(number[second.back().genome], k);
    QCOMPARE(second.back().rung, std::optional<int>(1));
    QVERIFY(second.back().parents == std::vector<CandidateId>{CandidateId{k}});
  }
  const Proposal other = *strategy->ask();  // no fourth: the next bracket begins
  QVERIFY(other.rung == 0 && !number.contains(other.genome));
  for (int i = 0; i < 3; ++i) {
    PSCOPE_VERIFY_OK(
        strategy->tell(outcomeAt(10 + i, second[static_cast<std::size_t>(i)],
                                 {static_cast<double>(-number[second[static_cast<std::size_t>(i)].genome])})));
  }
  const Proposal whole = *strategy->ask();
  QCOMPARE(number[whole.genome], 9);
  QVERIFY(!whole.rung);
  QVERIFY(whole.parents == std::vector<CandidateId>{CandidateId{12}});
  PSCOPE_VERIFY_OK(strategy->tell(outcomeAt(14, whole, {-9})));
  QCOMPARE(strategy->ask()->rung, std::optional<int>(0));
}

void TstSuccessiveHalving::failedOnesAreNeverPromoted() {
  const Space space = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy("successive-halving", space, 3, 100, R"({"designs": 9})", 1);
  std::vector<Proposal> first;
  for (int k = 0; k < 9; ++k) first.push_back(*strategy->ask());
  for (int k = 0; k < 9; ++k) {
    Outcome outcome = outcomeAt(k + 1, first[static_cast<std::size_t>(k)], {static_cast<double>(k)});
    if (k < 4) outcome.state = CandidateState::Infeasible;
    if (k >= 4 && k < 7) outcome.state = CandidateState::Failed;
    PSCOPE_VERIFY_OK(strategy->tell(outcome));
  }
  QCOMPARE(strategy->ask()->genome, first[7].genome);
  QCOMPARE(strategy->ask()->genome, first[8].genome);
  QCOMPARE(strategy->ask()->rung, std::optional<int>(0));
}

void TstSuccessiveHalving::theNextBracketBeginsWhileOneWaits() {
  const Space space = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy("successive-halving", space, 3, 100, R"({"designs": 9})", 1);
  std::vector<Proposal> asked;
  for (int k = 0; k < 9 + 4; ++k) asked.push_back(*strategy->ask());
  for (const Proposal& proposal : asked) QCOMPARE(proposal.rung, std::optional<int>(0));
  for (int k = 0; k < 9; ++k) {
    const Proposal& proposal = asked[static_cast<std::size_t>(k)];
    PSCOPE_VERIFY_OK(strategy->tell(outcomeAt(k + 1, proposal, {static_cast<double>(k)})));
  }
  // What the older bracket promotes goes first, then the younger one goes on.
  for (const int rung : {1, 1, 1, 0}) QCOMPARE(strategy->ask()->rung, std::optional<int>(rung));
}

// Li et al., JMLR 18, 2018, algorithm 1 with R = 81 and eta = 3: n = ceil(5 * 3^s / (s + 1)) for s = 4 .. 0.
void TstSuccessiveHalving::hyperbandBeginsOnEachRung() {
  QVERIFY(hyperbandSizes(81, 3, 4) == (std::vector<int>{81, 34, 15, 8, 5}));
  const Space space = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy("hyperband", space, 3, 200, R"({"designs": 9})", 1);
  // 9, 3, 1 from rung 0; 5, 1 from rung 1; 3 on the top; and again.
  std::vector<int> rungs;
  for (int i = 0; i < 22 + 9; ++i) {
    const Proposal proposal = *strategy->ask();
    rungs.push_back(proposal.rung.value_or(2));
    PSCOPE_VERIFY_OK(strategy->tell(outcomeAt(i + 1, proposal, {static_cast<double>(i)})));
  }
  QVERIFY(rungs == (std::vector<int>{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 1, 1, 1,
                                     1, 1, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

// Of 27 designs 27 + 9 + 3 = 39 candidates come, of 36 36 + 12 + 4 = 52: two rounds of 27 fit into 100.
void TstSuccessiveHalving::bracketsFitTheBudget() {
  const Space space = test::smallSpace(4, 4);
  const auto says = [&](const char* name, int candidates, const char* designs) {
    const std::string text = test::makeStrategy(name, space, 1, candidates)->description();
    return text.find(std::string(designs) + " random designs") != std::string::npos;
  };
  QVERIFY(says("successive-halving", 100, " 27"));
  QVERIFY(says("successive-halving", 10, " 9"));  // a whole bracket, although it does not fit twice
  QVERIFY(says("successive-halving", 8, " 4"));   // so few that not even a third of a third is left
  QVERIFY(says("hyperband", 100, " 18"));         // 26 + 12 + 6
}

// 30 candidates: 9 + 3 + 1 twice leave 4, which a bracket of 2 + 1 + 1 takes; nobody waits for a promotion in vain.
void TstSuccessiveHalving::theLastBracketComesToItsEnd() {
  const Space space = test::smallSpace(4, 4);
  const auto strategy = test::makeStrategy("successive-halving", space, 3, 30, R"({"designs": 9})", 1);
  std::deque<Proposal> pending;
  std::map<int, int> onRung;
  std::int64_t told = 0;
  const auto tellOne = [&] {
    const Proposal proposal = pending.front();
    pending.pop_front();
    ++told;
    PSCOPE_VERIFY_OK(strategy->tell(outcomeAt(told, proposal, {static_cast<double>(told * 7 % 31)})));
  };
  for (int asked = 0; asked < 30; ++asked) {
    if (pending.size() == 8) tellOne();
    auto proposal = strategy->ask();
    for (; !proposal && !pending.empty(); proposal = strategy->ask()) tellOne();
    QVERIFY(proposal.has_value());
    ++onRung[proposal->rung.value_or(2)];
    pending.push_back(*proposal);
  }
  QVERIFY(onRung == (std::map<int, int>{{0, 20}, {1, 7}, {2, 3}}));
  while (!pending.empty()) tellOne();
  QCOMPARE(strategy->ask()->rung, std::optional<int>(0));  // given more, it goes on with a whole bracket
}

PSCOPE_TEST(TstSuccessiveHalving)
#include "tst_successive_halving.moc"

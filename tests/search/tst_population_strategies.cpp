#include <QtTest>

#include "core/search/population_strategies.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// What the strategies that learn share: they do better than chance on an easy task.
class TstPopulationStrategies : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void directionsByHand();
  void treeCountsADesignOnce();
  void betterThanChance_data();
  void betterThanChance();
};

// Das and Dennis: H divisions of m weights give C(H + m - 1, m - 1) points.
void TstPopulationStrategies::directionsByHand() {
  QCOMPARE(simplexDirections(2, 5).size(), std::size_t{5});
  QCOMPARE(simplexDirections(3, 15).size(), std::size_t{15});  // H = 4
  QCOMPARE(simplexDirections(3, 14).size(), std::size_t{10});  // H = 3
  QCOMPARE(simplexDirections(1, 8), (std::vector<std::vector<double>>{{1}}));
  QCOMPARE(simplexDirections(10, 8).size(), std::size_t{10});  // the corners at least
  for (const auto& direction : simplexDirections(3, 15)) {
    QVERIFY(std::abs(direction[0] + direction[1] + direction[2] - 1) < 1e-12);
  }
}

// Three levels by halves are {0} and {1, 2}. Told: (1, ...) with reward 0.5, then (0, ...), (0, ...) and (1, ...) with
// reward 1, as nobody beats another. Two visits each: the bounds are 1 + sqrt(2 ln 5 / 2) = 2.27 and 0.75 + 1.27
// = 2.02. Were the single level {0} counted twice, its bound would be 1 + sqrt(2 ln 5 / 4) = 1.90, and {1, 2} would
// win.
void TstPopulationStrategies::treeCountsADesignOnce() {
  const Space space = test::smallSpace(9, 3);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto strategy = test::makeStrategy("mcts", space, seed, 100, "{}", 1);
    std::int64_t id = 0;
    for (const auto& [first, last] : {std::pair(1, 0), std::pair(0, 0), std::pair(0, 1), std::pair(1, 1)}) {
      Genome genome(9, 0);
      genome.front() = first;
      genome.back() = last;
      Outcome outcome = test::blankOutcome(++id, genome);
      outcome.values = {1};
      PSCOPE_VERIFY_OK(strategy->tell(outcome));
    }
    QCOMPARE(strategy->ask()->genome.front(), 0);
  }
}

void TstPopulationStrategies::betterThanChance_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"local", "regularised-evolution", "nsga2", "linas", "nsga3", "moead", "sms-emoa", "mcts"}) {
    QTest::newRow(name) << name;
  }
}

// Distance from a hidden design in 5^8, one objective, 200 evaluations, mean over five seeds: random search ends
// at 4.4.
void TstPopulationStrategies::betterThanChance() {
  QFETCH(QString, name);
  const Space space = test::smallSpace(8, 5);
  const auto bestOf = [&](const std::string& strategyName, std::uint64_t seed) {
    const auto strategy = test::makeStrategy(strategyName, space, seed, 200, "{}", 1);
    double best = 100;
    for (std::int64_t id = 1; id <= 200; ++id) {
      const auto proposal = strategy->ask();
      Outcome outcome = test::blankOutcome(id, proposal->genome);
      double value = 0;
      for (std::size_t i = 0; i < 8; ++i) value += std::abs(proposal->genome[i] - static_cast<int>((3 * i) % 5));
      outcome.values = {value};
      best = std::min(best, value);
      if (!strategy->tell(outcome).ok()) return 100.0;
    }
    return best;
  };
  double own = 0, random = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    own += bestOf(name.toStdString(), seed) / 5;
    random += bestOf("random", seed) / 5;
  }
  QVERIFY2(own < random - 0.5, qPrintable(QString("%1 against %2").arg(own).arg(random)));
}

PSCOPE_TEST(TstPopulationStrategies)
#include "tst_population_strategies.moc"

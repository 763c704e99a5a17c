#include <QtTest>

#include "core/pareto/hypervolume.h"
#include "core/run/search_loop.h"
#include "core/search/predicted_values.h"
#include "core/search/stopping_rules.h"
#include "tests/run/fakes.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstSearchLoop : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tellsExactlyWhatTheWindowNeeds();
  void sameSeedSameCandidates();
  void servesDesignsSeenBefore();
  void keepsItsOwnPredictions();
  void promotionsMeasureOnlyWhatIsNew();
  void endsWhenTheSpaceIsEmpty();
  void failuresDoNotStopIt();
  void stopsWhenAsked();
  void stopsByItsRules();
};

void TstSearchLoop::tellsExactlyWhatTheWindowNeeds() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const auto estimators = fakeEstimators(journal);
  const auto strategies = fakeStrategies(journal);
  auto config = fakeConfig("free", 40);
  config.strategyParameters = R"({"window": 5})";
  int seen = 0;
  const auto result = runSearchLoop(space.value(), config, estimators, strategies, {},
                                    [&](const Candidate& candidate) { QCOMPARE(candidate.id.value, ++seen); });
  PSCOPE_VERIFY_OK(result);
  QCOMPARE(seen, 40);
  QCOMPARE(result.value().endReason, std::string("all 40 candidates"));
  QCOMPARE(journal.toldAtAsk.size(), std::size_t{40});
  for (std::int64_t n = 1; n <= 40; ++n) {
    QCOMPARE(journal.toldAtAsk[static_cast<std::size_t>(n - 1)], std::max<std::int64_t>(0, n - 5));
  }
  for (std::size_t i = 0; i < journal.toldIds.size(); ++i)
    QCOMPARE(journal.toldIds[i], static_cast<std::int64_t>(i) + 1);
  bool infeasible = false;
  for (const auto& candidate : result.value().candidates) {
    const bool tooLarge = fakeValue(candidate.design, 2) > 90;
    QCOMPARE(candidate.state, tooLarge ? CandidateState::Infeasible : CandidateState::Done);
    infeasible = infeasible || tooLarge;
    QCOMPARE(candidate.value("first"), fakeValue(candidate.design, 1));
  }
  QVERIFY(infeasible);
}

void TstSearchLoop::sameSeedSameCandidates() {
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  std::vector<std::vector<std::string>> runs;
  for (const std::uint64_t seed : {1u, 1u, 2u}) {
    Journal journal;
    auto config = fakeConfig("free", 100);
    config.strategy = "nsga2";
    config.seed = seed;
    const auto result = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
    PSCOPE_VERIFY_OK(result);
    runs.push_back(essences(result.value().candidates));
  }
  QVERIFY(runs[0] == runs[1]);
  QVERIFY(runs[0] != runs[2]);
}

void TstSearchLoop::servesDesignsSeenBefore() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  auto config = fakeConfig("pool", 60);
  config.objectives.pop_back();
  config.strategyParameters = R"({"distinct": 7})";
  const auto result = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(result);
  QCOMPARE(journal.estimates.load(), 7);
  for (const auto& candidate : result.value().candidates) {
    QCOMPARE(candidate.state, CandidateState::Done);
    QCOMPARE(candidate.value("first"), fakeValue(candidate.design, 1));
  }
}

// Served by the result of another candidate, it keeps what was expected of itself; what is no number is not kept.
void TstSearchLoop::keepsItsOwnPredictions() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  auto config = fakeConfig("pool", 2);
  config.objectives.pop_back();
  const auto evaluation = Evaluation::create(space.value(), config, fakeEstimators(journal), nullptr);
  PSCOPE_VERIFY_OK(evaluation);
  const auto proposed = [&](std::int64_t id, double value, double deviation) {
    Proposal proposal;
    proposal.genome = space.value().design(7).value();
    proposal.predicted = {PredictedValue{value, deviation}};
    Candidate candidate;
    candidate.id = {id};
    candidate.genome = proposal.genome;
    candidate.design = space.value().text(proposal.genome);
    candidate.measurements = predictedMeasurements(proposal, config.objectives, predictionProvenance(config));
    return candidate;
  };
  SeenDesigns seen(evaluation.value());
  Candidate first = proposed(1, 5, 1);
  evaluateSafely(evaluation.value(), space.value(), config, first, {});
  QCOMPARE(first.state, CandidateState::Done);
  seen.ended(first);
  Candidate second = proposed(2, 9, 2);
  QVERIFY(seen.serve(seen.find(second), second));
  QCOMPARE(second.measurements.size(), std::size_t{2});
  QCOMPARE(second.value("first"), fakeValue(second.design, 1));
  QCOMPARE(second.measurement(predictedMetric("first"))->value, 9.0);
  QVERIFY(proposed(3, std::nan(""), 1).measurements.empty());
  QVERIFY(proposed(3, 5, std::numeric_limits<double>::infinity()).measurements.empty());
}

void TstSearchLoop::promotionsMeasureOnlyWhatIsNew() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  auto config = fakeConfig("ladder", 80);
  config.strategyParameters = R"({"designs": 27})";
  const auto result = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(result);
  const auto& candidates = result.value().candidates;
  int estimates = 0;
  std::map<int, int> onRung;
  for (const Candidate& candidate : candidates) {
    const int rung = candidate.rung.value_or(2);
    ++onRung[rung];
    if (candidate.state == CandidateState::Infeasible) {  // by the cost, which is asked first
      QCOMPARE(rung, 0);
      ++estimates;
      continue;
    }
    estimates += rung == 0 ? 2 : 1;
    QCOMPARE(candidate.state, rung == 2 ? CandidateState::Done : CandidateState::Screened);
    QCOMPARE(candidate.value("first"), fakeValue(candidate.design, rung == 0 ? 1 : rung == 1 ? 3 : 4));
    QCOMPARE(candidate.measurements.size(), static_cast<std::size_t>(rung) + 2);
    QCOMPARE(candidate.parents.size(), std::size_t(rung > 0 ? 1 : 0));
    if (rung == 0) continue;
    const Candidate& parent = candidates[static_cast<std::size_t>(candidate.parents.front().value) - 1];
    QCOMPARE(parent.design, candidate.design);
    QCOMPARE(parent.rung, std::optional<int>(rung - 1));
  }
  QCOMPARE(journal.estimates.load(), estimates);
  QVERIFY(onRung[0] >= 54 && onRung[1] >= 9 && onRung[2] >= 3);
}

void TstSearchLoop::endsWhenTheSpaceIsEmpty() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  auto config = fakeConfig("free", 60);
  config.strategyParameters = R"({"last": 9})";
  const auto result = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(result);
  QCOMPARE(result.value().candidates.size(), std::size_t{9});
  QCOMPARE(result.value().endReason, std::string("the space holds no more designs"));
}

void TstSearchLoop::failuresDoNotStopIt() {
  Journal journal;
  journal.before = [&](const Subject& subject, const JobContext&) -> std::optional<Result<double>> {
    switch (hash64(subject.text(), 3) % 5) {
      case 0:
        return Result<double>(std::nan(""));
      case 1:
        throw std::runtime_error("broken");
      case 2:
        throw std::bad_alloc();
      case 3:
        return Result<double>(makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Test", "Not in the table.")));
      default:
        return std::nullopt;
    }
  };
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const auto config = fakeConfig("free", 100);
  const auto result = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(result);
  const char* codes[] = {"non-finite", "external", "out-of-memory", "not-found"};
  std::array<int, 5> counts{};
  for (const auto& candidate : result.value().candidates) {
    const auto which = hash64(candidate.design, 3) % 5;
    ++counts[which];
    if (which == 4) {
      QVERIFY(candidate.state != CandidateState::Failed);
    } else {
      QCOMPARE(candidate.state, CandidateState::Failed);
      QCOMPARE(candidate.errorCode, std::string(codes[which]));
      QVERIFY(!candidate.reason.empty());
    }
  }
  for (const int count : counts) QVERIFY(count > 0);
}

void TstSearchLoop::stopsWhenAsked() {
  Journal journal;
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  std::stop_source stop;
  JobContext job;
  job.stop = stop.get_token();
  int count = 0;
  const auto result = runSearchLoop(space.value(), fakeConfig("free", 1000), fakeEstimators(journal),
                                    fakeStrategies(journal), job, [&](const Candidate&) {
                                      if (++count == 10) stop.request_stop();
                                    });
  QCOMPARE(result.error().code, ErrorCode::Cancelled);
  QCOMPARE(count, 10);
}

// The rules are looked at after each candidate that was told: with a window of 5, four more are asked by then.
void TstSearchLoop::stopsByItsRules() {
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const auto searched = [&](const StopConfig& stop) {
    Journal journal;
    auto config = fakeConfig("free", 1000);
    config.strategyParameters = R"({"window": 5})";
    config.reference = {100, 100};
    config.stop = stop;
    return runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  };
  const auto whole = searched({});
  PSCOPE_VERIFY_OK(whole);
  const auto& all = whole.value().candidates;
  QCOMPARE(all.size(), std::size_t{1000});
  StopConfig target;
  target.target = {{"second", 3.0}};
  std::size_t reached = 0;
  while (all[reached].state != CandidateState::Done || all[reached].value("second") > 3) ++reached;
  const auto one = searched(target);
  PSCOPE_VERIFY_OK(one);
  QCOMPARE(one.value().candidates.size(), reached + 5);
  QVERIFY2(one.value().endReason.find("target") != std::string::npos, one.value().endReason.c_str());
  StopConfig plateau;
  plateau.plateau = PlateauRule{};
  HypervolumeCurve curve({100, 100});
  std::vector<double> volumes;
  for (const auto& candidate : all) {
    const std::vector<double> point{candidate.value("first"), candidate.value("second")};
    volumes.push_back(candidate.state == CandidateState::Done ? curve.add(point) : curve.value());
    if (hypervolumePlateau(volumes, *plateau.plateau).value().reached) break;
  }
  const auto other = searched(plateau);
  PSCOPE_VERIFY_OK(other);
  QVERIFY(volumes.size() > 60 && volumes.size() < 900);
  QCOMPARE(other.value().candidates.size(), volumes.size() + 4);
  QVERIFY(essences(other.value().candidates) ==
          essences({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(volumes.size() + 4)}));
}

PSCOPE_TEST(TstSearchLoop)
#include "tst_search_loop.moc"

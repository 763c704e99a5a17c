#include <QtTest>
#include <cmath>

#include "core/record/candidate.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstCandidate : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void highestLevelCounts();
  void minimizedValuesTurnMaximised();
  void namesRoundTrip();
  void budgetText();
  void rungs();
};

void TstCandidate::highestLevelCounts() {
  Candidate candidate;
  Measurement low;
  low.metric = "error";
  low.value = 30;
  Measurement high = low;
  high.value = 20;
  high.level = 1;
  candidate.measurements = {high, low};
  QCOMPARE(candidate.value("error"), 20.0);
  QVERIFY(std::isnan(candidate.value("latency")));
}

void TstCandidate::minimizedValuesTurnMaximised() {
  Candidate candidate;
  Measurement accuracy;
  accuracy.metric = "accuracy";
  accuracy.value = 90;
  candidate.measurements = {accuracy};
  Objective objective;
  objective.name = "accuracy";
  objective.direction = Direction::Maximize;
  objective.bound = 85;
  QCOMPARE(minimizedValues(candidate, std::vector{objective}), std::vector<double>{-90});
  QVERIFY(objective.meets(90));
  QVERIFY(!objective.meets(84.9));
}

void TstCandidate::namesRoundTrip() {
  for (const auto state : {CandidateState::Queued, CandidateState::Running, CandidateState::Done,
                           CandidateState::Failed, CandidateState::Infeasible, CandidateState::Screened}) {
    QVERIFY(stateFromName(stateName(state)) == state);
  }
  for (const auto kind : {MeasurementKind::Measured, MeasurementKind::Simulated, MeasurementKind::Tabulated,
                          MeasurementKind::Analytic, MeasurementKind::Predicted, MeasurementKind::Proxy}) {
    QVERIFY(kindFromName(kindName(kind)) == kind);
  }
  QVERIFY(!stateFromName("finished"));
}

void TstCandidate::rungs() {
  std::vector<Objective> objectives(2);
  QCOMPARE(topRung(objectives), 0);
  QVERIFY(!rungBelowTop(0, objectives));
  objectives[0].estimators.resize(1);
  objectives[1].estimators.resize(3);
  QCOMPARE(topRung(objectives), 2);
  QCOMPARE(rungBelowTop(-1, objectives), std::optional<int>(0));
  QCOMPARE(rungBelowTop(1, objectives), std::optional<int>(1));
  for (const auto whole : {std::optional<int>(2), std::optional<int>(7), std::optional<int>()}) {
    QVERIFY(!rungBelowTop(whole, objectives));
  }
  QVERIFY(reaches({}, 1) && reaches({}, {}) && reaches(1, 1) && reaches(1, 0));
  QVERIFY(!reaches(1, {}) && !reaches(0, 1));
}

void TstCandidate::budgetText() {
  QCOMPARE(Budget().text(), std::string("deploy"));
  QCOMPARE((Budget{"small", 8, 0.25, WeightsOrigin::Own}.text()),
           std::string("small, 8 epochs, 25 % of the data, own weights"));
}

PSCOPE_TEST(TstCandidate)
#include "tst_candidate.moc"

#include <QTest>
#include <limits>

#include "tests/support/test_registry.h"
#include "viz/front_data.h"

using namespace pscope;

class TstFrontData : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void leavesOutWhatCannotBeDrawn();
  void logarithmic();
  void updateReplacesById();
  void rewritesOnlyWhenStampsChange();
  void markers();
  void walkAlongTheFront();
  void counts();
};

namespace {

PlotPoint point(int id, double x, double y, bool onFront = false, CandidateState state = CandidateState::Done) {
  return {CandidateId{id}, x, y, state, MeasurementKind::Measured, onFront};
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void TstFrontData::leavesOutWhatCannotBeDrawn() {
  FrontData data;
  data.set({point(1, 1, 2), point(2, kNan, 2), point(3, 1, kNan), point(4, std::numeric_limits<double>::infinity(), 1),
            point(5, 9, 9, false, CandidateState::Queued), point(6, 9, 9, false, CandidateState::Failed),
            point(7, 3, 8, false, CandidateState::Infeasible)});
  const auto bounds = data.bounds();
  QVERIFY(bounds.has_value());
  QCOMPARE(bounds->right, 3.0);
  QCOMPARE(bounds->top, 8.0);
  data.setInfeasibleVisible(false);
  QCOMPARE(data.bounds()->right, 1.0);
  QCOMPARE(data.counts().drawn(), 1);
  data.set({});
  QVERIFY(!data.bounds().has_value());
}

void TstFrontData::logarithmic() {
  FrontData data;
  data.set({point(1, 0, 1), point(2, -3, 1), point(3, 10, 0), point(4, 100, 5)});
  QCOMPARE(data.counts().drawn(), 4);
  data.setLogarithmic(true, false);
  QCOMPARE(data.counts().drawn(), 2);
  QCOMPARE(data.counts().notPositive, 2);
  QCOMPARE(data.bounds()->left, 10.0);
  data.setLogarithmic(true, true);
  QCOMPARE(data.counts().drawn(), 1);
  QCOMPARE(data.counts().notPositive, 3);
}

void TstFrontData::updateReplacesById() {
  FrontData data;
  data.set({point(1, 1, 1), point(2, 2, 2)});
  data.update({point(2, 7, 7), point(3, 3, 3)});
  QCOMPARE(data.points().size(), std::size_t{3});
  QCOMPARE(data.point(data.indexOf(CandidateId{2})).x, 7.0);
  QCOMPARE(data.indexOf(CandidateId{4}), -1);
}

void TstFrontData::rewritesOnlyWhenStampsChange() {
  FrontData data;
  data.set({point(1, 1, 1, true), point(2, kNan, 1)});
  const auto before = data.rewrites();
  data.update({point(3, 3, 3, true), point(1, 1, 1, false)});  // added; pushed off the front
  QCOMPARE(data.rewrites(), before);
  data.update({point(2, 5, 1)});  // now it has a place in the middle of the list
  QVERIFY(data.rewrites() > before);
  const auto later = data.rewrites();
  data.update({point(1, 1, 1, false, CandidateState::Infeasible)});
  QVERIFY(data.rewrites() > later);
}

void TstFrontData::markers() {
  PlotPoint p = point(1, 1, 1);
  QCOMPARE(FrontData::marker(p), Marker::Disc);
  p.kind = MeasurementKind::Tabulated;
  QCOMPARE(FrontData::marker(p), Marker::Disc);
  p.kind = MeasurementKind::Predicted;
  QCOMPARE(FrontData::marker(p), Marker::Ring);
  p.kind = MeasurementKind::Proxy;
  QCOMPARE(FrontData::marker(p), Marker::Ring);
  p.state = CandidateState::Infeasible;
  QCOMPARE(FrontData::marker(p), Marker::Cross);
  p.state = CandidateState::Screened;
  QCOMPARE(FrontData::marker(p), Marker::Square);
}

void TstFrontData::walkAlongTheFront() {
  FrontData data;
  QCOMPARE(data.walk(-1, 1, 0), -1);
  data.set({point(1, 5, 1, true), point(2, 1, 9, true), point(3, 3, 4, true), point(4, 4, 9)});
  const auto id = [&data](std::int32_t index) { return data.point(index).id.value; };
  const auto index = [&data](int value) { return data.indexOf(CandidateId{value}); };
  QCOMPARE(id(data.walk(-1, 1, 0)), 2);  // from nowhere: the left end
  QCOMPARE(id(data.walk(-1, -1, 0)), 1);
  QCOMPARE(id(data.walk(index(2), 1, 0)), 3);
  QCOMPARE(id(data.walk(index(3), 1, 0)), 1);
  QCOMPARE(id(data.walk(index(1), 1, 0)), 1);  // the end
  QCOMPARE(id(data.walk(index(3), 0, 1)), 2);  // up
  QCOMPARE(id(data.walk(index(3), 0, -1)), 1);
  QCOMPARE(id(data.walk(index(4), 1, 0)), 2);  // not on the front
}

void TstFrontData::counts() {
  FrontData data;
  PlotPoint predicted = point(4, 2, 2);
  predicted.kind = MeasurementKind::Predicted;
  data.set({point(1, 1, 1, true), point(2, 2, 2), point(3, 2, 3), predicted,
            point(5, 2, 2, false, CandidateState::Infeasible), point(6, 1, 1, false, CandidateState::Queued),
            point(7, 3, 3, false, CandidateState::Screened)});
  const FrontData::Counts counts = data.counts();
  QCOMPARE(counts.front, 1);
  QCOMPARE(counts.dominated, 2);
  QCOMPARE(counts.predicted, 1);
  QCOMPARE(counts.infeasible, 1);
  QCOMPARE(counts.screened, 1);
  QCOMPARE(counts.notPositive, 0);
}

PSCOPE_TEST(TstFrontData)
#include "tst_front_data.moc"

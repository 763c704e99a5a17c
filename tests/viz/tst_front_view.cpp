#include "viz/front_view.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_registry.h"

using namespace pscope;

class TstFrontView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothing();
  void fewPointsAreAllShown();
  void outliersAreLeftOut();
  void frontIsNeverLeftOut();
  void logarithmic();
  void nearBoundIsShown();
  void margins();
  void outside();
};

namespace {

PlotPoint point(int id, double x, double y, bool onFront = false) {
  return {CandidateId{id}, x, y, CandidateState::Done, MeasurementKind::Measured, onFront};
}

/// 100 points at x = 1..100, y = 10 + x, and one at (50, 10000).
std::vector<PlotPoint> withOutlier() {
  std::vector<PlotPoint> points;
  for (int i = 1; i <= 100; ++i) points.push_back(point(i, i, 10 + i, i == 1));
  points.push_back(point(101, 50, 10000));
  return points;
}

FrontView view(const std::vector<PlotPoint>& points, const PlotAxis& x = {}, const PlotAxis& y = {},
               bool everything = false) {
  FrontData data;
  data.setLogarithmic(x.logarithmic, y.logarithmic);
  data.set(points);
  return chooseView(data, x, y, everything).value();
}

}  // namespace

void TstFrontView::nothing() {
  QVERIFY(!chooseView(FrontData{}, {}, {}, false).has_value());
}

void TstFrontView::fewPointsAreAllShown() {
  const FrontView v = view({point(1, 1, 1), point(2, 2, 2), point(3, 1e6, 3)});
  QVERIFY(v.everything);
  QCOMPARE(v.x.high, 1e6);
}

// 5th and 95th percentile of y are near 16 and 106; with the front (11) and a fifth more: up to 106 + 19 = 125.
void TstFrontView::outliersAreLeftOut() {
  const FrontView v = view(withOutlier());
  QVERIFY(!v.everything);
  QCOMPARE(v.y.low, 11.0);
  QVERIFY(v.y.high > 120 && v.y.high < 130);
  QCOMPARE(v.x.low, 1.0);
  QCOMPARE(v.x.high, 100.0);  // the x axis has no outlier: all of it
  const FrontView all = view(withOutlier(), {}, {}, true);
  QVERIFY(all.everything);
  QCOMPARE(all.y.high, 10000.0);
}

void TstFrontView::frontIsNeverLeftOut() {
  std::vector<PlotPoint> points = withOutlier();
  points.back().onFront = true;
  QCOMPARE(view(points).y.high, 10000.0);
}

void TstFrontView::logarithmic() {
  PlotAxis axis;
  axis.logarithmic = true;
  std::vector<PlotPoint> points;
  for (int i = 0; i < 100; ++i) points.push_back(point(i + 1, std::pow(10.0, i / 50.0), 1));
  points.push_back(point(101, 1e-12, 1));
  points.push_back(point(102, 0, 1));
  const FrontView v = view(points, axis, {});
  QVERIFY(v.x.low > 0.1 && v.x.low < 2);
  QVERIFY(std::abs(v.x.high - std::pow(10.0, 99 / 50.0)) < 1e-6);
}

void TstFrontView::nearBoundIsShown() {
  PlotAxis near, far;
  near.bound = 130.0;  // x spans 1 to 100: half of that beyond is near
  far.bound = 1000.0;
  QCOMPARE(view(withOutlier(), near).x.high, 130.0);
  QCOMPARE(view(withOutlier(), far).x.high, 100.0);
  far.bound = std::nan("");
  QCOMPARE(view(withOutlier(), far).x.high, 100.0);
}

void TstFrontView::margins() {
  QCOMPARE(padded({0, 10}, false).low, -0.5);
  QCOMPARE(padded({4, 4}, false).high, 4.4);
  QCOMPARE(padded({0, 0}, false).low, -1.0);
  QVERIFY(std::abs(padded({1, 1e20}, true).high / 1e21 - 1) < 1e-9);
  QVERIFY(padded({5, 5}, true).low < 5 && padded({5, 5}, true).low > 0);
}

void TstFrontView::outside() {
  FrontData data;
  data.set(withOutlier());
  QCOMPARE(countOutside(data, {1, 100}, {0, 200}), 1);
  QCOMPARE(countOutside(data, {1, 90}, {0, 200}), 11);
}

PSCOPE_TEST(TstFrontView)
#include "tst_front_view.moc"

#include <QPainter>
#include <QTest>
#include <cmath>
#include <random>

#include "tests/support/test_registry.h"
#include "viz/point_raster.h"

using namespace pscope;

class TstPointRaster : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void stampsWhereAsked_data();
  void stampsWhereAsked();
  void shapesDiffer();
  void blendsLikeAPainter();
  void cutAtTheEdge();
  void farAwayIsLeftOut();
  void nearestOfTenThousand();
  void laterOneWins();
};

namespace {

PointRaster::Look look() {
  return {6, 150, QColor(0, 0, 200), QColor(0, 0, 200), QColor(200, 80, 0), Qt::white};
}

}  // namespace

void TstPointRaster::stampsWhereAsked_data() {
  QTest::addColumn<double>("ratio");
  QTest::newRow("1") << 1.0;
  QTest::newRow("1.5") << 1.5;
  QTest::newRow("2") << 2.0;
}

void TstPointRaster::stampsWhereAsked() {
  QFETCH(double, ratio);
  PointRaster raster;
  raster.reset(QSize(100, 60), ratio, look());
  QCOMPARE(raster.image().size(), QSize(static_cast<int>(100 * ratio), static_cast<int>(60 * ratio)));
  raster.add(0, QPointF(40, 20), Marker::Disc);
  const QPoint centre(static_cast<int>(std::lround(40 * ratio)), static_cast<int>(std::lround(20 * ratio)));
  QVERIFY(qAlpha(raster.image().pixel(centre)) > 100);
  // Symmetric around the centre, and nothing farther away than the marker is wide.
  for (int d = 1; d <= 4; ++d) {
    QVERIFY(std::abs(qAlpha(raster.image().pixel(centre + QPoint(d, 0))) -
                     qAlpha(raster.image().pixel(centre - QPoint(d, 0)))) <= 3);
    QVERIFY(std::abs(qAlpha(raster.image().pixel(centre + QPoint(0, d))) -
                     qAlpha(raster.image().pixel(centre - QPoint(0, d)))) <= 3);
  }
  const int outside = static_cast<int>(5 * ratio);
  QCOMPARE(qAlpha(raster.image().pixel(centre + QPoint(outside, 0))), 0);
  QCOMPARE(qAlpha(raster.image().pixel(centre + QPoint(0, outside))), 0);
}

void TstPointRaster::shapesDiffer() {
  PointRaster raster;
  raster.reset(QSize(90, 30), 1, look());
  raster.add(0, QPointF(15, 15), Marker::Disc);
  raster.add(1, QPointF(45, 15), Marker::Ring);
  raster.add(2, QPointF(75, 15), Marker::Cross);
  QVERIFY(qAlpha(raster.image().pixel(15, 15)) > 100);
  QVERIFY2(qAlpha(raster.image().pixel(45, 15)) < 40, "a ring is open");
  QVERIFY(qAlpha(raster.image().pixel(47, 15)) > 60);
  QVERIFY(qAlpha(raster.image().pixel(75, 15)) > 100);
  QVERIFY2(qAlpha(raster.image().pixel(75, 12)) < 40, "between the arms of a cross is nothing");
}

// The same stamp drawn twice must be what QPainter's source-over makes of it, up to rounding.
void TstPointRaster::blendsLikeAPainter() {
  PointRaster once;
  once.reset(QSize(20, 20), 1, look());
  once.add(0, QPointF(10, 10), Marker::Disc);
  QImage expected = once.image();
  {
    QPainter painter(&expected);
    painter.drawImage(0, 0, once.image());
  }
  PointRaster twice;
  twice.reset(QSize(20, 20), 1, look());
  twice.add(0, QPointF(10, 10), Marker::Disc);
  twice.add(1, QPointF(10, 10), Marker::Disc);
  for (int y = 0; y < 20; ++y) {
    const auto* a = reinterpret_cast<const QRgb*>(expected.constScanLine(y));
    const auto* b = reinterpret_cast<const QRgb*>(twice.image().constScanLine(y));
    for (int x = 0; x < 20; ++x) {
      QVERIFY(std::abs(qAlpha(a[x]) - qAlpha(b[x])) <= 1);
      QVERIFY(std::abs(qBlue(a[x]) - qBlue(b[x])) <= 1);
      QVERIFY2(qBlue(b[x]) <= qAlpha(b[x]), "premultiplied");
    }
  }
}

void TstPointRaster::cutAtTheEdge() {
  PointRaster raster;
  raster.reset(QSize(20, 20), 1, look());
  for (const QPointF corner : {QPointF(0, 0), QPointF(20, 0), QPointF(0, 20), QPointF(20, 20), QPointF(-2, 10)}) {
    raster.add(0, corner, Marker::Disc);
  }
  QVERIFY(qAlpha(raster.image().pixel(0, 0)) > 0);
  QVERIFY(qAlpha(raster.image().pixel(19, 19)) > 0);
  QVERIFY2(qAlpha(raster.image().pixel(0, 10)) > 0, "half of a disc beyond the edge is seen");
}

void TstPointRaster::farAwayIsLeftOut() {
  PointRaster raster;
  raster.reset(QSize(20, 20), 1, look());
  raster.add(0, QPointF(1e300, 5), Marker::Disc);
  raster.add(1, QPointF(5, -1e300), Marker::Disc);
  raster.add(2, QPointF(std::nan(""), 5), Marker::Disc);
  QImage blank(20, 20, QImage::Format_ARGB32_Premultiplied);
  blank.fill(Qt::transparent);
  QCOMPARE(raster.image(), blank);
  QCOMPARE(raster.nearest(QPointF(10, 10), 100), -1);
}

void TstPointRaster::nearestOfTenThousand() {
  // 10,000 points on their own pixels: the map must give what a search through all of them gives.
  PointRaster raster;
  raster.reset(QSize(800, 500), 1, look());
  std::vector<QPointF> points;
  for (int i = 0; i < 10000; ++i) {
    points.emplace_back((i % 200) * 4 + 1, (i / 200) * 10 + 3 + (i % 3));
    raster.add(i, points.back(), Marker::Disc);
  }
  std::mt19937 generator(11);
  for (int trial = 0; trial < 500; ++trial) {
    const QPointF at(static_cast<double>(generator() % 800), static_cast<double>(generator() % 500));
    double best = 5.0 * 5.0;
    for (const QPointF& p : points) best = std::min(best, QPointF::dotProduct(p - at, p - at));
    const std::int32_t found = raster.nearest(at, 5);
    if (best >= 25) continue;
    QVERIFY(found >= 0);
    const QPointF offset = points[static_cast<std::size_t>(found)] - at;
    QCOMPARE(QPointF::dotProduct(offset, offset), best);
  }
}

void TstPointRaster::laterOneWins() {
  PointRaster raster;
  raster.reset(QSize(50, 50), 1, look());
  raster.add(3, QPointF(20, 20), Marker::Disc);
  raster.add(8, QPointF(20, 20), Marker::Disc);
  QCOMPARE(raster.nearest(QPointF(21, 21), 4), 8);
  QCOMPARE(raster.nearest(QPointF(30, 30), 4), -1);
}

PSCOPE_TEST(TstPointRaster)
#include "tst_point_raster.moc"

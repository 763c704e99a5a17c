#include "viz/point_cloud.h"

#include <qcustomplot.h>

#include <cmath>

#include "viz/front_data.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

constexpr std::size_t kMostVectorPoints = 20000;
constexpr double kPrintScale = 4;  ///< pixels per logical pixel of the image in a vector file with more points

/// Axis units to pixels from an origin, without QCustomPlot's call per point.
struct Scale {
  double factor = 0, offset = 0;
  bool logarithmic = false;

  Scale(const QCPAxis& axis, double origin) : logarithmic(axis.scaleType() == QCPAxis::stLogarithmic) {
    const double lower = unit(axis.range().lower);
    const double upper = unit(axis.range().upper);
    const double from = axis.coordToPixel(axis.range().lower) - origin;
    const double to = axis.coordToPixel(axis.range().upper) - origin;
    factor = (to - from) / (upper - lower);
    offset = from - factor * lower;
  }
  double unit(double value) const { return logarithmic ? std::log(value) : value; }
  double pixel(double value) const { return factor * unit(value) + offset; }
};

class CloudPlottable : public QCPAbstractPlottable, public PointCloud {
 public:
  CloudPlottable(QCustomPlot& plot, const FrontData& data)
      : QCPAbstractPlottable(plot.xAxis, plot.yAxis), m_data(data) {
    setLayer(QString::fromLatin1(kCloudLayer));
    setSelectable(QCP::stNone);
  }

  void setLook(const PointRaster::Look& look) override { m_look = look; }
  std::int32_t nearest(const QPointF& position, double radius) const override {
    return m_raster.nearest(position - QPointF(m_area.topLeft()), radius);
  }
  double selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const override {
    return -1;
  }
  QCPRange getKeyRange(bool& foundRange, QCP::SignDomain /*inSignDomain*/) const override {
    const auto bounds = m_data.bounds();
    foundRange = bounds.has_value();
    return bounds ? QCPRange(bounds->left, bounds->right) : QCPRange();
  }
  QCPRange getValueRange(bool& foundRange, QCP::SignDomain /*inSignDomain*/,
                         const QCPRange& /*inKeyRange*/) const override {
    const auto bounds = m_data.bounds();
    foundRange = bounds.has_value();
    return bounds ? QCPRange(bounds->bottom, bounds->top) : QCPRange();
  }

 protected:
  void draw(QCPPainter* painter) override {
    const QRect area = mParentPlot->axisRect()->rect();
    painter->setAntialiasing(false);  // an image between two pixels would be blurred
    if (painter->modes().testFlag(QCPPainter::pmNoCaching)) {
      drawExport(*painter, area);
      return;
    }
    refresh(area);
    painter->drawImage(area.topLeft(), m_raster.image());
  }
  void drawLegendIcon(QCPPainter* /*painter*/, const QRectF& /*rect*/) const override {}

 private:
  struct View {
    QCPRange x, y;
    QCPAxis::ScaleType xScale = QCPAxis::stLinear, yScale = QCPAxis::stLinear;
    bool operator==(const View& o) const { return x == o.x && y == o.y && xScale == o.xScale && yScale == o.yScale; }
  };

  void refresh(const QRect& area) {
    const View view{mKeyAxis->range(), mValueAxis->range(), mKeyAxis->scaleType(), mValueAxis->scaleType()};
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const bool usable = view == m_view && area == m_area && ratio == m_raster.ratio() && m_look == m_raster.look() &&
                        m_rewrites == m_data.rewrites() && m_stamped <= m_data.points().size();
    if (!usable) {
      m_raster.reset(area.size(), ratio, m_look);
      m_stamped = 0;
      m_view = view;
      m_area = area;
      m_rewrites = m_data.rewrites();
    }
    stamp(m_raster, area, m_stamped);
    m_stamped = m_data.points().size();
  }

  void stamp(PointRaster& raster, const QRect& area, std::size_t first) const {
    const Scale x(*mKeyAxis, area.left());
    const Scale y(*mValueAxis, area.top());
    const auto& points = m_data.points();
    for (std::size_t i = first; i < points.size(); ++i) {
      const PlotPoint& p = points[i];
      if (!m_data.isDrawn(p)) continue;
      raster.add(static_cast<std::int32_t>(i), QPointF(x.pixel(p.x), y.pixel(p.y)), FrontData::marker(p));
    }
  }

  void drawExport(QCPPainter& painter, const QRect& area) const {
    const bool vector = painter.modes().testFlag(QCPPainter::pmVectorized);
    if (vector && m_data.points().size() <= kMostVectorPoints) {
      drawShapes(painter, area);
      return;
    }
    PointRaster raster;
    raster.reset(area.size(), vector ? kPrintScale : painter.worldTransform().m11(), m_look);
    stamp(raster, area, 0);
    painter.drawImage(QRectF(area), raster.image(), QRectF(raster.image().rect()));
  }

  void drawShapes(QCPPainter& painter, const QRect& area) const {
    const Scale x(*mKeyAxis, 0);
    const Scale y(*mValueAxis, 0);
    const QRectF visible =
        QRectF(area).adjusted(-m_look.markerSize, -m_look.markerSize, m_look.markerSize, m_look.markerSize);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PlotPoint& p : m_data.points()) {
      if (!m_data.isDrawn(p)) continue;
      const QPointF position(x.pixel(p.x), y.pixel(p.y));
      if (!visible.contains(position)) continue;
      const Marker marker = FrontData::marker(p);
      drawMarker(painter, marker, position, m_look.markerSize, m_look.colourOf(marker), m_look.background);
    }
  }

  const FrontData& m_data;
  PointRaster::Look m_look;
  PointRaster m_raster;
  View m_view;
  QRect m_area;
  std::uint64_t m_rewrites = 0;
  std::size_t m_stamped = 0;
};

}  // namespace

PointCloud* addPointCloud(QCustomPlot& plot, const FrontData& data) {
  return new CloudPlottable(plot, data);
}

}  // namespace pscope

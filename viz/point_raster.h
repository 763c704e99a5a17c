#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QSize>
#include <array>
#include <cstdint>
#include <vector>

#include "viz/markers.h"

namespace pscope {

/// Image of a cloud of points: every point is a small stamp copied into a QImage (about 0.1 us each, where a painter
/// takes 2-4 us), with a map from pixel to point for hover and click. Knows nothing of axes: pixels in, image out.
class PointRaster {
 public:
  struct Look {
    double markerSize = 6;  ///< logical pixels
    int opacity = 150;      ///< of discs, 0 to 255: overlaps show as density
    QColor disc, ring, cross, background;
    QColor square = {};

    QColor colourOf(Marker marker) const;
    bool operator==(const Look&) const = default;
  };

  /// Empties the image and the map. @param size  logical pixels  @param ratio  device pixels per logical pixel
  void reset(const QSize& size, double ratio, const Look& look);
  /// Stamps point `index` at `position` (logical pixels from the top left); points outside are cut or left out.
  /// @cost O(stamp)
  void add(std::int32_t index, const QPointF& position, Marker marker);
  /// Point nearest to `position` within `radius` logical pixels, the later one of several on a pixel; -1 if none.
  std::int32_t nearest(const QPointF& position, double radius) const;

  const QImage& image() const { return m_image; }
  QSize size() const { return m_size; }
  double ratio() const { return m_ratio; }
  const Look& look() const { return m_look; }

 private:
  const QImage& stamp(Marker marker) const;

  QSize m_size;
  double m_ratio = 1;
  Look m_look;
  QImage m_image;
  std::array<QImage, 4> m_stamps;      ///< disc, ring, cross, square
  std::vector<std::int32_t> m_points;  ///< per logical pixel, row by row; -1: none
};

}  // namespace pscope

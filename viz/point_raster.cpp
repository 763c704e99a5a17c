#include "viz/point_raster.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

QImage makeStamp(Marker marker, double ratio, QColor colour, const PointRaster::Look& look) {
  const double size = look.markerSize;
  const int side = (static_cast<int>(std::ceil(size * ratio)) | 1) + 2;  // odd: the centre is a pixel
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  if (marker == Marker::Disc) colour.setAlpha(look.opacity);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  drawMarker(painter, marker, QPointF(side / 2.0, side / 2.0), size * ratio, colour, look.background);
  return image;
}

/// Source over destination, both premultiplied ARGB.
inline QRgb over(QRgb source, QRgb destination) {
  const std::uint32_t rest = 255U - (source >> 24U);
  const std::uint32_t rb = (destination & 0x00FF00FFU) * rest;
  const std::uint32_t ag = ((destination >> 8U) & 0x00FF00FFU) * rest;
  const std::uint32_t rbScaled = ((rb + ((rb >> 8U) & 0x00FF00FFU) + 0x00800080U) >> 8U) & 0x00FF00FFU;
  const std::uint32_t agScaled = (ag + ((ag >> 8U) & 0x00FF00FFU) + 0x00800080U) & 0xFF00FF00U;
  return source + (rbScaled | agScaled);
}

}  // namespace

QColor PointRaster::Look::colourOf(Marker marker) const {
  if (marker == Marker::Ring) return ring;
  if (marker == Marker::Cross) return cross;
  return marker == Marker::Square ? square : disc;
}

void PointRaster::reset(const QSize& size, double ratio, const Look& look) {
  const QSize device(static_cast<int>(std::ceil(size.width() * ratio)),
                     static_cast<int>(std::ceil(size.height() * ratio)));
  if (m_image.size() != device || m_image.isNull()) {
    m_image = QImage(device, QImage::Format_ARGB32_Premultiplied);
  }
  m_image.setDevicePixelRatio(ratio);
  if (!m_image.isNull()) m_image.fill(Qt::transparent);
  if (ratio != m_ratio || !(look == m_look) || m_stamps[0].isNull()) {
    std::size_t place = 0;
    for (const Marker marker : {Marker::Disc, Marker::Ring, Marker::Cross, Marker::Square}) {
      m_stamps[place++] = makeStamp(marker, ratio, look.colourOf(marker), look);
    }
  }
  m_size = size;
  m_ratio = ratio;
  m_look = look;
  m_points.assign(
      static_cast<std::size_t>(std::max(size.width(), 0)) * static_cast<std::size_t>(std::max(size.height(), 0)), -1);
}

const QImage& PointRaster::stamp(Marker marker) const {
  if (marker == Marker::Ring) return m_stamps[1];
  if (marker == Marker::Cross) return m_stamps[2];
  if (marker == Marker::Square) return m_stamps[3];
  return m_stamps[0];
}

void PointRaster::add(std::int32_t index, const QPointF& position, Marker marker) {
  const QImage& source = stamp(marker);
  const int side = source.width();
  // Far outside (deep zoom): an int could not even hold the pixel.
  const double reach = side;
  if (!(position.x() > -reach && position.x() < m_size.width() + reach && position.y() > -reach &&
        position.y() < m_size.height() + reach)) {
    return;
  }
  const int left = static_cast<int>(std::floor(position.x() * m_ratio + 0.5)) - side / 2;
  const int top = static_cast<int>(std::floor(position.y() * m_ratio + 0.5)) - side / 2;
  const int x0 = std::max(left, 0);
  const int x1 = std::min(left + side, m_image.width());
  const int y0 = std::max(top, 0);
  const int y1 = std::min(top + side, m_image.height());
  const auto stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
  auto* target = reinterpret_cast<QRgb*>(m_image.bits());
  for (int y = y0; y < y1; ++y) {
    QRgb* to = target + y * stride;
    const auto* from = reinterpret_cast<const QRgb*>(source.constScanLine(y - top)) - left;
    for (int x = x0; x < x1; ++x) {
      if (from[x] != 0) to[x] = over(from[x], to[x]);
    }
  }
  const int px = static_cast<int>(std::floor(position.x() + 0.5));
  const int py = static_cast<int>(std::floor(position.y() + 0.5));
  if (px >= 0 && py >= 0 && px < m_size.width() && py < m_size.height()) {
    m_points[static_cast<std::size_t>(py) * static_cast<std::size_t>(m_size.width()) + static_cast<std::size_t>(px)] =
        index;
  }
}

std::int32_t PointRaster::nearest(const QPointF& position, double radius) const {
  const int r = static_cast<int>(std::ceil(radius));
  const int cx = static_cast<int>(std::lround(std::clamp(position.x(), -1e6, 1e6)));
  const int cy = static_cast<int>(std::lround(std::clamp(position.y(), -1e6, 1e6)));
  std::int32_t best = -1;
  double bestDistance = radius * radius;
  for (int y = std::max(cy - r, 0); y <= std::min(cy + r, m_size.height() - 1); ++y) {
    for (int x = std::max(cx - r, 0); x <= std::min(cx + r, m_size.width() - 1); ++x) {
      const std::int32_t found = m_points[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size.width()) +
                                          static_cast<std::size_t>(x)];
      if (found < 0) continue;
      const double distance = (x - position.x()) * (x - position.x()) + (y - position.y()) * (y - position.y());
      if (distance > bestDistance || (distance == bestDistance && best >= 0)) continue;
      bestDistance = distance;
      best = found;
    }
  }
  return best;
}

}  // namespace pscope

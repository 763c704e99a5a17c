#include "viz/markers.h"

#include <QPainter>
#include <QPolygonF>

namespace pscope {
namespace {

QPen solidPen(const QColor& colour, double width) {
  QPen pen(colour, width);
  pen.setCapStyle(Qt::RoundCap);
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

void drawRoundMarker(QPainter& painter, Marker marker, const QPointF& centre, double radius, const QColor& colour,
                     const QColor& background) {
  switch (marker) {
    case Marker::Disc:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      painter.drawEllipse(centre, radius, radius);
      break;
    case Marker::Ring:
      painter.setPen(QPen(colour, radius * 0.45));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(centre, radius * 0.78, radius * 0.78);
      break;
    case Marker::FrontDisc:
      painter.setPen(QPen(background, radius * 0.3));
      painter.setBrush(colour);
      painter.drawEllipse(centre, radius, radius);
      break;
    default:
      painter.setPen(QPen(colour, radius * 0.45));
      painter.setBrush(background);
      painter.drawEllipse(centre, radius * 0.8, radius * 0.8);
      break;
  }
}

}  // namespace

void drawMarker(QPainter& painter, Marker marker, const QPointF& centre, double size, const QColor& colour,
                const QColor& background) {
  const double radius = size / 2;
  switch (marker) {
    case Marker::Disc:
    case Marker::Ring:
    case Marker::FrontDisc:
    case Marker::FrontRing:
      drawRoundMarker(painter, marker, centre, radius, colour, background);
      break;
    case Marker::Square: {
      const double half = radius * 0.72;
      painter.setPen(QPen(colour, radius * 0.4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half));
      break;
    }
    case Marker::Cross: {
      painter.setPen(solidPen(colour, radius * 0.45));
      const double arm = radius * 0.78;
      painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
      painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
      break;
    }
    case Marker::Diamond: {
      painter.setPen(solidPen(background, radius * 0.25));
      painter.setBrush(colour);
      painter.drawPolygon(QPolygonF({centre + QPointF(0, -radius * 1.2), centre + QPointF(radius * 1.2, 0),
                                     centre + QPointF(0, radius * 1.2), centre + QPointF(-radius * 1.2, 0)}));
      break;
    }
    case Marker::Line:
    case Marker::DashedLine: {
      QPen pen(colour, 2);
      if (marker == Marker::DashedLine) pen.setDashPattern({3, 2});
      painter.setPen(pen);
      painter.drawLine(centre + QPointF(-size, 0), centre + QPointF(size, 0));
      break;
    }
    case Marker::Band: {
      QColor fill = colour;
      fill.setAlphaF(0.3F);
      painter.setPen(Qt::NoPen);
      painter.setBrush(fill);
      painter.drawRect(QRectF(centre.x() - size, centre.y() - radius, 2 * size, size));
      break;
    }
  }
}

}  // namespace pscope

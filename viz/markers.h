#pragma once

#include <QColor>
#include <QPointF>

class QPainter;

namespace pscope {

/// Signs of plots and their legends: each differs from the others by shape, not by colour alone.
enum class Marker {
  Disc,       ///< a dominated candidate
  Ring,       ///< a candidate known only by prediction or proxy
  Square,     ///< screened: judged on a lower rung only; hollow
  Cross,      ///< infeasible
  FrontDisc,  ///< on the front: larger, with a rim
  FrontRing,  ///< on the front by prediction only
  Diamond,    ///< selected
  Line,
  DashedLine,
  Band,
};

/// Draws one sign around `centre`; `size` is its full width in the painter's units.
void drawMarker(QPainter& painter, Marker marker, const QPointF& centre, double size, const QColor& colour,
                const QColor& background);

}  // namespace pscope

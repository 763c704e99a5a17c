#pragma once

#include <QPointF>
#include <QString>
#include <cstdint>
#include <set>
#include <vector>

#include "viz/colours.h"
#include "viz/front_data.h"
#include "viz/staircase.h"

class QCPAxis;
class QCustomPlot;
class QPainter;

namespace pscope {

/// What a FrontPlot draws besides the cloud: bounds, staircase, front, selection, the ring around the point under the
/// mouse, the text of an empty plot. Keeps within the plotting area by itself, for files that know no clipping.
/// @thread the window's
class FrontMarks {
 public:
  explicit FrontMarks(QCustomPlot& canvas) : plot(&canvas) {}

  QPointF pixel(const PlotPoint& point) const;
  void paintBounds(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintTop(QPainter& painter) const;

  QCustomPlot* plot;
  FrontData data;
  PlotAxis x, y;
  Colours colours;
  std::vector<std::int32_t> front;  ///< data.front() and what follows from the data, as of the last replot
  Staircase stairs;
  FrontData::Counts counts;
  std::set<CandidateId> selection;
  std::int32_t hovered = -1;
  QString emptyText;

 private:
  void paintBound(QPainter& painter, const QCPAxis& axis, const PlotAxis& spec) const;
  void paintStaircase(QPainter& painter) const;
};

}  // namespace pscope

#pragma once

#include <QPointF>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "viz/front_data.h"
#include "viz/plot_frame.h"
#include "viz/staircase.h"

class QCPAxis;
class QPainter;

namespace pscope {

/// What a FrontPlot draws besides the cloud: bounds, staircase, front, selection, the ring around the point under the
/// mouse. Keeps within the plotting area by itself, for files that know no clipping.
/// @thread the window's
class FrontMarks : public PlotFrame {
 public:
  explicit FrontMarks(Plot& owner) : PlotFrame(owner, QStringLiteral("frontPlot"), QStringLiteral("front")) {}

  QPointF pixel(const PlotPoint& point) const;
  void paintBounds(QPainter& painter) const;
  void paintRegion(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintCurrent(QCPPainter& painter) const override;

  FrontData data;
  PlotAxis x, y;
  std::optional<PlotRegion> region;
  std::vector<std::int32_t> front;  ///< data.front() and what follows from the data, as of the last replot
  Staircase stairs;
  FrontData::Counts counts;
  std::set<CandidateId> selection;

 private:
  void paintBound(QPainter& painter, const QCPAxis& axis, const PlotAxis& spec) const;
  void paintStaircase(QPainter& painter) const;
};

}  // namespace pscope

#pragma once

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "core/base/ids.h"
#include "core/record/candidate.h"
#include "viz/plot.h"

namespace pscope {

/// One candidate in the plane, in the axes' own units.
struct PlotPoint {
  CandidateId id;
  double x = 0;
  double y = 0;
  CandidateState state = CandidateState::Done;  ///< Infeasible and screened ones are drawn apart
  MeasurementKind kind = MeasurementKind::Measured;
  bool onFront = false;
};

struct PlotAxis {
  QString title;  ///< with unit: "latency (ms)"
  bool logarithmic = false;
  bool minimize = true;         ///< which way is better: an arrow or word on the axis says so
  std::optional<double> bound;  ///< drawn as a line
};

/// A part of the plane, in the axes' own units; a side that is not set is open.
struct PlotRegion {
  std::optional<double> xLow, xHigh, yLow, yHigh;
};

/// Live scatter of all candidates with the front as a staircase.
///
/// Drag = zoom box, wheel zooms at the cursor (Ctrl / Shift: one axis), middle or Ctrl-drag pans, double-click or Esc =
/// home, click selects, Shift-click adds, arrow keys walk along the front; data that arrive never reset a zoom. Redraws
/// are queued, at most 10 a second for arriving data. The cloud is one image (100,000 points stay fluent); only front
/// and selection are single discs.
/// @thread the window's
class FrontPlot : public Plot {
  Q_OBJECT
 public:
  explicit FrontPlot(QWidget* parent = nullptr);

  void setAxes(const PlotAxis& x, const PlotAxis& y);
  PlotAxis xAxis() const;
  PlotAxis yAxis() const;
  void setPoints(std::vector<PlotPoint> points);
  /// Adds points, or replaces those with the same id. @cost O(added)
  void updatePoints(const std::vector<PlotPoint>& points);
  void setSelection(const std::set<CandidateId>& selection);
  /// Text (rich) shown when the mouse rests on a candidate.
  void setTooltip(std::function<QString(CandidateId)> tooltip);
  /// The text of the tooltip that is shown has changed (a picture in it is ready).
  void refreshTooltip();
  void setInfeasibleVisible(bool visible);
  /// A quiet frame around what a search looks at; nothing: none.
  void setRegion(const std::optional<PlotRegion>& region);
  /// Whether the context menu offers to look at a region.
  void setFocusOffered(bool offered);
  /// What is shown after a zoom by hand, all sides set; nothing: the plot chose its view by itself.
  std::optional<PlotRegion> zoomedRegion() const;
  void home();

 Q_SIGNALS:
  void selectionRequested(const std::set<pscope::CandidateId>& ids);
  void logarithmicChanged(bool x, bool y);      ///< from the plot's context menu
  void infeasibleVisibleChanged(bool visible);  ///< likewise
  void focusRequested();                        ///< likewise

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope

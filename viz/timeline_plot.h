#pragma once

#include <QString>
#include <QStringList>
#include <limits>
#include <vector>

#include "viz/plot.h"

namespace pscope {

/// An operator, or a stage that is none, while it runs.
struct TimelineStep {
  QString name;  ///< "stage1/conv2d_2"
  QString op;    ///< "conv2d"; empty: a stage
  int unit = 0;  ///< into the timeline's units
  double startMs = 0;
  double latencyMs = 0;
  bool memoryBound = false;                                       ///< bytes take longer than MACs
  double memoryBytes = std::numeric_limits<double>::quiet_NaN();  ///< held while it runs; NaN: not known
  double spilledBytes = 0;                                        ///< stored and loaded again just before it
};

/// A tensor in memory from one step to another, both included.
struct TimelineTensor {
  QString name;  ///< of the operator that makes it
  std::size_t firstStep = 0;
  std::size_t lastStep = 0;
  double bytes = 0;
  double address = 0;
  bool reloaded = false;  ///< it was there before and has been evicted
};

/// What runs when, and what a memory holds meanwhile.
struct Timeline {
  QStringList units;                                             ///< one lane each
  std::vector<TimelineStep> steps;                               ///< in the order of their starts
  std::vector<TimelineTensor> tensors;                           ///< with addresses; empty: only sums are known
  double limitBytes = std::numeric_limits<double>::quiet_NaN();  ///< of the memory; NaN: none
  double endMs() const;
  double peakBytes() const;  ///< 0: no memory is known
};

/// Operators over time, a lane for each unit, above the memory over time: tensors at their addresses where they are
/// known, else their sum as a stepped area, with the limit as a line and a mark wherever tensors were evicted. Zooming
/// is along the time; Left and Right walk from step to step.
/// @thread the window's    @cost drawing O(steps + tensors)
class TimelinePlot : public Plot {
  Q_OBJECT
 public:
  explicit TimelinePlot(QWidget* parent = nullptr);

  void setTimeline(Timeline timeline);
  const Timeline& timeline() const;
  /// Index of the emphasised step, -1: none. Emits nothing.
  void setCurrent(int step);
  int current() const;

 Q_SIGNALS:
  void currentChanged(int step);

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope

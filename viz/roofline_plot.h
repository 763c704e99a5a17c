#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "viz/plot.h"

namespace pscope {

/// One executed operator of a network: its arithmetic intensity and what it attains on the device.
struct RooflinePoint {
  QString name;              ///< "stage1/conv2d_2"
  QString op;                ///< "conv2d"
  double macs = 0;           ///< of the whole batch
  double bytes = 0;          ///< moved between memory and the compute unit
  double latencyMs = 0;      ///< with the start of the operator
  bool memoryBound = false;  ///< bytes take longer than MACs
  double intensity() const;  ///< MAC/B
  double attained() const;   ///< MAC/s
};

/// A horizontal limit: what one kind of operator reaches of the peak.
struct RooflineCeiling {
  QString name;
  double macsPerSecond = 0;
};

/// What a device can attain at most.
struct Roofline {
  QString device;
  QString precision;
  double peakMacsPerSecond = 0;           ///< of the data sheet
  double bytesPerSecond = 0;              ///< of the data sheet
  double reachedBytesPerSecond = 0;       ///< that real kernels reach
  std::vector<RooflineCeiling> ceilings;  ///< that real kernels reach; not empty, the first one is the main one
};

/// Roofline of a device, logarithmic on both axes, with the operators of a network as points: area by share of the
/// latency, shape by what bounds them. Same zooming as FrontPlot; Left and Right walk from operator to operator.
/// @thread the window's    @cost drawing O(points)
/// @source Williams, Waterman, Patterson, CACM 52(4), 2009
class RooflinePlot : public Plot {
  Q_OBJECT
 public:
  explicit RooflinePlot(QWidget* parent = nullptr);

  void setRoofline(std::optional<Roofline> roofline);
  /// Those without MACs have no place on a logarithmic axis: they are counted in the legend.
  void setPoints(std::vector<RooflinePoint> points);
  /// Index of the emphasised point, -1: none. Emits nothing.
  void setCurrent(int point);
  int current() const;
  /// MAC/B at which the main ceiling is reached.
  double ridge() const;

 Q_SIGNALS:
  void currentChanged(int point);

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope

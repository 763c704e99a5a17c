#pragma once

#include <QPointF>
#include <cstdint>

#include "viz/point_raster.h"

class QCustomPlot;

namespace pscope {

class FrontData;

/// The cloud of a FrontPlot: a QCPAbstractPlottable of our own that shows one image of all points. Points that are
/// only added are stamped into the image that is there; vector exports get real shapes up to 20,000 points.
class PointCloud {
 public:
  virtual ~PointCloud() = default;
  virtual void setLook(const PointRaster::Look& look) = 0;
  /// Index of the point nearest to a position in the plot's pixels, or -1.
  virtual std::int32_t nearest(const QPointF& position, double radius) const = 0;
};

/// Adds the cloud of `data` (which must outlive the plot) to kCloudLayer; owned by the plot.
PointCloud* addPointCloud(QCustomPlot& plot, const FrontData& data);

}  // namespace pscope

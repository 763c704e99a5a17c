#pragma once

#include <memory>
#include <span>

#include "core/base/job.h"
#include "core/learn/predictor.h"
#include "core/search/predictor_task.h"
#include "core/space/space.h"

namespace pscope {

/// Learns numbers of designs with LibTorch. Deterministic for one thread of it: the same seed, designs and targets give
/// the same predictions, whatever was learned before.
/// @thread one at a time
class DesignPredictor {
 public:
  virtual ~DesignPredictor() = default;
  /// @param designs  valid, at least one    @param targets  as many, finite
  /// @error Cancelled: what was learned before stays; OutOfMemory
  virtual Status fit(std::span<const Genome> designs, std::span<const double> targets, const JobContext& job) = 0;
  /// In the unit of the targets. @error InvalidArgument  not fitted
  virtual Result<Prediction> predict(std::span<const Genome> designs) const = 0;
};

/// FBNetV3's or ReNAS's, by settings.kind. @param space  kept as a copy
/// @error Unsupported  the space's networks cannot be lowered
Result<std::unique_ptr<DesignPredictor>> makeDesignPredictor(const Space& space, const PredictorSettings& settings,
                                                             std::uint64_t seed);

/// Mean and standard deviation of what the members say of each design. @param members  a list a member, of equal length
Prediction summaryOf(const std::vector<std::vector<double>>& members);

}  // namespace pscope

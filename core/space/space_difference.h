#pragma once

#include <string>
#include <vector>

#include "core/space/space.h"

namespace pscope {

/// What distinguishes two spaces, for people and for moving designs from one to the other.
struct SpaceDifference {
  struct Change {
    std::string path;
    std::vector<std::string> addedLevels, removedLevels;
    std::string conditionBefore, conditionAfter;  ///< equal when the condition did not change
  };
  std::vector<std::string> added, removed;  ///< paths of choices
  std::vector<Change> changed;
  bool constraintsDiffer = false;
  bool templateDiffers = false;  ///< network, blocks or values
  bool scalesDiffer = false;

  bool empty() const {
    return added.empty() && removed.empty() && changed.empty() && !constraintsDiffer && !templateDiffers &&
           !scalesDiffer;
  }
};
SpaceDifference difference(const Space& before, const Space& after);

/// The design of `to` that is nearest to a design of `from`: choices of the same path keep their level where it still
/// exists and is allowed; all others take their first possible level.
Genome transferred(const Space& from, const Genome& genome, const Space& to);

}  // namespace pscope

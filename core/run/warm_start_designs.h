#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Designs of one space as designs of another one: by the paths of choices and the texts of their levels.
/// @thread const functions from any thread    @cost made: O(levels); a design: O(choices), and a repair where the
/// spaces differ
class DesignTransfer {
 public:
  struct Moved {
    Genome genome;
    /// It is the same network with the same decisions, so that what was measured of it holds: every active choice came
    /// along, and both spaces make their networks in one way.
    bool same = true;
  };
  /// Both spaces outlive the transfer.
  DesignTransfer(const Space& from, const Space& to);

  /// @error InvalidArgument  a choice of the new space gets no level of its own, or it is no design: says which
  Result<Moved> moved(const Genome& genome) const;

 private:
  Error misfit(const Genome& genome, std::size_t place) const;

  const Space& m_from;
  const Space& m_to;
  bool m_isOne = false;                   ///< the two are one space
  bool m_makesSame = true;                ///< equal templates and scales
  bool m_numbersMatter = true;            ///< to the network
  std::vector<int> m_source;              ///< of each choice of `to`, its place in `from`; -1: it is new
  std::vector<int> m_place;               ///< of each choice of `from`, its place in `to`; -1: it is gone
  std::vector<std::vector<int>> m_level;  ///< of each choice and level of `from`, that in `to`; -1: it is gone
};

}  // namespace pscope

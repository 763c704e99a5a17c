#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Moves designs into a space with the same choices that has all their levels, whatever the order of both.
/// @thread const functions from any thread    @cost made: O(levels log levels); a design: O(choices)
class DesignMap {
 public:
  /// @param to  a space that joinedSpace() made of `from` and others
  /// @error InvalidArgument  it lacks a choice or level of `from`
  static Result<DesignMap> create(const Space& from, const Space& to);

  bool isIdentity() const { return m_isIdentity; }
  /// A genome without an active gene stays one.
  Genome moved(const Genome& genome) const;

 private:
  DesignMap() = default;

  struct Gene {
    std::size_t place = 0;          ///< in `to`
    std::optional<std::size_t> on;  ///< there: what switches it on, where only `to` has it optional
    std::vector<int> level;         ///< of each level of `from`, that in `to`
  };
  std::size_t m_size = 0;     ///< choices of `to`
  std::vector<Gene> m_genes;  ///< of the choices of `from`
  bool m_isIdentity = true;
};

/// The one space of studies to be merged: names, titles and descriptions do not count, what the spaces mean does.
///
/// Spaces with the same choices, conditions, constraints, template and scales are one. Where they differ in levels
/// only, the one that has all levels is it; where none has and there is no network that levels could change, a space
/// with the levels of all: numbers in ascending order, texts in the order of their coming. A parameter that is optional
/// in one import only is optional in the joined space, and switched on in the designs of the others.
/// @param labels  of the spaces, for messages    @param spaces  at least one
/// @error InvalidArgument  with what differs; `file` is the label of the space that does not fit
/// @thread any (pure function)
Result<Space> joinedSpace(const std::vector<Space>& spaces, const std::vector<std::string>& labels);

}  // namespace pscope

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/space/space.h"

namespace pscope {

/// The networks of a space as square matrices of one size, for networks that look at pictures.
///
/// A row and a column is a scope of the template ("stage1/cell1/edge0-1"): the places where operators may be, the same
/// in every design. Scopes are those of the scale with the fewest nodes (a cell is repeated least there), down to the
/// deepest level of nesting with at most 32 of them; if even the top level has more, neighbouring ones share a row.
/// Channel 0: the number of tensors that go from scope i to scope j. The other channels say something of scope j where
/// there is such an edge (of i itself on the diagonal): how often it holds each of the six operators whose number
/// varies most between designs, and the logarithms of its MACs and parameters, divided by the largest of the sample.
/// Dead operators and those that give zero are left out, with their edges.
/// @thread const functions from any thread
class ScopeMatrix {
 public:
  static constexpr int kSize = 32;

  /// Looks at 200 designs. @error those of Space::lower()
  static Result<ScopeMatrix> create(const Space& space);

  int channels() const { return static_cast<int>(m_labels.size()) + 3; }
  /// channels x 32 x 32 numbers; empty when the design cannot be lowered.    @cost lowering at that scale
  std::vector<float> encode(const Space& space, const Genome& genome) const;

 private:
  struct Cell {
    std::map<std::uint64_t, double> operators;
    double macs = 0, params = 0;
  };
  struct Contents {
    std::vector<Cell> cells;
    std::vector<double> edges;  ///< size x size
  };
  std::string shortened(const std::string& scope) const;
  Contents contentsOf(const Network& network) const;

  std::string m_scale;
  int m_depth = 1;
  std::map<std::string, int> m_slots;  ///< of each scope, below kSize
  std::vector<std::uint64_t> m_labels;
  double m_largestMacs = 1, m_largestParams = 1;  ///< logarithms
};

}  // namespace pscope

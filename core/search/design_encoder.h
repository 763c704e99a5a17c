#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/learn/gaussian_process.h"
#include "core/space/space.h"

namespace pscope {

/// Designs of a space as rows of numbers for predictors: one-hot choices, and what their network says of itself.
///
/// The columns are chosen and standardised on a sample of the space (all of it when it is small), never on evaluated
/// designs: the same space gives the same columns. Columns that are constant, or that repeat an earlier one, are left
/// out. Designs whose network cannot be lowered have zeros there.
/// @thread const functions from any thread    @cost a design: lowering it, and about as much again
class DesignEncoder {
 public:
  /// @param space  outlives the encoder    @param sample  designs that are looked at
  explicit DesignEncoder(const Space& space, std::size_t sample = 1000);

  std::size_t columns() const { return m_columns; }
  std::vector<double> encode(const Genome& genome) const;

  struct Block {
    std::size_t first = 0;
    std::size_t columns = 0;
  };
  Block oneHot() const { return m_oneHot; }
  Block ordinal() const { return m_ordinal; }  ///< of numeric choices with more than two levels; may be empty
  Block whole() const { return m_blocks[0].block; }
  Block effective() const { return m_blocks[1].block; }
  Block neighbourhoods() const { return m_blocks[2].block; }
  /// The terms that suit a Gaussian process over these rows.
  std::vector<KernelTerm> kernelTerms() const;

 private:
  struct Column {
    std::uint64_t key = 0;
    double mean = 0, scale = 1;
  };
  struct FeatureBlock {
    Block block;
    std::vector<Column> features;
  };

  const Space& m_space;
  std::vector<std::size_t> m_numericChoices;
  Block m_oneHot, m_ordinal;
  FeatureBlock m_blocks[3];
  std::size_t m_columns = 0;
};

}  // namespace pscope

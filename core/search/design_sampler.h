#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/space/space.h"

namespace pscope {

/// Remembers which designs were proposed and draws new ones, uniformly and without replacement.
///
/// Once half of a small space is gone, the rest is walked through in an order of its own, so that the last design
/// costs as little as the first. That order depends on the seed only, so that no list need be saved.
///
/// Under constraints over costs, networks are lowered until one keeps them: 1,000 a draw on average, 10,000 at most.
/// @thread one at a time    @cost 8 bytes a proposed design; below half of the space about two samples a draw
class DesignSampler {
 public:
  /// @param space  outlives the sampler
  DesignSampler(const Space& space, std::uint64_t seed);

  /// Marks a design as proposed. @return false when it was already
  bool add(const Genome& genome) { return m_proposed.insert(key(genome)).second; }
  bool contains(const Genome& genome) const { return m_proposed.contains(key(genome)); }
  std::size_t size() const { return m_proposed.size(); }

  /// A design that was not proposed; it is not marked. One that keeps the constraints over costs, unless they are too
  /// rare to be found. Nothing when there is none left (of a space of more than 4 million designs: when 10,000 samples
  /// found none).
  std::optional<Genome> draw(Rng& rng);

  /// Seed and proposed designs as hexadecimal text, and back. @return false for a damaged text: nothing changes
  std::string save() const;
  bool load(std::string_view text);

 private:
  static std::uint64_t key(const Genome& genome);
  void listRest();
  std::optional<Genome> drawFromRest();

  const Space& m_space;
  std::uint64_t m_seed;
  double m_count;   ///< designs of the space
  int m_lowerings;  ///< that the next draw may make: those that a draw spares may be made later
  std::unordered_set<std::uint64_t> m_proposed;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> m_rest;  ///< rank in the order, design number; next at the back
};

}  // namespace pscope

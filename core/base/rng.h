#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pscope {

/// Seeded generator of random numbers (xoshiro256**), the same on every platform; its state is a short text.
///
/// @thread one generator per thread; derive() gives each task its own.
/// @source Blackman and Vigna, ACM TOMS 47(4), 2021; seeding by SplitMix64 as they recommend.
class Rng {
 public:
  explicit Rng(std::uint64_t seed = 1);

  std::uint64_t next();
  /// Uniform in [0, bound), without modulo bias; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  int index(std::size_t size) { return static_cast<int>(below(size)); }
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Standard normal (Marsaglia's polar method, nothing cached).
  double normal();
  bool chance(double probability) { return uniform() < probability; }

  std::string save() const;
  bool load(std::string_view text);

  bool operator==(const Rng&) const = default;

 private:
  std::array<std::uint64_t, 4> m_state{};
};

/// Mixes a seed with a key, for generators and tasks that must not depend on each other: same arguments, same answer.
std::uint64_t deriveSeed(std::uint64_t seed, std::uint64_t key);

}  // namespace pscope

#include "core/space/variation.h"

namespace pscope {
namespace {

int otherLevel(int level, std::size_t levels, Rng& rng) {
  const int drawn = rng.index(levels - 1);
  return drawn >= level ? drawn + 1 : drawn;
}

/// A constraint may forbid the new level, or allow it only with other changes: that is no neighbour. Choices that
/// became active or inactive do not count as changes.
bool differsOnlyAt(std::size_t gene, int level, const Genome& from, const Genome& to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (i == gene ? to[i] != level : from[i] != to[i] && from[i] != kInactive && to[i] != kInactive) return false;
  }
  return true;
}

}  // namespace

namespace {

Genome mutatedOnce(const Space& space, const Genome& genome, double rate, Rng& rng) {
  const auto& choices = space.choices();
  Genome child = genome;
  std::vector<std::size_t> changeable;
  bool changed = false;
  for (std::size_t i = 0; i < child.size(); ++i) {
    if (child[i] == kInactive || choices[i].levels.size() < 2) continue;
    changeable.push_back(i);
    if (!rng.chance(rate)) continue;
    child[i] = otherLevel(child[i], choices[i].levels.size(), rng);
    changed = true;
  }
  if (!changed && !changeable.empty()) {
    const auto i = changeable[static_cast<std::size_t>(rng.index(changeable.size()))];
    child[i] = otherLevel(child[i], choices[i].levels.size(), rng);
  }
  return space.repaired(child, rng);
}

}  // namespace

Genome mutated(const Space& space, const Genome& genome, double rate, Rng& rng) {
  constexpr int kTries = 20;  // constraints may undo a change
  Genome child = mutatedOnce(space, genome, rate, rng);
  for (int i = 1; i < kTries && child == genome; ++i) child = mutatedOnce(space, genome, rate, rng);
  return child;
}

Genome uniformCrossover(const Space& space, const Genome& a, const Genome& b, Rng& rng) {
  Genome child(a.size(), kInactive);
  for (std::size_t i = 0; i < child.size(); ++i) {
    const bool fromA = rng.chance(0.5);
    child[i] = fromA ? a[i] : b[i];
    if (child[i] == kInactive) child[i] = fromA ? b[i] : a[i];  // should it become active, a parent's level serves
  }
  return space.repaired(child, rng);
}

std::vector<Genome> neighbours(const Space& space, const Genome& genome) {
  std::vector<Genome> all;
  const auto& choices = space.choices();
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    for (int level = 0; level < static_cast<int>(choices[i].levels.size()); ++level) {
      if (level == genome[i]) continue;
      Genome neighbour = genome;
      neighbour[i] = level;
      neighbour = space.completed(neighbour);
      if (differsOnlyAt(i, level, genome, neighbour)) all.push_back(std::move(neighbour));
    }
  }
  return all;
}

}  // namespace pscope

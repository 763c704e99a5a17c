#include "core/search/promotion_order.h"

#include <algorithm>
#include <numeric>

#include "core/pareto/dominance.h"
#include "core/pareto/hypervolume.h"

namespace pscope {
namespace {

using Points = std::vector<std::vector<double>>;

/// The second key within a rank: more is better.
std::vector<double> sharesWithin(const Points& rank, const std::vector<double>& reference) {
  auto shares = hypervolumeContributions(rank, reference);
  if (!shares.ok()) shares = crowdingDistance(rank);
  return shares.ok() ? std::move(shares).value() : std::vector<double>(rank.size(), 0);
}

}  // namespace

std::vector<std::size_t> promotionOrder(std::span<const Outcome> outcomes) {
  Points points;
  std::vector<double> violations;  // of a region that is looked at
  for (const Outcome& outcome : outcomes) {
    points.push_back(outcome.values);
    violations.push_back(outcome.violation);
  }
  const std::vector<double> reference = defaultReference(points);
  const std::vector<int> ranks = nonDominatedRanks(points, violations);
  const int worst = ranks.empty() ? -1 : *std::max_element(ranks.begin(), ranks.end());
  std::vector<double> shares(points.size());
  for (int rank = 0; rank <= worst; ++rank) {
    std::vector<std::size_t> members;
    Points front;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (ranks[i] != rank) continue;
      members.push_back(i);
      front.push_back(points[i]);
    }
    const auto own = sharesWithin(front, reference);
    for (std::size_t i = 0; i < members.size(); ++i) shares[members[i]] = own[i];
  }
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (ranks[a] != ranks[b]) return ranks[a] < ranks[b];
    if (shares[a] != shares[b]) return shares[a] > shares[b];
    return outcomes[a].id < outcomes[b].id;
  });
  return order;
}

}  // namespace pscope

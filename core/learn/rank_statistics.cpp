#include "core/learn/rank_statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <vector>

namespace pscope {
namespace {

constexpr std::size_t kExactPairs = 25;

/// Swaps that sorting by merging needs; the values end sorted.
std::int64_t inversions(std::vector<double>& values, std::vector<double>& spare, std::size_t first, std::size_t last) {
  if (last - first < 2) return 0;
  const std::size_t middle = first + (last - first) / 2;
  std::int64_t count = inversions(values, spare, first, middle) + inversions(values, spare, middle, last);
  std::size_t left = first, right = middle;
  for (std::size_t out = first; out < last; ++out) {
    if (right == last || (left < middle && values[left] <= values[right])) {
      spare[out] = values[left++];
    } else {
      spare[out] = values[right++];
      count += static_cast<std::int64_t>(middle - left);
    }
  }
  std::copy(spare.begin() + static_cast<std::ptrdiff_t>(first), spare.begin() + static_cast<std::ptrdiff_t>(last),
            values.begin() + static_cast<std::ptrdiff_t>(first));
  return count;
}

/// Pairs of neighbours that are equal, in a sorted range.
template <class Equal>
std::int64_t tiedPairs(std::size_t n, Equal equal) {
  std::int64_t pairs = 0, run = 1;
  for (std::size_t i = 1; i <= n; ++i) {
    if (i < n && equal(i - 1, i)) {
      ++run;
    } else {
      pairs += run * (run - 1) / 2;
      run = 1;
    }
  }
  return pairs;
}

/// What is no number has no place in an order.
bool haveNan(std::span<const double> x, std::span<const double> y) {
  const auto isNan = [](double value) { return std::isnan(value); };
  return std::any_of(x.begin(), x.end(), isNan) || std::any_of(y.begin(), y.end(), isNan);
}

std::vector<double> meanRanks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = 0.5 * static_cast<double>(first + last - 1);
    first = last;
  }
  return ranks;
}

}  // namespace

double kendallTau(std::span<const double> x, std::span<const double> y) {
  const std::size_t n = x.size();
  if (n < 2 || y.size() != n || haveNan(x, y)) return 0;
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return x[a] != x[b] ? x[a] < x[b] : y[a] < y[b]; });
  const auto all = static_cast<std::int64_t>(n * (n - 1) / 2);
  const auto tiedX = tiedPairs(n, [&](std::size_t a, std::size_t b) { return x[order[a]] == x[order[b]]; });
  const auto tiedBoth = tiedPairs(
      n, [&](std::size_t a, std::size_t b) { return x[order[a]] == x[order[b]] && y[order[a]] == y[order[b]]; });
  std::vector<double> sorted, spare(n);
  for (const std::size_t i : order) sorted.push_back(y[i]);
  const std::int64_t discordant = inversions(sorted, spare, 0, n);
  const auto tiedY = tiedPairs(n, [&](std::size_t a, std::size_t b) { return sorted[a] == sorted[b]; });
  const std::int64_t concordant = all - tiedX - tiedY + tiedBoth - discordant;
  const double scale = std::sqrt(static_cast<double>(all - tiedX)) * std::sqrt(static_cast<double>(all - tiedY));
  return scale > 0 ? static_cast<double>(concordant - discordant) / scale : 0;
}

double spearmanRho(std::span<const double> x, std::span<const double> y) {
  if (x.size() < 2 || x.size() != y.size() || haveNan(x, y)) return 0;
  const auto a = meanRanks(x), b = meanRanks(y);
  const double mean = 0.5 * static_cast<double>(a.size() - 1);
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean) * (b[i] - mean);
    aa += (a[i] - mean) * (a[i] - mean);
    bb += (b[i] - mean) * (b[i] - mean);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

double wilcoxonProbability(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size() || haveNan(x, y)) return 1;
  std::vector<double> sizes, signs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] == y[i]) continue;
    sizes.push_back(std::abs(x[i] - y[i]));
    signs.push_back(x[i] > y[i] ? 1 : 0);
  }
  const std::size_t n = sizes.size();
  if (n == 0) return 1;
  const auto ranks = meanRanks(sizes);  // from 0
  double positive = 0;
  bool ties = false;
  for (std::size_t i = 0; i < n; ++i) {
    positive += signs[i] * (ranks[i] + 1);
    ties = ties || ranks[i] != std::floor(ranks[i]) || std::count(ranks.begin(), ranks.end(), ranks[i]) > 1;
  }
  const double all = static_cast<double>(n * (n + 1)) / 2;
  const double less = std::min(positive, all - positive);
  if (!ties && n <= kExactPairs) {
    // How many of the 2^n signs give each sum of ranks.
    std::vector<double> ways(static_cast<std::size_t>(all) + 1, 0);
    ways[0] = 1;
    for (std::size_t rank = 1; rank <= n; ++rank) {
      for (std::size_t sum = ways.size(); sum-- > rank;) ways[sum] += ways[sum - rank];
    }
    double tail = 0;
    for (std::size_t sum = 0; sum <= static_cast<std::size_t>(less); ++sum) tail += ways[sum];
    return std::min(1.0, 2 * tail / std::pow(2.0, static_cast<double>(n)));
  }
  double squares = 0;  // sum of squared ranks: the ties correct themselves
  for (const double rank : ranks) squares += (rank + 1) * (rank + 1);
  const double z = (less + 0.5 - all / 2) / std::sqrt(squares / 4);
  return std::min(1.0, std::erfc(-z / std::numbers::sqrt2));
}

}  // namespace pscope

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/base/index.h"
#include "viz/layout/layered_order.h"

namespace pscope {
namespace {

using Conflicts = std::vector<std::vector<int>>;  // per lower vertex the upper ends of segments that must give way
constexpr double kUnset = std::numeric_limits<double>::lowest();

// Type 1 conflicts: a segment between real vertices that crosses one between two dummies loses.
Conflicts findConflicts(const LayeredGraph& graph, const std::vector<int>& position) {
  Conflicts conflicts(graph.rank.size());
  for (std::size_t r = 1; r < graph.layers.size(); ++r) {
    const auto& lower = graph.layers[r];
    int left = 0;
    std::size_t scanned = 0;
    for (std::size_t i = 0; i < lower.size(); ++i) {
      int innerUpper = -1;
      if (graph.isDummy(lower[i])) {
        for (const int u : graph.up[at(lower[i])]) {
          if (graph.isDummy(u)) innerUpper = u;
        }
      }
      if (innerUpper < 0 && i + 1 != lower.size()) continue;
      const int right = innerUpper >= 0 ? position[at(innerUpper)] : static_cast<int>(graph.layers[r - 1].size());
      for (; scanned <= i; ++scanned) {
        const int v = lower[scanned];
        for (const int u : graph.up[at(v)]) {
          const int p = position[at(u)];
          if ((p < left || p > right) && !(graph.isDummy(u) && graph.isDummy(v))) conflicts[at(v)].push_back(u);
        }
      }
      left = right;
    }
  }
  return conflicts;
}

// One of the four runs: layers seen from above or below, from the left or from the right (by mirroring).
class Run {
 public:
  Run(const LayeredGraph& graph, const std::vector<double>& width, double gap, double dummyGap,
      const Conflicts& conflicts, bool fromBelow, bool fromRight)
      : m_graph(graph),
        m_width(width),
        m_gap(gap),
        m_dummyGap(dummyGap),
        m_conflicts(conflicts),
        m_fromBelow(fromBelow) {
    m_layers = graph.layers;
    if (fromBelow) std::reverse(m_layers.begin(), m_layers.end());
    if (fromRight) {
      for (auto& layer : m_layers) std::reverse(layer.begin(), layer.end());
    }
    const auto count = graph.rank.size();
    m_position.resize(count);
    m_root.resize(count);
    for (std::size_t v = 0; v < count; ++v) m_root[v] = static_cast<int>(v);
    m_align = m_root;
    for (const auto& layer : m_layers) {
      for (std::size_t i = 0; i < layer.size(); ++i) m_position[at(layer[i])] = static_cast<int>(i);
    }
    alignVertically();
  }

  std::vector<double> coordinates() {
    const auto count = m_graph.rank.size();
    // Blocks as nodes, one edge from each to its right neighbour in every layer: longest paths give the positions.
    std::vector<std::vector<std::pair<int, double>>> right(count);
    std::vector<int> missing(count, 0);
    for (const auto& layer : m_layers) {
      for (std::size_t i = 1; i < layer.size(); ++i) {
        const int u = layer[i - 1];
        const int v = layer[i];
        const double gap = m_graph.isDummy(u) && m_graph.isDummy(v) ? m_dummyGap : m_gap;
        const double distance = (m_width[at(u)] + m_width[at(v)]) / 2 + gap;
        right[at(m_root[at(u)])].emplace_back(m_root[at(v)], distance);
        ++missing[at(m_root[at(v)])];
      }
    }
    std::vector<int> order;
    for (std::size_t v = 0; v < count; ++v) {
      if (m_root[v] == static_cast<int>(v) && missing[v] == 0) order.push_back(static_cast<int>(v));
    }
    std::vector<double> x(count, 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (const auto& [next, distance] : right[at(order[i])]) {
        x[at(next)] = std::max(x[at(next)], x[at(order[i])] + distance);
        if (--missing[at(next)] == 0) order.push_back(next);
      }
    }
    for (auto v = order.rbegin(); v != order.rend(); ++v) {  // pulled towards the right neighbours
      double room = std::numeric_limits<double>::max();
      for (const auto& [next, distance] : right[at(*v)]) room = std::min(room, x[at(next)] - distance);
      if (!right[at(*v)].empty()) x[at(*v)] = std::max(x[at(*v)], room);
    }
    for (std::size_t v = 0; v < count; ++v) x[v] = x[at(m_root[v])];
    return x;
  }

 private:
  void alignVertically() {
    for (std::size_t r = 1; r < m_layers.size(); ++r) {
      int taken = -1;  // position in the layer before that was aligned last
      for (const int v : m_layers[r]) {
        auto around = m_fromBelow ? m_graph.down[at(v)] : m_graph.up[at(v)];
        if (around.empty()) continue;
        std::sort(around.begin(), around.end(), [&](int a, int b) { return m_position[at(a)] < m_position[at(b)]; });
        const auto size = around.size();
        for (const auto median : {(size - 1) / 2, size / 2}) {
          const int u = around[median];
          if (m_align[at(v)] != v || m_position[at(u)] <= taken) continue;
          const auto& losers = m_conflicts[at(m_fromBelow ? u : v)];
          if (std::find(losers.begin(), losers.end(), m_fromBelow ? v : u) != losers.end()) continue;
          m_align[at(u)] = v;
          m_root[at(v)] = m_root[at(u)];
          m_align[at(v)] = m_root[at(v)];
          taken = m_position[at(u)];
        }
      }
    }
  }

  const LayeredGraph& m_graph;
  const std::vector<double>& m_width;
  double m_gap, m_dummyGap;
  const Conflicts& m_conflicts;
  bool m_fromBelow;
  std::vector<std::vector<int>> m_layers;
  std::vector<int> m_position, m_root, m_align;
};

}  // namespace

std::vector<double> assignX(const LayeredGraph& graph, const std::vector<double>& width, double gap, double dummyGap) {
  const auto count = graph.rank.size();
  std::vector<int> position(count, 0);
  for (const auto& layer : graph.layers) {
    for (std::size_t i = 0; i < layer.size(); ++i) position[at(layer[i])] = static_cast<int>(i);
  }
  const auto conflicts = findConflicts(graph, position);
  std::array<std::vector<double>, 4> runs;
  std::array<double, 4> low{}, high{};
  for (std::size_t i = 0; i < 4; ++i) {
    const bool fromRight = i % 2 == 1;
    runs[i] = Run(graph, width, gap, dummyGap, conflicts, i / 2 == 1, fromRight).coordinates();
    low[i] = std::numeric_limits<double>::max();
    high[i] = kUnset;
    for (std::size_t v = 0; v < count; ++v) {
      if (fromRight) runs[i][v] = -runs[i][v];
      low[i] = std::min(low[i], runs[i][v] - width[v] / 2);
      high[i] = std::max(high[i], runs[i][v] + width[v] / 2);
    }
  }
  // All four are laid over the narrowest, then each vertex takes the mean of its two middle positions.
  std::size_t narrowest = 0;
  for (std::size_t i = 1; i < 4; ++i) {
    if (high[i] - low[i] < high[narrowest] - low[narrowest]) narrowest = i;
  }
  std::vector<double> x(count, 0);
  for (std::size_t v = 0; v < count; ++v) {
    std::array<double, 4> candidates{};
    for (std::size_t i = 0; i < 4; ++i) {
      const double shift = i % 2 == 0 ? low[narrowest] - low[i] : high[narrowest] - high[i];
      candidates[i] = runs[i][v] + shift;
    }
    std::sort(candidates.begin(), candidates.end());
    x[v] = (candidates[1] + candidates[2]) / 2;
  }
  return x;
}

}  // namespace pscope

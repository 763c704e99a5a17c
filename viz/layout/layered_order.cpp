#include "viz/layout/layered_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/index.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxDummies = 16000;  // beyond, the longest edges run beside the drawing

// Edges as (from, to) that form no cycle: those that close one in a depth-first walk are turned round.
struct AcyclicEdge {
  int from = 0;
  int to = 0;
  bool reversed = false;
  bool valid = false;
};

std::vector<AcyclicEdge> acyclicEdges(const LayoutGraph& graph) {
  const auto count = graph.nodes.size();
  std::vector<AcyclicEdge> edges(graph.edges.size());
  std::vector<std::vector<std::size_t>> out(count);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const auto [from, to] = graph.edges[e];
    if (from < 0 || to < 0 || at(from) >= count || at(to) >= count || from == to) continue;
    edges[e] = {from, to, false, true};
    out[at(from)].push_back(e);
  }
  enum class Mark : char { New, Open, Closed };
  std::vector<Mark> marks(count, Mark::New);
  std::vector<std::pair<int, std::size_t>> stack;  // node, next outgoing edge
  for (std::size_t start = 0; start < count; ++start) {
    if (marks[start] != Mark::New) continue;
    marks[start] = Mark::Open;
    stack.emplace_back(static_cast<int>(start), 0);
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next == out[at(node)].size()) {
        marks[at(node)] = Mark::Closed;
        stack.pop_back();
        continue;
      }
      auto& edge = edges[out[at(node)][next++]];
      const int target = edge.to;
      if (marks[at(target)] == Mark::Open) {
        std::swap(edge.from, edge.to);
        edge.reversed = true;
      } else if (marks[at(target)] == Mark::New) {
        marks[at(target)] = Mark::Open;
        stack.emplace_back(target, 0);
      }
    }
  }
  return edges;
}

// Longest path from the sources; then sources are pulled down to their consumers.
std::vector<int> longestPathRanks(std::size_t count, const std::vector<AcyclicEdge>& edges) {
  std::vector<std::vector<int>> out(count);
  std::vector<int> missing(count, 0);
  std::vector<bool> isSource(count, true);
  for (const auto& edge : edges) {
    if (!edge.valid) continue;
    out[at(edge.from)].push_back(edge.to);
    ++missing[at(edge.to)];
    isSource[at(edge.to)] = false;
  }
  std::vector<int> rank(count, 0);
  std::vector<int> ready;
  for (std::size_t v = 0; v < count; ++v) {
    if (missing[v] == 0) ready.push_back(static_cast<int>(v));
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {
    const int v = ready[i];
    for (const int w : out[at(v)]) {
      rank[at(w)] = std::max(rank[at(w)], rank[at(v)] + 1);
      if (--missing[at(w)] == 0) ready.push_back(w);
    }
  }
  for (std::size_t v = 0; v < count; ++v) {
    if (!isSource[v] || out[v].empty()) continue;
    int lowest = rank[at(out[v].front())];
    for (const int w : out[v]) lowest = std::min(lowest, rank[at(w)]);
    rank[v] = lowest - 1;
  }
  return rank;
}

// Longest span that may get dummies, so that at most kMaxDummies are made.
int longestSpan(const std::vector<AcyclicEdge>& edges, const std::vector<int>& rank) {
  std::vector<int> spans;
  for (const auto& edge : edges) {
    if (edge.valid) spans.push_back(rank[at(edge.to)] - rank[at(edge.from)]);
  }
  std::sort(spans.begin(), spans.end());
  std::size_t dummies = 0;
  for (const int span : spans) {
    dummies += at(span - 1);
    if (dummies > kMaxDummies) return span - 1;
  }
  return spans.empty() ? 1 : spans.back();
}

std::size_t crossingsBetween(const std::vector<int>& upper, const std::vector<std::vector<int>>& down,
                             const std::vector<int>& position, std::size_t lowerSize) {
  // Inversions of the lower ends, edges sorted by the upper end then the lower: counted with a Fenwick tree.
  std::vector<std::size_t> tree(lowerSize + 1, 0);
  std::size_t seen = 0;
  std::size_t crossings = 0;
  std::vector<int> ends;
  for (const int v : upper) {
    ends.clear();
    for (const int w : down[at(v)]) ends.push_back(position[at(w)]);
    for (const int end : ends) {
      std::size_t notRight = 0;
      for (std::size_t i = at(end) + 1; i > 0; i &= i - 1) notRight += tree[i];
      crossings += seen - notRight;
    }
    for (const int end : ends) {
      for (std::size_t i = at(end) + 1; i <= lowerSize; i += i & (~i + 1)) ++tree[i];
      ++seen;
    }
  }
  return crossings;
}

std::vector<int> positions(const LayeredGraph& graph) {
  std::vector<int> position(graph.rank.size(), 0);
  for (const auto& layer : graph.layers) {
    for (std::size_t i = 0; i < layer.size(); ++i) position[at(layer[i])] = static_cast<int>(i);
  }
  return position;
}

void sortByBarycentre(std::vector<int>& layer, const std::vector<std::vector<int>>& neighbours,
                      std::vector<int>& position) {
  std::vector<std::pair<double, int>> keys;
  keys.reserve(layer.size());
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const auto& around = neighbours[at(layer[i])];
    double key = static_cast<double>(i);  // without neighbours a vertex keeps its place
    if (!around.empty()) {
      double sum = 0;
      for (const int w : around) sum += position[at(w)];
      key = sum / static_cast<double>(around.size());
    }
    keys.emplace_back(key, layer[i]);
  }
  std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < layer.size(); ++i) {
    layer[i] = keys[i].second;
    position[at(layer[i])] = static_cast<int>(i);
  }
}

}  // namespace

LayeredGraph makeLayers(const LayoutGraph& graph) {
  const auto edges = acyclicEdges(graph);
  LayeredGraph result;
  result.realCount = graph.nodes.size();
  result.rank = longestPathRanks(result.realCount, edges);
  int height = 0;
  for (const int rank : result.rank) height = std::max(height, rank + 1);
  result.layers.resize(at(height));
  result.up.resize(result.realCount);
  result.down.resize(result.realCount);
  result.chains.resize(edges.size());
  const int maxSpan = longestSpan(edges, result.rank);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const auto& edge = edges[e];
    if (!edge.valid) continue;
    auto& chain = result.chains[e];
    chain.reversed = edge.reversed;
    chain.vertices.push_back(edge.from);
    chain.direct = result.rank[at(edge.to)] - result.rank[at(edge.from)] > maxSpan;
    for (int rank = result.rank[at(edge.from)] + 1; !chain.direct && rank < result.rank[at(edge.to)]; ++rank) {
      chain.vertices.push_back(static_cast<int>(result.rank.size()));
      result.rank.push_back(rank);
      result.up.emplace_back();
      result.down.emplace_back();
    }
    chain.vertices.push_back(edge.to);
    for (std::size_t i = 1; !chain.direct && i < chain.vertices.size(); ++i) {
      result.down[at(chain.vertices[i - 1])].push_back(chain.vertices[i]);
      result.up[at(chain.vertices[i])].push_back(chain.vertices[i - 1]);
    }
  }
  // Initial order: depth first from the sources, so that chains start out side by side.
  std::vector<bool> seen(result.rank.size(), false);
  std::vector<int> stack;
  for (std::size_t start = 0; start < result.rank.size(); ++start) {
    if (seen[start] || (start < result.realCount && !result.up[start].empty())) continue;
    stack.push_back(static_cast<int>(start));
    while (!stack.empty()) {
      const int v = stack.back();
      stack.pop_back();
      if (seen[at(v)]) continue;
      seen[at(v)] = true;
      result.layers[at(result.rank[at(v)])].push_back(v);
      const auto& next = result.down[at(v)];
      stack.insert(stack.end(), next.rbegin(), next.rend());
    }
  }
  return result;
}

std::size_t countCrossings(const LayeredGraph& graph) {
  const auto position = positions(graph);
  std::size_t crossings = 0;
  for (std::size_t r = 0; r + 1 < graph.layers.size(); ++r) {
    crossings += crossingsBetween(graph.layers[r], graph.down, position, graph.layers[r + 1].size());
  }
  return crossings;
}

void reduceCrossings(LayeredGraph& graph, int sweeps, const std::stop_token& stop) {
  auto best = graph.layers;
  auto fewest = countCrossings(graph);
  auto position = positions(graph);
  int withoutGain = 0;
  for (int sweep = 0; sweep < sweeps && fewest > 0 && withoutGain < 4 && !stop.stop_requested(); ++sweep) {
    const auto count = graph.layers.size();
    for (std::size_t i = 1; i < count; ++i) {
      const bool downwards = sweep % 2 == 0;
      const auto r = downwards ? i : count - 1 - i;
      sortByBarycentre(graph.layers[r], downwards ? graph.up : graph.down, position);
    }
    const auto crossings = countCrossings(graph);
    ++withoutGain;
    if (crossings < fewest) {
      fewest = crossings;
      best = graph.layers;
      withoutGain = 0;
    }
  }
  graph.layers = std::move(best);
}

}  // namespace pscope

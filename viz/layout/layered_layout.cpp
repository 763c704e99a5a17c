#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/layout/graph_layout.h"
#include "viz/layout/layered_order.h"

namespace pscope {
namespace {

constexpr double kMargin = 8;      // points, all around
constexpr double kNodeGap = 18;    // between boxes of a layer
constexpr double kDummyWidth = 4;  // room that a passing edge needs
constexpr double kDummyGap = 6;    // between passing edges
constexpr double kLayerGap = 28;   // between layers, more where edges run far sideways
constexpr double kMaxLayerGap = 90;

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

struct Layers {
  std::vector<double> top, bottom;  // y of each layer's boxes
};

Layers placeLayers(const LayoutGraph& graph, const LayeredGraph& layered, const std::vector<double>& x) {
  Layers result;
  double y = kMargin;
  for (const auto& layer : layered.layers) {
    double height = 0;
    double sideways = 0;
    for (const int v : layer) {
      if (!layered.isDummy(v)) height = std::max(height, graph.nodes[at(v)].height);
      for (const int w : layered.down[at(v)]) sideways = std::max(sideways, std::abs(x[at(v)] - x[at(w)]));
    }
    result.top.push_back(y);
    result.bottom.push_back(y + height);
    y += height + std::min(kMaxLayerGap, kLayerGap + 0.08 * sideways);
  }
  return result;
}

void curveTo(std::vector<GraphLayout::Point>& route, double x, double y) {
  const auto from = route.back();
  const double middle = (from.y + y) / 2;
  route.push_back({from.x, middle});
  route.push_back({x, middle});
  route.push_back({x, y});
}

std::vector<GraphLayout::Point> routeOf(const LayoutGraph& graph, const LayeredGraph& layered,
                                        const LayeredGraph::Chain& chain, const std::vector<GraphLayout::Point>& places,
                                        const Layers& layers) {
  std::vector<GraphLayout::Point> route;
  if (chain.vertices.empty()) return route;
  const int first = chain.vertices.front();
  const int last = chain.vertices.back();
  route.push_back({places[at(first)].x, places[at(first)].y + graph.nodes[at(first)].height / 2});
  const auto leave = layers.bottom[at(layered.rank[at(first)])];
  if (leave > route.back().y + 1e-9) curveTo(route, route.back().x, leave);  // past taller neighbours first
  for (std::size_t i = 1; i + 1 < chain.vertices.size(); ++i) {
    const auto rank = at(layered.rank[at(chain.vertices[i])]);
    const double x = places[at(chain.vertices[i])].x;
    curveTo(route, x, layers.top[rank]);
    if (layers.bottom[rank] > layers.top[rank]) curveTo(route, x, layers.bottom[rank]);
  }
  const double endY = places[at(last)].y - graph.nodes[at(last)].height / 2;
  const double enter = layers.top[at(layered.rank[at(last)])];
  curveTo(route, places[at(last)].x, enter);
  if (endY > enter + 1e-9) curveTo(route, places[at(last)].x, endY);
  const bool straight = std::all_of(route.begin(), route.end(),
                                    [&](const auto& point) { return std::abs(point.x - route.front().x) < 1e-6; });
  if (straight) {
    const auto from = route.front();
    const auto to = route.back();
    route = {from, {from.x, from.y + (to.y - from.y) / 3}, {from.x, from.y + 2 * (to.y - from.y) / 3}, to};
  }
  if (chain.reversed) std::reverse(route.begin(), route.end());
  return route;
}

// A node's edge to itself: a loop at its right side.
std::vector<GraphLayout::Point> loopOf(const GraphLayout::Point& centre, const LayoutGraph::Box& box) {
  const double x = centre.x + box.width / 2;
  const double dy = box.height / 4;
  return {{x, centre.y - dy}, {x + 16, centre.y - 2 * dy}, {x + 16, centre.y + 2 * dy}, {x, centre.y + dy}};
}

}  // namespace

GraphLayout layeredLayout(const LayoutGraph& graph, const std::stop_token& stop) {
  GraphLayout result;
  result.engine = "layered (built in)";
  result.routes.resize(graph.edges.size());
  if (graph.nodes.empty()) return result;
  auto layered = makeLayers(graph);
  reduceCrossings(layered, 12, stop);
  std::vector<double> width(layered.rank.size(), kDummyWidth);
  for (std::size_t v = 0; v < graph.nodes.size(); ++v) width[v] = graph.nodes[v].width;
  auto x = assignX(layered, width, kNodeGap, kDummyGap);
  double left = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest();
  for (std::size_t v = 0; v < x.size(); ++v) {
    left = std::min(left, x[v] - width[v] / 2);
    right = std::max(right, x[v] + width[v] / 2);
  }
  const auto layers = placeLayers(graph, layered, x);
  std::vector<GraphLayout::Point> places(x.size());
  for (std::size_t v = 0; v < x.size(); ++v) {
    const auto rank = at(layered.rank[v]);
    places[v] = {x[v] - left + kMargin, (layers.top[rank] + layers.bottom[rank]) / 2};
  }
  result.centres.assign(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(graph.nodes.size()));
  result.width = right - left + 2 * kMargin;
  result.height = layers.bottom.back() + kMargin;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const auto [from, to] = graph.edges[e];
    result.routes[e] = routeOf(graph, layered, layered.chains[e], places, layers);
    if (from == to && from >= 0 && at(from) < graph.nodes.size()) {
      result.routes[e] = loopOf(result.centres[at(from)], graph.nodes[at(from)]);
      result.width = std::max(result.width, result.routes[e][1].x + kMargin);
    }
  }
  return result;
}

}  // namespace pscope

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "core/base/index.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/layered_order.h"
#include "viz/layout/rounded_route.h"

namespace pscope {
namespace {

constexpr double kMargin = 8;       // points, all around
constexpr double kNodeGap = 18;     // between boxes of a layer
constexpr double kDummyWidth = 4;   // room that a passing edge needs
constexpr double kDummyGap = 6;     // between passing edges
constexpr double kLaneOffset = 16;  // of edges beside the drawing
constexpr double kLaneGap = 6;
constexpr double kLeave = 5;      // from a layer to an edge that runs along it
constexpr double kArrowRoom = 4;  // more at its head
constexpr double kLayerGap = 28;  // between layers, more where edges run far sideways
constexpr double kMaxLayerGap = 90;

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
    const double x = places[at(chain.vertices[i])].x;
    curveTo(route, x, layers.top[at(layered.rank[at(chain.vertices[i])])]);
    // Dummies one below the other are one line.
    while (i + 2 < chain.vertices.size() && std::abs(places[at(chain.vertices[i + 1])].x - x) < 1e-6) ++i;
    const double bottom = layers.bottom[at(layered.rank[at(chain.vertices[i])])];
    if (bottom > route.back().y) addLine(route, {x, bottom});
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

// Edges too long to be led between the boxes run beside the drawing, the shorter ones inside.
class SideLanes {
 public:
  SideLanes(const LayeredGraph& layered, double right) : m_right(right), m_lane(layered.chains.size(), -1) {
    std::vector<std::size_t> edges;
    for (std::size_t e = 0; e < layered.chains.size(); ++e) {
      if (layered.chains[e].direct) edges.push_back(e);
    }
    const auto ends = [&](std::size_t e) {
      const auto& vertices = layered.chains[e].vertices;
      return std::pair(layered.rank[at(vertices.front())], layered.rank[at(vertices.back())]);
    };
    std::stable_sort(edges.begin(), edges.end(), [&](std::size_t a, std::size_t b) {
      return ends(a).second - ends(a).first < ends(b).second - ends(b).first;
    });
    std::vector<std::vector<std::pair<int, int>>> taken;  // per lane the ranks of its edges
    for (const auto e : edges) {
      const auto [top, bottom] = ends(e);
      const auto free = [&](const auto& lane) {
        return std::none_of(lane.begin(), lane.end(),
                            [&](const auto& other) { return other.first < bottom && top < other.second; });
      };
      auto lane = std::find_if(taken.begin(), taken.end(), free);
      if (lane == taken.end()) {
        taken.emplace_back();
        lane = std::prev(taken.end());
      }
      lane->emplace_back(top, bottom);
      m_lane[e] = static_cast<int>(lane - taken.begin());
    }
    m_count = static_cast<int>(taken.size());
  }
  double width() const { return m_count > 0 ? kLaneOffset + kLaneGap * m_count : 0; }

  std::vector<GraphLayout::Point> route(std::size_t edge, const LayoutGraph& graph, const LayeredGraph& layered,
                                        const std::vector<GraphLayout::Point>& places, const Layers& layers) const {
    const auto& chain = layered.chains[edge];
    const int first = chain.vertices.front();
    const int last = chain.vertices.back();
    const double x = m_right + kLaneOffset + kLaneGap * m_lane[edge];
    // Out below the tail's layer, in above the head's, at heights of their own.
    const double shift = 3.0 * (m_lane[edge] % 3);
    const double out = layers.bottom[at(layered.rank[at(first)])] + kLeave + shift;
    const double in = layers.top[at(layered.rank[at(last)])] - kLeave - kArrowRoom - shift;
    const GraphLayout::Point from{places[at(first)].x, places[at(first)].y + graph.nodes[at(first)].height / 2};
    const GraphLayout::Point to{places[at(last)].x, places[at(last)].y - graph.nodes[at(last)].height / 2};
    std::vector<GraphLayout::Point> route = {from};
    addRounded(route, {from, {from.x, out}, {x, out}, {x, in}, {to.x, in}, to});
    if (chain.reversed) std::reverse(route.begin(), route.end());
    return route;
  }

 private:
  double m_right;
  std::vector<int> m_lane;  // per edge, -1: led between the boxes
  int m_count = 0;
};

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
  const SideLanes lanes(layered, right - left + kMargin);
  result.width += lanes.width();
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const auto [from, to] = graph.edges[e];
    result.routes[e] = layered.chains[e].direct ? lanes.route(e, graph, layered, places, layers)
                                                : routeOf(graph, layered, layered.chains[e], places, layers);
    if (from == to && from >= 0 && at(from) < graph.nodes.size()) {
      result.routes[e] = loopOf(result.centres[at(from)], graph.nodes[at(from)]);
      result.width = std::max(result.width, result.routes[e][1].x + kMargin);
    }
  }
  return result;
}

}  // namespace pscope

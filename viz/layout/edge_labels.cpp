#include "viz/layout/edge_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace pscope {
namespace {

constexpr double kCharWidth = 5.8;   // points, 9 point text
constexpr double kTimesWidth = 7.7;  // of a multiplication sign
constexpr double kHeight = 12;
constexpr double kAside = 4;               // from the edge
constexpr double kArrow = 9;               // kept free at its end
constexpr double kSampling = 5;            // distance of the points of an edge that a label must not cover
constexpr std::size_t kMaxPoints = 30000;  // control points, above which edges are not looked at
constexpr double kCell = 48;

using Box = LabelObstacle;

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/// Boxes by the cells of a grid that they touch, each with whom it belongs to.
class Grid {
 public:
  void add(const Box& box, int owner) {
    forCells(box, [&](std::int64_t key) { m_cells[key].push_back({box, owner}); });
  }
  bool free(const Box& box, int except) const {
    bool result = true;
    forCells(box, [&](std::int64_t key) {
      const auto cell = m_cells.find(key);
      if (cell == m_cells.end()) return;
      for (const auto& [other, owner] : cell->second) {
        if (owner != except && overlap(box, other)) result = false;
      }
    });
    return result;
  }

 private:
  template <class Visit>
  static void forCells(const Box& box, Visit visit) {
    const auto cell = [](double v) { return static_cast<std::int64_t>(std::floor(v / kCell)); };
    for (auto x = cell(box.left); x <= cell(box.right); ++x) {
      for (auto y = cell(box.top); y <= cell(box.bottom); ++y) visit(x * 1'000'003 + y);
    }
  }
  std::unordered_map<std::int64_t, std::vector<std::pair<Box, int>>> m_cells;
};

using Point = GraphLayout::Point;

Point onPiece(const std::vector<Point>& route, std::size_t i, double t) {
  const double s = 1 - t;
  const std::array<double, 4> w = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
  Point p;
  for (std::size_t k = 0; k < 4; ++k) {
    p.x += w[k] * route[i + k].x;
    p.y += w[k] * route[i + k].y;
  }
  return p;
}

// Points along a route, about kSampling apart.
std::vector<Point> sampled(const std::vector<Point>& route, double longest) {
  std::vector<Point> points;
  double length = 0;
  for (std::size_t i = 0; i + 3 < route.size() && length < longest; i += 3) {
    const double span = std::hypot(route[i + 3].x - route[i].x, route[i + 3].y - route[i].y);
    const int steps = std::max(1, static_cast<int>(std::ceil(span / kSampling)));
    for (int k = 0; k < steps; ++k) points.push_back(onPiece(route, i, static_cast<double>(k) / steps));
    length += span;
  }
  if (!route.empty()) points.push_back(route.back());
  return points;
}

class Placer {
 public:
  Placer(const NetworkView& view, const GraphLayout& layout, const std::vector<LabelObstacle>& taken)
      : m_view(view), m_layout(layout) {
    for (const auto& box : taken) m_boxes.add(box, -1);
    for (std::size_t i = 0; i < view.items.size(); ++i) {
      const auto& item = view.items[i];
      const auto [x, y] = layout.centres[i];
      m_boxes.add({x - item.width / 2, y - item.height / 2, x + item.width / 2, y + item.height / 2}, -1);
    }
    std::size_t points = 0;
    for (const auto& route : layout.routes) points += route.size();
    if (points > kMaxPoints) return;
    for (std::size_t e = 0; e < layout.routes.size(); ++e) {
      for (const auto& p : sampled(layout.routes[e], 1e9)) {
        m_edges.add({p.x - 1, p.y - 1, p.x + 1, p.y + 1}, view.edges[e].from);
      }
    }
  }

  std::vector<EdgeLabel> run() {
    std::vector<bool> done(m_view.items.size(), false);
    for (std::size_t e = 0; e < m_view.edges.size() && e < m_layout.routes.size(); ++e) {
      const auto from = static_cast<std::size_t>(m_view.edges[e].from);
      if (m_view.edges[e].from < 0 || from >= done.size() || done[from] || m_view.items[from].detail.empty()) continue;
      done[from] = place(e, m_view.items[from].detail);
    }
    return std::move(m_labels);
  }

 private:
  // Near the tail, right of the edge before left of it, then further along.
  bool place(std::size_t edge, const std::string& text) {
    const auto signs = static_cast<double>(std::count(text.begin(), text.end(), 'x'));
    const double width = kCharWidth * static_cast<double>(text.size()) + (kTimesWidth - kCharWidth) * signs + 4;
    const auto points = sampled(m_layout.routes[edge], 160);
    const auto end = m_layout.routes[edge].empty() ? Point{} : m_layout.routes[edge].back();
    for (const auto& p : points) {
      const double fromTail = std::hypot(p.x - points.front().x, p.y - points.front().y);
      if (fromTail < kHeight / 2 + 1 || std::hypot(p.x - end.x, p.y - end.y) < kArrow) continue;
      for (const double left : {p.x + kAside, p.x - kAside - width}) {
        const Box box{left, p.y - kHeight / 2, left + width, p.y + kHeight / 2};
        if (!m_boxes.free(box, -2) || !m_edges.free(box, -2)) continue;
        m_boxes.add(box, -1);
        m_labels.push_back({edge, text, box.left, box.top, width, kHeight});
        return true;
      }
    }
    return false;
  }

  const NetworkView& m_view;
  const GraphLayout& m_layout;
  Grid m_boxes, m_edges;
  std::vector<EdgeLabel> m_labels;
};

}  // namespace

std::vector<EdgeLabel> placeEdgeLabels(const NetworkView& view, const GraphLayout& layout,
                                       const std::vector<LabelObstacle>& taken) {
  if (layout.centres.size() != view.items.size()) return {};
  if (layout.routes.size() != view.edges.size()) return {};
  return Placer(view, layout, taken).run();
}

}  // namespace pscope

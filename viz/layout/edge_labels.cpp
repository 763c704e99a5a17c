#include "viz/layout/edge_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <unordered_map>

namespace pscope {
namespace {

constexpr double kCharWidth = 5.8;   // points, 9 point text
constexpr double kTimesWidth = 7.7;  // of a multiplication sign
constexpr double kHeight = 12;
constexpr double kAside = 5;          // from the edge
constexpr double kArrow = 9;          // kept free at its end
constexpr double kSampling = 4;       // distance of the points of an edge that a label must not cover
constexpr double kMaxLength = 1.5e6;  // of all edges together, above which they are not looked at
constexpr double kCell = 48;

using Box = LabelObstacle;

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/// Boxes by the cells of a grid that they touch; those of very many cells in a list.
class Boxes {
 public:
  void add(const Box& box) {
    if ((box.right - box.left) * (box.bottom - box.top) > kLargestArea) {
      m_large.push_back(box);
      return;
    }
    forCells(box, [&](std::int64_t key) {
      m_cells[key].push_back(box);
      return true;
    });
  }
  bool free(const Box& box) const {
    if (std::any_of(m_large.begin(), m_large.end(), [&](const Box& other) { return overlap(box, other); }))
      return false;
    return forCells(box, [&](std::int64_t key) {
      const auto cell = m_cells.find(key);
      return cell == m_cells.end() || std::none_of(cell->second.begin(), cell->second.end(),
                                                   [&](const Box& other) { return overlap(box, other); });
    });
  }

 private:
  /// False as soon as `visit` says so.
  template <class Visit>
  static bool forCells(const Box& box, Visit visit) {
    const auto cell = [](double v) { return static_cast<std::int64_t>(std::floor(v / kCell)); };
    for (auto x = cell(box.left); x <= cell(box.right); ++x) {
      for (auto y = cell(box.top); y <= cell(box.bottom); ++y) {
        if (!visit(x * 1'000'003 + y)) return false;
      }
    }
    return true;
  }
  static constexpr double kLargestArea = 1'000 * kCell * kCell;
  std::unordered_map<std::int64_t, std::vector<Box>> m_cells;
  std::vector<Box> m_large;
};

/// Where lines pass, in squares of a few points.
class Ink {
 public:
  Ink(double width, double height)
      : m_columns(static_cast<std::int64_t>(width / kSquare) + 2),
        m_rows(static_cast<std::int64_t>(height / kSquare) + 2) {
    if (m_columns * m_rows > kMaxSquares) m_rows = 0;
    m_squares.assign(static_cast<std::size_t>(m_columns * m_rows), false);
  }
  void add(const GraphLayout::Point& p) {
    const auto x = square(p.x);
    const auto y = square(p.y);
    if (x >= 0 && x < m_columns && y >= 0 && y < m_rows) m_squares[static_cast<std::size_t>(y * m_columns + x)] = true;
  }
  bool free(const Box& box) const {
    for (auto y = std::max<std::int64_t>(0, square(box.top)); y <= std::min(m_rows - 1, square(box.bottom)); ++y) {
      for (auto x = std::max<std::int64_t>(0, square(box.left)); x <= std::min(m_columns - 1, square(box.right)); ++x) {
        if (m_squares[static_cast<std::size_t>(y * m_columns + x)]) return false;
      }
    }
    return true;
  }

 private:
  static constexpr double kSquare = 4;
  static constexpr std::int64_t kMaxSquares = 20'000'000;
  static std::int64_t square(double v) { return static_cast<std::int64_t>(std::floor(v / kSquare)); }
  std::int64_t m_columns, m_rows;
  std::vector<bool> m_squares;
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
      : m_view(view), m_layout(layout), m_ink(layout.width, layout.height) {
    for (const auto& box : taken) m_boxes.add(box);
    for (std::size_t i = 0; i < view.items.size(); ++i) {
      const auto& item = view.items[i];
      const auto [x, y] = layout.centres[i];
      m_boxes.add({x - item.width / 2, y - item.height / 2, x + item.width / 2, y + item.height / 2});
    }
    double length = 0;
    for (const auto& route : layout.routes) {
      if (!route.empty()) length += std::abs(route.back().y - route.front().y);
    }
    if (length > kMaxLength) return;
    for (const auto& route : layout.routes) {
      for (const auto& p : sampled(route, std::numeric_limits<double>::max())) m_ink.add(p);
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
        if (!m_ink.free(box) || !m_boxes.free(box)) continue;
        m_boxes.add(box);
        m_labels.push_back({edge, text, box.left, box.top, width, kHeight});
        return true;
      }
    }
    return false;
  }

  const NetworkView& m_view;
  const GraphLayout& m_layout;
  Boxes m_boxes;
  Ink m_ink;
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

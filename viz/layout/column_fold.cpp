#include "viz/layout/column_fold.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/index.h"
#include "viz/layout/rounded_route.h"

namespace pscope {
namespace {

constexpr double kColumnMargin = 8;    // points, all around
constexpr double kGutter = 34;         // between columns, besides the lanes of edges
constexpr double kLane = 7;            // between edges in a gutter
constexpr double kLead = 8;            // from the end of a column to the first edge along it
constexpr double kReadable = 0.72;     // of the size at which text is easily read
constexpr double kComfortable = 1.2;   // of its size: a larger drawing is no better
constexpr double kWorthAColumn = 1.1;  // how much larger everything must become for one column more
constexpr double kMaxGapShift = 0.45;  // of a column's height: how far from equal heights a cut may be
constexpr int kMaxCrossings = 16;
constexpr int kMaxColumns = 12;

using Point = GraphLayout::Point;
using Route = std::vector<Point>;

Point mix(const Point& a, const Point& b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// A cubic piece cut at t: the points of both parts, the middle one shared (de Casteljau).
std::array<Point, 7> split(const Point& a, const Point& b, const Point& c, const Point& d, double t) {
  const Point ab = mix(a, b, t);
  const Point bc = mix(b, c, t);
  const Point cd = mix(c, d, t);
  const Point abc = mix(ab, bc, t);
  const Point bcd = mix(bc, cd, t);
  return {a, ab, abc, mix(abc, bcd, t), bcd, cd, d};
}

// Where a piece that begins above `y` and ends below it passes it.
double parameterAt(const Point& a, const Point& b, const Point& c, const Point& d, double y) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 30; ++i) {
    const double middle = (low + high) / 2;
    (split(a, b, c, d, middle)[3].y < y ? low : high) = middle;
  }
  return (low + high) / 2;
}

bool upwards(const Route& route) {
  return route.back().y < route.front().y;
}

// Where a route that leads downwards passes a height; its last x when it does not.
double crossingX(const Route& route, double y) {
  for (std::size_t i = 0; i + 3 < route.size(); i += 3) {
    if (route[i].y > y || route[i + 3].y <= y) continue;
    const double t = parameterAt(route[i], route[i + 1], route[i + 2], route[i + 3], y);
    return split(route[i], route[i + 1], route[i + 2], route[i + 3], t)[3].x;
  }
  return route.back().x;
}

}  // namespace

ColumnFold::ColumnFold(const LayoutGraph& graph, const GraphLayout& layout, const std::vector<Span>& together)
    : m_graph(graph), m_layout(layout) {
  const auto count = std::min(layout.centres.size(), graph.nodes.size());
  std::vector<Span> rows;
  for (std::size_t i = 0; i < count; ++i) {
    rows.emplace_back(layout.centres[i].y - graph.nodes[i].height / 2, layout.centres[i].y + graph.nodes[i].height / 2);
  }
  std::sort(rows.begin(), rows.end());
  double reached = rows.empty() ? 0 : rows.front().second;
  for (const auto& [top, bottom] : rows) {
    if (top > reached + 2) m_gaps.push_back({(reached + top) / 2, 0, false});
    reached = std::max(reached, bottom);
  }
  const auto slabOf = [this](double y) {
    return static_cast<std::size_t>(
        std::lower_bound(m_gaps.begin(), m_gaps.end(), y, [](const Gap& gap, double v) { return gap.y < v; }) -
        m_gaps.begin());
  };
  m_slabs.assign(m_gaps.size() + 1, {std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()});
  const auto include = [&](double x, double y, double halfWidth) {
    auto& slab = m_slabs[slabOf(y)];
    slab.left = std::min(slab.left, x - halfWidth);
    slab.right = std::max(slab.right, x + halfWidth);
  };
  for (std::size_t i = 0; i < count; ++i) include(layout.centres[i].x, layout.centres[i].y, graph.nodes[i].width / 2);
  std::vector<int> change(m_gaps.size() + 1, 0);
  for (const auto& route : layout.routes) {
    if (route.size() < 2) continue;
    for (const auto& point : route) include(point.x, point.y, 0);
    const auto first = slabOf(std::min(route.front().y, route.back().y));
    const auto last = slabOf(std::max(route.front().y, route.back().y));
    for (std::size_t s = first + 1; s < last; ++s) {  // a straight piece may have no point in a slab that it passes
      m_slabs[s].left = std::min(m_slabs[s].left, std::min(route.front().x, route.back().x));
      m_slabs[s].right = std::max(m_slabs[s].right, std::max(route.front().x, route.back().x));
    }
    if (last <= first) continue;
    ++change[first];
    --change[last];
  }
  int open = 0;
  for (std::size_t g = 0; g < m_gaps.size(); ++g) {
    open += change[g];
    m_gaps[g].crossings = open;
    const double y = m_gaps[g].y;
    m_gaps[g].framed = std::any_of(together.begin(), together.end(), [&](const Span& span) {
      return span.first < y && y < span.second && span.second - span.first < layout.height / 2;
    });
  }
}

ColumnFold::Plan ColumnFold::plan(int columns) const {
  Plan result;
  const double height = m_layout.height;
  const double each = height / std::max(1, columns);
  for (int c = 1; c < columns; ++c) {
    const double wanted = each * c;
    double best = std::numeric_limits<double>::max();
    std::size_t chosen = 0;
    const std::size_t from = result.cuts.empty() ? 0 : result.cuts.back() + 1;
    for (std::size_t g = from; g < m_gaps.size(); ++g) {
      const auto& gap = m_gaps[g];
      const double shift = std::abs(gap.y - wanted) / each;
      if (shift > kMaxGapShift || gap.crossings > kMaxCrossings || gap.framed) continue;
      const double score = shift + 0.2 * gap.crossings;
      if (score >= best) continue;
      best = score;
      chosen = g;
    }
    if (best < std::numeric_limits<double>::max()) result.cuts.push_back(chosen);
  }
  int most = 0;
  for (const auto cut : result.cuts) {
    result.lanes.push_back(m_gaps[cut].crossings);
    most = std::max(most, m_gaps[cut].crossings);
  }
  const double lanes = result.cuts.empty() ? 0 : kLead + kLane * most;
  result.head = lanes;
  double x = kColumnMargin;
  double tallest = 0;
  for (std::size_t c = 0; c <= result.cuts.size(); ++c) {
    const std::size_t first = c == 0 ? 0 : result.cuts[c - 1] + 1;
    const std::size_t last = c == result.cuts.size() ? m_slabs.size() - 1 : result.cuts[c];
    double left = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();
    for (std::size_t s = first; s <= last; ++s) {
      left = std::min(left, m_slabs[s].left);
      right = std::max(right, m_slabs[s].right);
    }
    if (left > right) left = right = 0;
    result.top.push_back(c == 0 ? 0 : m_gaps[result.cuts[c - 1]].y);
    result.bottom.push_back(c == result.cuts.size() ? height : m_gaps[result.cuts[c]].y);
    result.left.push_back(left);
    result.x.push_back(x);
    tallest = std::max(tallest, result.bottom.back() - result.top.back());
    x += right - left + (c < result.cuts.size() ? kGutter + kLane * result.lanes[c] : 0);
  }
  result.width = x + kColumnMargin;
  result.height = tallest + 2 * lanes;
  return result;
}

int ColumnFold::columnAt(const Plan& plan, double y) {
  int column = 0;
  while (at(column) < plan.cuts.size() && y > plan.bottom[at(column)]) ++column;
  return column;
}

ColumnFold::Size ColumnFold::size(int columns) const {
  if (columns <= 1) return {m_layout.width, m_layout.height, 1};
  const auto made = plan(columns);
  return {made.width, made.height, static_cast<int>(made.cuts.size()) + 1};
}

int ColumnFold::columnsFor(double width, double height) const {
  int fitting = 1;  // beside each other, whatever the height
  int best = 1;
  double largest = 0;
  for (int columns = 1; columns <= kMaxColumns; ++columns) {
    const auto size = this->size(columns);
    if (size.columns != columns) continue;
    const double wide = width / std::max(size.width, 1.0);
    const double scale = std::min({wide, height / std::max(size.height, 1.0), kComfortable});
    if (wide >= kReadable) fitting = columns;
    if (scale < kReadable || scale <= largest * kWorthAColumn) continue;
    largest = scale;
    best = columns;
  }
  return largest > 0 ? best : fitting;
}

ColumnFold::Lanes ColumnFold::lanesOf(const Plan& plan, const std::vector<Route>& routes) const {
  struct Passing {
    double x = 0;
    std::size_t edge = 0;
  };
  std::vector<std::vector<Passing>> passing(plan.cuts.size());
  for (std::size_t e = 0; e < routes.size(); ++e) {
    if (routes[e].size() < 4) continue;
    for (int c = columnAt(plan, routes[e].front().y); c < columnAt(plan, routes[e].back().y); ++c) {
      passing[at(c)].push_back({crossingX(routes[e], plan.bottom[at(c)]), e});
    }
  }
  Lanes lanes;
  for (auto& cut : passing) {
    std::stable_sort(cut.begin(), cut.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    lanes.count.push_back(static_cast<int>(cut.size()));
    auto& order = lanes.order.emplace_back(routes.size(), 0);
    for (std::size_t i = 0; i < cut.size(); ++i) order[cut[i].edge] = static_cast<int>(i);
  }
  return lanes;
}

ColumnFold::Route ColumnFold::folded(const Plan& plan, const Lanes& lanes, const Route& route, std::size_t edge) {
  const auto moved = [&plan](const Point& point, int column) {
    return Point{point.x - plan.left[at(column)] + plan.x[at(column)], point.y - plan.top[at(column)] + plan.head};
  };
  int column = columnAt(plan, route.front().y);
  const int last = columnAt(plan, route.back().y);
  Route made = {moved(route.front(), column)};
  for (std::size_t i = 0; i + 3 < route.size(); i += 3) {
    std::array<Point, 4> piece = {route[i], route[i + 1], route[i + 2], route[i + 3]};
    while (column < last && piece[3].y > plan.bottom[at(column)]) {
      const double cut = plan.bottom[at(column)];
      const double t = piece[0].y >= cut ? 0 : parameterAt(piece[0], piece[1], piece[2], piece[3], cut);
      const auto parts = split(piece[0], piece[1], piece[2], piece[3], t);
      for (std::size_t k = 1; k <= 3; ++k) made.push_back(moved(parts[k], column));
      // Down to the foot of the column, through the gutter, over the head of the next: the leftmost edge outside.
      const int order = lanes.order[at(column)][edge];
      const double foot =
          plan.head + cut - plan.top[at(column)] + kLead + kLane * (lanes.count[at(column)] - 1 - order);
      const double head = plan.head - kLead - kLane * order;
      const double gutter = plan.x[at(column) + 1] - kGutter / 2 - kLane * order;
      const Point start = moved(parts[3], column);
      const Point end = moved(parts[3], column + 1);
      addRounded(made, {start, {start.x, foot}, {gutter, foot}, {gutter, head}, {end.x, head}, end});
      piece = {parts[3], parts[4], parts[5], parts[6]};
      ++column;
    }
    for (std::size_t k = 1; k <= 3; ++k) made.push_back(moved(piece[k], column));
  }
  return made;
}

GraphLayout ColumnFold::fold(int columns) const {
  const auto plan = columns <= 1 ? Plan{} : this->plan(columns);
  if (plan.cuts.empty()) return m_layout;
  GraphLayout result;
  result.engine = m_layout.engine;
  result.width = plan.width;
  result.height = plan.height;
  for (const auto& centre : m_layout.centres) {
    const int column = columnAt(plan, centre.y);
    result.column.push_back(column);
    result.centres.push_back(
        {centre.x - plan.left[at(column)] + plan.x[at(column)], centre.y - plan.top[at(column)] + plan.head});
  }
  std::vector<Route> downwards = m_layout.routes;
  for (auto& route : downwards) {
    if (route.size() >= 4 && upwards(route)) std::reverse(route.begin(), route.end());
  }
  const Lanes lanes = lanesOf(plan, downwards);
  for (std::size_t e = 0; e < downwards.size(); ++e) {
    auto& made = result.routes.emplace_back();
    if (downwards[e].size() < 4) continue;  // nothing to draw: straight lines are made of the places of the nodes
    made = folded(plan, lanes, downwards[e], e);
    if (upwards(m_layout.routes[e])) std::reverse(made.begin(), made.end());
  }
  return result;
}

}  // namespace pscope

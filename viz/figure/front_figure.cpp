#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "viz/figure/axis.h"
#include "viz/figure/figure.h"
#include "viz/figure/front_members.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr double kLeft = 74;
constexpr double kRight = 18;
constexpr double kTop = 46;
constexpr double kBottom = 54;
constexpr double kFrontSize = 5.5;
constexpr double kPointSize = 3.2;

constexpr std::array kKinds = {MeasurementKind::Measured, MeasurementKind::Simulated, MeasurementKind::Tabulated,
                               MeasurementKind::Analytic, MeasurementKind::Predicted, MeasurementKind::Proxy};

enum class Role { Front, Dominated, Screened, Infeasible };

// One mark; the kind of measurement decides its shape.
std::string mark(MeasurementKind kind, Role role, double x, double y, double size, const std::string& tooltip) {
  const auto at = [&](double dx, double dy) { return coordinate(x + size * dx) + "," + coordinate(y + size * dy); };
  std::string shape;
  switch (kind) {
    case MeasurementKind::Measured:
      shape = "<circle cx=\"" + coordinate(x) + "\" cy=\"" + coordinate(y) + "\" r=\"" + coordinate(size) + "\"";
      break;
    case MeasurementKind::Simulated:
      shape = "<polygon points=\"" + at(-.9, -.9) + " " + at(.9, -.9) + " " + at(.9, .9) + " " + at(-.9, .9) + "\"";
      break;
    case MeasurementKind::Tabulated:
      shape = "<polygon points=\"" + at(0, -1.2) + " " + at(1.2, 0) + " " + at(0, 1.2) + " " + at(-1.2, 0) + "\"";
      break;
    case MeasurementKind::Analytic:
      shape = "<polygon points=\"" + at(0, -1.2) + " " + at(1.1, .8) + " " + at(-1.1, .8) + "\"";
      break;
    case MeasurementKind::Predicted:
      shape = "<polygon points=\"" + at(0, 1.2) + " " + at(1.1, -.8) + " " + at(-1.1, -.8) + "\"";
      break;
    case MeasurementKind::Proxy:
      shape = "<polygon points=\"" + at(-.35, -1.1) + " " + at(.35, -1.1) + " " + at(.35, -.35) + " " + at(1.1, -.35) +
              " " + at(1.1, .35) + " " + at(.35, .35) + " " + at(.35, 1.1) + " " + at(-.35, 1.1) + " " + at(-.35, .35) +
              " " + at(-1.1, .35) + " " + at(-1.1, -.35) + " " + at(-.35, -.35) + "\"";
      break;
  }
  if (role == Role::Front) {
    shape += std::string(" class=\"ps-front ps-halo\" fill=\"") + figure_colour::kFront + "\" stroke=\"" +
             figure_colour::kBackground + "\" stroke-width=\"1\"";
  } else if (role == Role::Dominated) {
    shape += std::string(" class=\"ps-dominated\" fill=\"none\" stroke=\"") + figure_colour::kDominated +
             "\" stroke-width=\"1.1\"";
  } else if (role == Role::Screened) {
    shape += std::string(" class=\"ps-dominated\" fill=\"none\" stroke=\"") + figure_colour::kDominated +
             "\" stroke-width=\"1.1\" stroke-opacity=\"0.6\" stroke-dasharray=\"0.8 1.4\"";
  } else {
    shape += std::string(" class=\"ps-infeasible\" fill=\"none\" stroke=\"") + figure_colour::kInfeasible +
             "\" stroke-width=\"1.1\" stroke-dasharray=\"2 1.5\"";
  }
  return tooltip.empty() ? shape + "/>\n"
                         : shape + "><title>" + escapeXml(tooltip) + "</title></" +
                               (shape.starts_with("<circle") ? "circle" : "polygon") + ">\n";
}

std::string axisTitle(const Objective& objective) {
  return objective.name + " (" + objective.unit + ")";
}

class FrontFigure {
 public:
  FrontFigure(std::span<const Candidate> candidates, std::span<const Objective> objectives, std::size_t x,
              std::size_t y, int width, int height)
      : m_candidates(candidates),
        m_objectives(objectives),
        m_xObjective(objectives[x]),
        m_yObjective(objectives[y]),
        m_width(width),
        m_height(height),
        m_front(frontMembers(candidates, objectives)),
        m_stairs(frontMembers(candidates, objectives, std::array{x, y})),
        m_x(axis(m_xObjective, kLeft, width - kRight)),
        m_y(axis(m_yObjective, height - kBottom, kTop)) {}

  std::string draw() {
    std::string svg = svgOpen(m_width, m_height, "Front of " + m_yObjective.name + " and " + m_xObjective.name,
                              "Scatter of the candidates; the non-dominated ones are joined by a staircase. "
                              "The table of the front holds the same numbers.");
    svg += grid() + bounds();
    svg += "<clipPath id=\"" + clipName() + "\"><rect x=\"" + coordinate(kLeft) + "\" y=\"" + coordinate(kTop) +
           "\" width=\"" + coordinate(m_width - kLeft - kRight) + "\" height=\"" +
           coordinate(m_height - kTop - kBottom) + "\"/></clipPath>\n";
    svg += others();
    svg += staircase();
    svg += frontMarks();
    svg += legend();  // last: it shows the kinds that were drawn
    return svg + "</svg>\n";
  }

 private:
  static bool drawable(const Measurement* m) { return m != nullptr && std::isfinite(m->value); }
  bool shown(const Candidate& candidate) const {
    return drawable(candidate.measurement(m_xObjective.name)) && drawable(candidate.measurement(m_yObjective.name));
  }
  std::string clipName() const {
    std::string name = "ps-clip-";
    for (const char c : m_xObjective.name + "-" + m_yObjective.name) {
      name += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '-';
    }
    return name;
  }

  Axis axis(const Objective& objective, double from, double to) const {
    std::vector<double> values;
    for (const auto& candidate : m_candidates) {
      if (shown(candidate)) values.push_back(candidate.value(objective.name));
    }
    if (values.empty()) return {0, 1, from, to, false};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double first = *low;
    const double last = *high;
    return {first, last, from, to, Axis::prefersLogarithm(values)};
  }

  std::string grid() const {
    std::string svg;
    const double bottom = m_height - kBottom;
    const double right = m_width - kRight;
    for (const auto& tick : m_x.ticks(7)) {
      svg += svgLine(tick.pixel, kTop, tick.pixel, bottom, "grid", figure_colour::kGrid);
      if (!tick.label.empty()) svg += svgText(tick.pixel, bottom + 17, tick.label, "middle", 11, "muted");
    }
    for (const auto& tick : m_y.ticks(6)) {
      svg += svgLine(kLeft, tick.pixel, right, tick.pixel, "grid", figure_colour::kGrid);
      if (!tick.label.empty()) svg += svgText(kLeft - 8, tick.pixel + 4, tick.label, "end", 11, "muted");
    }
    svg += svgLine(kLeft, bottom, right, bottom, "axis", figure_colour::kAxis);
    svg += svgLine(kLeft, kTop, kLeft, bottom, "axis", figure_colour::kAxis);
    svg += svgText((kLeft + right) / 2, m_height - 14, fullTitle(m_xObjective, m_x), "middle", 12.5);
    const double middle = (kTop + bottom) / 2;
    const std::string turned = "transform=\"rotate(-90 20 " + coordinate(middle) + ")\"";
    svg += svgText(20, middle, fullTitle(m_yObjective, m_y), "middle", 12.5, "text", turned.c_str());
    return svg;
  }
  static std::string fullTitle(const Objective& objective, const Axis& axis) {
    return axisTitle(objective) +
           (objective.direction == Direction::Minimize ? ", less is better" : ", more is better") +
           (axis.logarithmic() ? ", logarithmic" : "");
  }

  std::string bounds() const {
    std::string svg;
    if (m_xObjective.bound && *m_xObjective.bound > m_x.low() && *m_xObjective.bound < m_x.high()) {
      const double x = m_x.pixel(*m_xObjective.bound);
      svg += svgLine(x, kTop, x, m_height - kBottom, "bound", figure_colour::kInfeasible, 1.3, "6 4");
      const bool nearEdge = x > m_width - kRight - 130;  // then the text stands to the left of the line
      svg += svgText(nearEdge ? x - 5 : x + 5, kTop + 12,
                     "bound " + humanNumber(*m_xObjective.bound) + " " + m_xObjective.unit, nearEdge ? "end" : "start",
                     11, "muted");
    }
    if (m_yObjective.bound && *m_yObjective.bound > m_y.low() && *m_yObjective.bound < m_y.high()) {
      const double y = m_y.pixel(*m_yObjective.bound);
      svg += svgLine(kLeft, y, m_width - kRight, y, "bound", figure_colour::kInfeasible, 1.3, "6 4");
      svg += svgText(m_width - kRight - 5, y - 5, "bound " + humanNumber(*m_yObjective.bound) + " " + m_yObjective.unit,
                     "end", 11, "muted");
    }
    return svg;
  }

  // Candidates that are not on the front; what would fall on the same pixels is drawn once.
  std::string others() {
    std::string svg = "<g clip-path=\"url(#" + clipName() + ")\">\n";
    const std::set<std::size_t> onFront(m_front.begin(), m_front.end());
    std::set<std::tuple<int, int, Role, MeasurementKind>> drawn;
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
      const auto& candidate = m_candidates[i];
      if (onFront.contains(i) || !shown(candidate)) continue;
      const auto role = candidate.state == CandidateState::Screened ? Role::Screened
                        : isFeasible(candidate, m_objectives)       ? Role::Dominated
                                                                    : Role::Infeasible;
      const auto kind = candidate.measurement(m_yObjective.name)->kind;
      const double x = m_x.pixel(candidate.value(m_xObjective.name));
      const double y = m_y.pixel(candidate.value(m_yObjective.name));
      m_roles.insert(role);
      m_kinds.insert(kind);
      if (!drawn.emplace(static_cast<int>(x), static_cast<int>(y), role, kind).second) continue;
      svg += mark(kind, role, x, y, kPointSize, "");
    }
    return svg + "</g>\n";
  }

  std::string staircase() const {
    if (m_stairs.empty()) return "";
    const bool xMin = m_xObjective.direction == Direction::Minimize;
    const bool yMin = m_yObjective.direction == Direction::Minimize;
    const double worstX = xMin ? m_width - kRight : kLeft;
    const double worstY = yMin ? kTop : m_height - kBottom;
    std::string path;
    double lastY = worstY;
    for (const auto i : m_stairs) {  // from the best x to the worst
      const double x = m_x.pixel(m_candidates[i].value(m_xObjective.name));
      const double y = m_y.pixel(m_candidates[i].value(m_yObjective.name));
      path += (path.empty() ? "M" : " L") + coordinate(x) + " " + coordinate(lastY) + " L" + coordinate(x) + " " +
              coordinate(y);
      lastY = y;
    }
    path += " L" + coordinate(worstX) + " " + coordinate(lastY);
    return "<path class=\"ps-frontline\" d=\"" + path + "\" fill=\"none\" stroke=\"" + figure_colour::kFront +
           "\" stroke-width=\"1.6\" stroke-linejoin=\"round\"/>\n";
  }

  std::string frontMarks() {
    std::string svg;
    for (const auto i : m_front) {
      const auto& candidate = m_candidates[i];
      const Measurement* mx = candidate.measurement(m_xObjective.name);
      const Measurement* my = candidate.measurement(m_yObjective.name);
      const double x = m_x.pixel(mx->value);
      const double y = m_y.pixel(my->value);
      svg += errorBar(m_x, *mx, y, true) + errorBar(m_y, *my, x, false);
      m_kinds.insert(my->kind);
      svg += mark(my->kind, Role::Front, x, y, kFrontSize,
                  "Candidate " + std::to_string(candidate.id.value) + "\n" + m_yObjective.name + " " +
                      humanNumber(my->value) + " " + my->unit + " (" + kindName(my->kind) + ")\n" + m_xObjective.name +
                      " " + humanNumber(mx->value) + " " + mx->unit + " (" + kindName(mx->kind) + ")\n" +
                      candidate.design);
    }
    return svg;
  }

  std::string errorBar(const Axis& axis, const Measurement& m, double across, bool horizontal) const {
    if (!m.standardError || !(*m.standardError > 0)) return "";
    const double low = axis.pixel(std::max(axis.low(), m.value - *m.standardError));
    const double high = axis.pixel(std::min(axis.high(), m.value + *m.standardError));
    return horizontal ? svgLine(low, across, high, across, "frontline", figure_colour::kFront)
                      : svgLine(across, low, across, high, "frontline", figure_colour::kFront);
  }

  // Above the plot: what the fill means, then what the shapes mean.
  std::string legend() const {
    std::string svg;
    double x = kLeft + 6;
    const double y = 26;
    const auto entry = [&](MeasurementKind kind, Role role, double size, const std::string& text) {
      svg += mark(kind, role, x, y - 4, size, "") + svgText(x + 11, y, text, "start", 11.5, "muted");
      x += 34 + 6.4 * static_cast<double>(text.size());
    };
    const auto kind = m_kinds.empty() ? MeasurementKind::Measured : *m_kinds.begin();
    entry(kind, Role::Front, kFrontSize, "front (" + std::to_string(m_front.size()) + ")");
    if (m_roles.contains(Role::Dominated)) entry(kind, Role::Dominated, kPointSize, "dominated");
    if (m_roles.contains(Role::Screened)) entry(kind, Role::Screened, kPointSize, "screened on a lower rung");
    if (m_roles.contains(Role::Infeasible)) entry(kind, Role::Infeasible, kPointSize, "outside a bound or failed");
    if (m_kinds.empty()) return svg;
    svg += svgText(x, y, m_yObjective.name + ":", "start", 11.5, "muted");
    x += 14 + 6.1 * static_cast<double>(m_yObjective.name.size() + 1);
    for (const auto each : kKinds) {
      if (m_kinds.contains(each)) entry(each, Role::Dominated, kPointSize + 0.6, kindName(each));
    }
    return svg;
  }

  std::span<const Candidate> m_candidates;
  std::span<const Objective> m_objectives;
  const Objective& m_xObjective;
  const Objective& m_yObjective;
  double m_width, m_height;
  std::vector<std::size_t> m_front, m_stairs;
  Axis m_x, m_y;
  std::set<Role> m_roles;
  std::set<MeasurementKind> m_kinds;
};

}  // namespace

std::string frontSvg(std::span<const Candidate> candidates, std::span<const Objective> objectives, std::size_t x,
                     std::size_t y, int width, int height) {
  if (x >= objectives.size() || y >= objectives.size()) return svgOpen(width, height, "No front", "") + "</svg>\n";
  return FrontFigure(candidates, objectives, x, y, width, height).draw();
}

}  // namespace pscope

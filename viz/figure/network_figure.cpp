#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "core/base/number_text.h"
#include "viz/figure/figure.h"
#include "viz/figure/svg_text.h"
#include "viz/layout/edge_labels.h"
#include "viz/layout/route_ends.h"

namespace pscope {
namespace {

constexpr double kArrow = 6;  // length of an arrow head, points

struct Rgb {
  double red = 0.8, green = 0.8, blue = 0.8;
};

Rgb parseColour(const std::string& text) {
  if (text.size() != 7 || text[0] != '#' || text.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos) {
    return {};
  }
  const auto part = [&](std::size_t i) { return std::stoi(text.substr(i, 2), nullptr, 16) / 255.0; };
  return {part(1), part(3), part(5)};
}

// Black or white text, whichever reads better (relative luminance of WCAG 2.1).
const char* textOn(const std::string& colour) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  const auto [red, green, blue] = parseColour(colour);
  const double luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.18 ? "#111418" : "#ffffff";
}

std::string outline(const std::string& shape, double x, double y, double w, double h) {
  const double l = x - w / 2;
  const double r = x + w / 2;
  const double t = y - h / 2;
  const double b = y + h / 2;
  const double cut = std::min(10.0, w / 6);
  const auto polygon = [](std::initializer_list<std::pair<double, double>> points) {
    std::string text = "<polygon points=\"";
    for (const auto& [px, py] : points) text += coordinate(px) + "," + coordinate(py) + " ";
    text.back() = '"';
    return text;
  };
  if (shape == "ellipse") {
    return "<ellipse cx=\"" + coordinate(x) + "\" cy=\"" + coordinate(y) + "\" rx=\"" + coordinate(w / 2) + "\" ry=\"" +
           coordinate(h / 2) + "\"";
  }
  if (shape == "hexagon") return polygon({{l + cut, t}, {r - cut, t}, {r, y}, {r - cut, b}, {l + cut, b}, {l, y}});
  if (shape == "diamond") {
    // Too flat a diamond would leave no room for its text: blunt left and right ends.
    return polygon({{x, t - 3}, {r, y - 4}, {r, y + 4}, {x, b + 3}, {l, y + 4}, {l, y - 4}});
  }
  if (shape == "parallelogram") return polygon({{l + cut, t}, {r, t}, {r - cut, b}, {l, b}});
  if (shape == "trapezium") return polygon({{l + cut, t}, {r - cut, t}, {r, b}, {l, b}});
  return "<rect x=\"" + coordinate(l) + "\" y=\"" + coordinate(t) + "\" width=\"" + coordinate(w) + "\" height=\"" +
         coordinate(h) + "\" rx=\"" + (shape == "point" ? coordinate(h / 2) : "4") + "\"";
}

std::string edgePath(const std::vector<GraphLayout::Point>& route) {
  if (route.size() < 4) return "";
  std::string path = "M" + coordinate(route[0].x) + " " + coordinate(route[0].y);
  for (std::size_t i = 1; i + 2 < route.size(); i += 3) {
    path += " C" + coordinate(route[i].x) + " " + coordinate(route[i].y) + " " + coordinate(route[i + 1].x) + " " +
            coordinate(route[i + 1].y) + " " + coordinate(route[i + 2].x) + " " + coordinate(route[i + 2].y);
  }
  return path;
}

std::string arrowHead(const std::vector<GraphLayout::Point>& route) {
  if (route.size() < 4) return "";
  const auto tip = route.back();
  auto from = route[route.size() - 2];
  double dx = tip.x - from.x;
  double dy = tip.y - from.y;
  double length = std::hypot(dx, dy);
  if (length < 1e-6) {
    from = route[route.size() - 4];
    dx = tip.x - from.x;
    dy = tip.y - from.y;
    length = std::hypot(dx, dy);
  }
  if (length < 1e-6) return "";
  dx /= length;
  dy /= length;
  const double bx = tip.x - kArrow * dx;
  const double by = tip.y - kArrow * dy;
  return std::string("<polygon class=\"ps-arrow\" fill=\"") + figure_colour::kMuted + "\" points=\"" +
         coordinate(tip.x) + "," + coordinate(tip.y) + " " + coordinate(bx - 0.45 * kArrow * dy) + "," +
         coordinate(by + 0.45 * kArrow * dx) + " " + coordinate(bx + 0.45 * kArrow * dy) + "," +
         coordinate(by - 0.45 * kArrow * dx) + "\"/>\n";
}

struct Frame {
  double left = std::numeric_limits<double>::max(), top = left;
  double right = std::numeric_limits<double>::lowest(), bottom = right;
  int repeat = 1;
};

// Frames around the collapsed blocks, with how often each is repeated.
std::string frames(const NetworkView& view, const GraphLayout& layout) {
  std::map<int, Frame> blocks;
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    const auto& item = view.items[i];
    if (item.block < 0) continue;
    auto& frame = blocks[item.block];
    frame.left = std::min(frame.left, layout.centres[i].x - item.width / 2);
    frame.right = std::max(frame.right, layout.centres[i].x + item.width / 2);
    frame.top = std::min(frame.top, layout.centres[i].y - item.height / 2);
    frame.bottom = std::max(frame.bottom, layout.centres[i].y + item.height / 2);
    frame.repeat = item.repeat;
  }
  std::string svg;
  for (const auto& [number, f] : blocks) {
    svg += "<rect class=\"ps-block\" x=\"" + coordinate(f.left - 8) + "\" y=\"" + coordinate(f.top - 8) +
           "\" width=\"" + coordinate(f.right - f.left + 16) + "\" height=\"" + coordinate(f.bottom - f.top + 16) +
           "\" rx=\"8\" fill=\"#f2f4f7\" stroke=\"" + figure_colour::kAxis + "\" stroke-dasharray=\"4 3\"/>\n";
    svg += svgText(f.right + 14, f.top + 6, "\u00d7" + std::to_string(f.repeat), "start", 15, "text",
                   "font-weight=\"700\"");
  }
  return svg;
}

// "2.34 k params"
std::string paramsText(std::int64_t params) {
  if (params <= 0) return "";
  static const char* const kPrefixes[] = {"", "k ", "M ", "G "};
  double value = static_cast<double>(params);
  std::size_t power = 0;
  while (power < 3 && value >= 999.5) {
    value /= 1000;
    ++power;
  }
  return numberText(value, 3) + " " + kPrefixes[power] + "params";
}

// "16x28x28" with real multiplication signs.
std::string withTimes(const std::string& text) {
  std::string result;
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'x' && i > 0 && digit(i - 1) && digit(i + 1)) {
      result += "\u00d7";
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace

std::string networkSvg(const NetworkView& view, const GraphLayout& given) {
  GraphLayout layout = given;
  attachRoutes(view, layout);
  if (layout.centres.size() != view.items.size()) return svgOpen(1, 1, "No network", "") + "</svg>\n";
  constexpr double kPad = 12;
  const bool repeats =
      std::any_of(view.items.begin(), view.items.end(), [](const auto& item) { return item.block >= 0; });
  const double width = layout.width + 2 * kPad + (repeats ? 40 : 0);
  std::string svg =
      svgOpen(width, layout.height + 2 * kPad, "Network of " + std::to_string(view.items.size()) + " parts",
              "Graph of the operators from input to output; repeated blocks are drawn once.");
  svg += "<g transform=\"translate(" + coordinate(kPad) + " " + coordinate(kPad) + ")\">\n" + frames(view, layout);
  for (const auto& route : layout.routes) {
    svg += std::string("<path class=\"ps-edge\" fill=\"none\" stroke=\"") + figure_colour::kMuted +
           "\" stroke-width=\"1.3\" d=\"" + edgePath(route) + "\"/>\n" + arrowHead(route);
  }
  for (const auto& label : placeEdgeLabels(view, layout)) {
    svg += svgText(label.x + 2, label.y + label.height - 3, withTimes(label.text), "start", 9, "muted");
  }
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    const auto& item = view.items[i];
    const auto [x, y] = layout.centres[i];
    const std::string second = paramsText(item.params);
    const char* text = textOn(item.colour);
    svg += "<g><title>" + escapeXml(item.tooltip) + "</title>" + outline(item.shape, x, y, item.width, item.height) +
           " fill=\"" + escapeXml(item.colour) + "\" stroke=\"#000000\" stroke-opacity=\"0.25\"/>\n";
    const auto line = [&](double dy, const std::string& content, double size, const char* opacity) {
      svg += "<text x=\"" + coordinate(x) + "\" y=\"" + coordinate(y + dy) + "\" text-anchor=\"middle\" font-size=\"" +
             coordinate(size) + "\" fill=\"" + text + "\" fill-opacity=\"" + opacity + "\">" + escapeXml(content) +
             "</text>\n";
    };
    line(second.empty() ? 4 : -2, withTimes(item.title), 11, "1");
    if (!second.empty()) line(12, second, 9, "0.8");
    svg += "</g>\n";
  }
  return svg + "</g>\n</svg>\n";
}

}  // namespace pscope

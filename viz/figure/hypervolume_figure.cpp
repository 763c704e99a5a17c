#include <algorithm>
#include <cmath>

#include "viz/figure/axis.h"
#include "viz/figure/figure.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr double kCurveLeft = 74;
constexpr double kCurveRight = 18;
constexpr double kCurveTop = 40;
constexpr double kCurveBottom = 50;
constexpr std::size_t kMaxPoints = 2000;  // of a curve: more cannot be seen

// Indices of the points that are drawn: all, or an even selection with the last one.
std::vector<std::size_t> drawnIndices(std::size_t count) {
  std::vector<std::size_t> indices;
  const std::size_t step = std::max<std::size_t>(1, count / kMaxPoints);
  for (std::size_t i = 0; i < count; i += step) indices.push_back(i);
  if (count > 0 && indices.back() != count - 1) indices.push_back(count - 1);
  return indices;
}

std::string pathOf(std::span<const double> values, const Axis& x, const Axis& y, bool steps) {
  std::string path;
  for (const auto i : drawnIndices(values.size())) {
    if (!std::isfinite(values[i])) continue;
    const std::string px = coordinate(x.pixel(static_cast<double>(i + 1)));
    const std::string py = coordinate(y.pixel(values[i]));
    if (path.empty())
      path = "M" + px + " " + py;
    else
      path += steps ? " H" + px + " V" + py : " L" + px + " " + py;
  }
  return path;
}

std::string bandPath(const HypervolumeBand& band, const Axis& x, const Axis& y) {
  const auto count = std::min(band.low.size(), band.high.size());
  std::string path;
  const auto indices = drawnIndices(count);
  for (const auto i : indices) {
    path += (path.empty() ? "M" : " L") + coordinate(x.pixel(static_cast<double>(i + 1))) + " " +
            coordinate(y.pixel(band.high[i]));
  }
  for (auto i = indices.rbegin(); i != indices.rend(); ++i) {
    path += " L" + coordinate(x.pixel(static_cast<double>(*i + 1))) + " " + coordinate(y.pixel(band.low[*i]));
  }
  return path.empty() ? path : path + " Z";
}

std::string axes(const Axis& x, const Axis& y, double width, double height) {
  std::string svg;
  const double bottom = height - kCurveBottom;
  const double right = width - kCurveRight;
  for (const auto& tick : x.ticks(8)) {
    if (tick.value < 1 || std::floor(tick.value) != tick.value) continue;
    svg += svgLine(tick.pixel, kCurveTop, tick.pixel, bottom, "grid", figure_colour::kGrid);
    svg += svgText(tick.pixel, bottom + 17, tick.label, "middle", 11, "muted");
  }
  for (const auto& tick : y.ticks(5)) {
    svg += svgLine(kCurveLeft, tick.pixel, right, tick.pixel, "grid", figure_colour::kGrid);
    svg += svgText(kCurveLeft - 8, tick.pixel + 4, tick.label, "end", 11, "muted");
  }
  svg += svgLine(kCurveLeft, bottom, right, bottom, "axis", figure_colour::kAxis);
  svg += svgLine(kCurveLeft, kCurveTop, kCurveLeft, bottom, "axis", figure_colour::kAxis);
  svg += svgText((kCurveLeft + right) / 2, height - 12, "evaluations", "middle", 12.5);
  const double middle = (kCurveTop + bottom) / 2;
  const std::string turned = "transform=\"rotate(-90 20 " + coordinate(middle) + ")\"";
  svg += svgText(20, middle, "hypervolume, more is better", "middle", 12.5, "text", turned.c_str());
  return svg;
}

}  // namespace

std::string hypervolumeSvg(std::span<const double> curve, const std::optional<HypervolumeBand>& random, int width,
                           int height) {
  double low = 0;
  double high = 0;
  std::size_t count = curve.size();
  const auto cover = [&](std::span<const double> values) {
    count = std::max(count, values.size());
    for (const double value : values) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  };
  cover(curve);
  if (random) {
    cover(random->low);
    cover(random->high);
  }
  const Axis x(1, static_cast<double>(std::max<std::size_t>(2, count)), kCurveLeft, width - kCurveRight, false);
  const Axis y(low, high, height - kCurveBottom, kCurveTop, false);
  std::string svg = svgOpen(width, height, "Hypervolume over evaluations",
                            "Volume of the objectives dominated by the front after each evaluation" +
                                std::string(random ? ", with the band of random search at equal evaluations." : "."));
  svg += axes(x, y, width, height);
  double legendX = kCurveLeft + 6;
  if (random) {
    svg += "<path d=\"" + bandPath(*random, x, y) + "\" fill=\"" + figure_colour::kBand +
           "\" fill-opacity=\"0.25\" stroke=\"none\"/>\n";
    svg += "<path d=\"" + pathOf(random->median, x, y, false) + "\" fill=\"none\" stroke=\"" + figure_colour::kBand +
           "\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\"/>\n";
  }
  svg += "<path class=\"ps-frontline\" d=\"" + pathOf(curve, x, y, true) + "\" fill=\"none\" stroke=\"" +
         figure_colour::kFront + "\" stroke-width=\"2\"/>\n";
  svg += svgLine(legendX, 20, legendX + 22, 20, "frontline", figure_colour::kFront, 2);
  svg += svgText(legendX + 28, 24, "this search", "start", 11.5, "muted");
  if (random) {
    legendX += 120;
    svg += "<rect x=\"" + coordinate(legendX) + "\" y=\"13\" width=\"22\" height=\"14\" fill=\"" +
           figure_colour::kBand + "\" fill-opacity=\"0.25\"/>\n";
    svg += svgLine(legendX, 20, legendX + 22, 20, "random", figure_colour::kBand, 1.5, "6 4");
    svg += svgText(legendX + 28, 24, "random search: median and band", "start", 11.5, "muted");
  }
  return svg + "</svg>\n";
}

}  // namespace pscope

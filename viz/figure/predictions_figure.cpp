#include "viz/figure/predictions_figure.h"

#include <algorithm>
#include <vector>

#include "core/run/calibration.h"
#include "viz/figure/axis.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr double kPairsLeft = 74;
constexpr double kPairsRight = 18;
constexpr double kPairsTop = 40;
constexpr double kPairsBottom = 54;
constexpr std::size_t kFewestRanked = 3;  // fewer designs have no order worth a number

std::vector<PredictedPair> pairsOf(std::span<const Candidate> candidates, const Objective& objective) {
  std::vector<PredictedPair> pairs;
  for (const auto& candidate : candidates) {
    if (const auto pair = predictedPairOf(candidate, objective.name)) pairs.push_back(*pair);
  }
  return pairs;
}

std::string pairMark(const PredictedPair& pair, const Objective& objective, const Axis& x, const Axis& y) {
  const double reach = kDeviations95 * pair.deviation;
  const double px = x.pixel(pair.measured), py = y.pixel(pair.predicted);
  // A logarithmic axis has no place for what is not above 0.
  const double low = y.logarithmic() ? std::max(pair.predicted - reach, y.low()) : pair.predicted - reach;
  const std::string title = "Candidate " + std::to_string(pair.id.value) + ": predicted " +
                            humanNumber(pair.predicted, 4) + " \u00b1 " + humanNumber(pair.deviation, 2) + " " +
                            objective.unit + ", then " + humanNumber(pair.measured, 4) + " " + objective.unit;
  return "<g>" +
         svgLine(px, y.pixel(low), px, y.pixel(pair.predicted + reach), "dominated", figure_colour::kDominated) +
         "<circle class=\"ps-front\" cx=\"" + coordinate(px) + "\" cy=\"" + coordinate(py) + "\" r=\"3.2\" fill=\"" +
         figure_colour::kFront + "\"/><title>" + escapeXml(title) + "</title></g>\n";
}

/// A few values far above the others, such as the errors of networks that learnt nothing, must not press these
/// together.
bool readBetterOnLogarithm(std::vector<double> values, double low, double high) {
  if (Axis::prefersLogarithm(values)) return true;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return low > 0 && *middle - low < (high - low) / 4;
}

/// Predicted over measured on equal axes, with the diagonal and the 95 % intervals.
std::string pairsSvg(std::span<const PredictedPair> pairs, const Objective& objective, std::size_t index, double width,
                     double height) {
  std::vector<double> values;
  for (const auto& pair : pairs) values.insert(values.end(), {pair.predicted, pair.measured});
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const bool logarithmic = readBetterOnLogarithm(values, *low, *high);
  const Axis x(*low, *high, kPairsLeft, width - kPairsRight, logarithmic);
  const Axis y(*low, *high, height - kPairsBottom, kPairsTop, logarithmic);
  const double bottom = height - kPairsBottom, right = width - kPairsRight;
  std::string svg =
      svgOpen(width, height, "Predicted against measured: " + objective.name,
              "What the strategy expected of each design when it proposed it, over what was found afterwards. On the "
              "diagonal both are the same.");
  for (const auto& tick : x.ticks(8)) {
    svg += svgLine(tick.pixel, kPairsTop, tick.pixel, bottom, "grid", figure_colour::kGrid);
    svg += svgText(tick.pixel, bottom + 17, tick.label, "middle", 11, "muted");
  }
  for (const auto& tick : y.ticks(6)) {
    svg += svgLine(kPairsLeft, tick.pixel, right, tick.pixel, "grid", figure_colour::kGrid);
    svg += svgText(kPairsLeft - 8, tick.pixel + 4, tick.label, "end", 11, "muted");
  }
  svg += svgLine(kPairsLeft, bottom, right, bottom, "axis", figure_colour::kAxis);
  svg += svgLine(kPairsLeft, kPairsTop, kPairsLeft, bottom, "axis", figure_colour::kAxis);
  svg += svgLine(kPairsLeft, bottom, right, kPairsTop, "axis", figure_colour::kAxis, 1, "4 4");
  const std::string clip = "ps-predictions-" + std::to_string(index);
  svg += "<clipPath id=\"" + clip + "\"><rect x=\"" + coordinate(kPairsLeft) + "\" y=\"" + coordinate(kPairsTop) +
         "\" width=\"" + coordinate(right - kPairsLeft) + "\" height=\"" + coordinate(bottom - kPairsTop) +
         "\"/></clipPath>\n<g clip-path=\"url(#" + clip + ")\">\n";
  for (const auto& pair : pairs) svg += pairMark(pair, objective, x, y);
  svg += "</g>\n";
  const std::string title = objective.name + " (" + objective.unit + ")";
  svg += svgText((kPairsLeft + right) / 2, height - 12, title + ", found", "middle", 12.5);
  const double middle = (kPairsTop + bottom) / 2;
  const std::string turned = "transform=\"rotate(-90 20 " + coordinate(middle) + ")\"";
  svg += svgText(20, middle, title + ", predicted", "middle", 12.5, "text", turned.c_str());
  return svg + "</svg>\n";
}

std::string calibrationRow(const Objective& objective, const Calibration& found) {
  const auto cell = [](const std::string& text) { return "<td class=\"number\">" + escapeXml(text) + "</td>"; };
  const auto rank = [&](double value) {
    return found.designs < kFewestRanked ? "<td class=\"number missing\">not known</td>" : cell(humanNumber(value, 3));
  };
  return "<tr><th scope=\"row\">" + escapeXml(objective.name) + "</th>" + cell(std::to_string(found.designs)) +
         rank(found.spearman) + rank(found.kendall) + cell(humanNumber(100 * found.within68, 3) + " %") +
         cell(humanNumber(100 * found.within95, 3) + " %") + "</tr>\n";
}

}  // namespace

std::string predictionsHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives) {
  std::string rows, figures;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    const auto pairs = pairsOf(candidates, objectives[i]);
    if (pairs.empty()) continue;
    rows += calibrationRow(objectives[i], calibrationOf(pairs));
    figures += "<figure>" + pairsSvg(pairs, objectives[i], i, 860, 420) +
               "<figcaption>What the strategy predicted of " + escapeXml(objectives[i].name) +
               " when it proposed a design, over what was found afterwards; the lines are the 95 % "
               "intervals.</figcaption></figure>\n";
  }
  if (rows.empty()) return "";
  std::string html =
      "<div class=\"scroll\"><table><caption>Predictions of the strategy that were put to the test</caption>"
      "<thead><tr>";
  for (const char* title :
       {"Objective", "Designs", "Spearman", "Kendall", "in the 68 % interval", "in the 95 % interval"}) {
    html += std::string("<th scope=\"col\">") + title + "</th>";
  }
  return html + "</tr></thead><tbody>\n" + rows +
         "</tbody></table></div>\n<p class=\"note\">Rank correlations of predicted and found values (1: the same "
         "order). Shares far below 68 % and 95 % mean that the predictions were too sure of themselves. Proposed "
         "designs are a choice of the promising ones, so a rank correlation is lower here than over all "
         "designs.</p>\n" +
         figures;
}

}  // namespace pscope

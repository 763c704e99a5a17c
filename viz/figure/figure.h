#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/record/candidate.h"
#include "core/record/search_config.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// SVG and HTML text, the same for the command line and the window. No Qt. C-locale numbers. All text is escaped.

/// Scatter of the candidates over two objectives with the front as a staircase; unit and kind on the axes.
std::string frontSvg(std::span<const Candidate> candidates, std::span<const Objective> objectives, std::size_t x,
                     std::size_t y, int width = 720, int height = 480);
/// Hypervolume over evaluations, with the band of random search at equal evaluations when given.
struct HypervolumeBand {
  std::vector<double> low, median, high;  ///< per evaluation
};
std::string hypervolumeSvg(std::span<const double> curve, const std::optional<HypervolumeBand>& random, int width = 720,
                           int height = 360);
std::string networkSvg(const NetworkView& view, const GraphLayout& layout);

/// One HTML file: what was searched, front as figure and table with unit, kind, budget, provenance; hypervolume; all
/// candidates.
struct ReportInput {
  SearchConfig config;
  std::string spaceTitle;
  std::vector<Candidate> candidates;
  std::vector<std::pair<std::string, std::string>> networks;  ///< title and SVG of the front's designs
  std::optional<HypervolumeBand> randomBand;
  std::string randomNote;  ///< what the band is
  /// Place in the order of asking, and what the search looked at from there on.
  std::vector<std::pair<std::int64_t, std::string>> foci;
};
std::string reportHtml(const ReportInput& input);

}  // namespace pscope

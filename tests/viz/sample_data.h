#pragma once

#include <QPalette>
#include <vector>

#include "viz/front_plot.h"
#include "viz/layout/network_view.h"

/// Made-up but lifelike data for tests, benchmarks and screenshots of the plots: the same for the same arguments.
namespace pscope::test {

QPalette darkPalette();

/// `count` candidates over latency (ms) and error (%), less is better: a crowded front, some infeasible, a few
/// predicted.
std::vector<PlotPoint> searchPoints(int count, unsigned seed);
/// `count` candidates over MACs (1e6 to 1e9) and accuracy (%), more is better.
std::vector<PlotPoint> accuracyPoints(int count, unsigned seed);
/// Candidate number `index` of the points on the front, by x.
CandidateId frontId(const std::vector<PlotPoint>& points, int index);
/// Sets onFront of the feasible points that no feasible point dominates in the plane.
void markFront(std::vector<PlotPoint>& points, bool minimizeX, bool minimizeY);

std::vector<double> hypervolumeCurve(int count, double scale);

/// A NAS-Bench-201 cell of seven shapes with a repeated block.
NetworkView cellView();
/// A stem, three residual stages of two blocks, and a classifier, as a real network.
Network residualNetwork();
/// `count` blocks in a row with a skip around every fourth.
NetworkView chainView(int count);
/// Rows by longest path from the input, evenly spread: a layout to draw without the layout program.
GraphLayout columnLayout(const NetworkView& view);

}  // namespace pscope::test

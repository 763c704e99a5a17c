#pragma once

#include <QString>
#include <optional>

#include "core/estimate/design_costs.h"

namespace pscope {

/// Cheap quantities for people. @thread the window's

/// "MACs", "Parameters", "Peak activation memory", "Raspberry Pi 4B", or the objective's name.
QString costTitle(const CheapMetric& metric);
/// What it is and how it is known, with unit, source and evidence: for tooltips.
QString costTooltip(const CheapMetric& metric);

/// A unit that keeps numbers short, and how much of the metric's own unit it is.
struct CostUnit {
  double factor = 1;
  QString text;  ///< "M MACs", "KiB", "ms"
};
/// @param typical  a value of the size that will be shown
CostUnit costUnit(const CheapMetric& metric, double typical);

/// Three significant digits in a fitting unit: "312 M", "2.30 MiB", "12.4 ms"; an en dash when not finite. Counts have
/// only the prefix, as their title says what is counted.
QString costText(const CheapMetric& metric, double value);
/// costText() of a difference, with its sign.
QString costChangeText(const CheapMetric& metric, double change);
/// "+3.1 %"; empty where there is no share (0 before, or not finite).
QString percentChangeText(double before, double after);

/// A limit as people type it: "300", "300 M", "1.5 G", "512 KiB", "12 ms"; a number alone is in `unit`.
/// @return in the metric's own unit; nothing for other texts and negative numbers
std::optional<double> parseCost(const QString& text, const CostUnit& unit);

}  // namespace pscope

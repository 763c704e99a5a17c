#pragma once

#include <optional>
#include <vector>

#include "viz/front_data.h"

namespace pscope {

/// Ranges of both axes, in their units, without margins.
struct FrontView {
  struct Span {
    double low = 0, high = 0;
    bool contains(double value) const { return value >= low && value <= high; }
  };
  Span x, y;
  bool everything = true;  ///< false when some points lie outside
};

/// What a plot shows by itself: the whole front, the bulk of all other points (5th to 95th percentile and a fifth more
/// on each side), and a bound that is near. A few far outliers - a design that learnt nothing - would squeeze the front
/// into a corner; they are left outside when they would make an axis more than 1.6 times as long.
/// @param everything  outliers too
/// @return nothing when no point is drawn    @cost O(points); percentiles from at most 4,000 of them
std::optional<FrontView> chooseView(const FrontData& data, const PlotAxis& x, const PlotAxis& y, bool everything);

/// The bulk of `values` where a few far ones would make the axis more than 1.6 times as long, else all of them; nothing
/// for none. As chooseView() does it for one linear axis without a front.
std::optional<FrontView::Span> bulkSpan(const std::vector<double>& values);

/// `span` with 5 % more at both ends, something sensible when they are equal.
FrontView::Span padded(const FrontView::Span& span, bool logarithmic);

/// Points drawn but outside the ranges. @cost O(points)
int countOutside(const FrontData& data, const FrontView::Span& x, const FrontView::Span& y);

}  // namespace pscope

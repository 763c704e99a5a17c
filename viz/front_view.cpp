#include "viz/front_view.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr int kFewPoints = 20;  ///< below, percentiles mean nothing
constexpr std::size_t kSample = 4000;
constexpr double kTail = 0.05;
constexpr double kExtra = 0.2;       ///< of the bulk, on each side
constexpr double kTooLong = 1.6;     ///< full range over focus from which outliers stay outside
constexpr double kBoundReach = 0.5;  ///< of the range: how far away a bound is still near

/// One axis, in units in which it is even: logarithms on a logarithmic axis.
struct Axis {
  bool logarithmic = false;
  double to(double value) const { return logarithmic ? std::log(value) : value; }
  double from(double unit) const { return logarithmic ? std::exp(unit) : unit; }
};

/// Bulk of `values` and all of `front`; both in even units.
FrontView::Span focus(std::vector<double> values, const FrontView::Span& full,
                      const std::optional<FrontView::Span>& front) {
  FrontView::Span span = front.value_or(full);
  if (!values.empty()) {
    const auto percentile = [&values](double share) {
      const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
      std::nth_element(values.begin(), values.begin() + rank, values.end());
      return values[static_cast<std::size_t>(rank)];
    };
    const FrontView::Span bulk{percentile(kTail), percentile(1 - kTail)};
    span = front ? FrontView::Span{std::min(bulk.low, front->low), std::max(bulk.high, front->high)} : bulk;
  }
  const double extra = (span.high - span.low) * kExtra;
  span = {std::max(span.low - extra, full.low), std::min(span.high + extra, full.high)};
  return full.high - full.low > kTooLong * (span.high - span.low) ? span : full;
}

FrontView::Span withBound(FrontView::Span span, const PlotAxis& spec, const Axis& axis) {
  if (!spec.bound || !std::isfinite(*spec.bound) || (axis.logarithmic && *spec.bound <= 0)) return span;
  const double bound = axis.to(*spec.bound);
  const double reach = (span.high - span.low) * kBoundReach;
  if (bound < span.low - reach || bound > span.high + reach) return span;
  return {std::min(span.low, bound), std::max(span.high, bound)};
}

}  // namespace

std::optional<FrontView> chooseView(const FrontData& data, const PlotAxis& x, const PlotAxis& y, bool everything) {
  const auto bounds = data.bounds();
  if (!bounds) return std::nullopt;
  const Axis axisX{x.logarithmic};
  const Axis axisY{y.logarithmic};
  const FrontView::Span fullX{axisX.to(bounds->left), axisX.to(bounds->right)};
  const FrontView::Span fullY{axisY.to(bounds->bottom), axisY.to(bounds->top)};
  FrontView::Span spanX = fullX;
  FrontView::Span spanY = fullY;
  std::vector<double> xs, ys;
  const auto& points = data.points();
  const std::size_t stride = points.size() / kSample + 1;
  for (std::size_t i = 0; i < points.size() && !everything; i += stride) {
    if (!data.isDrawn(points[i]) || points[i].onFront) continue;
    xs.push_back(axisX.to(points[i].x));
    ys.push_back(axisY.to(points[i].y));
  }
  const std::vector<std::int32_t> front = data.front();
  if (!everything && static_cast<int>(xs.size() + front.size()) >= kFewPoints) {
    std::optional<FrontView::Span> frontX, frontY;
    for (const std::int32_t i : front) {
      const auto extend = [](std::optional<FrontView::Span>& span, double value) {
        span = span ? FrontView::Span{std::min(span->low, value), std::max(span->high, value)}
                    : FrontView::Span{value, value};
      };
      extend(frontX, axisX.to(data.point(i).x));
      extend(frontY, axisY.to(data.point(i).y));
    }
    spanX = focus(std::move(xs), fullX, frontX);
    spanY = focus(std::move(ys), fullY, frontY);
  }
  const auto inside = [](const FrontView::Span& span, const FrontView::Span& full) {
    return span.low <= full.low && span.high >= full.high;
  };
  FrontView view;
  view.everything = inside(spanX, fullX) && inside(spanY, fullY);
  spanX = withBound(spanX, x, axisX);
  spanY = withBound(spanY, y, axisY);
  view.x = {axisX.from(spanX.low), axisX.from(spanX.high)};
  view.y = {axisY.from(spanY.low), axisY.from(spanY.high)};
  return view;
}

std::optional<FrontView::Span> bulkSpan(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const FrontView::Span full{*low, *high};
  return static_cast<int>(values.size()) < kFewPoints ? full : focus(values, full, std::nullopt);
}

FrontView::Span padded(const FrontView::Span& span, bool logarithmic) {
  if (logarithmic) {
    const double margin = span.high > span.low ? std::pow(span.high / span.low, 0.05) : 1.5;
    return {span.low / margin, span.high * margin};
  }
  double margin = (span.high - span.low) * 0.05;
  if (margin <= 0) margin = span.low != 0 ? std::abs(span.low) * 0.1 : 1;
  return {span.low - margin, span.high + margin};
}

int countOutside(const FrontData& data, const FrontView::Span& x, const FrontView::Span& y) {
  return static_cast<int>(std::count_if(data.points().begin(), data.points().end(), [&](const PlotPoint& point) {
    return data.isDrawn(point) && !(x.contains(point.x) && y.contains(point.y));
  }));
}

}  // namespace pscope

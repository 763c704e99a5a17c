#include "viz/figure/axis.h"

#include <algorithm>
#include <cmath>

#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr double kMarginShare = 0.05;  // of the range, at both ends
constexpr double kMinDecade = 10;      // a logarithmic axis over less would have no ticks worth the name

}  // namespace

double niceStep(double span, int wanted) {
  const double rough = span / std::max(1, wanted);
  if (!(rough > 0) || !std::isfinite(rough)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

Axis::Axis(double low, double high, double fromPixel, double toPixel, bool logarithmic)
    : m_low(low),
      m_high(high),
      m_fromPixel(fromPixel),
      m_toPixel(toPixel),
      m_logarithmic(logarithmic && low > 0 && high / low > kMinDecade) {
  if (!(m_high > m_low)) {  // one value only: as much room on both sides
    const double room = m_low == 0 ? 1 : std::abs(m_low) * 0.1;
    m_low -= room;
    m_high += room;
  } else if (m_logarithmic) {
    const double factor = std::pow(m_high / m_low, kMarginShare);
    m_low /= factor;
    m_high *= factor;
  } else {
    const double room = kMarginShare * (m_high - m_low);
    // A quantity that is never negative gets no negative axis.
    m_low = m_low >= 0 ? std::max(0.0, m_low - room) : m_low - room;
    m_high += room;
  }
}

bool Axis::prefersLogarithm(std::span<const double> values) {
  if (values.empty()) return false;
  std::vector<double> sorted(values.begin(), values.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const double median = *middle;
  const auto [first, last] = std::minmax_element(sorted.begin(), sorted.end());
  const double low = *first;
  const double high = *last;
  if (!(low > 0)) return false;
  return high / low >= 100 || (high / low >= 8 && (median - low) * 15 < high - low);
}

double Axis::pixel(double value) const {
  const double share =
      m_logarithmic ? std::log(value / m_low) / std::log(m_high / m_low) : (value - m_low) / (m_high - m_low);
  return m_fromPixel + share * (m_toPixel - m_fromPixel);
}

std::vector<Axis::Tick> Axis::ticks(int wanted) const {
  if (m_logarithmic) return logTicks(wanted);
  std::vector<Tick> ticks;
  const double step = niceStep(m_high - m_low, wanted);
  const auto first = static_cast<long long>(std::ceil(m_low / step - 1e-9));
  const auto last = static_cast<long long>(std::floor(m_high / step + 1e-9));
  for (auto i = first; i <= last; ++i) {
    const double value = static_cast<double>(i) * step;
    ticks.push_back({value, pixel(value), tickNumber(value)});
  }
  return ticks;
}

std::vector<Axis::Tick> Axis::logTicks(int wanted) const {
  std::vector<Tick> ticks;
  const int from = static_cast<int>(std::floor(std::log10(m_low)));
  const int to = static_cast<int>(std::ceil(std::log10(m_high)));
  const int every = std::max(1, (to - from) / std::max(1, wanted));
  const bool few = to - from <= 2;  // then 2 and 5 get labels too
  for (int power = from; power <= to; ++power) {
    for (int factor = 1; factor < 10; ++factor) {
      const double value = factor * std::pow(10.0, power);
      if (value < m_low || value > m_high) continue;
      const bool labelled = factor == 1 ? (power - from) % every == 0 : few && (factor == 2 || factor == 5);
      ticks.push_back({value, pixel(value), labelled ? tickNumber(value) : ""});
    }
  }
  return ticks;
}

}  // namespace pscope

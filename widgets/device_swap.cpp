#include "widgets/device_swap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "core/learn/rank_statistics.h"

namespace pscope {
namespace {

std::vector<std::size_t> ranksOf(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    return std::isfinite(values[i]) ? values[i] : std::numeric_limits<double>::infinity();
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::size_t> ranks(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tie = i > 0 && key(order[i]) == key(order[i - 1]);
    ranks[order[i]] = tie ? ranks[order[i - 1]] : i + 1;
  }
  return ranks;
}

/// Non-dominated designs of two quantities that are minimised; equal ones are all kept.
std::vector<bool> frontOf(const std::vector<double>& quality, const std::vector<double>& latency) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < quality.size(); ++i) {
    if (std::isfinite(quality[i]) && std::isfinite(latency[i])) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(latency[a], quality[a]) < std::pair(latency[b], quality[b]);
  });
  std::vector<bool> front(quality.size(), false);
  double best = std::numeric_limits<double>::infinity();
  double bestLatency = 0;
  for (const std::size_t i : order) {
    if (quality[i] < best || (quality[i] == best && latency[i] == bestLatency)) {
      front[i] = true;
      best = quality[i];
      bestLatency = latency[i];
    }
  }
  return front;
}

/// Spearman over the designs that both devices have a latency of.
double agreement(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!std::isfinite(a[i]) || !std::isfinite(b[i])) continue;
    x.push_back(a[i]);
    y.push_back(b[i]);
  }
  return spearmanRho(x, y);
}

}  // namespace

Result<DeviceSwap> swapDevices(const GatheredDesigns& designs, const DeviceSwapQuestion& question,
                               const JobContext& job) {
  DeviceSwap swap;
  const std::size_t count = question.genomes.size();
  const std::size_t devices = question.devices.size();
  std::size_t failed = 0;
  for (const DeviceProfile& device : question.devices) {
    const auto power = device.number("/power/max_W");
    swap.energyMjPerMs.push_back(power && power->value > 0 ? power->value : std::numeric_limits<double>::quiet_NaN());
    auto prices = designs.price(device, question.context, job);
    if (!prices.ok() && prices.error().code == ErrorCode::Cancelled) return prices.error();
    swap.failures.push_back(prices.ok() ? std::nullopt : std::optional(prices.error()));
    failed += prices.ok() ? 0 : 1;
    swap.evidence.push_back(prices.ok() ? prices.value().evidence : "");
    swap.latencyMs.push_back(prices.ok() ? std::move(prices.value().latencyMs)
                                         : std::vector<double>(count, std::numeric_limits<double>::quiet_NaN()));
  }
  if (devices > 0 && failed == devices) return *swap.failures.front();
  const auto noNumbers = [](const std::vector<double>& latencies) {
    return std::none_of(latencies.begin(), latencies.end(), [](double latency) { return std::isfinite(latency); });
  };
  if (designs.failure() && std::all_of(swap.latencyMs.begin(), swap.latencyMs.end(), noNumbers)) {
    return *designs.failure();
  }
  for (std::size_t d = 0; d < devices; ++d) {
    swap.ranks.push_back(ranksOf(swap.latencyMs[d]));
    swap.onFront.push_back(frontOf(question.qualities, swap.latencyMs[d]));
  }
  swap.rankCorrelations.assign(devices, std::vector<double>(devices, 1));
  for (std::size_t a = 0; a < devices; ++a) {
    for (std::size_t b = a + 1; b < devices; ++b) {
      swap.rankCorrelations[a][b] = swap.rankCorrelations[b][a] = agreement(swap.latencyMs[a], swap.latencyMs[b]);
    }
  }
  return swap;
}

Result<DeviceSwap> swapDevices(const Space& space, const DeviceSwapQuestion& question, const JobContext& job) {
  PSCOPE_TRY(const GatheredDesigns designs,
             GatheredDesigns::gather(std::make_shared<const Space>(space), question.genomes, question.scale, job));
  return swapDevices(designs, question, job);
}

}  // namespace pscope

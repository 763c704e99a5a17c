#include "widgets/device_swap.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "core/device/roofline_bank.h"
#include "core/learn/rank_statistics.h"

namespace pscope {
namespace {

constexpr std::size_t kChunk = 256;
constexpr unsigned kMostThreads = 4;
constexpr std::size_t kProgressEvery = 4'096;

/// The devices of a question, those with rooflines together.
struct Models {
  std::vector<RooflineModel> rooflines;
  std::vector<std::size_t> rooflinePlaces;  ///< device of each
  std::vector<std::unique_ptr<CostModel>> others;
  std::vector<std::size_t> otherPlaces;
};

/// Prices one part of the designs. @thread one at a time
class Pricer {
 public:
  Pricer(const Models& models, std::vector<std::vector<double>>& latencies)
      : m_bank(models.rooflines), m_models(models), m_latencies(latencies), m_values(models.rooflines.size()) {
    for (const auto& model : models.others) m_others.push_back(model->clone());
  }
  void price(const Network& network, std::size_t design) {
    if (!m_values.empty()) {
      m_bank.latencies(network, m_values);
      for (std::size_t i = 0; i < m_values.size(); ++i) m_latencies[m_models.rooflinePlaces[i]][design] = m_values[i];
    }
    for (std::size_t i = 0; i < m_others.size(); ++i) {
      m_latencies[m_models.otherPlaces[i]][design] = m_others[i]->latencyMs(network);
    }
  }

 private:
  RooflineBank m_bank;
  const Models& m_models;
  std::vector<std::unique_ptr<CostModel>> m_others;
  std::vector<std::vector<double>>& m_latencies;
  std::vector<double> m_values;
};

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

Result<Models> modelsOf(const DeviceSwapQuestion& question, DeviceSwap& swap) {
  Models models;
  for (std::size_t i = 0; i < question.devices.size(); ++i) {
    const DeviceProfile& device = question.devices[i];
    auto roofline = RooflineModel::create(device, question.context);
    const auto power = device.number("/power/max_W");
    swap.energyMjPerMs.push_back(power && power->value > 0 ? power->value : std::numeric_limits<double>::quiet_NaN());
    PSCOPE_TRY(auto best, createCostModel(device, question.context));
    // A fit, where there is one, knows better than the roofline.
    const bool fitted = dynamic_cast<RooflineModel*>(best.get()) == nullptr;
    swap.evidence.push_back(fitted ? "fitted" : roofline.value().evidence());
    if (fitted) {
      models.others.push_back(std::move(best));
      models.otherPlaces.push_back(i);
    } else {
      models.rooflines.push_back(std::move(roofline).value());
      models.rooflinePlaces.push_back(i);
    }
  }
  return models;
}

}  // namespace

Result<DeviceSwap> swapDevices(const Space& space, const DeviceSwapQuestion& question, const JobContext& job) {
  DeviceSwap swap;
  PSCOPE_TRY(const Models models, modelsOf(question, swap));
  const std::size_t count = question.genomes.size();
  const std::size_t devices = question.devices.size();
  swap.latencyMs.assign(devices, std::vector<double>(count, std::numeric_limits<double>::quiet_NaN()));
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::mutex mutex;
  std::optional<Error> failure;
  const auto work = [&] {
    Pricer pricer(models, swap.latencyMs);
    for (std::size_t begin = next.fetch_add(kChunk); begin < count; begin = next.fetch_add(kChunk)) {
      if (job.stop.stop_requested()) return;
      const std::size_t end = std::min(count, begin + kChunk);
      for (std::size_t i = begin; i < end; ++i) {
        const auto network = space.lower(question.genomes[i], question.scale);
        if (network.ok()) {
          pricer.price(network.value(), i);
        } else {
          const std::scoped_lock lock(mutex);
          if (!failure) failure = network.error();
        }
      }
      const std::size_t all = done.fetch_add(end - begin) + end - begin;
      if (all / kProgressEvery != (all - (end - begin)) / kProgressEvery) {
        const std::scoped_lock lock(mutex);
        job.report({static_cast<std::int64_t>(all), static_cast<std::int64_t>(count), "", -1});
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    const unsigned wanted = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
    for (unsigned i = 1; i < wanted && i * kChunk < count; ++i) threads.emplace_back(work);
    work();
  }
  if (job.stop.stop_requested()) {
    return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The comparison was cancelled."));
  }
  if (failure && done == count && count > 0 && !std::isfinite(swap.latencyMs[0][0])) return *failure;
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

}  // namespace pscope

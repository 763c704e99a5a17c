#include "core/device/gathered_designs.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "core/base/hash.h"

namespace pscope {
namespace {

constexpr std::size_t kDesignsOfChunk = 256;  ///< between two looks at the stop token
constexpr unsigned kMostGatherers = 4;
constexpr std::size_t kMostParts = 64;  ///< each is priced by a model of its own: more are gathered anew

Error gatheringCancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The comparison was cancelled."));
}

std::vector<std::size_t> firstOfEqual(const std::vector<Genome>& genomes) {
  const auto hash = [](const Genome* genome) {
    const auto* bytes = reinterpret_cast<const char*>(genome->data());
    return static_cast<std::size_t>(hash64(std::string_view(bytes, genome->size() * sizeof(int))));
  };
  const auto equal = [](const Genome* a, const Genome* b) { return *a == *b; };
  std::unordered_map<const Genome*, std::size_t, decltype(hash), decltype(equal)> known(genomes.size(), hash, equal);
  std::vector<std::size_t> first;
  first.reserve(genomes.size());
  for (const Genome& genome : genomes) first.push_back(known.emplace(&genome, first.size()).first->second);
  return first;
}

/// Runs `work(begin, end, thread)` over all chunks on some threads. Exceptions are thrown again after all have joined.
/// @return false when stop was requested
bool overChunks(std::size_t first, std::size_t count, const JobContext& job,
                const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
  std::atomic<std::size_t> next = first, done = 0;
  std::mutex mutex;
  std::exception_ptr exception;
  const auto run = [&](std::size_t thread) {
    try {
      for (std::size_t begin = next.fetch_add(kDesignsOfChunk); begin < count;
           begin = next.fetch_add(kDesignsOfChunk)) {
        if (job.stop.stop_requested()) return;
        const std::size_t end = std::min(count, begin + kDesignsOfChunk);
        work(begin, end, thread);
        const std::size_t all = done.fetch_add(end - begin) + end - begin;
        const std::scoped_lock lock(mutex);
        if (all % (16 * kDesignsOfChunk) < kDesignsOfChunk) {
          job.report({static_cast<std::int64_t>(all), static_cast<std::int64_t>(count - first), "", -1});
        }
      }
    } catch (...) {
      const std::scoped_lock lock(mutex);
      exception = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> threads;
    const unsigned wanted = std::clamp(std::thread::hardware_concurrency(), 1u, kMostGatherers);
    for (std::size_t i = 1; i < wanted && first + i * kDesignsOfChunk < count; ++i) threads.emplace_back(run, i);
    run(0);
  }  // joined
  if (exception) std::rethrow_exception(exception);
  return !job.stop.stop_requested();
}

}  // namespace

Result<GatheredDesigns> GatheredDesigns::gather(std::shared_ptr<const Space> space, std::vector<Genome> genomes,
                                                const std::string& scale, const JobContext& job,
                                                const GatheredDesigns* before) {
  GatheredDesigns gathered;
  gathered.m_space = std::move(space);
  gathered.m_genomes = std::move(genomes);
  gathered.m_first = firstOfEqual(gathered.m_genomes);
  gathered.m_scale = scale;
  std::size_t first = 0;
  if (before != nullptr && before->m_scale == scale && before->m_space->hash() == gathered.m_space->hash() &&
      before->m_parts.size() < kMostParts && before->m_genomes.size() <= gathered.m_genomes.size() &&
      std::equal(before->m_genomes.begin(), before->m_genomes.end(), gathered.m_genomes.begin())) {
    gathered.m_parts = before->m_parts;
    gathered.m_failure = before->m_failure;
    first = before->m_genomes.size();
  }
  std::vector<std::shared_ptr<Part>> made(kMostGatherers);
  for (auto& part : made) part = std::make_shared<Part>();
  std::mutex mutex;
  const bool finished =
      overChunks(first, gathered.m_genomes.size(), job, [&](std::size_t begin, std::size_t end, std::size_t thread) {
        Part& part = *made[thread];
        for (std::size_t i = begin; i < end; ++i) {
          if (gathered.m_first[i] != i) continue;
          const auto network = gathered.m_space->lower(gathered.m_genomes[i], scale);
          if (network.ok()) {
            part.signatures.add(network.value());
            part.designs.push_back(i);
            continue;
          }
          const std::scoped_lock lock(mutex);
          if (!gathered.m_failure) gathered.m_failure = network.error();
        }
      });
  if (!finished) return gatheringCancelled();
  for (auto& part : made) {
    if (!part->designs.empty()) gathered.m_parts.push_back(std::move(part));
  }
  return gathered;
}

Result<GatheredDesigns::Prices> GatheredDesigns::price(const DeviceProfile& profile, const CostContext& context,
                                                       const JobContext& job) const {
  CostContext own = context;
  own.space = m_space->name();
  PSCOPE_TRY(const auto model, createCostModel(profile, own));
  Prices prices;
  prices.latencyMs.assign(m_genomes.size(), std::numeric_limits<double>::quiet_NaN());
  if (m_parts.empty()) return prices;
  const Genome& example = m_genomes[m_parts.front()->designs.front()];
  PSCOPE_TRY(const Network network, m_space->lower(example, m_scale));
  if (const auto trial = model->estimateDesign({*m_space, example, network}); trial.ok()) {
    prices.model = trial.value().model;
    prices.evidence = trial.value().evidence;
  }
  for (const auto& part : m_parts) {
    if (job.stop.stop_requested()) return gatheringCancelled();
    auto latencies = part->signatures.latenciesMs(profile, own);
    if (!latencies.ok() && latencies.error().code == ErrorCode::Unsupported) {
      PSCOPE_TRY(prices.latencyMs, priceOneByOne(*model, job));
      return prices;
    }
    if (!latencies.ok()) return latencies.error();
    for (std::size_t i = 0; i < part->designs.size(); ++i) {
      prices.latencyMs[part->designs[i]] = latencies.value()[i];
    }
  }
  spread(prices.latencyMs);
  return prices;
}

void GatheredDesigns::spread(std::vector<double>& latencies) const {
  for (std::size_t i = 0; i < latencies.size(); ++i) latencies[i] = latencies[m_first[i]];
}

Result<std::vector<double>> GatheredDesigns::priceOneByOne(const CostModel& model, const JobContext& job) const {
  std::vector<double> latencies(m_genomes.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<std::unique_ptr<CostModel>> models;
  for (unsigned i = 0; i < kMostGatherers; ++i) models.push_back(model.clone());
  std::mutex mutex;
  std::optional<Error> failure;
  std::size_t priced = 0;
  const bool finished =
      overChunks(0, m_genomes.size(), job, [&](std::size_t begin, std::size_t end, std::size_t thread) {
        std::size_t known = 0;
        std::optional<Error> first;
        for (std::size_t i = begin; i < end; ++i) {
          if (m_first[i] != i) continue;
          const auto network = m_space->lower(m_genomes[i], m_scale);
          if (!network.ok()) continue;  // told by gather()
          const auto latency = models[thread]->designLatencyMs({*m_space, m_genomes[i], network.value()});
          if (latency.ok()) {
            latencies[i] = latency.value();
            ++known;
          } else if (!first) {
            first = latency.error();
          }
        }
        const std::scoped_lock lock(mutex);
        priced += known;
        if (first && !failure) failure = std::move(first);
      });
  if (!finished) return gatheringCancelled();
  if (failure && priced == 0) return *failure;
  spread(latencies);
  return latencies;
}

}  // namespace pscope

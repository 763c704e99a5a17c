#include "core/estimate/space_profile.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

namespace pscope {
namespace {

constexpr int kChunk = 64;  ///< designs between two looks at the stop token: a few milliseconds
constexpr unsigned kMostThreads = 4;

/// The designs of one chunk, in their order.
struct Chunk {
  std::vector<Genome> designs;
  std::vector<double> values;  ///< [design][metric]
  std::int64_t drawn = 0, violating = 0, failed = 0;
  std::optional<Error> firstViolation, firstFailure;
  bool done = false;
};

Chunk priceChunk(DesignCosts& costs, int first, int end, std::uint64_t seed) {
  Chunk chunk;
  for (int i = first; i < end; ++i) {
    Rng rng(deriveSeed(seed, static_cast<std::uint64_t>(i)));
    Genome genome = costs.space().sample(rng);
    ++chunk.drawn;
    auto priced = costs.price(genome);
    if (!priced.ok()) {
      ++chunk.failed;
      if (!chunk.firstFailure) chunk.firstFailure = std::move(priced).error();
      continue;
    }
    if (priced.value().violation) {
      ++chunk.violating;
      if (!chunk.firstViolation) chunk.firstViolation = std::move(priced.value().violation);
      continue;
    }
    chunk.designs.push_back(std::move(genome));
    const auto& values = priced.value().values;
    chunk.values.insert(chunk.values.end(), values.begin(), values.end());
  }
  chunk.done = true;
  return chunk;
}

void appendValue(SpaceProfile& profile, Chunk chunk) {
  const std::size_t metrics = profile.metrics.size();
  for (std::size_t i = 0; i < chunk.designs.size(); ++i) {
    profile.designs.push_back(std::move(chunk.designs[i]));
    for (std::size_t m = 0; m < metrics; ++m) profile.values[m].push_back(chunk.values[i * metrics + m]);
  }
  profile.drawn += chunk.drawn;
  profile.violating += chunk.violating;
  profile.failed += chunk.failed;
  if (!profile.firstViolation) profile.firstViolation = std::move(chunk.firstViolation);
  if (!profile.firstFailure) profile.firstFailure = std::move(chunk.firstFailure);
}

/// Chunks as the threads finish them, joined in their order.
class Chunks {
 public:
  Chunks(int samples, std::uint64_t seed, std::stop_token stop)
      : m_samples(samples), m_seed(seed), m_stop(std::move(stop)) {
    m_chunks.resize(static_cast<std::size_t>((samples + kChunk - 1) / kChunk));
  }

  /// Prices the next chunk that nobody has taken. False: there is none, or stop was requested.
  bool priceNext(DesignCosts& costs) {
    const std::size_t index = m_next.fetch_add(1);
    if (index >= m_chunks.size() || m_stop.stop_requested()) return false;
    const int first = static_cast<int>(index) * kChunk;
    Chunk chunk = priceChunk(costs, first, std::min(first + kChunk, m_samples), m_seed);
    const std::scoped_lock lock(m_mutex);
    m_chunks[index] = std::move(chunk);
    return true;
  }

  /// A thread ended by an exception: the others go on to their ends, and it is thrown again after all have joined.
  void fail(std::exception_ptr exception) {
    const std::scoped_lock lock(m_mutex);
    if (!m_exception) m_exception = std::move(exception);
  }
  void rethrow() {
    if (m_exception) std::rethrow_exception(m_exception);
  }

  /// Appends what is complete up to the first gap. @return whether anything was
  bool appendTo(SpaceProfile& profile) {
    const std::scoped_lock lock(m_mutex);
    const std::size_t before = m_joined;
    while (m_joined < m_chunks.size() && m_chunks[m_joined].done) appendValue(profile, std::move(m_chunks[m_joined++]));
    return m_joined > before;
  }

 private:
  const int m_samples;
  const std::uint64_t m_seed;
  const std::stop_token m_stop;
  std::atomic<std::size_t> m_next = 0;
  std::mutex m_mutex;
  std::vector<Chunk> m_chunks;
  std::size_t m_joined = 0;
  std::exception_ptr m_exception;
};

}  // namespace

double SpaceProfile::median(std::size_t metric) const {
  std::vector<double> sorted = values[metric];
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  if (sorted.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(sorted.begin(), middle)) / 2;
}

Result<SpaceProfile> profileSpace(const DesignCosts& costs, const ProfileOptions& options, const JobContext& job,
                                  const std::function<void(const SpaceProfile&)>& partial) {
  SpaceProfile profile;
  profile.metrics = costs.metrics();
  profile.values.resize(profile.metrics.size());
  Chunks chunks(std::max(0, options.samples), options.seed, job.stop);
  {
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
    const int threads = options.threads > 0 ? options.threads : static_cast<int>(cores);
    std::vector<std::jthread> helpers;
    for (int i = 1; i < threads; ++i) {
      helpers.emplace_back([&chunks, own = costs]() mutable {
        try {
          while (chunks.priceNext(own)) {
          }
        } catch (...) {
          chunks.fail(std::current_exception());
        }
      });
    }
    DesignCosts own = costs;
    while (chunks.priceNext(own)) {
      if (!chunks.appendTo(profile)) continue;
      job.report({profile.drawn, options.samples, "samples"});
      if (partial) partial(profile);
    }
  }  // joined
  chunks.rethrow();
  if (job.stop.stop_requested()) {
    return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Estimate", "Pricing the sample was cancelled."));
  }
  chunks.appendTo(profile);
  return profile;
}

Share shareMeeting(const SpaceProfile& profile, std::span<const MetricBound> bounds) {
  std::uint64_t meeting = 0;
  for (std::size_t i = 0; i < profile.designs.size(); ++i) {
    const bool meets = std::all_of(bounds.begin(), bounds.end(), [&](const MetricBound& bound) {
      return profile.metrics[bound.metric].meets(profile.values[bound.metric][i], bound.limit);
    });
    if (meets) ++meeting;
  }
  return wilsonShare(meeting, profile.designs.size());
}

}  // namespace pscope

#pragma once

#include <chrono>
#include <compare>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/run/latency_meter.h"

namespace pscope {

/// A timing that is to be done: a design, or one of its operators.
struct TimedItem {
  std::string design;
  int node = -1;  ///< of its network; -1: the whole; kAnchorItem: as the beginning or end of a run
  auto operator<=>(const TimedItem&) const = default;
};
inline constexpr int kAnchorItem = -2;

/// Every timing of a measurement, in a CSV file that grows with each of them.
/// @thread one at a time
class TimingSamples {
 public:
  explicit TimingSamples(std::string file) : m_file(std::move(file)) {}

  /// Takes up what an earlier run left, if there was one; a last line that was cut is dropped.
  /// @error Io; Parse with file and line: a damaged row
  Status open();
  bool empty() const { return m_samples.empty(); }
  bool has(const TimedItem& item, int round) const;
  /// @error Io, ReadOnly, DiskFull
  Status append(const TimedItem& item, int round, const LatencySample& sample);
  const std::map<int, LatencySample>& of(const TimedItem& item) const;  ///< by round
  /// When the newest timing of an item was taken, those of the beginning and the end of a run aside: ISO 8601, UTC;
  /// empty: not known, none, or of a program that did not write it down.
  const std::string& newest() const { return m_newest; }
  /// The least of an item's rounds, or of the first of them: other programs only add to a time.
  LatencySample best(const TimedItem& item, int rounds = std::numeric_limits<int>::max()) const;

 private:
  void date(int node, const std::string& time);

  std::string m_file;
  bool m_dated = true;  ///< the file has a column for it
  std::string m_newest;
  std::map<TimedItem, std::map<int, LatencySample>> m_samples;
};

/// Times designs until they repeat themselves: the first timings are those of a cold process or a slow clock.
/// @return the last timing of each, which agree with those before them, or come after the patience ended
/// @error those of the meter; Cancelled
Result<std::vector<LatencySample>> warmTimings(const std::vector<std::string>& designs, LatencyMeter& meter,
                                               const JobContext& job);

/// Runs the timings that are not there yet, in rounds, each in another order: a slow minute spoils one value of each
/// item, not all of one.
/// @thread one at a time
class TimingRounds {
 public:
  /// All are used as long as this lives. @param expected  timings in all, for progress
  TimingRounds(LatencyMeter& meter, TimingSamples& samples, int rounds, std::uint64_t seed, std::int64_t expected,
               const JobContext& job);
  /// The timings of the items in the rounds `from` to before `end`. @error those of the meter, of TimingSamples;
  /// Cancelled
  Status run(const std::vector<TimedItem>& items, int from, int end);
  /// Warms up and times each anchor; nothing is written yet, so that a device which does not answer leaves no trace.
  /// @error as run()
  Result<std::vector<LatencySample>> warmUp(const std::vector<TimedItem>& anchors);
  /// Writes one more timing of each anchor, those of warmUp(). @error of TimingSamples
  Status begin(const std::vector<TimedItem>& anchors, const std::vector<LatencySample>& timings);
  /// One more timing of each anchor. @error as run()
  Status end(const std::vector<TimedItem>& anchors);
  std::size_t there() const { return m_there; }  ///< timings that were found done

 private:
  Result<LatencySample> timed(const TimedItem& item);
  Status append(const TimedItem& anchor, const LatencySample& sample);
  void report(int round) const;

  LatencyMeter& m_meter;
  TimingSamples& m_samples;
  int m_rounds;
  std::uint64_t m_seed;
  std::int64_t m_expected;
  const JobContext& m_job;
  std::size_t m_there = 0;
  std::int64_t m_done = 0;
  std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

}  // namespace pscope

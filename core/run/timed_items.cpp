#include "core/run/timed_items.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/record/measurement.h"

namespace pscope {
namespace {

constexpr double kSettledPercent = 2;  ///< timings that agree so well are of a warm machine
constexpr int kMostWarmups = 6;
constexpr double kLargestCell = 1e9;
constexpr std::array<const char*, 8> kSampleColumns = {"design",    "node",   "round", "latency_ms",
                                                       "median_ms", "p95_ms", "runs",  "time"};
constexpr std::size_t kTimeColumn = kSampleColumns.size() - 1;  ///< older files end before it

Error damagedSample(const CsvTable& table, std::size_t line) {
  return makeError(ErrorCode::Parse,
                   PSCOPE_TR_NOOP("Measuring", "This is no timing that was written by a measurement."),
                   PSCOPE_TR_NOOP("Measuring", "Remove the line, or measure into another folder."), table.file(),
                   "line " + std::to_string(line));
}

Error cancelledMeasuring() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The measurement was cancelled."),
                   PSCOPE_TR_NOOP("Measuring", "What was measured is kept: start it again to go on."));
}

}  // namespace

Status TimingSamples::open() {
  std::error_code code;
  if (!std::filesystem::exists(m_file, code)) return {};
  PSCOPE_TRY(std::string text, readFile(m_file));
  const std::size_t end = text.rfind('\n');
  const bool cut = end + 1 != text.size();
  text.resize(end == std::string::npos ? 0 : end + 1);
  if (cut) PSCOPE_CHECK(writeFileAtomically(m_file, text));
  if (text.empty()) return {};
  PSCOPE_TRY(const CsvTable table, CsvTable::parse(std::move(text), m_file));
  m_dated = table.columns().size() == kSampleColumns.size();
  if (!m_dated && table.columns().size() != kTimeColumn) return damagedSample(table, 1);
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    std::vector<double> numbers;
    for (std::size_t column = 1; column < kTimeColumn; ++column) {
      const auto number = parseNumber(table.cell(row, column));
      const bool latency = column >= 3 && column <= 5;
      if (!number || !(std::abs(*number) < kLargestCell) || (latency && *number <= 0)) {
        return damagedSample(table, table.line(row));
      }
      numbers.push_back(*number);
    }
    m_samples[{std::string(table.cell(row, 0)), static_cast<int>(numbers[0])}].emplace(
        static_cast<int>(numbers[1]), LatencySample{numbers[2], numbers[3], numbers[4], static_cast<int>(numbers[5])});
    if (m_dated) date(static_cast<int>(numbers[0]), std::string(table.cell(row, kTimeColumn)));
  }
  return {};
}

void TimingSamples::date(int node, const std::string& time) {
  if (node != kAnchorItem) m_newest = std::max(m_newest, time);  // texts of this form are in the order of time
}

bool TimingSamples::has(const TimedItem& item, int round) const {
  const auto found = m_samples.find(item);
  return found != m_samples.end() && found->second.contains(round);
}

Status TimingSamples::append(const TimedItem& item, int round, const LatencySample& sample) {
  errno = 0;
  std::ofstream file(m_file, std::ios::app);
  if (file && file.tellp() == 0) file << csvLine({kSampleColumns.begin(), kSampleColumns.end()});
  std::vector<std::string> cells = {item.design, std::to_string(item.node), std::to_string(round)};
  for (const double value : {sample.latencyMs, sample.medianMs, sample.p95Ms}) cells.push_back(numberText(value));
  cells.push_back(std::to_string(sample.runs));
  if (m_dated) {
    cells.push_back(provenanceOfThisProgram().time);
    date(item.node, cells.back());
  }
  file << csvLine(cells);
  file.flush();
  if (!file) return systemError(errno, PSCOPE_TR_NOOP("Measuring", "A measurement cannot be written."), m_file);
  m_samples[item].emplace(round, sample);
  return {};
}

const std::map<int, LatencySample>& TimingSamples::of(const TimedItem& item) const {
  static const std::map<int, LatencySample> kNone;
  const auto found = m_samples.find(item);
  return found == m_samples.end() ? kNone : found->second;
}

LatencySample TimingSamples::best(const TimedItem& item, int rounds) const {
  LatencySample best;
  for (const auto& [round, sample] : of(item)) {
    if (round >= rounds) break;
    const int runs = best.runs + sample.runs;
    if (best.runs == 0 || sample.latencyMs < best.latencyMs) best = sample;
    best.runs = runs;
  }
  return best;
}

Result<std::vector<LatencySample>> warmTimings(const std::vector<std::string>& designs, LatencyMeter& meter,
                                               const JobContext& job) {
  std::vector<LatencySample> before;
  for (int pass = 0; pass < kMostWarmups; ++pass) {
    std::vector<LatencySample> now;
    double change = before.empty() ? 100 : 0;
    for (const std::string& design : designs) {
      if (job.stop.stop_requested()) return cancelledMeasuring();
      PSCOPE_TRY(const LatencySample sample, meter.measure(design, -1, job));
      if (!before.empty()) {
        change = std::max(change, 100 * std::abs(sample.latencyMs / before[now.size()].latencyMs - 1));
      }
      now.push_back(sample);
    }
    before = std::move(now);
    if (change <= kSettledPercent) break;
  }
  return before;
}

TimingRounds::TimingRounds(LatencyMeter& meter, TimingSamples& samples, int rounds, std::uint64_t seed,
                           std::int64_t expected, const JobContext& job)
    : m_meter(meter), m_samples(samples), m_rounds(rounds), m_seed(seed), m_expected(expected), m_job(job) {}

Status TimingRounds::run(const std::vector<TimedItem>& items, int from, int end) {
  for (int round = from; round < end; ++round) {
    for (const TimedItem& item : items) m_there += m_samples.has(item, round) ? 1 : 0;
  }
  for (int round = from; round < end; ++round) {
    std::vector<TimedItem> order = items;
    Rng rng(deriveSeed(m_seed, static_cast<std::uint64_t>(round) + 1));
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    for (const TimedItem& item : order) {
      if (m_samples.has(item, round)) continue;
      PSCOPE_TRY(const LatencySample sample, timed(item));
      PSCOPE_CHECK(m_samples.append(item, round, sample));
      ++m_done;
      report(round);
    }
  }
  return {};
}

Result<std::vector<LatencySample>> TimingRounds::warmUp(const std::vector<TimedItem>& anchors) {
  std::vector<std::string> designs;
  designs.reserve(anchors.size());
  for (const TimedItem& anchor : anchors) designs.push_back(anchor.design);
  return warmTimings(designs, m_meter, m_job);
}

Status TimingRounds::begin(const std::vector<TimedItem>& anchors, const std::vector<LatencySample>& timings) {
  m_start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < anchors.size(); ++i) PSCOPE_CHECK(append(anchors[i], timings[i]));
  return {};
}

Status TimingRounds::end(const std::vector<TimedItem>& anchors) {
  for (const TimedItem& anchor : anchors) {
    PSCOPE_TRY(const LatencySample sample, timed(anchor));
    PSCOPE_CHECK(append(anchor, sample));
  }
  return {};
}

Result<LatencySample> TimingRounds::timed(const TimedItem& item) {
  if (m_job.stop.stop_requested()) return cancelledMeasuring();
  return m_meter.measure(item.design, std::max(item.node, -1), m_job);
}

Status TimingRounds::append(const TimedItem& anchor, const LatencySample& sample) {
  return m_samples.append(anchor, static_cast<int>(m_samples.of(anchor).size()), sample);
}

void TimingRounds::report(int round) const {
  const auto there = static_cast<std::int64_t>(m_there);
  const std::int64_t left = std::max<std::int64_t>(m_expected - there - m_done, 0);
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
  m_job.report({m_done + there, m_expected, "round " + std::to_string(round + 1) + " of " + std::to_string(m_rounds),
                passed / static_cast<double>(m_done) * static_cast<double>(left)});
}

}  // namespace pscope

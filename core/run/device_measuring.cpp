#include "core/run/device_measuring.h"

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <utility>

#include "core/base/build_info.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/device/device_fit.h"
#include "core/network/live_nodes.h"
#include "core/network/operator_catalogue.h"
#include "core/network/signature.h"

namespace pscope {
namespace {

constexpr int kPool = 2'000;        ///< designs that are looked through for operators
constexpr int kPoolTries = 20'000;  ///< draws for them: a small space repeats itself
constexpr int kFewestDesigns = 5;   ///< that a fit takes
constexpr std::size_t kMostOperators = 400;
constexpr std::size_t kAnchors = 3;
constexpr int kAnchorItem = -2;  ///< in samples.csv, in place of a node

using Clock = std::chrono::steady_clock;

std::string operatorText(const Signature& signature) {
  const OpAttributes& a = signature.attributes;
  std::string text(operatorInfo(signature.op).name);
  if (signature.op == Op::Conv2d || operatorInfo(signature.op).kind == OperatorKind::Pool) {
    text +=
        " " + std::to_string(a.kernelHeight) + "x" + std::to_string(a.kernelWidth) + " s" + std::to_string(a.stride);
    if (a.dilation > 1) text += " d" + std::to_string(a.dilation);
    if (a.groups > 1) text += " g" + std::to_string(a.groups);
  }
  if (signature.inputCount > 1) text += " of " + std::to_string(signature.inputCount);
  return text + " " + signature.input.text() + " > " + signature.output.text();
}

/// A timing that is to be done: a design, one of its operators, or an anchor.
struct Item {
  std::string design;
  int node = -1;
  auto operator<=>(const Item&) const = default;
};

/// What is measured, chosen before anything is.
struct Sampled {
  std::vector<Genome> learn, check;
  std::vector<MeasuredOperator> operators;
};

/// Operators of a network that a runtime runs, as signatures.
std::vector<SignatureId> operatorsOf(const Network& network, SignatureTable& table) {
  const auto alive = liveNodes(network);
  std::vector<SignatureId> ids(network.nodes().size(), -1);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (alive[i] && network.nodes()[i].op != Op::Input) ids[i] = table.intern(signatureOf(network, network.nodes()[i]));
  }
  return ids;
}

Result<Sampled> choose(const Space& space, const MeasuringPlan& plan, SignatureTable& table, bool operators) {
  Rng rng(plan.seed);
  std::vector<Genome> pool;
  std::set<Genome> seen;
  for (int i = 0; i < kPoolTries && pool.size() < kPool; ++i) {
    Genome genome = space.sample(rng);
    if (seen.insert(genome).second) pool.push_back(std::move(genome));
  }
  const auto wanted = static_cast<std::size_t>(std::max(plan.designs, 0));
  const auto judging = std::min(static_cast<std::size_t>(std::max(plan.check, 0)),
                                pool.size() > kFewestDesigns ? pool.size() - kFewestDesigns : 0);
  if (pool.size() < kFewestDesigns || plan.designs < kFewestDesigns) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Measuring", "A fit needs at least %1 designs.").arg(std::to_string(kFewestDesigns)),
        PSCOPE_TR_NOOP("Measuring", "Ask for more designs, or choose a larger space."));
  }
  Sampled choice;
  choice.check.assign(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(judging));
  std::map<SignatureId, std::size_t> places;  ///< into choice.operators
  std::vector<Genome> first, later;
  for (std::size_t i = 0; i < pool.size(); ++i) {
    PSCOPE_TRY(const Network network, space.lower(pool[i], plan.scale));
    const auto ids = operatorsOf(network, table);
    bool isNew = false;
    std::set<SignatureId> counted;
    for (std::size_t node = 0; node < ids.size(); ++node) {
      if (ids[node] < 0 || !counted.insert(ids[node]).second) continue;
      const auto [place, added] = places.emplace(ids[node], choice.operators.size());
      // An operator is learnt from a design that is not judged by.
      if (added) {
        choice.operators.push_back(
            {operatorText(table[ids[node]]), space.text(pool[i]), static_cast<int>(node), 0, {}});
        isNew = true;
      }
      ++choice.operators[place->second].designs;
    }
    if (i < judging) continue;
    (isNew ? first : later).push_back(pool[i]);
  }
  choice.learn = std::move(first);
  choice.learn.insert(choice.learn.end(), later.begin(), later.end());
  if (choice.learn.size() > wanted) choice.learn.resize(wanted);
  if (!operators) choice.operators.clear();
  std::stable_sort(choice.operators.begin(), choice.operators.end(),
                   [](const auto& a, const auto& b) { return a.designs > b.designs; });
  if (choice.operators.size() > kMostOperators) choice.operators.resize(kMostOperators);
  // Those with inputs of different shapes are not timed alone.
  std::vector<MeasuredOperator> timed;
  for (MeasuredOperator& each : choice.operators) {
    PSCOPE_TRY(const Genome genome, space.parse(each.design));
    PSCOPE_TRY(const Network network, space.lower(genome, plan.scale));
    if (operatorNetwork(network, each.node).ok()) timed.push_back(std::move(each));
  }
  choice.operators = std::move(timed);
  return choice;
}

/// Every timing, in a file that grows with each of them.
class Samples {
 public:
  explicit Samples(std::string file) : m_file(std::move(file)) {}

  /// Takes up what an earlier run left; a last line that was cut is dropped.
  Status open() {
    if (!std::filesystem::exists(m_file)) {
      return writeFileAtomically(m_file,
                                 csvLine({"design", "node", "round", "latency_ms", "median_ms", "p95_ms", "runs"}));
    }
    PSCOPE_TRY(std::string text, readFile(m_file));
    const std::size_t end = text.rfind('\n');
    const bool cut = end + 1 != text.size();
    text.resize(end == std::string::npos ? 0 : end + 1);
    if (cut) PSCOPE_CHECK(writeFileAtomically(m_file, text));
    PSCOPE_TRY(const CsvTable table, CsvTable::parse(text, m_file));
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
      const auto number = [&](std::size_t column) { return parseNumber(table.cell(row, column)).value_or(0); };
      add({std::string(table.cell(row, 0)), static_cast<int>(number(1))}, static_cast<int>(number(2)),
          {number(3), number(4), number(5), static_cast<int>(number(6))});
    }
    return {};
  }
  bool has(const Item& item, int round) const {
    const auto found = m_samples.find(item);
    return found != m_samples.end() && found->second.contains(round);
  }
  Status append(const Item& item, int round, const LatencySample& sample) {
    std::ofstream file(m_file, std::ios::app);
    file << csvLine({item.design, std::to_string(item.node), std::to_string(round), numberText(sample.latencyMs),
                     numberText(sample.medianMs), numberText(sample.p95Ms), std::to_string(sample.runs)});
    file.flush();
    if (!file) {
      return makeError(ErrorCode::Io, PSCOPE_TR_NOOP("Measuring", "A measurement cannot be written."),
                       PSCOPE_TR_NOOP("Measuring", "Check whether there is room and the folder may be written."),
                       m_file);
    }
    add(item, round, sample);
    return {};
  }
  const std::map<int, LatencySample>& of(const Item& item) const {
    static const std::map<int, LatencySample> kNone;
    const auto found = m_samples.find(item);
    return found == m_samples.end() ? kNone : found->second;
  }
  /// The least of an item's rounds: other programs only add to a time.
  LatencySample best(const Item& item) const {
    LatencySample best;
    for (const auto& [round, sample] : of(item)) {
      const int runs = best.runs + sample.runs;
      if (best.runs == 0 || sample.latencyMs < best.latencyMs) best = sample;
      best.runs = runs;
    }
    return best;
  }

 private:
  void add(const Item& item, int round, const LatencySample& sample) { m_samples[item].emplace(round, sample); }

  std::string m_file;
  std::map<Item, std::map<int, LatencySample>> m_samples;
};

double medianOf(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Json planJson(const Space& space, const MeasuringPlan& plan, const LatencyMeter& meter) {
  return {{"space", space.name()},   {"space_hash", space.hash()}, {"scale", plan.scale},         {"batch", plan.batch},
          {"designs", plan.designs}, {"check", plan.check},        {"operators", plan.operators}, {"seed", plan.seed},
          {"meter", meter.text()},   {"cpu", machineState().cpu}};
}

/// A folder belongs to one plan: timings of two must not be mixed.
Status claimFolder(const std::string& folder, const Json& plan) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  const std::string file = folder + "/plan.json";
  if (!std::filesystem::exists(file)) return writeFileAtomically(file, plan.dump(1) + "\n");
  PSCOPE_TRY(const Json known, readJsonFile(file));
  if (known == plan) return {};
  return makeError(
      ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Measuring", "This folder holds measurements of another plan."),
      PSCOPE_TR_NOOP("Measuring", "Choose another folder, or give the same space, designs and seed."), file);
}

/// Runs the timings of all rounds that are not there yet.
class Rounds {
 public:
  Rounds(const MeasuringPlan& plan, LatencyMeter& meter, Samples& samples, const JobContext& job)
      : m_plan(plan), m_meter(meter), m_samples(samples), m_job(job) {}

  Status run(const std::vector<Item>& items, const std::vector<Item>& anchors) {
    for (int round = 0; round < m_plan.rounds; ++round) {
      for (const Item& item : items) (m_samples.has(item, round) ? m_there : m_left) += 1;
    }
    m_total = static_cast<std::int64_t>(m_left);
    PSCOPE_CHECK(time(anchors));
    for (int round = 0; round < m_plan.rounds; ++round) {
      std::vector<Item> order = items;
      Rng rng(deriveSeed(m_plan.seed, static_cast<std::uint64_t>(round) + 1));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
      for (const Item& item : order) {
        if (m_samples.has(item, round)) continue;
        PSCOPE_CHECK(measure(item, round));
        --m_left;
        report(round);
      }
    }
    return time(anchors);
  }
  std::size_t there() const { return m_there; }

 private:
  Status measure(const Item& item, int round) {
    if (m_job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The measurement was cancelled."),
                       PSCOPE_TR_NOOP("Measuring", "What was measured is kept: start it again to go on."));
    }
    PSCOPE_TRY(const LatencySample sample, m_meter.measure(item.design, std::max(item.node, -1), m_job));
    return m_samples.append(item, round, sample);
  }
  Status time(const std::vector<Item>& anchors) {
    for (const Item& anchor : anchors) {
      PSCOPE_CHECK(measure(anchor, static_cast<int>(m_samples.of(anchor).size())));
    }
    return {};
  }
  void report(int round) const {
    const std::int64_t done = m_total - static_cast<std::int64_t>(m_left);
    const double passed = std::chrono::duration<double>(Clock::now() - m_start).count();
    m_job.report({done, m_total, "round " + std::to_string(round + 1) + " of " + std::to_string(m_plan.rounds),
                  passed / static_cast<double>(std::max<std::int64_t>(done, 1)) * static_cast<double>(m_left)});
  }

  const MeasuringPlan& m_plan;
  LatencyMeter& m_meter;
  Samples& m_samples;
  const JobContext& m_job;
  std::size_t m_there = 0;
  std::size_t m_left = 0;
  std::int64_t m_total = 0;
  Clock::time_point m_start = Clock::now();
};

/// Writes one table with the columns of a sample behind those of its own.
Status writeSamples(const std::string& file, const std::string& header,
                    const std::vector<std::vector<std::string>>& rows) {
  std::string text = header;
  for (const auto& row : rows) text += csvLine(row);
  return writeFileAtomically(file, text);
}

std::vector<std::string> sampleCells(const LatencySample& sample) {
  return {numberText(sample.latencyMs), numberText(sample.medianMs), numberText(sample.p95Ms),
          std::to_string(sample.runs)};
}

/// Sum of an operator table over a network; NaN where an entry is missing.
double tableLatency(const Network& network, SignatureTable& signatures, const std::map<std::string, double>& table) {
  double sum = 0;
  for (const SignatureId id : operatorsOf(network, signatures)) {
    if (id < 0) continue;
    const auto found = table.find(operatorText(signatures[id]));
    if (found == table.end()) return std::numeric_limits<double>::quiet_NaN();
    sum += found->second;
  }
  return sum;
}

Status writeTables(const MeasuringReport& report, const std::string& folder) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& each : report.designs) {
    rows.push_back({each.design});
    for (auto& cell : sampleCells(each.sample)) rows.back().push_back(std::move(cell));
  }
  PSCOPE_CHECK(writeSamples(folder + "/designs.csv", "design,latency_ms,median_ms,p95_ms,runs\n", rows));
  if (report.operators.empty()) return {};
  rows.clear();
  for (const auto& each : report.operators) {
    rows.push_back({each.text, std::to_string(each.designs)});
    for (auto& cell : sampleCells(each.sample)) rows.back().push_back(std::move(cell));
  }
  return writeSamples(folder + "/operators.csv", "operator,designs,latency_ms,median_ms,p95_ms,runs\n", rows);
}

Status writeCheck(const MeasuringReport& report, const std::string& folder) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& each : report.check) {
    rows.push_back({each.measured.design, numberText(each.measured.sample.latencyMs), numberText(each.fitMs),
                    std::isfinite(each.tableMs) ? numberText(each.tableMs) : ""});
  }
  return writeSamples(folder + "/check.csv", "design,measured_ms,fit_ms,table_ms\n", rows);
}

Json qualityJson(const std::optional<FitQuality>& quality) {
  if (!quality) return nullptr;
  return {{"networks", quality->designs},
          {"spearman", quality->spearman},
          {"kendall", quality->kendall},
          {"median_error_pct", quality->medianErrorPercent},
          {"within_5_pct", quality->within5Percent},
          {"within_10_pct", quality->within10Percent}};
}

Status writeReport(const MeasuringReport& report, const Json& plan, const MachineState& before,
                   const std::string& folder) {
  const MachineState after = machineState();
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
  const Json json = {{"plan", plan},
                     {"program", std::string(programVersion()) + " " + programCommit()},
                     {"cpu", before.cpu},
                     {"cores", before.cores},
                     {"governor", before.governor.empty() ? Json() : Json(before.governor)},
                     {"load_before", number(before.load)},
                     {"load_after", number(after.load)},
                     {"spread_between_rounds_pct", number(report.spreadPercent)},
                     {"drift_pct", number(report.driftPercent)},
                     {"seconds", report.seconds},
                     {"fit", qualityJson(report.fitQuality)},
                     {"operator_table", qualityJson(report.tableQuality)}};
  return writeFileAtomically(folder + "/report.json", json.dump(1) + "\n");
}

/// Learns from the designs and judges by the check.
Status learn(const Space& space, const MeasuringPlan& plan, const Sampled& choice, SignatureTable& signatures,
             const std::string& folder, const JobContext& job, MeasuringReport& report) {
  DeviceProfile blank = DeviceProfile::fromJson(Json{{"name", "this-machine"}}, "").value();
  DeviceFitOptions options;
  options.batch = plan.batch;
  options.precision = "fp32";
  options.scale = plan.scale;
  MeasurementSource source;
  source.file = folder + "/designs.csv";
  source.column = "latency_ms";
  source.keyColumn = "design";
  JobContext quiet;
  quiet.stop = job.stop;
  PSCOPE_TRY(DeviceFit fit, fitDevice(blank, space, source, options, quiet));
  std::map<std::string, double> table;
  for (const auto& each : report.operators) table.emplace(each.text, each.sample.latencyMs);
  std::vector<double> measured, fitted, summed, measuredOfSummed;
  for (std::size_t i = 0; i < report.check.size(); ++i) {
    PSCOPE_TRY(const Network network, space.lower(choice.check[i], plan.scale));
    CheckedNetwork& each = report.check[i];
    each.fitMs = fit.model.latencyMs(network);
    each.tableMs = tableLatency(network, signatures, table);
    measured.push_back(each.measured.sample.latencyMs);
    fitted.push_back(each.fitMs);
    if (!std::isfinite(each.tableMs)) continue;
    summed.push_back(each.tableMs);
    measuredOfSummed.push_back(measured.back());
  }
  if (!measured.empty()) report.fitQuality = fitQuality(fitted, measured);
  if (!summed.empty()) report.tableQuality = fitQuality(summed, measuredOfSummed);
  report.fit = std::move(fit);
  return {};
}

}  // namespace

MachineState machineState() {
  MachineState state;
  state.cores = static_cast<int>(std::thread::hardware_concurrency());
  std::ifstream cpus("/proc/cpuinfo");
  for (std::string line; std::getline(cpus, line);) {
    if (!line.starts_with("model name")) continue;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) state.cpu = line.substr(colon + 2);
    break;
  }
  std::ifstream governor("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  std::getline(governor, state.governor);
  double loads[1] = {0};
  state.load = ::getloadavg(loads, 1) == 1 ? loads[0] : std::numeric_limits<double>::quiet_NaN();
  return state;
}

Result<DeviceProfile> machineProfile(const DeviceFit& fit) {
  const MachineState state = machineState();
  const std::string cpu = state.cpu.empty() ? "" : state.cpu + ", " + std::to_string(state.cores) + " cores";
  const Json document = {{"pscope_device", 1},
                         {"name", "this-machine"},
                         {"title", "This machine"},
                         {"family", "computer"},
                         {"summary", cpu}};
  PSCOPE_TRY(const DeviceProfile profile, DeviceProfile::fromJson(document, ""));
  return profile.withFit(fit);
}

Result<MeasuringReport> measureDevice(const Space& space, const MeasuringPlan& plan, LatencyMeter& meter,
                                      const std::string& folder, const JobContext& job) {
  const auto start = Clock::now();
  const MachineState before = machineState();
  const Json described = planJson(space, plan, meter);
  SignatureTable signatures;
  PSCOPE_TRY(Sampled choice, choose(space, plan, signatures, plan.operators && meter.measuresOperators()));
  PSCOPE_CHECK(claimFolder(folder, described));
  Samples samples(folder + "/samples.csv");
  PSCOPE_CHECK(samples.open());
  std::vector<Item> items, anchors;
  for (const auto& genome : choice.learn) items.push_back({space.text(genome), -1});
  for (const auto& genome : choice.check) items.push_back({space.text(genome), -1});
  for (const auto& each : choice.operators) items.push_back({each.design, each.node});
  for (std::size_t i = 0; i < std::min(kAnchors, choice.learn.size()); ++i) {
    anchors.push_back({space.text(choice.learn[i]), kAnchorItem});
  }
  Rounds rounds(plan, meter, samples, job);
  PSCOPE_CHECK(rounds.run(items, anchors));
  MeasuringReport report;
  report.resumed = rounds.there();
  for (const auto& genome : choice.learn) {
    const std::string text = space.text(genome);
    report.designs.push_back({text, samples.best({text, -1})});
  }
  for (const auto& genome : choice.check) {
    const std::string text = space.text(genome);
    report.check.push_back({{text, samples.best({text, -1})}, 0, 0});
  }
  for (auto& each : choice.operators) {
    each.sample = samples.best({each.design, each.node});
    report.operators.push_back(each);
  }
  std::vector<double> spreads, drifts;
  for (const Item& item : items) {
    const auto& all = samples.of(item);
    if (all.size() < 2) continue;
    const auto [least, most] = std::minmax_element(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second.latencyMs < b.second.latencyMs; });
    spreads.push_back(100 * (most->second.latencyMs / least->second.latencyMs - 1));
  }
  for (const Item& anchor : anchors) {
    const auto& all = samples.of(anchor);
    drifts.push_back(100 * (all.rbegin()->second.latencyMs / all.begin()->second.latencyMs - 1));
  }
  report.spreadPercent = medianOf(spreads);
  report.driftPercent = medianOf(drifts);
  PSCOPE_CHECK(writeTables(report, folder));
  PSCOPE_CHECK(learn(space, plan, choice, signatures, folder, job, report));
  PSCOPE_CHECK(writeCheck(report, folder));
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  PSCOPE_CHECK(writeReport(report, described, before, folder));
  return report;
}

}  // namespace pscope

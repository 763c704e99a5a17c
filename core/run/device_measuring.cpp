#include "core/run/device_measuring.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
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
#include "core/device/active_plan.h"
#include "core/device/device_fit.h"
#include "core/network/live_nodes.h"
#include "core/network/operator_catalogue.h"
#include "core/network/signature.h"
#include "core/record/measurement.h"
#include "core/run/timed_items.h"

namespace pscope {
namespace {

constexpr int kPool = kMostMeasured;  ///< designs that are looked through for operators
constexpr int kPoolTries = 20'000;    ///< draws for them: a small space repeats itself
constexpr int kFewestDesigns = 5;     ///< that a fit takes
constexpr std::size_t kMostOperators = 400;
constexpr std::size_t kAnchors = 3;
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

/// What is measured, chosen before anything is.
struct Sampled {
  std::vector<Genome> learn, check;
  std::vector<Genome> spare;  ///< others that may be learnt from
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

Error choiceCancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The measurement was cancelled."));
}

Result<Sampled> choose(const Space& space, const MeasuringPlan& plan, SignatureTable& table, bool operators,
                       const JobContext& job) {
  if (std::int64_t{plan.designs} + plan.check > kMostMeasured) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Measuring", "%1 designs cannot be measured at once.")
                         .arg(std::to_string(std::int64_t{plan.designs} + plan.check)),
                     PSCOPE_TR_NOOP("Measuring", "Ask for at most %1, those that judge the fit included.")
                         .arg(std::to_string(kMostMeasured)));
  }
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
  for (std::size_t step = 0; step < pool.size(); ++step) {
    // Those of the check come last: an operator is timed in a design that is not judged by, where there is one.
    const std::size_t i = (step + judging) % pool.size();
    if (job.stop.stop_requested()) return choiceCancelled();
    PSCOPE_TRY(const Network network, space.lower(pool[i], plan.scale));
    const auto ids = operatorsOf(network, table);
    bool isNew = false;
    std::set<SignatureId> counted;
    for (std::size_t node = 0; node < ids.size(); ++node) {
      if (ids[node] < 0 || !counted.insert(ids[node]).second) continue;
      const auto [place, added] = places.emplace(ids[node], choice.operators.size());
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
  if (choice.learn.size() > wanted) {
    const auto end = choice.learn.begin() + static_cast<std::ptrdiff_t>(wanted);
    choice.spare.assign(end, choice.learn.end());
    choice.learn.erase(end, choice.learn.end());
  }
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

double medianOf(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Json planJson(const Space& space, const MeasuringPlan& plan, const LatencyMeter& meter) {
  Json json = {{"space", space.name()},
               {"space_hash", space.hash()},
               {"scale", plan.scale},
               {"batch", plan.batch},
               {"designs", plan.designs},
               {"check", plan.check},
               {"operators", plan.operators},
               {"seed", plan.seed},
               {"meter", meter.text()},
               {"cpu", machineState().cpu},
               {"timing", toJson(meter.context())}};
  if (plan.active) json["active"] = true;
  return json;
}

std::string planFile(const std::string& folder) {
  return folder + "/plan.json";
}

/// A folder belongs to one plan: timings of two, or under two conditions, must not be mixed.
/// @param free  nothing was timed yet: any plan may take it
Status checkFolder(const std::string& folder, const Json& plan, bool free) {
  const std::string file = planFile(folder);
  std::error_code code;
  if (std::filesystem::exists(file, code)) {
    PSCOPE_TRY(const Json known, readJsonFile(file));
    if (known != plan && !free) {
      return makeError(
          ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Measuring", "This folder holds measurements of another plan."),
          PSCOPE_TR_NOOP("Measuring",
                         "Choose another folder, or give the same space, designs, seed and way of timing."),
          file);
    }
  }
  if (std::filesystem::exists(folder, code) && ::access(folder.c_str(), W_OK) != 0) {
    return systemError(errno, PSCOPE_TR_NOOP("Measuring", "The folder of the measurements cannot be written."), folder);
  }
  return {};
}

Status claimFolder(const std::string& folder, const Json& plan) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    return systemError(code.value(), PSCOPE_TR_NOOP("Measuring", "The folder of the measurements cannot be written."),
                       folder);
  }
  return writeFileAtomically(planFile(folder), plan.dump(1) + "\n");
}

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
  rows.reserve(report.check.size());
  for (const auto& each : report.check) {
    rows.push_back({each.measured.design, numberText(each.measured.sample.latencyMs), numberText(each.fitMs),
                    std::isfinite(each.tableMs) ? numberText(each.tableMs) : ""});
  }
  return writeSamples(folder + "/check.csv", "design,measured_ms,fit_ms,table_ms\n", rows);
}

Status writeReport(const MeasuringReport& report, const Json& plan, const std::string& folder) {
  const MachineState& before = report.before;
  const MachineState after = machineState();
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
  const Json json = {{"plan", plan},
                     {"date", report.date},
                     {"program", std::string(programVersion()) + " " + programCommit()},
                     {"cpu", before.cpu},
                     {"cores", before.cores},
                     {"governor", before.governor.empty() ? Json() : Json(before.governor)},
                     {"load_before", number(before.load)},
                     {"load_after", number(after.load)},
                     {"spread_between_rounds_pct", number(report.spreadPercent)},
                     {"drift_pct", number(report.driftPercent)},
                     {"seconds", report.seconds},
                     {"fit", report.fitQuality ? toJson(*report.fitQuality, "networks") : Json()},
                     {"operator_table", report.tableQuality ? toJson(*report.tableQuality, "networks") : Json()}};
  return writeFileAtomically(folder + "/report.json", json.dump(1) + "\n");
}

/// Learns from the designs and judges by the check.
Status learn(const Space& space, const MeasuringPlan& plan, const TimingContext& timing, const Sampled& choice,
             SignatureTable& signatures, const std::string& folder, const JobContext& job, MeasuringReport& report) {
  DeviceProfile blank = DeviceProfile::fromJson(Json{{"name", "this-machine"}}, "").value();
  DeviceFitOptions options;
  options.batch = plan.batch;
  options.precision = "fp32";
  options.scale = plan.scale;
  options.threads = timing.threads;
  options.statistic = timing.statistic;
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

std::size_t timingsOf(const Sampled& choice, const MeasuringPlan& plan) {
  return (choice.learn.size() + choice.check.size() + choice.operators.size()) * static_cast<std::size_t>(plan.rounds);
}

/// Measures a part of the designs that are learnt from once, then again and again those whose latency is the least
/// certain by a fit to the ones before them. choice.learn becomes what was measured.
/// @param items  what is timed besides
Status chooseActively(const Space& space, const MeasuringPlan& plan, Sampled& choice, std::vector<TimedItem> items,
                      TimingRounds& rounds, const TimingSamples& samples, const JobContext& job) {
  const std::size_t wanted = choice.learn.size();
  const auto [first, batch] = activePlan(wanted);
  std::vector<Genome> others(choice.learn.begin() + static_cast<std::ptrdiff_t>(first), choice.learn.end());
  others.insert(others.end(), choice.spare.begin(), choice.spare.end());
  choice.learn.resize(first);
  std::vector<Network> measured, candidates;
  for (const Genome& genome : others) {
    if (job.stop.stop_requested()) return choiceCancelled();
    PSCOPE_TRY(Network network, space.lower(genome, plan.scale));
    candidates.push_back(std::move(network));
  }
  std::vector<TimedItem> learnt;
  for (const Genome& genome : choice.learn) {
    learnt.push_back({space.text(genome), -1});
    PSCOPE_TRY(Network network, space.lower(genome, plan.scale));
    measured.push_back(std::move(network));
  }
  items.insert(items.end(), learnt.begin(), learnt.end());
  for (;;) {
    PSCOPE_CHECK(rounds.run(items, 0, 1));
    if (choice.learn.size() >= wanted || candidates.empty()) return {};
    std::vector<double> latencies;
    // Also when more is there already, so that a run that resumes chooses as one that was not interrupted.
    for (const TimedItem& item : learnt) latencies.push_back(samples.best(item, 1).latencyMs);
    LatencyFit::Options options;
    options.folds = 0;
    JobContext quiet;
    quiet.stop = job.stop;
    PSCOPE_TRY(LatencyFit fit, LatencyFit::fit(measured, latencies, options, quiet));
    auto next = fit.worthMeasuring(candidates, std::min(batch, wanted - choice.learn.size()));
    items.clear();
    for (const std::size_t index : next) {
      items.push_back({space.text(others[index]), -1});
      learnt.push_back(items.back());
      choice.learn.push_back(others[index]);
      measured.push_back(candidates[index]);
    }
    std::sort(next.rbegin(), next.rend());
    for (const std::size_t index : next) {
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(index));
    }
  }
}

/// All timings. Designs are chosen by their first: the other rounds come when all are chosen, so that those of a design
/// are apart in time.
Status runAll(const Space& space, const MeasuringPlan& plan, Sampled& choice, TimingRounds& rounds,
              const TimingSamples& samples, const JobContext& job) {
  std::vector<TimedItem> items;
  for (const auto& genome : choice.check) items.push_back({space.text(genome), -1});
  for (const auto& each : choice.operators) items.push_back({each.design, each.node});
  if (plan.active) PSCOPE_CHECK(chooseActively(space, plan, choice, items, rounds, samples, job));
  std::vector<TimedItem> all;
  for (const auto& genome : choice.learn) all.push_back({space.text(genome), -1});
  all.insert(all.end(), items.begin(), items.end());
  return rounds.run(all, plan.active ? 1 : 0, plan.rounds);
}

/// What was measured, and how well it repeats itself.
void collect(const Space& space, const Sampled& choice, const TimingSamples& samples,
             const std::vector<TimedItem>& anchors, MeasuringReport& report) {
  std::vector<TimedItem> items;
  for (const auto& genome : choice.learn) {
    items.push_back({space.text(genome), -1});
    report.designs.push_back({items.back().design, samples.best(items.back())});
  }
  for (const auto& genome : choice.check) {
    items.push_back({space.text(genome), -1});
    report.check.push_back({{items.back().design, samples.best(items.back())}, 0, 0});
  }
  for (MeasuredOperator each : choice.operators) {
    items.push_back({each.design, each.node});
    each.sample = samples.best(items.back());
    report.operators.push_back(std::move(each));
  }
  std::vector<double> spreads, drifts;
  for (const TimedItem& item : items) {
    const auto& all = samples.of(item);
    if (all.size() < 2) continue;
    const auto [least, most] = std::minmax_element(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second.latencyMs < b.second.latencyMs; });
    spreads.push_back(100 * (most->second.latencyMs / least->second.latencyMs - 1));
  }
  for (const TimedItem& anchor : anchors) {
    const auto& all = samples.of(anchor);
    drifts.push_back(100 * (all.rbegin()->second.latencyMs / all.begin()->second.latencyMs - 1));
    report.anchors.push_back({anchor.design, samples.best({anchor.design, -1}).latencyMs});
  }
  report.spreadPercent = medianOf(spreads);
  report.driftPercent = medianOf(drifts);
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

MeasuringFolder measuringFolder(const Space& space, const MeasuringPlan& plan, const LatencyMeter& meter,
                                const std::string& folder) {
  MeasuringFolder state;
  if (const auto samples = readFile(folder + "/samples.csv"); samples.ok()) {
    const auto lines = std::count(samples.value().begin(), samples.value().end(), '\n');
    state.timings = static_cast<std::size_t>(std::max<std::ptrdiff_t>(lines - 1, 0));  // below the head
  }
  if (state.timings > 0) {
    const auto known = readJsonFile(folder + "/plan.json");
    state.fits = known.ok() && known.value() == planJson(space, plan, meter);
  }
  if (const auto report = readJsonFile(folder + "/report.json"); report.ok() && report.value().is_object()) {
    state.finished = true;
    const auto date = report.value().find("date");
    if (date != report.value().end() && date->is_string()) state.date = date->get<std::string>();
  }
  return state;
}

Result<std::size_t> plannedTimings(const Space& space, const MeasuringPlan& plan, bool operators,
                                   const JobContext& job) {
  SignatureTable signatures;
  PSCOPE_TRY(const Sampled choice, choose(space, plan, signatures, plan.operators && operators, job));
  return timingsOf(choice, plan);
}

Result<MeasuringReport> measureDevice(const Space& space, const MeasuringPlan& plan, LatencyMeter& meter,
                                      const std::string& folder, const JobContext& job) {
  const auto start = Clock::now();
  MeasuringReport report;
  report.before = machineState();
  report.meter = meter.text();
  report.date = provenanceOfThisProgram().time;
  const Json described = planJson(space, plan, meter);
  SignatureTable signatures;
  PSCOPE_TRY(Sampled choice, choose(space, plan, signatures, plan.operators && meter.measuresOperators(), job));
  TimingSamples samples(folder + "/samples.csv");
  PSCOPE_CHECK(samples.open());
  PSCOPE_CHECK(checkFolder(folder, described, samples.empty()));
  std::vector<TimedItem> anchors;
  for (std::size_t i = 0; i < std::min(kAnchors, choice.learn.size()); ++i) {
    anchors.push_back({space.text(choice.learn[i]), kAnchorItem});
  }
  TimingRounds rounds(meter, samples, plan.rounds, plan.seed, static_cast<std::int64_t>(timingsOf(choice, plan)), job);
  PSCOPE_TRY(const auto warm, rounds.warmUp(anchors));
  PSCOPE_CHECK(claimFolder(folder, described));
  PSCOPE_CHECK(rounds.begin(anchors, warm));
  PSCOPE_CHECK(runAll(space, plan, choice, rounds, samples, job));
  PSCOPE_CHECK(rounds.end(anchors));
  report.resumed = rounds.there();
  if (!samples.newest().empty()) report.date = samples.newest();  // what was there already is not of today
  collect(space, choice, samples, anchors, report);
  PSCOPE_CHECK(writeTables(report, folder));
  PSCOPE_CHECK(learn(space, plan, meter.context(), choice, signatures, folder, job, report));
  PSCOPE_CHECK(writeCheck(report, folder));
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  PSCOPE_CHECK(writeReport(report, described, folder));
  return report;
}

}  // namespace pscope

#include "core/device/latency_fit.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/learn/gaussian_process.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kFewestNetworks = 5;
/// More measured networks than this make the process slow and add little: an even share of them is used.
constexpr std::size_t kMostNetworks = 1'500;
/// Bounds of what a profile may say, so that nothing overflows: standardised features, latencies in ms.
constexpr double kLargestNumber = 1e9;
constexpr double kLargestLogarithm = 20;  ///< of a hyperparameter

std::vector<KernelTerm> kernelTerms(const OperatorFeatures& features) {
  std::vector<KernelTerm> terms;
  const std::size_t kinds = features.kindColumns();
  const std::size_t signatures = features.columns() - kinds;
  if (kinds > 0) terms.push_back({KernelTerm::Kind::Linear, 0, kinds});
  if (signatures > 0) terms.push_back({KernelTerm::Kind::Linear, kinds, signatures});
  if (kinds > 0) terms.push_back({KernelTerm::Kind::Matern52, 0, kinds});
  return terms;
}

/// Mean and spread, as the process standardises its targets.
struct Moments {
  double mean = 0;
  double spread = 1;
};
Moments momentsOf(std::span<const double> values) {
  Moments result;
  const auto n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  double variance = 0;
  for (const double value : values) variance += (value - result.mean) * (value - result.mean) / n;
  if (variance > 0) result.spread = std::sqrt(variance);
  return result;
}

/// One hypothesis, fitted: which operators run, and whether errors are relative.
struct FitForm {
  bool logarithmic;
  Matrix rows;
  std::vector<double> targets;  ///< latencies, or their logarithms
  GaussianProcess process;
  double evidence;  ///< log density of the latencies, comparable between hypotheses
};

Error cancelledFit() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The fit was cancelled."));
}

Result<FitForm> fitCandidate(const OperatorFeatures& features, const Matrix& rows, std::span<const double> latencyMs,
                             bool logarithmic, const std::stop_token& stop) {
  std::vector<double> targets(latencyMs.begin(), latencyMs.end());
  double jacobian = 0;  // of the transform from latencies to standardised targets
  if (logarithmic) {
    for (double& target : targets) {
      target = std::log(target);
      jacobian -= target;
    }
  }
  jacobian -= static_cast<double>(targets.size()) * std::log(momentsOf(targets).spread);
  GaussianProcess::Settings settings;
  settings.terms = kernelTerms(features);
  settings.stop = stop;
  GaussianProcess process(settings);
  PSCOPE_CHECK(process.fit(rows, targets));
  const double evidence = process.logLikelihood() + jacobian;
  return FitForm{logarithmic, rows, std::move(targets), std::move(process), evidence};
}

Status checkMeasurements(std::size_t networks, std::span<const double> latencyMs) {
  if (networks != latencyMs.size()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Device", "%1 networks have %2 latencies.")
                                                     .arg(std::to_string(networks))
                                                     .arg(std::to_string(latencyMs.size())));
  }
  if (networks < kFewestNetworks) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device", "%1 measured designs are too few to learn from.").arg(std::to_string(networks)),
        PSCOPE_TR_NOOP("Device", "Measure at least %1; 30 to 100 give a good fit.")
            .arg(std::to_string(kFewestNetworks)));
  }
  for (const double latency : latencyMs) {
    if (std::isfinite(latency) && latency > 0) continue;
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "A measured latency is not a positive number."));
  }
  return {};
}

}  // namespace

struct LatencyFit::Impl {
  /// Never changes once it is learned: copies share it.
  struct Learned {
    bool logarithmic;
    Matrix rows;
    std::vector<double> targets;
    GaussianProcess process;
    std::optional<FitQuality> heldOut;
    std::vector<HeldOut> heldOutNetworks;
  };
  OperatorFeatures features;
  std::shared_ptr<const Learned> learned;

  double fromTarget(double target) const { return learned->logarithmic ? std::exp(target) : std::max(target, 0.0); }
  double latencyOf(std::span<const double> values) const {
    Matrix one(values.size());
    one.append(values);
    return fromTarget(learned->process.predictMean(one).value().front());
  }
  /// What the networks and latencies teach, without its judgement.
  struct Lesson {
    OperatorFeatures features;
    FitForm chosen;

    double latencyOf(const Network& network) {
      const auto values = features.row(network).values;
      Matrix one(values.size());
      one.append(values);
      const double target = chosen.process.predictMean(one).value().front();
      return chosen.logarithmic ? std::exp(target) : std::max(target, 0.0);
    }
  };
  /// The same hyperparameters, without rows.
  static GaussianProcess process(const OperatorFeatures& features, std::vector<double> hyperparameters) {
    GaussianProcess::Settings settings;
    settings.terms = kernelTerms(features);
    GaussianProcess made(settings);
    made.setHyperparameters(std::move(hyperparameters));
    return made;
  }
  static Result<Lesson> learn(std::span<const Network> networks, std::span<const double> latencyMs,
                              const Options& options, const JobContext& job);
};

Result<LatencyFit::Impl::Lesson> LatencyFit::Impl::learn(std::span<const Network> networks,
                                                         std::span<const double> latencyMs, const Options& options,
                                                         const JobContext& job) {
  std::optional<Lesson> best;
  for (const DeadCode deadCode : kDeadCodes) {
    if (options.deadCode && *options.deadCode != deadCode) continue;
    OperatorFeatures features(networks, deadCode);
    Matrix rows(features.columns());
    for (const Network& network : networks) rows.append(features.row(network).values);
    if (rows.columns() == 0) continue;
    for (const bool logarithmic : {false, true}) {
      if (job.stop.stop_requested()) return cancelledFit();
      auto candidate = fitCandidate(features, rows, latencyMs, logarithmic, job.stop);
      if (!candidate.ok() && candidate.error().code == ErrorCode::Cancelled) return cancelledFit();
      if (!candidate.ok()) return candidate.error();
      if (best && candidate.value().evidence <= best->chosen.evidence) continue;
      best.emplace(Lesson{features, std::move(candidate).value()});
    }
  }
  if (!best) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "The measured designs are the same network to this program."),
                     PSCOPE_TR_NOOP("Device", "Measure designs that differ in their operators."));
  }
  return std::move(*best);
}

Result<LatencyFit> LatencyFit::fit(std::span<const Network> networks, std::span<const double> latencyMs,
                                   const Options& options, const JobContext& job) {
  PSCOPE_CHECK(checkMeasurements(networks.size(), latencyMs));
  std::vector<std::size_t> order(networks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Rng rng(options.seed);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
  if (order.size() > kMostNetworks) order.resize(kMostNetworks);
  std::vector<Network> used;
  std::vector<double> latencies;
  for (const std::size_t index : order) {
    used.push_back(networks[index]);
    latencies.push_back(latencyMs[index]);
  }
  const auto folds = std::min<std::size_t>(static_cast<std::size_t>(std::max(options.folds, 0)), used.size());
  const auto steps = static_cast<std::int64_t>(folds < 2 ? 1 : folds + 1);
  job.report({0, steps, "fit"});
  PSCOPE_TRY(Impl::Lesson lesson, Impl::learn(used, latencies, options, job));
  FitForm& chosen = lesson.chosen;
  Impl::Learned learned{
      chosen.logarithmic, std::move(chosen.rows), std::move(chosen.targets), std::move(chosen.process), {}, {}};
  if (folds >= 2) {
    std::vector<double> predicted, measured;
    for (std::size_t fold = 0; fold < folds; ++fold) {
      job.report({static_cast<std::int64_t>(fold) + 1, steps, "held-out error"});
      std::vector<Network> training;
      std::vector<double> trainingLatencies;
      for (std::size_t i = 0; i < used.size(); ++i) {
        if (i % folds == fold) continue;
        training.push_back(used[i]);
        trainingLatencies.push_back(latencies[i]);
      }
      PSCOPE_TRY(Impl::Lesson without, Impl::learn(training, trainingLatencies, options, job));
      for (std::size_t i = fold; i < used.size(); i += folds) {
        predicted.push_back(without.latencyOf(used[i]));
        measured.push_back(latencies[i]);
        learned.heldOutNetworks.push_back({order[i], predicted.back(), measured.back()});
      }
    }
    learned.heldOut = fitQuality(predicted, measured);
  }
  job.report({steps, steps, ""});
  return LatencyFit(std::make_unique<Impl>(
      Impl{std::move(lesson.features), std::make_shared<const Impl::Learned>(std::move(learned))}));
}

LatencyFit::LatencyFit(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
LatencyFit::LatencyFit(LatencyFit&&) noexcept = default;
LatencyFit& LatencyFit::operator=(LatencyFit&&) noexcept = default;
LatencyFit::~LatencyFit() = default;

LatencyFit::LatencyFit(const LatencyFit& other) : m(std::make_unique<Impl>(*other.m)) {}
LatencyFit& LatencyFit::operator=(const LatencyFit& other) {
  *this = LatencyFit(other);
  return *this;
}

double LatencyFit::latencyMs(const Network& network) {
  return m->latencyOf(m->features.row(network).values);
}

LatencyFit::Estimate LatencyFit::estimate(const Network& network) {
  const auto row = m->features.row(network);
  Matrix one(row.values.size());
  one.append(row.values);
  const auto prediction = m->learned->process.predict(one).value();
  const double deviation = std::hypot(prediction.deviation.front(), m->learned->process.noise());
  Estimate result;
  result.latencyMs = m->fromTarget(prediction.mean.front());
  result.deviationMs = m->learned->logarithmic ? result.latencyMs * deviation : deviation;
  result.unseenOperators = row.unseenOperators;
  return result;
}

std::size_t LatencyFit::unseenOperators(const Network& network) {
  return m->features.row(network).unseenOperators;
}

std::vector<double> LatencyFit::nodeLatencies(const Network& network) {
  const auto whole = m->features.row(network).values;
  const double total = m->latencyOf(whole);
  const auto run = executedNodes(network, m->features.deadCode());
  std::vector<double> result(network.nodes().size(), 0);
  double sum = 0;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (!run[i] || node.op == Op::Input) continue;
    auto without = whole;
    m->features.subtract(network, node, without);
    result[i] = std::max(total - m->latencyOf(without), 0.0);
    sum += result[i];
  }
  for (double& latency : result) latency = sum > 0 ? latency * total / sum : 0;
  return result;
}

std::vector<std::size_t> LatencyFit::worthMeasuring(std::span<const Network> networks, std::size_t count) {
  Matrix rows(m->features.columns());
  for (const Network& network : networks) rows.append(m->features.row(network).values);
  GaussianProcess process = Impl::process(m->features, m->learned->process.hyperparameters());
  std::vector<std::size_t> chosen;
  if (!process.refit(m->learned->rows, m->learned->targets).ok() || !process.watch(rows).ok()) return chosen;
  std::vector<bool> taken(networks.size(), false);
  while (chosen.size() < std::min(count, networks.size())) {
    const Prediction watched = process.watched();
    std::size_t best = networks.size();
    for (std::size_t i = 0; i < networks.size(); ++i) {
      if (taken[i] || (best < networks.size() && watched.deviation[i] <= watched.deviation[best])) continue;
      best = i;
    }
    taken[best] = true;
    chosen.push_back(best);
    if (!process.extend(rows.row(best), watched.mean[best]).ok()) break;
  }
  return chosen;
}

DeadCode LatencyFit::deadCode() const {
  return m->features.deadCode();
}
bool LatencyFit::relativeErrors() const {
  return m->learned->logarithmic;
}
std::size_t LatencyFit::measuredNetworks() const {
  return m->learned->rows.rows();
}
const std::optional<FitQuality>& LatencyFit::heldOut() const {
  return m->learned->heldOut;
}
const std::vector<LatencyFit::HeldOut>& LatencyFit::heldOutNetworks() const {
  return m->learned->heldOutNetworks;
}

Json LatencyFit::toJson() const {
  const Impl::Learned& learned = *m->learned;
  Json rows = Json::array();
  for (std::size_t i = 0; i < learned.rows.rows(); ++i) rows.push_back(learned.rows.row(i));
  Json json = {{"features", m->features.toJson()},
               {"errors", learned.logarithmic ? "relative" : "absolute"},
               {"hyperparameters", learned.process.hyperparameters()},
               {"rows", std::move(rows)},
               {"targets", learned.targets}};
  if (learned.heldOut) json["held_out"] = pscope::toJson(*learned.heldOut);
  return json;
}

namespace {

Result<std::vector<double>> boundedNumbers(const JsonView& view, double bound) {
  PSCOPE_TRY(const auto cells, view.array());
  std::vector<double> numbers;
  for (const JsonView& cell : cells) {
    PSCOPE_TRY(const double number, cell.number());
    if (!(std::abs(number) <= bound)) {
      return cell.error(PSCOPE_TR_NOOP("Device", "The number is out of range."),
                        PSCOPE_TR_NOOP("Device", "At most %1.").arg(numberText(bound)));
    }
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

Result<LatencyFit> LatencyFit::fromJson(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"features", "errors", "hyperparameters", "rows", "targets", "held_out"}));
  PSCOPE_TRY(const JsonView featuresJson, view.member("features"));
  PSCOPE_TRY(OperatorFeatures features, OperatorFeatures::fromJson(featuresJson));
  PSCOPE_TRY(const std::string errors, view.string("errors"));
  if (errors != "relative" && errors != "absolute") {
    return view.member("errors").value().error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(errors),
                                               PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("absolute, relative"));
  }
  PSCOPE_TRY(const JsonView targetsJson, view.member("targets"));
  PSCOPE_TRY(std::vector<double> targets, boundedNumbers(targetsJson, kLargestNumber));
  PSCOPE_TRY(const auto rowsJson, view.array("rows"));
  Matrix rows(features.columns());
  for (const JsonView& row : rowsJson) {
    PSCOPE_TRY(const auto values, boundedNumbers(row, kLargestNumber));
    if (values.size() != features.columns()) {
      return row.error(PSCOPE_TR_NOOP("Device", "A row has %1 numbers, but there are %2 columns.")
                           .arg(std::to_string(values.size()))
                           .arg(std::to_string(features.columns())));
    }
    rows.append(values);
  }
  if (rows.rows() == 0 || rows.rows() != targets.size() || rows.rows() > kMostNetworks) {
    return view.member("rows").value().error(PSCOPE_TR_NOOP("Device", "Rows and targets do not fit each other."));
  }
  PSCOPE_TRY(const JsonView hyperparametersJson, view.member("hyperparameters"));
  PSCOPE_TRY(std::vector<double> hyperparameters, boundedNumbers(hyperparametersJson, kLargestLogarithm));
  const std::size_t wanted = 2 * kernelTerms(features).size() + 1;
  if (features.columns() == 0 || hyperparameters.size() != wanted) {
    return hyperparametersJson.error(
        PSCOPE_TR_NOOP("Device", "There must be %1 hyperparameters.").arg(std::to_string(wanted)));
  }
  std::optional<FitQuality> heldOut;
  if (view.has("held_out")) {
    PSCOPE_TRY(heldOut, fitQualityFromJson(view.member("held_out").value()));
  }
  GaussianProcess process = Impl::process(features, std::move(hyperparameters));
  PSCOPE_CHECK(process.refit(rows, targets));
  return LatencyFit(std::make_unique<Impl>(
      Impl{std::move(features),
           std::make_shared<const Impl::Learned>(Impl::Learned{
               errors == "relative", std::move(rows), std::move(targets), std::move(process), heldOut, {}})}));
}

}  // namespace pscope

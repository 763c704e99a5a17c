#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/device/fit_quality.h"
#include "core/device/operator_features.h"

namespace pscope {

/// Latency of networks on one device, learned from measured ones: no figure of the hardware is needed.
///
/// A Gaussian process over OperatorFeatures with three kernels: linear in the kinds of operators (a price for each run,
/// MAC, byte and weight), linear in the signatures (a look-up table), and a smooth one for what is not additive. Which
/// operators the runtime runs at all (DeadCode), and whether errors are absolute or relative (logarithm of the
/// latency), is what makes the measurements likeliest. So a few dozen networks suffice, and a prediction comes with its
/// uncertainty.
/// @thread one at a time (it remembers signatures); copies are independent, and cheap: they share what was learned
/// @cost fit(): seconds for hundreds of networks; latencyMs(): O(nodes) + O(measured networks)
/// @source Rasmussen, Williams, Gaussian Processes for Machine Learning, 2006; kernels as sums over operators: hardware
///         and compression manual 4.3
class LatencyFit {
 public:
  struct Options {
    std::optional<DeadCode> deadCode;  ///< of the runtime, if it is known
    int folds = 5;                     ///< of the held-out error; 0: not wanted
    std::uint64_t seed = 1;            ///< of the folds
  };
  /// @param latencyMs  of each network, finite and positive
  /// @error InvalidArgument  fewer than 5 networks, lengths that differ, a latency that is not positive; Cancelled
  static Result<LatencyFit> fit(std::span<const Network> networks, std::span<const double> latencyMs,
                                const Options& options, const JobContext& job = {});
  LatencyFit(const LatencyFit& other);
  LatencyFit& operator=(const LatencyFit& other);
  LatencyFit(LatencyFit&&) noexcept;
  LatencyFit& operator=(LatencyFit&&) noexcept;
  ~LatencyFit();

  double latencyMs(const Network& network);
  struct Estimate {
    double latencyMs = 0;
    double deviationMs = 0;           ///< standard deviation of a measurement around it
    std::size_t unseenOperators = 0;  ///< executed ones whose kind was never measured: their time is missing
  };
  Estimate estimate(const Network& network);
  std::size_t unseenOperators(const Network& network);
  /// Time of each node, ms: what the network would gain without it, scaled so that all of them and baseMs() add up to
  /// latencyMs(). One a node of the network.
  std::vector<double> nodeLatencies(const Network& network);

  /// Which networks to measure next: again and again the one whose prediction is the most uncertain, as if those before
  /// it had been measured already.
  /// @return min(count, networks) different indices into `networks`, the most uncertain first
  /// @cost O(n^3) for n measured networks, then O(n) for each of `networks` and each of the chosen
  /// @source greedy maximum-variance design: Krause, Singh, Guestrin, JMLR 9, 2008, Sect. 3 (entropy criterion)
  std::vector<std::size_t> worthMeasuring(std::span<const Network> networks, std::size_t count);

  DeadCode deadCode() const;
  bool relativeErrors() const;
  std::size_t measuredNetworks() const;
  /// Predictions of measured networks by fits that did not see them; nothing when options.folds was 0.
  const std::optional<FitQuality>& heldOut() const;
  /// A measured network as predicted by a fit that did not see it.
  struct HeldOut {
    std::size_t network = 0;  ///< index into those that fit() got
    double predictedMs = 0;
    double measuredMs = 0;
  };
  /// Those behind heldOut(); a fit that was read from JSON has none.
  const std::vector<HeldOut>& heldOutNetworks() const;

  Json toJson() const;
  /// @error Parse with pointer
  static Result<LatencyFit> fromJson(const JsonView& view);

 private:
  struct Impl;
  explicit LatencyFit(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m;
};

}  // namespace pscope

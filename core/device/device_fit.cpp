#include "core/device/device_fit.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/device/plausibility.h"

namespace pscope {
namespace {

/// Refuses latencies in another unit than said, as far as the profile knows the hardware.
Status checkPlausible(const DeviceProfile& profile, std::span<const Network> networks, const MeasuredDesigns& measured,
                      const MeasurementSource& source, const CostContext& context) {
  auto roofline = RooflineModel::create(profile, context);
  if (!roofline.ok()) return {};  // nothing is known to compare with
  std::vector<LatencyRatio> ratios;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const double expected = roofline.value().latencyMs(networks[i]);
    if (expected > 0) ratios.push_back({measured.latencyMs[i] / expected, measured.lines[i]});
  }
  return checkLatencyRatios(std::move(ratios), profile, source.file, source.column);
}

}  // namespace

Result<DeviceFit> fitDevice(const DeviceProfile& profile, const Space& space, const MeasurementSource& source,
                            const DeviceFitOptions& options, const JobContext& job) {
  PSCOPE_TRY(const MeasuredDesigns measured, readMeasurements(space, source));
  std::vector<Network> networks;
  for (const Genome& genome : measured.genomes) {
    if (job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The fit was cancelled."));
    }
    PSCOPE_TRY(Network network, space.lower(genome, options.scale));
    networks.push_back(std::move(network));
  }
  PSCOPE_CHECK(checkPlausible(profile, networks, measured, source, {options.batch, options.precision}));
  LatencyFit::Options fitting;
  fitting.folds = options.folds;
  fitting.seed = options.seed;
  auto fitted = LatencyFit::fit(networks, measured.latencyMs, fitting, job);
  if (!fitted.ok()) {
    Error error = fitted.error();
    if (error.code != ErrorCode::Cancelled) error.file = source.file;
    return error;
  }
  LatencyFit model = std::move(fitted).value();
  std::vector<std::string> classes;
  for (const Network& network : networks) classes.push_back(executedOperators(network, model.deadCode()));
  return DeviceFit{options.batch,
                   options.precision,
                   space.name(),
                   space.hash(),
                   options.scale,
                   std::filesystem::path(source.file).filename().string() + ": " + source.column,
                   repeatability(classes, measured.latencyMs),
                   std::move(model),
                   options.threads,
                   options.statistic};
}

}  // namespace pscope

#include "core/run/measuring_setup.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/file.h"
#include "core/network/onnx_export.h"
#include "core/network/seeded_tensors.h"
#include "core/run/worker_pool.h"

namespace pscope {
namespace {

/// The model that a measuring program gets.
Result<std::string> modelBytes(const Space& space, const std::string& scale, const std::string& design) {
  PSCOPE_TRY(const Genome genome, space.parse(design));
  PSCOPE_TRY(const Network network, space.lower(genome, scale));
  OnnxExportOptions options;
  options.metadata = {{"design", design}, {"space", space.name()}, {"weights", "seeded, not trained"}};
  return exportOnnx(network, seededTensors(network, 1), options);
}

/// Leaves a model for a person to try, but never in place of what they have.
Status leaveModel(const std::string& bytes, const std::string& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return writeFileAtomically(file, bytes);
  const auto there = readFile(file);
  if (there.ok() && there.value() == bytes) return {};
  return makeError(
      ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Measuring", "The model would be written to a file that exists."),
      PSCOPE_TR_NOOP("Measuring", "Remove the file, or choose another folder for the measurements."), file);
}

/// A WorkerMeter with the process that it needs.
class OwnWorkerMeter final : public LatencyMeter {
 public:
  OwnWorkerMeter(const MeasuringSetup& setup, const Space& space, const std::string& scale, int batch)
      : m_pool({setup.workerProgram, 1, setup.threads, 0}),
        m_meter(m_pool, space, scale, batch, setup.seconds, setup.threads) {}
  Result<LatencySample> measure(const std::string& design, int node, const JobContext& job) override {
    return m_meter.measure(design, node, job);
  }
  bool measuresOperators() const override { return m_meter.measuresOperators(); }
  std::string text() const override { return m_meter.text(); }
  TimingContext context() const override { return m_meter.context(); }

 private:
  WorkerPool m_pool;
  WorkerMeter m_meter;
};

}  // namespace

Result<MeasuringSetup> setupOf(const DeviceHealth& health) {
  MeasuringSetup setup;
  setup.seconds = health.seconds;
  setup.threads = health.threads;
  if (health.command.empty()) return setup;
  PSCOPE_TRY(const Json json, parseJson(health.command, "health"));
  PSCOPE_TRY(setup.command, parseMeasuringCommand(JsonView(json, "health")));
  return setup;
}

std::unique_ptr<LatencyMeter> makeMeter(const MeasuringSetup& setup, const Space& space, const std::string& scale,
                                        int batch) {
  if (!setup.command) return std::make_unique<OwnWorkerMeter>(setup, space, scale, batch);
  return std::make_unique<CommandMeter>(*setup.command,
                                        [space, scale](const std::string& design, const std::string& file) -> Status {
                                          PSCOPE_TRY(const std::string bytes, modelBytes(space, scale, design));
                                          return writeFileAtomically(file, bytes);
                                        });
}

Result<DryRun> dryRun(const MeasuringSetup& setup, const Space& space, const std::string& scale,
                      const std::string& modelFile) {
  Rng rng(1);
  DryRun dry;
  dry.design = space.text(space.sample(rng));
  if (!setup.command) return dry;
  PSCOPE_TRY(const std::string bytes, modelBytes(space, scale, dry.design));
  PSCOPE_CHECK(leaveModel(bytes, modelFile));
  dry.modelFile = modelFile;
  dry.arguments = argumentsFor(*setup.command, modelFile);
  return dry;
}

Result<DeviceProfile> measuredProfile(const MeasuringReport& report, const Space& space, const MeasuringPlan& plan,
                                      const MeasuringSetup& setup, const std::string& title) {
  const MachineState& machine = report.before;
  const bool here = !setup.command;
  const std::string cpu =
      here && !machine.cpu.empty() ? machine.cpu + ", " + std::to_string(machine.cores) + " cores" : "";
  const std::string called = !title.empty() ? title : here ? "This machine" : "Measured device";
  Json document = {{"pscope_device", 1},
                   {"name", here && title.empty() ? "this-machine" : called},
                   {"title", called},
                   {"family", here ? "computer" : ""},
                   {"summary", cpu}};
  PSCOPE_TRY(const DeviceProfile profile, DeviceProfile::fromJson(document, ""));
  PSCOPE_TRY(const DeviceProfile fitted, profile.withFit(*report.fit));
  DeviceHealth health;
  health.space = space.name();
  health.spaceHash = space.hash();
  health.scale = plan.scale;
  health.batch = plan.batch;
  health.date = report.date;
  health.meter = report.meter;
  if (setup.command) health.command = toJson(*setup.command).dump();
  health.seconds = setup.seconds;
  health.threads = setup.threads;
  health.anchors = report.anchors;
  return fitted.withHealth(health);
}

}  // namespace pscope

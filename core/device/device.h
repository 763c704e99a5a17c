#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/device/device_health.h"
#include "core/device/execution.h"
#include "core/device/execution_plan.h"
#include "core/device/latency_fit.h"
#include "core/device/lookup_table.h"
#include "core/network/signature.h"
#include "core/record/plugin_info.h"

namespace pscope {

class Space;

/// A number with unit, evidence tag (V, P, P3, C, D, E, R, user) and source: a profile holds no others.
struct TaggedNumber {
  double value = 0;
  std::string unit;
  std::string tag;
  std::string source;
};

/// Latencies measured on the device and what was learned from them.
struct DeviceFit {
  int batch = 1;
  std::string precision;  ///< of the measurements; empty: not said
  std::string space;      ///< of the measured designs
  std::string spaceHash;
  std::string scale;
  std::string source;  ///< file and column
  Repeatability repeatability;
  LatencyFit model;
  int threads = 0;             ///< of the runtime while measuring; 0: not said
  std::string statistic = {};  ///< of repeated timings, "median" or "p95"; empty: not said, taken for the median

  Json toJson() const;
  static Result<DeviceFit> fromJson(const JsonView& view);
};

/// A device: hardware, runtime and what is known of them. Schema: hardware and compression manual 3.4, documented in
/// resources/help/device-profiles.md. Immutable; the JSON document is the whole truth. A profile may know nothing of
/// the hardware and hold measurements only.
class DeviceProfile {
 public:
  /// @error Parse etc. with JSON pointer: missing unit or tag, negative or non-finite number, unknown unit
  static Result<DeviceProfile> fromJson(const Json& document, const std::string& file);

  const std::string& name() const { return m_name; }    ///< identifier: "raspberry-pi-4"
  const std::string& title() const { return m_title; }  ///< "Raspberry Pi 4B"
  const std::string& family() const { return m_family; }
  const std::string& summary() const { return m_summary; }
  const std::string& version() const { return m_version; }  ///< hash of the document
  const Json& document() const { return *m_document; }
  /// Number at a JSON pointer of the document, such as "/units/0/peak_mac_s/fp32"; nothing if there is none.
  std::optional<TaggedNumber> number(const std::string& pointer) const;
  /// All numbers by pointer, in document order: for tables and `device show`.
  const std::vector<std::pair<std::string, TaggedNumber>>& numbers() const { return m_numbers; }
  const std::vector<DeviceFit>& fits() const { return m_fits; }
  const DeviceTables& tables() const { return m_tables; }
  /// What was measured to see later whether the device still is as it was.
  const std::optional<DeviceHealth>& health() const { return m_health; }
  DeviceProfile withHealth(const DeviceHealth& health) const;
  /// The profile with one more table, in place of an earlier one of that name. @error those of fromJson()
  Result<DeviceProfile> withTable(const Json& table) const;
  /// The profile with one more fit, in place of an earlier one in the same context. @error those of fromJson()
  Result<DeviceProfile> withFit(const DeviceFit& fit) const;

 private:
  std::string m_name, m_title, m_family, m_summary, m_version;
  std::shared_ptr<const Json> m_document;
  std::vector<std::pair<std::string, TaggedNumber>> m_numbers;
  std::vector<DeviceFit> m_fits;
  DeviceTables m_tables;
  std::optional<DeviceHealth> m_health;
};

std::vector<DeviceProfile> devicePresets();
/// A preset by name, or a profile's JSON file by path. @error NotFound lists the presets
Result<DeviceProfile> openDevice(const std::string& nameOrPath);

/// The context of an estimate: what else decides a latency.
struct CostContext {
  CostContext() = default;
  CostContext(int batchSize, std::string precisionName) : batch(batchSize), precision(std::move(precisionName)) {}

  int batch = 1;
  std::string precision;   ///< "fp32", "int8" ...; empty: fp32 if the device has it, else its first
  int threads = 0;         ///< of the runtime; 0: not said, whatever the figures were made with
  std::string statistic;   ///< "median" or "p95" of repeated timings; empty: the median
  std::string model;       ///< a name of registerCostModels(); empty: the best that the profile has numbers for
  std::string parameters;  ///< of the model, a JSON object as text; empty: its defaults
  std::string space;       ///< of the designs to be priced; empty: not known
  std::stop_token stop;    ///< ends long searches of a model (schedules) early, with what they have found
};

struct LayerCost {
  std::size_t node = 0;
  double latencyMs = 0;
  double energyMj = 0;  ///< NaN as in the report
  double macs = 0;
  double bytes = 0;
  bool memoryBound = false;
  double utilisation = std::numeric_limits<double>::quiet_NaN();  ///< of the compute units, 0..1; NaN: not modelled
};
struct CostReport {
  double latencyMs = 0;
  double energyMj = 0;               ///< NaN when the profile gives no power figure
  std::int64_t peakMemoryBytes = 0;  ///< weights + peak activations
  std::vector<LayerCost> layers;     ///< one for each node of the network
  std::string model;                 ///< its name in the registry: "roofline", "fitted" ...
  std::string precision;
  std::string evidence;  ///< weakest tag among the numbers that entered; "fitted"
  double latencyDeviationMs = std::numeric_limits<double>::quiet_NaN();  ///< standard deviation; NaN: not known
  std::size_t unseenOperators = 0;  ///< executed, but of a kind that was never measured: their time is missing
  double trafficBytes = std::numeric_limits<double>::quiet_NaN();         ///< to and from the outermost memory
  double utilisation = std::numeric_limits<double>::quiet_NaN();          ///< of the compute units over the run, 0..1
  double areaMm2 = std::numeric_limits<double>::quiet_NaN();              ///< of the chip, where a model has one
  std::int64_t flashBytes = -1;                                           ///< weights and code; -1: not modelled
  double throughputPerSecond = std::numeric_limits<double>::quiet_NaN();  ///< inputs, where stages work side by side
  double leakageBits = std::numeric_limits<double>::quiet_NaN();          ///< what a trace tells of the design
  std::shared_ptr<const ExecutionPlan> plan;  ///< where the model decides order, units or memory; else null
  std::vector<Message> notes;                 ///< what a reader must know to use the figures
};

/// A design of a space and the network that it lowers to.
struct DesignView {
  const Space& space;
  const Genome& genome;
  const Network& network;
};

/// Prices a network on one device in one context.
/// @thread one at a time (it remembers prices); make a clone() for each thread
class CostModel {
 public:
  virtual ~CostModel() = default;
  virtual CostReport estimate(const Network& network) = 0;
  virtual double latencyMs(const Network& network) = 0;  ///< only the sum
  /// Executed operators of kinds that the model knows nothing of: their time is missing.
  virtual std::size_t unseenOperators(const Network& network) = 0;
  /// The same for designs: models that read choices look at them, all others at the network.
  /// @error NotFound  a choice or level that the model knows nothing of
  virtual Result<CostReport> estimateDesign(const DesignView& design) { return estimate(design.network); }
  virtual Result<double> designLatencyMs(const DesignView& design) { return latencyMs(design.network); }
  virtual Result<std::size_t> designUnseenOperators(const DesignView& design) {
    return unseenOperators(design.network);
  }
  /// Whether a network alone cannot be priced: its latency is NaN.
  virtual bool needsDesign() const { return false; }
  virtual std::unique_ptr<CostModel> clone() const = 0;
  /// The manual or paper that it comes from.
  virtual std::string source() const = 0;
};

/// What a cost model is made from. @thread the making one only
struct CostModelRequest {
  const DeviceProfile& profile;
  const CostContext& context;
  const JsonView& parameters;
};
using CostModelFactory = std::function<Result<std::unique_ptr<CostModel>>(const CostModelRequest&)>;
using CostModelRegistry = Registry<CostModelFactory>;

/// All cost models of this folder by name.
void registerCostModels(CostModelRegistry& registry);

/// The model that a document names: "roofline", or an object of its name and parameters, {"name": "systolic", "rows":
/// 8}.
/// @error Parse with the place    @post context.model and context.parameters
Status readModel(const JsonView& model, CostContext& context);

/// The model that the context names, or else the best that the profile has numbers for: a table of the choices of that
/// space, fitted to measurements of this context, a table of operators, the roofline.
/// @error NotFound  an unknown model (lists the known ones), a number that it needs (by pointer), only measurements of
/// other contexts (listed); Parse  a parameter that the model does not know, with its place
///
/// A parameter {"choice": "deploy.clock"} stands for the number (or word) that a design chooses there: operating
/// points, mappings and the geometry of an accelerator are searched like any other choice. Such a model needs designs.
Result<std::unique_ptr<CostModel>> createCostModel(const DeviceProfile& profile, const CostContext& context);

/// Factors of an operating point on what the profile says of the highest one.
struct RooflineScaling {
  double peak = 1;
  double bandwidth = 1;
  double launch = 1;  ///< of the time of a launch
};

/// Prices signatures on one device in one context, each once; a network is gathered and summed.
///
/// t = max(MACs / (peak eff), bytes / (bandwidth eff)) + launch per operator, serial sum. BatchNorm, activations,
/// Dropout, Identity, Flatten and Zero cost nothing (fused into the kernel before them). Dead operators follow the
/// profile's `dead_code`: kept, removed (their output reaches the network's output only through Zero), folded (also
/// those that do not depend on the input). Energy is the board's power at full load times the latency.
/// @thread one at a time (it remembers prices); make one for each thread    @cost O(nodes), a few ns each once priced
/// @source roofline: hardware and compression manual 4.2; Williams, Waterman, Patterson, CACM 52(4), 2009
class RooflineModel final : public CostModel {
 public:
  /// @error NotFound  the profile lacks a number that the model needs (named by pointer): refused, never guessed
  static Result<RooflineModel> create(const DeviceProfile& profile, const CostContext& context,
                                      const RooflineScaling& scaling = {});

  CostReport estimate(const Network& network) override;
  double latencyMs(const Network& network) override;
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< every operator has a price
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<RooflineModel>(*this); }
  std::string source() const override;
  const std::string& evidence() const { return m_evidence; }
  const std::string& precision() const { return m_context.precision; }
  bool hasPower() const { return m_watts > 0; }
  double launchMs() const { return m_launchSeconds * 1e3; }
  double bytesPerSecond() const { return m_bytesPerSecond; }  ///< achieved

 private:
  struct Price {
    double latencyMs = 0;
    double macs = 0;
    double bytes = 0;
    bool memoryBound = false;
  };
  friend class RooflineBank;
  RooflineModel() = default;
  const Price& price(const Network& network, const Node& node);
  Price priceOf(const Network& network, const Node& node, const Signature& signature) const;

  CostContext m_context;
  DeadCode m_deadCode = DeadCode::Kept;
  double m_macsPerSecond = 0;
  double m_efficiencyConv = 1, m_efficiencyDepthwise = 1, m_efficiencyGemm = 1;
  double m_bytesPerSecond = 0;  ///< achieved
  double m_launchSeconds = 0;
  double m_watts = 0;  ///< whole board at full load; 0 unknown
  int m_bytesPerValue = 4;
  std::string m_evidence;
  SignatureTable m_signatures;
  std::vector<Price> m_prices;
};

}  // namespace pscope

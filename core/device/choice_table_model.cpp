#include <limits>
#include <optional>

#include "core/device/cost_models.h"
#include "core/space/space.h"

namespace pscope {
namespace {

/// Milliseconds of one unit of the table.
double millisecondsPerUnit(const TableHeader& header) {
  return header.unit == "cycles" ? 1e3 / header.clockHz : 1;
}

/// Sums the entries of what a design chooses; the space is bound when the first of its designs is priced.
class ChoiceTableModel final : public CostModel {
 public:
  ChoiceTableModel(ChoiceTable latency, std::optional<ChoiceTable> energy, CostContext context)
      : m_latency(std::move(latency)), m_energy(std::move(energy)), m_context(std::move(context)) {}

  CostReport estimate(const Network& network) override {
    CostReport report = blank(network);
    report.latencyMs = report.energyMj = std::numeric_limits<double>::quiet_NaN();
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "This table prices designs of %1, no other networks.").arg(m_latency.space));
    return report;
  }
  double latencyMs(const Network&) override { return std::numeric_limits<double>::quiet_NaN(); }
  bool needsDesign() const override { return true; }

  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_CHECK(bind(design.space));
    PSCOPE_TRY(const double value, m_boundLatency->value(design.genome));
    return value * millisecondsPerUnit(m_latency.header);
  }
  Result<CostReport> estimateDesign(const DesignView& design) override {
    CostReport report = blank(design.network);
    PSCOPE_TRY(report.latencyMs, designLatencyMs(design));
    if (m_boundEnergy) {
      PSCOPE_TRY(report.energyMj, m_boundEnergy->value(design.genome));
    }
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "The table tells the whole design; it has no figures for single operators."));
    return report;
  }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<ChoiceTableModel>(*this); }
  std::string source() const override { return m_latency.header.source; }

 private:
  Status bind(const Space& space) {
    if (m_boundLatency && m_spaceHash == space.hash()) return {};
    m_boundEnergy.reset();
    PSCOPE_TRY(m_boundLatency, BoundChoiceTable::create(m_latency, space));
    if (m_energy) {
      PSCOPE_TRY(m_boundEnergy, BoundChoiceTable::create(*m_energy, space));
    }
    m_spaceHash = space.hash();
    return {};
  }
  CostReport blank(const Network& network) const {
    CostReport report;
    report.model = "table";
    report.evidence = m_latency.header.tag;
    report.precision = m_latency.header.precision.empty() ? m_context.precision : m_latency.header.precision;
    report.energyMj = std::numeric_limits<double>::quiet_NaN();
    constexpr int kBytesPerValue = 4;
    const StaticCosts costs = staticCosts(network, kBytesPerValue);
    report.peakMemoryBytes = costs.peakActivationBytes * m_context.batch + costs.params * kBytesPerValue;
    for (std::size_t i = 0; i < network.nodes().size(); ++i) {
      const NodeCost cost = nodeCost(network, network.nodes()[i]);
      LayerCost layer;
      layer.node = i;
      layer.latencyMs = layer.energyMj = std::numeric_limits<double>::quiet_NaN();
      layer.macs = static_cast<double>(cost.macs) * m_context.batch;
      report.layers.push_back(layer);
    }
    return report;
  }

  ChoiceTable m_latency;
  std::optional<ChoiceTable> m_energy;
  CostContext m_context;
  std::optional<BoundChoiceTable> m_boundLatency, m_boundEnergy;
  std::string m_spaceHash;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeChoiceTableModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name", "table"}));
  PSCOPE_TRY(const std::string wanted, request.parameters.stringOr("table", ""));
  const auto& tables = request.profile.tables().choices;
  std::string known;
  const ChoiceTable* best = nullptr;
  for (const ChoiceTable& table : tables) {
    if (table.header.metric != "latency") continue;
    known += (known.empty() ? "" : ", ") + table.header.name + " (" + table.space + ")";
    const bool sameSpace = request.context.space.empty() || table.space == request.context.space;
    const bool chosen =
        wanted.empty() ? sameSpace && servesContext(table.header, request.context) : table.header.name == wanted;
    if (chosen && best == nullptr) best = &table;
  }
  if (best == nullptr) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "The profile \"%1\" has no table of choices for this space and context.")
                         .arg(request.profile.name()),
                     known.empty() ? PSCOPE_TR_NOOP("Device", "Import one with device import.")
                                   : PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known),
                     "", "/tables");
  }
  std::optional<ChoiceTable> energy;
  for (const ChoiceTable& table : tables) {
    if (table.header.metric == "energy" && table.space == best->space && table.header.batch == best->header.batch) {
      energy = table;
    }
  }
  return std::unique_ptr<CostModel>(std::make_unique<ChoiceTableModel>(*best, std::move(energy), request.context));
}

PluginInfo choiceTableModelInfo() {
  PluginInfo info;
  info.name = "table";
  info.kind = PluginKind::CostModel;
  info.summary = "Adds up a table's entries for what the design chooses, layer by layer.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {"table": {"type": "string", "description": "name of the profile's table; the first for the space unless given"}},
  "additionalProperties": false
})";
  info.unit = "ms, mJ";
  info.source = "hardware and compression manual 4.3; Wu et al., FBNet, CVPR 2019";
  info.evidence = "P";
  return info;
}

}  // namespace pscope

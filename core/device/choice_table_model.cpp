#include <limits>
#include <optional>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/space/space.h"

namespace pscope {
namespace {

/// Sums the entries of what a design chooses; the space is bound when the first of its designs is priced.
class ChoiceTableModel final : public CostModel {
 public:
  ChoiceTableModel(ChoiceTable latency, std::optional<ChoiceTable> energy, CostContext context)
      : m_latency(std::move(latency)), m_energy(std::move(energy)), m_context(std::move(context)) {}

  CostReport estimate(const Network& network) override {
    CostReport report = blank(network);
    report.latencyMs = std::numeric_limits<double>::quiet_NaN();
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "This table prices designs of %1, no other networks.").arg(m_latency.space));
    return report;
  }
  double latencyMs(const Network&) override { return std::numeric_limits<double>::quiet_NaN(); }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< the table tells whole designs
  bool needsDesign() const override { return true; }

  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_CHECK(bind(design.space));
    PSCOPE_TRY(const double value, m_boundLatency->value(design.genome));
    return value * m_latency.header.millisecondsPerUnit();
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
    PSCOPE_TRY(auto latency, BoundChoiceTable::create(m_latency, space));
    std::optional<BoundChoiceTable> energy;
    if (m_energy) {
      PSCOPE_TRY(energy, BoundChoiceTable::create(*m_energy, space));
    }
    m_boundLatency = std::move(latency);
    m_boundEnergy = std::move(energy);
    m_spaceHash = space.hash();
    return {};
  }
  CostReport blank(const Network& network) const {
    const std::string& said = m_latency.header.precision;
    const std::string& precision = said.empty() ? m_context.precision : said;
    CostReport report = blankReport(network, "table", precision, m_latency.header.tag);
    setMemory(report, network, m_context.batch, bytesOr4(precision));
    for (LayerCost& layer : report.layers) {
      layer.latencyMs = layer.energyMj = std::numeric_limits<double>::quiet_NaN();
      layer.macs = static_cast<double>(nodeCost(network, network.nodes()[layer.node]).macs) * m_context.batch;
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
  const auto& tables = request.profile.tables().choices;
  PSCOPE_TRY(
      const ChoiceTable* best,
      pickTable(tables, request,
                PSCOPE_TR_NOOP("Device", "The profile \"%1\" has no table of choices for this space and context.")
                    .arg(request.profile.name())));
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

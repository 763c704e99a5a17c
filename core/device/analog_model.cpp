#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/phase_change.h"
#include "core/device/profile_numbers.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

/// In-memory computing: each pixel of a layer is one read of its tiles, all tiles of a layer at once.
class AnalogModel final : public CostModel {
 public:
  AnalogModel(std::int64_t rows, std::int64_t columns, double readSeconds, double jouleOfTile, DeadCode deadCode,
              CostContext context, std::string evidence)
      : m_rows(rows),
        m_columns(columns),
        m_readSeconds(readSeconds),
        m_jouleOfTile(jouleOfTile),
        m_deadCode(deadCode),
        m_context(std::move(context)),
        m_evidence(std::move(evidence)) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< digital operators are not counted, see note
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<AnalogModel>(*this); }
  std::string source() const override { return "in-memory computing, hardware and compression manual 4.9"; }

  CostReport estimate(const Network& network) override {
    CostReport report = blankReport(network, "analog", "int8", m_evidence);
    report.energyMj = 0;
    std::int64_t tiles = 0;
    double useful = 0;
    const auto run = executedNodes(network, m_deadCode);
    for (std::size_t i = 0; i < network.nodes().size(); ++i) {
      const Node& node = network.nodes()[i];
      LayerCost& layer = report.layers[i];
      const bool weighted = run[i] && operatorInfo(node.op).kind == OperatorKind::Weighted;
      const auto gemm = weighted ? gemmView(network, node, m_context.batch) : std::nullopt;
      if (gemm) {
        const CrossbarMapping mapping = crossbarMapping(*gemm, m_rows, m_columns);
        const auto reads = static_cast<double>(mapping.reads);
        layer.latencyMs = reads * m_readSeconds * 1e3;
        layer.energyMj = reads * static_cast<double>(mapping.tiles) * m_jouleOfTile * 1e3;
        layer.macs = static_cast<double>(gemm->macs());
        layer.utilisation = mapping.cellsUsed;
        tiles += mapping.tiles;
        useful += mapping.cellsUsed * static_cast<double>(mapping.tiles);
      }
      report.latencyMs += layer.latencyMs;
      report.energyMj += layer.energyMj;
    }
    if (tiles > 0) report.utilisation = useful / static_cast<double>(tiles);
    const StaticCosts costs = staticCosts(network, 1);
    report.peakMemoryBytes = costs.peakActivationBytes * m_context.batch;  // weights stay in the tiles
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "%1 tiles of %2 x %3 cells; digital operators are not counted.")
                               .arg(std::to_string(tiles))
                               .arg(std::to_string(m_rows))
                               .arg(std::to_string(m_columns)));
    return report;
  }

 private:
  std::int64_t m_rows, m_columns;
  double m_readSeconds;  ///< of one matrix-vector product
  double m_jouleOfTile;  ///< of one read of a tile, full or not
  DeadCode m_deadCode;
  CostContext m_context;
  std::string m_evidence;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeAnalogModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name", "rows", "columns", "mvm_s", "pJ_per_MAC"}));
  PSCOPE_CHECK(checkCalculated(request.context, "analog", kMostBatch, {"int8"}));
  ProfileNumbers numbers(request.profile, "analog", &request.parameters);
  PSCOPE_TRY(const double rows, numbers.positive("/units/0/rows", "rows"));
  PSCOPE_TRY(const double columns, numbers.positive("/units/0/cols", "columns"));
  PSCOPE_TRY(const double read, numbers.positive("/units/0/mvm_s", "mvm_s"));
  PSCOPE_TRY(const double picojoule, numbers.required("/units/0/e_mac", "pJ_per_MAC"));
  if (rows > 65'536 || columns > 65'536 || rows != std::floor(rows) || columns != std::floor(columns)) {
    return request.parameters.error(PSCOPE_TR_NOOP("Device", "An array has 1 to 65536 rows and columns."));
  }
  constexpr double kJoulePerPico = 1e-12;
  const auto deadCode = parseDeadCode(request.profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  return std::unique_ptr<CostModel>(std::make_unique<AnalogModel>(
      static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns), read,
      rows * columns * picojoule * kJoulePerPico, deadCode, request.context, numbers.evidence()));
}

PluginInfo analogModelInfo() {
  PluginInfo info;
  info.name = "analog";
  info.kind = PluginKind::CostModel;
  info.summary = "Weights stay in crossbar tiles; every pixel of a layer is one analog read, paid for full tiles.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "rows": {"type": "integer"}, "columns": {"type": "integer"},
    "mvm_s": {"type": "number", "description": "seconds of one matrix-vector product"},
    "pJ_per_MAC": {"type": "number"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B, %";
  info.source = "hardware and compression manual 4.9; Le Gallo et al., Nature Electronics 6, 2023 (64-core chip)";
  info.evidence = "D";
  return info;
}

}  // namespace pscope

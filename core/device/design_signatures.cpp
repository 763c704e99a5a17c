#include "core/device/design_signatures.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

std::size_t indexOf(DeadCode rule) {
  return static_cast<std::size_t>(std::find(std::begin(kDeadCodes), std::end(kDeadCodes), rule) -
                                  std::begin(kDeadCodes));
}

}  // namespace

void DesignSignatures::add(const Network& network) {
  const auto& nodes = network.nodes();
  bool exampleKept = false;
  std::vector<SignatureId> ids(nodes.size(), -1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op == Op::Input) continue;
    ids[i] = m_table.intern(signatureOf(network, nodes[i]));
    if (static_cast<std::size_t>(ids[i]) < m_examples.size()) continue;
    if (!exampleKept) m_networks.push_back(network);
    exampleKept = true;
    m_examples.push_back({m_networks.size() - 1, i});
  }
  std::vector<std::int32_t> times(m_table.size(), 0);
  for (const DeadCode rule : kDeadCodes) {
    const std::size_t r = indexOf(rule);
    if (m_rows[r].empty()) m_rows[r].push_back(0);
    const auto run = executedNodes(network, rule);
    std::fill(times.begin(), times.end(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (run[i] && ids[i] >= 0) ++times[static_cast<std::size_t>(ids[i])];
    }
    for (std::size_t s = 0; s < times.size(); ++s) {
      if (times[s] > 0) m_counts[r].push_back({static_cast<SignatureId>(s), times[s]});
    }
    m_rows[r].push_back(m_counts[r].size());
  }
}

Result<std::vector<double>> DesignSignatures::latenciesMs(const DeviceProfile& profile,
                                                          const CostContext& context) const {
  // Everything is run for the prices, whatever the runtime leaves out: that is counted for each design.
  Json document = profile.document();
  document["dead_code"] = "kept";
  PSCOPE_TRY(const DeviceProfile kept, DeviceProfile::fromJson(document, ""));
  PSCOPE_TRY(const auto model, createCostModel(kept, context));
  const auto& tables = profile.tables().operators;
  const bool fuses = std::any_of(tables.begin(), tables.end(), [](const auto& table) { return !table.fusion.empty(); });
  std::vector<double> prices(m_examples.size(), 0);
  std::vector<std::vector<LayerCost>> layers;
  for (const Network& network : m_networks) {
    CostReport report = model->needsDesign() ? CostReport{} : model->estimate(network);
    const bool alone = report.model == "roofline" || (report.model == "operators" && !fuses);
    if (!alone) {
      return makeError(
          ErrorCode::Unsupported,
          PSCOPE_TR_NOOP("Device", "The cost model of %1 does not price operators one by one.").arg(profile.name()),
          PSCOPE_TR_NOOP("Device", "Price each design by itself, or name the model \"roofline\"."));
    }
    layers.push_back(std::move(report.layers));
  }
  for (std::size_t s = 0; s < prices.size(); ++s)
    prices[s] = layers[m_examples[s].network][m_examples[s].node].latencyMs;
  const auto rule = parseDeadCode(profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  const auto& counts = m_counts[indexOf(rule)];
  const auto& rows = m_rows[indexOf(rule)];
  std::vector<double> latencies(size(), 0);
  for (std::size_t d = 0; d < latencies.size(); ++d) {
    double sum = 0;
    for (std::size_t k = rows[d]; k < rows[d + 1]; ++k) {
      sum += prices[static_cast<std::size_t>(counts[k].signature)] * counts[k].times;
    }
    latencies[d] = sum;
  }
  return latencies;
}

}  // namespace pscope

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
  std::vector<bool> before;
  for (const DeadCode rule : kDeadCodes) {
    const std::size_t r = indexOf(rule);
    auto run = executedNodes(network, rule);
    if (run == before) {
      m_rows[r].push_back(m_rows[r - 1].back());
      continue;
    }
    std::fill(times.begin(), times.end(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (run[i] && ids[i] >= 0) ++times[static_cast<std::size_t>(ids[i])];
    }
    const std::size_t begin = m_counts.size();
    for (std::size_t s = 0; s < times.size(); ++s) {
      if (times[s] > 0) m_counts.push_back({static_cast<SignatureId>(s), times[s]});
    }
    m_rows[r].push_back({begin, m_counts.size()});
    before = std::move(run);
  }
}

Result<std::vector<double>> DesignSignatures::latenciesMs(const DeviceProfile& profile,
                                                          const CostContext& context) const {
  if (m_examples.empty()) return std::vector<double>(size(), 0);
  PSCOPE_TRY(const auto own, createCostModel(profile, context));
  const auto& tables = profile.tables().operators;
  const bool fuses = std::any_of(tables.begin(), tables.end(), [](const auto& table) { return !table.fusion.empty(); });
  const std::string kind = own->needsDesign() ? "" : own->estimate(m_networks.front()).model;
  if (kind != "roofline" && (kind != "operators" || fuses)) {
    return makeError(
        ErrorCode::Unsupported,
        PSCOPE_TR_NOOP("Device", "The cost model of %1 does not price operators one by one.").arg(profile.name()),
        PSCOPE_TR_NOOP("Device", "Price each design by itself, or name the model \"roofline\"."));
  }
  // Everything is run for the prices, whatever the runtime leaves out: that is counted for each design. Fits are left
  // out: reading them is dear, and they are not what prices here.
  Json document = profile.document();
  document["dead_code"] = "kept";
  document.erase("fits");
  PSCOPE_TRY(const DeviceProfile kept, DeviceProfile::fromJson(document, ""));
  CostContext named = context;
  named.model = kind;
  PSCOPE_TRY(const auto model, createCostModel(kept, named));
  std::vector<double> prices(m_examples.size(), 0);
  std::vector<std::vector<LayerCost>> layers;
  layers.reserve(m_networks.size());
  for (const Network& network : m_networks) layers.push_back(model->estimate(network).layers);
  for (std::size_t s = 0; s < prices.size(); ++s)
    prices[s] = layers[m_examples[s].network][m_examples[s].node].latencyMs;
  const auto rule = parseDeadCode(profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  const auto& rows = m_rows[indexOf(rule)];
  std::vector<double> latencies(size(), 0);
  for (std::size_t d = 0; d < latencies.size(); ++d) {
    double sum = 0;
    for (std::size_t k = rows[d].begin; k < rows[d].end; ++k) {
      sum += prices[static_cast<std::size_t>(m_counts[k].signature)] * m_counts[k].times;
    }
    latencies[d] = sum;
  }
  return latencies;
}

}  // namespace pscope

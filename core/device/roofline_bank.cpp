#include "core/device/roofline_bank.h"

#include <algorithm>
#include <utility>

#include "core/network/operator_catalogue.h"

namespace pscope {

RooflineBank::RooflineBank(std::vector<RooflineModel> models) : m_models(std::move(models)) {
  for (std::size_t i = 0; i < m_models.size(); ++i) {
    const auto same = std::find_if(m_exampleOfRule.begin(), m_exampleOfRule.end(), [&](std::size_t example) {
      return m_models[example].m_deadCode == m_models[i].m_deadCode;
    });
    m_ruleOf.push_back(static_cast<std::size_t>(same - m_exampleOfRule.begin()));
    if (same == m_exampleOfRule.end()) m_exampleOfRule.push_back(i);
  }
}

void RooflineBank::latencies(const Network& network, std::span<double> latenciesMs) {
  std::fill(latenciesMs.begin(), latenciesMs.end(), 0.0);
  std::vector<std::vector<bool>> executed;
  executed.reserve(m_exampleOfRule.size());
  for (const std::size_t example : m_exampleOfRule)
    executed.push_back(executedNodes(network, m_models[example].m_deadCode));
  const std::size_t devices = m_models.size();
  const auto& nodes = network.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (operatorInfo(node.op).free) continue;
    const auto id = static_cast<std::size_t>(m_signatures.intern(signatureOf(network, node)));
    if ((id + 1) * devices > m_pricesMs.size()) {
      const Signature& signature = m_signatures[static_cast<SignatureId>(id)];
      for (const RooflineModel& model : m_models) {
        m_pricesMs.push_back(model.priceOf(network, node, signature).latencyMs);
      }
    }
    const double* prices = m_pricesMs.data() + id * devices;
    for (std::size_t device = 0; device < devices; ++device) {
      if (executed[m_ruleOf[device]][i]) latenciesMs[device] += prices[device];
    }
  }
}

}  // namespace pscope

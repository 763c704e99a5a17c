#pragma once

#include <span>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// Latencies of one network on several devices at once: what is alike for all of them (the signature of a node, which
/// nodes run) is found once, so that twelve devices cost little more than one.
///
/// Gives exactly the sums of RooflineModel::latencyMs() of each model.
/// @thread one at a time (it remembers prices); make one for each thread
/// @cost O(nodes + nodes that are no free operator * devices), a few ns each once priced
class RooflineBank {
 public:
  explicit RooflineBank(std::vector<RooflineModel> models);

  std::size_t size() const { return m_models.size(); }
  const RooflineModel& model(std::size_t device) const { return m_models[device]; }
  /// @param latenciesMs  size() numbers to be filled, ms for the batch of each model's context
  void latencies(const Network& network, std::span<double> latenciesMs);

 private:
  std::vector<RooflineModel> m_models;
  std::vector<std::size_t> m_ruleOf;         ///< of each model: into m_exampleOfRule
  std::vector<std::size_t> m_exampleOfRule;  ///< a model for each different rule about dead operators
  SignatureTable m_signatures;
  std::vector<double> m_pricesMs;  ///< [signature][device]
};

}  // namespace pscope

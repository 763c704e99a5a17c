#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// Designs as counts of the operators that they execute: any device prices all of them by one price for each distinct
/// operator, a gather and a sum. Lowering is paid once, a swap of the device is not.
///
/// @thread add() one at a time, the rest from any thread
/// @cost add(): like pricing the network once; latenciesMs(): distinct operators, then some 20 ns a design of
/// nasbench201
class DesignSignatures {
 public:
  void add(const Network& network);
  std::size_t size() const { return m_rows[0].size(); }
  std::size_t signatures() const { return m_examples.size(); }

  /// Latency of each design in the order of adding, in ms, as the model's latencyMs() up to the order of the sum.
  /// @error those of createCostModel(); Unsupported  a model whose operators depend on their neighbours or on choices
  Result<std::vector<double>> latenciesMs(const DeviceProfile& profile, const CostContext& context) const;

 private:
  /// A place where a signature occurs: models price whole networks.
  struct Example {
    std::size_t network = 0;
    std::size_t node = 0;
  };
  struct Count {
    SignatureId signature = 0;
    std::int32_t times = 0;
  };
  SignatureTable m_table;
  std::vector<Network> m_networks;  ///< of the examples
  std::vector<Example> m_examples;  ///< [signature]
  /// Counts of one design, in m_counts.
  struct Row {
    std::size_t begin = 0, end = 0;
  };
  std::vector<Count> m_counts;
  std::array<std::vector<Row>, 3> m_rows;  ///< by rule for dead operators; where rules agree they share the counts
};

}  // namespace pscope

#pragma once

#include <string>

#include "core/device/device.h"

namespace pscope {

/// Bytes of one value in a precision; 4 where it is not said or not known.
int bytesOr4(const std::string& precision);

/// A report with an empty layer for each node and no energy.
CostReport blankReport(const Network& network, std::string model, std::string precision, std::string evidence);

/// Peak memory: all weights, and the largest sum of live activations of a batch.
void setMemory(CostReport& report, const Network& network, int batch, int bytesPerValue);

/// Arithmetic of an operator or fused kernel and what it moves, for a whole batch.
struct OperatorWork {
  double macs = 0;
  double bytes = 0;
};
/// Inputs and weights of `head`, the output of `last` (the same node unless operators are fused). Biases are 4 bytes in
/// every precision (int32 accumulators beside int8).
OperatorWork workOf(const Network& network, const Node& head, const Node& last, const Signature& signature, int batch,
                    int bytesPerValue);

/// Traffic as the sum over the layers, and energies as the board's power at full load times the latencies.
/// @pre latencies are known    @param boardWatt  0: no power figure, energies are NaN
void finishReport(CostReport& report, double boardWatt);

}  // namespace pscope

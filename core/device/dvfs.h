#pragma once

#include <span>

#include "core/base/result.h"

namespace pscope {

/// Voltage of a domain at a frequency: flat up to 0.3 of the highest frequency, then linear to the highest voltage. An
/// engineering estimate: vendors publish frequencies, not voltages.
/// @source hardware and compression manual 3.3 [E]: 0.65 V to 1.05 V
double estimatedVolt(double hz, double highestHz, double lowVolt = 0.65, double highVolt = 1.05);

/// Energy in J of `cycles` on a clock domain beside a constant power: C V^2 per cycle and the constant power meanwhile.
/// @source hardware and compression manual 4.7 [R]
double domainJoule(double cycles, double hz, double volt, double capacitance, double staticWatt);

/// The frequency of least energy when the voltage is proportional to it, V = k f: (P_s / (2 C k^2))^(1/3), in Hz.
/// @source hardware and compression manual 4.7, identity (b) [D]
double leastEnergyHz(double capacitance, double voltPerHz, double staticWatt);

/// Expected cost of early exits: sum of share times cost. @error InvalidArgument  lengths differ, shares do not sum to
/// 1
/// @source hardware and compression manual 4.7: E_dyn = sum_i p_i E_i (the released code averages without the shares)
Result<double> usageWeighted(std::span<const double> shares, std::span<const double> costs);

}  // namespace pscope

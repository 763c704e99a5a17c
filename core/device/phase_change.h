#pragma once

#include <cstdint>

#include "core/device/gemm_view.h"

namespace pscope {

/// Statistics of a phase-change memory cell at a relative conductance g = G / g_max, 0..1.
/// @source hardware and compression manual 4.9 [C], generic model, g_max 25 uS, t0 20 s
struct PhaseChangeCell {
  double maxMicrosiemens = 25;
  double startSeconds = 20;     ///< t0: when drift is first seen
  double readSeconds = 250e-9;  ///< t_r

  double programmingSigma(double g) const;             ///< uS
  double driftMean(double g) const;                    ///< mu of the exponent
  double driftSigma(double g) const;                   ///< its spread
  double driftFactor(double g, double seconds) const;  ///< ((t + t0) / t0)^-mu: without compensation
  double readSigma(double g, double seconds) const;    ///< sigma_read / G
  /// Relative spread (one sigma) that a perfect global compensation leaves.
  double residualFactor(double g, double seconds) const;
};

/// A layer on crossbar tiles. Groups lie on the diagonal of one matrix and waste the cells beside it in their tiles.
struct CrossbarMapping {
  std::int64_t tiles = 0;
  std::int64_t reads = 0;  ///< of each tile for one inference: pixels
  double cellsUsed = 0;    ///< share of the tiles' cells that hold weights
};
/// @source hardware and compression manual 4.9: tiles = ceil(K/rows) ceil(N/columns) of a layer without groups
/// @cost O(N / columns)
CrossbarMapping crossbarMapping(const GemmView& layer, std::int64_t rows, std::int64_t columns);

}  // namespace pscope

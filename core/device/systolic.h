#pragma once

#include <optional>
#include <string_view>

#include "core/device/gemm_view.h"

namespace pscope {

/// Which operand stays in the processing elements.
enum class Dataflow { OutputStationary, WeightStationary, InputStationary };
/// What the ends of a fold cost. [P] is the published analytic form, [C] what the public simulators count.
enum class FoldMode {
  Drained2R,  ///< 2R + C + T - 2 cycles a fold [P]
  DrainedR,   ///< R + C + T - 2 for output-stationary (the drain overlaps), else as above [C, second generation]
  Pipelined,  ///< output-stationary: folds T + R - 1 in all; else 2R + C + T a fold [C, first generation]
};

std::optional<Dataflow> parseDataflow(std::string_view name);  ///< "os", "ws", "is"
std::optional<FoldMode> parseFoldMode(std::string_view name);  ///< "drained-2R", "drained-R", "pipelined"
std::string_view foldModeName(FoldMode mode);

struct SystolicArray {
  std::int64_t rows = 1;
  std::int64_t columns = 1;
  Dataflow dataflow = Dataflow::WeightStationary;
  FoldMode foldMode = FoldMode::Drained2R;
};

struct SystolicCost {
  std::int64_t cycles = 0;
  double mappingEfficiency = 0;  ///< mean share of the array that a fold uses
  double utilisation = 0;        ///< MACs / (cycles rows columns)
  std::int64_t inputReads = 0;   ///< of the on-chip buffers, words
  std::int64_t weightReads = 0;
  std::int64_t outputWrites = 0;
  std::int64_t inputPasses = 1;  ///< how often the operand streams from its buffer
  std::int64_t weightPasses = 1;
  std::int64_t outputPasses = 1;
};

/// Cycles of a layer without stalls: folds = ceil(Sr/R) ceil(Sc/C), each of fill, stream and drain; groups run one
/// after the other (no packing across groups).
/// @cost O(1)    @source hardware and compression manual 4.4; Samajdar et al., SCALE-Sim, ISPASS 2020 [P]
SystolicCost systolicCost(const SystolicArray& array, const GemmView& layer);

}  // namespace pscope

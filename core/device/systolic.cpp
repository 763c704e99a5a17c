#include "core/device/systolic.h"

#include "core/device/ceil_divide.h"

namespace pscope {
std::optional<Dataflow> parseDataflow(std::string_view name) {
  if (name == "os") return Dataflow::OutputStationary;
  if (name == "ws") return Dataflow::WeightStationary;
  if (name == "is") return Dataflow::InputStationary;
  return std::nullopt;
}

std::string_view foldModeName(FoldMode mode) {
  switch (mode) {
    case FoldMode::Drained2R:
      return "drained-2R";
    case FoldMode::DrainedR:
      return "drained-R";
    case FoldMode::Pipelined:
      return "pipelined";
  }
  return "drained-2R";
}

std::optional<FoldMode> parseFoldMode(std::string_view name) {
  for (const FoldMode mode : {FoldMode::Drained2R, FoldMode::DrainedR, FoldMode::Pipelined}) {
    if (foldModeName(mode) == name) return mode;
  }
  return std::nullopt;
}

SystolicCost systolicCost(const SystolicArray& array, const GemmView& layer) {
  const bool os = array.dataflow == Dataflow::OutputStationary;
  const bool ws = array.dataflow == Dataflow::WeightStationary;
  const std::int64_t e = layer.pixels, k = layer.reduction, n = layer.filters;
  const std::int64_t spatialRows = os ? e : k;
  const std::int64_t spatialColumns = os || ws ? n : e;
  const std::int64_t streamed = os ? k : ws ? e : n;
  const std::int64_t rowFolds = ceilDivide(spatialRows, array.rows);
  const std::int64_t columnFolds = ceilDivide(spatialColumns, array.columns);
  const std::int64_t folds = rowFolds * columnFolds;
  SystolicCost cost;
  if (array.foldMode == FoldMode::Pipelined) {
    cost.cycles = os ? folds * streamed + array.rows - 1 : folds * (2 * array.rows + array.columns + streamed);
  } else {
    const std::int64_t fill = os && array.foldMode == FoldMode::DrainedR ? array.rows : 2 * array.rows;
    cost.cycles = folds * (fill + array.columns + streamed - 2);
  }
  cost.cycles *= layer.groups;
  const auto elements = static_cast<double>(array.rows * array.columns);
  cost.mappingEfficiency = static_cast<double>(spatialRows * spatialColumns) / (static_cast<double>(folds) * elements);
  cost.utilisation = static_cast<double>(layer.macs()) / (static_cast<double>(cost.cycles) * elements);
  const std::int64_t g = layer.groups;
  if (!ws && !os) {  // the inputs are held: read once; weights pass once for each fold of pixels
    cost.weightPasses = columnFolds;
    cost.outputPasses = rowFolds;
  } else {
    cost.inputPasses = columnFolds;
    cost.weightPasses = os ? rowFolds : 1;
    cost.outputPasses = os ? 1 : rowFolds;
  }
  cost.inputReads = e * k * cost.inputPasses * g;
  cost.weightReads = k * n * cost.weightPasses * g;
  cost.outputWrites = e * n * cost.outputPasses * g;
  return cost;
}

}  // namespace pscope

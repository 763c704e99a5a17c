#pragma once

#include <initializer_list>
#include <string_view>

#include "core/device/device.h"

namespace pscope {

class ProfileNumbers;

/// The factories behind registerCostModels(). Each is documented beside its model.
Result<std::unique_ptr<CostModel>> makeRooflineModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeFittedModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeChoiceTableModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeOperatorTableModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeSystolicModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeMcuModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeDvfsModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeAsicModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeAnalogModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeSpikingModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeTrainStepModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeSplitModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeScheduleModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeCompilerModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeVolumeModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makePipelineModel(const CostModelRequest& request);
Result<std::unique_ptr<CostModel>> makeLeakageModel(const CostModelRequest& request);

PluginInfo rooflineModelInfo();
PluginInfo fittedModelInfo();
PluginInfo choiceTableModelInfo();
PluginInfo operatorTableModelInfo();
PluginInfo systolicModelInfo();
PluginInfo mcuModelInfo();
PluginInfo dvfsModelInfo();
PluginInfo asicModelInfo();
PluginInfo analogModelInfo();
PluginInfo spikingModelInfo();
PluginInfo trainStepModelInfo();
PluginInfo splitModelInfo();
PluginInfo scheduleModelInfo();
PluginInfo compilerModelInfo();
PluginInfo volumeModelInfo();
PluginInfo pipelineModelInfo();
PluginInfo leakageModelInfo();

inline constexpr int kMostBatch = 65'536;

/// A context in words: "batch 8 int8, 4 threads, p95".
std::string contextText(int batch, const std::string& precision, int threads, const std::string& statistic);
template <class Made>
std::string contextText(const Made& made) {
  return contextText(made.batch, made.precision, made.threads, made.statistic);
}

/// Whether figures that were made in one context serve another: what a context does not say fits anything, but a
/// statistic that is not said is the median.
bool matches(int batch, const std::string& precision, int threads, const std::string& statistic,
             const CostContext& wanted);
/// Whether figures of a statistic are of the one that is asked for.
bool sameStatistic(const std::string& statistic, const CostContext& wanted);
/// The same for fits and headers of tables.
template <class Made>
bool matches(const Made& made, const CostContext& wanted) {
  return matches(made.batch, made.precision, made.threads, made.statistic, wanted);
}

/// @error InvalidArgument  a batch that is not 1 to 65536
Status checkBatch(const CostContext& context);
/// What a calculated model can answer to: refuses the rest, so that nothing of a context is silently ignored.
/// @param precisions  that it knows; none: any that it has numbers for
/// @error InvalidArgument  a batch beyond `mostBatch`; Unsupported  a precision, a number of threads or percentiles
Status checkCalculated(const CostContext& context, const char* model, int mostBatch = kMostBatch,
                       std::initializer_list<std::string_view> precisions = {});
/// Percentiles need measurements. @error Unsupported
Status checkStatistic(const CostContext& context, const char* model);

/// The first table of a kind that prices latencies in the context, or the one that is named.
/// @error NotFound  there is none (the others are listed)
template <class Table>
Result<const Table*> pickTable(const std::vector<Table>& tables, const CostModelRequest& request, Message missing) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name", "table"}));
  PSCOPE_TRY(const std::string wanted, request.parameters.stringOr("table", ""));
  std::string known;
  for (const Table& table : tables) {
    if (table.header.metric != "latency") continue;
    known += (known.empty() ? "" : "; ") + table.title() + " (" + contextText(table.header) + ")";
    if (wanted.empty() ? matches(table.header, request.context) && table.serves(request.context.space)
                       : table.header.name == wanted && sameStatistic(table.header.statistic, request.context)) {
      return &table;
    }
  }
  return makeError(ErrorCode::NotFound, std::move(missing),
                   known.empty() ? PSCOPE_TR_NOOP("Device", "Import one with device import.")
                                 : PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known),
                   "", "/tables");
}

/// The memory on the chip: a parameter, else /constraints/scratchpad_B, else /constraints/sram_B.
/// @error NotFound  none of them
Result<double> scratchpadBytes(ProfileNumbers& numbers, const DeviceProfile& profile, const char* parameter);

/// Decorators ask for networks. @error Parse  at `place`: the model prices whole designs
Status checkDecorated(const CostModel& inner, const JsonView& place);

/// The model that decorates another: parameter "of", a name or an object of name and parameters; the best unless given.
/// @error those of createCostModel(), placed in the parameter
Result<std::unique_ptr<CostModel>> innerModel(const CostModelRequest& request);

}  // namespace pscope

#pragma once

#include "core/device/device.h"

namespace pscope {

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

/// Whether the fit was made in this context.
bool servesContext(const DeviceFit& fit, const CostContext& context);
/// Whether the table was made in this context, and tells latencies.
bool servesContext(const TableHeader& table, const CostContext& context);

/// The model that decorates another: parameter "of", a name or an object of name and parameters; the best unless given.
/// @error those of createCostModel(), placed in the parameter
Result<std::unique_ptr<CostModel>> innerModel(const CostModelRequest& request);

}  // namespace pscope

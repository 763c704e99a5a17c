#pragma once

#include "core/device/device.h"

namespace pscope {

/// Whether a parameter is {"choice": "path"}, at any depth.
bool readsChoices(const Json& parameters);

/// A cost model of which parameters are chosen by the design: one model is made for each combination of them that
/// occurs.
///
/// The number of the chosen level takes the place of {"choice": path}; a word takes it where the level is a text.
/// @error those of the model, with the first level of each choice unknown until a design is priced
Result<std::unique_ptr<CostModel>> makeChoiceBoundModel(const DeviceProfile& profile, const CostContext& context,
                                                        const Json& parameters);

}  // namespace pscope

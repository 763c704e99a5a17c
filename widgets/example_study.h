#pragma once

#include "core/base/result.h"
#include "core/record/search_config.h"

namespace pscope {

/// The search of resources/studies/example.json.
Result<SearchConfig> exampleConfig();

}  // namespace pscope

#pragma once

#include <string>

#include "core/base/result.h"
#include "core/record/search_config.h"

namespace CLI {
class App;
}

namespace pscope {

/// What the command line says about the end of a search, as text.
struct StopOptions {
  std::string seconds, target, plateau;
  bool ignore = false;
};

/// Adds --stop-seconds, --stop-target and --stop-plateau. @param options  outlive the command
void addStopOptions(CLI::App& command, StopOptions& options);

/// The configuration's rules with those of the command line in their place.
/// @error InvalidArgument, Parse: names the option
Result<StopConfig> stopOf(const StopOptions& options, const SearchConfig& config);

}  // namespace pscope

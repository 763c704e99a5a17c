#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/record/focus.h"

namespace CLI {
class App;
}

namespace pscope {

/// What the command line says about where a search should look, as text.
struct FocusOptions {
  std::string where;
  std::vector<std::string> ranges;
  bool none = false;  ///< an earlier focus ends
};

/// Adds --focus and --focus-where. @param options  outlive the command
void addFocusOptions(CLI::App& command, FocusOptions& options);

/// The region that the options name; an empty one ends a focus. Nothing: they name none.
/// @error InvalidArgument, Parse: names the option
Result<std::optional<Focus>> focusOf(const FocusOptions& options, const std::vector<Objective>& objectives);

}  // namespace pscope

#pragma once

#include "app/cli/command_line.h"

namespace pscope {

/// Adds "fit" and "predict" to the command "device".
void addDeviceFitCommands(CLI::App& device, Chosen& chosen);

}  // namespace pscope

#pragma once

#include "app/cli/command_line.h"

namespace pscope {

/// Adds "health" to the command "device".
void addDeviceHealthCommand(CLI::App& device, Chosen& chosen);

}  // namespace pscope

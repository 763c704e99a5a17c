#pragma once

#include "app/cli/command_line.h"

namespace pscope {

/// Adds "import" to the command "device".
void addDeviceImportCommand(CLI::App& device, Chosen& chosen);

}  // namespace pscope

#pragma once

#include "app/cli/command_line.h"

namespace pscope {

/// Adds "export" to the command "device".
void addDeviceExportCommand(CLI::App& device, Chosen& chosen);

}  // namespace pscope

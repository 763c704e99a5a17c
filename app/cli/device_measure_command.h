#pragma once

#include "app/cli/command_line.h"

namespace pscope {

/// Adds `device measure`.
void addDeviceMeasureCommand(CLI::App& device, Chosen& chosen);

}  // namespace pscope

#pragma once

#include <string>

#include "core/network/pytorch_classes.h"

namespace pscope {

/// Python text of one class: __init__ (when it has layers or arguments) and forward.
/// @param network  whether it is the network itself: it knows its input's shape, and flattens outputs of one pixel
std::string pytorchClassText(const PyTorchClasses& classes, std::size_t index, const Network& network);
/// Text within a docstring: quotes and backslashes escaped, control characters dropped.
std::string docstringText(const std::string& text);

}  // namespace pscope

#pragma once

#include <string>

#include "core/base/json.h"

namespace pscope {

/// A member of an object in a document that may be unfinished; nullptr where there is none, or no object.
const Json* memberOf(const Json& object, const char* key);
/// The same as text; empty where the member is missing or anything but a string.
std::string textOf(const Json& object, const char* key);

}  // namespace pscope

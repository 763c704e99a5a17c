#include "core/space/document_members.h"

#include <nlohmann/json.hpp>

namespace pscope {

const Json* memberOf(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string textOf(const Json& object, const char* key) {
  const Json* member = memberOf(object, key);
  return member != nullptr && member->is_string() ? member->get<std::string>() : std::string();
}

}  // namespace pscope

#include <algorithm>
#include <filesystem>

#include "core/base/embedded_file.h"
#include "core/space/space.h"
#include "core/space/space_impl.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedSpaces();  // generated from resources/spaces

std::vector<FamilyInfo> builtInFamilies() {
  std::vector<FamilyInfo> families;
  for (const auto& file : embeddedSpaces()) {
    const auto space = Space::fromText(file.text, std::string(file.name));
    if (space.ok()) families.push_back({space.value().name(), space.value().count(), space.value().summary()});
  }
  return families;
}

Result<Space> openSpace(const std::string& nameOrPath) {
  std::string names;
  for (const auto& file : embeddedSpaces()) {
    const auto name = file.name.substr(0, file.name.rfind('.'));
    if (name == nameOrPath) return Space::fromText(file.text, std::string(file.name));
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  std::error_code ignored;
  if (std::filesystem::exists(nameOrPath, ignored)) {
    PSCOPE_TRY(const Json document, readJsonFile(nameOrPath));
    return Space::fromJson(document, nameOrPath);
  }
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Space", "\"%1\" is neither a built-in space nor a file.").arg(nameOrPath),
                   PSCOPE_TR_NOOP("Space", "Built in are: %1.").arg(names));
}

}  // namespace pscope

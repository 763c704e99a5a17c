#include <algorithm>
#include <cctype>
#include <filesystem>

#include "core/base/embedded_file.h"
#include "core/space/space.h"
#include "core/space/space_impl.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedSpaces();  // generated from resources/spaces

bool hasTag(const SpaceTags& tags, std::string_view word) {
  const auto same = [word](std::string_view tag) {
    return std::equal(tag.begin(), tag.end(), word.begin(), word.end(), [](char a, char b) {
      return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
  };
  const auto any = [&](const std::vector<std::string>& words) { return std::any_of(words.begin(), words.end(), same); };
  return any(tags.task) || any(tags.family) || any(tags.category);
}

std::vector<FamilyInfo> builtInFamilies() {
  std::vector<FamilyInfo> families;
  for (const auto& file : embeddedSpaces()) {
    const auto space = Space::fromText(file.text, std::string(file.name));
    if (space.ok()) {
      const Space& family = space.value();
      families.push_back({family.name(), family.count(), family.summary(), family.tags()});
    }
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

#pragma once

#include <string>
#include <vector>

#include "core/space/problems.h"
#include "core/space/program.h"
#include "core/space/space.h"

namespace pscope {

inline constexpr int kSpaceVersion = 1;

/// What a document says besides its choices and its template.
struct DocumentHead {
  std::string name;
  std::string title;
  std::string summary;
  std::string source;
  std::string evidence;
};
/// Also refuses unknown keys and versions of the language that are newer than this program.
DocumentHead readHead(const JsonView& document, Problems& problems);

/// Whether the document says `"network": null`: a space of choices only.
bool hasNoNetwork(const JsonView& document);

/// Reads "tags" and "twins".
void readTags(const JsonView& document, SpaceTags& tags, TwinRule& twins, Problems& problems);

/// Reads "scales" into the program and the list for people.
void readScales(const JsonView& document, std::vector<ScaleInfo>& scales, Program& program, Problems& problems);

}  // namespace pscope

#include "widgets/example_study.h"

#include <nlohmann/json.hpp>
#include <span>

#include "core/base/embedded_file.h"
#include "core/base/json.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedStudies();

Result<SearchConfig> exampleConfig() {
  for (const auto& file : embeddedStudies()) {
    if (file.name != "example.json") continue;
    PSCOPE_TRY(const Json json, parseJson(file.text, std::string(file.name)));
    return parseSearchConfig(json, std::string(file.name), "");
  }
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("ExampleStudy", "The example study is missing in this build."));
}

}  // namespace pscope

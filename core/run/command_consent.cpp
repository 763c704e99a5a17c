#include "core/run/command_consent.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/file.h"

namespace pscope {
namespace {

constexpr std::size_t kMostConsentBytes = 16u << 20;
constexpr const char* kPrograms = "programs";  ///< lists of arguments

std::string consentFile() {
  constexpr const char* kName = "/paretoscope/measuring-programs.json";
  if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder != nullptr && *folder == '/') {
    return std::string(folder) + kName;
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return std::string(home) + "/.config" + kName;
  }
  return "";
}

/// The lists of arguments that were agreed to; none where the file holds anything else.
Json agreed(const std::string& file) {
  const auto document = readJsonFile(file, kMostConsentBytes);
  if (!document.ok() || !document.value().is_object()) return Json::array();
  const auto programs = document.value().find(kPrograms);
  return programs != document.value().end() && programs->is_array() ? *programs : Json::array();
}

}  // namespace

CommandConsent::CommandConsent(std::string file) : m_file(file.empty() ? consentFile() : std::move(file)) {}

bool CommandConsent::given(const MeasuringCommand& command) const {
  const Json programs = agreed(m_file);
  return std::find(programs.begin(), programs.end(), Json(command.arguments)) != programs.end();
}

Status CommandConsent::give(const MeasuringCommand& command) {
  if (given(command)) return {};
  if (m_file.empty()) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Measuring", "There is no folder to remember measuring programs in."),
                     PSCOPE_TR_NOOP("Measuring", "Set HOME or XDG_CONFIG_HOME."));
  }
  Json programs = agreed(m_file);
  programs.push_back(command.arguments);
  std::error_code code;
  std::filesystem::create_directories(std::filesystem::path(m_file).parent_path(), code);
  const Json document = {{kPrograms, std::move(programs)}};
  return writeFileAtomically(m_file, document.dump(1, ' ', true, Json::error_handler_t::replace) + "\n");
}

std::string argumentsText(const MeasuringCommand& command) {
  return Json(command.arguments).dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace pscope

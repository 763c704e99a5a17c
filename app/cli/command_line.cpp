#include "app/cli/command_line.h"

#include <charconv>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

std::string oneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

bool isFailureOfWork(ErrorCode code) {
  switch (code) {
    case ErrorCode::OutOfMemory:
    case ErrorCode::Timeout:
    case ErrorCode::WorkerDied:
    case ErrorCode::Cancelled:
    case ErrorCode::External:
      return true;
    default:
      return false;
  }
}

}  // namespace

int printError(const Error& error) {
  std::cerr << "paretoscope-cli: " << oneLine(error.text()) << std::endl;
  return isFailureOfWork(error.code) ? kWorkFailed : kUnusableInput;
}

int printFailure(const Error& error) {
  printError(error);
  return kWorkFailed;
}

void printJson(const Json& json) {
  std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

Json numberOrNull(double value) {
  if (!std::isfinite(value)) return nullptr;
  // Counts print without ".0".
  if (std::floor(value) == value && std::abs(value) < 9e15) return static_cast<std::int64_t>(value);
  return value;
}

Error notYet(const std::string& what, const std::string& mend) {
  return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("CommandLine", "%1 is not available yet.").arg(what),
                   PSCOPE_TR_NOOP("CommandLine", "%1").arg(mend));
}

Result<std::uint64_t> parseCount(const std::string& text, const std::string& option, std::uint64_t low,
                                 std::uint64_t high) {
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || text.empty() || value < low || value > high) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "%1 cannot be \"%2\".").arg(option).arg(text),
        high == kNoLimit ? PSCOPE_TR_NOOP("CommandLine", "Give a whole number from %1 on.").arg(std::to_string(low))
                         : PSCOPE_TR_NOOP("CommandLine", "Give a whole number from %1 to %2.")
                               .arg(std::to_string(low))
                               .arg(std::to_string(high)));
  }
  return value;
}

}  // namespace pscope

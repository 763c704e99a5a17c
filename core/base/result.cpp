#include "core/base/result.h"

#include <array>

namespace pscope {
namespace {

constexpr std::array<std::pair<ErrorCode, const char*>, 15> kNames = {{
    {ErrorCode::InvalidArgument, "invalid-argument"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::Parse, "parse"},
    {ErrorCode::Io, "io"},
    {ErrorCode::ReadOnly, "read-only"},
    {ErrorCode::DiskFull, "disk-full"},
    {ErrorCode::Database, "database"},
    {ErrorCode::NewerVersion, "newer-version"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::OutOfMemory, "out-of-memory"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::WorkerDied, "worker-died"},
    {ErrorCode::NonFinite, "non-finite"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::External, "external"},
}};

}  // namespace

const char* errorCodeName(ErrorCode code) {
  for (const auto& [known, name] : kNames) {
    if (known == code) return name;
  }
  return "external";
}

ErrorCode errorCodeFromName(const std::string& name) {
  for (const auto& [code, known] : kNames) {
    if (name == known) return code;
  }
  return ErrorCode::External;
}

std::string format(const Message& message) {
  std::string text;
  for (const char* c = message.text; *c != '\0'; ++c) {
    if (*c == '%' && c[1] >= '1' && c[1] <= '9') {
      const auto index = static_cast<std::size_t>(c[1] - '1');
      if (index < message.args.size()) text += message.args[index];
      ++c;
    } else {
      text += *c;
    }
  }
  return text;
}

std::string Error::text() const {
  std::string line;
  if (!file.empty()) line += file + ": ";
  if (!place.empty()) line += place + ": ";
  line += format(what);
  if (!mend.empty()) line += " " + format(mend);
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return line;
}

}  // namespace pscope

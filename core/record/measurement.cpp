#include "core/record/measurement.h"

#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <utility>

#include "core/base/build_info.h"
#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::array<std::pair<MeasurementKind, const char*>, 6> kKinds = {{
    {MeasurementKind::Measured, "measured"},
    {MeasurementKind::Simulated, "simulated"},
    {MeasurementKind::Tabulated, "tabulated"},
    {MeasurementKind::Analytic, "analytic"},
    {MeasurementKind::Predicted, "predicted"},
    {MeasurementKind::Proxy, "proxy"},
}};
constexpr std::array<std::pair<WeightsOrigin, const char*>, 4> kOrigins = {{
    {WeightsOrigin::None, "none"},
    {WeightsOrigin::Own, "own"},
    {WeightsOrigin::Inherited, "inherited"},
    {WeightsOrigin::Shared, "shared"},
}};

template <class T, std::size_t n>
const char* nameOf(const std::array<std::pair<T, const char*>, n>& table, T value) {
  for (const auto& [known, name] : table) {
    if (known == value) return name;
  }
  return table.front().second;
}

template <class T, std::size_t n>
std::optional<T> valueOf(const std::array<std::pair<T, const char*>, n>& table, const std::string& name) {
  for (const auto& [value, known] : table) {
    if (name == known) return value;
  }
  return std::nullopt;
}

std::string cpuName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    const auto colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string bestInstructionSet() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return "x86-64 AVX-512";
  if (__builtin_cpu_supports("avx2")) return "x86-64 AVX2";
  return "x86-64";
#elif defined(__aarch64__)
  return "aarch64";
#else
  return "unknown";
#endif
}

std::string utcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> buffer{};
  const auto size = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {buffer.data(), size};
}

}  // namespace

const char* kindName(MeasurementKind kind) {
  return nameOf(kKinds, kind);
}
std::optional<MeasurementKind> kindFromName(const std::string& name) {
  return valueOf(kKinds, name);
}
const char* weightsName(WeightsOrigin origin) {
  return nameOf(kOrigins, origin);
}
std::optional<WeightsOrigin> weightsFromName(const std::string& name) {
  return valueOf(kOrigins, name);
}

std::string Budget::text() const {
  std::string result = scale;
  if (epochs > 0) result += ", " + numberText(epochs, 4) + (epochs == 1 ? " epoch" : " epochs");
  if (dataShare < 1) result += ", " + numberText(100 * dataShare, 3) + " % of the data";
  if (weights != WeightsOrigin::None) result += std::string(", ") + weightsName(weights) + " weights";
  return result;
}

Provenance provenanceOfThisProgram() {
  Provenance provenance;
  provenance.programVersion = programVersion();
  provenance.programCommit = programCommit();
  provenance.hostCpu = cpuName();
  provenance.instructionSet = bestInstructionSet();
  provenance.time = utcNow();
  return provenance;
}

}  // namespace pscope

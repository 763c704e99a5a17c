#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/device/device.h"
#include "core/device/device_fit.h"

namespace pscope {

/// Reads the numbers of a profile that a model needs, and remembers the weakest evidence tag among them.
///
/// A parameter of the model may stand in for a number of the profile: it counts as "user".
class ProfileNumbers {
 public:
  /// @param model  for messages; @param profile, parameters  outlive this
  ProfileNumbers(const DeviceProfile& profile, std::string model, const JsonView* parameters = nullptr)
      : m_profile(profile), m_model(std::move(model)), m_parameters(parameters) {}

  /// @param parameter  member of the model's parameters that may stand in for it; "" none
  /// @error NotFound  neither is there (with the pointer): refused, never guessed; Parse  a parameter that is no
  /// finite number >= 0
  Result<double> required(const std::string& pointer, const char* parameter = "");
  /// The same with a default of the model, which counts as an engineering estimate.
  Result<double> numberOr(const std::string& pointer, const char* parameter, double fallback);
  double optional(const std::string& pointer, double fallback);
  /// The same, but 0 is refused.
  Result<double> positive(const std::string& pointer, const char* parameter = "");

  void note(const std::string& tag);
  const std::string& evidence() const { return m_weakest; }

 private:
  Result<std::optional<double>> find(const std::string& pointer, const char* parameter);

  const DeviceProfile& m_profile;
  std::string m_model;
  const JsonView* m_parameters;
  std::string m_weakest;
};

/// Evidence tags of numbers, from the strongest to the weakest.
inline constexpr std::array<std::string_view, 8> kEvidenceTags = {"V", "P", "C", "user", "D", "P3", "R", "E"};
/// Of repeated timings.
inline constexpr std::array<std::string_view, 3> kStatistics = {"median", "p95", kLowerQuartile};
inline constexpr int kMostThreadsOfDevice = 4096;
bool isStatistic(std::string_view name);

/// @error Parse  at `place`, listing the known words
Status checkWord(const JsonView& place, std::string_view word, std::span<const std::string_view> known);
/// The text of a member, which must be one of the known words. @error as above, or the member is missing
Result<std::string> wordOf(const JsonView& view, const char* key, std::span<const std::string_view> known);

/// Members "threads" and "statistic" of a fit or table; 0 and "" when they are not there.
struct MadeWith {
  int threads = 0;
  std::string statistic;
};
Result<MadeWith> madeWith(const JsonView& view);
/// The member "batch", 1 to 65536. @param fallback  0: it must be there
Result<int> batchOf(const JsonView& view, int fallback);

/// The weaker of two evidence tags; "" is the strongest, an unknown one the weakest.
const std::string& weakerEvidence(const std::string& a, const std::string& b);

/// Bytes of one value: fp32 4, fp16 2, int8 1 ... @error Unsupported lists the known precisions
Result<int> bytesOfPrecision(const std::string& precision);

}  // namespace pscope

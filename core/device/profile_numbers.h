#pragma once

#include <string>

#include "core/device/device.h"

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

/// The weaker of two evidence tags; "" is the strongest, an unknown one the weakest.
const std::string& weakerEvidence(const std::string& a, const std::string& b);

/// Bytes of one value: fp32 4, fp16 2, int8 1 ... @error Unsupported lists the known precisions
Result<int> bytesOfPrecision(const std::string& precision);

}  // namespace pscope

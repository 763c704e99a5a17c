#include "core/device/number_rules.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.h"

namespace pscope {
namespace {

/// Bounds are a thousand times and more beyond what is built: they find wrong prefixes, not wrong figures.
struct NumberRule {
  std::string_view pointer;  ///< "*" is any one step
  std::string_view unit;
  double least, most;
};
constexpr double kAnyBytes = 1e18;
constexpr std::array kNumberRules = std::to_array<NumberRule>({
    {"/units/*/peak_mac_s/*", "MAC/s", 1e3, 1e21},
    {"/units/*/eff/*", "1", 1e-6, 4},  // Winograd kernels do 2.25 multiply-accumulates a multiplication
    {"/units/*/launch_s", "s", 0, 0.1},
    {"/units/*/threads_speedup/*", "1", 1e-3, 1e4},
    {"/units/*/options/*/*", "1", 1e-3, 1e3},
    {"/units/*/rows", "1", 1, 1e6},
    {"/units/*/cols", "1", 1, 1e6},
    {"/units/*/clock_Hz", "Hz", 1e3, 1e12},
    {"/units/*/mvm_s", "s", 1e-12, 0.1},
    {"/units/*/e_mac", "pJ/MAC", 0, 1e6},
    {"/units/*/area", "mm2", 0, 1e6},
    {"/units/*/buffer_B", "B", 0, kAnyBytes},
    {"/units/*/mac_per_cycle", "MAC/cycle", 1e-3, 1e9},
    {"/mem/*/bw_Bps", "B/s", 1e3, 1e18},
    {"/mem/*/eff", "1", 1e-6, 4},  // caches
    {"/mem/*/bytes", "B", 0, kAnyBytes},
    {"/mem/*/e_B", "pJ/B", 0, 1e9},
    {"/power/*", "W", 0, 1e6},
    {"/dvfs/*/freq_Hz/*", "Hz", 1e3, 1e12},
    {"/constraints/sram_B", "B", 0, kAnyBytes},
    {"/constraints/flash_B", "B", 0, kAnyBytes},
    {"/constraints/scratchpad_B", "B", 0, kAnyBytes},
});

/// The next step of a JSON pointer, taken from its front.
std::string_view takeStep(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::string_view step = pointer.substr(0, pointer.find('/'));
  pointer.remove_prefix(step.size());
  return step;
}

bool pointerMatches(std::string_view pattern, std::string_view pointer) {
  while (!pattern.empty() && !pointer.empty()) {
    const std::string_view wanted = takeStep(pattern), step = takeStep(pointer);
    if (wanted != "*" && wanted != step) return false;
  }
  return pattern.empty() && pointer.empty();
}

}  // namespace

Status checkDeviceNumber(const JsonView& leaf, const TaggedNumber& number) {
  if (!std::isfinite(number.value) || number.value < 0) {
    return leaf.member("v").value().error(
        PSCOPE_TR_NOOP("Device", "A number of a device must be finite and not negative."),
        PSCOPE_TR_NOOP("Device", "Correct it, or leave the figure out if it is not known."));
  }
  const auto rule = std::find_if(kNumberRules.begin(), kNumberRules.end(),
                                 [&](const NumberRule& r) { return pointerMatches(r.pointer, leaf.pointer()); });
  if (rule == kNumberRules.end()) return {};
  const std::string unit(rule->unit);
  if (number.unit != rule->unit) {
    return leaf.member("unit").value().error(
        PSCOPE_TR_NOOP("Device", "The unit of this figure is %1, not %2.").arg(unit).arg(number.unit),
        PSCOPE_TR_NOOP("Device", "Give the figure in %1.").arg(unit));
  }
  if (number.value >= rule->least && number.value <= rule->most) return {};
  const auto text = [&](double value) { return numberText(value) + (unit == "1" ? "" : " " + unit); };
  return leaf.member("v").value().error(
      PSCOPE_TR_NOOP("Device", "No device has %1 here: %2 to %3 are taken.")
          .arg(text(number.value))
          .arg(text(rule->least))
          .arg(text(rule->most)),
      PSCOPE_TR_NOOP("Device", "Check the unit: ms or s, GB/s or B/s, percent or a share of 1?"));
}

}  // namespace pscope

#include "core/device/profile_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

std::size_t weakness(const std::string& tag) {
  if (tag.empty()) return 0;
  return 1 +
         static_cast<std::size_t>(std::find(kEvidenceTags.begin(), kEvidenceTags.end(), tag) - kEvidenceTags.begin());
}

constexpr std::array<std::pair<std::string_view, int>, 6> kPrecisions = {
    {{"fp32", 4}, {"tf32", 4}, {"fp16", 2}, {"bf16", 2}, {"int16", 2}, {"int8", 1}}};

}  // namespace

bool isStatistic(std::string_view name) {
  return std::find(kStatistics.begin(), kStatistics.end(), name) != kStatistics.end();
}

Status checkWord(const JsonView& place, std::string_view word, std::span<const std::string_view> known) {
  if (std::find(known.begin(), known.end(), word) != known.end()) return {};
  std::string names;
  for (const auto name : known) names += (names.empty() ? "" : ", ") + std::string(name);
  return place.error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(std::string(word)),
                     PSCOPE_TR_NOOP("Device", "Known are: %1.").arg(names));
}

Result<std::string> wordOf(const JsonView& view, const char* key, std::span<const std::string_view> known) {
  PSCOPE_TRY(std::string text, view.string(key));
  PSCOPE_CHECK(checkWord(view.member(key).value(), text, known));
  return text;
}

Result<MadeWith> madeWith(const JsonView& view) {
  MadeWith made;
  PSCOPE_TRY(const auto threads, view.integerOr("threads", 0));
  if (threads < 0 || threads > kMostThreadsOfDevice) {
    return view.member("threads").value().error(
        PSCOPE_TR_NOOP("Device", "%1 threads are out of range.").arg(std::to_string(threads)),
        PSCOPE_TR_NOOP("Device", "Use 1 to 4096."));
  }
  made.threads = static_cast<int>(threads);
  if (view.has("statistic")) {
    PSCOPE_TRY(made.statistic, wordOf(view, "statistic", kStatistics));
  }
  return made;
}

Result<int> batchOf(const JsonView& view, int fallback) {
  constexpr std::int64_t kMost = 65'536;
  PSCOPE_TRY(const std::int64_t batch, fallback > 0 ? view.integerOr("batch", fallback) : view.integer("batch"));
  if (batch >= 1 && batch <= kMost) return static_cast<int>(batch);
  return view.member("batch").value().error(
      PSCOPE_TR_NOOP("Device", "A batch of %1 is out of range.").arg(std::to_string(batch)),
      PSCOPE_TR_NOOP("Device", "Use 1 to 65536."));
}

const std::string& weakerEvidence(const std::string& a, const std::string& b) {
  return weakness(b) > weakness(a) ? b : a;
}

Result<int> bytesOfPrecision(const std::string& precision) {
  for (const auto& [name, bytes] : kPrecisions) {
    if (name == precision) return bytes;
  }
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Device", "The precision \"%1\" is not known.").arg(precision),
                   PSCOPE_TR_NOOP("Device", "Use fp32, fp16, bf16, int16 or int8."));
}

void ProfileNumbers::note(const std::string& tag) {
  m_weakest = weakerEvidence(m_weakest, tag);
}

Result<std::optional<double>> ProfileNumbers::find(const std::string& pointer, const char* parameter) {
  if (m_parameters != nullptr && *parameter != '\0' && m_parameters->has(parameter)) {
    PSCOPE_TRY(const double value, m_parameters->number(parameter));
    if (!std::isfinite(value) || value < 0) {
      return m_parameters->member(parameter).value().error(
          PSCOPE_TR_NOOP("Device", "A number of a device must be finite and not negative."));
    }
    note("user");
    return std::optional(value);
  }
  const auto number = m_profile.number(pointer);
  if (!number) return std::optional<double>();
  note(number->tag);
  return std::optional(number->value);
}

Result<double> ProfileNumbers::required(const std::string& pointer, const char* parameter) {
  PSCOPE_TRY(const auto value, find(pointer, parameter));
  if (value) return *value;
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "The profile \"%1\" lacks a number that the %2 model needs.")
                       .arg(m_profile.name())
                       .arg(m_model),
                   *parameter == '\0' ? PSCOPE_TR_NOOP("Device", "Add it with unit and evidence tag.")
                                      : PSCOPE_TR_NOOP("Device",
                                                       "Add it with unit and evidence tag, or give the parameter "
                                                       "\"%1\" of the model.")
                                            .arg(parameter),
                   "", pointer);
}

Result<double> ProfileNumbers::positive(const std::string& pointer, const char* parameter) {
  PSCOPE_TRY(const double value, required(pointer, parameter));
  if (value > 0) return value;
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "A peak, bandwidth or efficiency of \"%1\" is 0.").arg(m_profile.name()),
                   PSCOPE_TR_NOOP("Device", "Give it a positive value."), "", pointer);
}

Result<double> ProfileNumbers::numberOr(const std::string& pointer, const char* parameter, double fallback) {
  PSCOPE_TRY(const auto value, find(pointer, parameter));
  if (!value) note("E");
  return value.value_or(fallback);
}

double ProfileNumbers::optional(const std::string& pointer, double fallback) {
  const auto number = m_profile.number(pointer);
  if (!number) return fallback;
  note(number->tag);
  return number->value;
}

}  // namespace pscope

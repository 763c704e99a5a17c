#include "core/run/told_failures.h"

#include <sstream>
#include <string>

namespace pscope {
namespace {

constexpr const char* kToldFailuresSetting = "search.told_failures";  ///< ids, each with a space behind

}  // namespace

Result<ToldFailures> ToldFailures::load(const Study& study) {
  PSCOPE_TRY(const auto setting, study.setting(kToldFailuresSetting));
  ToldFailures failures;
  std::istringstream ids(setting.value_or(""));
  for (std::int64_t id = 0; ids >> id;) failures.m_ids.insert(id);
  return failures;
}

Status ToldFailures::add(CandidateId id, Study& study) {
  if (!m_ids.insert(id.value).second) return {};
  std::string ids;
  for (const auto each : m_ids) ids += std::to_string(each) + " ";
  return study.setSetting(kToldFailuresSetting, ids);
}

Candidate ToldFailures::asTold(Candidate candidate) const {
  if (m_ids.count(candidate.id.value) == 0) return candidate;
  candidate.state = CandidateState::Failed;
  candidate.measurements.clear();
  return candidate;
}

}  // namespace pscope

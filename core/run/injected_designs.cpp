#include "core/run/injected_designs.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace pscope {
namespace {

constexpr const char* kSetting = "search.by_hand";

Result<std::int64_t> integerFrom(const JsonView& json, std::int64_t low) {
  PSCOPE_TRY(const std::int64_t value, json.integer());
  if (value >= low && value <= std::numeric_limits<int>::max()) return value;
  return json.error(PSCOPE_TR_NOOP("Run", "The number %1 is out of range.").arg(std::to_string(value)), {});
}

Result<Candidate> parseCandidate(const JsonView& json, const Space& space) {
  Candidate candidate;
  candidate.notes = kByHandNotes;
  PSCOPE_TRY(const JsonView place, json.member("id"));
  PSCOPE_TRY(candidate.id.value, integerFrom(place, 1));
  PSCOPE_TRY(const auto levels, json.array("genome"));
  for (const JsonView& level : levels) {
    PSCOPE_TRY(const std::int64_t value, integerFrom(level, kInactive));
    candidate.genome.push_back(static_cast<int>(value));
  }
  PSCOPE_CHECK(space.validate(candidate.genome));
  PSCOPE_TRY(const auto parents, json.array("parents"));
  for (const JsonView& parent : parents) {
    PSCOPE_TRY(const std::int64_t value, integerFrom(parent, 1));
    candidate.parents.push_back({value});
  }
  return candidate;
}

std::string textOf(const std::map<std::int64_t, Candidate>& all) {
  Json list = Json::array();
  for (const auto& [place, candidate] : all) {
    if (candidate.notes != kByHandNotes) continue;  // stands among the candidates
    Json parents = Json::array();
    for (const CandidateId parent : candidate.parents) parents.push_back(parent.value);
    list.push_back({{"id", place}, {"genome", candidate.genome}, {"parents", std::move(parents)}});
  }
  return list.dump();
}

}  // namespace

Result<InjectedDesigns> InjectedDesigns::load(const Study& study, const Space& space) {
  InjectedDesigns injected;
  PSCOPE_TRY(const auto setting, study.setting(kSetting));
  if (!setting) return injected;
  const auto damaged = [&study](const Error& cause) {
    Error error = makeError(
        ErrorCode::Database, PSCOPE_TR_NOOP("Run", "The list of designs put in by hand is damaged in the study."),
        PSCOPE_TR_NOOP("Run", "Start a new study; the candidates of this one can still be read."), study.path());
    error.detail = cause.text();
    return error;
  };
  const auto json = parseJson(*setting, "search.by_hand");
  if (!json.ok()) return damaged(json.error());
  const auto entries = JsonView(json.value(), "search.by_hand").array();
  if (!entries.ok()) return damaged(entries.error());
  for (const JsonView& entry : entries.value()) {
    auto candidate = parseCandidate(entry, space);
    if (!candidate.ok()) return damaged(candidate.error());
    injected.add(candidate.value());
  }
  return injected;
}

void InjectedDesigns::addFirst(const Candidate& candidate) {
  Candidate& own = m_byPlace[candidate.id.value];
  own = {};
  own.id = candidate.id;
  own.genome = candidate.genome;
  own.parents = candidate.parents;
  own.notes = candidate.notes;
}

Status InjectedDesigns::add(const Candidate& candidate, Study& study) {
  auto all = m_byPlace;
  all[candidate.id.value] = candidate;
  PSCOPE_CHECK(study.setSetting(kSetting, textOf(all)));
  m_byPlace = std::move(all);
  return {};
}

const Candidate* InjectedDesigns::at(std::int64_t place) const {
  const auto found = m_byPlace.find(place);
  return found == m_byPlace.end() ? nullptr : &found->second;
}

}  // namespace pscope

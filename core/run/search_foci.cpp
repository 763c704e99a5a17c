#include "core/run/search_foci.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace pscope {
namespace {

constexpr const char* kFociSetting = "search.foci";

Result<SearchFocus> parseSearchFocus(const JsonView& json, std::int64_t after, std::span<const Objective> objectives) {
  SearchFocus entry;
  PSCOPE_TRY(entry.from, json.integer("from"));
  PSCOPE_TRY(const std::int64_t candidates, json.integerOr("candidates", 0));
  if (entry.from < after || candidates < 0 || candidates > std::numeric_limits<int>::max()) {
    return json.error(PSCOPE_TR_NOOP("Run", "The number %1 is out of range.").arg(std::to_string(entry.from)), {});
  }
  if (candidates > 0) entry.candidates = static_cast<int>(candidates);
  PSCOPE_TRY(const JsonView focus, json.member("focus"));
  PSCOPE_TRY(entry.focus, parseFocus(focus, objectives));
  return entry;
}

}  // namespace

Result<SearchFoci> SearchFoci::load(const Study& study) {
  SearchFoci foci;
  foci.m_all.front().focus = study.config().focus;
  PSCOPE_TRY(const auto setting, study.setting(kFociSetting));
  if (!setting) return foci;
  const auto damaged = [&study](const Error& cause) {
    Error error = makeError(
        ErrorCode::Database, PSCOPE_TR_NOOP("Run", "The list of the search's foci is damaged in the study."),
        PSCOPE_TR_NOOP("Run", "Start a new study; the candidates of this one can still be read."), study.path());
    error.detail = cause.text();
    return error;
  };
  const auto json = parseJson(*setting, kFociSetting);
  if (!json.ok()) return damaged(json.error());
  const auto entries = JsonView(json.value(), kFociSetting).array();
  if (!entries.ok()) return damaged(entries.error());
  for (const JsonView& entry : entries.value()) {
    auto focus = parseSearchFocus(entry, foci.m_all.back().from, study.config().objectives);
    if (!focus.ok()) return damaged(focus.error());
    foci.m_all.push_back(std::move(focus).value());
  }
  return foci;
}

std::size_t SearchFoci::at(std::int64_t place) const {
  std::size_t number = m_all.size() - 1;
  while (number > 0 && m_all[number].from > place) --number;
  return number;
}

FocusRegion SearchFoci::region(std::size_t number, std::span<const Objective> objectives) const {
  FocusRegion region = focusRegion(m_all[number].focus, objectives);
  region.number = number;
  region.candidatesBefore = m_all[number].from - 1;
  return region;
}

Status SearchFoci::add(std::int64_t from, Focus focus, Study& study) {
  auto all = m_all;
  while (all.size() > 1 && !all.back().candidates && all.back().from >= from) all.pop_back();
  if (all.back().focus != focus) all.push_back({from, std::move(focus), std::nullopt});
  if (all == m_all) return {};
  PSCOPE_CHECK(write(all, study));
  m_all = std::move(all);
  return {};
}

Result<bool> SearchFoci::begin(std::size_t number, int candidates, Study& study) {
  if (number == 0 || m_all[number].candidates) return false;
  auto all = m_all;
  all[number].candidates = candidates;
  PSCOPE_CHECK(write(all, study));
  m_all = std::move(all);
  return true;
}

Status SearchFoci::write(const std::vector<SearchFocus>& all, Study& study) {
  Json list = Json::array();
  for (std::size_t i = 1; i < all.size(); ++i) {
    Json entry = {{"from", all[i].from}, {"focus", toJson(all[i].focus)}};
    if (all[i].candidates) entry["candidates"] = *all[i].candidates;
    list.push_back(std::move(entry));
  }
  return study.setSetting(kFociSetting, list.dump());
}

}  // namespace pscope

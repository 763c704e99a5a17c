#include "core/search/focused_strategy.h"

#include <algorithm>
#include <charconv>

namespace pscope {
namespace {

/// First line of the state under any focus but the first.
constexpr std::string_view kFocusLine = "focus ";

StrategyContext inside(const StrategyContext& context, const Space& part) {
  const FocusRegion& region = context.region;
  StrategyContext own = context;
  own.whole = &context.outcomes();
  own.space = &part;
  own.region = {};
  if (region.number > 0) own.seed = deriveSeed(context.seed, 0x666f'6375 + region.number);
  own.candidatesBefore = region.candidatesBefore;
  own.bounds.resize(std::max(context.bounds.size(), region.limits.size()));
  for (std::size_t i = 0; i < region.limits.size(); ++i) {
    const auto& [least, most, rung] = region.limits[i];
    auto& bound = own.bounds[i];
    if (most) bound = bound ? std::min(*bound, *most) : *most;
    own.least.push_back(least);
  }
  return own;
}

}  // namespace

Result<std::unique_ptr<Strategy>> FocusedStrategy::create(const JsonView& parameters, const StrategyContext& context,
                                                          const StrategyFactory& make) {
  PSCOPE_TRY(Space part, context.space->restricted(context.region.where, "", "/focus/where"));
  std::unique_ptr<FocusedStrategy> focused(new FocusedStrategy(context.region, std::move(part)));
  PSCOPE_TRY(focused->m_inner, make(parameters, inside(context, focused->m_part)));
  return std::unique_ptr<Strategy>(std::move(focused));
}

Outcome FocusedStrategy::seen(const Outcome& outcome) const {
  return m_region.seen(outcome, m_region.where.empty() || m_part.validate(outcome.genome).ok());
}

Status FocusedStrategy::tell(const Outcome& outcome) {
  return m_inner->tell(seen(outcome));
}

Status FocusedStrategy::takePast(std::span<const Outcome> past) {
  std::vector<Outcome> all;
  all.reserve(past.size());
  for (const Outcome& outcome : past) all.push_back(seen(outcome));
  return m_inner->takePast(all);
}

std::string FocusedStrategy::save() const {
  if (m_region.number == 0) return m_inner->save();
  return std::string(kFocusLine) + std::to_string(m_region.number) + "\n" + m_inner->save();
}

Status FocusedStrategy::load(const std::string& state) {
  if (focusOf(state) != m_region.number) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Search", "The state belongs to another focus of the search."),
                     PSCOPE_TR_NOOP("Search", "Start a new search from the study's candidates."));
  }
  return m_inner->load(m_region.number == 0 ? state : state.substr(state.find('\n') + 1));
}

std::size_t FocusedStrategy::focusOf(const std::string& state) {
  if (!state.starts_with(kFocusLine)) return 0;
  std::size_t number = 0;
  std::from_chars(state.data() + kFocusLine.size(), state.data() + state.size(), number);
  return number;
}

}  // namespace pscope

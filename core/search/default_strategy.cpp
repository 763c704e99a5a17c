#include "core/search/default_strategy.h"

#include <nlohmann/json.hpp>

#include "core/search/nsga2.h"
#include "core/search/random_search.h"

namespace pscope {
namespace {

constexpr int kFewCandidates = 12;

std::unique_ptr<Strategy> make(bool random, const StrategyContext& context) {
  if (random) return std::make_unique<RandomSearch>(context);
  return std::make_unique<Nsga2>(Nsga2::Settings{}, context);
}

}  // namespace

DefaultStrategy::DefaultStrategy(const StrategyContext& context)
    : m_context(context), m_chosen(make(context.candidates < kFewCandidates, context)) {}

Status DefaultStrategy::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  PSCOPE_TRY(const std::string name, JsonView(json, "state of the strategy").string("strategy"));
  auto chosen = make(name == "random", m_context);
  PSCOPE_CHECK(chosen->load(state));
  m_chosen = std::move(chosen);
  return {};
}

}  // namespace pscope

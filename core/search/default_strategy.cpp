#include "core/search/default_strategy.h"

#include <nlohmann/json.hpp>

#include "core/search/model_search.h"
#include "core/search/nsga2.h"
#include "core/search/random_search.h"

namespace pscope {
namespace {

constexpr int kFewCandidates = 6;       ///< below, nothing can be learned
constexpr int kManyCandidates = 2'000;  ///< above, proposing by models would take longer than it saves
constexpr std::size_t kMaxModelled = 6;

std::string choiceFor(const StrategyContext& context, std::size_t known = 0) {
  if (context.candidates < kFewCandidates && known < std::size_t{kFewCandidates}) return "random";
  if (context.candidates > kManyCandidates || context.objectives > kMaxModelled) return "nsga2";
  return "model";
}

std::unique_ptr<Strategy> make(const std::string& name, const StrategyContext& context) {
  if (name == "random") return std::make_unique<RandomSearch>(context);
  if (name == "model") return std::make_unique<ModelSearch>(ModelSearch::Settings{}, context);
  return std::make_unique<Nsga2>(Nsga2::Settings{}, context);
}

}  // namespace

DefaultStrategy::DefaultStrategy(const StrategyContext& context)
    : m_context(context), m_chosen(make(choiceFor(context), context)) {}

Status DefaultStrategy::takePast(std::span<const Outcome> past) {
  auto chosen = make(choiceFor(m_context, past.size()), m_context);
  PSCOPE_CHECK(chosen->takePast(past));
  m_chosen = std::move(chosen);
  return {};
}

Status DefaultStrategy::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  PSCOPE_TRY(const std::string name, JsonView(json, "state of the strategy").string("strategy"));
  auto chosen = make(name, m_context);
  PSCOPE_CHECK(chosen->load(state));
  m_chosen = std::move(chosen);
  return {};
}

}  // namespace pscope

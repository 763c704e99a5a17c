#include "core/search/strategy.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/default_strategy.h"
#include "core/search/model_search.h"
#include "core/search/nsga2.h"
#include "core/search/random_search.h"

namespace pscope {
namespace {

constexpr const char* kNsga2Schema = R"json({
  "type": "object",
  "properties": {
    "population": {"type": "integer", "minimum": 2, "maximum": 10000, "description": "a fifteenth of the budget, 8 to 100, unless given"},
    "crossover": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.9, "description": "share of the children with two parents"},
    "mutation": {"type": "number", "minimum": 0, "maximum": 1, "description": "probability of each active choice; one over their number unless given"}
  }
})json";

constexpr const char* kModelSchema = R"json({
  "type": "object",
  "properties": {
    "initial": {"type": "integer", "minimum": 2, "maximum": 10000, "description": "random designs before the first model; twice the choices, 8 to 20, unless given"},
    "batch": {"type": "integer", "minimum": 1, "maximum": 64, "description": "designs that are chosen together, and pending at most; a 25th of the budget, 4 to 8, unless given"}
  }
})json";

Result<double> shareOr(const JsonView& parameters, std::string_view key, double fallback) {
  PSCOPE_TRY(const double value, parameters.numberOr(key, fallback));
  if (value >= 0 && value <= 1) return value;
  return parameters.member(key).value().error(
      PSCOPE_TR_NOOP("Search", "\"%1\" is a probability.").arg(std::string(key)),
      PSCOPE_TR_NOOP("Search", "Give a number from 0 to 1."), ErrorCode::InvalidArgument);
}

Result<std::unique_ptr<Strategy>> makeRandom(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name"}));
  return std::unique_ptr<Strategy>(std::make_unique<RandomSearch>(context));
}

Result<std::unique_ptr<Strategy>> makeNsga2(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "population", "crossover", "mutation"}));
  Nsga2::Settings settings;
  if (parameters.has("population")) {
    PSCOPE_TRY(const std::int64_t population, parameters.integer("population"));
    if (population < 2 || population > 10'000) {
      return parameters.member("population")
          .value()
          .error(PSCOPE_TR_NOOP("Search", "A population of %1 is out of range.").arg(std::to_string(population)),
                 PSCOPE_TR_NOOP("Search", "Give 2 to 10000."), ErrorCode::InvalidArgument);
    }
    settings.population = static_cast<int>(population);
  }
  PSCOPE_TRY(settings.crossover, shareOr(parameters, "crossover", settings.crossover));
  PSCOPE_TRY(settings.mutation, shareOr(parameters, "mutation", settings.mutation));
  return std::unique_ptr<Strategy>(std::make_unique<Nsga2>(settings, context));
}

Result<int> integerOr(const JsonView& parameters, std::string_view key, int fallback, int low, int high) {
  PSCOPE_TRY(const std::int64_t value, parameters.integerOr(key, fallback));
  if (!parameters.has(key) || (value >= low && value <= high)) return static_cast<int>(value);
  return parameters.member(key).value().error(
      PSCOPE_TR_NOOP("Search", "A value of %1 for \"%2\" is out of range.")
          .arg(std::to_string(value))
          .arg(std::string(key)),
      PSCOPE_TR_NOOP("Search", "Give %1 to %2.").arg(std::to_string(low)).arg(std::to_string(high)),
      ErrorCode::InvalidArgument);
}

Result<std::unique_ptr<Strategy>> makeModel(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "initial", "batch"}));
  if (context.objectives > 6) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Search", "Model-based search is there for up to 6 objectives, not for %1.")
                         .arg(std::to_string(context.objectives)),
                     PSCOPE_TR_NOOP("Search", "Use the strategy \"nsga2\"."), "", "/strategy/name");
  }
  ModelSearch::Settings settings;
  PSCOPE_TRY(settings.initial, integerOr(parameters, "initial", settings.initial, 2, 10'000));
  PSCOPE_TRY(settings.batch, integerOr(parameters, "batch", settings.batch, 1, 64));
  return std::unique_ptr<Strategy>(std::make_unique<ModelSearch>(settings, context));
}

Result<std::unique_ptr<Strategy>> makeDefault(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name"}));
  return std::unique_ptr<Strategy>(std::make_unique<DefaultStrategy>(context));
}

}  // namespace

void registerStrategies(StrategyRegistry& registry) {
  PluginInfo random;
  random.name = "random";
  random.kind = PluginKind::Strategy;
  random.summary = "Draws designs uniformly, none twice: the baseline of every comparison.";
  random.parameterSchema = R"json({"type": "object", "properties": {}})json";
  random.source = "Li, Talwalkar, UAI 2019";
  random.evidence = "V";
  registry.add(random, makeRandom);

  PluginInfo nsga2;
  nsga2.name = "nsga2";
  nsga2.kind = PluginKind::Strategy;
  nsga2.summary = "Evolves designs by non-domination rank and crowding distance.";
  nsga2.parameterSchema = kNsga2Schema;
  nsga2.source = "Deb, Pratap, Agarwal, Meyarivan, IEEE TEVC 6(2), 2002";
  nsga2.evidence = "V";
  registry.add(nsga2, makeNsga2);

  PluginInfo model;
  model.name = "model";
  model.kind = PluginKind::Strategy;
  model.summary = "Learns Gaussian processes of the objectives and proposes what should add most hypervolume.";
  model.parameterSchema = kModelSchema;
  model.source = "Emmerich, Giannakoglou, Naujoks, IEEE TEVC 10(4), 2006";
  model.evidence = "V";
  registry.add(model, makeModel);

  PluginInfo best;
  best.name = "default";
  best.kind = PluginKind::Strategy;
  best.summary = "The best strategy here for the budget: model; nsga2 above 2,000 candidates; random below 6.";
  best.parameterSchema = R"json({"type": "object", "properties": {}})json";
  best.source = "resources/help/search-figures.md";
  best.evidence = "V";
  registry.add(best, makeDefault);
}

StrategyContext strategyContext(const Space& space, const SearchConfig& config) {
  StrategyContext context{&space, config.objectives.size(), config.seed, config.candidates};
  for (std::size_t i = 0; i < config.objectives.size(); ++i) {
    const Objective& objective = config.objectives[i];
    if (i < config.reference.size()) context.reference.push_back(objective.minimized(config.reference[i]));
    context.bounds.push_back(objective.bound);
    if (objective.bound) context.bounds.back() = objective.minimized(*objective.bound);
  }
  return context;
}

Result<std::unique_ptr<Strategy>> createStrategy(const std::string& name, const std::string& parametersJson,
                                                 const StrategyContext& context, const StrategyRegistry& registry) {
  const auto* entry = registry.find(name);
  if (entry == nullptr) {
    std::string known;
    for (const auto& other : registry.entries()) known += (known.empty() ? "" : ", ") + other.info.name;
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Search", "There is no strategy \"%1\".").arg(name),
                     PSCOPE_TR_NOOP("Search", "The strategies are: %1.").arg(known), "", "/strategy/name");
  }
  PSCOPE_TRY(const Json parameters, parseJson(parametersJson.empty() ? "{}" : parametersJson, ""));
  return entry->make(JsonView(parameters, "", "/strategy"), context);
}

Outcome outcomeOf(const Candidate& candidate, std::span<const Objective> objectives) {
  Outcome outcome;
  outcome.id = candidate.id;
  outcome.genome = candidate.genome;
  outcome.state = candidate.state;
  outcome.values = minimizedValues(candidate, objectives);
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    if (!objectives[i].bound) continue;
    const double bound = objectives[i].minimized(*objectives[i].bound);
    if (!(outcome.values[i] > bound)) continue;
    outcome.violation += (outcome.values[i] - bound) / (bound != 0 ? std::abs(bound) : 1);
  }
  return outcome;
}

}  // namespace pscope

#include "core/search/strategy.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/default_strategy.h"
#include "core/search/focused_strategy.h"
#include "core/search/grid_search.h"
#include "core/search/linas.h"
#include "core/search/local_search.h"
#include "core/search/model_search.h"
#include "core/search/nsga2.h"
#include "core/search/population_strategies.h"
#include "core/search/random_search.h"
#include "core/search/regularised_evolution.h"
#include "core/search/reinforce_strategy.h"
#include "core/search/successive_halving.h"
#include "core/search/tree_search.h"

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

constexpr const char* kNoParameters = R"json({"type": "object", "properties": {}})json";

constexpr const char* kPopulationSchema = R"json({
  "type": "object",
  "properties": {
    "population": {"type": "integer", "minimum": 2, "maximum": 1000, "description": "a fifteenth of the budget, 8 to 100, unless given"}
  }
})json";

constexpr const char* kAgeingSchema = R"json({
  "type": "object",
  "properties": {
    "population": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 20, "description": "youngest designs that may be parents"},
    "sample": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 5, "description": "of which the best is the parent"}
  }
})json";

constexpr const char* kLinasSchema = R"json({
  "type": "object",
  "properties": {
    "batch": {"type": "integer", "minimum": 2, "maximum": 1000, "description": "measured designs between two inner searches; a tenth of the budget, 8 to 50, unless given"},
    "inner": {"type": "integer", "minimum": 50, "maximum": 1000000, "default": 5000, "description": "predicted evaluations of an inner search"},
    "predictor": {"type": "string", "enum": ["ridge", "gp", "fbnetv3", "renas"], "default": "ridge", "description": "what learns the objectives; the last two need the worker program"}
  }
})json";

constexpr const char* kTreeSchema = R"json({
  "type": "object",
  "properties": {
    "bisection": {"type": "boolean", "default": true, "description": "ordered levels by halving"},
    "exploration": {"type": "number", "minimum": 0, "maximum": 100, "default": 1, "description": "weight of what is little known"}
  }
})json";

constexpr const char* kReinforceSchema = R"json({
  "type": "object",
  "properties": {
    "batch": {"type": "integer", "minimum": 2, "maximum": 1000, "default": 8, "description": "designs drawn between two steps of learning, and pending at most"},
    "learning_rate": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.0035, "description": "of Adam"},
    "entropy": {"type": "number", "minimum": 0, "maximum": 10, "default": 0.0001, "description": "weight of the entropy: more keeps the draws varied"},
    "baseline": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.99, "description": "decay of the mean reward that is subtracted"},
    "temperature": {"type": "number", "minimum": 0.01, "maximum": 100, "default": 5, "description": "divides the logits"},
    "tanh": {"type": "number", "minimum": 0, "maximum": 100, "default": 1.1, "description": "bound of the logits, which bounds how sure the controller can become; 0: none"},
    "memory": {"type": "number", "minimum": 0, "maximum": 1, "default": 0, "description": "probability that a design is drawn after reading one of the last 100 (reconstruction)"},
    "memory_weight": {"type": "number", "minimum": 0, "maximum": 10, "default": 0.5, "description": "of the loss of telling what was read (reconstruction)"}
  }
})json";

constexpr const char* kHalvingSchema = R"json({
  "type": "object",
  "properties": {
    "eta": {"type": "integer", "minimum": 2, "maximum": 100, "default": 3, "description": "one in so many goes on to the next rung"},
    "designs": {"type": "integer", "minimum": 2, "maximum": 100000, "description": "of the first bracket, on its lowest rung; as many as let two rounds of brackets fit the budget, unless given"},
    "sampler": {"type": "string", "enum": ["random"], "default": "random", "description": "who draws the designs of a bracket"}
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

/// Of strategies that need the hypervolume exactly.
Status checkExactHypervolume(const StrategyContext& context) {
  constexpr std::size_t kMostObjectives = 6;
  if (context.objectives <= kMostObjectives) return {};
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Search", "This strategy is there for up to 6 objectives, not for %1.")
                       .arg(std::to_string(context.objectives)),
                   PSCOPE_TR_NOOP("Search", "Use the strategy \"nsga2\"."), "", "/strategy/name");
}

template <class Made>
Result<std::unique_ptr<Strategy>> makePlain(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name"}));
  return std::unique_ptr<Strategy>(std::make_unique<Made>(context));
}

template <class Made>
Result<std::unique_ptr<Strategy>> makePopulation(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "population"}));
  PSCOPE_TRY(const int population, integerOr(parameters, "population", 0, 2, kMaxPopulation));
  return std::unique_ptr<Strategy>(std::make_unique<Made>(population, context));
}

Result<std::unique_ptr<Strategy>> makeSmsEmoa(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(checkExactHypervolume(context));
  return makePopulation<SmsEmoa>(parameters, context);
}

Result<std::unique_ptr<Strategy>> makeAgeing(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "population", "sample"}));
  RegularisedEvolution::Settings settings;
  PSCOPE_TRY(settings.population, integerOr(parameters, "population", settings.population, 1, 10'000));
  PSCOPE_TRY(settings.sample, integerOr(parameters, "sample", settings.sample, 1, 10'000));
  return std::unique_ptr<Strategy>(std::make_unique<RegularisedEvolution>(settings, context));
}

Error needsWorker(const std::string& what) {
  return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Search", "\"%1\" needs the worker program.").arg(what),
                   PSCOPE_TR_NOOP("Search", "Use it where searches have workers, or choose another strategy."), "",
                   "/strategy/name");
}

Result<std::unique_ptr<Strategy>> makeLinas(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "batch", "inner", "predictor"}));
  Linas::Settings settings;
  PSCOPE_TRY(settings.batch, integerOr(parameters, "batch", settings.batch, 2, 1'000));
  PSCOPE_TRY(settings.inner, integerOr(parameters, "inner", settings.inner, 50, 1'000'000));
  PSCOPE_TRY(settings.predictor, parameters.stringOr("predictor", settings.predictor));
  const bool worker = settings.predictor == "fbnetv3" || settings.predictor == "renas";
  if (!worker && settings.predictor != "ridge" && settings.predictor != "gp") {
    return parameters.member("predictor")
        .value()
        .error(PSCOPE_TR_NOOP("Search", "There is no predictor \"%1\".").arg(settings.predictor),
               PSCOPE_TR_NOOP("Search", "Give ridge, gp, fbnetv3 or renas."), ErrorCode::InvalidArgument);
  }
  if (worker && context.tasks == nullptr) return needsWorker(settings.predictor);
  return std::unique_ptr<Strategy>(std::make_unique<Linas>(settings, context));
}

Result<std::unique_ptr<Strategy>> makeTree(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "bisection", "exploration"}));
  TreeSearch::Settings settings;
  PSCOPE_TRY(settings.bisection, parameters.booleanOr("bisection", settings.bisection));
  PSCOPE_TRY(settings.exploration, parameters.numberOr("exploration", settings.exploration));
  if (!(settings.exploration >= 0 && settings.exploration <= 100)) {
    return parameters.member("exploration")
        .value()
        .error(PSCOPE_TR_NOOP("Search", "The weight of exploration is out of range."),
               PSCOPE_TR_NOOP("Search", "Give a number from 0 to 100."), ErrorCode::InvalidArgument);
  }
  return std::unique_ptr<Strategy>(std::make_unique<TreeSearch>(settings, context));
}

template <bool kHyperband>
Result<std::unique_ptr<Strategy>> makeHalving(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "eta", "designs", "sampler"}));
  PSCOPE_TRY(const std::string sampler, parameters.stringOr("sampler", "random"));
  if (sampler != "random") {
    return parameters.member("sampler").value().error(
        PSCOPE_TR_NOOP("Search", "There is no sampler \"%1\".").arg(sampler),
        PSCOPE_TR_NOOP("Search", "The samplers are: %1.").arg("random"), ErrorCode::NotFound);
  }
  SuccessiveHalving::Settings settings;
  settings.hyperband = kHyperband;
  PSCOPE_TRY(settings.eta, integerOr(parameters, "eta", settings.eta, 2, 100));
  PSCOPE_TRY(settings.designs, integerOr(parameters, "designs", settings.designs, 2, 100'000));
  if (context.topRung == 0) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Search", "The strategy judges designs on lower rungs first, but every objective has only one."),
        PSCOPE_TR_NOOP("Search",
                       "Give an objective two estimators or more, the cheapest first, such as \"estimators\": "
                       "[{\"type\": \"train\", \"epochs\": 3}, {\"type\": \"train\", \"epochs\": 9}]."),
        "", "/strategy/name");
  }
  return std::unique_ptr<Strategy>(std::make_unique<SuccessiveHalving>(settings, context));
}

void addStrategy(StrategyRegistry& registry, const char* name, const char* summary, const char* schema,
                 const char* source, const char* evidence, StrategyFactory make, RunsIn runsIn = RunsIn::Program) {
  PluginInfo info;
  info.name = name;
  info.kind = PluginKind::Strategy;
  info.summary = summary;
  info.parameterSchema = schema;
  info.source = source;
  info.evidence = evidence;
  info.runsIn = runsIn;
  registry.add(std::move(info), std::move(make));
}

Result<std::unique_ptr<Strategy>> makeModel(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"name", "initial", "batch"}));
  PSCOPE_CHECK(checkExactHypervolume(context));
  ModelSearch::Settings settings;
  PSCOPE_TRY(settings.initial, integerOr(parameters, "initial", settings.initial, 2, 10'000));
  PSCOPE_TRY(settings.batch, integerOr(parameters, "batch", settings.batch, 1, 64));
  return std::unique_ptr<Strategy>(std::make_unique<ModelSearch>(settings, context));
}

Result<std::unique_ptr<Strategy>> makeReinforce(const JsonView& parameters, const StrategyContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys(
      {"name", "batch", "learning_rate", "entropy", "baseline", "temperature", "tanh", "memory", "memory_weight"}));
  ReinforceStrategy::Settings settings;
  PSCOPE_TRY(settings.batch, integerOr(parameters, "batch", settings.batch, 2, 1'000));
  PSCOPE_TRY(settings.controller, parseControllerSettings(parameters));
  return std::unique_ptr<Strategy>(std::make_unique<ReinforceStrategy>(settings, context));
}

}  // namespace

Status Strategy::takePast(std::span<const Outcome> past) {
  for (const Outcome& outcome : past) PSCOPE_CHECK(tell(outcome));
  return {};
}

void registerStrategies(StrategyRegistry& registry) {
  addStrategy(registry, "random", "Draws designs uniformly, none twice: the baseline of every comparison.",
              kNoParameters, "Li, Talwalkar, UAI 2019", "V", makePlain<RandomSearch>);
  addStrategy(registry, "grid", "Designs at even distances through the space.", kNoParameters, "our own", "V",
              makePlain<GridSearch>);
  addStrategy(registry, "local", "Looks at the neighbours of the designs that nobody beats.", kNoParameters,
              "Paquete, Chiarandini, Stuetzle, 2004; White, Nolen, Savani, UAI 2021", "P", makePlain<LocalSearch>);
  addStrategy(registry, "regularised-evolution", "Mutates the best of a sample of the youngest designs.", kAgeingSchema,
              "Real, Aggarwal, Huang, Le, AAAI 2019", "P", makeAgeing);
  addStrategy(registry, "nsga2", "Evolves designs by non-domination rank and crowding distance.", kNsga2Schema,
              "Deb, Pratap, Agarwal, Meyarivan, IEEE TEVC 6(2), 2002", "V", makeNsga2);
  addStrategy(registry, "model",
              "Learns Gaussian processes of the objectives and proposes what should add most hypervolume.",
              kModelSchema, "Emmerich, Giannakoglou, Naujoks, IEEE TEVC 10(4), 2006", "V", makeModel);
  addStrategy(registry, "default",
              "The best strategy here for the budget: model; nsga2 above 2,000 candidates; random below 6.",
              kNoParameters, "resources/help/search-figures.md", "V", makePlain<DefaultStrategy>);
  addStrategy(registry, "linas", "Measures what a long NSGA-II on predictions from all measurements finds.",
              kLinasSchema, "Cummings et al., DyNAS-T, 2022", "V", makeLinas);
  addStrategy(registry, "nsga3", "Evolves designs by rank and by even reference directions: for many objectives.",
              kPopulationSchema, "Deb, Jain, IEEE TEVC 18(4), 2014", "P", makePopulation<Nsga3>);
  addStrategy(registry, "moead", "Evolves one design for each of many weightings of the objectives.", kPopulationSchema,
              "Zhang, Li, IEEE TEVC 11(6), 2007", "P", makePopulation<Moead>);
  addStrategy(registry, "sms-emoa", "Evolves designs by rank and by what each adds to the hypervolume.",
              kPopulationSchema, "Beume, Naujoks, Emmerich, EJOR 181(3), 2007", "P", makeSmsEmoa);
  addStrategy(registry, "mcts", "Walks the tree of choices by upper confidence bounds, ordered levels by halves.",
              kTreeSchema, "Negrinho, Gordon, DeepArchitect, 2017", "P", makeTree);
  addStrategy(registry, "reinforce", "An LSTM draws designs choice by choice and learns from how they did.",
              kReinforceSchema, "Williams, 1992; Pham et al., ENAS, ICML 2018; memory: our reconstruction", "V, R",
              makeReinforce, RunsIn::Worker);
  addStrategy(registry, "successive-halving",
              "Judges many designs on the lowest rung of the ladders; the best third goes on to each next rung.",
              kHalvingSchema, "Jamieson, Talwalkar, AISTATS 2016", "P", makeHalving<false>);
  addStrategy(registry, "hyperband", "Successive halving in brackets that begin on lower and on higher rungs.",
              kHalvingSchema, "Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, JMLR 18, 2018", "P", makeHalving<true>);
}

StrategyContext strategyContext(const Space& space, const SearchConfig& config, TaskRunner* tasks) {
  StrategyContext context{&space, config.objectives.size(), config.seed, ownCandidates(config)};
  context.tasks = tasks;
  context.topRung = topRung(config.objectives);
  context.region = focusRegion(config.focus, config.objectives);
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
  if (entry->info.runsIn == RunsIn::Worker && context.tasks == nullptr) return needsWorker(name);
  PSCOPE_TRY(const Json parameters, parseJson(parametersJson.empty() ? "{}" : parametersJson, ""));
  const JsonView view(parameters, "", "/strategy");
  const bool focused = !context.region.empty() || context.region.number > 0;
  return focused ? FocusedStrategy::create(view, context, entry->make) : entry->make(view, context);
}

bool needsLadder(const std::string& strategy) {
  return strategy == "successive-halving" || strategy == "hyperband";
}

Outcome outcomeOf(const Candidate& candidate, std::span<const Objective> objectives) {
  Outcome outcome;
  outcome.id = candidate.id;
  outcome.genome = candidate.genome;
  outcome.state = candidate.state;
  outcome.values = minimizedValues(candidate, objectives);
  outcome.rung = candidate.rung;
  if (candidate.state == CandidateState::Screened) return outcome;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    if (!objectives[i].bound) continue;
    const double bound = objectives[i].minimized(*objectives[i].bound);
    if (!(outcome.values[i] > bound)) continue;
    outcome.violation += (outcome.values[i] - bound) / (bound != 0 ? std::abs(bound) : 1);
  }
  return outcome;
}

}  // namespace pscope

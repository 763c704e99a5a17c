#include "core/search/strategy_state.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/search/random_search.h"

namespace pscope {
namespace {

Message mend() {
  return PSCOPE_TR_NOOP("Search", "Start a new search from the study's candidates.");
}

Error outOfRange(const JsonView& place) {
  return place.error(PSCOPE_TR_NOOP("Search", "The state is damaged: no search writes such a number here."), mend());
}

}  // namespace

Error foreignState(const JsonView& place) {
  return place.error(PSCOPE_TR_NOOP("Search", "The state belongs to another space or to other objectives."), mend());
}

Error damagedState(const JsonView& state, const char* name) {
  return state.error(PSCOPE_TR_NOOP("Search", "This is not a state of the strategy \"%1\".").arg(name), mend());
}

Status checkStateOf(const JsonView& state, const char* name, std::int64_t version) {
  PSCOPE_TRY(const std::string found, state.string("strategy"));
  PSCOPE_TRY(const std::int64_t number, state.integer("version"));
  if (found != name || number != version) return damagedState(state, name);
  return {};
}

Result<std::int64_t> integerWithin(const JsonView& state, std::string_view key, std::int64_t low, std::int64_t high) {
  PSCOPE_TRY(const JsonView place, state.member(key));
  PSCOPE_TRY(const std::int64_t value, place.integer());
  if (value < low || value > high) return outOfRange(place);
  return value;
}

Result<double> numberWithin(const JsonView& state, std::string_view key, double low, double high) {
  PSCOPE_TRY(const JsonView place, state.member(key));
  PSCOPE_TRY(const double value, place.number());
  if (!(value >= low && value <= high)) return outOfRange(place);
  return value;
}

Json toJson(const Genome& genome) {
  Json json = Json::array();
  for (const int level : genome) json.push_back(level);
  return json;
}

Result<Genome> parseGenome(const JsonView& json, const Space& space) {
  PSCOPE_TRY(const auto levels, json.array());
  Genome genome;
  for (const JsonView& level : levels) {
    PSCOPE_TRY(const std::int64_t value, level.integer());
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) return outOfRange(level);
    genome.push_back(static_cast<int>(value));
  }
  if (!space.validate(genome).ok()) return foreignState(json);
  return genome;
}

Json toJson(const Proposal& proposal) {
  Json parents = Json::array();
  for (const CandidateId parent : proposal.parents) parents.push_back(parent.value);
  Json json = Json::array({toJson(proposal.genome), std::move(parents)});
  if (proposal.predicted.empty()) return json;
  Json predicted = Json::array();
  for (const auto& value : proposal.predicted) {
    predicted.push_back(value ? Json::array({value->value, value->deviation}) : Json());
  }
  json.push_back(std::move(predicted));
  return json;
}

Result<Proposal> parseProposal(const JsonView& json, const Space& space) {
  PSCOPE_TRY(const auto parts, json.array());
  if (parts.size() != 2 && parts.size() != 3) return foreignState(json);
  Proposal proposal;
  PSCOPE_TRY(proposal.genome, parseGenome(parts[0], space));
  PSCOPE_TRY(const auto parents, parts[1].array());
  for (const JsonView& parent : parents) {
    PSCOPE_TRY(const std::int64_t id, parent.integer());
    proposal.parents.push_back({id});
  }
  if (parts.size() == 2) return proposal;
  PSCOPE_TRY(const auto predicted, parts[2].array());
  for (const JsonView& item : predicted) {
    auto& value = proposal.predicted.emplace_back();
    if (item.json().is_null()) continue;
    PSCOPE_TRY(const auto numbers, parseNumbers(item));
    if (numbers.size() != 2) return foreignState(json);
    if (!std::isfinite(numbers[0]) || !std::isfinite(numbers[1])) return outOfRange(item);
    value = PredictedValue{numbers[0], numbers[1]};
  }
  return proposal;
}

Json numberJson(double value) {
  if (std::isfinite(value)) return value;
  return numberText(value);
}

Result<std::vector<double>> parseNumbers(const JsonView& json) {
  PSCOPE_TRY(const auto numbers, json.array());
  std::vector<double> values;
  for (const JsonView& number : numbers) {
    PSCOPE_TRY(const double value, number.number());
    values.push_back(value);
  }
  return values;
}

Json toJson(const Outcome& outcome) {
  Json values = Json::array();
  for (const double value : outcome.values) values.push_back(numberJson(value));
  Json json = Json::array({outcome.id.value, stateName(outcome.state), toJson(outcome.genome), std::move(values),
                           numberJson(outcome.violation)});
  if (outcome.measured.empty()) return json;
  Json measured = Json::array();
  for (const double value : outcome.measured) measured.push_back(numberJson(value));
  json.push_back(std::move(measured));
  return json;
}

Result<Outcome> parseOutcome(const JsonView& json, const Space& space, std::size_t objectives) {
  PSCOPE_TRY(const auto parts, json.array());
  if (parts.size() != 5 && parts.size() != 6) return foreignState(json);
  Outcome outcome;
  PSCOPE_TRY(outcome.id.value, parts[0].integer());
  PSCOPE_TRY(const std::string state, parts[1].string());
  PSCOPE_TRY(outcome.genome, parseGenome(parts[2], space));
  PSCOPE_TRY(outcome.values, parseNumbers(parts[3]));
  PSCOPE_TRY(outcome.violation, parts[4].number());
  const auto known = stateFromName(state);
  if (!known || outcome.values.size() != objectives) return foreignState(json);
  outcome.state = *known;
  if (!hasEnded(outcome.state) || !checkOutcome(outcome, space, objectives).ok()) return outOfRange(json);
  if (parts.size() == 5) return outcome;
  PSCOPE_TRY(outcome.measured, parseNumbers(parts[5]));
  if (outcome.measured.size() != objectives) return foreignState(json);
  return outcome;
}

}  // namespace pscope

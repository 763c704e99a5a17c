#pragma once

#include <cstdint>
#include <string_view>

#include "core/search/strategy.h"

namespace pscope {

/// Parts of the states that strategies save, as JSON and back. Readers refuse what belongs to another space or to other
/// objectives: @error Parse, with the place in the state.

Json toJson(const Genome& genome);
Result<Genome> parseGenome(const JsonView& json, const Space& space);
/// [genome, parent ids]
Json toJson(const Proposal& proposal);
Result<Proposal> parseProposal(const JsonView& json, const Space& space);
/// [id, state, genome, values, violation], and the measured values where they are others
Json toJson(const Outcome& outcome);
/// @error Parse  also what no search tells: a state that is no end, values that are no numbers where there must be some
Result<Outcome> parseOutcome(const JsonView& json, const Space& space, std::size_t objectives);

/// A number that comes back exactly, NaN and infinities too.
Json numberJson(double value);
Result<std::vector<double>> parseNumbers(const JsonView& json);

/// Reads name and version. @error Parse  it is not a state of that strategy
Status checkStateOf(const JsonView& state, const char* name, std::int64_t version = 1);
/// What no search counts to: counters beyond are damage. Doubles still tell such numbers apart.
inline constexpr std::int64_t kMostCounted = std::int64_t{1} << 53;
/// A number of the state. @error Parse  it is missing, or not from low to high (NaN never is)
Result<std::int64_t> integerWithin(const JsonView& state, std::string_view key, std::int64_t low, std::int64_t high);
Result<double> numberWithin(const JsonView& state, std::string_view key, double low, double high);
Error foreignState(const JsonView& place);
Error damagedState(const JsonView& state, const char* name);

}  // namespace pscope

#pragma once

#include "core/search/strategy.h"

namespace pscope {

/// Parts of the states that strategies save, as JSON and back. Readers refuse what belongs to another space or to other
/// objectives: @error Parse, with the place in the state.

Json toJson(const Genome& genome);
Result<Genome> parseGenome(const JsonView& json, const Space& space);
/// [genome, parent ids]
Json toJson(const Proposal& proposal);
Result<Proposal> parseProposal(const JsonView& json, const Space& space);
/// [id, state, genome, values, violation]
Json toJson(const Outcome& outcome);
Result<Outcome> parseOutcome(const JsonView& json, const Space& space, std::size_t objectives);

/// A number that comes back exactly, NaN and infinities too.
Json numberJson(double value);
Result<std::vector<double>> parseNumbers(const JsonView& json);

/// Reads name and version. @error Parse  it is not a state of that strategy
Status checkStateOf(const JsonView& state, const char* name, std::int64_t version = 1);
Error foreignState(const JsonView& place);
Error damagedState(const JsonView& state, const char* name);

}  // namespace pscope

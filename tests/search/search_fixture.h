#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "core/search/strategy.h"

namespace pscope::test {

/// A space of `choices` choices with `levels` levels each, from a document with a network that ignores them.
inline Space smallSpace(int choices, int levels) {
  std::string list;
  for (int i = 0; i < choices; ++i) {
    list += std::string(i > 0 ? "," : "") + R"({"name": "c)" + std::to_string(i) +
            R"(", "type": "integer", "low": 1, "high": )" + std::to_string(levels) + "}";
  }
  const std::string document = R"({"pscope_space": 1, "name": "small", "title": "Small", "summary": "For tests.",
    "choices": [)" + list + R"(],
    "scales": [{"name": "deploy", "summary": "one pixel", "input": [1, 4, 4], "classes": 2}],
    "network": [{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})";
  return Space::fromText(document, "small.json").value();
}

inline std::unique_ptr<Strategy> makeStrategy(const std::string& name, const Space& space, std::uint64_t seed,
                                              int candidates, const std::string& parameters = "{}",
                                              std::size_t objectives = 2) {
  StrategyRegistry registry;
  registerStrategies(registry);
  StrategyContext context{&space, objectives, seed, candidates};
  context.topRung = 2;  // for those that judge on lower rungs first
  return std::move(createStrategy(name, parameters, context, registry)).value();
}

inline Outcome blankOutcome(std::int64_t id, const Genome& genome) {
  Outcome outcome;
  outcome.id = {id};
  outcome.genome = genome;
  return outcome;
}

/// A made-up outcome with two objectives that pull apart, and a failure now and then.
inline Outcome outcomeFor(const Proposal& proposal, std::int64_t id) {
  Outcome outcome = blankOutcome(id, proposal.genome);
  double up = 0, down = 0;
  for (std::size_t i = 0; i < proposal.genome.size(); ++i) {
    const double level = std::max(0, proposal.genome[i]);
    up += level * (1 + 0.1 * static_cast<double>(i));
    down += std::pow(4 - level, 2);
  }
  outcome.values = {up, down};
  outcome.rung = proposal.rung;
  if (proposal.rung) outcome.state = CandidateState::Screened;
  if (id % 17 == 0) {
    outcome.state = CandidateState::Failed;
    outcome.values = {std::nan(""), std::nan("")};
  } else if (id % 11 == 0) {
    outcome.state = CandidateState::Infeasible;
    outcome.violation = 0.01 * static_cast<double>(id);
    outcome.values[1] = std::nan("");
  }
  return outcome;
}

}  // namespace pscope::test

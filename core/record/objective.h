#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace pscope {

enum class Direction { Minimize, Maximize };

/// One rung of an objective's ladder, as written in the configuration: its type and its own JSON object as text.
struct EstimatorSpec {
  std::string type;        ///< table, static, cost-model, train ...
  std::string parameters;  ///< JSON object, "type" included

  bool operator==(const EstimatorSpec&) const = default;
};

/// What a search optimises or bounds.
struct Objective {
  std::string name;
  std::string unit;
  Direction direction = Direction::Minimize;
  std::optional<double> bound;  ///< hard: an upper bound when minimising, a lower one when maximising
  std::vector<EstimatorSpec> estimators;

  bool meets(double value) const {
    return !bound || (direction == Direction::Minimize ? value <= *bound : value >= *bound);
  }
  /// The value as something to minimise, and back (its own inverse).
  double minimized(double value) const { return direction == Direction::Minimize ? value : -value; }

  bool operator==(const Objective&) const = default;
};

}  // namespace pscope

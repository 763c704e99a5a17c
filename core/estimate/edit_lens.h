#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/estimate/design_costs.h"

namespace pscope {

/// A design that differs from another one in one choice (and in what its condition switches on or off).
struct SingleEdit {
  Genome genome;
  std::size_t choice = 0;
  int from = 0;  ///< levels of the choice
  int to = 0;
  int switched = 0;                ///< choices that became active or inactive by it
  std::vector<double> values;      ///< in the order of the metrics; NaN where not known
  std::optional<Error> violation;  ///< the constraint over costs that it violates
};

/// All single edits of one design, priced.
struct EditLens {
  Genome start;
  std::vector<double> startValues;
  std::vector<SingleEdit> edits;  ///< in the order of the choices and their levels
  std::int64_t failed = 0;        ///< edits without a network; they are left out
  std::optional<Error> firstFailure;
};
/// @error those of Space::lower() for the design itself; Cancelled
/// @cost one price for each other level of each active choice
Result<EditLens> priceEdits(DesignCosts& costs, const Genome& genome, const JobContext& job);

/// The edit that keeps a bound and gives up least.
struct CheapestEdit {
  enum class Answer {
    AlreadyMet,  ///< the design keeps the bound as it is
    Found,
    NoEditMeets,  ///< `edit` is the one that comes nearest
    NoEdits,
  };
  Answer answer = Answer::NoEdits;
  std::size_t edit = 0;  ///< into EditLens::edits
};
/// Among the edits that keep the bound and violate no constraint, the one with the smallest sum of relative worsenings
/// of the study's other objectives; among equals (there may be no other objective), the one that changes parameters and
/// MACs least (sum of the absolute logarithms of their ratios), then the first.
CheapestEdit cheapestEdit(const EditLens& lens, const std::vector<CheapMetric>& metrics, std::size_t metric,
                          double limit);

}  // namespace pscope

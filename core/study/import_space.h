#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/space/space.h"

namespace pscope {

/// Rows x parameters that a reader may hold in memory.
inline constexpr std::size_t kMaxImportedCells = 100'000'000;

/// A parameter of a study or table from elsewhere, with its value in every row.
struct ImportedParameter {
  enum class Kind { Text, Number };
  std::string name;  ///< as there
  Kind kind = Kind::Number;
  std::vector<std::string> texts;   ///< Text: its levels, in order
  std::vector<double> numbers;      ///< Number: levels that are known beforehand, in order
  std::optional<double> low, high;  ///< Number: declared range
  std::optional<double> step;       ///< of a declared grid that begins at `low`
  bool logarithmic = false;         ///< declared scale
  std::vector<double> values;       ///< one a row: the number, or the index into `texts`; NaN: the row has none
};

/// A design space of choices only that was made of such parameters, and the rows as designs in it.
struct ImportedSpace {
  Space space;
  std::vector<Genome> genomes;     ///< one a row; kInactive where a row has no value
  std::vector<std::string> exact;  ///< one a row: "name = value" lines of values that stand between two levels
  std::vector<Message> notes;      ///< what was renamed, or put on a grid
};

/// Makes a space document without a network of parameters.
///
/// Values keep their exact value: a number's levels are the declared grid where it is small and holds every value, else
/// the values that occur. Only where more than 10,000 different values occur they are put on a grid of 1,001 levels;
/// the exact value then stands in `exact`. A parameter that some counting row lacks becomes optional (`name.on`,
/// `name.value`).
/// @param name     of the space; letters are made small, others become '-'
/// @param counts   one a row: false for rows that never got parameters (waiting, failed at once)
/// @error InvalidArgument  no parameter, or more than a space can hold; Cancelled
/// @cost O(rows x parameters x log)    @thread any
Result<ImportedSpace> makeImportedSpace(const std::string& name, const std::string& title, const std::string& source,
                                        const std::vector<ImportedParameter>& parameters,
                                        const std::vector<bool>& counts, const JobContext& job);

/// What may be a level of a text choice: 1 to 64 characters without spaces, ';', '=', '{' and '}'.
std::string levelText(const std::string& text);

}  // namespace pscope

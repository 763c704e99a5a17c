#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/record/focus.h"
#include "core/search/focus_region.h"
#include "core/study/study.h"

namespace pscope {

/// A focus with the part of the search that it holds for: until the next one.
struct SearchFocus {
  std::int64_t from = 1;  ///< place in the order of asking
  Focus focus;
  /// Budget of the search when the first design was asked under it; none: none was, or it is the configuration's.
  std::optional<int> candidates;

  bool operator==(const SearchFocus&) const = default;
};

/// What a search looks at from which candidate on. The first focus is the configuration's, empty where it names none.
///
/// The places are in the study before a design is asked under them, so that whoever resumes the search changes the
/// focus at the same candidates.
/// @thread one at a time
class SearchFoci {
 public:
  /// @error Database  the study's list is damaged: no list, places that do not ascend, an unknown objective
  static Result<SearchFoci> load(const Study& study);

  const std::vector<SearchFocus>& all() const { return m_all; }  ///< never empty
  const Focus& newest() const { return m_all.back().focus; }
  /// The number of the focus that holds at a place.
  std::size_t at(std::int64_t place) const;
  /// As strategies meet it.
  FocusRegion region(std::size_t number, std::span<const Objective> objectives) const;

  /// From this place on, which is not before any other: one that nobody asked under yet gives way. Written to the study
  /// before it returns. @error those of Study::setSetting(); nothing changes
  Status add(std::int64_t from, Focus focus, Study& study);
  /// Designs are asked under it from now on. @return false: they were before
  Result<bool> begin(std::size_t number, int candidates, Study& study);

 private:
  static Status write(const std::vector<SearchFocus>& all, Study& study);
  std::vector<SearchFocus> m_all = {SearchFocus{}};
};

}  // namespace pscope

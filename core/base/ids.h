#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace pscope {

/// A number that only means something together with its kind; 0 is "none".
template <class Tag>
struct Id {
  std::int64_t value = 0;

  explicit operator bool() const noexcept { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

/// A candidate of one study, from 1, in the order of asking.
using CandidateId = Id<struct CandidateTag>;

}  // namespace pscope

template <class Tag>
struct std::hash<pscope::Id<Tag>> {
  std::size_t operator()(const pscope::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>()(id.value); }
};

#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// Everything that is wrong with a document, in the order in which it was found; at most kMax.
class Problems {
 public:
  static constexpr std::size_t kMax = 100;

  /// The same error of the same place counts once (copies of a repeat).
  void add(Error error) {
    if (full()) return;
    for (const auto& known : m_errors) {
      if (known.place == error.place && known.text() == error.text()) return;
    }
    m_errors.push_back(std::move(error));
  }
  void add(const JsonView& place, Message what, Message mend = {}) {
    add(place.error(std::move(what), std::move(mend)));
  }
  void add(Status status) {
    if (!status.ok()) add(std::move(status).error());
  }
  /// The value, or nothing after noting the error.
  template <class T>
  std::optional<T> take(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    add(std::move(result).error());
    return std::nullopt;
  }

  bool empty() const { return m_errors.empty(); }
  bool full() const { return m_errors.size() >= kMax; }
  std::size_t size() const { return m_errors.size(); }
  const std::vector<Error>& errors() const { return m_errors; }

 private:
  std::vector<Error> m_errors;
};

}  // namespace pscope

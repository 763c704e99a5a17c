#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "core/base/message.h"

namespace pscope {

enum class ErrorCode {
  InvalidArgument,
  NotFound,
  Parse,
  Io,
  ReadOnly,
  DiskFull,
  Database,
  NewerVersion,
  Unsupported,
  OutOfMemory,
  Timeout,
  WorkerDied,
  NonFinite,
  Cancelled,
  External
};

/// Stable name of a code for files and protocols ("worker-died"), and back (External for an unknown name).
const char* errorCodeName(ErrorCode code);
ErrorCode errorCodeFromName(const std::string& name);

/// An expected failure: what happened, where, and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::External;
  Message what;
  Message mend;
  std::string file;
  std::string place;   ///< line:column, JSON pointer or byte offset
  std::string detail;  ///< for the log only

  /// One line of English: "file: place: what mend".
  std::string text() const;
};

inline Error makeError(ErrorCode code, Message what, Message mend = {}) {
  return Error{code, std::move(what), std::move(mend), {}, {}, {}};
}
inline Error makeError(ErrorCode code, Message what, Message mend, std::string file, std::string place = {}) {
  return Error{code, std::move(what), std::move(mend), std::move(file), std::move(place), {}};
}

/// A value or an Error, like std::expected, which C++20 lacks. value() of a failure throws: a bug in the caller.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

  bool ok() const noexcept { return m_state.index() == 0; }
  const T& value() const& { return std::get<0>(m_state); }
  T& value() & { return std::get<0>(m_state); }
  T&& value() && { return std::get<0>(std::move(m_state)); }
  const Error& error() const& { return std::get<1>(m_state); }
  Error&& error() && { return std::get<1>(std::move(m_state)); }

 private:
  std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : m_state(std::move(error)) {}

  bool ok() const noexcept { return m_state.index() == 0; }
  void value() const { (void)std::get<0>(m_state); }
  const Error& error() const& { return std::get<1>(m_state); }
  Error&& error() && { return std::get<1>(std::move(m_state)); }

 private:
  std::variant<std::monostate, Error> m_state;
};
using Status = Result<void>;

}  // namespace pscope

#define PSCOPE_CONCAT_IMPL(a, b) a##b
#define PSCOPE_CONCAT(a, b) PSCOPE_CONCAT_IMPL(a, b)
/// `PSCOPE_TRY(auto graph, parse(text));` declares graph, or returns the error of parse from the function.
#define PSCOPE_TRY(declaration, expression) PSCOPE_TRY_IMPL(PSCOPE_CONCAT(tryResult, __LINE__), declaration, expression)
#define PSCOPE_TRY_IMPL(result, declaration, expression) \
  auto result = (expression);                            \
  if (!result.ok()) return std::move(result).error();    \
  declaration = std::move(result).value()
/// Returns the error of a Status from the function, if it is one.
#define PSCOPE_CHECK(expression)                                                                   \
  do {                                                                                             \
    if (auto checkResult = (expression); !checkResult.ok()) return std::move(checkResult).error(); \
  } while (false)

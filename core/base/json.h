#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace pscope {

using Json = nlohmann::ordered_json;  ///< keeps the order of keys, so that a document comes back as it was

/// Reads JSON text: at most 64 levels deep; errors carry file and line:column.
Result<Json> parseJson(std::string_view text, const std::string& file);
/// The same for a file of at most `maxBytes`.
Result<Json> readJsonFile(const std::string& path, std::size_t maxBytes = 64u << 20);

/// A place in a JSON document: reads members with their type, and names file and JSON pointer when that fails.
///
/// The document must outlive the view. Every getter returns an Error (Parse) that says what was expected there.
class JsonView {
 public:
  JsonView(const Json& value, std::string file, std::string pointer = "");

  const Json& json() const { return *m_value; }
  const std::string& pointer() const { return m_pointer; }
  const std::string& file() const { return m_file; }

  bool has(std::string_view key) const;
  bool isObject() const;
  bool isArray() const;
  bool isString() const;
  std::size_t size() const;
  std::vector<std::string> keys() const;

  Result<JsonView> member(std::string_view key) const;  ///< error if there is none
  JsonView at(std::size_t index) const;                 ///< index < size() of an array

  Result<std::string> string() const;
  Result<double> number() const;  ///< also the strings "nan", "inf", "-inf"
  Result<std::int64_t> integer() const;
  Result<bool> boolean() const;
  Result<std::vector<JsonView>> array() const;

  Result<std::string> string(std::string_view key) const;
  Result<double> number(std::string_view key) const;
  Result<std::int64_t> integer(std::string_view key) const;
  Result<std::vector<JsonView>> array(std::string_view key) const;
  Result<std::string> stringOr(std::string_view key, std::string fallback) const;
  Result<double> numberOr(std::string_view key, double fallback) const;
  Result<std::int64_t> integerOr(std::string_view key, std::int64_t fallback) const;
  Result<bool> booleanOr(std::string_view key, bool fallback) const;

  /// An error of this place: code Parse unless told otherwise.
  Error error(Message what, Message mend = {}, ErrorCode code = ErrorCode::Parse) const;
  /// Refuses members that are not named: a misspelt key must not pass silently.
  Status onlyKeys(std::initializer_list<std::string_view> allowed) const;

 private:
  const Json* m_value;
  std::string m_file;
  std::string m_pointer;
};

}  // namespace pscope

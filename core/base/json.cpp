#include "core/base/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr int kMaxDepth = 64;

std::string lineAndColumn(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto lastBreak = before.rfind('\n');
  const auto column = lastBreak == std::string_view::npos ? offset + 1 : offset - lastBreak;
  return std::to_string(line) + ":" + std::to_string(column);
}

/// Byte offset at which the text is nested deeper than kMaxDepth, or npos: found before parsing, which recurses.
std::size_t tooDeepAt(std::string_view text) {
  int depth = 0;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        inString = false;
    } else if (c == '"') {
      inString = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return i;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return std::string_view::npos;
}

std::string escapedToken(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

/// Reads a text for nothing but where it cannot be read.
struct PlaceOfError : nlohmann::json_sax<Json> {
  std::size_t byte = 0;  ///< from 1, behind what cannot be read; 0: it can

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    byte = position;
    return false;
  }
};

Error invalidJson(const std::string& file, std::string place, const char* detail) {
  auto error = makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Json", "This is not valid JSON."),
                         PSCOPE_TR_NOOP("Json", "Mend the text at this place."), file, std::move(place));
  error.detail = detail;
  return error;
}

}  // namespace

Result<Json> parseJson(std::string_view text, const std::string& file) {
  if (const auto offset = tooDeepAt(text); offset != std::string_view::npos) {
    return makeError(
        ErrorCode::Parse,
        PSCOPE_TR_NOOP("Json", "The document is nested deeper than %1 levels.").arg(std::to_string(kMaxDepth)),
        PSCOPE_TR_NOOP("Json", "Flatten it."), file, lineAndColumn(text, offset));
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& e) {
    return invalidJson(file, lineAndColumn(text, e.byte > 0 ? e.byte - 1 : 0), e.what());
  } catch (const Json::exception& e) {  // a number beyond a double's range: out_of_range, without a place
    PlaceOfError finder;
    (void)Json::sax_parse(text, &finder);  // false, as before: it is asked for the place
    auto error = makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Json", "This number is too large."),
                           PSCOPE_TR_NOOP("Json", "Mend the text at this place."), file,
                           lineAndColumn(text, finder.byte > 0 ? finder.byte - 1 : 0));
    error.detail = e.what();
    return error;
  }
}

Result<Json> readJsonFile(const std::string& path, std::size_t maxBytes) {
  PSCOPE_TRY(const std::string text, readFile(path, maxBytes));
  return parseJson(text, path);
}

JsonView::JsonView(const Json& value, std::string file, std::string pointer)
    : m_value(&value), m_file(std::move(file)), m_pointer(std::move(pointer)) {}

bool JsonView::has(std::string_view key) const {
  return m_value->is_object() && m_value->contains(std::string(key));
}
bool JsonView::isObject() const {
  return m_value->is_object();
}
bool JsonView::isArray() const {
  return m_value->is_array();
}
bool JsonView::isString() const {
  return m_value->is_string();
}
std::size_t JsonView::size() const {
  return m_value->size();
}

std::vector<std::string> JsonView::keys() const {
  std::vector<std::string> names;
  if (m_value->is_object()) {
    for (const auto& [key, value] : m_value->items()) names.push_back(key);
  }
  return names;
}

Result<JsonView> JsonView::member(std::string_view key) const {
  if (!m_value->is_object())
    return error(PSCOPE_TR_NOOP("Json", "An object is expected here."),
                 PSCOPE_TR_NOOP("Json", "Write its members in braces."));
  const auto found = m_value->find(std::string(key));
  if (found == m_value->end()) {
    return error(PSCOPE_TR_NOOP("Json", "The member \"%1\" is missing.").arg(std::string(key)),
                 PSCOPE_TR_NOOP("Json", "Add it."));
  }
  return JsonView(*found, m_file, m_pointer + "/" + escapedToken(key));
}

JsonView JsonView::at(std::size_t index) const {
  return {(*m_value)[index], m_file, m_pointer + "/" + std::to_string(index)};
}

Result<std::string> JsonView::string() const {
  if (!m_value->is_string())
    return error(PSCOPE_TR_NOOP("Json", "A string is expected here."), PSCOPE_TR_NOOP("Json", "Write it in quotes."));
  return m_value->get<std::string>();
}

Result<double> JsonView::number() const {
  if (m_value->is_number()) return m_value->get<double>();
  if (m_value->is_string()) {
    const auto& text = m_value->get_ref<const std::string&>();
    if (text == "nan" || text == "inf" || text == "-inf") return *parseNumber(text);
  }
  return error(PSCOPE_TR_NOOP("Json", "A number is expected here."),
               PSCOPE_TR_NOOP("Json", "Write it without quotes, with a decimal point and no unit."));
}

Result<std::int64_t> JsonView::integer() const {
  if (m_value->is_number_integer()) {
    if (m_value->is_number_unsigned() && m_value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) {
      return error(PSCOPE_TR_NOOP("Json", "This number is too large."));
    }
    return m_value->get<std::int64_t>();
  }
  return error(PSCOPE_TR_NOOP("Json", "A whole number is expected here."));
}

Result<bool> JsonView::boolean() const {
  if (!m_value->is_boolean()) return error(PSCOPE_TR_NOOP("Json", "true or false is expected here."));
  return m_value->get<bool>();
}

Result<std::vector<JsonView>> JsonView::array() const {
  if (!m_value->is_array())
    return error(PSCOPE_TR_NOOP("Json", "A list is expected here."),
                 PSCOPE_TR_NOOP("Json", "Write it in square brackets."));
  std::vector<JsonView> views;
  views.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) views.push_back(at(i));
  return views;
}

Result<std::string> JsonView::string(std::string_view key) const {
  PSCOPE_TRY(const auto view, member(key));
  return view.string();
}
Result<double> JsonView::number(std::string_view key) const {
  PSCOPE_TRY(const auto view, member(key));
  return view.number();
}
Result<std::int64_t> JsonView::integer(std::string_view key) const {
  PSCOPE_TRY(const auto view, member(key));
  return view.integer();
}
Result<std::vector<JsonView>> JsonView::array(std::string_view key) const {
  PSCOPE_TRY(const auto view, member(key));
  return view.array();
}
Result<std::string> JsonView::stringOr(std::string_view key, std::string fallback) const {
  if (!has(key)) return fallback;
  return string(key);
}
Result<double> JsonView::numberOr(std::string_view key, double fallback) const {
  if (!has(key)) return fallback;
  return number(key);
}
Result<std::int64_t> JsonView::integerOr(std::string_view key, std::int64_t fallback) const {
  if (!has(key)) return fallback;
  return integer(key);
}
Result<bool> JsonView::booleanOr(std::string_view key, bool fallback) const {
  if (!has(key)) return fallback;
  PSCOPE_TRY(const auto view, member(key));
  return view.boolean();
}

Error JsonView::error(Message what, Message mend, ErrorCode code) const {
  return makeError(code, std::move(what), std::move(mend), m_file, m_pointer.empty() ? "/" : m_pointer);
}

Status JsonView::onlyKeys(std::initializer_list<std::string_view> allowed) const {
  if (!m_value->is_object())
    return error(PSCOPE_TR_NOOP("Json", "An object is expected here."),
                 PSCOPE_TR_NOOP("Json", "Write its members in braces."));
  for (const auto& [key, value] : m_value->items()) {
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
    std::string names;
    for (const auto name : allowed) names += (names.empty() ? "" : ", ") + std::string(name);
    return JsonView(value, m_file, m_pointer + "/" + escapedToken(key))
        .error(PSCOPE_TR_NOOP("Json", "\"%1\" is not known here.").arg(key),
               PSCOPE_TR_NOOP("Json", "Known are: %1.").arg(names));
  }
  return {};
}

}  // namespace pscope

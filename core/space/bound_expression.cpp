#include "core/space/bound_expression.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/problems.h"

namespace pscope {
namespace {

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

struct NamePlace {
  std::size_t begin = 0;
  std::size_t length = 0;
};

std::size_t endOfName(std::string_view source, std::size_t i) {
  while (i < source.size()) {
    if (isLetter(source[i]) || isDigit(source[i]) || source[i] == '.') {
      ++i;
    } else if (source[i] == '[') {
      const auto close = source.find(']', i);
      const bool isIndex = close != std::string_view::npos && close > i + 1 &&
                           std::all_of(source.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                       source.begin() + static_cast<std::ptrdiff_t>(close), isDigit);
      if (!isIndex) break;
      i = close + 1;
    } else {
      break;
    }
  }
  return i;
}

bool isKeyword(std::string_view name) {
  constexpr auto kKeywords = std::to_array<std::string_view>({"and", "or", "not", "in", "true", "false"});
  return std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end();
}

std::vector<NamePlace> placesOfNames(std::string_view source) {
  std::vector<NamePlace> places;
  std::size_t i = 0;
  while (i < source.size()) {
    const char c = source[i];
    if (c == '\'' || c == '"') {
      const auto close = source.find(c, i + 1);
      i = close == std::string_view::npos ? source.size() : close + 1;
    } else if (isLetter(c)) {
      const auto end = endOfName(source, i);
      const auto next = source.find_first_not_of(" \t\r\n", end);
      const bool isCall = next != std::string_view::npos && source[next] == '(';
      if (!isCall && !isKeyword(source.substr(i, end - i))) places.push_back({i, end - i});
      i = end;
    } else if (isDigit(c) || c == '.') {
      while (i < source.size() && (isLetter(source[i]) || isDigit(source[i]) || source[i] == '.')) ++i;
    } else {
      ++i;
    }
  }
  return places;
}

Error located(const JsonView& place, const std::string& source, const Error& inner) {
  return place.error(PSCOPE_TR_NOOP("Space", "In the expression \"%1\", %2: %3")
                         .arg(source.size() > 200 ? source.substr(0, 200) + "..." : source)
                         .arg(inner.place)
                         .arg(format(inner.what)),
                     inner.mend);
}

}  // namespace

bool isIdentifier(std::string_view name) {
  return !name.empty() && name.size() <= 64 && isLetter(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c); }) && !isKeyword(name);
}

std::vector<std::string> namesIn(std::string_view source) {
  std::vector<std::string> names;
  for (const auto& place : placesOfNames(source)) {
    const auto name = source.substr(place.begin, place.length);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
    if (names.size() > kMaxNamesPerExpression) break;
  }
  return names;
}

std::string renamed(std::string_view source, const std::function<std::string(std::string_view)>& rename) {
  std::string text;
  std::size_t done = 0;
  for (const auto& place : placesOfNames(source)) {
    text += source.substr(done, place.begin - done);
    text += rename(source.substr(place.begin, place.length));
    done = place.begin + place.length;
  }
  text += source.substr(done);
  return text;
}

Result<BoundExpression> bindExpression(const JsonView& place, const NameResolver& resolve,
                                       const std::function<std::vector<std::string>()>& known) {
  BoundExpression bound;
  const Json& json = place.json();
  if (json.is_number()) {
    bound.constant.number = json.get<double>();
    return bound;
  }
  if (json.is_boolean()) {
    bound.constant.number = json.get<bool>() ? 1 : 0;
    return bound;
  }
  if (!json.is_string()) return place.error(PSCOPE_TR_NOOP("Space", "A number or an expression is expected here."));
  const auto& source = json.get_ref<const std::string&>();
  if (source.size() > kMaxExpressionText) {
    return place.error(PSCOPE_TR_NOOP("Space", "An expression may have at most %1 characters.")
                           .arg(std::to_string(kMaxExpressionText)),
                       PSCOPE_TR_NOOP("Space", "Split it with \"let\"."));
  }
  auto names = namesIn(source);
  if (names.size() > kMaxNamesPerExpression) {
    return place.error(PSCOPE_TR_NOOP("Space", "An expression may read at most %1 names.")
                           .arg(std::to_string(kMaxNamesPerExpression)));
  }
  bool allKnown = true;
  std::vector<std::string> resolved;
  for (const auto& name : names) {
    const auto binding = resolve(name);
    allKnown = allKnown && binding.has_value();
    if (!binding) continue;
    resolved.push_back(name);
    bound.bindings.push_back(*binding);
  }
  if (!allKnown) {
    auto more = known();
    resolved.insert(resolved.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  auto expression = Expression::compile(source, resolved);
  if (!expression.ok()) return located(place, source, expression.error());
  if (!allKnown) {  // the expression language reads names differently: never evaluate with missing values
    return place.error(PSCOPE_TR_NOOP("Space", "The expression \"%1\" reads an unknown name.").arg(source));
  }
  if (resolved.empty()) {
    bound.constant.number = expression.value().evaluate(std::span<const double>());
  } else if (resolved.size() == 1 && source == resolved[0]) {
    bound.kind = BoundExpression::Kind::Load;
  } else {
    bound.kind = BoundExpression::Kind::Evaluate;
    bound.expression = std::move(expression).value();
  }
  return bound;
}

}  // namespace pscope

#include "core/space/document_edit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

constexpr std::size_t kLineWidth = 120;
constexpr std::size_t kIndent = 2;

bool isSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool continuesCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The orders in which members are written; what is not listed stands behind.
constexpr auto kDocumentOrder =
    std::to_array<std::string_view>({"pscope_space", "name", "title", "summary", "source", "evidence", "tags", "twins",
                                     "choices", "constraints", "values", "text", "scales", "blocks", "network"});
constexpr auto kChoiceOrder = std::to_array<std::string_view>(
    {"name", "title", "type", "layer", "count", "shared", "levels", "low", "high", "step", "scale", "when", "choices"});
constexpr auto kScaleOrder = std::to_array<std::string_view>({"name", "summary", "input", "classes", "parameters"});
constexpr auto kBlockOrder = std::to_array<std::string_view>({"summary", "source", "inputs", "parameters", "body"});
constexpr auto kStatementOrder = std::to_array<std::string_view>(
    {"op",     "let",   "for",  "repeat", "if",    "switch",   "block",  "select", "use",     "over",
     "count",  "in",    "from", "args",   "scope", "channels", "kernel", "stride", "padding", "dilation",
     "groups", "heads", "bias", "repair", "out",   "then",     "else",   "cases",  "default", "do"});

template <std::size_t kSize>
std::size_t rankIn(const std::array<std::string_view, kSize>& order, std::string_view key) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), key) - order.begin());
}

std::size_t rankOf(const Json& object, std::string_view key) {
  if (object.contains("pscope_space")) return rankIn(kDocumentOrder, key);
  if (object.contains("type")) return rankIn(kChoiceOrder, key);
  if (object.contains("classes") || object.contains("input")) return rankIn(kScaleOrder, key);
  if (object.contains("body")) return rankIn(kBlockOrder, key);
  return rankIn(kStatementOrder, key);
}

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// On one line; false when it would be longer than `room`.
bool writeFlat(const Json& value, std::string& text, std::size_t room) {
  if (text.size() > room) return false;
  if (value.is_object()) {
    text += '{';
    bool first = true;
    for (const auto& [key, member] : value.items()) {
      text += first ? "" : ", ";
      text += quoted(key) + ": ";
      if (!writeFlat(member, text, room)) return false;
      first = false;
    }
    text += '}';
  } else if (value.is_array()) {
    std::size_t objects = 0;
    text += '[';
    bool first = true;
    for (const auto& element : value) {
      objects += element.is_object() ? 1 : 0;
      if (objects > 1) return false;
      text += first ? "" : ", ";
      if (!writeFlat(element, text, room)) return false;
      first = false;
    }
    text += ']';
  } else {
    text += value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return text.size() <= room;
}

void write(const Json& value, std::string& text, std::size_t indent, std::size_t column) {
  std::string flat;
  const std::size_t room = column + 2 < kLineWidth ? kLineWidth - column : 2;
  const bool isDocument = value.is_object() && value.contains("pscope_space");
  if (!value.is_structured() || value.empty() || (!isDocument && writeFlat(value, flat, room))) {
    text += flat.empty() ? value.dump(-1, ' ', false, Json::error_handler_t::replace) : flat;
    return;
  }
  const std::string inner(indent + kIndent, ' ');
  text += value.is_object() ? "{" : "[";
  bool first = true;
  const auto member = [&](const std::string& key, const Json& child) {
    text += first ? "\n" : ",\n";
    text += inner + key;
    write(child, text, indent + kIndent, indent + kIndent + key.size());
    first = false;
  };
  if (value.is_object()) {
    for (const auto& [key, child] : value.items()) member(quoted(key) + ": ", child);
  } else {
    for (const auto& child : value) member("", child);
  }
  text += '\n' + std::string(indent, ' ') + (value.is_object() ? "}" : "]");
}

std::string escapedToken(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

Error nowhere(std::string_view pointer) {
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Space", "There is nothing at \"%1\" of the document.").arg(std::string(pointer)));
}

/// Start of the line of an offset, and how far that line is indented.
std::size_t lineStart(std::string_view text, std::size_t offset) {
  const auto lineEnd = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return lineEnd == std::string_view::npos ? 0 : lineEnd + 1;
}
std::size_t indentAt(std::string_view text, std::size_t offset) {
  const auto start = lineStart(text, offset);
  auto end = start;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  return end - start;
}

}  // namespace

TextEdit editBetween(std::string_view before, std::string_view after) {
  std::size_t begin = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (begin < shorter && before[begin] == after[begin]) ++begin;
  while (begin > 0 && ((begin < before.size() && continuesCharacter(before[begin])) ||
                       (begin < after.size() && continuesCharacter(after[begin])))) {
    --begin;
  }
  std::size_t end = 0;
  while (end < shorter - begin && before[before.size() - 1 - end] == after[after.size() - 1 - end]) ++end;
  while (end > 0 && continuesCharacter(before[before.size() - end])) --end;
  return {begin, std::string(before.substr(begin, before.size() - end - begin)),
          std::string(after.substr(begin, after.size() - end - begin))};
}

// ---------------------------------------------------------------------------------------------------------------------

/// Finds where the values of valid JSON begin and end; what is not valid ends it early, without harm.
class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : m_text(text) {}

  JsonPlaces::Node read(int depth = 0) {
    skipSpace();
    JsonPlaces::Node node;
    node.value.begin = m_at;
    if (m_at < m_text.size() && depth < 70) {
      const char c = m_text[m_at];
      if (c == '{' || c == '[') {
        node.kind = c;
        readContainer(node, depth);
      } else if (c == '"') {
        skipString();
      } else {
        while (m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != ',' && m_text[m_at] != ']' &&
               m_text[m_at] != '}') {
          ++m_at;
        }
      }
    }
    node.value.end = m_at;
    return node;
  }

 private:
  void skipSpace() {
    if (m_at == 0 && m_text.substr(0, 3) == "\xEF\xBB\xBF") m_at = 3;
    while (m_at < m_text.size() && isSpace(m_text[m_at])) ++m_at;
  }
  void skipString() {
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
      if (m_text[m_at] == '\\') ++m_at;
    }
    m_at = std::min(m_at + 1, m_text.size());
  }
  void readContainer(JsonPlaces::Node& node, int depth) {
    const char close = node.kind == '{' ? '}' : ']';
    ++m_at;
    while (true) {
      skipSpace();
      if (m_at >= m_text.size()) return;
      if (m_text[m_at] == close) {
        ++m_at;
        return;
      }
      if (m_text[m_at] == ',') {
        ++m_at;
        continue;
      }
      const auto start = m_at;
      TextSpan key;
      std::string token = std::to_string(node.children.size());
      if (node.kind == '{') {
        if (m_text[m_at] != '"') return;
        skipString();
        key = {start, m_at};
        const Json name = Json::parse(m_text.substr(start, m_at - start), nullptr, false);
        if (!name.is_string()) return;
        token = name.get<std::string>();
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != ':') return;
        ++m_at;
      }
      auto child = read(depth + 1);
      child.key = key;
      child.token = std::move(token);
      node.children.push_back(std::move(child));
      if (m_at == start) return;
    }
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

JsonPlaces::JsonPlaces(std::string_view text) : m_text(text), m_root(JsonScanner(text).read()) {}

JsonPlaces::Place JsonPlaces::findNearest(std::string_view pointer) const {
  const Node* node = &m_root;
  std::string found;
  for (const auto& token : pointerTokens(pointer)) {
    // The last of members with one name: it is the one that the document keeps.
    const auto child = std::find_if(node->children.rbegin(), node->children.rend(),
                                    [&](const Node& each) { return each.token == token; });
    if (child == node->children.rend()) break;
    node = &*child;
    found = pointerTo(found, token);
  }
  return {found, node->value, node->key};
}

std::optional<JsonPlaces::Place> JsonPlaces::find(std::string_view pointer) const {
  auto place = findNearest(pointer);
  if (pointerTokens(place.pointer).size() != pointerTokens(pointer).size()) return std::nullopt;
  return place;
}

JsonPlaces::Place JsonPlaces::at(std::size_t offset) const {
  const Node* node = &m_root;
  std::string found;
  while (true) {
    const auto child = std::find_if(node->children.begin(), node->children.end(), [offset](const Node& each) {
      const auto begin = each.key.length() > 0 ? each.key.begin : each.value.begin;
      return begin <= offset && offset <= each.value.end;
    });
    if (child == node->children.end()) return {found, node->value, node->key};
    node = &*child;
    found = pointerTo(found, node->token);
  }
}

std::vector<std::string> pointerTokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer == "/") return tokens;
  for (std::size_t begin = 0; begin < pointer.size();) {
    const auto slash = std::min(pointer.find('/', begin + 1), pointer.size());
    std::string token;
    for (auto i = begin + 1; i < slash; ++i) {
      const bool escaped = pointer[i] == '~' && i + 1 < slash;
      token += escaped ? (pointer[i + 1] == '1' ? '/' : '~') : pointer[i];
      i += escaped ? 1 : 0;
    }
    tokens.push_back(std::move(token));
    begin = slash;
  }
  return tokens;
}

std::string pointerTo(std::string_view parent, std::string_view token) {
  return std::string(parent == "/" ? std::string_view() : parent) + "/" + escapedToken(token);
}
std::string pointerTo(std::string_view parent, std::size_t index) {
  return pointerTo(parent, std::string_view(std::to_string(index)));
}

std::string parentPointer(std::string_view pointer) {
  const auto slash = pointer.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(pointer.substr(0, slash));
}

std::string lastToken(std::string_view pointer) {
  const auto tokens = pointerTokens(pointer);
  return tokens.empty() ? std::string() : tokens.back();
}

namespace {

std::optional<std::size_t> elementIndex(std::string_view token) {
  std::size_t index = 0;
  const auto* end = token.data() + token.size();
  const auto [rest, error] = std::from_chars(token.data(), end, index);
  if (error != std::errc() || rest != end) return std::nullopt;
  return index;
}

Json* mutableValueAt(Json& document, std::string_view pointer) {
  Json* value = &document;
  for (const auto& token : pointerTokens(pointer)) {
    if (value->is_object()) {
      const auto found = value->find(token);
      if (found == value->end()) return nullptr;
      value = &*found;
    } else if (const auto index = elementIndex(token); value->is_array() && index && *index < value->size()) {
      value = &(*value)[*index];
    } else {
      return nullptr;
    }
  }
  return value;
}

}  // namespace

const Json* valueAt(const Json& document, std::string_view pointer) {
  return mutableValueAt(const_cast<Json&>(document), pointer);  // changes nothing
}

std::pair<std::size_t, std::size_t> lineAndColumn(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  return {static_cast<std::size_t>(line) + 1, offset - lineStart(text, offset) + 1};
}

std::optional<std::size_t> offsetOf(std::string_view text, std::string_view lineColumn) {
  const auto colon = lineColumn.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto line = elementIndex(lineColumn.substr(0, colon));
  const auto column = elementIndex(lineColumn.substr(colon + 1));
  if (!line || !column || *line == 0 || *column == 0) return std::nullopt;
  std::size_t offset = 0;
  for (std::size_t i = 1; i < *line; ++i) {
    const auto end = text.find('\n', offset);
    if (end == std::string_view::npos) return text.size();
    offset = end + 1;
  }
  return std::min(offset + *column - 1, text.size());
}

std::string documentText(const Json& value, std::size_t indent, std::size_t column) {
  std::string text;
  write(value, text, indent, column);
  return text;
}

// ---------------------------------------------------------------------------------------------------------------------

DocumentEditor::DocumentEditor(std::string text) : m_before(text), m_text(std::move(text)), m_places(m_text) {}

/// The node at a pointer with all its ancestors, itself last; nullptr when there is none.
const JsonPlaces::Node* DocumentEditor::find(std::string_view pointer, std::vector<const Node*>& path) {
  path = {&m_places->m_root};
  for (const auto& token : pointerTokens(pointer)) {
    const auto& children = path.back()->children;
    const auto child =
        std::find_if(children.rbegin(), children.rend(), [&](const Node& each) { return each.token == token; });
    if (child == children.rend()) return nullptr;
    path.push_back(&*child);
  }
  return path.back();
}

namespace {

Json parsed(std::string_view text, TextSpan span) {
  return Json::parse(text.substr(span.begin, span.length()), nullptr, false);
}

}  // namespace

/// Writes the last value of `path` anew. A container that stood on one line is written with the outermost one that
/// stands on that line, so that lines stay as long as documentText() makes them.
void DocumentEditor::replaceValue(const std::vector<const Node*>& path, const Json& container) {
  std::size_t top = path.size() - 1;
  const auto onOneLine = [this](const Node& node) { return m_text.find('\n', node.value.begin) >= node.value.end; };
  if (onOneLine(*path[top])) {
    while (top > 0 && onOneLine(*path[top - 1])) --top;
  }
  Json whole = parsed(m_text, path[top]->value);
  Json* place = &whole;
  for (std::size_t i = top + 1; i < path.size(); ++i) {
    place = place->is_object() ? &(*place)[path[i]->token] : &(*place)[*elementIndex(path[i]->token)];
  }
  *place = container;
  const TextSpan span = path[top]->value;
  const std::string text =
      documentText(whole, indentAt(m_text, span.begin), span.begin - lineStart(m_text, span.begin));
  m_text.replace(span.begin, span.length(), text);
  m_places.emplace(m_text);
}

Status DocumentEditor::set(std::string_view pointer, const Json& value) {
  std::vector<const Node*> path;
  if (const Node* node = find(pointer, path)) {
    const TextSpan span = node->value;
    const bool scalars = node->kind == 0 && !value.is_structured();
    const auto lineEnd = std::min(m_text.find('\n', span.begin), m_text.size());
    const std::string flat = scalars ? documentText(value) : std::string();
    const auto width = lineEnd - lineStart(m_text, span.begin) - span.length() + flat.size();
    if (scalars && (width <= kLineWidth || flat.size() <= span.length())) {
      m_text.replace(span.begin, span.length(), flat);
      m_places.emplace(m_text);
    } else {
      replaceValue(path, value);
    }
    return {};
  }
  const std::string parent = parentPointer(pointer);
  const Node* container = find(parent, path);
  if (container == nullptr) return nowhere(parent);
  if (container->kind != '{') {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "What stands at \"%1\" of the document has no members.").arg(parent));
  }
  const Json object = parsed(m_text, container->value);
  const std::string key = lastToken(pointer);
  const auto rank = rankOf(object, key);
  std::size_t index = 0;
  for (std::size_t i = 0; i < container->children.size(); ++i) {
    if (rankOf(object, container->children[i].token) <= rank) index = i + 1;
  }
  return insertInto(parent, index, key, value);
}

Status DocumentEditor::insert(std::string_view array, std::size_t index, const Json& value) {
  std::vector<const Node*> path;
  const Node* node = find(array, path);
  if (node == nullptr) return nowhere(array);
  if (node->kind != '[' || index > node->children.size()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "Nothing can be put before number %1 of \"%2\".")
                         .arg(std::to_string(index))
                         .arg(std::string(array)));
  }
  return insertInto(array, index, {}, value);
}

/// As a line of its own where the container has lines; else the container is written anew.
Status DocumentEditor::insertInto(std::string_view container, std::size_t index, const std::string& key,
                                  const Json& value) {
  std::vector<const Node*> path;
  const Node* node = find(container, path);
  const auto& children = node->children;
  const auto startOf = [](const Node& child) { return child.key.length() > 0 ? child.key.begin : child.value.begin; };
  const auto startsItsLine = [&](const Node& child) {
    const auto start = startOf(child);
    return start - lineStart(m_text, start) == indentAt(m_text, start) && lineStart(m_text, start) > node->value.begin;
  };
  if (!children.empty() && std::all_of(children.begin(), children.end(), startsItsLine)) {
    const auto indent = indentAt(m_text, startOf(children.front()));
    const std::string head = key.empty() ? std::string() : quoted(key) + ": ";
    const std::string line = head + documentText(value, indent, indent + head.size());
    const std::string margin(indent, ' ');
    if (index < children.size()) {
      m_text.insert(startOf(children[index]), line + ",\n" + margin);
    } else {
      m_text.insert(children.back().value.end, ",\n" + margin + line);
    }
    m_places.emplace(m_text);
    return {};
  }
  const Json before = parsed(m_text, node->value);
  Json after = before.is_object() ? Json::object() : Json::array();
  if (before.is_object()) {
    std::size_t i = 0;
    for (const auto& [name, member] : before.items()) {
      if (i++ == index) after[key] = value;
      after[name] = member;
    }
    if (index >= before.size()) after[key] = value;
  } else {
    after = before;
    after.insert(after.begin() + static_cast<std::ptrdiff_t>(index), value);
  }
  replaceValue(path, after);
  return {};
}

Status DocumentEditor::remove(std::string_view pointer) {
  std::vector<const Node*> path;
  const Node* node = find(pointer, path);
  if (node == nullptr) return nowhere(pointer);
  if (path.size() < 2) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "The whole document cannot be taken out of itself."));
  }
  const Node& container = *path[path.size() - 2];
  const auto startOf = [](const Node& child) { return child.key.length() > 0 ? child.key.begin : child.value.begin; };
  const auto index = static_cast<std::size_t>(node - container.children.data());
  TextSpan span{container.value.begin + 1, container.value.end - 1};  // the only one: nothing is left
  if (index > 0) {
    span = {container.children[index - 1].value.end, node->value.end};
  } else if (container.children.size() > 1) {
    span = {startOf(*node), startOf(container.children[1])};
  }
  m_text.erase(span.begin, span.length());
  m_places.emplace(m_text);
  return {};
}

Status DocumentEditor::rename(std::string_view pointer, const std::string& key) {
  std::vector<const Node*> path;
  const Node* node = find(pointer, path);
  if (node == nullptr) return nowhere(pointer);
  const bool taken =
      path.size() > 1 && std::any_of(path[path.size() - 2]->children.begin(), path[path.size() - 2]->children.end(),
                                     [&](const Node& each) { return &each != node && each.token == key; });
  if (node->key.length() == 0 || taken) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name here, or is there already.").arg(key),
                     PSCOPE_TR_NOOP("Space", "Choose another name."));
  }
  m_text.replace(node->key.begin, node->key.length(), quoted(key));
  m_places.emplace(m_text);
  return {};
}

Status DocumentEditor::move(std::string_view pointer, std::string_view array, std::size_t index) {
  std::vector<const Node*> path;
  const Node* node = find(pointer, path);
  if (node == nullptr) return nowhere(pointer);
  const std::string from = parentPointer(pointer);
  const bool intoItself = array == pointer || array.starts_with(std::string(pointer) + "/");
  const auto own = elementIndex(lastToken(pointer));
  if (intoItself || path.size() < 2 || path[path.size() - 2]->kind != '[' || !own) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "This cannot be moved there."));
  }
  const Json value = parsed(m_text, node->value);
  const std::string saved = m_text;
  // Inserted first, so that the places that the caller named still count.
  PSCOPE_CHECK(insert(array, index, value));
  std::string source(pointer);
  const auto arrayTokens = pointerTokens(array);
  auto tokens = pointerTokens(pointer);
  // The new element shifts the old one where its list is on the way to it.
  if (tokens.size() > arrayTokens.size() && std::equal(arrayTokens.begin(), arrayTokens.end(), tokens.begin())) {
    auto& step = tokens[arrayTokens.size()];
    if (const auto number = elementIndex(step); number && *number >= index) step = std::to_string(*number + 1);
    source.clear();
    for (const auto& token : tokens) source = pointerTo(source, token);
  }
  if (auto removed = remove(source); !removed.ok()) {
    m_text = saved;
    m_places.emplace(m_text);
    return removed;
  }
  return {};
}

}  // namespace pscope

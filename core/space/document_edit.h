#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// A range of a text, in bytes.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t length() const { return end - begin; }
  bool operator==(const TextSpan&) const = default;
};

/// One replacement in a text. Taking it back is exact: the text is as it was, byte for byte.
struct TextEdit {
  std::size_t offset = 0;
  std::string removed;
  std::string inserted;

  bool empty() const { return removed == inserted; }
  TextEdit inverse() const { return {offset, inserted, removed}; }
  void applyTo(std::string& text) const { text.replace(offset, removed.size(), inserted); }
  bool operator==(const TextEdit&) const = default;
};
/// The smallest replacement that makes `after` of `before`; never cuts a UTF-8 character.
TextEdit editBetween(std::string_view before, std::string_view after);

/// Where the values of a JSON text stand.
///
/// @thread const functions from any thread    @cost one pass over the text
class JsonPlaces {
 public:
  struct Place {
    std::string pointer;
    TextSpan value;
    TextSpan key;  ///< of a member, with its quotes; empty for elements and the whole document
  };

  /// @param text  valid JSON (parseJson() has read it), at most 64 levels deep; outlives this
  explicit JsonPlaces(std::string_view text);

  /// Nothing where the pointer leads nowhere. The whole document is "" or "/".
  std::optional<Place> find(std::string_view pointer) const;
  /// The same, or that of the nearest ancestor that is there.
  Place findNearest(std::string_view pointer) const;
  /// The innermost value whose key or value covers the offset.
  Place at(std::size_t offset) const;

 private:
  friend class JsonScanner;
  friend class DocumentEditor;
  struct Node {
    std::string token;  ///< key, or number of the element
    TextSpan value, key;
    char kind = 0;  ///< '{', '[' or 0 for a scalar
    std::vector<Node> children;
  };
  std::string_view m_text;
  Node m_root;
};

/// The tokens of a JSON pointer, unescaped; and one token appended to a pointer.
std::vector<std::string> pointerTokens(std::string_view pointer);
std::string pointerTo(std::string_view parent, std::string_view token);
std::string pointerTo(std::string_view parent, std::size_t index);
/// The pointer without its last token; "" for the whole document.
std::string parentPointer(std::string_view pointer);
std::string lastToken(std::string_view pointer);
/// The value at a pointer, or nullptr.
const Json* valueAt(const Json& document, std::string_view pointer);

/// Line and column of an offset, both from 1; columns count bytes.
std::pair<std::size_t, std::size_t> lineAndColumn(std::string_view text, std::size_t offset);
/// The offset of "line:column"; nothing when the text is not of that form.
std::optional<std::size_t> offsetOf(std::string_view text, std::string_view lineColumn);

/// JSON as documents of spaces are written: what fits a line of 120 characters stands on one, except lists of several
/// objects; everything else has a line for each member, indented by two more. The same value always gives the same
/// text.
/// @param indent  of the line that the value starts on
/// @param column  where on that line it starts
std::string documentText(const Json& value, std::size_t indent = 0, std::size_t column = 0);

/// Edits of a document's text by JSON pointers. Each changes as little of the text as it can: lines that it does not
/// touch keep their form, new lines are written as documentText() does. Several edits may follow each other; edit() is
/// then the one replacement that does them all.
///
/// @error NotFound  the pointer leads nowhere; InvalidArgument  the place cannot take that; the text is as before then
/// @thread any, one at a time    @cost some passes over the text for each edit (23 kB: below 1 ms)
class DocumentEditor {
 public:
  /// @param text  valid JSON
  explicit DocumentEditor(std::string text);

  const std::string& text() const { return m_text; }
  TextEdit edit() const { return editBetween(m_before, m_text); }

  /// Replaces a value, or adds it to the object that would hold it, in the order in which such members are written.
  Status set(std::string_view pointer, const Json& value);
  /// Adds an element before number `index` (at the end: the number of elements).
  Status insert(std::string_view array, std::size_t index, const Json& value);
  /// Takes a member or an element out.
  Status remove(std::string_view pointer);
  /// Gives a member another name; the others keep their places.
  Status rename(std::string_view pointer, const std::string& key);
  /// Moves an element of a list before number `index` of a list, counted as they are now; not into itself.
  Status move(std::string_view pointer, std::string_view array, std::size_t index);

 private:
  using Node = JsonPlaces::Node;
  const Node* find(std::string_view pointer, std::vector<const Node*>& path);
  void replaceValue(const std::vector<const Node*>& path, const Json& container);
  Status insertInto(std::string_view container, std::size_t index, const std::string& key, const Json& value);

  std::string m_before;
  std::string m_text;
  std::optional<JsonPlaces> m_places;  ///< of m_text
};

}  // namespace pscope

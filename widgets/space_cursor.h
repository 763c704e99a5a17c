#pragma once

#include <QObject>
#include <optional>
#include <string>

namespace pscope {

/// What is selected in a space's document, shared by all views of it: a JSON pointer, and for lists of statements the
/// gap into which something is put next.
/// @thread the window's
class SpaceCursor : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// "" for the space itself.
  const std::string& current() const { return m_current; }
  /// The gap before element number `index` of the list current(); nothing while an element is selected.
  std::optional<std::size_t> gap() const { return m_gap; }
  /// The member of current() that was asked for last ("/kernel"; "" is the part itself).
  const std::string& member() const { return m_member; }

  /// @param member  whose field takes the keys; nothing: none
  void set(const std::string& pointer, const std::optional<std::string>& member = {});
  void setGap(const std::string& array, std::size_t index);

 Q_SIGNALS:
  void changed();
  /// The place was asked for by name (a problem, a search): views bring it into sight and the field takes the keys.
  void memberRequested();

 private:
  std::string m_current;
  std::optional<std::size_t> m_gap;
  std::string m_member;
};

}  // namespace pscope

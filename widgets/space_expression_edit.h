#pragma once

#include <QLineEdit>
#include <functional>
#include <optional>
#include <vector>

#include "core/space/document_edit_names.h"

class QCompleter;
class QStandardItemModel;

namespace pscope {

/// A line for an expression of a space: completes names while one types (Ctrl+Space, or the button at its end, shows
/// all of them with the operators, so that an expression can be clicked together), and underlines what is wrong.
class SpaceExpressionEdit : public QLineEdit {
  Q_OBJECT
 public:
  using Names = std::function<std::vector<VisibleName>()>;

  /// @param names  what may be read here; asked when the list is opened
  explicit SpaceExpressionEdit(Names names, QWidget* parent = nullptr);

  /// Marks what is wrong: the column that the syntax check finds, else the first name that is not known.
  /// @param problem  what the check of the document says about this place; empty: nothing
  void setProblem(const QString& problem);
  /// Range of characters that is underlined.
  const std::optional<std::pair<int, int>>& marked() const { return m_marked; }
  void showNames();
  /// Puts a name or an operator where the cursor is, in place of the name that was begun.
  void insertName(const QString& name);

 Q_SIGNALS:
  /// As QLineEdit's, also for what was clicked together.
  void edited(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fillNames();
  void complete();
  /// Begin of the name that ends at the cursor.
  int nameStart() const;
  void updateIcon();

  Names m_names;
  QStandardItemModel* m_model;
  QCompleter* m_completer;
  QAction* m_button;
  std::optional<std::pair<int, int>> m_marked;
};

/// Keeps Ctrl+Z and Ctrl+Shift+Z of a text field for the document: its own history would undo letters that other views
/// have taken already.
class UndoForDocument : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace pscope

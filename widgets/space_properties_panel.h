#pragma once

#include <QPointer>

#include "widgets/panel.h"
#include "widgets/space_fields.h"

class QFormLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace pscope {

class SpaceDocument;
class UndoForDocument;

/// The form of the selected part of a space: every change goes to the document at once, what it says is marked where it
/// is wrong.
class SpacePropertiesPanel : public Panel {
  Q_OBJECT
 public:
  explicit SpacePropertiesPanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  /// The editor of a member of the selected part ("/kernel"), or nullptr.
  QWidget* editor(const std::string& member) const;

 Q_SIGNALS:
  void refused(const pscope::Error& error);

 protected:
  void refresh() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Line {
    SpaceField field;
    QWidget* editor = nullptr;
    QLabel* problem = nullptr;
  };
  void rebuild();
  void addLine(const SpaceField& field, QFormLayout& layout);
  QWidget* makeEditor(std::size_t index, const SpaceField& field);
  void addActions(QVBoxLayout& layout);
  void addButton(QVBoxLayout& layout, const char* name, const QString& text, std::function<void()> function);
  void showValues();
  void showValue(const Line& line);
  void showProblems();
  void store(std::size_t index, const QString& text);
  void focusMember();
  const Json* valueOf(const SpaceField& field) const;
  std::string pointerOf(const SpaceField& field) const { return m_pointer + field.member; }

  QPointer<SpaceDocument> m_document;
  std::string m_pointer;
  SpaceForm m_form;
  std::vector<Line> m_lines;
  QLabel* m_title;
  QLabel* m_summary;
  QLabel* m_levels = nullptr;
  QScrollArea* m_scroll;
  UndoForDocument* m_undo;
  bool m_showing = false;
};

}  // namespace pscope

#pragma once

#include <QFrame>
#include <QPointer>

#include "core/record/focus.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace pscope {

class StudyDocument;

/// Says what the search of a study looks at, with a way to change it and to end it; hidden where it looks everywhere.
class FocusBar : public QFrame {
  Q_OBJECT
 public:
  explicit FocusBar(QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);
  /// The dialog, filled with a region.
  void choose(const Focus& suggested);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void end();
  void applyColours();

  QPointer<StudyDocument> m_document;
  QLabel* m_text;
  QPushButton* m_change;
  QToolButton* m_end;
};

}  // namespace pscope

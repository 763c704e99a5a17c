#pragma once

#include <QPlainTextEdit>
#include <QPointer>

#include "widgets/panel.h"

class QLabel;

namespace pscope {

class JsonHighlighter;
class SpaceDocument;

/// A text editor with numbers of lines. What is typed or pasted has line ends that are seen and spaces that JSON knows:
/// Shift+Enter begins a line, and no-break spaces become spaces.
class NumberedTextEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit NumberedTextEdit(QWidget* parent = nullptr);
  void paintNumbers(QPaintEvent* event);
  int numbersWidth() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void inputMethodEvent(QInputMethodEvent* event) override;
  void insertFromMimeData(const QMimeData* source) override;

 private:
  void placeNumbers();
  QWidget* m_numbers;
};

/// The text of a space, kept in step with the other views both ways. Text that is not JSON stays as it is typed and is
/// marked where it breaks.
class SpaceJsonPanel : public Panel {
  Q_OBJECT
 public:
  explicit SpaceJsonPanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  NumberedTextEdit& editor() { return *m_text; }
  void goTo(const QString& lineColumn);

 protected:
  void refresh() override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QString typedText() const;
  void typed();
  void showText();
  void showMarks();
  void followCursor();

  QPointer<SpaceDocument> m_document;
  NumberedTextEdit* m_text;
  QLabel* m_state;
  JsonHighlighter* m_highlighter;
  bool m_echo = false;
};

}  // namespace pscope

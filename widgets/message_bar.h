#pragma once

#include <QFrame>
#include <functional>
#include <vector>

#include "core/base/result.h"

class QLabel;
class QToolButton;
class QPushButton;

namespace pscope {

/// A line above the work that says what happened, where, and what to do; never in the way, gone at a click or Esc.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Severity { Info, Warning, Error };

  explicit MessageBar(QWidget* parent = nullptr);

  void showMessage(Severity severity, const QString& text, const QString& mend = {});
  void showError(const Error& error);
  /// A button beside the text of the message that is shown.
  void setAction(const QString& text, std::function<void()> action);
  /// One more button, behind those that are there.
  void addAction(const QString& text, std::function<void()> action);
  QString text() const;

 public Q_SLOTS:
  void dismiss();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void applyColours();
  void removeOthers();

  Severity m_severity = Severity::Info;
  QLabel* m_icon;
  QLabel* m_text;
  QPushButton* m_action;
  QToolButton* m_close;
  std::function<void()> m_function;
  std::vector<QPushButton*> m_others;
};

}  // namespace pscope

#pragma once

#include <QWidget>

class QDockWidget;
class QToolButton;

namespace pscope {

/// Title of a dock: its name and small buttons to tear it off and to close it.
class DockTitle : public QWidget {
  Q_OBJECT
 public:
  explicit DockTitle(QDockWidget* dock);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void updateIcons();

  QToolButton* m_float;
  QToolButton* m_close;
};

}  // namespace pscope

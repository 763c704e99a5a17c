#pragma once

#include <QTimer>
#include <QWidget>

namespace pscope {

/// Base of the dock panels: redraws at most once an event-loop turn, and only while shown. A hidden one remembers that
/// it is stale and refreshes when it appears.
class Panel : public QWidget {
  Q_OBJECT
 public:
  explicit Panel(QWidget* parent = nullptr);

 protected:
  virtual void refresh() = 0;
  void requestRefresh();
  bool stale() const { return m_stale; }
  void showEvent(QShowEvent* event) override;

 private:
  QTimer m_timer;
  bool m_stale = false;
};

}  // namespace pscope

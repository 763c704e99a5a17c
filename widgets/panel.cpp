#include "widgets/panel.h"

#include <QShowEvent>

namespace pscope {

Panel::Panel(QWidget* parent) : QWidget(parent) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(0);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    if (!isVisible()) return;
    m_stale = false;
    refresh();
  });
}

void Panel::requestRefresh() {
  m_stale = true;
  if (isVisible() && !m_timer.isActive()) m_timer.start();
}

void Panel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_stale) {
    m_stale = false;
    refresh();
  }
}

}  // namespace pscope

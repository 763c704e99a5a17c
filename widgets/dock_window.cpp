#include "widgets/dock_window.h"

#include <QDockWidget>
#include <QTabBar>

#include "widgets/dock_title.h"

namespace pscope {

DockWindow::DockWindow(QWidget* parent) : QMainWindow(parent) {
  setWindowFlags(Qt::Widget);  // the constructor of QMainWindow makes a window of its own
  setContextMenuPolicy(Qt::NoContextMenu);
  setDockNestingEnabled(true);
  setDocumentMode(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

QDockWidget* DockWindow::addDock(const char* name, const QString& title, QWidget* panel, const QKeySequence& shortcut) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QLatin1String(name));
  dock->setWidget(panel);
  dock->setTitleBarWidget(new DockTitle(dock));
  dock->toggleViewAction()->setShortcut(shortcut);
  m_docks.push_back(dock);
  return dock;
}

QDockWidget* DockWindow::dock(const char* name) const {
  return findChild<QDockWidget*>(QLatin1String(name));
}

void DockWindow::reveal(const char* name) {
  dock(name)->show();
  dock(name)->raise();
}

QByteArray DockWindow::saveLayout() const {
  return saveState(static_cast<int>(m_docks.size()));
}

bool DockWindow::restoreLayout(const QByteArray& layout) {
  return restoreState(layout, static_cast<int>(m_docks.size()));
}

void DockWindow::takeDocksOut() {
  for (auto* each : m_docks) {
    removeDockWidget(each);
    each->setFloating(false);
  }
}

void DockWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  for (auto* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    bar->setDrawBase(false);
    bar->setExpanding(false);
  }
}

}  // namespace pscope

#include "widgets/workspace.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QShowEvent>
#include <QTabBar>

#include "widgets/dock_title.h"
#include "widgets/front_panel.h"
#include "widgets/graph_panel.h"
#include "widgets/hypervolume_panel.h"
#include "widgets/inspector_panel.h"
#include "widgets/jobs_panel.h"
#include "widgets/study_document.h"
#include "widgets/table_panel.h"

namespace pscope {

Workspace::Workspace(Selection& selection, const std::string& layoutProgram, QWidget* parent)
    : QMainWindow(parent),
      m_front(new FrontPanel(selection, this)),
      m_hypervolume(new HypervolumePanel(this)),
      m_table(new TablePanel(selection, this)),
      m_graph(new GraphPanel(selection, layoutProgram, this)),
      m_inspector(new InspectorPanel(selection, this)),
      m_jobs(new JobsPanel(selection, this)) {
  setObjectName(QStringLiteral("workspace"));
  setWindowFlags(Qt::Widget);  // the constructor of QMainWindow makes a window of its own
  setContextMenuPolicy(Qt::NoContextMenu);
  setDockNestingEnabled(true);
  setDocumentMode(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setCentralWidget(m_front);
  addDock("hypervolumeDock", tr("Hypervolume"), m_hypervolume, QKeySequence(Qt::ALT | Qt::Key_1));
  addDock("tableDock", tr("Candidates"), m_table, QKeySequence(Qt::ALT | Qt::Key_2));
  addDock("jobsDock", tr("Jobs"), m_jobs, QKeySequence(Qt::ALT | Qt::Key_3));
  addDock("graphDock", tr("Architecture"), m_graph, QKeySequence(Qt::ALT | Qt::Key_4));
  addDock("inspectorDock", tr("Inspector"), m_inspector, QKeySequence(Qt::ALT | Qt::Key_5));
  arrange();
  connect(m_inspector, &InspectorPanel::retryRequested, this, &Workspace::retryRequested);
  connect(m_jobs, &JobsPanel::retryRequested, this, &Workspace::retryRequested);
}

QDockWidget* Workspace::addDock(const char* name, const QString& title, QWidget* panel, const QKeySequence& shortcut) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QLatin1String(name));
  dock->setWidget(panel);
  dock->setTitleBarWidget(new DockTitle(dock));
  dock->toggleViewAction()->setShortcut(shortcut);
  m_docks.push_back(dock);
  return dock;
}

QDockWidget* Workspace::dock(const char* name) const {
  return findChild<QDockWidget*>(QLatin1String(name));
}

void Workspace::arrange() {
  auto* hypervolume = dock("hypervolumeDock");
  auto* table = dock("tableDock");
  auto* jobs = dock("jobsDock");
  auto* graph = dock("graphDock");
  auto* inspector = dock("inspectorDock");
  for (auto* each : m_docks) {
    removeDockWidget(each);
    each->setFloating(false);
  }
  addDockWidget(Qt::BottomDockWidgetArea, hypervolume);
  splitDockWidget(hypervolume, table, Qt::Horizontal);
  tabifyDockWidget(table, jobs);
  addDockWidget(Qt::RightDockWidgetArea, graph);
  splitDockWidget(graph, inspector, Qt::Vertical);
  for (auto* each : m_docks) each->show();
  table->raise();
}

void Workspace::resetLayout() {
  arrange();
  const int wide = width();
  const int high = height();
  resizeDocks({dock("graphDock")}, {wide * 30 / 100}, Qt::Horizontal);
  resizeDocks({dock("graphDock"), dock("inspectorDock")}, {high * 52 / 100, high * 48 / 100}, Qt::Vertical);
  resizeDocks({dock("hypervolumeDock")}, {high * 38 / 100}, Qt::Vertical);
  resizeDocks({dock("hypervolumeDock"), dock("tableDock")}, {wide * 28 / 100, wide * 42 / 100}, Qt::Horizontal);
}

void Workspace::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  for (auto* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    bar->setDrawBase(false);
    bar->setExpanding(false);
  }
}

void Workspace::addDockActions(QMenu* menu) {
  for (auto* each : m_docks) menu->addAction(each->toggleViewAction());
}

void Workspace::setDocument(StudyDocument* document) {
  m_front->setDocument(document);
  m_hypervolume->setDocument(document);
  m_table->setDocument(document);
  m_graph->setDocument(document);
  m_inspector->setDocument(document);
  m_jobs->setDocument(document);
}

void Workspace::showTable() {
  dock("tableDock")->show();
  dock("tableDock")->raise();
}

}  // namespace pscope

// What the window offers: its actions, menus and tool bar.
#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QToolBar>
#include <set>

#include "widgets/front_panel.h"
#include "widgets/help_window.h"
#include "widgets/icons.h"
#include "widgets/main_window.h"
#include "widgets/new_study_dialog.h"
#include "widgets/run_state_text.h"
#include "widgets/space_perspective.h"
#include "widgets/study_maker.h"
#include "widgets/table_panel.h"
#include "widgets/text.h"
#include "widgets/workspace.h"

namespace pscope {

QAction* MainWindow::makeAction(const char* name, const QString& text, const QKeySequence& shortcut, const char* icon,
                                std::function<void()> function) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(shortcut);
  if (icon != nullptr) m_icons.emplace_back(action, icon);
  connect(action, &QAction::triggered, this, std::move(function));
  addAction(action);
  return action;
}

void MainWindow::makeActions() {
  makeAction("actionNew", tr("&New study…"), QKeySequence::New, "new", [this] { newStudy(); });
  makeAction("actionNewSpace", tr("New s&pace…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), "space",
             [this] { newSpace(); });
  makeAction("actionEditSpace", tr("&Edit the study's space"), {}, nullptr, [this] { editStudySpace(); });
  makeAction("actionOpen", tr("&Open…"), QKeySequence::Open, "open", [this] { chooseFile(); });
  makeAction("actionImport", tr("&Import…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), nullptr, [this] {
    importFile({});
  })->setToolTip(tr("A study of Optuna trials or of a CSV table."));
  makeAction("actionExample", tr("&Example study"), {}, nullptr, [this] { openExample(false); });
  makeAction("actionSaveAs", tr("&Save a copy as…"), QKeySequence::SaveAs, "save", [this] { saveCopyAs(); });
  makeAction("actionClose", tr("&Close study"), QKeySequence(Qt::CTRL | Qt::Key_W), nullptr, [this] { closeStudy(); });
  makeAction("actionQuit", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), nullptr, [this] {
    close();
  })->setMenuRole(QAction::QuitRole);
  makeAction("actionFind", tr("&Filter candidates"), QKeySequence::Find, "filter", [this] {
    m_workspace->showTable();
    m_workspace->table().focusFilter();
  });
  makeAction("actionCopyRows", tr("&Copy selected rows"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), "copy",
             [this] { m_workspace->table().copySelected(); });
  makeAction("actionSelectFront", tr("Select the &front"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), nullptr,
             [this] {
               if (!m_document) return;
               std::set<CandidateId> ids;
               for (const auto& point : m_document->front().points()) ids.insert(point.id);
               m_selection.set(std::move(ids));
             });
  makeAction("actionStart", tr("&Start"), QKeySequence(Qt::Key_F5), "play", [this] { startOrContinue(); });
  makeAction("actionPause", tr("&Pause"), QKeySequence(Qt::Key_F6), "pause", [this] {
    if (m_document) m_document->pause();
  });
  makeAction("actionStop", tr("S&top"), QKeySequence(Qt::SHIFT | Qt::Key_F5), "stop", [this] {
    if (m_document) m_document->stop();
  });
  makeAction("actionExtend", tr("&More candidates…"), {}, nullptr, [this] { addCandidates(); });
  makeAction("actionSearchFromStudy", tr("&New search from this study…"), {}, nullptr, [this] {
    searchFromStudy();
  })->setToolTip(tr("Another device, other objectives or bounds: what this study measured is taken over"));
  makeAction("actionFocus", tr("&Focus…"), QKeySequence(Qt::CTRL | Qt::Key_E), nullptr, [this] {
    m_workspace->front().chooseFocus();
  })->setToolTip(tr("Search more in a region of the space or of the objectives"));
  makeAction("actionCompare", tr("&Compare strategies…"), {}, nullptr, [this] {
    compareStrategies();
  })->setToolTip(tr("Several strategies over several seeds on the evaluations of this study"));
  makeAction("actionHome", tr("Show &all candidates"), {}, "fit", [this] { m_workspace->front().home(); });
  makeAction("actionSaveFigure", tr("Save the &figure…"), {}, "image", [this] { m_workspace->front().saveFigure(); });
  makeAction("actionResetLayout", tr("&Restore the default layout"), {}, nullptr,
             [this] { m_workspace->resetLayout(); });
}

QAction* MainWindow::find(const char* action) const {
  return findChild<QAction*>(QLatin1String(action));
}

void MainWindow::searchFromStudy() {
  if (!m_document) return;
  SearchConfig config = asNewSearch(m_document->config());
  config.name.clear();
  config.warmStart = {};
  config.warmStart.studies = {m_document->path()};
  showAssistant(&config);
  if (auto* dialog = findChild<NewStudyDialog*>()) dialog->goTo(StudyDraft::Step::Strategy);
}

bool MainWindow::createFromEarlier(const QString& path, const SearchConfig& config, bool start) {
  auto* maker = new StudyMaker(this);
  connect(maker, &StudyMaker::made, this, [this, maker, start](const QString& study) {
    maker->deleteLater();
    openStudy(study, start);
  });
  connect(maker, &StudyMaker::failed, this, [this, maker](const Error& error) {
    maker->deleteLater();
    m_messages->showError(error);
  });
  connect(maker, &StudyMaker::cancelled, maker, &QObject::deleteLater);
  maker->make(path, config);
  return true;
}

void MainWindow::makeMenus() {
  auto* file = menuBar()->addMenu(tr("&File"));
  file->addAction(find("actionNew"));
  file->addAction(find("actionNewSpace"));
  file->addAction(find("actionEditSpace"));
  file->addAction(find("actionOpen"));
  m_recentMenu = file->addMenu(tr("Open &recent"));
  m_recentMenu->setObjectName(QStringLiteral("recentMenu"));
  file->addAction(find("actionImport"));
  file->addAction(find("actionExample"));
  file->addSeparator();
  const auto addAll = [](QMenu* menu, const std::vector<QAction*>& actions) {
    for (auto* action : actions) {
      if (action != nullptr) {
        menu->addAction(action);
      } else {
        menu->addSeparator();
      }
    }
  };
  addAll(file, m_space->fileActions());
  file->addAction(find("actionSaveAs"));
  file->addAction(find("actionSaveFigure"));
  file->addSeparator();
  file->addAction(find("actionClose"));
  file->addAction(find("actionQuit"));
  auto* edit = menuBar()->addMenu(tr("&Edit"));
  for (const char* name : {"actionCopyRows", "actionSelectFront", "actionFind"}) edit->addAction(find(name));
  addAll(edit, m_space->editActions());
  auto* search = menuBar()->addMenu(tr("&Search"));
  for (const char* name : {"actionStart", "actionPause", "actionStop"}) search->addAction(find(name));
  search->addSeparator();
  search->addAction(find("actionExtend"));
  search->addAction(find("actionSearchFromStudy"));
  search->addAction(find("actionFocus"));
  search->addAction(find("actionCompare"));
  search->addAction(m_space->searchAction());
  m_perspectives->own("space", m_space->searchAction());
  makeViewMenu();
  makeHelpMenu();
}

void MainWindow::makeViewMenu() {
  auto* view = menuBar()->addMenu(tr("&View"));
  view->addActions({m_perspectives->actions().begin(), m_perspectives->actions().end()});
  view->addSeparator();
  const auto others = view->actions();
  m_workspace->addDockActions(view);
  for (auto* action : view->actions()) {
    if (!others.contains(action)) m_perspectives->own("explore", action);
  }
  for (auto* action : m_space->viewActions()) {
    view->addAction(action);
    m_perspectives->own("space", action);
  }
  view->addSeparator();
  view->addAction(find("actionHome"));
  view->addAction(find("actionResetLayout"));
  view->addSeparator();
  auto* menu = view->addMenu(tr("&Appearance"));
  auto* group = new QActionGroup(this);
  const std::pair<QString, Appearance::Theme> themes[] = {{tr("As the &system"), Appearance::Theme::System},
                                                          {tr("&Light"), Appearance::Theme::Light},
                                                          {tr("&Dark"), Appearance::Theme::Dark}};
  for (const auto& [text, theme] : themes) {
    auto* action = menu->addAction(text);
    action->setObjectName(QStringLiteral("actionTheme%1").arg(static_cast<int>(theme)));
    action->setCheckable(true);
    action->setChecked(m_services.appearance != nullptr && m_services.appearance->theme() == theme);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, theme = theme] {
      if (m_services.appearance != nullptr) m_services.appearance->setTheme(theme);
      m_services.settings->setValue(QStringLiteral("theme"), static_cast<int>(theme));
    });
  }
}

void MainWindow::makeHelpMenu() {
  auto* help = menuBar()->addMenu(tr("&Help"));
  bool first = true;
  for (const auto& page : HelpWindow::pages()) {
    auto* action = help->addAction(page.title, this, [this, name = page.name] { showHelp(name); });
    if (first) action->setShortcut(QKeySequence::HelpContents);
    first = false;
  }
  help->addSeparator();
  help->addAction(tr("&About Paretoscope"), this, &MainWindow::showAbout)->setMenuRole(QAction::AboutRole);
}

void MainWindow::makeToolBar() {
  auto* bar = addToolBar(tr("Main"));
  bar->setObjectName(QStringLiteral("mainToolBar"));
  bar->setMovable(false);
  bar->setIconSize({18, 18});
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  bar->addActions({m_perspectives->actions().begin(), m_perspectives->actions().end()});
  bar->addSeparator();
  for (const char* name : {"actionNew", "actionOpen"}) bar->addAction(find(name));
  // A separator goes with what stands behind it.
  m_perspectives->own("explore", bar->addSeparator());
  for (const char* name : {"actionStart", "actionPause", "actionStop"}) bar->addAction(find(name));
  m_perspectives->own("explore", bar->addSeparator());
  bar->addAction(find("actionFind"));
  m_perspectives->own("space", bar->addSeparator());
  for (auto* action : m_space->toolActions()) bar->addAction(action);
}

void MainWindow::showHelp(const QString& name) {
  auto* window = findChild<HelpWindow*>();
  if (window == nullptr) window = new HelpWindow(this);
  window->showPage(name);
}

void MainWindow::showAbout() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Paretoscope"), aboutText(), QMessageBox::Close, this);
  box->setObjectName(QStringLiteral("aboutBox"));
  box->setTextFormat(Qt::RichText);
  box->setIconPixmap(programIcon().pixmap(64, 64));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

void MainWindow::fillRecentMenu() {
  m_recentMenu->clear();
  for (const auto& file : m_recent.files()) {
    auto* action = m_recentMenu->addAction(QFileInfo(file).fileName(), this, [this, file] { openPath(file); });
    action->setToolTip(file);
  }
  m_recentMenu->setToolTipsVisible(true);
  m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
  if (m_recentMenu->isEmpty()) return;
  m_recentMenu->addSeparator();
  m_recentMenu->addAction(tr("Clear this list"), this, [this] { m_recent.clear(); });
}

void MainWindow::updateIcons() {
  m_perspectives->updateIcons(palette());
  for (const auto& [action, icon] : m_icons) action->setIcon(themedIcon(icon, palette()));
}

void MainWindow::updateActions() {
  const bool open = m_document != nullptr;
  const bool writable = open && !m_document->readOnly();
  const bool busy = open && m_document->busy();
  const RunState state = open ? m_document->state() : RunState::Idle;
  auto* start = find("actionStart");
  const auto evaluations = open ? m_document->evaluations() : StudyDocument::Evaluations{};
  start->setText(state == RunState::Paused                                                        ? tr("Re&sume")
                 : open && !busy && evaluations.done >= evaluations.total && evaluations.done > 0 ? tr("&Continue…")
                 : open && !busy && evaluations.done > 0                                          ? tr("&Continue")
                                                                                                  : tr("&Start"));
  start->setEnabled(writable && (!busy || state == RunState::Paused));
  start->setToolTip(tr("%1 the search (F5)").arg(start->text().remove(QLatin1Char('&')).remove(QChar(0x2026))));
  find("actionPause")->setEnabled(writable && state == RunState::Running);
  find("actionPause")->setToolTip(tr("Ask for no new candidates; running ones go on (F6)"));
  find("actionStop")->setEnabled(writable && busy && state != RunState::Stopping);
  find("actionStop")->setToolTip(tr("Stop the search; it can be continued later (Shift+F5)"));
  find("actionExtend")->setEnabled(writable && !busy);
  find("actionFocus")->setEnabled(writable);
  find("actionFind")->setToolTip(tr("Filter candidates by an expression (Ctrl+F)"));
  for (const char* name :
       {"actionSaveAs", "actionClose", "actionFind", "actionCopyRows", "actionSelectFront", "actionHome",
        "actionSaveFigure", "actionResetLayout", "actionEditSpace", "actionCompare", "actionSearchFromStudy"}) {
    find(name)->setEnabled(open);
  }
}

}  // namespace pscope

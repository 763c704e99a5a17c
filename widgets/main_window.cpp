#include "widgets/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/cost_label.h"
#include "widgets/device_library.h"
#include "widgets/device_perspective.h"
#include "widgets/example_study.h"
#include "widgets/front_panel.h"
#include "widgets/graph_panel.h"
#include "widgets/help_window.h"
#include "widgets/icons.h"
#include "widgets/import_assistant.h"
#include "widgets/knobs_panel.h"
#include "widgets/network_graph.h"
#include "widgets/network_page.h"
#include "widgets/new_study_dialog.h"
#include "widgets/run_state_text.h"
#include "widgets/space_perspective.h"
#include "widgets/strategy_comparison_dialog.h"
#include "widgets/table_panel.h"
#include "widgets/text.h"
#include "widgets/welcome_page.h"
#include "widgets/workspace.h"

namespace pscope {

namespace {

const char kStudySuffix[] = ".pscope";

}  // namespace

MainWindow::MainWindow(const WindowServices& services, QWidget* parent)
    : QMainWindow(parent), m_services(services), m_recent(*services.settings) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowIcon(programIcon());
  setAcceptDrops(true);
  auto* centre = new QWidget(this);
  m_messages = new MessageBar(centre);
  m_stack = new QStackedWidget(centre);
  m_explore = new QStackedWidget(m_stack);
  m_explore->setObjectName(QStringLiteral("explore"));
  m_welcome = new WelcomePage(m_recent, m_explore);
  m_workspace = new Workspace(m_selection, services.layoutProgram, m_explore);
  m_explore->addWidget(m_welcome);
  m_explore->addWidget(m_workspace);
  m_space = new SpacePerspective(m_recent, *services.settings, services.layoutProgram, m_stack);
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_messages);
  layout->addWidget(m_stack, 1);
  setCentralWidget(centre);
  m_stopQuestion = [this](std::function<void(bool)> answer) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("A search is running"), tr("Stop the search?"),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("stopQuestion"));
    box->setInformativeText(
        tr("What is finished is in the study. Candidates that are being evaluated now are evaluated again when you "
           "continue."));
    auto* stop = box->addButton(tr("Stop the search"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Keep searching"), QMessageBox::RejectRole));
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [box, stop, answer] { answer(box->clickedButton() == stop); });
    box->open();
  };
  makeActions();
  makePerspectives();
  makeModelPerspective();
  makeMenus();
  makeToolBar();
  makeStatusBar();
  connect(m_welcome, &WelcomePage::newStudyRequested, this, &MainWindow::newStudy);
  connect(m_welcome, &WelcomePage::spaceRequested, this, &MainWindow::newSpace);
  connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::chooseFile);
  connect(m_welcome, &WelcomePage::exampleRequested, this, [this] { openExample(false); });
  connect(m_welcome, &WelcomePage::fileRequested, this, &MainWindow::openPath);
  connect(m_workspace, &Workspace::retryRequested, this, [this](CandidateId id) {
    if (m_document) m_document->retry(id);
  });
  connect(&m_recent, &RecentFiles::changed, this, &MainWindow::fillRecentMenu);
  fillRecentMenu();
  addFileKind(QStringLiteral(".json"), [this](const QString& path) {
    openConfiguration(path);
    return true;
  });
  addFileKind(QStringLiteral(".json"), [this](const QString& path) {
    if (!SpacePerspective::isSpaceFile(path)) return false;
    m_perspectives->show(QStringLiteral("space"));
    m_space->openFile(path);
    return true;
  });
  addFileKind(QStringLiteral(".json"), [this](const QString& path) {
    if (!m_devices->openFile(path)) return false;
    m_perspectives->show(QStringLiteral("devices"));
    return true;
  });
  for (const char* suffix : {".db", ".sqlite3", ".csv"}) {
    addFileKind(QLatin1String(suffix), [this](const QString& path) {
      importFile(path);
      return true;
    });
  }
  readSettings();
  updateIcons();
  setDocument(nullptr);
}

MainWindow::~MainWindow() {
  m_workspace->setDocument(nullptr);
  m_devices->setStudy(nullptr);
  if (m_document) m_document->disconnect(this);
}

void MainWindow::makePerspectives() {
  m_perspectives = new Perspectives(*m_stack, this);
  m_perspectives->add("explore", tr("Explore"), tr("The candidates of a study and their front"), "explore", m_explore);
  m_perspectives->add("space", tr("Space"), tr("The design space: what is searched"), "space", m_space);
  for (QWidget* page : {static_cast<QWidget*>(m_explore), static_cast<QWidget*>(m_space)}) {
    page->installEventFilter(this);
  }
  m_devices = new DevicePerspective(QDir(m_services.exampleFolder).filePath(QStringLiteral("devices")), m_selection);
  m_perspectives->add("devices", tr("Devices"), tr("What is known of devices, and what they make of networks"),
                      "device", m_devices);
  m_devices->installEventFilter(this);
  DeviceLibrary* library = &m_devices->library();
  const auto spread = [this, library] {
    const DeviceList devices = library->devices();
    m_space->setKnownDevices(devices);
    m_workspace->knobs().setKnownDevices(devices);
    m_workspace->graph().graph().setKnownDevices(devices);
    if (auto* model = findChild<NetworkPage*>()) model->setKnownDevices(devices);
  };
  connect(library, &QAbstractItemModel::dataChanged, this, spread);
  connect(library, &QAbstractItemModel::rowsInserted, this, spread);
  connect(library, &QAbstractItemModel::rowsRemoved, this, spread);
  spread();
  connect(m_perspectives, &Perspectives::changed, this, &MainWindow::updateTitle);
  for (const char* name :
       {"actionStart", "actionPause", "actionStop", "actionExtend", "actionFocus", "actionCompare", "actionFind",
        "actionCopyRows", "actionSelectFront", "actionHome", "actionSaveFigure", "actionSaveAs", "actionResetLayout"}) {
    m_perspectives->own("explore", find(name));
  }
  for (const auto& actions : {m_space->fileActions(), m_space->editActions()}) {
    for (auto* action : actions) {
      if (action != nullptr) m_perspectives->own("space", action);
    }
  }
  connect(m_space, &SpacePerspective::openRequested, this, &MainWindow::chooseFile);
  connect(m_space, &SpacePerspective::searchRequested, this, &MainWindow::searchSpace);
  connect(this, &MainWindow::studyChanged, this, [this] {
    m_space->setStudySpace(m_document ? std::optional(m_document->space()) : std::nullopt,
                           m_document ? m_document->title() : QString());
  });
}

void MainWindow::makeModelPerspective() {
  auto* page = new NetworkPage(m_services.layoutProgram, m_stack);
  page->installEventFilter(this);
  page->setKnownDevices(m_devices->library().devices());
  m_perspectives->add("model", tr("Model"), tr("What each layer of a model costs, for ONNX files"), "model", page);
  addFileKind(QStringLiteral(".onnx"), [this, page](const QString& path) {
    m_perspectives->show(QStringLiteral("model"));
    page->openFile(path);
    return true;
  });
  connect(page, &NetworkPage::opened, this, [this](const QString& path) {
    m_messages->dismiss();
    if (!path.isEmpty()) m_recent.add(path);
  });
  connect(page, &NetworkPage::failed, this, [this](const Error& error) {
    m_messages->showError(error);
    if (error.code == ErrorCode::NotFound) m_recent.remove(toQString(error.file));
  });
}

void MainWindow::makeStatusBar() {
  m_stateLabel = new QLabel(this);
  m_stateLabel->setObjectName(QStringLiteral("statusState"));
  m_stateLabel->setContentsMargins(8, 0, 8, 0);
  m_progress = new QProgressBar(this);
  m_progress->setObjectName(QStringLiteral("statusProgress"));
  m_progress->setAccessibleName(tr("Progress of the search"));
  m_progress->setTextVisible(false);
  m_progress->setFixedSize(160, 8);
  m_bestLabel = new QLabel(this);
  m_bestLabel->setObjectName(QStringLiteral("statusBest"));
  m_bestLabel->setContentsMargins(8, 0, 8, 0);
  statusBar()->addWidget(m_stateLabel);
  statusBar()->addWidget(m_progress);
  m_costLabel = new CostLabel(this);
  statusBar()->addPermanentWidget(m_costLabel);
  statusBar()->addPermanentWidget(m_bestLabel);
  statusBar()->setSizeGripEnabled(false);
}

void MainWindow::updateStatus() {
  m_progress->setVisible(m_document != nullptr);
  if (!m_document) {
    m_stateLabel->setText(tr("No study is open."));
    m_bestLabel->clear();
    return;
  }
  const auto evaluations = m_document->evaluations();
  m_stateLabel->setText(searchStatusText(*m_document));
  m_bestLabel->setText(bestText(*m_document));
  m_progress->setRange(0, static_cast<int>(std::max<qint64>(1, evaluations.total)));
  m_progress->setValue(static_cast<int>(evaluations.done));
}

void MainWindow::readSettings() {
  const QByteArray geometry = m_services.settings->value(QStringLiteral("geometry")).toByteArray();
  if (geometry.isEmpty() || !restoreGeometry(geometry)) resize(1280, 800);
}

void MainWindow::writeSettings() {
  m_space->saveLayout();
  m_services.settings->setValue(QStringLiteral("geometry"), saveGeometry());
  if (m_layoutRestored) m_services.settings->setValue(QStringLiteral("workspace"), m_workspace->saveLayout());
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  restoreLayoutOnce();
}

void MainWindow::restoreLayoutOnce() {
  if (m_layoutRestored || !m_document || !isVisible()) return;
  m_layoutRestored = true;
  const QByteArray layout = m_services.settings->value(QStringLiteral("workspace")).toByteArray();
  if (layout.isEmpty() || !m_workspace->restoreLayout(layout)) m_workspace->resetLayout();
}

bool MainWindow::changeStudy(std::unique_ptr<StudyDocument> document) {
  m_selection.clear();
  m_workspace->setDocument(nullptr);
  m_devices->setStudy(nullptr);
  const Status closed = m_document ? m_document->close() : Status();
  setDocument(std::move(document));
  if (!closed.ok()) m_messages->showError(closed.error());
  return closed.ok();
}

void MainWindow::setDocument(std::unique_ptr<StudyDocument> document) {
  m_costLabel->setDocument(nullptr);
  m_document = std::move(document);
  m_costLabel->setDocument(m_document.get());
  if (m_document) {
    m_explore->setCurrentWidget(m_workspace);
    m_perspectives->show(QStringLiteral("explore"));
    m_workspace->setDocument(m_document.get());
    m_devices->setStudy(m_document.get());
    restoreLayoutOnce();
    connect(m_document.get(), &StudyDocument::stateChanged, this, [this] {
      updateActions();
      updateStatus();
      tellStopRule();
      if (m_afterStop && m_document && !m_document->busy()) {
        // Not from inside the document's own signal: what follows may delete it.
        QMetaObject::invokeMethod(
            this, [this, then = std::exchange(m_afterStop, {})] { then(); }, Qt::QueuedConnection);
      }
    });
    connect(m_document.get(), &StudyDocument::evaluationsChanged, this, &MainWindow::updateStatus);
    m_showsSomething = false;
    connect(m_document.get(), &StudyDocument::candidatesChanged, this, &MainWindow::selectFirst);
    connect(m_document.get(), &StudyDocument::failed, m_messages, &MessageBar::showError);
    m_explore->setWindowTitle(m_document->title());
    m_explore->setWindowFilePath(toQString(m_document->path()));
    tellReadOnly();
  } else {
    m_explore->setCurrentWidget(m_welcome);
    m_explore->setWindowFilePath({});
    m_explore->setWindowTitle({});
  }
  updateTitle();
  updateActions();
  updateStatus();
  selectFirst();  // what was read already; the rest comes with candidatesChanged()
  Q_EMIT studyChanged();
}

void MainWindow::updateTitle() {
  const QWidget* page = m_stack->currentWidget();
  setWindowFilePath(page->windowFilePath());
  // "[*]" is where the mark of an unsaved document goes.
  setWindowTitle(page->windowTitle().isEmpty() ? tr("Paretoscope")
                                               : tr("%1[*] – Paretoscope").arg(page->windowTitle()));
  setWindowModified(page->isWindowModified());
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const bool ofTitle = event->type() == QEvent::WindowTitleChange || event->type() == QEvent::ModifiedChange;
  if (ofTitle && watched == m_stack->currentWidget()) updateTitle();
  return QMainWindow::eventFilter(watched, event);
}

void MainWindow::tellReadOnly() {
  if (!m_document->readOnly()) return;
  const auto& reason = m_document->readOnlyReason();
  m_messages->showMessage(MessageBar::Severity::Info,
                          reason ? errorSummary(*reason) : tr("This study is open for reading only."),
                          tr("You can look at everything; to search, save a copy and open that."));
  m_messages->setAction(tr("Save a copy as…"), [this] { saveCopyAs(); });
}

/// A rule of the search ended it: says which, and offers to go on.
void MainWindow::tellStopRule() {
  if (m_document->state() != RunState::Finished || !m_document->stopRule()) return;
  m_messages->showMessage(MessageBar::Severity::Info, stopRuleText(*m_document->stopRule()),
                          tr("All candidates are kept. The search can go on from here."));
  m_messages->setAction(tr("Continue anyway"), [this] {
    m_messages->dismiss();
    if (m_document) m_document->start(false);
  });
}

void MainWindow::whenIdle(std::function<void()> then) {
  if (!m_document || !m_document->busy()) return then();
  m_stopQuestion([this, then = std::move(then)](bool stop) {
    if (!stop) return;
    if (!m_document || !m_document->busy()) return then();
    m_afterStop = then;
    m_document->stop();
  });
}

void MainWindow::addFileKind(const QString& suffix, FileOpener open) {
  m_fileKinds.emplace_back(suffix, std::move(open));
}

void MainWindow::openPath(const QString& path) {
  for (auto kind = m_fileKinds.rbegin(); kind != m_fileKinds.rend(); ++kind) {
    if (path.endsWith(kind->first, Qt::CaseInsensitive) && kind->second(path)) return;
  }
  openStudy(path, false);
}

void MainWindow::openStudy(const QString& path, bool start) {
  whenIdle([this, path, start] {
    const QString wanted = QFileInfo(path).absoluteFilePath();
    if (m_document && toQString(m_document->path()) == wanted) {
      if (start) startOrContinue();
      return;
    }
    auto document = StudyDocument::open(wanted.toStdString(), m_services.search);
    if (!document.ok()) {
      m_messages->showError(document.error());
      if (document.error().code == ErrorCode::NotFound) m_recent.remove(wanted);
      return;
    }
    m_messages->dismiss();
    changeStudy(std::move(document).value());
    m_recent.add(wanted);
    if (start) startOrContinue();
  });
}

void MainWindow::openConfiguration(const QString& path) {
  auto config = readSearchConfig(path.toStdString());
  if (!config.ok()) return m_messages->showError(config.error());
  if (config.value().name.empty()) config.value().name = QFileInfo(path).completeBaseName().toStdString();
  showAssistant(&config.value());
}

bool MainWindow::createStudy(const QString& path, const SearchConfig& config, bool start) {
  if (!config.warmStart.empty()) return createFromEarlier(path, config, start);
  auto document = StudyDocument::create(path.toStdString(), config, m_services.search);
  if (!document.ok()) {
    m_messages->showError(document.error());
    return false;
  }
  m_messages->dismiss();
  changeStudy(std::move(document).value());
  m_recent.add(path);
  if (start) startOrContinue();
  return true;
}

void MainWindow::openExample(bool start) {
  const QString path = QDir(m_services.exampleFolder).filePath(QStringLiteral("example") + QLatin1String(kStudySuffix));
  if (QFileInfo::exists(path)) return openStudy(path, start);
  whenIdle([this, path, start] {
    const auto config = exampleConfig();
    if (!config.ok()) return m_messages->showError(config.error());
    QDir().mkpath(m_services.exampleFolder);
    createStudy(path, config.value(), start);
  });
}

/// Something to look at: the middle of the front, once, unless the user was faster.
void MainWindow::selectFirst() {
  if (m_showsSomething || !m_document) return;
  const auto& front = m_document->front().points();
  if (front.empty()) return;
  m_showsSomething = true;
  const CandidateId id = front[front.size() / 2].id;
  if (m_selection.ids().empty()) m_selection.set({id}, id);
}

void MainWindow::closeStudy() {
  whenIdle([this] {
    if (m_document) changeStudy(nullptr);
  });
}

void MainWindow::newStudy() {
  showAssistant(nullptr);
}

void MainWindow::compareStrategies() {
  if (!m_document) return;
  StrategyComparisonDialog::showFor({m_document->config(), m_document->space(), m_document->estimators(),
                                     m_document->strategies(), m_document->title(), toQString(m_document->path())},
                                    this);
}

void MainWindow::newSpace() {
  m_perspectives->show(QStringLiteral("space"));
  m_space->showGallery();
}

void MainWindow::editStudySpace() {
  if (!m_document) return;
  m_perspectives->show(QStringLiteral("space"));
  m_space->editCopy(m_document->space());
}

void MainWindow::searchSpace(const QString& space) {
  StudyDraft draft;
  draft.base.space = space.toStdString();
  const SearchConfig config = draft.config();
  showAssistant(&config);
  auto* dialog = findChild<NewStudyDialog*>();
  if (dialog != nullptr) dialog->goTo(StudyDraft::Step::Data);
}

void MainWindow::showAssistant(const SearchConfig* config) {
  auto* dialog = new NewStudyDialog(*m_services.search.strategies, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QStringList own;
  for (int row = 0; row < m_devices->library().rowCount(); ++row) own << m_devices->library().at(row).file();
  own.removeAll(QString());  // presets are known by name
  dialog->setOwnDevices(own);
  if (config != nullptr) dialog->setConfig(*config);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    whenIdle([this, path = dialog->studyPath(), chosen = dialog->config(), start = dialog->startAtOnce()] {
      createStudy(path, chosen, start);
    });
  });
  dialog->open();
}

void MainWindow::chooseFile() {
  auto* dialog =
      new QFileDialog(this, tr("Open"), m_services.settings->value(QStringLiteral("folder")).toString(),
                      tr("Studies, spaces, configurations and models (*.pscope *.json *.onnx);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    m_services.settings->setValue(QStringLiteral("folder"), QFileInfo(path).absolutePath());
    openPath(path);
  });
  dialog->open();
}

void MainWindow::importFile(const QString& path) {
  if (auto* open = findChild<ImportAssistant*>()) return open->raise();
  auto* assistant = new ImportAssistant(this);
  assistant->setAttribute(Qt::WA_DeleteOnClose);
  if (!path.isEmpty()) assistant->setFile(path);
  connect(assistant, &ImportAssistant::imported, this, [this](const QString& study) { openStudy(study, false); });
  assistant->open();
}

void MainWindow::saveCopyAs() {
  if (!m_document) return;
  auto* dialog = new QFileDialog(this, tr("Save a copy"), QFileInfo(toQString(m_document->path())).absolutePath(),
                                 tr("Studies (*.pscope)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("pscope"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    if (!m_document) return;
    const Status saved = m_document->saveCopy(path.toStdString());
    if (!saved.ok()) return m_messages->showError(saved.error());
    m_recent.add(path);
    m_messages->showMessage(MessageBar::Severity::Info, tr("A copy was saved as %1.").arg(QFileInfo(path).fileName()));
    m_messages->setAction(tr("Open it"), [this, path] { openPath(path); });
  });
  dialog->open();
}

void MainWindow::startOrContinue() {
  if (!m_document || m_document->readOnly()) return;
  if (m_document->state() == RunState::Paused) return m_document->resume();
  if (m_document->busy()) return;
  const auto evaluations = m_document->evaluations();
  if (evaluations.done > 0 && evaluations.done >= m_document->config().candidates) return addCandidates();
  m_document->start();
}

void MainWindow::addCandidates() {
  if (!m_document || m_document->busy()) return;
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("extendDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setInputMode(QInputDialog::IntInput);
  dialog->setWindowTitle(tr("More candidates"));
  const int now = m_document->config().candidates;
  dialog->setLabelText(tr("The search has evaluated its %n candidate(s).\nContinue up to this number:", nullptr, now));
  dialog->setIntRange(1, 10'000'000);
  dialog->setIntValue(now * 2);
  dialog->setOkButtonText(tr("Continue"));
  connect(dialog, &QInputDialog::intValueSelected, this, [this](int candidates) {
    if (!m_document) return;
    const Status status = m_document->setCandidates(candidates);
    if (!status.ok()) return m_messages->showError(status.error());
    m_document->start();
  });
  dialog->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const SpaceDocument* space = m_space->document();
  if (space != nullptr && space->modified() && space->text() != m_discarded) {
    event->ignore();
    m_perspectives->show(QStringLiteral("space"));
    m_space->whenSaved([this] {
      m_discarded = m_space->document()->text();
      close();
    });
    return;
  }
  if (!StrategyComparisonDialog::closeAll(this)) return event->ignore();
  if (m_document && m_document->busy()) {
    event->ignore();
    if (m_closing) return;
    m_closing = true;
    m_stopQuestion([this](bool stop) {
      m_closing = false;
      if (!stop) m_discarded.reset();
      if (!stop) return;
      if (!m_document || !m_document->busy()) {
        close();
        return;
      }
      m_messages->showMessage(MessageBar::Severity::Info, tr("Stopping the search; the window closes then."));
      m_afterStop = [this] { close(); };
      m_document->stop();
    });
    return;
  }
  writeSettings();
  event->setAccepted(changeStudy(nullptr));  // after a failure the next attempt closes: nothing is open any more
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (urls.size() != 1 || !urls.front().isLocalFile()) return;
  const QString path = urls.front().toLocalFile();
  const bool known = std::any_of(m_fileKinds.begin(), m_fileKinds.end(),
                                 [&path](const auto& kind) { return path.endsWith(kind.first, Qt::CaseInsensitive); });
  if (known || path.endsWith(QLatin1String(kStudySuffix))) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  openPath(event->mimeData()->urls().front().toLocalFile());
}

}  // namespace pscope

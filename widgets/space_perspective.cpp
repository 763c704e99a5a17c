#include "widgets/space_perspective.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFileInfo>
#include <QScrollArea>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "widgets/dock_window.h"
#include "widgets/icons.h"
#include "widgets/knobs_panel.h"
#include "widgets/message_bar.h"
#include "widgets/recent_files.h"
#include "widgets/space_canvas.h"
#include "widgets/space_changes_panel.h"
#include "widgets/space_distribution_panel.h"
#include "widgets/space_gallery.h"
#include "widgets/space_guide.h"
#include "widgets/space_header.h"
#include "widgets/space_json_panel.h"
#include "widgets/space_palette_panel.h"
#include "widgets/space_preview_panel.h"
#include "widgets/space_problems_panel.h"
#include "widgets/space_properties_panel.h"
#include "widgets/space_saving.h"
#include "widgets/space_tree_panel.h"
#include "widgets/text.h"

namespace pscope {

SpacePerspective::SpacePerspective(RecentFiles& recent, QSettings& settings, const std::string& layoutProgram,
                                   QWidget* parent)
    : QWidget(parent),
      m_recent(recent),
      m_settings(settings),
      m_messages(new MessageBar(this)),
      m_stack(new QStackedWidget(this)),
      m_gallery(new SpaceGallery(m_thumbnails, m_stack)),
      m_editor(new DockWindow(m_stack)),
      m_saving(new SpaceSaving(this, *m_messages, recent, settings)) {
  setObjectName(QStringLiteral("spacePerspective"));
  m_messages->setObjectName(QStringLiteral("spaceMessages"));
  buildEditor(layoutProgram);
  m_stack->addWidget(m_gallery);
  m_stack->addWidget(m_editor);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_messages);
  layout->addWidget(m_stack, 1);
  connect(m_stack, &QStackedWidget::currentChanged, this, &SpacePerspective::restoreLayoutOnce);
  makeActions();
  connectPanels();
  updateIcons();
  setDocument(nullptr);
}

SpacePerspective::~SpacePerspective() {
  // The panels go before what they look at.
  forgetDocument();
  m_stack->disconnect(this);
  delete m_stack;
}

QDockWidget* SpacePerspective::dock(const char* name) const {
  return m_editor->dock(name);
}

void SpacePerspective::buildEditor(const std::string& layoutProgram) {
  m_editor->setObjectName(QStringLiteral("spaceEditor"));
  m_editor->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  m_editor->setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
  auto* centre = new QWidget(m_editor);
  m_header = new SpaceHeader(centre);
  m_bodies = new QTabBar(centre);
  m_bodies->setObjectName(QStringLiteral("spaceBodies"));
  m_bodies->setAccessibleName(tr("Network and blocks"));
  m_bodies->setExpanding(false);
  m_bodies->setDrawBase(false);
  m_bodies->setUsesScrollButtons(true);
  m_bodies->setElideMode(Qt::ElideRight);
  m_palette = new SpacePalettePanel(m_editor);
  m_guide = new SpaceGuide(*m_palette, centre);
  m_scroll = new QScrollArea(centre);
  m_scroll->setObjectName(QStringLiteral("spaceCanvasScroll"));
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_canvas = new SpaceCanvas(m_scroll);
  m_scroll->setWidget(m_canvas);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_header);
  column->addWidget(m_guide);
  column->addWidget(m_bodies);
  column->addWidget(m_scroll, 1);
  m_editor->setCentralWidget(centre);
  m_tree = new SpaceTreePanel(m_editor);
  m_properties = new SpacePropertiesPanel(m_editor);
  m_problems = new SpaceProblemsPanel(m_editor);
  m_json = new SpaceJsonPanel(m_editor);
  m_changes = new SpaceChangesPanel(m_editor);
  m_preview = new SpacePreviewPanel(m_profiler, layoutProgram, m_editor);
  m_distribution = new SpaceDistributionPanel(m_profiler, m_editor);
  m_knobs = new KnobsPanel(layoutProgram, m_editor);
  // They scroll or fold what does not fit; the canvas needs the height more.
  for (auto* panel : std::initializer_list<QWidget*>{m_preview, m_distribution, m_knobs, m_json, m_changes}) {
    panel->setMinimumHeight(140);
  }
  m_tree->setMinimumWidth(190);
  m_palette->setMinimumWidth(190);
  m_properties->setMinimumWidth(250);
  const auto alt = [](Qt::Key key) { return QKeySequence(Qt::ALT | key); };
  m_editor->addDock("spaceTreeDock", tr("Structure"), m_tree, alt(Qt::Key_1));
  m_editor->addDock("spacePaletteDock", tr("Palette"), m_palette, alt(Qt::Key_2));
  m_editor->addDock("spacePropertiesDock", tr("Properties"), m_properties, alt(Qt::Key_3));
  m_editor->addDock("spacePreviewDock", tr("Networks"), m_preview, alt(Qt::Key_4));
  m_editor->addDock("spaceDistributionDock", tr("Distribution"), m_distribution, alt(Qt::Key_5));
  m_editor->addDock("spaceProblemsDock", tr("Problems"), m_problems, alt(Qt::Key_6));
  m_editor->addDock("spaceJsonDock", tr("JSON"), m_json, alt(Qt::Key_7));
  m_editor->addDock("spaceKnobsDock", tr("One design"), m_knobs, alt(Qt::Key_8));
  m_editor->addDock("spaceChangesDock", tr("Changes"), m_changes, alt(Qt::Key_9));
  arrange();
}

void SpacePerspective::arrange() {
  m_editor->takeDocksOut();
  m_editor->addDockWidget(Qt::LeftDockWidgetArea, dock("spaceTreeDock"));
  m_editor->splitDockWidget(dock("spaceTreeDock"), dock("spacePaletteDock"), Qt::Vertical);
  m_editor->addDockWidget(Qt::RightDockWidgetArea, dock("spacePropertiesDock"));
  m_editor->addDockWidget(Qt::BottomDockWidgetArea, dock("spacePreviewDock"));
  m_editor->splitDockWidget(dock("spacePreviewDock"), dock("spaceDistributionDock"), Qt::Horizontal);
  for (const char* name : {"spaceProblemsDock", "spaceJsonDock", "spaceKnobsDock", "spaceChangesDock"}) {
    m_editor->tabifyDockWidget(dock("spaceDistributionDock"), dock(name));
  }
  for (auto* each : m_editor->docks()) each->show();
  dock("spaceDistributionDock")->raise();
}

void SpacePerspective::resetLayout() {
  arrange();
  const int wide = std::max(width(), 800);
  const int high = std::max(height(), 500);
  m_editor->resizeDocks({dock("spaceTreeDock"), dock("spacePropertiesDock")}, {wide * 24 / 100, wide * 25 / 100},
                        Qt::Horizontal);
  m_editor->resizeDocks({dock("spacePreviewDock"), dock("spaceDistributionDock")}, {wide * 46 / 100, wide * 54 / 100},
                        Qt::Horizontal);
  m_editor->resizeDocks({dock("spaceTreeDock"), dock("spacePaletteDock"), dock("spacePreviewDock")},
                        {high * 30 / 100, high * 33 / 100, high * 34 / 100}, Qt::Vertical);
}

QAction* SpacePerspective::makeAction(const char* name, const QString& text, const QKeySequence& shortcut,
                                      const char* icon, std::function<void()> function) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(name));
  action->setShortcut(shortcut);
  if (icon != nullptr) m_icons.emplace_back(action, icon);
  connect(action, &QAction::triggered, this, std::move(function));
  return action;
}

void SpacePerspective::makeActions() {
  auto* undo = m_undoGroup.createUndoAction(this, tr("&Undo"));
  undo->setObjectName(QStringLiteral("actionSpaceUndo"));
  undo->setShortcut(QKeySequence::Undo);
  undo->setIconText(tr("Undo"));
  m_icons.emplace_back(undo, "undo");
  auto* redo = m_undoGroup.createRedoAction(this, tr("&Redo"));
  redo->setObjectName(QStringLiteral("actionSpaceRedo"));
  redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  redo->setIconText(tr("Redo"));
  m_icons.emplace_back(redo, "redo");
  auto* saveAction =
      makeAction("actionSpaceSave", tr("&Save space"), QKeySequence::Save, "save", [this] { m_saving->save(); });
  saveAction->setIconText(tr("Save"));
  auto* saveAsAction = makeAction("actionSpaceSaveAs", tr("Save space &as…"), QKeySequence::SaveAs, nullptr,
                                  [this] { m_saving->saveAs(); });
  auto* searchAction = makeAction("actionSpaceSearch", tr("Search &this space…"), QKeySequence(Qt::Key_F5), "play",
                                  [this] { search(); });
  searchAction->setIconText(tr("Search"));
  auto* cutAction = makeAction("actionSpaceCut", tr("Cu&t"), QKeySequence::Cut, nullptr, [this] { cut(); });
  auto* copyAction = makeAction("actionSpaceCopy", tr("&Copy"), QKeySequence::Copy, "copy", [this] { copy(); });
  auto* pasteAction = makeAction("actionSpacePaste", tr("&Paste"), QKeySequence::Paste, nullptr, [this] { paste(); });
  auto* twice = makeAction("actionSpaceDuplicate", tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), nullptr,
                           [this] { report(m_document->duplicate(m_document->cursor().current())); });
  auto* removeAction = makeAction("actionSpaceRemove", tr("&Remove"), QKeySequence::Delete, "remove", [this] {
    // In a gap nothing is selected: its pointer is that of the whole list.
    if (m_document->cursor().gap()) return;
    report(m_document->remove(m_document->cursor().current()));
  });
  auto* up = makeAction("actionSpaceUp", tr("Move &up"), QKeySequence(Qt::CTRL | Qt::Key_Up), "up",
                        [this] { report(m_document->moveBy(m_document->cursor().current(), -1)); });
  auto* down = makeAction("actionSpaceDown", tr("Move do&wn"), QKeySequence(Qt::CTRL | Qt::Key_Down), "down",
                          [this] { report(m_document->moveBy(m_document->cursor().current(), 1)); });
  auto* insert =
      makeAction("actionSpaceInsert", tr("&Insert a part…"), QKeySequence(Qt::CTRL | Qt::Key_I), "add", [this] {
        m_editor->reveal("spacePaletteDock");
        m_palette->focusFilter();
      });
  insert->setIconText(tr("Insert"));
  auto* next = makeAction("actionSpaceNextProblem", tr("Next &problem"), QKeySequence(Qt::Key_F8), "warning",
                          [this] { goToProblem(); });
  auto* edit = makeAction("actionSpaceProperties", tr("Edit pr&operties"), QKeySequence(Qt::Key_F4), nullptr, [this] {
    m_editor->reveal("spacePropertiesDock");
    const auto form = formOf(m_document->json(), m_document->cursor().current());
    if (!form.fields.empty()) m_document->cursor().set(m_document->cursor().current(), form.fields[0].member);
  });
  // These keys belong to text fields too: they work where parts are selected.
  for (auto* action : {cutAction, copyAction, pasteAction, twice, removeAction, up, down}) {
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tree->addTreeAction(action);
    m_canvas->addAction(action);
  }
  m_fileActions = {saveAction, saveAsAction};
  m_editActions = {undo,         redo, nullptr, cutAction, copyAction, pasteAction, nullptr, twice,
                   removeAction, up,   down,    nullptr,   insert,     edit,        next};
  m_searchAction = searchAction;
  m_resetAction =
      makeAction("actionSpaceResetLayout", tr("Restore the default &layout"), {}, nullptr, [this] { resetLayout(); });
  m_toolActions = {undo, redo, saveAction, insert};
}

std::vector<QAction*> SpacePerspective::viewActions() const {
  std::vector<QAction*> actions;
  for (auto* each : m_editor->docks()) actions.push_back(each->toggleViewAction());
  actions.push_back(m_resetAction);
  return actions;
}

void SpacePerspective::updateIcons() {
  for (const auto& [action, icon] : m_icons) action->setIcon(themedIcon(icon, palette()));
}

void SpacePerspective::connectPanels() {
  const auto refuse = [this](const Error& error) { m_messages->showError(error); };
  connect(m_tree, &SpaceTreePanel::refused, this, refuse);
  connect(m_palette, &SpacePalettePanel::refused, this, refuse);
  connect(m_canvas, &SpaceCanvas::refused, this, refuse);
  connect(m_properties, &SpacePropertiesPanel::refused, this, refuse);
  connect(m_canvas, &SpaceCanvas::blockRequested, this, [this](const QString& name) {
    m_document->cursor().set(pointerTo("/blocks", std::string_view(name.toStdString())));
  });
  connect(m_canvas, &SpaceCanvas::placeShown, this, [this](const QRect& rect) {
    m_scroll->ensureVisible(rect.center().x(), rect.center().y(), std::min(rect.width() / 2 + 20, 200),
                            std::min(rect.height() / 2 + 40, 160));
  });
  connect(m_bodies, &QTabBar::currentChanged, this, [this](int index) {
    if (m_document && index >= 0) m_document->cursor().set(m_bodies->tabData(index).toString().toStdString());
  });
  connect(m_header, &SpaceHeader::problemsRequested, this, [this] { m_editor->reveal("spaceProblemsDock"); });
  connect(m_saving, &SpaceSaving::differenceRequested, this, [this] {
    m_editor->reveal("spaceChangesDock");
    m_changes->showOutside();
  });
  connect(m_guide, &SpaceGuide::refused, this, refuse);
  connect(m_header, &SpaceHeader::searchRequested, this, &SpacePerspective::search);
  connect(m_problems, &SpaceProblemsPanel::textPlaceRequested, this, [this](const QString& place) {
    m_editor->reveal("spaceJsonDock");
    m_json->goTo(place);
  });
  connect(m_gallery, &SpaceGallery::chosen, this, &SpacePerspective::beginWith);
  connect(m_gallery, &SpaceGallery::openRequested, this, &SpacePerspective::openRequested);
  connect(m_gallery, &SpaceGallery::returnRequested, this, [this] {
    m_stack->setCurrentWidget(m_editor);
    updateTitle();
  });
  connect(m_preview, &SpacePreviewPanel::designChosen, this, [this](const Genome& genome) {
    if (!m_knobs->begin(genome, tr("Chosen network")).ok()) return;
    m_editor->reveal("spaceKnobsDock");
  });
  connect(m_distribution, &SpaceDistributionPanel::boundsChanged, this,
          [this] { m_knobs->setBounds(m_distribution->bounds()); });
  connect(m_distribution, &SpaceDistributionPanel::devicesChanged, this,
          [this] { m_knobs->setDevices(m_distribution->devices()); });
  m_knobs->setDevices(m_distribution->devices());
  m_knobs->setEmptyText(tr("Choose one of the networks above to turn its choices."));
  const QString empty = tr("The space has no designs yet: see what is missing above the canvas, or the problems.");
  m_preview->setEmptyText(empty);
  m_distribution->setEmptyText(empty);
}

// ---------------------------------------------------------------------------------------------------------------------

bool SpacePerspective::isSpaceFile(const QString& path) {
  const auto text = readFile(path.toStdString(), 64U << 20U);
  if (!text.ok()) return false;
  const auto json = parseJson(text.value(), {});
  if (json.ok()) return json.value().is_object() && json.value().contains("pscope_space");
  return text.value().find("\"pscope_space\"") != std::string::npos;
}

void SpacePerspective::openFile(const QString& path) {
  const QString wanted = QFileInfo(path).absoluteFilePath();
  if (m_document && m_document->path() == wanted) return m_stack->setCurrentWidget(m_editor);
  whenSaved([this, wanted] {
    auto document = SpaceDocument::open(wanted);
    if (!document.ok()) {
      m_messages->showError(document.error());
      if (document.error().code == ErrorCode::NotFound) m_recent.remove(wanted);
      return;
    }
    m_messages->dismiss();
    setDocument(std::move(document).value());
    m_recent.add(wanted);
    if (m_document->textError()) {
      m_messages->showError(*m_document->textError());
      m_editor->reveal("spaceJsonDock");
      m_json->goTo(toQString(m_document->textError()->place));
    }
  });
}

void SpacePerspective::beginWith(const QString& family) {
  whenSaved([this, family] {
    std::string text = emptySpaceText();
    if (!family.isEmpty()) {
      const auto space = openSpace(family.toStdString());
      if (!space.ok()) return m_messages->showError(space.error());
      text = documentText(space.value().document()) + "\n";
    }
    m_messages->dismiss();
    auto document = std::make_unique<SpaceDocument>(text);
    document->setBuiltInName(family.toStdString());
    setDocument(std::move(document));
  });
}

void SpacePerspective::editCopy(const Space& space) {
  whenSaved([this, space] {
    m_messages->dismiss();
    auto document = std::make_unique<SpaceDocument>(documentText(space.document()) + "\n");
    const auto family = openSpace(space.name());
    if (family.ok() && family.value().hash() == space.hash()) document->setBuiltInName(space.name());
    setDocument(std::move(document));
  });
}

void SpacePerspective::showGallery() {
  m_gallery->offerReturn(m_document != nullptr);
  m_stack->setCurrentWidget(m_gallery);
  m_gallery->focusFilter();
  updateTitle();
}

void SpacePerspective::setKnownDevices(const DeviceList& known) {
  m_profiler.setKnownDevices(known);
  m_knobs->setKnownDevices(known);
}

void SpacePerspective::setStudySpace(const std::optional<Space>& space, const QString& study) {
  m_changes->setStudySpace(space, study);
}

void SpacePerspective::forgetDocument() {
  if (!m_document) return;
  m_undoGroup.removeStack(&m_document->undoStack());
  m_document->disconnect(this);
  m_document->cursor().disconnect(this);
  m_document->undoStack().disconnect(this);
}

void SpacePerspective::setDocument(std::unique_ptr<SpaceDocument> document) {
  forgetDocument();
  SpaceDocument* now = document.get();
  m_header->setDocument(now);
  m_guide->setDocument(now);
  m_canvas->setDocument(now);
  m_tree->setDocument(now);
  m_palette->setDocument(now);
  m_properties->setDocument(now);
  m_problems->setDocument(now);
  m_json->setDocument(now);
  m_changes->setDocument(now);
  m_saving->setDocument(now);
  m_profiler.setSpace(std::nullopt);
  m_knobs->setSpace(std::nullopt);
  m_document = std::move(document);
  m_lastProblem = 0;
  if (m_document) {
    m_undoGroup.addStack(&m_document->undoStack());
    m_undoGroup.setActiveStack(&m_document->undoStack());
    connect(now, &SpaceDocument::checkedChanged, this, &SpacePerspective::checkedChanged);
    connect(now, &SpaceDocument::textChanged, this, [this] {
      updateBodies();
      updateTitle();
      updateActions();
    });
    connect(now, &SpaceDocument::pathChanged, this, &SpacePerspective::updateTitle);
    connect(&now->undoStack(), &QUndoStack::cleanChanged, this, &SpacePerspective::updateTitle);
    connect(&now->cursor(), &SpaceCursor::changed, this, &SpacePerspective::followCursor);
    m_stack->setCurrentWidget(m_editor);
    checkedChanged();
  } else {
    m_stack->setCurrentWidget(m_gallery);
  }
  updateBodies();
  updateTitle();
  updateActions();
  Q_EMIT documentChanged();
}

void SpacePerspective::checkedChanged() {
  updateActions();
  if (!m_document->checked()) return;
  const std::optional<Space>& space = m_document->space();
  m_profiler.setSpace(space);
  m_knobs->setSpace(space);
  auto* problems = dock("spaceProblemsDock");
  const auto count = static_cast<int>(m_document->problems().size());
  problems->setWindowTitle(count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems"));
}

void SpacePerspective::updateActions() {
  const bool open = m_document != nullptr;
  const auto enable = [this](const char* name, bool enabled) {
    if (auto* action = findChild<QAction*>(QLatin1String(name))) action->setEnabled(enabled);
  };
  for (const char* name : {"actionSpaceSave", "actionSpaceSaveAs", "actionSpaceCut", "actionSpaceCopy",
                           "actionSpacePaste", "actionSpaceDuplicate", "actionSpaceRemove", "actionSpaceUp",
                           "actionSpaceDown", "actionSpaceInsert", "actionSpaceProperties"}) {
    enable(name, open);
  }
  enable("actionSpaceNextProblem", open && !m_document->problems().empty());
  enable("actionSpaceSearch", open && m_document->space().has_value() && m_document->problems().empty());
}

void SpacePerspective::updateTitle() {
  const bool editing = m_document && m_stack->currentWidget() == m_editor;
  const QString title = editing ? m_document->title() : tr("Design spaces");
  setWindowFilePath(editing ? m_document->path() : QString());
  setWindowTitle(title + QStringLiteral("[*]"));
  setWindowModified(editing && m_document->modified());
}

/// A tab for the network and one for each block.
void SpacePerspective::updateBodies() {
  const QSignalBlocker block(m_bodies);
  std::vector<std::pair<QString, QString>> wanted{{tr("Network"), QStringLiteral("/network")}};
  const Json* blocks = m_document ? valueAt(m_document->json(), "/blocks") : nullptr;
  if (blocks != nullptr && blocks->is_object()) {
    for (const auto& [name, value] : blocks->items()) {
      wanted.emplace_back(toQString(name), toQString(pointerTo("/blocks", std::string_view(name))));
    }
  }
  bool same = m_bodies->count() == static_cast<int>(wanted.size());
  for (int i = 0; same && i < m_bodies->count(); ++i) {
    same = m_bodies->tabData(i).toString() == wanted[static_cast<std::size_t>(i)].second;
  }
  if (!same) {
    while (m_bodies->count() > 0) m_bodies->removeTab(0);
    for (const auto& [title, pointer] : wanted) m_bodies->setTabData(m_bodies->addTab(title), pointer);
  }
  followCursor();
}

void SpacePerspective::followCursor() {
  if (!m_document) return;
  const std::string& current = m_document->cursor().current();
  const auto tokens = pointerTokens(current);
  const QSignalBlocker block(m_bodies);
  std::string body = m_canvas->body();
  if (current.starts_with("/network")) body = "/network";
  if (tokens.size() >= 2 && tokens[0] == "blocks") body = pointerTo("/blocks", std::string_view(tokens[1])) + "/body";
  if (valueAt(m_document->json(), body) == nullptr) body = "/network";
  m_canvas->setBody(body);
  const QString tab = toQString(body == "/network" ? body : parentPointer(body));
  for (int i = 0; i < m_bodies->count(); ++i) {
    if (m_bodies->tabData(i).toString() == tab) m_bodies->setCurrentIndex(i);
  }
  if (const auto rect = m_canvas->rectOf(current)) Q_EMIT m_canvas->placeShown(*rect);
}

// ---------------------------------------------------------------------------------------------------------------------

void SpacePerspective::report(const Status& status) {
  if (!status.ok()) m_messages->showError(status.error());
}

void SpacePerspective::whenSaved(std::function<void()> then) {
  m_saving->whenSaved(std::move(then));
}

void SpacePerspective::search() {
  if (!m_document || !m_document->space() || !m_document->problems().empty()) return;
  if (const auto name = m_document->builtInName(); !name.empty()) return Q_EMIT searchRequested(toQString(name));
  if (!m_document->modified() && !m_document->path().isEmpty()) return Q_EMIT searchRequested(m_document->path());
  m_saving->save([this] { Q_EMIT searchRequested(m_document->path()); });
}

void SpacePerspective::copy() {
  const auto text = m_document->copyText();
  if (!text.ok()) return m_messages->showError(text.error());
  QApplication::clipboard()->setText(toQString(text.value()));
}

void SpacePerspective::cut() {
  if (m_document->cursor().gap()) return;
  const auto text = m_document->copyText();
  if (!text.ok()) return m_messages->showError(text.error());
  QApplication::clipboard()->setText(toQString(text.value()));
  report(m_document->remove(m_document->cursor().current()));
}

void SpacePerspective::paste() {
  Status status = m_document->paste(QApplication::clipboard()->text().toStdString());
  if (status.ok()) {
    if (m_messages->text() == m_pasteError) m_messages->dismiss();
    return;
  }
  Error error = status.error();
  error.file = tr("clipboard").toStdString();
  m_messages->showError(error);
  m_pasteError = m_messages->text();
}

void SpacePerspective::goToProblem() {
  const auto& problems = m_document->problems();
  if (problems.empty()) return;
  m_lastProblem = m_lastProblem % problems.size();
  m_problems->goTo(static_cast<int>(m_lastProblem++));
}

void SpacePerspective::saveLayout() {
  if (m_layoutRestored) m_settings.setValue(QStringLiteral("spaceLayout"), m_editor->saveLayout());
}

void SpacePerspective::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  restoreLayoutOnce();
}

/// The first time that the editor is seen: hidden, it has no size to divide.
void SpacePerspective::restoreLayoutOnce() {
  if (m_layoutRestored || !isVisible() || m_stack->currentWidget() != m_editor) return;
  QTimer::singleShot(0, this, [this] {
    if (!m_editor->isVisible() || std::exchange(m_layoutRestored, true)) return;
    const QByteArray layout = m_settings.value(QStringLiteral("spaceLayout")).toByteArray();
    if (layout.isEmpty() || !m_editor->restoreLayout(layout)) resetLayout();
  });
}

void SpacePerspective::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope

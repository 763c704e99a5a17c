#include "widgets/device_perspective.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>
#include <QTabWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/device/profile_export.h"
#include "core/run/command_consent.h"
#include "core/run/health_check.h"
#include "core/run/measuring_setup.h"
#include "widgets/device_delegate.h"
#include "widgets/device_editor.h"
#include "widgets/device_fit_dialog.h"
#include "widgets/device_library.h"
#include "widgets/device_measure_dialog.h"
#include "widgets/device_roofline_panel.h"
#include "widgets/device_swap_panel.h"
#include "widgets/device_table_dialog.h"
#include "widgets/device_text.h"
#include "widgets/device_timeline_panel.h"
#include "widgets/message_bar.h"
#include "widgets/run_command_dialog.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {
namespace {

/// A folder inside of another, named after a profile, that is not there yet: nobody's files are replaced.
QString freeFolder(const QString& parent, const QString& profile) {
  static const QRegularExpression kOdd(QStringLiteral("[^\\w.-]+"), QRegularExpression::UseUnicodePropertiesOption);
  QString name = profile;
  name.replace(kOdd, QStringLiteral("-"));
  while (name.startsWith(QLatin1Char('.'))) name.remove(0, 1);
  if (name.isEmpty()) name = QStringLiteral("device");
  const QDir folder(parent);
  QString path = folder.filePath(name);
  for (int i = 2; QFileInfo::exists(path); ++i) path = folder.filePath(QStringLiteral("%1-%2").arg(name).arg(i));
  return path;
}

/// Whether a JSON file says of itself that it is a device profile, or looks like nothing but one.
bool looksLikeProfile(const Json& json) {
  if (!json.is_object()) return false;
  if (json.contains("pscope_device")) return true;
  if (json.contains("objectives") || json.contains("pscope_space") || json.contains("network")) return false;
  return json.contains("name") && (json.contains("units") || json.contains("mem") || json.contains("fits"));
}

}  // namespace

DevicePerspective::DevicePerspective(const QString& folder, Selection& selection, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent), m_library(new DeviceLibrary(folder, this)) {
  setObjectName(QStringLiteral("devicePerspective"));
  setChildrenCollapsible(false);
  setAcceptDrops(true);
  addWidget(makeList());
  auto* middle = new QWidget(this);
  m_messages = new MessageBar(middle);
  m_messages->setObjectName(QStringLiteral("deviceMessages"));
  m_editor = new DeviceEditor(middle);
  auto* layout = new QVBoxLayout(middle);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_messages);
  layout->addWidget(m_editor, 1);
  addWidget(middle);
  m_pages = new QTabWidget(this);
  m_pages->setObjectName(QStringLiteral("devicePages"));
  m_pages->setDocumentMode(true);
  m_roofline = new DeviceRooflinePanel(selection, m_pages);
  m_pages->addTab(m_roofline, tr("Roofline"));
  m_timeline = new DeviceTimelinePanel(m_roofline->source(), m_pages);
  m_pages->addTab(m_timeline, tr("Timeline"));
  m_pages->setTabToolTip(1, tr("When each operator runs by any cost model, and what the memory holds meanwhile"));
  connect(m_roofline, &DeviceRooflinePanel::contextChanged, m_timeline, &DeviceTimelinePanel::setContext);
  m_swap = new DeviceSwapPanel(*m_library, selection, m_pages);
  m_pages->addTab(m_swap, tr("What if"));
  m_pages->setTabToolTip(2, tr("The candidates of the study on other devices, side by side"));
  addWidget(m_pages);
  setStretchFactor(0, 0);
  setStretchFactor(1, 2);
  setStretchFactor(2, 3);
  setSizes({210, 480, 590});
  makeActions();
  connect(m_editor, &DeviceEditor::duplicateRequested, this, [this] {
    if (current() != nullptr) take(m_library->duplicate(m_library->rowOf(current())));
  });
  connect(m_editor, &DeviceEditor::healthCheckRequested, this, &DevicePerspective::checkHealth);
  connect(m_editor, &DeviceEditor::healthCheckStopped, &m_healthJob, &BackgroundJob::cancel);
  connect(&m_healthJob, &BackgroundJob::progressed, this, &DevicePerspective::showHealthProgress);
  connect(&m_healthJob, &BackgroundJob::succeeded, this, &DevicePerspective::healthChecked);
  connect(&m_healthJob, &BackgroundJob::failed, this, [this](const Error& error) {
    m_editor->setHealthCheck(nullptr);
    m_messages->showError(error);
  });
  connect(&m_healthJob, &BackgroundJob::cancelled, this, [this] { m_editor->setHealthCheck(nullptr); });
  connect(m_library, &DeviceLibrary::saveFailed, m_messages, &MessageBar::showError);
  connect(m_library, &QAbstractItemModel::dataChanged, this, &DevicePerspective::updateFamilies);
  connect(m_library, &QAbstractItemModel::rowsInserted, this, &DevicePerspective::updateFamilies);
  connect(m_library, &QAbstractItemModel::rowsRemoved, this, &DevicePerspective::updateFamilies);
  updateFamilies();
  if (!m_library->problems().empty()) m_messages->showError(m_library->problems().front());
  select(std::max(0, m_library->rowOf(QStringLiteral("raspberry-pi-4"))));
}

DevicePerspective::~DevicePerspective() {
  // What shows a document goes before the library that owns it.
  m_editor->setDocument(nullptr);
  m_roofline->setDevice(nullptr);
  m_timeline->setDevice(nullptr);
}

QWidget* DevicePerspective::makeList() {
  auto* page = new QWidget(this);
  m_search = new QLineEdit(page);
  m_search->setObjectName(QStringLiteral("deviceSearch"));
  m_search->setPlaceholderText(tr("Search devices"));
  m_search->setAccessibleName(tr("Search devices"));
  m_search->setToolTip(tr("Every word must be found in name, family or summary (Ctrl+F)"));
  m_search->setClearButtonEnabled(true);
  m_family = new QComboBox(page);
  m_family->setObjectName(QStringLiteral("deviceFamilyFilter"));
  m_family->setAccessibleName(tr("Family of the devices that are listed"));
  m_filter = new DeviceFilter(this);
  m_filter->setSourceModel(m_library);
  m_list = new QListView(page);
  m_list->setObjectName(QStringLiteral("deviceList"));
  m_list->setAccessibleName(tr("Devices"));
  m_list->setModel(m_filter);
  m_list->setItemDelegate(new DeviceDelegate(m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setUniformItemSizes(true);
  m_none = new QLabel(tr("No device is like that."), page);
  m_none->setObjectName(QStringLiteral("deviceListEmpty"));
  m_none->setAlignment(Qt::AlignCenter);
  m_none->setWordWrap(true);
  m_none->setForegroundRole(QPalette::PlaceholderText);
  m_more = new QToolButton(page);
  m_more->setObjectName(QStringLiteral("deviceMore"));
  m_more->setText(tr("New, open, …"));
  m_more->setToolTip(tr("Make, open, copy, save or remove a profile"));
  m_more->setPopupMode(QToolButton::InstantPopup);
  m_more->setMenu(new QMenu(m_more));
  auto* measure = new QToolButton(page);
  measure->setObjectName(QStringLiteral("deviceMeasureButton"));
  measure->setText(tr("Measure…"));
  measure->setToolTip(tr("Time networks on this machine or another device, and learn its latency from them (Ctrl+M)"));
  connect(measure, &QToolButton::clicked, this, &DevicePerspective::measure);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(8, 8, 4, 8);
  layout->setSpacing(6);
  layout->addWidget(m_search);
  layout->addWidget(m_family);
  layout->addWidget(m_list, 1);
  layout->addWidget(m_none, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_more);
  buttons->addWidget(measure);
  buttons->addStretch(1);
  layout->addLayout(buttons);
  const auto showEmpty = [this] {
    m_none->setVisible(m_filter->rowCount() == 0);
    m_list->setVisible(m_filter->rowCount() > 0);
  };
  connect(m_search, &QLineEdit::textChanged, this, [this, showEmpty](const QString& text) {
    m_filter->setWords(text);
    showEmpty();
  });
  connect(m_family, &QComboBox::activated, this, [this, showEmpty] {
    m_filter->setFamily(m_family->currentData().toString());
    showEmpty();
  });
  connect(m_search, &QLineEdit::returnPressed, this, [this] {
    if (m_filter->rowCount() == 0) return;
    m_list->setCurrentIndex(m_filter->index(0, 0));
    m_list->setFocus();
  });
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(m_filter, signal, this, showEmpty);
  }
  connect(m_filter, &QAbstractItemModel::modelReset, this, showEmpty);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DevicePerspective::showCurrent);
  showEmpty();
  return page;
}

void DevicePerspective::makeActions() {
  const auto add = [this](const char* name, const QString& text, const QKeySequence& key, auto function) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, function);
    addAction(action);
    return action;
  };
  QMenu* menu = m_more->menu();
  menu->addAction(add("deviceNew", tr("&New profile…"), {}, [this] { createProfile(); }));
  menu->addAction(add("deviceOpen", tr("&Open a profile…"), {}, [this] { chooseFile(); }));
  menu->addAction(add("deviceDuplicateAction", tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] {
    if (current() != nullptr) take(m_library->duplicate(m_library->rowOf(current())));
  }));
  menu->addAction(add("deviceFit", tr("&Fit to measurements…"), {}, [this] { fitToMeasurements(); }));
  menu->addAction(add("deviceTable", tr("&Import a table…"), {}, [this] { importTable(); }));
  menu->addAction(
      add("deviceMeasure", tr("&Measure…"), QKeySequence(Qt::CTRL | Qt::Key_M), [this] { this->measure(); }));
  QAction* health = add("deviceCheckHealth", tr("Check &health"), {},
                        [this] { m_healthJob.running() ? m_healthJob.cancel() : checkHealth(); });
  menu->addAction(health);
  menu->addSeparator();
  menu->addAction(add("deviceExport", tr("&Save a copy as…"), {}, [this] { exportProfile(); }));
  menu->addAction(add("deviceExportAll", tr("Save &everything to a folder…"), {}, [this] { exportAll(); }));
  QAction* remove = add("deviceRemove", tr("&Remove"), {}, [this] { removeProfile(); });
  menu->addAction(remove);
  connect(menu, &QMenu::aboutToShow, this, [this, remove, health] {
    remove->setEnabled(current() && !current()->readOnly());
    const bool checking = m_healthJob.running();
    health->setText(checking ? tr("Stop the &health check") : tr("Check &health"));
    health->setEnabled(checking || (current() && current()->profile().health().has_value()));
  });
  add("deviceFind", tr("Search devices"), QKeySequence::Find, [this] {
    m_search->setFocus();
    m_search->selectAll();
  });
  add("deviceUndoAction", tr("Undo"), QKeySequence::Undo, [this] {
    if (current() != nullptr) current()->undoStack().undo();
  });
  add("deviceRedoAction", tr("Redo"), QKeySequence::Redo, [this] {
    if (current() != nullptr) current()->undoStack().redo();
  });
}

DeviceDocument* DevicePerspective::current() const {
  const QModelIndex index = m_filter->mapToSource(m_list->currentIndex());
  return index.isValid() ? &m_library->at(index.row()) : m_editor->document();
}

void DevicePerspective::select(int row) {
  const QModelIndex index = m_filter->mapFromSource(m_library->index(row));
  if (!index.isValid()) {  // hidden by the filter
    m_search->clear();
    m_family->setCurrentIndex(0);
    m_filter->setFamily({});
  }
  m_list->setCurrentIndex(m_filter->mapFromSource(m_library->index(row)));
  m_list->scrollTo(m_list->currentIndex());
}

void DevicePerspective::showCurrent() {
  const QModelIndex index = m_filter->mapToSource(m_list->currentIndex());
  if (!index.isValid()) return;  // filtered away: what is shown stays
  DeviceDocument& document = m_library->at(index.row());
  m_editor->setDocument(&document);
  m_roofline->setDevice(&document);
  m_timeline->setDevice(&document);
  m_swap->setDevice(toQString(document.profile().name()));
}

void DevicePerspective::updateFamilies() {
  const QString before = m_family->currentData().toString();
  m_family->clear();
  m_family->addItem(tr("All devices"), QString());
  m_family->addItem(tr("Your own"), QStringLiteral("own"));
  for (const QString& family : m_library->families()) m_family->addItem(family, family);
  m_family->setCurrentIndex(std::max(0, m_family->findData(before)));
  m_filter->setFamily(m_family->currentData().toString());  // the last one of a family may be gone
}

void DevicePerspective::setStudy(StudyDocument* study) {
  if (m_study != nullptr) m_study->disconnect(this);
  m_study = study;
  if (study != nullptr) connect(study, &StudyDocument::stateChanged, this, &DevicePerspective::tellDisturbance);
  m_roofline->setStudy(study);
  m_swap->setStudy(study);
}

/// A search that begins while this machine is being timed.
void DevicePerspective::tellDisturbance() {
  if (!searching()) return;
  if (auto* open = findChild<DeviceMeasureDialog*>(); open != nullptr && open->timing()) open->note(searchDisturbs());
}

void DevicePerspective::showPage(const QString& name) {
  for (int i = 0; i < m_pages->count(); ++i) {
    if (m_pages->widget(i)->objectName() == name) m_pages->setCurrentIndex(i);
  }
}

void DevicePerspective::take(const Result<int>& row) {
  if (!row.ok()) return m_messages->showError(row.error());
  m_messages->dismiss();
  select(row.value());
}

bool DevicePerspective::openFile(const QString& path) {
  const auto json = readJsonFile(path.toStdString());
  if (!json.ok() || !looksLikeProfile(json.value())) return false;
  take(m_library->import(path));
  return true;
}

void DevicePerspective::createProfile() {
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("deviceNameDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("New profile"));
  dialog->setLabelText(tr("Name of the device:"));
  dialog->setOkButtonText(tr("Make it"));
  connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
    if (!name.trimmed().isEmpty()) take(m_library->create(name));
  });
  dialog->open();
}

void DevicePerspective::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Open a profile"), {}, tr("Device profiles (*.json);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { take(m_library->import(path)); });
  dialog->open();
}

void DevicePerspective::exportProfile() {
  if (current() == nullptr) return;
  auto* dialog = new QFileDialog(this, tr("Save a copy"), {}, tr("Device profiles (*.json)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("json"));
  dialog->selectFile(toQString(current()->profile().name()) + QStringLiteral(".json"));
  const std::string text = current()->profile().document().dump(1) + "\n";
  connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString& path) {
    const Status saved = writeFileAtomically(path.toStdString(), text);
    if (!saved.ok()) return m_messages->showError(saved.error());
    m_messages->showMessage(MessageBar::Severity::Info, tr("A copy was saved as %1.").arg(QFileInfo(path).fileName()));
  });
  dialog->open();
}

void DevicePerspective::removeProfile() {
  DeviceDocument* document = current();
  if (document == nullptr || document->readOnly()) return;
  if (document == m_checked) m_healthJob.cancel();
  const QString title = document->title();
  const int row = m_library->rowOf(document);
  m_editor->setDocument(nullptr);
  m_roofline->setDevice(nullptr);
  m_timeline->setDevice(nullptr);
  const auto removed = m_library->remove(row);
  select(std::max(0, std::min(row, m_library->rowCount() - 1)));
  showCurrent();
  if (!removed.ok()) return m_messages->showError(removed.error());
  m_messages->showMessage(MessageBar::Severity::Info, tr("“%1” was put aside as %2.").arg(title, removed.value()));
}

/// The chosen profile, or a copy of one's own when it is a preset.
DeviceDocument* DevicePerspective::editable() {
  if (current() != nullptr && current()->readOnly()) take(m_library->duplicate(m_library->rowOf(current())));
  return current() != nullptr && !current()->readOnly() ? current() : nullptr;
}

void DevicePerspective::fitToMeasurements(const QString& file) {
  if (current() == nullptr) return;
  const Space* space = m_study != nullptr ? &m_study->space() : nullptr;
  auto* dialog = new DeviceFitDialog(current()->profile(), space, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (!file.isEmpty()) dialog->setFile(file);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    DeviceDocument* document = editable();
    if (document == nullptr || !dialog->result()) return;
    const Status taken = document->addFit(dialog->result()->fit);
    if (!taken.ok()) return m_messages->showError(taken.error());
    m_messages->showMessage(MessageBar::Severity::Info,
                            tr("The fit is part of “%1” now; undo takes it back.").arg(document->title()));
  });
  dialog->open();
}

void DevicePerspective::importTable(const QString& file) {
  if (current() == nullptr) return;
  const Space* space = m_study != nullptr ? &m_study->space() : nullptr;
  auto* dialog = new DeviceTableDialog(current()->profile(), space, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (!file.isEmpty()) dialog->setFile(file);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    DeviceDocument* document = editable();
    if (document == nullptr || !dialog->result()) return;
    const Status taken = document->takeTables(*dialog->result());
    if (!taken.ok()) return m_messages->showError(taken.error());
    m_messages->showMessage(MessageBar::Severity::Info,
                            tr("The table is part of “%1” now; undo takes it back.").arg(document->title()));
  });
  dialog->open();
}

void DevicePerspective::exportAll() {
  if (current() == nullptr) return;
  auto* dialog = new QFileDialog(this, tr("Folder for a new folder with the profile, its figures and its tables"));
  dialog->setObjectName(QStringLiteral("deviceExportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this, profile = current()->profile()](const QString& path) {
    const QString folder = freeFolder(path, toQString(profile.name()));
    const auto files = pscope::exportProfile(profile, folder.toStdString());
    if (!files.ok()) return m_messages->showError(files.error());
    QStringList names;
    for (const std::string& name : files.value()) names << toQString(name);
    m_messages->showMessage(
        MessageBar::Severity::Info,
        tr("Written to %1: %2.").arg(QDir::toNativeSeparators(folder), names.join(QStringLiteral(", "))));
  });
  dialog->open();
}

void DevicePerspective::openTable(const QString& path) {
  if (DeviceTableDialog::holdsBlocks(path) || DeviceTableDialog::holdsOperators(path)) return importTable(path);
  fitToMeasurements(path);
}

namespace {

/// The one file that is dragged; empty: none or several.
QString draggedFile(const QMimeData* data) {
  return data->urls().size() == 1 ? data->urls().front().toLocalFile() : QString();
}

bool isTable(const QString& file) {
  return file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) || DeviceTableDialog::holdsBlocks(file);
}

}  // namespace

void DevicePerspective::dragEnterEvent(QDragEnterEvent* event) {
  const QString file = draggedFile(event->mimeData());
  if (isTable(file) || file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) event->acceptProposedAction();
}

void DevicePerspective::dropEvent(QDropEvent* event) {
  const QString file = draggedFile(event->mimeData());
  if (isTable(file)) {
    openTable(file);
  } else if (!openFile(file)) {
    m_messages->showMessage(MessageBar::Severity::Warning, tr("This file is no device profile."),
                            tr("Open studies and spaces from the File menu."));
  }
  event->acceptProposedAction();
}

void DevicePerspective::measure() {
  if (auto* open = findChild<DeviceMeasureDialog*>()) {  // one at a time: two would disturb each other
    open->raise();
    return open->activateWindow();
  }
  const Space* space = m_study != nullptr ? &m_study->space() : nullptr;
  const QString root = QFileInfo(m_library->folder()).absolutePath() + QStringLiteral("/measurements");
  auto* dialog = new DeviceMeasureDialog(space, root, {}, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOtherWork([this]() -> DeviceMeasureDialog::OtherWork {
    if (m_healthJob.running()) return {tr("The health of a device is being checked: wait until it has ended."), true};
    return {searching() ? searchDisturbs() : QString(), false};
  });
  connect(dialog, &DeviceMeasureDialog::saveRequested, this, [this, dialog](const DeviceProfile& profile) {
    const auto row = m_library->keep(profile);
    if (!row.ok()) return dialog->showNotSaved(row.error());
    take(row);
    dialog->showSaved(m_library->at(row.value()).title());
    m_messages->showMessage(MessageBar::Severity::Info,
                            tr("“%1” is one of your own devices now.").arg(m_library->at(row.value()).title()));
  });
  dialog->show();
}

/// The space that a device was measured with: that of the study, or a built-in one.
Result<Space> DevicePerspective::spaceOf(const DeviceHealth& health) const {
  if (m_study != nullptr && m_study->space().hash() == health.spaceHash) return m_study->space();
  for (const FamilyInfo& family : builtInFamilies()) {
    if (family.name == health.space) return openSpace(health.space);
  }
  return makeError(
      ErrorCode::NotFound,
      PSCOPE_TR_NOOP("Device", "The space that the device was measured with is not at hand: %1.").arg(health.space),
      PSCOPE_TR_NOOP("Device", "Open a study of that space, then check the health again."));
}

void DevicePerspective::checkHealth() {
  DeviceDocument* document = current();
  if (document == nullptr || !document->profile().health() || m_healthJob.running()) return;
  if (const auto* open = findChild<DeviceMeasureDialog*>(); open != nullptr && open->timing()) {
    return m_messages->showMessage(MessageBar::Severity::Warning,
                                   tr("A measurement runs: two that time networks would disturb each other."),
                                   tr("Check the health when it has ended, or stop it."));
  }
  const DeviceHealth health = *document->profile().health();
  const auto space = spaceOf(health);
  if (!space.ok()) return m_messages->showError(space.error());
  const auto setup = setupOf(health);
  if (!setup.ok()) return m_messages->showError(setup.error());
  const auto& command = setup.value().command;
  if (!command || CommandConsent().given(*command)) return startHealthCheck(document, space.value(), setup.value());
  auto* dialog = new RunCommandDialog(document->title(), *command, this);
  connect(dialog, &QDialog::accepted, this,
          [this, document = QPointer<DeviceDocument>(document), space = space.value(), setup = setup.value()] {
            (void)CommandConsent().give(*setup.command);  // where it cannot be remembered, it is asked again
            const bool same = document != nullptr && document->profile().health();
            if (same && !m_healthJob.running()) startHealthCheck(document, space, setup);
          });
  dialog->open();
}

void DevicePerspective::startHealthCheck(DeviceDocument* document, const Space& space, const MeasuringSetup& setup) {
  m_checked = document;
  m_check = std::make_shared<DeviceHealth::Check>();
  m_healthJob.start(
      [check = m_check, health = *document->profile().health(), space, setup](const JobContext& job) -> Status {
        const auto meter = makeMeter(setup, space, health.scale, health.batch);
        PSCOPE_TRY(*check, pscope::checkHealth(health, space, *meter, job));
        return {};
      });
  showHealthProgress({});
}

void DevicePerspective::showHealthProgress(const Progress& progress) {
  if (!m_healthJob.running()) return;
  QString text = tr("Three networks are timed again…");
  if (progress.done > 0) {
    text += QLatin1Char(' ') + tr("%1 of %2 timings")
                                   .arg(QLocale().toString(static_cast<qlonglong>(progress.done)),
                                        QLocale().toString(static_cast<qlonglong>(progress.total)));
  }
  if (searching()) text += QLatin1Char(' ') + searchDisturbs();
  m_editor->setHealthCheck(m_checked, text);
}

bool DevicePerspective::searching() const {
  return m_study != nullptr && m_study->state() == RunState::Running;
}

QString DevicePerspective::searchDisturbs() {
  return tr("A search runs meanwhile and makes everything slower: pause it.");
}

void DevicePerspective::healthChecked() {
  m_editor->setHealthCheck(nullptr);
  if (m_checked == nullptr) return;  // the profile was removed meanwhile
  m_checked->addHealthCheck(*m_check);
  const bool drifted = std::abs(m_check->changePercent) > kHealthyPercent;
  m_messages->showMessage(drifted ? MessageBar::Severity::Warning : MessageBar::Severity::Info,
                          QStringLiteral("%1: %2").arg(m_checked->title(), healthText(*m_check)),
                          drifted ? tr("Its predictions are off by as much. Measure the device again.") : QString());
}

}  // namespace pscope

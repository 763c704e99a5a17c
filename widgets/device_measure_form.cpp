#include "widgets/device_measure_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/measuring_command_editor.h"
#include "widgets/text.h"

namespace pscope {
namespace {

const QString kSpaceFile = QStringLiteral("*file*");  ///< no name of a family

QSpinBox* numberBox(QWidget* parent, const char* name, int low, int high, int value, const QString& tip) {
  auto* box = new QSpinBox(parent);
  box->setObjectName(QLatin1String(name));
  box->setRange(low, high);
  box->setValue(value);
  box->setToolTip(tip);
  box->setAccessibleDescription(tip);
  return box;
}

/// The names of two forms, one within the other, take one column.
void alignNames(QFormLayout& outer, QFormLayout& inner) {
  std::vector<QWidget*> names;
  for (QFormLayout* form : {&outer, &inner}) {
    for (int row = 0; row < form->rowCount(); ++row) {
      const QLayoutItem* item = form->itemAt(row, QFormLayout::LabelRole);
      if (item != nullptr && item->widget() != nullptr) names.push_back(item->widget());
    }
  }
  int width = 0;
  for (const QWidget* name : names) width = std::max(width, name->sizeHint().width());
  for (QWidget* name : names) name->setMinimumWidth(width);
}

}  // namespace

DeviceMeasureForm::DeviceMeasureForm(const Space* space, QString root, QWidget* parent)
    : QWidget(parent), m_root(std::move(root)) {
  if (space != nullptr) m_studySpace = *space;
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* layout = new QFormLayout;
  outer->addLayout(layout);
  outer->addStretch(1);
  layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addSpaceRow(layout);
  addDeviceRows(layout);
  addPlanRows(layout);
  addFolderRow(layout);
  alignNames(*layout, *static_cast<QFormLayout*>(m_where->widget(0)->layout()));
  updateStem();
  connect(this, &DeviceMeasureForm::changed, this, &DeviceMeasureForm::updateStem);
}

void DeviceMeasureForm::addSpaceRow(QFormLayout* layout) {
  m_space = new QComboBox(this);
  m_space->setObjectName(QStringLiteral("measureSpace"));
  m_space->setToolTip(tr("The networks that are timed are designs of this space; the profile prices its designs."));
  if (m_studySpace) m_space->addItem(tr("%1 (of the study)").arg(toQString(m_studySpace->title())), QString());
  for (const FamilyInfo& family : builtInFamilies()) m_space->addItem(toQString(family.name), toQString(family.name));
  m_space->addItem(tr("From a file…"), kSpaceFile);
  m_space->setCurrentIndex(std::max(0, m_studySpace ? 0 : m_space->findData(QStringLiteral("nasbench201"))));
  m_lastSpace = m_space->currentIndex();
  layout->addRow(tr("S&pace:"), m_space);
  connect(m_space, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (m_space->itemData(index) == kSpaceFile) return chooseSpaceFile();
    m_lastSpace = index;
    Q_EMIT changed();
  });
}

void DeviceMeasureForm::addDeviceRows(QFormLayout* layout) {
  m_device = new QComboBox(this);
  m_device->setObjectName(QStringLiteral("measureDevice"));
  m_device->addItem(tr("This machine"));
  m_device->addItem(tr("Another device, through a program"));
  layout->addRow(tr("&Device:"), m_device);
  m_where = new QStackedWidget(this);
  auto* here = new QWidget(m_where);
  m_seconds = new QDoubleSpinBox(here);
  m_seconds->setObjectName(QStringLiteral("measureSeconds"));
  m_seconds->setRange(0.01, 60);
  m_seconds->setSingleStep(0.05);
  m_seconds->setValue(0.1);
  m_seconds->setSuffix(tr(" s"));
  m_seconds->setToolTip(tr("Time that each network and operator runs for, again and again, in each round."));
  m_threads = numberBox(here, "measureThreads", 1, 1024, 1, tr("Threads of one inference."));
  m_operators = new QCheckBox(tr("&Operators, too"), here);
  m_operators->setObjectName(QStringLiteral("measureOperators"));
  m_operators->setChecked(true);
  m_operators->setToolTip(tr("Times every operator of the space alone, too: a look-up table beside the fit."));
  auto* hereForm = new QFormLayout(here);
  hereForm->setContentsMargins(0, 0, 0, 0);
  hereForm->addRow(tr("Each &timing:"), m_seconds);
  hereForm->addRow(tr("Thr&eads:"), m_threads);
  hereForm->addRow(QString(), m_operators);
  m_command = new MeasuringCommandEditor(m_where);
  m_where->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_where->addWidget(here);
  m_where->addWidget(m_command);
  layout->addRow(m_where);
  const auto showWhere = [this] {
    m_where->setCurrentIndex(m_device->currentIndex());
    for (int i = 0; i < m_where->count(); ++i) {  // the stack is as high as the page that is shown
      m_where->widget(i)->setSizePolicy(QSizePolicy::Preferred,
                                        i == m_where->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
  };
  showWhere();
  connect(m_device, &QComboBox::currentIndexChanged, this, [this, showWhere] {
    showWhere();
    Q_EMIT changed();
  });
  connect(m_seconds, &QDoubleSpinBox::valueChanged, this, &DeviceMeasureForm::changed);
  connect(m_threads, &QSpinBox::valueChanged, this, &DeviceMeasureForm::changed);
  connect(m_operators, &QCheckBox::toggled, this, &DeviceMeasureForm::changed);
  connect(m_command, &MeasuringCommandEditor::changed, this, &DeviceMeasureForm::changed);
  connect(m_command, &MeasuringCommandEditor::failed, this, &DeviceMeasureForm::failed);
}

void DeviceMeasureForm::addPlanRows(QFormLayout* layout) {
  m_designs = numberBox(this, "measureDesigns", 5, kMostMeasured, 100, tr("Networks that the fit learns from."));
  m_check = numberBox(this, "measureCheck", 0, kMostMeasured, 50,
                      tr("Other networks that judge the fit: it does not see them."));
  m_rounds = numberBox(this, "measureRounds", 1, 100, 3,
                       tr("Everything is timed so often, in another order each time; the least of an item counts."));
  m_batch = numberBox(this, "measureBatch", 1, 65'536, 1, tr("Inputs at a time."));
  m_active = new QCheckBox(tr("C&hoose networks as it learns"), this);
  m_active->setObjectName(QStringLiteral("measureActive"));
  m_active->setToolTip(
      tr("After a third of the networks, those are measured of which a fit to the ones before is the least certain: "
         "for devices on which every timing is dear."));
  layout->addRow(tr("&Learn from:"), m_designs);
  layout->addRow(tr("&Judge by:"), m_check);
  layout->addRow(tr("&Rounds:"), m_rounds);
  layout->addRow(tr("&Batch:"), m_batch);
  layout->addRow(QString(), m_active);
  for (QSpinBox* box : {m_designs, m_check, m_rounds, m_batch}) {
    connect(box, &QSpinBox::valueChanged, this, &DeviceMeasureForm::changed);
  }
  connect(m_active, &QCheckBox::toggled, this, &DeviceMeasureForm::changed);
}

void DeviceMeasureForm::addFolderRow(QFormLayout* layout) {
  auto* row = new QWidget(this);
  m_folder = new QLineEdit(row);
  m_folder->setObjectName(QStringLiteral("measureFolder"));
  m_folder->setAccessibleName(tr("Folder of the measurements"));
  m_folder->setToolTip(tr("Every timing is kept here at once: a measurement that was stopped goes on from there."));
  auto* browse = new QToolButton(row);
  browse->setText(tr("Choose…"));
  browse->setAccessibleName(tr("Choose the folder of the measurements"));
  auto* rowLayout = new QHBoxLayout(row);
  rowLayout->setContentsMargins(0, 0, 0, 0);
  rowLayout->addWidget(m_folder, 1);
  rowLayout->addWidget(browse);
  layout->addRow(tr("&Folder:"), row);
  static_cast<QLabel*>(layout->labelForField(row))->setBuddy(m_folder);
  connect(browse, &QToolButton::clicked, this, &DeviceMeasureForm::chooseFolder);
  // Emptied, it is empty until something else is typed or the field is left.
  connect(m_folder, &QLineEdit::textEdited, this, [this] { m_named = true; });
  connect(m_folder, &QLineEdit::editingFinished, this, [this] {
    if (m_folder->text().isEmpty()) nameFolder({});
  });
  connect(m_folder, &QLineEdit::textChanged, this, &DeviceMeasureForm::changed);
}

void DeviceMeasureForm::chooseSpaceFile() {
  auto* dialog = new QFileDialog(this, tr("Space of the networks"), {}, tr("Spaces (*.json);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &DeviceMeasureForm::setSpaceName);
  connect(dialog, &QFileDialog::rejected, this, [this] { m_space->setCurrentIndex(m_lastSpace); });
  dialog->open();
}

void DeviceMeasureForm::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder of the measurements"), m_folder->text());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, &DeviceMeasureForm::nameFolder);
  dialog->open();
}

/// A folder for each space and device, until somebody names one.
void DeviceMeasureForm::updateStem() {
  static const QRegularExpression kOdd(QStringLiteral("[^A-Za-z0-9._-]+"));
  const QString place = elsewhere() ? QStringLiteral("device") : QStringLiteral("here");
  QString name = QFileInfo(m_space->currentText()).completeBaseName() + QLatin1Char('-') + place;
  name.replace(kOdd, QStringLiteral("-"));
  const QString stem = m_root + QLatin1Char('/') + name;
  if (stem == m_stem) return;
  m_stem = stem;
  if (!m_named) m_folder->setText(stem);
}

void DeviceMeasureForm::suggestFolder(const QString& folder) {
  if (m_named) return;
  const QSignalBlocker quiet(m_folder);
  m_folder->setText(folder);
}

/// @param folder  empty: none of the user's any more
void DeviceMeasureForm::nameFolder(const QString& folder) {
  m_named = !folder.isEmpty();
  m_folder->setText(m_named ? folder : m_stem);
}

std::function<Result<Space>()> DeviceMeasureForm::space() const {
  const QString name = m_space->currentData().toString();
  if (name.isEmpty() && m_studySpace) return [space = *m_studySpace]() -> Result<Space> { return space; };
  return [name = name.toStdString()] { return openSpace(name); };
}

MeasuringPlan DeviceMeasureForm::plan() const {
  MeasuringPlan plan;
  plan.designs = m_designs->value();
  plan.check = m_check->value();
  plan.rounds = m_rounds->value();
  plan.batch = m_batch->value();
  plan.operators = m_operators->isChecked();
  plan.active = m_active->isChecked();
  return plan;
}

Result<MeasuringSetup> DeviceMeasureForm::setup() const {
  MeasuringSetup setup;
  setup.seconds = m_seconds->value();
  setup.threads = m_threads->value();
  if (!elsewhere()) return setup;
  PSCOPE_TRY(setup.command, m_command->command());
  return setup;
}

QString DeviceMeasureForm::folder() const {
  return m_folder->text();
}

bool DeviceMeasureForm::elsewhere() const {
  return m_device->currentIndex() == 1;
}

void DeviceMeasureForm::setSpaceName(const QString& name) {
  int index = m_space->findData(name);
  if (index < 0) {
    index = m_space->count() - 1;
    m_space->insertItem(index, QFileInfo(name).fileName(), name);
  }
  m_space->setCurrentIndex(index);
}

void DeviceMeasureForm::setCommand(const MeasuringCommand& command) {
  m_device->setCurrentIndex(1);
  m_command->setCommand(command);
}

void DeviceMeasureForm::setPlan(const MeasuringPlan& plan) {
  m_designs->setValue(plan.designs);
  m_check->setValue(plan.check);
  m_rounds->setValue(plan.rounds);
  m_batch->setValue(plan.batch);
  m_operators->setChecked(plan.operators);
  m_active->setChecked(plan.active);
}

void DeviceMeasureForm::setFolder(const QString& folder) {
  nameFolder(folder);
}

}  // namespace pscope

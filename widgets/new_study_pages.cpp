#include "widgets/new_study_pages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDoubleValidator>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "core/data/dataset.h"
#include "core/device/device.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {

namespace {

QString escaped(const std::string& text) {
  return toQString(text).toHtmlEscaped();
}

QString grouped(const std::string& digits) {
  QString text = toQString(digits);
  for (auto place = text.size() - 3; place > 0; place -= 3) text.insert(place, QLocale().groupSeparator());
  return text;
}

QLabel* makeDetails(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::RichText);
  label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

/// A list of names beside the details of the one that is chosen.
QHBoxLayout* listWithDetails(QListWidget* list, QLabel* details) {
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  details->setMargin(2);
  scroll->setWidget(details);
  scroll->viewport()->setAutoFillBackground(false);
  details->setAutoFillBackground(false);
  list->setMinimumWidth(210);
  list->setMaximumWidth(230);
  auto* row = new QHBoxLayout;
  row->setSpacing(16);
  row->addWidget(list);
  row->addWidget(scroll, 1);
  return row;
}

/// Shows "8 epochs", not "8.00 epochs".
class EpochBox : public QDoubleSpinBox {
 public:
  using QDoubleSpinBox::QDoubleSpinBox;
  QString textFromValue(double value) const override { return locale().toString(value, 'g', 6); }
};

}  // namespace

DraftPage::DraftPage(StudyDraft& draft, StudyDraft::Step step, const QString& title, const QString& subtitle,
                     const char* icon)
    : m_draft(draft), m_step(step), m_title(title), m_subtitle(subtitle), m_icon(icon) {}

QLabel* DraftPage::makeProblemLabel() {
  m_problem = new QLabel(this);
  m_problem->setObjectName(QStringLiteral("problem"));
  m_problem->setWordWrap(true);
  m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  QFont font = m_problem->font();
  font.setWeight(QFont::DemiBold);
  m_problem->setFont(font);
  m_problem->hide();
  return m_problem;
}

QLabel* DraftPage::makeNote(const QString& text) {
  auto* label = new QLabel(text, this);
  label->setWordWrap(true);
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

void DraftPage::setProblem(const QString& text) {
  if (m_problem == nullptr) return;
  m_problem->setText(text.isEmpty() ? QString() : QStringLiteral("⚠ ") + text);
  m_problem->setVisible(!text.isEmpty());
}

// ---------------------------------------------------------------------------------------------------------------------

SpacePage::SpacePage(StudyDraft& draft)
    : DraftPage(draft, StudyDraft::Step::Space, tr("Space"), tr("Which designs may be chosen?"), "space"),
      m_list(new QListWidget(this)),
      m_details(makeDetails(this)) {
  m_list->setObjectName(QStringLiteral("spaceList"));
  m_list->setAccessibleName(tr("Design spaces"));
  m_list->setSpacing(1);
  m_details->setObjectName(QStringLiteral("spaceDetails"));
  auto* file = new QPushButton(tr("From a file…"), this);
  file->setObjectName(QStringLiteral("spaceFile"));
  file->setToolTip(tr("Open a space's JSON document"));
  connect(file, &QPushButton::clicked, this, &SpacePage::chooseFile);
  connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
    if (item == nullptr) return;
    this->draft().base.space = item->data(Qt::UserRole).toString().toStdString();
    this->draft().base.scale.clear();
    describe();
    Q_EMIT edited();
  });
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(listWithDetails(m_list, m_details), 1);
  layout->addWidget(makeProblemLabel());
  layout->addWidget(file, 0, Qt::AlignLeft);
}

void SpacePage::load() {
  const QSignalBlocker block(m_list);
  m_list->clear();
  int current = -1;
  for (const auto& family : builtInFamilies()) {
    auto* item = new QListWidgetItem(toQString(family.name), m_list);
    item->setData(Qt::UserRole, toQString(family.name));
    item->setToolTip(toQString(family.summary));
    item->setSizeHint({0, 28});
    if (family.name == draft().base.space) current = m_list->count() - 1;
  }
  if (current < 0) {
    const QString path = toQString(draft().base.space);
    auto* item = new QListWidgetItem(QFileInfo(path).fileName(), m_list);
    item->setData(Qt::UserRole, path);
    item->setToolTip(path);
    current = m_list->count() - 1;
  }
  m_list->setCurrentRow(current);
  describe();
}

void SpacePage::describe() {
  const auto space = draft().openedSpace();
  if (!space.ok()) return m_details->clear();
  const Space& s = space.value();
  QString scales;
  for (const auto& scale : s.scales()) {
    scales += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2, %3</td></tr>")
                  .arg(escaped(scale.name), escaped(scale.input.text()), tr("%n classes", nullptr, scale.classes));
  }
  QString choices;
  for (const auto& choice : s.choices()) {
    QString levels;
    for (const auto& level : choice.levels)
      levels += (levels.isEmpty() ? QString() : QStringLiteral(", ")) + escaped(level);
    choices += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>").arg(escaped(choice.path), levels);
  }
  m_details->setText(QStringLiteral("<p><b>%1</b><br>%2</p><p style='font-size:large'><b>%3</b></p>"
                                    "<p><b>%4</b></p><table>%5</table><p><b>%6</b></p><table>%7</table><p>%8</p>")
                         .arg(escaped(s.title()), escaped(s.summary()), tr("%1 designs").arg(grouped(s.count())),
                              tr("Images"), scales, tr("Choices"), choices, escaped(s.source())));
}

void SpacePage::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Open a space"), {}, tr("Spaces (*.json)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    draft().base.space = QFileInfo(path).absoluteFilePath().toStdString();
    load();
    Q_EMIT edited();
  });
  dialog->open();
}

// ---------------------------------------------------------------------------------------------------------------------

DataPage::DataPage(StudyDraft& draft)
    : DraftPage(draft, StudyDraft::Step::Data, tr("Data"), tr("What are the designs trained on?"), "data"),
      m_format(new QComboBox(this)),
      m_path(new QLineEdit(this)),
      m_browse(new QPushButton(tr("Browse…"), this)),
      m_details(makeDetails(this)) {
  m_format->setObjectName(QStringLiteral("dataFormat"));
  m_path->setObjectName(QStringLiteral("dataPath"));
  for (const auto& format : dataFormats()) {
    const QString name = format == "glyphs"         ? tr("Letters (built in, nothing to download)")
                         : format == "idx"          ? tr("IDX files, such as MNIST and Fashion-MNIST")
                         : format == "cifar-binary" ? tr("CIFAR-10, binary version")
                                                    : toQString(format);
    m_format->addItem(name, toQString(format));
  }
  m_path->setPlaceholderText(tr("Folder with the files, compressed or not"));
  auto* pathRow = new QHBoxLayout;
  pathRow->setSpacing(8);
  pathRow->addWidget(m_path, 1);
  pathRow->addWidget(m_browse);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(10);
  form->addRow(tr("&Images"), m_format);
  auto* folder = new QLabel(tr("&Folder"), this);
  folder->setBuddy(m_path);
  form->addRow(folder, pathRow);
  form->addRow(QString(), makeProblemLabel());
  form->addRow(QString(), m_details);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(form);
  layout->addStretch(1);
  layout->addWidget(makeNote(
      tr("A search only ever sees the training and validation images; the test images stay untouched until you ask for "
         "them. Data are needed only if an objective is trained.")));
  connect(m_format, &QComboBox::activated, this, &DataPage::store);
  connect(m_path, &QLineEdit::editingFinished, this, &DataPage::store);
  connect(m_browse, &QPushButton::clicked, this, &DataPage::browse);
}

void DataPage::load() {
  const DataSpec spec = draft().base.data.empty() ? DataSpec{"glyphs", ""} : draft().base.data.front().second;
  m_format->setCurrentIndex(std::max(0, m_format->findData(toQString(spec.format))));
  m_path->setText(toQString(spec.path));
  describe();
}

void DataPage::store() {
  DataSpec spec{m_format->currentData().toString().toStdString(), {}};
  if (spec.format != "glyphs") spec.path = m_path->text().trimmed().toStdString();
  draft().base.data = {{"main", spec}};
  draft().base.scale.clear();
  describe();
  Q_EMIT edited();
}

void DataPage::describe() {
  const bool builtIn = m_format->currentData().toString() == QLatin1String("glyphs");
  m_path->setEnabled(!builtIn);
  m_browse->setEnabled(!builtIn);
  m_details->clear();
  if (draft().base.data.empty()) return;
  const auto info = describeDataset(draft().base.data.front().second);
  if (!info.ok()) return;
  QString text =
      tr("Images of %1 in %n class(es).", nullptr, info.value().classes).arg(escaped(info.value().shape.text()));
  if (builtIn) {
    text +=
        QLatin1Char(' ') + tr("Ten letters drawn from the fonts of this computer; the fonts of the test images do not "
                              "occur in training.");
  }
  m_details->setText(text);
}

void DataPage::browse() {
  auto* dialog = new QFileDialog(this, tr("Folder of the data"), m_path->text());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    m_path->setText(path);
    store();
  });
  dialog->open();
}

// ---------------------------------------------------------------------------------------------------------------------

ObjectivesPage::ObjectivesPage(StudyDraft& draft)
    : DraftPage(draft, StudyDraft::Step::Objectives, tr("Objectives"), tr("What makes a design good?"), "target"),
      m_epochs(new EpochBox(this)) {
  m_epochs->setFixedWidth(150);
  m_epochs->setObjectName(QStringLiteral("epochs"));
  m_epochs->setRange(0.25, 1000);
  m_epochs->setDecimals(2);
  m_epochs->setSingleStep(1);
  m_epochs->setSuffix(tr(" epochs"));
  m_epochs->setToolTip(tr("Passes over the training images, for each candidate"));
  auto* form = new QFormLayout;
  form->addRow(tr("&Training"), m_epochs);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(14);
  m_box = new QWidget(this);
  layout->addWidget(m_box);
  layout->addLayout(form);
  layout->addWidget(makeProblemLabel());
  layout->addStretch(1);
  layout->addWidget(
      makeNote(tr("A candidate that misses a bound is kept as infeasible; the dearer estimates (training) are "
                  "not spent on it.")));
  connect(m_epochs, &QDoubleSpinBox::valueChanged, this, &ObjectivesPage::store);
}

void ObjectivesPage::load() {
  const QScopedValueRollback loading(m_loading, true);
  auto* box = new QWidget(this);
  layout()->replaceWidget(m_box, box);
  delete m_box;
  m_box = box;
  m_grid = new QGridLayout(m_box);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(16);
  m_grid->setVerticalSpacing(8);
  m_grid->setColumnStretch(1, 1);
  int column = 0;
  for (const QString& title : {tr("Objective"), tr("How it is found"), tr("Bound")}) {
    auto* label = new QLabel(title, m_box);
    label->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(label, 0, column++);
  }
  m_lines.clear();
  for (std::size_t i = 0; i < draft().rows.size(); ++i) addLine(i);
  m_epochs->setValue(draft().epochs());
  m_epochs->setEnabled(draft().needsData());
}

void ObjectivesPage::addLine(std::size_t index) {
  const auto& row = draft().rows[index];
  const int place = static_cast<int>(index) + 1;
  Line line{new QCheckBox(objectiveTitle(row.objective), m_box), new QLineEdit(m_box)};
  line.chosen->setObjectName(QStringLiteral("objective_") + toQString(row.objective.name));
  line.chosen->setChecked(row.chosen);
  line.bound->setObjectName(QStringLiteral("bound_") + toQString(row.objective.name));
  const bool less = row.objective.direction == Direction::Minimize;
  line.bound->setPlaceholderText(less ? tr("at most …") : tr("at least …"));
  line.bound->setToolTip(tr("Hard bound in %1; empty: none").arg(toQString(row.objective.unit)));
  line.bound->setAccessibleName(tr("Bound of %1").arg(toQString(row.objective.name)));
  line.bound->setFixedWidth(110);
  line.bound->setEnabled(row.chosen);
  auto* validator = new QDoubleValidator(line.bound);
  validator->setLocale(QLocale());
  line.bound->setValidator(validator);
  if (row.objective.bound) line.bound->setText(QLocale().toString(*row.objective.bound, 'g', 10));
  auto* source = new QLabel(row.source(), m_box);
  source->setWordWrap(true);
  source->setForegroundRole(QPalette::PlaceholderText);
  m_grid->addWidget(line.chosen, place, 0);
  m_grid->addWidget(source, place, 1);
  m_grid->addWidget(line.bound, place, 2);
  connect(line.chosen, &QCheckBox::toggled, this, &ObjectivesPage::store);
  connect(line.bound, &QLineEdit::textChanged, this, &ObjectivesPage::store);
  m_lines.push_back(line);
}

void ObjectivesPage::store() {
  if (m_loading) return;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    auto& row = draft().rows[i];
    row.chosen = m_lines[i].chosen->isChecked();
    m_lines[i].bound->setEnabled(row.chosen);
    bool ok = false;
    const double bound = QLocale().toDouble(m_lines[i].bound->text(), &ok);
    row.objective.bound = ok ? std::optional<double>(bound) : std::nullopt;
  }
  draft().setEpochs(m_epochs->value());
  m_epochs->setEnabled(draft().needsData());
  Q_EMIT edited();
}

// ---------------------------------------------------------------------------------------------------------------------

DevicePage::DevicePage(StudyDraft& draft)
    : DraftPage(draft, StudyDraft::Step::Device, tr("Device"), tr("Where will the network run?"), "device"),
      m_list(new QListWidget(this)),
      m_details(makeDetails(this)) {
  m_list->setObjectName(QStringLiteral("deviceList"));
  m_list->setAccessibleName(tr("Devices"));
  m_list->setSpacing(1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(listWithDetails(m_list, m_details), 1);
  layout->addWidget(makeProblemLabel());
  layout->addWidget(
      makeNote(tr("Latency and energy are computed from these figures; the letter behind each tells how well it "
                  "is known (V, P: published or verified; C, D, E: derived or estimated).")));
  connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
    if (item == nullptr) return;
    this->draft().setDevice(item->data(Qt::UserRole).toString().toStdString());
    describe();
    Q_EMIT edited();
  });
}

void DevicePage::setOwnDevices(const QStringList& files) {
  m_own = files;
  const QSignalBlocker block(m_list);
  m_list->clear();
  load();
}

void DevicePage::load() {
  const QSignalBlocker block(m_list);
  const std::string chosen = draft().device();
  if (m_list->count() == 0) {
    const auto add = [this](const DeviceProfile& device, const QString& key, const QString& title) {
      auto* item = new QListWidgetItem(title, m_list);
      item->setData(Qt::UserRole, key);
      item->setToolTip(toQString(device.summary()));
      item->setSizeHint({0, 28});
    };
    for (const QString& file : m_own) {
      const auto device = openDevice(file.toStdString());
      if (device.ok()) add(device.value(), file, tr("%1 (your own)").arg(toQString(device.value().title())));
    }
    for (const auto& device : devicePresets()) add(device, toQString(device.name()), toQString(device.title()));
  }
  int current = -1;
  for (int row = 0; row < m_list->count(); ++row) {
    if (m_list->item(row)->data(Qt::UserRole).toString() == toQString(chosen)) current = row;
  }
  if (current < 0 && !chosen.empty()) {
    auto* item = new QListWidgetItem(QFileInfo(toQString(chosen)).fileName(), m_list);
    item->setData(Qt::UserRole, toQString(chosen));
    current = m_list->count() - 1;
  }
  m_list->setCurrentRow(current);
  describe();
}

void DevicePage::describe() {
  const auto device = openDevice(draft().device());
  if (!device.ok()) return m_details->clear();
  QString numbers;
  for (const auto& row : deviceRows(device.value())) {
    numbers +=
        QStringLiteral("<tr title=\"%4\"><td>%1&nbsp;&nbsp;</td><td align=right>%2</td><td>&nbsp;&nbsp;%3</td></tr>")
            .arg(row.name.toHtmlEscaped(), row.value.toHtmlEscaped(), row.tag.toHtmlEscaped(),
                 row.source.toHtmlEscaped());
  }
  m_details->setText(QStringLiteral("<p><b>%1</b><br>%2</p><table>%3</table>")
                         .arg(escaped(device.value().title()), escaped(device.value().summary()), numbers));
}

// ---------------------------------------------------------------------------------------------------------------------

SummaryPage::SummaryPage(StudyDraft& draft)
    : DraftPage(draft, StudyDraft::Step::Summary, tr("Summary"), tr("What will be done, and where is it kept?"),
                "summary"),
      m_name(new QLineEdit(this)),
      m_path(new QLineEdit(this)),
      m_start(new QCheckBox(tr("Start the search at once"), this)),
      m_overview(makeDetails(this)) {
  m_name->setObjectName(QStringLiteral("studyName"));
  m_path->setObjectName(QStringLiteral("studyPath"));
  m_start->setObjectName(QStringLiteral("startAtOnce"));
  m_start->setChecked(true);
  m_name->setPlaceholderText(tr("as the file"));
  auto* browseButton = new QPushButton(tr("Browse…"), this);
  connect(browseButton, &QPushButton::clicked, this, &SummaryPage::browse);
  auto* pathRow = new QHBoxLayout;
  pathRow->setSpacing(8);
  pathRow->addWidget(m_path, 1);
  pathRow->addWidget(browseButton);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(10);
  form->addRow(tr("&Title"), m_name);
  auto* file = new QLabel(tr("&File"), this);
  file->setBuddy(m_path);
  form->addRow(file, pathRow);
  form->addRow(QString(), m_start);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(16);
  layout->addWidget(m_overview);
  layout->addLayout(form);
  layout->addWidget(makeProblemLabel());
  layout->addStretch(1);
  connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
    this->draft().base.name = text.trimmed().toStdString();
    Q_EMIT edited();
  });
  connect(m_path, &QLineEdit::textEdited, this, &SummaryPage::edited);
}

void SummaryPage::load() {
  m_name->setText(toQString(draft().base.name));
  refreshOverview();
}

void SummaryPage::refreshOverview() {
  const auto forecast = draft().forecast();
  QString objectives;
  const SearchConfig config = draft().config();
  for (const auto& objective : config.objectives) {
    if (!objectives.isEmpty()) objectives += QStringLiteral("<br>");
    objectives += objectiveTitle(objective).toHtmlEscaped();
    if (objective.bound) {
      objectives += (objective.direction == Direction::Minimize ? QStringLiteral(" ≤ ") : QStringLiteral(" ≥ ")) +
                    valueText(*objective.bound, objective.unit);
    }
  }
  QStringList lines;
  const auto add = [&lines](const QString& name, const QString& value) {
    lines.append(
        QStringLiteral("<tr><td style='padding:3px 24px 3px 0'>%1</td><td style='padding:3px 0'><b>%2</b></td></tr>")
            .arg(name, value));
  };
  add(tr("Space"),
      tr("%1, %2 designs").arg(QFileInfo(toQString(config.space)).fileName().toHtmlEscaped(), forecast.designs));
  if (!config.data.empty()) {
    const auto& spec = config.data.front().second;
    add(tr("Data"), spec.path.empty() ? escaped(spec.format) : escaped(spec.format + ": " + spec.path));
  }
  add(tr("Objectives"), objectives);
  if (draft().needsDevice()) add(tr("Device"), escaped(draft().device()));
  add(tr("Search"), tr("%1, %n candidate(s)", nullptr, config.candidates).arg(escaped(config.strategy)));
  QStringList earlier;
  for (const auto& path : config.warmStart.studies)
    earlier.append(QFileInfo(toQString(path)).fileName().toHtmlEscaped());
  if (!earlier.isEmpty()) add(tr("Starts from"), earlier.join(QStringLiteral("<br>")));
  add(tr("Time"), tr("roughly %1").arg(forecast.time()));
  m_overview->setText(QStringLiteral("<table>%1</table>").arg(lines.join(QString())));
}

QString SummaryPage::path() const {
  return m_path->text().trimmed();
}
void SummaryPage::setPath(const QString& path) {
  m_path->setText(QDir::toNativeSeparators(path));
}
bool SummaryPage::startAtOnce() const {
  return m_start->isChecked();
}

void SummaryPage::browse() {
  auto* dialog = new QFileDialog(this, tr("Where to keep the study"), path(), tr("Studies (*.pscope)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setOption(QFileDialog::DontConfirmOverwrite);
  dialog->setDefaultSuffix(QStringLiteral("pscope"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
    setPath(chosen);
    Q_EMIT edited();
  });
  dialog->open();
}

}  // namespace pscope

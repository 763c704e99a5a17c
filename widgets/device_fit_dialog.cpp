#include "widgets/device_fit_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/device/measurements.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr std::size_t kShownRows = 200;

QString percent(double value) {
  return QLocale().toString(value, 'f', 0) + QChar(QChar::Nbsp) + QLatin1Char('%');
}

}  // namespace

Result<JudgedFit> judgeFit(const DeviceProfile& profile, const Space& space, const MeasurementSource& source,
                           const DeviceFitOptions& options, const JobContext& job) {
  PSCOPE_TRY(DeviceFit fit, fitDevice(profile, space, source, options, job));
  PSCOPE_TRY(const MeasuredDesigns measured, readMeasurements(space, source));
  JudgedFit judged{std::move(fit), {}};
  for (const LatencyFit::HeldOut& each : judged.fit.model.heldOutNetworks()) {
    judged.heldOut.push_back(
        {each.measuredMs, each.predictedMs, toQString(space.text(measured.genomes[each.network]))});
  }
  return judged;
}

/// The measurements as they were read.
struct DeviceFitDialog::Preview {
  std::vector<std::pair<QString, double>> rows;
  std::size_t designs = 0;
  std::size_t empty = 0;
};

DeviceFitDialog::DeviceFitDialog(const DeviceProfile& profile, const Space* space, QWidget* parent)
    : QDialog(parent), m_profile(profile) {
  if (space != nullptr) m_studySpace = *space;
  setObjectName(QStringLiteral("deviceFitDialog"));
  setWindowTitle(tr("Fit %1 to measurements").arg(toQString(profile.title())));
  resize(980, 620);
  auto* body = new QHBoxLayout;
  body->setSpacing(16);
  m_form = makeForm();
  body->addWidget(m_form);
  m_views = new QStackedWidget(this);
  m_views->addWidget(makePreview());
  m_views->addWidget(makeResult());
  body->addWidget(m_views, 1);
  m_progress = new QProgressBar(this);
  m_progress->setObjectName(QStringLiteral("deviceFitProgress"));
  m_progress->setAccessibleName(tr("Progress of the fit"));
  m_progress->hide();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_fit = buttons->addButton(tr("Fit"), QDialogButtonBox::ActionRole);
  m_fit->setObjectName(QStringLiteral("deviceFitStart"));
  m_fit->setToolTip(tr("Learn from the measurements; nothing is changed yet"));
  m_accept = buttons->addButton(tr("Take it into the profile"), QDialogButtonBox::AcceptRole);
  m_accept->setObjectName(QStringLiteral("deviceFitAccept"));
  m_accept->setEnabled(false);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(body, 1);
  layout->addWidget(m_progress);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &DeviceFitDialog::reject);
  connect(m_fit, &QPushButton::clicked, this, &DeviceFitDialog::start);
  connect(&m_reader, &LatestJob::done, this, &DeviceFitDialog::showPreview);
  connect(&m_reader, &LatestJob::failed, this, &DeviceFitDialog::showProblem);
  connect(&m_job, &BackgroundJob::progressed, this, [this](const Progress& progress) {
    m_progress->setRange(0, static_cast<int>(progress.total));
    m_progress->setValue(static_cast<int>(progress.done));
  });
  connect(&m_job, &BackgroundJob::succeeded, this, &DeviceFitDialog::showResult);
  connect(&m_job, &BackgroundJob::failed, this, &DeviceFitDialog::showProblem);
  connect(&m_job, &BackgroundJob::cancelled, this, [this] {
    finished();
    m_fit->setEnabled(true);
    m_found->setText(tr("The fit was cancelled; nothing was changed."));
  });
  changed();
}

DeviceFitDialog::~DeviceFitDialog() {
  // Fields that lose the focus while they die speak of an edit: nobody is there any more to hear it.
  for (QObject* field :
       std::initializer_list<QObject*>{m_file, m_join, m_on, m_column, m_unit, m_space, m_batch, m_precision}) {
    field->disconnect(this);
  }
}

QWidget* DeviceFitDialog::makeForm() {
  auto* form = new QWidget(this);
  form->setFixedWidth(340);
  const auto fileRow = [this, form](QLineEdit*& edit, const char* name, const QString& accessible) {
    auto* row = new QWidget(form);
    edit = new QLineEdit(row);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessible);
    auto* browse = new QToolButton(row);
    browse->setText(tr("Choose…"));
    browse->setAccessibleName(tr("Choose: %1").arg(accessible));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(browse);
    connect(browse, &QToolButton::clicked, this, [this, target = edit] { chooseFile(target); });
    return row;
  };
  auto* layout = new QFormLayout(form);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setRowWrapPolicy(QFormLayout::WrapAllRows);
  layout->addRow(tr("Table of measurements (CSV)"), fileRow(m_file, "deviceFitFile", tr("Table of measurements")));
  m_column = new QComboBox(form);
  m_column->setObjectName(QStringLiteral("deviceFitColumn"));
  m_column->setToolTip(tr("The column of the latencies"));
  layout->addRow(tr("Column of the latencies"), m_column);
  m_unit = new QComboBox(form);
  m_unit->setObjectName(QStringLiteral("deviceFitUnit"));
  m_unit->addItem(tr("from the column's name (…_ms)"), QString());
  for (const char* unit : {"ms", "s", "us"}) m_unit->addItem(QLatin1String(unit), QLatin1String(unit));
  layout->addRow(tr("Unit"), m_unit);
  m_space = new QComboBox(form);
  m_space->setObjectName(QStringLiteral("deviceFitSpace"));
  if (m_studySpace) m_space->addItem(tr("%1 (of the study)").arg(toQString(m_studySpace->title())), QString());
  for (const FamilyInfo& family : builtInFamilies()) m_space->addItem(toQString(family.name), toQString(family.name));
  m_space->setCurrentIndex(std::max(0, m_studySpace ? 0 : m_space->findData(QStringLiteral("nasbench201"))));
  layout->addRow(tr("Space of the designs"), m_space);
  layout->addRow(tr("Table that says which design a row is (optional)"),
                 fileRow(m_join, "deviceFitJoin", tr("Table of designs")));
  m_on = new QLineEdit(QStringLiteral("index"), form);
  m_on->setObjectName(QStringLiteral("deviceFitOn"));
  m_on->setToolTip(tr("The column that both tables have"));
  layout->addRow(tr("Column in both"), m_on);
  m_batch = new QSpinBox(form);
  m_batch->setObjectName(QStringLiteral("deviceFitBatch"));
  m_batch->setRange(1, 65'536);
  m_batch->setToolTip(tr("Inputs at a time, when it was measured"));
  layout->addRow(tr("Batch"), m_batch);
  m_precision = new QComboBox(form);
  m_precision->setObjectName(QStringLiteral("deviceFitPrecision"));
  m_precision->addItem(tr("not said"), QString());
  for (const char* name : {"fp32", "fp16", "bf16", "int8"}) {
    m_precision->addItem(QLatin1String(name), QLatin1String(name));
  }
  layout->addRow(tr("Precision"), m_precision);
  // Long names take two lines rather than that they are cut.
  for (auto* name : form->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly)) name->setWordWrap(true);
  // A field that loses the focus speaks of an edit, also without one: what was found must not be forgotten then.
  connect(m_file, &QLineEdit::editingFinished, this, [this] {
    if (m_file->text() != m_readFile) readColumns();
  });
  connect(m_join, &QLineEdit::editingFinished, this, &DeviceFitDialog::changed);
  connect(m_on, &QLineEdit::editingFinished, this, &DeviceFitDialog::changed);
  connect(m_batch, &QSpinBox::valueChanged, this, &DeviceFitDialog::changed);
  for (QComboBox* box : {m_column, m_unit, m_space, m_precision}) {
    connect(box, &QComboBox::currentIndexChanged, this, &DeviceFitDialog::changed);
  }
  return form;
}

QWidget* DeviceFitDialog::makePreview() {
  auto* page = new QWidget(this);
  m_found = new QLabel(page);
  m_found->setObjectName(QStringLiteral("deviceFitFound"));
  m_found->setWordWrap(true);
  m_rows = new QTableWidget(0, 2, page);
  m_rows->setObjectName(QStringLiteral("deviceFitRows"));
  m_rows->setAccessibleName(tr("Measurements that were found"));
  m_rows->setHorizontalHeaderLabels({tr("Latency (ms)"), tr("Design")});
  m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_rows->setAlternatingRowColors(true);
  m_rows->setShowGrid(false);
  m_rows->setTabKeyNavigation(false);
  m_rows->verticalHeader()->hide();
  m_rows->horizontalHeader()->setStretchLastSection(true);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_found);
  layout->addWidget(m_rows, 1);
  return page;
}

QWidget* DeviceFitDialog::makeResult() {
  auto* page = new QWidget(this);
  m_plot = new ScatterPlot(page);
  m_plot->setObjectName(QStringLiteral("deviceFitPlot"));
  m_quality = new QLabel(page);
  m_quality->setObjectName(QStringLiteral("deviceFitQuality"));
  m_quality->setWordWrap(true);
  m_quality->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_quality);
  layout->addWidget(m_plot, 1);
  return page;
}

void DeviceFitDialog::chooseFile(QLineEdit* edit) {
  auto* dialog = new QFileDialog(this, tr("Choose a table"), QFileInfo(m_file->text()).absolutePath(),
                                 tr("Tables (*.csv);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [edit](const QString& path) {
    edit->setText(path);
    Q_EMIT edit->editingFinished();
  });
  dialog->open();
}

void DeviceFitDialog::setFile(const QString& path) {
  m_file->setText(path);
  readColumns();
}

void DeviceFitDialog::setColumn(const QString& column) {
  m_column->setCurrentIndex(m_column->findText(column));
}

void DeviceFitDialog::setSpaceName(const QString& name) {
  m_space->setCurrentIndex(m_space->findData(name));
}

void DeviceFitDialog::setJoin(const QString& path, const QString& on) {
  m_join->setText(path);
  m_on->setText(on);
  changed();
}

void DeviceFitDialog::readColumns() {
  m_readFile = m_file->text();
  const QString before = m_column->currentText();
  const auto columns = measurementColumns(m_file->text().toStdString());
  {
    const QSignalBlocker quiet(m_column);
    m_column->clear();
    if (columns.ok()) {
      for (const std::string& column : columns.value()) m_column->addItem(toQString(column));
      int best = m_column->findText(before);
      for (int i = 0; best < 0 && i < m_column->count(); ++i) {
        if (m_column->itemText(i).contains(QStringLiteral("latency"))) best = i;
      }
      for (int i = 0; best < 0 && i < m_column->count(); ++i) {
        if (m_column->itemText(i).endsWith(QStringLiteral("_ms"))) best = i;
      }
      m_column->setCurrentIndex(std::max(0, best));
    }
  }
  if (!columns.ok()) return showProblem(columns.error());
  changed();
}

Result<Space> DeviceFitDialog::space() const {
  const QString name = m_space->currentData().toString();
  if (name.isEmpty() && m_studySpace) return *m_studySpace;
  return openSpace(name.toStdString());
}

MeasurementSource DeviceFitDialog::source() const {
  MeasurementSource source;
  source.file = m_file->text().toStdString();
  source.column = m_column->currentText().toStdString();
  source.unit = m_unit->currentData().toString().toStdString();
  source.joinFile = m_join->text().toStdString();
  source.on = m_on->text().toStdString();
  return source;
}

DeviceFitOptions DeviceFitDialog::options() const {
  DeviceFitOptions options;
  options.batch = m_batch->value();
  options.precision = m_precision->currentData().toString().toStdString();
  return options;
}

/// Another table: what was made of the one before counts no more.
void DeviceFitDialog::changed() {
  m_result.reset();
  m_accept->setEnabled(false);
  m_fit->setEnabled(false);
  m_views->setCurrentIndex(0);
  m_rows->setRowCount(0);
  if (m_file->text().isEmpty() || m_column->count() == 0) {
    m_reader.cancel();
    m_found->setText(
        tr("Choose a table with one measured design a row: a column of designs in the space's text form, and one of "
           "latencies. Thirty designs are enough to begin with."));
    return;
  }
  m_found->setText(tr("Reading…"));
  m_preview = std::make_shared<Preview>();
  m_reader.start([preview = m_preview, opened = space(), from = source()](const JobContext&) -> Status {
    PSCOPE_TRY(const Space chosen, opened);
    PSCOPE_TRY(const MeasuredDesigns measured, readMeasurements(chosen, from));
    preview->designs = measured.genomes.size();
    preview->empty = measured.empty;
    for (std::size_t i = 0; i < std::min(kShownRows, measured.genomes.size()); ++i) {
      preview->rows.emplace_back(toQString(chosen.text(measured.genomes[i])), measured.latencyMs[i]);
    }
    return {};
  });
}

void DeviceFitDialog::showPreview() {
  QString text = tr("%n measured design(s) were found.", nullptr, static_cast<int>(m_preview->designs));
  if (m_preview->empty > 0) {
    text += QLatin1Char(' ') + tr("%n row(s) are empty and left out.", nullptr, static_cast<int>(m_preview->empty));
  }
  if (m_preview->designs > kShownRows) text += QLatin1Char(' ') + tr("The first %1 are shown.").arg(kShownRows);
  m_found->setText(text);
  m_rows->setRowCount(static_cast<int>(m_preview->rows.size()));
  for (int row = 0; row < m_rows->rowCount(); ++row) {
    const auto& [design, latency] = m_preview->rows[static_cast<std::size_t>(row)];
    auto* number = new QTableWidgetItem(QLocale().toString(latency, 'g', 5));
    number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_rows->setItem(row, 0, number);
    m_rows->setItem(row, 1, new QTableWidgetItem(design));
  }
  m_fit->setEnabled(m_preview->designs >= 5 && !m_job.running());
  m_fit->setDefault(true);
}

/// The form is free again.
void DeviceFitDialog::finished() {
  m_progress->hide();
  m_form->setEnabled(true);
}

void DeviceFitDialog::showProblem(const Error& error) {
  finished();
  m_views->setCurrentIndex(0);
  m_fit->setEnabled(false);
  m_found->setText(QStringLiteral("\u26a0 ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
}

void DeviceFitDialog::start() {
  const auto chosen = space();
  if (!chosen.ok()) return showProblem(chosen.error());
  m_made = std::make_shared<std::optional<JudgedFit>>();
  const bool started = m_job.start([made = m_made, profile = m_profile, space = chosen.value(), from = source(),
                                    how = options()](const JobContext& job) -> Status {
    PSCOPE_TRY(*made, judgeFit(profile, space, from, how, job));
    return {};
  });
  if (!started) return;
  m_fit->setEnabled(false);
  m_form->setEnabled(false);  // what is stored is the fit of what the form says
  m_progress->setRange(0, 0);
  m_progress->show();
}

void DeviceFitDialog::showResult() {
  finished();
  m_fit->setEnabled(true);
  m_result = std::move(*m_made);
  m_plot->setPoints(m_result->heldOut, tr("ms"));
  const FitQuality q = m_result->fit.model.heldOut().value_or(FitQuality());
  const Repeatability& floor = m_result->fit.repeatability;
  QString text;
  if (q.designs > 0) {
    text = tr("<b>Held out: Spearman %1, median error %2 %, %3 within 5 %, %4 within 10 %.</b> Each of the %n "
              "design(s) is "
              "predicted by a fit that did not see it.",
              nullptr, static_cast<int>(q.designs))
               .arg(QLocale().toString(q.spearman, 'f', 3), QLocale().toString(q.medianErrorPercent, 'f', 1),
                    percent(q.within5Percent), percent(q.within10Percent));
  } else {
    text = tr("There are too few designs to judge the fit by.");
  }
  text += QStringLiteral("<br>");
  if (floor.pairs > 0) {
    text +=
        tr("Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit can be "
           "better.",
           nullptr, static_cast<int>(floor.pairs))
            .arg(percent(floor.within10Percent));
  } else {
    text += tr("Repeatability floor: not known, no two designs execute the same operators.");
  }
  m_quality->setText(text);
  m_views->setCurrentIndex(1);
  m_accept->setEnabled(true);
  m_accept->setDefault(true);
}

void DeviceFitDialog::reject() {
  if (m_job.running()) return m_job.cancel();  // the first Esc stops the fit, the next one closes
  QDialog::reject();
}

}  // namespace pscope

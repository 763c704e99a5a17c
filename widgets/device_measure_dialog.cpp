#include "widgets/device_measure_dialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/run/command_consent.h"
#include "widgets/device_measure_form.h"
#include "widgets/device_measure_result.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {
namespace {

/// Seconds that a timing takes beside its own: the network is made and warmed up.
constexpr double kOverheadSeconds = 0.03;

/// The n-th folder of a name: "demo-here", "demo-here-2", ...
QString numberedFolder(const QString& stem, int n) {
  return n == 1 ? stem : QStringLiteral("%1-%2").arg(stem).arg(n);
}

/// One that is not there yet.
QString newFolder(const QString& stem) {
  int n = 1;
  while (QFileInfo::exists(numberedFolder(stem, n))) ++n;
  return numberedFolder(stem, n);
}

/// Who measures with a program agrees to it; where that cannot be remembered, a health check asks again.
void rememberConsent(const MeasuringSetup& setup) {
  if (setup.command) (void)CommandConsent().give(*setup.command);
}

}  // namespace

/// What a job came to.
struct DeviceMeasureDialog::Outcome {
  DryRun dry;
  LatencySample sample;
  double seconds = 0;
  std::optional<MeasuringReport> report;
  std::optional<DeviceProfile> profile;
};

/// What is to be expected of a measurement.
struct DeviceMeasureDialog::Estimate {
  std::size_t timings = 0;
  QString folder;  ///< that of the form, or one that is suggested in its place
  MeasuringFolder holds;
};

DeviceMeasureDialog::DeviceMeasureDialog(const Space* space, const QString& root, std::string workerProgram,
                                         QWidget* parent)
    : QDialog(parent), m_workerProgram(std::move(workerProgram)) {
  setObjectName(QStringLiteral("deviceMeasureDialog"));
  setWindowTitle(tr("Measure a device"));
  resize(1060, 640);
  m_form = new DeviceMeasureForm(space, root);
  m_form->setObjectName(QStringLiteral("measureForm"));
  auto* scroll = new QScrollArea(this);
  scroll->setFocusPolicy(Qt::NoFocus);  // its fields have it
  scroll->setWidget(m_form);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFixedWidth(400);
  m_views = new QStackedWidget(this);
  m_views->addWidget(makeNotes());
  m_views->addWidget(makeResult());
  auto* body = new QHBoxLayout;
  body->setSpacing(16);
  body->addWidget(scroll);
  body->addWidget(m_views, 1);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(body, 1);
  makeButtons();
  connect(m_form, &DeviceMeasureForm::changed, this, &DeviceMeasureDialog::formChanged);
  connect(m_form, &DeviceMeasureForm::failed, this, &DeviceMeasureDialog::showProblem);
  connect(&m_estimator, &LatestJob::done, this, &DeviceMeasureDialog::showEstimate);
  connect(&m_estimator, &LatestJob::failed, this,
          [this](const Error& error) { m_estimate->setText(QStringLiteral("\u26a0 ") + errorSummary(error)); });
  connect(&m_job, &BackgroundJob::progressed, this, &DeviceMeasureDialog::showProgress);
  connect(&m_job, &BackgroundJob::succeeded, this, &DeviceMeasureDialog::showOutcome);
  connect(&m_job, &BackgroundJob::failed, this, &DeviceMeasureDialog::showProblem);
  connect(&m_job, &BackgroundJob::cancelled, this, [this] {
    const bool measuring = m_work == Work::Measure;
    finish();
    note(measuring ? tr("Stopped. What was timed is kept in the folder: “Measure” goes on from there.")
                   : tr("Stopped."));
    formChanged();
  });
  formChanged();
}

DeviceMeasureDialog::~DeviceMeasureDialog() {
  m_form->disconnect(this);  // fields that lose the focus while they die speak of an edit
}

QWidget* DeviceMeasureDialog::makeNotes() {
  auto* page = new QWidget(this);
  auto* explanation = new QLabel(
      tr("Networks of the space are timed, a fit learns the latency of all others from them, and further networks that "
         "it "
         "has not seen judge it. On this machine a network runs in a process of its own; leave the machine alone "
         "meanwhile. Another device is asked through a program of yours that gets each network as an ONNX file and "
         "prints its latency. No profile is changed."),
      page);
  explanation->setWordWrap(true);
  m_estimate = new QLabel(page);
  m_estimate->setObjectName(QStringLiteral("measureEstimate"));
  m_estimate->setWordWrap(true);
  QFont bold = m_estimate->font();
  bold.setWeight(QFont::DemiBold);
  m_estimate->setFont(bold);
  m_notes = new QPlainTextEdit(page);
  m_notes->setObjectName(QStringLiteral("measureNotes"));
  m_notes->setAccessibleName(tr("What was run and what came of it"));
  m_notes->setReadOnly(true);
  m_notes->setTabChangesFocus(true);
  m_notes->setPlaceholderText(tr("“Dry run” shows here what would be run. “Try once” runs it for one network."));
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(explanation);
  layout->addWidget(m_estimate);
  layout->addWidget(m_notes, 1);
  return page;
}

QWidget* DeviceMeasureDialog::makeResult() {
  auto* page = new QWidget(this);
  m_result = new DeviceMeasureResult(page);
  m_title = new QLineEdit(page);
  m_title->setObjectName(QStringLiteral("measureTitle"));
  m_title->setAccessibleName(tr("Name of the profile"));
  m_save = new QPushButton(tr("&Save as profile"), page);
  m_save->setObjectName(QStringLiteral("measureSave"));
  m_save->setAutoDefault(false);
  auto* label = new QLabel(tr("&Name:"), page);
  label->setBuddy(m_title);
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(m_title, 1);
  row->addWidget(m_save);
  m_saved = new QLabel(page);
  m_saved->setObjectName(QStringLiteral("measureSaved"));
  m_saved->setWordWrap(true);
  m_saved->hide();
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_result, 1);
  layout->addLayout(row);
  layout->addWidget(m_saved);
  connect(m_save, &QPushButton::clicked, this, &DeviceMeasureDialog::save);
  return page;
}

void DeviceMeasureDialog::makeButtons() {
  m_progress = new QProgressBar(this);
  m_progress->setObjectName(QStringLiteral("measureProgress"));
  m_progress->setAccessibleName(tr("Progress of the measurement"));
  m_left = new QLabel(this);
  m_left->setObjectName(QStringLiteral("measureLeft"));
  auto* progress = new QHBoxLayout;
  progress->addWidget(m_progress, 1);
  progress->addWidget(m_left);
  m_progress->hide();
  m_left->hide();
  auto* buttons = new QDialogButtonBox(this);
  const auto add = [&](const char* name, const QString& text, const QString& tip, auto function) {
    auto* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, function);
    return button;
  };
  m_dryRun =
      add("measureDryRun", tr("Dr&y run"), tr("Shows what would be run, and runs nothing"), [this] { dryRun(); });
  m_try = add("measureTry", tr("Try on&ce"), tr("Times one network, to see whether it works and how long it takes"),
              [this] { tryOnce(); });
  m_measure = add("measureStart", tr("&Measure"), {}, [this] { busy() ? m_job.cancel() : measure(); });
  m_measure->setDefault(true);
  m_close = buttons->addButton(QDialogButtonBox::Close);
  m_close->setAutoDefault(false);
  connect(m_close, &QPushButton::clicked, this, &QDialog::close);
  auto* outer = static_cast<QVBoxLayout*>(layout());
  outer->addLayout(progress);
  outer->addWidget(buttons);
}

QString DeviceMeasureDialog::modelFile() const {
  return m_form->folder() + QStringLiteral(".onnx");
}

/// What was measured before is not what the form asks for now.
void DeviceMeasureDialog::formChanged() {
  if (busy()) return;
  m_profile.reset();
  m_views->setCurrentIndex(0);
  m_measure->setDefault(true);
  const auto setup = m_form->setup();
  const bool ready = setup.ok() && !m_form->folder().isEmpty();
  m_dryRun->setEnabled(ready);
  m_try->setEnabled(ready);
  m_measure->setEnabled(ready);
  if (!setup.ok()) {
    m_estimator.cancel();
    m_estimate->setText(translated(setup.error().what) + QLatin1Char(' ') + translated(setup.error().mend));
    return;
  }
  if (m_form->folder().isEmpty()) {
    m_estimator.cancel();
    m_estimate->setText(tr("Choose a folder for the timings."));
    return;
  }
  m_estimate->setText(tr("Counting…"));
  m_expected = std::make_shared<Estimate>();
  m_expected->folder = m_form->folder();
  m_estimator.start([expected = m_expected, open = m_form->space(), plan = m_form->plan(), setup = setup.value(),
                     stem = m_form->folderStem()](const JobContext& job) -> Status {
    PSCOPE_TRY(const Space space, open());
    PSCOPE_TRY(expected->timings, plannedTimings(space, plan, !setup.command, job));
    const auto meter = makeMeter(setup, space, plan.scale, plan.batch);
    const auto look = [&](const QString& folder) {
      expected->folder = folder;
      expected->holds = measuringFolder(space, plan, *meter, folder.toStdString());
      return expected->holds.fits && !expected->holds.finished;
    };
    if (stem.isEmpty()) {
      look(expected->folder);
      return {};
    }
    for (int n = 1; !look(numberedFolder(stem, n));) ++n;
    return {};
  });
}

void DeviceMeasureDialog::showEstimate() {
  const auto setup = m_form->setup();
  if (!setup.ok()) return;
  m_form->suggestFolder(m_expected->folder);
  const MeasuringFolder& holds = m_expected->holds;
  if (!holds.fits) {
    m_measure->setEnabled(false);
    m_estimate->setText(tr("The folder holds timings of another measurement. Choose another folder."));
    return;
  }
  const auto timings = static_cast<int>(m_expected->timings);
  const int there = std::min(static_cast<int>(holds.timings), timings);
  const int left = timings - there;
  QString text;
  if (!setup.value().command) {
    text = tr("%n timing(s), about %1.", nullptr, left)
               .arg(durationText(left * (setup.value().seconds + kOverheadSeconds)));
  } else if (m_tried >= 0) {
    text = tr("%n run(s) of the program, about %1 by the one that was tried.", nullptr, left)
               .arg(durationText(left * m_tried));
  } else {
    text = tr("%n run(s) of the program; “Try once” tells how long one takes.", nullptr, left);
  }
  if (holds.finished) {
    text = tr("The folder holds a finished measurement of %1: “Measure” asks what becomes of it.")
               .arg(dateText(holds.date));
  } else if (there > 0) {
    text += QLatin1Char(' ') + tr("The folder holds %n timing(s) already: they are kept.", nullptr, there);
  }
  if (const QString other = workText(); !other.isEmpty()) text += QStringLiteral(" \u26a0 ") + other;
  m_estimate->setText(text);
}

bool DeviceMeasureDialog::timing() const {
  return busy() && (m_work == Work::Measure || m_work == Work::Try) && !m_form->elsewhere();
}

QString DeviceMeasureDialog::workText() const {
  return m_otherWork && !m_form->elsewhere() ? m_otherWork().text : QString();
}

/// Whether nothing else times this machine; what disturbs it is said.
bool DeviceMeasureDialog::mayTime() {
  if (const QString other = workText(); !other.isEmpty()) note(QStringLiteral("\u26a0 ") + other);
  return !m_otherWork || m_form->elsewhere() || !m_otherWork().times;
}

void DeviceMeasureDialog::measure() {
  if (busy() || !mayTime()) return;
  const QString report = m_form->folder() + QStringLiteral("/report.json");
  QFileInfo::exists(report) ? askAboutFinished() : goOnMeasuring();
}

/// Measured again into its folder, a finished measurement would only be told once more.
void DeviceMeasureDialog::askAboutFinished() {
  if (findChild<QMessageBox*>(QStringLiteral("measureQuestion")) != nullptr) return;
  const QString stem = m_form->folderStem();
  const QString folder = newFolder(stem.isEmpty() ? m_form->folder() : stem);
  auto* box = new QMessageBox(QMessageBox::Question, tr("The folder holds a finished measurement"),
                              tr("Measure everything anew?"), QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("measureQuestion"));
  box->setInformativeText(tr("The timings that are in %1 are not taken again there; only what is missing would be. "
                             "Anew, everything is timed into %2.")
                              .arg(QFileInfo(m_form->folder()).fileName(), QFileInfo(folder).fileName()));
  auto* anew = box->addButton(tr("Measure &anew"), QMessageBox::AcceptRole);
  anew->setObjectName(QStringLiteral("measureAnew"));
  auto* same = box->addButton(tr("&Go on with its timings"), QMessageBox::AcceptRole);
  same->setObjectName(QStringLiteral("measureSame"));
  box->addButton(QMessageBox::Cancel);
  box->setDefaultButton(anew);
  box->setAttribute(Qt::WA_DeleteOnClose);
  connect(box, &QMessageBox::finished, this, [this, box, anew, same, folder] {
    if (box->clickedButton() == anew) {
      m_form->folderStem().isEmpty() ? m_form->setFolder(folder) : m_form->suggestFolder(folder);
    } else if (box->clickedButton() != same) {
      return;
    }
    goOnMeasuring();
  });
  box->open();
}

void DeviceMeasureDialog::start(Work work, std::function<Status(const JobContext&, Outcome&)> function) {
  m_outcome = std::make_shared<Outcome>();
  const bool started = m_job.start(
      [outcome = m_outcome, function = std::move(function)](const JobContext& job) { return function(job, *outcome); });
  if (!started) return;
  m_work = work;
  m_views->setCurrentIndex(0);
  m_form->setEnabled(false);
  m_dryRun->setEnabled(false);
  m_try->setEnabled(false);
  m_measure->setText(tr("&Stop"));
  m_measure->setToolTip(work == Work::Measure ? tr("What was timed is kept (Esc)") : tr("Stop (Esc)"));
  m_measure->setEnabled(true);
  m_progress->setRange(0, 0);
  m_progress->show();
  m_left->clear();
  m_left->show();
}

void DeviceMeasureDialog::finish() {
  m_work = Work::None;
  m_progress->hide();
  m_left->hide();
  m_form->setEnabled(true);
  m_dryRun->setEnabled(true);
  m_try->setEnabled(true);
  m_measure->setText(tr("&Measure"));
  m_measure->setToolTip({});
}

void DeviceMeasureDialog::goOnMeasuring() {
  m_estimator.cancel();  // its counting would disturb, too
  auto setup = m_form->setup();
  if (!setup.ok()) return showProblem(setup.error());
  setup.value().workerProgram = m_workerProgram;
  m_profile.reset();
  start(Work::Measure,
        [open = m_form->space(), plan = m_form->plan(), setup = setup.value(), folder = m_form->folder().toStdString()](
            const JobContext& job, Outcome& outcome) -> Status {
          PSCOPE_TRY(const Space space, open());
          rememberConsent(setup);
          const auto meter = makeMeter(setup, space, plan.scale, plan.batch);
          PSCOPE_TRY(outcome.report, measureDevice(space, plan, *meter, folder, job));
          PSCOPE_TRY(outcome.profile, measuredProfile(*outcome.report, space, plan, setup, ""));
          return {};
        });
}

void DeviceMeasureDialog::dryRun() {
  const auto setup = m_form->setup();
  if (!setup.ok()) return showProblem(setup.error());
  start(Work::DryRun,
        [open = m_form->space(), plan = m_form->plan(), setup = setup.value(), model = modelFile().toStdString()](
            const JobContext&, Outcome& outcome) -> Status {
          PSCOPE_TRY(const Space space, open());
          std::error_code code;
          std::filesystem::create_directories(std::filesystem::path(model).parent_path(), code);
          PSCOPE_TRY(outcome.dry, pscope::dryRun(setup, space, plan.scale, model));
          return {};
        });
}

void DeviceMeasureDialog::tryOnce() {
  if (busy() || !mayTime()) return;
  m_estimator.cancel();
  auto setup = m_form->setup();
  if (!setup.ok()) return showProblem(setup.error());
  setup.value().workerProgram = m_workerProgram;
  start(Work::Try,
        [open = m_form->space(), plan = m_form->plan(), setup = setup.value()](const JobContext& job,
                                                                               Outcome& outcome) -> Status {
          PSCOPE_TRY(const Space space, open());
          rememberConsent(setup);
          Rng rng(1);
          outcome.dry.design = space.text(space.sample(rng));
          const auto meter = makeMeter(setup, space, plan.scale, plan.batch);
          const auto begin = std::chrono::steady_clock::now();
          PSCOPE_TRY(outcome.sample, meter->measure(outcome.dry.design, -1, job));
          outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
          return {};
        });
}

void DeviceMeasureDialog::showOutcome() {
  const Work work = std::exchange(m_work, Work::None);
  finish();
  Outcome& outcome = *m_outcome;
  if (work == Work::DryRun) {
    const auto setup = m_form->setup();
    QString text = tr("Nothing was run. A design of the space is:\n  %1").arg(toQString(outcome.dry.design));
    if (outcome.dry.arguments.empty()) {
      text += QLatin1Char('\n') +
              tr("It would run in a process of its own on this machine, in LibTorch, again and again for each timing.");
    } else {
      text += QLatin1Char('\n') + tr("Its model was written to %1. Each design would run, without a shell:")
                                      .arg(toQString(outcome.dry.modelFile));
      for (const std::string& argument : outcome.dry.arguments) text += QStringLiteral("\n  ") + toQString(argument);
      text += QLatin1Char('\n') +
              tr("At most %1 are waited for it.").arg(durationText(setup.value().command->timeoutSeconds));
    }
    note(text);
    return formChanged();
  }
  if (work == Work::Try) {
    if (m_form->elsewhere()) m_tried = outcome.seconds;
    note(tr("One network took %1 ms (the run of it %2): %3")
             .arg(QLocale().toString(outcome.sample.latencyMs, 'g', 4), durationText(outcome.seconds),
                  toQString(outcome.dry.design)));
    return formChanged();
  }
  m_profile = outcome.profile;
  m_result->showReport(*outcome.report, !m_form->elsewhere());
  m_title->setText(toQString(m_profile->title()));
  m_saved->hide();
  m_save->setEnabled(true);
  m_save->setToolTip(tr("A new profile of your own; those that are there stay as they are."));
  m_save->setDefault(true);  // Enter in the name saves; it does not measure once more
  m_views->setCurrentIndex(1);
  m_title->setFocus();
}

void DeviceMeasureDialog::showProblem(const Error& error) {
  finish();
  formChanged();
  note(QStringLiteral("\u26a0 ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
}

void DeviceMeasureDialog::showProgress(const Progress& progress) {
  if (progress.total <= 0) return;
  m_progress->setRange(0, static_cast<int>(progress.total));
  m_progress->setValue(static_cast<int>(progress.done));
  QString text = tr("%1 of %2 timings")
                     .arg(QLocale().toString(static_cast<int>(progress.done)),
                          QLocale().toString(static_cast<int>(progress.total)));
  if (progress.secondsLeft >= 0) text += tr(", %1 left").arg(durationText(progress.secondsLeft));
  m_left->setText(text);
}

void DeviceMeasureDialog::note(const QString& text) {
  m_notes->appendPlainText(text);
}

void DeviceMeasureDialog::save() {
  if (!m_profile) return;
  const QString title = m_title->text().trimmed();
  if (title.isEmpty()) return m_title->setFocus();
  Json document = m_profile->document();
  document["title"] = title.toStdString();
  if (m_form->elsewhere()) document["name"] = title.toStdString();
  const auto named = DeviceProfile::fromJson(document, "");
  if (!named.ok()) return showNotSaved(named.error());
  Q_EMIT saveRequested(named.value());
}

void DeviceMeasureDialog::showSaved(const QString& title) {
  m_save->setEnabled(false);
  m_save->setToolTip(tr("Saved as “%1”.").arg(title));
  m_saved->setText(tr("Saved as “%1”.").arg(title));
  m_saved->show();
  note(m_saved->text());
}

void DeviceMeasureDialog::showNotSaved(const Error& error) {
  m_saved->setText(QStringLiteral("\u26a0 ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
  m_saved->show();
}

void DeviceMeasureDialog::reject() {
  if (m_job.running()) return m_job.cancel();  // the first Esc stops the work, the next one closes
  QDialog::reject();
}

}  // namespace pscope

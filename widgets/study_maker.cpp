#include "widgets/study_maker.h"

#include <QProgressDialog>
#include <algorithm>

#include "core/run/warm_start.h"

namespace pscope {

namespace {

constexpr int kSteps = 1000;  ///< of the bar, whatever is counted
constexpr int kShownAfterMs = 400;

}  // namespace

StudyMaker::StudyMaker(QWidget* window) : QObject(window), m_dialog(new QProgressDialog(window)) {
  m_dialog->setObjectName(QStringLiteral("studyMakerDialog"));
  m_dialog->setWindowTitle(tr("New study"));
  m_dialog->setLabelText(tr("Taking over what earlier studies know…"));
  m_dialog->setWindowModality(Qt::WindowModal);
  m_dialog->setMinimumDuration(kShownAfterMs);
  m_dialog->setRange(0, kSteps);
    m_dialog->setAutoReset(false);
  m_dialog->reset();  // it is there from the start, but shown while something is made only
  connect(m_dialog, &QProgressDialog::canceled, &m_job, &BackgroundJob::cancel);
  connect(&m_job, &BackgroundJob::progressed, this, &StudyMaker::showProgress);
  connect(&m_job, &BackgroundJob::succeeded, this, [this] {
    m_dialog->reset();
    Q_EMIT made(m_path);
  });
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    m_dialog->reset();
    Q_EMIT failed(error);
  });
  connect(&m_job, &BackgroundJob::cancelled, this, [this] {
    m_dialog->reset();
    Q_EMIT cancelled();
  });
}

StudyMaker::~StudyMaker() {
  delete m_dialog;
}

void StudyMaker::make(const QString& path, const SearchConfig& config) {
  if (m_job.running()) return;
  m_path = path;
  m_job.start([path = path.toStdString(), config](const JobContext& job) -> Status {
    PSCOPE_TRY(const Space space, openSpace(config.space));
    EstimatorRegistry estimators;
    registerEstimators(estimators);
    PSCOPE_TRY(auto study, createSearchStudy(path, config, space, estimators, job));
    return study->close();
  });
  m_dialog->setValue(0);
}

void StudyMaker::showProgress(const Progress& progress) {
  if (!m_job.running() || m_dialog->wasCanceled()) return;
  const auto total = std::max<std::int64_t>(1, progress.total);
  m_dialog->setValue(static_cast<int>(std::clamp<std::int64_t>(kSteps * progress.done / total, 0, kSteps - 1)));
}

}  // namespace pscope

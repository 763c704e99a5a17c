#include "widgets/hypervolume_panel.h"

#include <QComboBox>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

#include "core/run/random_search_runs.h"
#include "viz/hypervolume_plot.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr double kWorthShowing = 1;  ///< CPU-seconds

std::vector<std::vector<double>> valuesOf(const std::vector<Candidate>& candidates,
                                          const std::vector<Objective>& objectives) {
  std::vector<std::vector<double>> values;
  for (const Candidate& candidate : candidates) values.push_back(evaluatedOf(candidate, objectives).values);
  return values;
}

}  // namespace

HypervolumePanel::HypervolumePanel(QWidget* parent)
    : Panel(parent), m_plot(new HypervolumePlot(this)), m_across(new QComboBox(this)) {
  setObjectName(QStringLiteral("hypervolumePanel"));
  m_plot->setObjectName(QStringLiteral("hypervolumePlot"));
  m_plot->setAccessibleName(tr("Hypervolume over evaluations"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_plot, 1);
  m_across->setObjectName(QStringLiteral("hypervolumeAcross"));
  m_across->setAccessibleName(tr("Horizontal axis"));
  m_across->setToolTip(tr("Evaluations, or the time that they took together on one core each"));
  m_across->addItem(tr("over evaluations"));
  m_across->addItem(tr("over CPU time"));
  m_across->hide();
  layout->addWidget(m_across, 0, Qt::AlignRight);
  connect(m_across, &QComboBox::currentIndexChanged, this, [this](int index) {
    m_plot->setAcross(index == 1 ? HypervolumePlot::Across::Time : HypervolumePlot::Across::Evaluations);
  });
  m_bandDelay.setSingleShot(true);
  m_bandDelay.setInterval(700);
  connect(&m_bandDelay, &QTimer::timeout, this, &HypervolumePanel::startBand);
  connect(&m_curveJob, &BackgroundJob::succeeded, this, [this] {
    if (!m_anew) {
      m_plot->setCurve(m_series->curve());
      offerTime();
    }
    if (!m_bandDelay.isActive()) m_bandDelay.start();
    if (m_anew || !m_pending.empty()) requestRefresh();
  });
  connect(&m_curveJob, &BackgroundJob::cancelled, this, &HypervolumePanel::requestRefresh);
  connect(&m_bandJob, &BackgroundJob::succeeded, this, &HypervolumePanel::bandDone);
  setDocument(nullptr);
}

void HypervolumePanel::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_curveJob.cancel();
  m_bandJob.cancel();
  m_document = document;
  m_anew = true;
  m_pending.clear();
  m_plot->setCurve({});
  m_plot->setSeconds({});
  m_across->setCurrentIndex(0);
  m_across->hide();
  m_plot->clearRandomBand();
  m_plot->setEmptyText(document == nullptr
                           ? tr("No study is open.")
                           : tr("The volume that the front dominates\ngrows here with each evaluation."));
  if (document == nullptr) return;
  QStringList units;
  for (const auto& objective : document->objectives()) {
    units.append(toQString(objective.unit.empty() ? objective.name : objective.unit));
  }
  m_plot->setUnit(units.join(QStringLiteral(" × ")));
  connect(document, &StudyDocument::candidatesChanged, this, [this](const std::vector<CandidateId>& ids) {
    if (!m_anew) m_pending.insert(m_pending.end(), ids.begin(), ids.end());
    requestRefresh();
  });
  requestRefresh();
}

void HypervolumePanel::refresh() {
  if (!m_document || m_curveJob.running()) return;
  const CandidateModel& model = m_document->candidates();
  const auto& objectives = m_document->objectives();
  if (m_anew) {
    if (m_bandJob.running()) return m_bandJob.cancel(), m_bandDelay.start();
    m_anew = false;
    m_pending.clear();
    for (int row = 0; row < model.rowCount(); ++row) m_pending.push_back(model.idAt(row));
    m_series = std::make_shared<HypervolumeSeries>(minimizedReference(m_document->config()));
    m_runs.reset();
    m_pool.clear();
    m_inPool.clear();
    m_poolAtBand = m_lengthAtBand = 0;
    m_free = randomRunsPossible(m_document->config());
  }
  const WarmStartConfig& start = m_document->config().warmStart;
  std::vector<Evaluated> fresh;
  for (const CandidateId id : m_pending) {
    const Candidate* candidate = model.candidate(id);
    if (candidate == nullptr || candidate->state == CandidateState::Queued ||
        candidate->state == CandidateState::Running) {
      continue;
    }
    fresh.push_back(evaluatedOf(*candidate, objectives));
    if (id.value <= start.taken + start.first) continue;  // from earlier studies, not drawn at random
    if (candidate->parents.empty() && !fresh.back().values.empty() && m_inPool.insert(id).second) {
      m_pool.push_back(fresh.back().values);
    }
  }
  m_pending.clear();
  if (fresh.empty()) {
    if (!m_bandDelay.isActive()) m_bandDelay.start();
    return;
  }
  m_curveJob.start([series = m_series, fresh = std::move(fresh)](const JobContext&) -> Status {
    series->add(fresh);
    return {};
  });
}

/// Tables take no time: then there is nothing to choose.
void HypervolumePanel::offerTime() {
  const auto& seconds = m_series->seconds();
  m_across->setVisible(!seconds.empty() && seconds.back() >= kWorthShowing);
  m_plot->setSeconds(m_across->isVisibleTo(this) ? seconds : std::vector<double>());
}

/// Those that the study took over from earlier ones: random search would have begun with them, too.
std::vector<Candidate> HypervolumePanel::pastCandidates() const {
  std::vector<Candidate> past;
  for (std::int64_t id = 1; id <= m_document->config().warmStart.taken; ++id) {
    if (const Candidate* candidate = m_document->candidates().candidate(CandidateId{id})) past.push_back(*candidate);
  }
  return past;
}

void HypervolumePanel::startBand() {
  if (!m_document) return;
  if (!isVisible() || m_anew) return requestRefresh();
  if (m_bandJob.running() || m_curveJob.running()) return m_bandDelay.start();
  const auto taken = static_cast<std::size_t>(m_document->config().warmStart.taken);
  if (m_series->curve().size() < taken) return;
  const std::size_t length = std::min(kMaxBandLength, m_series->curve().size() - taken);
  const auto& reference = m_series->reference();
  if (length < 2 || reference.empty()) return;
  const bool same = m_lengthAtBand >= length && m_referenceAtBand == reference;
  if (m_free) {
    if (same && m_runs) return;
    // Long enough for the whole budget at once, so that the searches run only once.
    const auto budget = static_cast<std::size_t>(ownCandidates(m_document->config()));
    const std::size_t whole = std::min(kMaxBandLength, std::max(length, budget));
    m_lengthAtBand = length;
    m_referenceAtBand = reference;
    if (!m_runs || (!m_runs->empty() && m_runs->front().size() < length)) m_runs = std::make_shared<Runs>();
    m_bandJob.start([this, runs = m_runs, past = pastCandidates(), whole, length, reference,
                     space = m_document->space(), config = m_document->config(), estimators = m_document->estimators(),
                     strategies = m_document->strategies()](const JobContext& job) -> Status {
      if (runs->empty()) {
        PSCOPE_TRY(*runs, randomRuns(space, config, *estimators, *strategies, whole, kRandomRuns, job, past));
      }
      m_band = bandOfRuns(*runs, reference, length, job.stop, valuesOf(past, config.objectives));
      return {};
    });
    return;
  }
  if (m_pool.size() < kMinRandomDesigns || (same && m_poolAtBand == m_pool.size())) return;
  m_poolAtBand = m_pool.size();
  m_lengthAtBand = length;
  m_referenceAtBand = reference;
  m_bandJob.start([this, pool = m_pool, past = pastCandidates(), length, reference,
                   objectives = m_document->objectives(),
                   seed = m_document->config().seed](const JobContext& job) -> Status {
    const int count = length > 1000 ? kRandomRuns : kBootstrapRuns;
    m_band =
        bandOfRuns(bootstrapRuns(pool, length, count, seed), reference, length, job.stop, valuesOf(past, objectives));
    return {};
  });
}

void HypervolumePanel::bandDone() {
  if (!m_document || m_anew) return;
  const QString note = m_free ? tr("random search: %n runs, 10th to 90th percentile", nullptr, kRandomRuns)
                              : tr("random search, estimated from %n random design(s) of this study", nullptr,
                                   static_cast<int>(m_poolAtBand));
  m_plot->setRandomBand(m_band.low, m_band.median, m_band.high, note);
}

}  // namespace pscope

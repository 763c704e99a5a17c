#include "widgets/cost_label.h"

#include <QStringList>
#include <cmath>

#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kEveryMs = 1000;
constexpr double kCostWorthShowing = 1;  ///< CPU-seconds
constexpr double kJoulesAWattHour = 3600;

/// As exact as an estimate is: full minutes from the first one on.
QString roughDurationText(double seconds) {
  constexpr double kMinute = 60, kDurationInSeconds = 600;
  if (seconds < kMinute || seconds >= kDurationInSeconds) return durationText(seconds);
  return CostLabel::tr("%1 min").arg(std::lround(seconds / kMinute));
}

}  // namespace

CostLabel::CostLabel(QWidget* parent) : QLabel(parent) {
  setObjectName(QStringLiteral("statusCost"));
  setAccessibleName(tr("Cost of the search"));
  setContentsMargins(8, 0, 8, 0);
  m_delay.setSingleShot(true);
  m_delay.setInterval(kEveryMs);
  connect(&m_delay, &QTimer::timeout, this, &CostLabel::compute);
  connect(&m_job, &BackgroundJob::succeeded, this, [this] {
    if (m_document) showCost(searchCost(m_series->seconds(), m_series->curve()));
  });
}

void CostLabel::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_job.cancel();
  m_delay.stop();
  m_document = document;
  m_pending.clear();
  m_seconds = 0;
  m_energy.reset();
  m_joules.reset();
  m_paused = false;
  clear();
  setToolTip({});
  if (document == nullptr) return;
  m_series = std::make_shared<HypervolumeSeries>(minimizedReference(document->config()));
  std::vector<CandidateId> ids;
  for (int row = 0; row < document->candidates().rowCount(); ++row) ids.push_back(document->candidates().idAt(row));
  take(ids);
  connect(document, &StudyDocument::candidatesChanged, this, &CostLabel::take);
  connect(document, &StudyDocument::stateChanged, this, &CostLabel::followEnergy);
}

/// What the machine uses during a pause is not the search's.
void CostLabel::followEnergy() {
  if (!m_document) return;
  const RunState state = m_document->state();
  if (state == RunState::Running && !m_energy) {
    if (!m_paused) m_joules.reset();
    m_energy.emplace();
  } else if (state != RunState::Running && state != RunState::Stopping && m_energy) {
    if (const auto joules = m_energy->joules()) m_joules = m_joules.value_or(0) + *joules;
    m_energy.reset();
  }
  m_paused = state == RunState::Paused;
}

void CostLabel::take(const std::vector<CandidateId>& ids) {
  for (const CandidateId id : ids) {
    const Candidate* candidate = m_document->candidates().candidate(id);
    if (candidate == nullptr || candidate->state == CandidateState::Queued ||
        candidate->state == CandidateState::Running) {
      continue;
    }
    m_seconds += secondsOf(*candidate);
    m_pending.push_back(id);
  }
  if (m_seconds >= kCostWorthShowing && !m_pending.empty() && !m_delay.isActive()) m_delay.start();
}

void CostLabel::compute() {
  if (!m_document) return;
  if (m_job.running()) return m_delay.start();
  std::vector<Evaluated> fresh;
  for (const CandidateId id : m_pending) {
    const Candidate* candidate = m_document->candidates().candidate(id);
    if (candidate != nullptr) fresh.push_back(evaluatedOf(*candidate, m_document->objectives()));
  }
  m_pending.clear();
  m_job.start([series = m_series, fresh = std::move(fresh)](const JobContext&) -> Status {
    series->add(fresh);
    return {};
  });
}

void CostLabel::showCost(const SearchCost& cost) {
  Message text = costMessage(cost);
  text.args = {valueText(cost.hours).toStdString()};
  if (cost.nextPercentSeconds) text.args.push_back(roughDurationText(*cost.nextPercentSeconds).toStdString());
  setText(translated(text));
  QStringList lines{
      tr("Time of all measurements together, each on one core; what comes next is estimated from the "
         "second half of it.")};
  if (cost.gainPerHour > 0) {
    const double final = m_series->curve().empty() ? 0 : m_series->curve().back();
    if (final > 0) {
      lines << tr("In that half the hypervolume grew by %1 % of its present value a CPU-hour.")
                   .arg(valueText(100 * cost.gainPerHour / final));
    }
  }
  std::optional<double> joules = m_joules;
  if (m_energy) {
    if (const auto more = m_energy->joules()) joules = joules.value_or(0) + *more;
  }
  if (joules) {
    Message energy = energyMessage(*joules);
    energy.args = {valueText(*joules / kJoulesAWattHour).toStdString()};
    lines << translated(energy);
  }
  setToolTip(QStringLiteral("<p>%1</p>").arg(lines.join(QStringLiteral("</p><p>"))));
}

}  // namespace pscope

#include "widgets/jobs_model.h"

#include <algorithm>

#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kMaxFailures = 500;

JobsModel::Job makeJob(const RunEvent::JobChanged& news) {
  return {news.id, toQString(news.title), news.progress, news.running, toQString(news.reason)};
}

}  // namespace

void JobsModel::update(const std::vector<RunEvent::JobChanged>& news) {
  std::unordered_map<CandidateId, const RunEvent::JobChanged*> last;
  std::vector<CandidateId> order;
  for (const auto& item : news) {
    if (last.insert_or_assign(item.id, &item).second) order.push_back(item.id);
  }
  for (const CandidateId id : order) {
    const auto& item = *last[id];
    const bool keep = item.running || !item.reason.empty();
    const int row = rowOf(id);
    if (row >= 0 && !keep) {
      remove(row);
    } else if (row >= 0) {
      auto& job = m_jobs[static_cast<std::size_t>(row)];
      const QString title = job.title;
      job = makeJob(item);
      if (job.title.isEmpty()) job.title = title;
      Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else if (keep) {
      if (!item.running && failedCount() >= kMaxFailures) {
        const auto oldest = std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job& job) { return !job.running; });
        remove(static_cast<int>(oldest - m_jobs.begin()));
      }
      const int end = static_cast<int>(m_jobs.size());
      beginInsertRows({}, end, end);
      m_jobs.push_back(makeJob(item));
      endInsertRows();
    }
  }
}

void JobsModel::endRunning() {
  for (int row = static_cast<int>(m_jobs.size()) - 1; row >= 0; --row) {
    if (job(row).running) remove(row);
  }
}

void JobsModel::removeFailed(CandidateId id) {
  const int row = rowOf(id);
  if (row >= 0 && !job(row).running) remove(row);
}

void JobsModel::clear() {
  beginResetModel();
  m_jobs.clear();
  endResetModel();
}

void JobsModel::remove(int row) {
  beginRemoveRows({}, row, row);
  m_jobs.erase(m_jobs.begin() + row);
  endRemoveRows();
}

int JobsModel::rowOf(CandidateId id) const {
  const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& job) { return job.id == id; });
  return found == m_jobs.end() ? -1 : static_cast<int>(found - m_jobs.begin());
}

int JobsModel::runningCount() const {
  return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job& job) { return job.running; }));
}

int JobsModel::failedCount() const {
  return static_cast<int>(m_jobs.size()) - runningCount();
}

int JobsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const Job& item = job(index.row());
  const Progress& progress = item.progress;
  const double share =
      progress.total > 0
          ? std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0)
          : -1;
  switch (role) {
    case RunningRole:
      return item.running;
    case IdRole:
      return static_cast<qlonglong>(item.id.value);
    case DoneRole:
      return item.running ? share : -1.0;
    case Qt::ToolTipRole:
      return item.running ? toQString(progress.stage) : item.reason;
    case Qt::DisplayRole:
      break;
    default:
      return {};
  }
  switch (index.column()) {
    case TitleColumn:
      return item.id ? tr("Candidate %1").arg(item.id.value) : item.title;
    case ProgressColumn:
      if (!item.running) return tr("failed");
      return share < 0 ? tr("running") : tr("%1 %").arg(static_cast<int>(share * 100));
    case TimeLeftColumn:
      return item.running ? durationText(progress.secondsLeft) : QString();
    case DetailColumn:
      if (!item.running) return item.reason;
      return progress.stage.empty() ? item.title : toQString(progress.stage);
    default:
      return {};
  }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case TitleColumn:
      return tr("Job");
    case ProgressColumn:
      return tr("Progress");
    case TimeLeftColumn:
      return tr("Time left");
    case DetailColumn:
      return tr("What it does");
    default:
      return {};
  }
}

}  // namespace pscope

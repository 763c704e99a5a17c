#include "widgets/candidate_model.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/text.h"

namespace pscope {

CandidateModel::CandidateModel(QObject* parent) : QAbstractTableModel(parent) {}

void CandidateModel::reset(std::vector<Objective> objectives) {
  beginResetModel();
  m_objectives = std::move(objectives);
  m_rows.clear();
  m_rowOf.clear();
  endResetModel();
}

CandidateModel::Row CandidateModel::makeRow(Candidate candidate) const {
  Row row;
  row.values.reserve(m_objectives.size());
  for (const auto& objective : m_objectives) row.values.push_back(candidate.value(objective.name));
  row.candidate = std::move(candidate);
  return row;
}

void CandidateModel::update(std::vector<Candidate> candidates) {
  std::vector<Row> added;
  std::unordered_map<CandidateId, std::size_t> addedAt;
  int firstChanged = std::numeric_limits<int>::max();
  int lastChanged = -1;
  for (auto& candidate : candidates) {
    const auto known = m_rowOf.find(candidate.id);
    if (known != m_rowOf.end()) {
      Row& row = m_rows[static_cast<std::size_t>(known->second)];
      const bool onFront = row.onFront;
      row = makeRow(std::move(candidate));
      row.onFront = onFront;
      firstChanged = std::min(firstChanged, known->second);
      lastChanged = std::max(lastChanged, known->second);
      continue;
    }
    const auto [place, isNew] = addedAt.emplace(candidate.id, added.size());
    if (isNew) {
      added.push_back(makeRow(std::move(candidate)));
    } else {
      added[place->second] = makeRow(std::move(candidate));
    }
  }
  if (lastChanged >= 0) Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, columnCount() - 1));
  if (added.empty()) return;
  const int first = static_cast<int>(m_rows.size());
  beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
  for (auto& row : added) {
    m_rowOf.emplace(row.candidate.id, static_cast<int>(m_rows.size()));
    m_rows.push_back(std::move(row));
  }
  endInsertRows();
}

void CandidateModel::setOnFront(const std::vector<CandidateId>& ids, bool onFront) {
  for (const CandidateId id : ids) {
    const int row = rowOf(id);
    if (row < 0 || m_rows[static_cast<std::size_t>(row)].onFront == onFront) continue;
    m_rows[static_cast<std::size_t>(row)].onFront = onFront;
    Q_EMIT dataChanged(index(row, FrontColumn), index(row, FrontColumn));
  }
}

const Candidate* CandidateModel::candidate(CandidateId id) const {
  const int row = rowOf(id);
  return row < 0 ? nullptr : &candidateAt(row);
}

int CandidateModel::rowOf(CandidateId id) const {
  const auto found = m_rowOf.find(id);
  return found == m_rowOf.end() ? -1 : found->second;
}

bool CandidateModel::onFront(CandidateId id) const {
  const int row = rowOf(id);
  return row >= 0 && onFrontAt(row);
}

double CandidateModel::sortNumber(int row, int column) const {
  const Row& item = m_rows[static_cast<std::size_t>(row)];
  if (column == IdColumn) return static_cast<double>(item.candidate.id.value);
  if (column == FrontColumn) return item.onFront ? 0 : 1;
  if (column == StateColumn) return static_cast<double>(item.candidate.state);
  if (column >= FirstObjectiveColumn && column < kindColumn()) {
    return item.values[static_cast<std::size_t>(column - FirstObjectiveColumn)];
  }
  if (column == finishedColumn()) return item.candidate.finished;
  return std::numeric_limits<double>::quiet_NaN();
}

int CandidateModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CandidateModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : designColumn() + 1;
}

QString CandidateModel::displayText(int row, int column) const {
  const Candidate& candidate = candidateAt(row);
  if (column == IdColumn) return QString::number(candidate.id.value);
  if (column == StateColumn) return stateText(candidate.state);
  if (column == FrontColumn) return onFrontAt(row) ? QStringLiteral("◆") : QString();
  if (column < kindColumn()) return valueText(value(row, static_cast<std::size_t>(column - FirstObjectiveColumn)));
  if (column == designColumn()) return toQString(candidate.design);
  if (column == finishedColumn()) return timeText(candidate.finished);
  QStringList parts;
  for (const auto& objective : m_objectives) {
    const Measurement* measurement = candidate.measurement(objective.name);
    if (measurement == nullptr) continue;
    const QString part = column == kindColumn() ? kindText(measurement->kind) : budgetText(measurement->budget);
    if (!parts.contains(part)) parts.append(part);
  }
  return parts.join(QStringLiteral(" · "));
}

QString CandidateModel::tooltip(int row, int column) const {
  const Candidate& candidate = candidateAt(row);
  if (column == StateColumn && candidate.state == CandidateState::Screened) {
    return tr("Judged on %1 and not promoted: its values are not confirmed.").arg(rungText(candidate, m_objectives));
  }
  if (column == StateColumn) return toQString(candidate.reason);
  if (column == FrontColumn) {
    return onFrontAt(row) ? tr("On the Pareto front: no other candidate is better in every objective.") : QString();
  }
  if (column == designColumn()) return toQString(candidate.design);
  if (column < FirstObjectiveColumn || column >= kindColumn()) return {};
  const auto& objective = m_objectives[static_cast<std::size_t>(column - FirstObjectiveColumn)];
  const Measurement* measurement = candidate.measurement(objective.name);
  if (measurement == nullptr) return tr("Not evaluated.");
  QString text = valueText(measurement->value, measurement->unit);
  if (measurement->standardError) text += QStringLiteral(" ± ") + valueText(*measurement->standardError);
  return tr("%1, %2, level %3\n%4")
      .arg(text, kindText(measurement->kind))
      .arg(measurement->level)
      .arg(budgetText(measurement->budget));
}

QVariant CandidateModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const int row = index.row();
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return displayText(row, column);
    case Qt::ToolTipRole:
      return tooltip(row, column);
    case Qt::AccessibleTextRole:
      if (column == FrontColumn) return onFrontAt(row) ? tr("on the front") : tr("not on the front");
      return displayText(row, column);
    case Qt::TextAlignmentRole:
      if (column == FrontColumn) return QVariant::fromValue<int>(Qt::AlignCenter);
      if (column == IdColumn || (column >= FirstObjectiveColumn && column < kindColumn())) {
        return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
      }
      return QVariant::fromValue<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole: {
      const double number = sortNumber(row, column);
      if (!std::isnan(number)) return number;
      if (column >= FirstObjectiveColumn && column < kindColumn()) return std::numeric_limits<double>::quiet_NaN();
      return displayText(row, column);
    }
    case IdRole:
      return static_cast<qlonglong>(idAt(row).value);
    default:
      return {};
  }
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const bool isObjective = section >= FirstObjectiveColumn && section < kindColumn();
  if (role == Qt::TextAlignmentRole) {
    const bool right = isObjective || section == IdColumn;
    return QVariant::fromValue<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) {
    if (section == FrontColumn) return tr("◆: on the Pareto front");
    if (section == IdColumn) return tr("Number of the candidate, in the order of asking");
    if (isObjective) {
      const auto& objective = m_objectives[static_cast<std::size_t>(section - FirstObjectiveColumn)];
      return objective.direction == Direction::Minimize ? tr("%1: less is better").arg(objectiveTitle(objective))
                                                        : tr("%1: more is better").arg(objectiveTitle(objective));
    }
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  if (section == IdColumn) return tr("No.");
  if (section == StateColumn) return tr("State");
  if (section == FrontColumn) return tr("Front");
  if (isObjective) return objectiveTitle(m_objectives[static_cast<std::size_t>(section - FirstObjectiveColumn)]);
  if (section == kindColumn()) return tr("Kind");
  if (section == budgetColumn()) return tr("Budget");
  if (section == finishedColumn()) return tr("Finished");
  return tr("Design");
}

}  // namespace pscope

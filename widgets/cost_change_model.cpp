#include "widgets/cost_change_model.h"

#include <cmath>
#include <utility>

#include "widgets/cost_text.h"

namespace pscope {

int changeSense(const CheapMetric& metric, double before, double after) {
  if (!std::isfinite(before) || !std::isfinite(after) || before == after) return 0;
  return (after < before) == (metric.direction == Direction::Minimize) ? 1 : -1;
}

QString changeText(const CheapMetric& metric, double before, double after, bool relative) {
  if (!std::isfinite(before) || !std::isfinite(after)) return QStringLiteral("\u2013");
  if (before == after) return {};
  const QString arrow = after < before ? QStringLiteral("\u25bc ") : QStringLiteral("\u25b2 ");
  const QString percent = relative ? percentChangeText(before, after) : QString();
  return arrow + (percent.isEmpty() ? costChangeText(metric, after - before) : percent);
}

void CostChangeModel::set(std::vector<CheapMetric> metrics, std::vector<double> before, std::vector<double> now) {
  const bool same = metrics.size() == m_metrics.size() && !metrics.empty();
  if (!same) beginResetModel();
  m_metrics = std::move(metrics);
  m_before = std::move(before);
  m_now = std::move(now);
  if (!same) return endResetModel();
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CostChangeModel::setColours(const ChangeColours& colours) {
  m_colours = colours;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CostChangeModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_metrics.size());
}

int CostChangeModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString CostChangeModel::text(std::size_t row, int column) const {
  const CheapMetric& metric = m_metrics[row];
  const double change = m_now[row] - m_before[row];
  switch (column) {
    case Quantity:
      return costTitle(metric);
    case Now: {
      const bool broken = metric.bound && !metric.meets(m_now[row], *metric.bound);
      return (broken ? QStringLiteral("\u26a0 ") : QString()) + costText(metric, m_now[row]);
    }
    case Change:
      return changeText(metric, m_before[row], m_now[row], false);
    case Percent:
      return change == 0 ? QString() : percentChangeText(m_before[row], m_now[row]);
    default:
      return costText(metric, m_before[row]);
  }
}

QVariant CostChangeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const int sense = changeSense(m_metrics[row], m_before[row], m_now[row]);
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::ToolTipRole: {
      QString tip = costTooltip(m_metrics[row]);
      if (m_metrics[row].bound)
        tip += QLatin1Char('\n') + tr("Bound: %1").arg(costText(m_metrics[row], *m_metrics[row].bound));
      return tip;
    }
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(index.column() == Quantity ? Qt::AlignLeft | Qt::AlignVCenter
                                                            : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (index.column() != Change && index.column() != Percent) return {};
      if (sense == 0) return {};
      return sense > 0 ? m_colours.better : m_colours.worse;
    default:
      return {};
  }
}

QVariant CostChangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue(section == Quantity ? Qt::AlignLeft | Qt::AlignVCenter
                                                   : Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Quantity:
      return tr("Cost");
    case Now:
      return tr("Now");
    case Change:
      return tr("Change");
    case Percent:
      return tr("in %");
    case Before:
      return tr("Start");
    default:
      return {};
  }
}

}  // namespace pscope

#include "widgets/edit_lens_model.h"

#include <cmath>
#include <limits>
#include <utility>

#include "widgets/cost_text.h"
#include "widgets/text.h"

namespace pscope {

void EditLensModel::set(const std::optional<Space>& space, std::shared_ptr<const EditLens> lens,
                        std::vector<CheapMetric> metrics) {
  beginResetModel();
  m_space = space;
  m_lens = space ? std::move(lens) : nullptr;
  m_metrics = std::move(metrics);
  endResetModel();
}

void EditLensModel::setRelative(bool relative) {
  if (relative == m_relative) return;
  m_relative = relative;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void EditLensModel::setColours(const ChangeColours& colours) {
  m_colours = colours;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int EditLensModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_lens ? 0 : static_cast<int>(m_lens->edits.size());
}

int EditLensModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : FirstMetric + static_cast<int>(m_metrics.size());
}

QString EditLensModel::levels(const SingleEdit& edit) const {
  const Choice& choice = m_space->choices()[edit.choice];
  return toQString(choice.levels[static_cast<std::size_t>(edit.from)]) + QStringLiteral(" \u2192 ") +
         toQString(choice.levels[static_cast<std::size_t>(edit.to)]);
}

QString EditLensModel::editText(std::size_t edit) const {
  const SingleEdit& single = m_lens->edits[edit];
  return toQString(m_space->choices()[single.choice].path) + QLatin1Char(' ') + levels(single);
}

QString EditLensModel::display(const SingleEdit& edit, int column) const {
  if (column == ChoiceColumn) {
    return (edit.violation ? QStringLiteral("\u26a0 ") : QString()) + toQString(m_space->choices()[edit.choice].path);
  }
  if (column == EditColumn) {
    const QString also = edit.switched == 0 ? QString() : tr(" (+%1)").arg(edit.switched);
    return levels(edit) + also;
  }
  const auto metric = static_cast<std::size_t>(column - FirstMetric);
  return changeText(m_metrics[metric], m_lens->startValues[metric], edit.values[metric], m_relative);
}

QString EditLensModel::tooltip(const SingleEdit& edit, int column) const {
  if (column == ChoiceColumn && edit.violation) return errorSummary(*edit.violation);
  if (column == ChoiceColumn) return toQString(m_space->choices()[edit.choice].title);
  if (column == EditColumn) {
    return edit.switched == 0 ? QString()
                              : tr("%n more choice(s) become active or inactive by it.", nullptr, edit.switched);
  }
  const auto metric = static_cast<std::size_t>(column - FirstMetric);
  const double before = m_lens->startValues[metric];
  const double after = edit.values[metric];
  return tr("%1: %2 \u2192 %3 (%4, %5)")
      .arg(costTitle(m_metrics[metric]), costText(m_metrics[metric], before), costText(m_metrics[metric], after),
           costChangeText(m_metrics[metric], after - before), percentChangeText(before, after));
}

QVariant EditLensModel::sortValue(int row, int column) const {
  const SingleEdit& edit = m_lens->edits[static_cast<std::size_t>(row)];
  if (column < FirstMetric) return row;  // the order of the tree
  const auto metric = static_cast<std::size_t>(column - FirstMetric);
  const double before = m_lens->startValues[metric];
  const double change = edit.values[metric] - before;
  if (!std::isfinite(change)) return std::numeric_limits<double>::max();
  return change;
}

QVariant EditLensModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const SingleEdit& edit = m_lens->edits[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return display(edit, index.column());
    case Qt::ToolTipRole:
      return tooltip(edit, index.column());
    case SortRole:
      return sortValue(index.row(), index.column());
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(index.column() < FirstMetric ? Qt::AlignLeft | Qt::AlignVCenter
                                                              : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole: {
      if (index.column() < FirstMetric) return {};
      const auto metric = static_cast<std::size_t>(index.column() - FirstMetric);
      const int sense = changeSense(m_metrics[metric], m_lens->startValues[metric], edit.values[metric]);
      if (sense == 0) return {};
      return sense > 0 ? m_colours.better : m_colours.worse;
    }
    default:
      return {};
  }
}

QVariant EditLensModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue(section < FirstMetric ? Qt::AlignLeft | Qt::AlignVCenter
                                                     : Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole && section >= FirstMetric) {
    return tr("Change by the edit.\n%1").arg(costTooltip(m_metrics[static_cast<std::size_t>(section - FirstMetric)]));
  }
  if (role != Qt::DisplayRole) return {};
  if (section == ChoiceColumn) return tr("Choice");
  if (section == EditColumn) return tr("Edit");
  return costTitle(m_metrics[static_cast<std::size_t>(section - FirstMetric)]);
}

}  // namespace pscope

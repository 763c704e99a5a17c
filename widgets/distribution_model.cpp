#include "widgets/distribution_model.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "widgets/cost_text.h"

namespace pscope {
namespace {

constexpr std::array<double, 5> kShares{0, 0.05, 0.5, 0.95, 1};

std::vector<double> quantilesOf(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::sort(values.begin(), values.end());
  std::vector<double> quantiles(kShares.size(), std::numeric_limits<double>::quiet_NaN());
  if (values.empty()) return quantiles;
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    quantiles[i] = values[static_cast<std::size_t>(std::lround(kShares[i] * static_cast<double>(values.size() - 1)))];
  }
  return quantiles;
}

QString percent(double share) {
  return QLocale().toString(100 * share, 'f', 1) + QChar(QChar::Nbsp) + QLatin1Char('%');
}

}  // namespace

void DistributionModel::set(std::shared_ptr<const SpaceProfile> profile, std::vector<std::size_t> metrics,
                            const std::map<std::string, double>& bounds) {
  beginResetModel();
  m_rows.clear();
  if (profile != nullptr) {
    for (const std::size_t metric : metrics) {
      Row row;
      row.metric = profile->metrics[metric];
      row.quantiles = quantilesOf(profile->values[metric]);
      const auto bound = bounds.find(row.metric.name);
      if (bound != bounds.end()) {
        row.bound = bound->second;
        const MetricBound limit{metric, bound->second};
        row.share = shareMeeting(*profile, std::span(&limit, 1));
      }
      m_rows.push_back(std::move(row));
    }
  }
  endResetModel();
}

int DistributionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DistributionModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString DistributionModel::text(const Row& row, int column) const {
  if (column == Quantity) return costTitle(row.metric);
  if (column >= Least && column <= Most) {
    return costText(row.metric, row.quantiles[static_cast<std::size_t>(column - Least)]);
  }
  if (!row.bound) return QStringLiteral("\u2013");
  if (column == Bound) return costText(row.metric, *row.bound);
  if (column == ShareColumn) return percent(row.share.share);
  return percent(row.share.low) + QStringLiteral(" \u2013 ") + percent(row.share.high);
}

QVariant DistributionModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::ToolTipRole:
      return costTooltip(row.metric);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(index.column() == Quantity ? Qt::AlignLeft | Qt::AlignVCenter
                                                            : Qt::AlignRight | Qt::AlignVCenter);
    case SortRole:
      if (index.column() == Quantity) return costTitle(row.metric);
      if (index.column() <= Most) return row.quantiles[static_cast<std::size_t>(index.column() - Least)];
      if (!row.bound) return std::numeric_limits<double>::quiet_NaN();
      return index.column() == Bound ? *row.bound : row.share.share;
    default:
      return {};
  }
}

QVariant DistributionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue(section == Quantity ? Qt::AlignLeft | Qt::AlignVCenter
                                                   : Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Quantity:
      return tr("Quantity");
    case Least:
      return tr("Least");
    case Low:
      return tr("5 %");
    case Median:
      return tr("Median");
    case High:
      return tr("95 %");
    case Most:
      return tr("Most");
    case Bound:
      return tr("Bound");
    case ShareColumn:
      return tr("Keep it");
    case Interval:
      return tr("95 % interval");
    default:
      return {};
  }
}

}  // namespace pscope

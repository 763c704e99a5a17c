#include "widgets/device_estimate_model.h"

#include <QLocale>
#include <cmath>
#include <limits>

#include "viz/graph_heat.h"
#include "widgets/text.h"

namespace pscope {

DeviceEstimateModel::DeviceEstimateModel(QObject* parent) : QAbstractTableModel(parent) {}

void DeviceEstimateModel::setReport(std::shared_ptr<const NetworkReport> report) {
  beginResetModel();
  m_report = std::move(report);
  endResetModel();
}

int DeviceEstimateModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->devices.size());
}

int DeviceEstimateModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceEstimateModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_report) return {};
  const auto& device = m_report->devices[static_cast<std::size_t>(index.row())];
  const bool words = index.column() == Device || index.column() == Evidence;
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
  if (role == Qt::ToolTipRole) {
    if (device.refused) return errorSummary(*device.refused) + QLatin1Char('\n') + translated(device.refused->mend);
    return tr("Estimated (%1, %2, batch 1), weakest evidence %3")
        .arg(toQString(device.report->model), toQString(device.report->precision), toQString(device.report->evidence));
  }
  if (role != Qt::DisplayRole && role != SortRole) return {};
  if (index.column() == Device) return toQString(device.title);
  if (index.column() == Evidence) {
    return device.report ? toQString(device.report->precision + ", " + device.report->evidence) : tr("no estimate");
  }
  double value = std::numeric_limits<double>::quiet_NaN();
  QString unit;
  if (index.column() == Latency && device.report) value = device.report->latencyMs;
  if (index.column() == Energy && device.report) value = device.report->energyMj;
  if (index.column() == Memory && device.report) value = static_cast<double>(device.report->peakMemoryBytes);
  // NaN has no place in an order: what is not known comes last.
  if (role == SortRole) return std::isfinite(value) ? value : std::numeric_limits<double>::max();
  if (index.column() == Energy) return std::isfinite(value) ? valueText(value, "mJ") : QStringLiteral("\u2013");
  return heatText(value, index.column() == Latency ? QStringLiteral("ms") : QStringLiteral("B"));
}

QVariant DeviceEstimateModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool left = section == Device || section == Evidence;
    return QVariant(Qt::AlignVCenter | (left ? Qt::AlignLeft : Qt::AlignRight));
  }
  if (role == Qt::ToolTipRole) {
    if (section == Energy) return tr("Millijoules for one input: power of the board at full load times the latency");
    if (section == Memory) return tr("Weights and peak activations");
    if (section == Evidence) return tr("Precision, and the weakest evidence among the numbers that entered");
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Device:
      return tr("Device");
    case Latency:
      return tr("Latency");
    case Energy:
      return tr("Energy");
    case Memory:
      return tr("Memory");
    case Evidence:
      return tr("Basis");
    default:
      return {};
  }
}

}  // namespace pscope

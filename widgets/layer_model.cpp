#include "widgets/layer_model.h"

#include <QLocale>
#include <cmath>
#include <limits>

#include "core/network/dot_export.h"
#include "core/network/operator_catalogue.h"
#include "viz/graph_heat.h"
#include "viz/graph_items.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

bool known(const Node& node) {
  return node.op != Op::Unknown;
}

}  // namespace

LayerModel::LayerModel(QObject* parent) : QAbstractTableModel(parent) {}

void LayerModel::setReport(std::shared_ptr<const NetworkReport> report) {
  beginResetModel();
  m_report = std::move(report);
  m_device = -1;
  endResetModel();
}

void LayerModel::setDevice(int device) {
  if (!m_report || device == m_device) return;
  const bool valid = device >= 0 && static_cast<std::size_t>(device) < m_report->devices.size() &&
                     m_report->devices[static_cast<std::size_t>(device)].report;
  m_device = valid ? device : -1;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, Latency), index(rowCount() - 1, Share));
  Q_EMIT headerDataChanged(Qt::Horizontal, Latency, Share);
}

int LayerModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->names.size());
}

int LayerModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

double LayerModel::number(int row, int column) const {
  const auto i = static_cast<std::size_t>(row);
  const Node& node = m_report->network->nodes()[i];
  switch (column) {
    case Number:
      return row + 1;
    case Output:
      return static_cast<double>(node.shape.elements());
    case Params:
      return known(node) ? static_cast<double>(m_report->costs[i].params) : kUnknown;
    case Macs:
      return known(node) ? static_cast<double>(m_report->costs[i].macs) : kUnknown;
    case Memory:
      return static_cast<double>(m_report->liveBytes[i]);
    case Latency:
    case Share: {
      if (m_device < 0 || !known(node)) return kUnknown;
      const auto& device = m_report->devices[static_cast<std::size_t>(m_device)];
      const double latency = device.layerMs[i];
      const double whole = device.report->latencyMs;
      return column == Latency ? latency : whole > 0 ? 100 * latency / whole : 0;
    }
    default:
      return kUnknown;
  }
}

QString LayerModel::text(int row, int column) const {
  const auto i = static_cast<std::size_t>(row);
  const Node& node = m_report->network->nodes()[i];
  const double value = number(row, column);
  switch (column) {
    case Number:
      return QString::number(row + 1);
    case Name:
      return toQString(m_report->names[i]);
    case Operator:
      return graphText(operatorText(node));
    case Output:
      return graphText(node.shape.text());
    case Memory:
      return heatText(value, QStringLiteral("B"));
    case Latency:
      return value == 0 ? QStringLiteral("0") : heatText(value, QStringLiteral("ms"));
    case Share:
      return std::isfinite(value) ? QLocale().toString(value, 'f', 1) + QStringLiteral(" %") : QStringLiteral("\u2013");
    default:
      return std::isfinite(value) ? QLocale().toString(static_cast<qlonglong>(value)) : QStringLiteral("\u2013");
  }
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_report) return {};
  const int row = index.row();
  const int column = index.column();
  const bool words = column == Name || column == Operator;
  if (role == Qt::DisplayRole) return text(row, column);
  if (role == SortRole) {
    if (words) return text(row, column);
    const double value = number(row, column);  // NaN has no place in an order: what is not known comes last
    return std::isfinite(value) ? value : std::numeric_limits<double>::max();
  }
  if (role == Qt::TextAlignmentRole) {
    return QVariant(Qt::AlignVCenter | (words || column == Output ? Qt::AlignLeft : Qt::AlignRight));
  }
  if (role == Qt::ToolTipRole) {
    const Node& node = m_report->network->nodes()[static_cast<std::size_t>(row)];
    if (!known(node)) return tr("This operator is unknown here: its costs are missing.");
    if (column == Latency && m_device >= 0) {
      const auto& device = m_report->devices[static_cast<std::size_t>(m_device)];
      return tr("%1; estimated (%2, %3), weakest evidence %4")
          .arg(toQString(device.title), toQString(device.report->model), toQString(device.report->precision),
               toQString(device.report->evidence));
    }
    if (words) return text(row, column);
  }
  return {};
}

QVariant LayerModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool left = section == Name || section == Operator || section == Output;
    return QVariant(Qt::AlignVCenter | (left ? Qt::AlignLeft : Qt::AlignRight));
  }
  if (role == Qt::ToolTipRole) {
    if (section == Macs) return tr("Multiply-accumulates of convolutions, linear layers and attentions, batch 1");
    if (section == Memory) return tr("Bytes of all live tensors while the operator runs, fp32, batch 1");
    if (section == Latency)
      return tr("Milliseconds on the chosen device, batch 1; 0: fused into the operator before it");
    if (section == Share) return tr("Part of the network's latency on the chosen device");
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Number:
      return tr("#");
    case Name:
      return tr("Layer");
    case Operator:
      return tr("Operator");
    case Output:
      return tr("Output");
    case Params:
      return tr("Parameters");
    case Macs:
      return tr("MACs");
    case Memory:
      return tr("Memory");
    case Latency:
      return tr("Latency");
    case Share:
      return tr("Share");
    default:
      return {};
  }
}

}  // namespace pscope

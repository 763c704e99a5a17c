#include "widgets/device_roofline_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/network/operator_catalogue.h"
#include "widgets/device_document.h"
#include "widgets/device_network_source.h"
#include "widgets/device_text.h"
#include "widgets/elided_label.h"
#include "widgets/text.h"

namespace pscope {
namespace {

/// Pointer of the compute unit that has a peak for the precision.
std::string unitOf(const DeviceProfile& profile, const std::string& precision) {
  for (const auto& [pointer, number] : profile.numbers()) {
    const std::string tail = "/peak_mac_s/" + precision;
    if (pointer.ends_with(tail)) return pointer.substr(0, pointer.size() - tail.size());
  }
  return "/units/0";
}

QString percent(double share) {
  return QLocale().toString(100 * share, 'f', 1) + QChar(QChar::Nbsp) + QLatin1Char('%');
}

}  // namespace

Result<Roofline> rooflineOf(const DeviceProfile& profile, const CostContext& context) {
  PSCOPE_TRY(const RooflineModel model, RooflineModel::create(profile, context));
  const std::string unit = unitOf(profile, model.precision());
  const auto value = [&](const std::string& pointer) { return profile.number(pointer)->value; };
  Roofline roofline;
  roofline.device = toQString(profile.title());
  roofline.precision = toQString(model.precision());
  roofline.peakMacsPerSecond = value(unit + "/peak_mac_s/" + model.precision());
  roofline.bytesPerSecond = value("/mem/0/bw_Bps");
  roofline.reachedBytesPerSecond = roofline.bytesPerSecond * value("/mem/0/eff");
  const double peak = roofline.peakMacsPerSecond;
  roofline.ceilings = {{DeviceRooflinePanel::tr("convolution"), peak * value(unit + "/eff/conv")},
                       {DeviceRooflinePanel::tr("linear"), peak * value(unit + "/eff/gemm")},
                       {DeviceRooflinePanel::tr("depthwise"), peak * value(unit + "/eff/dw")}};
  return roofline;
}

void OperatorCostModel::set(std::vector<RooflinePoint> points) {
  beginResetModel();
  m_points = std::move(points);
  m_totalMs = 0;
  for (const RooflinePoint& point : m_points) m_totalMs += point.latencyMs;
  endResetModel();
}

int OperatorCostModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int OperatorCostModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant OperatorCostModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const RooflinePoint& point = m_points[static_cast<std::size_t>(index.row())];
  const bool sorting = role == SortRole;
  if (role == Qt::TextAlignmentRole) {
    const bool number = index.column() >= Macs && index.column() <= Share;
    return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) return point.name;
  if (role != Qt::DisplayRole && !sorting) return {};
  const double share = m_totalMs > 0 ? point.latencyMs / m_totalMs : 0;
  switch (index.column()) {
    case Name:
      return point.name;
    case Operator:
      return point.op;
    case Macs:
      return sorting ? QVariant(point.macs) : quantityText(point.macs, QString());
    case Bytes:
      return sorting ? QVariant(point.bytes) : quantityText(point.bytes, QStringLiteral("B"));
    case Intensity:
      return sorting ? QVariant(point.intensity()) : QLocale().toString(point.intensity(), 'g', 3);
    case Latency:
      return sorting ? QVariant(point.latencyMs) : QLocale().toString(point.latencyMs, 'g', 3);
    case Share:
      return sorting ? QVariant(share) : percent(share);
    default:
      return point.memoryBound ? tr("memory") : tr("arithmetic");
  }
}

QVariant OperatorCostModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool number = section >= Macs && section <= Share;
    return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Layer"), tr("Operator"),     tr("MACs"),  tr("Moved"),
                            tr("MAC/B"), tr("Latency (ms)"), tr("Share"), tr("Bound by")};
  return section < ColumnCount ? QVariant(titles[section]) : QVariant();
}

DeviceRooflinePanel::DeviceRooflinePanel(Selection& selection, QWidget* parent) : Panel(parent) {
  setObjectName(QStringLiteral("deviceRooflinePanel"));
  m_source = new DeviceNetworkSource(selection, this);
  m_precision = new QComboBox(this);
  m_precision->setObjectName(QStringLiteral("devicePrecision"));
  m_precision->setAccessibleName(tr("Precision"));
  m_precision->setToolTip(tr("Precision of the network: those that the profile has a peak for"));
  m_batch = new QSpinBox(this);
  m_batch->setObjectName(QStringLiteral("deviceBatch"));
  m_batch->setAccessibleName(tr("Inputs at a time"));
  m_batch->setToolTip(tr("Inputs at a time; latencies are of all of them together"));
  m_batch->setPrefix(tr("batch "));
  m_batch->setRange(1, 65'536);
  m_tableButton = new QToolButton(this);
  m_tableButton->setObjectName(QStringLiteral("deviceRooflineTableButton"));
  m_tableButton->setText(tr("As a table"));
  m_tableButton->setToolTip(tr("Show the operators as numbers"));
  m_tableButton->setCheckable(true);
  m_network = new ElidedLabel(this);
  m_network->setObjectName(QStringLiteral("deviceNetworkText"));
  m_network->setForegroundRole(QPalette::PlaceholderText);
  m_network->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_totals = new QLabel(this);
  m_totals->setObjectName(QStringLiteral("deviceTotals"));
  m_totals->setWordWrap(true);
  m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_plot = new RooflinePlot(this);
  m_plot->setObjectName(QStringLiteral("deviceRoofline"));
  m_model = new OperatorCostModel(this);
  m_sorted = new QSortFilterProxyModel(this);
  m_sorted->setSourceModel(m_model);
  m_sorted->setSortRole(OperatorCostModel::SortRole);
  m_table = new QTableView(this);
  m_table->setObjectName(QStringLiteral("deviceOperators"));
  m_table->setAccessibleName(tr("Operators of the network with their costs on this device"));
  m_table->setModel(m_sorted);
  m_table->setSortingEnabled(true);
  m_table->sortByColumn(OperatorCostModel::Latency, Qt::DescendingOrder);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(OperatorCostModel::Name, QHeaderView::Stretch);
  m_views = new QStackedWidget(this);
  m_views->addWidget(m_plot);
  m_views->addWidget(m_table);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(8);
  bar->addWidget(m_source);
  bar->addWidget(m_precision);
  bar->addWidget(m_batch);
  bar->addStretch(1);
  bar->addWidget(m_tableButton);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addLayout(bar);
  layout->addWidget(m_network);
  layout->addWidget(m_totals);
  layout->addWidget(m_views, 1);
  connect(m_tableButton, &QToolButton::toggled, this, &DeviceRooflinePanel::showTable);
  connect(m_source, &DeviceNetworkSource::networkChanged, this, &DeviceRooflinePanel::requestRefresh);
  connect(m_precision, &QComboBox::activated, this, &DeviceRooflinePanel::contextTouched);
  connect(m_batch, &QSpinBox::valueChanged, this, &DeviceRooflinePanel::contextTouched);
  connect(m_source, &DeviceNetworkSource::currentNodeChanged, this, &DeviceRooflinePanel::showNode);
  connect(m_plot, &RooflinePlot::currentChanged, this, &DeviceRooflinePanel::choosePoint);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (index.isValid()) choosePoint(m_sorted->mapToSource(index).row());
  });
  requestRefresh();
}

void DeviceRooflinePanel::setDevice(DeviceDocument* document) {
  if (m_document != nullptr) m_document->disconnect(this);
  m_document = document;
  if (document != nullptr) {
    connect(document, &DeviceDocument::changed, this, [this] {
      fillPrecisions();
      requestRefresh();
    });
  }
  fillPrecisions();
  requestRefresh();
}

void DeviceRooflinePanel::contextTouched() {
  Q_EMIT contextChanged(m_batch->value(), m_precision->currentText());
  requestRefresh();
}

void DeviceRooflinePanel::showNode(int node) {
  const auto found = std::find(m_nodes.begin(), m_nodes.end(), static_cast<std::size_t>(node));
  const int point = node < 0 || found == m_nodes.end() ? -1 : static_cast<int>(found - m_nodes.begin());
  m_plot->setCurrent(point);
  if (point < 0) return;
  const QModelIndex row = m_sorted->mapFromSource(m_model->index(point, 0));
  if (row.row() != m_table->currentIndex().row()) m_table->selectRow(row.row());
}

void DeviceRooflinePanel::choosePoint(int point) {
  if (point < 0 || point >= static_cast<int>(m_nodes.size())) return;
  m_source->setCurrentNode(static_cast<int>(m_nodes[static_cast<std::size_t>(point)]));
}

void DeviceRooflinePanel::setStudy(StudyDocument* study) {
  m_source->setStudy(study);
}

void DeviceRooflinePanel::showTable(bool table) {
  m_tableButton->setChecked(table);
  m_views->setCurrentIndex(table ? 1 : 0);
}

void DeviceRooflinePanel::fillPrecisions() {
  const QString before = m_precision->currentText();
  m_precision->clear();
  if (m_document != nullptr) {
    for (const auto& [pointer, number] : m_document->profile().numbers()) {
      const auto place = pointer.rfind("/peak_mac_s/");
      if (place == std::string::npos) continue;
      const QString name = toQString(pointer.substr(place + std::string("/peak_mac_s/").size()));
      if (m_precision->findText(name) < 0) m_precision->addItem(name);
    }
  }
  const int same = m_precision->findText(before);
  m_precision->setCurrentIndex(same >= 0 ? same : std::max(0, m_precision->findText(QStringLiteral("fp32"))));
  m_precision->setEnabled(m_precision->count() > 0);
  Q_EMIT contextChanged(m_batch->value(), m_precision->currentText());
}

void DeviceRooflinePanel::refresh() {
  m_network->setText(m_source->label());
  m_network->setToolTip(m_source->label());
  if (m_document == nullptr) {
    m_plot->setRoofline(std::nullopt);
    m_plot->setEmptyText(tr("Choose a device from the list."));
    m_nodes.clear();
    m_plot->setPoints({});
    m_model->set({});
    m_totals->clear();
    return;
  }
  const DeviceProfile& profile = m_document->profile();
  const CostContext context{m_batch->value(), m_precision->currentText().toStdString()};
  auto roofline = rooflineOf(profile, context);
  std::vector<RooflinePoint> points;
  std::vector<std::size_t> nodes;
  std::optional<CostReport> report;
  const auto network = m_source->network();
  if (roofline.ok() && network != nullptr) {
    auto model = RooflineModel::create(profile, context);
    report = model.value().estimate(*network);
    const auto names = network->nodeNames();
    for (const LayerCost& layer : report->layers) {
      if (!(layer.latencyMs > 0)) continue;
      nodes.push_back(layer.node);
      points.push_back({toQString(names[layer.node]),
                        toQString(std::string(operatorInfo(network->nodes()[layer.node].op).name)), layer.macs,
                        layer.bytes, layer.latencyMs, layer.memoryBound});
    }
  }
  if (roofline.ok()) {
    m_plot->setRoofline(roofline.value());
  } else {
    m_plot->setRoofline(std::nullopt);
    m_plot->setEmptyText(errorSummary(roofline.error()) + QLatin1Char('\n') + translated(roofline.error().mend));
  }
  m_nodes = std::move(nodes);
  m_plot->setPoints(points);
  m_model->set(std::move(points));
  showNode(m_source->currentNode());
  updateTotals(profile, context, report ? &*report : nullptr);
}

void DeviceRooflinePanel::updateTotals(const DeviceProfile& profile, const CostContext& context,
                                       const CostReport* report) {
  const auto network = m_source->network();
  if (network == nullptr) return m_totals->clear();
  QStringList parts;
  const QLocale locale;
  if (report != nullptr) {
    parts << tr("<b>%1 ms</b> by the roofline, evidence %2 (%3)")
                 .arg(locale.toString(report->latencyMs, 'g', 4), toQString(report->evidence),
                      evidenceText(toQString(report->evidence)).toLower());
    if (std::isfinite(report->energyMj)) parts << tr("%1 mJ").arg(locale.toString(report->energyMj, 'g', 4));
    parts << tr("%1 peak memory").arg(locale.formattedDataSize(report->peakMemoryBytes, 1));
  }
  // The model that the profile is best priced by, where that is not the roofline.
  const auto best = createCostModel(profile, context);
  if (best.ok() && !best.value()->needsDesign()) {
    const CostReport own = best.value()->estimate(*network);
    if (own.model != "roofline") {
      QString text = tr("<b>%1 ms</b> by the model %2, evidence %3 (%4)")
                         .arg(locale.toString(own.latencyMs, 'g', 4), toQString(own.model), toQString(own.evidence),
                              evidenceText(toQString(own.evidence)).toLower());
      if (std::isfinite(own.latencyDeviationMs)) {
        text += QStringLiteral(" \u00b1 ") + locale.toString(own.latencyDeviationMs, 'g', 2);
      }
      if (own.unseenOperators > 0) {
        text += tr(", without %n operator(s) of kinds never measured", "", static_cast<int>(own.unseenOperators));
      }
      parts << text;
    }
  }
  m_totals->setText(parts.join(QStringLiteral(" \u00b7 ")));
}

}  // namespace pscope

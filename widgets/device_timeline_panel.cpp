#include "widgets/device_timeline_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/device/cost_report.h"
#include "core/network/operator_catalogue.h"
#include "widgets/device_document.h"
#include "widgets/device_network_source.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {

Timeline timelineOf(const CostReport& report, const ExecutionPlan& plan, const Network& network) {
  Timeline timeline;
  const auto names = network.nodeNames();
  for (const std::string& unit : plan.units) timeline.units << toQString(unit);
  for (const ExecutionPlan::Step& step : plan.steps) {
    TimelineStep shown;
    shown.unit = static_cast<int>(step.unit);
    shown.startMs = step.startMs;
    shown.latencyMs = step.latencyMs;
    shown.spilledBytes = static_cast<double>(step.spilledBytes);
    if (step.memoryBytes >= 0) shown.memoryBytes = static_cast<double>(step.memoryBytes);
    if (step.node == ExecutionPlan::kNoNode) {
      shown.name = toQString(step.name);
    } else {
      shown.name = toQString(names[step.node]);
      shown.op = toQString(std::string(operatorInfo(network.nodes()[step.node].op).name));
      shown.memoryBound = report.layers[step.node].memoryBound;
    }
    timeline.steps.push_back(std::move(shown));
  }
  for (const ExecutionPlan::Stay& stay : plan.stays) {
    if (stay.address < 0) {  // not placed: only the sums are sure
      timeline.tensors.clear();
      break;
    }
    timeline.tensors.push_back({toQString(names[stay.node]), stay.firstStep, stay.lastStep,
                                static_cast<double>(stay.bytes), static_cast<double>(stay.address), stay.reloaded});
  }
  if (plan.limitBytes >= 0) timeline.limitBytes = static_cast<double>(plan.limitBytes);
  return timeline;
}

void TimelineModel::set(Timeline timeline) {
  beginResetModel();
  m_timeline = std::move(timeline);
  endResetModel();
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_timeline.steps.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const TimelineStep& step = m_timeline.steps[static_cast<std::size_t>(index.row())];
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue((index.column() >= Start ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole && (role != Qt::ToolTipRole || index.column() > Unit)) return {};
  const QLocale locale;
  switch (index.column()) {
    case Name:
      return step.name;
    case Unit:
      return m_timeline.units.value(step.unit);
    case Start:
      return locale.toString(step.startMs, 'g', 4);
    case Latency:
      return locale.toString(step.latencyMs, 'g', 3);
    case Memory:
      return std::isfinite(step.memoryBytes) ? quantityText(step.memoryBytes, QStringLiteral("B")) : QString();
    default:
      return step.spilledBytes > 0 ? quantityText(step.spilledBytes, QStringLiteral("B")) : QString();
  }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue((section >= Start ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Step"),         tr("Runs on"),   tr("Start (ms)"),
                            tr("Latency (ms)"), tr("In memory"), tr("Moved out and in")};
  return section < ColumnCount ? QVariant(titles[section]) : QVariant();
}

/// What the job is asked and gives back.
struct DeviceTimelinePanel::Answer {
  DeviceProfile profile;
  CostContext context;
  std::shared_ptr<const Network> network;
  CostReport report;
  Timeline timeline;
  std::vector<std::size_t> nodes;
};

DeviceTimelinePanel::DeviceTimelinePanel(DeviceNetworkSource& source, QWidget* parent)
    : Panel(parent),
      m_source(source),
      m_model(new QComboBox(this)),
      m_tableButton(new QToolButton(this)),
      m_totals(new QLabel(this)),
      m_views(new QStackedWidget(this)),
      m_plot(new TimelinePlot(this)),
      m_rows(new TimelineModel(this)),
      m_table(new QTableView(this)) {
  setObjectName(QStringLiteral("deviceTimelinePanel"));
  m_model->setObjectName(QStringLiteral("deviceTimelineModel"));
  m_model->setAccessibleName(tr("Cost model"));
  m_model->setToolTip(
      tr("The cost model that says when operators run: a name, or a JSON object of name and parameters such as "
         "{\"name\": \"schedule\", \"memory_B\": 65536}, then Enter"));
  m_model->setEditable(true);
  m_model->setInsertPolicy(QComboBox::NoInsert);
  m_model->lineEdit()->setPlaceholderText(tr("best for the profile"));
  m_model->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_model->addItem(QString());
  CostModelRegistry registry;
  registerCostModels(registry);
  for (const auto& entry : registry.entries()) m_model->addItem(toQString(entry.info.name));
  auto* label = new QLabel(tr("&Model:"), this);
  label->setBuddy(m_model);
  m_tableButton->setObjectName(QStringLiteral("deviceTimelineTableButton"));
  m_tableButton->setText(tr("As a table"));
  m_tableButton->setToolTip(tr("Show the steps as numbers"));
  m_tableButton->setCheckable(true);
  m_totals->setObjectName(QStringLiteral("deviceTimelineTotals"));
  m_totals->setWordWrap(true);
  m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_plot->setObjectName(QStringLiteral("deviceTimeline"));
  m_table->setObjectName(QStringLiteral("deviceTimelineTable"));
  m_table->setAccessibleName(tr("Steps of the network on this device"));
  m_table->setModel(m_rows);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(TimelineModel::Name, QHeaderView::Stretch);
  m_views->addWidget(m_plot);
  m_views->addWidget(m_table);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(8);
  bar->addWidget(label);
  bar->addWidget(m_model, 1);
  bar->addWidget(m_tableButton);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addLayout(bar);
  layout->addWidget(m_totals);
  layout->addWidget(m_views, 1);
  connect(m_tableButton, &QToolButton::toggled, this, &DeviceTimelinePanel::showTable);
  connect(m_model, &QComboBox::activated, this, &DeviceTimelinePanel::requestRefresh);
  connect(m_model->lineEdit(), &QLineEdit::returnPressed, this, &DeviceTimelinePanel::requestRefresh);
  connect(&m_source, &DeviceNetworkSource::networkChanged, this, &DeviceTimelinePanel::requestRefresh);
  connect(&m_source, &DeviceNetworkSource::currentNodeChanged, this, &DeviceTimelinePanel::showNode);
  connect(m_plot, &TimelinePlot::currentChanged, this, &DeviceTimelinePanel::chooseStep);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& index) { chooseStep(index.isValid() ? index.row() : -1); });
  connect(&m_job, &LatestJob::done, this, &DeviceTimelinePanel::take);
  connect(&m_job, &LatestJob::failed, this, [this](const Error& error) {
    showNothing(errorSummary(error) + QLatin1Char('\n') + translated(error.mend));
  });
  requestRefresh();
}

DeviceTimelinePanel::~DeviceTimelinePanel() = default;

void DeviceTimelinePanel::setDevice(DeviceDocument* document) {
  if (m_document != nullptr) m_document->disconnect(this);
  m_document = document;
  if (document != nullptr) connect(document, &DeviceDocument::changed, this, &DeviceTimelinePanel::requestRefresh);
  requestRefresh();
}

void DeviceTimelinePanel::setContext(int batch, const QString& precision) {
  m_context = CostContext(batch, precision.toStdString());
  requestRefresh();
}

void DeviceTimelinePanel::setModel(const QString& model) {
  m_model->setEditText(model);
  requestRefresh();
}

void DeviceTimelinePanel::showTable(bool table) {
  m_tableButton->setChecked(table);
  m_views->setCurrentIndex(table ? 1 : 0);
}

void DeviceTimelinePanel::showNothing(const QString& why) {
  m_nodes.clear();
  m_plot->setTimeline({});
  m_plot->setEmptyText(why);
  m_rows->set({});
  m_totals->clear();
}

void DeviceTimelinePanel::refresh() {
  const auto network = m_source.network();
  if (m_document == nullptr || network == nullptr) {
    m_job.cancel();
    return showNothing(m_document == nullptr ? tr("Choose a device from the list.")
                                             : tr("Choose a network on the page “Roofline”."));
  }
  CostContext context = m_context;
  const std::string model = m_model->currentText().trimmed().toStdString();
  if (model.starts_with('{')) {
    const auto json = parseJson(model, "");
    const Status read = json.ok() ? readModel(JsonView(json.value(), ""), context) : Status(json.error());
    if (!read.ok()) {
      m_job.cancel();
      return showNothing(errorSummary(read.error()) + QLatin1Char('\n') + translated(read.error().mend));
    }
  } else {
    context.model = model;
  }
  if (m_answer != nullptr && m_answer->network != network) {
    m_nodes.clear();  // the steps that are still shown are none of this network
    m_plot->setCurrent(-1);
  }
  auto answer = std::make_shared<Answer>(Answer{m_document->profile(), context, network, {}, {}, {}});
  m_answer = answer;
  m_job.start([answer](const JobContext& job) -> Status {
    answer->context.stop = job.stop;
    PSCOPE_TRY(const auto priced, createCostModel(answer->profile, answer->context));
    if (priced->needsDesign()) {
      return makeError(
          ErrorCode::Unsupported,
          PSCOPE_TR_NOOP("Device", "This model prices whole designs; it tells nothing of single operators."),
          PSCOPE_TR_NOOP("Device", "Choose another model."));
    }
    answer->report = priced->estimate(*answer->network);
    const ExecutionPlan plan =
        executionPlan(answer->report, *answer->network, answer->context.batch, bytesOr4(answer->report.precision));
    if (plan.steps.empty()) {
      const Message why = answer->report.notes.empty() ? PSCOPE_TR_NOOP("Device", "This model gives operators no time.")
                                                       : answer->report.notes.front();
      return makeError(ErrorCode::Unsupported, why, PSCOPE_TR_NOOP("Device", "Choose another model."));
    }
    for (const auto& step : plan.steps) answer->nodes.push_back(step.node);
    answer->timeline = timelineOf(answer->report, plan, *answer->network);
    return {};
  });
}

void DeviceTimelinePanel::take() {
  const CostReport& report = m_answer->report;
  const QLocale locale;
  QStringList parts = {tr("<b>%1 ms</b> by the model %2, evidence %3 (%4)")
                           .arg(locale.toString(report.latencyMs, 'g', 4), toQString(report.model),
                                toQString(report.evidence), evidenceText(toQString(report.evidence)).toLower())};
  if (std::isfinite(report.energyMj)) parts << tr("%1 mJ").arg(locale.toString(report.energyMj, 'g', 4));
  if (std::isfinite(report.throughputPerSecond)) {
    parts << tr("%1 inputs a second").arg(locale.toString(report.throughputPerSecond, 'g', 4));
  }
  for (const Message& note : report.notes) parts << translated(note).toHtmlEscaped();
  m_totals->setText(parts.join(QStringLiteral(" \u00b7 ")));
  m_nodes = m_answer->nodes;
  m_plot->setTimeline(m_answer->timeline);
  m_rows->set(std::move(m_answer->timeline));
  showNode(m_source.currentNode());
}

void DeviceTimelinePanel::showNode(int node) {
  const auto step = std::find(m_nodes.begin(), m_nodes.end(), static_cast<std::size_t>(node));
  const int index = node < 0 || step == m_nodes.end() ? -1 : static_cast<int>(step - m_nodes.begin());
  m_plot->setCurrent(index);
  if (index >= 0 && m_table->currentIndex().row() != index) m_table->selectRow(index);
}

void DeviceTimelinePanel::chooseStep(int step) {
  if (step < 0 || step >= static_cast<int>(m_nodes.size())) return;
  const std::size_t node = m_nodes[static_cast<std::size_t>(step)];
  if (node != ExecutionPlan::kNoNode) m_source.setCurrentNode(static_cast<int>(node));
}

}  // namespace pscope

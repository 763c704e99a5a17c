#include "widgets/network_page.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "core/base/file.h"
#include "viz/graph_heat.h"
#include "viz/graph_items.h"
#include "viz/graph_view.h"
#include "widgets/device_estimate_model.h"
#include "widgets/icons.h"
#include "widgets/layer_model.h"
#include "widgets/network_graph.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kAllColumns = -1;  ///< of a filter
constexpr const char* kFirstDevice = "raspberry-pi-4";

QTableView* makeTable(QAbstractItemModel* model, const char* name, const QString& title, QWidget* parent) {
  auto* table = new QTableView(parent);
  table->setObjectName(QLatin1String(name));
  table->setAccessibleName(title);
  table->setModel(model);
  table->setSortingEnabled(true);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setAlternatingRowColors(true);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setFrameShape(QFrame::NoFrame);
  table->setTabKeyNavigation(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
  table->horizontalHeader()->setHighlightSections(false);
  return table;
}

}  // namespace

NetworkPage::NetworkPage(const std::string& layoutProgram, QWidget* parent)
    : QWidget(parent),
      m_stack(new QStackedWidget(this)),
      m_graph(new NetworkGraph(layoutProgram, this)),
      m_layers(new LayerModel(this)),
      m_layerFilter(new QSortFilterProxyModel(this)),
      m_devices(new DeviceEstimateModel(this)),
      m_deviceOrder(new QSortFilterProxyModel(this)) {
  setObjectName(QStringLiteral("networkPage"));
  m_layerFilter->setSourceModel(m_layers);
  m_layerFilter->setSortRole(LayerModel::SortRole);
  m_layerFilter->setFilterKeyColumn(kAllColumns);
  m_layerFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
  m_deviceOrder->setSourceModel(m_devices);
  m_deviceOrder->setSortRole(DeviceEstimateModel::SortRole);
  m_empty = makeEmptyPage();
  m_busy = makeBusyPage();
  m_content = new QWidget(this);
  auto* splitter = new QSplitter(m_content);
  splitter->addWidget(m_graph);
  splitter->addWidget(makeTables());
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 1);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({730, 550});
  auto* content = new QVBoxLayout(m_content);
  content->setContentsMargins(0, 0, 0, 0);
  content->setSpacing(0);
  content->addWidget(makeHead());
  content->addWidget(splitter, 1);
  for (auto* page : {m_empty, m_busy, m_content}) m_stack->addWidget(page);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_stack);
  setWindowTitle(tr("Model"));
  auto* find = new QShortcut(QKeySequence::Find, this);
  find->setContext(Qt::WidgetWithChildrenShortcut);
  connect(find, &QShortcut::activated, this, [this] { m_graph->view().showFind(); });
  connect(m_graph, &NetworkGraph::currentNodesChanged, this, [this](const std::vector<int>& nodes) {
    if (nodes.empty() || m_echo) return;
    m_echo = true;
    const QModelIndex row = m_layerFilter->mapFromSource(m_layers->index(nodes.front(), 0));
    if (row.isValid()) {
      m_layerTable->selectRow(row.row());
      m_layerTable->scrollTo(row);
    }
    m_echo = false;
  });
  connect(m_graph, &NetworkGraph::costKindChanged, this, [this] {
    if (!m_report || m_graph->costKind().what != CostKind::What::Latency) return;
    for (std::size_t i = 0; i < m_report->devices.size(); ++i) {
      if (m_report->devices[i].name == m_graph->costKind().device) chooseDevice(static_cast<int>(i));
    }
  });
  connect(&m_job, &BackgroundJob::succeeded, this, &NetworkPage::finish);
  connect(&m_job, &BackgroundJob::cancelled, this, [this] {
    m_working.reset();
    begin();
  });
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    m_working.reset();
    m_stack->setCurrentWidget(m_report ? m_content : m_empty);
    Q_EMIT failed(error);
    if (m_wanted) begin();
  });
  connect(&m_job, &BackgroundJob::progressed, this, [this](const Progress& progress) {
    m_progress->setRange(0, static_cast<int>(progress.total));
    m_progress->setValue(static_cast<int>(progress.done));
    m_busyText->setText(progress.total > 0
                            ? tr("Estimating on %n device(s)\u2026", nullptr, static_cast<int>(progress.total))
                            : tr("Reading the model\u2026"));
  });
  m_graph->setCostKind({CostKind::What::Latency, kFirstDevice});
  updateIcons();
}

NetworkPage::~NetworkPage() = default;

QWidget* NetworkPage::makeEmptyPage() {
  auto* page = new QWidget(this);
  m_emptyText = new QLabel(
      tr("<h3>What does a model cost?</h3><p>Drop an ONNX file here, or open one: its graph with the cost of "
         "every layer, totals, and what it takes on every device.</p>"),
      page);
  m_emptyText->setAlignment(Qt::AlignCenter);
  m_emptyText->setWordWrap(true);
  m_emptyText->setMaximumWidth(460);
  auto* button = new QPushButton(tr("Open a model\u2026"), page);
  button->setObjectName(QStringLiteral("openModel"));
  connect(button, &QPushButton::clicked, this, &NetworkPage::chooseFile);
  auto* layout = new QVBoxLayout(page);
  layout->addStretch(2);
  layout->addWidget(m_emptyText, 0, Qt::AlignHCenter);
  layout->addSpacing(8);
  layout->addWidget(button, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  return page;
}

QWidget* NetworkPage::makeBusyPage() {
  auto* page = new QWidget(this);
  m_busyText = new QLabel(page);
  m_busyText->setObjectName(QStringLiteral("modelBusyText"));
  m_progress = new QProgressBar(page);
  m_progress->setFixedWidth(320);
  m_progress->setTextVisible(false);
  m_progress->setAccessibleName(tr("Progress of reading the model"));
  auto* button = new QPushButton(tr("Cancel"), page);
  button->setObjectName(QStringLiteral("cancelModel"));
  button->setShortcut(Qt::Key_Escape);
  connect(button, &QPushButton::clicked, this, &NetworkPage::cancel);
  auto* layout = new QVBoxLayout(page);
  layout->addStretch(2);
  layout->addWidget(m_busyText, 0, Qt::AlignHCenter);
  layout->addWidget(m_progress, 0, Qt::AlignHCenter);
  layout->addWidget(button, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  return page;
}

QWidget* NetworkPage::makeHead() {
  auto* head = new QWidget(m_content);
  m_title = new QLabel(head);
  m_title->setObjectName(QStringLiteral("modelTitle"));
  m_title->setTextFormat(Qt::PlainText);
  QFont font = m_title->font();
  font.setPointSizeF(font.pointSizeF() * 1.3);
  font.setBold(true);
  m_title->setFont(font);
  m_totals = new QLabel(head);
  m_totals->setObjectName(QStringLiteral("modelTotals"));
  m_totals->setTextFormat(Qt::PlainText);
  m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_totals->setWordWrap(true);
  m_warning = new QLabel(head);
  m_warning->setObjectName(QStringLiteral("modelWarning"));
  m_warning->setTextFormat(Qt::PlainText);
  m_warning->setWordWrap(true);
  m_warning->hide();
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  texts->addWidget(m_title);
  texts->addWidget(m_totals);
  texts->addWidget(m_warning);
  auto* layout = new QHBoxLayout(head);
  layout->setContentsMargins(12, 8, 8, 8);
  layout->addLayout(texts, 1);
  const auto button = [&](const char* name, const char* icon, const QString& text, const QString& tip, auto slot) {
    auto* made = new QToolButton(head);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    made->setToolTip(tip);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setAutoRaise(true);
    connect(made, &QToolButton::clicked, this, slot);
    layout->addWidget(made, 0, Qt::AlignTop);
    m_buttons.emplace_back(made, icon);
  };
  button("modelOpen", "open", tr("Open\u2026"), tr("Open another model (ONNX)"), [this] { chooseFile(); });
  button("modelSaveGraph", "image", tr("Save graph\u2026"), tr("Save the graph as SVG, PDF or PNG"),
         [this] { m_graph->view().askAndSave(); });
  button("modelSaveLayers", "save", tr("Save table\u2026"),
         tr("Save the layers with their costs on all devices as CSV"), [this] { askAndSaveLayers(); });
  return head;
}

QWidget* NetworkPage::makeTables() {
  auto* side = new QSplitter(Qt::Vertical, m_content);
  auto* upper = new QWidget(side);
  m_filterLine = new QLineEdit(upper);
  m_filterLine->setObjectName(QStringLiteral("layerFilter"));
  m_filterLine->setPlaceholderText(tr("Filter layers by name, operator or shape"));
  m_filterLine->setAccessibleName(tr("Filter layers"));
  m_filterLine->setClearButtonEnabled(true);
  m_layerTable = makeTable(m_layerFilter, "layerTable", tr("Layers"), upper);
  m_layerTable->sortByColumn(LayerModel::Number, Qt::AscendingOrder);
  auto* layout = new QVBoxLayout(upper);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(8, 4, 8, 4);
  line->addWidget(m_filterLine);
  layout->addLayout(line);
  layout->addWidget(m_layerTable, 1);
  m_tabs = new QTabWidget(side);
  m_tabs->setDocumentMode(true);
  m_deviceTable = makeTable(m_deviceOrder, "deviceTable", tr("Devices"), m_tabs);
  m_deviceTable->sortByColumn(DeviceEstimateModel::Latency, Qt::AscendingOrder);
  m_unknown = new QListWidget(m_tabs);
  m_unknown->setObjectName(QStringLiteral("unknownOperators"));
  m_unknown->setAccessibleName(tr("Unknown operators"));
  m_unknown->setFrameShape(QFrame::NoFrame);
  m_unknown->hide();  // a page of the tabs only while there is something in it
  m_tabs->addTab(m_deviceTable, tr("Devices"));
  side->addWidget(upper);
  side->addWidget(m_tabs);
  side->setStretchFactor(0, 3);
  side->setStretchFactor(1, 2);
  side->setChildrenCollapsible(false);
  connect(m_filterLine, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_layerFilter->setFilterFixedString(QString(text).replace(QLatin1Char('x'), QChar(0x00D7)));
    if (m_layerFilter->rowCount() == 0) m_layerFilter->setFilterFixedString(text);
  });
  connect(m_layerTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &NetworkPage::layerChosen);
  connect(m_deviceTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (m_echo || !current.isValid() || !m_report) return;
            const int device = m_deviceOrder->mapToSource(current).row();
            const auto& chosen = m_report->devices[static_cast<std::size_t>(device)];
            if (!chosen.report) return;
            chooseDevice(device);
            m_graph->setCostKind({CostKind::What::Latency, chosen.name});
          });
  return side;
}

void NetworkPage::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Open a model"), m_file.isEmpty() ? QString() : QFileInfo(m_file).path(),
                                 tr("Models (*.onnx);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &NetworkPage::openFile);
  dialog->open();
}

void NetworkPage::openFile(const QString& path) {
  auto wish = std::make_shared<Wish>();
  wish->path = QFileInfo(path).absoluteFilePath();
  wish->title = QFileInfo(path).fileName();
  want(std::move(wish));
}

void NetworkPage::showNetwork(std::shared_ptr<const Network> network, const QString& title) {
  auto wish = std::make_shared<Wish>();
  wish->network = std::move(network);
  wish->title = title;
  want(std::move(wish));
}

void NetworkPage::want(std::shared_ptr<Wish> wish) {
  m_wanted = std::move(wish);
  m_progress->setRange(0, 0);
  m_busyText->setText(tr("Reading %1\u2026").arg(m_wanted->title));
  m_stack->setCurrentWidget(m_busy);
  m_job.cancel();
  begin();
}

void NetworkPage::cancel() {
  m_wanted.reset();
  m_job.cancel();
  m_stack->setCurrentWidget(m_report ? m_content : m_empty);
}

void NetworkPage::begin() {
  if (!m_wanted || m_job.running()) return;
  m_working = std::exchange(m_wanted, nullptr);
  m_working->known = m_known;
  m_stale = false;
  m_job.start([wish = m_working](const JobContext& job) -> Status {
    auto report = wish->earlier          ? reportOnDevices(*wish->earlier, job, wish->known)
                  : wish->path.isEmpty() ? networkReport(wish->network, job, wish->known)
                                         : onnxReport(wish->path.toStdString(), job, wish->known);
    if (!report.ok()) return report.error();
    wish->report = std::make_shared<const NetworkReport>(std::move(report).value());
    return {};
  });
}

void NetworkPage::setKnownDevices(const DeviceList& known) {
  m_known = known;
  m_graph->setKnownDevices(known);
  m_stale = true;
  if (isVisible()) estimateAgain();
}

void NetworkPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  estimateAgain();
}

/// What is shown stays until the new estimates are there.
void NetworkPage::estimateAgain() {
  if (!m_stale || !m_report || m_wanted || m_job.running()) return;
  m_wanted = std::make_shared<Wish>();
  m_wanted->path = m_file;
  m_wanted->title = m_title->text();
  m_wanted->earlier = m_report;
  begin();
}

void NetworkPage::showReport() {
  m_echo = true;
  m_layers->setReport(m_report);
  m_devices->setReport(m_report);
  m_echo = false;
  m_deviceTable->resizeColumnsToContents();
  m_deviceTable->horizontalHeader()->setStretchLastSection(true);
  for (std::size_t i = 0; i < m_report->devices.size(); ++i) {
    if (m_report->devices[i].name == m_graph->costKind().device) chooseDevice(static_cast<int>(i));
  }
}

void NetworkPage::finish() {
  if (m_wanted) return begin();
  const auto wish = std::exchange(m_working, nullptr);
  m_report = wish->report;
  if (wish->earlier) {
    showReport();
    return estimateAgain();
  }
  m_file = wish->path;
  setWindowTitle(wish->title);
  m_title->setText(wish->title);
  m_echo = true;
  m_filterLine->clear();
  m_echo = false;
  showReport();
  fillHead();
  fillUnknown();
  const QFontMetrics metrics = m_layerTable->fontMetrics();
  const auto width = [&](const char* sample) { return metrics.horizontalAdvance(QLatin1String(sample)) + 12; };
  m_layerTable->setColumnWidth(LayerModel::Number, width("0000"));
  m_layerTable->setColumnWidth(LayerModel::Name, width("batch_norm_22"));
  m_layerTable->setColumnWidth(LayerModel::Operator, width("Convolution 3x3, stri"));
  m_layerTable->setColumnWidth(LayerModel::Output, width("000x000x0000"));
  m_layerTable->setColumnWidth(LayerModel::Params, width("00,000,000"));
  m_layerTable->setColumnWidth(LayerModel::Macs, width("0,000,000,000"));
  m_layerTable->setColumnWidth(LayerModel::Memory, width("000.0 MiB"));
  m_layerTable->setColumnWidth(LayerModel::Latency, width("000.0 ms"));
  m_layerTable->setColumnWidth(LayerModel::Share, width("Share 00"));
  m_stack->setCurrentWidget(m_content);
  m_graph->draw(m_report->network, QString());
  m_graph->setFocus();
  Q_EMIT opened(m_file);
  estimateAgain();  // the devices changed meanwhile
}

void NetworkPage::fillHead() {
  const auto& report = *m_report;
  const QLocale locale;
  QStringList parts;
  // Where operators are unknown their costs are missing: what is counted is a lower bound.
  const QString least = report.totals.complete ? QString() : tr("at least ");
  parts << least + heatText(static_cast<double>(report.totals.params), tr("parameters"))
        << least + heatText(static_cast<double>(report.totals.macs), tr("MACs"))
        << tr("peak activations %1 (fp32)")
               .arg(heatText(static_cast<double>(report.totals.peakActivationBytes), QStringLiteral("B")))
        << tr("input %1").arg(graphText(report.network->inputShape().text()))
        << tr("%n operator(s)", nullptr, static_cast<int>(report.names.size()));
  if (report.opset > 0) parts << tr("ONNX opset %1").arg(report.opset);
  if (!report.producer.empty()) parts << toQString(report.producer);
  m_totals->setText(parts.join(QStringLiteral("  \u00b7  ")));
}

void NetworkPage::fillUnknown() {
  std::map<std::string, int> types;
  m_unknown->clear();
  for (const auto& unknown : m_report->unknown) {
    ++types[unknown.type];
    QString text = toQString(unknown.type) + QStringLiteral(" \u2013 ") + toQString(unknown.name);
    if (unknown.shapeAssumed) text += tr(" (its output is taken to be like its input)");
    m_unknown->addItem(text);
  }
  const int count = static_cast<int>(m_report->unknown.size());
  const int tab = m_tabs->indexOf(m_unknown);
  m_warning->setVisible(count > 0);
  if (count == 0) {
    if (tab >= 0) m_tabs->removeTab(tab);
    m_unknown->hide();
    return;
  }
  QStringList names;
  for (const auto& [type, times] : types) names << tr("%1 (%2\u00d7)").arg(toQString(type)).arg(times);
  m_warning->setText(QStringLiteral("\u26a0 ") +
                     tr("%n operator(s) are unknown here, so costs are lower bounds: %1.", nullptr, count)
                         .arg(names.join(QStringLiteral(", "))));
  const QString title = tr("Unknown operators (%1)").arg(count);
  if (tab >= 0) {
    m_tabs->setTabText(tab, title);
  } else {
    m_tabs->addTab(m_unknown, title);
  }
}

void NetworkPage::chooseDevice(int device) {
  m_layers->setDevice(device);
  const bool before = m_echo;
  m_echo = true;
  const QModelIndex row = m_deviceOrder->mapFromSource(m_devices->index(device, 0));
  if (row.isValid()) m_deviceTable->selectRow(row.row());
  m_echo = before;
}

void NetworkPage::layerChosen() {
  const QModelIndex current = m_layerTable->currentIndex();
  if (m_echo || !current.isValid()) return;
  m_echo = true;
  m_graph->showNode(m_layerFilter->mapToSource(current).row());
  m_echo = false;
}

Status NetworkPage::saveLayers(const QString& path) const {
  if (!m_report) return {};
  return writeFileAtomically(path.toStdString(), layersCsv(*m_report));
}

void NetworkPage::askAndSaveLayers() {
  auto* dialog = new QFileDialog(this, tr("Save the table"), QString(), tr("Tables (*.csv)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->selectFile(QFileInfo(m_title->text()).completeBaseName() + QStringLiteral("-layers.csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    const Status saved = saveLayers(path);
    if (!saved.ok()) Q_EMIT failed(saved.error());
  });
  dialog->open();
}

void NetworkPage::updateIcons() {
  for (const auto& [button, icon] : m_buttons) button->setIcon(themedIcon(icon, palette()));
}

void NetworkPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope

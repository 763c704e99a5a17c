#include "widgets/network_graph.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/device/device.h"
#include "viz/graph_view.h"
#include "widgets/icons.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxItems = 1500;  ///< above it scopes are drawn closed: nobody reads more, and it stays fluent

}  // namespace

NetworkGraph::NetworkGraph(const std::string& layoutProgram, QWidget* parent)
    : QWidget(parent),
      m_view(new GraphView(this)),
      m_costs(new QComboBox(this)),
      m_layout(std::make_unique<LayoutClient>(layoutProgram)) {
  m_options.maxItems = kMaxItems;
  m_view->setObjectName(QStringLiteral("graphView"));
  m_view->setExpandable(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeBar());
  layout->addWidget(m_view, 1);
  setFocusProxy(m_view);
  fillCostKinds();
  connect(m_costs, &QComboBox::activated, this, [this](int index) {
    const QStringList what = m_costs->itemData(index).toStringList();
    setCostKind({static_cast<CostKind::What>(what.value(0).toInt()), what.value(1).toStdString()});
  });
  connect(m_view, &GraphView::blockToggled, this, [this](int block) {
    m_options.opened.toggle(m_drawn.blocks[static_cast<std::size_t>(block)].key);
    redraw();
  });
  connect(m_view, &GraphView::allBlocksToggled, this, [this](bool open) {
    m_options.opened = {open, {}};
    m_options.closed.clear();
    m_options.kept.clear();
    redraw();
  });
  connect(m_view, &GraphView::scopeClosed, this, [this](const QString& scope) {
    m_options.closed.insert(scope.toStdString());
    m_options.kept.erase(scope.toStdString());
    redraw();
  });
  connect(m_view, &GraphView::scopeOpened, this, [this](const QString& scope) {
    m_options.closed.erase(scope.toStdString());
    m_options.kept.insert(scope.toStdString());
    redraw();
  });
  connect(m_view, &GraphView::currentItemChanged, this, [this](int item) {
    if (m_echo) return;
    const bool valid = item >= 0 && static_cast<std::size_t>(item) < m_drawn.items.size();
    Q_EMIT currentNodesChanged(valid ? m_drawn.items[static_cast<std::size_t>(item)].nodes : std::vector<int>());
  });
  connect(&m_job, &BackgroundJob::succeeded, this, &NetworkGraph::finish);
  connect(&m_job, &BackgroundJob::cancelled, this, &NetworkGraph::begin);
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    if (m_wanted) return begin();
    m_working.reset();
    m_network.reset();
    m_drawn = {};
    m_view->clear(errorSummary(error) + QLatin1Char('\n') + translated(error.mend));
    updateButtons();
    Q_EMIT failed(error);
  });
}

NetworkGraph::~NetworkGraph() = default;

QWidget* NetworkGraph::makeBar() {
  auto* bar = new QWidget(this);
  bar->setObjectName(QStringLiteral("graphBar"));
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(8, 4, 6, 4);
  row->setSpacing(2);
  auto* label = new QLabel(tr("&Colours:"), bar);
  label->setBuddy(m_costs);
  m_costs->setObjectName(QStringLiteral("graphCosts"));
  m_costs->setAccessibleName(tr("What the colours of the graph show"));
  m_costs->setToolTip(
      tr("Kind of operator, or a cost of each operator: MACs, parameters, bytes of activations, or "
         "milliseconds on a device"));
  m_costs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_costs->setMinimumContentsLength(9);
  m_costs->setMaximumWidth(280);
  row->addWidget(label);
  row->addSpacing(4);
  row->addWidget(m_costs, 1);
  row->addStretch(0);
  const auto button = [&](const char* name, const char* icon, const QString& text, auto slot) {
    auto* made = new QToolButton(bar);
    made->setObjectName(QLatin1String(name));
    made->setAutoRaise(true);
    made->setToolTip(text);
    made->setAccessibleName(text);
    row->addWidget(made);
    connect(made, &QToolButton::clicked, this, slot);
    m_buttons.emplace_back(made, icon);
  };
  button("graphOpenAll", "expand", tr("Draw all blocks in full"), [this] { Q_EMIT m_view->allBlocksToggled(true); });
  button("graphCloseAll", "collapse", tr("Draw equal blocks once"), [this] { Q_EMIT m_view->allBlocksToggled(false); });
  button("graphFit", "fit", tr("Show everything (F)"), [this] { m_view->fit(); });
  button("graphFind", "find", tr("Find an operator (Ctrl+F)"), [this] { m_view->showFind(); });
  button("graphSave", "image", tr("Save the graph as SVG, PDF or PNG"), [this] { m_view->askAndSave(); });
  updateIcons();
  updateButtons();
  return bar;
}

void NetworkGraph::updateIcons() {
  for (const auto& [button, icon] : m_buttons) button->setIcon(themedIcon(icon, palette()));
}

void NetworkGraph::updateButtons() {
  for (const auto& [button, icon] : m_buttons) button->setEnabled(m_network != nullptr);
}

void NetworkGraph::fillCostKinds() {
  m_costs->clear();
  const auto add = [this](const QString& text, CostKind::What what, const std::string& device = {}) {
    m_costs->addItem(text, QStringList{QString::number(static_cast<int>(what)), toQString(device)});
  };
  add(tr("Operators"), CostKind::What::None);
  add(tr("MACs"), CostKind::What::Macs);
  add(tr("Parameters"), CostKind::What::Params);
  add(tr("Activation memory"), CostKind::What::Memory);
  m_costs->insertSeparator(m_costs->count());
  for (const auto& device : m_known ? *m_known : devicePresets()) {
    add(tr("Latency: %1").arg(toQString(device.title())), CostKind::What::Latency, device.name());
  }
  showCostKind();
}

void NetworkGraph::showCostKind() {
  const QStringList wanted{QString::number(static_cast<int>(m_costKind.what)), toQString(m_costKind.device)};
  for (int i = 0; i < m_costs->count(); ++i) {
    if (m_costs->itemData(i).toStringList() == wanted) m_costs->setCurrentIndex(i);
  }
}

void NetworkGraph::setKnownDevices(const DeviceList& known) {
  m_known = known;
  if (m_costs->view()->isVisible()) m_costs->hidePopup();
  fillCostKinds();
  if (m_costKind.what == CostKind::What::Latency) recolour();  // its profile may be another now
}

void NetworkGraph::draw(Source source, const QString& title, bool sameNetwork) {
  auto work = std::make_shared<Work>();
  work->source = std::move(source);
  work->title = title;
  work->sameNetwork = sameNetwork;
  want(std::move(work));
}

void NetworkGraph::draw(std::shared_ptr<const Network> network, const QString& title, bool sameNetwork) {
  auto work = std::make_shared<Work>();
  work->network = std::move(network);
  work->title = title;
  work->sameNetwork = sameNetwork;
  want(std::move(work));
}

void NetworkGraph::redraw() {
  if (!m_network) return;
  const auto pending = m_wanted ? m_wanted : m_job.running() ? m_working : nullptr;
  if (pending && (pending->source || pending->network != m_network)) return;  // another network is on its way
  auto work = std::make_shared<Work>();
  work->network = m_network;
  work->title = m_title;
  work->sameNetwork = true;
  want(std::move(work));
}

void NetworkGraph::setCostKind(const CostKind& kind) {
  if (kind == m_costKind) return;
  m_costKind = kind;
  showCostKind();
  Q_EMIT costKindChanged();
  recolour();
}

void NetworkGraph::recolour() {
  if (m_wanted) {
    m_wanted->costKind = m_costKind;
    m_wanted->known = m_known;
  } else if (m_working && m_job.running()) {
    auto again = std::make_shared<Work>();  // what was asked for: the rest is being written by the job
    again->source = m_working->source;
    if (!again->source) again->network = m_working->network;
    again->title = m_working->title;
    again->sameNetwork = m_working->sameNetwork;
    again->onlyCosts = m_working->onlyCosts;
    want(std::move(again));
  } else if (m_network) {
    auto work = std::make_shared<Work>();
    work->network = m_network;
    work->title = m_title;
    work->onlyCosts = true;
    want(std::move(work));
  }
}

void NetworkGraph::clear(const QString& text) {
  m_wanted.reset();
  m_job.cancel();
  m_network.reset();
  m_drawn = {};
  m_view->clear(text);
  updateButtons();
}

void NetworkGraph::want(std::shared_ptr<Work> work) {
  if (!work->sameNetwork && !work->onlyCosts) {
    m_options.opened = {};
    m_options.closed.clear();
    m_options.kept.clear();
  }
  work->options = m_options;
  work->costKind = m_costKind;
  work->known = m_known;
  m_wanted = std::move(work);
  if (m_job.running()) {
    m_job.cancel();
  } else {
    begin();
  }
}

void NetworkGraph::begin() {
  if (!m_wanted || m_job.running()) return;
  m_working = std::exchange(m_wanted, nullptr);
  m_job.start([work = m_working, layout = m_layout.get()](const JobContext& job) -> Status {
    if (!work->network) {
      PSCOPE_TRY(Network made, work->source(job));
      work->network = std::make_shared<const Network>(std::move(made));
    }
    if (!work->onlyCosts) {
      work->view = networkView(*work->network, work->options);
      work->layout = layout->layout(work->view.layoutGraph(), job);
    }
    auto costs = nodeCosts(*work->network, work->costKind, work->known);
    // A device that lacks a number takes the colours away, not the graph.
    if (costs.ok()) {
      work->costs = std::move(costs).value();
    } else {
      work->costError = costs.error();
    }
    return {};
  });
}

void NetworkGraph::finish() {
  if (m_wanted) return begin();
  const auto work = std::exchange(m_working, nullptr);
  if (!work) return;
  m_network = work->network;
  if (!work->onlyCosts) {
    m_echo = true;
    m_title = work->title;
    m_drawn = std::move(work->view);
    m_view->setGraph(m_drawn, work->layout, m_title, work->sameNetwork);
    m_echo = false;
  }
  updateButtons();
  m_view->setHeat(heatOf(work->costs));
  if (work->costError) {
    m_view->setHeat(std::nullopt);
    m_costs->setToolTip(errorSummary(*work->costError));
  }
  Q_EMIT shown();
}

std::optional<GraphHeat> NetworkGraph::heatOf(const NodeCosts& costs) const {
  using What = CostKind::What;
  GraphHeat heat;
  switch (costs.kind.what) {
    case What::None:
      return std::nullopt;
    case What::Macs:
      heat.title = tr("MACs");
      heat.unit = tr("MACs");
      heat.kind = tr("counted, batch 1");
      break;
    case What::Params:
      heat.title = tr("Parameters");
      heat.unit = tr("params");
      heat.kind = tr("counted");
      break;
    case What::Memory:
      heat.title = tr("Activation memory while it runs");
      heat.unit = QStringLiteral("B");
      heat.kind = tr("all live tensors, 4 bytes a value, batch 1");
      break;
    case What::Latency:
      heat.title = tr("Latency on %1").arg(toQString(costs.device));
      heat.unit = QStringLiteral("ms");
      heat.kind = tr("estimated (%1, %2, batch 1), weakest evidence %3")
                      .arg(toQString(costs.model), toQString(costs.precision), toQString(costs.evidence));
      break;
  }
  const bool peak = costs.kind.what == What::Memory;
  for (const auto& item : m_drawn.items) {
    double value = 0;
    for (const int node : item.nodes) {
      const double cost = costs.values[static_cast<std::size_t>(node)];
      value = peak ? std::max(value, cost) : value + cost;
    }
    heat.values.push_back(value);
  }
  if (costs.total && !peak) heat.total = *costs.total;
  return heat;
}

void NetworkGraph::showNode(int node) {
  for (std::size_t i = 0; i < m_drawn.items.size(); ++i) {
    const auto& nodes = m_drawn.items[i].nodes;
    if (std::find(nodes.begin(), nodes.end(), node) == nodes.end()) continue;
    m_echo = true;
    m_view->setCurrentItem(static_cast<int>(i));
    m_echo = false;
    return;
  }
}

void NetworkGraph::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope

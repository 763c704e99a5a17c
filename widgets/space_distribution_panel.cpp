#include "widgets/space_distribution_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "viz/distribution_plot.h"
#include "widgets/cost_text.h"
#include "widgets/distribution_model.h"
#include "widgets/space_profiler.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kCellWidth = 290;  ///< a histogram with its heading reads well from here on
constexpr int kMostColumns = 4;

QString percent(double share) {
  return QLocale().toString(100 * share, 'f', share > 0 && share < 0.01 ? 2 : 1) + QChar(QChar::Nbsp) +
         QLatin1Char('%');
}

}  // namespace

SpaceDistributionPanel::SpaceDistributionPanel(SpaceProfiler& profiler, QWidget* parent)
    : Panel(parent),
      m_profiler(profiler),
      m_devices{"raspberry-pi-4", "jetson-nano", "pixel-3"},
      m_stack(new QStackedLayout(this)),
      m_empty(new QLabel(this)) {
  setObjectName(QStringLiteral("spaceDistributionPanel"));
  m_empty->setObjectName(QStringLiteral("spaceDistributionEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setMargin(16);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  m_stack->addWidget(m_empty);
  setEmptyText(
      tr("Open a design space, or finish the one you draw:\nwhat its designs cost, and how many keep your "
         "bounds, appears here."));
  buildPage();
  connect(&m_profiler, &SpaceProfiler::spaceChanged, this, &SpaceDistributionPanel::requestRefresh);
  connect(&m_profiler, &SpaceProfiler::profileChanged, this, &SpaceDistributionPanel::requestRefresh);
  connect(&m_profiler, &SpaceProfiler::examplesChanged, this, &SpaceDistributionPanel::requestRefresh);
  requestRefresh();
}

SpaceDistributionPanel::~SpaceDistributionPanel() = default;

void SpaceDistributionPanel::buildPage() {
  auto* page = new QWidget(this);
  m_note = new QLabel(page);
  m_note->setObjectName(QStringLiteral("distributionNote"));
  m_note->setForegroundRole(QPalette::PlaceholderText);
  m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_all = new QLabel(page);
  m_all->setObjectName(QStringLiteral("distributionAll"));
  QFont bold = m_all->font();
  bold.setWeight(QFont::DemiBold);
  m_all->setFont(bold);
  m_deviceButton = new QToolButton(page);
  m_deviceButton->setObjectName(QStringLiteral("distributionDevices"));
  m_deviceButton->setText(tr("Devices"));
  m_deviceButton->setToolTip(tr("The devices whose estimated latency is shown"));
  m_deviceButton->setPopupMode(QToolButton::InstantPopup);
  m_deviceMenu = new QMenu(m_deviceButton);
  m_deviceButton->setMenu(m_deviceMenu);
  connect(m_deviceMenu, &QMenu::aboutToShow, this, &SpaceDistributionPanel::buildDeviceMenu);
  m_tableButton = new QToolButton(page);
  m_tableButton->setObjectName(QStringLiteral("distributionTableButton"));
  m_tableButton->setText(tr("As a table"));
  m_tableButton->setToolTip(tr("Show the same as numbers: least, median, most, bound and share"));
  m_tableButton->setCheckable(true);
  connect(m_tableButton, &QToolButton::toggled, this, &SpaceDistributionPanel::showTable);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(10);
  bar->addWidget(m_all);
  bar->addWidget(m_note, 1);
  bar->addWidget(m_deviceButton);
  bar->addWidget(m_tableButton);

  m_content = new QWidget(page);
  m_grid = new QGridLayout(m_content);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setSpacing(8);
  auto* scroll = new QScrollArea(page);
  scroll->setWidget(m_content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  m_model = new DistributionModel(this);
  m_table = new QTableView(page);
  m_table->setObjectName(QStringLiteral("distributionTable"));
  m_table->setAccessibleName(tr("Distribution of the costs over sampled designs"));
  m_table->setModel(m_model);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_views = new QStackedWidget(page);
  m_views->addWidget(scroll);
  m_views->addWidget(m_table);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(10, 6, 10, 10);
  layout->setSpacing(6);
  layout->addLayout(bar);
  layout->addWidget(m_views, 1);
  m_stack->addWidget(page);
}

void SpaceDistributionPanel::buildDeviceMenu() {
  m_deviceMenu->clear();
  for (const DeviceProfile& device : m_profiler.devices()) {
    auto* action = m_deviceMenu->addAction(toQString(device.title()));
    action->setCheckable(true);
    action->setData(toQString(device.name()));
    action->setChecked(std::find(m_devices.begin(), m_devices.end(), device.name()) != m_devices.end());
    connect(action, &QAction::toggled, this, [this] {
      std::vector<std::string> names;
      for (const QAction* each : m_deviceMenu->actions()) {
        if (each->isChecked()) names.push_back(each->data().toString().toStdString());
      }
      if (names == m_devices) return;
      m_devices = std::move(names);
      requestRefresh();
      Q_EMIT devicesChanged();
    });
  }
}

void SpaceDistributionPanel::setSpace(const std::optional<Space>& space) {
  m_profiler.setSpace(space, m_profiler.scale());
}

void SpaceDistributionPanel::setEmptyText(const QString& text) {
  m_empty->setText(text);
}

void SpaceDistributionPanel::setBounds(const Bounds& bounds) {
  if (bounds == m_bounds) return;
  m_bounds = bounds;
  requestRefresh();
}

void SpaceDistributionPanel::setDevices(const std::vector<std::string>& names) {
  if (names == m_devices) return;
  m_devices = names;
  requestRefresh();
}

void SpaceDistributionPanel::showTable(bool table) {
  m_tableButton->setChecked(table);
  m_views->setCurrentIndex(table ? 1 : 0);
}

std::optional<std::size_t> SpaceDistributionPanel::metricOf(const std::string& name) const {
  const auto profile = m_profiler.profile();
  if (profile == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < profile->metrics.size(); ++i) {
    if (profile->metrics[i].name == name) return i;
  }
  return std::nullopt;
}

std::vector<std::size_t> SpaceDistributionPanel::shownMetrics() const {
  std::vector<std::size_t> shown;
  const auto profile = m_profiler.profile();
  if (profile == nullptr) return shown;
  for (std::size_t i = 0; i < profile->metrics.size(); ++i) {
    const CheapMetric& metric = profile->metrics[i];
    const bool chosen = metric.kind != CheapMetric::Kind::Latency ||
                        std::find(m_devices.begin(), m_devices.end(), metric.name) != m_devices.end();
    if (chosen) shown.push_back(i);
  }
  return shown;
}

void SpaceDistributionPanel::refresh() {
  m_stack->setCurrentIndex(m_profiler.space() ? 1 : 0);
  if (!m_profiler.space()) return;
  makeCells();
  for (Cell& cell : m_cells) {
    if (const auto metric = metricOf(cell.metric)) updateCell(cell, *metric);
  }
  updateShares();
}

/// The cells of the metrics that are shown; those that stay keep their widgets, so that typing is not interrupted.
void SpaceDistributionPanel::makeCells() {
  const auto profile = m_profiler.profile();
  if (profile == nullptr) return;
  std::vector<Cell> cells;
  for (const std::size_t metric : shownMetrics()) {
    const std::string& name = profile->metrics[metric].name;
    const auto known =
        std::find_if(m_cells.begin(), m_cells.end(), [&](const Cell& cell) { return cell.metric == name; });
    if (known == m_cells.end()) {
      cells.push_back(makeCell(profile->metrics[metric]));
    } else {
      cells.push_back(*known);
      m_cells.erase(known);
    }
  }
  const bool changed = !m_cells.empty() || m_grid->count() != static_cast<int>(cells.size());
  for (const Cell& gone : m_cells) delete gone.frame;
  m_cells = std::move(cells);
  if (changed) m_columns = 0;
  arrangeCells();
}

SpaceDistributionPanel::Cell SpaceDistributionPanel::makeCell(const CheapMetric& metric) {
  Cell cell;
  cell.metric = metric.name;
  const QString name = toQString(metric.name);
  cell.frame = new QWidget(m_content);
  cell.frame->setAutoFillBackground(true);
  cell.frame->setBackgroundRole(QPalette::Base);
  cell.title = new QLabel(costTitle(metric), cell.frame);
  QFont bold = cell.title->font();
  bold.setWeight(QFont::DemiBold);
  cell.title->setFont(bold);
  cell.title->setToolTip(costTooltip(metric));
  auto* sign = new QLabel(metric.direction == Direction::Minimize ? QStringLiteral("\u2264") : QStringLiteral("\u2265"),
                          cell.frame);
  sign->setForegroundRole(QPalette::PlaceholderText);
  cell.edit = new QLineEdit(cell.frame);
  cell.edit->setObjectName(QStringLiteral("bound_") + name);
  cell.edit->setPlaceholderText(tr("no bound"));
  cell.edit->setAccessibleName(tr("Bound of %1").arg(costTitle(metric)));
  cell.edit->setClearButtonEnabled(true);
  cell.edit->setMaximumWidth(fontMetrics().averageCharWidth() * 18);
  cell.plot = new DistributionPlot(cell.frame);
  cell.plot->setObjectName(QStringLiteral("distribution_") + name);
  cell.share = new QLabel(cell.frame);
  cell.share->setObjectName(QStringLiteral("share_") + name);
  cell.share->setForegroundRole(QPalette::PlaceholderText);
  auto* head = new QHBoxLayout;
  head->setSpacing(5);
  head->addWidget(cell.title, 1);
  head->addWidget(sign);
  head->addWidget(cell.edit);
  auto* layout = new QVBoxLayout(cell.frame);
  layout->setContentsMargins(10, 7, 8, 8);
  layout->setSpacing(2);
  layout->addLayout(head);
  layout->addWidget(cell.share);
  layout->addWidget(cell.plot, 1);
  const std::string key = metric.name;
  connect(cell.edit, &QLineEdit::editingFinished, this, [this, key] {
    const auto found =
        std::find_if(m_cells.begin(), m_cells.end(), [&](const Cell& each) { return each.metric == key; });
    if (found != m_cells.end()) takeTyped(*found);
  });
  connect(cell.plot, &DistributionPlot::boundChanged, this, [this, key](std::optional<double> bound) {
    const auto metricIndex = metricOf(key);
    if (!metricIndex) return;
    const auto profile = m_profiler.profile();
    const double factor = costUnit(profile->metrics[*metricIndex], profile->median(*metricIndex)).factor;
    setBound(key, bound ? std::optional(*bound * factor) : std::nullopt);
  });
  return cell;
}

void SpaceDistributionPanel::arrangeCells() {
  if (m_cells.empty()) return;
  const int count = static_cast<int>(m_cells.size());
  int columns = std::clamp(width() / kCellWidth, 1, std::min(kMostColumns, count));
  // Rows as even as they can be: six in three columns rather than four and two.
  const int rows = (count + columns - 1) / columns;
  columns = (count + rows - 1) / rows;
  if (columns == m_columns) return;
  for (int i = 0; i < std::max(m_columns, columns); ++i) m_grid->setColumnStretch(i, i < columns ? 1 : 0);
  m_columns = columns;
  for (int i = 0; i < count; ++i) {
    m_grid->addWidget(m_cells[static_cast<std::size_t>(i)].frame, i / columns, i % columns);
  }
}

void SpaceDistributionPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  arrangeCells();
}

void SpaceDistributionPanel::updateCell(Cell& cell, std::size_t metric) {
  const auto profile = m_profiler.profile();
  const CheapMetric& what = profile->metrics[metric];
  const CostUnit unit = costUnit(what, profile->median(metric));
  std::vector<double> values = profile->values[metric];
  for (double& value : values) value /= unit.factor;
  const QString axis = what.kind == CheapMetric::Kind::Latency ? tr("latency (%1)").arg(unit.text) : unit.text;
  cell.plot->setQuantity({costTitle(what), unit.text, axis, what.direction == Direction::Minimize});
  cell.plot->setValues(std::move(values));
  cell.plot->setEmptyText(m_profiler.complete() ? tr("No design of the sample has a network.") : tr("…"));
  const auto bound = m_bounds.find(cell.metric);
  const bool bounded = bound != m_bounds.end();
  cell.plot->setBound(bounded ? std::optional(bound->second / unit.factor) : std::nullopt);
  if (!cell.edit->hasFocus() || !cell.edit->isModified()) {
    cell.edit->setText(bounded ? costText(what, bound->second) : QString());
  }
  cell.edit->setToolTip(tr("A number in %1, or with its own unit, such as %2; empty: no bound. Or drag in the "
                           "histogram, or double-click there.")
                            .arg(unit.text, costText(what, profile->median(metric))));
  if (bounded) {
    const MetricBound limit{metric, bound->second};
    cell.share->setText(shareText(shareMeeting(*profile, std::span(&limit, 1)), metric, bound->second));
  } else {
    cell.share->setText(tr("median %1").arg(costText(what, profile->median(metric))));
  }
}

/// "41.2 % (39.1 to 43.4 %)"; where nobody keeps it, what the smallest network has.
QString SpaceDistributionPanel::shareText(const Share& share, std::size_t metric, double limit) const {
  if (share.share > 0) {
    return tr("%1 keep it (%2 to %3)").arg(percent(share.share), percent(share.low), percent(share.high));
  }
  const auto profile = m_profiler.profile();
  const auto& smallest = m_profiler.examples().smallest;
  if (!smallest || metric >= smallest->values.size())
    return tr("none of the sample (below %1)").arg(percent(share.high));
  const QString value = costText(profile->metrics[metric], smallest->values[metric]);
  return profile->metrics[metric].meets(smallest->values[metric], limit)
             ? tr("only rare ones: the smallest has %1").arg(value)
             : tr("out of reach? The smallest has %1").arg(value);
}

void SpaceDistributionPanel::updateShares() {
  const auto profile = m_profiler.profile();
  m_model->set(profile, shownMetrics(), m_bounds);
  if (m_profiler.problem()) {
    m_all->clear();
    return m_note->setText(QStringLiteral("\u26a0 ") + errorSummary(*m_profiler.problem()));
  }
  if (profile == nullptr) {
    m_all->clear();
    return m_note->setText(tr("Drawing designs…"));
  }
  std::vector<MetricBound> limits;
  for (const auto& [name, limit] : m_bounds) {
    if (const auto metric = metricOf(name)) limits.push_back({*metric, limit});
  }
  const Share share = shareMeeting(*profile, limits);
  m_all->setText(limits.empty() ? QString() : tr("%1 keep all bounds").arg(percent(share.share)));
  m_all->setToolTip(tr("95 % interval (Wilson): %1 to %2").arg(percent(share.low), percent(share.high)));
  QStringList notes;
  const QLocale locale;
  notes << (m_profiler.complete()
                ? tr("%1 random designs in %2 s")
                      .arg(locale.toString(static_cast<qlonglong>(profile->drawn)),
                           locale.toString(m_profiler.seconds(), 'f', 2))
                : tr("%1 random designs…").arg(locale.toString(static_cast<qlonglong>(profile->drawn))));
  QString reasons;
  if (profile->violating > 0) {
    notes << tr("%1 violate a constraint").arg(locale.toString(static_cast<qlonglong>(profile->violating)));
    reasons += errorSummary(*profile->firstViolation);
  }
  if (profile->failed > 0) {
    notes << QStringLiteral("\u26a0 ") +
                 tr("%1 have no network").arg(locale.toString(static_cast<qlonglong>(profile->failed)));
    reasons += (reasons.isEmpty() ? QString() : QStringLiteral("\n")) + errorSummary(*profile->firstFailure);
  }
  m_note->setText(notes.join(QStringLiteral(" \u00b7 ")));
  m_note->setToolTip(reasons);
}

void SpaceDistributionPanel::setBound(const std::string& metric, std::optional<double> bound) {
  if (bound) {
    m_bounds[metric] = *bound;
  } else if (m_bounds.erase(metric) == 0) {
    return;
  }
  requestRefresh();
  Q_EMIT boundsChanged();
}

void SpaceDistributionPanel::takeTyped(Cell& cell) {
  if (!cell.edit->isModified()) return;
  const auto metric = metricOf(cell.metric);
  const auto profile = m_profiler.profile();
  if (!metric) return;
  cell.edit->setModified(false);
  const QString text = cell.edit->text().trimmed();
  if (text.isEmpty()) {
    setBound(cell.metric, std::nullopt);
    return;
  }
  const auto bound = parseCost(text, costUnit(profile->metrics[*metric], profile->median(*metric)));
  if (bound) {
    setBound(cell.metric, bound);
  } else {
    requestRefresh();  // shows the bound that holds
  }
}

}  // namespace pscope

#include "widgets/device_swap_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "viz/colours.h"
#include "widgets/column_widths.h"
#include "widgets/device_library.h"
#include "widgets/device_text.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr qsizetype kMostDevices = 4;
constexpr double kMjPerWh = 3.6e6;

}  // namespace

double DeviceLens::apply(double latencyMs, double mjPerMs) const {
  switch (kind) {
    case Kind::Milliseconds:
      return latencyMs;
    case Kind::FramesPerSecond:
      return 1e3 / latencyMs;
    case Kind::FrameBudget:
      return 100 * latencyMs * framesPerSecond / 1e3;
    case Kind::Millijoules:
      return latencyMs * mjPerMs;
    case Kind::Inferences:
      return batteryWh * kMjPerWh / (latencyMs * mjPerMs);
  }
  return latencyMs;
}

QString DeviceLens::unit() const {
  switch (kind) {
    case Kind::Milliseconds:
      return DeviceSwapModel::tr("ms");
    case Kind::FramesPerSecond:
      return DeviceSwapModel::tr("frames/s");
    case Kind::FrameBudget:
      return DeviceSwapModel::tr("% of a frame");
    case Kind::Millijoules:
      return DeviceSwapModel::tr("mJ");
    case Kind::Inferences:
      return DeviceSwapModel::tr("inferences");
  }
  return {};
}

void DeviceSwapModel::set(std::shared_ptr<const DeviceSwap> swap, QStringList devices, std::vector<CandidateId> ids,
                          std::vector<double> qualities, const QString& qualityTitle, std::vector<QString> designs) {
  beginResetModel();
  m_swap = std::move(swap);
  m_devices = std::move(devices);
  m_ids = std::move(ids);
  m_qualities = std::move(qualities);
  m_qualityTitle = qualityTitle;
  m_designs = std::move(designs);
  arrange();
  endResetModel();
}

void DeviceSwapModel::setLens(const DeviceLens& lens) {
  m_lens = lens;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, std::max(0, columnCount() - 1));
}

void DeviceSwapModel::setFrontOnly(bool frontOnly) {
  if (frontOnly == m_frontOnly) return;
  beginResetModel();
  m_frontOnly = frontOnly;
  arrange();
  endResetModel();
}

std::size_t DeviceSwapModel::flips() const {
  std::size_t flips = 0;
  if (m_swap == nullptr) return 0;
  for (std::size_t i = 0; i < m_ids.size(); ++i) {
    bool differs = false;
    for (const auto& front : m_swap->onFront) differs = differs || front[i] != m_swap->onFront.front()[i];
    flips += differs ? 1 : 0;
  }
  return flips;
}

int DeviceSwapModel::flip(std::size_t candidate, std::size_t device) const {
  return static_cast<int>(m_swap->onFront[device][candidate]) - static_cast<int>(m_swap->onFront.front()[candidate]);
}

double DeviceSwapModel::key(std::size_t candidate, int column) const {
  if (column == Id) return static_cast<double>(m_ids[candidate].value);
  if (column == Quality) return m_qualities[candidate];
  return m_swap->latencyMs[deviceOf(column)][candidate];
}

void DeviceSwapModel::arrange() {
  m_order.clear();
  if (m_swap == nullptr) return;
  for (std::size_t i = 0; i < m_ids.size(); ++i) {
    const bool front = std::any_of(m_swap->onFront.begin(), m_swap->onFront.end(), [i](const auto& f) { return f[i]; });
    if (front || !m_frontOnly) m_order.push_back(i);
  }
  const int column = m_sortColumn < columnCount() ? m_sortColumn : static_cast<int>(FirstDevice);
  const bool down = m_sortOrder == Qt::DescendingOrder;
  if (isDesign(column)) {
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
      return down ? m_designs[b] < m_designs[a] : m_designs[a] < m_designs[b];
    });
    return;
  }
  std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
    const double x = key(a, column);
    const double y = key(b, column);
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return down ? y < x : x < y;
  });
}

void DeviceSwapModel::sort(int column, Qt::SortOrder order) {
  beginResetModel();
  m_sortColumn = column;
  m_sortOrder = order;
  arrange();
  endResetModel();
}

int DeviceSwapModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int DeviceSwapModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || m_devices.isEmpty() ? 0 : FirstDevice + 2 * static_cast<int>(m_devices.size()) + 1;
}

QVariant DeviceSwapModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const std::size_t candidate = m_order[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  if (role == IdRole) return QVariant::fromValue<qlonglong>(m_ids[candidate].value);
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue((isDesign(column) || isRank(column) ? Qt::AlignLeft : Qt::AlignRight) |
                               Qt::AlignVCenter);
  }
  if (isDesign(column)) {
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(m_designs[candidate]) : QVariant();
  }
  if (column < FirstDevice) {
    if (role != Qt::DisplayRole) return {};
    return column == Id ? QVariant(QLocale().toString(static_cast<qlonglong>(m_ids[candidate].value)))
                        : QVariant(valueText(m_qualities[candidate]));
  }
  const std::size_t device = deviceOf(column);
  const double latency = m_swap->latencyMs[device][candidate];
  if (!isRank(column)) {
    if (role == Qt::DisplayRole) return valueText(m_lens.apply(latency, m_swap->energyMjPerMs[device]));
    if (role == Qt::ToolTipRole) {
      return tr("%1 ms on %2, evidence %3")
          .arg(valueText(latency), m_devices[static_cast<qsizetype>(device)],
               evidenceText(toQString(m_swap->evidence[device])).toLower());
    }
    return {};
  }
  const int turned = flip(candidate, device);
  if (role == FlipRole) return turned;
  if (role == Qt::ForegroundRole && turned != 0) {
    const Colours colours = Colours::of(qApp->palette());
    return turned > 0 ? colours.band : colours.infeasible;
  }
  if (role == Qt::FontRole && turned != 0) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  const auto rank = static_cast<qlonglong>(m_swap->ranks[device][candidate]);
  const auto moved = static_cast<qlonglong>(m_swap->ranks.front()[candidate]) - rank;
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
    return tr("Rank %1 of %2; %3 on the front of quality and latency here")
        .arg(rank)
        .arg(m_ids.size())
        .arg(m_swap->onFront[device][candidate] ? tr("it is") : tr("it is not"));
  }
  if (role != Qt::DisplayRole) return {};
  QString text =
      QStringLiteral("%1 %2").arg(m_swap->onFront[device][candidate] ? QChar(0x25CF) : QChar(0x25CB)).arg(rank);
  if (moved > 0) text += QStringLiteral(" \u25B2%1").arg(moved);
  if (moved < 0) text += QStringLiteral(" \u25BC%1").arg(-moved);
  if (turned > 0) text += QLatin1Char(' ') + tr("joins");
  if (turned < 0) text += QLatin1Char(' ') + tr("leaves");
  return text;
}

QVariant DeviceSwapModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>(isDesign(section) || isRank(section) ? Qt::AlignLeft : Qt::AlignRight) |
           static_cast<int>(Qt::AlignVCenter) | static_cast<int>(Qt::TextWordWrap);
  }
  if (role == Qt::ToolTipRole && isRank(section)) {
    return tr("Place by latency, how far it moved against the first device, and whether it is on the front (\u25CF)");
  }
  if (role != Qt::DisplayRole) return {};
  if (section == Id) return tr("No.");
  if (section == Quality) return m_qualityTitle;
  if (isDesign(section)) return tr("Design");
  if (isRank(section)) return tr("Rank");
  return QStringLiteral("%1 (%2)").arg(m_devices[static_cast<qsizetype>(deviceOf(section))], m_lens.unit());
}

/// What the job gives back.
struct DeviceSwapPanel::Answer {
  DeviceSwapQuestion question;
  std::shared_ptr<const DeviceSwap> swap;
  std::shared_ptr<const GatheredDesigns> gathered;
  QStringList titles;
  std::vector<CandidateId> ids;
  std::vector<double> shownQualities;
  QString qualityTitle;
  std::vector<QString> designs;
  double seconds = 0;
};

DeviceSwapPanel::DeviceSwapPanel(DeviceLibrary& library, Selection& selection, QWidget* parent)
    : Panel(parent),
      m_library(library),
      m_selection(selection),
      m_devices{QStringLiteral("raspberry-pi-4"), QStringLiteral("jetson-nano")},
      m_stack(new QStackedLayout(this)),
      m_empty(new QLabel(this)) {
  setObjectName(QStringLiteral("deviceSwapPanel"));
  m_empty->setObjectName(QStringLiteral("deviceSwapEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setMargin(16);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  m_empty->setText(
      tr("Open a study: what its candidates cost on other devices,\nand which of them would be on the front there, "
         "appears here."));
  m_stack->addWidget(m_empty);
  m_stack->addWidget(makePage());
  connect(&m_job, &LatestJob::done, this, &DeviceSwapPanel::take);
  connect(&m_job, &LatestJob::failed, this, [this](const Error& error) {
    showNote(errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
    if (std::exchange(m_again, false)) requestRefresh();
  });
  const auto devicesChanged = [this] {
    fillMenu();
    requestRefresh();
  };
  connect(&m_library, &QAbstractItemModel::dataChanged, this, devicesChanged);
  connect(&m_library, &QAbstractItemModel::rowsInserted, this, devicesChanged);
  connect(&m_library, &QAbstractItemModel::rowsRemoved, this, devicesChanged);
  fillMenu();
}

DeviceSwapPanel::~DeviceSwapPanel() = default;

QWidget* DeviceSwapPanel::makePage() {
  auto* page = new QWidget(this);
  m_deviceButton = new QToolButton(page);
  m_deviceButton->setObjectName(QStringLiteral("deviceSwapDevices"));
  m_deviceButton->setText(tr("Devices"));
  m_deviceButton->setToolTip(tr("Two to four devices to compare; the first one is what ranks are compared with"));
  m_deviceButton->setPopupMode(QToolButton::InstantPopup);
  m_menu = new QMenu(m_deviceButton);
  m_deviceButton->setMenu(m_menu);
  m_quality = new QComboBox(page);
  m_quality->setObjectName(QStringLiteral("deviceSwapQuality"));
  m_quality->setAccessibleName(tr("Objective beside the latency"));
  m_quality->setToolTip(tr("The objective that makes the front together with the latency"));
  m_lens = new QComboBox(page);
  m_lens->setObjectName(QStringLiteral("deviceSwapLens"));
  m_lens->setAccessibleName(tr("Unit of the latency"));
  m_lens->setToolTip(
      tr("The same latencies in another unit; energy is the board's power at full load times the latency"));
  m_lens->addItems(
      {tr("milliseconds"), tr("frames a second"), tr("% of a frame"), tr("millijoules"), tr("inferences a battery")});
  m_frames = new QDoubleSpinBox(page);
  m_frames->setObjectName(QStringLiteral("deviceSwapFrames"));
  m_frames->setAccessibleName(tr("Frames a second"));
  m_frames->setRange(1, 1'000);
  m_frames->setDecimals(0);
  m_frames->setValue(30);
  m_frames->setSuffix(tr(" frames/s"));
  m_battery = new QDoubleSpinBox(page);
  m_battery->setObjectName(QStringLiteral("deviceSwapBattery"));
  m_battery->setAccessibleName(tr("Energy of the battery"));
  m_battery->setRange(0.01, 10'000);
  m_battery->setValue(10);
  m_battery->setSuffix(tr(" Wh"));
  m_frontOnly = new QCheckBox(tr("Fronts only"), page);
  m_frontOnly->setObjectName(QStringLiteral("deviceSwapFrontOnly"));
  m_frontOnly->setToolTip(tr("Only candidates that are on the front of one of the devices"));
  m_frontOnly->setChecked(true);
  m_note = new QLabel(page);
  m_note->setObjectName(QStringLiteral("deviceSwapNote"));
  m_note->setForegroundRole(QPalette::PlaceholderText);
  m_note->setWordWrap(true);
  m_correlations = new QLabel(page);
  m_correlations->setObjectName(QStringLiteral("deviceSwapCorrelations"));
  m_correlations->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_model = new DeviceSwapModel(this);
  m_table = new QTableView(page);
  m_table->setObjectName(QStringLiteral("deviceSwapTable"));
  m_table->setAccessibleName(tr("Candidates of the study on each device"));
  m_table->setModel(m_model);
  m_table->setSortingEnabled(true);
  m_table->sortByColumn(DeviceSwapModel::FirstDevice, Qt::AscendingOrder);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->setWordWrap(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setStretchLastSection(true);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(8);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_deviceButton, m_quality, m_lens, m_frames, m_battery}) {
    bar->addWidget(widget);
  }
  bar->addStretch(1);
  bar->addWidget(m_frontOnly);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addLayout(bar);
  layout->addWidget(m_note);
  layout->addWidget(m_table, 1);
  layout->addWidget(m_correlations);
  connect(m_quality, &QComboBox::activated, this, &DeviceSwapPanel::requestRefresh);
  const auto lensChanged = [this] {
    DeviceLens lens;
    lens.kind = static_cast<DeviceLens::Kind>(m_lens->currentIndex());
    lens.framesPerSecond = m_frames->value();
    lens.batteryWh = m_battery->value();
    m_frames->setVisible(lens.kind == DeviceLens::Kind::FrameBudget);
    m_battery->setVisible(lens.kind == DeviceLens::Kind::Inferences);
    m_model->setLens(lens);
    fitColumnsToCells(*m_table);
  };
  connect(m_lens, &QComboBox::currentIndexChanged, this, lensChanged);
  connect(m_frames, &QDoubleSpinBox::valueChanged, this, lensChanged);
  connect(m_battery, &QDoubleSpinBox::valueChanged, this, lensChanged);
  lensChanged();
  connect(m_frontOnly, &QCheckBox::toggled, m_model, &DeviceSwapModel::setFrontOnly);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (!index.isValid()) return;
    const CandidateId id{index.data(DeviceSwapModel::IdRole).toLongLong()};
    m_selection.set({id}, id);
  });
  return page;
}

void DeviceSwapPanel::fillMenu() {
  m_menu->clear();
  for (int row = 0; row < m_library.rowCount(); ++row) {
    const DeviceProfile& profile = m_library.at(row).profile();
    const QString name = toQString(profile.name());
    auto* action = m_menu->addAction(m_library.at(row).title());
    action->setData(name);
    action->setCheckable(true);
    action->setChecked(m_devices.contains(name));
    connect(action, &QAction::toggled, this, [this, name](bool on) {
      QStringList devices = m_devices;
      devices.removeAll(name);
      if (on) devices << name;
      setDevices(devices);
    });
  }
}

void DeviceSwapPanel::setDevices(const QStringList& names) {
  QStringList devices = names;
  while (devices.size() > kMostDevices) devices.removeAt(1);  // the first one is what ranks are compared with
  if (devices.isEmpty() || devices == m_devices) return fillMenu();
  m_devices = devices;
  QMetaObject::invokeMethod(this, &DeviceSwapPanel::fillMenu, Qt::QueuedConnection);  // not under the menu's own signal
  requestRefresh();
}

void DeviceSwapPanel::setDevice(const QString& name) {
  if (m_devices.contains(name)) return;
  QStringList devices = m_devices;
  if (devices.size() > 1) devices.removeLast();
  setDevices(devices << name);
}

void DeviceSwapPanel::setStudy(StudyDocument* study) {
  m_job.cancel();
  if (m_study != nullptr) m_study->disconnect(this);
  m_study = study;
  m_designs.reset();
  m_again = false;
  m_model->set(nullptr, {}, {}, {}, {}, {});
  m_correlations->clear();
  if (study != nullptr) {
    // Results that arrive do not cancel a pricing under way: once it is done, they are priced together.
    connect(study, &StudyDocument::candidatesChanged, this, [this] {
      if (m_job.running()) {
        m_again = true;
      } else {
        requestRefresh();
      }
    });
    fillQualities();
  }
  requestRefresh();
}

void DeviceSwapPanel::fillQualities() {
  m_quality->clear();
  for (const Objective& objective : m_study->objectives()) m_quality->addItem(objectiveTitle(objective));
  // An objective that is no latency is what a front with the latency is made of.
  const auto& objectives = m_study->objectives();
  const auto other =
      std::find_if(objectives.begin(), objectives.end(), [](const Objective& o) { return o.unit != "ms"; });
  if (other != objectives.end()) m_quality->setCurrentIndex(static_cast<int>(other - objectives.begin()));
}

void DeviceSwapPanel::showNote(const QString& text) {
  m_note->setText(text);
}

void DeviceSwapPanel::refresh() {
  m_stack->setCurrentIndex(m_study != nullptr ? 1 : 0);
  if (m_study == nullptr) return;
  auto answer = std::make_shared<Answer>();
  const std::size_t objective = static_cast<std::size_t>(std::max(0, m_quality->currentIndex()));
  const auto& objectives = m_study->objectives();
  const double sign = objective < objectives.size() && objectives[objective].direction == Direction::Maximize ? -1 : 1;
  const CandidateModel& candidates = m_study->candidates();
  for (int row = 0; row < candidates.rowCount(); ++row) {
    const Candidate& candidate = candidates.candidateAt(row);
    if (candidate.state != CandidateState::Done) continue;
    answer->ids.push_back(candidate.id);
    answer->designs.push_back(toQString(candidate.design));
    answer->question.genomes.push_back(candidate.genome);
    answer->shownQualities.push_back(candidates.value(row, objective));
    answer->question.qualities.push_back(sign * answer->shownQualities.back());
  }
  answer->qualityTitle = m_quality->currentText();
  answer->question.scale = m_study->scale();
  for (const QString& name : m_devices) {
    const int row = m_library.rowOf(name);
    if (row < 0) continue;
    answer->question.devices.push_back(m_library.at(row).profile());
    answer->titles << m_library.at(row).title();
  }
  m_answer = answer;
  showNote(tr("Pricing %n candidate(s)…", nullptr, static_cast<int>(answer->ids.size())));
  m_again = false;
  m_job.start([answer, before = m_designs, space = m_study->space()](const JobContext& job) -> Status {
    QElapsedTimer timer;
    timer.start();
    PSCOPE_TRY(GatheredDesigns designs,
               GatheredDesigns::gather(std::make_shared<const Space>(space), answer->question.genomes,
                                       answer->question.scale, job, before.get()));
    answer->gathered = std::make_shared<const GatheredDesigns>(std::move(designs));
    PSCOPE_TRY(DeviceSwap swap, swapDevices(*answer->gathered, answer->question, job));
    answer->swap = std::make_shared<const DeviceSwap>(std::move(swap));
    answer->seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return {};
  });
}

void DeviceSwapPanel::take() {
  m_designs = m_answer->gathered;
  m_model->set(m_answer->swap, m_answer->titles, m_answer->ids, m_answer->shownQualities, m_answer->qualityTitle,
               m_answer->designs);
  fitColumnsToCells(*m_table);
  const auto flips = static_cast<int>(m_model->flips());
  QString note = tr("%n candidate(s) priced in %1; on %2 of them the devices disagree whether they are on the front.",
                    nullptr, static_cast<int>(m_answer->ids.size()))
                     .arg(durationText(m_answer->seconds))
                     .arg(flips);
  for (qsizetype d = 0; d < m_answer->titles.size(); ++d) {
    const auto& failure = m_answer->swap->failures[static_cast<std::size_t>(d)];
    if (failure) note += QLatin1Char('\n') + m_answer->titles[d] + QStringLiteral(": ") + errorSummary(*failure);
  }
  showNote(note);
  showCorrelations();
  if (std::exchange(m_again, false)) requestRefresh();
}

void DeviceSwapPanel::showCorrelations() {
  const DeviceSwap& swap = *m_answer->swap;
  QString text = tr("<b>Rank correlation</b> (Spearman)") + QStringLiteral("<table cellpadding='3'>");
  QString plain;
  text += QStringLiteral("<tr><td></td>");
  for (const QString& title : m_answer->titles) text += QStringLiteral("<td>%1</td>").arg(title.toHtmlEscaped());
  text += QStringLiteral("</tr>");
  for (qsizetype a = 0; a < m_answer->titles.size(); ++a) {
    text += QStringLiteral("<tr><td>%1</td>").arg(m_answer->titles[a].toHtmlEscaped());
    for (qsizetype b = 0; b < m_answer->titles.size(); ++b) {
      const double rho = swap.rankCorrelations[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
      const QString number = QLocale().toString(rho, 'f', 3);
      text += QStringLiteral("<td align='right'>%1</td>").arg(number);
      if (b > a) plain += tr("%1 and %2: %3. ").arg(m_answer->titles[a], m_answer->titles[b], number);
    }
    text += QStringLiteral("</tr>");
  }
  m_correlations->setText(text + QStringLiteral("</table>"));
  m_correlations->setAccessibleName(tr("Rank correlation"));
  m_correlations->setAccessibleDescription(plain);
}

}  // namespace pscope

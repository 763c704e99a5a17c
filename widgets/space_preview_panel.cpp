#include "widgets/space_preview_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/cost_text.h"
#include "widgets/network_card.h"
#include "widgets/space_profiler.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr const char* kFirstDevice = "raspberry-pi-4";

}  // namespace

SpacePreviewPanel::SpacePreviewPanel(SpaceProfiler& profiler, const std::string& layoutProgram, QWidget* parent)
    : Panel(parent),
      m_profiler(profiler),
      m_stack(new QStackedLayout(this)),
      m_empty(new QLabel(this)),
      m_layout(std::make_unique<LayoutClient>(layoutProgram)) {
  setObjectName(QStringLiteral("spacePreviewPanel"));
  m_empty->setObjectName(QStringLiteral("spacePreviewEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setMargin(16);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  m_stack->addWidget(m_empty);
  setEmptyText(
      tr("Open a design space, or finish the one you draw:\nits smallest, typical and largest networks appear "
         "here."));
  buildPage();
  connect(&m_profiler, &SpaceProfiler::spaceChanged, this, [this] {
    m_drawn = {};  // the same genome is another network there
    m_job.cancel();
    requestRefresh();
  });
  connect(&m_profiler, &SpaceProfiler::profileChanged, this, &SpacePreviewPanel::requestRefresh);
  connect(&m_profiler, &SpaceProfiler::examplesChanged, this, &SpacePreviewPanel::requestRefresh);
  connect(&m_job, &BackgroundJob::succeeded, this, &SpacePreviewPanel::finishPictures);
  connect(&m_job, &BackgroundJob::cancelled, this, &SpacePreviewPanel::beginPictures);
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error&) { finishPictures(); });
  requestRefresh();
}

SpacePreviewPanel::~SpacePreviewPanel() = default;

void SpacePreviewPanel::buildPage() {
  auto* page = new QWidget(this);
  auto* deviceLabel = new QLabel(tr("&Latency on"), page);
  m_device = new QComboBox(page);
  m_device->setObjectName(QStringLiteral("spacePreviewDevice"));
  m_device->setToolTip(tr("The device whose estimated latency the cards show"));
  m_device->setAccessibleName(tr("Device of the latency"));
  deviceLabel->setBuddy(m_device);
  fillDevices();
  setDevice(kFirstDevice);
  for (const auto signal : {&SpaceProfiler::devicesChanged, &SpaceProfiler::spaceChanged}) {
    connect(&m_profiler, signal, this, &SpacePreviewPanel::fillDevices);
  }
  connect(m_device, &QComboBox::currentIndexChanged, this, [this] {
    requestRefresh();
    Q_EMIT deviceChanged();
  });
  m_note = new QLabel(page);
  m_note->setObjectName(QStringLiteral("spacePreviewNote"));
  m_note->setForegroundRole(QPalette::PlaceholderText);
  auto* bar = new QHBoxLayout;
  bar->addWidget(m_note, 1);
  bar->addWidget(deviceLabel);
  bar->addWidget(m_device);

  auto* cards = new QHBoxLayout;
  cards->setSpacing(8);
  const std::array<QString, kCards> titles{tr("Smallest"), tr("Typical"), tr("Largest"), tr("Random")};
  const std::array<const char*, kCards> names{"cardSmallest", "cardTypical", "cardLargest", "cardRandom"};
  for (std::size_t i = 0; i < kCards; ++i) {
    auto* card = new NetworkCard(titles[i], page);
    card->setObjectName(QLatin1String(names[i]));
    card->setToolTip(tr("Click to turn the choices of this design one by one."));
    connect(card, &NetworkCard::chosen, this, [this, i] {
      if (!m_shown[i].empty()) Q_EMIT designChosen(m_shown[i]);
    });
    cards->addWidget(card, 1);
    m_cards[i] = card;
  }
  auto* reroll = m_cards.back()->addButton(QStringLiteral("\u21bb"), tr("Draw another random design"));
  reroll->setObjectName(QStringLiteral("cardReroll"));
  connect(reroll, &QToolButton::clicked, &m_profiler, &SpaceProfiler::reroll);

  auto* content = new QWidget(page);
  content->setLayout(cards);
  cards->setContentsMargins(0, 0, 0, 0);
  auto* scroll = new QScrollArea(page);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(10, 6, 10, 10);
  layout->setSpacing(6);
  layout->addLayout(bar);
  layout->addWidget(scroll, 1);
  m_stack->addWidget(page);
}

void SpacePreviewPanel::setSpace(const std::optional<Space>& space) {
  m_profiler.setSpace(space, m_profiler.scale());
}

void SpacePreviewPanel::setEmptyText(const QString& text) {
  m_empty->setText(text);
}

/// Which devices can be priced depends on the space; the chosen one stays where it can.
void SpacePreviewPanel::fillDevices() {
  const QSignalBlocker block(m_device);
  const QString chosen = m_device->currentData().toString();
  m_device->clear();
  for (const DeviceProfile& device : m_profiler.devices()) {
    m_device->addItem(toQString(device.title()), toQString(device.name()));
  }
  const int index = m_device->findData(chosen);
  m_device->setCurrentIndex(std::max(0, index));
}

void SpacePreviewPanel::setDevice(const std::string& name) {
  const int index = m_device->findData(toQString(name));
  if (index >= 0) m_device->setCurrentIndex(index);
}

std::string SpacePreviewPanel::device() const {
  return m_device->currentData().toString().toStdString();
}

void SpacePreviewPanel::refresh() {
  if (!m_profiler.space()) {
    m_job.cancel();
    m_stack->setCurrentIndex(0);
    return;
  }
  m_stack->setCurrentIndex(1);
  if (m_profiler.problem()) {
    m_note->setText(QStringLiteral("\u26a0 ") + errorSummary(*m_profiler.problem()));
  } else if (!m_profiler.examples().complete) {
    m_note->setText(tr("Looking for the smallest and the largest network…"));
  } else {
    m_note->setText(tr("Smallest and largest by MACs"));
  }
  showExamples();
  beginPictures();
}

void SpacePreviewPanel::showExamples() {
  const auto& examples = m_profiler.examples();
  const std::array<const std::optional<ExemplaryDesign>*, kCards> designs{&examples.smallest, &examples.typical,
                                                                          &examples.largest, &examples.random};
  const auto profile = m_profiler.profile();
  for (std::size_t i = 0; i < kCards; ++i) {
    NetworkCard& card = *m_cards[i];
    const auto& design = *designs[i];
    card.setChoosable(design.has_value());
    if (!design || !profile) {
      m_shown[i].clear();
      m_drawn[i].clear();
      card.setRows({});
      card.setNote({}, {});
      card.clearPicture(examples.complete ? tr("No design of the space has a network.") : tr("…"));
      continue;
    }
    m_shown[i] = design->genome;
    std::vector<NetworkCard::Row> rows;
    for (std::size_t metric = 0; metric < profile->metrics.size(); ++metric) {
      const CheapMetric& what = profile->metrics[metric];
      if (what.kind == CheapMetric::Kind::Latency && what.name != device()) continue;
      const QString name = what.kind == CheapMetric::Kind::Latency          ? tr("Latency")
                           : what.kind == CheapMetric::Kind::PeakActivation ? tr("Peak memory")
                                                                            : costTitle(what);
      rows.push_back({name, costText(what, design->values[metric]), costTooltip(what)});
    }
    card.setRows(rows);
    if (i == 0 || i == 2) {
      card.setNote(design->proven ? tr("proven") : tr("found"),
                   design->proven ? tr("Every design of the space was looked at.")
                                  : tr("The best that was found by changing one choice at a time, from several "
                                       "starts; a better one may exist."));
    }
  }
}

void SpacePreviewPanel::beginPictures() {
  if (m_job.running()) {
    m_picturesStale = true;
    return;
  }
  if (!m_profiler.space() || m_shown == m_drawn) return;
  m_picturesStale = false;
  for (std::size_t i = 0; i < kCards; ++i) {
    m_pictures[i] = {};
    if (m_shown[i] != m_drawn[i]) m_pictures[i].genome = m_shown[i];
  }
  m_job.start([this, space = *m_profiler.space(), scale = m_profiler.scale()](const JobContext& job) -> Status {
    for (Picture& picture : m_pictures) {
      if (picture.genome.empty()) continue;
      PSCOPE_TRY(const Network network, space.lower(picture.genome, scale));
      picture.view = networkView(network);
      picture.layout = m_layout->layout(picture.view.layoutGraph(), job);
    }
    return {};
  });
}

void SpacePreviewPanel::finishPictures() {
  for (std::size_t i = 0; i < kCards; ++i) {
    if (m_pictures[i].genome.empty()) continue;
    m_drawn[i] = m_pictures[i].genome;
    if (m_shown[i] == m_drawn[i]) m_cards[i]->setPicture(m_pictures[i].view, m_pictures[i].layout);
  }
  if (m_picturesStale || m_shown != m_drawn) beginPictures();
}

}  // namespace pscope

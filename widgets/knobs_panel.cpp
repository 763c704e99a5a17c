#include "widgets/knobs_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "viz/colours.h"
#include "viz/graph_view.h"
#include "widgets/cost_change_model.h"
#include "widgets/cost_text.h"
#include "widgets/edit_lens_view.h"
#include "widgets/knob_row.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr std::size_t kMostRows = 150;  ///< controls at a time; a filter finds the others
constexpr int kSideBySide = 640;        ///< from this width on, knobs stand beside their effects

/// "stage1.kernel" -> "stage1"; "" at the top.
QString partOf(const Choice& choice) {
  const QString path = toQString(choice.path);
  const auto dot = path.lastIndexOf(QLatin1Char('.'));
  return dot < 0 ? QString() : path.left(dot);
}

QToolButton* textButton(const QString& text, const QString& tooltip, const char* name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QLatin1String(name));
  button->setText(text);
  button->setToolTip(tooltip);
  button->setAutoRaise(true);
  return button;
}

}  // namespace

KnobsPanel::KnobsPanel(const std::string& layoutProgram, QWidget* parent)
    : Panel(parent),
      m_stack(new QStackedLayout(this)),
      m_empty(new QLabel(this)),
      m_costModel(new CostChangeModel(this)),
      m_layout(std::make_unique<LayoutClient>(layoutProgram)) {
  setObjectName(QStringLiteral("knobsPanel"));
  m_question.devices = {"raspberry-pi-4", "jetson-nano", "pixel-3"};
  m_empty->setObjectName(QStringLiteral("knobsEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setMargin(16);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  m_stack->addWidget(m_empty);
  setEmptyText(tr("Choose a design: its choices appear here as controls."));
  buildPage();
  connect(&m_editor, &DesignEditor::changed, this, &KnobsPanel::designTurned);
  connect(&m_costJob, &LatestJob::done, this, &KnobsPanel::showCosts);
  connect(&m_costJob, &LatestJob::failed, this, [this](const Error& error) {
    m_costModel->clear();
    showNote(QStringLiteral("\u26a0 ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
  });
  connect(&m_graphJob, &LatestJob::done, this, &KnobsPanel::showGraph);
  connect(&m_graphJob, &LatestJob::failed, this, [this](const Error& error) {
    m_graph->clear(errorSummary(error) + QLatin1Char('\n') + translated(error.mend));
  });
}

KnobsPanel::~KnobsPanel() = default;

void KnobsPanel::buildPage() {
  auto* page = new QWidget(this);
  m_splitter = new QSplitter(Qt::Horizontal, page);
  m_splitter->setObjectName(QStringLiteral("knobsSplitter"));
  m_splitter->setChildrenCollapsible(false);
  m_knobSide = buildKnobs(m_splitter);
  m_splitter->addWidget(m_knobSide);
  m_splitter->addWidget(buildCosts(m_splitter));
  m_splitter->setStretchFactor(1, 1);
  m_message = new QLabel(page);
  m_message->setObjectName(QStringLiteral("knobsMessage"));
  m_message->setWordWrap(true);
  m_message->setContentsMargins(10, 0, 10, 4);
  m_message->hide();
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildBar(page));
  layout->addWidget(m_message);
  layout->addWidget(m_splitter, 1);
  m_stack->addWidget(page);
  const auto shortcut = [this](const QKeySequence& keys, auto function) {
    auto* key = new QShortcut(keys, this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, function);
  };
  shortcut(QKeySequence::Undo, [this] { m_editor.history().undo(); });
  shortcut(QKeySequence::Redo, [this] { m_editor.history().redo(); });
  shortcut(QKeySequence::Find, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
}

QWidget* KnobsPanel::buildBar(QWidget* parent) {
  auto* bar = new QWidget(parent);
  m_title = new QLabel(bar);
  m_title->setObjectName(QStringLiteral("knobsTitle"));
  QFont bold = m_title->font();
  bold.setWeight(QFont::DemiBold);
  m_title->setFont(bold);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_title->setMinimumWidth(fontMetrics().averageCharWidth() * 10);
  m_undo = textButton(QStringLiteral("\u21b6"), {}, "knobsUndo", bar);
  m_redo = textButton(QStringLiteral("\u21b7"), {}, "knobsRedo", bar);
  m_reset = textButton(tr("Reset"), tr("Back to the starting design"), "knobsReset", bar);
  auto* text = textButton(tr("Text"), tr("Copy the design as text, or paste one"), "knobsText", bar);
  auto* menu = new QMenu(text);
  menu->addAction(tr("Copy the design's text"), this, &KnobsPanel::copyText)
      ->setObjectName(QStringLiteral("knobsCopy"));
  menu->addAction(tr("Paste a design's text"), this, &KnobsPanel::pasteText)
      ->setObjectName(QStringLiteral("knobsPaste"));
  text->setMenu(menu);
  text->setPopupMode(QToolButton::InstantPopup);
  m_deviceButton = textButton(tr("Devices"), tr("The devices whose estimated latency is shown"), "knobsDevices", bar);
  m_deviceButton->setPopupMode(QToolButton::InstantPopup);
  m_deviceMenu = new QMenu(m_deviceButton);
  m_deviceButton->setMenu(m_deviceMenu);
  connect(m_deviceMenu, &QMenu::aboutToShow, this, &KnobsPanel::buildDeviceMenu);
  m_evaluate = new QPushButton(tr("Evaluate this"), bar);
  m_evaluate->setObjectName(QStringLiteral("knobsEvaluate"));
  m_evaluate->hide();
  connect(m_undo, &QToolButton::clicked, &m_editor.history(), &QUndoStack::undo);
  connect(m_redo, &QToolButton::clicked, &m_editor.history(), &QUndoStack::redo);
  connect(m_reset, &QToolButton::clicked, &m_editor, &DesignEditor::reset);
  connect(m_evaluate, &QPushButton::clicked, this, [this] {
    if (m_editor.hasDesign()) Q_EMIT evaluationWanted(m_editor.genome());
  });
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(10, 5, 8, 5);
  layout->setSpacing(4);
  layout->addWidget(m_title, 1);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_undo), static_cast<QWidget*>(m_redo), static_cast<QWidget*>(m_reset),
        static_cast<QWidget*>(text), static_cast<QWidget*>(m_deviceButton), static_cast<QWidget*>(m_evaluate)}) {
    layout->addWidget(widget);
  }
  return bar;
}

QWidget* KnobsPanel::buildKnobs(QWidget* parent) {
  auto* side = new QWidget(parent);
  m_filter = new QLineEdit(side);
  m_filter->setObjectName(QStringLiteral("knobsFilter"));
  m_filter->setPlaceholderText(tr("Filter choices"));
  m_filter->setToolTip(tr("Shows the choices whose name, title or levels hold all these words"));
  m_filter->setAccessibleName(tr("Filter of the choices"));
  m_filter->setClearButtonEnabled(true);
  connect(m_filter, &QLineEdit::textChanged, this, [this] {
    m_rowsStale = true;
    requestRefresh();
  });
  m_onlyChanged =
      textButton(tr("Changed"), tr("Show only choices that differ from the starting design"), "knobsOnlyChanged", side);
  m_onlyChanged->setCheckable(true);
  connect(m_onlyChanged, &QToolButton::toggled, this, &KnobsPanel::applyFilter);
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(10, 0, 8, 4);
  bar->addWidget(m_filter, 1);
  bar->addWidget(m_onlyChanged);
  m_rowBox = new QWidget(side);
  m_rowBox->setBackgroundRole(QPalette::Base);
  m_rowBox->setAutoFillBackground(true);
  m_rowLayout = new QVBoxLayout(m_rowBox);
  m_rowLayout->setContentsMargins(8, 6, 4, 8);
  m_rowLayout->setSpacing(4);
  m_more = new QLabel(m_rowBox);
  m_more->setObjectName(QStringLiteral("knobsMore"));
  m_more->setForegroundRole(QPalette::PlaceholderText);
  auto* scroll = new QScrollArea(side);
  scroll->setObjectName(QStringLiteral("knobsScroll"));
  scroll->setWidget(m_rowBox);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  layout->addWidget(scroll, 1);
  return side;
}

QWidget* KnobsPanel::buildCosts(QWidget* parent) {
  auto* side = new QWidget(parent);
  m_costTable = new QTableView(side);
  m_costTable->setObjectName(QStringLiteral("knobsCosts"));
  m_costTable->setAccessibleName(tr("Costs of the design and their change"));
  m_costTable->setModel(m_costModel);
  m_costTable->setSelectionMode(QAbstractItemView::NoSelection);
  m_costTable->setShowGrid(false);
  m_costTable->setFrameShape(QFrame::NoFrame);
  m_costTable->setTabKeyNavigation(false);
  m_costTable->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  m_costTable->verticalHeader()->hide();
  m_costTable->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 5);
  m_costTable->horizontalHeader()->setHighlightSections(false);
  m_costTable->horizontalHeader()->setMinimumSectionSize(10);
  m_costTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_costTable->horizontalHeader()->setSectionResizeMode(CostChangeModel::Quantity, QHeaderView::Stretch);
  m_graph = new GraphView(side);
  m_graph->setObjectName(QStringLiteral("knobsGraph"));
  m_graph->setAccessibleName(tr("Architecture graph of the design"));
  m_lens = new EditLensView(side);
  connect(m_lens, &EditLensView::editWanted, this, [this](const Genome& genome, const QString& what) {
    const Status status = m_editor.setGenome(genome, what);
    if (!status.ok()) showNote(errorSummary(status.error()));
  });
  m_tabs = new QTabWidget(side);
  m_tabs->setObjectName(QStringLiteral("knobsTabs"));
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(m_graph, tr("Graph"));
  m_tabs->addTab(m_lens, tr("One edit away"));
  m_tabs->setTabToolTip(1, tr("Every design that differs in one choice, and what that changes"));
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_costTable);
  layout->addWidget(m_tabs, 1);
  const Colours colours = Colours::of(palette());
  m_costModel->setColours({colours.band, colours.infeasible});
  return side;
}

void KnobsPanel::buildDeviceMenu() {
  m_deviceMenu->clear();
  const std::string space = m_question.space ? m_question.space->name() : "";
  for (const DeviceProfile& device : priceableDevices(m_question.known, space)) {
    auto* action = m_deviceMenu->addAction(toQString(device.title()));
    action->setCheckable(true);
    action->setData(toQString(device.name()));
    const auto& names = m_question.devices;
    action->setChecked(std::find(names.begin(), names.end(), device.name()) != names.end());
    connect(action, &QAction::toggled, this, [this] {
      std::vector<std::string> listed, chosen;
      for (const QAction* each : m_deviceMenu->actions()) {
        listed.push_back(each->data().toString().toStdString());
        if (each->isChecked()) chosen.push_back(listed.back());
      }
      for (const std::string& other : m_question.devices) {  // a file that is none of the known devices stays
        if (std::find(listed.begin(), listed.end(), other) == listed.end()) chosen.push_back(other);
      }
      m_question.devices = std::move(chosen);
      questionChanged();
    });
  }
}

void KnobsPanel::setSpace(const std::optional<Space>& space, const std::string& scale) {
  const bool same = space.has_value() == m_question.space.has_value() && scale == m_question.scale &&
                    (!space || space->hash() == m_question.space->hash());
  if (same) return;
  m_question.space = space;
  m_question.scale = scale;
  m_costModel->clear();
  m_graph->clear({});
  m_editor.setSpace(space);
  m_filter->clear();
  m_rowsStale = true;
  questionChanged();
}

void KnobsPanel::setStudy(const SearchConfig& config, const EstimatorRegistry* registry) {
  m_question.study = config;
  m_question.registry = registry;
  questionChanged();
}

void KnobsPanel::setDevices(const std::vector<std::string>& names) {
  if (names == m_question.devices) return;
  m_question.devices = names;
  questionChanged();
}

void KnobsPanel::setKnownDevices(const DeviceList& known) {
  m_question.known = known;
  questionChanged();
}

void KnobsPanel::setBounds(const std::map<std::string, double>& bounds) {
  m_lens->setBounds(bounds);
}

void KnobsPanel::questionChanged() {
  ++m_question.serial;
  m_lens->setQuestion(m_question);
  requestRefresh();
}

Status KnobsPanel::begin(const Genome& genome, const QString& name) {
  return m_editor.begin(genome, name);
}

void KnobsPanel::setEmptyText(const QString& text) {
  m_empty->setText(text);
}

void KnobsPanel::offerEvaluation(bool offered, const QString& reason) {
  m_evaluates = offered;
  m_whyNot = reason;
  updateBar();
}

/// Controls for the choices that the filter finds.
void KnobsPanel::makeRows() {
  for (KnobRow* row : m_rows) delete row;
  for (QLabel* heading : m_headings) delete heading;
  m_rows.clear();
  m_headings.clear();
  while (auto* item = m_rowLayout->takeAt(0)) delete item;
  m_more->clear();
  if (!m_question.space) return;
  const auto& choices = m_question.space->choices();
  const QString words = m_filter->text();
  QString part;
  std::size_t found = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!KnobRow::matches(choices[i], words) || ++found > kMostRows) continue;
    QLabel* heading = nullptr;
    if (partOf(choices[i]) != part) {
      part = partOf(choices[i]);
      heading = new QLabel(part, m_rowBox);
      QFont bold = heading->font();
      bold.setWeight(QFont::DemiBold);
      heading->setFont(bold);
      heading->setContentsMargins(2, 6, 0, 0);
      m_rowLayout->addWidget(heading);
    }
    auto* row = new KnobRow(i, choices[i], m_rowBox);
    connect(row, &KnobRow::levelWanted, this, &KnobsPanel::turn);
    connect(row, &KnobRow::moveEnded, &m_editor, &DesignEditor::endMove);
    m_rowLayout->addWidget(row);
    m_rows.push_back(row);
    m_headings.push_back(heading);
  }
  if (found == 0) m_more->setText(tr("No choice holds these words."));
  if (found > kMostRows) m_more->setText(tr("%1 more choices; the filter finds them.").arg(found - kMostRows));
  m_rowLayout->addWidget(m_more);
  m_rowLayout->addStretch(1);
  showRows();
}

void KnobsPanel::showRows() {
  if (!m_editor.hasDesign()) return;
  for (KnobRow* row : m_rows) row->showLevel(m_editor.genome()[row->index()], m_editor.start()[row->index()]);
  applyFilter();
}

void KnobsPanel::applyFilter() {
  if (!m_editor.hasDesign()) return;
  const bool onlyChanged = m_onlyChanged->isChecked();
  QLabel* heading = nullptr;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (m_headings[i] != nullptr) {
      heading = m_headings[i];
      heading->setVisible(!onlyChanged);
    }
    const bool visible = !onlyChanged || m_editor.isChangedAt(m_rows[i]->index());
    m_rows[i]->setVisible(visible);
    if (visible && heading != nullptr) heading->setVisible(true);
  }
}

void KnobsPanel::turn(std::size_t choice, int level, bool moving) {
  const Genome before = m_editor.genome();
  if (!m_editor.setLevel(choice, level, moving)) {
    const Choice& what = m_question.space->choices()[choice];
    showNote(QStringLiteral("\u26a0 ") +
             tr("A constraint does not allow %1 = %2 with what the choices before it say.")
                 .arg(toQString(what.path), toQString(what.levels[static_cast<std::size_t>(level)])));
    return showRows();  // the control goes back
  }
  // What a constraint changed besides is said, lest it go unnoticed.
  QStringList also;
  const Genome& after = m_editor.genome();
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
    const bool changed = i != choice && before[i] != after[i] && before[i] != kInactive && after[i] != kInactive;
    if (changed) also << toQString(m_question.space->choices()[i].path);
  }
  showNote(also.isEmpty() ? QString() : tr("A constraint changed too: %1.").arg(also.join(QStringLiteral(", "))));
}

void KnobsPanel::copyText() {
  if (!m_editor.hasDesign()) return;
  QApplication::clipboard()->setText(toQString(m_question.space->text(m_editor.genome())));
}

void KnobsPanel::pasteText() {
  if (!m_question.space) return;
  const auto genome = m_question.space->parse(QApplication::clipboard()->text().trimmed().toStdString());
  Status status;
  if (genome.ok()) {
    status = m_editor.setGenome(genome.value(), tr("Pasted design"));
  } else {
    status = genome.error();
  }
  showNote(status.ok() ? QString()
                       : QStringLiteral("\u26a0 ") + errorSummary(status.error()) + QLatin1Char(' ') +
                             translated(status.error().mend));
}

void KnobsPanel::showNote(const QString& text) {
  m_message->setText(text);
  m_message->setVisible(!text.isEmpty());
}

void KnobsPanel::designTurned() {
  showNote({});
  requestRefresh();
  if (m_editor.hasDesign()) Q_EMIT designChanged(m_editor.genome());
}

void KnobsPanel::refresh() {
  const bool has = m_question.space.has_value() && m_editor.hasDesign();
  m_stack->setCurrentIndex(has ? 1 : 0);
  updateBar();
  if (!has) {
    m_costJob.cancel();
    m_graphJob.cancel();
    m_lens->setDesign({});
    return;
  }
  if (std::exchange(m_rowsStale, false)) makeRows();
  showRows();
  m_costJob.start(
      [this, question = m_question, genome = m_editor.genome(), start = m_editor.start()](const JobContext&) -> Status {
        PSCOPE_TRY(DesignCosts* const costs, m_source.get(question));
        PSCOPE_TRY(auto before, costs->price(start));
        PSCOPE_TRY(auto now, costs->price(genome));
        m_costs = {costs->metrics(), std::move(before.values), std::move(now.values), std::move(now.violation)};
        return {};
      });
  m_graphJob.start([this, space = *m_question.space, scale = m_question.scale,
                    genome = m_editor.genome()](const JobContext& job) -> Status {
    PSCOPE_TRY(const Network network, space.lower(genome, scale));
    m_drawing.genome = genome;
    m_drawing.view = networkView(network);
    m_drawing.layout = m_layout->layout(m_drawing.view.layoutGraph(), job);
    return {};
  });
  m_lens->setDesign(m_editor.genome());
}

void KnobsPanel::showCosts() {
  m_costModel->set(m_costs.metrics, m_costs.before, m_costs.now);
  // As high as its rows, up to a third of the panel.
  const int rows = m_costModel->rowCount();
  const int high =
      m_costTable->horizontalHeader()->height() + rows * m_costTable->verticalHeader()->defaultSectionSize() + 4;
  m_costTable->setFixedHeight(std::min(high, std::max(120, height() * 2 / 5)));
  if (m_costs.violation) showNote(QStringLiteral("\u26a0 ") + errorSummary(*m_costs.violation));
}

void KnobsPanel::showGraph() {
  m_graph->setGraph(m_drawing.view, m_drawing.layout, m_title->text());
  Q_EMIT shown(m_drawing.genome);
}

void KnobsPanel::updateBar() {
  const bool changed = m_editor.hasDesign() && m_editor.isChanged();
  m_title->setText(changed ? tr("%1, changed").arg(m_editor.startName()) : m_editor.startName());
  m_title->setToolTip(m_title->text());
  m_undo->setEnabled(m_editor.history().canUndo());
  m_redo->setEnabled(m_editor.history().canRedo());
  m_undo->setToolTip(tr("Undo: %1").arg(m_editor.history().undoText()));
  m_redo->setToolTip(tr("Redo: %1").arg(m_editor.history().redoText()));
  m_undo->setAccessibleName(tr("Undo"));
  m_redo->setAccessibleName(tr("Redo"));
  m_reset->setEnabled(changed);
  m_evaluate->setVisible(m_evaluates);
  m_evaluate->setEnabled(m_evaluates && m_whyNot.isEmpty() && m_editor.hasDesign());
  m_evaluate->setToolTip(
      m_whyNot.isEmpty() ? tr("Evaluate this design in the study, before what the search proposes next") : m_whyNot);
}

void KnobsPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  const bool wide = event->size().width() >= kSideBySide;
  if (m_wide == wide) return;
  m_wide = wide;
  arrange(wide);
}

/// Wide: the choices beside costs, graph and lens. Narrow, as in a dock: costs above, and the choices are a tab like
/// the others.
void KnobsPanel::arrange(bool wide) {
  m_costTable->setColumnHidden(CostChangeModel::Before, !wide);
  if (wide) {
    m_tabs->removeTab(m_tabs->indexOf(m_knobSide));
    m_splitter->insertWidget(0, m_knobSide);
    const int knobs = std::min(width() * 2 / 5, 460);
    m_splitter->setSizes({knobs, width() - knobs});
  } else {
    m_tabs->insertTab(0, m_knobSide, tr("Choices"));
    m_tabs->setCurrentIndex(0);
  }
  m_knobSide->show();
}

void KnobsPanel::changeEvent(QEvent* event) {
  Panel::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || m_costTable == nullptr) return;
  const Colours colours = Colours::of(palette());
  m_costModel->setColours({colours.band, colours.infeasible});
}

}  // namespace pscope

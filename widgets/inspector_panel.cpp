#include "widgets/inspector_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QStringList>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

QTreeWidgetItem* addRow(QTreeWidgetItem* parent, const QString& name, const QString& value) {
  auto* item = new QTreeWidgetItem(parent, {name, value});
  item->setToolTip(1, value);
  return item;
}

void addRowIfAny(QTreeWidgetItem* parent, const QString& name, const std::string& value) {
  if (!value.empty()) addRow(parent, name, toQString(value));
}

void appendText(const QTreeWidgetItem* item, int depth, QString& text) {
  text += QString(depth * 2, QLatin1Char(' ')) + item->text(0);
  if (!item->text(1).isEmpty()) text += QStringLiteral(": ") + item->text(1);
  text += QLatin1Char('\n');
  for (int i = 0; i < item->childCount(); ++i) appendText(item->child(i), depth + 1, text);
}

}  // namespace

InspectorPanel::InspectorPanel(Selection& selection, QWidget* parent)
    : Panel(parent), m_selection(selection), m_stack(new QStackedLayout(this)) {
  setObjectName(QStringLiteral("inspectorPanel"));
  m_empty = new QLabel(this);
  m_empty->setObjectName(QStringLiteral("inspectorEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setMargin(16);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  m_empty->setBackgroundRole(QPalette::Base);
  m_empty->setAutoFillBackground(true);
  m_stack->addWidget(m_empty);
  buildPage();
  connect(&m_selection, &Selection::currentChanged, this, &InspectorPanel::requestRefresh);
  connect(&m_selection, &Selection::changed, this, &InspectorPanel::requestRefresh);
  setDocument(nullptr);
}

void InspectorPanel::buildPage() {
  auto* page = new QWidget(this);
  page->setBackgroundRole(QPalette::Base);
  page->setAutoFillBackground(true);
  m_title = new QLabel(page);
  m_title->setObjectName(QStringLiteral("inspectorTitle"));
  QFont font = m_title->font();
  font.setPointSizeF(font.pointSizeF() * 1.25);
  font.setWeight(QFont::DemiBold);
  m_title->setFont(font);
  m_badge = new QLabel(page);
  m_badge->setObjectName(QStringLiteral("inspectorState"));
  m_badge->setForegroundRole(QPalette::PlaceholderText);
  m_reason = new QLabel(page);
  m_reason->setObjectName(QStringLiteral("inspectorReason"));
  m_reason->setWordWrap(true);
  m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_design = new QLabel(page);
  m_design->setObjectName(QStringLiteral("inspectorDesign"));
  m_design->setWordWrap(true);
  m_design->setForegroundRole(QPalette::PlaceholderText);
  m_design->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* copy = new QPushButton(tr("Copy"), page);
  copy->setObjectName(QStringLiteral("inspectorCopy"));
  copy->setToolTip(tr("Copy the design's text or everything shown here"));
  auto* menu = new QMenu(copy);
  menu->addAction(tr("Copy the design's text"), this, &InspectorPanel::copyDesign);
  menu->addAction(tr("Copy everything"), this, &InspectorPanel::copyAll);
  copy->setMenu(menu);
  m_retry = new QPushButton(tr("Try again"), page);
  m_retry->setObjectName(QStringLiteral("inspectorRetry"));
  m_retry->setToolTip(tr("Evaluate this failed candidate again"));
  connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(m_shown); });
  m_tree = new QTreeWidget(page);
  m_tree->setObjectName(QStringLiteral("inspectorTree"));
  m_tree->setAccessibleName(tr("Measurements, decisions and history of the candidate"));
  m_tree->setColumnCount(2);
  m_tree->setHeaderHidden(true);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setRootIsDecorated(true);
  m_tree->setIndentation(14);
  m_tree->setUniformRowHeights(true);
  m_tree->header()->setStretchLastSection(true);
  auto* copyKey = new QShortcut(QKeySequence::Copy, m_tree);
  copyKey->setContext(Qt::WidgetShortcut);
  connect(copyKey, &QShortcut::activated, this, [this] {
    if (const auto* item = m_tree->currentItem()) {
      QString text;
      appendText(item, 0, text);
      QApplication::clipboard()->setText(text.trimmed());
    }
  });

  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_title);
  head->addWidget(m_badge, 1, Qt::AlignBaseline);
  head->addWidget(m_retry);
  head->addWidget(copy);
  auto* top = new QVBoxLayout;
  top->setContentsMargins(12, 10, 10, 8);
  top->setSpacing(6);
  top->addLayout(head);
  top->addWidget(m_reason);
  top->addWidget(m_design);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(top);
  layout->addWidget(m_tree, 1);
  m_stack->addWidget(page);
}

void InspectorPanel::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  m_shown = {};
  if (document != nullptr) {
    connect(document, &StudyDocument::candidatesChanged, this, [this](const std::vector<CandidateId>& ids) {
      if (std::binary_search(ids.begin(), ids.end(), m_shown)) requestRefresh();
    });
    connect(document, &StudyDocument::stateChanged, this, &InspectorPanel::requestRefresh);
  }
  requestRefresh();
}

void InspectorPanel::refresh() {
  const CandidateId id = m_selection.current();
  const Candidate* candidate = m_document && id ? m_document->candidates().candidate(id) : nullptr;
  if (candidate == nullptr) {
    m_shown = {};
    m_empty->setText(m_document ? tr("Select a candidate in the plot or the table:\nits numbers, decisions and their "
                                     "provenance appear here.")
                                : tr("No study is open."));
    m_stack->setCurrentIndex(0);
    return;
  }
  m_shown = id;
  m_title->setText(tr("Candidate %1").arg(id.value));
  QString badge = stateText(candidate->state);
  if (m_document->candidates().onFront(id)) badge = QStringLiteral("◆ ") + tr("on the front");
  if (candidate->rung) badge += QStringLiteral(", ") + rungText(*candidate, m_document->objectives());
  const auto selected = static_cast<int>(m_selection.ids().size());
  if (selected > 1) badge += QStringLiteral(" · ") + tr("1 of %n selected", nullptr, selected);
  m_badge->setText(badge);
  m_reason->setText(QStringLiteral("⚠ ") + toQString(candidate->reason));
  m_reason->setVisible(!candidate->reason.empty());
  m_retry->setVisible(candidate->state == CandidateState::Failed && !m_document->readOnly());
  // Zero-width spaces let the long line break behind each decision.
  m_design->setText(toQString(candidate->design).replace(QLatin1Char(';'), QStringLiteral("; ")));
  std::set<QString> expanded;
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    const auto* section = m_tree->topLevelItem(i);
    for (int j = 0; j < section->childCount(); ++j) {
      if (section->child(j)->isExpanded()) expanded.insert(section->child(j)->text(0));
    }
  }
  m_tree->clear();
  addMeasurements(*candidate);
  addDecisions(*candidate);
  addHistory(*candidate);
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    auto* section = m_tree->topLevelItem(i);
    section->setExpanded(true);
    for (int j = 0; j < section->childCount(); ++j) {
      if (expanded.contains(section->child(j)->text(0))) section->child(j)->setExpanded(true);
    }
  }
  m_tree->resizeColumnToContents(0);
  m_tree->setColumnWidth(0, std::clamp(m_tree->columnWidth(0) + 10, 110, 190));
  m_stack->setCurrentIndex(1);
}

QTreeWidgetItem* InspectorPanel::addSection(const QString& title) {
  auto* item = new QTreeWidgetItem(m_tree, {title});
  QFont font = item->font(0);
  font.setWeight(QFont::DemiBold);
  item->setFont(0, font);
  item->setFirstColumnSpanned(true);
  return item;
}

void InspectorPanel::addMeasurements(const Candidate& candidate) {
  if (candidate.measurements.empty()) return;
  auto* section = addSection(tr("Measurements"));
  for (const auto& measurement : candidate.measurements) {
    QString value = valueText(measurement.value, measurement.unit);
    if (measurement.standardError) value += QStringLiteral(" ± ") + valueText(*measurement.standardError);
    value += QStringLiteral("  ") + kindText(measurement.kind);
    auto* item = addRow(section, toQString(measurement.metric), value);
    addRow(item, tr("Value"), valueText(measurement.value));
    addRow(item, tr("Unit"), toQString(measurement.unit));
    addRow(item, tr("Kind"), kindText(measurement.kind));
    addRow(item, tr("Budget"), budgetText(measurement.budget));
    addRow(item, tr("Standard error"),
           measurement.standardError ? valueText(*measurement.standardError, measurement.unit) : tr("unknown"));
    addRow(item, tr("Level"), measurement.level < 0 ? tr("auxiliary") : QString::number(measurement.level));
    addRow(item, tr("Time spent"), durationText(measurement.seconds));
    if (measurement.provenance) addProvenance(item, *measurement.provenance);
  }
}

void InspectorPanel::addProvenance(QTreeWidgetItem* parent, const Provenance& provenance) {
  auto* item = addRow(parent, tr("Provenance"), toQString(provenance.estimator));
  addRowIfAny(item, tr("Estimator version"), provenance.estimatorVersion);
  addRowIfAny(item, tr("Source"), provenance.source);
  addRowIfAny(item, tr("Evidence"), provenance.evidence);
  addRowIfAny(item, tr("Device"), provenance.device);
  addRowIfAny(item, tr("Device version"), provenance.deviceVersion);
  addRow(item, tr("Program"),
         QStringLiteral("%1 (%2)").arg(toQString(provenance.programVersion), toQString(provenance.programCommit)));
  for (const auto& [name, version] : provenance.libraries) addRow(item, toQString(name), toQString(version));
  addRowIfAny(item, tr("Host"), provenance.hostCpu);
  addRowIfAny(item, tr("Instruction set"), provenance.instructionSet);
  addRow(item, tr("Threads"), QString::number(provenance.threads));
  addRow(item, tr("Seed"), QString::number(provenance.seed));
  addRowIfAny(item, tr("Space"), provenance.spaceHash);
  addRowIfAny(item, tr("Recipe"), provenance.recipeHash);
  addRowIfAny(item, tr("Data"), provenance.dataHash);
  addRowIfAny(item, tr("Session"), provenance.time);
}

void InspectorPanel::addDecisions(const Candidate& candidate) {
  auto* section = addSection(tr("Decisions"));
  const auto& choices = m_document->space().choices();
  for (std::size_t i = 0; i < choices.size() && i < candidate.genome.size(); ++i) {
    const int level = candidate.genome[i];
    if (level < 0 || static_cast<std::size_t>(level) >= choices[i].levels.size()) continue;
    auto* item =
        addRow(section, toQString(choices[i].path), toQString(choices[i].levels[static_cast<std::size_t>(level)]));
    if (!choices[i].title.empty()) item->setToolTip(0, toQString(choices[i].title));
  }
}

void InspectorPanel::addHistory(const Candidate& candidate) {
  auto* section = addSection(tr("History"));
  QStringList parents;
  for (const CandidateId parent : candidate.parents) parents.append(QString::number(parent.value));
  addRow(section, tr("Parents"), parents.isEmpty() ? tr("none: drawn at random") : parents.join(QStringLiteral(", ")));
  if (candidate.rung) {
    QString rung = rungText(candidate, m_document->objectives());
    if (candidate.state == CandidateState::Screened) rung = tr("%1, not promoted").arg(rung);
    addRow(section, tr("Evaluated on"), rung);
  }
  addRow(section, tr("Finished"), timeText(candidate.finished));
  if (!candidate.errorCode.empty()) addRow(section, tr("Error"), toQString(candidate.errorCode));
  if (!candidate.notes.empty()) addRow(section, tr("Notes"), toQString(candidate.notes));
}

void InspectorPanel::copyDesign() {
  const Candidate* candidate = m_document ? m_document->candidates().candidate(m_shown) : nullptr;
  if (candidate != nullptr) QApplication::clipboard()->setText(toQString(candidate->design));
}

void InspectorPanel::copyAll() {
  const Candidate* candidate = m_document ? m_document->candidates().candidate(m_shown) : nullptr;
  if (candidate == nullptr) return;
  QString text = QStringLiteral("%1 (%2)\n%3\n").arg(m_title->text(), m_badge->text(), toQString(candidate->design));
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) appendText(m_tree->topLevelItem(i), 0, text);
  QApplication::clipboard()->setText(text);
}

}  // namespace pscope

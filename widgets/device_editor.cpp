#include "widgets/device_editor.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/device_document.h"
#include "widgets/device_figures_model.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {

DeviceEditor::DeviceEditor(QWidget* parent) : QWidget(parent), m_model(new DeviceFiguresModel(this)) {
  setObjectName(QStringLiteral("deviceEditor"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(8);
  layout->addWidget(makeHead());
  makeTable();
  layout->addWidget(m_table, 1);
  layout->addWidget(m_empty, 1);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(6);
  for (QToolButton* button : {m_add, m_remove}) bar->addWidget(button);
  bar->addStretch(1);
  for (QToolButton* button : {m_undo, m_redo}) bar->addWidget(button);
  layout->addLayout(bar);
  setDocument(nullptr);
}

QWidget* DeviceEditor::makeHead() {
  auto* head = new QWidget(this);
  m_title = new QLineEdit(head);
  m_title->setObjectName(QStringLiteral("deviceTitle"));
  m_title->setAccessibleName(tr("Name of the device"));
  QFont large = m_title->font();
  large.setPointSizeF(large.pointSizeF() * 1.25);
  large.setWeight(QFont::DemiBold);
  m_title->setFont(large);
  m_state = new QLabel(head);
  m_state->setObjectName(QStringLiteral("deviceState"));
  m_state->setForegroundRole(QPalette::PlaceholderText);
  m_duplicate = new QPushButton(tr("Duplicate to edit"), head);
  m_duplicate->setObjectName(QStringLiteral("deviceDuplicate"));
  m_duplicate->setToolTip(tr("Presets stay as they are: a copy of your own can be edited (Ctrl+D)"));
  connect(m_duplicate, &QPushButton::clicked, this, &DeviceEditor::duplicateRequested);
  m_family = new QLineEdit(head);
  m_family->setObjectName(QStringLiteral("deviceFamily"));
  m_family->setAccessibleName(tr("Family of the device"));
  m_family->setPlaceholderText(tr("phone, single-board computer, …"));
  m_summary = new QLineEdit(head);
  m_summary->setObjectName(QStringLiteral("deviceSummary"));
  m_summary->setAccessibleName(tr("What the device is, in a sentence"));
  m_summary->setPlaceholderText(tr("Processor, clock, memory"));
  m_deadCode = new QComboBox(head);
  m_deadCode->setObjectName(QStringLiteral("deviceDeadCode"));
  m_deadCode->setAccessibleName(tr("What the runtime does to operators that reach nothing"));
  m_deadCode->setToolTip(
      tr("Operators whose result reaches nothing: run and paid for, removed, or folded together with "
         "those that do not depend on the input"));
  m_deadCode->addItem(tr("kept and paid for"), QStringLiteral("kept"));
  m_deadCode->addItem(tr("removed"), QStringLiteral("removed"));
  m_deadCode->addItem(tr("folded"), QStringLiteral("folded"));
  m_problem = new QPushButton(head);
  m_problem->setObjectName(QStringLiteral("deviceProblem"));
  m_problem->setFlat(true);
  m_problem->setToolTip(tr("Go to the figure"));
  connect(m_problem, &QPushButton::clicked, this, [this] {
    if (m_document != nullptr && m_document->problem()) showFigure(m_document->problem()->place);
  });
  const auto bind = [this](QLineEdit* edit, const char* member) {
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, member] {
      if (m_document != nullptr && edit->text() != m_document->text(member)) m_document->setText(member, edit->text());
    });
  };
  bind(m_title, "title");
  bind(m_family, "family");
  bind(m_summary, "summary");
  connect(m_deadCode, &QComboBox::activated, this, [this] {
    if (m_document != nullptr) m_document->setText("dead_code", m_deadCode->currentData().toString());
  });
  auto* first = new QHBoxLayout;
  first->addWidget(m_title, 1);
  first->addWidget(m_duplicate);
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setVerticalSpacing(4);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Family"), m_family);
  form->addRow(tr("Summary"), m_summary);
  form->addRow(tr("Dead operators"), m_deadCode);
  auto* layout = new QVBoxLayout(head);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(first);
  layout->addWidget(m_state);
  layout->addLayout(form);
  layout->addWidget(makeHealth(head));
  layout->addWidget(m_problem, 0, Qt::AlignLeft);
  return head;
}

QWidget* DeviceEditor::makeHealth(QWidget* head) {
  auto* row = new QWidget(head);
  row->setObjectName(QStringLiteral("deviceHealth"));
  m_healthText = new QLabel(row);
  m_healthText->setObjectName(QStringLiteral("deviceHealthText"));
  m_healthText->setWordWrap(true);
  m_healthCheck = new QPushButton(tr("Check health"), row);
  m_healthCheck->setObjectName(QStringLiteral("deviceHealthCheck"));
  connect(m_healthCheck, &QPushButton::clicked, this,
          [this] { m_checked != nullptr ? Q_EMIT healthCheckStopped() : Q_EMIT healthCheckRequested(); });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_healthText, 1);
  layout->addWidget(m_healthCheck);
  return row;
}

void DeviceEditor::setHealthCheck(const DeviceDocument* checked, const QString& progress) {
  m_checked = checked;
  m_checkProgress = progress;
  showHealth();
}

/// The newest check with its date; older ones are in the tooltip. One that runs shows how far it is.
void DeviceEditor::showHealth() {
  const bool has = m_document != nullptr && m_document->profile().health().has_value();
  m_healthText->parentWidget()->setVisible(has);
  if (!has) return;
  const bool mine = m_checked == m_document;
  m_healthCheck->setText(m_checked != nullptr && mine ? tr("Stop") : tr("Check health"));
  m_healthCheck->setEnabled(m_checked == nullptr || mine);
  m_healthCheck->setToolTip(
      m_checked == nullptr ? tr("Times three networks again, to see whether the device still is as it was measured")
      : mine               ? tr("Ends the check; nothing of it is kept")
                           : tr("The health of another device is being checked: two would disturb each other."));
  if (m_checked != nullptr && mine) {
    m_healthText->setText(m_checkProgress);
    m_healthText->setToolTip({});
    return;
  }
  const DeviceHealth& health = *m_document->profile().health();
  const QString measured = tr("Measured %1.").arg(dateText(health.date));
  if (health.checks.empty()) {
    m_healthText->setText(measured + QLatin1Char(' ') + tr("Not checked since."));
    m_healthText->setToolTip(toQString(health.meter));
    return;
  }
  m_healthText->setText(measured + QLatin1Char(' ') + healthText(health.checks.back()));
  QStringList all;
  for (auto check = health.checks.rbegin(); check != health.checks.rend(); ++check) all << healthText(*check);
  m_healthText->setToolTip(all.join(QLatin1Char('\n')) + QLatin1Char('\n') + toQString(health.meter));
}

void DeviceEditor::makeTable() {
  m_table = new QTableView(this);
  m_table->setObjectName(QStringLiteral("deviceFigures"));
  m_table->setAccessibleName(tr("Figures of the device"));
  m_table->setModel(m_model);
  m_table->setItemDelegateForColumn(DeviceFiguresModel::Evidence, new EvidenceDelegate(m_table));
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->setWordWrap(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(DeviceFiguresModel::Name, QHeaderView::Interactive);
  m_table->horizontalHeader()->resizeSection(DeviceFiguresModel::Name, fontMetrics().averageCharWidth() * 30);
  m_table->horizontalHeader()->setSectionResizeMode(DeviceFiguresModel::Source, QHeaderView::Stretch);
  m_empty = new QLabel(this);
  m_empty->setObjectName(QStringLiteral("deviceFiguresEmpty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  const auto button = [this](const char* name, const QString& text, const QString& tip) {
    auto* made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    made->setToolTip(tip);
    return made;
  };
  m_add = button("deviceAddFigure", tr("Add a figure"), tr("Figures that cost models read and that are not here yet"));
  m_add->setPopupMode(QToolButton::InstantPopup);
  m_addMenu = new QMenu(m_add);
  m_add->setMenu(m_addMenu);
  m_remove = button("deviceRemoveFigure", tr("Remove"), tr("Remove the selected figure (Delete)"));
  connect(m_remove, &QToolButton::clicked, this, [this] {
    const QModelIndex current = m_table->currentIndex();
    if (m_document != nullptr && current.isValid()) m_document->removeFigure(m_model->figure(current.row()).pointer);
  });
  auto* removeAction = new QAction(m_table);
  removeAction->setShortcut(QKeySequence::Delete);
  removeAction->setShortcutContext(Qt::WidgetShortcut);
  connect(removeAction, &QAction::triggered, m_remove, &QToolButton::click);
  m_table->addAction(removeAction);
  m_undo = button("deviceUndo", tr("Undo"), {});
  m_redo = button("deviceRedo", tr("Redo"), {});
  connect(m_undo, &QToolButton::clicked, this, [this] {
    if (m_document != nullptr) m_document->undoStack().undo();
  });
  connect(m_redo, &QToolButton::clicked, this, [this] {
    if (m_document != nullptr) m_document->undoStack().redo();
  });
}

void DeviceEditor::setDocument(DeviceDocument* document) {
  if (m_document != nullptr) m_document->disconnect(this);
  m_document = document;
  m_model->setDocument(document);
  if (document != nullptr) connect(document, &DeviceDocument::changed, this, &DeviceEditor::update);
  update();
}

void DeviceEditor::showFigure(const std::string& pointer) {
  const int row = m_model->rowOf(pointer);
  if (row < 0) return;
  const QModelIndex index = m_model->index(row, DeviceFiguresModel::Value);
  m_table->setCurrentIndex(index);
  m_table->scrollTo(index);
  m_table->setFocus();
  if (m_model->flags(index).testFlag(Qt::ItemIsEditable)) m_table->edit(index);
}

void DeviceEditor::update() {
  const bool own = m_document != nullptr && !m_document->readOnly();
  const auto show = [this](QLineEdit* edit, const char* member) {
    const QString text = m_document != nullptr ? m_document->text(member) : QString();
    if (edit->text() == text) return;
    edit->setText(text);
    edit->setCursorPosition(0);
  };
  show(m_title, "title");
  if (m_document != nullptr && m_title->text().isEmpty()) m_title->setText(m_document->title());
  show(m_family, "family");
  show(m_summary, "summary");
  m_summary->setToolTip(m_summary->text());
  for (QLineEdit* edit : {m_title, m_family, m_summary}) {
    edit->setReadOnly(!own);
    edit->setFrame(own);
  }
  m_deadCode->setEnabled(own);
  const QString deadCode = m_document != nullptr ? m_document->text("dead_code") : QString();
  m_deadCode->setCurrentIndex(std::max(0, m_deadCode->findData(deadCode)));
  m_duplicate->setVisible(m_document != nullptr && !own);
  const bool empty = m_model->rowCount() == 0;
  m_table->setVisible(!empty);
  m_empty->setVisible(empty);
  m_empty->setText(m_document == nullptr ? tr("Choose a device from the list.")
                   : own
                       ? tr("This profile knows nothing of the hardware yet.\nAdd figures, or fit it to measurements.")
                       : QString());
  QString state;
  if (m_document != nullptr && !own) state = tr("A preset: it stays as it is.");
  if (own) {
    state = m_document->problem() ? tr("Not saved while a figure is wrong; your text is kept in a draft.")
                                  : tr("Every change is saved at once.");
  }
  if (m_document != nullptr) {
    for (const DeviceFit& fit : m_document->profile().fits()) {
      const auto& quality = fit.model.heldOut();
      state += QLatin1Char('\n') +
               tr("Fitted to %n design(s) of %1 (batch %2%3)", "", static_cast<int>(fit.model.measuredNetworks()))
                   .arg(toQString(fit.space))
                   .arg(fit.batch)
                   .arg(fit.precision.empty() ? QString() : QStringLiteral(", ") + toQString(fit.precision));
      if (quality) {
        state +=
            tr(": held-out Spearman %1, %2 % within 10 %.")
                .arg(locale().toString(quality->spearman, 'f', 3), locale().toString(quality->within10Percent, 'f', 0));
      }
    }
  }
  m_state->setText(state);
  m_state->setVisible(!state.isEmpty());
  showHealth();
  const bool wrong = own && m_document->problem();
  m_problem->setVisible(wrong);
  if (wrong) m_problem->setText(QStringLiteral("\u26a0 ") + errorSummary(*m_document->problem()));
  m_add->setVisible(own);
  m_remove->setVisible(own);
  m_undo->setVisible(own);
  m_redo->setVisible(own);
  if (own) {
    const QUndoStack& stack = m_document->undoStack();
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    m_undo->setToolTip(stack.canUndo() ? tr("Undo: %1 (Ctrl+Z)").arg(stack.undoText()) : tr("Undo (Ctrl+Z)"));
    m_redo->setToolTip(stack.canRedo() ? tr("Redo: %1 (Ctrl+Shift+Z)").arg(stack.redoText())
                                       : tr("Redo (Ctrl+Shift+Z)"));
    m_remove->setEnabled(!empty);
    fillAddMenu();
  }
}

void DeviceEditor::fillAddMenu() {
  m_addMenu->clear();
  for (const FigureKind& kind : m_document->missingFigures()) {
    m_addMenu->addAction(
        QStringLiteral("%1 (%2)").arg(figureName(m_document->json(), toQString(kind.pointer)),
                                      kind.unit == QStringLiteral("1") ? QStringLiteral("%") : kind.unit),
        this, [this, kind] {
          m_document->addFigure(kind);
          showFigure(kind.pointer);
        });
  }
  m_add->setEnabled(!m_addMenu->isEmpty());
}

void DeviceEditor::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) m_table->viewport()->update();
}

}  // namespace pscope

#include "widgets/table_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QHelpEvent>
#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/candidate_filter.h"
#include "widgets/candidate_tooltip.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kMaxSynchronised = 5000;  ///< rows that are marked when a selection comes from elsewhere

}  // namespace

TablePanel::TablePanel(Selection& selection, QWidget* parent)
    : Panel(parent),
      m_selection(selection),
      m_filter(new CandidateFilter(this)),
      m_tooltip(new CandidateTooltip(this)) {
  setObjectName(QStringLiteral("tablePanel"));
  m_line = new QLineEdit(this);
  m_line->setObjectName(QStringLiteral("filterLine"));
  m_line->setClearButtonEnabled(true);
  m_line->setAccessibleName(tr("Filter"));
  m_count = new QLabel(this);
  m_count->setObjectName(QStringLiteral("filterCount"));
  m_count->setForegroundRole(QPalette::PlaceholderText);
  m_problem = new QLabel(this);
  m_problem->setObjectName(QStringLiteral("filterProblem"));
  m_problem->setWordWrap(true);
  m_problem->hide();

  m_view = new QTableView(this);
  m_view->setObjectName(QStringLiteral("candidateTable"));
  m_view->setAccessibleName(tr("Candidates"));
  m_view->setModel(m_filter);
  m_view->setSortingEnabled(true);
  m_view->sortByColumn(0, Qt::AscendingOrder);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_view->setAlternatingRowColors(true);
  m_view->setShowGrid(false);
  m_view->setWordWrap(false);
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setTabKeyNavigation(false);
  m_view->verticalHeader()->hide();
  m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 8);
  m_view->horizontalHeader()->setHighlightSections(false);
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->installEventFilter(this);
  m_view->viewport()->installEventFilter(this);
  connect(m_tooltip, &CandidateTooltip::pictureReady, this, [this] {
    if (QToolTip::isVisible() && m_view->viewport()->underMouse()) showTooltip(m_tooltipAt);
  });

  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(8, 4, 10, 4);
  bar->setSpacing(10);
  bar->addWidget(m_line, 1);
  bar->addWidget(m_count);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  m_problem->setContentsMargins(10, 0, 10, 4);
  layout->addWidget(m_problem);
  layout->addWidget(m_view, 1);

  connect(m_line, &QLineEdit::textChanged, this, &TablePanel::applyFilter);
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TablePanel::publishSelection);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TablePanel::publishSelection);
  connect(&m_selection, &Selection::changed, this, &TablePanel::requestRefresh);
  connect(m_filter, &QAbstractItemModel::rowsInserted, this, &TablePanel::updateCount);
  connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &TablePanel::updateCount);
  connect(m_filter, &QAbstractItemModel::modelReset, this, &TablePanel::updateCount);
  setDocument(nullptr);
}

void TablePanel::setDocument(StudyDocument* document) {
  const QScopedValueRollback echo(m_echo, true);
  m_document = document;
  m_line->clear();
  m_filter->setCandidates(document == nullptr ? nullptr : &document->candidates(),
                          document == nullptr ? std::vector<Choice>() : document->space().choices());
  QString example = QStringLiteral("state == 'done'");
  if (document != nullptr && !document->objectives().empty()) {
    const auto& objective = document->objectives().front();
    example = toQString(expressionName(objective.name)) +
              (objective.direction == Direction::Minimize ? QStringLiteral(" < 20") : QStringLiteral(" > 20")) +
              QStringLiteral(" and front");
  }
  m_line->setPlaceholderText(tr("Filter, such as %1").arg(example));
  QString names;
  for (const auto& name : m_filter->names()) names += toQString(name) + QStringLiteral("<br>");
  m_line->setToolTip(
      tr("<p>An expression (&lt; &lt;= == != and or not), or any part of a design's text. Names:</p>%1").arg(names));
  if (document != nullptr) {
    const auto& model = document->candidates();
    const QFontMetrics metrics = m_view->fontMetrics();
    const int digit = metrics.horizontalAdvance(QLatin1Char('0'));
    for (int column = 0; column < model.columnCount(); ++column) {
      const int header =
          metrics.horizontalAdvance(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
      int width = header + 30;
      if (column >= CandidateModel::FirstObjectiveColumn) width = std::max(width, digit * 11);
      if (column == CandidateModel::IdColumn) width = std::max(width, digit * 8);
      if (column == CandidateModel::StateColumn) width = digit * 10;
      if (column == model.kindColumn()) width = digit * 21;
      if (column == model.budgetColumn()) width = digit * 28;
      if (column == model.finishedColumn()) width = digit * 21;
      m_view->setColumnWidth(column, width);
    }
  }
  m_view->sortByColumn(0, Qt::AscendingOrder);
  applyFilter();
}

void TablePanel::focusFilter() {
  m_line->setFocus(Qt::ShortcutFocusReason);
  m_line->selectAll();
}

void TablePanel::applyFilter() {
  const Status status = m_filter->setFilter(m_line->text());
  m_problem->setVisible(!status.ok());
  if (!status.ok()) {
    m_problem->setText(QStringLiteral("⚠ ") + errorSummary(status.error()) + QLatin1Char(' ') +
                       translated(status.error().mend));
  }
  updateCount();
}

void TablePanel::updateCount() {
  if (!m_document) return m_count->clear();
  const QLocale locale;
  m_count->setText(
      tr("%1 of %2 shown")
          .arg(locale.toString(m_filter->rowCount()), locale.toString(m_document->candidates().rowCount())));
}

void TablePanel::publishSelection() {
  if (m_echo || !m_document) return;
  const QScopedValueRollback echo(m_echo, true);
  std::set<CandidateId> ids;
  for (const auto& range : m_view->selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      ids.insert({m_filter->index(row, 0).data(CandidateModel::IdRole).toLongLong()});
    }
  }
  const QModelIndex current = m_view->currentIndex();
  m_selection.set(std::move(ids), {current.data(CandidateModel::IdRole).toLongLong()});
}

void TablePanel::refresh() {
  if (m_echo || !m_document) return;
  const QScopedValueRollback echo(m_echo, true);
  QItemSelection wanted;
  QModelIndex current;
  int marked = 0;
  for (const CandidateId id : m_selection.ids()) {
    if (++marked > kMaxSynchronised) break;
    const int row = m_document->candidates().rowOf(id);
    if (row < 0) continue;
    const QModelIndex index = m_filter->mapFromSource(m_document->candidates().index(row, 0));
    if (!index.isValid()) continue;
    wanted.select(index, index);
    if (id == m_selection.current()) current = index;
  }
  auto* model = m_view->selectionModel();
  model->select(wanted, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  if (current.isValid()) {
    model->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    m_view->scrollTo(current);
  }
}

void TablePanel::copySelected() {
  const auto* model = m_view->model();
  QString text;
  for (int column = 0; column < model->columnCount(); ++column) {
    text += model->headerData(column, Qt::Horizontal).toString();
    text += column + 1 < model->columnCount() ? QLatin1Char('\t') : QLatin1Char('\n');
  }
  for (const auto& row : m_view->selectionModel()->selectedRows()) {
    for (int column = 0; column < model->columnCount(); ++column) {
      text += row.siblingAtColumn(column).data().toString();
      text += column + 1 < model->columnCount() ? QLatin1Char('\t') : QLatin1Char('\n');
    }
  }
  QApplication::clipboard()->setText(text);
}

bool TablePanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_view && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copySelected();
    return true;
  }
  if (watched == m_view->viewport() && event->type() == QEvent::ToolTip &&
      showTooltip(static_cast<QHelpEvent*>(event)->pos())) {
    return true;
  }
  return Panel::eventFilter(watched, event);
}

bool TablePanel::showTooltip(const QPoint& at) {
  const QModelIndex index = m_view->indexAt(at);
  const bool isDesign = index.column() == m_filter->columnCount() - 1;
  if (!m_document || !index.isValid() || (!isDesign && !index.data(Qt::ToolTipRole).toString().isEmpty())) return false;
  const CandidateId id{index.data(CandidateModel::IdRole).toLongLong()};
  const QString text = m_tooltip->html(*m_document, id, palette(), devicePixelRatioF());
  if (text.isEmpty()) return false;
  m_tooltipAt = at;
  QToolTip::showText(m_view->viewport()->mapToGlobal(at), text, m_view->viewport(), m_view->visualRect(index));
  return true;
}

}  // namespace pscope

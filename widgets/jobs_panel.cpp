#include "widgets/jobs_panel.h"

#include <QApplication>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/elided_label.h"
#include "widgets/run_state_text.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

/// Draws a job's share as a bar with its text beside it.
class ProgressDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const double share = index.data(JobsModel::DoneRole).toDouble();
    if (share < 0) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    plain.text.clear();
    const QWidget* widget = option.widget;
    (widget != nullptr ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &plain, painter, widget);
    const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("100 %")) + 8;
    QRectF bar = option.rect.adjusted(4, 0, -textWidth - 4, 0);
    bar.setTop(option.rect.center().y() - 3);
    bar.setHeight(6);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.palette.color(QPalette::Mid));
    painter->drawRoundedRect(bar, 3, 3);
    bar.setWidth(std::max(6.0, bar.width() * share));
    painter->setBrush(option.palette.color(QPalette::Highlight));
    painter->drawRoundedRect(bar, 3, 3);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
    painter->restore();
  }
};

}  // namespace

JobsPanel::JobsPanel(Selection& selection, QWidget* parent) : Panel(parent), m_selection(selection) {
  setObjectName(QStringLiteral("jobsPanel"));
  m_status = new ElidedLabel(this);
  m_status->setObjectName(QStringLiteral("searchStatus"));
  m_progress = new QProgressBar(this);
  m_progress->setObjectName(QStringLiteral("searchProgress"));
  m_progress->setAccessibleName(tr("Progress of the search"));
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(8);
  m_stop = new QPushButton(tr("Stop"), this);
  m_stop->setObjectName(QStringLiteral("jobsStop"));
  m_stop->setToolTip(tr("Stop the search; running candidates are evaluated again when it continues"));
  m_retry = new QPushButton(tr("Try failed again"), this);
  m_retry->setObjectName(QStringLiteral("jobsRetry"));
  m_retry->setToolTip(tr("Evaluate the selected failed candidates (or all of them) again"));
  m_cancel = new QPushButton(tr("Cancel selected"), this);
  m_cancel->setObjectName(QStringLiteral("jobsCancel"));
  m_cancel->setToolTip(
      tr("Cancel the selected candidates that are being evaluated (Delete): they count as failed, the search goes on "
         "without them, and they can be tried again"));
  m_view = new QTreeView(this);
  m_view->setObjectName(QStringLiteral("jobsView"));
  m_view->setAccessibleName(tr("Jobs"));
  m_view->setRootIsDecorated(false);
  m_view->setUniformRowHeights(true);
  m_view->setAlternatingRowColors(true);
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_view->setItemDelegateForColumn(JobsModel::ProgressColumn, new ProgressDelegate(m_view));
  m_empty = new QLabel(m_view);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  auto* cover = new QVBoxLayout(m_view);
  cover->addWidget(m_empty);
  m_log = new QPlainTextEdit(this);
  m_log->setObjectName(QStringLiteral("searchLog"));
  m_log->setAccessibleName(tr("Log of the search"));
  m_log->setReadOnly(true);
  m_log->setMaximumBlockCount(5000);
  m_log->setFrameShape(QFrame::NoFrame);
  m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  m_log->setPlaceholderText(tr("The log of the search appears here."));

  auto* head = new QHBoxLayout;
  head->setContentsMargins(10, 6, 8, 6);
  head->setSpacing(10);
  head->addWidget(m_status);
  head->addWidget(m_progress, 1);
  head->addWidget(m_cancel);
  head->addWidget(m_retry);
  head->addWidget(m_stop);
  auto* splitter = new QSplitter(Qt::Horizontal, this);
  splitter->addWidget(m_view);
  splitter->addWidget(m_log);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(splitter, 1);

  connect(m_stop, &QPushButton::clicked, this, [this] {
    if (m_document) m_document->stop();
  });
  connect(m_retry, &QPushButton::clicked, this, [this] {
    for (const CandidateId id : selectedFailures()) Q_EMIT retryRequested(id);
  });
  connect(m_cancel, &QPushButton::clicked, this, &JobsPanel::cancelSelected);
  auto* remove = new QShortcut(QKeySequence::Delete, m_view, nullptr, nullptr, Qt::WidgetShortcut);
  connect(remove, &QShortcut::activated, this, &JobsPanel::cancelSelected);
  setDocument(nullptr);
}

void JobsPanel::setDocument(StudyDocument* document) {
  if (m_document) {
    m_document->disconnect(this);
    m_document->jobs().disconnect(this);
  }
  m_document = document;
  m_log->clear();
  m_view->setModel(document == nullptr ? nullptr : &document->jobs());
  if (document != nullptr) {
    m_view->header()->resizeSection(JobsModel::TitleColumn, 120);
    m_view->header()->resizeSection(JobsModel::ProgressColumn, 150);
    m_view->header()->resizeSection(JobsModel::TimeLeftColumn, 90);
    for (const auto& line : document->log()) m_log->appendPlainText(line);
    connect(document, &StudyDocument::stateChanged, this, &JobsPanel::requestRefresh);
    connect(document, &StudyDocument::evaluationsChanged, this, &JobsPanel::requestRefresh);
    connect(document, &StudyDocument::logged, m_log, &QPlainTextEdit::appendPlainText);
    connect(&document->jobs(), &QAbstractItemModel::rowsInserted, this, &JobsPanel::requestRefresh);
    connect(&document->jobs(), &QAbstractItemModel::rowsRemoved, this, &JobsPanel::requestRefresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
      const CandidateId id{row.data(JobsModel::IdRole).toLongLong()};
      if (m_document && m_document->candidates().rowOf(id) >= 0) m_selection.set({id}, id);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsPanel::updateButtons);
  }
  requestRefresh();
}

void JobsPanel::refresh() {
  updateButtons();
  m_empty->setVisible(!m_document || m_document->jobs().rowCount() == 0);
  if (!m_document) {
    m_status->setText(tr("No study is open."));
    m_progress->setVisible(false);
    m_empty->setText({});
    return;
  }
  const auto evaluations = m_document->evaluations();
  m_status->setText(searchStatusText(*m_document));
  m_progress->setVisible(true);
  m_progress->setRange(0, static_cast<int>(std::max<qint64>(1, evaluations.total)));
  m_progress->setValue(static_cast<int>(evaluations.done));
  m_empty->setText(m_document->busy() ? tr("Candidates that are being evaluated appear here.")
                                      : tr("Nothing runs. Start the search (F5) to evaluate candidates."));
}

std::vector<CandidateId> JobsPanel::selectedFailures() const {
  std::vector<CandidateId> selected, all;
  if (!m_document) return all;
  const JobsModel& model = m_document->jobs();
  for (int row = 0; row < model.rowCount(); ++row) {
    if (model.job(row).running) continue;
    all.push_back(model.job(row).id);
    if (m_view->selectionModel()->isRowSelected(row, {})) selected.push_back(model.job(row).id);
  }
  return selected.empty() ? all : selected;
}

std::vector<CandidateId> JobsPanel::selectedRunning() const {
  std::vector<CandidateId> selected;
  if (!m_document) return selected;
  for (const QModelIndex& row : m_view->selectionModel()->selectedRows()) {
    const auto& job = m_document->jobs().job(row.row());
    if (job.running) selected.push_back(job.id);
  }
  return selected;
}

void JobsPanel::cancelSelected() {
  for (const CandidateId id : selectedRunning()) m_document->cancel(id);
}

void JobsPanel::updateButtons() {
  const bool open = m_document != nullptr;
  m_stop->setVisible(open && !m_document->readOnly());
  m_stop->setEnabled(open && m_document->busy() && m_document->state() != RunState::Stopping);
  m_cancel->setVisible(open && m_document->jobs().runningCount() > 0 && !m_document->readOnly());
  m_cancel->setEnabled(!selectedRunning().empty());
  m_retry->setVisible(open && m_document->jobs().failedCount() > 0 && !m_document->readOnly());
}

}  // namespace pscope

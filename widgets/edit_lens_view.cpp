#include "widgets/edit_lens_view.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "viz/colours.h"
#include "widgets/cost_text.h"
#include "widgets/edit_lens_model.h"
#include "widgets/text.h"

namespace pscope {

EditLensView::EditLensView(QWidget* parent)
    : Panel(parent),
      m_model(new EditLensModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_metric(new QComboBox(this)),
      m_limit(new QLineEdit(this)),
      m_relative(new QToolButton(this)),
      m_boundBox(new QWidget(this)),
      m_note(new QLabel(this)),
      m_table(new QTableView(this)) {
  setObjectName(QStringLiteral("editLens"));
  buildTable();
  m_note->setObjectName(QStringLiteral("lensNote"));
  m_note->setForegroundRole(QPalette::PlaceholderText);
  m_note->setWordWrap(true);
  m_metric->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_metric->setObjectName(QStringLiteral("lensMetric"));
  m_metric->setAccessibleName(tr("Cost that is to be bounded"));
  m_metric->setToolTip(tr("The cost that is to keep a bound"));
  m_limit->setObjectName(QStringLiteral("lensLimit"));
  m_limit->setAccessibleName(tr("Bound"));
  m_limit->setPlaceholderText(tr("such as 20 or 300 M"));
  m_limit->setToolTip(tr("The bound: a number in the unit shown above, or with its own, such as 300 M or 2 MiB"));
  m_limit->setMaximumWidth(fontMetrics().averageCharWidth() * 22);
  auto* add = new QPushButton(tr("Keep this bound"), this);
  setTabOrder(m_limit, add);
  add->setObjectName(QStringLiteral("lensAdd"));
  add->setToolTip(tr("Find the cheapest single edit that keeps this bound"));
  connect(add, &QPushButton::clicked, this, &EditLensView::addBound);
  connect(m_limit, &QLineEdit::returnPressed, this, &EditLensView::addBound);
  m_relative->setText(QStringLiteral("%"));
  m_relative->setCheckable(true);
  m_relative->setChecked(true);
  m_relative->setToolTip(tr("Changes as a share of what the design has; off: in their units"));
  m_relative->setAccessibleName(tr("Changes in percent"));
  connect(m_relative, &QToolButton::toggled, m_model, &EditLensModel::setRelative);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(6);
  bar->addWidget(m_metric);
  bar->addWidget(m_limit);
  bar->addWidget(add);
  bar->addStretch(1);
  bar->addWidget(m_relative);
  new QVBoxLayout(m_boundBox);
  m_boundBox->layout()->setContentsMargins(0, 0, 0, 0);
  m_boundBox->layout()->setSpacing(2);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 0);
  layout->setSpacing(4);
  layout->addLayout(bar);
  layout->addWidget(m_boundBox);
  layout->addWidget(m_note);
  layout->addWidget(m_table, 1);
  connect(&m_job, &LatestJob::done, this, &EditLensView::finish);
  connect(&m_job, &LatestJob::failed, this, [this](const Error& error) {
    m_model->set(std::nullopt, nullptr, {});
    m_note->setText(QStringLiteral("\u26a0 ") + errorSummary(error));
    m_note->show();
  });
  updateColours();
}

EditLensView::~EditLensView() = default;

void EditLensView::buildTable() {
  m_sorted->setSourceModel(m_model);
  m_sorted->setSortRole(EditLensModel::SortRole);
  m_table->setObjectName(QStringLiteral("lensTable"));
  m_table->setAccessibleName(tr("Single edits and what they change"));
  m_table->setModel(m_sorted);
  m_table->setSortingEnabled(true);
  m_table->sortByColumn(EditLensModel::ChoiceColumn, Qt::AscendingOrder);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setTabKeyNavigation(false);
  m_table->setToolTip(tr("Double-click or Enter makes the edit."));
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  m_table->horizontalHeader()->setHighlightSections(false);
  const auto applyRow = [this](const QModelIndex& index) {
    if (index.isValid()) apply(static_cast<std::size_t>(m_sorted->mapToSource(index).row()));
  };
  connect(m_table, &QTableView::doubleClicked, this, applyRow);
  for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* enter = new QShortcut(QKeySequence(key), m_table);
    enter->setContext(Qt::WidgetShortcut);
    connect(enter, &QShortcut::activated, this, [this, applyRow] { applyRow(m_table->currentIndex()); });
  }
}

void EditLensView::setQuestion(const CostQuestion& question) {
  m_question = question;
  m_genome.clear();
  m_job.cancel();
  m_model->set(std::nullopt, nullptr, {});
  m_metric->clear();
  requestRefresh();
}

void EditLensView::setDesign(const Genome& genome) {
  if (genome == m_genome) return;
  m_genome = genome;
  requestRefresh();
}

void EditLensView::setBounds(const std::map<std::string, double>& bounds) {
  if (bounds == m_bounds) return;
  m_bounds = bounds;
  showBounds();
}

void EditLensView::refresh() {
  if (!m_question.space || m_genome.empty()) {
    m_model->set(std::nullopt, nullptr, {});
    showBounds();
    return;
  }
  m_job.start([this, question = m_question, genome = m_genome](const JobContext& job) -> Status {
    PSCOPE_TRY(DesignCosts* const costs, m_costs.get(question));
    PSCOPE_TRY(EditLens lens, priceEdits(*costs, genome, job));
    m_answer = {std::make_shared<const EditLens>(std::move(lens)), costs->metrics()};
    return {};
  });
}

void EditLensView::finish() {
  const bool newColumns = m_model->metrics().size() != m_answer.metrics.size();
  m_model->set(m_question.space, m_answer.lens, m_answer.metrics);
  if (newColumns) {
    for (int column = 0; column < m_model->columnCount(); ++column) {
      const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
      const int least = column == EditLensModel::ChoiceColumn ? 20 : column == EditLensModel::EditColumn ? 24 : 13;
      m_table->setColumnWidth(column, std::max(fontMetrics().averageCharWidth() * least,
                                               std::min(fontMetrics().horizontalAdvance(title), 150) + 28));
    }
    const QString chosen = m_metric->currentData().toString();
    m_metric->clear();
    for (const CheapMetric& metric : m_answer.metrics) m_metric->addItem(costTitle(metric), toQString(metric.name));
    m_metric->setCurrentIndex(std::max(0, m_metric->findData(chosen)));
  }
  const auto* lens = m_model->lens();
  const QString count = tr("%n single edit(s)", nullptr, static_cast<int>(lens->edits.size()));
  m_note->setText(
      lens->failed == 0
          ? count
          : tr("%1; %2 have no network: %3").arg(count).arg(lens->failed).arg(errorSummary(*lens->firstFailure)));
  showBounds();
}

void EditLensView::apply(std::size_t edit) {
  if (m_model->lens() == nullptr || edit >= m_model->lens()->edits.size()) return;
  const Genome genome = m_model->lens()->edits[edit].genome;
  Q_EMIT editWanted(genome, m_model->editText(edit));
}

void EditLensView::addBound() {
  const int index = m_metric->currentIndex();
  if (index < 0 || m_model->lens() == nullptr) return;
  const auto metric = static_cast<std::size_t>(index);
  const CheapMetric& what = m_model->metrics()[metric];
  const auto limit = parseCost(m_limit->text(), costUnit(what, m_model->lens()->startValues[metric]));
  if (!limit) {
    m_note->setText(QStringLiteral("\u26a0 ") +
                    tr("\"%1\" is no bound. Write a number, such as %2.")
                        .arg(m_limit->text(), costText(what, m_model->lens()->startValues[metric])));
    return;
  }
  m_bounds[what.name] = *limit;
  m_limit->clear();
  showBounds();
  Q_EMIT boundsChanged();
}

void EditLensView::showBounds() {
  while (auto* item = m_boundBox->layout()->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int line = 0;
  for (std::size_t metric = 0; m_model->lens() != nullptr && metric < m_model->metrics().size(); ++metric) {
    const CheapMetric& what = m_model->metrics()[metric];
    const auto own = m_bounds.find(what.name);
    if (own != m_bounds.end()) {
      showBound(line++, metric, own->second, true);
    } else if (what.bound) {
      showBound(line++, metric, *what.bound, false);
    }
  }
  m_boundBox->setVisible(line > 0);
}

void EditLensView::showBound(int line, std::size_t metric, double limit, bool removable) {
  const CheapMetric& what = m_model->metrics()[metric];
  const EditLens& lens = *m_model->lens();
  const CheapestEdit answer = cheapestEdit(lens, m_model->metrics(), metric, limit);
  const QString sign = what.direction == Direction::Minimize ? QStringLiteral(" \u2264 ") : QStringLiteral(" \u2265 ");
  auto* row = new QWidget(m_boundBox);
  auto* name = new QLabel(costTitle(what) + sign + costText(what, limit), row);
  QFont bold = name->font();
  bold.setWeight(QFont::DemiBold);
  name->setFont(bold);
  auto* text = new QLabel(row);
  text->setObjectName(QStringLiteral("lensAnswer%1").arg(line));
  text->setWordWrap(true);
  auto* make = new QPushButton(tr("Make this edit"), row);
  make->setObjectName(QStringLiteral("lensApply%1").arg(line));
  const bool possible =
      answer.answer == CheapestEdit::Answer::Found || answer.answer == CheapestEdit::Answer::NoEditMeets;
  make->setVisible(possible);
  const QString edit = possible ? m_model->editText(answer.edit) : QString();
  const QString value = possible ? costText(what, lens.edits[answer.edit].values[metric]) : QString();
  switch (answer.answer) {
    case CheapestEdit::Answer::AlreadyMet:
      text->setText(QStringLiteral("\u2713 ") + tr("kept: %1").arg(costText(what, lens.startValues[metric])));
      break;
    case CheapestEdit::Answer::Found:
      text->setText(tr("cheapest edit: %1, gives %2").arg(edit, value));
      text->setToolTip(
          tr("Of the edits that keep the bound, the one that worsens the study's other objectives least; "
             "among equals the one that changes parameters and MACs least."));
      break;
    case CheapestEdit::Answer::NoEditMeets:
      text->setText(QStringLiteral("\u26a0 ") +
                    tr("no single edit keeps it; the nearest is %1, gives %2").arg(edit, value));
      break;
    case CheapestEdit::Answer::NoEdits:
      text->setText(tr("there is nothing to edit"));
      break;
  }
  connect(make, &QPushButton::clicked, this, [this, chosen = answer.edit] { apply(chosen); });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(name);
  layout->addWidget(text, 1);
  layout->addWidget(make);
  if (removable) {
    auto* remove = new QToolButton(row);
    remove->setText(QStringLiteral("\u00d7"));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Take this bound away"));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QToolButton::clicked, this, [this, key = what.name] {
      m_bounds.erase(key);
      // Not while the button is still busy with its click.
      QMetaObject::invokeMethod(this, &EditLensView::showBounds, Qt::QueuedConnection);
      Q_EMIT boundsChanged();
    });
    layout->addWidget(remove);
  }
  m_boundBox->layout()->addWidget(row);
}

void EditLensView::updateColours() {
  const Colours colours = Colours::of(palette());
  m_model->setColours({colours.band, colours.infeasible});
}

void EditLensView::changeEvent(QEvent* event) {
  Panel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateColours();
}

}  // namespace pscope

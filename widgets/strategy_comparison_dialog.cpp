#include "widgets/strategy_comparison_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/base/file.h"
#include "core/run/random_search_runs.h"
#include "viz/comparison_plot.h"
#include "viz/save_image.h"
#include "widgets/column_widths.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kDefaultSeeds = 10;
constexpr int kMaxSeedsCompared = 1'000;
constexpr int kMaxEvaluations = 1'000'000;
constexpr const char* kAtFirst[] = {"default", "nsga2", "random"};

QString ratioText(double ratio) {
  return QLocale().toString(ratio, 'f', 4);
}

}  // namespace

/// What a comparison came to, as far as it takes time to compute.
struct StrategyComparisonDialog::Found {
  StrategyComparison comparison;
  std::vector<ComparisonCurve> curves;
  std::vector<ComparedStrategy> rows;
};

StrategyComparisonDialog::StrategyComparisonDialog(ComparisonSubject subject, QWidget* parent)
    : QDialog(parent), m_subject(std::move(subject)) {
  setObjectName(QStringLiteral("strategyComparisonDialog"));
  setWindowTitle(m_subject.study.isEmpty() ? tr("Compare strategies")
                                           : tr("Compare strategies: %1").arg(m_subject.study));
  resize(1040, 680);
  m_progress = new QProgressBar(this);
  m_progress->setObjectName(QStringLiteral("protocolProgress"));
  m_progress->setAccessibleName(tr("Progress of the comparison"));
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(8);
  m_state = new QLabel(this);
  m_state->setObjectName(QStringLiteral("protocolState"));
  m_state->setForegroundRole(QPalette::PlaceholderText);
  auto* body = new QHBoxLayout;
  body->setSpacing(16);
  body->addWidget(makeChoices());
  body->addWidget(makeResults(), 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  m_csv = buttons->addButton(tr("Save the &curves…"), QDialogButtonBox::ActionRole);
  m_csv->setObjectName(QStringLiteral("protocolCsv"));
  m_csv->setToolTip(tr("As CSV: strategy, seed, evaluations, hypervolume ratio"));
  m_figure = buttons->addButton(tr("Save the &figure…"), QDialogButtonBox::ActionRole);
  m_figure->setObjectName(QStringLiteral("protocolFigure"));
  m_figure->setToolTip(tr("As SVG, PNG or PDF"));
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(m_state, 1);
  bottom->addWidget(buttons);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(body, 1);
  layout->addWidget(m_progress);
  layout->addLayout(bottom);
  connect(buttons, &QDialogButtonBox::rejected, this, &StrategyComparisonDialog::reject);
  connect(m_csv, &QPushButton::clicked, this, &StrategyComparisonDialog::askForCsv);
  connect(m_figure, &QPushButton::clicked, this, [this] {
    askAndSaveImage(this, QStringLiteral("comparison"), [this](const QString& path) { return saveFigure(path); });
  });
  connect(m_start, &QPushButton::clicked, this, &StrategyComparisonDialog::start);
  connect(m_cancel, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_strategies, &QListWidget::itemChanged, this, &StrategyComparisonDialog::choicesChanged);
  connect(&m_job, &BackgroundJob::progressed, this, &StrategyComparisonDialog::showProgress);
  connect(&m_job, &BackgroundJob::succeeded, this, &StrategyComparisonDialog::showResults);
  connect(&m_job, &BackgroundJob::cancelled, this, [this] { ended(tr("Cancelled.")); });
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) { ended(errorSummary(error)); });
  m_csv->setEnabled(false);
  m_figure->setEnabled(false);
  m_progress->hide();
  choicesChanged();
}

StrategyComparisonDialog::~StrategyComparisonDialog() = default;

void StrategyComparisonDialog::showFor(ComparisonSubject subject, QWidget* window) {
  for (auto* open : window->findChildren<StrategyComparisonDialog*>()) {
    if (open->m_subject.file != subject.file) continue;
    open->raise();
    return open->activateWindow();
  }
  auto* dialog = new StrategyComparisonDialog(std::move(subject), window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

bool StrategyComparisonDialog::closeAll(QWidget* window) {
  for (auto* open : window->findChildren<StrategyComparisonDialog*>()) {
    if (open->close()) continue;
    open->raise();
    return false;
  }
  return true;
}

QWidget* StrategyComparisonDialog::makeChoices() {
  auto* side = new QWidget(this);
  side->setFixedWidth(250);
  m_strategies = new QListWidget(side);
  m_strategies->setObjectName(QStringLiteral("protocolStrategies"));
  m_strategies->setAccessibleName(tr("Strategies"));
  for (const auto& entry : m_subject.strategies->entries()) {
    auto* item = new QListWidgetItem(toQString(entry.info.name), m_strategies);
    item->setToolTip(toQString(entry.info.summary));
    const bool atFirst = std::any_of(std::begin(kAtFirst), std::end(kAtFirst),
                                     [&entry](const char* name) { return entry.info.name == name; });
    // What needs a worker, or does not go with this search, is shown but cannot be chosen.
    const auto made = createStrategy(entry.info.name, "{}", strategyContext(m_subject.space, m_subject.config),
                                     *m_subject.strategies);
    if (!made.ok()) {
      item->setFlags(Qt::ItemIsSelectable);
      item->setToolTip(errorSummary(made.error()));
      item->setCheckState(Qt::Unchecked);
      continue;
    }
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(atFirst || entry.info.name == m_subject.config.strategy ? Qt::Checked : Qt::Unchecked);
  }
  m_seeds = new QSpinBox(side);
  m_seeds->setObjectName(QStringLiteral("protocolSeeds"));
  m_seeds->setRange(1, kMaxSeedsCompared);
  m_seeds->setValue(kDefaultSeeds);
  m_seeds->setToolTip(tr("How often each strategy searches, each time with another seed"));
  m_evaluations = new QSpinBox(side);
  m_evaluations->setObjectName(QStringLiteral("protocolEvaluations"));
  m_evaluations->setRange(1, kMaxEvaluations);
  m_evaluations->setGroupSeparatorShown(true);
  m_evaluations->setValue(m_subject.config.candidates);
  m_evaluations->setToolTip(tr("How many designs each search evaluates"));
  m_start = new QPushButton(tr("Co&mpare"), side);
  m_start->setObjectName(QStringLiteral("protocolStart"));
  m_start->setDefault(true);
  m_cancel = new QPushButton(tr("C&ancel"), side);
  m_cancel->setObjectName(QStringLiteral("protocolCancel"));
  m_cancel->setToolTip(tr("Ends the comparison; nothing of it is kept (Esc)"));
  m_cancel->setEnabled(false);
  m_problem = new QLabel(side);
  m_problem->setObjectName(QStringLiteral("protocolProblem"));
  m_problem->setWordWrap(true);
  auto* form = new QFormLayout;
  form->addRow(tr("&Seeds"), m_seeds);
  form->addRow(tr("&Evaluations"), m_evaluations);
  auto* go = new QHBoxLayout;
  go->addWidget(m_start, 1);
  go->addWidget(m_cancel);
  auto* title = new QLabel(tr("S&trategies"), side);
  title->setBuddy(m_strategies);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(title);
  layout->addWidget(m_strategies, 1);
  layout->addLayout(form);
  layout->addWidget(m_problem);
  layout->addLayout(go);
  return side;
}

QWidget* StrategyComparisonDialog::makeResults() {
  auto* side = new QWidget(this);
  m_plot = new ComparisonPlot(side);
  m_plot->setObjectName(QStringLiteral("comparisonPlot"));
  m_plot->setEmptyText(
      tr("Choose strategies and press Compare:\neach searches this study's space several times, and the mean\n"
         "hypervolume appears here over the evaluations."));
  m_table = new QTableWidget(side);
  m_table->setObjectName(QStringLiteral("protocolTable"));
  m_table->setAccessibleName(tr("Strategies after some evaluations"));
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setAlternatingRowColors(true);
  m_table->setShowGrid(false);
  m_table->setTabKeyNavigation(false);
  m_table->setWordWrap(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->hide();  // until there is something in it
  m_about = new QLabel(side);
  m_about->setObjectName(QStringLiteral("protocolAbout"));
  m_about->setWordWrap(true);
  m_about->setForegroundRole(QPalette::PlaceholderText);
  auto* split = new QSplitter(Qt::Vertical, side);
  split->addWidget(m_plot);
  split->addWidget(m_table);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(split, 1);
  layout->addWidget(m_about);
  return side;
}

std::vector<std::string> StrategyComparisonDialog::chosen() const {
  std::vector<std::string> names;
  for (int row = 0; row < m_strategies->count(); ++row) {
    const auto* item = m_strategies->item(row);
    if (item->checkState() == Qt::Checked) names.push_back(item->text().toStdString());
  }
  return names;
}

void StrategyComparisonDialog::choicesChanged() {
  const auto names = chosen();
  const bool free = randomRunsPossible(m_subject.config);
  const bool random = std::find(names.begin(), names.end(), "random") != names.end();
  m_problem->setText(
      !free ? tr("Strategies can only be compared where every objective costs nothing: tables, static costs and cost "
                 "models. This search trains or measures its designs, and a comparison would do so for each strategy "
                 "and seed.")
      : names.empty() ? tr("Choose at least one strategy.")
      : !random       ? tr("Without \"random\" there is no improvement over random search to tell.")
                      : QString());
  m_problem->setVisible(!m_problem->text().isEmpty());
  m_start->setEnabled(free && !names.empty() && !m_job.running());
}

void StrategyComparisonDialog::start() {
  if (m_job.running() || !randomRunsPossible(m_subject.config) || chosen().empty()) return;
  SearchConfig config = m_subject.config;
  config.candidates = m_evaluations->value();
  m_found = std::make_shared<Found>();
  m_stage.clear();
  m_progress->setRange(0, 0);
  m_progress->show();
  m_state->setText(tr("Comparing…"));
  m_job.start([found = m_found, config, names = chosen(), seeds = m_seeds->value(), space = m_subject.space,
               estimators = m_subject.estimators, strategies = m_subject.strategies](const JobContext& job) -> Status {
    PSCOPE_TRY(found->comparison, compareStrategies(space, config, names, seeds, *estimators, *strategies, job));
    for (auto& curve : meanCurves(found->comparison)) {
      found->curves.push_back(
          {toQString(curve.strategy), std::move(curve.mean), std::move(curve.low), std::move(curve.high)});
    }
    found->rows = summarise(found->comparison, comparisonMarks(static_cast<std::size_t>(config.candidates)));
    return {};
  });
  m_cancel->setEnabled(true);
  choicesChanged();
}

void StrategyComparisonDialog::showProgress(const Progress& progress) {
  if (!m_job.running()) return;
  m_progress->setRange(0, 1000);
  const double share =
      progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
  m_progress->setValue(static_cast<int>(1000 * share));
  const QString stage = toQString(progress.stage);
  const bool whole = stage == QLatin1String("the whole space");
  // Strategies differ in speed: the time left is that of this one's pace, and begins anew with each.
  if (stage != m_stage) {
    m_stage = stage;
    m_doneBefore = progress.done;
    m_running.start();
  }
  if (stage == QLatin1String(kHypervolumeStage)) return m_state->setText(tr("Computing the hypervolumes…"));
  QString text = whole ? tr("Evaluating the whole space") : tr("Searching with %1").arg(stage);
  text += QStringLiteral(" · ") + tr("%1 of %2 evaluations")
                                      .arg(QLocale().toString(static_cast<qlonglong>(progress.done)),
                                           QLocale().toString(static_cast<qlonglong>(progress.total)));
  const auto done = static_cast<double>(progress.done - m_doneBefore);
  if (done > 0 && m_running.elapsed() > 500) {
    const double each = static_cast<double>(m_running.elapsed()) / 1000 / done;
    text += QStringLiteral(" · ") +
            tr("about %1 left").arg(durationText(each * static_cast<double>(progress.total - progress.done)));
  }
  m_state->setText(text);
}

void StrategyComparisonDialog::ended(const QString& text) {
  m_progress->hide();
  m_state->setText(text);
  m_cancel->setEnabled(false);
  choicesChanged();
}

void StrategyComparisonDialog::showResults() {
  m_comparison = std::move(m_found->comparison);
  m_plot->setCurves(std::move(m_found->curves), tr("bands: 95 % confidence interval of the mean"));
  fillTable(m_found->rows);
  m_unsaved = true;
  const QString of = m_comparison->truth ? tr("The ratio is that over the hypervolume of the whole space.")
                                         : tr("The ratio is that over the hypervolume of all designs that were found.");
  m_about->setText(of + QLatin1Char(' ') +
                   tr("Intervals are those of the mean over the seeds (Student's t); p is the probability of such a "
                      "difference from random search by chance (Wilcoxon's signed-rank test, two-sided)."));
  m_csv->setEnabled(true);
  m_figure->setEnabled(true);
  ended(tr("%n search(es) were compared.", nullptr, static_cast<int>(m_comparison->runs.size())));
}

void StrategyComparisonDialog::fillTable(const std::vector<ComparedStrategy>& rows) {
  const QStringList titles{tr("Strategy"),   tr("Evaluations"), tr("Mean ratio"),  tr("95 % of the mean"),
                           tr("Worst seed"), tr("Over random"), tr("p (Wilcoxon)")};
  const bool random = std::any_of(m_comparison->runs.begin(), m_comparison->runs.end(),
                                  [](const auto& run) { return run.strategy == "random"; });
  m_table->clear();
  m_table->setColumnCount(static_cast<int>(titles.size()));
  m_table->setHorizontalHeaderLabels(titles);
  m_table->setRowCount(static_cast<int>(rows.size()));
  for (int line = 0; line < m_table->rowCount(); ++line) {
    const auto& row = rows[static_cast<std::size_t>(line)];
    const bool compared = random && row.strategy != "random";
    const QStringList cells{toQString(row.strategy),
                            QLocale().toString(static_cast<qulonglong>(row.evaluations)),
                            ratioText(row.mean),
                            tr("%1 to %2").arg(ratioText(row.low), ratioText(row.high)),
                            ratioText(row.worst),
                            compared ? QLocale().toString(row.improvement, 'f', 2) + QStringLiteral(" %") : QString(),
                            compared ? QLocale().toString(row.probability, 'g', 2) : QString()};
    for (int column = 0; column < static_cast<int>(cells.size()); ++column) {
      auto* item = new QTableWidgetItem(cells[column]);
      item->setTextAlignment(Qt::AlignVCenter | (column == 0 ? Qt::AlignLeft : Qt::AlignRight));
      m_table->setItem(line, column, item);
    }
  }
  fitColumnsToCells(*m_table);
  m_table->show();
}

bool StrategyComparisonDialog::saveCsv(const QString& path) {
  const bool saved = m_comparison && writeFileAtomically(path.toStdString(), comparisonCsv(*m_comparison)).ok();
  if (saved) m_unsaved = false;
  return saved;
}

bool StrategyComparisonDialog::saveFigure(const QString& path) {
  const bool saved = m_comparison && m_plot->saveImage(path);
  if (saved) m_unsaved = false;
  return saved;
}

void StrategyComparisonDialog::reject() {
  if (m_job.running()) return m_job.cancel();  // the first Esc stops the work, the next one closes
  if (m_unsaved) return askBeforeItGoes();
  QDialog::reject();
}

void StrategyComparisonDialog::askBeforeItGoes() {
  if (findChild<QMessageBox*>(QStringLiteral("comparisonQuestion")) != nullptr) return;
  auto* box = new QMessageBox(QMessageBox::Question, tr("The comparison is not saved"),
                              tr("Save its curves before it is closed?"), QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("comparisonQuestion"));
  auto* save = box->addButton(tr("Save the curves…"), QMessageBox::AcceptRole);
  auto* discard = box->addButton(QMessageBox::Discard);
  box->addButton(QMessageBox::Cancel);
  box->setDefaultButton(save);
  box->setAttribute(Qt::WA_DeleteOnClose);
  connect(box, &QMessageBox::finished, this, [this, box, save, discard] {
    if (box->clickedButton() == save) return askForCsv();
    if (box->clickedButton() != discard) return;
    m_unsaved = false;
    QDialog::reject();
  });
  box->open();
}

void StrategyComparisonDialog::askForCsv() {
  auto* dialog = new QFileDialog(this, tr("Save the curves"), QStringLiteral("curves.csv"), tr("Tables (*.csv)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    if (saveCsv(path)) return m_state->setText(tr("Saved %1.").arg(path));
    m_state->setText(tr("%1 could not be written. Choose another folder.").arg(path));
  });
  dialog->open();
}

}  // namespace pscope

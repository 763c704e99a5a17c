#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include "widgets/new_study_pages.h"
#include "widgets/stop_group.h"
#include "widgets/text.h"
#include "widgets/warm_start_group.h"

namespace pscope {

StrategyPage::StrategyPage(StudyDraft& draft, const StrategyRegistry& strategies)
    : DraftPage(draft, StudyDraft::Step::Strategy, tr("Strategy"), tr("How is the space searched, and how long?"),
                "strategy"),
      m_strategy(new QComboBox(this)),
      m_summary(makeNote({})),
      m_ladder(makeNote({})),
      m_candidates(new QSpinBox(this)),
      m_seed(new QSpinBox(this)),
      m_workers(new QSpinBox(this)),
      m_deadline(new QSpinBox(this)),
      m_earlier(new WarmStartGroup(this)),
      m_stop(new StopGroup(this)),
      m_forecast(makeNote({})) {
  m_strategy->setObjectName(QStringLiteral("strategy"));
  m_candidates->setObjectName(QStringLiteral("candidates"));
  m_seed->setObjectName(QStringLiteral("seed"));
  m_ladder->setObjectName(QStringLiteral("ladder"));
  m_workers->setObjectName(QStringLiteral("workers"));
  for (const auto& entry : strategies.entries()) {
    m_strategy->addItem(toQString(entry.info.name));
    m_strategy->setItemData(m_strategy->count() - 1, toQString(entry.info.summary), Qt::ToolTipRole);
    m_strategy->setItemData(m_strategy->count() - 1, toQString(entry.info.source), Qt::UserRole);
  }
  m_candidates->setRange(1, 10'000'000);
  m_candidates->setGroupSeparatorShown(true);
  m_candidates->setToolTip(tr("How many designs the search evaluates itself"));
  m_seed->setRange(0, 2'147'483'647);
  m_seed->setToolTip(tr("The same seed gives the same search again"));
  m_workers->setRange(0, 256);
  m_workers->setSpecialValueText(tr("as many as cores"));
  m_workers->setToolTip(tr("How many candidates are trained at the same time"));
  m_deadline->setRange(1, 1'000'000);
  m_deadline->setSuffix(tr(" s"));
  m_deadline->setToolTip(tr("A candidate that takes longer fails, in seconds"));
  for (QSpinBox* box : {m_candidates, m_seed, m_workers, m_deadline}) box->setFixedWidth(180);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(10);
  form->addRow(tr("&Strategy"), m_strategy);
  form->addRow(QString(), m_summary);
  form->addRow(QString(), m_ladder);
  form->addRow(tr("&Candidates"), m_candidates);
  form->addRow(QString(), m_forecast);
  form->addRow(tr("&Parallel"), m_workers);
  form->addRow(tr("&Deadline"), m_deadline);
  form->addRow(tr("S&eed"), m_seed);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(form);
  layout->addSpacing(6);
  layout->addWidget(m_earlier);
  layout->addSpacing(6);
  layout->addWidget(m_stop);
  layout->addWidget(makeProblemLabel());
  layout->addStretch(1);
  connect(m_strategy, &QComboBox::activated, this, &StrategyPage::store);
  for (QSpinBox* box : {m_candidates, m_seed, m_workers, m_deadline}) {
    connect(box, &QSpinBox::valueChanged, this, &StrategyPage::store);
  }
  connect(m_earlier, &WarmStartGroup::edited, this, [this] {
    this->draft().base.warmStart = m_earlier->choice();
    Q_EMIT edited();
  });
  connect(m_stop, &StopGroup::edited, this, [this] {
    this->draft().base.stop = m_stop->rules();
    Q_EMIT edited();
  });
}

void StrategyPage::load() {
  const QScopedValueRollback loading(m_loading, true);
  const auto& base = draft().base;
  m_strategy->setCurrentIndex(std::max(0, m_strategy->findText(toQString(base.strategy))));
  m_candidates->setValue(base.candidates);
  m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(base.seed, 2'147'483'647)));
  m_workers->setValue(base.workers);
  m_deadline->setValue(static_cast<int>(base.deadlineSeconds));
  const SearchConfig config = draft().config();  // without targets of what is not chosen
  m_earlier->load(config);
  m_stop->load(config.stop, config.objectives);
  m_summary->setText(m_strategy->currentData(Qt::ToolTipRole).toString());
  m_ladder->setText(draft().ladderText());
  m_ladder->setVisible(!m_ladder->text().isEmpty());
  const auto forecast = draft().forecast();
  m_forecast->setText(forecast.seconds > 0 ? tr("Roughly %1 on this computer.").arg(forecast.time()) : QString());
}

QString StrategyPage::fieldProblem() const {
  return m_stop->problem();
}

void StrategyPage::store() {
  if (m_loading) return;
  auto& base = draft().base;
  if (const std::string chosen = m_strategy->currentText().toStdString(); chosen != base.strategy) {
    base.strategy = chosen;
    base.strategyParameters = "{}";
    draft().fitLadder();
  }
  base.candidates = m_candidates->value();
  base.seed = static_cast<std::uint64_t>(m_seed->value());
  base.workers = m_workers->value();
  base.deadlineSeconds = m_deadline->value();
  load();
  Q_EMIT edited();
}

}  // namespace pscope

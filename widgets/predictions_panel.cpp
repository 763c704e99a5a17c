#include "widgets/predictions_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "viz/calibration_plot.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

PredictionsPanel::PredictionsPanel(Selection& selection, QWidget* parent)
    : Panel(parent),
      m_selection(selection),
      m_objective(new QComboBox(this)),
      m_figures(new QLabel(this)),
      m_plot(new CalibrationPlot(this)) {
  setObjectName(QStringLiteral("predictionsPanel"));
  m_objective->setObjectName(QStringLiteral("predictionsObjective"));
  m_objective->setAccessibleName(tr("Objective"));
  m_objective->setToolTip(tr("The objective whose predictions are shown"));
  m_objective->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_figures->setObjectName(QStringLiteral("predictionsFigures"));
  m_figures->setWordWrap(true);
  m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_figures->setToolTip(
      tr("Spearman's and Kendall's rank correlation of predicted and measured values (1: the same order), and the "
         "share of the measured values inside the intervals that were to hold 68 % and 95 % of them. Shares far below "
         "that mean that the predictions are too sure of themselves."));
  m_plot->setObjectName(QStringLiteral("calibrationPlot"));
  auto* top = new QHBoxLayout;
  top->setContentsMargins(6, 4, 6, 0);
  top->setSpacing(10);
  top->addWidget(m_objective, 0, Qt::AlignTop);
  top->addWidget(m_figures, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addLayout(top);
  layout->addWidget(m_plot, 1);
  connect(m_objective, &QComboBox::currentIndexChanged, this, &PredictionsPanel::showObjective);
  connect(m_plot, &CalibrationPlot::chosen, this, [this](CandidateId id) { m_selection.set({id}, id); });
  setDocument(nullptr);
}

void PredictionsPanel::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  m_pending.clear();
  m_pairs.clear();
  {
    const QSignalBlocker block(m_objective);
    m_objective->clear();
    if (document != nullptr) {
      for (const auto& objective : document->objectives()) m_objective->addItem(toQString(objective.name));
    }
  }
  if (document == nullptr) {
    m_plot->setEmptyText(tr("No study is open."));
    return showObjective();
  }
  m_pairs.resize(document->objectives().size());
  for (int row = 0; row < document->candidates().rowCount(); ++row) {
    m_pending.push_back(document->candidates().idAt(row));
  }
  connect(document, &StudyDocument::candidatesChanged, this, [this](const std::vector<CandidateId>& ids) {
    m_pending.insert(m_pending.end(), ids.begin(), ids.end());
    requestRefresh();
  });
  showObjective();
  requestRefresh();
}

void PredictionsPanel::takePending() {
  const auto& objectives = m_document->objectives();
  bool first = true;
  for (const auto& pairs : m_pairs) first = first && pairs.empty();
  for (const CandidateId id : m_pending) {
    const Candidate* candidate = m_document->candidates().candidate(id);
    for (std::size_t i = 0; candidate != nullptr && i < objectives.size(); ++i) {
      if (const auto pair = predictedPairOf(*candidate, objectives[i].name)) m_pairs[i].insert_or_assign(id, *pair);
    }
  }
  m_pending.clear();
  if (!first || !m_pairs[static_cast<std::size_t>(std::max(0, m_objective->currentIndex()))].empty()) return;
  // Objectives that are known exactly are not predicted: show one that is.
  for (std::size_t i = 0; i < m_pairs.size(); ++i) {
    if (m_pairs[i].empty()) continue;
    const QSignalBlocker block(m_objective);
    m_objective->setCurrentIndex(static_cast<int>(i));
    return;
  }
}

void PredictionsPanel::refresh() {
  if (!m_document || m_pending.empty()) return;
  takePending();
  showObjective();
}

void PredictionsPanel::showObjective() {
  const auto index = static_cast<std::size_t>(std::max(0, m_objective->currentIndex()));
  if (!m_document || index >= m_pairs.size() || m_pairs[index].empty()) {
    m_figures->clear();
    m_objective->setVisible(m_document && m_objective->count() > 0);
    if (m_document) {
      bool other = false;
      for (const auto& pairs : m_pairs) other = other || !pairs.empty();
      m_plot->setEmptyText(
          other
              ? tr("This objective is not predicted:\nits exact value is known before a design is evaluated.")
              : tr("The strategies \"default\" and \"model\" say what they expect of a design when they propose it.\n"
                   "It appears here against what was measured, from the first design after the random beginning on."));
    }
    return m_plot->setPoints({}, {}, {});
  }
  m_objective->show();
  const Objective& objective = m_document->objectives()[index];
  std::vector<PredictedPair> pairs;
  std::vector<CalibrationPoint> points;
  for (const auto& [id, pair] : m_pairs[index]) {
    pairs.push_back(pair);
    points.push_back({id, pair.measured, pair.predicted, pair.deviation});
  }
  const Calibration found = calibrationOf(pairs);
  const auto number = [](double value) { return QLocale().toString(value, 'f', 2); };
  const auto percent = [](double share) { return QLocale().toString(100 * share, 'f', 0); };
  m_figures->setText(
      tr("%n design(s) predicted: Spearman %1, Kendall %2; %3 % in the 68 % interval, %4 % in the 95 % interval.",
         nullptr, static_cast<int>(found.designs))
          .arg(number(found.spearman), number(found.kendall), percent(found.within68), percent(found.within95)));
  m_plot->setPoints(std::move(points), toQString(objective.name), toQString(objective.unit));
}

}  // namespace pscope

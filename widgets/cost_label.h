#pragma once

#include <QLabel>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/energy_meter.h"
#include "core/run/hypervolume_series.h"
#include "core/search/search_cost.h"
#include "widgets/background_job.h"

namespace pscope {

class StudyDocument;

/// What a search has cost so far and what more of it would bring, for the status line; empty for searches over tables,
/// which cost nothing.
///
/// Only candidates that are new are looked at, at most once a second, and the hypervolume is computed in the
/// background.
/// @thread the window's    @cost of the window's thread: O(new candidates)
class CostLabel : public QLabel {
  Q_OBJECT
 public:
  explicit CostLabel(QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 private:
  void take(const std::vector<CandidateId>& ids);
  void compute();
  void showCost(const SearchCost& cost);
  void followEnergy();

  QPointer<StudyDocument> m_document;
  QTimer m_delay;
  std::vector<CandidateId> m_pending;   ///< ids that the series does not know yet
  double m_seconds = 0;                 ///< of those that were looked at, about
  std::optional<EnergyMeter> m_energy;  ///< while it runs, pauses excluded
  std::optional<double> m_joules;       ///< of this run before the last pause
  bool m_paused = false;
  std::shared_ptr<HypervolumeSeries> m_series;  ///< the job's while it runs
  BackgroundJob m_job;
};

}  // namespace pscope

#pragma once

#include <QPointer>
#include <QTimer>
#include <memory>
#include <set>
#include <vector>

#include "core/run/hypervolume_series.h"
#include "widgets/background_job.h"
#include "widgets/panel.h"

class QComboBox;

namespace pscope {

class HypervolumePlot;
class StudyDocument;

/// Hypervolume over evaluations beside the band of random search at equal evaluations, or over the time they took.
///
/// Where every estimator is free the band is 20 random searches; otherwise it is estimated from the study's own random
/// designs, and the plot says so. All computing happens in the background.
class HypervolumePanel : public Panel {
  Q_OBJECT
 public:
  explicit HypervolumePanel(QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 protected:
  void refresh() override;

 private:
  using Runs = std::vector<std::vector<std::vector<double>>>;
  void startBand();
  std::vector<Candidate> pastCandidates() const;
  void searchRandomly();
  void bandDone();
  void offerTime();

  QPointer<StudyDocument> m_document;
  HypervolumePlot* m_plot;
  QComboBox* m_across;  ///< shown once evaluations took time
  QTimer m_bandDelay;
  std::vector<CandidateId> m_pending;  ///< ids that the curve does not know yet
  bool m_anew = true;

  // Used by the jobs only, handed over while they do not run.
  std::shared_ptr<HypervolumeSeries> m_series;
  std::shared_ptr<Runs> m_runs;  ///< real random searches, once they ran
  RandomBand m_band;
  std::vector<std::vector<double>> m_pool;  ///< values of random designs
  std::set<CandidateId> m_inPool;
  std::size_t m_poolAtBand = 0;
  std::size_t m_lengthAtBand = 0;
  std::vector<double> m_referenceAtBand;
  bool m_free = false;  ///< every estimator is free: random searches can be run
  BackgroundJob m_curveJob;
  BackgroundJob m_bandJob;
};

}  // namespace pscope

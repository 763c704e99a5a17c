#pragma once

#include <QPointer>
#include <map>
#include <vector>

#include "core/run/calibration.h"
#include "widgets/panel.h"

class QComboBox;
class QLabel;

namespace pscope {

class CalibrationPlot;
class Selection;
class StudyDocument;

/// What the strategy expected of the designs that it proposed, against what was measured: how far to trust it. One
/// objective at a time, with rank correlation and the share of the values inside the predicted intervals.
/// @thread the window's    @cost O(new candidates) and, shown, O(n log n) in the predicted ones
class PredictionsPanel : public Panel {
  Q_OBJECT
 public:
  explicit PredictionsPanel(Selection& selection, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 protected:
  void refresh() override;

 private:
  void takePending();
  void showObjective();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  QComboBox* m_objective;
  QLabel* m_figures;
  CalibrationPlot* m_plot;
  std::vector<CandidateId> m_pending;                         ///< not looked at yet
  std::vector<std::map<CandidateId, PredictedPair>> m_pairs;  ///< of each objective
};

}  // namespace pscope

#pragma once

#include <QPointer>
#include <set>

#include "viz/front_plot.h"
#include "widgets/panel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;

namespace pscope {

class Selection;
class FocusBar;
class StudyDocument;
class CandidateTooltip;

/// The plane of two objectives with every candidate and the front, and the controls of its axes.
class FrontPanel : public Panel {
  Q_OBJECT
 public:
  explicit FrontPanel(Selection& selection, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);
  FrontPlot& plot() { return *m_plot; }

 public Q_SLOTS:
  void home();
  /// Selects the candidate where the front over all objectives bulges most; nothing where none does.
  void selectKnee();
  /// Asks where the search should look, beginning with what is shown after a zoom, else with the focus that holds.
  void chooseFocus();
  void saveFigure();

 protected:
  void refresh() override;
  void changeEvent(QEvent* event) override;

 private:
  void buildControls();
  void fillAxes();
  void rebuild();
  void axesChanged();
  PlotPoint point(int row) const;
  QString tooltip(CandidateId id);
  void updateSummary();
  void updateRegion();
  void updateIcons();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  FrontPlot* m_plot;
  FocusBar* m_focus;
  CandidateTooltip* m_tooltip;
  QComboBox* m_x;
  QComboBox* m_y;
  QCheckBox* m_logX;
  QCheckBox* m_logY;
  QCheckBox* m_infeasible;
  QLabel* m_summary;
  QToolButton* m_kneeButton;
  QToolButton* m_home;
  QToolButton* m_save;
  CandidateId m_knee;  ///< 0: the front has none
  std::set<CandidateId> m_changed;
  bool m_rebuild = true;
};

}  // namespace pscope

#pragma once

#include <QPointer>
#include <vector>

#include "core/record/candidate.h"
#include "widgets/dock_window.h"

class QMenu;

namespace pscope {

class FrontPanel;
class GraphPanel;
class HypervolumePanel;
class InspectorPanel;
class JobsPanel;
class KnobsPanel;
class PredictionsPanel;
class Selection;
class StudyDocument;
class TablePanel;

/// The panels of an open study: the front in the middle, everything else in docks around it.
class Workspace : public DockWindow {
  Q_OBJECT
 public:
  Workspace(Selection& selection, const std::string& layoutProgram, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);
  /// Adds an action for each dock that shows or hides it.
  void addDockActions(QMenu* menu);
  void resetLayout();
  FrontPanel& front() { return *m_front; }
  TablePanel& table() { return *m_table; }
  KnobsPanel& knobs() { return *m_knobs; }
  GraphPanel& graph() { return *m_graph; }
  void showTable();

 Q_SIGNALS:
  void retryRequested(pscope::CandidateId id);

 private:
  void arrange();
  void turnKnobsOf(CandidateId id);
  void evaluate(const Genome& genome);

  Selection& m_selection;
  QPointer<StudyDocument> m_document;

  FrontPanel* m_front;
  HypervolumePanel* m_hypervolume;
  TablePanel* m_table;
  GraphPanel* m_graph;
  InspectorPanel* m_inspector;
  JobsPanel* m_jobs;
  KnobsPanel* m_knobs;
  PredictionsPanel* m_predictions;
};

}  // namespace pscope

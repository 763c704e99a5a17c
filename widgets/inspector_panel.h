#pragma once

#include <QPointer>

#include "core/record/candidate.h"
#include "widgets/panel.h"

class QLabel;
class QPushButton;
class QStackedLayout;
class QTreeWidget;
class QTreeWidgetItem;

namespace pscope {

class Selection;
class StudyDocument;

/// Everything known of the current candidate: state and reason, every measurement with unit, kind, budget, standard
/// error and provenance, its decisions and parents.
class InspectorPanel : public Panel {
  Q_OBJECT
 public:
  explicit InspectorPanel(Selection& selection, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 Q_SIGNALS:
  void retryRequested(pscope::CandidateId id);

 protected:
  void refresh() override;

 private:
  void buildPage();
  void addMeasurements(const Candidate& candidate);
  void addProvenance(QTreeWidgetItem* parent, const Provenance& provenance);
  void addDecisions(const Candidate& candidate);
  void addHistory(const Candidate& candidate);
  QTreeWidgetItem* addSection(const QString& title);
  void copyDesign();
  void copyAll();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  QStackedLayout* m_stack;
  QLabel* m_empty;
  QLabel* m_title;
  QLabel* m_badge;
  QLabel* m_reason;
  QLabel* m_design;
  QPushButton* m_retry;
  QTreeWidget* m_tree;
  CandidateId m_shown;
};

}  // namespace pscope

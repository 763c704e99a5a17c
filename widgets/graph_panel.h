#pragma once

#include <QPointer>
#include <QTimer>

#include "core/base/ids.h"
#include "widgets/panel.h"

namespace pscope {

class NetworkGraph;
class Selection;
class StudyDocument;

/// The architecture graph of the current candidate.
class GraphPanel : public Panel {
  Q_OBJECT
 public:
  /// @param layoutProgram  of LayoutClient
  GraphPanel(Selection& selection, const std::string& layoutProgram, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);
  NetworkGraph& graph() { return *m_graph; }

 Q_SIGNALS:
  void shown(pscope::CandidateId id);  ///< the graph of this candidate is drawn

 protected:
  void refresh() override;

 private:
  void begin();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  NetworkGraph* m_graph;
  CandidateId m_wanted, m_asked, m_drawn;
  QTimer m_delay;
};

}  // namespace pscope

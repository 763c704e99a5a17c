#pragma once

#include <QPointer>
#include <QTimer>
#include <memory>

#include "core/base/ids.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"
#include "widgets/background_job.h"
#include "widgets/panel.h"

namespace pscope {

class GraphView;
class Selection;
class StudyDocument;

/// The architecture graph of the current candidate. Lowering and layout run in the background; a newer wish cancels an
/// older one.
class GraphPanel : public Panel {
  Q_OBJECT
 public:
  /// @param layoutProgram  of LayoutClient
  GraphPanel(Selection& selection, const std::string& layoutProgram, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 Q_SIGNALS:
  void shown(pscope::CandidateId id);  ///< the graph of this candidate is drawn

 protected:
  void refresh() override;

 private:
  void begin();
  void finish();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  GraphView* m_view;
  CandidateId m_wanted, m_drawn, m_working;
  QTimer m_delay;
  struct Drawing {
    NetworkView view;
    GraphLayout layout;
  };
  std::unique_ptr<LayoutClient> m_layout;
  Drawing m_drawing;  ///< written by the job
  BackgroundJob m_job;
};

}  // namespace pscope

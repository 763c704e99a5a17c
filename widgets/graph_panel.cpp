#include "widgets/graph_panel.h"

#include <QVBoxLayout>

#include "core/space/space.h"
#include "viz/graph_view.h"
#include "widgets/network_graph.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"

namespace pscope {

GraphPanel::GraphPanel(Selection& selection, const std::string& layoutProgram, QWidget* parent)
    : Panel(parent), m_selection(selection), m_graph(new NetworkGraph(layoutProgram, this)) {
  setObjectName(QStringLiteral("graphPanel"));
  m_graph->view().setAccessibleName(tr("Architecture graph of the selected candidate"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_graph);
  m_delay.setSingleShot(true);
  m_delay.setInterval(60);  // walking through a table with the arrow keys draws only where one stays
  connect(&m_delay, &QTimer::timeout, this, &GraphPanel::begin);
  connect(&m_selection, &Selection::currentChanged, this, &GraphPanel::requestRefresh);
  connect(m_graph, &NetworkGraph::shown, this, [this] {
    if (m_drawn == m_asked) return;  // a block was opened, or the colours changed
    m_drawn = m_asked;
    Q_EMIT shown(m_drawn);
  });
  connect(m_graph, &NetworkGraph::failed, this, [this] { m_drawn = {}; });
  setDocument(nullptr);
}

void GraphPanel::setDocument(StudyDocument* document) {
  m_document = document;
  m_drawn = m_asked = m_wanted = {};
  m_graph->clear(document == nullptr
                     ? tr("No study is open.")
                     : tr("Select a candidate in the plot or the table\nto see its architecture here."));
  requestRefresh();
}

void GraphPanel::refresh() {
  m_wanted = m_document ? m_selection.current() : CandidateId{};
  if (!m_wanted) {
    m_drawn = m_asked = {};
    if (m_document) m_graph->clear(tr("Select a candidate in the plot or the table\nto see its architecture here."));
    return;
  }
  if (m_wanted != m_asked) m_delay.start();
}

void GraphPanel::begin() {
  if (!m_document || !m_wanted || m_wanted == m_asked) return;
  const Candidate* candidate = m_document->candidates().candidate(m_wanted);
  if (candidate == nullptr) return;
  m_asked = m_wanted;
  m_graph->draw([space = m_document->space(), genome = candidate->genome,
                 scale = m_document->scale()](const JobContext&) { return space.lower(genome, scale); },
                tr("Candidate %1").arg(m_asked.value));
}

}  // namespace pscope

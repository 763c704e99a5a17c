#include "widgets/graph_panel.h"

#include <QVBoxLayout>

#include "core/space/space.h"
#include "viz/graph_view.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

GraphPanel::GraphPanel(Selection& selection, const std::string& layoutProgram, QWidget* parent)
    : Panel(parent),
      m_selection(selection),
      m_view(new GraphView(this)),
      m_layout(std::make_unique<LayoutClient>(layoutProgram)) {
  setObjectName(QStringLiteral("graphPanel"));
  m_view->setObjectName(QStringLiteral("graphView"));
  m_view->setAccessibleName(tr("Architecture graph of the selected candidate"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_view);
  m_delay.setSingleShot(true);
  m_delay.setInterval(60);  // walking through a table with the arrow keys draws only where one stays
  connect(&m_delay, &QTimer::timeout, this, &GraphPanel::begin);
  connect(&m_selection, &Selection::currentChanged, this, &GraphPanel::requestRefresh);
  connect(&m_job, &BackgroundJob::succeeded, this, &GraphPanel::finish);
  connect(&m_job, &BackgroundJob::cancelled, this, &GraphPanel::begin);
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    m_drawn = {};
    m_view->clear(errorSummary(error) + QLatin1Char('\n') + translated(error.mend));
    if (m_wanted != m_working) begin();
  });
  setDocument(nullptr);
}

void GraphPanel::setDocument(StudyDocument* document) {
  m_job.cancel();
  m_document = document;
  m_drawn = {};
  m_wanted = {};
  m_view->clear(document == nullptr ? tr("No study is open.")
                                    : tr("Select a candidate in the plot or the table\nto see its architecture here."));
  requestRefresh();
}

void GraphPanel::refresh() {
  m_wanted = m_document ? m_selection.current() : CandidateId{};
  if (!m_wanted) {
    m_drawn = {};
    m_job.cancel();
    if (m_document) m_view->clear(tr("Select a candidate in the plot or the table\nto see its architecture here."));
    return;
  }
  if (m_wanted != m_drawn) m_delay.start();
}

void GraphPanel::begin() {
  if (!m_document || !m_wanted || m_wanted == m_drawn) return;
  if (m_job.running()) {
    if (m_working != m_wanted) m_job.cancel();
    return;
  }
  const Candidate* candidate = m_document->candidates().candidate(m_wanted);
  if (candidate == nullptr) return;
  m_working = m_wanted;
  m_job.start([this, space = m_document->space(), genome = candidate->genome,
               scale = m_document->scale()](const JobContext& job) -> Status {
    PSCOPE_TRY(const Network network, space.lower(genome, scale));
    m_drawing.view = networkView(network);
    m_drawing.layout = m_layout->layout(m_drawing.view.layoutGraph(), job);
    return {};
  });
}

void GraphPanel::finish() {
  if (m_working != m_wanted) return begin();
  m_view->setGraph(m_drawing.view, m_drawing.layout, tr("Candidate %1").arg(m_working.value));
  m_drawn = m_working;
  Q_EMIT shown(m_drawn);
}

}  // namespace pscope

#include "widgets/workspace.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QShowEvent>
#include <QTabBar>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/document_members.h"
#include "widgets/front_panel.h"
#include "widgets/graph_panel.h"
#include "widgets/hypervolume_panel.h"
#include "widgets/inspector_panel.h"
#include "widgets/jobs_panel.h"
#include "widgets/knobs_panel.h"
#include "widgets/predictions_panel.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/table_panel.h"

namespace pscope {
namespace {

/// A device as views know it: a study names one's own by its file. @cost reads that file
std::string knownName(const std::string& device, const DeviceList& known) {
  if (known == nullptr) return device;
  const auto profile = openDevice(device);
  const bool listed = profile.ok() && std::any_of(known->begin(), known->end(), [&](const DeviceProfile& each) {
                        return each.name() == profile.value().name();
                      });
  return listed ? profile.value().name() : device;
}

/// The devices that the cost models of a study's objectives name.
std::vector<std::string> devicesOf(const SearchConfig& config, const DeviceList& known) {
  std::vector<std::string> names;
  for (const Objective& objective : config.objectives) {
    for (const EstimatorSpec& spec : objective.estimators) {
      if (spec.type != "cost-model") continue;
      const auto parameters = parseJson(spec.parameters, "");
      if (!parameters.ok()) continue;
      const std::string device = textOf(parameters.value(), "device");
      if (device.empty()) continue;
      const std::string name = knownName(device, known);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

}  // namespace

Workspace::Workspace(Selection& selection, const std::string& layoutProgram, QWidget* parent)
    : DockWindow(parent),
      m_selection(selection),
      m_front(new FrontPanel(selection, this)),
      m_hypervolume(new HypervolumePanel(this)),
      m_table(new TablePanel(selection, this)),
      m_graph(new GraphPanel(selection, layoutProgram, this)),
      m_inspector(new InspectorPanel(selection, this)),
      m_jobs(new JobsPanel(selection, this)),
      m_knobs(new KnobsPanel(layoutProgram, this)),
      m_predictions(new PredictionsPanel(selection, this)) {
  setObjectName(QStringLiteral("workspace"));
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setCentralWidget(m_front);
  addDock("hypervolumeDock", tr("Hypervolume"), m_hypervolume, QKeySequence(Qt::ALT | Qt::Key_1));
  addDock("tableDock", tr("Candidates"), m_table, QKeySequence(Qt::ALT | Qt::Key_2));
  addDock("jobsDock", tr("Jobs"), m_jobs, QKeySequence(Qt::ALT | Qt::Key_3));
  addDock("graphDock", tr("Architecture"), m_graph, QKeySequence(Qt::ALT | Qt::Key_4));
  addDock("inspectorDock", tr("Inspector"), m_inspector, QKeySequence(Qt::ALT | Qt::Key_5));
  addDock("knobsDock", tr("Knobs"), m_knobs, QKeySequence(Qt::ALT | Qt::Key_6));
  addDock("predictionsDock", tr("Predictions"), m_predictions, QKeySequence(Qt::ALT | Qt::Key_7));
  arrange();
  connect(m_inspector, &InspectorPanel::retryRequested, this, &Workspace::retryRequested);
  connect(m_jobs, &JobsPanel::retryRequested, this, &Workspace::retryRequested);
  m_knobs->setEmptyText(tr("Select a candidate in the plot or the table:\nits choices appear here as controls."));
  connect(&m_selection, &Selection::currentChanged, this, [this] { turnKnobsOf(m_selection.current()); });
  connect(m_knobs, &KnobsPanel::evaluationWanted, this, &Workspace::evaluate);
}

void Workspace::arrange() {
  auto* hypervolume = dock("hypervolumeDock");
  auto* table = dock("tableDock");
  auto* jobs = dock("jobsDock");
  auto* graph = dock("graphDock");
  auto* inspector = dock("inspectorDock");
  auto* knobs = dock("knobsDock");
  takeDocksOut();
  addDockWidget(Qt::BottomDockWidgetArea, hypervolume);
  splitDockWidget(hypervolume, table, Qt::Horizontal);
  tabifyDockWidget(table, jobs);
  addDockWidget(Qt::RightDockWidgetArea, graph);
  splitDockWidget(graph, inspector, Qt::Vertical);
  tabifyDockWidget(graph, knobs);
  tabifyDockWidget(hypervolume, dock("predictionsDock"));
  for (auto* each : docks()) each->show();
  hypervolume->raise();
  table->raise();
  graph->raise();
}

void Workspace::resetLayout() {
  arrange();
  const int wide = width();
  const int high = height();
  resizeDocks({dock("graphDock")}, {wide * 30 / 100}, Qt::Horizontal);
  resizeDocks({dock("graphDock"), dock("inspectorDock")}, {high * 52 / 100, high * 48 / 100}, Qt::Vertical);
  resizeDocks({dock("hypervolumeDock")}, {high * 38 / 100}, Qt::Vertical);
  resizeDocks({dock("hypervolumeDock"), dock("tableDock")}, {wide * 28 / 100, wide * 42 / 100}, Qt::Horizontal);
}

void Workspace::addDockActions(QMenu* menu) {
  for (auto* each : docks()) menu->addAction(each->toggleViewAction());
}

void Workspace::setDocument(StudyDocument* document) {
  m_front->setDocument(document);
  m_hypervolume->setDocument(document);
  m_table->setDocument(document);
  m_graph->setDocument(document);
  m_inspector->setDocument(document);
  m_jobs->setDocument(document);
  m_predictions->setDocument(document);
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (document == nullptr) {
    m_knobs->setSpace(std::nullopt);
    return m_knobs->offerEvaluation(false);
  }
  m_knobs->setSpace(document->space(), document->scale());
  if (const auto devices = devicesOf(document->config(), m_knobs->knownDevices()); !devices.empty()) {
    m_knobs->setDevices(devices);
  }
  m_knobs->setStudy(document->config(), document->estimators());
  m_knobs->offerEvaluation(true, document->readOnly() ? tr("The study is open for reading only.") : QString());
  connect(document, &StudyDocument::addedByHand, this, [this](CandidateId id) {
    m_knobs->showNote({});
    m_selection.set({id});
  });
  turnKnobsOf(m_selection.current());
}

void Workspace::turnKnobsOf(CandidateId id) {
  const Candidate* candidate = m_document && id ? m_document->candidates().candidate(id) : nullptr;
  if (candidate == nullptr || (candidate->genome == m_knobs->genome() && !m_knobs->editor().isChanged())) return;
  (void)m_knobs->begin(candidate->genome, tr("Candidate %1").arg(id.value));  // a stored design is valid
}

void Workspace::evaluate(const Genome& genome) {
  if (!m_document) return;
  std::vector<CandidateId> parents;
  if (const CandidateId parent = m_document->candidateOf(m_knobs->editor().start())) parents.push_back(parent);
  const CandidateId known = m_document->evaluate(genome, std::move(parents));
  if (!known) return m_knobs->showNote(tr("Evaluating this design…"));
  m_selection.set({known});
  m_knobs->showNote(tr("This design is candidate %1 of the study.").arg(known.value));
}

void Workspace::showTable() {
  reveal("tableDock");
}

}  // namespace pscope

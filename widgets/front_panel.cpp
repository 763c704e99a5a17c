#include "widgets/front_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/pareto/indicators.h"
#include "widgets/candidate_tooltip.h"
#include "widgets/elided_label.h"
#include "widgets/focus_bar.h"
#include "widgets/icons.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

FrontPanel::FrontPanel(Selection& selection, QWidget* parent)
    : Panel(parent), m_selection(selection), m_plot(new FrontPlot(this)), m_tooltip(new CandidateTooltip(this)) {
  setObjectName(QStringLiteral("frontPanel"));
  m_plot->setObjectName(QStringLiteral("frontPlot"));
  m_plot->setAccessibleName(tr("Scatter of all candidates with the Pareto front"));
  buildControls();
  connect(m_plot, &FrontPlot::focusRequested, this, &FrontPanel::chooseFocus);
  m_plot->setTooltip([this](CandidateId id) { return tooltip(id); });
  connect(m_tooltip, &CandidateTooltip::pictureReady, m_plot, &FrontPlot::refreshTooltip);
  connect(m_plot, &FrontPlot::selectionRequested, this, [this](const std::set<CandidateId>& ids) {
    CandidateId fresh;  // the one that was added is the one to look at
    for (const CandidateId id : ids) {
      if (!m_selection.ids().contains(id)) fresh = id;
    }
    m_selection.set(ids, fresh);
  });
  connect(m_plot, &FrontPlot::logarithmicChanged, this, [this](bool x, bool y) {
    const QSignalBlocker blockX(m_logX), blockY(m_logY);
    m_logX->setChecked(x);
    m_logY->setChecked(y);
  });
  connect(&m_selection, &Selection::changed, this, [this] { m_plot->setSelection(m_selection.ids()); });
  setDocument(nullptr);
}

void FrontPanel::buildControls() {
  const auto combo = [this](const char* name, const QString& accessible) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessible);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(fontMetrics().averageCharWidth() * 16);  // gives way before the window grows
    connect(box, &QComboBox::activated, this, &FrontPanel::axesChanged);
    return box;
  };
  const auto check = [this](const char* name, const QString& text, const QString& tip) {
    auto* box = new QCheckBox(text, this);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(tip);
    return box;
  };
  m_x = combo("xAxis", tr("Objective on the horizontal axis"));
  m_y = combo("yAxis", tr("Objective on the vertical axis"));
  m_logX = check("logX", tr("log"), tr("Logarithmic horizontal axis"));
  m_logY = check("logY", tr("log"), tr("Logarithmic vertical axis"));
  m_infeasible = check("showInfeasible", tr("Infeasible"), tr("Also show candidates that miss a bound"));
  m_infeasible->setChecked(true);
  connect(m_logX, &QCheckBox::toggled, this, &FrontPanel::axesChanged);
  connect(m_logY, &QCheckBox::toggled, this, &FrontPanel::axesChanged);
  connect(m_infeasible, &QCheckBox::toggled, m_plot, &FrontPlot::setInfeasibleVisible);
  connect(m_plot, &FrontPlot::infeasibleVisibleChanged, m_infeasible, &QCheckBox::setChecked);
  m_summary = new ElidedLabel(this);
  m_summary->setObjectName(QStringLiteral("frontSummary"));
  m_summary->setForegroundRole(QPalette::PlaceholderText);
  const auto button = [this](const char* name, const QString& text, const QString& tip) {
    auto* tool = new QToolButton(this);
    tool->setObjectName(QLatin1String(name));
    tool->setAutoRaise(true);
    tool->setAccessibleName(text);
    tool->setToolTip(tip);
    return tool;
  };
  m_kneeButton = button("frontKnee", tr("Select the knee point"), {});
  m_kneeButton->setText(tr("&Knee"));
  connect(m_kneeButton, &QToolButton::clicked, this, &FrontPanel::selectKnee);
  m_home = button("frontHome", tr("Show all"), tr("Show all candidates (Home)"));
  m_save = button("frontSave", tr("Save figure"), tr("Save this figure as SVG, PDF or PNG"));
  connect(m_home, &QToolButton::clicked, this, &FrontPanel::home);
  connect(m_save, &QToolButton::clicked, this, &FrontPanel::saveFigure);

  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(10, 6, 6, 6);
  bar->setSpacing(4);  // with all controls and five-digit counts it fits a window of 1280
  auto* labelX = new QLabel(tr("&Horizontal"), this);
  labelX->setBuddy(m_x);
  auto* labelY = new QLabel(tr("&Vertical"), this);
  labelY->setBuddy(m_y);
  bar->addWidget(labelX);
  bar->addWidget(m_x);
  bar->addWidget(m_logX);
  bar->addSpacing(6);
  bar->addWidget(labelY);
  bar->addWidget(m_y);
  bar->addWidget(m_logY);
  bar->addSpacing(6);
  bar->addWidget(m_infeasible);
  bar->addStretch(1);
  bar->addWidget(m_summary);
  bar->addWidget(m_kneeButton);
  bar->addWidget(m_home);
  bar->addWidget(m_save);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  m_focus = new FocusBar(this);
  layout->addWidget(m_focus);
  layout->addWidget(m_plot, 1);
  // Tab goes as the eye does, and to the plot last.
  const std::initializer_list<QWidget*> order{m_x,          m_logX, m_y,    m_logY, m_infeasible,
                                              m_kneeButton, m_home, m_save, m_plot};
  for (auto next = order.begin() + 1; next != order.end(); ++next) setTabOrder(*(next - 1), *next);
  updateIcons();
}

void FrontPanel::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  m_focus->setDocument(document);
  m_plot->setFocusOffered(document != nullptr && !document->readOnly());
  m_rebuild = true;
  m_changed.clear();
  fillAxes();
  axesChanged();
  m_plot->setEmptyText(document == nullptr
                           ? tr("No study is open.")
                           : tr("No candidates yet.\nStart the search (F5): each evaluated design appears here."));
  if (document != nullptr) {
    connect(document, &StudyDocument::focusChanged, this, &FrontPanel::updateRegion);
    connect(document, &StudyDocument::candidatesChanged, this, [this](const std::vector<CandidateId>& ids) {
      if (!m_rebuild) m_changed.insert(ids.begin(), ids.end());
      requestRefresh();
    });
  }
  requestRefresh();
}

void FrontPanel::fillAxes() {
  const QSignalBlocker blockX(m_x), blockY(m_y), blockLogX(m_logX), blockLogY(m_logY);
  m_x->clear();
  m_y->clear();
  m_logX->setChecked(false);
  m_logY->setChecked(false);
  if (!m_document) return;
  for (const auto& objective : m_document->objectives()) {
    m_x->addItem(objectiveTitle(objective));
    m_y->addItem(objectiveTitle(objective));
  }
  // The first objective is mostly the error: it goes up, the cost goes to the right.
  m_y->setCurrentIndex(0);
  m_x->setCurrentIndex(m_x->count() > 1 ? 1 : 0);
}

void FrontPanel::axesChanged() {
  if (!m_document || m_x->currentIndex() < 0 || m_y->currentIndex() < 0) {
    m_plot->setPoints({});
    return;
  }
  const auto axis = [this](int index, bool logarithmic) {
    const auto& objective = m_document->objectives()[static_cast<std::size_t>(index)];
    PlotAxis result;
    result.title = objectiveTitle(objective);
    result.logarithmic = logarithmic;
    result.minimize = objective.direction == Direction::Minimize;
    result.bound = objective.bound;
    return result;
  };
  m_plot->setAxes(axis(m_x->currentIndex(), m_logX->isChecked()), axis(m_y->currentIndex(), m_logY->isChecked()));
  updateRegion();
  m_rebuild = true;
  requestRefresh();
}

PlotPoint FrontPanel::point(int row) const {
  const CandidateModel& model = m_document->candidates();
  const Candidate& candidate = model.candidateAt(row);
  const auto x = static_cast<std::size_t>(m_x->currentIndex());
  const auto y = static_cast<std::size_t>(m_y->currentIndex());
  PlotPoint result;
  result.id = candidate.id;
  result.x = model.value(row, x);
  result.y = model.value(row, y);
  result.state = candidate.state;
  for (const std::size_t axis : {x, y}) {  // a point is no surer than the less sure of its coordinates
    const Measurement* measurement = candidate.measurement(m_document->objectives()[axis].name);
    if (measurement != nullptr) result.kind = std::max(result.kind, measurement->kind);
  }
  result.onFront = model.onFrontAt(row);
  return result;
}

void FrontPanel::refresh() {
  if (!m_document || m_x->currentIndex() < 0) return updateSummary();
  const CandidateModel& model = m_document->candidates();
  std::vector<PlotPoint> points;
  const auto add = [&](int row) {
    const CandidateState state = model.candidateAt(row).state;
    if (!hasEnded(state) || state == CandidateState::Failed) return;
    PlotPoint next = point(row);
    if (std::isfinite(next.x) && std::isfinite(next.y)) points.push_back(std::move(next));
  };
  if (m_rebuild) {
    points.reserve(static_cast<std::size_t>(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row) add(row);
    m_plot->setPoints(std::move(points));
    m_plot->setSelection(m_selection.ids());
    m_rebuild = false;
  } else {
    for (const CandidateId id : m_changed) {
      if (const int row = model.rowOf(id); row >= 0) add(row);
    }
    m_plot->updatePoints(points);
  }
  m_changed.clear();
  updateSummary();
}

void FrontPanel::updateSummary() {
  m_knee = {};
  if (m_document) {
    const auto front = m_document->front().points();
    std::vector<std::vector<double>> values;
    for (const auto& point : front) values.push_back(point.values);
    if (const auto knee = kneePoint(values)) m_knee = front[*knee].id;
  }
  const bool bulges = m_knee != CandidateId{};
  m_kneeButton->setEnabled(bulges);
  m_kneeButton->setToolTip(
      bulges ? tr("Select the knee point: where the front over all objectives bulges most, each objective "
                  "scaled from its best to its worst value on the front")
             : tr("There is no knee: no point of the front over all objectives lies below its ends, each objective "
                  "scaled from its best to its worst value on the front."));
  if (!m_document || m_document->candidates().rowCount() == 0) return m_summary->clear();
  m_summary->setText(tr("%n candidate(s)", nullptr, m_document->candidates().rowCount()) + QStringLiteral(" · ") +
                     tr("%n on the front", nullptr, static_cast<int>(m_document->front().size())));
}

QString FrontPanel::tooltip(CandidateId id) {
  return m_document ? m_tooltip->html(*m_document, id, palette(), devicePixelRatioF()) : QString();
}

void FrontPanel::selectKnee() {
  if (m_knee != CandidateId{}) m_selection.set({m_knee}, m_knee);
}

void FrontPanel::updateRegion() {
  if (!m_document || m_x->currentIndex() < 0 || m_y->currentIndex() < 0) return m_plot->setRegion({});
  PlotRegion region;
  bool limits = false;
  const auto take = [&](const QComboBox& axis, std::optional<double>& low, std::optional<double>& high) {
    const auto& objective = m_document->objectives()[static_cast<std::size_t>(axis.currentIndex())];
    for (const FocusRange& range : m_document->focus().objectives) {
      if (range.objective != objective.name) continue;
      low = range.min;
      high = range.max;
      limits = true;
    }
  };
  take(*m_x, region.xLow, region.xHigh);
  take(*m_y, region.yLow, region.yHigh);
  m_plot->setRegion(limits ? std::optional(region) : std::nullopt);
}

void FrontPanel::chooseFocus() {
  if (!m_document || m_x->currentIndex() < 0) return;
  Focus focus = m_document->focus();
  if (const auto view = m_plot->zoomedRegion()) {
    // The ends of a view fall where the mouse was let go: four digits are as good.
    const auto rounded = [](const std::optional<double>& value) {
      return QLocale::c().toDouble(QLocale::c().toString(*value, 'g', 4));
    };
    const auto put = [&](const QComboBox& axis, double low, double high) {
      const auto& name = m_document->objectives()[static_cast<std::size_t>(axis.currentIndex())].name;
      std::erase_if(focus.objectives, [&](const FocusRange& range) { return range.objective == name; });
      focus.objectives.push_back({name, low, high});
    };
    put(*m_x, rounded(view->xLow), rounded(view->xHigh));
    put(*m_y, rounded(view->yLow), rounded(view->yHigh));
  }
  m_focus->choose(focus);
}

void FrontPanel::home() {
  m_plot->home();
}

void FrontPanel::saveFigure() {
  auto* dialog =
      new QFileDialog(this, tr("Save figure"), QStringLiteral("front.svg"), tr("Figures (*.svg *.pdf *.png)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("svg"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { m_plot->saveImage(path); });
  dialog->open();
}

void FrontPanel::updateIcons() {
  m_home->setIcon(themedIcon("fit", palette()));
  m_save->setIcon(themedIcon("image", palette()));
}

void FrontPanel::changeEvent(QEvent* event) {
  Panel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope

#include "viz/plot_frame.h"

#include <qcustomplot.h>

#include <QAccessible>
#include <QClipboard>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr int kDataInterval = 100;    ///< ms between redraws for arriving data
constexpr QPoint kTipOffset(12, 12);  ///< of a tooltip from what it tells about
constexpr double kPictureScale = 2;   ///< of what is copied: readable on a slide

}  // namespace

PlotFrame::PlotFrame(Plot& owner, const QString& name, const QString& fileName)
    : self(owner),
      plot(new QCustomPlot(&owner)),
      controls(new PlotControls(*plot, &owner)),
      m_name(name),
      m_fileName(fileName) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
}

PlotFrame::~PlotFrame() {
  // Before what they draw and whom they tell.
  delete controls;
  delete plot;
}

void PlotFrame::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(m_name + QStringLiteral("Canvas"));
  self.setFocusProxy(plot);
  m_dataTimer.setSingleShot(true);
  QObject::connect(&m_dataTimer, &QTimer::timeout, &self, [this] { redraw(); });
  QObject::connect(plot, &QCustomPlot::beforeReplot, &self, [this] { syncIfNeeded(); });
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this](bool wasZoomed) { goHome(wasZoomed); });
  QObject::connect(controls, &PlotControls::hovered, &self, [this](const QPoint& p) { hovered(p); });
  QObject::connect(controls, &PlotControls::left, &self, [this] { left(); });
  QObject::connect(controls, &PlotControls::clicked, &self, [this](const QPoint& p, bool more) { clicked(p, more); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) { walked(dx, dy); });
  QObject::connect(controls, &PlotControls::copyRequested, &self,
                   [this] { QApplication::clipboard()->setText(dataText()); });
  QObject::connect(controls, &PlotControls::focusShown, &self, [this](bool shown) {
    m_focusShown = shown;
    redrawTop();
  });
  restyle();
}

void PlotFrame::restyle() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  restyled();
  outdated();
}

void PlotFrame::outdated() {
  m_dirty = true;
  redraw();
}

void PlotFrame::changed() {
  m_dirty = true;
  syncIfNeeded();
  redraw();
}

void PlotFrame::arrived() {
  m_dirty = true;
  if (m_dataTimer.isActive()) return;
  const qint64 elapsed = m_sinceReplot.isValid() ? m_sinceReplot.elapsed() : kDataInterval;
  m_dataTimer.start(static_cast<int>(std::clamp<qint64>(kDataInterval - elapsed, 0, kDataInterval)));
}

void PlotFrame::redraw() {
  if (!self.isVisible()) return;  // being shown comes back to it
  m_sinceReplot.start();
  plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotFrame::syncIfNeeded() {
  if (!m_dirty) return;
  m_dirty = false;
  sync();
}

void PlotFrame::goHome(bool wasZoomed) {
  everything = !wasZoomed && !everything;
  outdated();
}

void PlotFrame::setCurrent(int item) {
  if (item == current) return;
  current = item;
  redraw();
}

bool PlotFrame::saveImage(const QString& path) {
  syncIfNeeded();
  const auto sample = [this](bool adaptive) {
    for (int i = 0; i < plot->graphCount(); ++i) plot->graph(i)->setAdaptiveSampling(adaptive);
  };
  sample(false);  // a figure shows every value
  m_saving = true;
  const bool saved = savePlot(*plot, path);
  m_saving = false;
  sample(true);
  return saved;
}

void PlotFrame::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setObjectName(m_name + QStringLiteral("Menu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(Plot::tr("Whole view\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  extendMenu(*menu);
  menu->addSeparator();
  addExportActions(*menu, self,
                   {m_fileName, [this] { return dataText(); },
                    [this] {
                      syncIfNeeded();
                      m_saving = true;
                      const QPixmap picture = plot->toPixmap(0, 0, kPictureScale);
                      m_saving = false;
                      redraw();
                      return picture;
                    },
                    [this](const QString& path) { return saveImage(path); }});
  menu->popup(globalPosition);
}

void PlotFrame::showAxes(bool shown) {
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(shown);
    axis->setTicks(shown);
    axis->grid()->setVisible(shown);
  }
}

void PlotFrame::describe(const QString& name, const QString& description) {
  self.setAccessibleName(name);
  self.setAccessibleDescription(description);
  plot->setAccessibleName(name);
  plot->setAccessibleDescription(description);
}

void PlotFrame::paintTop(QCPPainter& painter) const {
  painter.setFont(self.font());
  if (isEmpty()) {
    drawCentred(painter, plot->axisRect()->rect(), colours.mutedText, emptyText);
  } else if (!m_saving || keepsCurrent()) {
    painter.save();
    paintCurrent(painter);
    painter.restore();
  }
  if (!m_focusShown || m_saving) return;
  painter.setClipping(false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(self.palette().color(QPalette::Highlight), 1.5));
  painter.drawRoundedRect(QRectF(plot->viewport()).adjusted(1, 1, -1, -1), 4, 4);
}

void PlotFrame::redrawTop() {
  if (self.isVisible()) plot->layer(QString::fromLatin1(kTopLayer))->replot();
}

void PlotFrame::showTip(const QPoint& position, const QString& text) const {
  QToolTip::showText(plot->mapToGlobal(position), text, plot);
}

void PlotFrame::announce(const QString& text) {
  self.setAccessibleDescription(text);
  plot->setAccessibleDescription(text);
  QAccessibleEvent event(plot, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

void PlotFrame::bringIntoView(const QPointF& coordinates) {
  const auto centre = [](QCPAxis& axis, double value) {
    if (std::isnan(value) || axis.range().contains(value)) return false;
    const QCPRange range = axis.range();
    if (axis.scaleType() == QCPAxis::stLogarithmic) {
      const double half = std::sqrt(range.upper / range.lower);
      axis.setRange(value / half, value * half);
    } else {
      axis.setRange(value - range.size() / 2, value + range.size() / 2);
    }
    return true;
  };
  const bool movedX = centre(*plot->xAxis, coordinates.x());
  const bool movedY = centre(*plot->yAxis, coordinates.y());
  if (movedX || movedY) redraw();
}

QPoint PlotFrame::besides(int item) const {
  const QPointF at = coordinatesOf(item);
  const QRect area = plot->axisRect()->rect();
  const double x = std::isnan(at.x()) ? area.left() : plot->xAxis->coordToPixel(at.x());
  const double y = std::isnan(at.y()) ? area.top() : plot->yAxis->coordToPixel(at.y());
  return {std::clamp(qRound(x), area.left(), area.right()), std::clamp(qRound(y), area.top(), area.bottom())};
}

void PlotFrame::moveTo(int item, const QPoint* mouse) {
  if (item != current) {
    current = item;
    redrawTop();
    currentChanged();
  }
  if (current < 0) return QToolTip::hideText();
  showTip((mouse != nullptr ? *mouse : besides(current)) + kTipOffset, tip(current, mouse));
}

void PlotFrame::hovered(const QPoint& position) {
  moveTo(itemAt(position), &position);
}

void PlotFrame::left() {
  if (!keepsCurrent()) moveTo(-1, nullptr);
}

void PlotFrame::clicked(const QPoint& position, bool /*extend*/) {
  moveTo(itemAt(position), &position);
  if (current >= 0) chosen(current);
}

void PlotFrame::walked(int dx, int dy) {
  const int count = itemCount();
  if (count == 0) return;
  syncIfNeeded();
  const int step = dx != 0 ? dx : dy * rowStep();
  const bool last = current < 0 && (startsAtEnd() || step < 0);
  int next = last ? count - 1 : std::clamp(current + step, 0, count - 1);
  while (next >= 0 && next < count && !isDrawn(next)) next += step > 0 ? 1 : -1;
  if (next < 0 || next >= count) return;
  bringIntoView(coordinatesOf(next));
  moveTo(next, nullptr);
  announce(tip(next, nullptr));
  chosen(next);
}

void addExportActions(QMenu& menu, QWidget& owner, const FigureExport& figure) {
  const QString key = QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText);
  QObject::connect(menu.addAction(Plot::tr("Copy data") + QLatin1Char('\t') + key), &QAction::triggered, &owner,
                   [figure] { QApplication::clipboard()->setText(figure.data()); });
  QObject::connect(menu.addAction(Plot::tr("Copy image")), &QAction::triggered, &owner,
                   [figure] { QApplication::clipboard()->setPixmap(figure.picture()); });
  QObject::connect(menu.addAction(Plot::tr("Save image…")), &QAction::triggered, &owner,
                   [figure, &owner] { askAndSaveImage(&owner, figure.fileName, figure.save); });
}

}  // namespace pscope

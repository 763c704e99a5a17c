#include "viz/distribution_plot.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "viz/colours.h"
#include "viz/figure/axis.h"
#include "viz/markers.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr int kBars = 36;
constexpr double kGrab = 6;         ///< pixels around the bound's line
constexpr double kFarBound = 0.35;  ///< share of the width that the values keep when the axis reaches out for the bound
constexpr double kHandle = 9;

/// A value, or its logarithm on a logarithmic axis.
double along(double value, bool logarithmic) {
  return logarithmic ? std::log(std::max(value, 1e-300)) : value;
}

}  // namespace

/// Values to pixels.
struct DistributionPlot::Scale {
  Axis axis;
  double left = 0;
  double right = 0;
  bool boundOutside = false;  ///< too far from the values to be on the axis
};

DistributionPlot::DistributionPlot(QWidget* parent) : QWidget(parent), m_emptyText(tr("No designs yet.")) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  describe();
}

void DistributionPlot::setQuantity(const Quantity& quantity) {
  m_quantity = quantity;
  describe();
  update();
}

void DistributionPlot::setValues(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::sort(values.begin(), values.end());
  m_values = std::move(values);
  rebuild();
  describe();
  update();
}

void DistributionPlot::setBound(std::optional<double> bound) {
  if (bound == m_bound) return;
  m_bound = bound;
  rebuild();
  describe();
  update();
}

void DistributionPlot::setMarks(std::vector<Mark> marks) {
  m_marks = std::move(marks);
  update();
}

void DistributionPlot::setEmptyText(const QString& text) {
  m_emptyText = text;
  describe();
  update();
}

/// Bars of equal width on the axis. Whole numbers that are few get a bar each.
void DistributionPlot::rebuild() {
  m_bars.clear();
  m_logarithmic = Axis::prefersLogarithm(m_values);
  if (m_values.empty()) return;
  const double low = along(m_values.front(), m_logarithmic);
  const double high = along(m_values.back(), m_logarithmic);
  if (!(high > low)) {
    m_bars.push_back({m_values.front(), m_values.front(), static_cast<int>(m_values.size())});
    return;
  }
  const auto edge = [&](int i) {
    if (i == 0) return m_values.front();
    if (i == kBars) return m_values.back();
    const double at = low + (high - low) * i / kBars;
    return m_logarithmic ? std::exp(at) : at;
  };
  auto from = m_values.begin();
  for (int i = 0; i < kBars; ++i) {
    const auto to = i + 1 == kBars ? m_values.end() : std::lower_bound(from, m_values.end(), edge(i + 1));
    m_bars.push_back({edge(i), edge(i + 1), static_cast<int>(to - from)});
    from = to;
  }
}

QString DistributionPlot::number(double value) const {
  return locale().toString(value, 'g', std::abs(value) >= 1000 && std::abs(value) < 1e6 ? 6 : 4);
}

void DistributionPlot::describe() {
  setAccessibleName(tr("Distribution of %1").arg(m_quantity.title));
  if (m_values.empty()) return setAccessibleDescription(m_emptyText);
  QString text = tr("%n design(s) from %1 to %2 %3, median %4 %3.", "", static_cast<int>(m_values.size()))
                     .arg(number(m_values.front()), number(m_values.back()), m_quantity.unit,
                          number(m_values[m_values.size() / 2]));
  if (m_bound) {
    const auto keeping = std::count_if(m_values.begin(), m_values.end(), [this](double value) { return keeps(value); });
    text +=
        QLatin1Char(' ') +
        tr("%1 % keep the bound of %2 %3.")
            .arg(locale().toString(100.0 * static_cast<double>(keeping) / static_cast<double>(m_values.size()), 'f', 1),
                 number(*m_bound), m_quantity.unit);
  }
  setAccessibleDescription(text);
}

QRectF DistributionPlot::area() const {
  const QFontMetricsF metrics(font());
  const double left = metrics.horizontalAdvance(QStringLiteral("0000")) + 6;
  const double bottom = 2 * metrics.height() + 8;
  return QRectF(rect()).adjusted(left, metrics.height() + 3, -12, -bottom);
}

DistributionPlot::Scale DistributionPlot::scale() const {
  const QRectF plot = area();
  double low = m_values.empty() ? 0 : m_values.front();
  double high = m_values.empty() ? 1 : m_values.back();
  bool outside = false;
  if (m_bound && !m_values.empty() && (*m_bound < low || *m_bound > high)) {
    const bool possible = !m_logarithmic || *m_bound > 0;
    const double own = along(high, m_logarithmic) - along(low, m_logarithmic);
    const double reached = possible ? std::max(along(high, m_logarithmic), along(*m_bound, m_logarithmic)) -
                                          std::min(along(low, m_logarithmic), along(*m_bound, m_logarithmic))
                                    : 0;
    outside = !possible || own < kFarBound * reached;
    if (!outside) {
      low = std::min(low, *m_bound);
      high = std::max(high, *m_bound);
    }
  }
  return {Axis(low, high, plot.left(), plot.right(), m_logarithmic), plot.left(), plot.right(), outside};
}

double DistributionPlot::pixelOf(double value) const {
  const Scale s = scale();
  return std::clamp(s.axis.pixel(value), s.left, s.right);
}

double DistributionPlot::valueAt(double pixel) const {
  const Scale s = scale();
  const double share = std::clamp((pixel - s.left) / std::max(1.0, s.right - s.left), 0.0, 1.0);
  if (s.axis.logarithmic()) return s.axis.low() * std::pow(s.axis.high() / s.axis.low(), share);
  return s.axis.low() + share * (s.axis.high() - s.axis.low());
}

void DistributionPlot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paint(painter);
  if (!hasFocus()) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
  painter.setBrush(Qt::NoBrush);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void DistributionPlot::paint(QPainter& painter) const {
  const Colours colours = Colours::of(palette());
  painter.setFont(font());
  painter.fillRect(rect(), colours.background);
  if (m_values.empty()) {
    drawCentred(painter, rect(), colours.mutedText, m_emptyText);
    return;
  }
  const QRectF plot = area();
  const Scale s = scale();
  paintAxis(painter, plot, s);
  paintBars(painter, plot, s);
  paintBound(painter, plot, s);
  paintMarks(painter, plot, s);
}

void DistributionPlot::paintAxis(QPainter& painter, const QRectF& plot, const Scale& s) const {
  const Colours colours = Colours::of(palette());
  const QFontMetricsF metrics(font());
  painter.setRenderHint(QPainter::Antialiasing, false);
  int most = 0;
  for (const Bar& bar : m_bars) most = std::max(most, bar.count);
  // A few lines of the grid: enough to read a height from.
  const double step = std::max(1.0, niceStep(most, 4));
  for (double count = step; count <= most * 1.001; count += step) {
    const double y = plot.bottom() - plot.height() * count / (most * 1.04);
    painter.setPen(QPen(colours.grid, 1));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(colours.mutedText);
    painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 5, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, locale().toString(static_cast<int>(count)));
  }
  painter.setPen(QPen(colours.axis, 1));
  painter.drawLine(plot.bottomLeft(), plot.bottomRight());
  double freeFrom = 0;
  for (const auto& tick : s.axis.ticks(std::max(2, static_cast<int>(plot.width() / 56)))) {
    if (tick.pixel < s.left - 0.5 || tick.pixel > s.right + 0.5) continue;
    painter.setPen(QPen(colours.axis, 1));
    painter.drawLine(QPointF(tick.pixel, plot.bottom()),
                     QPointF(tick.pixel, plot.bottom() + (tick.label.empty() ? 2 : 4)));
    if (tick.label.empty()) continue;
    const QString label = number(tick.value);
    const double width = metrics.horizontalAdvance(label);
    const double left = std::min(tick.pixel - width / 2, this->width() - width - 1.0);
    if (left < freeFrom) continue;
    freeFrom = left + width + 8;
    painter.setPen(colours.mutedText);
    painter.drawText(QRectF(left, plot.bottom() + 5, width + 1, metrics.height()), Qt::AlignLeft, label);
  }
  painter.setPen(colours.text);
  const QString unit =
      (m_quantity.axis.isEmpty() ? m_quantity.unit : m_quantity.axis) + (m_logarithmic ? tr(" (log)") : QString());
  painter.drawText(QRectF(plot.left(), plot.bottom() + 6 + metrics.height(), plot.width(), metrics.height() + 1),
                   Qt::AlignHCenter | Qt::AlignTop, unit);
  painter.setPen(colours.mutedText);
  painter.drawText(QRectF(2, 0, plot.width(), metrics.height() + 1), Qt::AlignLeft | Qt::AlignTop, tr("designs"));
}

void DistributionPlot::paintBars(QPainter& painter, const QRectF& plot, const Scale& s) const {
  const Colours colours = Colours::of(palette());
  int most = 1;
  for (const Bar& bar : m_bars) most = std::max(most, bar.count);
  QPainterPath keeping;
  QPainterPath others;
  for (const Bar& bar : m_bars) {
    if (bar.count == 0) continue;
    const double high = std::max(2.0, plot.height() * bar.count / (most * 1.04));
    const auto add = [&](double from, double to, bool keep) {
      double left = s.axis.pixel(from);
      double right = s.axis.pixel(to);
      if (right - left > 3) right -= 1;  // a gap between bars
      if (right - left < 2) {
        const double middle = (left + right) / 2;
        left = middle - (from == to ? 6 : 1);
        right = middle + (from == to ? 6 : 1);
      }
      (keep ? keeping : others).addRect(QRectF(left, plot.bottom() - high, right - left, high));
    };
    // The bar that the bound cuts is drawn in two parts.
    if (m_bound && bar.low < *m_bound && *m_bound < bar.high) {
      add(bar.low, *m_bound, m_quantity.upper);
      add(*m_bound, bar.high, !m_quantity.upper);
    } else {
      add(bar.low, bar.high, keeps((bar.low + bar.high) / 2));
    }
  }
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.front);
  painter.drawPath(keeping);
  QColor faint = colours.infeasible;
  faint.setAlphaF(0.22F);
  painter.setBrush(faint);
  painter.drawPath(others);
  painter.setBrush(QBrush(colours.infeasible, Qt::BDiagPattern));
  painter.drawPath(others);
}

void DistributionPlot::paintBound(QPainter& painter, const QRectF& plot, const Scale& s) const {
  if (!m_bound) return;
  const Colours colours = Colours::of(palette());
  painter.setRenderHint(QPainter::Antialiasing);
  if (s.boundOutside) {
    // The bound is far from every design: an arrow at the end where it lies.
    const bool above = *m_bound > m_values.back();
    const double x = above ? plot.right() : plot.left();
    const double way = above ? 1 : -1;
    QPainterPath arrow(QPointF(x + way * 8, plot.top() + 8));
    arrow.lineTo(x - way * 2, plot.top() + 2);
    arrow.lineTo(x - way * 2, plot.top() + 14);
    arrow.closeSubpath();
    painter.fillPath(arrow, colours.bound);
    return drawPlate(painter, plot.toRect(), QPointF(x - way * 4, plot.top() + 8),
                     above ? Qt::AlignLeft : Qt::AlignRight, number(*m_bound), colours.bound, colours.background);
  }
  const double x = std::round(s.axis.pixel(*m_bound)) + 0.5;
  painter.setPen(QPen(colours.bound, m_dragging ? 2.4 : 1.6));
  painter.drawLine(QPointF(x, plot.top() - 2), QPointF(x, plot.bottom()));
  // The handle points to the side that is kept.
  const double way = m_quantity.upper ? -1 : 1;
  QPainterPath flag(QPointF(x, plot.top() - kHandle - 1));
  flag.lineTo(x, plot.top() + 1);
  flag.lineTo(x + way * kHandle, plot.top() - kHandle / 2 - 0.5);
  flag.closeSubpath();
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.bound);
  painter.drawPath(flag);
}

void DistributionPlot::paintMarks(QPainter& painter, const QRectF& plot, const Scale& s) const {
  const Colours colours = Colours::of(palette());
  for (const Mark& mark : m_marks) {
    if (!std::isfinite(mark.value)) continue;
    const double x = std::clamp(s.axis.pixel(mark.value), s.left, s.right);
    painter.setRenderHint(QPainter::Antialiasing);
    drawMarker(painter, Marker::Diamond, QPointF(x, plot.bottom()), 10, colours.selection, colours.background);
  }
}

bool DistributionPlot::isNearBound(const QPointF& position) const {
  if (!m_bound || m_values.empty()) return false;
  const Scale s = scale();
  const double x = std::clamp(s.axis.pixel(*m_bound), s.left, s.right);
  const QRectF plot = area();
  return std::abs(position.x() - x) <= kGrab + (position.y() < plot.top() ? kHandle : 0) &&
         position.y() <= plot.bottom() + kGrab;
}

void DistributionPlot::moveBound(std::optional<double> bound) {
  if (bound == m_bound) return;
  setBound(bound);
  Q_EMIT boundChanged(m_bound);
}

void DistributionPlot::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !isNearBound(event->position())) return QWidget::mousePressEvent(event);
  m_dragging = true;
  update();
}

void DistributionPlot::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragging) return moveBound(valueAt(event->position().x()));
  setCursor(isNearBound(event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void DistributionPlot::mouseReleaseEvent(QMouseEvent* event) {
  m_dragging = false;
  update();
  QWidget::mouseReleaseEvent(event);
}

void DistributionPlot::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && !m_values.empty()) moveBound(valueAt(event->position().x()));
}

/// Width of a bar as a share of the axis.
double DistributionPlot::barShare() const {
  return m_bars.size() > 1 ? 1.0 / static_cast<double>(m_bars.size()) : 0.1;
}

void DistributionPlot::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if (event->matches(QKeySequence::Copy)) return QApplication::clipboard()->setText(dataText());
  const bool moves = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
  if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && m_bound) return moveBound(std::nullopt);
  if (!moves || m_values.empty()) return QWidget::keyPressEvent(event);
  if (key == Qt::Key_Home) return moveBound(m_values.front());
  if (key == Qt::Key_End) return moveBound(m_values.back());
  const double low = along(m_values.front(), m_logarithmic);
  const double high = along(m_values.back(), m_logarithmic);
  const double median = m_values[m_values.size() / 2];
  const double from = along(m_bound.value_or(median), m_logarithmic);
  const double step = (high - low) * barShare() * (event->modifiers().testFlag(Qt::ShiftModifier) ? 0.1 : 1.0);
  const double to = m_bound ? from + (key == Qt::Key_Left ? -step : step) : from;
  moveBound(m_logarithmic ? std::exp(to) : to);
}

QString DistributionPlot::tooltipAt(const QPointF& position) const {
  if (m_values.empty()) return {};
  if (isNearBound(position)) {
    return tr("Bound: %1 %2 %3. Drag it, or press Left or Right; Delete takes it away.")
        .arg(m_quantity.upper ? QStringLiteral("\u2264") : QStringLiteral("\u2265"), number(*m_bound), m_quantity.unit);
  }
  for (const Mark& mark : m_marks) {
    if (std::abs(pixelOf(mark.value) - position.x()) > 7 || std::abs(position.y() - area().bottom()) > 10) continue;
    return QStringLiteral("%1: %2 %3").arg(mark.label, number(mark.value), m_quantity.unit);
  }
  const double value = valueAt(position.x());
  for (const Bar& bar : m_bars) {
    if (value < bar.low || value > bar.high) continue;
    const auto below = std::upper_bound(m_values.begin(), m_values.end(), bar.high) - m_values.begin();
    const double all = static_cast<double>(m_values.size());
    return tr("%1 to %2 %3: %n design(s), %4 %\nup to here: %5 %", "", bar.count)
        .arg(number(bar.low), number(bar.high), m_quantity.unit, locale().toString(100.0 * bar.count / all, 'f', 1),
             locale().toString(100.0 * static_cast<double>(below) / all, 'f', 1));
  }
  return {};
}

bool DistributionPlot::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    event->accept();  // not an action of the window around
    return true;
  }
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = tooltipAt(help->pos());
    if (text.isEmpty()) {
      QToolTip::hideText();
    } else {
      QToolTip::showText(help->globalPos(), text, this);
    }
    return true;
  }
  return QWidget::event(event);
}

void DistributionPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) update();
}

void DistributionPlot::contextMenuEvent(QContextMenuEvent* event) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const double here = valueAt(event->reason() == QContextMenuEvent::Mouse ? event->pos().x() : rect().center().x());
  auto* set = menu->addAction(tr("Set the bound here"), this, [this, here] { moveBound(here); });
  set->setEnabled(!m_values.empty());
  auto* remove = menu->addAction(tr("Take the bound away"), this, [this] { moveBound(std::nullopt); });
  remove->setEnabled(m_bound.has_value());
  menu->addSeparator();
  addExportActions(*menu, *this,
                   {QStringLiteral("distribution"), [this] { return dataText(); }, [this] { return grab(); },
                    [this](const QString& path) { return saveImage(path); }});
  menu->popup(event->globalPos());
}

bool DistributionPlot::saveImage(const QString& path) {
  return saveImageFile(path, size(), [this](QPaintDevice& device, ImageFormat, double scale) {
    QPainter painter;
    if (!painter.begin(&device)) return false;
    painter.scale(scale, scale);
    paint(painter);
    return painter.end();
  });
}

QString DistributionPlot::dataText() const {
  QString text = tr("from (%1)").arg(m_quantity.unit) + QLatin1Char('\t') + tr("to (%1)").arg(m_quantity.unit) +
                 QLatin1Char('\t') + tr("designs") + QLatin1Char('\n');
  for (const Bar& bar : m_bars) {
    text += QString::fromStdString(numberText(bar.low, 6)) + QLatin1Char('\t') +
            QString::fromStdString(numberText(bar.high, 6)) + QLatin1Char('\t') + QString::number(bar.count) +
            QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope

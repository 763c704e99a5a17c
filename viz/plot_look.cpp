#include "viz/plot_look.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>

#include "viz/save_image.h"

namespace pscope {
namespace {

/// Numbers as the locale writes them, but with the small letter that QCustomPlot turns into a power of ten: some
/// locales have a capital one.
QString powerText(QString text) {
  return text.replace(QLatin1Char('E'), QLatin1Char('e'));
}

class PlainTicker : public QCPAxisTicker {
 protected:
  QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
    return powerText(QCPAxisTicker::getTickLabel(tick, locale, format, precision));
  }
};

/// Decades at 1, or at 1, 2 and 5 while few are visible, or even steps within less than a decade.
class LogTicker : public PlainTicker {
 protected:
  QVector<double> createTickVector(double tickStep, const QCPRange& range) override {
    if (!(range.lower > 0) || !(range.upper > range.lower)) return {};
    const double decades = std::log10(range.upper / range.lower);
    if (decades < 1) return QCPAxisTicker::createTickVector(tickStep, range);
    QVector<double> ticks;
    const int step = std::max(1, static_cast<int>(std::ceil(decades / 8)));
    const int first = static_cast<int>(std::floor(std::log10(range.lower))) - 1;
    const int last = static_cast<int>(std::ceil(std::log10(range.upper))) + 1;
    for (int e = first; e <= last; ++e) {
      if (decades >= 3 && e % step != 0) continue;
      for (const int m : {1, 2, 5}) {
        if (m == 1 || decades < 3) ticks.push_back(m * std::pow(10.0, e));
      }
    }
    return ticks;
  }
  QVector<double> createSubTickVector(int subTickCount, const QVector<double>& ticks) override {
    if (ticks.size() < 2 || ticks.back() / ticks.front() < 12) {
      return QCPAxisTicker::createSubTickVector(subTickCount, ticks);
    }
    QVector<double> subTicks;
    const int first = static_cast<int>(std::floor(std::log10(ticks.front())));
    const int last = static_cast<int>(std::ceil(std::log10(ticks.back())));
    if (last - first > 10) return subTicks;
    for (int e = first; e <= last; ++e) {
      for (int m = 2; m < 10; ++m) subTicks.push_back(m * std::pow(10.0, e));
    }
    return subTicks;
  }
};

class WholeTicker : public PlainTicker {
 protected:
  double getTickStep(const QCPRange& range) override {
    const double step = QCPAxisTicker::getTickStep(range);
    if (step >= 10) return step;
    return step <= 1 ? 1 : (step <= 2 ? 2 : (step <= 5 ? 5 : 10));
  }
  int getSubTickCount(double tickStep) override { return tickStep <= 1 ? 0 : QCPAxisTicker::getSubTickCount(tickStep); }
};

/// As many ticks as the axis has room for. @return false: it had so many already
bool setTickCount(QCPAxis& axis) {
  const QRect area = axis.axisRect()->rect();
  const bool horizontal = axis.orientation() == Qt::Horizontal;
  const int most = horizontal ? 7 : 6;
  const int room = horizontal ? area.width() / 55 : area.height() / 26;
  const int count = area.isEmpty() ? most : std::clamp(room, 2, most);
  if (axis.ticker()->tickCount() == count) return false;
  axis.ticker()->setTickCount(count);
  return true;
}

/// Longest form of an axis' label that fits into `room` pixels.
QString fittingLabel(const QString& title, std::optional<bool> minimize, const QFontMetrics& metrics, int room) {
  const auto translated = [](const char* text) { return QCoreApplication::translate("PlotLook", text); };
  const QString gap = QStringLiteral("    ");
  QString word;
  QString arrow;
  if (minimize) {
    word = gap + (*minimize ? translated(QT_TRANSLATE_NOOP("PlotLook", "\u2190 better"))
                            : translated(QT_TRANSLATE_NOOP("PlotLook", "better \u2192")));
    arrow = *minimize ? QStringLiteral("  \u2190") : QStringLiteral("  \u2192");
  }
  // "hypervolume (% x ms)" without its unit before cutting words: tooltips tell the unit too.
  static const QRegularExpression kUnit(QStringLiteral("\\s*\\([^)]*\\)$"));
  const QString bare = QString(title).remove(kUnit);
  for (const QString& label : {title + word, title + arrow, bare + arrow}) {
    if (metrics.horizontalAdvance(label) <= room) return label;
  }
  return metrics.elidedText(title, Qt::ElideRight, room - metrics.horizontalAdvance(arrow)) + arrow;
}

class PaintedLayerable : public QCPLayerable {
 public:
  PaintedLayerable(QCustomPlot& plot, const char* layer, bool clipped, std::function<void(QCPPainter&)> paint)
      : QCPLayerable(&plot, QString::fromLatin1(layer)), m_clipped(clipped), m_paint(std::move(paint)) {}

 protected:
  QRect clipRect() const override { return m_clipped ? mParentPlot->axisRect()->rect() : mParentPlot->viewport(); }
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  void draw(QCPPainter* painter) override { m_paint(*painter); }

 private:
  bool m_clipped;
  std::function<void(QCPPainter&)> m_paint;
};

constexpr int kLegendGap = 16;     ///< between entries
constexpr int kLegendSymbol = 22;  ///< width reserved for a sign
constexpr int kLegendPadding = 4;

constexpr const char* kMaskLayer = "pscope mask";

/// QSvgGenerator 6.4 cannot clip: what curves draw beyond a zoomed plotting area is covered.
void maskMargins(QCustomPlot& plot, QCPPainter& painter) {
  if (!painter.modes().testFlag(QCPPainter::pmVectorized)) return;
  const QRect whole = plot.viewport();
  const QRect area = plot.axisRect()->rect();
  const QColor colour = plot.property("psBackground").value<QColor>();
  painter.fillRect(QRect(whole.topLeft(), QPoint(whole.right(), area.top() - 1)), colour);
  painter.fillRect(QRect(QPoint(whole.left(), area.bottom() + 1), whole.bottomRight()), colour);
  painter.fillRect(QRect(whole.left(), area.top(), area.left() - whole.left(), area.height()), colour);
  painter.fillRect(QRect(area.right() + 1, area.top(), whole.right() - area.right(), area.height()), colour);
}

double legendSize(Marker marker) {
  switch (marker) {
    case Marker::Line:
    case Marker::DashedLine:
    case Marker::Disc:
    case Marker::Ring:
    case Marker::Square:
      return 8;
    case Marker::FrontDisc:
    case Marker::FrontRing:
      return 12;
    default:
      return 10;
  }
}

}  // namespace

class LegendStrip : public QCPLayoutElement {
 public:
  explicit LegendStrip(QCustomPlot& plot) : QCPLayoutElement(&plot) {
    setAutoMargins(QCP::msNone);
    setMargins(QMargins(12, 6, 12, 0));
    setLayer(QStringLiteral("legend"));
  }

  void set(const Colours& colours, std::vector<LegendEntry> entries, const QString& note) {
    m_colours = colours;
    m_entries = std::move(entries);
    m_note = note;
  }

  void update(UpdatePhase phase) override {
    if (phase == upPreparation) {
      place(mParentPlot->viewport().width() - margins().left() - margins().right());
      const int height = m_lines * lineHeight() + (m_lines > 0 ? kLegendPadding : 0);
      setMinimumSize(0, height);
      setMaximumSize(QWIDGETSIZE_MAX, height);
    }
    QCPLayoutElement::update(phase);
  }

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  void draw(QCPPainter* painter) override {
    painter->setFont(mParentPlot->font());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
      const LegendEntry& entry = m_entries[i];
      const QRect box = m_places[i].translated(rect().topLeft());
      drawMarker(*painter, entry.marker, QPointF(box.left() + kLegendSymbol / 2.0 - 3, box.center().y() + 1),
                 legendSize(entry.marker), entry.colour, m_colours.background);
      painter->setPen(m_colours.text);
      painter->drawText(box.adjusted(kLegendSymbol, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                        entry.text);
    }
    if (m_note.isEmpty() || m_noteBox.width() < 40) return;
    painter->setPen(m_colours.mutedText);
    painter->drawText(m_noteBox.translated(rect().topLeft()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(mParentPlot->font()).elidedText(m_note, Qt::ElideRight, m_noteBox.width()));
  }

 private:
  int lineHeight() const { return QFontMetrics(mParentPlot->font()).height() + 4; }
  void place(int width) {
    const QFontMetrics metrics(mParentPlot->font());
    m_places.clear();
    int x = 0;
    int line = 0;
    for (const LegendEntry& entry : m_entries) {
      const int needed = kLegendSymbol + metrics.horizontalAdvance(entry.text) + 2;
      if (x > 0 && x + needed > width) {
        x = 0;
        ++line;
      }
      m_places.emplace_back(x, line * lineHeight(), needed, lineHeight());
      x += needed + kLegendGap;
    }
    const int noteWidth = metrics.horizontalAdvance(m_note) + 2;
    if (!m_note.isEmpty() && x > 0 && x + noteWidth > width) {
      x = 0;
      ++line;
    }
    m_noteBox = QRect(x, line * lineHeight(), std::min(noteWidth, width - x), lineHeight());
    m_lines = m_entries.empty() && m_note.isEmpty() ? 0 : line + 1;
  }

  Colours m_colours;
  std::vector<LegendEntry> m_entries;
  QString m_note;
  std::vector<QRect> m_places;
  QRect m_noteBox;
  int m_lines = 0;
};

void preparePlot(QCustomPlot& plot) {
  plot.setInteractions(QCP::Interactions());
  plot.setSelectionRectMode(QCP::srmNone);
  plot.setNoAntialiasingOnDrag(false);
  plot.setMinimumSize(180, 140);
  QCPLayer* const axes = plot.layer("axes");
  plot.addLayer(QString::fromLatin1(kBackLayer), plot.layer("grid"), QCustomPlot::limAbove);
  plot.addLayer(QString::fromLatin1(kCloudLayer), axes, QCustomPlot::limBelow);
  plot.layer(QString::fromLatin1(kCloudLayer))->setMode(QCPLayer::lmBuffered);
  plot.addLayer(QString::fromLatin1(kMaskLayer), plot.layer(QString::fromLatin1(kCloudLayer)), QCustomPlot::limAbove);
  addPainted(plot, kMaskLayer, false, [&plot](QCPPainter& painter) { maskMargins(plot, painter); });
  plot.addLayer(QString::fromLatin1(kMarksLayer), axes, QCustomPlot::limAbove);
  plot.layer(QString::fromLatin1(kMarksLayer))->setMode(QCPLayer::lmBuffered);
  plot.addLayer(QString::fromLatin1(kTopLayer), plot.layer("overlay"), QCustomPlot::limBelow);
  plot.layer(QString::fromLatin1(kTopLayer))->setMode(QCPLayer::lmBuffered);
  plot.axisRect()->setMinimumMargins(QMargins(12, 10, 18, 10));
  plot.plotLayout()->setRowSpacing(0);
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setTickLengthIn(0);
    axis->setTickLengthOut(4);
    axis->setSubTickLengthIn(0);
    axis->setSubTickLengthOut(2);
    axis->setTickLabelPadding(5);
    axis->setLabelPadding(7);
    axis->setNumberFormat("gb");
    axis->setNumberPrecision(5);
    setAxisScale(*axis, false);
  }
  // A label's height does not depend on its words, so they may be chosen when the layout is known.
  QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [&plot] {
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
      if (setTickCount(*axis)) plot.replot(QCustomPlot::rpQueuedReplot);
      const QRect area = plot.axisRect()->rect();
      const QVariant minimize = axis->property("psMinimize");
      axis->setLabel(fittingLabel(
          axis->property("psTitle").toString(), minimize.isValid() ? std::optional(minimize.toBool()) : std::nullopt,
          QFontMetrics(axis->labelFont()), axis->orientation() == Qt::Horizontal ? area.width() : area.height()));
    }
  });
}

void applyLook(QCustomPlot& plot, const Colours& colours, const QFont& font) {
  plot.setBackground(QBrush(colours.background));
  plot.setProperty("psBackground", colours.background);
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(colours.axis, 1));
    axis->setTickPen(QPen(colours.axis, 1));
    axis->setSubTickPen(QPen(colours.axis, 1));
    axis->setTickLabelColor(colours.mutedText);
    axis->setLabelColor(colours.text);
    axis->setTickLabelFont(font);
    axis->setLabelFont(font);
    axis->grid()->setPen(QPen(colours.grid, 1));
    axis->grid()->setZeroLinePen(QPen(colours.grid, 1));
    axis->grid()->setSubGridVisible(false);
  }
}

void setAxisScale(QCPAxis& axis, bool logarithmic) {
  axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  const QSharedPointer<QCPAxisTicker> ticker(logarithmic ? new LogTicker : new PlainTicker);
  axis.setTicker(ticker);
  setTickCount(axis);
}

void setWholeTicks(QCPAxis& axis) {
  const QSharedPointer<QCPAxisTicker> ticker(new WholeTicker);
  axis.setTicker(ticker);
  setTickCount(axis);
}

void setAxisTitle(QCPAxis& axis, const QString& title, std::optional<bool> minimize) {
  axis.setProperty("psTitle", title);
  axis.setProperty("psMinimize", minimize && !title.isEmpty() ? QVariant(*minimize) : QVariant());
  axis.setLabel(title);  // keeps the room; the words come with the layout
}

void addPainted(QCustomPlot& plot, const char* layer, bool clipped, std::function<void(QCPPainter&)> paint) {
  new PaintedLayerable(plot, layer, clipped, std::move(paint));  // the plot's layer owns it
}

LegendStrip* addLegendStrip(QCustomPlot& plot) {
  plot.plotLayout()->insertRow(0);
  auto* strip = new LegendStrip(plot);
  plot.plotLayout()->addElement(0, 0, strip);
  return strip;
}

void setLegend(LegendStrip& strip, const Colours& colours, std::vector<LegendEntry> entries, const QString& note) {
  strip.set(colours, std::move(entries), note);
}

void drawCentred(QPainter& painter, const QRect& area, const QColor& colour, const QString& text) {
  painter.setPen(colour);
  const int margin = std::min(24, area.width() / 8);
  painter.drawText(area.adjusted(margin, 0, -margin, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void drawPlate(QPainter& painter, const QRect& area, const QPointF& anchor, Qt::Alignment side, const QString& text,
               const QColor& colour, const QColor& background) {
  const QFontMetricsF metrics(painter.font());
  QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
  box.moveCenter(anchor);
  if (side.testFlag(Qt::AlignLeft)) box.moveRight(anchor.x() - 3);
  if (side.testFlag(Qt::AlignRight)) box.moveLeft(anchor.x() + 3);
  if (side.testFlag(Qt::AlignTop)) box.moveBottom(anchor.y() - 3);
  if (side.testFlag(Qt::AlignBottom)) box.moveTop(anchor.y() + 3);
  box.moveLeft(std::clamp(box.left(), area.left() + 2.0, std::max(area.left() + 2.0, area.right() - box.width() - 2)));
  box.moveTop(std::clamp(box.top(), area.top() + 2.0, std::max(area.top() + 2.0, area.bottom() - box.height() - 2)));
  QColor plate = background;
  plate.setAlphaF(0.82F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(plate);
  painter.drawRoundedRect(box, 3, 3);
  painter.setPen(colour);
  painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void drawDiagonal(QPainter& painter, const QCustomPlot& plot, const QColor& colour) {
  const QCPRange x = plot.xAxis->range();
  painter.setPen(QPen(colour, 1.2));
  painter.drawLine(QPointF(plot.xAxis->coordToPixel(x.lower), plot.yAxis->coordToPixel(x.lower)),
                   QPointF(plot.xAxis->coordToPixel(x.upper), plot.yAxis->coordToPixel(x.upper)));
}

int nearestPoint(std::size_t count, const std::function<QPointF(std::size_t)>& pixelOf, const QPointF& position,
                 double reach) {
  int best = -1;
  double least = reach;
  for (std::size_t i = 0; i < count; ++i) {
    const QPointF way = pixelOf(i) - position;
    const double distance = std::hypot(way.x(), way.y());
    if (distance >= least) continue;
    least = distance;
    best = static_cast<int>(i);
  }
  return best;
}

bool savePlot(QCustomPlot& plot, const QString& path) {
  const bool saved = saveImageFile(path, plot.size(), [&plot](QPaintDevice& device, ImageFormat format, double scale) {
    QCPPainter painter;
    if (!painter.begin(&device)) return false;
    QCPPainter::PainterModes modes = QCPPainter::pmNoCaching;
    if (format != ImageFormat::Png) modes |= QCPPainter::pmVectorized | QCPPainter::pmNonCosmetic;
    painter.setModes(modes);
    painter.scale(scale, scale);
    plot.toPainter(&painter, plot.width(), plot.height());
    return painter.end();
  });
  plot.replot(QCustomPlot::rpQueuedReplot);
  return saved;
}

}  // namespace pscope

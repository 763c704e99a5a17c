#pragma once

#include <QElapsedTimer>
#include <QPointF>
#include <QString>
#include <QTimer>
#include <functional>

#include "viz/colours.h"
#include "viz/plot.h"

class QCPPainter;
class QCustomPlot;
class QMenu;

namespace pscope {

class LegendStrip;
class PlotControls;

/// The inside of a Plot: the canvas with its layers, legend and colours, and how it answers to mouse and keys. A kind
/// of plot derives from it and says what it draws, which items it consists of, and what is known about each of them.
///
/// Items are numbered from 0 in the order in which the arrow keys step through them; those with nothing to point at
/// leave itemCount() at 0, or answer to the hands by themselves.
/// @thread the window's
class PlotFrame {
 public:
  /// @param name  of the plot's kind: "scatterPlot"    @param fileName  that is suggested for pictures, without suffix
  PlotFrame(Plot& owner, const QString& name, const QString& fileName);
  virtual ~PlotFrame();
  PlotFrame(const PlotFrame&) = delete;
  PlotFrame& operator=(const PlotFrame&) = delete;

  void setUp();  ///< once, when the whole object is made
  void restyle();
  /// What is drawn is no longer what is known: sync() comes before the next drawing, soon if the plot is shown.
  void outdated();
  void changed();  ///< the same, with sync() at once
  void arrived();  ///< the same for data that keep arriving: at most 10 drawings a second
  void redraw();   ///< soon, if the plot is shown
  void syncIfNeeded();
  bool saveImage(const QString& path);
  void showMenu(const QPoint& globalPosition);
  /// Emphasises an item, -1: none, without telling anybody.
  void setCurrent(int item);
  void forgetCurrent() { current = -1; }
  virtual QString dataText() const = 0;

  // What a kind of plot says of itself.
  virtual bool isEmpty() const = 0;
  virtual void sync() = 0;  ///< ranges unless zoomed, titles, legend and description follow from the data
  virtual void restyled() {}
  virtual void goHome(bool wasZoomed);
  virtual void paintCurrent(QCPPainter& painter) const = 0;  ///< current is an item, or whatever else is emphasised
  virtual void extendMenu(QMenu&) {}

  // Items.
  virtual int itemCount() const { return 0; }
  virtual bool isDrawn(int /*item*/) const { return true; }
  virtual int itemAt(const QPoint& /*position*/) const { return -1; }
  /// Where an item is, on the axes; a NaN: anywhere along that axis.
  virtual QPointF coordinatesOf(int /*item*/) const { return {}; }
  /// @param mouse  position on the canvas, null: the keys came here
  virtual QString tip(int /*item*/, const QPoint* /*mouse*/) const { return {}; }
  virtual bool startsAtEnd() const { return false; }  ///< the keys begin with the last item
  virtual int rowStep() const { return 1; }           ///< items that Up and Down step over
  /// Current outlives the mouse's leaving and is part of a saved picture: others follow it.
  virtual bool keepsCurrent() const { return false; }
  virtual void currentChanged() {}
  virtual void chosen(int /*item*/) {}  ///< clicked, or reached with the keys

  // Hands; by default they mean the items.
  virtual void hovered(const QPoint& position);
  virtual void left();
  virtual void clicked(const QPoint& position, bool extend);
  virtual void walked(int dx, int dy);

  Plot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  Colours colours;
  QString emptyText;
  int current = -1;
  bool everything = false;  ///< home shows the outliers too: asked for home while at home

 protected:
  void showAxes(bool shown);  ///< ticks, numbers and grid
  void describe(const QString& name, const QString& description);
  void moveTo(int item, const QPoint* mouse);
  void redrawTop();
  /// Beside a position on the canvas.
  void showTip(const QPoint& position, const QString& text) const;
  /// For screen readers, what the keys came to.
  void announce(const QString& text);
  /// Moves the view, if it must, so that the coordinates are inside; a NaN: wherever that axis is.
  void bringIntoView(const QPointF& coordinates);

 private:
  void paintTop(QCPPainter& painter) const;
  QPoint besides(int item) const;

  QString m_name, m_fileName;
  QTimer m_dataTimer;
  QElapsedTimer m_sinceReplot;
  bool m_dirty = true;
  bool m_focusShown = false;
  bool m_saving = false;
};

/// The entries of a figure's menu that give it away: its data as text, its picture, a file.
struct FigureExport {
  QString fileName;  ///< suggested, without suffix
  std::function<QString()> data;
  std::function<QPixmap()> picture;
  std::function<bool(const QString& path)> save;
};
/// @param owner  outlives the menu
void addExportActions(QMenu& menu, QWidget& owner, const FigureExport& figure);

}  // namespace pscope

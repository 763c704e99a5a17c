#pragma once

#include <QString>
#include <QWidget>
#include <memory>

namespace pscope {

class PlotFrame;

/// What every plot of figures is to its users: zooming as PlotControls has it, arrow keys that step through what is
/// drawn, a menu and Ctrl+C that give the data and the picture away, a text while there is nothing to draw, a
/// description for screen readers, and the colours of the palette.
/// @thread the window's
class Plot : public QWidget {
  Q_OBJECT
 public:
  ~Plot() override;

  /// What is shown while there is nothing to draw.
  void setEmptyText(const QString& text);
  bool saveImage(const QString& path);  ///< PNG, SVG or PDF by suffix
  /// What is drawn as a table: tabs between the columns, numbers in the C locale.
  QString dataText() const;

 protected:
  explicit Plot(QWidget* parent);
  /// Once, from the constructor: what draws this plot.
  PlotFrame& install(std::unique_ptr<PlotFrame> frame);
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  friend class PlotFrame;  // its texts are those of this class
  std::unique_ptr<PlotFrame> m_frame;
};

}  // namespace pscope

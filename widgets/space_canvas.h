#pragma once

#include <QPointer>
#include <QWidget>
#include <optional>
#include <string>

#include "widgets/space_canvas_layout.h"

namespace pscope {

class SpaceDocument;
struct Error;

/// The template of a space as a flow from top to bottom: a card for each statement, a frame for what holds others,
/// choices that are read as chips, and gaps between. A click selects; a click into a gap puts the caret there, which is
/// where the palette puts things. Cards are dragged to move them, parts are dropped into gaps.
///
/// Keys: up and down walk, right goes into a frame and left out of it, Enter opens a called block.
/// @thread the window's
class SpaceCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit SpaceCanvas(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  /// The list of statements that is drawn: "/network" or "/blocks/NAME/body".
  void setBody(const std::string& pointer);
  const std::string& body() const { return m_body; }
  void setZoom(double zoom);
  double zoom() const { return m_zoom; }

  /// Where a card or frame, or a gap, is drawn; nothing when it is not.
  std::optional<QRect> rectOf(const std::string& pointer) const;
  std::optional<QRect> rectOfGap(const std::string& array, std::size_t index) const;
  QSize sizeHint() const override;

 Q_SIGNALS:
  void refused(const pscope::Error& error);
  void blockRequested(const QString& name);
  void placeShown(const QRect& rect);  ///< the selected part has moved there

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  using Box = SpaceCanvasBox;
  void rebuild();
  const Box* boxAt(const QPointF& position) const;
  const Box* gapNear(const QPointF& position) const;
  QPointF toScene(const QPointF& position) const { return position / m_zoom; }
  void walk(int step);
  void tellAccessibility();

  QPointer<SpaceDocument> m_document;
  std::string m_body = "/network";
  SpaceCanvasLayout m_layout;
  double m_zoom = 1;
  const Box* m_hovered = nullptr;  ///< of m_layout
  const Box* m_target = nullptr;   ///< gap under what is dragged
  std::optional<QPointF> m_pressed;
  std::string m_pressedPointer;
};

}  // namespace pscope

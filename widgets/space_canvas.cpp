#include "widgets/space_canvas.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "widgets/space_canvas_painter.h"
#include "widgets/space_document.h"
#include "widgets/space_tree_model.h"
#include "widgets/text.h"

namespace pscope {

SpaceCanvas::SpaceCanvas(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("spaceCanvas"));
  setAccessibleName(tr("Template of the network"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAcceptDrops(true);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
}

void SpaceCanvas::setDocument(SpaceDocument* document) {
  if (m_document) {
    m_document->disconnect(this);
    m_document->cursor().disconnect(this);
  }
  m_document = document;
  m_body = "/network";
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceCanvas::rebuild);
    connect(document, &SpaceDocument::checkedChanged, this, qOverload<>(&QWidget::update));
    connect(&document->cursor(), &SpaceCursor::changed, this, [this] {
      update();
      tellAccessibility();
      if (const auto rect = rectOf(m_document->cursor().current())) Q_EMIT placeShown(*rect);
    });
  }
  rebuild();
}

void SpaceCanvas::setBody(const std::string& pointer) {
  if (pointer == m_body) return;
  m_body = pointer;
  rebuild();
}

void SpaceCanvas::setZoom(double zoom) {
  m_zoom = std::clamp(zoom, 0.4, 2.0);
  rebuild();
}

QSize SpaceCanvas::sizeHint() const {
  return (m_layout.size * m_zoom).toSize();
}

void SpaceCanvas::rebuild() {
  m_hovered = nullptr;
  m_target = nullptr;
  m_layout = SpaceCanvasLayout(m_document ? m_document->json() : Json(), m_body, width() / m_zoom);
  setMinimumSize((m_layout.size * m_zoom).toSize());
  updateGeometry();
  update();
}

// ---------------------------------------------------------------------------------------------------------------------

// ---------------------------------------------------------------------------------------------------------------------

void SpaceCanvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(m_zoom, m_zoom);
  SpaceCanvasPainter boxes(painter, palette(), font());
  const QRectF dirty(toScene(event->rect().topLeft()), QSizeF(event->rect().size()) / m_zoom);
  const auto caret = m_document ? m_document->placeForStatement() : SpaceDocument::Place();
  for (const auto& box : m_layout.boxes) {
    if (!box.rect.adjusted(-8, -8, 8, 8).intersects(dirty)) continue;
    const bool isGap = box.kind == Box::Kind::Gap;
    SpaceCanvasLook look;
    look.hovered = &box == m_hovered;
    look.target = &box == m_target;
    look.caret = isGap && m_document && caret.array == box.pointer && caret.index == box.index;
    if (m_document && !isGap && box.kind != Box::Kind::End) {
      look.selected = !m_document->cursor().gap() && m_document->cursor().current() == box.pointer;
      look.problems = m_document->problemsBelow(box.pointer);
    }
    boxes.paint(box, look);
  }
}

// ---------------------------------------------------------------------------------------------------------------------

std::optional<QRect> SpaceCanvas::rectOf(const std::string& pointer) const {
  for (const auto& box : m_layout.boxes) {
    const bool named = box.kind == Box::Kind::Card || box.kind == Box::Kind::Frame || box.kind == Box::Kind::Branch;
    if (!named || box.pointer != pointer) continue;
    return QRectF(box.rect.topLeft() * m_zoom, box.rect.size() * m_zoom).toRect();
  }
  return std::nullopt;
}

std::optional<QRect> SpaceCanvas::rectOfGap(const std::string& array, std::size_t index) const {
  for (const auto& box : m_layout.boxes) {
    if (box.kind != Box::Kind::Gap || box.pointer != array || box.index != index) continue;
    return QRectF(box.rect.topLeft() * m_zoom, box.rect.size() * m_zoom).toRect();
  }
  return std::nullopt;
}

/// The innermost one: frames are placed before what they hold.
const SpaceCanvas::Box* SpaceCanvas::boxAt(const QPointF& position) const {
  const QPointF point = toScene(position);
  for (auto box = m_layout.boxes.rbegin(); box != m_layout.boxes.rend(); ++box) {
    if (box->kind != Box::Kind::End && box->rect.contains(point)) return &*box;
  }
  return nullptr;
}

const SpaceCanvas::Box* SpaceCanvas::gapNear(const QPointF& position) const {
  const QPointF point = toScene(position);
  const Box* best = nullptr;
  double nearest = 1e12;
  for (const auto& box : m_layout.boxes) {
    if (box.kind != Box::Kind::Gap) continue;
    const double dx = std::max({box.rect.left() - point.x(), 0.0, point.x() - box.rect.right()});
    const double dy = point.y() - box.rect.center().y();
    const double distance = dx * dx * 4 + dy * dy;
    if (distance < nearest) {
      nearest = distance;
      best = &box;
    }
  }
  return best;
}

void SpaceCanvas::mousePressEvent(QMouseEvent* event) {
  const Box* box = boxAt(event->position());
  if (!m_document || box == nullptr) return QWidget::mousePressEvent(event);
  setFocus();
  m_document->endMerging();
  if (box->kind == Box::Kind::Gap) {
    m_document->cursor().setGap(box->pointer, box->index);
    return;
  }
  m_pressedPointer = box->kind == Box::Kind::Branch ? std::string() : box->pointer;
  m_document->cursor().set(box->pointer);
  if (event->button() == Qt::LeftButton) m_pressed = event->position();
}

void SpaceCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (const Box* hovered = boxAt(event->position()); hovered != m_hovered) {
    m_hovered = hovered;
    setCursor(hovered != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
  }
  const bool far = m_pressed && (event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance();
  if (!far || m_pressedPointer.empty() || !(event->buttons() & Qt::LeftButton)) return;
  m_pressed.reset();
  auto* drag = new QDrag(this);
  auto* mime = new QMimeData;
  mime->setData(QLatin1String(SpaceTreeModel::kPlaceMime), SpaceTreeModel::placeData(m_pressedPointer));
  drag->setMimeData(mime);
  if (const auto rect = rectOf(m_pressedPointer)) {
    QPixmap picture = grab(rect->intersected(QRect(rect->topLeft(), QSize(320, 160))));
    drag->setPixmap(picture);
    drag->setHotSpot((event->position() - rect->topLeft()).toPoint());
  }
  drag->exec(Qt::MoveAction);
}

void SpaceCanvas::mouseReleaseEvent(QMouseEvent*) {
  m_pressed.reset();
}

void SpaceCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  const Box* box = boxAt(event->position());
  if (box != nullptr && box->what == SpaceOutline::Kind::Call) Q_EMIT blockRequested(box->title);
}

void SpaceCanvas::leaveEvent(QEvent*) {
  m_hovered = nullptr;
  update();
}

void SpaceCanvas::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) return QWidget::wheelEvent(event);
  setZoom(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
  event->accept();
}

void SpaceCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) rebuild();  // it stands in the middle
}

/// To the next card or frame in the order from top to bottom.
void SpaceCanvas::walk(int step) {
  std::vector<const Box*> boxes;
  for (const auto& box : m_layout.boxes) {
    if (box.kind == Box::Kind::Card || box.kind == Box::Kind::Frame) boxes.push_back(&box);
  }
  if (boxes.empty()) return;
  const std::string& current = m_document->cursor().current();
  const auto found =
      std::find_if(boxes.begin(), boxes.end(), [&current](const Box* box) { return box->pointer == current; });
  if (found == boxes.end()) return m_document->cursor().set((step > 0 ? boxes.front() : boxes.back())->pointer);
  const auto index = (found - boxes.begin()) + step;
  if (index < 0 || index >= static_cast<std::ptrdiff_t>(boxes.size())) return;
  m_document->cursor().set(boxes[static_cast<std::size_t>(index)]->pointer);
}

void SpaceCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_document) return QWidget::keyPressEvent(event);
  const std::string current = m_document->cursor().current();
  switch (event->key()) {
    case Qt::Key_Up:
      return walk(-1);
    case Qt::Key_Down:
      return walk(1);
    case Qt::Key_Left: {
      std::string outer = parentPointer(current);
      while (outer.size() > m_body.size() && !rectOf(outer)) outer = parentPointer(outer);
      if (outer.size() > m_body.size()) m_document->cursor().set(outer);
      return;
    }
    case Qt::Key_Right:
      for (const auto& box : m_layout.boxes) {
        if (box.kind == Box::Kind::Gap && box.pointer.starts_with(current + "/")) {
          return m_document->cursor().setGap(box.pointer, box.index);
        }
      }
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      for (const auto& box : m_layout.boxes) {
        if (box.pointer == current && box.what == SpaceOutline::Kind::Call) Q_EMIT blockRequested(box.title);
      }
      return;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      return setZoom(m_zoom * (event->key() == Qt::Key_Plus ? 1.1 : 1 / 1.1));
    case Qt::Key_0:
      return setZoom(1);
    default:
      QWidget::keyPressEvent(event);
  }
}

void SpaceCanvas::dragEnterEvent(QDragEnterEvent* event) {
  const auto* mime = event->mimeData();
  const bool ours =
      SpaceTreeModel::placeOf(*mime).has_value() || mime->hasFormat(QLatin1String(SpaceTreeModel::kFragmentMime));
  if (ours && m_document) event->acceptProposedAction();
}

void SpaceCanvas::dragMoveEvent(QDragMoveEvent* event) {
  m_target = gapNear(event->position());
  event->acceptProposedAction();
  update();
}

void SpaceCanvas::dragLeaveEvent(QDragLeaveEvent*) {
  m_target = nullptr;
  update();
}

void SpaceCanvas::dropEvent(QDropEvent* event) {
  const Box* gap = gapNear(event->position());
  m_target = nullptr;
  update();
  if (!m_document || gap == nullptr) return;
  event->acceptProposedAction();
  const std::string array = gap->pointer;
  const std::size_t index = gap->index;
  m_document->endMerging();
  Status status;
  if (const auto place = SpaceTreeModel::placeOf(*event->mimeData())) {
    status = m_document->move(*place, array, index);
  } else {
    m_document->cursor().setGap(array, index);
    status = m_document->paste(event->mimeData()->data(QLatin1String(SpaceTreeModel::kFragmentMime)).toStdString());
  }
  if (!status.ok()) Q_EMIT refused(status.error());
}

bool SpaceCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_document) {
    auto* help = static_cast<QHelpEvent*>(event);
    const Box* box = boxAt(help->pos());
    QString text;
    if (box != nullptr && box->kind != Box::Kind::Gap) {
      text = QStringLiteral("%1 %2").arg(box->title, box->detail);
      for (const auto& problem : m_document->problems()) {
        if (problem.place == box->pointer || problem.place.starts_with(box->pointer + "/")) {
          text += QStringLiteral("\n⚠ ") + translated(problem.what);
        }
      }
    } else if (box != nullptr) {
      text = tr("Click, then choose a part from the palette: it comes here.");
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QWidget::event(event);
}

void SpaceCanvas::tellAccessibility() {
  for (const auto& box : m_layout.boxes) {
    if (box.pointer == m_document->cursor().current() && box.kind != Box::Kind::Gap) {
      setAccessibleDescription(tr("Selected: %1 %2").arg(box.title, box.detail));
    }
  }
}

}  // namespace pscope

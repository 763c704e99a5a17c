#include "viz/graph_view.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "viz/graph_canvas.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr int kNoteMargin = 8;
constexpr double kLongestSide = 10000;  ///< of a saved image, logical pixels
constexpr double kPixelsPerPoint = 96.0 / 72.0;

}  // namespace

class GraphView::Impl {
 public:
  explicit Impl(GraphView& self);

  void applyPalette();
  void placeNote();
  void setTitle(const QString& text);
  void elideTitle();
  void announce(int node);
  void showMenu(const QPoint& globalPosition);
  bool paint(QPaintDevice& device, double scale, const QSize& size) const;

  GraphView& self;
  QLabel* title;
  QStackedWidget* pages;
  GraphCanvas* canvas;
  QLabel* empty;
  QLabel* note;
  QString fullTitle;
};

GraphView::Impl::Impl(GraphView& owner)
    : self(owner),
      title(new QLabel(&owner)),
      pages(new QStackedWidget(&owner)),
      canvas(new GraphCanvas),
      empty(new QLabel),
      note(new QLabel(&owner)) {
  auto* layout = new QVBoxLayout(&owner);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(title);
  layout->addWidget(pages, 1);
  pages->addWidget(canvas);
  pages->addWidget(empty);
  pages->setCurrentWidget(empty);
  canvas->setObjectName(QStringLiteral("graphCanvas"));
  title->setObjectName(QStringLiteral("graphTitle"));
  title->setTextFormat(Qt::PlainText);
  title->setContentsMargins(10, 6, 10, 4);
  title->setMinimumWidth(0);
  title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  title->hide();
  empty->setObjectName(QStringLiteral("graphEmptyText"));
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  empty->setMargin(24);
  empty->setAutoFillBackground(true);
  empty->setBackgroundRole(QPalette::Base);
  note->setObjectName(QStringLiteral("graphEngineNote"));
  note->setTextFormat(Qt::PlainText);
  note->setAttribute(Qt::WA_TransparentForMouseEvents);
  note->setContentsMargins(5, 1, 5, 1);
  note->setAutoFillBackground(true);
  note->setBackgroundRole(QPalette::Base);
  note->hide();
  owner.setFocusProxy(canvas);
  owner.setMinimumSize(160, 140);
  empty->setText(GraphView::tr("No network to show."));
  QObject::connect(canvas, &GraphCanvas::currentChanged, &owner, [this](int node) { announce(node); });
  applyPalette();
}

void GraphView::Impl::applyPalette() {
  const Colours colours = Colours::of(self.palette());
  canvas->applyLook(self.palette(), self.font());  // its own palette follows only after this event
  // Only the text role differs from the widget's palette: everything else goes on following it.
  for (QLabel* label : {empty, note}) {
    QPalette muted;
    muted.setColor(QPalette::WindowText, colours.mutedText);
    muted.setColor(QPalette::Text, colours.mutedText);  // the one used on a ground of Base
    label->setPalette(muted);
  }
  QFont bold = self.font();
  bold.setBold(true);
  title->setFont(bold);
  placeNote();
}

void GraphView::Impl::placeNote() {
  note->adjustSize();
  note->move(self.width() - note->width() - kNoteMargin, self.height() - note->height() - kNoteMargin);
  note->raise();
}

void GraphView::Impl::setTitle(const QString& text) {
  fullTitle = text;
  title->setVisible(!text.isEmpty());
  title->setToolTip(text.toHtmlEscaped());
  elideTitle();
}

void GraphView::Impl::elideTitle() {
  const QMargins margins = title->contentsMargins();
  const int room = std::max(self.width() - margins.left() - margins.right(), 20);
  title->setText(QFontMetrics(title->font()).elidedText(fullTitle, Qt::ElideRight, room));
}

void GraphView::Impl::announce(int node) {
  const QString text =
      node < 0 ? GraphView::tr("Arrow keys walk along the edges, F shows everything.") : canvas->nodeText(node);
  canvas->setAccessibleDescription(text);
  self.setAccessibleDescription(text);
  QAccessibleEvent event(canvas, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

void GraphView::Impl::showMenu(const QPoint& globalPosition) {
  if (canvas->isEmpty()) return;
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(GraphView::tr("Show everything\tF")), &QAction::triggered, &self,
                   [this] { canvas->fit(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(GraphView::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("network"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

bool GraphView::Impl::paint(QPaintDevice& device, double scale, const QSize& size) const {
  const Colours colours = Colours::of(self.palette());
  QPainter painter;
  if (!painter.begin(&device)) return false;
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  painter.scale(scale, scale);
  painter.fillRect(QRect(QPoint(0, 0), size), colours.background);
  const int titleHeight = fullTitle.isEmpty() ? 0 : title->height();
  if (titleHeight > 0) {
    painter.setFont(title->font());
    painter.setPen(colours.text);
    painter.drawText(QRect(10, 0, size.width() - 20, titleHeight),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(title->font()).elidedText(fullTitle, Qt::ElideRight, size.width() - 20));
  }
  canvas->scene()->render(&painter, QRectF(0, titleHeight, size.width(), size.height() - titleHeight),
                          canvas->graphRect());
  return painter.end();
}

GraphView::GraphView(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {}

GraphView::~GraphView() = default;

void GraphView::setGraph(const NetworkView& view, const GraphLayout& layout, const QString& title) {
  if (view.items.empty()) {
    clear(tr("This network has no operators."));
    return;
  }
  m_impl->pages->setCurrentWidget(m_impl->canvas);
  m_impl->setTitle(title);
  m_impl->canvas->setGraph(view, layout);
  m_impl->note->setText(tr("layout: %1").arg(QString::fromStdString(layout.engine)));
  m_impl->note->setVisible(!layout.engine.empty());
  m_impl->placeNote();
  setAccessibleName(title.isEmpty() ? tr("Network graph") : tr("Network graph: %1").arg(title));
  m_impl->canvas->setAccessibleName(accessibleName());
  m_impl->announce(-1);
}

void GraphView::clear(const QString& emptyText) {
  m_impl->canvas->clearGraph();
  m_impl->setTitle({});
  m_impl->note->hide();
  m_impl->empty->setText(emptyText);
  m_impl->pages->setCurrentWidget(m_impl->empty);
  setAccessibleName(tr("Network graph"));
  setAccessibleDescription(emptyText);
}

void GraphView::fit() {
  m_impl->canvas->fit();
}

bool GraphView::saveImage(const QString& path) {
  if (m_impl->canvas->isEmpty()) return false;
  QSizeF size = m_impl->canvas->graphRect().size() * kPixelsPerPoint;
  size *= std::min(1.0, kLongestSide / std::max(size.width(), size.height()));
  const int titleHeight = m_impl->fullTitle.isEmpty() ? 0 : m_impl->title->height();
  const QSize whole(static_cast<int>(size.width() + 0.5), static_cast<int>(size.height() + 0.5) + titleHeight);
  return saveImageFile(path, whole, [this, whole](QPaintDevice& device, ImageFormat /*format*/, double scale) {
    return m_impl->paint(device, scale, whole);
  });
}

void GraphView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void GraphView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_impl->elideTitle();
  m_impl->placeNote();
}

void GraphView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->placeNote();
}

void GraphView::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope

#include "viz/graph_view.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "viz/graph_canvas.h"
#include "viz/graph_find_bar.h"
#include "viz/graph_overview.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr double kLongestSide = 10000;  ///< of a saved image, logical pixels
constexpr double kPixelsPerPoint = 96.0 / 72.0;
constexpr int kLegendHeight = 40;
constexpr int kLegendWidth = 420;  ///< of a saved image, at least

/// The scale of the heat below the graph.
class HeatLegend : public QWidget {
 public:
  explicit HeatLegend(const GraphCanvas& canvas) : m_canvas(canvas) {
    setObjectName(QStringLiteral("graphHeatLegend"));
    setMinimumHeight(kLegendHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    if (!m_canvas.look().heat) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHeatLegend(painter, QRectF(rect()).adjusted(10, 2, -4, -2), *m_canvas.look().heat, palette());
  }

 private:
  const GraphCanvas& m_canvas;
};

}  // namespace

class GraphView::Impl {
 public:
  explicit Impl(GraphView& self);

  void applyPalette();
  void setTitle(const QString& text);
  void elideTitle();
  void updateNote();
  void announce(int node);
  void showMenu(const QPoint& globalPosition);
  void addBlockActions(QMenu& menu);
  bool paint(QPaintDevice& device, double scale, const QSize& size) const;

  GraphView& self;
  QLabel* title;
  GraphFindBar* find;
  QStackedWidget* pages;
  GraphCanvas* canvas;
  GraphOverview* overview;
  QLabel* empty;
  QWidget* footer;
  HeatLegend* legend;
  QLabel* note;
  QString fullTitle, engine;
  std::vector<int> marked;
};

GraphView::Impl::Impl(GraphView& owner)
    : self(owner),
      title(new QLabel(&owner)),
      find(new GraphFindBar(&owner)),
      pages(new QStackedWidget(&owner)),
      canvas(new GraphCanvas),
      overview(new GraphOverview(*canvas)),
      empty(new QLabel),
      footer(new QWidget(&owner)),
      legend(new HeatLegend(*canvas)),
      note(new QLabel) {
  auto* layout = new QVBoxLayout(&owner);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(title);
  layout->addWidget(find);
  layout->addWidget(pages, 1);
  layout->addWidget(footer);
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
  footer->setObjectName(QStringLiteral("graphFooter"));
  footer->setAutoFillBackground(true);
  footer->setBackgroundRole(QPalette::Base);
  footer->hide();
  auto* row = new QHBoxLayout(footer);
  row->setContentsMargins(0, 0, 8, 2);
  row->addWidget(legend, 1);
  row->addStretch(0);
  row->addWidget(note, 0, Qt::AlignRight | Qt::AlignBottom);
  legend->hide();
  note->setObjectName(QStringLiteral("graphEngineNote"));
  note->setTextFormat(Qt::PlainText);
  note->setMinimumWidth(0);
  note->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  owner.setFocusProxy(canvas);
  owner.setMinimumSize(160, 140);
  empty->setText(GraphView::tr("No network to show."));
  QObject::connect(canvas, &GraphCanvas::currentChanged, &owner, [this](int node) {
    announce(node);
    Q_EMIT self.currentItemChanged(node);
  });
  QObject::connect(canvas, &GraphCanvas::viewMoved, &owner, [this] { updateNote(); });
  QObject::connect(canvas, &GraphCanvas::blockToggled, &owner, &GraphView::blockToggled);
  QObject::connect(canvas, &GraphCanvas::scopeOpened, &owner, &GraphView::scopeOpened);
  QObject::connect(canvas, &GraphCanvas::findRequested, &owner, &GraphView::showFind);
  QObject::connect(canvas, &GraphCanvas::mapRequested, &owner, [this] { overview->setWanted(!overview->wanted()); });
  QObject::connect(find, &GraphFindBar::hitsChanged, &owner,
                   [this] { canvas->setMarked(find->isHidden() ? marked : find->hits()); });
  QObject::connect(find, &GraphFindBar::hitChosen, &owner, [this](int item) { canvas->showNode(item); });
  QObject::connect(find, &GraphFindBar::closed, &owner, [this] { canvas->setFocus(); });
  applyPalette();
}

void GraphView::Impl::applyPalette() {
  const Colours colours = Colours::of(self.palette());
  canvas->applyLook(self.palette(), self.font());  // its own palette follows only after this event
  overview->invalidate();
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
}

void GraphView::Impl::updateNote() {
  if (engine.isEmpty()) return;
  QString text = GraphView::tr("layout: %1").arg(engine);
  if (canvas->columns() > 1) text += QStringLiteral(", ") + GraphView::tr("%n column(s)", nullptr, canvas->columns());
  if (canvas->network().autoClosed) text += QStringLiteral(", ") + GraphView::tr("parts closed: a large graph");
  if (text != note->text()) note->setText(text);
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
  const QString text = node < 0 ? GraphView::tr("Arrow keys walk along the edges, F shows everything, Ctrl+F finds.")
                                : canvas->nodeText(node);
  canvas->setAccessibleDescription(text);
  self.setAccessibleDescription(text);
  QAccessibleEvent event(canvas, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

void GraphView::Impl::addBlockActions(QMenu& menu) {
  const auto& network = canvas->network();
  const int node = canvas->currentNode();
  if (!canvas->expandable()) return;
  menu.addSeparator();
  if (const int block = canvas->blockOf(node); block >= 0) {
    const bool opened = network.blocks[static_cast<std::size_t>(block)].opened;
    QObject::connect(menu.addAction(opened ? GraphView::tr("Draw this block once\tEnter")
                                           : GraphView::tr("Draw all copies of this block\tEnter")),
                     &QAction::triggered, &self, [this, block] { Q_EMIT self.blockToggled(block); });
  }
  if (node >= 0) {
    const auto& item = network.items[static_cast<std::size_t>(node)];
    const QString closed = QString::fromStdString(item.closedScope);
    if (!closed.isEmpty()) {
      QObject::connect(menu.addAction(GraphView::tr("Open \u201c%1\u201d\tEnter").arg(closed)), &QAction::triggered,
                       &self, [this, closed] { Q_EMIT self.scopeOpened(closed); });
    }
    QString scope = QString::fromStdString(item.scope);
    if (!closed.isEmpty()) scope = scope.left(std::max<qsizetype>(0, scope.lastIndexOf(QLatin1Char('/'))));
    while (!scope.isEmpty()) {
      QObject::connect(menu.addAction(GraphView::tr("Draw \u201c%1\u201d as one box").arg(scope)), &QAction::triggered,
                       &self, [this, scope] { Q_EMIT self.scopeClosed(scope); });
      scope = scope.left(std::max<qsizetype>(0, scope.lastIndexOf(QLatin1Char('/'))));
    }
  }
  QObject::connect(menu.addAction(GraphView::tr("Draw all blocks in full")), &QAction::triggered, &self,
                   [this] { Q_EMIT self.allBlocksToggled(true); });
  QObject::connect(menu.addAction(GraphView::tr("Draw equal blocks once")), &QAction::triggered, &self,
                   [this] { Q_EMIT self.allBlocksToggled(false); });
}

void GraphView::Impl::showMenu(const QPoint& globalPosition) {
  if (canvas->isEmpty()) return;
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(GraphView::tr("Show everything\tF")), &QAction::triggered, &self,
                   [this] { canvas->fit(); });
  QObject::connect(menu->addAction(GraphView::tr("Natural size\t0")), &QAction::triggered, &self,
                   [this] { canvas->showNaturalSize(); });
  auto* map = menu->addAction(GraphView::tr("Overview map\tM"));
  map->setCheckable(true);
  map->setChecked(overview->wanted());
  QObject::connect(map, &QAction::triggered, &self, [this](bool on) { overview->setWanted(on); });
  QObject::connect(menu->addAction(GraphView::tr("Find\u2026\tCtrl+F")), &QAction::triggered, &self,
                   [this] { self.showFind(); });
  addBlockActions(*menu);
  menu->addSeparator();
  QObject::connect(menu->addAction(GraphView::tr("Save image\u2026")), &QAction::triggered, &self,
                   [this] { self.askAndSave(); });
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
  const int legendHeight = canvas->look().heat ? kLegendHeight : 0;
  if (titleHeight > 0) {
    painter.setFont(title->font());
    painter.setPen(colours.text);
    painter.drawText(QRect(10, 0, size.width() - 20, titleHeight),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(title->font()).elidedText(fullTitle, Qt::ElideRight, size.width() - 20));
  }
  canvas->setBestQuality(true);
  canvas->scene()->render(&painter, QRectF(0, titleHeight, size.width(), size.height() - titleHeight - legendHeight),
                          canvas->graphRect());
  canvas->setBestQuality(false);
  if (legendHeight > 0) {
    painter.setFont(self.font());
    paintHeatLegend(painter, QRectF(10, size.height() - legendHeight, size.width() - 20, legendHeight),
                    *canvas->look().heat, self.palette());
  }
  return painter.end();
}

GraphView::GraphView(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {}

GraphView::~GraphView() = default;

void GraphView::setGraph(const NetworkView& view, const GraphLayout& layout, const QString& title, bool sameNetwork) {
  if (view.items.empty()) {
    clear(tr("This network has no operators."));
    return;
  }
  m_impl->pages->setCurrentWidget(m_impl->canvas);
  m_impl->setTitle(title);
  m_impl->marked.clear();
  setHeat(std::nullopt);
  m_impl->engine = QString::fromStdString(layout.engine);
  m_impl->footer->show();
  m_impl->canvas->setGraph(view, layout, sameNetwork);
  m_impl->find->setNetwork(m_impl->canvas->network());
  m_impl->overview->invalidate();
  m_impl->note->setVisible(!layout.engine.empty());
  m_impl->updateNote();
  setAccessibleName(title.isEmpty() ? tr("Network graph") : tr("Network graph: %1").arg(title));
  m_impl->canvas->setAccessibleName(accessibleName());
  m_impl->announce(m_impl->canvas->currentNode());
}

void GraphView::clear(const QString& emptyText) {
  setHeat(std::nullopt);
  m_impl->canvas->clearGraph();
  m_impl->find->setNetwork(m_impl->canvas->network());
  m_impl->setTitle({});
  m_impl->footer->hide();
  m_impl->engine.clear();
  m_impl->empty->setText(emptyText);
  m_impl->pages->setCurrentWidget(m_impl->empty);
  setAccessibleName(tr("Network graph"));
  setAccessibleDescription(emptyText);
}

bool GraphView::isEmpty() const {
  return m_impl->canvas->isEmpty();
}

void GraphView::setHeat(std::optional<GraphHeat> heat) {
  m_impl->legend->setVisible(heat.has_value());
  m_impl->legend->setAccessibleName(heat ? heatLegendText(*heat) : QString());
  m_impl->legend->setToolTip(heat ? heatLegendText(*heat) : QString());
  m_impl->canvas->setHeat(std::move(heat));
  m_impl->legend->update();
  m_impl->overview->invalidate();
}

void GraphView::setExpandable(bool expandable) {
  m_impl->canvas->setExpandable(expandable);
}

void GraphView::fit() {
  m_impl->canvas->fit();
}

void GraphView::showFind() {
  if (!isEmpty()) m_impl->find->open();
}

int GraphView::currentItem() const {
  return m_impl->canvas->currentNode();
}

void GraphView::setCurrentItem(int item) {
  if (item < 0) {
    m_impl->canvas->setCurrentNode(-1);
  } else if (item != currentItem()) {
    m_impl->canvas->showNode(item);
  }
}

void GraphView::setMarked(const std::vector<int>& items) {
  m_impl->marked = items;
  if (m_impl->find->isHidden()) m_impl->canvas->setMarked(items);
}

bool GraphView::saveImage(const QString& path) {
  if (m_impl->canvas->isEmpty()) return false;
  QSizeF size = m_impl->canvas->graphRect().size() * kPixelsPerPoint;
  size *= std::min(1.0, kLongestSide / std::max(size.width(), size.height()));
  const int titleHeight = m_impl->fullTitle.isEmpty() ? 0 : m_impl->title->height();
  const bool heat = m_impl->canvas->look().heat.has_value();
  int width = static_cast<int>(size.width() + 0.5);
  if (heat) width = std::max(width, kLegendWidth);
  const QSize whole(width, static_cast<int>(size.height() + 0.5) + titleHeight + (heat ? kLegendHeight : 0));
  return saveImageFile(path, whole, [this, whole](QPaintDevice& device, ImageFormat /*format*/, double scale) {
    return m_impl->paint(device, scale, whole);
  });
}

void GraphView::askAndSave() {
  askAndSaveImage(this, QStringLiteral("network"), [this](const QString& path) { return saveImage(path); });
}

void GraphView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void GraphView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_impl->elideTitle();
}

void GraphView::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope

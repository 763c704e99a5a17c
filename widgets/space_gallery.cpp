#include "widgets/space_gallery.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "widgets/count_text.h"
#include "widgets/icons.h"
#include "widgets/text.h"
#include "widgets/thumbnail_cache.h"

namespace pscope {

namespace {

constexpr QSize kCard(292, 168);
constexpr QSize kPicture(88, 144);

enum GalleryRole { NameRole = Qt::UserRole, SizeRole, SummaryRole, TagsRole, SearchRole };

/// A card with a picture, a title, the size, tags and a summary.
class CardDelegate : public QStyledItemDelegate {
 public:
  CardDelegate(ThumbnailCache& thumbnails, const std::map<QString, Space>& spaces, QObject* parent)
      : QStyledItemDelegate(parent), m_thumbnails(thumbnails), m_spaces(spaces) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return kCard; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QPalette& palette = option.palette;
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QRectF card = QRectF(option.rect).adjusted(6, 6, -6, -6);
    painter->setPen(QPen(selected  ? palette.color(QPalette::Highlight)
                         : hovered ? palette.color(QPalette::Dark)
                                   : palette.color(QPalette::Mid),
                         selected ? 2 : 1));
    painter->setBrush(palette.color(QPalette::Base));
    painter->drawRoundedRect(card, 8, 8);
    const QRect picture(static_cast<int>(card.left()) + 8, static_cast<int>(card.top()) + 6, kPicture.width(),
                        static_cast<int>(card.height()) - 12);
    paintPicture(*painter, picture, index.data(NameRole).toString(), option);
    const double left = picture.right() + 10;
    const double width = card.right() - left - 10;
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(palette.color(QPalette::Text));
    const auto elided = [painter](const QString& text, double room) {
      return painter->fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(room));
    };
    painter->drawText(QRectF(left, card.top() + 8, width, 20), Qt::AlignLeft | Qt::AlignVCenter,
                      elided(index.data(Qt::DisplayRole).toString(), width));
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.87);
    painter->setFont(small);
    painter->setPen(palette.color(QPalette::Link));
    painter->drawText(QRectF(left, card.top() + 28, width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                      elided(index.data(SizeRole).toString(), width));
    painter->setPen(palette.color(QPalette::Text));
    const QRectF body(left, card.top() + 48, width, card.height() - 72);
    painter->drawText(body, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(SummaryRole).toString());
    painter->setPen(palette.color(QPalette::PlaceholderText));
    painter->drawText(QRectF(left, card.bottom() - 24, width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                      elided(index.data(TagsRole).toString(), width));
    painter->restore();
  }

 private:
  void paintPicture(QPainter& painter, const QRect& rect, const QString& name,
                    const QStyleOptionViewItem& option) const {
    const auto space = m_spaces.find(name);
    if (space == m_spaces.end()) {
      themedIcon(name.isEmpty() ? "add" : "space", option.palette).paint(&painter, rect.adjusted(22, 40, -22, -40));
      return;
    }
    const auto first = space->second.design(0);
    if (!first) return;
    const QPixmap picture = m_thumbnails.thumbnail(space->second, *first, "deploy", kPicture, option.palette,
                                                   painter.device()->devicePixelRatioF());
    if (picture.isNull()) return;
    const QSizeF size = picture.size() / picture.devicePixelRatio();
    painter.drawPixmap(QPointF(rect.center().x() - size.width() / 2, rect.center().y() - size.height() / 2), picture);
  }

  ThumbnailCache& m_thumbnails;
  const std::map<QString, Space>& m_spaces;
};

}  // namespace

SpaceGallery::SpaceGallery(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent),
      m_thumbnails(thumbnails),
      m_filter(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this)),
      m_return(new QPushButton(tr("Back to the space"), this)),
      m_count(new QLabel(this)) {
  setObjectName(QStringLiteral("spaceGallery"));
  auto* title = new QLabel(tr("Begin with a template"), this);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.6);
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  auto* subtitle = new QLabel(tr("A published family, to be changed as you like, or an empty space. Templates are "
                                 "never changed themselves."),
                              this);
  subtitle->setForegroundRole(QPalette::PlaceholderText);
  m_filter->setObjectName(QStringLiteral("galleryFilter"));
  m_filter->setPlaceholderText(tr("Find by name, tag or word"));
  m_filter->setAccessibleName(tr("Find a template"));
  m_filter->setClearButtonEnabled(true);
  m_filter->setMaximumWidth(320);
  m_list->setObjectName(QStringLiteral("galleryList"));
  m_list->setAccessibleName(tr("Templates"));
  m_list->setModel(m_model);
  m_list->setViewMode(QListView::IconMode);
  m_list->setResizeMode(QListView::Adjust);
  m_list->setMovement(QListView::Static);
  m_list->setUniformItemSizes(true);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMouseTracking(true);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->viewport()->setBackgroundRole(QPalette::Window);
  m_count->setForegroundRole(QPalette::PlaceholderText);
  auto* open = new QPushButton(tr("Open a file…"), this);
  open->setObjectName(QStringLiteral("galleryOpen"));
  connect(open, &QPushButton::clicked, this, &SpaceGallery::openRequested);
  m_return->setObjectName(QStringLiteral("galleryReturn"));
  connect(m_return, &QPushButton::clicked, this, &SpaceGallery::returnRequested);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  row->addWidget(m_filter, 1);
  row->addWidget(m_count);
  row->addStretch(1);
  row->addWidget(m_return);
  row->addWidget(open);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 20, 24, 8);
  layout->setSpacing(8);
  layout->addWidget(title);
  layout->addWidget(subtitle);
  layout->addLayout(row);
  layout->addWidget(m_list, 1);
  connect(m_filter, &QLineEdit::textChanged, this, &SpaceGallery::filter);
  connect(m_filter, &QLineEdit::returnPressed, this, [this] {
    for (int i = 0; i < m_model->rowCount(); ++i) {
      if (!m_list->isRowHidden(i)) return Q_EMIT chosen(m_model->index(i, 0).data(NameRole).toString());
    }
  });
  connect(m_list, &QListView::clicked, this,
          [this](const QModelIndex& index) { Q_EMIT chosen(index.data(NameRole).toString()); });
  connect(m_list, &QListView::activated, this,
          [this](const QModelIndex& index) { Q_EMIT chosen(index.data(NameRole).toString()); });
  connect(&m_thumbnails, &ThumbnailCache::ready, m_list->viewport(), qOverload<>(&QWidget::update));
  offerReturn(false);
}

void SpaceGallery::offerReturn(bool offered) {
  m_return->setVisible(offered);
}
void SpaceGallery::focusFilter() {
  m_filter->setFocus();
}

void SpaceGallery::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  fill();
}

void SpaceGallery::fill() {
  if (std::exchange(m_filled, true)) return;
  auto* empty = new QStandardItem(tr("Empty space"));
  empty->setData(QString(), NameRole);
  empty->setData(tr("no designs yet"), SizeRole);
  empty->setData(tr("Begin from nothing: the editor says what to add first."), SummaryRole);
  m_model->appendRow(empty);
  for (const auto& family : builtInFamilies()) {
    const QString name = toQString(family.name);
    if (const auto space = openSpace(family.name); space.ok()) m_spaces.insert_or_assign(name, space.value());
    const auto found = m_spaces.find(name);
    if (found == m_spaces.end()) continue;
    auto* item = new QStandardItem(toQString(found->second.title()));
    item->setData(name, NameRole);
    item->setData(tr("%1 designs").arg(shortCountText(family.size)), SizeRole);
    item->setData(toQString(family.summary), SummaryRole);
    QStringList tags;
    for (const auto* words : {&family.tags.family, &family.tags.category}) {
      for (const auto& word : *words) tags << toQString(word);
    }
    item->setData(tags.join(QStringLiteral(" · ")), TagsRole);
    item->setToolTip(
        QStringLiteral("%1\n%2 (%3)")
            .arg(item->data(SummaryRole).toString(), name, tr("%1 designs").arg(groupedDigits(family.size))));
    m_model->appendRow(item);
  }
  m_list->setItemDelegate(new CardDelegate(m_thumbnails, m_spaces, m_list));
  filter(m_filter->text());
}

void SpaceGallery::filter(const QString& text) {
  int shown = 0;
  for (int i = 0; i < m_model->rowCount(); ++i) {
    const auto index = m_model->index(i, 0);
    bool fits = true;
    for (const auto& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
      bool any = false;
      for (const int role : {int(Qt::DisplayRole), int(NameRole), int(SummaryRole), int(TagsRole)}) {
        any = any || index.data(role).toString().contains(word, Qt::CaseInsensitive);
      }
      fits = fits && any;
    }
    m_list->setRowHidden(i, !fits);
    shown += fits ? 1 : 0;
  }
  m_count->setText(tr("%n template(s)", nullptr, shown));
}

void SpaceGallery::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) update();
}

}  // namespace pscope

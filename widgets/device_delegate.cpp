#include "widgets/device_delegate.h"

#include <QPainter>

#include "widgets/device_library.h"
#include "widgets/device_text.h"

namespace pscope {

QSize DeviceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  return {120, 2 * QFontMetrics(option.font).height() + 12};
}

void DeviceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem plain = option;
  initStyleOption(&plain, index);
  plain.text.clear();
  option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
  const QRect text = option.rect.adjusted(10, 5, -8, -5);
  const QFontMetrics metrics(option.font);
  painter->save();
  QFont bold = option.font;
  bold.setWeight(QFont::DemiBold);
  painter->setFont(bold);
  painter->setPen(option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
  painter->drawText(QRect(text.left(), text.top(), text.width(), metrics.height() + 1),
                    Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
  painter->setFont(option.font);
  if (!selected) painter->setPen(option.palette.color(group, QPalette::PlaceholderText));
  if (index.data(DeviceLibrary::ProblemRole).toBool() && !selected) {
    painter->setPen(evidenceColour(QStringLiteral("E"), option.palette));
  }
  painter->drawText(
      QRect(text.left(), text.bottom() - metrics.height(), text.width(), metrics.height() + 1),
      Qt::AlignLeft | Qt::AlignVCenter,
      metrics.elidedText(index.data(DeviceLibrary::SubtitleRole).toString(), Qt::ElideRight, text.width()));
  painter->restore();
}

}  // namespace pscope

#pragma once

#include <QStyledItemDelegate>

namespace pscope {

/// An entry of the list of devices: its name and, below it in the muted colour, family and origin.
class DeviceDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace pscope

#pragma once

#include <QLabel>

namespace pscope {

/// One line of plain text that gives way to its neighbours: what does not fit is cut with an ellipsis and is in the
/// tooltip. Screen readers have the whole text.
/// @thread the window's
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  using QLabel::QLabel;

  QSize minimumSizeHint() const override;
  bool event(QEvent* event) override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString shownText() const;
};

}  // namespace pscope

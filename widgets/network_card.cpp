#include "widgets/network_card.h"

#include <QEnterEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "viz/colours.h"
#include "viz/plot_look.h"
#include "widgets/text.h"

namespace pscope {

/// The shape of a network without words: boxes in the operators' colours, from left to right.
class NetworkPicture : public QWidget {
 public:
  explicit NetworkPicture(QWidget* parent) : QWidget(parent) {
    setMinimumSize(120, 56);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_TransparentForMouseEvents);
  }
  QSize sizeHint() const override { return {220, 96}; }

  void set(const NetworkView& view, const GraphLayout& layout) {
    m_view = view;
    m_layout = layout;
    m_text.clear();
    update();
  }
  void clear(const QString& text) {
    m_view = {};
    m_text = text;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Colours colours = Colours::of(palette());
    if (m_view.items.empty()) return drawCentred(painter, rect(), colours.mutedText, m_text);
    painter.setRenderHint(QPainter::Antialiasing);
    // The layout runs downwards; turned by a quarter it runs to the right, as a card is wider than high, and a long
    // network goes on in the next line, like text.
    const QRectF room = QRectF(rect()).adjusted(4, 4, -4, -4);
    const double length = std::max(1.0, m_layout.height);
    const double breadth = std::max(1.0, m_layout.width);
    int lines = 1;
    double scale = 0;
    for (int tried = 1; tried <= kMostLines; ++tried) {
      const double fitting =
          std::min({room.width() * tried / length, room.height() / (breadth * tried + kLineGap * (tried - 1)), 0.7});
      if (fitting <= scale * 1.02) continue;
      scale = fitting;
      lines = tried;
    }
    const double lineLength = lines == 1 ? length * scale : room.width();
    const double lineHeight = (breadth + kLineGap) * scale;
    const double top = room.center().y() - (lineHeight * lines - kLineGap * scale) / 2;
    const double left = room.center().x() - lineLength / 2;
    for (int line = 0; line < lines; ++line) {
      painter.save();
      if (lines > 1) painter.setClipRect(QRectF(left, top + line * lineHeight - 1, lineLength, lineHeight));
      painter.translate(left - line * lineLength, top + line * lineHeight);
      paintGraph(painter, scale, colours);
      painter.restore();
    }
  }

 private:
  static constexpr int kMostLines = 6;
  static constexpr double kLineGap = 26;  ///< in points of the layout

  void paintGraph(QPainter& painter, double scale, const Colours& colours) const {
    const auto at = [&](const GraphLayout::Point& p) { return QPointF(p.y * scale, p.x * scale); };
    painter.setPen(QPen(colours.axis, std::clamp(scale * 1.6, 0.6, 1.4)));
    painter.setBrush(Qt::NoBrush);
    for (const auto& route : m_layout.routes) {
      if (route.empty()) continue;
      QPainterPath path(at(route.front()));
      for (std::size_t i = 1; i + 2 < route.size(); i += 3) {
        path.cubicTo(at(route[i]), at(route[i + 1]), at(route[i + 2]));
      }
      painter.drawPath(path);
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_view.items.size() && i < m_layout.centres.size(); ++i) {
      const auto& item = m_view.items[i];
      const QPointF centre = at(m_layout.centres[i]);
      const double width = std::max(2.5, item.height * scale);
      const double height = std::max(3.0, item.width * scale * 0.8);
      painter.setBrush(QColor(toQString(item.colour)));
      const double radius = std::min({3.0, width / 3, height / 3});
      painter.drawRoundedRect(QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height), radius, radius);
    }
  }

  NetworkView m_view;
  GraphLayout m_layout;
  QString m_text;
};

NetworkCard::NetworkCard(const QString& title, QWidget* parent)
    : QFrame(parent), m_title(title), m_picture(new NetworkPicture(this)), m_grid(new QGridLayout) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(title);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  auto* label = new QLabel(title, this);
  QFont font = label->font();
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  label->setMinimumHeight(fontMetrics().height() + 4);  // as high as a button beside it
  m_note = new QLabel(this);
  m_note->setForegroundRole(QPalette::PlaceholderText);
  m_head = new QHBoxLayout;
  m_head->setSpacing(6);
  m_head->addWidget(label);
  m_head->addWidget(m_note, 1);
  m_grid->setHorizontalSpacing(10);
  m_grid->setVerticalSpacing(2);
  m_grid->setColumnStretch(0, 1);
  m_layout = new QVBoxLayout(this);
  m_layout->setContentsMargins(12, 8, 12, 10);
  m_layout->setSpacing(6);
  m_layout->addLayout(m_head);
  m_layout->addWidget(m_picture, 1);
  m_layout->addLayout(m_grid);
  setBackgroundRole(QPalette::Base);
}

QToolButton* NetworkCard::addButton(const QString& text, const QString& tooltip) {
  auto* button = new QToolButton(this);
  button->setText(text);
  button->setToolTip(tooltip);
  button->setAccessibleName(tooltip);
  button->setAutoRaise(true);
  button->setFixedSize(fontMetrics().height() + 8, fontMetrics().height() + 4);
  m_head->addWidget(button);
  return button;
}

void NetworkCard::setNote(const QString& note, const QString& tooltip) {
  m_note->setText(note);
  m_note->setToolTip(tooltip);
}

void NetworkCard::setRows(const std::vector<Row>& rows) {
  while (m_rows.size() < rows.size()) {
    auto* name = new QLabel(this);
    name->setForegroundRole(QPalette::PlaceholderText);
    auto* value = new QLabel(this);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int row = static_cast<int>(m_rows.size());
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(value, row, 1);
    m_rows.emplace_back(name, value);
  }
  QString spoken;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    const bool used = i < rows.size();
    m_rows[i].first->setVisible(used);
    m_rows[i].second->setVisible(used);
    if (!used) continue;
    m_rows[i].first->setText(rows[i].name);
    m_rows[i].second->setText(rows[i].value);
    m_rows[i].first->setToolTip(rows[i].tooltip);
    m_rows[i].second->setToolTip(rows[i].tooltip);
    spoken += rows[i].name + QStringLiteral(": ") + rows[i].value + QStringLiteral(". ");
  }
  setAccessibleDescription(spoken);
  constexpr int kNarrowest = 150;
  setMinimumWidth(std::max(kNarrowest, m_layout->minimumSize().width()));  // no figure is cut off
}

void NetworkCard::setPicture(const NetworkView& view, const GraphLayout& layout) {
  m_picture->set(view, layout);
}

void NetworkCard::clearPicture(const QString& text) {
  m_picture->clear(text);
}

void NetworkCard::setChoosable(bool choosable) {
  m_choosable = choosable;
  setCursor(choosable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void NetworkCard::mouseReleaseEvent(QMouseEvent* event) {
  if (m_choosable && event->button() == Qt::LeftButton && rect().contains(event->pos())) Q_EMIT chosen();
}

void NetworkCard::keyPressEvent(QKeyEvent* event) {
  const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
  if (!m_choosable || !chooses) return QFrame::keyPressEvent(event);
  Q_EMIT chosen();
}

void NetworkCard::enterEvent(QEnterEvent* event) {
  QFrame::enterEvent(event);
  update();
}

void NetworkCard::leaveEvent(QEvent* event) {
  QFrame::leaveEvent(event);
  update();
}

void NetworkCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Colours colours = Colours::of(palette());
  const bool hot = m_choosable && (underMouse() || hasFocus());
  painter.setPen(QPen(hot ? palette().color(QPalette::Highlight) : colours.grid, hasFocus() ? 2 : 1));
  painter.setBrush(colours.background);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

}  // namespace pscope

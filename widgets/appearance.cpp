#include "widgets/appearance.h"

#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

namespace pscope {

namespace {

struct Scheme {
  QRgb window, base, alternate, text, muted, button, border, highlight, highlightText, link, tooltip, disabled;
};

constexpr Scheme kLight{0xfff4f5f7, 0xffffffff, 0xfff7f8fa, 0xff1c2127, 0xff66707d, 0xfffbfcfd,
                        0xffc3c9d1, 0xff1769aa, 0xffffffff, 0xff1769aa, 0xffffffff, 0xff9aa2ad};
constexpr Scheme kDark{0xff2a2f37, 0xff1a1d22, 0xff20242a, 0xffe4e7eb, 0xff98a2af, 0xff30353d,
                       0xff454c56, 0xff3d8fd1, 0xffffffff, 0xff6cb6f2, 0xff30353d, 0xff6b7480};

QPalette paletteOf(const Scheme& scheme) {
  const auto colour = [](QRgb value) { return QColor(value); };
  QPalette palette(colour(scheme.button), colour(scheme.window));
  for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
    const bool off = group == QPalette::Disabled;
    const QColor text = colour(off ? scheme.disabled : scheme.text);
    palette.setColor(group, QPalette::Window, colour(scheme.window));
    palette.setColor(group, QPalette::Base, colour(off ? scheme.window : scheme.base));
    palette.setColor(group, QPalette::AlternateBase, colour(scheme.alternate));
    palette.setColor(group, QPalette::Button, colour(scheme.button));
    palette.setColor(group, QPalette::WindowText, text);
    palette.setColor(group, QPalette::Text, text);
    palette.setColor(group, QPalette::ButtonText, text);
    palette.setColor(group, QPalette::PlaceholderText, colour(off ? scheme.disabled : scheme.muted));
    palette.setColor(group, QPalette::BrightText, Qt::white);
    palette.setColor(group, QPalette::Highlight, colour(off ? scheme.border : scheme.highlight));
    palette.setColor(group, QPalette::HighlightedText, colour(scheme.highlightText));
    palette.setColor(group, QPalette::Link, colour(scheme.link));
    palette.setColor(group, QPalette::LinkVisited, colour(scheme.link));
    palette.setColor(group, QPalette::ToolTipBase, colour(scheme.tooltip));
    palette.setColor(group, QPalette::ToolTipText, colour(scheme.text));
    const bool dark = colour(scheme.window).lightness() < 128;
    palette.setColor(group, QPalette::Light, dark ? colour(scheme.button).lighter(115) : QColor(Qt::white));
    palette.setColor(group, QPalette::Midlight, colour(scheme.button));
    palette.setColor(group, QPalette::Mid, colour(scheme.border));
    palette.setColor(group, QPalette::Dark, dark ? QColor(0x12, 0x14, 0x18) : colour(scheme.border).darker(110));
    palette.setColor(group, QPalette::Shadow, dark ? QColor(0x08, 0x09, 0x0b) : QColor(0x8d, 0x95, 0xa0));
  }
  return palette;
}

/// Fusion draws the rim of a check box darker than the window: on a dark one nobody sees an empty box.
class VisibleBoxes : public QProxyStyle {
 public:
  using QProxyStyle::QProxyStyle;
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) return;
    if (option->palette.color(QPalette::Window).lightness() >= 128) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(option->palette.color(QPalette::PlaceholderText));
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
  }
};

}  // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent), m_systemIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128) {
  QApplication::setStyle(new VisibleBoxes(QStyleFactory::create(QStringLiteral("Fusion"))));
  setTheme(Theme::System);
}

void Appearance::setTheme(Theme theme) {
  m_theme = theme;
  const bool dark = theme == Theme::Dark || (theme == Theme::System && m_systemIsDark);
  QApplication::setPalette(dark ? darkPalette() : lightPalette());
  Q_EMIT changed();
}

QPalette Appearance::lightPalette() {
  return paletteOf(kLight);
}
QPalette Appearance::darkPalette() {
  return paletteOf(kDark);
}

}  // namespace pscope

#include "viz/colours.h"

#include <QPalette>

namespace pscope {
namespace {

/// `share` of `over` mixed into `under`.
QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
  return {channel(under.red(), over.red()), channel(under.green(), over.green()), channel(under.blue(), over.blue())};
}

}  // namespace

bool Colours::isDark(const QPalette& palette) {
  return palette.color(QPalette::Active, QPalette::Base).lightness() <
         palette.color(QPalette::Active, QPalette::Text).lightness();
}

// The hues are those of Okabe and Ito, "Color Universal Design", 2008; on dark grounds their lighter members take over.
Colours Colours::of(const QPalette& palette) {
  const bool dark = isDark(palette);
  Colours c;
  c.background = palette.color(QPalette::Active, QPalette::Base);
  c.panel = palette.color(QPalette::Active, QPalette::Window);
  c.text = palette.color(QPalette::Active, QPalette::Text);
  c.mutedText = mixed(c.text, c.background, 0.36);
  c.grid = mixed(c.background, c.text, dark ? 0.12 : 0.10);
  c.axis = mixed(c.background, c.text, 0.45);
  c.dominated = mixed(c.background, c.text, dark ? 0.58 : 0.50);
  c.front = dark ? QColor(0x56, 0xB4, 0xE9) : QColor(0x00, 0x72, 0xB2);
  c.infeasible = dark ? QColor(0xF0, 0x80, 0x3C) : QColor(0xD5, 0x5E, 0x00);
  c.selection = dark ? QColor(0xF0, 0xE4, 0x42) : QColor(0xE6, 0x9F, 0x00);
  c.bound = dark ? QColor(0xD9, 0x8F, 0xB9) : QColor(0xA8, 0x4E, 0x80);
  c.band = dark ? QColor(0x2F, 0xC4, 0x98) : QColor(0x00, 0x9E, 0x73);
  c.curve = c.front;
  return c;
}

}  // namespace pscope

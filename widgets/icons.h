#pragma once

#include <QIcon>

class QPalette;

namespace pscope {

/// A line icon of resources/icons in the text colour of the palette, dimmed where disabled; ask again on
/// QEvent::PaletteChange. An unknown name gives an empty icon.
QIcon themedIcon(const char* name, const QPalette& palette);
/// The program's own icon.
QIcon programIcon();

}  // namespace pscope

#pragma once

#include <QObject>
#include <QPalette>

namespace pscope {

/// Light and dark: the Fusion style with palettes of our own. "System" follows the palette that the desktop gave.
/// @thread the window's; one for the program, made after QApplication
class Appearance : public QObject {
  Q_OBJECT
 public:
  enum class Theme { System, Light, Dark };

  explicit Appearance(QObject* parent = nullptr);

  void setTheme(Theme theme);
  Theme theme() const { return m_theme; }

  static QPalette lightPalette();
  static QPalette darkPalette();

 Q_SIGNALS:
  void changed();

 private:
  bool m_systemIsDark = false;
  Theme m_theme = Theme::System;
};

}  // namespace pscope

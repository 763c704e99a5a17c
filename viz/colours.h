#pragma once

#include <QColor>

#include "core/record/candidate.h"

class QPalette;

namespace pscope {

/// Colours of plots and graphs, from the palette of the widget (light or dark); colour-blind safe (Okabe and Ito 2008).
struct Colours {
  QColor background, panel, text, mutedText, grid, axis;
  QColor dominated, front, infeasible, selection, bound, band, curve;

  static Colours of(const QPalette& palette);
  static bool isDark(const QPalette& palette);
};

}  // namespace pscope

#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/data/data_source.h"

namespace pscope {

/// A font file that the glyphs are drawn from.
struct GlyphFont {
  const char* file;     ///< below the folder of fonts
  const char* package;  ///< the Debian package that holds it
  bool test;            ///< its letters are in the test split only
};
/// Every font, in the order of drawing. Changing the list changes the data.
std::span<const GlyphFont> glyphFonts();

struct GlyphOptions {
  std::string fontFolder = "/usr/share/fonts";
  std::string cacheFolder;  ///< empty: XDG_CACHE_HOME/paretoscope or ~/.cache/paretoscope
  int trainImages = 12'000;
  int testImages = 2'000;
};

/// The built-in recognition task: ten letters, capital and small, 28x28 pixels of one channel, in many typefaces.
///
/// Each image is one letter of one font: varied size, place, rotation, shear, slant, stroke weight, contrast, on
/// a background with a gradient, a stray stroke now and then, and noise. All draws come from one generator
/// of our own, geometry is rounded to FreeType's 26.6 fixed point before it rasterises (no hinting): the same font
/// files give the same bytes everywhere. Images are kept in the cache folder under a hash of the font files; a cache
/// that cannot be read or written is drawn again, never an error.
/// @return  train: trainImages images in which letters take turns; test: other fonts, only when asked for
/// @error NotFound  a font is missing: names the file, the package and how to install it
/// @error Unsupported  a font lacks a letter;  Cancelled
/// @thread any    @cost about 0.5 s to draw, a few ms from the cache
Result<DataSource> readGlyphs(const GlyphOptions& options, bool withTest, const JobContext& job);
DataInfo describeGlyphs();

}  // namespace pscope

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/rng.h"

namespace pscope {

inline constexpr int kGlyphSide = 28;
using GlyphImage = std::array<std::uint8_t, kGlyphSide * kGlyphSide>;

/// One font, opened from its bytes. @thread one at a time
class GlyphFace {
 public:
  /// @param bytes  of the font file; kept     @error Unsupported  FreeType cannot read it (names the file)
  static Result<GlyphFace> open(std::string bytes, const std::string& file);
  GlyphFace(GlyphFace&& other) noexcept;
  ~GlyphFace();

  /// Draws one letter with everything that varies drawn from `rng`. @error Unsupported  the font lacks it
  Result<GlyphImage> draw(char letter, Rng& rng);

 private:
  struct Impl;
  explicit GlyphFace(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope

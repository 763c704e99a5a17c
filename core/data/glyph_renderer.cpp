#include "core/data/glyph_renderer.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

/// How much the images vary. These numbers are part of the data: changing one changes every image.
constexpr double kMinHeight = 15;  ///< of the letter's larger side, pixels
constexpr double kMaxHeight = 24;
constexpr double kRotation = 0.24;  ///< largest, radians (14 degrees)
constexpr double kShear = 0.22;     ///< largest slant
constexpr double kStretch = 0.20;   ///< largest relative change of the width
constexpr double kShift = 2.5;      ///< largest, pixels
constexpr double kThin = -0.4;      ///< change of stroke weight, pixels
constexpr double kThick = 1.1;
constexpr double kMinContrast = 0.45;  ///< of 1
constexpr double kNoise = 0.09;        ///< largest standard deviation
constexpr double kStroke = 0.20;       ///< share of images with a stray stroke

double between(Rng& rng, double low, double high) {
  return low + (high - low) * rng.uniform();
}

/// Standard normal by the sum of twelve uniforms: only additions, hence the same on every machine.
double noise(Rng& rng) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += rng.uniform();
  return sum;
}

struct Affine {
  double xx, xy, yx, yy;
};

/// Rotation after slant after stretch. Sine and cosine come from the tangent of half the angle, by division alone.
Affine drawnTransform(Rng& rng) {
  const double t = between(rng, -kRotation, kRotation) / 2;
  const double cosine = (1 - t * t) / (1 + t * t);
  const double sine = 2 * t / (1 + t * t);
  const double slant = between(rng, -kShear, kShear);
  const double stretch = 1 + between(rng, -kStretch, kStretch);
  return {cosine * stretch, cosine * slant - sine, sine * stretch, sine * slant + cosine};
}

struct Box {
  double left, right, bottom, top;
};

Box boxOf(const std::vector<std::array<double, 2>>& points) {
  Box box{points[0][0], points[0][0], points[0][1], points[0][1]};
  for (const auto& [x, y] : points) {
    box.left = std::min(box.left, x);
    box.right = std::max(box.right, x);
    box.bottom = std::min(box.bottom, y);
    box.top = std::max(box.top, y);
  }
  return box;
}

/// Places the outline (font units) in the image (26.6 pixels), size, place and shape drawn from `rng`.
void place(FT_Outline& outline, Rng& rng) {
  const Affine shape = drawnTransform(rng);
  std::vector<std::array<double, 2>> points(static_cast<std::size_t>(outline.n_points));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = static_cast<double>(outline.points[i].x);
    const auto y = static_cast<double>(outline.points[i].y);
    points[i] = {shape.xx * x + shape.xy * y, shape.yx * x + shape.yy * y};
  }
  const Box box = boxOf(points);
  const double larger = std::max({box.right - box.left, box.top - box.bottom, 1.0});
  const double scale = between(rng, kMinHeight, kMaxHeight) / larger;
  const double centreX = kGlyphSide / 2.0 + between(rng, -kShift, kShift);
  const double centreY = kGlyphSide / 2.0 + between(rng, -kShift, kShift);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = (points[i][0] - (box.left + box.right) / 2) * scale + centreX;
    const double y = (points[i][1] - (box.bottom + box.top) / 2) * scale + centreY;
    outline.points[i].x = static_cast<FT_Pos>(std::floor(x * 64 + 0.5));
    outline.points[i].y = static_cast<FT_Pos>(std::floor(y * 64 + 0.5));
  }
  const auto weight = static_cast<FT_Pos>(std::floor(between(rng, kThin, kThick) * 64 + 0.5));
  FT_Outline_Embolden(&outline, weight);
  FT_Outline_Translate(&outline, -weight / 2, -weight / 2);
}

/// A straight stray stroke across the image, added to the coverage.
void addStroke(GlyphImage& coverage, Rng& rng) {
  const double x = between(rng, 0, kGlyphSide);
  const double y = between(rng, 0, kGlyphSide);
  const double t = between(rng, -1, 1);
  const double dx = (1 - t * t) / (1 + t * t);
  const double dy = 2 * t / (1 + t * t);
  const double half = between(rng, 0.3, 0.9);
  const double strength = between(rng, 80, 255);
  for (int row = 0; row < kGlyphSide; ++row) {
    for (int column = 0; column < kGlyphSide; ++column) {
      const double away = std::fabs((column + 0.5 - x) * dy - (row + 0.5 - y) * dx);
      const double covered = std::clamp(half + 0.5 - away, 0.0, 1.0) * strength;
      auto& pixel = coverage[static_cast<std::size_t>(row * kGlyphSide + column)];
      pixel = static_cast<std::uint8_t>(std::max<double>(pixel, std::floor(covered)));
    }
  }
}

/// From coverage to grey: bright ink on a darker ground, contrast, a background gradient, noise.
GlyphImage shaded(const GlyphImage& coverage, Rng& rng) {
  const double contrast = between(rng, kMinContrast, 1.0);
  const double background = between(rng, 0, 1 - contrast);
  const double ink = background + contrast;
  const double slopeX = between(rng, -0.3, 0.3) / kGlyphSide;
  const double slopeY = between(rng, -0.3, 0.3) / kGlyphSide;
  const double grain = between(rng, 0.01, kNoise);
  GlyphImage image{};
  for (int row = 0; row < kGlyphSide; ++row) {
    for (int column = 0; column < kGlyphSide; ++column) {
      const auto index = static_cast<std::size_t>(row * kGlyphSide + column);
      const double covered = coverage[index] / 255.0;
      double value = background + (ink - background) * covered;
      value += slopeX * (column - kGlyphSide / 2) + slopeY * (row - kGlyphSide / 2) + grain * noise(rng);
      image[index] = static_cast<std::uint8_t>(std::clamp(std::floor(value * 255 + 0.5), 0.0, 255.0));
    }
  }
  return image;
}

}  // namespace

struct GlyphFace::Impl {
  std::string bytes;
  std::string file;
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  ~Impl() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
};

GlyphFace::GlyphFace(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
GlyphFace::GlyphFace(GlyphFace&& other) noexcept = default;
GlyphFace::~GlyphFace() = default;

Result<GlyphFace> GlyphFace::open(std::string bytes, const std::string& file) {
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  impl->file = file;
  const auto* data = reinterpret_cast<const FT_Byte*>(impl->bytes.data());
  if (FT_Init_FreeType(&impl->library) != 0 ||
      FT_New_Memory_Face(impl->library, data, static_cast<FT_Long>(impl->bytes.size()), 0, &impl->face) != 0 ||
      FT_Select_Charmap(impl->face, FT_ENCODING_UNICODE) != 0) {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Data", "The font cannot be read."),
                     PSCOPE_TR_NOOP("Data", "Install its package again."), file);
  }
  return GlyphFace(std::move(impl));
}

Result<GlyphImage> GlyphFace::draw(char letter, Rng& rng) {
  const FT_UInt glyph = FT_Get_Char_Index(m_impl->face, static_cast<FT_ULong>(letter));
  if (glyph == 0 || FT_Load_Glyph(m_impl->face, glyph, FT_LOAD_NO_SCALE) != 0 ||
      m_impl->face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || m_impl->face->glyph->outline.n_points == 0) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Data", "The font has no letter %1.").arg(std::string(1, letter)),
                     PSCOPE_TR_NOOP("Data", "Install its package again."), m_impl->file);
  }
  FT_Outline& outline = m_impl->face->glyph->outline;
  place(outline, rng);
  GlyphImage coverage{};
  FT_Bitmap bitmap{};
  bitmap.rows = kGlyphSide;
  bitmap.width = kGlyphSide;
  bitmap.pitch = kGlyphSide;
  bitmap.buffer = coverage.data();
  bitmap.num_grays = 256;
  bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
  if (FT_Outline_Get_Bitmap(m_impl->library, &outline, &bitmap) != 0) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Data", "The font's letter %1 cannot be drawn.").arg(std::string(1, letter)),
                     PSCOPE_TR_NOOP("Data", "Install its package again."), m_impl->file);
  }
  if (rng.chance(kStroke)) addStroke(coverage, rng);
  return shaded(coverage, rng);
}

}  // namespace pscope

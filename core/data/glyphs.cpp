#include "core/data/glyphs.h"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/data/glyph_renderer.h"

namespace pscope {
namespace {

constexpr std::uint64_t kSeed = 0x91f5;                   ///< of every draw
constexpr const char* kVersion = "paretoscope glyphs 1";  ///< of the drawing: part of the cache's name
constexpr std::string_view kLetters = "ABDEGHNQRT";
constexpr std::size_t kMaxFontBytes = 32u << 20;

constexpr auto kFonts = std::to_array<GlyphFont>({
    {"truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core", false},
    {"truetype/dejavu/DejaVuSerif-Bold.ttf", "fonts-dejavu-core", false},
    {"truetype/dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core", false},
    {"truetype/liberation2/LiberationSans-Regular.ttf", "fonts-liberation2", false},
    {"truetype/liberation2/LiberationSerif-Italic.ttf", "fonts-liberation2", false},
    {"truetype/liberation2/LiberationMono-Bold.ttf", "fonts-liberation2", false},
    {"truetype/freefont/FreeSansBoldOblique.ttf", "fonts-freefont-ttf", false},
    {"truetype/freefont/FreeSerif.ttf", "fonts-freefont-ttf", false},
    {"truetype/freefont/FreeMono.ttf", "fonts-freefont-ttf", false},
    {"truetype/open-sans/OpenSans-Light.ttf", "fonts-open-sans", false},
    {"truetype/open-sans/OpenSans-CondBold.ttf", "fonts-open-sans", false},
    {"truetype/open-sans/OpenSans-ExtraBoldItalic.ttf", "fonts-open-sans", false},
    {"truetype/comfortaa/Comfortaa-Bold.ttf", "fonts-comfortaa", false},
    {"truetype/quicksand/Quicksand-Light.ttf", "fonts-quicksand", false},
    {"opentype/linux-libertine/LinLibertine_RI.otf", "fonts-linuxlibertine", false},
    {"opentype/linux-libertine/LinBiolinum_RB.otf", "fonts-linuxlibertine", false},
    {"truetype/inconsolata/Inconsolata.otf", "fonts-inconsolata", false},
    {"opentype/ebgaramond/EBGaramond12-Italic.otf", "fonts-ebgaramond", false},
    {"opentype/ebgaramond/EBGaramond12-Bold.otf", "fonts-ebgaramond", false},
    {"opentype/lobster/lobster.otf", "fonts-lobster", false},
    {"opentype/courier-prime/Courier Prime.otf", "fonts-courier-prime", false},
    {"opentype/jura/Jura-Regular.otf", "fonts-jura", false},
    {"opentype/yanone-kaffeesatz/YanoneKaffeesatz-Regular.otf", "fonts-yanone-kaffeesatz", false},
    {"opentype/roboto/slab/RobotoSlab-Bold.otf", "fonts-roboto-slab", false},
    {"opentype/roboto/slab/RobotoSlab-Thin.otf", "fonts-roboto-slab", false},
    {"truetype/ecolier-court/Ecolier-court.ttf", "fonts-ecolier-court", false},
    {"truetype/femkeklaver/femkeklaver.ttf", "fonts-femkeklaver", false},
    {"truetype/rufscript/Rufscript010.ttf", "fonts-rufscript", false},
    {"truetype/fonts-oldstandard/OldStandard-Regular.ttf", "fonts-oldstandard", true},
    {"truetype/fonts-oldstandard/OldStandard-Italic.ttf", "fonts-oldstandard", true},
    {"opentype/play/Play-Bold.otf", "fonts-play", true},
    {"opentype/cabin/Cabin-Regular.otf", "fonts-cabin", true},
    {"opentype/cabin/Cabin-BoldItalic.otf", "fonts-cabin", true},
    {"opentype/b612/B612Mono-Regular.otf", "fonts-b612", true},
    {"truetype/tuffy/Tuffy.ttf", "fonts-tuffy", true},
    {"truetype/gentium-basic/GenBasBI.ttf", "fonts-sil-gentium-basic", true},
    {"opentype/dancingscript/DancingScript-Regular.otf", "fonts-dancingscript", true},
});

struct FontFile {
  const GlyphFont* font;
  std::string path;
  std::string bytes;
};

Result<std::vector<FontFile>> readFonts(const std::string& folder) {
  std::vector<FontFile> fonts;
  std::string missing;  // every package at once, so that one command mends all
  std::string firstMissing;
  const char* firstPackage = "";
  for (const auto& font : kFonts) {
    std::string path = folder + "/" + font.file;
    auto bytes = readFile(path, kMaxFontBytes);
    if (!bytes.ok() && bytes.error().code != ErrorCode::NotFound) return std::move(bytes).error();
    if (bytes.ok()) {
      fonts.push_back({&font, std::move(path), std::move(bytes).value()});
      continue;
    }
    if (firstMissing.empty()) {
      firstMissing = path;
      firstPackage = font.package;
    }
    if (!missing.ends_with(font.package)) missing += std::string(missing.empty() ? "" : " ") + font.package;
  }
  if (firstMissing.empty()) return fonts;
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Data",
                                  "The font that the glyphs are drawn from is missing; it belongs to the "
                                  "package %1.")
                       .arg(firstPackage),
                   PSCOPE_TR_NOOP("Data", "Install it: apt install %1.").arg(missing), firstMissing);
}

std::string cacheFolder(const GlyphOptions& options) {
  if (!options.cacheFolder.empty()) return options.cacheFolder;
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') {
    return std::string(cache) + "/paretoscope";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return std::string(home) + "/.cache/paretoscope";
  }
  return "";
}

bool makeFolders(const std::string& path) {
  for (auto slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string part = path.substr(0, slash);
    if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST) return false;
    if (slash == std::string::npos) return true;
  }
}

/// Images of one split: letters take turns, so classes are of equal size; the font and everything else are drawn.
Result<ImageSet> drawSplit(std::vector<GlyphFace>& faces, int count, std::uint64_t seed, const JobContext& job) {
  ImageSet set;
  set.shape = {1, kGlyphSide, kGlyphSide};
  set.pixels.reserve(static_cast<std::size_t>(count) * kGlyphSide * kGlyphSide);
  for (int i = 0; i < count; ++i) {
    if (i % 100 == 0) {
      if (job.stop.stop_requested()) return cancelledError();
      job.report({i, count, "drawing glyphs", -1});
    }
    Rng rng(deriveSeed(seed, static_cast<std::uint64_t>(i)));
    const auto label = static_cast<std::uint8_t>(i % static_cast<int>(kLetters.size()));
    const char capital = kLetters[label];
    const char letter = rng.chance(0.5) ? capital : static_cast<char>(capital - 'A' + 'a');
    PSCOPE_TRY(const auto image, faces[static_cast<std::size_t>(rng.index(faces.size()))].draw(letter, rng));
    set.pixels.insert(set.pixels.end(), image.begin(), image.end());
    set.labels.push_back(label);
  }
  return set;
}

Result<ImageSet> drawSplit(std::vector<FontFile>& fonts, bool test, int count, const JobContext& job) {
  std::vector<GlyphFace> faces;
  for (auto& font : fonts) {
    if (font.font->test != test) continue;
    PSCOPE_TRY(auto face, GlyphFace::open(std::move(font.bytes), font.path));
    faces.push_back(std::move(face));
  }
  return drawSplit(faces, count, kSeed + (test ? 1 : 0), job);
}

/// The cache's file is its pixels, then 32 digits of their hash; labels follow from the order.
std::optional<ImageSet> readCache(const std::string& path, int count) {
  const auto size = static_cast<std::size_t>(count) * kGlyphSide * kGlyphSide;
  auto bytes = readFile(path, size + 32);
  if (!bytes.ok() || bytes.value().size() != size + 32) return std::nullopt;
  const std::string_view pixels = std::string_view(bytes.value()).substr(0, size);
  if (hashText(pixels) != std::string_view(bytes.value()).substr(size)) return std::nullopt;
  ImageSet set;
  set.shape = {1, kGlyphSide, kGlyphSide};
  set.pixels.assign(pixels.begin(), pixels.end());
  for (int i = 0; i < count; ++i)
    set.labels.push_back(static_cast<std::uint8_t>(i % static_cast<int>(kLetters.size())));
  return set;
}

void writeCache(const std::string& folder, const std::string& path, const ImageSet& set, const JobContext& job) {
  std::string bytes(set.pixels.begin(), set.pixels.end());
  bytes += hashText(bytes);
  if (!makeFolders(folder)) return job.log("The glyphs cannot be cached in " + folder + ".");
  if (const auto status = writeFileAtomically(path, bytes); !status.ok()) {
    job.log("The glyphs cannot be cached: " + status.error().text());
  }
}

Result<ImageSet> readSplit(std::vector<FontFile>& fonts, bool test, const GlyphOptions& options,
                           const JobContext& job) {
  const int count = test ? options.testImages : options.trainImages;
  std::string key = std::string(kVersion) + " " + std::to_string(count);
  for (const auto& font : fonts) {
    if (font.font->test == test) key += " " + hashText(font.bytes);
  }
  const std::string folder = cacheFolder(options);
  const std::string path = folder + "/glyphs-" + (test ? "test-" : "train-") + hashText(key) + ".bin";
  if (!folder.empty()) {
    if (auto cached = readCache(path, count)) return std::move(*cached);
  }
  PSCOPE_TRY(auto set, drawSplit(fonts, test, count, job));
  if (!folder.empty()) writeCache(folder, path, set, job);
  return set;
}

}  // namespace

std::span<const GlyphFont> glyphFonts() {
  return kFonts;
}

Result<DataSource> readGlyphs(const GlyphOptions& options, bool withTest, const JobContext& job) {
  PSCOPE_TRY(auto fonts, readFonts(options.fontFolder));
  DataSource source;
  for (const char letter : kLetters) source.classes.emplace_back(1, letter);
  source.hasTest = true;
  PSCOPE_TRY(source.train, readSplit(fonts, false, options, job));
  if (withTest) {
    PSCOPE_TRY(source.test, readSplit(fonts, true, options, job));
  }
  return source;
}

DataInfo describeGlyphs() {
  return {{1, kGlyphSide, kGlyphSide}, static_cast<int>(kLetters.size())};
}

}  // namespace pscope

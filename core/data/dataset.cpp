#include "core/data/dataset.h"

#include <sys/stat.h>

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/data/data_source.h"
#include "core/data/glyphs.h"

namespace pscope {
namespace {

constexpr std::uint64_t kTestSeed = 0x7e57;  ///< of the test split of data that bring none

ImageSet subset(const ImageSet& images, const std::vector<std::size_t>& indexes) {
  ImageSet part;
  part.shape = images.shape;
  const auto size = static_cast<std::size_t>(images.shape.elements());
  part.labels.reserve(indexes.size());
  part.pixels.resize(indexes.size() * size);
  auto target = part.pixels.begin();
  for (const auto index : indexes) {
    part.labels.push_back(images.labels[index]);
    target = std::copy_n(images.pixels.begin() + static_cast<std::ptrdiff_t>(index * size), size, target);
  }
  return part;
}

std::string_view bytesOf(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hashOf(const Dataset& data) {
  std::string parts = data.train.shape.text() + " " + std::to_string(data.classes.size());
  for (const auto* set : {&data.train, &data.validation}) {
    parts += " " + hashText(bytesOf(set->labels)) + " " + hashText(bytesOf(set->pixels));
  }
  return hashText(parts);
}

/// Mean and standard deviation of each channel, scale 0..1, from exact integer sums.
void describeChannels(Dataset& data) {
  const auto& shape = data.train.shape;
  const auto plane = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  const auto channels = static_cast<std::size_t>(shape.channels);
  std::vector<std::uint64_t> sums(channels), squares(channels);
  const auto* pixel = data.train.pixels.data();
  for (std::size_t image = 0; image < data.train.count(); ++image) {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      for (std::size_t i = 0; i < plane; ++i, ++pixel) {
        sums[channel] += *pixel;
        squares[channel] += static_cast<std::uint64_t>(*pixel) * *pixel;
      }
    }
  }
  const double count = static_cast<double>(plane) * static_cast<double>(data.train.count());
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const double mean = static_cast<double>(sums[channel]) / count / 255;
    const double square = static_cast<double>(squares[channel]) / count / 255 / 255;
    data.mean.push_back(static_cast<float>(mean));
    data.deviation.push_back(static_cast<float>(std::sqrt(std::max(0.0, square - mean * mean))));
  }
}

Result<DataSource> readSource(const DataSpec& spec, const DataOptions& options) {
  if (spec.format == "idx") return readIdx(spec.path, options.withTest, options.job);
  if (spec.format == "cifar-binary") return readCifar(spec.path, options.withTest, options.job);
  if (spec.format == "glyphs") {
    GlyphOptions glyphs;
    glyphs.cacheFolder = options.cacheFolder;
    return readGlyphs(glyphs, options.withTest, options.job);
  }
  std::string known;
  for (const auto& name : dataFormats()) known += (known.empty() ? "" : ", ") + name;
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Data", "The data format \"%1\" is not known.").arg(spec.format),
                   PSCOPE_TR_NOOP("Data", "Known are: %1.").arg(known));
}

std::string nameOf(const DataSpec& spec) {
  std::string path = spec.path;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (path.empty()) return spec.format;
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::string plainOrPacked(const std::string& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode)) return path;
  if (::stat((path + ".gz").c_str(), &info) == 0 && S_ISREG(info.st_mode)) return path + ".gz";
  return "";
}

Error cancelledError() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Data", "The work was cancelled."));
}

SplitIndexes stratifiedSplit(std::span<const std::uint8_t> labels, std::uint64_t seed, bool withTest) {
  std::vector<std::vector<std::size_t>> classes(256);
  for (std::size_t i = 0; i < labels.size(); ++i) classes[labels[i]].push_back(i);
  SplitIndexes split;
  for (std::size_t label = 0; label < classes.size(); ++label) {
    auto& images = classes[label];
    const auto take = [&](std::size_t count, std::uint64_t drawSeed, std::vector<std::size_t>& target) {
      Rng rng(deriveSeed(drawSeed, label));
      for (std::size_t i = 0; i < count; ++i) {
        const auto drawn = static_cast<std::ptrdiff_t>(rng.below(images.size()));
        target.push_back(images[static_cast<std::size_t>(drawn)]);
        images[static_cast<std::size_t>(drawn)] = images.back();
        images.pop_back();
      }
    };
    const std::size_t tenth = images.size() < 2 ? 0 : std::max<std::size_t>(1, (images.size() + 5) / 10);
    if (withTest && images.size() > 2) take(tenth, kTestSeed, split.test);
    std::sort(images.begin(), images.end());
    take(std::min(tenth, images.size() > 1 ? images.size() - 1 : 0), seed, split.validation);
    split.train.insert(split.train.end(), images.begin(), images.end());
  }
  for (auto* part : {&split.train, &split.validation, &split.test}) std::sort(part->begin(), part->end());
  return split;
}

std::vector<std::size_t> stratifiedShare(std::span<const std::uint8_t> labels, double share, std::uint64_t seed) {
  std::vector<std::vector<std::size_t>> classes(256);
  for (std::size_t i = 0; i < labels.size(); ++i) classes[labels[i]].push_back(i);
  std::vector<std::size_t> chosen;
  for (std::size_t label = 0; label < classes.size(); ++label) {
    auto& images = classes[label];
    if (images.empty()) continue;
    const auto wanted = std::clamp<std::size_t>(
        static_cast<std::size_t>(std::llround(share * static_cast<double>(images.size()))), 1, images.size());
    Rng rng(deriveSeed(seed, label));
    for (std::size_t i = 0; i < wanted; ++i) {
      std::swap(images[i], images[i + rng.below(images.size() - i)]);
      chosen.push_back(images[i]);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::vector<std::string> dataFormats() {
  return {"glyphs", "idx", "cifar-binary"};
}

Result<Dataset> loadDataset(const DataSpec& spec, const DataOptions& options) {
  PSCOPE_TRY(auto source, readSource(spec, options));
  const auto split = stratifiedSplit(source.train.labels, options.splitSeed, !source.hasTest);
  if (split.train.empty() || split.validation.empty()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Data", "%1 images are too few to be split into training and validation.")
                         .arg(std::to_string(source.train.count())),
                     PSCOPE_TR_NOOP("Data", "Use data with at least ten images of each class."), spec.path);
  }
  Dataset data;
  data.name = nameOf(spec);
  data.classes = std::move(source.classes);
  data.train = subset(source.train, split.train);
  data.validation = subset(source.train, split.validation);
  if (options.withTest) {
    data.test = source.hasTest ? std::move(source.test) : subset(source.train, split.test);
  }
  describeChannels(data);
  data.hash = hashOf(data);
  return data;
}

Result<DataInfo> describeDataset(const DataSpec& spec) {
  if (spec.format == "idx") return describeIdx(spec.path);
  if (spec.format == "cifar-binary") return describeCifar(spec.path);
  if (spec.format == "glyphs") return describeGlyphs();
  DataOptions none;
  PSCOPE_TRY(const auto source, readSource(spec, none));
  return DataInfo{source.train.shape, static_cast<int>(source.classes.size())};
}

}  // namespace pscope

#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "core/data/byte_reader.h"
#include "core/data/data_source.h"

namespace pscope {
namespace {

constexpr std::uint32_t kImagesMagic = 0x803;
constexpr std::uint32_t kLabelsMagic = 0x801;
constexpr std::int64_t kMaxImages = 20'000'000;
constexpr std::int64_t kMaxSide = 4096;
constexpr std::int64_t kMaxBytes = std::int64_t{4} << 30;
constexpr std::size_t kPiece = 4u << 20;

struct IdxFiles {
  std::string trainImages;
  std::string trainLabels;
  std::string testImages;  ///< empty: no test split of its own
  std::string testLabels;
};

struct ImagesHeader {
  std::int64_t count = 0;
  TensorShape shape;
};

bool isFolder(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// Names of the labels file that belongs to an images file: "images" becomes "labels" and "idx3" "idx1".
std::string labelsBeside(std::string path) {
  const auto slash = path.rfind('/');
  const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
  const auto images = path.find("images", begin);
  if (images == std::string::npos) return "";
  path.replace(images, 6, "labels");
  if (const auto kind = path.find("idx3", begin); kind != std::string::npos) path.replace(kind, 4, "idx1");
  if (path.ends_with(".gz")) path.resize(path.size() - 3);
  return plainOrPacked(path);
}

Result<IdxFiles> idxFilesOf(const std::string& path) {
  IdxFiles files;
  if (isFolder(path)) {
    files.trainImages = plainOrPacked(path + "/train-images-idx3-ubyte");
    files.trainLabels = plainOrPacked(path + "/train-labels-idx1-ubyte");
    files.testImages = plainOrPacked(path + "/t10k-images-idx3-ubyte");
    files.testLabels = plainOrPacked(path + "/t10k-labels-idx1-ubyte");
    if (!files.trainImages.empty() && !files.trainLabels.empty()) return files;
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Data", "The folder has no file %1.")
                         .arg(files.trainImages.empty() ? "train-images-idx3-ubyte" : "train-labels-idx1-ubyte"),
                     PSCOPE_TR_NOOP("Data",
                                    "Name a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte (each may "
                                    "end in .gz), or one images file with its labels file beside it."),
                     path);
  }
  files.trainImages = path;
  files.trainLabels = labelsBeside(path);
  struct stat info{};
  if (::stat(path.c_str(), &info) == 0 && files.trainLabels.empty()) {
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Data", "No labels file lies beside the images file."),
                     PSCOPE_TR_NOOP("Data",
                                    "Put it beside it, with \"labels\" in the place of \"images\" in its name "
                                    "(train-images-idx3-ubyte and train-labels-idx1-ubyte)."),
                     path);
  }
  return files;
}

Result<std::uint32_t> readNumber(ByteReader& reader, const char* item) {
  std::array<std::uint8_t, 4> bytes{};
  PSCOPE_CHECK(reader.readAll(bytes, item));
  std::uint32_t value = 0;
  for (const auto byte : bytes) value = (value << 8) | byte;
  return value;
}

Status expectMagic(ByteReader& reader, std::uint32_t expected) {
  PSCOPE_TRY(const auto magic, readNumber(reader, "the IDX header"));
  if (magic == expected) return {};
  return reader.errorAt(
      0,
      expected == kImagesMagic
          ? PSCOPE_TR_NOOP("Data", "This is no IDX file of images: it does not begin with the bytes 00 00 08 03.")
          : PSCOPE_TR_NOOP("Data", "This is no IDX file of labels: it does not begin with the bytes 00 00 08 01."),
      PSCOPE_TR_NOOP("Data",
                     "Check that it is the right file; another format needs another name, such as "
                     "cifar-binary:PATH."));
}

Result<ImagesHeader> readImagesHeader(ByteReader& reader) {
  PSCOPE_CHECK(expectMagic(reader, kImagesMagic));
  PSCOPE_TRY(const auto count, readNumber(reader, "the IDX header"));
  PSCOPE_TRY(const auto height, readNumber(reader, "the IDX header"));
  PSCOPE_TRY(const auto width, readNumber(reader, "the IDX header"));
  const auto refuse = [&](std::int64_t offset, std::int64_t value, const char* item) {
    return reader.errorAt(offset,
                          PSCOPE_TR_NOOP("Data", "The header claims %1 for %2.").arg(std::to_string(value)).arg(item),
                          PSCOPE_TR_NOOP("Data", "The file is damaged or no IDX file: get it again."));
  };
  if (count == 0 || count > kMaxImages) return refuse(4, count, "the number of images");
  if (height == 0 || height > kMaxSide) return refuse(8, height, "the height");
  if (width == 0 || width > kMaxSide) return refuse(12, width, "the width");
  const std::int64_t bytes = std::int64_t{count} * height * width;
  if (bytes > kMaxBytes || bytes > reader.possibleBytes()) {
    return reader.errorAt(4,
                          PSCOPE_TR_NOOP("Data",
                                         "The header claims %1 images of %2 x %3 bytes, far more than the "
                                         "file can hold.")
                              .arg(std::to_string(count))
                              .arg(std::to_string(height))
                              .arg(std::to_string(width)),
                          PSCOPE_TR_NOOP("Data", "The file is truncated or its header damaged: get it again."));
  }
  ImagesHeader header;
  header.count = count;
  header.shape = {1, static_cast<std::int32_t>(height), static_cast<std::int32_t>(width)};
  return header;
}

Result<std::vector<std::uint8_t>> readPixels(ByteReader& reader, std::int64_t bytes, const JobContext& job) {
  std::vector<std::uint8_t> pixels;
  const auto total = static_cast<std::size_t>(bytes);
  while (pixels.size() < total) {
    if (job.stop.stop_requested()) return cancelledError();
    const std::size_t begin = pixels.size();
    pixels.resize(std::min(total, begin + kPiece));
    PSCOPE_CHECK(reader.readAll(std::span(pixels).subspan(begin), "the images"));
  }
  PSCOPE_CHECK(reader.expectEnd());
  return pixels;
}

/// Labels of a file. `classes` 0: any number of them, but without a gap; else labels from 0 to classes - 1.
Result<std::vector<std::uint8_t>> readLabels(const std::string& path, int classes) {
  PSCOPE_TRY(auto reader, ByteReader::open(path));
  PSCOPE_CHECK(expectMagic(reader, kLabelsMagic));
  PSCOPE_TRY(const auto count, readNumber(reader, "the IDX header"));
  if (count == 0 || count > kMaxImages || count > reader.possibleBytes()) {
    return reader.errorAt(4, PSCOPE_TR_NOOP("Data", "The header claims %1 labels.").arg(std::to_string(count)),
                          PSCOPE_TR_NOOP("Data", "The file is truncated or its header damaged: get it again."));
  }
  std::vector<std::uint8_t> labels(count);
  PSCOPE_CHECK(reader.readAll(labels, "the labels"));
  PSCOPE_CHECK(reader.expectEnd());
  std::array<bool, 256> seen{};
  for (const auto label : labels) seen[label] = true;
  int limit = classes;
  if (classes == 0) {
    // Numbers without a gap from 0 or (as some letter sets count) from 1 on are classes, others are damage.
    limit = seen[0] ? 0 : 1;
    while (limit < 256 && seen[static_cast<std::size_t>(limit)]) ++limit;
  }
  const auto wrong = std::find_if(labels.begin(), labels.end(), [&](int label) { return label >= limit; });
  if (wrong == labels.end()) return labels;
  return reader.errorAt(
      8 + (wrong - labels.begin()),
      PSCOPE_TR_NOOP("Data", "The label %1 is out of range: no image has label %2.")
          .arg(std::to_string(int{*wrong}))
          .arg(std::to_string(limit)),
      PSCOPE_TR_NOOP("Data", "Labels are numbers 0, 1, 2 ... without a gap; mend or leave out this image."));
}

int classesOf(const std::vector<std::uint8_t>& labels) {
  return labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
}

Result<ImageSet> readPair(const std::string& images, const std::string& labels, int classes, const JobContext& job) {
  ImageSet set;
  PSCOPE_TRY(auto reader, ByteReader::open(images));
  PSCOPE_TRY(const auto header, readImagesHeader(reader));
  PSCOPE_TRY(set.labels, readLabels(labels, classes));
  if (static_cast<std::int64_t>(set.labels.size()) != header.count) {
    return reader.errorAt(4,
                          PSCOPE_TR_NOOP("Data", "The file has %1 images, but %2 has %3 labels.")
                              .arg(std::to_string(header.count))
                              .arg(labels)
                              .arg(std::to_string(set.labels.size())),
                          PSCOPE_TR_NOOP("Data", "Put the images and labels of the same set together."));
  }
  set.shape = header.shape;
  PSCOPE_TRY(set.pixels, readPixels(reader, header.count * header.shape.elements(), job));
  return set;
}

}  // namespace

Result<DataSource> readIdx(const std::string& path, bool withTest, const JobContext& job) {
  PSCOPE_TRY(const auto files, idxFilesOf(path));
  DataSource source;
  PSCOPE_TRY(source.train, readPair(files.trainImages, files.trainLabels, 0, job));
  const int classes = classesOf(source.train.labels);
  for (int i = 0; i < classes; ++i) source.classes.push_back(std::to_string(i));
  source.hasTest = !files.testImages.empty() && !files.testLabels.empty();
  if (withTest && source.hasTest) {
    PSCOPE_TRY(source.test, readPair(files.testImages, files.testLabels, classes, job));
    if (!(source.test->shape == source.train.shape)) {
      return makeError(ErrorCode::Parse,
                       PSCOPE_TR_NOOP("Data", "The test images are %1, those for training %2.")
                           .arg(source.test->shape.text())
                           .arg(source.train.shape.text()),
                       PSCOPE_TR_NOOP("Data", "Put the files of the same set together."), files.testImages, "byte 8");
    }
  }
  return source;
}

Result<DataInfo> describeIdx(const std::string& path) {
  PSCOPE_TRY(const auto files, idxFilesOf(path));
  PSCOPE_TRY(auto reader, ByteReader::open(files.trainImages));
  PSCOPE_TRY(const auto header, readImagesHeader(reader));
  PSCOPE_TRY(const auto labels, readLabels(files.trainLabels, 0));
  return DataInfo{header.shape, classesOf(labels)};
}

}  // namespace pscope

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "core/data/byte_reader.h"
#include "core/data/data_source.h"

namespace pscope {
namespace {

constexpr std::size_t kPixels = 3 * 32 * 32;
constexpr std::size_t kMaxRecords = 1'000'000;
const TensorShape kShape{3, 32, 32};
const std::vector<std::string> kClasses{"airplane", "automobile", "bird",  "cat",  "deer",
                                        "dog",      "frog",       "horse", "ship", "truck"};

struct CifarFiles {
  std::vector<std::string> train;
  std::string test;  ///< empty: no test split of its own
};

Result<CifarFiles> cifarFilesOf(const std::string& path) {
  CifarFiles files;
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
    files.train.push_back(path);
    return files;
  }
  if (DIR* folder = ::opendir(path.c_str()); folder != nullptr) {
    while (const dirent* entry = ::readdir(folder)) {
      std::string name = entry->d_name;
      if (!name.starts_with("data_batch_")) continue;
      if (name.ends_with(".bin.gz")) name.resize(name.size() - 3);
      if (name.ends_with(".bin")) files.train.push_back(plainOrPacked(path + "/" + name));
    }
    ::closedir(folder);
  }
  std::sort(files.train.begin(), files.train.end());
  files.train.erase(std::unique(files.train.begin(), files.train.end()), files.train.end());
  std::erase(files.train, "");
  files.test = plainOrPacked(path + "/test_batch.bin");
  if (!files.train.empty()) return files;
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Data", "The folder has no file data_batch_1.bin."),
                   PSCOPE_TR_NOOP("Data",
                                  "Name a folder with data_batch_1.bin ... and test_batch.bin (each may end in .gz), "
                                  "or one such file."),
                   path);
}

Status readBatch(const std::string& path, ImageSet& set, const JobContext& job) {
  PSCOPE_TRY(auto reader, ByteReader::open(path));
  std::array<std::uint8_t, 1 + kPixels> record{};
  for (std::size_t count = 0;; ++count) {
    if (count % 256 == 0 && job.stop.stop_requested()) return cancelledError();
    const std::int64_t begin = reader.offset();
    PSCOPE_TRY(const std::size_t bytes, reader.readSome(record));
    if (bytes == 0 && count > 0) return {};
    if (bytes < record.size()) {
      return reader.errorAt(
          begin + static_cast<std::int64_t>(bytes),
          PSCOPE_TR_NOOP("Data", "The file ends within record %1: a record has 3073 bytes (label, then 3 x 1024).")
              .arg(std::to_string(count + 1)),
          PSCOPE_TR_NOOP("Data", "The file is truncated or not of CIFAR-10's binary version: get it again."));
    }
    if (record[0] >= kClasses.size()) {
      return reader.errorAt(
          begin, PSCOPE_TR_NOOP("Data", "The label %1 is out of range: 0 to 9.").arg(std::to_string(int{record[0]})),
          PSCOPE_TR_NOOP("Data", "The file is damaged or not of CIFAR-10's binary version: get it again."));
    }
    if (set.labels.size() >= kMaxRecords) {
      return reader.errorAt(begin, PSCOPE_TR_NOOP("Data", "The data have more than a million images."),
                            PSCOPE_TR_NOOP("Data", "Use fewer batches."));
    }
    set.labels.push_back(record[0]);
    set.pixels.insert(set.pixels.end(), record.begin() + 1, record.end());
  }
}

}  // namespace

Result<DataSource> readCifar(const std::string& path, bool withTest, const JobContext& job) {
  PSCOPE_TRY(const auto files, cifarFilesOf(path));
  DataSource source;
  source.classes = kClasses;
  source.train.shape = kShape;
  for (const auto& file : files.train) PSCOPE_CHECK(readBatch(file, source.train, job));
  source.hasTest = !files.test.empty();
  if (withTest && source.hasTest) {
    source.test.emplace();
    source.test->shape = kShape;
    PSCOPE_CHECK(readBatch(files.test, *source.test, job));
  }
  return source;
}

Result<DataInfo> describeCifar(const std::string& path) {
  PSCOPE_TRY(const auto files, cifarFilesOf(path));
  PSCOPE_TRY(auto reader, ByteReader::open(files.train.front()));
  std::array<std::uint8_t, 1 + kPixels> record{};
  PSCOPE_CHECK(reader.readAll(record, "the first record"));
  return DataInfo{kShape, static_cast<int>(kClasses.size())};
}

}  // namespace pscope

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace pscope {

/// What a reader found, before it is split.
struct DataSource {
  std::vector<std::string> classes;
  ImageSet train;
  /// The data bring a test split of their own (which was read only when it was asked for).
  bool hasTest = false;
  std::optional<ImageSet> test;
};

/// Where the test split and the validation split of images without their own come from.
struct SplitIndexes {
  std::vector<std::size_t> train;
  std::vector<std::size_t> validation;
  std::vector<std::size_t> test;
};

/// Stratified split: of each class, a tenth (rounded to nearest, at least one image when there are several) is drawn
/// for validation, and before it, when `withTest`, a tenth for test. Indexes ascend in each split.
///
/// The draw for test has a fixed seed, so that another `seed` never moves an image of the test split into training.
/// @param labels  one per image
/// @thread any    @cost O(n)
SplitIndexes stratifiedSplit(std::span<const std::uint8_t> labels, std::uint64_t seed, bool withTest);

/// A share of the images, of each class about the same (rounded to nearest, at least one): for cheaper training.
/// @param share  in (0, 1]    @return ascending indexes
std::vector<std::size_t> stratifiedShare(std::span<const std::uint8_t> labels, double share, std::uint64_t seed);

/// IDX: see readIdx; CIFAR-10 binary: see readCifar. `path` is a folder or a file; `withTest` false never opens a test
/// file.
/// @error NotFound, Parse with byte offset, Cancelled
Result<DataSource> readIdx(const std::string& path, bool withTest, const JobContext& job);
Result<DataInfo> describeIdx(const std::string& path);
Result<DataSource> readCifar(const std::string& path, bool withTest, const JobContext& job);
Result<DataInfo> describeCifar(const std::string& path);

/// `path` or `path`.gz, whichever is a file (the plain one first); empty when there is none.
std::string plainOrPacked(const std::string& path);
/// The error of a cancelled job.
Error cancelledError();

}  // namespace pscope

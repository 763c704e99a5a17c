#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/network/network.h"
#include "core/record/search_config.h"

namespace pscope {

/// Images of one split: bytes in [N, C, H, W], labels 0..classes-1.
struct ImageSet {
  TensorShape shape;
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;

  std::size_t count() const { return labels.size(); }
};

struct Dataset {
  std::string name;
  std::vector<std::string> classes;
  ImageSet train;
  ImageSet validation;
  std::optional<ImageSet> test;  ///< only when it was asked for
  std::string hash;              ///< of training and validation data and their split
  std::vector<float> mean;       ///< per channel, of the training split, scale 0..1
  std::vector<float> deviation;  ///< per channel standard deviation
};

struct DataOptions {
  /// The test split is read only for `train` and `unblind`; a search never sets this.
  bool withTest = false;
  std::uint64_t splitSeed = 1;  ///< of the stratified 10 % validation split
  std::string cacheFolder;      ///< of the glyphs; empty: the user's cache folder
  JobContext job;
};

/// What a format's data look like, without reading the pixels (shape, classes): for assistants and for choosing the
/// scale.
struct DataInfo {
  TensorShape shape;
  int classes = 0;
};

/// Reads data and splits them: 10 % of the training data (stratified by class, fixed seed) are the validation split
/// unless the data bring one; data without a test split are split 80/10/10.
/// @error NotFound, Parse (file, byte offset, mend), Unsupported (format; lists the known ones)
Result<Dataset> loadDataset(const DataSpec& spec, const DataOptions& options = {});
Result<DataInfo> describeDataset(const DataSpec& spec);
/// Names of the formats, in the order of the lists: glyphs, idx, cifar-binary.
std::vector<std::string> dataFormats();

}  // namespace pscope

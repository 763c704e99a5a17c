#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/rng.h"
#include "core/data/dataset.h"

namespace pscope {

/// Fills batches of normalised floats from the bytes of a split, in [N, H, W, C] order (channels last).
///
/// (pixel / 255 - mean) / deviation by a table of 256 values per channel; a channel without variance is only centred.
/// @thread one at a time
class BatchSource {
 public:
  struct Augmentation {
    bool flip = false;  ///< horizontally, every second image
    int shift = 0;      ///< up to so many pixels each way; edge pixels are repeated
  };
  BatchSource(const ImageSet& images, std::span<const float> mean, std::span<const float> deviation);

  /// @param indexes  of the images     @param target  indexes.size() x H x W x C floats
  void fill(std::span<const std::size_t> indexes, std::span<float> target) const;
  void fill(std::span<const std::size_t> indexes, std::span<float> target, const Augmentation& augmentation,
            Rng& rng) const;

 private:
  void copyImage(std::size_t index, float* target, int dx, int dy, bool mirrored) const;
  const ImageSet& m_images;
  std::vector<std::array<float, 256>> m_tables;
};

}  // namespace pscope

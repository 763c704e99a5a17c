#include "core/nn/batch_source.h"

#include <algorithm>

namespace pscope {

BatchSource::BatchSource(const ImageSet& images, std::span<const float> mean, std::span<const float> deviation)
    : m_images(images), m_tables(static_cast<std::size_t>(images.shape.channels)) {
  for (std::size_t channel = 0; channel < m_tables.size(); ++channel) {
    const float scale = deviation[channel] > 1e-6F ? 1 / deviation[channel] : 1;
    for (std::size_t value = 0; value < 256; ++value) {
      m_tables[channel][value] = (static_cast<float>(value) / 255 - mean[channel]) * scale;
    }
  }
}

void BatchSource::fill(std::span<const std::size_t> indexes, std::span<float> target) const {
  const auto size = static_cast<std::size_t>(m_images.shape.elements());
  for (std::size_t i = 0; i < indexes.size(); ++i) copyImage(indexes[i], &target[i * size], 0, 0, false);
}

void BatchSource::fill(std::span<const std::size_t> indexes, std::span<float> target, const Augmentation& augmentation,
                       Rng& rng) const {
  const auto size = static_cast<std::size_t>(m_images.shape.elements());
  const auto range = static_cast<std::uint64_t>(2 * augmentation.shift + 1);
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const int dx = static_cast<int>(rng.below(range)) - augmentation.shift;
    const int dy = static_cast<int>(rng.below(range)) - augmentation.shift;
    const bool mirrored = augmentation.flip && rng.chance(0.5);
    copyImage(indexes[i], &target[i * size], dx, dy, mirrored);
  }
}

void BatchSource::copyImage(std::size_t index, float* target, int dx, int dy, bool mirrored) const {
  const int height = m_images.shape.height;
  const int width = m_images.shape.width;
  const std::size_t channels = m_tables.size();
  const auto plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  const std::uint8_t* image = m_images.pixels.data() + index * plane * channels;
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const auto& table = m_tables[channel];
    const std::uint8_t* source = image + channel * plane;
    float* out = target + channel;
    for (int y = 0; y < height; ++y) {
      const std::uint8_t* row = source + std::ptrdiff_t{std::clamp(y + dy, 0, height - 1)} * width;
      for (int x = 0; x < width; ++x, out += channels) {
        const int from = std::clamp(x + dx, 0, width - 1);
        *out = table[row[mirrored ? width - 1 - from : from]];
      }
    }
  }
}

}  // namespace pscope

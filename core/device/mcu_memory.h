#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace pscope {

struct McuOptions {
  int bytesPerValue = 1;
  std::int64_t codeBytes = 100'000;    ///< of the runtime, in flash [E: 50 to 150 kB]
  std::int64_t runtimeBytes = 30'000;  ///< in SRAM [E: 20 to 40 kB]
  int columns = 2;                     ///< int16 columns of im2col that are kept at once
  int patches = 1;                     ///< tiles a side of the first stages; 1: whole layers
};

struct McuMemory {
  std::int64_t activationBytes = 0;  ///< live tensors at the peak
  std::int64_t scratchBytes = 0;     ///< im2col
  std::int64_t sramBytes = 0;        ///< both and the runtime
  std::int64_t flashBytes = 0;       ///< weights, int32 biases (norms are folded into them) and code
  std::size_t patchedUntil = 0;      ///< last node of the patch-wise stages; 0: none
  std::vector<double> recompute;     ///< factor on each node's arithmetic: halos of patches
};

/// Memory that a network needs on a microcontroller.
///
/// Depthwise layers of equal input and output run in place with one channel to spare: (C + 1) H W. Patch by patch the
/// first stages need a patches^2-th of their peak beside the tensor that they fill, and redo halos: ((t + 2h) / t)^2
/// for tiles of side t. Where the patch-wise stages end is chosen for the least memory.
/// @cost O(nodes)    @source hardware and compression manual 4.8; Lin et al., MCUNet, NeurIPS 2020 and MCUNetV2, 2021
McuMemory mcuMemory(const Network& network, const McuOptions& options);

}  // namespace pscope

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// What a template keeps in its processing elements and runs in parallel.
/// @source hardware and compression manual 4.5 [C]; Yang et al., NASAIC, DAC 2020; MAESTRO
enum class AsicTemplate {
  Nvdla,       ///< output and input channels in parallel, weights held
  ShiDianNao,  ///< output rows and columns in parallel, outputs held
  Eyeriss,     ///< output rows and kernel rows in parallel, the rest over output channels
};

/// A convolution or linear layer for the templates.
struct AsicLayer {
  std::int64_t outHeight = 1, outWidth = 1, kernelHeight = 1, kernelWidth = 1;
  std::int64_t inChannels = 1;   ///< of one group
  std::int64_t outChannels = 1;  ///< of one group
  std::int64_t groups = 1;

  std::int64_t macs() const {
    return outHeight * outWidth * kernelHeight * kernelWidth * inChannels * outChannels * groups;
  }
};
/// All layers with MACs in the order of the network. @cost O(nodes)
std::vector<AsicLayer> asicLayers(const Network& network);

/// Compute cycles with enough bandwidth: the product over loop dimensions of ceil(size / parallel).
std::int64_t asicCycles(AsicTemplate shape, std::int64_t elements, const AsicLayer& layer);

/// Area in um2: elements (283 + 8 0.104 L1) + 8 0.104 L2. Constants of a public tool that do not belong to one node:
/// good for ranking only [E/C].
double asicAreaUm2(std::int64_t elements, double l1Bytes, double l2Bytes);

/// A loop of a nest, outer to inner: how many tiles, and whether the tensor is indexed by it.
struct ReuseLoop {
  std::int64_t tiles = 1;
  bool indexes = false;
};
/// How often tiles of a tensor are fetched: the product over the loops from the outermost to the innermost one that
/// indexes it; loops inside that one re-use the tile, loops of one tile do not count.
std::int64_t reuseFetches(std::span<const ReuseLoop> nest);

/// One layer on each sub-accelerator.
struct LayerOnUnits {
  std::vector<double> seconds;
  std::vector<double> joules;
};
struct Assignment {
  std::vector<std::size_t> unit;  ///< of each layer
  double seconds = 0;             ///< one after the other
  double joules = 0;
  bool inTime = false;
};
/// Each layer to the unit of least energy, then moves of the best gain of time for energy until the deadline is met.
/// @cost O(layers^2 units)
Assignment assignLayers(std::span<const LayerOnUnits> layers, double deadlineSeconds);
/// The least energy in time over all assignments. @pre units^layers <= 2^20
Assignment bestAssignment(std::span<const LayerOnUnits> layers, double deadlineSeconds);

/// Penalty of a specification that is missed: max(0, (value - spec) / (bound - spec)).
double specPenalty(double value, double spec, double bound);

}  // namespace pscope

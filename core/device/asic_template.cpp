#include "core/device/asic_template.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/device/ceil_divide.h"

namespace pscope {
namespace {

void sumUp(std::span<const LayerOnUnits> layers, double deadline, Assignment& assignment) {
  assignment.seconds = assignment.joules = 0;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    assignment.seconds += layers[l].seconds[assignment.unit[l]];
    assignment.joules += layers[l].joules[assignment.unit[l]];
  }
  assignment.inTime = assignment.seconds <= deadline;
}

}  // namespace

std::vector<AsicLayer> asicLayers(const Network& network) {
  std::vector<AsicLayer> layers;
  for (const Node& node : network.nodes()) {
    const auto& a = node.attributes;
    if (node.op != Op::Conv2d && node.op != Op::Linear) continue;
    const std::int64_t in = network.node(network.inputs(node)[0]).shape.channels;
    const std::int64_t groups = node.op == Op::Conv2d ? a.groups : 1;
    layers.push_back({node.shape.height, node.shape.width, a.kernelHeight, a.kernelWidth, in / groups,
                      node.shape.channels / groups, groups});
  }
  return layers;
}

std::int64_t asicCycles(AsicTemplate shape, std::int64_t elements, const AsicLayer& layer) {
  const auto side = std::max<std::int64_t>(static_cast<std::int64_t>(std::sqrt(static_cast<double>(elements))), 1);
  switch (shape) {
    case AsicTemplate::Nvdla:
      return layer.groups * layer.outHeight * layer.outWidth * layer.kernelHeight * layer.kernelWidth *
             ceilDivide(layer.outChannels, side) * ceilDivide(layer.inChannels, side);
    case AsicTemplate::ShiDianNao:
      return layer.groups * layer.outChannels * layer.inChannels * layer.kernelHeight * layer.kernelWidth *
             ceilDivide(layer.outHeight, side) * ceilDivide(layer.outWidth, side);
    case AsicTemplate::Eyeriss:
      break;
  }
  const std::int64_t kernelRows = std::min(layer.kernelHeight, elements);
  const std::int64_t rows = std::clamp<std::int64_t>(elements / kernelRows, 1, layer.outHeight);
  const std::int64_t channels = std::max<std::int64_t>(elements / (rows * kernelRows), 1);
  return ceilDivide(layer.outHeight, rows) * ceilDivide(layer.kernelHeight, kernelRows) *
         ceilDivide(layer.outChannels * layer.groups, channels) * layer.outWidth * layer.kernelWidth * layer.inChannels;
}

double asicAreaUm2(std::int64_t elements, double l1Bytes, double l2Bytes) {
  constexpr double kElement = 283, kByte = 8 * 0.104;
  return static_cast<double>(elements) * (kElement + kByte * l1Bytes) + kByte * l2Bytes;
}

std::int64_t reuseFetches(std::span<const ReuseLoop> nest) {
  std::int64_t fetches = 1, sinceIndexed = 1;
  for (const ReuseLoop& loop : nest) {
    if (loop.tiles == 1) continue;
    sinceIndexed *= loop.tiles;
    if (loop.indexes) fetches = sinceIndexed;
  }
  return fetches;
}

Assignment assignLayers(std::span<const LayerOnUnits> layers, double deadlineSeconds) {
  Assignment assignment;
  for (const LayerOnUnits& layer : layers) {
    const auto least = std::min_element(layer.joules.begin(), layer.joules.end());
    assignment.unit.push_back(static_cast<std::size_t>(least - layer.joules.begin()));
  }
  sumUp(layers, deadlineSeconds, assignment);
  while (!assignment.inTime) {
    double bestRatio = 0;
    std::size_t layer = 0, unit = 0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const std::size_t now = assignment.unit[l];
      for (std::size_t u = 0; u < layers[l].seconds.size(); ++u) {
        const double gain = layers[l].seconds[now] - layers[l].seconds[u];
        if (gain <= 0) continue;
        const double loss = std::max(layers[l].joules[u] - layers[l].joules[now], 1e-30);
        if (gain / loss > bestRatio) {
          bestRatio = gain / loss;
          layer = l;
          unit = u;
        }
      }
    }
    if (bestRatio <= 0) break;  // nothing is faster
    assignment.unit[layer] = unit;
    sumUp(layers, deadlineSeconds, assignment);
  }
  return assignment;
}

Assignment bestAssignment(std::span<const LayerOnUnits> layers, double deadlineSeconds) {
  Assignment current, best;
  current.unit.assign(layers.size(), 0);
  bool found = false;
  while (true) {
    sumUp(layers, deadlineSeconds, current);
    const bool better = !found || (current.inTime && !best.inTime) ||
                        (current.inTime == best.inTime &&
                         (current.inTime ? current.joules < best.joules : current.seconds < best.seconds));
    if (better) best = current;
    found = true;
    std::size_t l = 0;
    while (l < layers.size() && ++current.unit[l] == layers[l].seconds.size()) current.unit[l++] = 0;
    if (l == layers.size()) return best;
  }
}

double specPenalty(double value, double spec, double bound) {
  return std::max(0.0, (value - spec) / (bound - spec));
}

}  // namespace pscope

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/network/tensors.h"

namespace at {
class Tensor;
}

namespace pscope {

/// A network with weights, ready to run and to be trained.
///
/// Weights are drawn from a generator of our own as nodeParameters() says: convolutions normal with variance 2 / fan-in
/// (He et al., ICCV 2015), linear layers normal with variance 1 / fan-in, biases 0, normalisation scale 1 and shift 0.
/// Dead operators (their output reaches nothing) have weights but are not run. BatchNorm: running averages with
/// momentum 0.1.
/// All trainable values lie in one flat tensor (decayed ones first), so that an optimiser's step is a few operations.
/// @thread one at a time
class NetworkModule {
 public:
  /// @param channelsLast  keeps weights and activations as [N, H, W, C] in memory: faster for most networks
  /// @error OutOfMemory, Unsupported (an operator without a form here)
  static Result<NetworkModule> create(const Network& network, std::uint64_t seed, bool channelsLast = true);
  NetworkModule(NetworkModule&& other) noexcept;
  NetworkModule& operator=(NetworkModule&& other) noexcept;
  ~NetworkModule();

  const Network& network() const;
  /// @param input  [N, C, H, W] float     @return [N, C, H, W] of the last node ([N, C, 1, 1] of a vector)
  /// @param training  batch statistics and dropout; running averages are updated
  /// Throws what LibTorch throws.
  at::Tensor forward(const at::Tensor& input, bool training);
  /// The same of each of the network's outputs, in their order.
  std::vector<at::Tensor> forwardAll(const at::Tensor& input, bool training);

  /// All trainable values and their gradients, flat; the first `decayCount()` are weights of convolutions and linear
  /// layers, the others (biases, normalisation) are not to be decayed.
  at::Tensor& flatParameters();
  at::Tensor& flatGradients();
  std::int64_t decayCount() const;
  std::int64_t parameterCount() const;

  /// Values of all trainable tensors and running averages, for a checkpoint in memory, and back.
  std::vector<at::Tensor> snapshot() const;
  void restore(const std::vector<at::Tensor>& values);

  /// Tensors by name: node name + "." + that of nodeParameters(): "stage1/conv2d.weight".
  std::vector<NamedTensor> tensors() const;
  /// @error InvalidArgument  a tensor is missing, superfluous or of another shape (named)
  Status setTensors(const std::vector<NamedTensor>& tensors);

 private:
  struct Impl;
  explicit NetworkModule(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope

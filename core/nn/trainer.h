#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/estimate/train_task.h"
#include "core/network/network.h"
#include "core/nn/network_module.h"

namespace pscope {

/// Progress of a training with what it has reached: "loss", "train_accuracy", "validation_accuracy" (percent).
struct TrainProgress {
  Progress progress;  ///< steps; stage "epoch 3/8"
  std::vector<std::pair<std::string, double>> metrics;
};

struct TrainOptions {
  TrainRecipe recipe;
  std::uint64_t seed = 1;
  bool readTest = false;    ///< measures the test split, which the data must have then
  std::string weightsFile;  ///< safetensors of the best checkpoint; empty: none
  std::string design;       ///< written into it
  std::stop_token stop;
  std::function<void(const TrainProgress&)> report = [](const TrainProgress&) {};  ///< at most ten a second
};

/// Trains a network and measures it: SGD with momentum, cosine schedule after a linear warm-up, weight decay on
/// weights only, augmentation, label smoothing; the checkpoint with the best validation accuracy is measured and kept.
///
/// Validates after every epoch of the second half of the training (the best one is never earlier on a cosine schedule)
/// and at the end. The training accuracy is that of the last epoch's batches, as they were learnt. Same arguments and
/// number of threads, same result: weights, order and augmentation have generators of their own.
/// @param data  its shape must be the network's input, its classes at most the network's outputs
/// @error InvalidArgument (shapes, no test split), NonFinite (names the step), OutOfMemory, Cancelled, and those of
///        writing the weights
/// @thread one at a time    @cost 6 x MACs x images x epochs floating-point operations
/// @source Bottou, COMPSTAT 2010; Sutskever et al., ICML 2013 (Nesterov); Loshchilov and Hutter, ICLR 2017 (cosine);
///         Szegedy et al., CVPR 2016 (label smoothing)
Result<TrainResult> trainNetwork(const Network& network, const Dataset& data, const TrainOptions& options);

/// Share of images that are classified right, in percent. @error Cancelled, OutOfMemory
Result<double> accuracyOf(NetworkModule& module, const ImageSet& images, const Dataset& normalisation,
                          std::stop_token stop);

/// LibTorch and what it computes with: name, version.
std::vector<std::pair<std::string, std::string>> trainingLibraries();
/// Threads that one operation uses; call it before anything else of this folder.
void setTrainingThreads(int threads);
int trainingThreads();

}  // namespace pscope

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/search/controller_task.h"
#include "core/space/space.h"

namespace pscope {

/// An LSTM that draws designs choice by choice and learns from rewards (REINFORCE).
///
/// The choices of the space follow each other in the order of its tree; what a step sees is the embedding of the level
/// chosen last. Inactive choices are skipped, levels that lead to no valid design get no chance. The first input is
/// made of the weights of the objectives: one controller answers every weighting. A memory (off by default) is read
/// before drawing, and must be told back.
///
/// Gradient: mean of (reward - baseline) grad log p(design) + entropyWeight grad H, with H the sum of the entropies
/// of the steps on the way. The baseline starts as the first rewards' mean.
/// Deterministic for one thread of LibTorch; numbers are doubles.
/// @thread one at a time    @cost a call: steps x (designs + 1) x hidden^2; about 3 ms for 8 designs of nasbench201
/// @source Williams, Machine Learning 8, 1992 [V]; Pham et al., ENAS, ICML 2018 [V port]; memory after Understanding
/// NAS
///         techniques [R]; the weights as an input are our own
class Controller {
 public:
  /// @param space  kept as a copy    @param objectives  >= 1
  /// @error Unsupported  the choices have more than 5,000 levels in all
  static Result<std::unique_ptr<Controller>> create(const Space& space, std::size_t objectives,
                                                    const ControllerSettings& settings, std::uint64_t seed);
  ~Controller();

  /// Draws designs, each with weights of its own (uniform over all weightings) and valid.
  std::vector<ControllerSample> sample(int count);
  /// One step of Adam from all of them. @error InvalidArgument  a design, weights or reward that cannot be: nothing
  /// changes
  Status learn(std::span<const ControllerSample> samples);

  /// Natural logarithm of the chance that this design is drawn with these weights, after reading what it read.
  double logProbability(const ControllerSample& sample) const;
  /// Mean over the designs of the entropies along their ways, nats.
  double entropy(std::span<const ControllerSample> samples) const;
  /// What learn() ascends, of all parameters.
  std::vector<double> gradient(std::span<const ControllerSample> samples) const;
  std::span<double> parameters();
  double baseline() const;

  /// Parameters, Adam, baseline, memory and generator; load() goes on exactly.
  Json save() const;
  /// @error Parse  a state of another space or other settings: nothing changes
  Status load(const JsonView& state);

 private:
  struct Impl;
  explicit Controller(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope

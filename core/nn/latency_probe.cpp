#include "core/nn/latency_probe.h"

#include <sys/resource.h>
#include <torch/types.h>

#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "core/nn/network_module.h"
#include "core/nn/torch_errors.h"

namespace pscope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kShortestBlockMs = 0.2;
constexpr int kFewestBlocks = 5;
constexpr double kMostPatience = 5;  ///< times the wanted time, until enough undisturbed blocks are there
constexpr std::uint64_t kSeed = 1;

double msSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// How often the system took a core away from this process.
long interruptions() {
  rusage usage{};
  return ::getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_nivcsw : 0;
}

}  // namespace

Result<LatencySample> probeLatency(const Network& network, const LatencyProbeOptions& options) {
  PSCOPE_TRY(NetworkModule module, NetworkModule::create(network, kSeed));
  return guardTorch([&]() -> Result<LatencySample> {
    const c10::InferenceMode inference;
    const TensorShape& shape = network.inputShape();
    auto generator = at::make_generator<at::CPUGeneratorImpl>(kSeed);
    at::Tensor input = at::empty({options.batch, shape.channels, shape.height, shape.width});
    input.normal_(0, 1, generator);
    input = input.contiguous(at::MemoryFormat::ChannelsLast);
    const auto cancelled = [&] { return options.stop.stop_requested(); };
    const Error stopped =
        makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The measurement was cancelled."));
    // Warming up also says how many runs make a block.
    const auto start = Clock::now();
    int runs = 0;
    double onceMs = 0;
    do {
      const auto begin = Clock::now();
      module.forward(input, false);
      onceMs = msSince(begin);
      ++runs;
      if (cancelled()) return stopped;
    } while (runs < 2 || msSince(start) < 100 * options.seconds);
    const int block = std::clamp(static_cast<int>(std::ceil(kShortestBlockMs / std::max(onceMs, 1e-4))), 1, 2'000);
    std::vector<double> undisturbed;
    std::vector<double> all;
    const auto timing = Clock::now();
    const auto few = [&] { return static_cast<int>(undisturbed.size()) < kFewestBlocks; };
    const double wantedMs = 1'000 * options.seconds;
    while (msSince(timing) < wantedMs || (few() && msSince(timing) < kMostPatience * wantedMs) ||
           static_cast<int>(all.size()) < kFewestBlocks) {
      const long before = interruptions();
      const auto begin = Clock::now();
      for (int i = 0; i < block; ++i) module.forward(input, false);
      all.push_back(msSince(begin) / block);
      if (interruptions() == before) undisturbed.push_back(all.back());
      if (cancelled()) return stopped;
    }
    const bool enough = !few();
    const auto blocks = static_cast<int>(enough ? undisturbed.size() : all.size());
    return latencySample(std::move(enough ? undisturbed : all), blocks * block);
  });
}

}  // namespace pscope

#include "core/nn/matrix_peak.h"

#include <torch/types.h>

#include <algorithm>
#include <chrono>

namespace pscope {

double matrixPeakFlops() {
  constexpr std::int64_t kSide = 1024;
  constexpr int kRuns = 8;
  const at::Tensor a = at::ones({kSide, kSide});
  const at::Tensor b = at::ones({kSide, kSide});
  at::Tensor product = at::mm(a, b);
  double best = 0;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    at::mm_out(product, a, b);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    best = std::max(best, 2.0 * kSide * kSide * kSide / seconds.count());
  }
  return best;
}

}  // namespace pscope

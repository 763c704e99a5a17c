#pragma once

#include <cstdint>

namespace pscope {

/// Tiles of a matrix product [m, k] x [k, n], with k innermost.
struct GemmTiles {
  std::int64_t rows = 1;     ///< Tm
  std::int64_t columns = 1;  ///< Tn
};

/// Words that cross the outer memory: M K ceil(N/Tn) + K N ceil(M/Tm) + M N.
/// @source hardware and compression manual 4.14 [D]
std::int64_t gemmTrafficWords(std::int64_t m, std::int64_t n, std::int64_t k, const GemmTiles& tiles);

/// The tiles of least traffic whose working set Tm Tk + Tk Tn + Tm Tn (Tk = 1 at least) fits `words`; powers of two and
/// the whole sides are tried, the search that a compiler does for each layer.
/// @param given  a side that is not to be searched; 0: it is
/// @return       the given side, or 1, where nothing fits
/// @cost O(log m log n)
GemmTiles bestTiles(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t words,
                    const GemmTiles& given = {0, 0});

/// Bytes that fusing an operator into the one before it saves: its input is neither written nor read.
constexpr std::int64_t fusionSavesBytes(std::int64_t bytesOfEdge) {
  return 2 * bytesOfEdge;
}

}  // namespace pscope

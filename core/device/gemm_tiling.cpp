#include "core/device/gemm_tiling.h"

#include <algorithm>
#include <limits>

namespace pscope {

std::int64_t gemmTrafficWords(std::int64_t m, std::int64_t n, std::int64_t k, const GemmTiles& tiles) {
  const std::int64_t rowTiles = (m + tiles.rows - 1) / tiles.rows;
  const std::int64_t columnTiles = (n + tiles.columns - 1) / tiles.columns;
  return m * k * columnTiles + k * n * rowTiles + m * n;
}

GemmTiles bestTiles(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t words, const GemmTiles& given) {
  const std::int64_t fixedRows = std::min(given.rows, m), fixedColumns = std::min(given.columns, n);
  GemmTiles best{std::max<std::int64_t>(fixedRows, 1), std::max<std::int64_t>(fixedColumns, 1)};
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::int64_t rows = fixedRows > 0 ? fixedRows : 1;; rows = std::min(2 * rows, m)) {
    for (std::int64_t columns = fixedColumns > 0 ? fixedColumns : 1;; columns = std::min(2 * columns, n)) {
      if (rows + columns + rows * columns <= words) {
        const std::int64_t traffic = gemmTrafficWords(m, n, k, {rows, columns});
        if (traffic < least) {
          least = traffic;
          best = {rows, columns};
        }
      }
      if (columns == n || fixedColumns > 0) break;
    }
    if (rows == m || fixedRows > 0) break;
  }
  return best;
}

}  // namespace pscope

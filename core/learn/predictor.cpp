#include "core/learn/predictor.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

bool allFinite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

}  // namespace

Status checkTrainingData(const Matrix& rows, std::span<const double> targets) {
  if (rows.rows() == 0 || rows.columns() == 0 || rows.rows() != targets.size()) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Learn", "A predictor learns from one target a design; here are %1 designs and %2 targets.")
            .arg(std::to_string(rows.rows()))
            .arg(std::to_string(targets.size())),
        PSCOPE_TR_NOOP("Learn", "Give at least one evaluated design."));
  }
  bool finite = allFinite(targets);
  for (std::size_t i = 0; i < rows.rows() && finite; ++i) finite = allFinite(rows.row(i));
  if (finite) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Learn", "A predictor cannot learn from values that are not finite numbers."),
                   PSCOPE_TR_NOOP("Learn", "Leave out designs with missing values."));
}

Status checkPredictionRows(const Matrix& rows, std::size_t columns) {
  if (columns == 0) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Learn", "The predictor has not learned anything yet."),
                     PSCOPE_TR_NOOP("Learn", "Fit it to evaluated designs first."));
  }
  if (rows.rows() == 0 || rows.columns() == columns) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Learn", "A design has %1 features, the predictor learned from %2.")
                       .arg(std::to_string(rows.columns()))
                       .arg(std::to_string(columns)),
                   PSCOPE_TR_NOOP("Learn", "Encode all designs in the same way."));
}

}  // namespace pscope

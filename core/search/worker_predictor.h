#pragma once

#include <span>

#include "core/estimate/resident_session.h"
#include "core/learn/predictor.h"
#include "core/search/predictor_task.h"

namespace pscope {

/// A predictor whose networks live in a worker process: ReNAS's or FBNetV3's.
///
/// A row is the design itself, a level index a choice (designRow()); what the network sees of it is made in the worker.
/// When the process dies, another one learns the same again from the same rows.
/// @thread one at a time, predict() too
/// @error as Predictor, and of the worker
class WorkerPredictor : public Predictor {
 public:
  /// @param tasks, space  outlive it    @param stop  ends waiting for the worker: Cancelled
  WorkerPredictor(TaskRunner& tasks, const Space& space, const PredictorSettings& settings, std::uint64_t seed,
                  std::stop_token stop = {});

  Status fit(const Matrix& rows, std::span<const double> targets) override;
  Result<Prediction> predict(const Matrix& rows) const override;

 private:
  std::size_t m_columns = 0;
  std::size_t m_choices;
  JobContext m_job;
  mutable ResidentSession m_session;
};

/// A design as a row of WorkerPredictor: level indices, -1 for inactive choices.
std::vector<double> designRow(const Genome& genome);

}  // namespace pscope

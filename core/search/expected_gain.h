#pragma once

#include <optional>
#include <vector>

#include "core/pareto/hypervolume.h"
#include "core/search/objective_model.h"

namespace pscope {

/// How much hypervolume designs are expected to add to a front, as their models predict them.
///
/// An objective that is known exactly is predicted with deviation 0. A gain is the mean over fixed normal samples of
/// the predicted values. Where no sample gains anything, the score is negative: less the further the predicted values
/// lie outside the box of the reference.
/// @thread one at a time    @cost 32 hypervolume gains a design; with more than two objectives one, and 16 more for the
/// 100 most promising ones (the others' score is -infinity)
/// @source Emmerich, Giannakoglou, Naujoks, IEEE TEVC 10(4), 2006
class ExpectedGain {
 public:
  /// @param models     outlive this; one that was never fitted takes predictions as they are (of objectives that are
  ///                   known exactly)
  /// @param reference  worst values of interest, minimised
  /// @param ranges     of interest, by which distances are measured
  /// @param least      smaller values gain no more than this; empty: all do
  ExpectedGain(const std::vector<ObjectiveModel>& models, std::vector<double> reference, std::vector<double> ranges,
               std::vector<std::optional<double>> least = {});

  void addToFront(const std::vector<double>& values) { m_volume.add(values); }
  /// Adds a design with its predicted values.
  void believe(const std::vector<double>& modelMeans);
  /// Scores of designs, one for each row of the predictions (one a model).
  std::vector<double> scores(const std::vector<Prediction>& predictions) const;

 private:
  /// From a model's form to the value that counts.
  double value(std::size_t model, double modelValue) const;
  double score(const std::vector<double>& means, const std::vector<double>& deviations) const;

  const std::vector<ObjectiveModel>& m_models;
  HypervolumeCurve m_volume;
  std::vector<double> m_ranges;
  std::vector<std::optional<double>> m_least;
  std::vector<std::vector<double>> m_normals;
};

}  // namespace pscope

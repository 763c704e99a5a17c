#pragma once

#include <deque>
#include <memory>
#include <unordered_map>

#include "core/search/candidate_pool.h"
#include "core/search/design_encoder.h"
#include "core/search/design_sampler.h"
#include "core/search/expected_gain.h"
#include "core/search/objective_model.h"
#include "core/search/strategy.h"

namespace pscope {

/// Model-based search: a Gaussian process of each objective proposes what is expected to add most hypervolume.
///
/// After `initial` random designs (fewer where it was told some before), each batch is chosen from a pool: neighbours,
/// mutants and children of the designs on the front, random ones, and the neighbours of the best of these. Designs that
/// are being evaluated count with their prediction (Kriging believer), and so do those chosen before in the batch. What
/// lies beyond the reference point or a bound gains nothing; objectives that the context knows exactly are not
/// predicted, and every design counts with its true values there. Each proposal tells what was expected of it, before
/// anything was believed. Without a reference, values much worse than those of most designs are of no interest. What
/// the models read of a design is its choices and its network, never a table.
/// @cost a batch: O(n^3) for n model rows (at most 320), and O(n^2) for each of some 1,500 designs; memory: the told
/// outcomes, and encodings of at most 20,000 designs
/// @source expected hypervolume improvement: Emmerich, Giannakoglou, Naujoks, IEEE TEVC 10(4), 2006; believer:
///         Ginsbourger, Le Riche, Carraro, 2010; processes over networks: Ru, Wan, Dong, Osborne, ICLR 2021 [P]
class ModelSearch : public Strategy {
 public:
  struct Settings {
    int initial = 0;  ///< random designs; 0: twice the choices, 8 to 20, at most a third of the budget
    int batch = 0;    ///< designs chosen together, and pending at most; 0: a 25th of the budget, 4 to 8
  };
  /// @param context  at most 6 objectives (the exact hypervolume ends there)
  ModelSearch(const Settings& settings, const StrategyContext& context);

  std::optional<Proposal> ask() override;
  Status tell(const Outcome& outcome) override;
  Status takePast(std::span<const Outcome> past) override;
  void expect(const Genome& genome) override;
  std::string save() const override;
  Status load(const std::string& state) override;
  int window() const override { return m_settings.batch; }
  std::string description() const override;

 private:
  /// What is of interest: the box under the reference, and its extent.
  struct Box {
    std::vector<double> reference;
    std::vector<double> ranges;
  };
  std::vector<const Outcome*> outcomesForBox() const;
  Box findBox() const;
  Result<std::vector<ObjectiveModel>> fitModels(const Box& box);
  bool isExact(std::size_t objective) const;
  bool isKnownInfeasible(const Genome& genome);
  std::optional<Genome> drawAtRandom();
  /// Minimised values of the objectives that are known exactly; nothing for a design that has none.
  const std::optional<std::vector<double>>& exactValues(const Genome& genome);
  std::vector<Prediction> predict(const std::vector<ObjectiveModel>& models, const std::vector<const Genome*>& designs);
  std::vector<Prediction> exactPredictions(const std::vector<const Genome*>& designs);
  void notePredictions(const std::vector<ObjectiveModel>& models);
  std::vector<Proposal> parents(const std::vector<std::size_t>& front);
  void propose();
  void chooseBatch(const CandidatePool& pool, std::vector<ObjectiveModel>& models, ExpectedGain& gain);
  const std::vector<double>& encoded(const Genome& genome);

  const Space& m_space;
  const Space& m_whole;  ///< of told designs
  StrategyContext m_context;
  std::size_t m_objectives;
  Settings m_settings;
  Rng m_rng;
  DesignSampler m_designs;
  std::int64_t m_asked = 0;
  std::int64_t m_known = 0;     ///< from the past, before the first ask
  std::vector<Outcome> m_told;  ///< all but the failed ones
  std::deque<Genome> m_pending;
  std::deque<Proposal> m_queue;  ///< chosen, not yet asked
  std::vector<ObjectiveModel::State> m_states;
  std::size_t m_climbed = 0;   ///< outcomes when hyperparameters were last searched
  std::size_t m_compared = 0;  ///< outcomes when the forms of the models were last compared

  // Caches, no part of the state.
  std::shared_ptr<const DesignEncoder> m_encoder;
  std::unordered_map<std::string, std::vector<double>> m_rows;
  std::unordered_map<std::string, std::optional<std::vector<double>>> m_exact;
};

}  // namespace pscope

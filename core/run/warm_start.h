#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/search_config.h"
#include "core/study/study.h"

namespace pscope {

/// Kind of the lines in a study's log that say what was taken over.
inline constexpr const char* kWarmStartEvent = "warm start";

/// What a search starts from, made of earlier studies before anything is written.
struct WarmStart {
  /// The search's, with what came of it in `warmStart`: `candidates` counts those that were taken over, too.
  SearchConfig config;
  /// With ids from 1: those that were taken over as evaluated, then those that are evaluated first (queued, with the
  /// measurements that are known of them).
  std::vector<Candidate> candidates;
  /// What was taken over and what was not, for people and for the study's log.
  std::vector<Message> notes;
};

/// Makes the beginning of a search from the studies in `config.warmStart`, which are only read.
///
/// Their designs are moved into the space (DesignTransfer), with their values where these are ones of the objectives
/// (ReusableValues); objectives with free estimators are computed where they are not known. A design whose objectives
/// are known then, or that misses a bound by what is known, is taken over. Of the others, which lack a value that has
/// to be measured, those on their study's own front come first in the search: at most half of its candidates, evenly
/// along the front, where there are more. The same design twice is one candidate: of what several know, the first study
/// counts, and within a study the candidate of which more was measured. Failed candidates are left out.
/// @param config  `candidates`: how many the search evaluates itself
/// @error those of Study::open() and Evaluation::create(); InvalidArgument (no design fits the space, too many
/// candidates); Cancelled
/// @thread any    @cost O(candidates); of tables about 50,000 a second, else that of the free estimators
Result<WarmStart> prepareWarmStart(const SearchConfig& config, const Space& space, const EstimatorRegistry& estimators,
                                   const JobContext& job);

/// A new study of a search, with what it starts from; it appears at `path` whole or not at all.
/// @error those of prepareWarmStart(), where the configuration names earlier studies, and of Study::create();
/// InvalidArgument: a study cannot start from itself
/// @thread any; `job` is polled and told the progress
Result<std::unique_ptr<Study>> createSearchStudy(const std::string& path, const SearchConfig& config,
                                                 const Space& space, const EstimatorRegistry& estimators,
                                                 const JobContext& job = {});

}  // namespace pscope

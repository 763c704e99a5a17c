#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/record/search_config.h"
#include "core/run/runner.h"
#include "core/space/space.h"
#include "core/study/study.h"

namespace pscope {

/// Checks everything that a search reads, so that unusable input is refused before a study is written: space, data,
/// estimators with their tables and devices, strategy.
/// @error of the part at fault; `file` names the configuration where the part names none
Result<Space> checkSearch(const SearchConfig& config, const std::string& file);

/// Runs the search of an open study to its end, with progress on standard error; Ctrl-C stops it cleanly.
/// Prints the front as a table on standard output, then what the search has cost.
/// @param stop   the rules of this run
/// @param focus  to look at from the next candidate on; nothing: the one that holds stays
/// @return kDone; kWorkFailed when it was stopped or failed
Result<int> runSearch(std::unique_ptr<Study> study, const Space& space, int workers, const StopConfig& stop,
                      std::optional<Focus> focus);

/// The study's own space. @error Database when its document is damaged
Result<Space> spaceOf(const Study& study);

}  // namespace pscope

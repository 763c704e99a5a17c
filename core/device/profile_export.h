#pragma once

#include <string>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// Writes all that a profile knows into a folder: profile.json (the profile itself), figures.csv (place, value, unit,
/// evidence, source), a CSV file for each look-up table in a form that the imports read again, fits.csv (context and
/// held-out error of each fit) and health.csv (each check of each anchor).
///
/// A table of choices has the columns choice_1, level_1 ... of its groups and reads back with the patterns
/// {choice_1}={level_1} ..., its base row having an empty choice_1; one of operators has op, kernel, stride, groups,
/// hw, cin and cout. Files that are there already are replaced.
/// @return the names of the files, in the order of writing    @error Io
/// @thread any    @cost O(size of the profile)
Result<std::vector<std::string>> exportProfile(const DeviceProfile& profile, const std::string& folder);

}  // namespace pscope

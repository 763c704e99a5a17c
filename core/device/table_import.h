#pragma once

#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

class DeviceProfile;
class Space;

/// What an import says of a table besides its file.
struct TableImport {
  std::string file;
  std::string
      column;        ///< of the costs; its end tells the unit ("_ms", "_s", "_us", "_mJ", "cycles") unless `unit` does
  std::string unit;  ///< "ms", "s", "us", "mJ", "J" or "cycles"; empty: from the column
  std::string name;  ///< of the table; empty: that of the column
  std::string tag = "user";
  std::string source;  ///< empty: the file's name
  double clockHz = 0;  ///< of a column in cycles
  int batch = 1;
  std::string precision;
};

/// A CSV file with one row for each layer and choice as a table of a profile.
///
/// `patterns` say which choice and level a row is about, with columns in braces: "layer{layer+1}.op={op}" (a number may
/// be added to a column or taken from it); "#{op}" is a level by its number from 0. Several patterns make one group.
/// Rows whose column `baseColumn` holds `baseValue` are the cost of everything else.
/// @return the table's JSON object, for DeviceProfile::withTable()
/// @error NotFound, Parse  with file and line: a missing column, a cell that is no finite number, a choice or level
/// that the space does not have, the same entry twice; InvalidArgument  a unit that is not said; Cancelled
Result<Json> importChoiceTable(const TableImport& import, const Space& space, const std::vector<std::string>& patterns,
                               const std::string& baseColumn, const std::string& baseValue, const JobContext& job = {});

/// A CSV file with one row for each measured operator: columns op (or kernel_type), kernel, stride, groups, hw (or h
/// and w), cin, cout as far as they are there, also in nn-Meter's spelling ("dwconv-bn-relu", KERNEL_SIZE ...).
/// @param fusion  "conv2d+batch_norm+relu": operators that the runtime runs as one kernel, beside those that rows have
/// @error as above; InvalidArgument  latencies a hundred times off the roofline of the profile's hardware;
/// Unsupported  energies
Result<Json> importOperatorTable(const TableImport& import, const DeviceProfile& profile,
                                 const std::vector<std::string>& fusion, const JobContext& job = {});

}  // namespace pscope

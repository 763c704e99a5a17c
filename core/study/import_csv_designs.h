#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/space/space.h"
#include "core/study/import_csv.h"

namespace pscope {

/// The rows of a table as designs of a space that is given, or made of them.
struct TableDesigns {
  std::optional<Space> space;
  std::vector<Genome> genomes;     ///< one a row; all kInactive where the row names no design
  std::vector<std::string> exact;  ///< one a row, as of ImportedSpace
  std::vector<bool> named;         ///< one a row: it names a design
  std::vector<Message> notes;
};

/// @param mapping  complete
/// @error Parse with the line (no design of the space), InvalidArgument (more than a space can hold), Cancelled
/// @thread any    @cost O(cells); 4 bytes a cell beside the table while it reads
Result<TableDesigns> readTableDesigns(const ImportTable& table, const CsvMapping& mapping, const JobContext& job);

}  // namespace pscope

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Where measured latencies are read from: one row a measurement in a CSV file.
struct MeasurementSource {
  std::string file;
  std::string column;     ///< of the latencies
  std::string unit;       ///< "ms", "s" or "us"; empty: from the end of the column's name, "latency_ms"
  std::string keyColumn;  ///< of the designs in the space's text form; empty: the first column that holds designs
  std::string joinFile;   ///< a second table that says which design a row is; empty: the row itself does
  std::string on;         ///< column that both tables have ("index")
};

/// Measured designs, in the order of the file. Rows with an empty cell were not measured.
struct MeasuredDesigns {
  std::vector<Genome> genomes;
  std::vector<double> latencyMs;
  std::vector<std::size_t> lines;  ///< of the file
  std::size_t empty = 0;           ///< rows that were left out
};

/// A unit that costs come in, and the one that a profile stores them in.
struct CostUnit {
  std::string_view written;
  const char* stored;  ///< "ms", "mJ" or "cycles"
  double factor = 1;   ///< stored units of one written
};
/// The unit of a column: as said, or else the end of its name. @error InvalidArgument  neither names one
Result<CostUnit> unitOfColumn(const std::string& column, const std::string& unit, const std::string& file);

/// @error NotFound (file, column, no designs in the table), Parse with file and line: a cell that is no positive number
/// or no design of the space, a unit that is not said
Result<MeasuredDesigns> readMeasurements(const Space& space, const MeasurementSource& source);

/// Names of the columns of a table, however long it is. @error those of reading; Parse  no header within 1 MiB
Result<std::vector<std::string>> measurementColumns(const std::string& file);

/// One design a line in the space's text form; a first line "design" or "arch" and empty lines are passed over.
/// @error Parse with file and line
Result<std::vector<Genome>> readDesigns(const Space& space, const std::string& file);

}  // namespace pscope

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/csv.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/record/measurement.h"
#include "core/record/objective.h"
#include "core/study/import_study.h"

namespace pscope {

/// A CSV table, with the columns of a second one in its rows if there is one.
class ImportTable {
 public:
  /// @param joinFile  empty: none
  /// @param on        column of both tables whose cells must be equal; a row without partner has empty cells
  /// @error those of CsvTable::read; NotFound (column); Parse (a key twice in the second table); Cancelled
  static Result<ImportTable> read(const std::string& file, const std::string& joinFile, const std::string& on,
                                  const JobContext& job = {});

  const std::string& file() const { return m_main.file(); }
  const std::string& hash() const { return m_hash; }    ///< of the bytes of the file, or of both
  const std::string& bytes() const { return m_bytes; }  ///< of the first file
  const std::vector<std::string>& columns() const { return m_columns; }
  std::optional<std::size_t> find(std::string_view column) const;
  std::size_t rowCount() const { return m_main.rowCount(); }
  std::string_view cell(std::size_t row, std::size_t column) const;
  std::string place(std::size_t row) const;  ///< "line 12"
  Error errorAt(std::size_t row, ErrorCode code, Message what, Message mend) const;
  /// Every cell is empty or a finite number, and one is.
  bool isNumeric(std::size_t column) const { return m_numeric[column]; }
  /// Name of the file that a column comes from, without folders.
  std::string fileOf(std::size_t column) const;

 private:
  Status findNumericColumns(const JobContext& job);

  CsvTable m_main;
  std::optional<CsvTable> m_other;
  std::string m_bytes, m_hash;
  std::vector<std::string> m_columns;
  std::vector<std::size_t> m_otherColumns;  ///< of m_other, those that were added
  std::vector<std::size_t> m_partner;       ///< row of m_other for each row
  std::vector<bool> m_numeric;
};

/// What the columns of a table mean. Parts that are left empty are guessed.
struct CsvMapping {
  struct Objective {
    std::string name;
    std::string expression;  ///< a column, or an expression over columns
    std::optional<Direction> direction;
    std::string unit;
  };
  std::string name;  ///< of the study; empty: the file's
  std::vector<Objective> objectives;
  std::string designColumn;                ///< designs in the text form of `space`, as "a=1;b=2", or any text
  std::vector<std::string> choiceColumns;  ///< instead: a column a choice
  std::string space;                       ///< built-in family or file; empty: made from the table
  MeasurementKind kind = MeasurementKind::Tabulated;
  bool keepOriginal = true;
};

/// A complete mapping: what `given` leaves open is guessed from names and cells, and `notes` say how, and which columns
/// of numbers were left out of the choices.
/// @error InvalidArgument when nothing can be an objective or a design; NotFound (column)
Result<CsvMapping> completeMapping(const ImportTable& table, const CsvMapping& given, std::vector<Message>& notes);

/// The mapping of a table of NAS-Bench-201 cells (key `arch`): error from the test accuracy after most epochs, and the
/// first latency column, else the parameters.
/// @error InvalidArgument, NotFound as above
Result<CsvMapping> nasbench201Mapping(const ImportTable& table, const CsvMapping& given, std::vector<Message>& notes);

/// One candidate a row. Rows where an objective's cell is empty become failed ("not measured"); other numeric columns
/// are auxiliary measurements, other texts go to the notes. `NAME_kind`, `NAME_budget`, `NAME_stderr`, `state`,
/// `reason` and `finished`, as `paretoscope-cli candidates --csv` writes them, are understood; cells there that say
/// something else go to the notes. Rows without a design become failed.
/// @param mapping  complete
/// @error Parse with the line (no number, no design of the space), NonFinite, InvalidArgument, Cancelled
/// @thread any    @cost 15,625 rows of 20 columns: half a second
Result<ImportedStudy> importCsv(const ImportTable& table, const CsvMapping& mapping, std::vector<Message> notes,
                                const JobContext& job);

}  // namespace pscope

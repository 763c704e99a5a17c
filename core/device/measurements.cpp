#include "core/device/measurements.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/base/csv.h"
#include "core/base/file.h"

namespace pscope {
namespace {

constexpr std::array<CostUnit, 6> kCostUnits = {{{"ms", "ms", 1},
                                                 {"s", "ms", 1e3},
                                                 {"us", "ms", 1e-3},
                                                 {"mJ", "mJ", 1},
                                                 {"J", "mJ", 1e3},
                                                 {"cycles", "cycles", 1}}};

constexpr std::size_t kLongestHeader = 1u << 20;  ///< bytes

/// Milliseconds of one unit.
Result<double> unitFactor(const MeasurementSource& source) {
  const auto unit = unitOfColumn(source.column, source.unit, source.file);
  if (unit.ok() && std::string_view(unit.value().stored) == "ms") return unit.value().factor;
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "It is not said in which unit the column \"%1\" is.").arg(source.column),
                   PSCOPE_TR_NOOP("Device", "Let its name end in _ms, _s or _us, or name the unit."), source.file);
}

std::optional<double> positiveNumber(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value) || value <= 0) {
    return std::nullopt;
  }
  return value;
}

/// The column whose first cell is a design.
Result<std::size_t> designColumn(const Space& space, const CsvTable& table, const std::string& name) {
  if (!name.empty()) return table.column(name);
  for (std::size_t c = 0; c < table.columns().size() && table.rowCount() > 0; ++c) {
    if (space.parse(table.cell(0, c)).ok()) return c;
  }
  Rng rng(1);
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "No column holds designs of %1, such as %2.")
                       .arg(space.name())
                       .arg(space.text(space.sample(rng))),
                   PSCOPE_TR_NOOP("Device", "Name the column, or a second table that has them and a column in common."),
                   table.file());
}

/// Text of the design of each row of the measurements' table.
Result<std::vector<std::string>> designTexts(const Space& space, const CsvTable& table,
                                             const MeasurementSource& source) {
  std::vector<std::string> texts(table.rowCount());
  if (source.joinFile.empty()) {
    PSCOPE_TRY(const std::size_t key, designColumn(space, table, source.keyColumn));
    for (std::size_t row = 0; row < texts.size(); ++row) texts[row] = table.cell(row, key);
    return texts;
  }
  PSCOPE_TRY(const CsvTable join, CsvTable::read(source.joinFile));
  PSCOPE_TRY(const std::size_t key, designColumn(space, join, source.keyColumn));
  PSCOPE_TRY(const std::size_t there, join.column(source.on));
  PSCOPE_TRY(const std::size_t here, table.column(source.on));
  std::unordered_map<std::string, std::size_t> rows;
  for (std::size_t row = 0; row < join.rowCount(); ++row) rows.emplace(join.cell(row, there), row);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const auto found = rows.find(std::string(table.cell(row, here)));
    if (found != rows.end()) texts[row] = join.cell(found->second, key);
  }
  return texts;
}

}  // namespace

Result<CostUnit> unitOfColumn(const std::string& column, const std::string& unit, const std::string& file) {
  const std::size_t underscore = column.rfind('_');
  const std::string written = !unit.empty()                     ? unit
                              : underscore == std::string::npos ? column
                                                                : column.substr(underscore + 1);
  for (const CostUnit& known : kCostUnits) {
    if (known.written == written) return known;
  }
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "It is not said in which unit the column \"%1\" is.").arg(column),
                   PSCOPE_TR_NOOP("Device", "Let its name end in _ms, _s, _us, _mJ or cycles, or name the unit."),
                   file);
}

Result<MeasuredDesigns> readMeasurements(const Space& space, const MeasurementSource& source) {
  PSCOPE_TRY(const double factor, unitFactor(source));
  PSCOPE_TRY(const CsvTable table, CsvTable::read(source.file));
  PSCOPE_TRY(const std::size_t column, table.column(source.column));
  PSCOPE_TRY(const auto texts, designTexts(space, table, source));
  MeasuredDesigns designs;
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    const std::string_view cell = table.cell(row, column);
    if (cell.empty()) {
      ++designs.empty;
      continue;
    }
    const std::string line = std::to_string(table.line(row));
    const auto value = positiveNumber(cell);
    if (!value) {
      return makeError(ErrorCode::Parse,
                       PSCOPE_TR_NOOP("Device", "\"%1\" is not a positive number.").arg(std::string(cell)),
                       PSCOPE_TR_NOOP("Device", "Leave the cell empty where nothing was measured."), source.file, line);
    }
    auto genome = space.parse(texts[row]);
    if (!genome.ok()) {
      Error error = genome.error();
      error.file = source.file;
      error.place = line;
      return error;
    }
    designs.genomes.push_back(std::move(genome).value());
    designs.latencyMs.push_back(*value * factor);
    designs.lines.push_back(table.line(row));
  }
  return designs;
}

Result<std::vector<std::string>> measurementColumns(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string beginning(kLongestHeader, '\0');
  stream.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  if (beginning.empty()) {
    PSCOPE_TRY(const CsvTable table, CsvTable::read(file));  // says why nothing can be read
    return table.columns();
  }
  bool quoted = false;
  std::size_t end = 0;
  while (end < beginning.size() && (quoted || (beginning[end] != '\n' && beginning[end] != '\r'))) {
    if (beginning[end++] == '"') quoted = !quoted;
  }
  beginning.resize(end);
  PSCOPE_TRY(const CsvTable table, CsvTable::parse(std::move(beginning), file));
  return table.columns();
}

Result<std::vector<Genome>> readDesigns(const Space& space, const std::string& file) {
  PSCOPE_TRY(const std::string text, readFile(file));
  std::vector<Genome> genomes;
  std::size_t begin = 0;
  for (std::size_t number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || (number == 1 && (line == "design" || line == "arch"))) continue;
    auto genome = space.parse(line);
    if (!genome.ok()) {
      Error error = genome.error();
      error.file = file;
      error.place = std::to_string(number);
      return error;
    }
    genomes.push_back(std::move(genome).value());
  }
  return genomes;
}

}  // namespace pscope

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>

#include "app/cli/command_line.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/pareto/hypervolume.h"

namespace pscope {
namespace {

std::vector<std::string> splitAtCommas(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ',')
      parts.emplace_back();
    else if (c != ' ')
      parts.back() += c;
  }
  return parts;
}

Result<std::vector<double>> parseReference(const std::string& text) {
  std::vector<double> reference;
  for (const auto& part : splitAtCommas(text)) {
    const auto value = parseNumber(part);
    if (!value || !std::isfinite(*value)) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("CommandLine", "--reference holds \"%1\", which is not a number.").arg(part),
                       PSCOPE_TR_NOOP("CommandLine", "Give one number an objective, with commas: --reference 30,60."));
    }
    reference.push_back(*value);
  }
  return reference;
}

// Points of a CSV file; its first line may be a header or already a point.
Result<std::vector<std::vector<double>>> readPoints(const std::string& file, std::size_t dimensions) {
  PSCOPE_TRY(const CsvTable table, CsvTable::read(file));
  if (table.columns().size() != dimensions) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "The file has %1 columns, the reference point %2 numbers.")
                         .arg(std::to_string(table.columns().size()))
                         .arg(std::to_string(dimensions)),
                     PSCOPE_TR_NOOP("CommandLine", "Keep one column an objective."), file, "1");
  }
  std::vector<std::vector<double>> points;
  std::vector<double> first;
  for (const auto& cell : table.columns()) {
    if (const auto value = parseNumber(cell)) first.push_back(*value);
  }
  if (first.size() == dimensions) points.push_back(std::move(first));
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    std::vector<double> point;
    for (std::size_t column = 0; column < dimensions; ++column) {
      const auto value = parseNumber(table.cell(row, column));
      if (!value || !std::isfinite(*value)) {
        return makeError(
            ErrorCode::Parse,
            PSCOPE_TR_NOOP("CommandLine", "\"%1\" is not a finite number.").arg(std::string(table.cell(row, column))),
            PSCOPE_TR_NOOP("CommandLine", "Write numbers with a decimal point, or remove the line."), file,
            std::to_string(table.line(row)));
      }
      point.push_back(*value);
    }
    points.push_back(std::move(point));
  }
  return points;
}

Result<int> printHypervolume(const std::string& file, const std::string& referenceText) {
  PSCOPE_TRY(const auto reference, parseReference(referenceText));
  PSCOPE_TRY(const auto points, readPoints(file, reference.size()));
  PSCOPE_TRY(const double volume, hypervolume(points, reference));
  std::cout << numberText(volume) << '\n';
  return kDone;
}

}  // namespace

void addHypervolumeCommand(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string file, reference;
  };
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("hypervolume", "Hypervolume of a file of points, all objectives minimised: one number");
  command->add_option("POINTS.csv", options->file, "One column an objective, one row a point, with or without a header")
      ->required();
  command->add_option("--reference", options->reference, "Reference point, one number an objective")
      ->required()
      ->type_name("A,B[,C...]");
  command->footer("Example:\n  paretoscope-cli hypervolume front.csv --reference 30,60");
  command->callback(
      [&chosen, options] { chosen.run = [options] { return printHypervolume(options->file, options->reference); }; });
}

}  // namespace pscope

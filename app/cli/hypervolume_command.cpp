#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/pareto/hypervolume.h"
#include "core/pareto/indicators.h"

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
                     PSCOPE_TR_NOOP("CommandLine", "The file has %1 columns; %2 are needed.")
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

/// Each objective of the front from 0 to 1, and the points on the same scale.
void scaleTo(const std::vector<std::vector<double>>& front, std::vector<std::vector<double>>& points) {
  for (std::size_t k = 0; k < front.front().size(); ++k) {
    const auto [low, high] =
        std::minmax_element(front.begin(), front.end(), [k](const auto& a, const auto& b) { return a[k] < b[k]; });
    const double origin = (*low)[k], range = (*high)[k] - origin;
    for (auto& point : points) point[k] = (point[k] - origin) / (range > 0 ? range : 1);
  }
}

Result<int> printIndicators(const std::string& file, const std::string& frontFile) {
  PSCOPE_TRY(const CsvTable table, CsvTable::read(frontFile));
  PSCOPE_TRY(auto front, readPoints(frontFile, table.columns().size()));
  PSCOPE_TRY(auto points, readPoints(file, table.columns().size()));
  if (!front.empty()) {
    const auto unscaled = front;
    scaleTo(unscaled, points);
    scaleTo(unscaled, front);
  }
  PSCOPE_TRY(const double distance, igdPlus(points, front));
  PSCOPE_TRY(const double epsilon, additiveEpsilon(points, front));
  printJson({{"igd_plus", numberOrNull(distance)},
             {"additive_epsilon", numberOrNull(epsilon)},
             {"points", points.size()},
             {"front", front.size()}});
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

  auto* indicators = app.add_subcommand(
      "indicators", "How far points are from a front that is known: IGD+ and additive epsilon, as one JSON document");
  indicators->add_option("POINTS.csv", options->file, "One column an objective, all minimised, one row a point")
      ->required();
  indicators->add_option("--front", options->reference, "The front to be reached, with the same columns")
      ->required()
      ->type_name("FRONT.csv");
  indicators->footer(
      "Objectives are scaled so that the front goes from 0 to 1 in each; 0 is best, smaller is better.\nExample:\n  "
      "paretoscope-cli indicators found.csv --front known.csv");
  indicators->callback(
      [&chosen, options] { chosen.run = [options] { return printIndicators(options->file, options->reference); }; });
}

}  // namespace pscope

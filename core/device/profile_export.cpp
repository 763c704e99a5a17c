#include "core/device/profile_export.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"

namespace pscope {
namespace {

/// "fbnet delta/ms" -> "fbnet-delta-ms": what any file system takes.
std::string fileStem(const std::string& name) {
  std::string stem;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    stem += std::isalnum(byte) != 0 || c == '_' || c == '.' ? c : '-';
  }
  while (!stem.empty() && (stem.front() == '.' || stem.front() == '-')) stem.erase(0, 1);
  return stem.empty() ? "table" : stem;
}

std::string figuresCsv(const DeviceProfile& profile) {
  std::string csv = csvLine({"place", "value", "unit", "evidence", "source"});
  for (const auto& [pointer, number] : profile.numbers()) {
    csv += csvLine({pointer, numberText(number.value), number.unit, number.tag, number.source});
  }
  return csv;
}

/// "cost_ms": the column from which an import tells the unit.
std::string costColumn(const TableHeader& header) {
  return header.unit == "cycles" ? "cycles" : "cost_" + header.unit;
}

std::string choicesCsv(const ChoiceTable& table) {
  std::size_t most = 1;
  for (const auto& group : table.groups) most = std::max(most, group.choices.size());
  std::vector<std::string> cells;
  for (std::size_t i = 1; i <= most; ++i) {
    cells.push_back("choice_" + std::to_string(i));
    cells.push_back("level_" + std::to_string(i));
  }
  cells.push_back(costColumn(table.header));
  std::string csv = csvLine(cells);
  cells.assign(2 * most, "");
  cells.push_back(numberText(table.base));
  csv += csvLine(cells);
  for (const auto& group : table.groups) {
    for (const auto& row : group.rows) {
      cells.assign(2 * most, "");
      for (std::size_t i = 0; i < group.choices.size(); ++i) {
        cells[2 * i] = group.choices[i];
        cells[2 * i + 1] = row.levels[i];
      }
      cells.push_back(numberText(row.value));
      csv += csvLine(cells);
    }
  }
  return csv;
}

std::string operatorsCsv(const OperatorTable& table) {
  std::string csv = csvLine(
      {"op", "kernel", "kernel_w", "stride", "dilation", "groups", "hw", "cin", "cout", costColumn(table.header)});
  for (const auto& row : table.rows) {
    csv += csvLine({row.op, std::to_string(row.kernel), std::to_string(row.kernelWidth), std::to_string(row.stride),
                    std::to_string(row.dilation), std::to_string(row.groups), numberText(row.hw),
                    numberText(row.inChannels), numberText(row.outChannels), numberText(row.value)});
  }
  return csv;
}

std::string fitsCsv(const DeviceProfile& profile) {
  std::string csv =
      csvLine({"space", "scale", "batch", "precision", "threads", "statistic", "source", "designs", "spearman",
               "median_error_pct", "within_5_pct", "within_10_pct", "floor_pairs", "floor_within_10_pct"});
  for (const DeviceFit& fit : profile.fits()) {
    std::vector<std::string> cells = {fit.space,
                                      fit.scale,
                                      std::to_string(fit.batch),
                                      fit.precision,
                                      fit.threads > 0 ? std::to_string(fit.threads) : "",
                                      fit.statistic,
                                      fit.source,
                                      std::to_string(fit.model.measuredNetworks())};
    if (const auto& q = fit.model.heldOut()) {
      for (const double value : {q->spearman, q->medianErrorPercent, q->within5Percent, q->within10Percent}) {
        cells.push_back(numberText(value));
      }
    } else {
      cells.resize(cells.size() + 4);
    }
    const Repeatability& floor = fit.repeatability;
    cells.push_back(std::to_string(floor.pairs));
    cells.push_back(floor.pairs > 0 ? numberText(floor.within10Percent) : "");
    csv += csvLine(cells);
  }
  return csv;
}

std::string healthCsv(const DeviceHealth& health) {
  std::string csv = csvLine({"date", "design", "measured_ms", "checked_ms", "change_pct"});
  for (const auto& anchor : health.anchors) {
    csv += csvLine({health.date, anchor.design, numberText(anchor.latencyMs), "", ""});
  }
  for (const auto& check : health.checks) {
    for (std::size_t i = 0; i < health.anchors.size(); ++i) {
      const auto& anchor = health.anchors[i];
      csv += csvLine({check.date, anchor.design, numberText(anchor.latencyMs), numberText(check.latenciesMs[i]),
                      numberText(100 * (check.latenciesMs[i] / anchor.latencyMs - 1))});
    }
  }
  return csv;
}

}  // namespace

Result<std::vector<std::string>> exportProfile(const DeviceProfile& profile, const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> files = {{"profile.json", profile.document().dump(1) + "\n"}};
  if (!profile.numbers().empty()) files.emplace_back("figures.csv", figuresCsv(profile));
  std::set<std::string> taken = {"figures", "fits", "health"};
  const auto free = [&taken](const std::string& name) {
    std::string stem = fileStem(name);
    for (int i = 2; !taken.insert(stem).second; ++i) stem = fileStem(name) + "-" + std::to_string(i);
    return stem + ".csv";
  };
  for (const ChoiceTable& table : profile.tables().choices) {
    files.emplace_back(free(table.header.name), choicesCsv(table));
  }
  for (const OperatorTable& table : profile.tables().operators) {
    files.emplace_back(free(table.header.name), operatorsCsv(table));
  }
  if (!profile.fits().empty()) files.emplace_back("fits.csv", fitsCsv(profile));
  if (profile.health()) files.emplace_back("health.csv", healthCsv(*profile.health()));
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  std::vector<std::string> names;
  for (const auto& [name, text] : files) {
    PSCOPE_CHECK(writeFileAtomically(folder + "/" + name, text));
    names.push_back(name);
  }
  return names;
}

}  // namespace pscope

#include "core/device/lookup_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/device/profile_numbers.h"
#include "core/network/operator_catalogue.h"
#include "core/space/space.h"

namespace pscope {
namespace {

constexpr std::size_t kMostCells = 1u << 20;  ///< of one group: the product of the levels of its choices

Result<TableHeader> parseHeader(const JsonView& view) {
  TableHeader header;
  PSCOPE_TRY(header.name, view.string("name"));
  constexpr std::array<std::string_view, 2> kMetrics = {"latency", "energy"};
  PSCOPE_TRY(header.metric, wordOf(view, "metric", kMetrics));
  constexpr std::array<std::string_view, 2> kTimes = {"ms", "cycles"};
  constexpr std::array<std::string_view, 1> kEnergies = {"mJ"};
  if (header.metric == "latency") {
    PSCOPE_TRY(header.unit, wordOf(view, "unit", kTimes));
  } else {
    PSCOPE_TRY(header.unit, wordOf(view, "unit", kEnergies));
  }
  PSCOPE_TRY(header.clockHz, view.numberOr("clock_Hz", 0));
  if (header.unit == "cycles" && !(header.clockHz > 0 && std::isfinite(header.clockHz))) {
    return view.error(PSCOPE_TR_NOOP("Device", "A table in cycles needs the clock, \"clock_Hz\"."),
                      PSCOPE_TR_NOOP("Device", "Give the cycles a second that the device runs at."));
  }
  PSCOPE_TRY(header.tag, wordOf(view, "tag", kEvidenceTags));
  PSCOPE_TRY(header.source, view.string("source"));
  PSCOPE_TRY(header.batch, batchOf(view, 1));
  PSCOPE_TRY(header.precision, view.stringOr("precision", ""));
  PSCOPE_TRY(MadeWith made, madeWith(view));
  header.threads = made.threads;
  header.statistic = std::move(made.statistic);
  return header;
}

Result<ChoiceTable> parseChoices(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"kind", "name", "space", "metric", "unit", "clock_Hz", "tag", "source", "batch",
                              "precision", "threads", "statistic", "base", "groups"}));
  ChoiceTable table;
  PSCOPE_TRY(table.header, parseHeader(view));
  PSCOPE_TRY(table.space, view.string("space"));
  PSCOPE_TRY(table.base, view.numberOr("base", 0));
  if (!std::isfinite(table.base)) {
    return view.member("base").value().error(PSCOPE_TR_NOOP("Device", "A cost must be a finite number."));
  }
  PSCOPE_TRY(const auto groups, view.array("groups"));
  for (const JsonView& json : groups) {
    PSCOPE_CHECK(json.onlyKeys({"choices", "rows"}));
    ChoiceTable::Group group;
    PSCOPE_TRY(const auto choices, json.array("choices"));
    for (const JsonView& choice : choices) {
      PSCOPE_TRY(std::string path, choice.string());
      group.choices.push_back(std::move(path));
    }
    if (group.choices.empty()) {
      return json.member("choices").value().error(PSCOPE_TR_NOOP("Device", "A group needs a choice."));
    }
    PSCOPE_TRY(const auto rows, json.array("rows"));
    for (const JsonView& row : rows) {
      PSCOPE_TRY(const auto cells, row.array());
      if (cells.size() != group.choices.size() + 1) {
        return row.error(
            PSCOPE_TR_NOOP("Device", "A row holds one level for each of the %1 choices of its group, and the value.")
                .arg(std::to_string(group.choices.size())));
      }
      ChoiceTable::Row entry;
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        PSCOPE_TRY(std::string level, cells[i].string());
        entry.levels.push_back(std::move(level));
      }
      PSCOPE_TRY(entry.value, cells.back().number());
      if (!std::isfinite(entry.value)) {
        return cells.back().error(PSCOPE_TR_NOOP("Device", "A cost must be a finite number."));
      }
      group.rows.push_back(std::move(entry));
    }
    table.groups.push_back(std::move(group));
  }
  return table;
}

/// The operators of a kernel's name, each of which the catalogue knows.
Result<std::vector<std::string>> kernelOperators(const JsonView& view) {
  PSCOPE_TRY(const std::string text, view.string());
  std::vector<std::string> names(1);
  for (const char c : text) {
    if (c == '+') {
      names.emplace_back();
    } else {
      names.back() += c;
    }
  }
  for (const std::string& name : names) {
    if (!operatorByName(name)) {
      return view.error(
          PSCOPE_TR_NOOP("Device", "There is no operator \"%1\".").arg(name),
          PSCOPE_TR_NOOP("Device", "Write names such as conv2d, or conv2d+batch_norm+relu for a fused kernel."));
    }
  }
  return names;
}

Result<double> positive(const JsonView& view, const char* key, double fallback) {
  PSCOPE_TRY(const double value, view.numberOr(key, fallback));
  if (std::isfinite(value) && value > 0) return value;
  return view.member(key).value().error(PSCOPE_TR_NOOP("Device", "A positive number is expected here."));
}

Result<int> smallNumber(const JsonView& view, const char* key, int low, int fallback = 1) {
  PSCOPE_TRY(const auto value, view.integerOr(key, fallback));
  if (value >= low && value <= 1'000'000) return static_cast<int>(value);
  return view.member(key).value().error(
      PSCOPE_TR_NOOP("Device", "A whole number from %1 to 1000000 is expected here.").arg(std::to_string(low)));
}

Result<OperatorTable> parseOperators(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"kind", "name", "metric", "unit", "clock_Hz", "tag", "source", "batch", "precision",
                              "threads", "statistic", "fusion", "rows"}));
  OperatorTable table;
  PSCOPE_TRY(table.header, parseHeader(view));
  if (view.has("fusion")) {
    PSCOPE_TRY(const auto rules, view.array("fusion"));
    for (const JsonView& rule : rules) {
      PSCOPE_TRY(auto names, kernelOperators(rule));
      table.fusion.push_back(std::move(names));
    }
    // The longest match wins.
    std::stable_sort(table.fusion.begin(), table.fusion.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  PSCOPE_TRY(const auto rows, view.array("rows"));
  for (const JsonView& json : rows) {
    PSCOPE_CHECK(json.onlyKeys({"op", "kernel", "kernel_w", "stride", "dilation", "groups", "hw", "cin", "cout", "v"}));
    OperatorTable::Row row;
    PSCOPE_TRY(const JsonView op, json.member("op"));
    PSCOPE_CHECK(kernelOperators(op));
    PSCOPE_TRY(row.op, json.string("op"));
    PSCOPE_TRY(row.kernel, smallNumber(json, "kernel", 1));
    PSCOPE_TRY(row.kernelWidth, smallNumber(json, "kernel_w", 1, row.kernel));
    PSCOPE_TRY(row.dilation, smallNumber(json, "dilation", 1));
    PSCOPE_TRY(row.stride, smallNumber(json, "stride", 1));
    PSCOPE_TRY(row.groups, smallNumber(json, "groups", 0));
    PSCOPE_TRY(row.hw, positive(json, "hw", 1));
    PSCOPE_TRY(row.inChannels, positive(json, "cin", 1));
    PSCOPE_TRY(row.outChannels, positive(json, "cout", row.inChannels));
    PSCOPE_TRY(row.value, json.number("v"));
    if (!std::isfinite(row.value) || row.value <= 0) {
      return json.member("v").value().error(PSCOPE_TR_NOOP("Device", "A positive number is expected here."));
    }
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) {
    return view.member("rows").value().error(PSCOPE_TR_NOOP("Device", "A table of operators needs rows."));
  }
  return table;
}

}  // namespace

double TableHeader::millisecondsPerUnit() const {
  constexpr double kMillisecondsPerSecond = 1e3;
  return unit == "cycles" ? kMillisecondsPerSecond / clockHz : 1;
}

Result<DeviceTables> DeviceTables::fromJson(const JsonView& view) {
  DeviceTables tables;
  std::set<std::string> names;
  PSCOPE_TRY(const auto items, view.array());
  for (const JsonView& item : items) {
    constexpr std::array<std::string_view, 2> kKinds = {"choices", "operators"};
    PSCOPE_TRY(const std::string kind, wordOf(item, "kind", kKinds));
    PSCOPE_TRY(const std::string name, item.string("name"));
    if (!names.insert(name).second) {
      return item.member("name").value().error(PSCOPE_TR_NOOP("Device", "There are two tables \"%1\".").arg(name));
    }
    if (kind == "choices") {
      PSCOPE_TRY(ChoiceTable table, parseChoices(item));
      tables.choices.push_back(std::move(table));
    } else {
      PSCOPE_TRY(OperatorTable table, parseOperators(item));
      tables.operators.push_back(std::move(table));
    }
  }
  return tables;
}

Result<BoundChoiceTable> BoundChoiceTable::create(const ChoiceTable& table, const Space& space) {
  BoundChoiceTable bound;
  bound.m_base = table.base;
  const auto& choices = space.choices();
  for (const ChoiceTable::Group& group : table.groups) {
    Group made;
    std::size_t cells = 1;
    for (const std::string& path : group.choices) {
      const auto choice = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.path == path; });
      if (choice == choices.end()) {
        return makeError(ErrorCode::NotFound,
                         PSCOPE_TR_NOOP("Device", "The table \"%1\" reads the choice \"%2\", which %3 does not have.")
                             .arg(table.header.name)
                             .arg(path)
                             .arg(space.name()),
                         PSCOPE_TR_NOOP("Device", "It is a table for %1.").arg(table.space));
      }
      made.choices.push_back(static_cast<std::size_t>(choice - choices.begin()));
      made.levels.push_back(static_cast<int>(choice->levels.size()));
      made.text += (made.text.empty() ? "" : ", ") + path;
      cells *= choice->levels.size();
      if (cells > kMostCells) {
        return makeError(
            ErrorCode::Unsupported,
            PSCOPE_TR_NOOP("Device", "The choices %1 have too many combinations for one group.").arg(made.text));
      }
    }
    made.values.assign(cells, std::numeric_limits<double>::quiet_NaN());
    for (const ChoiceTable::Row& row : group.rows) {
      std::size_t place = 0;
      for (std::size_t i = 0; i < row.levels.size(); ++i) {
        const auto& levels = choices[made.choices[i]].levels;
        const auto level = std::find(levels.begin(), levels.end(), row.levels[i]);
        if (level == levels.end()) {
          return makeError(ErrorCode::NotFound,
                           PSCOPE_TR_NOOP("Device", "The table \"%1\" has a cost of \"%2\" = %3, which is no level.")
                               .arg(table.header.name)
                               .arg(group.choices[i])
                               .arg(row.levels[i]));
        }
        place = place * levels.size() + static_cast<std::size_t>(level - levels.begin());
      }
      made.values[place] = row.value;
    }
    bound.m_groups.push_back(std::move(made));
  }
  return bound;
}

Result<double> BoundChoiceTable::value(const Genome& genome) const {
  double sum = m_base;
  for (const Group& group : m_groups) {
    std::size_t place = 0;
    bool active = true;
    for (std::size_t i = 0; i < group.choices.size() && active; ++i) {
      const int level = genome[group.choices[i]];
      active = level != kInactive;
      if (active) place = place * static_cast<std::size_t>(group.levels[i]) + static_cast<std::size_t>(level);
    }
    if (!active) continue;
    const double value = group.values[place];
    if (std::isnan(value)) {
      return makeError(
          ErrorCode::NotFound,
          PSCOPE_TR_NOOP("Device", "The table holds no cost of what this design chooses for %1.").arg(group.text),
          PSCOPE_TR_NOOP("Device", "Add a row for it."));
    }
    sum += value;
  }
  return sum;
}

}  // namespace pscope

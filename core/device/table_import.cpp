#include "core/device/table_import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/csv.h"
#include "core/base/number_text.h"
#include "core/device/device.h"
#include "core/device/measurements.h"
#include "core/device/plausibility.h"
#include "core/space/space.h"

namespace pscope {
namespace {

Error lineError(const CsvTable& table, std::size_t row, Message what, Message mend = {}) {
  return makeError(ErrorCode::Parse, std::move(what), std::move(mend), table.file(),
                   "line " + std::to_string(table.line(row)));
}

Result<double> numberCell(const CsvTable& table, std::size_t row, std::size_t column) {
  const auto value = parseNumber(table.cell(row, column));
  if (value && std::isfinite(*value)) return *value;
  return lineError(table, row,
                   PSCOPE_TR_NOOP("Device", "\"%1\" in the column \"%2\" is no finite number.")
                       .arg(std::string(table.cell(row, column)))
                       .arg(table.columns()[column]));
}

Error importCancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The import was cancelled."));
}

Result<Json> headerJson(const TableImport& import, const char* kind) {
  PSCOPE_TRY(const CostUnit unit, unitOfColumn(import.column, import.unit, import.file));
  Json json = {
      {"kind", kind},
      {"name", import.name.empty() ? import.column : import.name},
      {"metric", std::string_view(unit.stored) == "mJ" ? "energy" : "latency"},
      {"unit", unit.stored},
      {"tag", import.tag},
      {"source", import.source.empty() ? std::filesystem::path(import.file).filename().string() + ": " + import.column
                                       : import.source},
      {"batch", import.batch},
      {"precision", import.precision}};
  if (std::string_view(unit.stored) == "cycles") {
    if (!(import.clockHz > 0)) {
      return makeError(
          ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Device", "A table in cycles needs the clock of the device."),
          PSCOPE_TR_NOOP("Device", "Give the device's clock, too (on the command line: --clock)."), import.file);
    }
    json["clock_Hz"] = import.clockHz;
  }
  return json;
}

/// A text with columns in braces: "layer{layer+1}.op".
class Pattern {
 public:
  static Result<Pattern> parse(const std::string& text, const CsvTable& table) {
    Pattern pattern;
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t open = text.find('{', at);
      pattern.m_parts.push_back({text.substr(at, open - at), std::nullopt, 0});
      if (open == std::string::npos) break;
      const std::size_t close = text.find('}', open);
      if (close == std::string::npos) {
        return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Device", "A brace of \"%1\" is not closed.").arg(text));
      }
      std::string name = text.substr(open + 1, close - open - 1);
      Part& part = pattern.m_parts.back();
      if (const std::size_t sign = name.find_last_of("+-"); sign != std::string::npos && sign > 0) {
        const std::string_view number = std::string_view(name).substr(name[sign] == '+' ? sign + 1 : sign);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), part.offset);
        if (error == std::errc() && end == number.data() + number.size()) name.resize(sign);
      }
      PSCOPE_TRY(part.column, table.column(name));
      at = close + 1;
    }
    return pattern;
  }

  Result<std::string> text(const CsvTable& table, std::size_t row) const {
    std::string result;
    for (const Part& part : m_parts) {
      result += part.before;
      if (!part.column) continue;
      if (part.offset == 0) {
        result += table.cell(row, *part.column);
        continue;
      }
      PSCOPE_TRY(const double value, numberCell(table, row, *part.column));
      result += numberText(value + part.offset);
    }
    return result;
  }

 private:
  struct Part {
    std::string before;
    std::optional<std::size_t> column;
    int offset = 0;
  };
  std::vector<Part> m_parts;
};

/// "path=level" for each row.
struct ChoicePattern {
  Pattern path, level;
  bool byNumber = false;  ///< the level is a number from 0
};

Result<ChoicePattern> parseChoicePattern(const std::string& text, const CsvTable& table) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return makeError(
        ErrorCode::Parse,
        PSCOPE_TR_NOOP("Device", "\"%1\" does not say which choice and level a row is about.").arg(text),
        PSCOPE_TR_NOOP("Device", "Write it as layer{layer+1}.op={op}, with the file's columns in braces."));
  }
  std::string level = text.substr(equals + 1);
  const bool byNumber = level.starts_with('#');
  if (byNumber) level.erase(0, 1);
  PSCOPE_TRY(Pattern path, Pattern::parse(text.substr(0, equals), table));
  PSCOPE_TRY(Pattern levels, Pattern::parse(level, table));
  return ChoicePattern{std::move(path), std::move(levels), byNumber};
}

/// Path and level's text of one row. @error Parse  the space does not have them
Result<std::pair<std::string, std::string>> choiceOf(const ChoicePattern& pattern, const CsvTable& table,
                                                     std::size_t row, const Space& space) {
  PSCOPE_TRY(std::string path, pattern.path.text(table, row));
  PSCOPE_TRY(std::string level, pattern.level.text(table, row));
  const auto& choices = space.choices();
  const auto choice = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.path == path; });
  if (choice == choices.end()) {
    return lineError(
        table, row, PSCOPE_TR_NOOP("Device", "%1 has no choice \"%2\".").arg(space.name()).arg(path),
        PSCOPE_TR_NOOP("Device", "Its first choice is \"%1\"; numbers in a pattern may be shifted, as in {layer+1}.")
            .arg(choices.empty() ? "" : choices.front().path));
  }
  if (pattern.byNumber) {
    const auto number = parseNumber(level);
    const bool there = number && *number >= 0 && *number < static_cast<double>(choice->levels.size()) &&
                       *number == std::floor(*number);
    if (there) return std::pair(std::move(path), choice->levels[static_cast<std::size_t>(*number)]);
  } else if (std::find(choice->levels.begin(), choice->levels.end(), level) != choice->levels.end()) {
    return std::pair(std::move(path), std::move(level));
  }
  std::string known;
  for (const std::string& text : choice->levels) known += (known.empty() ? "" : ", ") + text;
  return lineError(table, row, PSCOPE_TR_NOOP("Device", "\"%1\" has no level \"%2\".").arg(path).arg(level),
                   PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known));
}

}  // namespace

Result<Json> importChoiceTable(const TableImport& import, const Space& space, const std::vector<std::string>& patterns,
                               const std::string& baseColumn, const std::string& baseValue, const JobContext& job) {
  PSCOPE_TRY(const CsvTable table, CsvTable::read(import.file));
  PSCOPE_TRY(const std::size_t cost, table.column(import.column));
  PSCOPE_TRY(const CostUnit unit, unitOfColumn(import.column, import.unit, import.file));
  PSCOPE_TRY(Json json, headerJson(import, "choices"));
  std::optional<std::size_t> base;
  if (!baseColumn.empty()) {
    PSCOPE_TRY(base, table.column(baseColumn));
  }
  std::vector<ChoicePattern> parsed;
  for (const std::string& text : patterns) {
    PSCOPE_TRY(ChoicePattern pattern, parseChoicePattern(text, table));
    parsed.push_back(std::move(pattern));
  }
  if (parsed.empty()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "It is not said which choice and level a row is about."),
                     PSCOPE_TR_NOOP("Device", "Give a pattern such as layer{layer+1}.op={op}."), import.file);
  }
  double sum = 0;
  std::vector<std::vector<std::string>> paths;  // of each group, in the order of the file
  std::map<std::vector<std::string>, std::size_t> groupOf;
  std::vector<std::map<std::vector<std::string>, double>> entries;
  std::vector<std::vector<std::vector<std::string>>> order;
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    if (job.stop.stop_requested()) return importCancelled();
    if (table.cell(row, cost).empty()) continue;  // not measured
    PSCOPE_TRY(const double value, numberCell(table, row, cost));
    if (base && table.cell(row, *base) == baseValue) {
      sum += value * unit.factor;
      continue;
    }
    std::vector<std::string> choices, levels;
    for (const ChoicePattern& pattern : parsed) {
      PSCOPE_TRY(auto choice, choiceOf(pattern, table, row, space));
      choices.push_back(std::move(choice.first));
      levels.push_back(std::move(choice.second));
    }
    const auto [group, isNew] = groupOf.emplace(choices, paths.size());
    if (isNew) {
      paths.push_back(choices);
      entries.emplace_back();
      order.emplace_back();
    }
    if (!entries[group->second].emplace(levels, value * unit.factor).second) {
      return lineError(
          table, row,
          PSCOPE_TR_NOOP("Device", "The table holds \"%1\" = %2 twice.").arg(choices.front()).arg(levels.front()));
    }
    order[group->second].push_back(levels);
  }
  if (paths.empty()) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Device", "The column \"%1\" holds no costs.").arg(import.column),
                     {}, import.file);
  }
  json["space"] = space.name();
  json["base"] = sum;
  Json groups = Json::array();
  for (std::size_t g = 0; g < paths.size(); ++g) {
    Json rows = Json::array();
    for (const auto& levels : order[g]) {
      Json row = Json::array();
      for (const std::string& level : levels) row.push_back(level);
      row.push_back(entries[g].at(levels));
      rows.push_back(std::move(row));
    }
    groups.push_back({{"choices", paths[g]}, {"rows", std::move(rows)}});
  }
  json["groups"] = std::move(groups);
  return json;
}

namespace {

/// The first of the names that is a column.
std::optional<std::size_t> anyColumn(const CsvTable& table, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const auto column = table.column(name); column.ok()) return column.value();
  }
  return std::nullopt;
}

/// A kernel as this program names it.
struct KernelName {
  std::string op;
  bool depthwise = false;
};

/// Names of nn-Meter's kernels ("dwconv-bn-relu") in words of the catalogue; other names stay as they are.
/// @source Zhang et al., nn-Meter, MobiSys 2021: the kernel types of its data collection
KernelName kernelName(const std::string& name) {
  static const std::map<std::string, std::string> kWords = {
      {"conv", "conv2d"},       {"dwconv", "conv2d"},    {"bn", "batch_norm"},
      {"hswish", "hard_swish"}, {"swish", "silu"},       {"fc", "linear"},
      {"maxpool", "max_pool"},  {"avgpool", "avg_pool"}, {"channelshuffle", "channel_shuffle"}};
  static const std::map<std::string, std::string> kWhole = {
      {"global-avgpool", "global_avg_pool"}, {"addrelu", "add+relu"}, {"bnrelu", "batch_norm+relu"}};
  if (const auto whole = kWhole.find(name); whole != kWhole.end()) return {whole->second, false};
  KernelName kernel;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('-', begin), name.size());
    const std::string word = name.substr(begin, end - begin);
    begin = end + 1;
    kernel.depthwise = kernel.depthwise || word == "dwconv";
    const auto known = kWords.find(word);
    kernel.op += (kernel.op.empty() ? "" : "+") + (known == kWords.end() ? word : known->second);
  }
  return kernel;
}

struct OperatorColumns {
  std::size_t op = 0;
  std::optional<std::size_t> kernel, kernelWidth, stride, dilation, groups, side, height, width, in, out;
};

Result<OperatorColumns> operatorColumns(const CsvTable& table) {
  OperatorColumns columns;
  const auto op = anyColumn(table, {"op", "kernel_type", "operator"});
  if (!op) {
    PSCOPE_TRY(columns.op, table.column("op"));
  } else {
    columns.op = *op;
  }
  columns.kernel = anyColumn(table, {"kernel", "kernel_size", "k", "KERNEL_SIZE"});
  columns.kernelWidth = anyColumn(table, {"kernel_w", "kernel_width"});
  columns.dilation = anyColumn(table, {"dilation"});
  columns.stride = anyColumn(table, {"stride", "strides", "s", "STRIDES"});
  columns.groups = anyColumn(table, {"groups", "g"});
  columns.side = anyColumn(table, {"hw", "HW", "input_h", "size"});
  columns.height = anyColumn(table, {"h", "height", "H"});
  columns.width = anyColumn(table, {"w", "width", "W"});
  columns.in = anyColumn(table, {"cin", "in_channels", "Cin", "CIN"});
  columns.out = anyColumn(table, {"cout", "out_channels", "Cout", "COUT"});
  return columns;
}

Result<Json> operatorRow(const CsvTable& table, std::size_t row, const OperatorColumns& columns) {
  const KernelName kernel = kernelName(std::string(table.cell(row, columns.op)));
  Json json = {{"op", kernel.op}};
  if (kernel.depthwise) json["groups"] = 0;
  const std::initializer_list<std::pair<const char*, std::optional<std::size_t>>> whole = {
      {"kernel", columns.kernel},
      {"kernel_w", columns.kernelWidth},
      {"stride", columns.stride},
      {"dilation", columns.dilation},
      {"groups", columns.groups}};
  for (const auto& [key, column] : whole) {
    if (!column || table.cell(row, *column).empty()) continue;
    PSCOPE_TRY(const double value, numberCell(table, row, *column));
    if (value != std::floor(value) || std::abs(value) > 1e6) {
      return lineError(table, row, PSCOPE_TR_NOOP("Device", "\"%1\" is no whole number.").arg(numberText(value)));
    }
    json[key] = static_cast<std::int64_t>(value);
  }
  const std::initializer_list<std::pair<const char*, std::optional<std::size_t>>> sizes = {
      {"hw", columns.side}, {"cin", columns.in}, {"cout", columns.out}};
  for (const auto& [key, column] : sizes) {
    if (!column || table.cell(row, *column).empty()) continue;
    PSCOPE_TRY(const double value, numberCell(table, row, *column));
    json[key] = value;
  }
  if (!columns.side && columns.height && columns.width) {
    PSCOPE_TRY(const double height, numberCell(table, row, *columns.height));
    PSCOPE_TRY(const double width, numberCell(table, row, *columns.width));
    json["hw"] = std::sqrt(std::max(0.0, height * width));
  }
  return json;
}

/// Refuses latencies in another unit than said, as far as the profile knows the hardware: compares the rows of
/// convolutions and linear layers with what the peak alone would take.
/// @param msPerUnit  of the stored values
Status checkRowsPlausible(const TableImport& import, const DeviceProfile& profile, const Json& rows, double msPerUnit) {
  const auto roofline = RooflineModel::create(profile, {import.batch, import.precision});
  if (!roofline.ok()) return {};  // nothing is known to compare with
  RooflineModel model = roofline.value();
  std::vector<LatencyRatio> ratios;
  for (const Json& row : rows) {
    const auto number = [&](const char* key, double fallback) { return row.value(key, fallback); };
    const std::string op = row.value("op", "");
    if (!op.starts_with("conv2d")) continue;
    const double in = number("cin", 1), out = number("cout", in);
    if (in < 1 || out < 1 || in > 65536 || out > 65536 || number("hw", 1) > 65536) continue;
    const auto side = static_cast<std::int32_t>(std::max(1.0, number("hw", 1)));
    Network network({static_cast<std::int32_t>(in), side, side});
    OpAttributes a;
    const int kernel = row.value("kernel", 1);
    a.kernelHeight = static_cast<std::int16_t>(std::clamp(kernel, 1, 255));
    a.kernelWidth = static_cast<std::int16_t>(std::clamp(row.value("kernel_w", kernel), 1, 255));
    a.paddingHeight = static_cast<std::int16_t>(a.kernelHeight / 2);
    a.paddingWidth = static_cast<std::int16_t>(a.kernelWidth / 2);
    a.stride = static_cast<std::int16_t>(std::clamp(row.value("stride", 1), 1, 255));
    a.outChannels = static_cast<std::int32_t>(out);
    a.groups = row.value("groups", 1) == 0 ? static_cast<std::int32_t>(in) : row.value("groups", 1);
    if (!network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, a).ok()) continue;
    const double expected = model.latencyMs(network);
    if (expected > 0) ratios.push_back({row.value("v", 0.0) * msPerUnit / expected, 0});
  }
  return checkLatencyRatios(std::move(ratios), profile, import.file, import.column);
}

}  // namespace

Result<Json> importOperatorTable(const TableImport& import, const DeviceProfile& profile,
                                 const std::vector<std::string>& fusion, const JobContext& job) {
  PSCOPE_TRY(const CsvTable table, CsvTable::read(import.file));
  PSCOPE_TRY(const std::size_t cost, table.column(import.column));
  PSCOPE_TRY(const CostUnit unit, unitOfColumn(import.column, import.unit, import.file));
  PSCOPE_TRY(Json json, headerJson(import, "operators"));
  if (json.value("metric", "") != "latency") {
    return makeError(
        ErrorCode::Unsupported,
        PSCOPE_TR_NOOP("Device", "Operators are looked up by their latency; \"%1\" tells energies.").arg(import.column),
        PSCOPE_TR_NOOP("Device", "Import a column of latencies; energy follows from the board's power."), import.file);
  }
  PSCOPE_TRY(const OperatorColumns columns, operatorColumns(table));
  Json rows = Json::array();
  for (std::size_t row = 0; row < table.rowCount(); ++row) {
    if (job.stop.stop_requested()) return importCancelled();
    if (table.cell(row, cost).empty()) continue;
    PSCOPE_TRY(const double value, numberCell(table, row, cost));
    PSCOPE_TRY(Json entry, operatorRow(table, row, columns));
    entry["v"] = value * unit.factor;
    // One row at a time through the profile's own reader, so that a mistake is told with its line.
    Json single = json;
    single["rows"] = Json::array({entry});
    const Json list = Json::array({std::move(single)});
    if (const auto checked = DeviceTables::fromJson(JsonView(list, import.file)); !checked.ok()) {
      return lineError(table, row, checked.error().what, checked.error().mend);
    }
    rows.push_back(std::move(entry));
  }
  if (rows.empty()) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Device", "The column \"%1\" holds no costs.").arg(import.column),
                     {}, import.file);
  }
  constexpr double kMillisecondsPerSecond = 1e3;
  const bool cycles = json.value("unit", "") == "cycles";
  PSCOPE_CHECK(checkRowsPlausible(import, profile, rows, cycles ? kMillisecondsPerSecond / import.clockHz : 1));
  // A kernel of several operators says by itself that the runtime fuses them; longer chains are tried first.
  std::vector<std::string> rules = fusion;
  for (const Json& row : rows) {
    const std::string op = row["op"].get<std::string>();
    if (op.find('+') != std::string::npos && std::find(rules.begin(), rules.end(), op) == rules.end()) {
      rules.push_back(op);
    }
  }
  const auto operators = [](const std::string& rule) { return std::count(rule.begin(), rule.end(), '+'); };
  std::sort(rules.begin() + static_cast<std::ptrdiff_t>(fusion.size()), rules.end(),
            [&](const auto& a, const auto& b) { return std::pair(operators(b), a) < std::pair(operators(a), b); });
  json["fusion"] = rules;
  json["rows"] = std::move(rows);
  return json;
}

}  // namespace pscope

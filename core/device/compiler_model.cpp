#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/gemm_tiling.h"
#include "core/device/gemm_view.h"
#include "core/device/profile_numbers.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct CompilerOptions {
  std::int64_t memoryBytes = 0;                ///< that a tile's working set must fit
  std::int64_t tileRows = 0, tileColumns = 0;  ///< 0: the best of each layer, beside the other if that is given
  bool fusion = true;                          ///< of operators that cost nothing inside another's kernel
  double factor = 1;                           ///< on the rate of arithmetic, of all other options
};

/// The roofline of code that a compiler made: tiles decide the traffic of products, fusion that of small operators.
class CompilerModel final : public CostModel {
 public:
  CompilerModel(RooflineModel arithmetic, double bytesPerSecond, double boardWatt, DeadCode deadCode,
                const CompilerOptions& options, int batch, std::string evidence)
      : m_arithmetic(std::move(arithmetic)),
        m_bytesPerSecond(bytesPerSecond),
        m_boardWatt(boardWatt),
        m_deadCode(deadCode),
        m_options(options),
        m_batch(batch),
        m_evidence(std::move(evidence)) {}

  CostReport estimate(const Network& network) override {
    auto report = compiled(network);
    if (report.ok()) return std::move(report).value();
    CostReport none = blankReport(network, "compiler", m_arithmetic.precision(), m_evidence);
    none.latencyMs = std::numeric_limits<double>::quiet_NaN();
    none.notes.push_back(report.error().what);
    return none;
  }
  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< every operator has a price
  Result<CostReport> estimateDesign(const DesignView& design) override { return compiled(design.network); }
  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_TRY(const CostReport report, compiled(design.network));
    return report.latencyMs;
  }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<CompilerModel>(*this); }
  std::string source() const override { return "compiler options, hardware and compression manual 4.14"; }

 private:
  Result<CostReport> compiled(const Network& network) {
    CostReport report = m_arithmetic.estimate(network);
    report.model = "compiler";
    report.evidence = m_evidence;
    report.latencyMs = 0;
    report.utilisation = std::numeric_limits<double>::quiet_NaN();
    const int bytesPerValue = bytesOr4(report.precision);
    const auto run = executedNodes(network, m_deadCode);
    const double msPerByte = 1e3 / m_bytesPerSecond;
    std::size_t tried = 0;
    for (LayerCost& layer : report.layers) {
      const Node& node = network.nodes()[layer.node];
      if (!run[layer.node] || node.op == Op::Input) continue;
      const bool free = operatorInfo(node.op).free;
      if (free && m_options.fusion) continue;
      double arithmetic = 0;
      if (free) {  // a kernel of its own: reads and writes what would have stayed
        const Signature signature = signatureOf(network, node);
        layer.bytes = static_cast<double>(signature.inputElements + node.shape.elements()) * m_batch * bytesPerValue;
      } else {
        arithmetic = std::max(layer.latencyMs - m_arithmetic.launchMs(), 0.0) / m_options.factor;
        if (const auto gemm = gemmView(network, node, m_batch)) {
          PSCOPE_TRY(layer.bytes, productBytes(*gemm, bytesPerValue, tried));
        }
      }
      const double moving = layer.bytes * msPerByte;
      layer.memoryBound = moving > arithmetic;
      layer.latencyMs = std::max(arithmetic, moving) + m_arithmetic.launchMs();
      layer.utilisation = std::numeric_limits<double>::quiet_NaN();
      report.latencyMs += layer.latencyMs;
    }
    finishReport(report, m_boardWatt);
    if (tried > 0) {
      report.notes.push_back(
          PSCOPE_TR_NOOP("Device", "Tiles are the best of each product: %1 were tried.").arg(std::to_string(tried)));
    }
    report.notes.push_back(PSCOPE_TR_NOOP(
        "Device", "Options change traffic and rates by the manual's formulas [R], never results; measure to be sure."));
    return report;
  }

  /// Bytes of the products of a layer with its tiles. @param tried  counts the inner search
  Result<double> productBytes(const GemmView& gemm, int bytesPerValue, std::size_t& tried) const {
    const std::int64_t words = m_options.memoryBytes / bytesPerValue;
    GemmTiles tiles{std::min(m_options.tileRows, gemm.pixels), std::min(m_options.tileColumns, gemm.filters)};
    if (m_options.tileRows == 0 || m_options.tileColumns == 0) {
      const GemmTiles given{m_options.tileRows, m_options.tileColumns};
      tiles = bestTiles(gemm.pixels, gemm.filters, gemm.reduction, words, given);
      const auto steps = [](std::int64_t side, std::int64_t fixed) {
        return fixed > 0 ? 1 : std::bit_width(static_cast<std::uint64_t>(side)) + 1;
      };
      tried += static_cast<std::size_t>(steps(gemm.pixels, given.rows) * steps(gemm.filters, given.columns));
    }
    const double needed = static_cast<double>(tiles.rows) + static_cast<double>(tiles.columns) +
                          static_cast<double>(tiles.rows) * static_cast<double>(tiles.columns);
    if (needed > static_cast<double>(words)) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Device", "Tiles of %1 x %2 need %3 bytes, the memory of tiles has %4.")
                           .arg(std::to_string(tiles.rows))
                           .arg(std::to_string(tiles.columns))
                           .arg(numberText(needed * bytesPerValue))
                           .arg(std::to_string(m_options.memoryBytes)),
                       PSCOPE_TR_NOOP("Device", "Choose smaller tiles, or leave them to the model."));
    }
    return static_cast<double>(gemmTrafficWords(gemm.pixels, gemm.filters, gemm.reduction, tiles) * gemm.groups) *
           bytesPerValue;
  }

  RooflineModel m_arithmetic;  ///< with endless bandwidth
  double m_bytesPerSecond, m_boardWatt;
  DeadCode m_deadCode;
  CompilerOptions m_options;
  int m_batch;
  std::string m_evidence;
};

/// Product of the profile's factors for the chosen options, each at /units/0/options/NAME/VALUE.
Result<double> optionFactor(const CostModelRequest& request, ProfileNumbers& numbers) {
  double factor = 1;
  if (!request.parameters.has("options")) return factor;
  PSCOPE_TRY(const JsonView options, request.parameters.member("options"));
  if (!options.isObject()) return options.error(PSCOPE_TR_NOOP("Device", "An object is expected here."));
  for (const std::string& name : options.keys()) {
    PSCOPE_TRY(const JsonView value, options.member(name));
    const std::string text = value.isString() ? value.json().get<std::string>() : value.json().dump();
    const std::string list = "/units/0/options/" + name + "/";
    const auto number = request.profile.number(list + text);
    if (number && number->value > 0) {
      numbers.note(number->tag);
      factor *= number->value;
      continue;
    }
    std::string known;
    for (const auto& [pointer, other] : request.profile.numbers()) {
      if (pointer.starts_with(list)) known += (known.empty() ? "" : ", ") + pointer.substr(list.size());
    }
    return value.error(PSCOPE_TR_NOOP("Device", "The profile \"%1\" has no factor for %2 = %3.")
                           .arg(request.profile.name())
                           .arg(name)
                           .arg(text),
                       known.empty()
                           ? PSCOPE_TR_NOOP("Device", "Add it at %1 with unit and evidence tag.").arg(list + text)
                           : PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known),
                       ErrorCode::NotFound);
  }
  return factor;
}

Result<std::int64_t> tileSide(const JsonView& parameters, const char* key) {
  PSCOPE_TRY(const double side, parameters.numberOr(key, 0));
  constexpr double kLargest = 1 << 20;
  if (side >= 0 && side <= kLargest && side == std::floor(side)) return static_cast<std::int64_t>(side);
  return parameters.member(key).value().error(
      PSCOPE_TR_NOOP("Device", "A side of a tile is a whole number; 0 leaves it to the model."));
}

}  // namespace

Result<std::unique_ptr<CostModel>> makeCompilerModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "tile_rows", "tile_columns", "memory_B", "fusion", "options"}));
  ProfileNumbers numbers(request.profile, "compiler", &parameters);
  CompilerOptions options;
  PSCOPE_TRY(const double memory, scratchpadBytes(numbers, request.profile, "memory_B"));
  constexpr double kMostBytes = 1e12;
  options.memoryBytes = static_cast<std::int64_t>(std::min(memory, kMostBytes));
  PSCOPE_TRY(options.tileRows, tileSide(parameters, "tile_rows"));
  PSCOPE_TRY(options.tileColumns, tileSide(parameters, "tile_columns"));
  if (parameters.has("fusion") && parameters.member("fusion").value().json().is_number()) {
    PSCOPE_TRY(const double chosen, parameters.number("fusion"));  // a boolean choice is 0 or 1
    options.fusion = chosen != 0;
  } else {
    PSCOPE_TRY(options.fusion, parameters.booleanOr("fusion", true));
  }
  PSCOPE_TRY(options.factor, optionFactor(request, numbers));
  constexpr double kUnlimited = 1e12;
  PSCOPE_TRY(const RooflineModel whole, RooflineModel::create(request.profile, request.context));
  PSCOPE_TRY(RooflineModel arithmetic, RooflineModel::create(request.profile, request.context, {1, kUnlimited, 1}));
  const double watts = numbers.optional("/power/max_W", 0);
  numbers.note(whole.evidence());
  numbers.note("R");
  const auto deadCode = parseDeadCode(request.profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  return std::unique_ptr<CostModel>(std::make_unique<CompilerModel>(std::move(arithmetic), whole.bytesPerSecond(),
                                                                    watts, deadCode, options, request.context.batch,
                                                                    numbers.evidence()));
}

PluginInfo compilerModelInfo() {
  PluginInfo info;
  info.name = "compiler";
  info.kind = PluginKind::CostModel;
  info.summary = "The roofline with a compiler's options: tiles of each product, fusion, and factors of the profile.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "tile_rows": {"type": "integer", "minimum": 0, "default": 0, "description": "0: the best of each product"},
    "tile_columns": {"type": "integer", "minimum": 0, "default": 0},
    "memory_B": {"type": "number", "description": "that a tile's working set fits; the profile's scratchpad unless given"},
    "fusion": {"type": "boolean", "default": true},
    "options": {"type": "object", "description": "name and value of each: factors at /units/0/options/NAME/VALUE"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source = "hardware and compression manual 4.14 [D]; NACOS [R]";
  info.evidence = "R";
  return info;
}

}  // namespace pscope

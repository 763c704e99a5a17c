#include "core/device/operator_features.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/base/json.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr double kMega = 1e6;
constexpr int kBytesPerValue = 4;
/// A signature that fewer measured networks have cannot be told from noise.
constexpr int kFewestWithFeature = 3;
constexpr std::size_t kMostSignatures = 2'000;
/// Of a column that a profile may hold.
constexpr double kLargestMean = 1e12;
constexpr double kSmallestDeviation = 1e-12;
constexpr std::array<std::string_view, 4> kQuantities = {"runs", "MMACs", "MB", "Mweights"};

std::string kindOf(const Signature& signature) {
  const OpAttributes& a = signature.attributes;
  std::string text(operatorInfo(signature.op).name);
  const bool window = operatorInfo(signature.op).kind == OperatorKind::Pool || signature.op == Op::Conv2d;
  if (window) {
    text +=
        " " + std::to_string(a.kernelHeight) + "x" + std::to_string(a.kernelWidth) + " s" + std::to_string(a.stride);
  }
  if (signature.op == Op::Conv2d && a.groups > 1)
    text += a.groups == signature.input.channels ? " depthwise" : " grouped";
  return text;
}

std::string signatureText(const Signature& signature) {
  const OpAttributes& a = signature.attributes;
  return kindOf(signature) + " g" + std::to_string(a.groups) + " d" + std::to_string(a.dilation) + " " +
         signature.input.text() + " x" + std::to_string(signature.inputCount) + " " +
         std::to_string(signature.inputElements) + " > " + signature.output.text();
}

std::array<double, 4> quantitiesOf(const Network& network, const Node& node, const Signature& signature) {
  const NodeCost cost = nodeCost(network, node);
  const auto values = static_cast<double>(signature.inputElements + signature.output.elements() + cost.params);
  return {1, static_cast<double>(cost.macs) / kMega, values * kBytesPerValue / kMega,
          static_cast<double>(cost.params) / kMega};
}

/// Values of one column over the measured networks; most are sparse sums.
struct RawColumn {
  std::vector<double> values;
  int networks = 0;  ///< that have the operator
};

/// The direction of a column: proportional columns say the same.
std::vector<long> direction(const std::vector<double>& values) {
  constexpr double kResolution = 1e6;
  const auto first = std::find_if(values.begin(), values.end(), [](double v) { return v != 0; });
  std::vector<long> result;
  result.reserve(values.size());
  for (const double value : values) result.push_back(std::lround(value / *first * kResolution));
  return result;
}

}  // namespace

OperatorFeatures::OperatorFeatures(std::span<const Network> networks, DeadCode deadCode) : m_deadCode(deadCode) {
  std::array<std::map<std::string, std::array<RawColumn, 4>>, 2> blocks;  // kinds, signatures
  std::set<std::string> kinds;
  for (std::size_t n = 0; n < networks.size(); ++n) {
    const Network& network = networks[n];
    const auto run = executedNodes(network, deadCode);
    for (std::size_t i = 0; i < run.size(); ++i) {
      const Node& node = network.nodes()[i];
      if (!run[i] || node.op == Op::Input) continue;
      const Signature signature = signatureOf(network, node);
      const auto quantities = quantitiesOf(network, node, signature);
      kinds.insert(kindOf(signature));
      for (std::size_t block = 0; block < blocks.size(); ++block) {
        auto& columns = blocks[block][block == 0 ? kindOf(signature) : signatureText(signature)];
        for (std::size_t q = 0; q < (block == 0 ? quantities.size() : 1); ++q) {
          columns[q].values.resize(networks.size());
          if (columns[q].values[n] == 0) ++columns[q].networks;
          columns[q].values[n] += quantities[q];
        }
      }
    }
  }
  m_kinds.assign(kinds.begin(), kinds.end());
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    std::set<std::vector<long>> directions;
    for (const auto& [key, columns] : blocks[block]) {
      for (std::size_t q = 0; q < columns.size(); ++q) {
        const auto& values = columns[q].values;
        if (values.empty() || columns[q].networks < (block == 0 ? 1 : kFewestWithFeature)) continue;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        if (*low == *high || !directions.insert(direction(values)).second) continue;
        if (block == 1 && m_columns.size() - m_kindColumns >= kMostSignatures) break;
        Column column{key, static_cast<Quantity>(q), 0, 0};
        for (const double value : values) column.mean += value / static_cast<double>(values.size());
        for (const double value : values) {
          column.deviation += (value - column.mean) * (value - column.mean) / static_cast<double>(values.size());
        }
        column.deviation = std::max(std::sqrt(column.deviation), kSmallestDeviation);
        m_columns.push_back(std::move(column));
      }
    }
    if (block == 0) m_kindColumns = m_columns.size();
  }
  index();
}

void OperatorFeatures::index() {
  for (std::size_t c = 0; c < m_columns.size(); ++c) {
    m_columnsOf[m_columns[c].key].push_back(c);
    m_empty.push_back(-m_columns[c].mean / m_columns[c].deviation);
  }
}

const OperatorFeatures::Shares& OperatorFeatures::sharesOf(const Network& network, const Node& node) {
  const auto id = static_cast<std::size_t>(m_signatures.intern(signatureOf(network, node)));
  if (id < m_shares.size()) return m_shares[id];
  const Signature& signature = m_signatures[static_cast<SignatureId>(id)];
  const auto quantities = quantitiesOf(network, node, signature);
  Shares& result = m_shares.emplace_back();
  const std::string kind = kindOf(signature);
  for (const std::string& key : {kind, signatureText(signature)}) {
    const auto known = m_columnsOf.find(key);
    if (known == m_columnsOf.end()) continue;
    for (const std::size_t c : known->second) {
      const Column& column = m_columns[c];
      result.shares.push_back({c, quantities[static_cast<std::size_t>(column.quantity)] / column.deviation});
    }
  }
  result.seen = std::binary_search(m_kinds.begin(), m_kinds.end(), kind);
  return result;
}

OperatorFeatures::Row OperatorFeatures::row(const Network& network) {
  Row row;
  row.values = m_empty;
  const auto run = executedNodes(network, m_deadCode);
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (!run[i] || node.op == Op::Input) continue;
    const Shares& shares = sharesOf(network, node);
    for (const Share& share : shares.shares) row.values[share.column] += share.value;
    if (!shares.seen) ++row.unseenOperators;
  }
  return row;
}

void OperatorFeatures::subtract(const Network& network, const Node& node, std::span<double> values) {
  for (const Share& share : sharesOf(network, node).shares) values[share.column] -= share.value;
}

std::string OperatorFeatures::columnName(const Column& column) {
  return column.key + ": " + std::string(kQuantities[static_cast<std::size_t>(column.quantity)]);
}

std::vector<std::string> OperatorFeatures::names() const {
  std::vector<std::string> names;
  for (const Column& column : m_columns) names.push_back(columnName(column));
  return names;
}

Json OperatorFeatures::toJson() const {
  Json columns = Json::array();
  for (const Column& column : m_columns) {
    columns.push_back(
        {column.key, kQuantities[static_cast<std::size_t>(column.quantity)], column.mean, column.deviation});
  }
  return {{"dead_code", deadCodeName(m_deadCode)},
          {"kinds", m_kinds},
          {"kind_columns", m_kindColumns},
          {"columns", std::move(columns)}};
}

Result<OperatorFeatures> OperatorFeatures::fromJson(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"dead_code", "kinds", "kind_columns", "columns"}));
  OperatorFeatures features;
  PSCOPE_TRY(const std::string deadCode, view.string("dead_code"));
  const auto policy = parseDeadCode(deadCode);
  if (!policy) {
    return view.member("dead_code")
        .value()
        .error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(deadCode),
               PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("kept, removed, folded"));
  }
  features.m_deadCode = *policy;
  PSCOPE_TRY(const auto kinds, view.array("kinds"));
  for (const JsonView& kind : kinds) {
    PSCOPE_TRY(std::string name, kind.string());
    features.m_kinds.push_back(std::move(name));
  }
  std::sort(features.m_kinds.begin(), features.m_kinds.end());
  PSCOPE_TRY(const auto columns, view.array("columns"));
  for (const JsonView& item : columns) {
    PSCOPE_TRY(const auto cells, item.array());
    if (cells.size() != 4)
      return item.error(PSCOPE_TR_NOOP("Device", "A column is [operator, quantity, mean, deviation]."));
    Column column;
    PSCOPE_TRY(column.key, cells[0].string());
    PSCOPE_TRY(const std::string quantity, cells[1].string());
    const auto known = std::find(kQuantities.begin(), kQuantities.end(), quantity);
    if (known == kQuantities.end()) {
      return cells[1].error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(quantity),
                            PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("runs, MMACs, MB, Mweights"));
    }
    column.quantity = static_cast<Quantity>(known - kQuantities.begin());
    PSCOPE_TRY(column.mean, cells[2].number());
    PSCOPE_TRY(column.deviation, cells[3].number());
    if (!(std::abs(column.mean) <= kLargestMean) || !(column.deviation >= kSmallestDeviation)) {
      return item.error(PSCOPE_TR_NOOP("Device", "The mean is out of range, or the deviation not positive."));
    }
    features.m_columns.push_back(std::move(column));
  }
  PSCOPE_TRY(const auto kindColumns, view.integer("kind_columns"));
  if (kindColumns < 0 || static_cast<std::size_t>(kindColumns) > features.m_columns.size()) {
    return view.member("kind_columns").value().error(PSCOPE_TR_NOOP("Device", "There are not that many columns."));
  }
  features.m_kindColumns = static_cast<std::size_t>(kindColumns);
  features.index();
  return features;
}

std::string executedOperators(const Network& network, DeadCode deadCode) {
  std::map<std::string, int> counts;
  const auto run = executedNodes(network, deadCode);
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (run[i]) ++counts[signatureText(signatureOf(network, network.nodes()[i]))];
  }
  std::string text;
  for (const auto& [operatorText, count] : counts) text += std::to_string(count) + " " + operatorText + "\n";
  return text;
}

}  // namespace pscope

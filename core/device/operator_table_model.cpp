#include "core/device/operator_table_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kNearest = 12;  ///< rows that a plane is laid through
constexpr double kPull = 0.01;        ///< towards the kernel's own exponents, so that few rows suffice
constexpr double kSameShape = 1e-9;

double squaredDistance(const KernelRows::Point& a, const KernelRows::Point& b) {
  double sum = 0;
  for (std::size_t d = 0; d < 3; ++d) sum += (a[d] - b[d]) * (a[d] - b[d]);
  return sum;
}

/// Solves the 4 x 4 system in place by elimination with pivots; the system is positive definite.
std::array<double, 4> solve(std::array<std::array<double, 5>, 4> m) {
  for (std::size_t c = 0; c < 4; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c + 1; r < 4; ++r) {
      if (std::abs(m[r][c]) > std::abs(m[pivot][c])) pivot = r;
    }
    std::swap(m[c], m[pivot]);
    for (std::size_t r = 0; r < 4; ++r) {
      if (r == c || m[c][c] == 0) continue;
      const double factor = m[r][c] / m[c][c];
      for (std::size_t k = c; k < 5; ++k) m[r][k] -= factor * m[c][k];
    }
  }
  std::array<double, 4> x{};
  for (std::size_t i = 0; i < 4; ++i) x[i] = m[i][i] == 0 ? 0 : m[i][4] / m[i][i];
  return x;
}

/// What the arithmetic of a kernel grows with, by its first operator.
KernelRows::Point exponentsOf(Op head, bool depthwise) {
  if (head == Op::Linear) return {0, 1, 1};
  if (head == Op::Conv2d && !depthwise) return {2, 1, 1};
  return {2, 1, 0};
}

}  // namespace

void KernelRows::add(const Point& shape, double value) {
  m_rows[{std::log(shape[0]), std::log(shape[1]), std::log(shape[2])}] = std::log(value);
}

std::optional<double> KernelRows::onGrid(const Point& logs) const {
  Point low{}, high{};
  for (std::size_t d = 0; d < 3; ++d) {
    low[d] = -std::numeric_limits<double>::infinity();
    high[d] = std::numeric_limits<double>::infinity();
    for (const auto& [point, value] : m_rows) {
      if (point[d] <= logs[d] + kSameShape) low[d] = std::max(low[d], point[d]);
      if (point[d] >= logs[d] - kSameShape) high[d] = std::min(high[d], point[d]);
    }
    if (!std::isfinite(low[d]) || !std::isfinite(high[d])) return std::nullopt;
  }
  double sum = 0;
  for (unsigned corner = 0; corner < 8; ++corner) {
    Point at{};
    double weight = 1;
    for (std::size_t d = 0; d < 3; ++d) {
      const bool upper = (corner >> d & 1u) != 0;
      at[d] = upper ? high[d] : low[d];
      const double share = high[d] > low[d] ? (logs[d] - low[d]) / (high[d] - low[d]) : 0;
      weight *= upper ? share : 1 - share;
    }
    if (weight == 0) continue;
    const auto row = m_rows.find(at);
    if (row == m_rows.end()) return std::nullopt;
    sum += weight * row->second;
  }
  return sum;
}

double KernelRows::plane(const Point& logs) const {
  std::vector<std::pair<double, const std::pair<const Point, double>*>> nearest;
  nearest.reserve(m_rows.size());
  for (const auto& row : m_rows) nearest.emplace_back(squaredDistance(row.first, logs), &row);
  std::sort(nearest.begin(), nearest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  nearest.resize(std::min(nearest.size(), kNearest));
  // Weighted least squares of log cost - exponents . (x - query) = a + b . (x - query), with b pulled to 0.
  std::array<std::array<double, 5>, 4> system{};
  double weights = 0;
  for (const auto& [distance, row] : nearest) {
    const double weight = 1 / (distance + 1e-3);
    weights += weight;
    std::array<double, 4> x = {1, 0, 0, 0};
    double rest = row->second;
    for (std::size_t d = 0; d < 3; ++d) {
      x[d + 1] = row->first[d] - logs[d];
      rest -= m_exponents[d] * x[d + 1];
    }
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) system[i][j] += weight * x[i] * x[j];
      system[i][4] += weight * x[i] * rest;
    }
  }
  for (std::size_t d = 1; d < 4; ++d) system[d][d] += kPull * weights;
  return solve(system)[0];
}

KernelRows::Found KernelRows::value(const Point& shape) const {
  const Point logs = {std::log(shape[0]), std::log(shape[1]), std::log(shape[2])};
  if (const auto exact = m_rows.find(logs); exact != m_rows.end())
    return {std::exp(exact->second), TablePrice::Measured};
  if (const auto cell = onGrid(logs)) return {std::exp(*cell), TablePrice::Interpolated};
  bool inside = true;
  for (std::size_t d = 0; d < 3; ++d) {
    const auto less = [d](const auto& a, const auto& b) { return a.first[d] < b.first[d]; };
    const auto [low, high] = std::minmax_element(m_rows.begin(), m_rows.end(), less);
    inside = inside && logs[d] >= low->first[d] - kSameShape && logs[d] <= high->first[d] + kSameShape;
  }
  return {std::exp(plane(logs)), inside ? TablePrice::Interpolated : TablePrice::Extrapolated};
}

OperatorTableModel::OperatorTableModel(const OperatorTable& table, const DeviceProfile& profile, CostContext context)
    : m_header(table.header),
      m_context(std::move(context)),
      m_deadCode(parseDeadCode(profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept)),
      m_watts(profile.number("/power/max_W").value_or(TaggedNumber{}).value) {
  for (const auto& rule : table.fusion) {
    std::string name;
    m_fusion.emplace_back();
    for (const std::string& op : rule) {
      m_fusion.back().push_back(*operatorByName(op));
      name += (name.empty() ? "" : "+") + op;
    }
    m_fusionNames.push_back(std::move(name));
  }
  const double unit = m_header.millisecondsPerUnit();
  for (const OperatorTable::Row& row : table.rows) {
    const Op head = *operatorByName(row.op.substr(0, row.op.find('+')));
    const Kind kind{row.op, row.kernel, row.kernelWidth, row.stride, row.dilation, row.groups};
    auto rows = m_rows.find(kind);
    if (rows == m_rows.end()) rows = m_rows.emplace(kind, KernelRows(exponentsOf(head, row.groups == 0))).first;
    rows->second.add({row.hw, row.inChannels, row.outChannels}, row.value * unit);
  }
}

std::vector<OperatorTableModel::Kernel> OperatorTableModel::kernels(const Network& network) const {
  const auto& nodes = network.nodes();
  const auto run = executedNodes(network, m_deadCode);
  std::vector<Kernel> found;
  found.reserve(nodes.size());
  if (m_fusion.empty()) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (run[i] && nodes[i].op != Op::Input) found.push_back({i, -1, i});
    }
    return found;
  }
  constexpr NodeIndex kNobody = -1, kSeveral = -2;
  std::vector<NodeIndex> reader(nodes.size(), kNobody);  // the one node that reads the output
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const NodeIndex input : network.inputs(nodes[i])) {
      auto& known = reader[static_cast<std::size_t>(input)];
      known = known == kNobody || known == static_cast<NodeIndex>(i) ? static_cast<NodeIndex>(i) : kSeveral;
    }
  }
  for (const NodeIndex output : network.outputs()) {
    if (network.isOutput(output)) reader[static_cast<std::size_t>(output)] = kSeveral;
  }
  std::vector<bool> taken(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!run[i] || taken[i] || nodes[i].op == Op::Input) continue;
    Kernel kernel{i, -1, i};
    for (std::size_t rule = 0; rule < m_fusion.size() && kernel.rule < 0; ++rule) {
      const auto& ops = m_fusion[rule];
      std::vector<std::size_t> chain;
      std::size_t at = i;
      for (std::size_t k = 0; k < ops.size(); ++k) {
        if (nodes[at].op != ops[k] || taken[at] || !run[at]) break;
        chain.push_back(at);
        if (k + 1 == ops.size() || reader[at] < 0) break;
        at = static_cast<std::size_t>(reader[at]);
      }
      if (chain.size() != ops.size()) continue;
      for (const std::size_t node : chain) taken[node] = true;
      kernel.rule = static_cast<int>(rule);
      kernel.last = chain.back();
    }
    found.push_back(kernel);
  }
  return found;
}

const OperatorTableModel::Price& OperatorTableModel::price(const Network& network, const Kernel& kernel) {
  const auto id = static_cast<std::size_t>(m_signatures.intern(signatureOf(network, network.nodes()[kernel.head])));
  if (id >= m_prices.size()) {
    m_prices.emplace_back(m_fusion.size() + 1);
    m_priced.emplace_back(m_fusion.size() + 1, false);
  }
  const auto rule = static_cast<std::size_t>(kernel.rule + 1);
  if (!m_priced[id][rule]) {
    m_prices[id][rule] = priceOf(network, kernel, m_signatures[static_cast<SignatureId>(id)]);
    m_priced[id][rule] = true;
  }
  return m_prices[id][rule];
}

OperatorTableModel::Price OperatorTableModel::priceOf(const Network& network, const Kernel& kernel,
                                                      const Signature& signature) const {
  const Node& node = network.nodes()[kernel.head];
  const OperatorInfo& info = operatorInfo(node.op);
  const auto& a = node.attributes;
  const bool depthwise = node.op == Op::Conv2d && a.groups > 1 && a.groups == signature.input.channels;
  const int groups = depthwise ? 0 : a.groups;
  // The mean side; rows of a GlobalAvgPool or Linear need no window.
  const double side = std::sqrt(static_cast<double>(signature.input.height) * signature.input.width);
  const KernelRows::Point shape = {side, static_cast<double>(signature.input.channels),
                                   static_cast<double>(node.shape.channels)};
  // Only windows have two sides; an attention's one number is its length.
  const bool window = node.op == Op::Conv2d || node.op == Op::MaxPool || node.op == Op::AvgPool;
  const int width = window ? a.kernelWidth : a.kernelHeight;
  const std::string own(info.name);
  for (const std::string& name : {kernel.rule >= 0 ? m_fusionNames[static_cast<std::size_t>(kernel.rule)] : own, own}) {
    const auto rows = m_rows.find({name, a.kernelHeight, width, a.stride, a.dilation, groups});
    if (rows == m_rows.end()) continue;
    const auto found = rows->second.value(shape);
    return {found.value, found.kind, true};
  }
  Price none;
  none.known = info.free;
  return none;
}

double OperatorTableModel::latencyMs(const Network& network) {
  double total = 0;
  for (const Kernel& kernel : kernels(network)) total += price(network, kernel).latencyMs;
  return total;
}

std::size_t OperatorTableModel::unseenOperators(const Network& network) {
  std::size_t unseen = 0;
  for (const Kernel& kernel : kernels(network)) unseen += price(network, kernel).known ? 0u : 1u;
  return unseen;
}

CostReport OperatorTableModel::estimate(const Network& network) {
  const std::string& precision = m_header.precision.empty() ? m_context.precision : m_header.precision;
  CostReport report = blankReport(network, "operators", precision, m_header.tag);
  const int bytesPerValue = bytesOr4(precision);
  std::size_t interpolated = 0, extrapolated = 0;
  std::set<std::string> missing;
  for (const Kernel& kernel : kernels(network)) {
    const Price& p = price(network, kernel);
    const Node& node = network.nodes()[kernel.head];
    LayerCost& layer = report.layers[kernel.head];
    layer.latencyMs = p.latencyMs;
    report.latencyMs += p.latencyMs;
    interpolated += p.latencyMs > 0 && p.kind == TablePrice::Interpolated ? 1 : 0;
    extrapolated += p.latencyMs > 0 && p.kind == TablePrice::Extrapolated ? 1 : 0;
    report.unseenOperators += p.known ? 0 : 1;
    if (!p.known) missing.insert(std::string(operatorInfo(node.op).name));
    if (p.latencyMs > 0) {
      const OperatorWork work = workOf(network, node, network.nodes()[kernel.last], signatureOf(network, node),
                                       m_context.batch, bytesPerValue);
      layer.macs = work.macs;
      layer.bytes = work.bytes;
    }
  }
  finishReport(report, m_watts);
  setMemory(report, network, m_context.batch, bytesPerValue);
  if (interpolated + extrapolated > 0) {
    // What the table does not hold is derived from it between its rows, and an estimate beyond them.
    report.evidence = weakerEvidence(report.evidence, extrapolated > 0 ? "E" : "D");
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "%1 kernels are interpolated between rows of the table, %2 lie outside of them.")
            .arg(std::to_string(interpolated))
            .arg(std::to_string(extrapolated)));
  }
  if (!missing.empty()) {
    std::string names;
    for (const std::string& name : missing) names += (names.empty() ? "" : ", ") + name;
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "The table has no rows for: %1.").arg(names));
  }
  return report;
}

Result<std::unique_ptr<CostModel>> makeOperatorTableModel(const CostModelRequest& request) {
  PSCOPE_TRY(const OperatorTable* table,
             pickTable(request.profile.tables().operators, request,
                       PSCOPE_TR_NOOP("Device", "The profile \"%1\" has no table of operators for this context.")
                           .arg(request.profile.name())));
  return std::unique_ptr<CostModel>(std::make_unique<OperatorTableModel>(*table, request.profile, request.context));
}

PluginInfo operatorTableModelInfo() {
  PluginInfo info;
  info.name = "operators";
  info.kind = PluginKind::CostModel;
  info.summary = "Looks up measured operators and fused kernels by shape, interpolates between shapes, and adds up.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {"table": {"type": "string", "description": "name of the profile's table; the first for the context unless given"}},
  "additionalProperties": false
})";
  info.unit = "ms, mJ";
  info.source = "hardware and compression manual 4.3; Zhang et al., nn-Meter, MobiSys 2021";
  info.evidence = "D";
  return info;
}

}  // namespace pscope

#include "core/device/execution.h"

namespace pscope {

std::string_view deadCodeName(DeadCode deadCode) {
  switch (deadCode) {
    case DeadCode::Kept:
      return "kept";
    case DeadCode::Removed:
      return "removed";
    case DeadCode::Folded:
      return "folded";
  }
  return "kept";
}

std::optional<DeadCode> parseDeadCode(std::string_view name) {
  for (const DeadCode deadCode : kDeadCodes) {
    if (deadCodeName(deadCode) == name) return deadCode;
  }
  return std::nullopt;
}

std::vector<bool> executedNodes(const Network& network, DeadCode deadCode) {
  const auto& nodes = network.nodes();
  std::vector<bool> run(nodes.size(), deadCode == DeadCode::Kept);
  if (deadCode == DeadCode::Kept) return run;
  for (const NodeIndex output : network.outputs()) run[static_cast<std::size_t>(output)] = true;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!run[i] || nodes[i].op == Op::Zero) continue;
    for (const NodeIndex input : network.inputs(nodes[i])) run[static_cast<std::size_t>(input)] = true;
  }
  if (deadCode == DeadCode::Removed) return run;
  std::vector<bool> variable(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    variable[i] = nodes[i].op == Op::Input;
    if (nodes[i].op == Op::Zero) continue;
    for (const NodeIndex input : network.inputs(nodes[i]))
      variable[i] = variable[i] || variable[static_cast<std::size_t>(input)];
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) run[i] = run[i] && variable[i];
  return run;
}

}  // namespace pscope

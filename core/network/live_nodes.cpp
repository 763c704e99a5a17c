#include "core/network/live_nodes.h"

namespace pscope {

std::vector<bool> liveNodes(const Network& network) {
  const auto& nodes = network.nodes();
  std::vector<bool> live(nodes.size());
  for (const auto output : network.outputs()) live[static_cast<std::size_t>(output)] = true;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!live[i]) continue;
    for (const auto input : network.inputs(nodes[i])) live[static_cast<std::size_t>(input)] = true;
  }
  return live;
}

}  // namespace pscope

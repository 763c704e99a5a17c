#include "tests/viz/big_graphs.h"

#include <vector>

#include "core/base/rng.h"

namespace pscope::test {
namespace {

constexpr int kChannels = 16;

class Builder {
 public:
  explicit Builder(std::uint64_t seed) : m_rng(seed) {}

  int size() const { return static_cast<int>(network.nodes().size()); }
  /// A convolution with a kernel drawn from 1, 3, ... 13: the shape stays.
  NodeIndex conv(NodeIndex from) {
    OpAttributes a;
    a.outChannels = kChannels;
    a.kernelHeight = static_cast<std::int16_t>(1 + 2 * m_rng.index(7));
    a.kernelWidth = static_cast<std::int16_t>(1 + 2 * m_rng.index(7));
    a.paddingHeight = static_cast<std::int16_t>(a.kernelHeight / 2);
    a.paddingWidth = static_cast<std::int16_t>(a.kernelWidth / 2);
    return network.add(Op::Conv2d, std::vector{from}, a).value();
  }
  NodeIndex join(Op op, const std::vector<NodeIndex>& from) { return network.add(op, from).value(); }
  NodeIndex any(NodeIndex end) { return static_cast<NodeIndex>(m_rng.index(static_cast<std::size_t>(end))); }

  Network network{TensorShape{kChannels, 16, 16}};

 private:
  Rng m_rng;
};

}  // namespace

Network chainNetwork(int nodes) {
  Builder b(1);
  while (b.size() < nodes) b.conv(b.size() - 1);
  return b.network;
}

Network longSkipNetwork(int nodes) {
  Builder b(2);
  while (b.size() < nodes) {
    const NodeIndex last = b.size() - 1;
    if (b.size() % 4 == 0) {
      b.join(Op::Add, {last, b.any(last)});
    } else {
      b.conv(last);
    }
  }
  return b.network;
}

Network cellsNetwork(int nodes) {
  Builder b(3);
  NodeIndex before = 0;
  NodeIndex last = b.conv(0);
  while (b.size() + 14 <= nodes) {
    std::vector<NodeIndex> states = {b.conv(before), b.conv(last)};
    for (int i = 0; i < 4; ++i) {
      const NodeIndex first = b.conv(states[static_cast<std::size_t>(b.any(static_cast<NodeIndex>(states.size())))]);
      const NodeIndex second = b.conv(states[static_cast<std::size_t>(b.any(static_cast<NodeIndex>(states.size())))]);
      states.push_back(b.join(Op::Add, {first, second}));
    }
    states.erase(states.begin(), states.begin() + 2);
    before = last;
    last = b.conv(b.join(Op::Concat, states));
  }
  while (b.size() < nodes) last = b.conv(last);
  return b.network;
}

Network denseNetwork(int nodes) {
  Builder b(4);
  const int perBlock = nodes / 4;
  while (b.size() < nodes) {
    const NodeIndex first = b.size() / perBlock * perBlock;
    std::vector<NodeIndex> from;
    for (NodeIndex v = b.size() - 1; v >= first; --v) from.push_back(v);
    if (from.size() > 1) {
      b.join(Op::Add, from);
    } else {
      b.conv(b.size() - 1);
    }
  }
  return b.network;
}

}  // namespace pscope::test

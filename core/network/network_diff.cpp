#include "core/network/network_diff.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>

#include "core/base/index.h"
#include "core/network/node_parameters.h"

namespace pscope {
namespace {

using Hash = std::uint64_t;

constexpr std::size_t kMaxCells = 4'000'000;

/// Order matters.
void mix(Hash& hash, std::uint64_t value) {
  hash = (std::rotl(hash, 5) ^ value) * 0x9e3779b97f4a7c15ULL;
  hash ^= hash >> 29;
}

/// A network with what the comparison needs of each node.
struct Side {
  explicit Side(const Network& source) : network(source), count(source.nodes().size()), match(count, -1) {
    findReaders();
    for (std::size_t i = 0; i < count; ++i) label.push_back(labelOf(i));
    findContexts();
  }

  std::span<const NodeIndex> inputs(std::size_t i) const { return network.inputs(network.nodes()[i]); }
  bool isFree(int i) const { return match[at(i)] < 0; }

  const Network& network;
  std::size_t count;
  std::vector<NodeIndex> match;                ///< in the other network
  std::vector<std::vector<NodeIndex>> reader;  ///< of each node, once for each input that it is
  std::vector<Hash> label;                     ///< operator, attributes, parameters
  std::vector<Hash> before;                    ///< and all that leads to it
  std::vector<Hash> after;                     ///< and all that follows from it
  std::vector<Hash> near;                      ///< and its direct neighbours
  std::vector<Hash> around;                    ///< and their neighbours

 private:
  void findReaders() {
    reader.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      for (const auto input : inputs(i)) reader[at(input)].push_back(static_cast<NodeIndex>(i));
    }
  }

  Hash labelOf(std::size_t i) const {
    const Node& node = network.nodes()[i];
    const auto& a = node.attributes;
    Hash hash = static_cast<Hash>(node.op) + 1;
    for (const std::int64_t value : std::initializer_list<std::int64_t>{
             a.outChannels, a.kernelHeight, a.kernelWidth, a.stride, a.paddingHeight, a.paddingWidth, a.dilation,
             a.groups, a.bias, a.countPadding, a.ceilMode, a.causal, a.smooth, a.dims[0], a.dims[1], a.dims[2],
             a.dims[3], std::bit_cast<std::int32_t>(a.value), std::bit_cast<std::int32_t>(a.low)}) {
      mix(hash, static_cast<std::uint64_t>(value));
    }
    for (const auto& info : nodeParameters(network, node)) {
      for (const auto size : info.shape) mix(hash, static_cast<std::uint64_t>(size));
    }
    if (node.op == Op::Input) {
      mix(hash, static_cast<std::uint64_t>(node.shape.channels));
      mix(hash, static_cast<std::uint64_t>(node.shape.height));
      mix(hash, static_cast<std::uint64_t>(node.shape.width));
    }
    return hash;
  }

  /// A node's hash with those of its neighbours; inputs in their order, readers in any.
  Hash joined(std::size_t i, const std::vector<Hash>& own, bool up, bool down) const {
    Hash hash = own[i];
    if (up) {
      for (const auto input : inputs(i)) mix(hash, own[at(input)]);
    }
    if (!down) return hash;
    std::vector<Hash> below;
    for (const auto r : reader[i]) below.push_back(own[at(r)]);
    std::sort(below.begin(), below.end());
    mix(hash, network.isOutput(static_cast<NodeIndex>(i)) ? 1 : 2);
    for (const auto value : below) mix(hash, value);
    return hash;
  }

  void findContexts() {
    before = after = near = around = label;
    for (std::size_t i = 0; i < count; ++i) before[i] = joined(i, before, true, false);
    for (std::size_t i = count; i-- > 0;) after[i] = joined(i, after, false, true);
    for (std::size_t i = 0; i < count; ++i) near[i] = joined(i, label, true, true);
    for (std::size_t i = 0; i < count; ++i) around[i] = joined(i, near, true, true);
  }
};

class Comparison {
 public:
  Comparison(const Network& from, const Network& to) : m_from(from), m_to(to) {}

  NetworkDiff run() {
    // The hash of both sides: what is in the same place of an unchanged graph, in whatever order its nodes come.
    const auto both = [](const Side& side) {
      std::vector<Hash> hashes = side.before;
      for (std::size_t i = 0; i < hashes.size(); ++i) mix(hashes[i], side.after[i]);
      return hashes;
    };
    pairEqual(both(m_from), both(m_to));
    pairEqual(m_from.before, m_to.before);
    pairEqual(m_from.after, m_to.after);
    alignRest();
    pairReplaced();
    std::vector<bool> moved(m_from.count, false);
    findMoves(moved);
    return result(moved);
  }

 private:
  void pair(int a, int b) {
    m_from.match[at(a)] = b;
    m_to.match[at(b)] = a;
  }

  /// Free nodes of equal hash, in their order.
  void pairEqual(const std::vector<Hash>& from, const std::vector<Hash>& to) {
    std::unordered_map<Hash, std::vector<int>> places;
    for (std::size_t i = to.size(); i-- > 0;) {
      if (m_to.match[i] < 0) places[to[i]].push_back(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (m_from.match[i] >= 0) continue;
      const auto found = places.find(from[i]);
      if (found == places.end() || found->second.empty()) continue;
      pair(static_cast<int>(i), found->second.back());
      found->second.pop_back();
    }
  }

  static std::vector<int> freeNodes(const Side& side) {
    std::vector<int> nodes;
    for (std::size_t i = 0; i < side.count; ++i) {
      if (side.match[i] < 0) nodes.push_back(static_cast<int>(i));
    }
    return nodes;
  }

  void alignRest();
  void align(std::span<const int> a, std::span<const int> b);
  void alignHalves(std::span<const int> a, std::span<const int> b);
  int score(int a, int b) const;
  bool belongTogether(int a, int b) const;
  void pairReplaced();
  void findMoves(std::vector<bool>& moved);
  void spreadMoves(std::vector<int> seeds, std::vector<bool>& moved);
  NetworkDiff result(const std::vector<bool>& moved) const;

  Side m_from, m_to;
};

/// Cuts the free nodes at those whose neighbourhood occurs once on both sides (the longest rising sequence of them).
void Comparison::alignRest() {
  const auto a = freeNodes(m_from);
  const auto b = freeNodes(m_to);
  struct Place {
    int inA = 0, inB = 0;
    std::size_t a = 0, b = 0;
  };
  std::unordered_map<Hash, Place> places;
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto& place = places[m_from.around[at(a[i])]];
    ++place.inA;
    place.a = i;
  }
  for (std::size_t i = 0; i < b.size(); ++i) {
    auto& place = places[m_to.around[at(b[i])]];
    ++place.inB;
    place.b = i;
  }
  std::vector<std::pair<std::size_t, std::size_t>> unique;
  for (const auto& [hash, place] : places) {
    if (place.inA == 1 && place.inB == 1) unique.emplace_back(place.a, place.b);
  }
  std::sort(unique.begin(), unique.end());
  std::vector<int> tails;  // patience sorting: the last of the best sequence of each length
  std::vector<int> previous(unique.size(), -1);
  for (std::size_t i = 0; i < unique.size(); ++i) {
    const auto place = std::lower_bound(tails.begin(), tails.end(), unique[i].second,
                                        [&](int tail, std::size_t value) { return unique[at(tail)].second < value; });
    if (place != tails.begin()) previous[i] = *(place - 1);
    if (place == tails.end()) {
      tails.push_back(static_cast<int>(i));
    } else {
      *place = static_cast<int>(i);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> cuts;
  for (int i = tails.empty() ? -1 : tails.back(); i >= 0; i = previous[at(i)]) cuts.push_back(unique[at(i)]);
  std::reverse(cuts.begin(), cuts.end());
  std::size_t firstA = 0;
  std::size_t firstB = 0;
  for (const auto& [endA, endB] : cuts) {
    align(std::span(a).subspan(firstA, endA - firstA), std::span(b).subspan(firstB, endB - firstB));
    pair(a[endA], b[endB]);
    firstA = endA + 1;
    firstB = endB + 1;
  }
  align(std::span(a).subspan(firstA), std::span(b).subspan(firstB));
}

/// How well two nodes go together; 0: not at all. An equal neighbourhood counts for more than the name of the scope.
int Comparison::score(int a, int b) const {
  const Node& x = m_from.network.node(a);
  const Node& y = m_to.network.node(b);
  if (x.op != y.op) return 0;
  const int named = m_from.network.scope(x) == m_to.network.scope(y) ? 3 : 0;
  if (m_from.label[at(a)] != m_to.label[at(b)]) return 4 + named;
  return 8 + named + (m_from.near[at(a)] == m_to.near[at(b)] ? 4 : 0);
}

void Comparison::alignHalves(std::span<const int> a, std::span<const int> b) {
  align(a.first(a.size() / 2), b.first(b.size() / 2));
  align(a.subspan(a.size() / 2), b.subspan(b.size() / 2));
}

void Comparison::align(std::span<const int> a, std::span<const int> b) {
  if (a.empty() || b.empty()) return;
  if (a.size() > kMaxCells / b.size()) return alignHalves(a, b);
  // best[i][j]: of what begins with a[i] and b[j]
  const std::size_t width = b.size() + 1;
  std::vector<std::int32_t> best((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      const auto skip = std::max(best[(i + 1) * width + j], best[i * width + j + 1]);
      const int together = score(a[i], b[j]);
      best[i * width + j] = together > 0 ? std::max(skip, together + best[(i + 1) * width + j + 1]) : skip;
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const int together = score(a[i], b[j]);
    if (together > 0 && best[i * width + j] == together + best[(i + 1) * width + j + 1]) {
      pair(a[i++], b[j++]);
    } else if (best[i * width + j] == best[(i + 1) * width + j]) {
      ++i;
    } else {
      ++j;
    }
  }
}

/// Inputs that belong together, and a reader of each that does (or both are outputs).
bool Comparison::belongTogether(int a, int b) const {
  const auto x = m_from.inputs(at(a));
  const auto y = m_to.inputs(at(b));
  if (x.size() != y.size()) return false;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (m_from.match[at(x[k])] != y[k]) return false;
  }
  if (m_from.network.isOutput(a) && m_to.network.isOutput(b)) return true;
  const auto& readers = m_to.reader[at(b)];
  return std::any_of(m_from.reader[at(a)].begin(), m_from.reader[at(a)].end(), [&](int reader) {
    return std::find(readers.begin(), readers.end(), m_from.match[at(reader)]) != readers.end();
  });
}

/// Free nodes in the same place.
void Comparison::pairReplaced() {
  for (const int a : freeNodes(m_from)) {
    const auto inputs = m_from.inputs(at(a));
    if (inputs.empty() || m_from.isFree(inputs[0])) continue;
    for (const int b : m_to.reader[at(m_from.match[at(inputs[0])])]) {
      if (!m_to.isFree(b) || !belongTogether(a, b)) continue;
      pair(a, b);
      break;
    }
  }
}

/// Pairs neighbours of moved nodes that are free and equal.
void Comparison::spreadMoves(std::vector<int> seeds, std::vector<bool>& moved) {
  const auto tryPair = [&](int a, int b) {
    if (!m_from.isFree(a) || !m_to.isFree(b) || m_from.label[at(a)] != m_to.label[at(b)]) return;
    pair(a, b);
    moved[at(a)] = true;
    seeds.push_back(a);
  };
  while (!seeds.empty()) {
    const int a = seeds.back();
    const int b = m_from.match[at(a)];
    seeds.pop_back();
    const auto x = m_from.inputs(at(a));
    const auto y = m_to.inputs(at(b));
    for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) tryPair(x[k], y[k]);
    for (const int readerA : m_from.reader[at(a)]) {
      for (const int readerB : m_to.reader[at(b)]) tryPair(readerA, readerB);
    }
  }
}

/// Among the free nodes: equal neighbourhoods first, then equal operators with parameters (a ReLU that vanishes here
/// and appears there is none that moved).
void Comparison::findMoves(std::vector<bool>& moved) {
  const auto seedBy = [&](const std::vector<Hash>& from, const std::vector<Hash>& to, bool onlyWeighted) {
    std::unordered_map<Hash, std::vector<int>> places;
    const auto toNodes = freeNodes(m_to);
    for (auto b = toNodes.rbegin(); b != toNodes.rend(); ++b) places[to[at(*b)]].push_back(*b);
    for (const int a : freeNodes(m_from)) {
      if (!m_from.isFree(a)) continue;  // since a seed spread
      if (onlyWeighted && nodeParameters(m_from.network, m_from.network.node(a)).empty()) continue;
      auto& found = places[from[at(a)]];
      while (!found.empty() && !m_to.isFree(found.back())) found.pop_back();
      if (found.empty()) continue;
      pair(a, found.back());
      moved[at(a)] = true;
      spreadMoves({a}, moved);
    }
  };
  seedBy(m_from.around, m_to.around, false);
  seedBy(m_from.near, m_to.near, false);
  seedBy(m_from.label, m_to.label, true);
}

NetworkDiff Comparison::result(const std::vector<bool>& moved) const {
  NetworkDiff diff;
  for (std::size_t i = 0; i < m_from.count; ++i) {
    const auto a = static_cast<NodeIndex>(i);
    const auto b = m_from.match[i];
    if (b < 0) {
      diff.removed.push_back(a);
    } else if (moved[i]) {
      diff.moved.emplace_back(a, b);
    } else {
      (m_from.label[i] == m_to.label[at(b)] ? diff.kept : diff.changed).emplace_back(a, b);
    }
  }
  diff.added = freeNodes(m_to);
  return diff;
}

}  // namespace

NetworkDiff networkDiff(const Network& from, const Network& to) {
  return Comparison(from, to).run();
}

}  // namespace pscope

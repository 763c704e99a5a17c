#include "viz/layout/repeated_blocks.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/index.h"
#include "core/network/operator_catalogue.h"
#include "core/network/signature.h"

namespace pscope {
namespace {

// The first `depth` parts of a path; empty when it has fewer.
std::string_view prefix(std::string_view path, int depth) {
  std::size_t end = 0;
  for (int i = 0; i < depth; ++i) {
    if (end >= path.size()) return {};
    const auto slash = path.find('/', i == 0 ? 0 : end + 1);
    end = slash == std::string_view::npos ? path.size() : slash;
  }
  return path.substr(0, end);
}

// Nodes [begin, end) that share a prefix.
struct Block {
  int begin = 0;
  int end = 0;
  std::string_view name;
};

constexpr int kLongestPeriod = 200;  // nodes of a block that is found without scopes

class Finder {
 public:
  Finder(const Network& network, const OpenedBlocks& opened) : m_network(network), m_opened(opened) {
    const auto count = network.nodes().size();
    m_result.stands.resize(count);
    for (std::size_t i = 0; i < count; ++i) m_result.stands[i] = static_cast<int>(i);
    m_result.repeat.assign(count, 1);
    m_result.block.assign(count, -1);
    m_lastReader.assign(count, -1);
    for (std::size_t i = 0; i < count; ++i) {
      for (const int input : network.inputs(network.nodes()[i])) m_lastReader[at(input)] = static_cast<int>(i);
    }
  }

  RepeatedBlocks run() {
    int deepest = 0;
    for (const auto& node : m_network.nodes()) {
      const auto& scope = m_network.scope(node);
      if (!scope.empty())
        deepest = std::max(deepest, 1 + static_cast<int>(std::count(scope.begin(), scope.end(), '/')));
    }
    for (int depth = 1; depth <= deepest; ++depth) collapse(blocksAt(depth));
    collapsePeriods();
    return std::move(m_result);
  }

 private:
  std::vector<Block> blocksAt(int depth) const {
    std::vector<Block> blocks;
    const auto count = static_cast<int>(m_network.nodes().size());
    for (int i = 0; i < count; ++i) {
      const auto name = prefix(m_network.scope(m_network.node(i)), depth);
      if (!blocks.empty() && blocks.back().end == i && blocks.back().name == name) {
        blocks.back().end = i + 1;
      } else {
        blocks.push_back({i, i + 1, name});
      }
    }
    return blocks;
  }

  void collapse(const std::vector<Block>& blocks) {
    for (std::size_t i = 0; i < blocks.size();) {
      std::size_t end = i + 1;
      const auto named = [&blocks](std::size_t index) { return !blocks[index].name.empty(); };
      while (end < blocks.size() && named(end) && named(i) && blocks[end].begin == blocks[end - 1].end &&
             follows(blocks[end - 1], blocks[end])) {
        ++end;
      }
      const auto times = static_cast<int>(end - i);
      if (times > 1 && drawn(blocks[i]) && !known(blocks[i])) mark(blocks, i, end, times);
      i = end;
    }
  }

  // An opened run whose blocks hold nothing but one block each is the same run one level deeper.
  bool known(const Block& block) const {
    return std::any_of(m_result.runs.begin(), m_result.runs.end(), [&](const BlockRun& run) {
      return run.key() == BlockKey(block.begin, block.end - block.begin);
    });
  }
  bool drawn(const Block& block) const { return m_result.stands[at(block.begin)] == block.begin; }

  // `next` repeats `block`: same inside; what it reads from outside is the output of `block` and, where that reads the
  // outputs of the two blocks before it (cells of DARTS and NASNet), the newer of those.
  bool follows(const Block& block, const Block& next) const {
    if (next.end - next.begin != block.end - block.begin) return false;
    const int output = block.end - 1;
    int newer = -2;  // node outside `block` in whose place `next` reads its output
    int older = -2;  // node outside `block` in whose place `next` reads the newer
    for (int k = 0; k < block.end - block.begin; ++k) {
      const int mine = block.begin + k;
      const int theirs = next.begin + k;
      if (mine != output && m_lastReader[at(mine)] >= block.end) return false;
      if (!sameNode(block, mine, next, theirs)) return false;
      const auto a = m_network.inputs(m_network.node(mine));
      const auto b = m_network.inputs(m_network.node(theirs));
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] >= block.begin) {
          if (b[i] - next.begin != a[i] - block.begin) return false;
          continue;
        }
        int& place = b[i] == output ? newer : older;
        if (place != -2 && place != a[i]) return false;
        place = a[i];
      }
    }
    if (m_result.stands[at(next.begin)] != next.begin) return false;
    if (older == -2) return m_lastReader[at(output)] < next.end;
    return readsInstead(block, next, older, newer);
  }

  // Whether `next` reads `newer` wherever `block` reads `older`.
  bool readsInstead(const Block& block, const Block& next, int older, int newer) const {
    if (newer == -2 || older == newer) return false;
    for (int k = 0; k < block.end - block.begin; ++k) {
      const auto a = m_network.inputs(m_network.node(block.begin + k));
      const auto b = m_network.inputs(m_network.node(next.begin + k));
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == older && b[i] != newer) return false;
      }
    }
    return true;
  }

  bool sameNode(const Block& block, int mine, const Block& next, int theirs) const {
    const Node& a = m_network.node(mine);
    const Node& b = m_network.node(theirs);
    if (a.op != b.op || a.attributes != b.attributes || a.shape != b.shape || a.inputCount != b.inputCount)
      return false;
    return std::string_view(m_network.scope(a)).substr(block.name.size()) ==
           std::string_view(m_network.scope(b)).substr(next.name.size());
  }

  void mark(const std::vector<Block>& blocks, std::size_t first, std::size_t end, int times) {
    const auto& model = blocks[first];
    BlockRun run{model.begin, model.end - model.begin, times, std::string(model.name),
                 std::string(blocks[end - 1].name)};
    run.opened = m_opened.opened(run.key());
    const int number = static_cast<int>(m_result.runs.size());
    for (int v = model.begin; v < model.end && !run.opened; ++v) {
      m_result.repeat[at(v)] *= times;
      m_result.block[at(v)] = number;
    }
    for (std::size_t i = first + 1; i < end && !run.opened; ++i) {
      for (int v = blocks[i].begin; v < blocks[i].end; ++v) {
        m_result.stands[at(v)] = model.begin + (v - blocks[i].begin);
      }
    }
    m_result.runs.push_back(std::move(run));
  }

  // Blocks of nodes that all have the same scope: where the sequence of operators repeats itself.
  void collapsePeriods() {
    const auto count = static_cast<int>(m_network.nodes().size());
    std::vector<SignatureId> kinds;
    SignatureTable table;
    for (const auto& node : m_network.nodes()) kinds.push_back(table.intern(signatureOf(m_network, node)));
    std::vector<bool> taken(at(count), false);  // by a run that the scopes gave
    for (const auto& run : m_result.runs) {
      for (int v = run.first; v < run.first + run.length * run.times; ++v) taken[at(v)] = true;
    }
    for (int begin = 1; begin < count;) {
      int end = begin + 1;
      while (end < count && m_network.node(end).scope == m_network.node(begin).scope && !taken[at(end)]) ++end;
      if (!taken[at(begin)]) collapsePeriodsOf(begin, end, kinds);
      begin = end;
    }
  }

  void collapsePeriodsOf(int begin, int end, const std::vector<SignatureId>& kinds) {
    for (int v = begin; v < end;) {
      const auto blocks = startsBlock(v) ? longestRun(v, end, kinds) : std::vector<Block>();
      if (blocks.size() < 2) {
        ++v;
        continue;
      }
      mark(blocks, 0, blocks.size(), static_cast<int>(blocks.size()));
      v = blocks.back().end;
    }
  }

  // A block starts with what its operators are named after, not with the activation of the one before.
  bool startsBlock(int v) const {
    const auto kind = operatorInfo(m_network.node(v).op).kind;
    return kind != OperatorKind::Activation && kind != OperatorKind::Combine && m_network.node(v).op != Op::BatchNorm;
  }

  // Of all periods the one that leaves out most nodes; the shortest among equals.
  std::vector<Block> longestRun(int first, int end, const std::vector<SignatureId>& kinds) const {
    std::vector<Block> best;
    int saved = 1;  // a single operator is worth a frame only when it comes three times
    for (int period = 1; period <= std::min(kLongestPeriod, (end - first) / 2); ++period) {
      if (kinds[at(first)] != kinds[at(first + period)]) continue;
      std::vector<Block> blocks = {{first, first + period, {}}};
      for (int next = first + period; next + period <= end; next += period) {
        const auto a = kinds.begin() + (next - period);
        if (!std::equal(a, a + period, a + period)) break;
        const Block block{next, next + period, {}};
        if (!follows(blocks.back(), block)) break;
        blocks.push_back(block);
      }
      const int leftOut = static_cast<int>(blocks.size() - 1) * period;
      if (leftOut > saved) {
        saved = leftOut;
        best = std::move(blocks);
      }
    }
    return best;
  }

  const Network& m_network;
  const OpenedBlocks& m_opened;
  RepeatedBlocks m_result;
  std::vector<int> m_lastReader;
};

}  // namespace

RepeatedBlocks findRepeatedBlocks(const Network& network, const OpenedBlocks& opened) {
  return Finder(network, opened).run();
}

}  // namespace pscope

#include "viz/layout/repeated_blocks.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace pscope {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

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

class Finder {
 public:
  explicit Finder(const Network& network) : m_network(network) {
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
      while (end < blocks.size() && blocks[end].begin == blocks[end - 1].end && follows(blocks[end - 1], blocks[end])) {
        ++end;
      }
      const auto times = static_cast<int>(end - i);
      if (times > 1 && drawn(blocks[i])) mark(blocks, i, end, times);
      i = end;
    }
  }

  bool drawn(const Block& block) const { return m_result.stands[at(block.begin)] == block.begin; }

  // `next` repeats `block`: same inside, and its only outside input is the output of `block`.
  bool follows(const Block& block, const Block& next) const {
    if (block.name.empty() || next.name.empty() || next.end - next.begin != block.end - block.begin) return false;
    const int output = block.end - 1;
    int outside = -2;  // the one node outside `block` that it reads
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
        if (b[i] != output || (outside != -2 && a[i] != outside)) return false;
        outside = a[i];
      }
    }
    return m_lastReader[at(output)] < next.end && m_result.stands[at(next.begin)] == next.begin;
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
    const int number = m_result.blocks++;
    const auto& model = blocks[first];
    for (int v = model.begin; v < model.end; ++v) {
      m_result.repeat[at(v)] *= times;
      m_result.block[at(v)] = number;
    }
    for (std::size_t i = first + 1; i < end; ++i) {
      for (int v = blocks[i].begin; v < blocks[i].end; ++v) {
        m_result.stands[at(v)] = model.begin + (v - blocks[i].begin);
      }
    }
  }

  const Network& m_network;
  RepeatedBlocks m_result;
  std::vector<int> m_lastReader;
};

}  // namespace

RepeatedBlocks findRepeatedBlocks(const Network& network) {
  return Finder(network).run();
}

}  // namespace pscope

#include "core/space/block_calls.h"

#include <algorithm>
#include <utility>

#include "core/space/program.h"

namespace pscope {
namespace {

/// Depth of the deepest chain of calls from a block; reports a block that calls itself.
class CallChecker {
 public:
  CallChecker(const JsonView& blocks, const std::vector<std::string>& names, const std::vector<std::vector<int>>& calls,
              Problems& problems)
      : m_blocks(blocks), m_names(names), m_calls(calls), m_problems(problems), m_depth(calls.size(), kUnknown) {}

  /// Iterative: a hostile chain of a thousand blocks must not exhaust the stack.
  void check() {
    for (std::size_t block = 0; block < m_depth.size(); ++block) {
      if (m_depth[block] == kUnknown) visit(block);
    }
  }

 private:
  static constexpr int kUnknown = -1;
  static constexpr int kOpen = -2;

  void visit(std::size_t start) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{start, 0}};
    m_depth[start] = kOpen;
    while (!open.empty()) {
      auto& [block, next] = open.back();
      const auto& calls = m_calls[block];
      if (next < calls.size()) {
        const auto called = static_cast<std::size_t>(calls[next++]);
        if (m_depth[called] == kOpen)
          report(called, PSCOPE_TR_NOOP("Space", "The block \"%1\" calls itself: a cycle."));
        if (m_depth[called] != kUnknown) continue;
        m_depth[called] = kOpen;
        open.push_back({called, 0});
        continue;
      }
      int depth = 0;
      for (const int called : calls) depth = std::max(depth, m_depth[static_cast<std::size_t>(called)] + 1);
      if (depth == kMaxCallDepth + 1)
        report(block, PSCOPE_TR_NOOP("Space", "The block \"%1\" calls others too deeply."));
      m_depth[block] = depth;
      open.pop_back();
    }
  }

  void report(std::size_t block, Message what) {
    const auto& name = m_names[block];
    if (const auto place = m_problems.take(m_blocks.member(name))) {
      m_problems.add(*place, std::move(what).arg(name),
                     PSCOPE_TR_NOOP("Space", "Let blocks call only simpler ones, at most 16 deep."));
    }
  }

  const JsonView& m_blocks;
  const std::vector<std::string>& m_names;
  const std::vector<std::vector<int>>& m_calls;
  Problems& m_problems;
  std::vector<int> m_depth;
};

}  // namespace

void checkCalls(const JsonView& blocks, const std::vector<std::string>& names,
                const std::vector<std::vector<int>>& calls, Problems& problems) {
  CallChecker(blocks, names, calls, problems).check();
}

}  // namespace pscope

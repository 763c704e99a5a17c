#include "core/space/counting.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <limits>
#include <map>

namespace pscope {
namespace {

using BigInt = boost::multiprecision::cpp_int;
constexpr std::size_t kMaxStates = 200'000;
constexpr std::size_t kMaxNexts = 2'000'000;
constexpr std::uint64_t kSaturated = std::numeric_limits<std::uint64_t>::max();

std::uint64_t saturated(const BigInt& value) {
  return value > kSaturated ? kSaturated : value.convert_to<std::uint64_t>();
}

/// value / total as a double, also when both are beyond its range.
double ratio(const BigInt& value, const BigInt& total) {
  if (value == 0) return 0;
  const auto bits = boost::multiprecision::msb(total);
  const unsigned shift = bits > 1000 ? static_cast<unsigned>(bits - 1000) : 0;
  return BigInt(value >> shift).convert_to<double>() / BigInt(total >> shift).convert_to<double>();
}

double asDouble(const BigInt& value) {
  return boost::multiprecision::msb(value) >= 1024 ? std::numeric_limits<double>::infinity()
                                                   : value.convert_to<double>();
}

}  // namespace

class CountTablesBuilder {
 public:
  explicit CountTablesBuilder(const ChoiceTree& tree) : m_tree(tree) {}

  Result<CountTables> build() {
    findLastReaders();
    PSCOPE_CHECK(reachStates());
    PSCOPE_CHECK(checkMemory());
    countBackwards();
    return std::move(m_tables);
  }

 private:
  /// For each gene, the last gene whose conditions read it; -1: none.
  void findLastReaders() {
    const auto& genes = m_tree.genes();
    m_lastReader.assign(genes.size(), -1);
    // The last gene under each condition, from the chains of conditions.
    std::vector<int> lastGoverned(m_tree.conditions().size(), -1);
    for (std::size_t i = 0; i < genes.size(); ++i) {
      for (int c = genes[i].condition; c >= 0; c = m_tree.conditions()[static_cast<std::size_t>(c)].parent) {
        lastGoverned[static_cast<std::size_t>(c)] = static_cast<int>(i);
      }
    }
    for (std::size_t c = 0; c < lastGoverned.size(); ++c) {
      for (const auto& read : m_tree.conditions()[c].reads) {
        if (read.gene < 0) continue;
        int& last = m_lastReader[static_cast<std::size_t>(read.gene)];
        last = std::max(last, lastGoverned[c]);
      }
    }
  }

  bool isLiveBefore(std::size_t gene, std::size_t layer) const { return m_lastReader[gene] >= static_cast<int>(layer); }

  /// Forwards: which combinations of the genes still to be read can occur before each gene.
  Status reachStates() {
    const auto& genes = m_tree.genes();
    std::vector<std::vector<int>> states{{}};
    std::vector<std::size_t> live;  // genes whose levels make up a state, ascending
    Genome genome(genes.size(), 0);
    for (std::size_t i = 0; i < genes.size(); ++i) {
      const auto levels = static_cast<int>(m_tree.choices()[i].levels.size());
      const bool splits = isLiveBefore(i, i + 1);
      m_tables.m_layers.push_back({levels, splits, static_cast<int>(m_tables.m_states.size())});
      auto nextLive = live;
      nextLive.push_back(i);
      std::erase_if(nextLive, [&](std::size_t gene) { return !isLiveBefore(gene, i + 1); });
      std::map<std::vector<int>, int> nextStates;
      for (const auto& state : states) {
        for (std::size_t k = 0; k < live.size(); ++k) genome[live[k]] = state[k];
        PSCOPE_CHECK(expand(i, splits, levels, nextLive, genome, nextStates));
      }
      live = std::move(nextLive);
      states.assign(nextStates.size(), {});
      for (auto& [levelsOfState, index] : nextStates) states[static_cast<std::size_t>(index)] = levelsOfState;
    }
    m_tables.m_layers.push_back({0, false, static_cast<int>(m_tables.m_states.size())});
    m_tables.m_states.push_back({});
    return {};
  }

  Status expand(std::size_t gene, bool splits, int levels, const std::vector<std::size_t>& nextLive, Genome& genome,
                std::map<std::vector<int>, int>& nextStates) {
    CountTables::State state;
    state.active = m_tree.isActive(gene, genome);
    state.firstNext = static_cast<int>(m_tables.m_nexts.size());
    const int branches = splits && state.active ? levels : 1;
    for (int level = 0; level < branches; ++level) {
      genome[gene] = state.active ? level : kInactive;
      std::vector<int> key;
      key.reserve(nextLive.size());
      for (const auto g : nextLive) key.push_back(genome[g]);
      const auto entry = nextStates.emplace(std::move(key), static_cast<int>(nextStates.size())).first;
      m_tables.m_nexts.push_back({entry->second, 0});
    }
    m_tables.m_states.push_back(state);
    m_cells += nextLive.size() * static_cast<std::size_t>(branches);
    if (m_tables.m_states.size() > kMaxStates || m_tables.m_nexts.size() > kMaxNexts || m_cells > 8 * kMaxNexts) {
      return makeError(
          ErrorCode::Unsupported,
          PSCOPE_TR_NOOP("Space", "The conditions tie too many choices together to count the designs (at \"%1\").")
              .arg(m_tree.choices()[gene].path),
          PSCOPE_TR_NOOP("Space", "Let conditions read fewer choices, or choices that stand nearer."));
    }
    return {};
  }

  /// Counts of thousands of bits for many states at once would not fit.
  Status checkMemory() const {
    constexpr double kMaxBytes = 64e6;
    double bits = 1;
    int states = 1;
    for (std::size_t i = 0; i + 1 < m_tables.m_layers.size(); ++i) {
      bits += std::log2(m_tables.m_layers[i].levels);
      states = std::max(states, m_tables.m_layers[i + 1].firstState - m_tables.m_layers[i].firstState);
    }
    if (states * bits / 8 <= kMaxBytes) return {};
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Space", "The space is too large to count under its conditions."),
                     PSCOPE_TR_NOOP("Space", "Let conditions read fewer choices, or repeat less."));
  }

  void countBackwards() {
    auto& t = m_tables;
    std::vector<BigInt> after{1};
    t.m_states.back().designs = 1;
    for (std::size_t i = t.m_layers.size() - 1; i-- > 0;) {
      const auto& layer = t.m_layers[i];
      const int stateCount = t.m_layers[i + 1].firstState - layer.firstState;
      std::vector<BigInt> here(static_cast<std::size_t>(stateCount));
      for (int s = 0; s < stateCount; ++s) {
        auto& state = t.m_states[static_cast<std::size_t>(layer.firstState + s)];
        auto& total = here[static_cast<std::size_t>(s)];
        CountTables::Next* nexts = t.m_nexts.data() + state.firstNext;
        if (!state.active || !layer.splits) {
          total = after[static_cast<std::size_t>(nexts->state)] * (state.active ? layer.levels : 1);
        } else {
          for (int k = 0; k < layer.levels; ++k) total += after[static_cast<std::size_t>(nexts[k].state)];
          BigInt sum = 0;
          for (int k = 0; k < layer.levels; ++k) {
            sum += after[static_cast<std::size_t>(nexts[k].state)];
            nexts[k].cumulated = ratio(sum, total);
          }
        }
        state.designs = saturated(total);
      }
      after = std::move(here);
    }
    t.m_count = after[0].str();
    t.m_approximateCount = asDouble(after[0]);
  }

  const ChoiceTree& m_tree;
  CountTables m_tables;
  std::vector<int> m_lastReader;
  std::size_t m_cells = 0;
};

Result<CountTables> CountTables::build(const ChoiceTree& tree) {
  return CountTablesBuilder(tree).build();
}

Genome CountTables::sample(Rng& rng) const {
  Genome genome(m_layers.size() - 1, kInactive);
  int index = 0;
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const State& s = state(i, index);
    const Next* nexts = m_nexts.data() + s.firstNext;
    if (!s.active || !m_layers[i].splits) {
      if (s.active) genome[i] = rng.index(static_cast<std::size_t>(m_layers[i].levels));
      index = nexts->state;
      continue;
    }
    const double share = rng.uniform();
    const auto chosen = std::upper_bound(nexts, nexts + m_layers[i].levels - 1, share,
                                         [](double value, const Next& next) { return value < next.cumulated; });
    genome[i] = static_cast<int>(chosen - nexts);
    index = chosen->state;
  }
  return genome;
}

std::optional<Genome> CountTables::design(std::uint64_t index) const {
  const auto all = state(0, 0).designs;
  if (index >= all && all != kSaturated) return std::nullopt;
  Genome genome(m_layers.size() - 1, kInactive);
  int current = 0;
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const State& s = state(i, current);
    const Next* nexts = m_nexts.data() + s.firstNext;
    if (!s.active) {
      current = nexts->state;
      continue;
    }
    for (int level = 0; level < m_layers[i].levels; ++level) {
      const int next = nexts[m_layers[i].splits ? level : 0].state;
      const auto designs = state(i + 1, next).designs;
      if (index < designs || designs == kSaturated) {
        genome[i] = level;
        current = next;
        break;
      }
      index -= designs;
    }
  }
  return genome;
}

}  // namespace pscope

#include "core/space/counting.h"

#include <algorithm>
#include <bit>
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
  CountTablesBuilder(const ChoiceTree& tree, const std::vector<Constraint>& constraints)
      : m_tree(tree), m_constraints(constraints) {}

  Result<CountTables> build() {
    findLastReaders();
    PSCOPE_CHECK(reachStates());
    PSCOPE_CHECK(checkMemory());
    countBackwards();
    return std::move(m_tables);
  }

 private:
  static constexpr int kDead = CountTables::kDead;

  /// What the rest of the tree still needs to know: levels of live genes, and the partial sums of open constraints.
  struct Partial {
    std::vector<int> levels;
    std::vector<double> sums;
  };

  /// For each gene, the last gene whose conditions or constraints read it; -1: none.
  void findLastReaders() {
    const auto& genes = m_tree.genes();
    m_lastReader.assign(genes.size(), -1);
    m_ending.assign(genes.size(), {});
    // The last gene under each condition, from the chains of conditions.
    std::vector<int> lastGoverned(m_tree.conditions().size(), -1);
    for (std::size_t i = 0; i < genes.size(); ++i) {
      for (int c = genes[i].condition; c >= 0; c = m_tree.conditions()[static_cast<std::size_t>(c)].parent) {
        lastGoverned[static_cast<std::size_t>(c)] = static_cast<int>(i);
      }
    }
    const auto readBy = [&](int gene, int reader) {
      int& last = m_lastReader[static_cast<std::size_t>(gene)];
      last = std::max(last, reader);
    };
    for (std::size_t c = 0; c < lastGoverned.size(); ++c) {
      for (const auto& read : m_tree.conditions()[c].reads) {
        if (read.gene >= 0) readBy(read.gene, lastGoverned[c]);
      }
    }
    for (std::size_t c = 0; c < m_constraints.size(); ++c) {
      const auto& terms = m_constraints[c].terms;
      for (std::size_t t = 0; t < terms.size(); ++t) {
        if (terms[t].lastGene >= 0) m_ending[static_cast<std::size_t>(terms[t].lastGene)].push_back({c, t});
        for (const auto& read : terms[t].reads) {
          if (read.index < terms[t].lastGene) readBy(read.index, terms[t].lastGene);
        }
      }
    }
  }

  bool isLiveBefore(std::size_t gene, std::size_t layer) const { return m_lastReader[gene] >= static_cast<int>(layer); }
  /// Whether some, but not all of a constraint's terms are known before a layer.
  bool isOpenBefore(const Constraint& constraint, std::size_t layer) const {
    return constraint.terms.front().lastGene < static_cast<int>(layer) &&
           constraint.terms.back().lastGene >= static_cast<int>(layer);
  }

  /// Forwards: which combinations of what is still to be read can occur before each gene.
  Status reachStates() {
    const auto& genes = m_tree.genes();
    Genome genome(genes.size(), 0);
    Partial start;
    for (const auto& constraint : m_constraints) {
      double sum = 0;
      for (const auto& term : constraint.terms) {
        if (term.lastGene < 0) sum += term.evaluate(m_tree, genome);
      }
      if (constraint.terms.back().lastGene < 0 && !constraint.holds(sum)) return impossible(constraint);
      start.sums.push_back(sum);
    }
    std::vector<Partial> states{start};
    std::vector<std::size_t> live;  // genes whose levels make up a state, ascending
    for (std::size_t i = 0; i < genes.size(); ++i) {
      const auto levels = static_cast<int>(m_tree.choices()[i].levels.size());
      const bool splits = isLiveBefore(i, i + 1) || !m_ending[i].empty();
      m_tables.m_layers.push_back({levels, splits, static_cast<int>(m_tables.m_states.size())});
      auto nextLive = live;
      nextLive.push_back(i);
      std::erase_if(nextLive, [&](std::size_t gene) { return !isLiveBefore(gene, i + 1); });
      m_nextKeys.clear();
      m_nextStates.clear();
      for (const auto& state : states) {
        for (std::size_t k = 0; k < live.size(); ++k) genome[live[k]] = state.levels[k];
        PSCOPE_CHECK(expand(i, splits, levels, nextLive, state, genome));
      }
      live = std::move(nextLive);
      states = std::move(m_nextStates);
    }
    m_tables.m_layers.push_back({0, false, static_cast<int>(m_tables.m_states.size())});
    m_tables.m_states.push_back({});
    return {};
  }

  Status expand(std::size_t gene, bool splits, int levels, const std::vector<std::size_t>& nextLive,
                const Partial& partial, Genome& genome) {
    CountTables::State state;
    state.active = m_tree.isActive(gene, genome);
    state.firstNext = static_cast<int>(m_tables.m_nexts.size());
    const int branches = splits && state.active ? levels : 1;
    for (int level = 0; level < branches; ++level) {
      genome[gene] = state.active ? level : kInactive;
      m_tables.m_nexts.push_back({next(gene, nextLive, partial, genome), 0});
    }
    m_tables.m_states.push_back(state);
    m_cells += (nextLive.size() + m_constraints.size()) * static_cast<std::size_t>(branches);
    if (m_tables.m_states.size() > kMaxStates || m_tables.m_nexts.size() > kMaxNexts || m_cells > 8 * kMaxNexts) {
      return makeError(
          ErrorCode::Unsupported,
          PSCOPE_TR_NOOP(
              "Space", "The conditions and constraints tie too many choices together to count the designs (at \"%1\").")
              .arg(m_tree.choices()[gene].path),
          PSCOPE_TR_NOOP("Space", "Let them read fewer choices, or choices that stand nearer."));
    }
    return {};
  }

  /// The state after a gene got its level; kDead when that violates a constraint.
  int next(std::size_t gene, const std::vector<std::size_t>& nextLive, const Partial& partial, const Genome& genome) {
    Partial after;
    after.sums = partial.sums;
    for (const auto& [c, t] : m_ending[gene]) {
      const Constraint& constraint = m_constraints[c];
      after.sums[c] += constraint.terms[t].evaluate(m_tree, genome);
      if (t + 1 == constraint.terms.size() && !constraint.holds(after.sums[c])) return kDead;
    }
    after.levels.reserve(nextLive.size());
    for (const auto g : nextLive) after.levels.push_back(genome[g]);
    std::vector<int> key = after.levels;
    for (std::size_t c = 0; c < m_constraints.size(); ++c) {
      if (!isOpenBefore(m_constraints[c], gene + 1)) {
        after.sums[c] = 0;  // settled, or not begun: no part of the state
        continue;
      }
      const auto bits = std::bit_cast<std::uint64_t>(after.sums[c] == 0 ? 0.0 : after.sums[c]);
      key.push_back(static_cast<int>(bits >> 32));
      key.push_back(static_cast<int>(bits & 0xffffffffu));
    }
    const auto entry = m_nextKeys.emplace(std::move(key), static_cast<int>(m_nextStates.size()));
    if (entry.second) m_nextStates.push_back(std::move(after));
    return entry.first->second;
  }

  static Error impossible(const Constraint& constraint) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "No design satisfies the constraint \"%1\".").arg(constraint.source),
                     PSCOPE_TR_NOOP("Space", "Loosen it."), "", constraint.pointer);
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
    const auto completions = [&after](const CountTables::Next& next) {
      return next.state == kDead ? BigInt(0) : after[static_cast<std::size_t>(next.state)];
    };
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
          total = completions(*nexts) * (state.active ? layer.levels : 1);
        } else {
          for (int k = 0; k < layer.levels; ++k) total += completions(nexts[k]);
          BigInt sum = 0;
          for (int k = 0; k < layer.levels && total != 0; ++k) {
            sum += completions(nexts[k]);
            nexts[k].cumulated = ratio(sum, total);
          }
        }
        state.designs = saturated(total);
      }
      after = std::move(here);
    }
    t.m_count = after[0].str();
    t.m_approximateCount = after[0] == 0 ? 0 : asDouble(after[0]);
  }

  const ChoiceTree& m_tree;
  const std::vector<Constraint>& m_constraints;
  CountTables m_tables;
  std::vector<int> m_lastReader;
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> m_ending;  ///< terms known once a gene is
  std::map<std::vector<int>, int> m_nextKeys;
  std::vector<Partial> m_nextStates;
  std::size_t m_cells = 0;
};

Result<CountTables> CountTables::build(const ChoiceTree& tree, const std::vector<Constraint>& constraints) {
  return CountTablesBuilder(tree, constraints).build();
}

bool CountTables::isOpen(std::size_t layer, const State& from, int level) const {
  const Next& next = m_nexts[static_cast<std::size_t>(from.firstNext + (m_layers[layer].splits ? level : 0))];
  return next.state != kDead && state(layer + 1, next.state).designs > 0;
}

template <class Choose>
Genome CountTables::walk(Choose choose) const {
  Genome genome(m_layers.size() - 1, kInactive);
  int index = 0;
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const State& s = state(i, index);
    if (s.active) genome[i] = choose(i, s);
    const bool branched = s.active && m_layers[i].splits;
    index = m_nexts[static_cast<std::size_t>(s.firstNext + (branched ? genome[i] : 0))].state;
  }
  return genome;
}

int CountTables::draw(std::size_t layer, const State& from, Rng& rng) const {
  const int levels = m_layers[layer].levels;
  if (!m_layers[layer].splits) return rng.index(static_cast<std::size_t>(levels));
  const Next* nexts = m_nexts.data() + from.firstNext;
  const double share = rng.uniform();
  const auto chosen = std::upper_bound(nexts, nexts + levels - 1, share,
                                       [](double value, const Next& next) { return value < next.cumulated; });
  return static_cast<int>(chosen - nexts);
}

Genome CountTables::sample(Rng& rng) const {
  return walk([&](std::size_t layer, const State& from) { return draw(layer, from, rng); });
}

Genome CountTables::completed(const Genome& genome, Rng* rng) const {
  return walk([&](std::size_t layer, const State& from) {
    const int levels = m_layers[layer].levels;
    const int own = layer < genome.size() ? genome[layer] : kInactive;
    if (own >= 0 && own < levels && isOpen(layer, from, own)) return own;
    if (rng != nullptr) return draw(layer, from, *rng);
    int first = 0;
    while (first + 1 < levels && !isOpen(layer, from, first)) ++first;
    return first;
  });
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
      if (next == kDead) continue;
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

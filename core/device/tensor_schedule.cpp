#include "core/device/tensor_schedule.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <unordered_map>

#include "core/device/tensor_packing.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kExactOperators = 14;
constexpr std::size_t kMostTensors = 20;  ///< of an exact part: three sets of them are one key
constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
using Mask = std::uint32_t;

Mask bit(std::size_t i) {
  return Mask{1} << i;
}

/// Whether every operator fits with its own tensors: then some schedule does.
Status checkCapacity(const ScheduleGraph& graph, std::int64_t capacity) {
  std::int64_t most = 0;
  std::size_t worst = 0;
  for (std::size_t o = 0; o < graph.operators.size(); ++o) {
    std::int64_t needed = graph.sizes[graph.operators[o].output];
    std::vector<std::size_t> inputs = graph.operators[o].inputs;
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    for (const std::size_t t : inputs) needed += graph.sizes[t];
    if (needed > most) {
      most = needed;
      worst = o;
    }
  }
  if (most <= capacity) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Device", "The scratchpad of %1 bytes is too small: operator %2 needs %3.")
                       .arg(std::to_string(capacity))
                       .arg(std::to_string(worst))
                       .arg(std::to_string(most)),
                   PSCOPE_TR_NOOP("Device", "Give it more memory, or cut the operator into tiles."));
}

Mask maskOf(const std::vector<std::size_t>& tensors) {
  Mask mask = 0;
  for (const std::size_t t : tensors) mask |= bit(t);
  return mask;
}

/// What lies between a part of a graph and the parts around it, as tensors of the part. A whole graph has nothing.
struct PartEnds {
  std::vector<std::size_t> resident;  ///< there at first, without a copy outside
  std::vector<std::size_t> loaded;    ///< inputs of the graph that an earlier part loaded: again is not compulsory
  std::vector<std::size_t> keep;      ///< there at the end
};

/// One solved order: which tensors are resident while each operator runs.
struct Path {
  std::int64_t cost = 0;
  std::vector<std::size_t> order;
  std::vector<Mask> residents;
};

struct State {
  Mask executed = 0, resident = 0, copied = 0;
  bool operator==(const State&) const = default;
};
struct StateHash {
  std::size_t operator()(const State& s) const {
    std::uint64_t h = s.executed * 0x9e3779b97f4a7c15ULL;
    h = (h ^ (h >> 29) ^ s.resident) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 32) ^ s.copied) * 0x94d049bb133111ebULL;
    return static_cast<std::size_t>(h ^ (h >> 31));
  }
};

/// Shortest path over (executed operators, resident tensors, tensors with a copy in the outer memory).
class ExactSearch {
 public:
  /// @param states  visited so far by this and earlier searches
  ExactSearch(const ScheduleGraph& graph, std::int64_t capacity, const ScheduleLimits& limits, std::size_t& states)
      : m_graph(graph), m_capacity(capacity), m_limits(limits), m_states(states) {
    for (const auto& op : graph.operators) {
      Mask inputs = 0;
      for (const std::size_t t : op.inputs) inputs |= bit(t);
      m_inputs.push_back(inputs);
    }
    for (const std::size_t t : graph.outputs) m_outputs |= bit(t);
    for (const std::size_t t : graph.graphInputs) m_graphInputs |= bit(t);
    for (std::size_t o = 0; o < graph.operators.size(); ++o) m_produced |= bit(graph.operators[o].output);
  }

  std::optional<Path> run(const PartEnds& ends) {
    const Mask keep = maskOf(ends.keep);
    m_keep = keep;
    const Mask all = static_cast<Mask>((std::uint64_t{1} << m_graph.operators.size()) - 1);
    push({0, maskOf(ends.resident), maskOf(ends.loaded)}, 0, kNever, {}, 0);
    while (!m_queue.empty() && m_states < m_limits.states && !m_limits.stop.stop_requested()) {
      const auto [cost, index] = m_queue.top();
      m_queue.pop();
      const Entry entry = m_entries[index];
      if (m_best.at(entry.state) < cost) continue;
      if (entry.state.executed == all && (entry.state.resident & keep) == keep) return pathOf(index);
      for (std::size_t o = 0; o < m_graph.operators.size(); ++o) {
        if ((entry.state.executed & bit(o)) == 0 && ready(entry.state, o)) expand(entry.state, index, cost, o);
      }
    }
    return std::nullopt;
  }

 private:
  struct Entry {
    State state;
    std::size_t from = kNever;
    std::size_t op = 0;
    Mask during = 0;  ///< resident while `op` runs
  };

  bool ready(const State& state, std::size_t op) const {
    for (std::size_t o = 0; o < m_graph.operators.size(); ++o) {
      const bool makes = (m_inputs[op] & bit(m_graph.operators[o].output)) != 0;
      if (makes && (state.executed & bit(o)) == 0) return false;
    }
    return true;
  }
  /// Tensors that operators not yet run read, and those to be kept.
  Mask live(Mask executed) const {
    Mask needed = m_keep;
    for (std::size_t o = 0; o < m_graph.operators.size(); ++o) {
      if ((executed & bit(o)) == 0) needed |= m_inputs[o];
    }
    return needed;
  }
  std::int64_t bytes(Mask tensors) const {
    std::int64_t sum = 0;
    for (std::size_t t = 0; t < m_graph.sizes.size(); ++t) sum += (tensors & bit(t)) != 0 ? m_graph.sizes[t] : 0;
    return sum;
  }
  void push(const State& state, std::int64_t cost, std::size_t from, std::size_t op, Mask during) {
    const auto [known, isNew] = m_best.emplace(state, cost);
    if (!isNew && known->second <= cost) return;
    known->second = cost;
    ++m_states;
    m_entries.push_back({state, from, op, during});
    m_queue.emplace(cost, m_entries.size() - 1);
  }

  /// Runs `op` with every set of other live residents that fits; what is dropped without a copy is stored.
  void expand(const State& state, std::size_t index, std::int64_t cost, std::size_t op) {
    const Mask output = bit(m_graph.operators[op].output);
    const Mask required = m_inputs[op] | output;
    Mask copied = state.copied;
    std::int64_t loads = 0;
    const Mask missing = m_inputs[op] & ~state.resident;
    for (std::size_t t = 0; t < m_graph.sizes.size(); ++t) {
      if ((missing & bit(t)) == 0) continue;
      const bool first = (m_graphInputs & bit(t)) != 0 && (copied & bit(t)) == 0;
      if (!first) loads += m_graph.sizes[t];
      copied |= bit(t);  // a graph input has its copy outside from the start
    }
    const Mask others = state.resident & ~required & live(state.executed);
    const Mask executed = state.executed | bit(op);
    const std::int64_t room = m_capacity - bytes(required);
    if (room < 0) return;
    for (Mask kept = others;; kept = (kept - 1) & others) {
      if (bytes(kept) <= room) {
        const Mask dropped = others & ~kept;
        Mask nowCopied = copied;
        std::int64_t stores = 0;
        for (std::size_t t = 0; t < m_graph.sizes.size(); ++t) {
          if ((dropped & bit(t)) == 0) continue;
          const bool free = (nowCopied & bit(t)) != 0 || (m_graphInputs & bit(t)) != 0 || (m_outputs & bit(t)) != 0;
          if (!free) stores += m_graph.sizes[t];
          nowCopied |= bit(t);
        }
        const Mask during = kept | required;
        const Mask needed = live(executed);
        push({executed, during & needed, nowCopied & needed}, cost + loads + stores, index, op, during);
      }
      if (kept == 0) break;
    }
  }

  Path pathOf(std::size_t index) const {
    Path path;
    path.cost = m_best.at(m_entries[index].state);
    for (; m_entries[index].from != kNever; index = m_entries[index].from) {
      path.order.push_back(m_entries[index].op);
      path.residents.push_back(m_entries[index].during);
    }
    std::reverse(path.order.begin(), path.order.end());
    std::reverse(path.residents.begin(), path.residents.end());
    return path;
  }

  const ScheduleGraph& m_graph;
  std::int64_t m_capacity;
  const ScheduleLimits& m_limits;
  std::size_t& m_states;
  std::vector<Mask> m_inputs;
  Mask m_outputs = 0, m_graphInputs = 0, m_produced = 0, m_keep = 0;
  std::unordered_map<State, std::int64_t, StateHash> m_best;
  std::vector<Entry> m_entries;
  using Item = std::pair<std::int64_t, std::size_t>;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> m_queue;
};

/// The exact schedule of a graph of at most kExactOperators operators.
std::optional<TensorSchedule> exactSchedule(const ScheduleGraph& graph, std::int64_t capacity, const PartEnds& ends,
                                            const ScheduleLimits& limits, std::size_t& states) {
  const auto path = ExactSearch(graph, capacity, limits, states).run(ends);
  if (!path) return std::nullopt;
  TensorSchedule schedule;
  schedule.extraBytes = path->cost;
  schedule.exact = true;
  schedule.usedBytes = capacity;
  for (std::size_t s = 0; s < path->order.size(); ++s) {
    ScheduleStep step;
    step.op = path->order[s];
    for (std::size_t t = 0; t < graph.sizes.size(); ++t) {
      if ((path->residents[s] & bit(t)) != 0) step.residents.push_back({t, 0});
    }
    schedule.steps.push_back(std::move(step));
  }
  return schedule;
}

bool smallEnough(const ScheduleGraph& graph) {
  return graph.operators.size() <= kExactOperators && graph.sizes.size() <= kMostTensors;
}

/// The operators in an order in which each finds its inputs, the earliest first.
std::vector<std::size_t> topologicalOrder(const ScheduleGraph& graph) {
  std::vector<std::size_t> maker(graph.sizes.size(), kNever), order;
  for (std::size_t o = 0; o < graph.operators.size(); ++o) maker[graph.operators[o].output] = o;
  std::vector<bool> done(graph.operators.size(), false);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t o = 0; o < graph.operators.size(); ++o) {
      const auto& inputs = graph.operators[o].inputs;
      const bool ready = std::all_of(inputs.begin(), inputs.end(),
                                     [&](std::size_t t) { return maker[t] == kNever || done[maker[t]]; });
      if (done[o] || !ready) continue;
      done[o] = more = true;
      order.push_back(o);
    }
  }
  return order;
}

/// Parts of an order between points that one tensor crosses. Small ones are joined, as every cut keeps the order of its
/// sides fixed; one that is too large for the exact search stays alone.
std::vector<std::vector<std::size_t>> partsOf(const ScheduleGraph& graph, const std::vector<std::size_t>& order) {
  std::vector<std::size_t> lastUse(graph.sizes.size(), 0);
  for (std::size_t s = 0; s < order.size(); ++s) {
    for (const std::size_t t : graph.operators[order[s]].inputs) lastUse[t] = s;
  }
  std::vector<std::vector<std::size_t>> parts;
  std::vector<std::size_t> scope;
  std::size_t furthest = 0;
  for (std::size_t s = 0; s < order.size(); ++s) {
    scope.push_back(order[s]);
    const bool crossedByOne = furthest <= s;
    furthest = std::max(furthest, lastUse[graph.operators[order[s]].output]);
    if (!crossedByOne && s + 1 < order.size()) continue;
    const bool joins = !parts.empty() && parts.back().size() < kExactOperators / 2 &&
                       parts.back().size() + scope.size() <= kExactOperators;
    if (joins) {
      parts.back().insert(parts.back().end(), scope.begin(), scope.end());
    } else {
      parts.push_back(std::move(scope));
    }
    scope.clear();
  }
  return parts;
}

/// The part's own graph with tensors renumbered. @param names  of its tensors in the whole
ScheduleGraph partGraph(const ScheduleGraph& whole, const std::vector<std::size_t>& part,
                        std::vector<std::size_t>& names) {
  ScheduleGraph graph;
  std::map<std::size_t, std::size_t> own;
  const auto tensor = [&](std::size_t t) {
    const auto [entry, isNew] = own.emplace(t, names.size());
    if (isNew) {
      names.push_back(t);
      graph.sizes.push_back(whole.sizes[t]);
    }
    return entry->second;
  };
  for (const std::size_t o : part) {
    ScheduleGraph::Operator op;
    for (const std::size_t t : whole.operators[o].inputs) op.inputs.push_back(tensor(t));
    op.output = tensor(whole.operators[o].output);
    graph.operators.push_back(std::move(op));
  }
  for (const std::size_t t : whole.graphInputs) {
    if (own.contains(t)) graph.graphInputs.push_back(own[t]);
  }
  for (const std::size_t t : whole.outputs) {
    if (own.contains(t)) graph.outputs.push_back(own[t]);
  }
  return graph;
}

/// The given order, evicting what is needed last; every operator fits. Without addresses.
TensorSchedule evictInOrder(const ScheduleGraph& graph, std::int64_t capacity, std::span<const std::size_t> order,
                            const PartEnds& ends) {
  std::vector<std::vector<std::size_t>> uses(graph.sizes.size());
  for (std::size_t s = 0; s < order.size(); ++s) {
    for (const std::size_t t : graph.operators[order[s]].inputs) uses[t].push_back(s);
  }
  for (const std::size_t t : ends.keep) uses[t].push_back(order.size());
  const auto nextUse = [&](std::size_t t, std::size_t after) {
    const auto use = std::upper_bound(uses[t].begin(), uses[t].end(), after);
    return use == uses[t].end() ? kNever : *use;
  };
  const auto contains = [](const std::vector<std::size_t>& list, std::size_t t) {
    return std::find(list.begin(), list.end(), t) != list.end();
  };
  TensorSchedule schedule;
  schedule.method = ScheduleMethod::Order;
  schedule.usedBytes = capacity;
  std::vector<bool> resident(graph.sizes.size(), false), copied(graph.sizes.size(), false);
  std::int64_t used = 0;
  for (const std::size_t t : ends.loaded) copied[t] = true;
  for (const std::size_t t : ends.resident) {
    resident[t] = true;
    used += graph.sizes[t];
  }
  for (std::size_t s = 0; s < order.size(); ++s) {
    const auto& op = graph.operators[order[s]];
    std::vector<std::size_t> required = op.inputs;
    required.push_back(op.output);
    for (const std::size_t t : required) {
      if (resident[t]) continue;
      const bool input = contains(graph.graphInputs, t);
      const bool first = input && !copied[t];
      if (t != op.output && !first) schedule.extraBytes += graph.sizes[t];
      if (t != op.output) copied[t] = true;
      resident[t] = true;
      used += graph.sizes[t];
    }
    while (used > capacity) {
      std::size_t victim = kNever;
      for (std::size_t t = 0; t < resident.size(); ++t) {
        if (!resident[t] || contains(required, t)) continue;
        const std::size_t mine = nextUse(t, s), best = victim == kNever ? 0 : nextUse(victim, s);
        if (victim == kNever || mine > best || (mine == best && copied[t] && !copied[victim])) victim = t;
      }
      if (victim == kNever) break;  // an order that asks for more than its operators: checkCapacity() forbids it
      const bool free = copied[victim] || contains(graph.graphInputs, victim) || contains(graph.outputs, victim);
      if (!free) schedule.extraBytes += graph.sizes[victim];
      copied[victim] = true;
      resident[victim] = false;
      used -= graph.sizes[victim];
    }
    ScheduleStep step;
    step.op = order[s];
    for (std::size_t t = 0; t < resident.size(); ++t) {
      if (resident[t]) step.residents.push_back({t, 0});
    }
    schedule.steps.push_back(std::move(step));
    for (std::size_t t = 0; t < resident.size(); ++t) {
      if (!resident[t] || nextUse(t, s) != kNever) continue;
      resident[t] = false;
      used -= graph.sizes[t];
    }
  }
  return schedule;
}

/// Part after part, each the optimum for itself where the search finds it, else in its own order. Without addresses.
TensorSchedule scheduleOfParts(const ScheduleGraph& graph, std::int64_t capacity, const std::vector<std::size_t>& order,
                               const ScheduleLimits& limits) {
  TensorSchedule whole;
  whole.method = ScheduleMethod::Parts;
  whole.usedBytes = capacity;
  const auto parts = partsOf(graph, order);
  whole.parts = parts.size();
  std::vector<bool> loaded(graph.sizes.size(), false);
  std::size_t crossing = kNever;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const auto& part = parts[p];
    std::vector<std::size_t> names;
    const ScheduleGraph own = partGraph(graph, part, names);
    const std::size_t leaving = graph.operators[part.back()].output;
    PartEnds ends;
    for (std::size_t t = 0; t < names.size(); ++t) {
      if (names[t] == crossing) ends.resident.push_back(t);
      if (names[t] == leaving && p + 1 < parts.size()) ends.keep.push_back(t);
      if (loaded[names[t]]) ends.loaded.push_back(t);
    }
    std::optional<TensorSchedule> solved;
    if (smallEnough(own)) {
      // A part may take its share of what is left: one that is hard leaves the others theirs.
      ScheduleLimits share = limits;
      share.states = whole.states + (limits.states - std::min(whole.states, limits.states)) / (parts.size() - p);
      solved = exactSchedule(own, capacity, ends, share, whole.states);
    }
    if (!solved) {
      ++whole.orderedParts;
      std::vector<std::size_t> same(part.size());
      std::iota(same.begin(), same.end(), std::size_t{0});
      solved = evictInOrder(own, capacity, same, ends);
    }
    for (ScheduleStep& step : solved->steps) {
      step.op = part[step.op];
      for (auto& held : step.residents) held.tensor = names[held.tensor];
      std::sort(step.residents.begin(), step.residents.end(),
                [](const auto& a, const auto& b) { return a.tensor < b.tensor; });
      whole.steps.push_back(std::move(step));
    }
    for (const std::size_t t : own.graphInputs) loaded[names[t]] = true;
    crossing = leaving;
  }
  // Parts do not know what others have stored: together they may move less than each for itself.
  if (const auto replayed = replaySchedule(graph, capacity, whole); replayed.ok()) whole.extraBytes = replayed.value();
  return whole;
}

}  // namespace

Result<TensorSchedule> scheduleInOrder(const ScheduleGraph& graph, std::int64_t capacity,
                                       std::span<const std::size_t> order) {
  PSCOPE_CHECK(checkCapacity(graph, capacity));
  TensorSchedule schedule = evictInOrder(graph, capacity, order, {});
  schedule.packed = packTensors(graph, capacity, schedule);
  return schedule;
}

Result<TensorSchedule> scheduleTensors(const ScheduleGraph& graph, std::int64_t capacity,
                                       const ScheduleLimits& limits) {
  const auto order = topologicalOrder(graph);
  if (order.size() != graph.operators.size()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "The operators wait for each other: there is no order to run them in."));
  }
  PSCOPE_CHECK(checkCapacity(graph, capacity));
  std::size_t states = 0;
  if (smallEnough(graph)) {
    // Capacity-feasible is not address-feasible: fill less until tensors find places.
    for (std::int64_t filled = capacity; filled > 0; filled -= std::max<std::int64_t>(capacity / 64, 1)) {
      auto schedule = exactSchedule(graph, filled, {}, limits, states);
      if (!schedule) break;
      if (packTensors(graph, capacity, *schedule)) {
        schedule->exact = filled == capacity;
        schedule->states = states;
        return *schedule;
      }
    }
  }
  std::vector<TensorSchedule> found;
  found.push_back(evictInOrder(graph, capacity, order, {}));
  found.back().states = states;
  if (!smallEnough(graph)) {
    found.push_back(scheduleOfParts(graph, capacity, order, limits));
    found.front().states = found.back().states;
    if (found.back().extraBytes <= found.front().extraBytes) std::swap(found.front(), found.back());
  }
  for (TensorSchedule& schedule : found) {
    if (packTensors(graph, capacity, schedule)) return std::move(schedule);
  }
  return std::move(found.front());
}

Result<std::vector<std::int64_t>> scheduleSpills(const ScheduleGraph& graph, std::int64_t capacity,
                                                 const TensorSchedule& schedule) {
  const auto broken = [](std::size_t step) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "Step %1 of the schedule cannot run.").arg(std::to_string(step)));
  };
  const std::size_t tensors = graph.sizes.size();
  std::vector<bool> isInput(tensors, false), isOutput(tensors, false), before(tensors, false), copied(tensors, false),
      made(tensors, false);
  for (const std::size_t t : graph.graphInputs) isInput[t] = true;
  for (const std::size_t t : graph.outputs) isOutput[t] = true;
  std::vector<std::size_t> lastRead(tensors, 0);  // one more than the last step that reads it
  for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
    for (const std::size_t t : graph.operators[schedule.steps[s].op].inputs) lastRead[t] = s + 1;
  }
  std::vector<std::int64_t> spills(schedule.steps.size(), 0);
  for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
    const ScheduleStep& step = schedule.steps[s];
    const auto& op = graph.operators[step.op];
    std::vector<bool> now(tensors, false);
    std::int64_t used = 0;
    for (const auto& held : step.residents) {
      now[held.tensor] = true;
      used += graph.sizes[held.tensor];
      for (const auto& other : step.residents) {
        const bool overlap = other.tensor != held.tensor && other.address < held.address + graph.sizes[held.tensor] &&
                             held.address < other.address + graph.sizes[other.tensor];
        if (schedule.packed && overlap) return broken(s);
      }
    }
    if (used > capacity || !now[op.output]) return broken(s);
    for (const std::size_t t : op.inputs) {
      if (!now[t]) return broken(s);
    }
    for (std::size_t t = 0; t < tensors; ++t) {
      if (before[t] && !now[t] && lastRead[t] > s && !copied[t]) {  // dropped, and wanted again
        if (!isInput[t] && !isOutput[t]) spills[s] += graph.sizes[t];
        copied[t] = true;
      }
      if (!before[t] && now[t] && t != op.output) {
        if (!isInput[t] && !made[t]) return broken(s);
        if (!isInput[t] || copied[t]) spills[s] += graph.sizes[t];
        copied[t] = true;
      }
    }
    made[op.output] = true;
    before = now;
  }
  return spills;
}

Result<std::int64_t> replaySchedule(const ScheduleGraph& graph, std::int64_t capacity, const TensorSchedule& schedule) {
  PSCOPE_TRY(const auto spills, scheduleSpills(graph, capacity, schedule));
  return std::accumulate(spills.begin(), spills.end(), std::int64_t{0});
}

ScheduleGraph scheduleGraph(const Network& network, std::int64_t bytesPerValue, const std::vector<bool>& executed) {
  ScheduleGraph graph;
  std::vector<std::size_t> tensor(network.nodes().size(), kNever);
  std::vector<std::size_t> maker;  // operator of each tensor
  for (std::size_t i = 0; i < tensor.size(); ++i) {
    const Node& node = network.nodes()[i];
    const auto inputs = network.inputs(node);
    if (!executed.empty() && !executed[i] && node.op != Op::Input) continue;
    if (operatorInfo(node.op).free && inputs.size() == 1) {
      tensor[i] = tensor[static_cast<std::size_t>(inputs[0])];
      if (tensor[i] != kNever && maker[tensor[i]] != kNever) graph.operatorNodes[maker[tensor[i]]].push_back(i);
      continue;
    }
    tensor[i] = graph.sizes.size();
    graph.sizes.push_back(node.shape.elements() * bytesPerValue);
    graph.tensorNodes.push_back(i);
    if (inputs.empty()) {
      maker.push_back(kNever);
      graph.graphInputs.push_back(tensor[i]);
      continue;
    }
    ScheduleGraph::Operator op;
    for (const NodeIndex input : inputs) {
      const std::size_t t = tensor[static_cast<std::size_t>(input)];
      if (t != kNever && std::find(op.inputs.begin(), op.inputs.end(), t) == op.inputs.end()) op.inputs.push_back(t);
    }
    op.output = tensor[i];
    maker.push_back(graph.operators.size());
    graph.operatorNodes.push_back({i});
    graph.operators.push_back(std::move(op));
  }
  for (const NodeIndex output : network.outputs()) {
    const std::size_t t = tensor[static_cast<std::size_t>(output)];
    if (t != kNever) graph.outputs.push_back(t);
  }
  return graph;
}

}  // namespace pscope

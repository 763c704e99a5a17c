#include "core/search/nsga2.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/pareto/dominance.h"
#include "core/search/random_search.h"
#include "core/search/strategy_state.h"
#include "core/space/variation.h"

namespace pscope {
namespace {

constexpr const char* kNsga2Name = "nsga2";
constexpr std::size_t kMaxFront = 200;
constexpr std::int64_t kMostMembers = 1'000'000;  ///< of a population that is loaded
constexpr int kChildAttempts = 20;
/// Share of the children of two parents that are mutated, too.
constexpr double kMutatedChildren = 0.5;

int defaultPopulation(int candidates) {
  return std::clamp(candidates / 15, 8, 100);
}

double mutationRate(const Genome& genome, double setting) {
  if (setting > 0) return setting;
  const auto active = std::count_if(genome.begin(), genome.end(), [](int level) { return level != kInactive; });
  return 1.0 / static_cast<double>(std::max<std::ptrdiff_t>(1, active));
}

}  // namespace

Nsga2::Nsga2(const Settings& settings, const StrategyContext& context)
    : m_space(*context.space),
      m_whole(context.outcomes()),
      m_objectives(context.objectives),
      m_settings(settings),
      m_rng(deriveSeed(context.seed, 0x6e73'6761)),
      m_designs(*context.space, context.seed) {
  if (m_settings.population <= 0) m_settings.population = defaultPopulation(context.candidates);
}

std::optional<Proposal> Nsga2::ask() {
  std::optional<Proposal> proposal;
  if (m_asked + m_known >= m_settings.population && m_members.size() >= 2) proposal = child();
  if (!proposal) {
    auto genome = m_designs.draw(m_rng);
    if (!genome) return std::nullopt;
    proposal = Proposal{std::move(*genome), {}};
  }
  ++m_asked;
  m_designs.add(proposal->genome);
  m_pending.push_back(proposal->genome);
  return proposal;
}

std::optional<Proposal> Nsga2::child() {
  for (int attempt = 0; attempt < kChildAttempts; ++attempt) {
    Proposal proposal = vary();
    if (!m_designs.contains(proposal.genome)) return proposal;
  }
  return std::nullopt;
}

Proposal Nsga2::vary() {
  const Member& first = tournament();
  Proposal proposal{first.genome, {first.id}};
  bool mutate = true;
  if (m_rng.chance(m_settings.crossover)) {
    const Member& second = tournament();
    proposal.genome = uniformCrossover(m_space, first.genome, second.genome, m_rng);
    if (second.id != first.id) proposal.parents.push_back(second.id);
    mutate = m_rng.chance(kMutatedChildren);
  }
  if (mutate) {
    const double rate = mutationRate(proposal.genome, m_settings.mutation);
    proposal.genome = mutated(m_space, proposal.genome, rate, m_rng);
  }
  return proposal;
}

const Nsga2::Member& Nsga2::tournament() {
  const Member& a = m_members[m_rng.below(m_members.size())];
  const Member& b = m_members[m_rng.below(m_members.size())];
  if (a.rank != b.rank) return a.rank < b.rank ? a : b;
  refreshCrowding(a.rank);
  return b.crowding > a.crowding ? b : a;
}

Status Nsga2::tell(const Outcome& outcome) {
  PSCOPE_CHECK(checkOutcome(outcome, m_space, m_objectives));
  m_designs.add(outcome.genome);
  if (const auto pending = std::find(m_pending.begin(), m_pending.end(), outcome.genome); pending != m_pending.end()) {
    m_pending.erase(pending);
  }
  if (outcome.state == CandidateState::Failed) return {};
  double violation = 0;
  if (outcome.state != CandidateState::Done) {
    // Infeasible by an unknown amount comes last.
    violation = outcome.violation > 0 ? outcome.violation : std::numeric_limits<double>::infinity();
  }
  insert({outcome.id, outcome.genome, outcome.values, violation});
  return {};
}

Status Nsga2::takePast(std::span<const Outcome> past) {
  for (const Outcome& outcome : past) PSCOPE_CHECK(tell(outcome));
  m_known = static_cast<std::int64_t>(past.size());
  return {};
}

void Nsga2::expect(const Genome& genome) {
  m_designs.add(genome);
  m_pending.push_back(genome);
}

/// Constrained domination.
bool Nsga2::beats(const Member& a, const Member& b) {
  if (a.violation > 0 || b.violation > 0) return a.violation < b.violation;
  return dominates(a.values, b.values);
}

/// Whether someone of the last rank beats the newcomer, so that it would be the first to leave.
bool Nsga2::isHopeless(const Member& newcomer) const {
  return std::any_of(m_members.begin(), m_members.end(),
                     [&](const Member& member) { return member.rank == m_worstRank && beats(member, newcomer); });
}

void Nsga2::insert(Member newcomer) {
  if (isFull() && isHopeless(newcomer)) return;
  m_members.push_back(std::move(newcomer));
  giveRank(m_members.size() - 1);
  if (m_members.size() > static_cast<std::size_t>(m_settings.population)) dropWorst();
}

/// Ranks after one member came: it takes the first rank in which nobody beats it, and whoever it beats there moves on.
/// @source Li, Deb, Zhang, Zhang, Efficient nondomination level update, IEEE TCYB 47(9), 2017
void Nsga2::giveRank(std::size_t newcomer) {
  int rank = 0;
  for (std::size_t i = 0; i < newcomer; ++i) {
    // Its rank is one more than the worst of those that beat it.
    if (m_members[i].rank >= rank && beats(m_members[i], m_members[newcomer])) rank = m_members[i].rank + 1;
  }
  m_members[newcomer].rank = rank;
  markStale(rank);
  std::vector<std::size_t> moved = {newcomer};
  std::vector<std::size_t> beaten;
  for (; !moved.empty(); ++rank) {
    beaten.clear();
    for (std::size_t i = 0; i < m_members.size(); ++i) {
      if (m_members[i].rank != rank) continue;
      const auto beatsThis = [&](std::size_t k) { return k != i && beats(m_members[k], m_members[i]); };
      if (std::any_of(moved.begin(), moved.end(), beatsThis)) beaten.push_back(i);
    }
    if (!beaten.empty()) markStale(rank + 1);
    for (const std::size_t i : beaten) m_members[i].rank = rank + 1;
    moved.swap(beaten);
  }
}

void Nsga2::markStale(int rank) {
  m_worstRank = std::max(m_worstRank, rank);
  m_stale.resize(std::max(m_stale.size(), static_cast<std::size_t>(rank) + 1), 1);
  m_stale[static_cast<std::size_t>(rank)] = 1;
}

void Nsga2::refreshCrowding(int rank) {
  if (m_stale[static_cast<std::size_t>(rank)] == 0) return;
  m_stale[static_cast<std::size_t>(rank)] = 0;
  std::vector<std::vector<double>> front;
  for (const Member& member : m_members) {
    if (member.rank == rank) front.push_back(member.values);
  }
  // Infeasible members may lack values: they are all alike then.
  const auto distances = crowdingDistance(front);
  std::size_t next = 0;
  for (Member& member : m_members) {
    if (member.rank != rank) continue;
    member.crowding = distances.ok() ? distances.value()[next] : 0;
    ++next;
  }
}

/// Ends the worst by rank and crowding; what is left keeps its ranks, as nobody there was beaten by those who left.
void Nsga2::dropWorst() {
  const auto front =
      static_cast<std::size_t>(std::count_if(m_members.begin(), m_members.end(), [](const Member& member) {
        return member.rank == 0 && member.violation <= 0;
      }));
  const std::size_t keep = std::max(static_cast<std::size_t>(m_settings.population), std::min(front, kMaxFront));
  while (m_members.size() > keep) {
    m_worstRank = 0;
    for (const Member& member : m_members) m_worstRank = std::max(m_worstRank, member.rank);
    refreshCrowding(m_worstRank);
    auto worst = m_members.end();
    for (auto member = m_members.begin(); member != m_members.end(); ++member) {
      if (member->rank != m_worstRank) continue;
      if (worst == m_members.end() || member->crowding <= worst->crowding) worst = member;
    }
    m_members.erase(worst);
    markStale(m_worstRank);
  }
  m_worstRank = 0;
  for (const Member& member : m_members) m_worstRank = std::max(m_worstRank, member.rank);
}

std::string Nsga2::save() const {
  Json state = {{"strategy", kNsga2Name},
                {"version", 1},
                {"population", m_settings.population},
                {"crossover", m_settings.crossover},
                {"mutation", m_settings.mutation},
                {"rng", m_rng.save()},
                {"asked", m_asked},
                {"pending", m_pending},
                {"proposed", m_designs.save()}};
  if (m_known > 0) state["known"] = m_known;
  state["members"] = Json::array();
  for (const Member& member : m_members) {
    Json values = Json::array();
    for (const double value : member.values) values.push_back(numberJson(value));
    state["members"].push_back({{"id", member.id.value},
                                {"genome", member.genome},
                                {"values", std::move(values)},
                                {"violation", numberJson(member.violation)}});
  }
  return state.dump();
}

Status Nsga2::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  const JsonView view(json, "state of the strategy");
  Nsga2 loaded = *this;
  PSCOPE_CHECK(checkStateOf(view, kNsga2Name));
  PSCOPE_TRY(const std::string rng, view.string("rng"));
  PSCOPE_TRY(const std::string proposed, view.string("proposed"));
  PSCOPE_TRY(const std::int64_t population, integerWithin(view, "population", 2, kMostMembers));
  if (!loaded.m_rng.load(rng) || !loaded.m_designs.load(proposed)) return damagedState(view, kNsga2Name);
  loaded.m_settings.population = static_cast<int>(population);
  PSCOPE_TRY(loaded.m_settings.crossover, numberWithin(view, "crossover", 0, 1));
  PSCOPE_TRY(loaded.m_settings.mutation, numberWithin(view, "mutation", 0, 1));
  PSCOPE_TRY(loaded.m_asked, integerWithin(view, "asked", 0, kMostCounted));
  if (view.has("known")) {
    PSCOPE_TRY(loaded.m_known, integerWithin(view, "known", 0, kMostCounted));
  }
  PSCOPE_TRY(const auto pending, view.array("pending"));
  loaded.m_pending.clear();
  for (const JsonView& genome : pending) {
    PSCOPE_TRY(Genome parsed, parseGenome(genome, m_whole));
    loaded.m_pending.push_back(std::move(parsed));
  }
  PSCOPE_TRY(const auto members, view.array("members"));
  loaded.m_members.clear();
  loaded.m_stale.clear();
  loaded.m_worstRank = 0;
  for (const JsonView& member : members) {
    PSCOPE_TRY(const std::int64_t id, member.integer("id"));
    PSCOPE_TRY(const JsonView genomeView, member.member("genome"));
    PSCOPE_TRY(Genome genome, parseGenome(genomeView, m_whole));
    PSCOPE_TRY(const JsonView numbers, member.member("values"));
    PSCOPE_TRY(std::vector<double> values, parseNumbers(numbers));
    PSCOPE_TRY(const double violation, member.number("violation"));
    if (values.size() != m_objectives) return foreignState(member);
    loaded.m_members.push_back({{id}, std::move(genome), std::move(values), violation});
    loaded.giveRank(loaded.m_members.size() - 1);
  }
  m_settings = loaded.m_settings;
  m_rng = loaded.m_rng;
  m_asked = loaded.m_asked;
  m_known = loaded.m_known;
  m_worstRank = loaded.m_worstRank;
  m_stale = std::move(loaded.m_stale);
  m_pending = std::move(loaded.m_pending);
  m_members = std::move(loaded.m_members);
  m_designs.load(proposed);
  return {};
}

std::string Nsga2::description() const {
  return "NSGA-II, population " + std::to_string(m_settings.population) + ", crossover " +
         numberText(m_settings.crossover, 3) + ", mutation " +
         (m_settings.mutation > 0 ? numberText(m_settings.mutation, 3) : std::string("one gene in a design")) + ".";
}

}  // namespace pscope

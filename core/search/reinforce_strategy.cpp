#include "core/search/reinforce_strategy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr int kRounds = 5;  ///< of 1, 2, 4, 8 and 16 batches until something is new
constexpr double kWorst = 3;
constexpr double kViolated = 4;
constexpr double kSumShare = 0.05;
constexpr double kCallSeconds = 300;

}  // namespace

ReinforceStrategy::ReinforceStrategy(const Settings& settings, const StrategyContext& context)
    : HistoryStrategy("reinforce", context, 0x7265'696e),
      m_settings(settings),
      m_seed(deriveSeed(context.seed, 0x6c73'746d)),
      m_session(sessionFor(m_seed)) {}

std::unique_ptr<ResidentSession> ReinforceStrategy::sessionFor(std::uint64_t seed) const {
  const ControllerTask task{space().document().dump(), context().objectives, seed, m_settings.controller};
  return std::make_unique<ResidentSession>(*context().tasks,
                                           ResidentSpec{"controller", toJson(task).dump(), kCallSeconds});
}

std::optional<Proposal> ReinforceStrategy::next() {
  m_failure.reset();
  while (!m_queue.empty() && isProposed(m_queue.front())) m_queue.pop_front();
  if (m_queue.empty()) {
    if (const Status drawn = drawBatch(); !drawn.ok()) m_failure = drawn.error();
  }
  if (m_queue.empty()) return std::nullopt;
  Proposal proposal{std::move(m_queue.front()), {}};
  m_queue.pop_front();
  return proposal;
}

Status ReinforceStrategy::drawBatch() {
  JobContext job;
  job.stop = context().stop;
  for (; m_round < kRounds && m_queue.empty(); ++m_round) {
    std::vector<ControllerSample> rest;
    const Json request = {{"learn", takeTold(rest)}, {"sample", m_settings.batch << m_round}};
    PSCOPE_TRY(const std::string answer, m_session->call(request.dump(), job));
    PSCOPE_TRY(const Json json, parseJson(answer, "answer of the controller"));
    PSCOPE_TRY(const auto items, JsonView(json, "answer of the controller").array("samples"));
    m_drawn = std::move(rest);
    for (const JsonView& item : items) {
      PSCOPE_TRY(ControllerSample sample, parseControllerSample(item, space(), context().objectives));
      const bool known =
          isProposed(sample.genome) || std::find(m_queue.begin(), m_queue.end(), sample.genome) != m_queue.end();
      if (!known) m_queue.push_back(sample.genome);
      m_drawn.push_back(std::move(sample));
    }
  }
  m_round = 0;
  return {};
}

/// The drawn designs whose outcome is known, with their rewards; the others are left.
Json ReinforceStrategy::takeTold(std::vector<ControllerSample>& rest) const {
  Json told = Json::array();
  for (const ControllerSample& drawn : m_drawn) {
    const auto outcome = m_told.find(drawn.genome);
    if (outcome == m_told.end()) {
      rest.push_back(drawn);
      continue;
    }
    ControllerSample sample = drawn;
    sample.reward = rewardOf(outcome->second, drawn.weights);
    told.push_back(toJson(sample));
  }
  return told;
}

double ReinforceStrategy::rewardOf(const Outcome& outcome, const std::vector<double>& weights) const {
  if (outcome.state == CandidateState::Failed) return -(kViolated + 1);
  if (outcome.state != CandidateState::Done) {
    return -(kViolated + (outcome.violation > 0 ? std::min(outcome.violation, 1.0) : 1.0));
  }
  const double largest = *std::max_element(weights.begin(), weights.end());
  double most = 0, sum = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double range = std::max(m_scale[k], 1e-9 * std::max(1.0, std::abs(m_best[k])));
    const double y = std::clamp((outcome.values[k] - m_best[k]) / range, 0.0, kWorst);
    most = std::max(most, weights[k] / largest * y);
    sum += weights[k] * y;
  }
  return -(most + kSumShare * sum);
}

void ReinforceStrategy::learn(const Outcome& outcome) {
  m_told.insert_or_assign(outcome.genome, outcome);
  if (outcome.state != CandidateState::Done) return;
  m_values.resize(outcome.values.size());
  m_best.resize(outcome.values.size());
  m_scale.resize(outcome.values.size());
  for (std::size_t k = 0; k < outcome.values.size(); ++k) {
    auto& sorted = m_values[k];
    sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), outcome.values[k]), outcome.values[k]);
    m_best[k] = sorted.front();
    m_scale[k] = sorted[sorted.size() / 2] - sorted.front();
  }
}

void ReinforceStrategy::forget() {
  m_told.clear();
  m_values.clear();
}

Json ReinforceStrategy::extra() const {
  Json drawn = Json::array(), queue = Json::array();
  for (const ControllerSample& sample : m_drawn) drawn.push_back(toJson(sample));
  for (const Genome& genome : m_queue) queue.push_back(toJson(genome));
  Json json = {{"seed", std::to_string(m_seed)},
               {"controller", m_session->state()},
               {"drawn", std::move(drawn)},
               {"queue", std::move(queue)}};
  if (m_round > 0) json["round"] = m_round;
  return json;
}

Status ReinforceStrategy::loadExtra(const JsonView& json) {
  PSCOPE_TRY(const std::string seedText, json.string("seed"));
  std::uint64_t seed = 0;
  if (std::from_chars(seedText.data(), seedText.data() + seedText.size(), seed).ec != std::errc()) {
    return foreignState(json);
  }
  PSCOPE_TRY(const auto drawnItems, json.array("drawn"));
  std::vector<ControllerSample> drawn;
  for (const JsonView& item : drawnItems) {
    PSCOPE_TRY(ControllerSample sample, parseControllerSample(item, space(), context().objectives));
    drawn.push_back(std::move(sample));
  }
  PSCOPE_TRY(const auto queueItems, json.array("queue"));
  std::deque<Genome> queue;
  for (const JsonView& item : queueItems) {
    PSCOPE_TRY(Genome genome, parseGenome(item, space()));
    queue.push_back(std::move(genome));
  }
  PSCOPE_TRY(const auto round, json.integerOr("round", 0));
  if (round < 0 || round >= kRounds) return foreignState(json);
  PSCOPE_TRY(const auto controller, json.member("controller"));
  auto session = sessionFor(seed);
  PSCOPE_CHECK(session->load(controller));
  m_seed = seed;
  m_session = std::move(session);
  m_drawn = std::move(drawn);
  m_queue = std::move(queue);
  m_round = static_cast<int>(round);
  return {};
}

/// Whatever is drawn again is learned from, so all of it.
std::vector<Outcome> ReinforceStrategy::ofPast(std::span<const Outcome> past) const {
  return {past.begin(), past.end()};
}

std::string ReinforceStrategy::description() const {
  return "REINFORCE: an LSTM controller of " + std::to_string(m_settings.controller.hidden) +
         " units draws batches of " + std::to_string(m_settings.batch) + " designs.";
}

}  // namespace pscope

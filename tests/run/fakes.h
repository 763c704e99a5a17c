#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/estimate/estimator.h"
#include "core/search/strategy.h"

namespace pscope::test {

/// A number between 0 and 100 that depends on the design and a salt only.
inline double fakeValue(const std::string& design, std::uint64_t salt) {
  return static_cast<double>(hash64(design, salt) % 100'000) / 1000.0;
}

/// What happened inside fakes; shared with the test.
struct Journal {
  std::mutex mutex;
  std::vector<std::int64_t> toldAtAsk;  ///< at each ask, how many had been told
  std::vector<std::int64_t> toldIds;
  std::atomic<int> estimates = 0;
  std::atomic<std::int64_t> worker = -1;  ///< ask() number worker + 1 waits for a worker that does not answer
  std::atomic<bool> waits = false;        ///< it does now
  std::atomic<std::int64_t> fails = -1;   ///< ask() number fails + 1 fails once, while a second estimate is under way
  /// Called before the value is made; may report, sleep, throw, or give an error or a number of its own.
  std::function<std::optional<Result<double>>(const Subject&, const JobContext&)> before;
};

/// `{"type": "fake", "cost": "free" | "pool" | "worker", "salt": 1, "delay_us": 0}`: fakeValue of the design.
class FakeEstimator : public Estimator {
 public:
  FakeEstimator(CostClass cost, std::uint64_t salt, int delayUs, const EstimatorContext& context, Journal& journal)
      : m_cost(cost),
        m_salt(salt),
        m_delayUs(delayUs),
        m_objective(*context.objective),
        m_level(context.level),
        m_tasks(context.tasks),
        m_journal(journal),
        m_provenance(std::make_shared<Provenance>(provenanceOfThisProgram())) {}

  CostClass costClass() const override { return m_cost; }
  bool deterministic() const override { return true; }
  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext& job) const override {
    ++m_journal.estimates;
    double value = fakeValue(subject.text(), m_salt);
    if (m_journal.before) {
      if (auto own = m_journal.before(subject, job)) {
        if (!own->ok()) return own->error();
        value = own->value();
      }
    }
    // A different time for each design, so that they end in another order than they began.
    if (m_delayUs > 0) {
      const auto share = hash64(subject.text(), 99) % 100;
      std::this_thread::sleep_for(std::chrono::microseconds(m_delayUs * static_cast<int>(share) / 50));
    }
    if (m_cost == CostClass::Worker) {
      Task task;
      task.kind = "selftest";
      task.parameters = Json{{"mode", "echo"}, {"value", value}}.dump();
      const auto answer = m_tasks->run(task, job);
      if (!answer.ok()) return answer.error();
      value = Json::parse(answer.value())["value"].get<double>();
    }
    Measurement measurement;
    measurement.metric = m_objective.name;
    measurement.unit = m_objective.unit;
    measurement.value = value;
    measurement.level = m_level;
    measurement.provenance = m_provenance;
    return std::vector<Measurement>{measurement};
  }

 private:
  CostClass m_cost;
  std::uint64_t m_salt;
  int m_delayUs;
  Objective m_objective;
  int m_level;
  TaskRunner* m_tasks;
  Journal& m_journal;
  std::shared_ptr<const Provenance> m_provenance;
};

inline EstimatorRegistry fakeEstimators(Journal& journal) {
  EstimatorRegistry registry;
  PluginInfo info;
  info.name = "fake";
  registry.add(
      info,
      [&journal](const JsonView& parameters, const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
        PSCOPE_TRY(const auto cost, parameters.stringOr("cost", "free"));
        PSCOPE_TRY(const auto salt, parameters.integerOr("salt", 1));
        PSCOPE_TRY(const auto delay, parameters.integerOr("delay_us", 0));
        const auto costClass = cost == "free" ? CostClass::Free : cost == "pool" ? CostClass::Pool : CostClass::Worker;
        return std::unique_ptr<Estimator>(std::make_unique<FakeEstimator>(costClass, static_cast<std::uint64_t>(salt),
                                                                          static_cast<int>(delay), context, journal));
      });
  return registry;
}

/// Every proposal depends on all outcomes told so far and on their order: a search that tells others, or in another
/// order, proposes other designs. `distinct` > 0: only that many designs; `last` > 0: no more asks after that many.
class ChainStrategy : public Strategy {
 public:
  ChainStrategy(const StrategyContext& context, std::int64_t distinct, std::int64_t last, int window, Journal& journal)
      : m_space(*context.space),
        m_state(context.seed),
        m_distinct(distinct),
        m_last(last),
        m_window(window),
        m_stop(context.stop),
        m_journal(journal) {}

  std::optional<Error> failure() const override { return m_failure; }
  std::optional<Proposal> ask() override {
    m_failure.reset();
    if (m_asked == m_journal.fails) {
      while (m_journal.estimates < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      m_journal.fails = -1;
      m_failure = makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Test", "The worker died."));
      return std::nullopt;
    }
    if (m_asked == m_journal.worker) {
      m_journal.waits = true;
      while (!m_stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      m_failure = makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled."));
      return std::nullopt;
    }
    if (m_last > 0 && m_asked >= m_last) return std::nullopt;
    {
      const std::scoped_lock lock(m_journal.mutex);
      m_journal.toldAtAsk.push_back(m_told);
    }
    const auto draw = deriveSeed(m_state, static_cast<std::uint64_t>(++m_asked));
    if (m_distinct > 0) return Proposal{*m_space.design(draw % static_cast<std::uint64_t>(m_distinct)), {}};
    Rng rng(draw);
    return Proposal{m_space.sample(rng), {}};
  }
  Status tell(const Outcome& outcome) override {
    {
      const std::scoped_lock lock(m_journal.mutex);
      m_journal.toldIds.push_back(outcome.id.value);
    }
    ++m_told;
    std::string text = std::to_string(outcome.id.value) + stateName(outcome.state);
    for (const double value : outcome.values) text += " " + numberText(value);
    m_state = hash64(text, m_state);
    return {};
  }
  void expect(const Genome& genome) override { m_state = hash64("expects " + m_space.text(genome), m_state); }
  std::string save() const override {
    return std::to_string(m_state) + " " + std::to_string(m_asked) + " " + std::to_string(m_told);
  }
  Status load(const std::string& state) override {
    long long asked = 0;
    long long told = 0;
    unsigned long long hash = 0;
    if (std::sscanf(state.c_str(), "%llu %lld %lld", &hash, &asked, &told) != 3) {
      return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Test", "No state."));
    }
    m_state = hash;
    m_asked = asked;
    m_told = told;
    return {};
  }
  int window() const override { return m_window; }

 private:
  const Space& m_space;
  std::uint64_t m_state;
  std::int64_t m_distinct;
  std::int64_t m_last;
  int m_window;
  std::stop_token m_stop;
  Journal& m_journal;
  std::optional<Error> m_failure;
  std::int64_t m_asked = 0;
  std::int64_t m_told = 0;
};

/// The real strategies, and "chain" with {"distinct", "last", "window"}.
inline StrategyRegistry fakeStrategies(Journal& journal) {
  StrategyRegistry registry;
  registerStrategies(registry);
  PluginInfo info;
  info.name = "chain";
  registry.add(
      info,
      [&journal](const JsonView& parameters, const StrategyContext& context) -> Result<std::unique_ptr<Strategy>> {
        PSCOPE_TRY(const auto distinct, parameters.integerOr("distinct", 0));
        PSCOPE_TRY(const auto last, parameters.integerOr("last", 0));
        PSCOPE_TRY(const auto window, parameters.integerOr("window", 8));
        return std::unique_ptr<Strategy>(
            std::make_unique<ChainStrategy>(context, distinct, last, static_cast<int>(window), journal));
      });
  return registry;
}

/// Two fake objectives over nasbench201; the first one has the cost class `cost`, the second one is free. "ladder": the
/// first one has three rungs, all on pool threads, and the strategy is successive halving.
inline SearchConfig fakeConfig(const std::string& cost, int candidates, int delayUs = 0) {
  SearchConfig config;
  config.name = "fake";
  config.space = "nasbench201";
  Objective first;
  first.name = "first";
  first.unit = "%";
  const auto rung = [&](int salt) -> EstimatorSpec {
    const std::string where = cost == "ladder" ? "pool" : cost;
    return {"fake", Json{{"type", "fake"}, {"cost", where}, {"salt", salt}, {"delay_us", delayUs}}.dump()};
  };
  first.estimators = {rung(1)};
  if (cost == "ladder") first.estimators = {rung(1), rung(3), rung(4)};
  Objective second;
  second.name = "second";
  second.unit = "ms";
  second.bound = 90.0;
  second.estimators = {{"fake", Json{{"type", "fake"}, {"cost", "free"}, {"salt", 2}}.dump()}};
  config.objectives = {first, second};
  config.strategy = cost == "ladder" ? "successive-halving" : "chain";
  config.candidates = candidates;
  config.seed = 5;
  return config;
}

/// Identity, design, state and values: what must not depend on speed, workers, or kills.
inline std::string essence(const Candidate& candidate) {
  std::string text = std::to_string(candidate.id.value) + " " + candidate.design + " " + stateName(candidate.state);
  if (candidate.rung) text += " on rung " + std::to_string(*candidate.rung);
  for (const auto& measurement : candidate.measurements) {
    text += " " + measurement.metric + "=" + numberText(measurement.value);
  }
  return text;
}
inline std::vector<std::string> essences(const std::vector<Candidate>& candidates) {
  std::vector<std::string> all;
  for (const auto& candidate : candidates) all.push_back(essence(candidate));
  return all;
}

}  // namespace pscope::test

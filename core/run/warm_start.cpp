#include "core/run/warm_start.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/estimate/task.h"
#include "core/pareto/front.h"
#include "core/run/search_loop.h"
#include "core/run/warm_start_designs.h"
#include "core/run/warm_start_values.h"
#include "core/study/import_study.h"

namespace pscope {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostCandidates = 10'000'000;
constexpr std::int64_t kWarmReportEvery = 256;

/// Stands for the workers while nothing may be measured.
class NoWorkers : public TaskRunner {
 public:
  Result<std::string> run(const Task&, const JobContext&) override {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("WarmStart", "Nothing is measured here."));
  }
};

/// In the place of an estimator that is not free: gives up, so that the candidate is known to lack its value.
class Withheld : public Estimator {
 public:
  explicit Withheld(const Estimator& estimator)
      : m_cost(estimator.costClass()), m_deterministic(estimator.deterministic()) {}
  CostClass costClass() const override { return m_cost; }
  bool deterministic() const override { return m_deterministic; }
  Result<std::vector<Measurement>> estimate(const Subject&, const JobContext&) const override {
    return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("WarmStart", "Nothing is measured here."));
  }

 private:
  CostClass m_cost;
  bool m_deterministic;
};

EstimatorRegistry freeOnes(const EstimatorRegistry& all) {
  EstimatorRegistry free;
  for (const auto& entry : all.entries()) {
    free.add(entry.info,
             [make = entry.make](const JsonView& parameters,
                                 const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
               PSCOPE_TRY(auto estimator, make(parameters, context));
               if (estimator->costClass() != CostClass::Free) estimator = std::make_unique<Withheld>(*estimator);
               return estimator;
             });
  }
  return free;
}

struct DesignHash {
  std::size_t operator()(const Genome& genome) const noexcept {
    return hash64({reinterpret_cast<const char*>(genome.data()), genome.size() * sizeof(int)});
  }
};

bool hasAnyChoice(const Genome& genome) {
  return std::any_of(genome.begin(), genome.end(), [](int level) { return level != kInactive; });
}

/// A design of the new space, and what the earlier studies know of it.
struct KnownDesign {
  Genome genome;
  std::vector<Measurement> known;
  std::string origin;            ///< "old.pscope, candidate 17"
  std::int64_t frontPlace = -1;  ///< among all fronts, one study after the other, each by its first objective; -1: none
};

class WarmStartMaker {
 public:
  WarmStartMaker(const SearchConfig& config, const Space& space, const Evaluation& evaluation, const JobContext& job)
      : m_config(config), m_space(space), m_evaluation(evaluation), m_job(job) {}

  Result<WarmStart> run() {
    for (const auto& path : m_config.warmStart.studies) PSCOPE_CHECK(read(path));
    if (m_designs.empty()) return nothingFits();
    PSCOPE_CHECK(evaluateAll());
    chooseFirst();
    return std::move(m_result);
  }

 private:
  Status checkGoesOn() const {
    if (!m_job.stop.stop_requested()) return {};
    return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("WarmStart", "The study was not made; nothing was written."));
  }

  /// File name, with its folder where two studies have one name.
  std::string labelOf(const std::string& path) {
    const fs::path file(path);
    std::string label = file.filename().string();
    if (m_labels.contains(label)) label = (file.parent_path().filename() / file.filename()).string();
    for (int number = 2; !m_labels.insert(label).second; ++number) {
      label = file.filename().string() + " (" + std::to_string(number) + ")";
    }
    return label;
  }

  Status read(const std::string& path) {
    PSCOPE_CHECK(checkGoesOn());
    m_job.report({0, 0, "read"});
    PSCOPE_TRY(const auto study, Study::open(path, Study::Mode::ReadOnly));
    PSCOPE_TRY(const Space earlierSpace, Space::fromText(study->spaceDocument(), path));
    PSCOPE_TRY(const auto candidates, study->loadCandidates());
    const SearchConfig& earlier = study->config();
    const DesignTransfer transfer(earlierSpace, m_space);
    const std::string label = labelOf(path);
    ReusableValues values(label, earlierSpace, earlier, m_space, m_config, m_evaluation);
    const auto front = frontOf(candidates, earlier.objectives);
    std::int64_t fitting = 0, done = 0;
    std::optional<std::int64_t> misfit;
    Message why;
    bool sameNetworks = true;
    const auto groups = byDesign(candidates);
    for (const auto& group : groups) {
      if (done % kWarmReportEvery == 0) {
        PSCOPE_CHECK(checkGoesOn());
        m_job.report({done, static_cast<std::int64_t>(groups.size()), "fit"});
      }
      ++done;
      const auto moved = transfer.moved(group.front()->genome);
      if (!moved.ok()) {
        if (!misfit) {
          misfit = group.front()->id.value;
          why = moved.error().what;
        }
        continue;
      }
      ++fitting;
      sameNetworks = sameNetworks && moved.value().same;
      add(group, moved.value(), values, label, front);
    }
    note(PSCOPE_TR_NOOP("WarmStart", "Designs of %1 that fit this space: %2 of %3.")
             .arg(label)
             .arg(std::to_string(fitting))
             .arg(std::to_string(groups.size())));
    if (misfit) {
      note(PSCOPE_TR_NOOP("WarmStart", "The first that does not is candidate %1 of %2:")
               .arg(std::to_string(*misfit))
               .arg(label));
      if (m_misfit.empty()) m_misfit = why;
      note(std::move(why));
    }
    if (fitting == 0) return {};
    if (!sameNetworks) {
      note(PSCOPE_TR_NOOP("WarmStart",
                          "Networks of this space are made in another way than those of %1, so that not all of its "
                          "values hold here.")
               .arg(label));
    }
    for (std::size_t i = 0; i < m_config.objectives.size(); ++i) {
      if (const auto& obstacle = values.obstacle(i)) note(*obstacle);
    }
    return {};
  }

  /// Candidates that have a design and did not fail, by design, in the order in which each came first.
  static std::vector<std::vector<const Candidate*>> byDesign(const std::vector<Candidate>& candidates) {
    std::vector<std::vector<const Candidate*>> groups;
    std::unordered_map<Genome, std::size_t, DesignHash> places;
    for (const Candidate& candidate : candidates) {
      const bool usable = hasEnded(candidate.state) && candidate.state != CandidateState::Failed;
      if (!usable || !hasAnyChoice(candidate.genome)) continue;
      const auto [place, isNew] = places.emplace(candidate.genome, groups.size());
      if (isNew) groups.emplace_back();
      groups[place->second].push_back(&candidate);
    }
    return groups;
  }

  /// Places of the candidates that nobody beats.
  std::map<CandidateId, std::int64_t> frontOf(const std::vector<Candidate>& candidates,
                                              const std::vector<Objective>& objectives) {
    IncrementalFront front(objectives.size());
    for (const Candidate& candidate : candidates) {
      if (candidate.state == CandidateState::Done) front.insert(candidate.id, minimizedValues(candidate, objectives));
    }
    std::map<CandidateId, std::int64_t> places;
    for (const auto& point : front.points()) places.emplace(point.id, m_frontPlaces++);
    return places;
  }

  void add(std::vector<const Candidate*> group, const DesignTransfer::Moved& moved, ReusableValues& values,
           const std::string& label, const std::map<CandidateId, std::int64_t>& front) {
    struct Part {
      const Candidate* candidate;
      std::vector<Measurement> known;
    };
    std::vector<Part> parts;
    for (const Candidate* candidate : group) {
      parts.push_back({candidate, {}});
      if (moved.same) parts.back().known = values.knownOf(*candidate, moved.genome);
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return valueCount(a.known) > valueCount(b.known); });
    const auto [place, isNew] = m_places.emplace(moved.genome, m_designs.size());
    if (isNew) m_designs.push_back({moved.genome, {}, {}});
    KnownDesign& design = m_designs[place->second];
    if (design.origin.empty() || valueCount(design.known) == 0) {
      design.origin = label + ", candidate " + std::to_string(parts.front().candidate->id.value);
    }
    for (const Part& part : parts) {
      addKnown(design.known, part.known);
      const auto onFront = front.find(part.candidate->id);
      if (onFront != front.end() && design.frontPlace < 0) design.frontPlace = onFront->second;
    }
  }

  Error nothingFits() const {
    const auto& studies = m_config.warmStart.studies;
    if (m_misfit.empty()) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("WarmStart", "The earlier studies hold no design that was evaluated."),
                       PSCOPE_TR_NOOP("WarmStart", "Name studies of finished searches."), studies.front());
    }
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("WarmStart", "No design of the earlier studies fits this space: %1").arg(format(m_misfit)),
        PSCOPE_TR_NOOP("WarmStart", "Name studies of this space, or of one with the same choices."), studies.front());
  }

  Candidate candidateOf(const KnownDesign& design) const {
    Candidate candidate;
    candidate.genome = design.genome;
    candidate.design = m_space.text(design.genome);
    candidate.measurements = design.known;
    candidate.notes = "from " + design.origin;
    return candidate;
  }

  Status evaluateAll() {
    std::vector<char> reused(m_config.objectives.size(), 0), computed(m_config.objectives.size(), 0);
    std::int64_t done = 0, failed = 0;
    std::optional<Message> failure;
    for (const KnownDesign& design : m_designs) {
      if (done % kWarmReportEvery == 0) {
        PSCOPE_CHECK(checkGoesOn());
        m_job.report({done, static_cast<std::int64_t>(m_designs.size()), "compute"});
      }
      ++done;
      Candidate candidate = candidateOf(design);
      evaluateSafely(m_evaluation, m_space, m_config, candidate, {});
      if (candidate.errorCode == errorCodeName(ErrorCode::Cancelled)) {
        m_incomplete.push_back(static_cast<std::size_t>(done - 1));
        continue;
      }
      if (candidate.state == CandidateState::Failed) {
        if (++failed == 1) {
          failure = PSCOPE_TR_NOOP("WarmStart", "Designs that cannot be evaluated here are left out; the first: %1")
                        .arg(candidate.reason);
        }
        continue;
      }
      for (std::size_t i = 0; i < reused.size(); ++i) {
        const auto& name = m_config.objectives[i].name;
        if (candidate.measurement(name) == nullptr) continue;
        const bool isKnown = std::any_of(design.known.begin(), design.known.end(),
                                         [&](const Measurement& m) { return m.metric == name; });
        (isKnown ? reused : computed)[i] = 1;
      }
      for (auto& measurement : candidate.measurements) measurement.seconds = 0;  // it took none here
      candidate.id = CandidateId{static_cast<std::int64_t>(m_result.candidates.size()) + 1};
      m_result.candidates.push_back(std::move(candidate));
    }
    note(PSCOPE_TR_NOOP("WarmStart", "Candidates taken over as evaluated: %1.")
             .arg(std::to_string(m_result.candidates.size())));
    if (const auto names = namesOf(reused); !names.empty()) {
      note(PSCOPE_TR_NOOP("WarmStart", "Re-used: %1.").arg(names));
    }
    if (const auto names = namesOf(computed); !names.empty()) {
      note(PSCOPE_TR_NOOP("WarmStart", "Computed anew: %1.").arg(names));
    }
    if (failure) note(std::move(*failure));
    return {};
  }

  std::string namesOf(const std::vector<char>& chosen) const {
    std::string names;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (chosen[i] != 0) names += (names.empty() ? "" : ", ") + m_config.objectives[i].name;
    }
    return names;
  }

  /// Of the designs that lack a value, those on a front come first in the search; then the configuration is complete.
  void chooseFirst() {
    m_result.config = m_config;
    auto& start = m_result.config.warmStart;
    start.taken = static_cast<std::int64_t>(m_result.candidates.size());
    start.first = 0;
    m_result.config.candidates =
        static_cast<int>(std::min<std::int64_t>(std::numeric_limits<int>::max(), m_config.candidates + start.taken));
    if (m_incomplete.empty()) return;
    note(PSCOPE_TR_NOOP("WarmStart", "Designs of which a value has to be measured here: %1.")
             .arg(std::to_string(m_incomplete.size())));
    if (start.evaluate == WarmStartConfig::Evaluate::None) return;
    std::vector<std::size_t> front;
    for (const std::size_t place : m_incomplete) {
      if (m_designs[place].frontPlace >= 0) front.push_back(place);
    }
    std::sort(front.begin(), front.end(),
              [&](std::size_t a, std::size_t b) { return m_designs[a].frontPlace < m_designs[b].frontPlace; });
    const auto most = static_cast<std::size_t>(m_config.candidates / 2);
    const std::size_t count = std::min(front.size(), most);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place =
          count == front.size() ? i : i * (front.size() - 1) / std::max<std::size_t>(1, count - 1);
      Candidate candidate = candidateOf(m_designs[front[place]]);
      candidate.id = CandidateId{start.taken + static_cast<std::int64_t>(i) + 1};
      m_result.candidates.push_back(std::move(candidate));
    }
    start.first = static_cast<std::int64_t>(count);
    note(PSCOPE_TR_NOOP("WarmStart", "Of these, designs of the earlier front that are evaluated first: %1 of %2.")
             .arg(std::to_string(count))
             .arg(std::to_string(front.size())));
  }

  void note(Message message) { m_result.notes.push_back(std::move(message)); }

  const SearchConfig& m_config;
  const Space& m_space;
  const Evaluation& m_evaluation;
  const JobContext& m_job;
  std::set<std::string> m_labels;
  std::int64_t m_frontPlaces = 0;
  Message m_misfit;  ///< why the first design that does not fit does not
  std::vector<KnownDesign> m_designs;
  std::unordered_map<Genome, std::size_t, DesignHash> m_places;
  std::vector<std::size_t> m_incomplete;  ///< places of designs that lack a value
  WarmStart m_result;
};

bool isSameFile(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored) || fs::absolute(a).lexically_normal() == fs::absolute(b).lexically_normal();
}

}  // namespace

Result<WarmStart> prepareWarmStart(const SearchConfig& given, const Space& space, const EstimatorRegistry& estimators,
                                   const JobContext& job) {
  const SearchConfig config = asNewSearch(given);
  NoWorkers none;
  PSCOPE_TRY(const auto evaluation, Evaluation::create(space, config, freeOnes(estimators), &none));
  PSCOPE_TRY(auto start, WarmStartMaker(config, space, evaluation, job).run());
  if (start.config.candidates <= kMostCandidates) return start;
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("WarmStart", "A study of %1 candidates is out of range.")
                       .arg(std::to_string(start.config.candidates)),
                   PSCOPE_TR_NOOP("WarmStart", "Name fewer studies; at most %1 candidates are possible.")
                       .arg(std::to_string(kMostCandidates)));
}

Result<std::unique_ptr<Study>> createSearchStudy(const std::string& path, const SearchConfig& config,
                                                 const Space& space, const EstimatorRegistry& estimators,
                                                 const JobContext& job) {
  if (config.warmStart.empty()) return Study::create(path, config, space.document().dump());
  for (const auto& earlier : config.warmStart.studies) {
    if (!isSameFile(path, earlier)) continue;
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("WarmStart", "A study cannot start from itself."),
                     PSCOPE_TR_NOOP("WarmStart",
                                    "Choose another name for the new study; to go on with this one, "
                                    "continue its search."),
                     path);
  }
  PSCOPE_TRY(auto start, prepareWarmStart(config, space, estimators, job));
  ImportedStudy study;
  study.config = std::move(start.config);
  study.spaceDocument = space.document().dump();
  study.candidates = std::move(start.candidates);
  study.notes = std::move(start.notes);
  study.notesKind = kWarmStartEvent;
  PSCOPE_CHECK(writeImportedStudy(study, path, job));
  return Study::open(path, Study::Mode::ReadWrite);
}

}  // namespace pscope

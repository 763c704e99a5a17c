#include "core/study/merge_studies.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "core/base/number_text.h"
#include "core/space/space.h"
#include "core/study/merge_spaces.h"
#include "core/study/study.h"

namespace pscope {
namespace {

constexpr std::size_t kMostConflictNotes = 50;

/// Where a candidate of the merged study comes from.
struct Origin {
  std::size_t part = 0;
  const Candidate* candidate = nullptr;
};

struct Value {
  const Measurement* measurement = nullptr;
  std::string label;  ///< "a.pscope #3"
};

bool isExact(MeasurementKind kind) {
  return kind == MeasurementKind::Tabulated || kind == MeasurementKind::Analytic;
}

/// The same number, not a second one.
bool isSame(const Measurement& a, const Measurement& b) {
  if (a.value != b.value || a.kind != b.kind || !(a.budget == b.budget)) return false;
  if (isExact(a.kind)) return true;
  return a.provenance && b.provenance && *a.provenance == *b.provenance;
}

int rankOf(CandidateState state) {
  switch (state) {
    case CandidateState::Done:
      return 0;
    case CandidateState::Infeasible:
      return 1;
    case CandidateState::Screened:
      return 2;
    case CandidateState::Failed:
      return 3;
    case CandidateState::Running:
    case CandidateState::Queued:
      break;
  }
  return 4;
}

Status checkObjectives(const MergePart& first, const MergePart& part) {
  for (const auto& objective : first.config.objectives) {
    const auto& others = part.config.objectives;
    const auto same =
        std::find_if(others.begin(), others.end(), [&](const auto& o) { return o.name == objective.name; });
    if (same != others.end() && same->unit == objective.unit && same->direction == objective.direction) continue;
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Import", "The study has no objective \"%1\" in %2 with the direction that %3 has.")
                         .arg(objective.name)
                         .arg(objective.unit)
                         .arg(first.label),
                     PSCOPE_TR_NOOP("Import", "Merge studies with the same objectives."), part.label);
  }
  return {};
}

bool hasDesign(const Candidate& candidate) {
  return std::any_of(candidate.genome.begin(), candidate.genome.end(), [](int level) { return level != kInactive; });
}

/// Writes the designs of all parts in one space. @return what was done to them, for people
Result<std::vector<Message>> bringTogether(std::vector<MergePart>& parts, const JobContext& job) {
  std::vector<Space> spaces;
  std::vector<std::string> labels;
  for (const auto& part : parts) {
    PSCOPE_TRY(Space space, Space::fromText(part.spaceDocument, part.label));
    spaces.push_back(std::move(space));
    labels.push_back(part.label);
  }
  PSCOPE_TRY(const Space joined, joinedSpace(spaces, labels));
  std::vector<Message> notes;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    auto made = DesignMap::create(spaces[p], joined);
    if (!made.ok()) {
      auto error = std::move(made).error();
      error.file = parts[p].label;
      return error;
    }
    const DesignMap& map = made.value();
    if (!map.isIdentity()) {
      notes.push_back(
          PSCOPE_TR_NOOP("Import", "The designs of %1 were written in a space with the levels of all parts.")
              .arg(parts[p].label));
    }
    std::size_t done = 0;
    for (auto& candidate : parts[p].candidates) {
      if (done++ % 1000 == 0) PSCOPE_CHECK(checkNotStopped(job));
      if (map.isIdentity()) break;
      if (!hasDesign(candidate)) {
        candidate.genome.assign(joined.choices().size(), kInactive);
        continue;
      }
      auto valid = spaces[p].validate(candidate.genome);
      if (valid.ok()) {
        candidate.genome = map.moved(candidate.genome);
        valid = joined.validate(candidate.genome);
      }
      if (!valid.ok()) {
        auto error = std::move(valid).error();
        error.file = parts[p].label;
        error.place = "candidate " + std::to_string(candidate.id.value);
        return error;
      }
      candidate.design = joined.text(candidate.genome);
    }
  }
  parts.front().spaceDocument = joined.document().dump();
  parts.front().config.space = joined.name();
  return notes;
}

/// What makes a measurement the same as another of its metric, as a key.
std::string keyOf(const Measurement& m) {
  return m.metric + '\n' + numberText(m.value) + '\n' + kindName(m.kind) + '\n' + m.budget.text();
}

class Merger {
 public:
  explicit Merger(const std::vector<MergePart>& parts) : m_parts(parts) {}

  Result<ImportedStudy> run(const JobContext& job) {
    group();
    ImportedStudy study;
    study.config = m_parts.front().config;
    study.config.strategy = kImportedStrategy;
    study.config.strategyParameters = "{}";
    study.config.candidates = static_cast<int>(std::max<std::size_t>(1, m_groups.size()));
    study.spaceDocument = m_parts.front().spaceDocument;
    std::string names;
    for (const auto& part : m_parts) names += (names.empty() ? "" : ", ") + part.label;
    for (auto& objective : study.config.objectives) objective.estimators = {importedEstimator("merged from " + names)};
    m_provenance = importedProvenance("merge", "mean of replicates in " + names, "", "");
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
      if (i % 1000 == 0) PSCOPE_CHECK(checkNotStopped(job));
      study.candidates.push_back(merged(i, study.config.objectives));
    }
    std::size_t all = 0;
    for (const auto& part : m_parts) all += part.candidates.size();
    study.notes.push_back(
        PSCOPE_TR_NOOP("Import", "%1 candidates of %2 became %3; %4 have replicates, %5 conflicts were found.")
            .arg(std::to_string(all))
            .arg(names)
            .arg(std::to_string(m_groups.size()))
            .arg(std::to_string(m_replicated))
            .arg(std::to_string(m_conflicts)));
    study.notes.insert(study.notes.end(), m_notes.begin(), m_notes.end());
    return study;
  }

 private:
  void group() {
    std::map<Genome, std::size_t> byGenome;
    m_newId.resize(m_parts.size());
    for (std::size_t p = 0; p < m_parts.size(); ++p) {
      for (const auto& candidate : m_parts[p].candidates) {
        // One that never got a design is the same as no other.
        const std::size_t next = m_groups.size();
        const std::size_t group = hasDesign(candidate) ? byGenome.emplace(candidate.genome, next).first->second : next;
        if (group == next) m_groups.emplace_back();
        m_groups[group].push_back({p, &candidate});
        m_newId[p].emplace(candidate.id, static_cast<std::int64_t>(group) + 1);
      }
    }
  }

  std::string labelOf(const Origin& origin) const {
    return m_parts[origin.part].label + " #" + std::to_string(origin.candidate->id.value);
  }

  void conflict(const Candidate& candidate, const std::string& metric, const Value& kept, const Value& other) {
    if (++m_conflicts > kMostConflictNotes) return;
    const auto text = [](const Value& value) {
      return numberText(value.measurement->value, 8) + " " + value.measurement->unit + " (" +
             kindName(value.measurement->kind) + ", " + value.label + ")";
    };
    m_notes.push_back(PSCOPE_TR_NOOP("Import", "Conflict in candidate %1, %2: %3 is kept, %4 stands beside it.")
                          .arg(std::to_string(candidate.id.value))
                          .arg(metric)
                          .arg(text(kept))
                          .arg(text(other)));
  }

  Candidate merged(std::size_t index, const std::vector<Objective>& objectives) {
    std::vector<Origin> origins = m_groups[index];
    const auto best = std::min_element(origins.begin(), origins.end(), [](const Origin& a, const Origin& b) {
      const int ofA = rankOf(a.candidate->state), ofB = rankOf(b.candidate->state);
      return ofA != ofB ? ofA < ofB : !reaches(b.candidate->rung, a.candidate->rung);
    });
    Candidate candidate;
    candidate.id = CandidateId{static_cast<std::int64_t>(index) + 1};
    candidate.genome = best->candidate->genome;
    candidate.design = best->candidate->design;
    candidate.state = best->candidate->state;
    candidate.reason = best->candidate->reason;
    candidate.errorCode = best->candidate->errorCode;
    candidate.finished = best->candidate->finished;
    candidate.rung = best->candidate->rung;
    for (const auto& origin : origins) {
      candidate.pinned = candidate.pinned || origin.candidate->pinned;
      const auto& notes = origin.candidate->notes;
      if (!notes.empty() && candidate.notes.find(notes) == std::string::npos) {
        candidate.notes += labelOf(origin) + ": " + notes + (notes.back() == '\n' ? "" : "\n");
      }
      for (const auto parent : origin.candidate->parents) {
        const auto known = m_newId[origin.part].find(parent);
        if (known == m_newId[origin.part].end() || known->second >= candidate.id.value) continue;
        const CandidateId id{known->second};
        if (std::find(candidate.parents.begin(), candidate.parents.end(), id) == candidate.parents.end()) {
          candidate.parents.push_back(id);
        }
      }
    }
    // Its own lower rungs say nothing beside what it became in the end.
    if (candidate.state != CandidateState::Screened) {
      std::erase_if(origins, [](const Origin& o) { return o.candidate->state == CandidateState::Screened; });
    }
    mergeMeasurements(origins, objectives, candidate);
    checkBounds(objectives, candidate);
    return candidate;
  }

  void mergeMeasurements(const std::vector<Origin>& origins, const std::vector<Objective>& objectives,
                         Candidate& candidate) {
    bool hasReplicates = false;
    for (const auto& objective : objectives) {
      std::vector<Value> values;  // the best that each origin has, without repetitions
      for (const auto& origin : origins) {
        const Measurement* measurement = origin.candidate->measurement(objective.name);
        if (measurement == nullptr || measurement->level < 0) continue;
        const bool isKnown = std::any_of(values.begin(), values.end(),
                                         [&](const Value& value) { return isSame(*value.measurement, *measurement); });
        if (!isKnown) values.push_back({measurement, labelOf(origin)});
      }
      if (values.empty()) continue;
      // More epochs or a higher rung decide before an average does.
      const int level = std::max_element(values.begin(), values.end(), [](const Value& a, const Value& b) {
                          return a.measurement->level < b.measurement->level;
                        })->measurement->level;
      std::vector<Value> replicates;
      for (const auto& value : values) {
        if (value.measurement->level != level) continue;
        const bool fits = replicates.empty() || (value.measurement->kind == replicates.front().measurement->kind &&
                                                 !isExact(value.measurement->kind) &&
                                                 value.measurement->budget == replicates.front().measurement->budget);
        if (fits) {
          replicates.push_back(value);
        } else {
          conflict(candidate, objective.name, replicates.front(), value);
        }
      }
      candidate.measurements.push_back(combined(replicates));
      hasReplicates = hasReplicates || replicates.size() > 1;
      for (const auto& value : values) {
        if (values.size() == 1) break;
        Measurement single = *value.measurement;
        single.metric += " (" + value.label + ")";
        single.level = -1;
        candidate.measurements.push_back(std::move(single));
      }
    }
    if (hasReplicates) ++m_replicated;
    KnownMeasurements known;
    for (std::size_t i = 0; i < candidate.measurements.size(); ++i)
      known[keyOf(candidate.measurements[i])].push_back(i);
    for (const auto& origin : origins) addAuxiliary(origin, objectives, candidate, known);
  }

  /// Indices of a candidate's measurements by keyOf().
  using KnownMeasurements = std::unordered_map<std::string, std::vector<std::size_t>>;

  void addAuxiliary(const Origin& origin, const std::vector<Objective>& objectives, Candidate& candidate,
                    KnownMeasurements& known) const {
    for (const auto& measurement : origin.candidate->measurements) {
      const bool isObjective = std::any_of(objectives.begin(), objectives.end(),
                                           [&](const auto& objective) { return objective.name == measurement.metric; });
      // Lower rungs stay what they are.
      const bool isTop =
          isObjective && measurement.level >= 0 && &measurement == origin.candidate->measurement(measurement.metric);
      auto& alike = known[keyOf(measurement)];
      const bool isKnown = std::any_of(alike.begin(), alike.end(),
                                       [&](std::size_t i) { return isSame(candidate.measurements[i], measurement); });
      if (isTop || isKnown) continue;
      alike.push_back(candidate.measurements.size());
      candidate.measurements.push_back(measurement);
    }
  }

  Measurement combined(const std::vector<Value>& replicates) const {
    Measurement result = *replicates.front().measurement;
    const auto n = static_cast<double>(replicates.size());
    if (replicates.size() == 1) return result;
    double sum = 0, seconds = 0;
    for (const auto& value : replicates) {
      sum += value.measurement->value;
      seconds += value.measurement->seconds;
    }
    result.value = sum / n;
    double squares = 0;
    for (const auto& value : replicates) squares += std::pow(value.measurement->value - result.value, 2);
    result.standardError = std::sqrt(squares / (n - 1) / n);
    result.seconds = seconds;
    result.provenance = m_provenance;
    return result;
  }

  static void checkBounds(const std::vector<Objective>& objectives, Candidate& candidate) {
    if (candidate.state != CandidateState::Done && candidate.state != CandidateState::Infeasible) return;
    std::string reason;
    bool isComplete = true;
    for (const auto& objective : objectives) {
      const Measurement* measurement = candidate.measurement(objective.name);
      isComplete = isComplete && measurement != nullptr;
      if (measurement == nullptr || objective.meets(measurement->value)) continue;
      reason += (reason.empty() ? "" : " ") + objective.name + " is " + numberText(measurement->value, 6) + " " +
                objective.unit + ", outside its bound of " + numberText(*objective.bound, 6) + " " + objective.unit +
                ".";
    }
    if (!reason.empty()) {
      candidate.state = CandidateState::Infeasible;
      candidate.reason = std::move(reason);
    } else if (isComplete && candidate.state == CandidateState::Infeasible && hasBounds(objectives)) {
      candidate.state = CandidateState::Done;
      candidate.reason.clear();
    }
  }
  static bool hasBounds(const std::vector<Objective>& objectives) {
    return std::any_of(objectives.begin(), objectives.end(), [](const auto& o) { return o.bound.has_value(); });
  }

  const std::vector<MergePart>& m_parts;
  std::vector<std::vector<Origin>> m_groups;
  std::vector<std::map<CandidateId, std::int64_t>> m_newId;
  std::shared_ptr<const Provenance> m_provenance;
  std::size_t m_replicated = 0, m_conflicts = 0;
  std::vector<Message> m_notes;
};

}  // namespace

Result<MergePart> readMergePart(const std::string& path) {
  PSCOPE_TRY(const auto study, Study::open(path, Study::Mode::ReadOnly));
  PSCOPE_TRY(auto candidates, study->loadCandidates());
  return MergePart{std::filesystem::path(path).filename().string(), study->config(), study->spaceDocument(),
                   std::move(candidates)};
}

Result<ImportedStudy> mergeStudies(std::vector<MergePart> parts, const JobContext& job) {
  if (parts.size() < 2) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "Two studies or more are merged."),
                     PSCOPE_TR_NOOP("Import", "Name another one."));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {  // files of one name in two folders
    for (std::size_t j = 0; j < i; ++j) {
      if (parts[i].label == parts[j].label) parts[i].label += " (" + std::to_string(i + 1) + ")";
    }
  }
  for (std::size_t i = 1; i < parts.size(); ++i) PSCOPE_CHECK(checkObjectives(parts.front(), parts[i]));
  PSCOPE_TRY(auto notes, bringTogether(parts, job));
  Merger merger(parts);
  PSCOPE_TRY(ImportedStudy merged, merger.run(job));
  merged.notes.insert(merged.notes.end(), notes.begin(), notes.end());
  return merged;
}

}  // namespace pscope

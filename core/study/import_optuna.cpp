#include "core/study/import_optuna.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/study/import_space.h"
#include "core/study/import_sqlite.h"
#include "core/study/optuna_tables.h"

namespace pscope {
namespace {

Result<OptunaStudyInfo> chosenStudy(const SqliteCopy& copy, const std::string& name) {
  PSCOPE_TRY(const auto studies, optunaStudies(copy));
  std::string names;
  for (const auto& study : studies) {
    if (study.name == name || (name.empty() && studies.size() == 1)) return study;
    if (names.size() < 300) names += (names.empty() ? "" : ", ") + study.name;
  }
  if (studies.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The storage holds no study."), {},
                     copy.file());
  }
  return makeError(name.empty() ? ErrorCode::InvalidArgument : ErrorCode::NotFound,
                   name.empty()
                       ? PSCOPE_TR_NOOP("Import", "The storage holds %1 studies.").arg(std::to_string(studies.size()))
                       : PSCOPE_TR_NOOP("Import", "The storage holds no study \"%1\".").arg(name),
                   PSCOPE_TR_NOOP("Import", "Choose one of: %1.").arg(names), copy.file());
}

std::string valueName(double value) {
  return std::isnan(value) ? "not a number" : value > 0 ? "+infinity" : "-infinity";
}

std::string reportedText(const OptunaTrial& trial) {
  if (trial.reported.empty()) return {};
  std::string text = "Reported (step: value):";
  for (const auto& [step, value] : trial.reported) {
    if (text.size() > kMaxTrialNotes) return text + " ...\n";
    text += " " + std::to_string(step) + ": " + numberText(value) + ";";
  }
  text.back() = '\n';
  return text;
}

/// Turns trials into candidates.
class CandidateMaker {
 public:
  CandidateMaker(const SearchConfig& config, const OptunaTables& tables, std::string fileName, std::string fileHash,
                 std::string spaceHash)
      : m_config(config), m_tables(tables) {
    for (const auto& objective : config.objectives) {
      m_provenance.push_back(importedProvenance("optuna", fileName + ", study " + config.name + ", " + objective.name,
                                                fileHash, spaceHash));
    }
    m_attributes =
        importedProvenance("optuna", fileName + ", study " + config.name + ", user attributes", fileHash, spaceHash);
  }

  Candidate make(const OptunaTrial& trial, std::int64_t id) const {
    Candidate candidate;
    candidate.id = CandidateId{id};
    candidate.finished = std::isfinite(trial.end) ? trial.end : 0;
    candidate.notes = "Trial " + std::to_string(trial.number) + "\n" + trial.notes + reportedText(trial);
    for (const auto parent : trial.parents) {
      if (const auto index = m_tables.trialOf(parent)) {
        const CandidateId known{static_cast<std::int64_t>(*index) + 1};
        if (known.value < id) candidate.parents.push_back(known);
      }
    }
    addMeasurements(trial, candidate);
    setState(trial, candidate);
    return candidate;
  }

 private:
  void addMeasurements(const OptunaTrial& trial, Candidate& candidate) const {
    double seconds = std::isfinite(trial.end - trial.start) ? std::max(0.0, trial.end - trial.start) : 0;
    for (std::size_t i = 0; i < trial.values.size(); ++i) {
      if (!std::isfinite(trial.values[i])) continue;
      Measurement measurement;
      measurement.metric = m_config.objectives[i].name;
      measurement.unit = m_config.objectives[i].unit;
      measurement.value = trial.values[i];
      measurement.seconds = std::exchange(seconds, 0);  // the trial's time counts once
      measurement.provenance = m_provenance[i];
      // What a pruned trial reported last is no final value.
      if (trial.state != OptunaTrial::State::Complete) {
        measurement.metric += " (last reported)";
        measurement.level = -1;
      }
      candidate.measurements.push_back(std::move(measurement));
    }
    for (const auto& [name, value] : trial.numbers) {
      Measurement measurement;
      measurement.metric = auxiliaryName(name, m_config.objectives, "attribute");
      measurement.unit = guessedUnit(name);
      measurement.value = value;
      measurement.level = -1;
      measurement.provenance = m_attributes;
      candidate.measurements.push_back(std::move(measurement));
    }
  }

  void setState(const OptunaTrial& trial, Candidate& candidate) const {
    const auto fail = [&candidate](ErrorCode code, std::string reason) {
      candidate.state = CandidateState::Failed;
      candidate.errorCode = errorCodeName(code);
      candidate.reason = std::move(reason);
    };
    switch (trial.state) {
      case OptunaTrial::State::Waiting:
        candidate.state = CandidateState::Queued;
        candidate.reason = "Was waiting in Optuna when it was imported.";
        return;
      case OptunaTrial::State::Running:
        candidate.state = CandidateState::Running;
        candidate.reason = "Was running in Optuna when it was imported.";
        return;
      case OptunaTrial::State::Fail:
        return fail(ErrorCode::External, "The trial failed in Optuna.");
      case OptunaTrial::State::Pruned:
        return fail(ErrorCode::Cancelled,
                    trial.reported.empty() ? std::string("Pruned by Optuna.")
                                           : "Pruned by Optuna at step " + std::to_string(trial.reported.back().first) +
                                                 ", value " + numberText(trial.reported.back().second, 6) + ".");
      case OptunaTrial::State::Complete:
        break;
    }
    for (std::size_t i = 0; i < trial.values.size(); ++i) {
      if (std::isfinite(trial.values[i])) continue;
      return fail(ErrorCode::NonFinite, m_config.objectives[i].name + " is " + valueName(trial.values[i]) + ".");
    }
    candidate.state = CandidateState::Done;
    for (std::size_t i = 0; i < trial.violated.size(); ++i) {
      if (trial.violated[i] <= 0) continue;
      candidate.state = CandidateState::Infeasible;
      candidate.reason = "Constraint " + std::to_string(i) + " of the Optuna study is " +
                         numberText(trial.violated[i], 6) + ", above 0.";
      return;
    }
  }

  const SearchConfig& m_config;
  const OptunaTables& m_tables;
  std::vector<std::shared_ptr<const Provenance>> m_provenance;
  std::shared_ptr<const Provenance> m_attributes;
};

SearchConfig configOf(const OptunaImport& options, const OptunaStudyInfo& study, const std::string& fileName,
                      std::vector<Message>& notes) {
  SearchConfig config;
  config.name = study.name;
  config.strategy = kImportedStrategy;
  for (std::size_t i = 0; i < study.directions.size(); ++i) {
    Objective objective;
    const OptunaImport::Objective given =
        i < options.objectives.size() ? options.objectives[i] : OptunaImport::Objective{};
    objective.name = objectiveName(given.name.empty() ? study.metrics[i] : given.name);
    for (const auto& other : config.objectives) {
      if (other.name == objective.name) objective.name += "_" + std::to_string(i);
    }
    objective.unit = given.unit.empty() ? guessedUnit(objective.name) : given.unit;
    objective.direction = study.directions[i];
    objective.estimators = {importedEstimator(fileName + ", study " + study.name + ", " + study.metrics[i])};
    if (given.unit.empty()) {
      notes.push_back(
          objective.unit == kUnknownUnit
              ? PSCOPE_TR_NOOP("Import", "Optuna keeps no units: that of \"%1\" is not known.").arg(objective.name)
              : PSCOPE_TR_NOOP("Import", "The unit of \"%1\" was guessed from its name: %2.")
                    .arg(objective.name)
                    .arg(objective.unit));
    }
    config.objectives.push_back(std::move(objective));
  }
  return config;
}

}  // namespace

Result<std::vector<OptunaStudyInfo>> listOptunaStudies(const std::string& path, const JobContext& job) {
  PSCOPE_TRY(const SqliteCopy copy, SqliteCopy::read(path, job.stop));
  return optunaStudies(copy);
}

Result<ImportedStudy> importOptuna(const OptunaImport& options, const JobContext& job) {
  PSCOPE_TRY(const SqliteCopy copy, SqliteCopy::read(options.file, job.stop));
  PSCOPE_TRY(const OptunaStudyInfo study, chosenStudy(copy, options.study));
  if (study.directions.empty()) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Import", "The study \"%1\" has no objective.").arg(study.name),
                     {}, options.file, "study_directions");
  }
  PSCOPE_TRY(const OptunaTables tables, readOptunaTables(copy, study, job));
  const auto& trials = tables.trials;
  std::vector<bool> counts;
  for (const auto& trial : trials) {
    counts.push_back(trial.state == OptunaTrial::State::Complete || trial.state == OptunaTrial::State::Pruned);
  }
  const std::string fileName = std::filesystem::path(options.file).filename().string();
  auto made = makeImportedSpace(study.name, "Parameters of the Optuna study " + study.name, fileName, tables.parameters,
                                counts, job);
  if (!made.ok()) {
    auto error = std::move(made).error();
    error.file = options.file;
    if (error.place.empty()) error.place = "trial_params";
    return error;
  }
  ImportedSpace space = std::move(made).value();
  ImportedStudy result;
  result.notes = std::move(space.notes);
  result.config = configOf(options, study, fileName, result.notes);
  result.config.space = space.space.name();
  result.config.candidates = static_cast<int>(std::max<std::size_t>(1, trials.size()));
  result.spaceDocument = space.space.document().dump();
  PSCOPE_TRY(std::string bytes, copy.bytes());
  const CandidateMaker maker(result.config, tables, fileName, hashText(bytes), space.space.hash());
  result.candidates.reserve(trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (i % 1000 == 0) PSCOPE_CHECK(checkNotStopped(job));
    Candidate candidate = maker.make(trials[i], static_cast<std::int64_t>(i) + 1);
    candidate.genome = std::move(space.genomes[i]);
    candidate.design = space.space.text(candidate.genome);
    candidate.notes += space.exact[i];
    result.candidates.push_back(std::move(candidate));
  }
  result.notes.push_back(PSCOPE_TR_NOOP("Import",
                                        "%1 trials of the Optuna study \"%2\" were read from %3. Times are taken "
                                        "as UTC: Optuna stores no zone.")
                             .arg(std::to_string(trials.size()))
                             .arg(study.name)
                             .arg(fileName));
  for (const auto& [name, value] : tables.attributes) {
    result.notes.push_back(PSCOPE_TR_NOOP("Import", "Attribute of the study: %1 = %2").arg(name).arg(value));
  }
  if (options.keepOriginal) result.originals.push_back({"optuna-sqlite", std::move(bytes)});
  return result;
}

}  // namespace pscope

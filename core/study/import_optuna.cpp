#include "core/study/import_optuna.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/study/import_space.h"
#include "core/study/import_sqlite.h"

namespace pscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMaxTrials = 2'000'000;
constexpr std::size_t kMaxParameters = 2'000;
constexpr std::size_t kMaxCells = 100'000'000;  // trials x parameters
constexpr std::size_t kMaxDirections = 64;
constexpr std::size_t kMaxNoteBytes = 64 << 10;  // of one candidate

enum class TrialState { Running, Complete, Pruned, Fail, Waiting };

struct Trial {
  std::int64_t id = 0;
  std::int64_t number = 0;
  TrialState state = TrialState::Fail;
  double start = kNaN, end = kNaN;
  std::vector<double> values;    ///< one an objective; NaN: none
  std::vector<double> violated;  ///< Optuna's constraints: above 0 is infeasible
  std::vector<std::int64_t> parents;
  std::vector<std::pair<std::int64_t, double>> reported;
  std::vector<std::pair<std::string, double>> numbers;  ///< numeric user attributes
  std::string notes;
};

Error rowError(const SqliteCopy& copy, const char* table, const SqliteCopy::Row& row, Message what) {
  return makeError(ErrorCode::Parse, std::move(what),
                   PSCOPE_TR_NOOP("Import", "Repair the row, or export the study with Optuna into a new storage."),
                   copy.file(), std::string(table) + ", row " + std::to_string(row.number()));
}

/// "2024-05-01 12:30:15.250000" in seconds since 1970; NaN for anything else.
double timeOf(const std::string& text) {
  std::tm parts{};
  const char* rest = ::strptime(text.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
  if (rest == nullptr) return kNaN;
  const double whole = static_cast<double>(::timegm(&parts));
  const auto fraction = *rest == '.' ? parseNumber("0" + std::string(rest)) : std::nullopt;
  return whole + fraction.value_or(0);
}

std::optional<Json> jsonOf(const std::string& text) {
  auto json = parseJson(text, "");
  if (!json.ok()) return std::nullopt;
  return std::move(json).value();
}

/// A value stored as a number and, since Optuna 3, the type that a database cannot hold as a number.
double typedValue(const SqliteCopy::Row& row, int value, int type) {
  const std::string kind = type >= 0 ? row.text(type) : "";
  if (kind == "INF_POS") return std::numeric_limits<double>::infinity();
  if (kind == "INF_NEG") return -std::numeric_limits<double>::infinity();
  if (kind == "NAN" || row.isNull(value)) return kNaN;
  return row.real(value);
}

/// Reads the tables of one study.
class OptunaReader {
 public:
  OptunaReader(const SqliteCopy& copy, const OptunaStudyInfo& study) : m_copy(copy), m_study(study) {}

  Status read(const JobContext& job) {
    const std::array<std::pair<const char*, Status (OptunaReader::*)()>, 6> steps = {
        {{"trials", &OptunaReader::readTrials},
         {"parameters", &OptunaReader::readParameters},
         {"values", &OptunaReader::readValues},
         {"reported values", &OptunaReader::readReported},
         {"attributes", &OptunaReader::readUserAttributes},
         {"attributes", &OptunaReader::readSystemAttributes}}};
    std::int64_t done = 0;
    for (const auto& [stage, step] : steps) {
      job.report({done++, static_cast<std::int64_t>(steps.size()), stage});
      PSCOPE_CHECK((this->*step)());
    }
    return {};
  }

  std::vector<Trial>& trials() { return m_trials; }
  const std::vector<ImportedParameter>& parameters() const { return m_parameters; }
  std::vector<Message>& notes() { return m_notes; }
  std::optional<std::size_t> trialOf(std::int64_t id) const {
    const auto found = m_trialById.find(id);
    if (found == m_trialById.end()) return std::nullopt;
    return found->second;
  }

 private:
  using Row = SqliteCopy::Row;

  Status readTrials() {
    const std::string sql =
        "SELECT trial_id, number, state, datetime_start, datetime_complete FROM trials WHERE study_id = " +
        std::to_string(m_study.id) + " ORDER BY number, trial_id";
    PSCOPE_CHECK(m_copy.forEach(sql, [this](const Row& row) -> Status {
      static constexpr std::array<const char*, 5> kStates = {"RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"};
      const std::string state = row.text(2);
      const auto known = std::find(kStates.begin(), kStates.end(), state);
      if (known == kStates.end()) {
        return rowError(m_copy, "trials", row,
                        PSCOPE_TR_NOOP("Import", "\"%1\" is not a state of a trial.").arg(state.substr(0, 40)));
      }
      if (m_trials.size() >= kMaxTrials) {
        return rowError(m_copy, "trials", row, PSCOPE_TR_NOOP("Import", "There are more than 2,000,000 trials."));
      }
      Trial& trial = m_trials.emplace_back();
      trial.id = row.integer(0);
      trial.number = row.isNull(1) ? static_cast<std::int64_t>(m_trials.size()) - 1 : row.integer(1);
      trial.state = static_cast<TrialState>(known - kStates.begin());
      trial.start = timeOf(row.text(3));
      trial.end = timeOf(row.text(4));
      trial.values.assign(m_study.directions.size(), kNaN);
      m_trialById.emplace(trial.id, m_trials.size() - 1);
      return {};
    }));
    return {};
  }

  Status readParameters() {
    return m_copy.forEach(
        "SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY param_id",
        [this](const Row& row) -> Status {
          const auto trial = trialOf(row.integer(0));
          if (!trial) return {};
          PSCOPE_TRY(const std::size_t index, parameter(row));
          return readParameterValue(row, *trial, m_parameters[index], m_distributions[index]);
        });
  }

  /// What distribution texts said so far about one parameter.
  struct Distribution {
    std::unordered_map<std::string, bool> known;  ///< text -> categorical
    std::vector<Json> choices;                    ///< categorical: the values themselves
    bool allNumbers = true;
  };

  Result<std::size_t> parameter(const Row& row) {
    const std::string name = row.text(1);
    if (const auto known = m_parameterByName.find(name); known != m_parameterByName.end()) return known->second;
    if (m_parameters.size() >= kMaxParameters || (m_parameters.size() + 1) * m_trials.size() > kMaxCells) {
      return rowError(m_copy, "trial_params", row, PSCOPE_TR_NOOP("Import", "There are too many parameters."));
    }
    ImportedParameter parameter;
    parameter.name = name;
    parameter.values.assign(m_trials.size(), kNaN);
    m_parameters.push_back(std::move(parameter));
    m_distributions.emplace_back();
    m_parameterByName.emplace(name, m_parameters.size() - 1);
    return m_parameters.size() - 1;
  }

  Status readParameterValue(const Row& row, std::size_t trial, ImportedParameter& parameter, Distribution& known) {
    const std::string text = row.text(3);
    auto entry = known.known.find(text);
    if (entry == known.known.end()) {
      PSCOPE_TRY(const bool categorical, readDistribution(row, text, parameter, known));
      entry = known.known.emplace(text, categorical).first;
    }
    double value = row.isNull(2) ? kNaN : row.real(2);
    if (entry->second) {  // Optuna stores the number of the choice
      if (!(value >= 0) || value >= static_cast<double>(known.choices.size()) || value != std::floor(value)) {
        return rowError(
            m_copy, "trial_params", row,
            PSCOPE_TR_NOOP("Import", "\"%1\" has no choice number %2.").arg(parameter.name).arg(numberText(value, 6)));
      }
      if (parameter.kind == ImportedParameter::Kind::Number) value = parameter.numbers[static_cast<std::size_t>(value)];
    } else if (!std::isfinite(value)) {
      return rowError(m_copy, "trial_params", row,
                      PSCOPE_TR_NOOP("Import", "The value of \"%1\" is not a finite number.").arg(parameter.name));
    }
    parameter.values[trial] = value;
    return {};
  }

  Result<bool> readDistribution(const Row& row, const std::string& text, ImportedParameter& parameter,
                                Distribution& known) {
    const auto broken = [&] {
      return rowError(m_copy, "trial_params", row,
                      PSCOPE_TR_NOOP("Import", "The distribution of \"%1\" cannot be understood: %2")
                          .arg(parameter.name)
                          .arg(text.substr(0, 120)));
    };
    const auto json = jsonOf(text);
    if (!json || !json->is_object()) return broken();
    const JsonView view(*json, "");
    const auto name = view.string("name");
    const auto attributes = view.member("attributes");
    if (!name.ok() || !attributes.ok() || !attributes.value().isObject()) return broken();
    const bool categorical = name.value() == "CategoricalDistribution";
    const bool wasOther = !known.known.empty() && categorical == known.choices.empty();
    if (wasOther) return broken();
    if (categorical) {
      const auto choices = attributes.value().array("choices");
      if (!choices.ok() || choices.value().empty()) return broken();
      std::vector<Json> list;
      for (const auto& choice : choices.value()) list.push_back(choice.json());
      if (!known.choices.empty()) {
        if (list != known.choices) return broken();  // Optuna refuses it too
        return true;
      }
      known.choices = std::move(list);
      return setChoices(parameter, known);
    }
    const auto low = attributes.value().number("low"), high = attributes.value().number("high");
    if (!low.ok() || !high.ok() || !std::isfinite(low.value()) || !std::isfinite(high.value()) ||
        low.value() > high.value()) {
      return broken();
    }
    readRange(name.value(), attributes.value(), low.value(), high.value(), known.known.empty(), parameter);
    return false;
  }

  static bool setChoices(ImportedParameter& parameter, const Distribution& known) {
    std::vector<double> numbers;
    for (const auto& choice : known.choices) {
      if (choice.is_number() && std::isfinite(choice.get<double>())) numbers.push_back(choice.get<double>());
    }
    auto sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    const bool areNumbers =
        numbers.size() == known.choices.size() && std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
    if (areNumbers) {
      parameter.numbers = std::move(numbers);
      return true;
    }
    parameter.kind = ImportedParameter::Kind::Text;
    for (const auto& choice : known.choices) {
      parameter.texts.push_back(choice.is_string() ? choice.get<std::string>()
                                                   : choice.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    return true;
  }

  /// Ranges of several distributions of one parameter are joined.
  static void readRange(const std::string& name, const JsonView& attributes, double low, double high, bool isFirst,
                        ImportedParameter& parameter) {
    parameter.low = isFirst ? low : std::min(*parameter.low, low);
    parameter.high = isFirst ? high : std::max(*parameter.high, high);
    std::optional<double> step;
    for (const char* key : {"step", "q"}) {  // q: DiscreteUniformDistribution of Optuna 2
      if (!attributes.has(key)) continue;
      if (const auto value = attributes.number(key); value.ok() && value.value() > 0) step = value.value();
    }
    const auto isLog = attributes.booleanOr("log", name.find("Log") != std::string::npos);
    const bool logarithmic = isLog.ok() && isLog.value();
    const bool sameGrid = isFirst || (parameter.step == step && step && std::fmod(low - *parameter.low, *step) == 0);
    parameter.step = sameGrid ? step : std::nullopt;
    parameter.logarithmic = logarithmic;
  }

  Status readValues() {
    const bool typed = m_copy.hasColumn("trial_values", "value_type");
    const std::string sql =
        std::string("SELECT trial_id, objective, value") + (typed ? ", value_type" : "") + " FROM trial_values";
    return m_copy.forEach(sql, [this, typed](const Row& row) -> Status {
      const auto trial = trialOf(row.integer(0));
      if (!trial) return {};
      auto& values = m_trials[*trial].values;
      const std::int64_t objective = row.integer(1);
      if (objective < 0 || objective >= static_cast<std::int64_t>(values.size())) {
        return rowError(
            m_copy, "trial_values", row,
            PSCOPE_TR_NOOP("Import", "The study has no objective number %1.").arg(std::to_string(objective)));
      }
      values[static_cast<std::size_t>(objective)] = typedValue(row, 2, typed ? 3 : -1);
      return {};
    });
  }

  Status readReported() {
    if (!m_copy.hasTable("trial_intermediate_values")) return {};
    const bool typed = m_copy.hasColumn("trial_intermediate_values", "intermediate_value_type");
    const std::string sql = std::string("SELECT trial_id, step, intermediate_value") +
                            (typed ? ", intermediate_value_type" : "") +
                            " FROM trial_intermediate_values ORDER BY trial_id, step";
    return m_copy.forEach(sql, [this, typed](const Row& row) -> Status {
      if (const auto trial = trialOf(row.integer(0))) {
        m_trials[*trial].reported.emplace_back(row.integer(1), typedValue(row, 2, typed ? 3 : -1));
      }
      return {};
    });
  }

  static void addNote(Trial& trial, const std::string& text) {
    if (trial.notes.size() + text.size() < kMaxNoteBytes) trial.notes += text + "\n";
  }

  Status readUserAttributes() {
    return readAttributes("trial_user_attributes", [](Trial& trial, const std::string& key, const std::string& text,
                                                      const std::optional<Json>& json) {
      const bool isNumber = json && json->is_number() && std::isfinite(json->get<double>());
      if (isNumber) trial.numbers.emplace_back(key, json->get<double>());
      if (!isNumber) addNote(trial, key + ": " + text);
    });
  }

  Status readSystemAttributes() {
    return readAttributes("trial_system_attributes", [](Trial& trial, const std::string& key, const std::string& text,
                                                        const std::optional<Json>& json) {
      const bool isList = json && json->is_array();
      const bool areNumbers =
          isList && std::all_of(json->begin(), json->end(), [](const Json& item) { return item.is_number(); });
      if (key == "constraints" && areNumbers) {
        for (const auto& item : *json) trial.violated.push_back(item.get<double>());
      } else if (key.size() > 8 && key.substr(key.size() - 8) == ":parents" && areNumbers) {
        for (const auto& item : *json) {
          if (item.is_number_integer()) trial.parents.push_back(item.get<std::int64_t>());
        }
      }
      addNote(trial, "Optuna " + key + ": " + text);
    });
  }

  template <class Take>
  Status readAttributes(const char* table, Take take) {
    if (!m_copy.hasTable(table)) return {};
    return m_copy.forEach(std::string("SELECT trial_id, key, value_json FROM ") + table + " ORDER BY trial_id, key",
                          [this, &take](const Row& row) -> Status {
                            const auto trial = trialOf(row.integer(0));
                            if (!trial) return {};
                            const std::string text = row.text(2);
                            take(m_trials[*trial], row.text(1), text, jsonOf(text));
                            return {};
                          });
  }

  const SqliteCopy& m_copy;
  const OptunaStudyInfo& m_study;
  std::vector<Trial> m_trials;
  std::unordered_map<std::int64_t, std::size_t> m_trialById;
  std::vector<ImportedParameter> m_parameters;
  std::vector<Distribution> m_distributions;
  std::unordered_map<std::string, std::size_t> m_parameterByName;
  std::vector<Message> m_notes;
};

Status checkTables(const SqliteCopy& copy) {
  for (const auto& [table, column] :
       {std::pair{"studies", "study_name"}, std::pair{"trials", "state"}, std::pair{"trials", "number"},
        std::pair{"trials", "datetime_complete"}, std::pair{"trial_params", "distribution_json"},
        std::pair{"trial_values", "objective"}, std::pair{"study_directions", "direction"}}) {
    if (copy.hasColumn(table, column)) continue;
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Import",
                                    "The database has no column %1 in a table %2: it is not a storage of "
                                    "Optuna 2.4 or later.")
                         .arg(column)
                         .arg(table),
                     PSCOPE_TR_NOOP("Import", "Bring an old storage up to date with \"optuna storage upgrade\"."),
                     copy.file());
  }
  return {};
}

/// Names given by Study.set_metric_names().
void readMetricNames(const std::string& text, OptunaStudyInfo& study) {
  const auto names = jsonOf(text);
  if (!names || !names->is_array() || names->size() != study.directions.size()) return;
  for (std::size_t i = 0; i < names->size(); ++i) {
    if ((*names)[i].is_string()) study.metrics[i] = (*names)[i].get<std::string>();
  }
}

Result<std::vector<OptunaStudyInfo>> studiesOf(const SqliteCopy& copy) {
  PSCOPE_CHECK(checkTables(copy));
  std::vector<OptunaStudyInfo> studies;
  std::map<std::int64_t, std::size_t> byId;
  PSCOPE_CHECK(
      copy.forEach("SELECT study_id, study_name FROM studies ORDER BY study_id", [&](const auto& row) -> Status {
        byId.emplace(row.integer(0), studies.size());
        studies.push_back({row.integer(0), row.text(1), {}, {}, 0});
        return {};
      }));
  const auto studyOf = [&](const SqliteCopy::Row& row) -> OptunaStudyInfo* {
    const auto found = byId.find(row.integer(0));
    return found == byId.end() ? nullptr : &studies[found->second];
  };
  PSCOPE_CHECK(copy.forEach("SELECT study_id, direction, objective FROM study_directions ORDER BY study_id, objective",
                            [&](const auto& row) -> Status {
                              OptunaStudyInfo* study = studyOf(row);
                              if (study == nullptr) return {};
                              const std::string direction = row.text(1);
                              if (row.integer(2) != static_cast<std::int64_t>(study->directions.size()) ||
                                  study->directions.size() >= kMaxDirections) {
                                return rowError(copy, "study_directions", row,
                                                PSCOPE_TR_NOOP("Import", "The objectives are not numbered from 0."));
                              }
                              // NOT_SET: a study that was made without one minimises.
                              study->directions.push_back(direction == "MAXIMIZE" ? Direction::Maximize
                                                                                  : Direction::Minimize);
                              return {};
                            }));
  for (auto& study : studies) {
    const std::size_t n = study.directions.size();
    for (std::size_t i = 0; i < n; ++i) study.metrics.push_back(n == 1 ? "value" : "value" + std::to_string(i));
  }
  if (copy.hasTable("study_system_attributes")) {
    PSCOPE_CHECK(
        copy.forEach("SELECT study_id, value_json FROM study_system_attributes WHERE key = 'study:metric_names'",
                     [&](const auto& row) -> Status {
                       if (OptunaStudyInfo* study = studyOf(row)) readMetricNames(row.text(1), *study);
                       return {};
                     }));
  }
  PSCOPE_CHECK(copy.forEach("SELECT study_id, count(*) FROM trials GROUP BY study_id", [&](const auto& row) -> Status {
    if (OptunaStudyInfo* study = studyOf(row)) study->trials = row.integer(1);
    return {};
  }));
  return studies;
}

Result<OptunaStudyInfo> chosenStudy(const SqliteCopy& copy, const std::string& name) {
  PSCOPE_TRY(const auto studies, studiesOf(copy));
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

std::string reportedText(const Trial& trial) {
  if (trial.reported.empty()) return {};
  std::string text = "Reported (step: value):";
  for (const auto& [step, value] : trial.reported) {
    if (text.size() > kMaxNoteBytes) return text + " ...\n";
    text += " " + std::to_string(step) + ": " + numberText(value) + ";";
  }
  text.back() = '\n';
  return text;
}

/// Turns trials into candidates.
class CandidateMaker {
 public:
  CandidateMaker(const SearchConfig& config, const OptunaReader& reader, std::string fileName, std::string fileHash,
                 std::string spaceHash)
      : m_config(config), m_reader(reader) {
    for (const auto& objective : config.objectives) {
      m_provenance.push_back(importedProvenance("optuna", fileName + ", study " + config.name + ", " + objective.name,
                                                fileHash, spaceHash));
    }
    m_attributes =
        importedProvenance("optuna", fileName + ", study " + config.name + ", user attributes", fileHash, spaceHash);
  }

  Candidate make(const Trial& trial, std::int64_t id) const {
    Candidate candidate;
    candidate.id = CandidateId{id};
    candidate.finished = std::isfinite(trial.end) ? trial.end : 0;
    candidate.notes = "Trial " + std::to_string(trial.number) + "\n" + trial.notes + reportedText(trial);
    for (const auto parent : trial.parents) {
      if (const auto index = m_reader.trialOf(parent)) {
        const CandidateId known{static_cast<std::int64_t>(*index) + 1};
        if (known.value < id) candidate.parents.push_back(known);
      }
    }
    addMeasurements(trial, candidate);
    setState(trial, candidate);
    return candidate;
  }

 private:
  void addMeasurements(const Trial& trial, Candidate& candidate) const {
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
      if (trial.state != TrialState::Complete) {
        measurement.metric += " (last reported)";
        measurement.level = -1;
      }
      candidate.measurements.push_back(std::move(measurement));
    }
    for (const auto& [name, value] : trial.numbers) {
      Measurement measurement;
      measurement.metric = name;
      measurement.unit = guessedUnit(name);
      measurement.value = value;
      measurement.level = -1;
      measurement.provenance = m_attributes;
      candidate.measurements.push_back(std::move(measurement));
    }
  }

  void setState(const Trial& trial, Candidate& candidate) const {
    const auto fail = [&candidate](ErrorCode code, std::string reason) {
      candidate.state = CandidateState::Failed;
      candidate.errorCode = errorCodeName(code);
      candidate.reason = std::move(reason);
    };
    switch (trial.state) {
      case TrialState::Waiting:
        candidate.state = CandidateState::Queued;
        candidate.reason = "Was waiting in Optuna when it was imported.";
        return;
      case TrialState::Running:
        candidate.state = CandidateState::Running;
        candidate.reason = "Was running in Optuna when it was imported.";
        return;
      case TrialState::Fail:
        return fail(ErrorCode::External, "The trial failed in Optuna.");
      case TrialState::Pruned:
        return fail(ErrorCode::Cancelled,
                    trial.reported.empty() ? std::string("Pruned by Optuna.")
                                           : "Pruned by Optuna at step " + std::to_string(trial.reported.back().first) +
                                                 ", value " + numberText(trial.reported.back().second, 6) + ".");
      case TrialState::Complete:
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
  const OptunaReader& m_reader;
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

/// What a person noted at the study as a whole.
Status addStudyAttributes(const SqliteCopy& copy, const OptunaStudyInfo& study, std::vector<Message>& notes) {
  if (!copy.hasTable("study_user_attributes")) return {};
  const std::string sql =
      "SELECT key, value_json FROM study_user_attributes WHERE study_id = " + std::to_string(study.id) +
      " ORDER BY key LIMIT 1000";
  return copy.forEach(sql, [&notes](const SqliteCopy::Row& row) -> Status {
    notes.push_back(PSCOPE_TR_NOOP("Import", "Attribute of the study: %1 = %2").arg(row.text(0)).arg(row.text(1)));
    return {};
  });
}

}  // namespace

Result<std::vector<OptunaStudyInfo>> listOptunaStudies(const std::string& path, const JobContext& job) {
  PSCOPE_TRY(const SqliteCopy copy, SqliteCopy::read(path, job.stop));
  return studiesOf(copy);
}

Result<ImportedStudy> importOptuna(const OptunaImport& options, const JobContext& job) {
  PSCOPE_TRY(const SqliteCopy copy, SqliteCopy::read(options.file, job.stop));
  PSCOPE_TRY(const OptunaStudyInfo study, chosenStudy(copy, options.study));
  if (study.directions.empty()) {
    return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Import", "The study \"%1\" has no objective.").arg(study.name),
                     {}, options.file, "study_directions");
  }
  OptunaReader reader(copy, study);
  PSCOPE_CHECK(reader.read(job));
  const auto& trials = reader.trials();
  std::vector<bool> counts;
  for (const auto& trial : trials) {
    counts.push_back(trial.state == TrialState::Complete || trial.state == TrialState::Pruned);
  }
  const std::string fileName = std::filesystem::path(options.file).filename().string();
  auto made = makeImportedSpace(study.name, "Parameters of the Optuna study " + study.name, fileName,
                                reader.parameters(), counts);
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
  const CandidateMaker maker(result.config, reader, fileName, hashText(bytes), space.space.hash());
  result.candidates.reserve(trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (i % 1000 == 0 && job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Import", "The import was stopped; nothing was written."));
    }
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
  PSCOPE_CHECK(addStudyAttributes(copy, study, result.notes));
  if (options.keepOriginal) result.originals.push_back({"optuna-sqlite", std::move(bytes)});
  return result;
}

}  // namespace pscope

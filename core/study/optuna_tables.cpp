#include "core/study/optuna_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/study/import_names.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxTrials = 2'000'000;
constexpr std::size_t kMaxOptunaParameters = 2'000;
constexpr std::size_t kMaxDirections = 64;

Error rowError(const SqliteCopy& copy, const char* table, const SqliteCopy::Row& row, Message what) {
  return makeError(ErrorCode::Parse, std::move(what),
                   PSCOPE_TR_NOOP("Import", "Repair the row, or export the study with Optuna into a new storage."),
                   copy.file(), std::string(table) + ", row " + std::to_string(row.number()));
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
  if (kind == "NAN" || row.isNull(value)) return OptunaTrial::kNone;
  return row.real(value);
}

/// Reads the tables of one study.
class OptunaReader {
 public:
  OptunaReader(const SqliteCopy& copy, const OptunaStudyInfo& study) : m_copy(copy), m_study(study) {}

  Status read(const JobContext& job) {
    const std::array<std::pair<const char*, Status (OptunaReader::*)()>, 7> steps = {
        {{"trials", &OptunaReader::readTrials},
         {"parameters", &OptunaReader::readParameters},
         {"values", &OptunaReader::readValues},
         {"reported values", &OptunaReader::readReported},
         {"attributes", &OptunaReader::readUserAttributes},
         {"attributes", &OptunaReader::readSystemAttributes},
         {"attributes", &OptunaReader::readStudyAttributes}}};
    std::int64_t done = 0;
    for (const auto& [stage, step] : steps) {
      job.report({done++, static_cast<std::int64_t>(steps.size()), stage});
      PSCOPE_CHECK((this->*step)());
    }
    return {};
  }

  OptunaTables takeTables() { return std::move(m_tables); }

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
      if (m_tables.trials.size() >= kMaxTrials) {
        return rowError(m_copy, "trials", row, PSCOPE_TR_NOOP("Import", "There are more than 2,000,000 trials."));
      }
      OptunaTrial& trial = m_tables.trials.emplace_back();
      trial.id = row.integer(0);
      trial.number = row.isNull(1) ? static_cast<std::int64_t>(m_tables.trials.size()) - 1 : row.integer(1);
      trial.state = static_cast<OptunaTrial::State>(known - kStates.begin());
      trial.start = utcSeconds(row.text(3));
      trial.end = utcSeconds(row.text(4));
      trial.values.assign(m_study.directions.size(), OptunaTrial::kNone);
      m_tables.trialById.emplace(trial.id, m_tables.trials.size() - 1);
      return {};
    }));
    return {};
  }

  Status readParameters() {
    return m_copy.forEach(
        "SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY param_id",
        [this](const Row& row) -> Status {
          const auto trial = m_tables.trialOf(row.integer(0));
          if (!trial) return {};
          PSCOPE_TRY(const std::size_t index, parameter(row));
          return readParameterValue(row, *trial, m_tables.parameters[index], m_distributions[index]);
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
    if (m_tables.parameters.size() >= kMaxOptunaParameters ||
        (m_tables.parameters.size() + 1) * m_tables.trials.size() > kMaxImportedCells) {
      return rowError(m_copy, "trial_params", row, PSCOPE_TR_NOOP("Import", "There are too many parameters."));
    }
    ImportedParameter parameter;
    parameter.name = name;
    parameter.values.assign(m_tables.trials.size(), OptunaTrial::kNone);
    m_tables.parameters.push_back(std::move(parameter));
    m_distributions.emplace_back();
    m_parameterByName.emplace(name, m_tables.parameters.size() - 1);
    return m_tables.parameters.size() - 1;
  }

  Status readParameterValue(const Row& row, std::size_t trial, ImportedParameter& parameter, Distribution& known) {
    const std::string text = row.text(3);
    auto entry = known.known.find(text);
    if (entry == known.known.end()) {
      PSCOPE_TRY(const bool categorical, readDistribution(row, text, parameter, known));
      entry = known.known.emplace(text, categorical).first;
    }
    double value = row.isNull(2) ? OptunaTrial::kNone : row.real(2);
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
      const auto trial = m_tables.trialOf(row.integer(0));
      if (!trial) return {};
      auto& values = m_tables.trials[*trial].values;
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
      if (const auto trial = m_tables.trialOf(row.integer(0))) {
        m_tables.trials[*trial].reported.emplace_back(row.integer(1), typedValue(row, 2, typed ? 3 : -1));
      }
      return {};
    });
  }

  static void addNote(OptunaTrial& trial, const std::string& text) {
    if (trial.notes.size() + text.size() < kMaxTrialNotes) trial.notes += text + "\n";
  }

  Status readUserAttributes() {
    return readAttributes("trial_user_attributes", [](OptunaTrial& trial, const std::string& key,
                                                      const std::string& text, const std::optional<Json>& json) {
      const bool isNumber = json && json->is_number() && std::isfinite(json->get<double>());
      if (isNumber) trial.numbers.emplace_back(key, json->get<double>());
      if (!isNumber) addNote(trial, key + ": " + text);
    });
  }

  Status readSystemAttributes() {
    return readAttributes("trial_system_attributes", [](OptunaTrial& trial, const std::string& key,
                                                        const std::string& text, const std::optional<Json>& json) {
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

  /// What a person noted at the study as a whole.
  Status readStudyAttributes() {
    if (!m_copy.hasTable("study_user_attributes")) return {};
    const std::string sql =
        "SELECT key, value_json FROM study_user_attributes WHERE study_id = " + std::to_string(m_study.id) +
        " ORDER BY key LIMIT 1000";
    return m_copy.forEach(sql, [this](const Row& row) -> Status {
      m_tables.attributes.emplace_back(row.text(0), row.text(1));
      return {};
    });
  }

  template <class Take>
  Status readAttributes(const char* table, Take take) {
    if (!m_copy.hasTable(table)) return {};
    return m_copy.forEach(std::string("SELECT trial_id, key, value_json FROM ") + table + " ORDER BY trial_id, key",
                          [this, &take](const Row& row) -> Status {
                            const auto trial = m_tables.trialOf(row.integer(0));
                            if (!trial) return {};
                            const std::string text = row.text(2);
                            take(m_tables.trials[*trial], row.text(1), text, jsonOf(text));
                            return {};
                          });
  }

  const SqliteCopy& m_copy;
  const OptunaStudyInfo& m_study;
  OptunaTables m_tables;
  std::vector<Distribution> m_distributions;
  std::unordered_map<std::string, std::size_t> m_parameterByName;
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

}  // namespace

Result<std::vector<OptunaStudyInfo>> optunaStudies(const SqliteCopy& copy) {
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

Result<OptunaTables> readOptunaTables(const SqliteCopy& copy, const OptunaStudyInfo& study, const JobContext& job) {
  OptunaReader reader(copy, study);
  PSCOPE_CHECK(reader.read(job));
  return reader.takeTables();
}

}  // namespace pscope

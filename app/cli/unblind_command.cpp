#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "app/cli/search_run.h"
#include "app/cli/text_table.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/estimate/train_task.h"
#include "core/run/worker_pool.h"

namespace pscope {
namespace {

constexpr double kTimesDeadline = 2;  // reading the test split costs a little on top of the training

struct UnblindOptions {
  std::string study;
  std::vector<std::string> candidates;
  bool json = false;
};

// Hands the tasks of the study's own estimator on with the test split allowed, and keeps what comes back.
class TestReader : public TaskRunner {
 public:
  explicit TestReader(TaskRunner& runner) : m_runner(runner) {}

  Result<std::string> run(const Task& task, const JobContext& job) override {
    PSCOPE_TRY(const Json json, parseJson(task.parameters, "training task"));
    PSCOPE_TRY(TrainTask train, parseTrainTask(JsonView(json, "training task")));
    train.readTest = true;
    Task reading = task;
    reading.parameters = toJson(train).dump();
    reading.deadlineSeconds *= kTimesDeadline;
    PSCOPE_TRY(std::string text, m_runner.run(reading, job));
    PSCOPE_TRY(const Json answer, parseJson(text, "result of the training"));
    PSCOPE_TRY(result, parseTrainResult(JsonView(answer, "result of the training")));
    return text;
  }

  std::optional<TrainResult> result;

 private:
  TaskRunner& m_runner;
};

// The highest rung of type "train" of the configuration's objectives.
const EstimatorSpec* trainSpec(const SearchConfig& config, const Objective** owner) {
  for (const auto& objective : config.objectives) {
    for (auto spec = objective.estimators.rbegin(); spec != objective.estimators.rend(); ++spec) {
      if (spec->type != "train") continue;
      *owner = &objective;
      return &*spec;
    }
  }
  return nullptr;
}

struct Row {
  CandidateId id;
  std::string design;
  TrainResult result;
};

class Unblinding {
 public:
  Unblinding(Study& study, const Space& space) : m_study(study), m_space(space), m_config(study.config()) {}

  Status prepare(TaskRunner& runner) {
    const Objective* objective = nullptr;
    const EstimatorSpec* spec = trainSpec(m_config, &objective);
    if (spec == nullptr) {
      return makeError(
          ErrorCode::Unsupported,
          PSCOPE_TR_NOOP("CommandLine", "No objective of this study comes from training, so there is no test split."),
          PSCOPE_TR_NOOP("CommandLine", "Use \"train\" for a single design."), m_study.path());
    }
    EstimatorRegistry registry;
    registerEstimators(registry);
    m_reader.emplace(runner);
    EstimatorContext context;
    context.space = &m_space;
    context.objective = objective;
    context.config = &m_config;
    context.tasks = &*m_reader;
    PSCOPE_TRY(context.deployScale, deployScale(m_space, m_config));
    PSCOPE_TRY(const Json parameters, parseJson(spec->parameters, m_study.path()));
    PSCOPE_TRY(m_estimator, registry.find("train")->make(JsonView(parameters, m_study.path()), context));
    return {};
  }

  Result<Row> unblind(Candidate candidate, const JobContext& job) {
    PSCOPE_TRY(const Genome genome, m_space.parse(candidate.design));
    // The same seed as in the search: the same weights are trained again.
    const Subject subject(m_space, genome, candidate.design, deriveSeed(m_config.seed, hash64(candidate.design)));
    PSCOPE_TRY(const auto measurements, m_estimator->estimate(subject, job));
    const auto& result = m_reader->result;
    if (!result || !result->testAccuracy || !std::isfinite(*result->testAccuracy)) {
      return makeError(ErrorCode::External, PSCOPE_TR_NOOP("CommandLine", "The worker gave no test accuracy."),
                       PSCOPE_TR_NOOP("CommandLine", "Use programs of one version."));
    }
    Measurement test = measurements.front();
    test.metric = "test_accuracy";
    test.unit = "%";
    test.value = *result->testAccuracy;
    test.standardError.reset();
    test.level = -1;
    std::erase_if(candidate.measurements, [](const Measurement& m) { return m.metric == "test_accuracy"; });
    candidate.measurements.push_back(test);
    m_study.post(candidate);
    PSCOPE_CHECK(m_study.flush());
    return Row{candidate.id, candidate.design, *result};
  }

 private:
  Study& m_study;
  const Space& m_space;
  SearchConfig m_config;
  std::optional<TestReader> m_reader;
  std::unique_ptr<Estimator> m_estimator;
};

Result<std::vector<Candidate>> shortlist(const Study& study, const std::vector<std::string>& ids) {
  std::vector<Candidate> candidates;
  std::set<std::uint64_t> seen;
  for (const auto& text : ids) {
    PSCOPE_TRY(const auto id, parseCount(text, "--candidates", 1));
    if (!seen.insert(id).second) continue;
    PSCOPE_TRY(auto candidate, study.loadCandidate(CandidateId{static_cast<std::int64_t>(id)}));
    if (!candidate) {
      return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("CommandLine", "The study has no candidate %1.").arg(text),
                       PSCOPE_TR_NOOP("CommandLine", "\"front\" and \"candidates\" print the ids."), study.path());
    }
    candidates.push_back(std::move(*candidate));
  }
  return candidates;
}

void print(const std::vector<Row>& rows, bool asJson) {
  if (asJson) {
    Json list = Json::array();
    for (const auto& row : rows) {
      list.push_back({{"id", row.id.value},
                      {"design", row.design},
                      {"train_accuracy", numberOrNull(row.result.trainAccuracy)},
                      {"validation_accuracy", numberOrNull(row.result.validationAccuracy)},
                      {"test_accuracy", numberOrNull(*row.result.testAccuracy)},
                      {"epochs", numberOrNull(row.result.epochs)},
                      {"seconds", numberOrNull(row.result.seconds)}});
    }
    printJson({{"candidates", std::move(list)}});
    return;
  }
  std::vector<std::vector<std::string>> table = {{"id", "validation (%)", "test (%)", "design"}};
  for (const auto& row : rows) {
    table.push_back({std::to_string(row.id.value), numberText(row.result.validationAccuracy, 4),
                     numberText(*row.result.testAccuracy, 4), row.design});
  }
  std::cout << textTable(table, {true, true, true, false});
}

Result<int> unblind(const UnblindOptions& options) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadWrite));
  PSCOPE_TRY(const Space space, spaceOf(*study));
  PSCOPE_TRY(const auto candidates, shortlist(*study, options.candidates));
  WorkerPool pool({});
  Unblinding unblinding(*study, space);
  PSCOPE_CHECK(unblinding.prepare(pool));
  std::string ids;
  for (const auto& candidate : candidates) ids += (ids.empty() ? "" : ", ") + std::to_string(candidate.id.value);
  PSCOPE_CHECK(study->addEvent("unblinded", "The test split was read for the candidates " + ids + "."));

  const StopOnInterrupt interrupt;
  std::vector<Row> rows;
  {
    ProgressBar bar("Unblinding");
    JobContext job;
    job.stop = interrupt.token();
    for (const auto& candidate : candidates) {
      bar.update(static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(candidates.size()));
      auto row = unblinding.unblind(candidate, job);
      if (!row.ok()) return printFailure(row.error());
      rows.push_back(std::move(row).value());
    }
    bar.update(static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(candidates.size()));
  }
  if (auto closed = study->close(); !closed.ok()) return printFailure(closed.error());
  print(rows, options.json);
  return kDone;
}

}  // namespace

void addUnblindCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<UnblindOptions>();
  auto* command = app.add_subcommand("unblind", "Test accuracy of a shortlist of candidates; logged in the study");
  command->add_option("STUDY.pscope", options->study, "A study whose search trained its candidates")->required();
  command->add_option("--candidates", options->candidates, "Ids, with commas")
      ->required()
      ->delimiter(',')
      ->type_name("ID,ID...");
  command->add_flag("--json", options->json, "One JSON document instead of a table");
  command->footer(
      "Searches decide on the validation split alone. This command trains the named candidates again with the same "
      "seeds\n"
      "and reads the test split once. Ask for few: choosing by test accuracy spoils it.\n"
      "Example:\n  paretoscope-cli unblind out.pscope --candidates 3,17 --json");
  command->callback([&chosen, options] { chosen.run = [options] { return unblind(*options); }; });
}

}  // namespace pscope

#include <nlohmann/json.hpp>

#include "core/nn/design_predictor.h"
#include "core/search/strategy_state.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

class PredictorResident : public Resident {
 public:
  PredictorResident(Space space, std::unique_ptr<DesignPredictor> predictor)
      : m_space(std::move(space)), m_predictor(std::move(predictor)) {}

  Result<std::string> call(const std::string& request, const TaskContext& context) override {
    PSCOPE_TRY(const Json json, parseJson(request, "call"));
    const JsonView view(json, "call");
    if (view.has("fit")) {
      PSCOPE_CHECK(fit(view, context));
      m_lastFit = request;
      return std::string("{}");
    }
    PSCOPE_TRY(const auto place, view.member("predict"));
    PSCOPE_TRY(const auto designs, parseGenomes(place, m_space));
    PSCOPE_TRY(const Prediction prediction, m_predictor->predict(designs));
    return Json{{"mean", prediction.mean}, {"deviation", prediction.deviation}}.dump();
  }

  /// What was fitted last says all: fitting is deterministic and forgets what was before.
  Result<std::string> save() const override { return m_lastFit; }

 private:
  Status fit(const JsonView& view, const TaskContext& context) {
    PSCOPE_TRY(const auto place, view.member("fit"));
    PSCOPE_TRY(const auto designs, parseGenomes(place, m_space));
    PSCOPE_TRY(const auto targetsPlace, view.member("targets"));
    PSCOPE_TRY(const auto targets, parseNumbers(targetsPlace));
    Matrix rows(designs.size(), 1);
    PSCOPE_CHECK(checkTrainingData(rows, targets));
    JobContext job;
    job.stop = context.stop;
    job.report = [&context](const Progress& progress) {
      ProgressMessage message;
      message.done = progress.done;
      message.total = progress.total;
      message.stage = progress.stage;
      context.report(std::move(message));
    };
    return m_predictor->fit(designs, targets, job);
  }

  Space m_space;
  std::unique_ptr<DesignPredictor> m_predictor;
  std::string m_lastFit = "{}";
};

Result<std::unique_ptr<Resident>> openPredictor(const std::string& parameters, const std::string& checkpoint,
                                                const TaskContext& context) {
  PSCOPE_TRY(const Json json, parseJson(parameters, "parameters"));
  PSCOPE_TRY(const PredictorTask task, parsePredictorTask(JsonView(json, "parameters")));
  PSCOPE_TRY(Space space, Space::fromText(task.spaceDocument, "space of the task"));
  PSCOPE_TRY(auto predictor, makeDesignPredictor(space, task.settings, task.seed));
  auto resident = std::make_unique<PredictorResident>(std::move(space), std::move(predictor));
  if (!checkpoint.empty() && checkpoint != "{}") PSCOPE_CHECK(resident->call(checkpoint, context));
  return std::unique_ptr<Resident>(std::move(resident));
}

}  // namespace

ResidentFactory makePredictorResident() {
  return openPredictor;
}

}  // namespace pscope

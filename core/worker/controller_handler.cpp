#include <nlohmann/json.hpp>

#include "core/nn/controller.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

constexpr std::int64_t kMaxDraws = 100'000;

class ControllerResident : public Resident {
 public:
  ControllerResident(Space space, std::size_t objectives, std::unique_ptr<Controller> controller)
      : m_space(std::move(space)), m_objectives(objectives), m_controller(std::move(controller)) {}

  Result<std::string> call(const std::string& request, const TaskContext&) override {
    PSCOPE_TRY(const Json json, parseJson(request, "call"));
    const JsonView view(json, "call");
    PSCOPE_TRY(const std::int64_t draws, view.integerOr("sample", 0));
    std::vector<ControllerSample> told;
    if (view.has("learn")) {
      PSCOPE_TRY(const auto items, view.array("learn"));
      for (const JsonView& item : items) {
        PSCOPE_TRY(ControllerSample sample, parseControllerSample(item, m_space, m_objectives));
        told.push_back(std::move(sample));
      }
    }
    PSCOPE_CHECK(m_controller->learn(told));
    Json samples = Json::array();
    for (const auto& sample : m_controller->sample(static_cast<int>(std::clamp<std::int64_t>(draws, 0, kMaxDraws)))) {
      samples.push_back(toJson(sample));
    }
    return Json{{"samples", std::move(samples)}}.dump();
  }

  Result<std::string> save() const override { return m_controller->save().dump(); }

 private:
  Space m_space;
  std::size_t m_objectives;
  std::unique_ptr<Controller> m_controller;
};

Result<std::unique_ptr<Resident>> openController(const std::string& parameters, const std::string& checkpoint,
                                                 const TaskContext&) {
  PSCOPE_TRY(const Json json, parseJson(parameters, "parameters"));
  PSCOPE_TRY(const ControllerTask task, parseControllerTask(JsonView(json, "parameters")));
  PSCOPE_TRY(Space space, Space::fromText(task.spaceDocument, "space of the task"));
  PSCOPE_TRY(auto controller, Controller::create(space, task.objectives, task.settings, task.seed));
  if (!checkpoint.empty()) {
    PSCOPE_TRY(const Json state, parseJson(checkpoint, "checkpoint"));
    PSCOPE_CHECK(controller->load(JsonView(state, "checkpoint")));
  }
  return std::unique_ptr<Resident>(
      std::make_unique<ControllerResident>(std::move(space), task.objectives, std::move(controller)));
}

}  // namespace

ResidentFactory makeControllerResident() {
  return openController;
}

}  // namespace pscope

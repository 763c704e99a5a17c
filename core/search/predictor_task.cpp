#include "core/search/predictor_task.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {

Json toJson(const PredictorTask& task) {
  const PredictorSettings& settings = task.settings;
  return {{"space", task.spaceDocument},        {"seed", std::to_string(task.seed)},   {"kind", settings.kind},
          {"members", settings.members},        {"pretraining", settings.pretraining}, {"loss", settings.loss},
          {"consistency", settings.consistency}};
}

Result<PredictorTask> parsePredictorTask(const JsonView& json) {
  PredictorTask task;
  PSCOPE_TRY(task.spaceDocument, json.string("space"));
  PSCOPE_TRY(const std::string seed, json.string("seed"));
  PSCOPE_TRY(task.settings.kind, json.string("kind"));
  PSCOPE_TRY(const std::int64_t members, json.integer("members"));
  PSCOPE_TRY(const std::int64_t pretraining, json.integer("pretraining"));
  PSCOPE_TRY(task.settings.loss, json.string("loss"));
  PSCOPE_TRY(task.settings.consistency, json.numberOr("consistency", 0));
  const auto oneOf = [](const std::string& name, std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const bool fits = std::from_chars(seed.data(), seed.data() + seed.size(), task.seed).ec == std::errc() &&
                    members >= 1 && members <= 64 && pretraining >= 0 && pretraining <= 1'000'000 &&
                    oneOf(task.settings.kind, {"fbnetv3", "renas"}) &&
                    oneOf(task.settings.loss, {"hinge", "logistic", "exponential", "squares"}) &&
                    task.settings.consistency >= 0 && task.settings.consistency <= 100;
  if (!fits) return json.error(PSCOPE_TR_NOOP("Search", "These are no settings of a predictor."));
  task.settings.members = static_cast<int>(members);
  task.settings.pretraining = static_cast<int>(pretraining);
  return task;
}

Json toJson(const std::vector<Genome>& genomes) {
  Json json = Json::array();
  for (const Genome& genome : genomes) json.push_back(toJson(genome));
  return json;
}

Result<std::vector<Genome>> parseGenomes(const JsonView& json, const Space& space) {
  PSCOPE_TRY(const auto items, json.array());
  std::vector<Genome> genomes;
  for (const JsonView& item : items) {
    PSCOPE_TRY(Genome genome, parseGenome(item, space));
    genomes.push_back(std::move(genome));
  }
  return genomes;
}

}  // namespace pscope

#include "widgets/study_draft.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/data/dataset.h"
#include "core/device/device.h"
#include "core/estimate/estimator.h"
#include "core/space/document_members.h"
#include "widgets/text.h"

namespace pscope {

namespace {

/// Multiply-accumulates that one core trains a second, forward and backward: an engineering estimate [E], order of
/// magnitude only.
constexpr double kTrainMacsPerSecond = 1.4e10;
constexpr double kTrainPasses = 3;         ///< forward, and twice as much backward
constexpr double kImages = 10'000;         ///< of the built-in data
constexpr double kImagesOfFiles = 54'000;  ///< of the usual file data

struct DraftTr {
  Q_DECLARE_TR_FUNCTIONS(DraftTr)
};

StudyDraft::Row row(const char* name, const char* unit, const Json& estimator, bool chosen) {
  StudyDraft::Row result;
  result.objective.name = name;
  result.objective.unit = unit;
  result.objective.estimators.push_back({estimator.at("type").get<std::string>(), estimator.dump()});
  result.chosen = chosen;
  return result;
}

std::vector<StudyDraft::Row> usualRows() {
  const auto priced = [](const char* metric) {
    return Json{{"type", "cost-model"}, {"device", "raspberry-pi-4"}, {"metric", metric}, {"context", {{"batch", 1}}}};
  };
  const auto counted = [](const char* metric) { return Json{{"type", "static"}, {"metric", metric}}; };
  return {
      row("error", "%", Json{{"type", "train"}, {"epochs", 5}}, true),
      row("latency", "ms", priced("latency"), true),
      row("energy", "mJ", priced("energy"), false),
      row("parameters", "parameters", counted("params"), false),
      row("macs", "MACs", counted("macs"), false),
      row("memory", "bytes", counted("peak_activation_bytes"), false),
  };
}

Json parameters(const StudyDraft::Row& row) {
  Json json = Json::parse(row.objective.estimators.front().parameters, nullptr, false);
  return json.is_object() ? json : Json::object();
}

bool hasType(const StudyDraft::Row& row, const char* type) {
  return std::any_of(row.objective.estimators.begin(), row.objective.estimators.end(),
                     [type](const EstimatorSpec& spec) { return spec.type == type; });
}

void setParameter(StudyDraft::Row& row, const char* type, const char* key, const Json& value) {
  for (auto& spec : row.objective.estimators) {
    if (spec.type != type) continue;
    Json json = Json::parse(spec.parameters, nullptr, false);
    if (!json.is_object()) json = Json::object();
    json[key] = value;
    spec.parameters = json.dump();
  }
}

QString problemText(const Error& error) {
  return errorSummary(error) + QLatin1Char(' ') + translated(error.mend);
}

/// Takes the place of the workers while a configuration is only being checked.
class NoTasks : public TaskRunner {
 public:
  Result<std::string> run(const Task&, const JobContext&) override {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("StudyDraft", "Nothing is trained here."));
  }
};

}  // namespace

QString StudyDraft::Forecast::time() const {
  if (seconds < 60) return durationText(std::ceil(seconds / 10) * 10);
  if (seconds < 600) return DraftTr::tr("%1 min").arg(static_cast<int>(std::ceil(seconds / 60)));
  return durationText(seconds);
}

bool StudyDraft::Row::isTraining() const {
  return hasType(*this, "train");
}
bool StudyDraft::Row::isCostModel() const {
  return hasType(*this, "cost-model");
}

QString StudyDraft::Row::source() const {
  const std::string& type = objective.estimators.front().type;
  const Json json = parameters(*this);
  if (type == "train") return DraftTr::tr("each design is trained, then judged on images it has not seen");
  if (type == "cost-model") return DraftTr::tr("computed by the roofline model of the device");
  if (type == "static") return DraftTr::tr("counted from the network");
  if (type == "table")
    return DraftTr::tr("looked up in %1").arg(toQString(textOf(json, "file")).section(QLatin1Char('/'), -1));
  return toQString(type);
}

StudyDraft::StudyDraft() : rows(usualRows()) {
  base.space = "demo";
  base.data = {{"main", {"glyphs", ""}}};
  base.candidates = 24;
}

StudyDraft::StudyDraft(const SearchConfig& config) : base(config) {
  base.objectives.clear();
  for (const auto& objective : config.objectives) rows.push_back({objective, true});
  for (auto& usual : usualRows()) {
    const bool known = std::any_of(rows.begin(), rows.end(),
                                   [&](const Row& other) { return other.objective.name == usual.objective.name; });
    usual.chosen = false;
    if (!known) rows.push_back(std::move(usual));
  }
  if (const std::string used = device(); !used.empty()) {
    for (auto& each : rows) {
      if (!each.chosen) setParameter(each, "cost-model", "device", used);
    }
  }
}

SearchConfig StudyDraft::config() const {
  SearchConfig result = base;
  result.objectives.clear();
  for (const auto& each : rows) {
    if (each.chosen) result.objectives.push_back(each.objective);
  }
  if (result.reference.size() != result.objectives.size()) result.reference.clear();
  if (!needsData()) {
    // Data that nothing is trained on would only decide the scale, silently.
    result.data.clear();
  }
  return result;
}

bool StudyDraft::needsData() const {
  return std::any_of(rows.begin(), rows.end(), [](const Row& each) { return each.chosen && each.isTraining(); });
}

bool StudyDraft::needsDevice() const {
  return std::any_of(rows.begin(), rows.end(), [](const Row& each) { return each.chosen && each.isCostModel(); });
}

std::string StudyDraft::device() const {
  for (const auto& each : rows) {
    if (!each.isCostModel()) continue;
    const Json json = parameters(each);
    if (json.contains("device") && json["device"].is_string()) return json["device"].get<std::string>();
  }
  return {};
}

void StudyDraft::setDevice(const std::string& device) {
  for (auto& each : rows) setParameter(each, "cost-model", "device", device);
}

double StudyDraft::epochs() const {
  for (const auto& each : rows) {
    if (!each.isTraining()) continue;
    const Json json = parameters(each);
    if (json.contains("epochs") && json["epochs"].is_number()) return json["epochs"].get<double>();
  }
  return 8;
}

void StudyDraft::setEpochs(double epochs) {
  for (auto& each : rows) {
    if (std::floor(epochs) == epochs) {
      setParameter(each, "train", "epochs", static_cast<int>(epochs));
    } else {
      setParameter(each, "train", "epochs", epochs);
    }
  }
}

int StudyDraft::workers() const {
  if (base.workers > 0) return base.workers;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 8u));
}

Result<Space> StudyDraft::openedSpace() const {
  return openSpace(base.space);
}

std::vector<StudyDraft::Problem> StudyDraft::problems() const {
  std::vector<Problem> result;
  const auto space = openedSpace();
  if (!space.ok()) result.push_back({Step::Space, problemText(space.error())});
  const SearchConfig whole = config();
  if (whole.objectives.empty()) {
    result.push_back({Step::Objectives, DraftTr::tr("Nothing is to be optimised. Choose at least one objective.")});
    return result;
  }
  if (!space.ok()) return result;
  if (needsData()) {
    const auto found =
        std::find_if(base.data.begin(), base.data.end(), [](const auto& item) { return item.first == "main"; });
    if (found == base.data.end()) {
      result.push_back(
          {Step::Data,
           DraftTr::tr("A design cannot be trained without data. Choose the built-in letters or a folder.")});
      return result;
    }
    const auto info = describeDataset(found->second);
    if (!info.ok()) {
      result.push_back({Step::Data, problemText(info.error())});
      return result;
    }
    const ScaleInfo* scale = space.value().scaleFor(info.value().shape);
    if (base.scale.empty() && scale == nullptr) {
      result.push_back(
          {Step::Data, DraftTr::tr("This space has no networks for images of %1. Choose other data or another space.")
                           .arg(toQString(info.value().shape.text()))});
      return result;
    }
  }
  NoTasks tasks;
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  const auto evaluation = Evaluation::create(space.value(), whole, estimators, &tasks);
  if (!evaluation.ok()) {
    const bool ofDevice = needsDevice() && !openDevice(device()).ok();
    result.push_back({ofDevice ? Step::Device : Step::Objectives, problemText(evaluation.error())});
  }
  return result;
}

StudyDraft::Forecast StudyDraft::forecast() const {
  Forecast result;
  const auto space = openedSpace();
  if (!space.ok()) return result;
  result.designs = toQString(space.value().count());
  for (auto place = result.designs.size() - 3; place > 0; place -= 3)
    result.designs.insert(place, QLocale().groupSeparator());
  if (!needsData()) {
    result.secondsPerCandidate = 1e-4;
    result.seconds = result.secondsPerCandidate * base.candidates;
    return result;
  }
  const auto scale = deployScale(space.value(), config());
  if (!scale.ok()) return result;
  constexpr int kSamples = 16;
  Rng rng(1);
  double macs = 0;
  int counted = 0;
  for (int i = 0; i < kSamples; ++i) {
    const auto network = space.value().lower(space.value().sample(rng), scale.value());
    if (!network.ok()) continue;
    macs += static_cast<double>(staticCosts(network.value()).macs);
    ++counted;
  }
  if (counted == 0) return result;
  const bool builtIn = base.data.empty() || base.data.front().second.path.empty();
  const double images = builtIn ? kImages : kImagesOfFiles;
  result.secondsPerCandidate = macs / counted * kTrainPasses * images * epochs() / kTrainMacsPerSecond;
  result.seconds = result.secondsPerCandidate * base.candidates / workers();
  return result;
}

}  // namespace pscope

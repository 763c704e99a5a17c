#include "widgets/study_draft.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/data/dataset.h"
#include "core/device/device.h"
#include "core/estimate/estimator.h"
#include "core/search/strategy.h"
#include "core/space/document_members.h"
#include "widgets/text.h"

namespace pscope {

namespace {

/// Multiply-accumulates that one core trains a second, forward and backward: an engineering estimate [E], order of
/// magnitude only.
constexpr double kTrainMacsPerSecond = 1.4e10;
constexpr double kTrainPasses = 3;         ///< forward, and twice as much backward
constexpr double kUsualEta = 3;            ///< one in so many goes on to the next rung
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

Json parameters(const EstimatorSpec& spec) {
  Json json = Json::parse(spec.parameters, nullptr, false);
  return json.is_object() ? json : Json::object();
}

Json parameters(const StudyDraft::Row& row) {
  return parameters(row.objective.estimators.front());
}

constexpr double kDefaultEpochs = 8;  ///< of the estimator `train`

double epochsOf(const EstimatorSpec& spec) {
  const Json json = parameters(spec);
  return json.contains("epochs") && json["epochs"].is_number() ? json["epochs"].get<double>() : kDefaultEpochs;
}

EstimatorSpec withEpochs(const EstimatorSpec& spec, double epochs) {
  Json json = parameters(spec);
  json["epochs"] = epochs;
  if (std::floor(epochs) == epochs) json["epochs"] = static_cast<int>(epochs);
  return {spec.type, json.dump()};
}

/// A ninth, a third and all of the epochs; whole ones from 1 on, quarters below.
std::vector<double> ladderUpTo(double top) {
  std::vector<double> rungs;
  for (const double share : {9.0, 3.0}) {
    const double epochs = top / share;
    const double rounded = epochs >= 1 ? std::round(epochs) : std::max(1.0, std::round(4 * epochs)) / 4;
    if (rounded < top && (rungs.empty() || rounded > rungs.back())) rungs.push_back(rounded);
  }
  rungs.push_back(top);
  return rungs;
}

/// Epochs of all rungs when everything is trained; nothing for a mixed ladder.
std::vector<double> trainedRungs(const StudyDraft::Row& row) {
  std::vector<double> rungs;
  for (const EstimatorSpec& spec : row.objective.estimators) {
    if (spec.type != "train") return {};
    rungs.push_back(epochsOf(spec));
  }
  return rungs;
}

void setRungs(StudyDraft::Row& row, const std::vector<double>& rungs) {
  const EstimatorSpec top = row.objective.estimators.back();
  row.objective.estimators.clear();
  for (const double epochs : rungs) row.objective.estimators.push_back(withEpochs(top, epochs));
}

bool hasType(const StudyDraft::Row& row, const char* type) {
  return std::any_of(row.objective.estimators.begin(), row.objective.estimators.end(),
                     [type](const EstimatorSpec& spec) { return spec.type == type; });
}

void setParameter(StudyDraft::Row& row, const char* type, const char* key, const Json& value) {
  for (auto& spec : row.objective.estimators) {
    if (spec.type != type) continue;
    Json json = parameters(spec);
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
  if (type == "train" && objective.estimators.size() > 1) {
    return DraftTr::tr("designs are trained on %n rungs, then judged on images they have not seen", nullptr,
                       static_cast<int>(objective.estimators.size()));
  }
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

StudyDraft::StudyDraft(const SearchConfig& config) : base(asNewSearch(config)) {
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
  std::erase_if(result.stop.target, [&result](const auto& wish) {
    return std::none_of(result.objectives.begin(), result.objectives.end(),
                        [&wish](const Objective& each) { return each.name == wish.first; });
  });
  std::erase_if(result.focus.objectives, [&result](const FocusRange& range) {
    return std::none_of(result.objectives.begin(), result.objectives.end(),
                        [&range](const Objective& each) { return each.name == range.objective; });
  });
  // A part of another space is no part of this one.
  if (!result.focus.where.empty()) {
    const auto space = openedSpace();
    if (space.ok() && !space.value().restricted(result.focus.where).ok()) result.focus.where.clear();
  }
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
  const auto rungs = ladder();
  return rungs.empty() ? kDefaultEpochs : rungs.back();
}

std::vector<double> StudyDraft::ladder() const {
  std::vector<double> rungs;
  for (const auto& each : rows) {
    if (!each.isTraining()) continue;
    for (const auto& spec : each.objective.estimators) {
      if (spec.type == "train") rungs.push_back(epochsOf(spec));
    }
    break;
  }
  return rungs;
}

void StudyDraft::setEpochs(double epochs) {
  const double before = this->epochs();
  for (auto& each : rows) {
    const auto rungs = trainedRungs(each);
    // A ladder that was too short to have more than one rung gets them back with more epochs.
    const bool needed = rungs.size() == 1 && needsLadder(base.strategy);
    if (needed || (rungs.size() > 1 && rungs == ladderUpTo(rungs.back()))) {
      setRungs(each, ladderUpTo(epochs));
      continue;
    }
    for (auto& spec : each.objective.estimators) {
      if (spec.type != "train") continue;
      const double own = epochsOf(spec);  // rungs that somebody wrote keep their proportions
      spec = withEpochs(spec, own == before ? epochs : epochs * own / before);
    }
  }
}

void StudyDraft::fitLadder() {
  for (auto& each : rows) {
    const auto rungs = trainedRungs(each);
    if (rungs.empty()) continue;
    if (needsLadder(base.strategy)) {
      if (rungs.size() == 1) setRungs(each, ladderUpTo(rungs.back()));
    } else if (rungs == ladderUpTo(rungs.back())) {
      setRungs(each, {rungs.back()});
    }
  }
}

QString StudyDraft::ladderText() const {
  const auto rungs = ladder();
  if (!needsLadder(base.strategy) || rungs.size() < 2) return {};
  QStringList epochs;
  for (const double rung : rungs) epochs.append(QLocale().toString(rung, 'g', 4));
  return DraftTr::tr(
             "Designs are trained for %1 epochs. Each length is a training of its own, and the best third goes "
             "on to the next; the epochs of the longest stand under Objectives.")
      .arg(epochs.join(DraftTr::tr(", then ")));
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
  if (needsLadder(base.strategy) && topRung(whole.objectives) == 0 && needsData()) {
    result.push_back({Step::Strategy, DraftTr::tr("\"%1\" judges designs by a short training first, but %2 epochs have "
                                                  "no shorter part. Train longer under Objectives, or choose another "
                                                  "strategy.")
                                          .arg(toQString(base.strategy), QLocale().toString(epochs(), 'g', 4))});
  } else if (needsLadder(base.strategy) && topRung(whole.objectives) == 0) {
    result.push_back({Step::Strategy, DraftTr::tr("\"%1\" judges designs by a short training first, but nothing is "
                                                  "trained. Choose another strategy, or the objective error.")
                                          .arg(toQString(base.strategy))});
  }
  for (const auto& path : base.warmStart.studies) {
    if (QFileInfo::exists(toQString(path))) continue;
    result.push_back({Step::Strategy, DraftTr::tr("There is no earlier study %1. Take it off the list.")
                                          .arg(QDir::toNativeSeparators(toQString(path)))});
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
  // On average: each rung of a strategy that needs them has a third of the candidates of the one below.
  double meanEpochs = 0, candidates = 0, share = 1;
  for (const double rung : ladder()) {
    const bool screens = needsLadder(base.strategy);
    meanEpochs += rung * share;
    candidates = screens ? candidates + share : 1;
    if (screens) share /= kUsualEta;
  }
  if (candidates > 0) meanEpochs /= candidates;
  result.secondsPerCandidate = macs / counted * kTrainPasses * images * meanEpochs / kTrainMacsPerSecond;
  result.seconds = result.secondsPerCandidate * base.candidates / workers();
  return result;
}

}  // namespace pscope

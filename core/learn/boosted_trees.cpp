#include "core/learn/boosted_trees.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>

#include "core/base/number_text.h"

namespace pscope {
namespace {

struct FreeBooster {
  void operator()(void* handle) const { XGBoosterFree(handle); }
};
struct FreeMatrix {
  void operator()(void* handle) const { XGDMatrixFree(handle); }
};
using Booster = std::unique_ptr<void, FreeBooster>;
using Data = std::unique_ptr<void, FreeMatrix>;

Status check(int status) {
  if (status == 0) return {};
  Error error = makeError(ErrorCode::External, PSCOPE_TR_NOOP("Learn", "The library of boosted trees failed."),
                          PSCOPE_TR_NOOP("Learn", "Use another predictor."));
  error.detail = XGBGetLastError();
  return error;
}

Result<Data> dataOf(const Matrix& rows) {
  std::vector<float> values;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (const double value : rows.row(i)) values.push_back(static_cast<float>(value));
  }
  DMatrixHandle handle = nullptr;
  PSCOPE_CHECK(check(XGDMatrixCreateFromMat(values.data(), rows.rows(), rows.columns(), NAN, &handle)));
  return Data(handle);
}

}  // namespace

struct BoostedTrees::Impl {
  Settings settings;
  std::vector<Booster> boosters;
  std::size_t columns = 0;
  double mean = 0, scale = 1;
};

BoostedTrees::BoostedTrees(const Settings& settings) : m(std::make_unique<Impl>()) {
  m->settings = settings;
}
BoostedTrees::~BoostedTrees() = default;

Status BoostedTrees::fit(const Matrix& rows, std::span<const double> targets) {
  PSCOPE_CHECK(checkTrainingData(rows, targets));
  double mean = 0, squares = 0;
  const auto n = static_cast<double>(targets.size());
  for (const double target : targets) mean += target / n;
  for (const double target : targets) squares += (target - mean) * (target - mean) / n;
  const double scale = squares > 0 ? std::sqrt(squares) : 1;
  std::vector<float> labels;
  for (const double target : targets) labels.push_back(static_cast<float>((target - mean) / scale));
  if (m->settings.ranking) {
    // The library ranks by non-negative grades: the place in the order.
    std::vector<float> sorted = labels;
    std::sort(sorted.begin(), sorted.end());
    for (float& label : labels) {
      label = static_cast<float>(std::lower_bound(sorted.begin(), sorted.end(), label) - sorted.begin());
    }
  }
  PSCOPE_TRY(const Data data, dataOf(rows));
  PSCOPE_CHECK(check(XGDMatrixSetFloatInfo(data.get(), "label", labels.data(), labels.size())));
  if (m->settings.ranking) {
    const auto all = static_cast<unsigned>(labels.size());
    PSCOPE_CHECK(check(XGDMatrixSetUIntInfo(data.get(), "group", &all, 1)));
  }
  std::vector<Booster> boosters;
  for (int member = 0; member < m->settings.members; ++member) {
    DMatrixHandle handles[] = {data.get()};
    BoosterHandle handle = nullptr;
    PSCOPE_CHECK(check(XGBoosterCreate(handles, 1, &handle)));
    Booster booster(handle);
    const std::pair<const char*, std::string> parameters[] = {
        {"objective", m->settings.ranking ? "rank:pairwise" : "reg:squarederror"},
        {"eta", numberText(m->settings.learningRate)},
        {"max_depth", std::to_string(m->settings.depth)},
        {"subsample", numberText(m->settings.rowShare)},
        {"colsample_bytree", numberText(m->settings.columnShare)},
        {"seed", std::to_string((m->settings.seed + static_cast<std::uint64_t>(member)) % 2'000'000'000)},
        {"base_score", m->settings.ranking ? "0.5" : "0"},
        {"tree_method", "exact"},
        {"nthread", "1"},
        {"verbosity", "0"}};
    for (const auto& [name, value] : parameters) {
      PSCOPE_CHECK(check(XGBoosterSetParam(booster.get(), name, value.c_str())));
    }
    for (int tree = 0; tree < m->settings.trees; ++tree) {
      PSCOPE_CHECK(check(XGBoosterUpdateOneIter(booster.get(), tree, data.get())));
    }
    boosters.push_back(std::move(booster));
  }
  m->boosters = std::move(boosters);
  m->columns = rows.columns();
  m->mean = m->settings.ranking ? 0 : mean;
  m->scale = m->settings.ranking ? 1 : scale;
  return {};
}

Result<Prediction> BoostedTrees::predict(const Matrix& rows) const {
  PSCOPE_CHECK(checkPredictionRows(rows, m->columns));
  Prediction prediction;
  if (rows.rows() == 0) return prediction;
  PSCOPE_TRY(const Data data, dataOf(rows));
  prediction.mean.assign(rows.rows(), 0);
  prediction.deviation.assign(rows.rows(), 0);
  const auto members = static_cast<double>(m->boosters.size());
  for (const Booster& booster : m->boosters) {
    bst_ulong count = 0;
    const float* values = nullptr;
    PSCOPE_CHECK(check(XGBoosterPredict(booster.get(), data.get(), 0, 0, 0, &count, &values)));
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      prediction.mean[i] += static_cast<double>(values[i]) / members;
      prediction.deviation[i] += static_cast<double>(values[i]) * static_cast<double>(values[i]) / members;
    }
  }
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const double spread = prediction.deviation[i] - prediction.mean[i] * prediction.mean[i];
    prediction.deviation[i] = m->scale * std::sqrt(std::max(spread, 0.0));
    prediction.mean[i] = m->mean + m->scale * prediction.mean[i];
  }
  return prediction;
}

}  // namespace pscope

#include "core/search/worker_predictor.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr double kPredictorCallSeconds = 1800;
constexpr std::size_t kRowsOfACall = 5'000;

Json designsOf(const Matrix& rows, std::size_t first, std::size_t count) {
  Json designs = Json::array();
  for (std::size_t i = first; i < first + count; ++i) {
    Json design = Json::array();
    for (const double level : rows.row(i)) design.push_back(static_cast<int>(std::lround(level)));
    designs.push_back(std::move(design));
  }
  return designs;
}

}  // namespace

std::vector<double> designRow(const Genome& genome) {
  return {genome.begin(), genome.end()};
}

WorkerPredictor::WorkerPredictor(TaskRunner& tasks, const Space& space, const PredictorSettings& settings,
                                 std::uint64_t seed, std::stop_token stop)
    : m_choices(space.choices().size()),
      m_session(tasks, {"predictor", toJson(PredictorTask{space.document().dump(), seed, settings}).dump(),
                        kPredictorCallSeconds}) {
  m_job.stop = std::move(stop);
}

Status WorkerPredictor::fit(const Matrix& rows, std::span<const double> targets) {
  PSCOPE_CHECK(checkTrainingData(rows, targets));
  PSCOPE_CHECK(checkPredictionRows(rows, m_choices));
  const Json request = {{"fit", designsOf(rows, 0, rows.rows())},
                        {"targets", std::vector<double>(targets.begin(), targets.end())}};
  PSCOPE_CHECK(m_session.callAnew(request.dump(), m_job));
  m_columns = rows.columns();
  return {};
}

Result<Prediction> WorkerPredictor::predict(const Matrix& rows) const {
  PSCOPE_CHECK(checkPredictionRows(rows, m_columns));
  Prediction prediction;
  for (std::size_t first = 0; first < rows.rows(); first += kRowsOfACall) {
    const std::size_t count = std::min(kRowsOfACall, rows.rows() - first);
    PSCOPE_TRY(const std::string answer,
               m_session.query(Json{{"predict", designsOf(rows, first, count)}}.dump(), m_job));
    PSCOPE_TRY(const Json json, parseJson(answer, "answer of the predictor"));
    const JsonView view(json, "answer of the predictor");
    for (auto [key, numbers] : {std::pair{"mean", &prediction.mean}, std::pair{"deviation", &prediction.deviation}}) {
      PSCOPE_TRY(const auto place, view.member(key));
      PSCOPE_TRY(const auto values, parseNumbers(place));
      if (values.size() != count) return place.error(PSCOPE_TR_NOOP("Learn", "The worker left out designs."));
      numbers->insert(numbers->end(), values.begin(), values.end());
    }
  }
  return prediction;
}

}  // namespace pscope

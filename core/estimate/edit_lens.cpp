#include "core/estimate/edit_lens.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/space/variation.h"

namespace pscope {
namespace {

/// How much worse `after` is than `before`, as a share of `before`; 0 when it is no worse or not known.
double worsening(const CheapMetric& metric, double before, double after) {
  const double change = metric.direction == Direction::Minimize ? after - before : before - after;
  if (!(change > 0)) return 0;
  return change / std::max(std::abs(before), 1e-12);
}

struct Price {
  double worsening = 0;
  double change = 0;
  bool operator<(const Price& other) const {
    return worsening != other.worsening ? worsening < other.worsening : change < other.change;
  }
};

Price priceOf(const EditLens& lens, const SingleEdit& edit, const std::vector<CheapMetric>& metrics,
              std::size_t bounded) {
  Price price;
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const bool objective = metrics[i].kind == CheapMetric::Kind::Objective || metrics[i].bound.has_value();
    if (i != bounded && objective) price.worsening += worsening(metrics[i], lens.startValues[i], edit.values[i]);
  }
  for (const std::size_t i : {DesignCosts::kParams, DesignCosts::kMacs}) {
    price.change += std::abs(std::log1p(edit.values[i]) - std::log1p(lens.startValues[i]));
  }
  return price;
}

}  // namespace

Result<EditLens> priceEdits(DesignCosts& costs, const Genome& genome, const JobContext& job) {
  EditLens lens;
  lens.start = genome;
  PSCOPE_TRY(auto start, costs.price(genome));
  lens.startValues = std::move(start.values);
  std::vector<Genome> all = neighbours(costs.space(), genome);
  for (Genome& neighbour : all) {
    if (job.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Estimate", "Pricing the edits was cancelled."));
    }
    auto priced = costs.price(neighbour);
    if (!priced.ok()) {
      ++lens.failed;
      if (!lens.firstFailure) lens.firstFailure = std::move(priced).error();
      continue;
    }
    SingleEdit& edit = lens.edits.emplace_back();
    bool found = false;
    for (std::size_t i = 0; i < genome.size(); ++i) {
      if (genome[i] == neighbour[i]) continue;
      if (genome[i] == kInactive || neighbour[i] == kInactive) {
        ++edit.switched;
      } else if (!found) {
        found = true;
        edit.choice = i;
        edit.from = genome[i];
        edit.to = neighbour[i];
      }
    }
    edit.genome = std::move(neighbour);
    edit.values = std::move(priced.value().values);
    edit.violation = std::move(priced.value().violation);
  }
  return lens;
}

CheapestEdit cheapestEdit(const EditLens& lens, const std::vector<CheapMetric>& metrics, std::size_t metric,
                          double limit) {
  if (metrics[metric].meets(lens.startValues[metric], limit)) return {CheapestEdit::Answer::AlreadyMet, 0};
  CheapestEdit best;
  Price bestPrice;
  double nearest = 0;
  for (std::size_t i = 0; i < lens.edits.size(); ++i) {
    const SingleEdit& edit = lens.edits[i];
    const double value = edit.values[metric];
    if (edit.violation || !std::isfinite(value)) continue;
    if (!metrics[metric].meets(value, limit)) {
      const double distance = std::abs(value - limit);
      if (best.answer == CheapestEdit::Answer::Found) continue;
      if (best.answer == CheapestEdit::Answer::NoEditMeets && !(distance < nearest)) continue;
      best = {CheapestEdit::Answer::NoEditMeets, i};
      nearest = distance;
      continue;
    }
    const Price price = priceOf(lens, edit, metrics, metric);
    if (best.answer == CheapestEdit::Answer::Found && !(price < bestPrice)) continue;
    best = {CheapestEdit::Answer::Found, i};
    bestPrice = price;
  }
  return best;
}

}  // namespace pscope

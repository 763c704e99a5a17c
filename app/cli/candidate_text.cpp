#include "app/cli/candidate_text.h"

#include <array>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>
#include <numeric>

#include "app/cli/command_line.h"
#include "app/cli/text_table.h"
#include "core/base/csv.h"
#include "core/base/number_text.h"
#include "core/pareto/indicators.h"
#include "viz/figure/front_members.h"

namespace pscope {
namespace {

constexpr std::size_t kDesignWidth = 60;  // characters of a design in a table of the terminal

Json measurementJson(const Measurement& m) {
  return {{"value", numberOrNull(m.value)},
          {"unit", m.unit},
          {"kind", kindName(m.kind)},
          {"budget", m.budget.text()},
          {"stderr", m.standardError ? numberOrNull(*m.standardError) : Json(nullptr)},
          {"level", m.level}};
}

std::vector<std::string> csvRow(const Candidate& candidate, std::span<const Objective> objectives) {
  const std::string id = std::to_string(candidate.id.value);  // ids are given in the order of asking
  std::vector<std::string> cells = {
      id, id, candidate.design, stateName(candidate.state), candidate.reason, timeText(candidate.finished)};
  for (const auto& objective : objectives) {
    const Measurement* m = candidate.measurement(objective.name);
    if (m == nullptr) {
      cells.insert(cells.end(), 5, "");
      continue;
    }
    cells.insert(cells.end(), {numberText(m->value), m->unit, kindName(m->kind), m->budget.text(),
                               m->standardError ? numberText(*m->standardError) : ""});
  }
  cells.push_back(candidate.rung ? std::to_string(*candidate.rung) : "");
  return cells;
}

}  // namespace

std::string timeText(double unixSeconds) {
  if (!(unixSeconds > 0)) return "";
  const double whole = std::floor(unixSeconds);
  const auto seconds = static_cast<std::time_t>(whole);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> buffer{};
  const auto size = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::string millis = std::to_string(static_cast<int>((unixSeconds - whole) * 1000));
  millis.insert(0, 3 - std::min<std::size_t>(3, millis.size()), '0');
  return std::string(buffer.data(), size) + "." + millis + "Z";
}

std::string candidatesCsv(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                          std::span<const std::size_t> which) {
  std::vector<std::string> header = {"id", "order", "design", "state", "reason", "finished"};
  for (const auto& objective : objectives) {
    for (const char* suffix : {"", "_unit", "_kind", "_budget", "_stderr"}) header.push_back(objective.name + suffix);
  }
  header.push_back("rung");
  std::string text = csvLine(header);
  for (const auto i : which) text += csvLine(csvRow(candidates[i], objectives));
  return text;
}

std::string candidatesCsv(std::span<const Candidate> candidates, std::span<const Objective> objectives) {
  std::vector<std::size_t> all(candidates.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return candidatesCsv(candidates, objectives, all);
}

Json frontJson(const SearchConfig& config, const std::string& study, std::span<const Candidate> candidates) {
  Json objectives = Json::array();
  for (const auto& objective : config.objectives) {
    objectives.push_back({{"name", objective.name},
                          {"unit", objective.unit},
                          {"direction", objective.direction == Direction::Minimize ? "minimize" : "maximize"},
                          {"bound", objective.bound ? numberOrNull(*objective.bound) : Json(nullptr)}});
  }
  Json front = Json::array();
  const auto members = frontMembers(candidates, config.objectives);
  const auto knee = frontKnee(candidates, config.objectives, members);
  const auto weights = pseudoWeights(frontValues(candidates, config.objectives, members));
  for (std::size_t n = 0; n < members.size(); ++n) {
    const auto& candidate = candidates[members[n]];
    Json shares = Json::object();
    for (std::size_t k = 0; k < config.objectives.size(); ++k) {
      shares[config.objectives[k].name] = numberOrNull(weights[n][k]);
    }
    Json values = Json::object();
    for (const auto& objective : config.objectives) {
      if (const Measurement* m = candidate.measurement(objective.name)) values[objective.name] = measurementJson(*m);
    }
    front.push_back({{"id", candidate.id.value},
                     {"order", candidate.id.value},
                     {"design", candidate.design},
                     {"values", std::move(values)},
                     {"pseudo_weights", std::move(shares)}});
  }
  Json reference = Json::array();
  Json volume = nullptr;
  std::size_t evaluations = 0;
  for (const auto& candidate : candidates) {
    if (candidate.state != CandidateState::Queued && candidate.state != CandidateState::Running) ++evaluations;
  }
  if (const auto history = hypervolumeHistory(config, candidates)) {
    for (const double value : history->reference) reference.push_back(numberOrNull(value));
    if (!history->curve.empty()) volume = history->curve.back();
  }
  return {{"study", study},
          {"space", config.space},
          {"evaluations", evaluations},
          {"objectives", std::move(objectives)},
          {"reference", std::move(reference)},
          {"hypervolume", std::move(volume)},
          {"knee", knee ? Json(candidates[*knee].id.value) : Json(nullptr)},
          {"front", std::move(front)}};
}

std::string frontTable(std::span<const Candidate> candidates, std::span<const Objective> objectives) {
  const auto front = frontMembers(candidates, objectives);
  if (front.empty()) return "The front is empty: no candidate was evaluated within the bounds.\n";
  std::vector<std::vector<std::string>> rows(1);
  std::vector<bool> right = {true};
  rows[0].push_back("id");
  for (const auto& objective : objectives) {
    rows[0].push_back(objective.name + " (" + objective.unit + ")");
    rows[0].push_back("kind");
    right.push_back(true);
    right.push_back(false);
  }
  rows[0].push_back("design");
  right.push_back(false);
  for (const auto i : front) {
    const auto& candidate = candidates[i];
    auto& row = rows.emplace_back();
    row.push_back(std::to_string(candidate.id.value));
    for (const auto& objective : objectives) {
      const Measurement* m = candidate.measurement(objective.name);
      std::string value = m != nullptr ? numberText(m->value, 6) : "?";
      if (m != nullptr && m->standardError) value += " +-" + numberText(*m->standardError, 2);
      row.push_back(value);
      row.push_back(m != nullptr ? kindName(m->kind) : "");
    }
    row.push_back(candidate.design.size() <= kDesignWidth ? candidate.design
                                                          : candidate.design.substr(0, kDesignWidth - 3) + "...");
  }
  std::string text = textTable(rows, right);
  if (const auto knee = frontKnee(candidates, objectives, front)) {
    text += "The front bulges most at candidate " + std::to_string(candidates[*knee].id.value) + " (its knee).\n";
  }
  return text;
}

std::string countsText(std::span<const Candidate> candidates) {
  std::array<std::size_t, 6> counts{};
  for (const auto& candidate : candidates) ++counts[static_cast<std::size_t>(candidate.state)];
  const auto count = [&](CandidateState state) { return counts[static_cast<std::size_t>(state)]; };
  std::string text = std::to_string(candidates.size()) + (candidates.size() == 1 ? " candidate: " : " candidates: ") +
                     std::to_string(count(CandidateState::Done)) + " done";
  if (const auto n = count(CandidateState::Screened)) text += ", " + std::to_string(n) + " screened on a lower rung";
  if (const auto n = count(CandidateState::Infeasible)) text += ", " + std::to_string(n) + " outside a bound";
  if (const auto n = count(CandidateState::Failed)) text += ", " + std::to_string(n) + " failed";
  if (const auto n = count(CandidateState::Queued) + count(CandidateState::Running)) {
    text += ", " + std::to_string(n) + " waiting";
  }
  return text;
}

}  // namespace pscope

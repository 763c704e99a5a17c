#include "viz/figure/report_tables.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/search/predicted_values.h"
#include "viz/figure/front_members.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxRows = 5000;

std::string numberCell(double value) {
  return "<td class=\"number\">" + escapeXml(humanNumber(value)) + "</td>";
}
std::string textCell(const std::string& text) {
  return "<td>" + escapeXml(text) + "</td>";
}
std::string codeCell(const std::string& text) {
  return "<td class=\"design\"><code>" + escapeXml(text) + "</code></td>";
}
std::string head(const std::vector<std::string>& titles, const std::string& caption) {
  std::string html = "<div class=\"scroll\"><table><caption>" + escapeXml(caption) + "</caption><thead><tr>";
  for (const auto& title : titles) html += "<th scope=\"col\">" + escapeXml(title) + "</th>";
  return html + "</tr></thead><tbody>\n";
}
constexpr const char* kTail = "</tbody></table></div>\n";

std::string row(const std::string& title, const std::string& value) {
  return "<tr><th scope=\"row\">" + escapeXml(title) + "</th>" + textCell(value) + "</tr>\n";
}

// "37.2 +- 0.4" with the kind as a chip and the budget below.
std::string measurementCell(const Measurement* m) {
  if (m == nullptr) return "<td class=\"number missing\">not known</td>";
  std::string html = "<td class=\"number\"><span class=\"value\">" + escapeXml(humanNumber(m->value)) + "</span>";
  if (m->standardError)
    html += " <span class=\"error\">\u00b1 " + escapeXml(humanNumber(*m->standardError, 2)) + "</span>";
  html += " <span class=\"unit\">" + escapeXml(m->unit) + "</span>";
  html +=
      std::string("<span class=\"budget\">") + kindName(m->kind) + " \u00b7 " + escapeXml(m->budget.text()) + "</span>";
  return html + "</td>";
}

// "table: file nb201.csv, column ..." from an estimator's parameters.
std::string estimatorText(const EstimatorSpec& spec) {
  std::string text = spec.type;
  const auto json = parseJson(spec.parameters, "");
  if (!json.ok() || !json.value().is_object()) return text;
  std::string details;
  for (const auto& [key, value] : json.value().items()) {
    if (key == "type") continue;
    details +=
        (details.empty() ? "" : ", ") + key + " " + (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return details.empty() ? text : text + " (" + details + ")";
}

std::string joined(const std::map<std::string, std::string>& libraries) {
  std::string text;
  for (const auto& [name, version] : libraries) text += (text.empty() ? "" : ", ") + name + " " + version;
  return text;
}

}  // namespace

std::string frontTableHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                           std::span<const std::size_t> front) {
  if (front.empty()) return "<p>No candidate has been evaluated within the bounds yet, so there is no front.</p>\n";
  std::vector<std::string> titles = {"Candidate"};
  for (const auto& objective : objectives) titles.push_back(objective.name + " (" + objective.unit + ")");
  titles.emplace_back("Design");
  std::string html =
      head(titles, "The front: no other candidate is at least as good in everything and better in something.");
  for (const auto i : front) {
    const auto& candidate = candidates[i];
    html += "<tr><th scope=\"row\" class=\"number\">" + std::to_string(candidate.id.value) + "</th>";
    for (const auto& objective : objectives) html += measurementCell(candidate.measurement(objective.name));
    html += codeCell(candidate.design) + "</tr>\n";
  }
  html += kTail;
  if (const auto knee = frontKnee(candidates, objectives, front)) {
    html += "<p>The knee of the front is candidate " + std::to_string(candidates[*knee].id.value) +
            ": with each objective scaled from its best to its worst value on the front, it lies furthest below the "
            "plane through the ends.</p>\n";
  }
  return html;
}

std::string objectivesTableHtml(std::span<const Objective> objectives) {
  std::string html =
      head({"Objective", "Unit", "Direction", "Hard bound", "Estimators, lowest level first"}, "Objectives");
  for (const auto& objective : objectives) {
    html += "<tr><th scope=\"row\">" + escapeXml(objective.name) + "</th>" + textCell(objective.unit) +
            textCell(objective.direction == Direction::Minimize ? "less is better" : "more is better");
    html +=
        textCell(objective.bound ? std::string(objective.direction == Direction::Minimize ? "at most " : "at least ") +
                                       humanNumber(*objective.bound) + " " + objective.unit
                                 : "none");
    html += "<td>";
    for (std::size_t i = 0; i < objective.estimators.size(); ++i) {
      html += (i > 0 ? "<br>" : "") + escapeXml(estimatorText(objective.estimators[i]));
    }
    html += "</td></tr>\n";
  }
  return html + kTail;
}

std::string searchTableHtml(const SearchConfig& config, const std::string& spaceTitle,
                            std::span<const double> reference, bool referenceChosen) {
  std::string html = "<div class=\"scroll\"><table><caption>Search</caption><tbody>\n";
  html += row("Design space", spaceTitle.empty() ? config.space : spaceTitle);
  html += row("Strategy", config.strategy + (config.strategyParameters == "{}" || config.strategyParameters.empty()
                                                 ? ""
                                                 : " " + config.strategyParameters));
  html += row("Seed", std::to_string(config.seed));
  html += row("Candidates asked for", std::to_string(config.candidates));
  html += row("Deadline of one candidate", humanNumber(config.deadlineSeconds) + " s");
  for (const auto& [name, data] : config.data) {
    html += row("Data \"" + name + "\"", data.format + (data.path.empty() ? " (built in)" : ": " + data.path));
  }
  if (!config.scale.empty()) html += row("Scale", config.scale);
  std::string point;
  for (std::size_t i = 0; i < reference.size() && i < config.objectives.size(); ++i) {
    point += (i > 0 ? ", " : "") + config.objectives[i].name + " " + humanNumber(reference[i]) + " " +
             config.objectives[i].unit;
  }
  if (!point.empty()) {
    html +=
        row("Reference point of the hypervolume",
            point + (referenceChosen ? " (chosen from the candidates: worst value plus a tenth of the range)" : ""));
  }
  return html + kTail;
}

std::string fociTableHtml(std::span<const std::pair<std::int64_t, std::string>> foci) {
  if (foci.empty()) return "";
  std::string html = head({"From candidate", "The search looked at"}, "Focus");
  for (const auto& [from, text] : foci) {
    html += "<tr><th scope=\"row\" class=\"number\">" + std::to_string(from) + "</th>" + textCell(text) + "</tr>\n";
  }
  return html + kTail;
}

std::string auxiliaryTableHtml(std::span<const Candidate> candidates, std::span<const std::size_t> front) {
  std::string rows;
  for (const auto i : front) {
    for (const auto& m : candidates[i].measurements) {
      if (m.level >= 0 || isPrediction(m)) continue;  // predictions have a section of their own
      rows += "<tr><th scope=\"row\" class=\"number\">" + std::to_string(candidates[i].id.value) + "</th>" +
              textCell(m.metric) + measurementCell(&m) + "</tr>\n";
    }
  }
  if (rows.empty()) return "";
  return head({"Candidate", "Metric", "Value"},
              "Further measurements of the front's designs (the search did not use them)") +
         rows + kTail;
}

std::string provenanceTableHtml(std::span<const Candidate> candidates) {
  // Equal but for the seed: one line.
  std::map<std::vector<std::string>, std::pair<std::size_t, std::set<std::string>>> groups;
  for (const auto& candidate : candidates) {
    for (const auto& m : candidate.measurements) {
      if (!m.provenance) continue;
      const auto& p = *m.provenance;
      auto& [count, metrics] =
          groups[{p.estimator + (p.estimatorVersion.empty() ? "" : " " + p.estimatorVersion), p.source, p.evidence,
                  p.device.empty() ? "" : p.device + " " + p.deviceVersion, p.dataHash, p.recipeHash, p.spaceHash,
                  p.programVersion + " (" + p.programCommit + ")", joined(p.libraries),
                  p.hostCpu + ", " + p.instructionSet + ", " + std::to_string(p.threads) +
                      (p.threads == 1 ? " thread" : " threads"),
                  p.time}];
      ++count;
      metrics.insert(m.metric);
    }
  }
  if (groups.empty()) return "";
  std::string html;
  constexpr std::array kTitles = {"Estimator",  "Source",  "Evidence",  "Device", "Data hash",    "Recipe hash",
                                  "Space hash", "Program", "Libraries", "Host",   "Session began"};
  for (const auto& [key, value] : groups) {
    std::string metrics;
    for (const auto& metric : value.second) metrics += (metrics.empty() ? "" : ", ") + metric;
    html += "<details class=\"provenance\"><summary><b>" + escapeXml(metrics) + "</b>: " + escapeXml(key[0]) +
            " <span class=\"unit\">" + humanNumber(static_cast<double>(value.first)) +
            (value.first == 1 ? " number" : " numbers") + "</span></summary><div class=\"scroll\"><table><tbody>\n";
    for (std::size_t i = 0; i < kTitles.size(); ++i) {
      if (!key[i].empty()) html += row(kTitles[i], key[i]);
    }
    html += std::string(kTail) + "</details>\n";
  }
  return html;
}

std::string failuresTableHtml(std::span<const Candidate> candidates) {
  std::map<std::pair<std::string, std::string>, std::size_t> reasons;
  for (const auto& candidate : candidates) {
    if (candidate.state != CandidateState::Failed && candidate.state != CandidateState::Infeasible) continue;
    ++reasons[{stateName(candidate.state), candidate.reason}];
  }
  if (reasons.empty()) return "";
  std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> sorted;
  for (const auto& [reason, count] : reasons) sorted.emplace_back(count, reason);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string html = head({"State", "Count", "Reason"}, "Candidates that failed or lie outside a bound");
  for (std::size_t i = 0; i < sorted.size() && i < 50; ++i) {
    html += "<tr>" + textCell(sorted[i].second.first) + numberCell(static_cast<double>(sorted[i].first)) +
            textCell(sorted[i].second.second) + "</tr>\n";
  }
  html += kTail;
  if (sorted.size() > 50) html += "<p>" + std::to_string(sorted.size() - 50) + " further reasons are not listed.</p>\n";
  return html;
}

std::string candidatesTableHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                std::span<const std::size_t> front) {
  const std::set<std::size_t> members(front.begin(), front.end());
  std::vector<std::string> titles = {"Candidate", "State"};
  for (const auto& objective : objectives) titles.push_back(objective.name + " (" + objective.unit + ")");
  titles.emplace_back("Design");
  std::string html = head(titles, "All candidates in the order of asking");
  for (std::size_t i = 0; i < candidates.size() && i < kMaxRows; ++i) {
    const auto& candidate = candidates[i];
    const bool onFront = members.contains(i);
    html += std::string("<tr") + (onFront ? " class=\"front\"" : "") + "><th scope=\"row\" class=\"number\">" +
            std::to_string(candidate.id.value) + "</th>" +
            textCell(std::string(stateName(candidate.state)) + (onFront ? ", front" : ""));
    for (const auto& objective : objectives) {
      const Measurement* m = candidate.measurement(objective.name);
      html += m != nullptr ? numberCell(m->value) : std::string("<td class=\"number missing\">\u2013</td>");
    }
    html += codeCell(candidate.design) + "</tr>\n";
  }
  html += kTail;
  if (candidates.size() > kMaxRows) {
    html += "<p>The other " + humanNumber(static_cast<double>(candidates.size() - kMaxRows)) +
            " candidates are left out here; <code>paretoscope-cli candidates STUDY.pscope --csv FILE.csv</code> writes "
            "all of them.</p>\n";
  }
  return html;
}

}  // namespace pscope

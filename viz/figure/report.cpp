#include <algorithm>
#include <string>

#include "core/base/build_info.h"
#include "viz/figure/figure.h"
#include "viz/figure/front_members.h"
#include "viz/figure/predictions_figure.h"
#include "viz/figure/report_tables.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr std::size_t kOpenNetworks = 3;  // drawn at once; the others unfold

constexpr const char* kStyle = R"css(
:root { color-scheme: light dark; --background: #f6f8fa; --panel: #ffffff; --text: #24292f; --muted: #5f6873;
  --line: #d8dee4; --accent: #0072b2; --soft: #e8f2f9; }
@media (prefers-color-scheme: dark) { :root { --background: #0f1317; --panel: #1b1f24; --text: #e6edf3;
  --muted: #a3adb8; --line: #30363d; --accent: #56b4e9; --soft: #17324a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text);
  font: 15px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 36px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; overflow-wrap: anywhere; }
h2 { font-size: 20px; margin: 0 0 12px; }
.subtitle { color: var(--muted); margin: 0 0 20px; }
nav a { color: var(--accent); margin-right: 16px; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 22px 24px; margin: 20px 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0 0; padding: 0;
  list-style: none; }
.cards li { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px; }
.cards b { display: block; font-size: 25px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.cards span { color: var(--muted); font-size: 13px; }
figure { margin: 0 0 18px; }
figure svg { width: 100%; height: auto; max-width: 860px; display: block; margin: 0 auto; }
figcaption, .note { color: var(--muted); font-size: 13.5px; margin: 8px 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; margin: 6px 0 14px; }
caption { text-align: left; color: var(--muted); padding: 0 0 6px; font-size: 13.5px; }
th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { border-bottom: 2px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 600; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.value { font-weight: 600; }
.error, .unit, .missing { color: var(--muted); }
.budget { display: block; color: var(--muted); font-size: 12px; }
.design code { font-size: 12px; overflow-wrap: anywhere; display: inline-block; min-width: 220px; }
tr.front td, tr.front th { background: var(--soft); }
summary { cursor: pointer; padding: 6px 0; }
.networks { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 12px; align-items: start; }
.networks details { border: 1px solid var(--line); border-radius: 10px; padding: 4px 12px; }
.networks svg { display: block; width: auto; max-width: 100%; height: auto; margin: 6px auto; }
footer { color: var(--muted); font-size: 13px; padding-bottom: 40px; }
@media print { body { background: #fff; } section { break-inside: avoid; border: 0; padding: 0; } details > * { display: block; } }
)css";

std::string section(const std::string& id, const std::string& title, const std::string& content) {
  if (content.empty()) return "";
  return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"><h2 id=\"" + id + "-title\">" +
         escapeXml(title) + "</h2>\n" + content + "</section>\n";
}

std::string card(const std::string& value, const std::string& label) {
  return "<li><b>" + escapeXml(value) + "</b><span>" + escapeXml(label) + "</span></li>\n";
}

std::string summaryCards(const ReportInput& input, std::size_t frontSize,
                         const std::optional<HypervolumeHistory>& history) {
  const auto count = [&](CandidateState state) {
    return std::count_if(input.candidates.begin(), input.candidates.end(),
                         [&](const Candidate& candidate) { return candidate.state == state; });
  };
  std::string html = "<ul class=\"cards\">\n";
  html += card(humanNumber(static_cast<double>(count(CandidateState::Done))), "candidates evaluated");
  html += card(std::to_string(frontSize), "on the front");
  if (const auto screened = count(CandidateState::Screened); screened > 0) {
    html += card(humanNumber(static_cast<double>(screened)), "screened on a lower rung");
  }
  if (const auto failed = count(CandidateState::Failed); failed > 0) html += card(std::to_string(failed), "failed");
  if (const auto outside = count(CandidateState::Infeasible); outside > 0) {
    html += card(humanNumber(static_cast<double>(outside)), "outside a bound");
  }
  for (const auto& objective : input.config.objectives) {
    const Measurement* best = nullptr;
    for (const auto& candidate : input.candidates) {
      const Measurement* m = candidate.measurement(objective.name);
      if (m == nullptr || !isFeasible(candidate, input.config.objectives)) continue;
      if (best == nullptr || objective.minimized(m->value) < objective.minimized(best->value)) best = m;
    }
    if (best != nullptr) {
      html +=
          card(humanNumber(best->value, 4) + " " + best->unit, "best " + objective.name + ", " + kindName(best->kind));
    }
  }
  if (history && !history->curve.empty()) html += card(humanNumber(history->curve.back(), 5), "hypervolume");
  return html + "</ul>\n";
}

std::string frontFigures(const ReportInput& input) {
  const auto& objectives = input.config.objectives;
  std::string html;
  int drawn = 0;
  for (std::size_t y = 0; y < objectives.size(); ++y) {
    for (std::size_t x = y + 1; x < objectives.size() && drawn < 6; ++x, ++drawn) {
      html += "<figure>" + frontSvg(input.candidates, objectives, x, y, 860, 520) +
              "<figcaption>Filled marks are the front over all objectives, the line is the front of these two. The "
              "shape of a mark tells the kind of the number for " +
              escapeXml(objectives[y].name) +
              "; hovering over a mark of the front shows the candidate.</figcaption></figure>\n";
    }
  }
  return html;
}

std::string networkCards(const ReportInput& input) {
  if (input.networks.empty()) return "";
  std::string html = "<div class=\"networks\">\n";
  std::size_t shown = 0;
  for (const auto& [title, svg] : input.networks) {
    html += std::string(shown++ < kOpenNetworks ? "<details open>" : "<details>") + "<summary>" + escapeXml(title) +
            "</summary>" + svg + "</details>\n";
  }
  return html +
         "</div>\n<p class=\"note\">Repeated equal blocks are drawn once with their number; hover over a part "
         "for its shapes, parameters and MACs.</p>\n";
}

constexpr const char* kKindsNote =
    "<p class=\"note\">Kinds: <b>measured</b> on hardware or by training, <b>simulated</b>, <b>tabulated</b> in a "
    "published "
    "table, <b>analytic</b> (counted or computed from a formula), <b>predicted</b> by a fitted model, <b>proxy</b> (a "
    "cheap stand-in). A budget names the scale of the network and what was spent on training. Accuracies of a search "
    "are "
    "those of the validation split; the test split is read only on request.</p>\n";

}  // namespace

std::string reportHtml(const ReportInput& input) {
  const auto& objectives = input.config.objectives;
  const auto front = frontMembers(input.candidates, objectives);
  const auto history = hypervolumeHistory(input.config, input.candidates);
  const std::string predictions = predictionsHtml(input.candidates, objectives);
  const std::string space = input.spaceTitle.empty() ? input.config.space : input.spaceTitle;
  const std::string title = input.config.name.empty() ? space : input.config.name;
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>" +
      escapeXml(title) + " \u2013 Paretoscope report</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n";
  html += "<header><h1>" + escapeXml(title) + "</h1>\n<p class=\"subtitle\">Search in the design space " +
          escapeXml(space) + " with the strategy " + escapeXml(input.config.strategy) + ", seed " +
          std::to_string(input.config.seed) + "</p>\n";
  html +=
      "<nav aria-label=\"Sections\"><a href=\"#front\">Front</a><a href=\"#networks\">Networks</a><a "
      "href=\"#hypervolume\">Hypervolume</a>" +
      std::string(predictions.empty() ? "" : "<a href=\"#predictions\">Predictions</a>") +
      "<a href=\"#search\">Search</a><a href=\"#provenance\">Provenance</a><a "
      "href=\"#candidates\">Candidates</a></nav>\n";
  html += summaryCards(input, front.size(), history) + "</header>\n<main>\n";
  html += section("front", "Front",
                  frontFigures(input) + frontTableHtml(input.candidates, objectives, front) +
                      auxiliaryTableHtml(input.candidates, front) + kKindsNote);
  html += section("networks", "Networks of the front", networkCards(input));
  if (history) {
    html += section("hypervolume", "Hypervolume",
                    "<figure>" + hypervolumeSvg(history->curve, input.randomBand, 860, 380) +
                        "<figcaption>Volume between the front and the reference point after each evaluation" +
                        (input.randomBand ? "; the band is " + escapeXml(input.randomNote) + "." : std::string(".")) +
                        "</figcaption></figure>\n");
  }
  html += section("predictions", "Predictions", predictions);
  html += section("search", "What was searched",
                  objectivesTableHtml(objectives) +
                      searchTableHtml(input.config, space, history ? history->reference : input.config.reference,
                                      history && history->referenceChosen) +
                      fociTableHtml(input.foci) + failuresTableHtml(input.candidates));
  html += section("provenance", "Provenance", provenanceTableHtml(input.candidates));
  html += section("candidates", "All candidates",
                  "<details><summary>Show the table (" + humanNumber(static_cast<double>(input.candidates.size())) +
                      " candidates)</summary>\n" + candidatesTableHtml(input.candidates, objectives, front) +
                      "</details>\n");
  html += "</main>\n<footer>Written by Paretoscope " + escapeXml(programVersion()) + " (" + escapeXml(programCommit()) +
          ").</footer>\n</body>\n</html>\n";
  return html;
}

}  // namespace pscope

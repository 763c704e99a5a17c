// paretoscope-layout: one JSON line in, one JSON line out, until the end of input.
//
//   {"id": 1, "nodes": [[WIDTH, HEIGHT], ...], "edges": [[FROM, TO], ...]}            sizes in points
//   {"id": 1, "width": W, "height": H, "centres": [[X, Y], ...], "routes": [[[X, Y], ...], ...]}
//   {"id": 1, "error": {"code": "invalid-argument", "what": "...", "mend": "...", "detail": "..."}}
//
// Licence: links Graphviz (EPL/CPL) and so nothing of Qt or QCustomPlot.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "app/layout/dot_layout.h"
#include "core/base/json.h"

namespace pscope {
namespace {

Result<DotRequest> parseRequest(const Json& json) {
  const JsonView view(json, "request");
  DotRequest request;
  PSCOPE_TRY(const auto nodes, view.array("nodes"));
  for (const auto& node : nodes) {
    PSCOPE_TRY(const auto size, node.array());
    if (size.size() != 2) return node.error(PSCOPE_TR_NOOP("Layout", "A node is [width, height]."));
    PSCOPE_TRY(const double width, size[0].number());
    PSCOPE_TRY(const double height, size[1].number());
    request.nodes.push_back({width, height});
  }
  PSCOPE_TRY(const auto edges, view.array("edges"));
  for (const auto& edge : edges) {
    PSCOPE_TRY(const auto ends, edge.array());
    if (ends.size() != 2) return edge.error(PSCOPE_TR_NOOP("Layout", "An edge is [from, to]."));
    PSCOPE_TRY(const auto from, ends[0].integer());
    PSCOPE_TRY(const auto to, ends[1].integer());
    const auto inRange = [&](std::int64_t end) {
      return end >= 0 && static_cast<std::uint64_t>(end) < request.nodes.size();
    };
    if (!inRange(from) || !inRange(to)) {
      return edge.error(PSCOPE_TR_NOOP("Layout", "The edge names a node that is not there."),
                        PSCOPE_TR_NOOP("Layout", "Nodes count from 0."), ErrorCode::InvalidArgument);
    }
    request.edges.push_back({static_cast<int>(from), static_cast<int>(to)});
  }
  return request;
}

Json pointsJson(const std::vector<DotAnswer::Point>& points) {
  Json json = Json::array();
  for (const auto& point : points) json.push_back({point.x, point.y});
  return json;
}

Json errorJson(const Json& id, const Error& error) {
  return {{"id", id},
          {"error",
           {{"code", errorCodeName(error.code)},
            {"what", format(error.what)},
            {"mend", format(error.mend)},
            {"place", error.place},
            {"detail", error.detail}}}};
}

Json answer(DotLayout& dot, const std::string& line) {
  const auto json = parseJson(line, "request");
  if (!json.ok()) return errorJson(nullptr, json.error());
  const Json id = json.value().is_object() && json.value().contains("id") ? json.value()["id"] : Json(nullptr);
  const auto request = parseRequest(json.value());
  if (!request.ok()) return errorJson(id, request.error());
  const auto layout = dot.layout(request.value());
  if (!layout.ok()) return errorJson(id, layout.error());
  Json routes = Json::array();
  for (const auto& route : layout.value().routes) routes.push_back(pointsJson(route));
  return {{"id", id},
          {"width", layout.value().width},
          {"height", layout.value().height},
          {"centres", pointsJson(layout.value().centres)},
          {"routes", std::move(routes)}};
}

}  // namespace
}  // namespace pscope

int main() {
  std::ios::sync_with_stdio(false);
  pscope::DotLayout dot;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    // Text of others may hold bytes that are no UTF-8: they must not end the process.
    std::cout << pscope::answer(dot, line).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  }
  return 0;
}

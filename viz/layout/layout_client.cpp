#include <algorithm>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/json.h"
#include "core/base/subprocess.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/layered_order.h"

namespace pscope {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// dot's time grows with the boxes and bends that it has to order (bench_graphs): 600 take it about 80 ms.
constexpr std::size_t kMaxVertices = 600;
constexpr std::size_t kSmallGraph = 150;  // nodes
constexpr milliseconds kSmallDeadline{50};
constexpr milliseconds kLargeDeadline{120};
constexpr int kMaxFailures = 3;  // starts that failed in a row, after which dot is not tried again

bool tooSlowForDot(const LayoutGraph& graph) {
  if (graph.nodes.size() > kMaxVertices || graph.edges.size() > kMaxVertices) return true;
  return makeLayers(graph).rank.size() > kMaxVertices;
}

std::string requestText(const LayoutGraph& graph, std::int64_t id) {
  Json nodes = Json::array();
  for (const auto& box : graph.nodes) nodes.push_back({box.width, box.height});
  Json edges = Json::array();
  for (const auto& edge : graph.edges) edges.push_back({edge.from, edge.to});
  return Json{{"id", id}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}}.dump() + "\n";
}

std::optional<GraphLayout::Point> pointOf(const Json& json) {
  if (!json.is_array() || json.size() != 2 || !json[0].is_number() || !json[1].is_number()) return std::nullopt;
  return GraphLayout::Point{json[0].get<double>(), json[1].get<double>()};
}

bool readPoints(const Json& json, std::vector<GraphLayout::Point>& points) {
  if (!json.is_array()) return false;
  for (const auto& item : json) {
    const auto point = pointOf(item);
    if (!point) return false;
    points.push_back(*point);
  }
  return true;
}

// The answer of the process, or nothing when it is not the one to `graph`.
std::optional<GraphLayout> layoutOf(const std::string& line, const LayoutGraph& graph, std::int64_t id) {
  const auto json = parseJson(line, "paretoscope-layout");
  if (!json.ok()) return std::nullopt;
  const Json& answer = json.value();
  if (!answer.is_object() || !answer.contains("id") || answer["id"] != id || !answer.contains("centres") ||
      !answer.contains("routes") || !answer["routes"].is_array()) {
    return std::nullopt;
  }
  GraphLayout layout;
  layout.engine = "dot";
  layout.width = answer.value("width", 0.0);
  layout.height = answer.value("height", 0.0);
  if (!readPoints(answer["centres"], layout.centres) || layout.centres.size() != graph.nodes.size()) {
    return std::nullopt;
  }
  for (const auto& route : answer["routes"]) {
    layout.routes.emplace_back();
    if (!readPoints(route, layout.routes.back())) return std::nullopt;
  }
  if (layout.routes.size() != graph.edges.size()) return std::nullopt;
  return layout;
}

}  // namespace

class LayoutClient::Impl {
 public:
  Impl(std::string program, int deadlineMs)
      : m_program(program.empty() ? programFolder() + "/paretoscope-layout" : std::move(program)),
        m_deadline(std::max(0, deadlineMs)) {}

  std::optional<GraphLayout> ask(const LayoutGraph& graph, const JobContext& job) {
    if (!ensureProcess()) return std::nullopt;
    const auto usual = graph.nodes.size() <= kSmallGraph ? kSmallDeadline : kLargeDeadline;
    const auto end = Clock::now() + (m_deadline.count() > 0 ? m_deadline : usual);
    const auto id = ++m_lastId;
    if (!m_process->write(requestText(graph, id)).ok()) return drop();
    while (!job.stop.stop_requested()) {
      const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
      if (left.count() <= 0) break;
      auto line = m_process->readLine(std::min(left, milliseconds(20)));
      if (!line.ok()) return drop();
      if (!line.value()) continue;
      auto layout = layoutOf(*line.value(), graph, id);
      if (layout) m_failures = 0;
      return layout;
    }
    m_process.reset();  // kills it: a layout cannot be cancelled otherwise; the next call starts a fresh one
    return std::nullopt;
  }

 private:
  bool ensureProcess() {
    if (m_process) return true;
    if (m_failures >= kMaxFailures) return false;
    auto started = Subprocess::start({{m_program}, {}, 0});
    if (!started.ok()) {
      ++m_failures;
      return false;
    }
    m_process = std::move(started).value();
    return true;
  }
  std::optional<GraphLayout> drop() {
    ++m_failures;
    m_process.reset();
    return std::nullopt;
  }

  std::string m_program;
  milliseconds m_deadline;
  std::optional<Subprocess> m_process;
  std::int64_t m_lastId = 0;
  int m_failures = 0;
};

LayoutClient::LayoutClient(std::string program, int deadlineMs)
    : m_impl(std::make_unique<Impl>(std::move(program), deadlineMs)) {}
LayoutClient::~LayoutClient() = default;

GraphLayout LayoutClient::layout(const LayoutGraph& graph, const JobContext& job) {
  if (!graph.nodes.empty() && !tooSlowForDot(graph)) {
    if (auto layout = m_impl->ask(graph, job)) return std::move(*layout);
  }
  return layeredLayout(graph, job.stop);
}

}  // namespace pscope

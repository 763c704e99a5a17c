#include "app/layout/dot_layout.h"

#include <graphviz/gvc.h>

#include <cmath>
#include <cstddef>

#include "core/base/number_text.h"

extern "C" {
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
}

namespace pscope {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMaxPoints = 100000;
constexpr double kTolerance = 0.51;  // Graphviz rounds sizes to whole points

// What Graphviz has to say since the last call; its callback knows no context, so this is one for the process.
std::string& graphvizErrors() {
  static std::string errors;
  return errors;
}
int collectError(char* text) {
  graphvizErrors() += text;
  return 0;
}

// Graphviz takes char* for names and values that it only reads.
char* text(const char* constant) {
  return const_cast<char*>(constant);
}

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeLayout {
  GVC_t* context;
  void operator()(Agraph_t* graph) const { gvFreeLayout(context, graph); }
};

Status check(const DotRequest& request) {
  for (const auto& box : request.nodes) {
    for (const double size : {box.width, box.height}) {
      if (!(size > 0) || size > kMaxPoints) {
        return makeError(ErrorCode::InvalidArgument,
                         PSCOPE_TR_NOOP("Layout", "%1 is no size of a box.").arg(numberText(size)),
                         PSCOPE_TR_NOOP("Layout", "Give points above 0, at most 100000."));
      }
    }
  }
  for (const auto& edge : request.edges) {
    for (const int end : {edge.from, edge.to}) {
      if (end < 0 || static_cast<std::size_t>(end) >= request.nodes.size()) {
        return makeError(
            ErrorCode::InvalidArgument,
            PSCOPE_TR_NOOP("Layout", "An edge names node %1, which is not there.").arg(std::to_string(end)),
            PSCOPE_TR_NOOP("Layout", "Nodes count from 0."));
      }
    }
  }
  return {};
}

}  // namespace

class DotLayout::Impl {
 public:
  Impl() : m_context(gvContextPlugins(nullptr, 0)) {
    agseterrf(collectError);
    gvAddLibrary(m_context, &gvplugin_dot_layout_LTX_library);
  }
  ~Impl() { gvFreeContext(m_context); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<DotAnswer> layout(const DotRequest& request) {
    graphvizErrors().clear();
    const std::unique_ptr<Agraph_t, CloseGraph> graph(agopen(text("g"), Agdirected, nullptr));
    if (!graph) return failure();
    build(*graph, request);
    if (gvLayout(m_context, graph.get(), "dot") != 0) return failure();
    const std::unique_ptr<Agraph_t, FreeLayout> layout(graph.get(), FreeLayout{m_context});
    return read(*graph, request);
  }

 private:
  void build(Agraph_t& graph, const DotRequest& request) {
    agattr(&graph, AGRAPH, text("rankdir"), text("TB"));
    agattr(&graph, AGRAPH, text("nodesep"), text("0.25"));
    agattr(&graph, AGRAPH, text("ranksep"), text("0.4"));
    agattr(&graph, AGNODE, text("shape"), text("box"));
    agattr(&graph, AGNODE, text("fixedsize"), text("true"));
    agattr(&graph, AGNODE, text("label"), text(""));
    agattr(&graph, AGEDGE, text("arrowhead"), text("none"));
    Agsym_t* width = agattr(&graph, AGNODE, text("width"), text("1"));
    Agsym_t* height = agattr(&graph, AGNODE, text("height"), text("1"));
    m_nodes.clear();
    m_edges.clear();
    for (const auto& box : request.nodes) {
      Agnode_t* node = agnode(&graph, nullptr, 1);
      agxset(node, width, text(numberText(box.width / kPointsPerInch).c_str()));
      agxset(node, height, text(numberText(box.height / kPointsPerInch).c_str()));
      m_nodes.push_back(node);
    }
    for (const auto& edge : request.edges) {
      m_edges.push_back(agedge(&graph, m_nodes[static_cast<std::size_t>(edge.from)],
                               m_nodes[static_cast<std::size_t>(edge.to)], nullptr, 1));
    }
  }

  // Coordinates are turned round here and nowhere else: Graphviz's y points upwards.
  Result<DotAnswer> read(Agraph_t& graph, const DotRequest& request) const {
    DotAnswer answer;
    const boxf bounds = GD_bb(&graph);
    answer.width = bounds.UR.x - bounds.LL.x;
    answer.height = bounds.UR.y - bounds.LL.y;
    const auto turned = [&](const pointf& p) { return DotAnswer::Point{p.x - bounds.LL.x, bounds.UR.y - p.y}; };
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
      // A number that Graphviz could not read is silently replaced by its default: so compare.
      if (std::abs(ND_width(m_nodes[i]) * kPointsPerInch - request.nodes[i].width) > kTolerance ||
          std::abs(ND_height(m_nodes[i]) * kPointsPerInch - request.nodes[i].height) > kTolerance) {
        return failure();
      }
      answer.centres.push_back(turned(ND_coord(m_nodes[i])));
    }
    for (Agedge_t* edge : m_edges) {
      auto& route = answer.routes.emplace_back();
      const splines* all = ED_spl(edge);
      if (all == nullptr || all->size == 0) continue;
      const bezier& curve = all->list[0];
      for (int i = 0; i < curve.size; ++i) route.push_back(turned(curve.list[i]));
    }
    return answer;
  }

  static Error failure() {
    auto error = makeError(ErrorCode::External, PSCOPE_TR_NOOP("Layout", "Graphviz could not lay out the graph."));
    error.detail = graphvizErrors();
    return error;
  }

  GVC_t* m_context;
  std::vector<Agnode_t*> m_nodes;
  std::vector<Agedge_t*> m_edges;
};

DotLayout::DotLayout() : m_impl(std::make_unique<Impl>()) {}
DotLayout::~DotLayout() = default;

Result<DotAnswer> DotLayout::layout(const DotRequest& request) {
  PSCOPE_CHECK(check(request));
  if (request.nodes.empty()) return DotAnswer{};
  return m_impl->layout(request);
}

}  // namespace pscope

#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "viz/layout/graph_layout.h"

namespace pscope {

/// A graph in layers, long edges cut by dummy nodes so that every edge goes from one layer to the next.
///
/// Vertices 0..realCount-1 are the nodes of the LayoutGraph, the others dummies.
struct LayeredGraph {
  struct Chain {
    std::vector<int> vertices;  ///< from the upper end over the dummies to the lower end; two at least
    bool reversed = false;      ///< the edge points upwards: it closed a cycle
    bool direct = false;        ///< too long for dummies: runs beside the drawing
  };
  std::size_t realCount = 0;
  std::vector<int> rank;                 ///< per vertex
  std::vector<std::vector<int>> layers;  ///< vertices per rank, left to right
  std::vector<std::vector<int>> up;      ///< neighbours in the layer above
  std::vector<std::vector<int>> down;    ///< neighbours in the layer below
  std::vector<Chain> chains;             ///< per edge of the LayoutGraph; empty: a loop or an edge to nowhere

  bool isDummy(int vertex) const { return static_cast<std::size_t>(vertex) >= realCount; }
};

/// Ranks by longest path (cycles are broken by turning edges round), dummies, initial order.
LayeredGraph makeLayers(const LayoutGraph& graph);
/// Barycentre sweeps down and up; keeps the order with the fewest crossings.
/// @source Sugiyama, Tagawa, Toda, IEEE SMC 11(2), 1981    @cost O(sweeps * edges log edges)
void reduceCrossings(LayeredGraph& graph, int sweeps = 12, const std::stop_token& stop = {});
/// Number of pairs of edges that cross. @cost O(edges log edges)
std::size_t countCrossings(const LayeredGraph& graph);
/// x of every vertex's centre: long edges straight, no overlaps, each node near its neighbours.
/// @param width  of every vertex    @param gap  between neighbours of a layer    @param dummyGap  where both are
/// dummies
/// @source Brandes and Koepf, Graph Drawing 2001, LNCS 2265, pp. 31-44
std::vector<double> assignX(const LayeredGraph& graph, const std::vector<double>& width, double gap, double dummyGap);

}  // namespace pscope

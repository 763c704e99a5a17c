#pragma once

#include <string>
#include <string_view>

#include "core/network/network.h"

namespace pscope {

/// The network as a graph in Graphviz's DOT language: scopes are clusters; each operator has the colour and shape of
/// the catalogue, and a label with its attributes, the shape of its output and its parameters.
///
/// Plain text: no Graphviz is needed to write it. `dot -Tsvg FILE` draws it.
/// @cost O(nodes + edges + scopes)
std::string dotText(const Network& network, std::string_view title = "network");

/// One operator in a few words: "Convolution 3x3, stride 2, 8 groups".
std::string operatorText(const Node& node);

}  // namespace pscope

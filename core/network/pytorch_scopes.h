#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// A scope of a network: a run of nodes in their order, and the scopes inside it.
struct PyTorchScope {
  int begin = 0;
  int end = 0;
  int height = 0;                  ///< 0: no scopes inside
  std::string path;                ///< "stage1/cell2"
  std::vector<int> parts;          ///< scopes inside, or -1 - node, in the order of nodes
  std::vector<std::string> names;  ///< of the parts, as attributes; unique here
  std::vector<bool> named;         ///< per part: its name is that of a scope, not of an operator
  std::vector<int> inputs;         ///< nodes before it that it reads
  std::vector<int> outputs;        ///< its nodes that others read
};

/// The scopes of a network as a tree of runs, and what is known of its nodes.
struct PyTorchScopes {
  explicit PyTorchScopes(const Network& network);

  std::vector<PyTorchScope> scopes;  ///< those inside come first; the last one is the whole network without its input
  std::vector<bool> alive;           ///< per node: its values reach an output
  std::vector<bool> batchless;       ///< per node: its values are the same for every input

 private:
  using Parts = std::vector<std::string_view>;

  void findUses();
  int add(int begin, int end, std::size_t depth);
  void nameParts(PyTorchScope& scope) const;
  void findEdges(PyTorchScope& scope) const;

  const Network& m_network;
  std::vector<int> m_lastReader;  ///< alive; the number of nodes for an output
  std::vector<Parts> m_path;      ///< per node
};

/// A name that may stand as an attribute of a module: "edge0-1" becomes "edge0_1", "class" "class_".
std::string attributeName(std::string_view text);

}  // namespace pscope

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/network/pytorch_forms.h"

namespace pscope {

/// One step of a class: an operator, or an instance of another class.
struct PyTorchItem {
  /// Where a value comes from: an earlier item, or (item < 0) an input of the class; and which of its values.
  struct Source {
    int item = -1;
    int value = 0;
    bool operator==(const Source&) const = default;
  };
  int node = -1;          ///< of the network, in the first instance; -1: an instance of `child`
  int child = -1;         ///< a class
  std::string attribute;  ///< of the layer or the instance, unique in its class
  bool named = false;     ///< the attribute is the name of a scope, good for its value too
  bool alive = true;      ///< its values reach an output; others are built, but not run
  int values = 1;         ///< how many it gives
  std::vector<Source> sources;
  PyTorchForm form;
};

/// A class of the source: one scope of the network, or several that are equal but for whole numbers.
struct PyTorchClass {
  struct Argument {
    std::string name;
    SlotRole role = SlotRole::Size;
    std::optional<std::int64_t> fallback;  ///< default value

    /// Written without its name, as PyTorch's own layers are.
    bool positional() const { return name == "channels" || name == "in_channels" || name == "out_channels"; }
  };
  std::string name;
  std::string scope;  ///< of the first instance
  int instances = 0;
  int inputs = 0;
  std::vector<PyTorchItem> items;
  std::vector<PyTorchItem::Source> outputs;
  std::vector<Argument> arguments;
  /// Per item and slot: the argument it takes its value from; -1: it is the same number in all instances.
  std::vector<std::vector<int>> slotArgument;
};

/// A network as classes: those that others use come first, the last one is the whole network.
struct PyTorchClasses {
  std::vector<PyTorchClass> classes;
  std::vector<std::string> path;     ///< per node: its name in the state dictionary, "stage1.cell2.conv"
  std::vector<std::string> helpers;  ///< sections of resources/pytorch/operators.py, sorted
};

/// Scopes become classes, nodes without one belong to the network itself. Scopes that agree in operators, names and
/// edges share a class; whole numbers in which they differ (channels, strides ...) become its arguments, one for all
/// places that always agree; where that would take too many, only scopes with equal numbers share one. A scope that is
/// entered twice in the order of nodes becomes two.
/// @error Unsupported  an operator without a PyTorch form (operator and node are named)
/// @cost O(depth of scopes * (nodes + edges) log nodes)
Result<PyTorchClasses> pytorchClasses(const Network& network);

}  // namespace pscope

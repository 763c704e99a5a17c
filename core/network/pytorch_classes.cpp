#include "core/network/pytorch_classes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/index.h"
#include "core/network/pytorch_scopes.h"

namespace pscope {
namespace {

constexpr std::size_t kMostArguments = 8;  // of a class

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// "inverted_residual2" -> "InvertedResidual2"; without number: "InvertedResidual"
std::string className(std::string_view attribute, bool keepNumber) {
  std::string name;
  bool upper = true;
  for (const char c : attribute) {
    if (c == '_') {
      upper = true;
      continue;
    }
    name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  if (!keepNumber) {
    while (name.size() > 1 && isDigit(name.back())) name.pop_back();
  }
  return name;
}

class ClassFinder {
 public:
  explicit ClassFinder(const Network& network)
      : m_network(network),
        m_scopes(network),
        m_classOf(m_scopes.scopes.size(), -1),
        m_instanceOf(m_scopes.scopes.size(), -1) {}
  Result<PyTorchClasses> run();

 private:
  const Node& node(int index) const { return m_network.nodes()[at(index)]; }
  Status makeClass(int scopeIndex);
  Result<PyTorchItem> makeItem(const PyTorchScope& scope, std::size_t part);
  std::vector<PyTorchItem::Source> sourcesOf(const PyTorchScope& scope, const std::vector<int>& read) const;
  void finish(int classIndex);
  struct Columns;
  Columns columnsOf(int classIndex) const;
  void split(int classIndex);
  std::string argumentName(int classIndex, const std::vector<std::int64_t>& values,
                           const std::vector<SlotRole>& roles) const;
  PyTorchForm instanceForm(int scopeIndex) const;
  std::string baseName(std::size_t classIndex) const;
  void nameClasses();
  std::string chainName(const PyTorchClass& one) const;
  void setPaths(const PyTorchScope& scope, const std::string& prefix);

  const Network& m_network;
  PyTorchScopes m_scopes;
  std::vector<int> m_classOf, m_instanceOf;  ///< per scope
  std::map<std::string, int> m_classByKey;
  /// Per class: its instances, and per instance all slots' values in the order of items.
  std::vector<std::vector<int>> m_instances;
  std::vector<std::vector<std::vector<std::int64_t>>> m_slots;
  std::vector<std::vector<std::vector<std::int64_t>>> m_arguments;  ///< per class, instance and argument
  PyTorchClasses m_result;
};

std::vector<PyTorchItem::Source> ClassFinder::sourcesOf(const PyTorchScope& scope, const std::vector<int>& read) const {
  std::vector<PyTorchItem::Source> sources;
  for (const int input : read) {
    if (input < scope.begin) {
      const auto found = std::find(scope.inputs.begin(), scope.inputs.end(), input);
      sources.push_back({-1, static_cast<int>(found - scope.inputs.begin())});
      continue;
    }
    // The last part that begins at or before it.
    const auto starts = [&](int value, int part) {
      return value < (part < 0 ? -1 - part : m_scopes.scopes[at(part)].begin);
    };
    const auto after = std::upper_bound(scope.parts.begin(), scope.parts.end(), input, starts);
    const auto item = static_cast<int>(after - scope.parts.begin()) - 1;
    const int part = scope.parts[at(item)];
    int value = 0;
    if (part >= 0) {
      const auto& outputs = m_scopes.scopes[at(part)].outputs;
      value = static_cast<int>(std::find(outputs.begin(), outputs.end(), input) - outputs.begin());
    }
    sources.push_back({item, value});
  }
  return sources;
}

/// `self.@ = Cell(channels=$0, stride=$1)`
PyTorchForm ClassFinder::instanceForm(int scopeIndex) const {
  const PyTorchScope& scope = m_scopes.scopes[at(scopeIndex)];
  const int classIndex = m_classOf[at(scopeIndex)];
  const auto& one = m_result.classes[at(classIndex)];
  PyTorchForm form;
  form.layer = "self.@ = !(";  // the class gets its name later
  for (std::size_t k = 0; k < one.arguments.size(); ++k) {
    const auto& argument = one.arguments[k];
    const std::string comma = k > 0 ? ", " : "";
    const bool bare = argument.positional() || one.arguments.size() == 1;
    form.layer += "$" + std::to_string(k);
    form.slots.push_back({argument.role, m_arguments[at(classIndex)][at(m_instanceOf[at(scopeIndex)])][k],
                          bare ? comma : comma + argument.name + "=", argument.fallback});
  }
  form.layer += ")";
  form.expression = "self.@(";
  for (std::size_t k = 0; k < scope.inputs.size(); ++k) form.expression += (k > 0 ? ", %" : "%") + std::to_string(k);
  form.expression += ")";
  return form;
}

Result<PyTorchItem> ClassFinder::makeItem(const PyTorchScope& scope, std::size_t part) {
  PyTorchItem item;
  item.attribute = scope.names[part];
  item.named = scope.named[part];
  if (scope.parts[part] >= 0) {
    const auto& inner = m_scopes.scopes[at(scope.parts[part])];
    item.child = m_classOf[at(scope.parts[part])];
    item.values = static_cast<int>(inner.outputs.size());
    item.alive = !inner.outputs.empty();
    item.sources = sourcesOf(scope, inner.inputs);
    item.form = instanceForm(scope.parts[part]);
    return item;
  }
  item.node = -1 - scope.parts[part];
  item.alive = m_scopes.alive[at(item.node)];
  const auto inputs = m_network.inputs(node(item.node));
  if (item.alive) item.sources = sourcesOf(scope, std::vector<int>(inputs.begin(), inputs.end()));
  auto form = pytorchForm(m_network, item.node, m_scopes.batchless);
  if (!form.ok()) {
    Error error = std::move(form).error();
    error.place = m_network.nodeNames()[at(item.node)];
    return error;
  }
  item.form = std::move(form).value();
  for (const auto& helper : item.form.helpers) m_result.helpers.push_back(helper);
  return item;
}

Status ClassFinder::makeClass(int scopeIndex) {
  const PyTorchScope& scope = m_scopes.scopes[at(scopeIndex)];
  PyTorchClass one;
  one.scope = scope.path;
  one.inputs = static_cast<int>(scope.inputs.size());
  std::string key = std::to_string(one.inputs);
  const auto add = [&key](const auto& text) {
    key += text;
    key += '\n';
  };
  const auto addSources = [&](const std::vector<PyTorchItem::Source>& sources) {
    for (const auto& source : sources) add(std::to_string(source.item) + "." + std::to_string(source.value));
  };
  std::vector<std::int64_t> slots;
  for (std::size_t k = 0; k < scope.parts.size(); ++k) {
    PSCOPE_TRY(auto item, makeItem(scope, k));
    add(item.attribute);
    add(std::to_string(item.child) + (item.alive ? "" : "-"));
    add(item.form.layer);
    add(item.form.expression);
    addSources(item.sources);
    for (const auto& slot : item.form.slots) {
      add(std::to_string(static_cast<int>(slot.role)) + slot.prefix);
      slots.push_back(slot.value);
    }
    one.items.push_back(std::move(item));
  }
  one.outputs = sourcesOf(scope, scope.outputs);
  add("outputs");
  addSources(one.outputs);
  const auto [found, isNew] = m_classByKey.emplace(std::move(key), static_cast<int>(m_result.classes.size()));
  const int classIndex = found->second;
  m_classOf[at(scopeIndex)] = classIndex;
  if (isNew) {
    m_result.classes.push_back(std::move(one));
    m_instances.emplace_back();
    m_slots.emplace_back();
    m_arguments.emplace_back();
  }
  m_instanceOf[at(scopeIndex)] = m_result.classes[at(classIndex)].instances++;
  m_instances[at(classIndex)].push_back(scopeIndex);
  m_slots[at(classIndex)].push_back(std::move(slots));
  return {};
}

std::string ClassFinder::argumentName(int classIndex, const std::vector<std::int64_t>& values,
                                      const std::vector<SlotRole>& roles) const {
  const bool channels = std::find(roles.begin(), roles.end(), SlotRole::Channels) != roles.end();
  switch (roles.front()) {
    case SlotRole::Heads:
      return "heads";
    case SlotRole::KernelSize:
      return "kernel_size";
    case SlotRole::Stride:
      return "stride";
    case SlotRole::Padding:
      return "padding";
    case SlotRole::Dilation:
      return "dilation";
    case SlotRole::Size:
      return "size";
    case SlotRole::States:
      return "states";
    default:
      if (!channels) return "groups";
  }
  bool isInput = true;
  bool isOutput = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& scope = m_scopes.scopes[at(m_instances[at(classIndex)][i])];
    isInput = isInput && !scope.inputs.empty() && node(scope.inputs.front()).shape.channels == values[i];
    isOutput = isOutput && !scope.outputs.empty() && node(scope.outputs.front()).shape.channels == values[i];
  }
  if (isInput && isOutput) return "channels";
  return isInput ? "in_channels" : isOutput ? "out_channels" : "hidden_channels";
}

/// The columns of a class's slots that differ between its instances, joined where they always agree.
struct ClassFinder::Columns {
  std::vector<std::vector<std::int64_t>> values;         ///< per argument and instance
  std::vector<std::vector<std::pair<int, int>>> places;  ///< per argument: items and their slots
  std::vector<std::vector<int>> argumentOf;              ///< per item and slot; -1: none
};

ClassFinder::Columns ClassFinder::columnsOf(int classIndex) const {
  const auto& one = m_result.classes[at(classIndex)];
  const auto& slots = m_slots[at(classIndex)];
  std::map<std::pair<int, std::vector<std::int64_t>>, std::size_t> known;
  Columns columns;
  std::size_t column = 0;
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    auto& chosen = columns.argumentOf.emplace_back();
    for (std::size_t k = 0; k < one.items[i].form.slots.size(); ++k, ++column) {
      std::vector<std::int64_t> own;
      for (const auto& instance : slots) own.push_back(instance[column]);
      if (std::all_of(own.begin(), own.end(), [&](auto value) { return value == own.front(); })) {
        chosen.push_back(-1);
        continue;
      }
      // Channels and groups may be one argument (depthwise convolution); all others only join their like.
      const auto role = one.items[i].form.slots[k].role;
      const auto kind = static_cast<int>(role == SlotRole::Groups ? SlotRole::Channels : role);
      const auto [found, isNew] = known.emplace(std::pair(kind, own), columns.values.size());
      if (isNew) {
        columns.values.push_back(std::move(own));
        columns.places.emplace_back();
      }
      columns.places[found->second].emplace_back(static_cast<int>(i), static_cast<int>(k));
      chosen.push_back(static_cast<int>(found->second));
    }
  }
  return columns;
}

/// A class for every set of numbers.
void ClassFinder::split(int classIndex) {
  const auto instances = std::exchange(m_instances[at(classIndex)], {});
  const auto slots = std::exchange(m_slots[at(classIndex)], {});
  std::map<std::vector<std::int64_t>, int> classOf;
  for (std::size_t i = 0; i < instances.size(); ++i) {
    const bool isFirst = classOf.empty();
    const auto [found, isNew] =
        classOf.emplace(slots[i], isFirst ? classIndex : static_cast<int>(m_result.classes.size()));
    const auto scopeIndex = at(instances[i]);
    if (isNew && !isFirst) {
      m_result.classes.push_back(PyTorchClass(m_result.classes[at(classIndex)]));
      m_instances.emplace_back();
      m_slots.emplace_back();
      m_arguments.emplace_back();
    }
    auto& one = m_result.classes[at(found->second)];
    if (isNew) {
      one.scope = m_scopes.scopes[scopeIndex].path;
      one.instances = 0;
      auto value = slots[i].begin();
      for (auto& item : one.items) {
        for (auto& slot : item.form.slots) slot.value = *value++;
      }
    }
    m_classOf[scopeIndex] = found->second;
    m_instanceOf[scopeIndex] = one.instances++;
    m_instances[at(found->second)].push_back(instances[i]);
    m_slots[at(found->second)].push_back(slots[i]);
  }
}

/// Numbers in which the instances differ become arguments: channels first, those with a default last.
void ClassFinder::finish(int classIndex) {
  auto& one = m_result.classes[at(classIndex)];
  auto columns = columnsOf(classIndex);
  const auto count = columns.values.size();
  std::vector<PyTorchClass::Argument> arguments;
  for (std::size_t k = 0; k < count; ++k) {
    const auto& slotAt = [&](std::pair<int, int> place) -> const PyTorchSlot& {
      return one.items[at(place.first)].form.slots[at(place.second)];
    };
    std::vector<SlotRole> roles;
    auto fallback = slotAt(columns.places[k].front()).omitted;
    for (const auto& place : columns.places[k]) {
      roles.push_back(slotAt(place).role);
      if (slotAt(place).omitted != fallback) fallback = std::nullopt;
    }
    const bool channels = std::find(roles.begin(), roles.end(), SlotRole::Channels) != roles.end();
    arguments.push_back({argumentName(classIndex, columns.values[k], roles),
                         channels ? SlotRole::Channels : roles.front(), channels ? std::nullopt : fallback});
  }
  const auto rank = [&](std::size_t k) {
    const auto& argument = arguments[k];
    if (argument.positional()) return argument.name == "out_channels" ? 1 : 0;
    return argument.fallback ? 4 : argument.role == SlotRole::Channels ? 2 : 3;
  };
  std::vector<std::size_t> order(count);
  for (std::size_t k = 0; k < count; ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
  std::vector<int> placeOf(count);
  std::map<std::string, int> names;
  m_arguments[at(classIndex)].resize(m_slots[at(classIndex)].size());
  for (std::size_t k = 0; k < count; ++k) {
    placeOf[order[k]] = static_cast<int>(k);
    one.arguments.push_back(arguments[order[k]]);
    const int number = ++names[one.arguments.back().name];
    if (number > 1) one.arguments.back().name += std::to_string(number);
    for (std::size_t i = 0; i < m_arguments[at(classIndex)].size(); ++i) {
      m_arguments[at(classIndex)][i].push_back(columns.values[order[k]][i]);
    }
  }
  one.slotArgument = std::move(columns.argumentOf);
  for (auto& item : one.slotArgument) {
    for (int& argument : item) argument = argument < 0 ? -1 : placeOf[at(argument)];
  }
}

/// "ConvBnRelu" of a short chain of operators; "" of anything else.
std::string ClassFinder::chainName(const PyTorchClass& one) const {
  constexpr std::size_t kLong = 4;
  std::string name;
  for (const auto& item : one.items) {
    if (item.node < 0 || item.sources.size() != 1 || one.items.size() > kLong) return "";
    name += className(attributeName(pytorchName(node(item.node).op)), true);
  }
  return name;
}

/// After the last part of its scope, without the number when there are several: "stage1/cell3" is a Cell. Scopes of
/// different names are named by their operators, or as most of them.
std::string ClassFinder::baseName(std::size_t classIndex) const {
  const auto& one = m_result.classes[classIndex];
  std::map<std::string, int> counts;
  for (const int instance : m_instances[classIndex]) {
    const auto& scope = m_scopes.scopes[at(instance)].path;
    const auto slash = scope.rfind('/');
    const std::string part = scope.substr(slash == std::string::npos ? 0 : slash + 1);
    ++counts[className(attributeName(part), one.instances == 1)];
  }
  std::string chain = counts.size() > 1 ? chainName(one) : "";
  if (!chain.empty()) return chain;
  const auto rarer = [](const auto& a, const auto& b) { return a.second < b.second; };
  return std::max_element(counts.begin(), counts.end(), rarer)->first;
}

void ClassFinder::nameClasses() {
  auto& classes = m_result.classes;
  std::map<std::string, int> contenders;
  std::vector<std::string> bases;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    bases.push_back(baseName(i));
    ++contenders[bases.back()];
  }
  std::set<std::string> used{"Network", "False", "None", "True", "F"};
  used.insert(m_result.helpers.begin(), m_result.helpers.end());
  for (std::size_t i = 0; i + 1 < classes.size(); ++i) {
    std::string wanted = bases[i];
    const std::string chain = chainName(classes[i]);
    if (contenders[bases[i]] > 1 && wanted != chain) wanted += chain;
    classes[i].name = wanted;
    for (int again = 2; !used.insert(classes[i].name).second; ++again) {
      classes[i].name = wanted + (isDigit(wanted.back()) ? "_" : "") + std::to_string(again);
    }
  }
  classes.back().name = "Network";
  for (auto& one : classes) {
    for (auto& item : one.items) {
      if (item.child < 0) continue;
      item.form.layer.replace(item.form.layer.find('!'), 1, classes[at(item.child)].name);
    }
  }
}

void ClassFinder::setPaths(const PyTorchScope& scope, const std::string& prefix) {
  for (std::size_t k = 0; k < scope.parts.size(); ++k) {
    const std::string path = prefix + scope.names[k];
    if (scope.parts[k] < 0) {
      m_result.path[at(-1 - scope.parts[k])] = path;
    } else {
      setPaths(m_scopes.scopes[at(scope.parts[k])], path + ".");
    }
  }
}

Result<PyTorchClasses> ClassFinder::run() {
  const auto& scopes = m_scopes.scopes;
  for (int height = 0; height <= scopes.back().height; ++height) {
    const auto before = static_cast<int>(m_result.classes.size());
    for (std::size_t i = 0; i < scopes.size(); ++i) {
      if (scopes[i].height == height) PSCOPE_CHECK(makeClass(static_cast<int>(i)));
    }
    const auto found = static_cast<int>(m_result.classes.size());
    for (int i = before; i < found; ++i) {
      if (columnsOf(i).values.size() > kMostArguments) split(i);
    }
    for (int i = before; i < static_cast<int>(m_result.classes.size()); ++i) finish(i);
  }
  auto& helpers = m_result.helpers;
  std::sort(helpers.begin(), helpers.end());
  helpers.erase(std::unique(helpers.begin(), helpers.end()), helpers.end());
  nameClasses();
  m_result.path.resize(m_network.nodes().size());
  setPaths(scopes.back(), "");
  return std::move(m_result);
}

}  // namespace

Result<PyTorchClasses> pytorchClasses(const Network& network) {
  return ClassFinder(network).run();
}

}  // namespace pscope

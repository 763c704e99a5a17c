#include "core/network/pytorch_classes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kDeepest = 12;       // scopes below are joined
constexpr std::size_t kMostArguments = 8;  // of a class

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// A name that may stand as an attribute of a module.
std::string attributeName(std::string_view text) {
  static constexpr auto kTaken = std::to_array<std::string_view>(
      {"False",    "None",     "True",    "and",      "apply",      "as",       "assert",      "async",  "await",
       "bfloat16", "break",    "buffers", "children", "class",      "continue", "cpu",         "cuda",   "def",
       "del",      "double",   "elif",    "else",     "eval",       "except",   "float",       "for",    "forward",
       "from",     "global",   "half",    "if",       "import",     "in",       "input_shape", "is",     "lambda",
       "modules",  "nonlocal", "not",     "or",       "parameters", "pass",     "raise",       "return", "self",
       "to",       "torch",    "train",   "training", "try",        "type",     "while",       "with",   "x",
       "xpu",      "yield",    "F",       "nn"});
  std::string name;
  for (const char c : text) {
    const bool plain = isLetter(c) || isDigit(c);
    if (plain || (!name.empty() && name.back() != '_')) name += plain ? c : '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty() || isDigit(name.front())) name = "part" + name;
  if (std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end()) name += '_';
  return name;
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

/// A scope of the network: a run of nodes, and the scopes inside it.
struct Group {
  int begin = 0;
  int end = 0;
  int height = 0;          ///< 0: no groups inside
  std::string path;        ///< of the scope
  std::vector<int> parts;  ///< groups inside, or -1 - node
  std::vector<std::string> names;
  std::vector<bool> named;
  std::vector<int> inputs;   ///< nodes before it that it reads
  std::vector<int> outputs;  ///< its nodes that others read
  int classIndex = -1;
  int instance = -1;
};

class ClassFinder {
 public:
  explicit ClassFinder(const Network& network) : m_network(network) {}
  Result<PyTorchClasses> run();

 private:
  const Node& node(int index) const { return m_network.nodes()[at(index)]; }
  void findUses();
  std::vector<std::string_view> partsOf(const std::string& scope) const;
  int makeGroup(int begin, int end, std::size_t depth);
  void nameParts(Group& group);
  void findEdges(Group& group) const;
  Status makeClass(int groupIndex);
  Result<PyTorchItem> makeItem(const Group& group, std::size_t part);
  std::vector<PyTorchItem::Source> sourcesOf(const Group& group, const std::vector<int>& read) const;
  void finish(int classIndex);
  struct Columns;
  Columns columnsOf(int classIndex) const;
  void split(int classIndex);
  std::string argumentName(int classIndex, const std::vector<std::int64_t>& values,
                           const std::vector<SlotRole>& roles) const;
  PyTorchForm instanceForm(const Group& group) const;
  std::string baseName(std::size_t classIndex) const;
  void nameClasses();
  std::string chainName(const PyTorchClass& one) const;
  void setPaths(const Group& group, const std::string& prefix);

  const Network& m_network;
  std::vector<bool> m_alive, m_batchless;
  std::vector<int> m_lastReader;  ///< alive; the number of nodes for an output
  std::vector<Group> m_groups;
  std::vector<std::vector<std::string_view>> m_scopeParts;  ///< per node
  std::map<std::string, int> m_classByKey;
  /// Per class: its instances, and per instance all slots' values in the order of items.
  std::vector<std::vector<int>> m_instances;
  std::vector<std::vector<std::vector<std::int64_t>>> m_slots;
  std::vector<std::vector<std::vector<std::int64_t>>> m_arguments;  ///< per class, instance and argument
  PyTorchClasses m_result;
};

void ClassFinder::findUses() {
  const auto count = static_cast<int>(m_network.nodes().size());
  m_alive.assign(at(count), false);
  m_batchless.assign(at(count), false);
  m_lastReader.assign(at(count), -1);
  for (const int output : m_network.outputs()) {
    m_alive[at(output)] = true;
    m_lastReader[at(output)] = count;
  }
  for (int i = count; i-- > 0;) {
    if (!m_alive[at(i)]) continue;
    for (const int input : m_network.inputs(node(i))) {
      m_alive[at(input)] = true;
      m_lastReader[at(input)] = std::max(m_lastReader[at(input)], i);
    }
  }
  for (int i = 0; i < count; ++i) {
    const auto inputs = m_network.inputs(node(i));
    m_batchless[at(i)] = node(i).op != Op::Input &&
                         std::all_of(inputs.begin(), inputs.end(), [&](int input) { return m_batchless[at(input)]; });
  }
}

std::vector<std::string_view> ClassFinder::partsOf(const std::string& scope) const {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin < scope.size()) {
    auto end = parts.size() + 1 == kDeepest ? scope.size() : scope.find('/', begin);
    if (end == std::string::npos) end = scope.size();
    if (end > begin) parts.push_back(std::string_view(scope).substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

int ClassFinder::makeGroup(int begin, int end, std::size_t depth) {
  Group group;
  group.begin = begin;
  group.end = end;
  const auto& own = m_scopeParts[at(begin)];
  for (std::size_t k = 0; k < depth; ++k) group.path += (k > 0 ? "/" : "") + std::string(own[k]);
  for (int i = begin; i < end;) {
    const auto& parts = m_scopeParts[at(i)];
    int next = i + 1;
    if (parts.size() <= depth) {
      group.parts.push_back(-1 - i);
      group.names.emplace_back();
    } else {
      const auto part = parts[depth];
      while (next < end && m_scopeParts[at(next)].size() > depth && m_scopeParts[at(next)][depth] == part) ++next;
      group.names.push_back(attributeName(part));
      if (next == i + 1) {
        group.parts.push_back(-1 - i);  // a scope of one operator needs no class
      } else {
        const int inner = makeGroup(i, next, depth + 1);
        group.height = std::max(group.height, m_groups[at(inner)].height + 1);
        group.parts.push_back(inner);
      }
    }
    i = next;
  }
  nameParts(group);
  findEdges(group);
  m_groups.push_back(std::move(group));
  return static_cast<int>(m_groups.size()) - 1;
}

/// Names the operators, with a number where there are several, and makes all names unique.
void ClassFinder::nameParts(Group& group) {
  std::map<std::string, int> counts;
  for (std::size_t k = 0; k < group.parts.size(); ++k) {
    group.named.push_back(!group.names[k].empty());
    if (!group.named[k]) ++counts[pytorchName(node(-1 - group.parts[k]).op)];
  }
  std::map<std::string, int> numbers;
  std::set<std::string> used;
  for (std::size_t k = 0; k < group.parts.size(); ++k) {
    auto& name = group.names[k];
    if (!group.named[k]) {
      name = pytorchName(node(-1 - group.parts[k]).op);
      if (counts[name] > 1) name += std::to_string(++numbers[name]);
      name = attributeName(name);
    }
    const std::string wanted = name;
    for (int again = 2; !used.insert(name).second; ++again) name = wanted + "_" + std::to_string(again);
  }
}

void ClassFinder::findEdges(Group& group) const {
  std::set<int> seen;
  for (int i = group.begin; i < group.end; ++i) {
    if (!m_alive[at(i)]) continue;
    for (const int input : m_network.inputs(node(i))) {
      if (input < group.begin && seen.insert(input).second) group.inputs.push_back(input);
    }
    if (m_lastReader[at(i)] >= group.end) group.outputs.push_back(i);
  }
}

std::vector<PyTorchItem::Source> ClassFinder::sourcesOf(const Group& group, const std::vector<int>& read) const {
  std::vector<PyTorchItem::Source> sources;
  for (const int input : read) {
    if (input < group.begin) {
      const auto found = std::find(group.inputs.begin(), group.inputs.end(), input);
      sources.push_back({-1, static_cast<int>(found - group.inputs.begin())});
      continue;
    }
    // The last part that begins at or before it.
    const auto starts = [&](int value, int part) { return value < (part < 0 ? -1 - part : m_groups[at(part)].begin); };
    const auto after = std::upper_bound(group.parts.begin(), group.parts.end(), input, starts);
    const auto item = static_cast<int>(after - group.parts.begin()) - 1;
    const int part = group.parts[at(item)];
    int value = 0;
    if (part >= 0) {
      const auto& outputs = m_groups[at(part)].outputs;
      value = static_cast<int>(std::find(outputs.begin(), outputs.end(), input) - outputs.begin());
    }
    sources.push_back({item, value});
  }
  return sources;
}

/// `self.@ = Cell(channels=$0, stride=$1)`
PyTorchForm ClassFinder::instanceForm(const Group& group) const {
  const auto& one = m_result.classes[at(group.classIndex)];
  PyTorchForm form;
  form.layer = "self.@ = !(";  // the class gets its name later
  for (std::size_t k = 0; k < one.arguments.size(); ++k) {
    const auto& argument = one.arguments[k];
    const std::string comma = k > 0 ? ", " : "";
    const bool bare = argument.positional() || one.arguments.size() == 1;
    form.layer += "$" + std::to_string(k);
    form.slots.push_back({argument.role, m_arguments[at(group.classIndex)][at(group.instance)][k],
                          bare ? comma : comma + argument.name + "=", argument.fallback});
  }
  form.layer += ")";
  form.expression = "self.@(";
  for (std::size_t k = 0; k < group.inputs.size(); ++k) form.expression += (k > 0 ? ", %" : "%") + std::to_string(k);
  form.expression += ")";
  return form;
}

Result<PyTorchItem> ClassFinder::makeItem(const Group& group, std::size_t part) {
  PyTorchItem item;
  item.attribute = group.names[part];
  item.named = group.named[part];
  if (group.parts[part] >= 0) {
    const auto& inner = m_groups[at(group.parts[part])];
    item.child = inner.classIndex;
    item.values = static_cast<int>(inner.outputs.size());
    item.alive = !inner.outputs.empty();
    item.sources = sourcesOf(group, inner.inputs);
    item.form = instanceForm(inner);
    return item;
  }
  item.node = -1 - group.parts[part];
  item.alive = m_alive[at(item.node)];
  const auto inputs = m_network.inputs(node(item.node));
  if (item.alive) item.sources = sourcesOf(group, std::vector<int>(inputs.begin(), inputs.end()));
  auto form = pytorchForm(m_network, item.node, m_batchless);
  if (!form.ok()) {
    Error error = std::move(form).error();
    error.place = m_network.nodeNames()[at(item.node)];
    return error;
  }
  item.form = std::move(form).value();
  for (const auto& helper : item.form.helpers) m_result.helpers.push_back(helper);
  return item;
}

Status ClassFinder::makeClass(int groupIndex) {
  Group& group = m_groups[at(groupIndex)];
  PyTorchClass one;
  one.scope = group.path;
  one.inputs = static_cast<int>(group.inputs.size());
  std::string key = std::to_string(one.inputs);
  const auto add = [&key](const auto& text) {
    key += text;
    key += '\n';
  };
  const auto addSources = [&](const std::vector<PyTorchItem::Source>& sources) {
    for (const auto& source : sources) add(std::to_string(source.item) + "." + std::to_string(source.value));
  };
  std::vector<std::int64_t> slots;
  for (std::size_t k = 0; k < group.parts.size(); ++k) {
    PSCOPE_TRY(auto item, makeItem(group, k));
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
  one.outputs = sourcesOf(group, group.outputs);
  add("outputs");
  addSources(one.outputs);
  const auto [found, isNew] = m_classByKey.emplace(std::move(key), static_cast<int>(m_result.classes.size()));
  group.classIndex = found->second;
  if (isNew) {
    m_result.classes.push_back(std::move(one));
    m_instances.emplace_back();
    m_slots.emplace_back();
    m_arguments.emplace_back();
  }
  group.instance = m_result.classes[at(group.classIndex)].instances++;
  m_instances[at(group.classIndex)].push_back(groupIndex);
  m_slots[at(group.classIndex)].push_back(std::move(slots));
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
    const auto& group = m_groups[at(m_instances[at(classIndex)][i])];
    isInput = isInput && !group.inputs.empty() && node(group.inputs.front()).shape.channels == values[i];
    isOutput = isOutput && !group.outputs.empty() && node(group.outputs.front()).shape.channels == values[i];
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
    Group& group = m_groups[at(instances[i])];
    if (isNew && !isFirst) {
      m_result.classes.push_back(PyTorchClass(m_result.classes[at(classIndex)]));
      m_instances.emplace_back();
      m_slots.emplace_back();
      m_arguments.emplace_back();
    }
    auto& one = m_result.classes[at(found->second)];
    if (isNew) {
      one.scope = group.path;
      one.instances = 0;
      auto value = slots[i].begin();
      for (auto& item : one.items) {
        for (auto& slot : item.form.slots) slot.value = *value++;
      }
    }
    group.classIndex = found->second;
    group.instance = one.instances++;
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
    const auto& scope = m_groups[at(instance)].path;
    const auto slash = scope.rfind('/');
    const std::string part = scope.substr(slash == std::string::npos ? 0 : slash + 1);
    ++counts[className(attributeName(part), one.instances == 1)];
  }
  const std::string chain = counts.size() > 1 ? chainName(one) : "";
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

void ClassFinder::setPaths(const Group& group, const std::string& prefix) {
  for (std::size_t k = 0; k < group.parts.size(); ++k) {
    const std::string path = prefix + group.names[k];
    if (group.parts[k] < 0) {
      m_result.path[at(-1 - group.parts[k])] = path;
    } else {
      setPaths(m_groups[at(group.parts[k])], path + ".");
    }
  }
}

Result<PyTorchClasses> ClassFinder::run() {
  const auto count = static_cast<int>(m_network.nodes().size());
  findUses();
  for (const auto& one : m_network.nodes()) m_scopeParts.push_back(partsOf(m_network.scope(one)));
  int top = 0;
  if (count > 1) {
    top = makeGroup(1, count, 0);  // node 0 is the input
  } else {
    m_groups.emplace_back();
    m_groups.back().begin = m_groups.back().end = 1;
  }
  // The whole network takes the input even when it does not read it, and gives what the network says.
  m_groups[at(top)].inputs = {0};
  const auto outputs = m_network.outputs();
  m_groups[at(top)].outputs.assign(outputs.begin(), outputs.end());
  for (int height = 0; height <= m_groups[at(top)].height; ++height) {
    const auto before = static_cast<int>(m_result.classes.size());
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
      if (m_groups[i].height == height) PSCOPE_CHECK(makeClass(static_cast<int>(i)));
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
  m_result.path.assign(at(count), "");
  setPaths(m_groups[at(top)], "");
  return std::move(m_result);
}

}  // namespace

Result<PyTorchClasses> pytorchClasses(const Network& network) {
  return ClassFinder(network).run();
}

}  // namespace pscope

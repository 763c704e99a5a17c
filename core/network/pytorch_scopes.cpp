#include "core/network/pytorch_scopes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/index.h"
#include "core/network/pytorch_forms.h"

namespace pscope {
namespace {

constexpr std::size_t kDeepest = 12;  // scopes below are joined

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::vector<std::string_view> partsOf(const std::string& scope) {
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

}  // namespace

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

PyTorchScopes::PyTorchScopes(const Network& network) : m_network(network) {
  const auto count = static_cast<int>(network.nodes().size());
  findUses();
  for (const auto& node : network.nodes()) m_path.push_back(partsOf(network.scope(node)));
  if (count > 1) {
    add(1, count, 0);  // node 0 is the input
  } else {
    scopes.emplace_back();
    scopes.back().begin = scopes.back().end = 1;
  }
  // The whole network takes the input even when it does not read it, and gives what the network says.
  const auto outputs = network.outputs();
  scopes.back().inputs = {0};
  scopes.back().outputs.assign(outputs.begin(), outputs.end());
}

void PyTorchScopes::findUses() {
  const auto count = static_cast<int>(m_network.nodes().size());
  alive.assign(at(count), false);
  batchless.assign(at(count), false);
  m_lastReader.assign(at(count), -1);
  for (const int output : m_network.outputs()) {
    alive[at(output)] = true;
    m_lastReader[at(output)] = count;
  }
  for (int i = count; i-- > 0;) {
    if (!alive[at(i)]) continue;
    for (const int input : m_network.inputs(m_network.node(i))) {
      alive[at(input)] = true;
      m_lastReader[at(input)] = std::max(m_lastReader[at(input)], i);
    }
  }
  for (int i = 0; i < count; ++i) {
    const auto inputs = m_network.inputs(m_network.node(i));
    batchless[at(i)] = m_network.node(i).op != Op::Input &&
                       std::all_of(inputs.begin(), inputs.end(), [&](int input) { return batchless[at(input)]; });
  }
}

int PyTorchScopes::add(int begin, int end, std::size_t depth) {
  PyTorchScope scope;
  scope.begin = begin;
  scope.end = end;
  const auto& own = m_path[at(begin)];
  for (std::size_t k = 0; k < depth; ++k) scope.path += (k > 0 ? "/" : "") + std::string(own[k]);
  for (int i = begin; i < end;) {
    const auto& parts = m_path[at(i)];
    int next = i + 1;
    if (parts.size() <= depth) {
      scope.parts.push_back(-1 - i);
      scope.names.emplace_back();
    } else {
      const auto part = parts[depth];
      while (next < end && m_path[at(next)].size() > depth && m_path[at(next)][depth] == part) ++next;
      scope.names.push_back(attributeName(part));
      if (next == i + 1) {
        scope.parts.push_back(-1 - i);  // a scope of one operator needs no class
      } else {
        const int inner = add(i, next, depth + 1);
        scope.height = std::max(scope.height, scopes[at(inner)].height + 1);
        scope.parts.push_back(inner);
      }
    }
    i = next;
  }
  nameParts(scope);
  findEdges(scope);
  scopes.push_back(std::move(scope));
  return static_cast<int>(scopes.size()) - 1;
}

/// Names the operators, with a number where there are several, and makes all names unique.
void PyTorchScopes::nameParts(PyTorchScope& scope) const {
  std::map<std::string, int> counts;
  for (std::size_t k = 0; k < scope.parts.size(); ++k) {
    scope.named.push_back(!scope.names[k].empty());
    if (!scope.named[k]) ++counts[pytorchName(m_network.node(-1 - scope.parts[k]).op)];
  }
  std::map<std::string, int> numbers;
  std::set<std::string> used;
  for (std::size_t k = 0; k < scope.parts.size(); ++k) {
    auto& name = scope.names[k];
    if (!scope.named[k]) {
      name = pytorchName(m_network.node(-1 - scope.parts[k]).op);
      if (counts[name] > 1) name += std::to_string(++numbers[name]);
      name = attributeName(name);
    }
    const std::string wanted = name;
    for (int again = 2; !used.insert(name).second; ++again) name = wanted + "_" + std::to_string(again);
  }
}

void PyTorchScopes::findEdges(PyTorchScope& scope) const {
  std::set<int> seen;
  for (int i = scope.begin; i < scope.end; ++i) {
    if (!alive[at(i)]) continue;
    for (const int input : m_network.inputs(m_network.node(i))) {
      if (input < scope.begin && seen.insert(input).second) scope.inputs.push_back(input);
    }
    if (m_lastReader[at(i)] >= scope.end) scope.outputs.push_back(i);
  }
}

}  // namespace pscope

#include "core/network/pytorch_source.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/index.h"

namespace pscope {
namespace {

constexpr std::size_t kLineWidth = 110;

/// Breaks a line after commas inside brackets.
std::string wrapped(const std::string& line, std::size_t indent) {
  std::string text;
  std::size_t begin = 0;
  std::string margin(indent, ' ');
  while (margin.size() + line.size() - begin > kLineWidth) {
    int depth = 0;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i >= begin && margin.size() + i - begin + 1 > kLineWidth && cut > 0) break;
      if (line[i] == '(' || line[i] == '[') ++depth;
      if (line[i] == ')' || line[i] == ']') --depth;
      if (i > begin && depth > 0 && line[i] == ',' && i + 1 < line.size() && line[i + 1] == ' ') cut = i + 1;
    }
    if (cut == 0) break;
    text += margin + line.substr(begin, cut - begin) + "\n";
    begin = cut + 1;
    margin = std::string(indent + 8, ' ');
  }
  return text + margin + line.substr(begin) + "\n";
}

class ClassWriter {
 public:
  ClassWriter(const PyTorchClass& one, const Network& network, bool isNetwork)
      : m_class(one), m_network(network), m_isNetwork(isNetwork) {}

  std::string text() {
    std::string body = forwardText();  // first: it finds out which arguments must be kept
    return headText() + initText() + body;
  }

 private:
  std::string headText() const;
  std::string initText();
  std::string forwardText();
  std::string filled(std::size_t item, const std::string& form, const std::vector<std::string>& inputs, bool inForward);
  std::string slotText(std::size_t item, std::size_t slot, bool inForward);
  void findLastUses();
  void place(std::size_t item);
  std::string freshName(const PyTorchItem& item) const;
  bool isLive(const std::string& name) const;
  std::string nameOf(const PyTorchItem::Source& source) const {
    return source.item < 0 ? m_inputs[at(source.value)] : m_values[at(source.item)][at(source.value)];
  }
  std::string returned(const PyTorchItem::Source& source, std::size_t output) const;

  struct Live {
    std::string name;
    int lastUse = -1;    ///< item; the number of items for an output
    bool named = false;  ///< after a scope
  };
  const PyTorchClass& m_class;
  const Network& m_network;
  bool m_isNetwork;
  std::vector<std::string> m_inputs;
  std::vector<std::vector<std::string>> m_values;  ///< names, per item
  std::vector<int> m_inputUses;                    ///< last one
  std::vector<std::vector<int>> m_valueUses;
  std::vector<Live> m_live;
  std::set<int> m_kept;  ///< arguments that forward needs
};

std::string ClassWriter::headText() const {
  std::string text = "class " + m_class.name + "(nn.Module):\n";
  if (m_isNetwork) {
    const auto& in = m_network.inputShape();
    return text + "    \"\"\"The whole network.\"\"\"\n\n    input_shape = (" + std::to_string(in.channels) + ", " +
           std::to_string(in.height) + ", " + std::to_string(in.width) + ")  # without the batch\n\n";
  }
  text += "    \"\"\"" + docstringText(m_class.scope);
  if (m_class.instances > 1) text += " and " + std::to_string(m_class.instances - 1) + " more";
  return text + ".\"\"\"\n\n";
}

std::string ClassWriter::slotText(std::size_t item, std::size_t slot, bool inForward) {
  const auto& one = m_class.items[item].form.slots[slot];
  const int argument = m_class.slotArgument[item][slot];
  if (argument < 0) {
    if (one.omitted == one.value) return "";
    return one.prefix + std::to_string(one.value);
  }
  if (inForward) m_kept.insert(argument);
  return one.prefix + (inForward ? "self." : "") + m_class.arguments[at(argument)].name;
}

/// Fills the places of a form.
std::string ClassWriter::filled(std::size_t item, const std::string& form, const std::vector<std::string>& inputs,
                                bool inForward) {
  std::string text;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    if (c == '@') {
      text += m_class.items[item].attribute;
      continue;
    }
    if (c != '$' && c != '%') {
      text += c;
      continue;
    }
    std::size_t number = 0;
    while (i + 1 < form.size() && form[i + 1] >= '0' && form[i + 1] <= '9') {
      number = number * 10 + static_cast<std::size_t>(form[++i] - '0');
    }
    text += c == '$' ? slotText(item, number, inForward) : inputs[number];
  }
  return text;
}

std::string ClassWriter::initText() {
  std::string layers;
  for (std::size_t i = 0; i < m_class.items.size(); ++i) {
    const auto& item = m_class.items[i];
    if (item.form.layer.empty()) continue;
    std::string line = filled(i, item.form.layer, {}, false);
    const auto first = line.find("(, ");  // the first argument was left out
    if (first != std::string::npos) line.erase(first + 1, 2);
    layers += wrapped(line + (item.alive ? "" : "  # its result reaches nothing: not run"), 8);
  }
  std::string kept;
  for (const int argument : m_kept) {
    const auto& name = m_class.arguments[at(argument)].name;
    kept.append("        self.").append(name).append(" = ").append(name).append("\n");
  }
  if (layers.empty() && kept.empty()) return "";
  std::string arguments = "self";
  for (const auto& argument : m_class.arguments) {
    arguments += ", " + argument.name;
    if (argument.fallback) arguments += "=" + std::to_string(*argument.fallback);
  }
  return wrapped("def __init__(" + arguments + "):", 4) + "        super().__init__()\n" + kept + layers + "\n";
}

void ClassWriter::findLastUses() {
  m_inputUses.assign(at(m_class.inputs), -1);
  for (const auto& item : m_class.items) m_valueUses.emplace_back(at(item.values), -1);
  const auto use = [&](const PyTorchItem::Source& source, int reader) {
    (source.item < 0 ? m_inputUses[at(source.value)] : m_valueUses[at(source.item)][at(source.value)]) = reader;
  };
  for (std::size_t i = 0; i < m_class.items.size(); ++i) {
    for (const auto& source : m_class.items[i].sources) use(source, static_cast<int>(i));
  }
  for (const auto& source : m_class.outputs) use(source, static_cast<int>(m_class.items.size()));
}

bool ClassWriter::isLive(const std::string& name) const {
  return std::any_of(m_live.begin(), m_live.end(), [&](const Live& live) { return live.name == name; });
}

std::string ClassWriter::freshName(const PyTorchItem& item) const {
  static constexpr auto kShort = std::to_array<const char*>({"y", "z", "u", "v", "w"});
  if (!item.named) {
    for (int round = 1;; ++round) {
      for (const char* letter : kShort) {
        const std::string name = round > 1 ? letter + std::to_string(round) : letter;
        if (!isLive(name)) return name;
      }
    }
  }
  std::string name = item.attribute;
  for (int again = 2; isLive(name); ++again) name = item.attribute + "_" + std::to_string(again);
  return name;
}

/// Names the values of an item. The first one takes over the name of an input that nobody reads any more: an operator
/// only a short name, a scope only where there is nothing else to be told apart from.
void ClassWriter::place(std::size_t index) {
  const auto& item = m_class.items[index];
  const int now = static_cast<int>(index);
  std::vector<std::string> free;
  for (const auto& live : m_live) {
    const bool read = std::any_of(item.sources.begin(), item.sources.end(),
                                  [&](const auto& source) { return nameOf(source) == live.name; });
    if (live.lastUse == now && read && !live.named) free.push_back(live.name);
  }
  std::erase_if(m_live, [&](const Live& live) { return live.lastUse <= now; });
  if (!isLive("x") && (free.empty() || std::find(free.begin(), free.end(), "x") != free.end())) free = {"x"};
  if (item.named && !m_live.empty()) free.clear();
  auto& names = m_values[index];
  for (int k = 0; k < item.values; ++k) {
    const bool reuse = k == 0 && !free.empty();
    names.push_back(reuse ? free.front() : freshName(item));
    m_live.push_back({names.back(), m_valueUses[index][at(k)], !reuse && item.named});
  }
}

std::string ClassWriter::returned(const PyTorchItem::Source& source, std::size_t output) const {
  std::string name = nameOf(source);
  if (!m_isNetwork) return name;
  const auto& shape = m_network.node(m_network.outputs()[output]).shape;
  return shape.height == 1 && shape.width == 1 ? name + ".flatten(1)" : name;
}

std::string ClassWriter::forwardText() {
  findLastUses();
  std::string text = "    def forward(self";
  for (int k = 0; k < m_class.inputs; ++k) {
    m_inputs.push_back(m_class.inputs == 1 ? "x" : "x" + std::to_string(k + 1));
    text += ", " + m_inputs.back();
    m_live.push_back({m_inputs.back(), m_inputUses[at(k)], false});
  }
  text += "):\n";
  m_values.resize(m_class.items.size());
  for (std::size_t i = 0; i < m_class.items.size(); ++i) {
    const auto& item = m_class.items[i];
    if (!item.alive) continue;
    std::vector<std::string> inputs;
    inputs.reserve(item.sources.size());
    for (const auto& source : item.sources) inputs.push_back(nameOf(source));
    place(i);
    std::string names;
    for (const auto& name : m_values[i]) names += (names.empty() ? "" : ", ") + name;
    const std::string expression = filled(i, item.form.expression, inputs, true);
    if (expression != names) text += wrapped(names.append(" = ").append(expression), 8);
  }
  if (m_class.outputs.empty()) return text + "        return None\n";
  text += "        return ";
  for (std::size_t k = 0; k < m_class.outputs.size(); ++k)
    text += (k > 0 ? ", " : "") + returned(m_class.outputs[k], k);
  return text + "\n";
}

}  // namespace

std::string docstringText(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) safe += c;
  }
  return safe;
}

std::string pytorchClassText(const PyTorchClasses& classes, std::size_t index, const Network& network) {
  return ClassWriter(classes.classes[index], network, index + 1 == classes.classes.size()).text();
}

}  // namespace pscope

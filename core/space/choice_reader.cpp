#include "core/space/choice_reader.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxLevelText = 64;

/// Level texts appear in the text form, so they must not hold what separates there.
bool isLevelText(const std::string& text) {
  return !text.empty() && text.size() <= kMaxLevelText && std::none_of(text.begin(), text.end(), [](char c) {
    return c == ';' || c == '=' || c == '{' || c == '}' || static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
  });
}

class ChoiceReader {
 public:
  explicit ChoiceReader(Problems& problems) : m_problems(problems) {}

  void readChildren(const JsonView& list, TreeNode& parent) {
    const auto entries = m_problems.take(list.array());
    if (!entries) return;
    if (entries->empty()) {
      m_problems.add(list, PSCOPE_TR_NOOP("Space", "There is no choice here."), PSCOPE_TR_NOOP("Space", "Add one."));
    }
    std::int64_t genes = 0;
    parent.children.reserve(std::min<std::size_t>(entries->size(), kMaxGenes));
    for (const auto& entry : *entries) {
      if (m_problems.full() || m_tooMany) return;
      TreeNode node;
      if (!readEntry(entry, node)) continue;
      node.offset = static_cast<int>(genes);
      genes += std::int64_t{node.genesPerCopy} * (node.type == TreeNode::Type::Repeat && !node.shared ? node.count : 1);
      if (genes > kMaxGenes) {
        m_tooMany = true;
        m_problems.add(entry,
                       PSCOPE_TR_NOOP("Space", "There are more than %1 choices when the repeats are unrolled.")
                           .arg(std::to_string(kMaxGenes)),
                       PSCOPE_TR_NOOP("Space", "Repeat less, or share the choices of a repeat."));
        return;
      }
      if (!parent.childByName.emplace(node.name, static_cast<int>(parent.children.size())).second) {
        m_problems.add(entry, PSCOPE_TR_NOOP("Space", "Two choices are called \"%1\".").arg(node.name),
                       PSCOPE_TR_NOOP("Space", "Rename one of them."));
        continue;
      }
      parent.children.push_back(std::move(node));
    }
    parent.genesPerCopy = static_cast<int>(genes);
  }

 private:
  bool readEntry(const JsonView& entry, TreeNode& node) {
    const auto before = m_problems.size();
    const auto type = m_problems.take(entry.string("type"));
    const auto name = m_problems.take(entry.string("name"));
    if (!type || !name) return false;
    if (!isIdentifier(*name) || *name == "index") {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a choice.").arg(*name),
                     PSCOPE_TR_NOOP("Space", "Use a letter, then letters, digits and underscores."));
    }
    node.name = *name;
    node.pointer = entry.pointer();
    node.when = m_problems.take(entry.stringOr("when", "")).value_or("");
    if (entry.has("when") && node.when.empty()) {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "An empty condition says nothing."),
                     PSCOPE_TR_NOOP("Space", "Remove it."));
    }
    if (*type == "optional") {
      readOptional(entry, node);
    } else if (*type == "group" || *type == "repeat") {
      readContainer(entry, *type == "repeat", node);
    } else if (*type == "categorical" || *type == "boolean" || *type == "integer" || *type == "real") {
      readLeaf(entry, *type, node);
    } else {
      m_problems.add(
          entry, PSCOPE_TR_NOOP("Space", "\"%1\" is not a type of choice.").arg(*type),
          PSCOPE_TR_NOOP("Space", "Known are: categorical, boolean, integer, real, group, repeat, optional."));
    }
    return m_problems.size() == before;
  }

  void readContainer(const JsonView& entry, bool isRepeat, TreeNode& node) {
    node.type = isRepeat ? TreeNode::Type::Repeat : TreeNode::Type::Group;
    if (isRepeat) {
      m_problems.add(entry.onlyKeys({"name", "type", "count", "shared", "when", "choices"}));
      const auto count = m_problems.take(entry.integer("count"));
      if (count && (*count < 1 || *count > kMaxGenes)) {
        m_problems.add(entry,
                       PSCOPE_TR_NOOP("Space", "A repeat must have 1 to %1 copies.").arg(std::to_string(kMaxGenes)));
        return;
      }
      node.count = static_cast<int>(count.value_or(1));
      node.shared = m_problems.take(entry.booleanOr("shared", false)).value_or(false);
    } else {
      m_problems.add(entry.onlyKeys({"name", "type", "when", "choices"}));
    }
    if (const auto choices = m_problems.take(entry.member("choices"))) readChildren(*choices, node);
    // Copies multiply what lies inside: checked here, before nesting can overflow.
    if (std::int64_t{node.genesPerCopy} * node.count > kMaxGenes && !node.shared && !m_tooMany) {
      m_tooMany = true;
      m_problems.add(entry,
                     PSCOPE_TR_NOOP("Space", "There are more than %1 choices when the repeats are unrolled.")
                         .arg(std::to_string(kMaxGenes)),
                     PSCOPE_TR_NOOP("Space", "Repeat less, or share the choices of a repeat."));
    }
  }

  /// A group with a boolean `on` before its choices; they are active only when it is true.
  void readOptional(const JsonView& entry, TreeNode& node) {
    node.type = TreeNode::Type::Group;
    m_problems.add(entry.onlyKeys({"name", "title", "type", "layer", "when", "choices"}));
    TreeNode on;
    on.name = "on";
    on.pointer = node.pointer;
    on.type = TreeNode::Type::Leaf;
    on.genesPerCopy = 1;
    on.choice.title = m_problems.take(entry.stringOr("title", node.name)).value_or(node.name);
    on.choice.type = Choice::Type::Boolean;
    on.choice.levels = {"false", "true"};
    on.choice.numbers = {0, 1};
    readLayer(entry, on.choice);
    if (entry.has("choices")) {
      if (const auto choices = m_problems.take(entry.member("choices"))) readChildren(*choices, node);
    }
    for (auto& child : node.children) {
      ++child.offset;
      const std::string isOn = node.name + ".on";
      child.when = child.when.empty() ? isOn : isOn + " and (" + child.when + ")";
      if (child.name != "on") continue;
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "Two choices are called \"%1\".").arg("on"),
                     PSCOPE_TR_NOOP("Space", "An optional part has a choice \"on\" of its own: rename the other one."));
    }
    node.children.insert(node.children.begin(), std::move(on));
    node.childByName.clear();
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      node.childByName.emplace(node.children[i].name, static_cast<int>(i));
    }
    ++node.genesPerCopy;
  }

  void readLeaf(const JsonView& entry, const std::string& type, TreeNode& node) {
    node.type = TreeNode::Type::Leaf;
    node.genesPerCopy = 1;
    node.choice.title = m_problems.take(entry.stringOr("title", node.name)).value_or(node.name);
    readLayer(entry, node.choice);
    if (type == "boolean") {
      node.choice.type = Choice::Type::Boolean;
      m_problems.add(entry.onlyKeys({"name", "title", "type", "layer", "when"}));
      node.choice.levels = {"false", "true"};
      node.choice.numbers = {0, 1};
    } else if (type == "integer") {
      node.choice.type = Choice::Type::Integer;
      m_problems.add(entry.onlyKeys({"name", "title", "type", "layer", "when", "low", "high", "step"}));
      readRange(entry, node.choice);
    } else if (type == "real") {
      node.choice.type = Choice::Type::Real;
      m_problems.add(entry.onlyKeys({"name", "title", "type", "layer", "when", "low", "high", "levels", "scale"}));
      readGrid(entry, node.choice);
    } else {
      node.choice.type = Choice::Type::Categorical;
      m_problems.add(entry.onlyKeys({"name", "title", "type", "layer", "when", "levels"}));
      if (const auto levels = m_problems.take(entry.member("levels"))) readLevels(*levels, node);
    }
  }

  void readLayer(const JsonView& entry, Choice& choice) {
    const auto layer = m_problems.take(entry.stringOr("layer", "architecture")).value_or("architecture");
    if (layer == "architecture") {
      choice.layer = Layer::Architecture;
    } else if (layer == "recipe") {
      choice.layer = Layer::Recipe;
    } else if (layer == "compression") {
      choice.layer = Layer::Compression;
    } else if (layer == "deployment") {
      choice.layer = Layer::Deployment;
    } else {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" is not a layer.").arg(layer),
                     PSCOPE_TR_NOOP("Space", "Known are: architecture, recipe, compression, deployment."));
    }
  }

  void readRange(const JsonView& entry, Choice& choice) {
    const auto low = m_problems.take(entry.integer("low"));
    const auto high = m_problems.take(entry.integer("high"));
    const auto step = m_problems.take(entry.integerOr("step", 1));
    if (!low || !high || !step) return;
    constexpr std::int64_t kLimit = 1'000'000'000'000;
    if (*step < 1 || *low > *high || *low < -kLimit || *high > kLimit || (*high - *low) / *step >= kMaxLevels) {
      m_problems.add(entry,
                     PSCOPE_TR_NOOP("Space", "This range of integers has no levels, or more than %1.")
                         .arg(std::to_string(kMaxLevels)),
                     PSCOPE_TR_NOOP("Space", "Let low be at most high, and step at least 1."));
      return;
    }
    for (std::int64_t value = *low; value <= *high; value += *step) {
      choice.levels.push_back(std::to_string(value));
      choice.numbers.push_back(static_cast<double>(value));
    }
  }

  /// `levels` numbers from low to high, in equal steps or (scale "log") equal ratios, each rounded to six digits.
  void readGrid(const JsonView& entry, Choice& choice) {
    const auto low = m_problems.take(entry.number("low"));
    const auto high = m_problems.take(entry.number("high"));
    const auto levels = m_problems.take(entry.integer("levels"));
    const auto scale = m_problems.take(entry.stringOr("scale", "linear"));
    if (!low || !high || !levels || !scale) return;
    const bool logarithmic = *scale == "log";
    const bool finite = std::isfinite(*low) && std::isfinite(*high) && *low < *high && (!logarithmic || *low > 0);
    if (!finite || *levels < 2 || *levels > kMaxLevels || (!logarithmic && *scale != "linear")) {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "This range of numbers cannot be divided."),
                     PSCOPE_TR_NOOP("Space",
                                    "Let low be less than high (and above 0 on a log scale), levels 2 to %1, scale "
                                    "linear or log.")
                         .arg(std::to_string(kMaxLevels)));
      return;
    }
    for (std::int64_t i = 0; i < *levels; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(*levels - 1);
      const double exact = logarithmic ? *low * std::pow(*high / *low, share) : *low + (*high - *low) * share;
      const std::string text = numberText(exact, 6);
      if (!choice.levels.empty() && choice.levels.back() == text) {
        m_problems.add(entry,
                       PSCOPE_TR_NOOP("Space", "Two levels of this range are equal to six digits: %1.").arg(text),
                       PSCOPE_TR_NOOP("Space", "Use fewer levels."));
        return;
      }
      choice.levels.push_back(text);
      choice.numbers.push_back(parseNumber(text).value_or(exact));
    }
  }

  void readLevels(const JsonView& list, TreeNode& node) {
    const auto levels = m_problems.take(list.array());
    if (!levels) return;
    if (levels->empty() || levels->size() > kMaxLevels) {
      m_problems.add(list,
                     PSCOPE_TR_NOOP("Space", "A choice must have 1 to %1 levels.").arg(std::to_string(kMaxLevels)));
      return;
    }
    node.textLevels = levels->front().isString();
    std::unordered_set<std::string> seen;
    for (const auto& level : *levels) {
      if (m_problems.full()) return;
      std::string text;
      if (node.textLevels) {
        const auto value = m_problems.take(level.string());
        if (!value) continue;
        text = *value;
        node.choice.numbers.push_back(static_cast<double>(node.choice.numbers.size()));
      } else {
        const auto value = m_problems.take(level.number());
        if (!value) continue;
        if (!std::isfinite(*value)) {
          m_problems.add(level, PSCOPE_TR_NOOP("Space", "A level must be a finite number."));
          continue;
        }
        text = numberText(*value);
        node.choice.numbers.push_back(*value);
      }
      if (!isLevelText(text)) {
        m_problems.add(level,
                       PSCOPE_TR_NOOP("Space", "\"%1\" cannot be a level.").arg(text.substr(0, 2 * kMaxLevelText)),
                       PSCOPE_TR_NOOP("Space", "Use 1 to 64 characters without spaces, ';', '=', '{' and '}'."));
      } else if (!seen.insert(text).second) {
        m_problems.add(level, PSCOPE_TR_NOOP("Space", "The level \"%1\" is there twice.").arg(text));
      }
      node.choice.levels.push_back(std::move(text));
    }
  }

  Problems& m_problems;
  bool m_tooMany = false;
};

/// Levels of all genes together: each gene keeps its own.
std::int64_t levelsOf(const TreeNode& node) {
  std::int64_t levels = static_cast<std::int64_t>(node.choice.levels.size());
  for (const auto& child : node.children) levels += levelsOf(child);
  return node.type == TreeNode::Type::Repeat && !node.shared ? levels * node.count : levels;
}

}  // namespace

TreeNode readChoices(const JsonView& choices, Problems& problems) {
  TreeNode root;
  const auto before = problems.size();
  ChoiceReader(problems).readChildren(choices, root);
  if (problems.size() == before && levelsOf(root) > kMaxLevelsInAll) {
    problems.add(
        choices,
        PSCOPE_TR_NOOP("Space", "The choices have more than %1 levels in all.").arg(std::to_string(kMaxLevelsInAll)));
  }
  return root;
}

}  // namespace pscope

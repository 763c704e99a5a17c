#include "core/device/block_table_import.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/network/network.h"
#include "core/space/space.h"

namespace pscope {
namespace {

constexpr std::size_t kLargestFile = 64u << 20;
constexpr std::size_t kMostCombinations = 10'000;  ///< of the levels of one block
constexpr int kTries = 500;                        ///< draws for a design in which a block is active

using BlockCosts = std::map<std::string, double>;

std::string_view trimmedYaml(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\''; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

Error yamlError(const std::string& file, std::size_t line, Message what) {
  return makeError(
      ErrorCode::Parse, std::move(what),
      PSCOPE_TR_NOOP("Device", "Each block has a line with its key, and below it lines such as mean: 1.5."), file,
      "line " + std::to_string(line));
}

/// "mean: 1.5" or "{count: 2, mean: 1.5}": the member's number, if it is there.
Result<std::optional<double>> memberOf(std::string_view text, const std::string& member, const std::string& file,
                                       std::size_t line) {
  text = trimmedYaml(text);
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    const std::size_t colon = part.rfind(':');
    if (colon == std::string_view::npos || trimmedYaml(part.substr(0, colon)) != member) continue;
    const auto value = parseNumber(trimmedYaml(part.substr(colon + 1)));
    if (!value || !std::isfinite(*value) || *value < 0) {
      return yamlError(file, line, PSCOPE_TR_NOOP("Device", "\"%1\" is no cost.").arg(std::string(trimmedYaml(part))));
    }
    return value;
  }
  return std::optional<double>();
}

Result<BlockCosts> readBlocks(const std::string& file, const std::string& member) {
  PSCOPE_TRY(const std::string text, readFile(file, kLargestFile));
  BlockCosts costs;
  std::string key;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    ++line;
    const std::string_view content = trimmedYaml(whole);
    if (content.empty() || content.starts_with('#') || content == "---") continue;
    const bool nested = whole.front() == ' ' || whole.front() == '\t';
    std::string_view values = content;
    if (!nested) {
      // The key holds colons itself: it ends before the last one, or before the brace.
      const std::size_t brace = content.find(": {");
      const std::size_t colon = brace == std::string_view::npos ? content.size() - 1 : brace;
      if (content[colon] != ':') {
        return yamlError(
            file, line,
            PSCOPE_TR_NOOP("Device", "This is no key of a block: \"%1\".").arg(std::string(content.substr(0, 60))));
      }
      key = trimmedYaml(content.substr(0, colon));
      values = content.substr(colon + 1);
    }
    PSCOPE_TRY(const auto cost, memberOf(values, member, file, line));
    if (!cost) continue;
    if (key.empty()) return yamlError(file, line, PSCOPE_TR_NOOP("Device", "A cost stands before the first key."));
    costs[key] = *cost;
  }
  if (!costs.empty()) return costs;
  return yamlError(file, line, PSCOPE_TR_NOOP("Device", "No block has a member \"%1\".").arg(member));
}

std::string sizeText(const TensorShape& shape) {
  return std::to_string(shape.height) + "x" + std::to_string(shape.width) + "x" + std::to_string(shape.channels);
}

bool isDepthwise(const Network& network, const Node& node) {
  return node.op == Op::Conv2d && node.attributes.groups > 1 &&
         node.attributes.groups == network.nodes()[static_cast<std::size_t>(network.inputs(node)[0])].shape.channels;
}

const TensorShape& inputShape(const Network& network, const Node& node) {
  return network.nodes()[static_cast<std::size_t>(network.inputs(node)[0])].shape;
}

/// Cost of an inverted residual block of these nodes (in order), of which `depthwise` is the convolution in the middle.
std::optional<double> blockCost(const Network& network, const std::vector<std::size_t>& nodes, std::size_t depthwise,
                                const BlockCosts& costs, std::string& key) {
  const Node& middle = network.nodes()[depthwise];
  const TensorShape& in = inputShape(network, network.nodes()[nodes.front()]);
  const TensorShape& out = network.nodes()[nodes.back()].shape;
  const int inside = middle.shape.channels;
  const auto has = [&](Op op) {
    return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t i) { return network.nodes()[i].op == op; });
  };
  const std::string head = "expanded_conv-input:" + sizeText(in) + "-output:" + sizeText(out) + "-expand:";
  const std::string tail = "-kernel:" + std::to_string(middle.attributes.kernelHeight) +
                           "-stride:" + std::to_string(middle.attributes.stride) +
                           "-idskip:" + (has(Op::Add) ? "1" : "0");
  const std::string more =
      std::string("-se:") + (has(Op::GlobalAvgPool) ? "1" : "0") + "-hs:" + (has(Op::HardSwish) ? "1" : "0");
  const std::string channels = std::to_string(inside);
  const std::string ratio = inside % in.channels == 0 ? std::to_string(inside / in.channels) : channels;
  key = head + channels + tail + more;
  for (const std::string& form : {key, head + channels + tail, head + ratio + tail + more, head + ratio + tail}) {
    const auto found = costs.find(form);
    if (found != costs.end()) return found->second;
  }
  return std::nullopt;
}

/// Which nodes a scope ("stage1/block1") holds.
std::vector<std::size_t> nodesIn(const std::vector<std::string>& names, const std::string& scope) {
  std::vector<std::size_t> nodes;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].starts_with(scope + "/")) nodes.push_back(i);
  }
  return nodes;
}

std::optional<std::size_t> depthwiseOf(const Network& network, const std::vector<std::size_t>& nodes) {
  for (const std::size_t i : nodes) {
    if (isDepthwise(network, network.nodes()[i])) return i;
  }
  return std::nullopt;
}

/// A block whose levels are chosen.
struct ChosenBlock {
  std::string scope;
  std::vector<std::size_t> choices;  ///< indices into the genome
};

/// Choices by the block that they are about: "stage1.block1" itself, or its members "stage1.block1.kernel".
std::vector<ChosenBlock> chosenBlocks(const Space& space, const Network& network) {
  const auto names = network.nodeNames();
  std::vector<ChosenBlock> blocks;
  const auto& choices = space.choices();
  for (std::size_t c = 0; c < choices.size(); ++c) {
    std::string scope = choices[c].path;
    std::replace(scope.begin(), scope.end(), '.', '/');
    if (nodesIn(names, scope).empty()) scope = scope.substr(0, scope.rfind('/'));
    const auto nodes = nodesIn(names, scope);
    const bool block = depthwiseOf(network, nodes).has_value() || (nodes.size() == 1 && choices[c].levels.size() > 1);
    if (nodes.empty() || !block) continue;
    // A scope of several blocks ("stage1" of "stage1.depth") is none.
    const auto middles = std::count_if(nodes.begin(), nodes.end(),
                                       [&](std::size_t i) { return isDepthwise(network, network.nodes()[i]); });
    if (middles > 1) continue;
    const auto known = std::find_if(blocks.begin(), blocks.end(), [&](const auto& b) { return b.scope == scope; });
    if (known != blocks.end()) {
      known->choices.push_back(c);
    } else {
      blocks.push_back({scope, {c}});
    }
  }
  return blocks;
}

/// Cost of what no block that is chosen holds.
Result<double> baseCost(const Network& network, const std::vector<ChosenBlock>& blocks, const BlockCosts& costs,
                        const std::string& file) {
  const auto names = network.nodeNames();
  std::set<std::size_t> chosen;
  for (const ChosenBlock& block : blocks) {
    for (const std::size_t i : nodesIn(names, block.scope)) chosen.insert(i);
  }
  const auto missing = [&file](const std::string& key) {
    return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Device", "The table has no entry for \"%1\".").arg(key),
                     PSCOPE_TR_NOOP("Device", "It is a part of every design of this space."), file);
  };
  const auto firstOf = [&costs](const std::vector<std::string>& keys) -> std::optional<double> {
    for (const std::string& key : keys) {
      if (const auto found = costs.find(key); found != costs.end()) return found->second;
    }
    return std::nullopt;
  };
  double sum = 0;
  const auto& nodes = network.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (chosen.contains(i) || node.op == Op::Input) continue;
    if (isDepthwise(network, node)) {
      // A fixed block: this convolution and the one that projects, with the sum behind it.
      std::vector<std::size_t> block = {i};
      bool projected = false;
      for (std::size_t k = i + 1; k < nodes.size() && !chosen.contains(k); ++k) {
        if (nodes[k].op == Op::Conv2d && std::exchange(projected, true)) break;
        if (nodes[k].op == Op::GlobalAvgPool || nodes[k].op == Op::Linear) break;
        block.push_back(k);
      }
      std::string key;
      const auto cost = blockCost(network, block, i, costs, key);
      if (!cost) return missing(key);
      sum += *cost;
      i = block.back();
      continue;
    }
    const std::string shapes = "-input:" + sizeText(inputShape(network, node)) + "-output:" + sizeText(node.shape);
    if (node.op == Op::Conv2d) {
      const auto cost = firstOf({"Conv" + shapes, "Conv_1" + shapes, "Conv_2" + shapes});
      if (!cost) return missing("Conv" + shapes);
      sum += *cost;
    } else if (node.op == Op::Linear) {
      const std::string in = "Logits-input:" + sizeText(inputShape(network, node));
      const std::string classes = std::to_string(node.shape.channels);
      const auto cost = firstOf({in + "-output:" + classes, in + "-output:1x1x" + classes});
      if (!cost) return missing(in + "-output:" + classes);
      sum += *cost;
    } else if (node.op == Op::GlobalAvgPool) {
      sum += firstOf({"AvgPool2D" + shapes}).value_or(0);  // tables without it count it with what follows
    }
  }
  return sum;
}

Error importCancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Device", "The import was cancelled."));
}

/// Designs in which all choices of a block are active, to be had with other levels.
class BlockDesigns {
 public:
  BlockDesigns(const Space& space, const std::vector<std::size_t>& choices) : m_space(space) {
    Rng rng(1);
    for (int i = 0; i < kTries && m_drawn.size() < kMostDrawn; ++i) {
      Genome genome = space.sample(rng);
      const bool active = std::all_of(choices.begin(), choices.end(), [&](std::size_t c) { return genome[c] >= 0; });
      if (active) m_drawn.push_back(std::move(genome));
    }
  }

  /// One with these levels; nothing where none of those drawn may have them.
  std::optional<Genome> with(const std::vector<std::pair<std::size_t, int>>& levels) {
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
      Genome genome = m_drawn[i];
      for (const auto& [choice, level] : levels) genome[choice] = level;
      if (!m_space.validate(genome).ok()) continue;
      std::swap(m_drawn[0], m_drawn[i]);  // it most likely serves the next levels, too
      return genome;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kMostDrawn = 64;

  const Space& m_space;
  std::vector<Genome> m_drawn;
};

/// All blocks that designs of a space have, and one of these designs.
struct Blocks {
  std::vector<ChosenBlock> blocks;
  std::optional<Network> example;
};

Result<Blocks> blocksOf(const Space& space, const std::optional<std::size_t>& resolution, int level,
                        const std::string& scale, const JobContext& job) {
  Blocks all;
  Rng rng(1);
  for (int i = 0; i < kTries; ++i) {
    if (job.stop.stop_requested()) return importCancelled();
    Genome genome = space.sample(rng);
    if (resolution) genome[*resolution] = level;
    if (!space.validate(genome).ok()) continue;
    PSCOPE_TRY(Network network, space.lower(genome, scale));
    const std::size_t before = all.blocks.size();
    for (ChosenBlock& block : chosenBlocks(space, network)) {
      const bool known = std::any_of(all.blocks.begin(), all.blocks.end(),
                                     [&](const ChosenBlock& other) { return other.scope == block.scope; });
      if (!known) all.blocks.push_back(std::move(block));
    }
    // The design with the most blocks: what is left of it is fixed.
    if (!all.example || all.blocks.size() > before) all.example = std::move(network);
  }
  return all;
}

/// The choice of the input's side, and its levels that the file has a first convolution for.
struct Resolutions {
  std::optional<std::size_t> choice;
  std::vector<int> levels;
};

Resolutions resolutionsOf(const Space& space, const BlockCosts& costs) {
  Resolutions found;
  for (std::size_t c = 0; c < space.choices().size(); ++c) {
    const Choice& choice = space.choices()[c];
    if (choice.path != "resolution") continue;
    found.choice = c;
    for (std::size_t level = 0; level < choice.levels.size(); ++level) {
      const std::string side = choice.levels[level];
      const std::string key = "Conv-input:" + side + "x" + side + "x";
      const auto entry = costs.lower_bound(key);
      if (entry != costs.end() && entry->first.starts_with(key)) found.levels.push_back(static_cast<int>(level));
    }
  }
  return found;
}

struct FoundRows {
  std::size_t count = 0;
  bool all = true;  ///< no combination of levels was left out
};

/// Rows of one block at one resolution.
Result<FoundRows> addRows(const Space& space, const ChosenBlock& block, const std::optional<std::size_t>& resolution,
                          int resolutionLevel, const std::string& scale, const BlockCosts& costs, const JobContext& job,
                          Json& rows) {
  std::vector<std::size_t> choices = block.choices;
  if (resolution) choices.push_back(*resolution);
  BlockDesigns designs(space, choices);
  std::vector<int> at(block.choices.size(), 0);
  FoundRows found;
  for (std::size_t tried = 0;; ++tried) {
    if (job.stop.stop_requested()) return importCancelled();
    if (tried == kMostCombinations) {
      found.all = false;
      break;
    }
    std::vector<std::pair<std::size_t, int>> levels;
    if (resolution) levels.emplace_back(*resolution, resolutionLevel);
    for (std::size_t i = 0; i < at.size(); ++i) levels.emplace_back(block.choices[i], at[i]);
    if (const auto genome = designs.with(levels)) {
      PSCOPE_TRY(const Network network, space.lower(*genome, scale));
      const auto nodes = nodesIn(network.nodeNames(), block.scope);
      const auto middle = depthwiseOf(network, nodes);
      std::string key;
      const auto cost = middle ? blockCost(network, nodes, *middle, costs, key) : std::optional<double>(0);
      if (cost) {
        Json row = Json::array();
        for (const auto& [choice, level] : levels) {
          row.push_back(space.choices()[choice].levels[static_cast<std::size_t>(level)]);
        }
        row.push_back(*cost);
        rows.push_back(std::move(row));
        found.count += middle ? 1 : 0;
      }
    }
    std::size_t digit = 0;
    while (digit < at.size()) {
      if (++at[digit] < static_cast<int>(space.choices()[block.choices[digit]].levels.size())) break;
      at[digit++] = 0;
    }
    if (digit == at.size()) break;
  }
  return found;
}

}  // namespace

Result<Json> importBlockTable(const TableImport& import, const Space& space, std::vector<Message>& notes,
                              const JobContext& job) {
  const std::string member = import.column.empty() ? "mean" : import.column;
  const std::string unit = import.unit.empty() ? "ms" : import.unit;
  const double factor = unit == "ms" ? 1 : unit == "s" ? 1e3 : unit == "us" ? 1e-3 : 0;
  if (factor == 0) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Device", "\"%1\" is no unit of a latency.").arg(unit),
                     PSCOPE_TR_NOOP("Device", "Use ms, s or us."), import.file);
  }
  PSCOPE_TRY(BlockCosts costs, readBlocks(import.file, member));
  for (auto& [key, cost] : costs) cost *= factor;
  const Resolutions resolutions = resolutionsOf(space, costs);
  const std::string scale = "deploy";
  const auto noBlock = makeError(
      ErrorCode::NotFound, PSCOPE_TR_NOOP("Device", "The table has no entry for any block of %1.").arg(space.name()),
      PSCOPE_TR_NOOP("Device", "Its first key is \"%1\".").arg(costs.begin()->first), import.file);
  if (resolutions.choice && resolutions.levels.empty()) return noBlock;
  Json groups = Json::array();
  Json baseRows = Json::array();
  std::map<std::string, Json> groupOf;
  std::map<std::string, std::size_t> foundIn;
  std::vector<std::string> order;
  std::set<std::string> cut;
  double base = 0;
  std::size_t found = 0;
  for (const int level : resolutions.choice ? resolutions.levels : std::vector<int>{0}) {
    PSCOPE_TRY(const Blocks all, blocksOf(space, resolutions.choice, level, scale, job));
    if (!all.example) return noBlock;
    PSCOPE_TRY(const double rest, baseCost(*all.example, all.blocks, costs, import.file));
    if (resolutions.choice) {
      baseRows.push_back({space.choices()[*resolutions.choice].levels[static_cast<std::size_t>(level)], rest});
    } else {
      base = rest;
    }
    for (const ChosenBlock& block : all.blocks) {
      const auto [group, isNew] = groupOf.emplace(block.scope, Json::object());
      if (isNew) {
        order.push_back(block.scope);
        group->second["choices"] = Json::array();
        if (resolutions.choice) group->second["choices"].push_back("resolution");
        for (const std::size_t c : block.choices) group->second["choices"].push_back(space.choices()[c].path);
        group->second["rows"] = Json::array();
      }
      PSCOPE_TRY(const FoundRows rows,
                 addRows(space, block, resolutions.choice, level, scale, costs, job, group->second["rows"]));
      foundIn[block.scope] += rows.count;
      found += rows.count;
      if (!rows.all) cut.insert(block.scope);
    }
  }
  if (found == 0) return noBlock;
  if (resolutions.choice) groups.push_back({{"choices", Json::array({"resolution"})}, {"rows", std::move(baseRows)}});
  for (const std::string& scope : order) {
    if (foundIn[scope] > 0) groups.push_back(std::move(groupOf[scope]));
  }
  for (const std::string& scope : cut) {
    notes.push_back(PSCOPE_TR_NOOP("Device",
                                   "The block %1 has more than %2 combinations of levels: only the first ones are in "
                                   "the table.")
                        .arg(scope)
                        .arg(std::to_string(kMostCombinations)));
  }
  const std::string fileName = std::filesystem::path(import.file).filename().string();
  return Json{
      {"kind", "choices"},          {"name", import.name.empty() ? "blocks" : import.name},
      {"metric", "latency"},        {"unit", "ms"},
      {"tag", import.tag},          {"source", import.source.empty() ? fileName + ": " + member : import.source},
      {"batch", import.batch},      {"precision", import.precision},
      {"space", space.name()},      {"base", base},
      {"groups", std::move(groups)}};
}

}  // namespace pscope

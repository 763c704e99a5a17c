#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/network_text.h"
#include "app/cli/text_table.h"
#include "core/network/dot_export.h"
#include "core/network/network_diff.h"
#include "core/network/onnx_import.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct DiffOptions {
  std::vector<std::string> inputs, designs;
  std::string scale = "deploy";
  bool json = false;
};

/// A network and how its operators are called.
struct Side {
  explicit Side(Network source) : network(std::move(source)), names(network.nodeNames()) {}

  const Node& node(NodeIndex index) const { return network.node(index); }
  const std::string& name(NodeIndex index) const { return names[static_cast<std::size_t>(index)]; }
  Json json(NodeIndex index) const { return {{"name", name(index)}, {"op", operatorInfo(node(index).op).name}}; }
  std::string text(NodeIndex index) const { return operatorText(node(index)) + " " + node(index).shape.text(); }

  Network network;
  std::vector<std::string> names;
};

Json diffJson(const NetworkDiff& diff, const Side& from, const Side& to) {
  const auto pairs = [&](const std::vector<NetworkDiff::Pair>& list) {
    Json array = Json::array();
    for (const auto& [a, b] : list) array.push_back({{"from", from.json(a)}, {"to", to.json(b)}});
    return array;
  };
  const auto nodes = [](const std::vector<NodeIndex>& list, const Side& side) {
    Json array = Json::array();
    for (const auto index : list) array.push_back(side.json(index));
    return array;
  };
  return {{"kept", diff.kept.size()},
          {"changed", pairs(diff.changed)},
          {"added", nodes(diff.added, to)},
          {"removed", nodes(diff.removed, from)},
          {"moved", pairs(diff.moved)}};
}

std::string diffTable(const NetworkDiff& diff, const Side& from, const Side& to) {
  std::vector<std::vector<std::string>> rows{{"", "first", "", "second", ""}};
  for (const auto& [a, b] : diff.changed)
    rows.push_back({"changed", from.name(a), from.text(a), to.name(b), to.text(b)});
  for (const auto& [a, b] : diff.moved) rows.push_back({"moved", from.name(a), from.text(a), to.name(b), to.text(b)});
  for (const auto a : diff.removed) rows.push_back({"removed", from.name(a), from.text(a)});
  for (const auto b : diff.added) rows.push_back({"added", "", "", to.name(b), to.text(b)});
  const std::string counts = "Kept " + std::to_string(diff.kept.size()) + ", changed " +
                             std::to_string(diff.changed.size()) + ", moved " + std::to_string(diff.moved.size()) +
                             ", removed " + std::to_string(diff.removed.size()) + ", added " +
                             std::to_string(diff.added.size()) + ".\n";
  return (rows.size() > 1 ? textTable(rows, std::vector<bool>(rows.front().size(), false)) + "\n" : "") + counts;
}

Result<Network> imported(const std::string& file) {
  OnnxImportOptions reading;
  reading.weights = false;
  PSCOPE_TRY(ImportedModel model, importOnnx(file, reading));
  return std::move(model.network);
}

/// The two networks: of two designs of a space, or of two files.
Result<std::pair<Network, Network>> networksOf(const DiffOptions& options) {
  const auto& inputs = options.inputs;
  const auto isFile = [](const std::string& input) { return input.ends_with(".onnx"); };
  if (inputs.size() == 2 && options.designs.empty() && std::all_of(inputs.begin(), inputs.end(), isFile)) {
    PSCOPE_TRY(Network first, imported(inputs[0]));
    PSCOPE_TRY(Network second, imported(inputs[1]));
    return std::pair(std::move(first), std::move(second));
  }
  if (inputs.size() != 1 || options.designs.size() != 2 || isFile(inputs.front())) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "Two networks are needed."),
                     PSCOPE_TR_NOOP("CommandLine", "Give a space and --design twice, or two ONNX files."));
  }
  PSCOPE_TRY(Network first, networkOf(inputs.front(), options.designs[0], options.scale));
  PSCOPE_TRY(Network second, networkOf(inputs.front(), options.designs[1], options.scale));
  return std::pair(std::move(first), std::move(second));
}

Result<int> showDiff(const DiffOptions& options) {
  PSCOPE_TRY(auto networks, networksOf(options));
  const Side from(std::move(networks.first));
  const Side to(std::move(networks.second));
  const auto diff = networkDiff(from.network, to.network);
  if (options.json) {
    printJson(diffJson(diff, from, to));
  } else {
    std::cout << diffTable(diff, from, to);
  }
  return kDone;
}

}  // namespace

void addDiffCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<DiffOptions>();
  auto* command = app.add_subcommand("diff", "What two networks have in common, by structure, and what not");
  command->add_option("SPACE", options->inputs, "Name of a built-in family or a space's JSON file; or two ONNX files")
      ->required()
      ->expected(1, 2);
  command->add_option("--design", options->designs, "A design in the space's text form; twice")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON document instead of a table");
  command->footer(
      "Example:\n  paretoscope-cli diff nasbench201"
      " --design '|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'"
      " --design '|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'");
  command->callback([&chosen, options] { chosen.run = [options] { return showDiff(*options); }; });
}

}  // namespace pscope

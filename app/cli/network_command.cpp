#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/network_text.h"

namespace pscope {
namespace {

struct Options {
  std::string space, design, scale = "deploy";
  bool json = false;
};

Result<int> showNetwork(const Options& options) {
  if (options.space.ends_with(".onnx")) {
    return notYet("Reading ONNX models", "Name a design space and a design.");
  }
  if (options.design.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "A design is missing."),
                     PSCOPE_TR_NOOP("CommandLine", "Give --design TEXT; \"space sample\" prints designs."));
  }
  PSCOPE_TRY(const Network network, networkOf(options.space, options.design, options.scale));
  if (options.json)
    printJson(networkJson(network));
  else
    std::cout << networkTable(network);
  return kDone;
}

}  // namespace

void addNetworkCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("network", "The network of a design: layers, shapes, parameters, MACs, memory");
  command->add_option("SPACE", options->space, "Name of a built-in family or a space's JSON file")->required();
  command->add_option("--design", options->design, "The design in the space's text form")->type_name("TEXT");
  command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON document instead of a table");
  command->footer(
      "Shapes are [channels, height, width] without the batch.\nExample:\n"
      "  paretoscope-cli network nasbench201 --json --design "
      "'|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'");
  command->callback([&chosen, options] { chosen.run = [options] { return showNetwork(*options); }; });
}

}  // namespace pscope

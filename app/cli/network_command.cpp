#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/network_text.h"

namespace pscope {
namespace {

struct NetworkOptions {
  std::string space, design, scale = "deploy";
  bool json = false;
};

Result<int> showModel(const NetworkOptions& options) {
  OnnxImportOptions reading;
  reading.weights = false;
  PSCOPE_TRY(const ImportedModel model, importOnnx(options.space, reading));
  if (options.json) {
    Json json = networkJson(model.network);
    addImportJson(json, model);
    printJson(json);
  } else {
    std::cout << networkTable(model.network) << importNote(model);
  }
  return kDone;
}

Result<int> showNetwork(const NetworkOptions& options) {
  if (options.space.ends_with(".onnx")) {
    if (options.design.empty()) return showModel(options);
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "An ONNX model has no designs."),
                     PSCOPE_TR_NOOP("CommandLine", "Leave --design out, or name a design space."), options.space);
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
  const auto options = std::make_shared<NetworkOptions>();
  auto* command = app.add_subcommand(
      "network", "The network of a design or of an ONNX model: layers, shapes, parameters, MACs, memory");
  command->add_option("SPACE", options->space, "Name of a built-in family, a space's JSON file, or a model FILE.onnx")
      ->required();
  command->add_option("--design", options->design, "The design in the space's text form")->type_name("TEXT");
  command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON document instead of a table");
  command->footer(
      "Shapes are [channels, height, width] without the batch.\nExample:\n"
      "  paretoscope-cli network nasbench201 --json --design "
      "'|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'\n"
      "  paretoscope-cli network model.onnx --json");
  command->callback([&chosen, options] { chosen.run = [options] { return showNetwork(*options); }; });
}

}  // namespace pscope

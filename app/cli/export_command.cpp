#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command_line.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/network/dot_export.h"
#include "core/network/onnx_export.h"
#include "core/network/pytorch_export.h"
#include "core/network/seeded_tensors.h"
#include "core/network/tensors.h"
#include "core/space/space.h"
#include "viz/figure/figure.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {
namespace {

struct ExportOptions {
  std::string space, design, scale = "deploy";
  std::string onnx, pytorch, dot, svg;  ///< a file, or a folder, a format
  std::string seed, weights;
};

/// What is exported, whatever the format: a design's network and what it came from.
struct Subject {
  Space space;
  std::string design;  ///< in the space's text form
  std::string scale;
  Network network;
};

/// Weights and where they come from, as metadata.
struct WeightSet {
  std::vector<NamedTensor> tensors;
  ExportFacts origin;
};

Result<Subject> subjectOf(const ExportOptions& options) {
  PSCOPE_TRY(Space space, openSpace(options.space));
  PSCOPE_TRY(const Genome genome, space.parse(options.design));
  PSCOPE_TRY(Network network, space.lower(genome, options.scale));
  std::string design = space.text(genome);
  return Subject{std::move(space), std::move(design), options.scale, std::move(network)};
}

Result<WeightSet> weightsOf(const ExportOptions& options, const Network& network) {
  if (options.weights.empty()) {
    const std::string seed = options.seed.empty() ? "1" : options.seed;
    PSCOPE_TRY(const auto number, parseCount(seed, "--seed", 0));
    return WeightSet{seededTensors(network, number), {{"weights", "seeded, not trained"}, {"seed", seed}}};
  }
  PSCOPE_TRY(const std::string bytes, readFile(options.weights));
  PSCOPE_TRY(auto file, parseSafetensors(bytes, options.weights));
  WeightSet weights{
      std::move(file.tensors),
      {{"weights", std::filesystem::path(options.weights).filename().string()}, {"weights_hash", hashText(bytes)}}};
  for (auto& [key, value] : file.metadata) weights.origin.emplace_back("weights." + key, std::move(value));
  return weights;
}

ExportFacts factsOf(const Subject& subject, const WeightSet& weights) {
  ExportFacts facts{{"space", subject.space.name()},
                    {"space_hash", subject.space.hash()},
                    {"scale", subject.scale},
                    {"design", subject.design}};
  facts.insert(facts.end(), weights.origin.begin(), weights.origin.end());
  return facts;
}

/// Weights that do not fit are a fault of their file.
Error blamed(Error error, const ExportOptions& options) {
  if (error.code == ErrorCode::InvalidArgument) error.file = options.weights;
  return error;
}

Status exportAsOnnx(const ExportOptions& options, const Subject& subject, const WeightSet& weights) {
  OnnxExportOptions writing;
  writing.name = subject.space.name();
  writing.description = subject.space.title() + ", design " + subject.design;
  writing.metadata = factsOf(subject, weights);
  auto bytes = exportOnnx(subject.network, weights.tensors, writing);
  if (!bytes.ok()) return blamed(std::move(bytes).error(), options);
  return writeFileAtomically(options.onnx, bytes.value());
}

Status exportAsPytorch(const ExportOptions& options, const Subject& subject, const WeightSet& weights) {
  auto status = exportPytorch(subject.network, weights.tensors, factsOf(subject, weights), options.pytorch);
  if (!status.ok()) return blamed(std::move(status).error(), options);
  return {};
}

Status exportAsSvg(const ExportOptions& options, const Subject& subject) {
  const NetworkView view = networkView(subject.network);
  LayoutClient client;
  return writeFileAtomically(options.svg, networkSvg(view, client.layout(view.layoutGraph())));
}

Result<int> exportDesign(const ExportOptions& options) {
  const bool weighted = !options.onnx.empty() || !options.pytorch.empty();
  if (!weighted && options.dot.empty() && options.svg.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "It is not said what to write."),
                     PSCOPE_TR_NOOP("CommandLine", "Give --onnx F, --pytorch DIR, --dot F or --svg F."));
  }
  PSCOPE_TRY(const Subject subject, subjectOf(options));
  if (weighted) {
    PSCOPE_TRY(const WeightSet weights, weightsOf(options, subject.network));
    if (!options.onnx.empty()) PSCOPE_CHECK(exportAsOnnx(options, subject, weights));
    if (!options.pytorch.empty()) PSCOPE_CHECK(exportAsPytorch(options, subject, weights));
  }
  if (!options.dot.empty()) {
    PSCOPE_CHECK(writeFileAtomically(options.dot, dotText(subject.network, subject.space.name())));
  }
  if (!options.svg.empty()) PSCOPE_CHECK(exportAsSvg(options, subject));
  return kDone;
}

}  // namespace

void addExportCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<ExportOptions>();
  auto* command = app.add_subcommand("export", "A design as a model that runs elsewhere");
  command->add_option("SPACE", options->space, "Name of a built-in family or a space's JSON file")->required();
  command->add_option("--design", options->design, "The design in the space's text form")
      ->type_name("TEXT")
      ->required();
  command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  command->add_option("--onnx", options->onnx, "ONNX file to write (opset 17, any batch)")->type_name("F");
  command->add_option("--pytorch", options->pytorch, "Folder for model.py, weights.safetensors and load.py")
      ->type_name("DIR");
  command->add_option("--dot", options->dot, "Graph in Graphviz's DOT language to write")->type_name("F");
  command->add_option("--svg", options->svg, "Picture of the graph to write")->type_name("F");
  auto* seed = command->add_option("--seed", options->seed, "Seed of the initial weights (1 unless given)");
  seed->type_name("S");
  command->add_option("--weights", options->weights, "Trained weights instead, as \"train\" writes them")
      ->type_name("F.safetensors")
      ->excludes(seed);
  command->footer(
      "Several may be asked for at once.\n"
      "Example:\n  paretoscope-cli export nasbench201 --onnx cell.onnx --pytorch cell --design "
      "'|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'");
  command->callback([&chosen, options] { chosen.run = [options] { return exportDesign(*options); }; });
}

}  // namespace pscope

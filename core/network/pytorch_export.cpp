#include "core/network/pytorch_export.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "core/base/build_info.h"
#include "core/base/embedded_file.h"
#include "core/base/file.h"
#include "core/network/node_parameters.h"
#include "core/network/operator_catalogue.h"
#include "core/network/pytorch_classes.h"
#include "core/network/pytorch_source.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedPytorch();  // generated from resources/pytorch

namespace {

constexpr std::string_view kSection = "# section: ";

std::string_view embedded(std::string_view name) {
  for (const auto& file : embeddedPytorch()) {
    if (file.name == name) return file.text;
  }
  return {};
}

struct Section {
  std::string name;
  std::vector<std::string> needs;
  std::string text;  ///< ends with one line end
};

std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> found;
  std::string word;
  for (const char c : std::string(line) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      found.push_back(std::exchange(word, {}));
    }
  }
  return found;
}

/// operators.py in its parts, in its order: what a section needs comes before it.
std::vector<Section> sections() {
  std::vector<Section> all;
  std::string_view text = embedded("operators.py");
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    const auto line = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    if (line.starts_with(kSection)) {
      auto names = words(line.substr(kSection.size(), line.size() - kSection.size() - 1));
      Section section{names.front(), {}, {}};
      if (names.size() > 2) section.needs.assign(names.begin() + 2, names.end());  // "needs:"
      all.push_back(std::move(section));
    } else if (!all.empty()) {
      all.back().text += line;
    }
  }
  for (auto& section : all) {
    while (section.text.ends_with("\n\n")) section.text.pop_back();
  }
  return all;
}

std::string helperText(const std::vector<std::string>& wanted) {
  const auto all = sections();
  std::set<std::string> chosen(wanted.begin(), wanted.end());
  for (auto section = all.rbegin(); section != all.rend(); ++section) {
    if (chosen.contains(section->name)) chosen.insert(section->needs.begin(), section->needs.end());
  }
  std::string text;
  for (const auto& section : all) {
    if (chosen.contains(section.name)) text += section.text + "\n\n";
  }
  return text;
}

std::string headText(const Network& network, const ExportFacts& facts) {
  const auto costs = staticCosts(network, 4);
  std::string text =
      "\"\"\"A network, written by Paretoscope " + std::string(programVersion()) + " (" + programCommit() + ").\n\n";
  const auto line = [&](const std::string& name, const std::string& value) {
    text += docstringText(name) + ": " + docstringText(value) + "\n";
  };
  for (const auto& [name, value] : facts) {
    std::string words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    line(words, value);
  }
  line("Input", "[N, " + std::to_string(network.inputShape().channels) + ", " +
                    std::to_string(network.inputShape().height) + ", " + std::to_string(network.inputShape().width) +
                    "]");
  for (const auto output : network.outputs()) {
    const auto& shape = network.node(output).shape;
    const bool vector = shape.height == 1 && shape.width == 1;
    line("Output", "[N, " + std::to_string(shape.channels) +
                       (vector ? "" : ", " + std::to_string(shape.height) + ", " + std::to_string(shape.width)) + "]");
  }
  line("Parameters", std::to_string(costs.params));
  line("MACs for one input", std::to_string(costs.macs));
  return text + "\"\"\"\n\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\n";
}

Error misfit(const std::string& name) {
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Export", "The weights do not fit the network: %1.").arg(name),
                   PSCOPE_TR_NOOP("Export", "Use the weights that were made for this design and scale."));
}

Result<std::vector<NamedTensor>> renamed(const Network& network, const std::vector<std::string>& path,
                                         const std::vector<NamedTensor>& tensors) {
  std::map<std::string_view, const NamedTensor*> byName;
  for (const auto& tensor : tensors) byName[tensor.name] = &tensor;
  const auto names = network.nodeNames();
  std::vector<NamedTensor> all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Node& node = network.nodes()[i];
    for (const auto& info : nodeParameters(network, node)) {
      const std::string name = names[i] + "." + std::string(info.name);
      const auto found = byName.find(name);
      if (found == byName.end() || found->second->shape != info.shape) return misfit(name);
      const bool own = node.op == Op::Constant;  // a tensor of the class itself, without a layer
      all.push_back({own ? path[i] : path[i] + "." + std::string(info.name), info.shape, found->second->values});
      byName.erase(found);
    }
  }
  if (!byName.empty()) return misfit(std::string(byName.begin()->first));
  return all;
}

std::string sourceText(const Network& network, const PyTorchClasses& classes, const ExportFacts& facts) {
  std::string text = headText(network, facts) + helperText(classes.helpers);
  for (std::size_t i = 0; i < classes.classes.size(); ++i) {
    text += (i > 0 ? "\n\n" : "") + pytorchClassText(classes, i, network);
  }
  return text;
}

}  // namespace

std::vector<Op> pytorchOperators() {
  std::vector<Op> operators;
  for (const auto& info : operatorCatalogue()) {
    if (info.op != Op::Unknown) operators.push_back(info.op);
  }
  return operators;
}

Result<std::string> pytorchSource(const Network& network, const ExportFacts& facts) {
  PSCOPE_TRY(const auto classes, pytorchClasses(network));
  return sourceText(network, classes, facts);
}

Result<std::vector<NamedTensor>> pytorchTensors(const Network& network, const std::vector<NamedTensor>& tensors) {
  PSCOPE_TRY(const auto classes, pytorchClasses(network));
  return renamed(network, classes.path, tensors);
}

Status exportPytorch(const Network& network, const std::vector<NamedTensor>& tensors, const ExportFacts& facts,
                     const std::string& folder) {
  PSCOPE_TRY(const auto classes, pytorchClasses(network));
  TensorFile file;
  PSCOPE_TRY(file.tensors, renamed(network, classes.path, tensors));
  file.metadata = facts;
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return systemError(failure.value(), PSCOPE_TR_NOOP("Export", "The folder %1 cannot be made.").arg(folder), folder);
  }
  PSCOPE_CHECK(writeFileAtomically(folder + "/model.py", sourceText(network, classes, facts)));
  PSCOPE_CHECK(writeSafetensors(folder + "/weights.safetensors", file));
  return writeFileAtomically(folder + "/load.py", embedded("load.py"));
}

}  // namespace pscope

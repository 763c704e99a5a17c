#include "core/network/fold_batch_norm.h"

#include <cmath>
#include <map>

#include "core/network/node_parameters.h"

namespace pscope {
namespace {

/// The weights of each node in the order of nodeParameters().
Result<std::vector<std::vector<std::vector<float>>>> weightsOfNodes(const Network& network,
                                                                    const std::vector<NamedTensor>& tensors) {
  std::map<std::string_view, const NamedTensor*> byName;
  for (const auto& tensor : tensors) byName[tensor.name] = &tensor;
  const auto names = network.nodeNames();
  std::vector<std::vector<std::vector<float>>> weights(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const auto& info : nodeParameters(network, network.nodes()[i])) {
      const std::string name = names[i] + "." + std::string(info.name);
      const auto found = byName.find(name);
      const bool fits = found != byName.end() && found->second->shape == info.shape &&
                        static_cast<std::int64_t>(found->second->values.size()) == info.elements();
      if (!fits) {
        return makeError(ErrorCode::InvalidArgument,
                         PSCOPE_TR_NOOP("Onnx", "The weights do not fit the network: %1.").arg(name),
                         PSCOPE_TR_NOOP("Onnx", "Use the weights that belong to this network."));
      }
      weights[i].push_back(found->second->values);
    }
  }
  return weights;
}

/// For each batch normalisation that can go, the layer that takes it in; -1 elsewhere.
std::vector<NodeIndex> foldTargets(const Network& network) {
  const auto& nodes = network.nodes();
  std::vector<int> readers(nodes.size());
  for (const Node& node : nodes) {
    for (const auto input : network.inputs(node)) ++readers[static_cast<std::size_t>(input)];
  }
  std::vector<NodeIndex> targets(nodes.size(), -1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op != Op::BatchNorm) continue;
    const NodeIndex before = network.inputs(nodes[i])[0];
    const Op op = network.node(before).op;
    const bool alone = readers[static_cast<std::size_t>(before)] == 1 && !network.isOutput(before);
    if (alone && (op == Op::Conv2d || op == Op::Linear)) targets[i] = before;
  }
  return targets;
}

/// Weights [out, ...] and bias [out] of a layer with the normalisation behind it taken in.
void foldInto(std::vector<std::vector<float>>& layer, const std::vector<std::vector<float>>& norm, float epsilon) {
  const std::size_t channels = norm[0].size();
  if (layer.size() == 1) layer.emplace_back(channels, 0.0F);
  const std::size_t perChannel = layer[0].size() / channels;
  for (std::size_t c = 0; c < channels; ++c) {
    const float scale = norm[0][c] / std::sqrt(norm[3][c] + epsilon);
    for (std::size_t k = 0; k < perChannel; ++k) layer[0][c * perChannel + k] *= scale;
    const float centred = layer[1][c] - norm[2][c];
    const float scaled = centred * scale;
    layer[1][c] = scaled + norm[1][c];
  }
}

}  // namespace

Result<FoldedNetwork> foldBatchNorm(const Network& network, const std::vector<NamedTensor>& tensors) {
  PSCOPE_TRY(auto weights, weightsOfNodes(network, tensors));
  const auto targets = foldTargets(network);
  const auto& nodes = network.nodes();
  std::vector<bool> biased(nodes.size());
  int folded = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (targets[i] < 0) continue;
    const auto layer = static_cast<std::size_t>(targets[i]);
    foldInto(weights[layer], weights[i], static_cast<float>(normEpsilon(nodes[i].attributes)));
    biased[layer] = true;
    ++folded;
  }
  FoldedNetwork result{Network(network.inputShape()), {}, folded};
  std::vector<NodeIndex> place(nodes.size(), 0);
  std::vector<std::size_t> source{0};  // of each new node
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (targets[i] >= 0) {
      place[i] = place[static_cast<std::size_t>(targets[i])];
      continue;
    }
    std::vector<NodeIndex> inputs;
    for (const auto input : network.inputs(nodes[i])) inputs.push_back(place[static_cast<std::size_t>(input)]);
    OpAttributes attributes = nodes[i].attributes;
    attributes.bias = attributes.bias || biased[i];
    result.network.setScope(network.scope(nodes[i]));
    PSCOPE_TRY(place[i], result.network.add(nodes[i].op, inputs, attributes));
    source.push_back(i);
  }
  std::vector<NodeIndex> outputs;
  for (const auto output : network.outputs()) outputs.push_back(place[static_cast<std::size_t>(output)]);
  const auto last = static_cast<NodeIndex>(result.network.nodes().size()) - 1;
  if (outputs != std::vector<NodeIndex>{last}) result.network.setOutputs(std::move(outputs));
  const auto names = result.network.nodeNames();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto infos = nodeParameters(result.network, result.network.nodes()[i]);
    for (std::size_t k = 0; k < infos.size(); ++k) {
      result.tensors.push_back(
          {names[i] + "." + std::string(infos[k].name), infos[k].shape, std::move(weights[source[i]][k])});
    }
  }
  return result;
}

}  // namespace pscope

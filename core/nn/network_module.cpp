#include "core/nn/network_module.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include <cmath>
#include <map>

#include "core/network/live_nodes.h"
#include "core/network/node_parameters.h"
#include "core/nn/operator_forms.h"
#include "core/nn/torch_errors.h"

namespace pscope {
namespace {

/// Last live reader of each node's output (to free activations early), and how many there are.
struct Uses {
  std::vector<std::size_t> last;
  std::vector<int> count;
};

Uses usesOf(const Network& network, const std::vector<bool>& alive) {
  const auto& nodes = network.nodes();
  Uses uses{std::vector<std::size_t>(nodes.size()), std::vector<int>(nodes.size())};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!alive[i]) continue;
    for (const auto input : network.inputs(nodes[i])) {
      uses.last[static_cast<std::size_t>(input)] = i;
      ++uses.count[static_cast<std::size_t>(input)];
    }
  }
  return uses;
}

}  // namespace

struct NetworkModule::Impl {
  Network network;
  bool channelsLast;
  std::vector<std::vector<ParameterInfo>> infos;  ///< of each node
  std::vector<std::vector<at::Tensor>> nodes;     ///< their values, in the same order
  std::vector<bool> alive;
  Uses uses;
  at::Tensor flat;
  at::Tensor flatGradient;
  std::int64_t decayCount = 0;
  at::Generator generator;  ///< of weights, then of dropout

  Impl(const Network& source, std::uint64_t seed, bool last)
      : network(source),
        channelsLast(last),
        nodes(source.nodes().size()),
        alive(liveNodes(source)),
        uses(usesOf(source, alive)),
        generator(at::make_generator<at::CPUGeneratorImpl>(seed)) {}

  void makeParameters();
  void initialise(const ParameterInfo& info, at::Tensor& value);
  bool mayOverwrite(std::size_t producer) const;
  at::Tensor runNode(std::size_t index, const std::vector<at::Tensor>& values, bool training);
  template <class Visit>
  void visitTensors(Visit visit) const;
  template <class Visit>
  void visitUntrained(Visit visit);
};

void NetworkModule::Impl::makeParameters() {
  infos.reserve(network.nodes().size());
  for (const auto& node : network.nodes()) infos.push_back(nodeParameters(network, node));
  std::int64_t total = 0;
  for (const auto& node : infos) {
    for (const auto& info : node) {
      if (info.trained) total += info.elements();
      if (info.decayed) decayCount += info.elements();
    }
  }
  flat = at::zeros({total});
  flatGradient = at::zeros({total});
  std::int64_t decayedAt = 0;
  std::int64_t otherAt = decayCount;
  const auto view = [&](std::int64_t& position, const ParameterInfo& info) {
    const auto count = info.elements();
    at::Tensor leaf = flat.narrow(0, position, count).view(info.shape).detach();
    leaf.requires_grad_(true);
    leaf.mutable_grad() = flatGradient.narrow(0, position, count).view(info.shape);
    position += count;
    return leaf;
  };
  for (std::size_t i = 0; i < infos.size(); ++i) {
    for (const auto& info : infos[i]) {
      at::Tensor value = info.trained ? view(info.decayed ? decayedAt : otherAt, info) : at::zeros(info.shape);
      initialise(info, value);
      nodes[i].push_back(std::move(value));
    }
  }
}

void NetworkModule::Impl::initialise(const ParameterInfo& info, at::Tensor& value) {
  const at::NoGradGuard noGradients;
  switch (info.initial) {
    case Initial::FanIn:
      value.normal_(0, std::sqrt(info.gain / static_cast<double>(info.fanIn)), generator);
      break;
    case Initial::Zero:
      break;  // as they were made
    case Initial::One:
      value.fill_(1);
      break;
    case Initial::Small:
      value.normal_(0, 0.02, generator);
      break;
    case Initial::LogCounting:
      value.copy_(at::arange(1, info.shape.back() + 1).to(at::kFloat).log().expand(info.shape));
      break;
  }
}

at::Tensor NetworkModule::Impl::runNode(std::size_t index, const std::vector<at::Tensor>& values, bool training) {
  const Node& node = network.nodes()[index];
  if (node.op == Op::Input) return values[index];
  std::vector<at::Tensor> inputs;
  for (const auto input : network.inputs(node)) inputs.push_back(values[static_cast<std::size_t>(input)]);
  const bool overwrite = node.op == Op::Relu && mayOverwrite(static_cast<std::size_t>(network.inputs(node)[0]));
  return runOperator({node, inputs, nodes[index], training, overwrite, generator});
}

/// ReLU may overwrite its input when nobody else reads it and its producer's gradient does not need it.
bool NetworkModule::Impl::mayOverwrite(std::size_t producer) const {
  const Op op = network.nodes()[producer].op;
  const bool unneeded = op == Op::BatchNorm || op == Op::Add || op == Op::Conv2d || op == Op::Linear;
  return unneeded && uses.count[producer] == 1 && !network.isOutput(static_cast<NodeIndex>(producer));
}

template <class Visit>
void NetworkModule::Impl::visitUntrained(Visit visit) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t k = 0; k < nodes[i].size(); ++k) {
      if (!infos[i][k].trained) visit(nodes[i][k]);
    }
  }
}

template <class Visit>
void NetworkModule::Impl::visitTensors(Visit visit) const {
  const auto names = network.nodeNames();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t k = 0; k < nodes[i].size(); ++k) {
      visit(names[i] + "." + std::string(infos[i][k].name), nodes[i][k]);
    }
  }
}

NetworkModule::NetworkModule(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
NetworkModule::NetworkModule(NetworkModule&& other) noexcept = default;
NetworkModule& NetworkModule::operator=(NetworkModule&& other) noexcept = default;
NetworkModule::~NetworkModule() = default;

Result<NetworkModule> NetworkModule::create(const Network& network, std::uint64_t seed, bool channelsLast) {
  return guardTorch([&]() -> Result<NetworkModule> {
    auto impl = std::make_unique<Impl>(network, seed, channelsLast);
    impl->makeParameters();
    return NetworkModule(std::move(impl));
  });
}

const Network& NetworkModule::network() const {
  return m_impl->network;
}

at::Tensor NetworkModule::forward(const at::Tensor& input, bool training) {
  return forwardAll(input, training).back();
}

std::vector<at::Tensor> NetworkModule::forwardAll(const at::Tensor& input, bool training) {
  std::vector<at::Tensor> values(m_impl->nodes.size());
  values[0] = m_impl->channelsLast ? input.contiguous(at::MemoryFormat::ChannelsLast) : input.contiguous();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!m_impl->alive[i]) continue;
    values[i] = m_impl->runNode(i, values, training);
    for (const auto read : m_impl->network.inputs(m_impl->network.nodes()[i])) {
      const auto producer = static_cast<std::size_t>(read);
      const bool kept = m_impl->network.isOutput(static_cast<NodeIndex>(producer));
      if (m_impl->uses.last[producer] == i && !kept) values[producer] = at::Tensor();
    }
  }
  std::vector<at::Tensor> outputs;
  for (const auto output : m_impl->network.outputs()) outputs.push_back(values[static_cast<std::size_t>(output)]);
  return outputs;
}

at::Tensor& NetworkModule::flatParameters() {
  return m_impl->flat;
}
at::Tensor& NetworkModule::flatGradients() {
  return m_impl->flatGradient;
}
std::int64_t NetworkModule::decayCount() const {
  return m_impl->decayCount;
}
std::int64_t NetworkModule::parameterCount() const {
  return m_impl->flat.numel();
}

std::vector<at::Tensor> NetworkModule::snapshot() const {
  std::vector<at::Tensor> values{m_impl->flat.clone()};
  m_impl->visitUntrained([&](at::Tensor& value) { values.push_back(value.clone()); });
  return values;
}

void NetworkModule::restore(const std::vector<at::Tensor>& values) {
  const at::NoGradGuard noGradients;
  std::size_t next = 0;
  m_impl->flat.copy_(values.at(next++));
  m_impl->visitUntrained([&](at::Tensor& value) { value.copy_(values.at(next++)); });
}

std::vector<NamedTensor> NetworkModule::tensors() const {
  std::vector<NamedTensor> all;
  m_impl->visitTensors([&](const std::string& name, const at::Tensor& tensor) {
    const at::Tensor values = tensor.detach().contiguous();
    const float* first = values.data_ptr<float>();
    all.push_back({name, tensor.sizes().vec(), std::vector<float>(first, first + values.numel())});
  });
  return all;
}

Status NetworkModule::setTensors(const std::vector<NamedTensor>& tensors) {
  std::map<std::string, const NamedTensor*> byName;
  for (const auto& tensor : tensors) byName[tensor.name] = &tensor;
  std::string problem;
  std::size_t expected = 0;
  const auto find = [&](const std::string& name, const at::Tensor& tensor) -> const NamedTensor* {
    const auto found = byName.find(name);
    const bool fits = found != byName.end() && tensor.sizes() == at::IntArrayRef(found->second->shape) &&
                      static_cast<std::int64_t>(found->second->values.size()) == tensor.numel();
    return fits ? found->second : nullptr;
  };
  m_impl->visitTensors([&](const std::string& name, const at::Tensor& tensor) {
    ++expected;
    if (problem.empty() && find(name, tensor) == nullptr) problem = name;
  });
  if (problem.empty() && expected != byName.size())
    problem = std::to_string(byName.size()) + " != " + std::to_string(expected);
  if (!problem.empty()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Training", "The weights do not fit the network: %1.").arg(problem),
                     PSCOPE_TR_NOOP("Training", "Use the weights that were trained for this design and scale."));
  }
  const at::NoGradGuard noGradients;
  m_impl->visitTensors([&](const std::string& name, at::Tensor tensor) {
    const auto* source = find(name, tensor);
    std::copy(source->values.begin(), source->values.end(), tensor.data_ptr<float>());
  });
  return {};
}

}  // namespace pscope

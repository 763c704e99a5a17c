#include "core/nn/network_module.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include <cmath>
#include <map>

#include "core/network/operator_catalogue.h"
#include "core/nn/torch_errors.h"

namespace pscope {
namespace {

constexpr double kNormEpsilon = 1e-5;
constexpr double kNormMomentum = 0.1;

/// What one node owns; undefined tensors where it has none.
struct NodeTensors {
  at::Tensor weight;
  at::Tensor bias;
  at::Tensor runningMean;
  at::Tensor runningVariance;
};

std::vector<std::int64_t> weightShape(const Network& network, const Node& node) {
  const auto& a = node.attributes;
  switch (node.op) {
    case Op::Conv2d:
      return {a.outChannels, network.node(network.inputs(node)[0]).shape.channels / a.groups, a.kernelHeight,
              a.kernelWidth};
    case Op::Linear:
      return {a.outChannels, network.node(network.inputs(node)[0]).shape.channels};
    case Op::BatchNorm:
      return {node.shape.channels};
    default:
      return {};
  }
}

std::int64_t elements(const std::vector<std::int64_t>& shape) {
  std::int64_t count = shape.empty() ? 0 : 1;
  for (const auto size : shape) count *= size;
  return count;
}

bool hasBias(const Node& node) {
  return node.op == Op::BatchNorm || ((node.op == Op::Conv2d || node.op == Op::Linear) && node.attributes.bias);
}

bool decayed(const Node& node) {
  return node.op == Op::Conv2d || node.op == Op::Linear;
}

/// Nodes whose output reaches the last one.
std::vector<bool> aliveNodes(const Network& network) {
  const auto& nodes = network.nodes();
  std::vector<bool> alive(nodes.size());
  alive.back() = true;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!alive[i]) continue;
    for (const auto input : network.inputs(nodes[i])) alive[static_cast<std::size_t>(input)] = true;
  }
  return alive;
}

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

/// ReLU may overwrite its input when nobody else reads it and its producer's gradient does not need it.
bool mayOverwrite(Op producer) {
  return producer == Op::BatchNorm || producer == Op::Add || producer == Op::Conv2d || producer == Op::Linear;
}

}  // namespace

struct NetworkModule::Impl {
  Network network;
  bool channelsLast;
  std::vector<NodeTensors> nodes;
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
        alive(aliveNodes(source)),
        uses(usesOf(source, alive)),
        generator(at::make_generator<at::CPUGeneratorImpl>(seed)) {}

  void makeParameters();
  void initialise(const Node& node, NodeTensors& own);
  at::Tensor runNode(std::size_t index, const std::vector<at::Tensor>& values, bool training);
  at::Tensor runDropout(const at::Tensor& x, double probability, bool training);
  template <class Visit>
  void visitTensors(Visit visit) const;
};

void NetworkModule::Impl::makeParameters() {
  std::int64_t total = 0;
  for (const bool wantDecayed : {true, false}) {
    for (const auto& node : network.nodes()) {
      const auto shape = weightShape(network, node);
      if (decayed(node) == wantDecayed) total += elements(shape);
      if (!wantDecayed && hasBias(node)) total += shape[0];
    }
    if (wantDecayed) decayCount = total;
  }
  flat = at::zeros({total});
  flatGradient = at::zeros({total});
  std::int64_t weightAt = 0;
  std::int64_t otherAt = decayCount;
  const auto view = [&](std::int64_t& position, const std::vector<std::int64_t>& shape) {
    const auto count = elements(shape);
    at::Tensor leaf = flat.narrow(0, position, count).view(shape).detach();
    leaf.requires_grad_(true);
    leaf.mutable_grad() = flatGradient.narrow(0, position, count).view(shape);
    position += count;
    return leaf;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& node = network.nodes()[i];
    const auto shape = weightShape(network, node);
    if (shape.empty()) continue;
    nodes[i].weight = view(decayed(node) ? weightAt : otherAt, shape);
    if (hasBias(node)) nodes[i].bias = view(otherAt, {shape[0]});
    if (node.op == Op::BatchNorm) {
      nodes[i].runningMean = at::zeros({shape[0]});
      nodes[i].runningVariance = at::ones({shape[0]});
    }
    initialise(node, nodes[i]);
  }
}

void NetworkModule::Impl::initialise(const Node& node, NodeTensors& own) {
  const at::NoGradGuard noGradients;
  if (node.op == Op::BatchNorm) {
    own.weight.fill_(1);
    return;
  }
  const auto fanIn = static_cast<double>(own.weight.numel()) / static_cast<double>(own.weight.size(0));
  const double gain = node.op == Op::Conv2d ? 2 : 1;
  own.weight.normal_(0, std::sqrt(gain / fanIn), generator);
}

at::Tensor NetworkModule::Impl::runDropout(const at::Tensor& x, double probability, bool training) {
  if (!training || probability <= 0) return x;
  if (probability >= 1) return at::zeros_like(x);
  const auto mask = at::empty_like(x.detach()).bernoulli_(1 - probability, generator);
  return x * mask.div_(1 - probability);
}

at::Tensor NetworkModule::Impl::runNode(std::size_t index, const std::vector<at::Tensor>& values, bool training) {
  const Node& node = network.nodes()[index];
  const auto& a = node.attributes;
  const auto& own = nodes[index];
  const auto inputs = network.inputs(node);
  const auto value = [&](std::size_t k) -> const at::Tensor& { return values[static_cast<std::size_t>(inputs[k])]; };
  switch (node.op) {
    case Op::Input:
      return values[index];
    case Op::Conv2d:
      return at::conv2d(value(0), own.weight, own.bias, {a.stride, a.stride}, {a.padding, a.padding},
                        {a.dilation, a.dilation}, a.groups);
    case Op::Linear:
      return at::linear(value(0).flatten(1), own.weight, own.bias).unsqueeze(-1).unsqueeze(-1);
    case Op::BatchNorm:
      return at::batch_norm(value(0), own.weight, own.bias, own.runningMean, own.runningVariance, training,
                            kNormMomentum, kNormEpsilon, false);
    case Op::Relu: {
      const auto producer = static_cast<std::size_t>(inputs[0]);
      if (uses.count[producer] == 1 && mayOverwrite(network.nodes()[producer].op)) {
        at::Tensor x = value(0);
        return x.relu_();
      }
      return at::relu(value(0));
    }
    case Op::Relu6:
      return at::hardtanh(value(0), 0, 6);
    case Op::HardSwish:
      return at::hardswish(value(0));
    case Op::Sigmoid:
      return at::sigmoid(value(0));
    case Op::MaxPool:
      return at::max_pool2d(value(0), {a.kernelHeight, a.kernelWidth}, {a.stride, a.stride}, {a.padding, a.padding},
                            {a.dilation, a.dilation});
    case Op::AvgPool:
      return at::avg_pool2d(value(0), {a.kernelHeight, a.kernelWidth}, {a.stride, a.stride}, {a.padding, a.padding},
                            false, a.countPadding);
    case Op::GlobalAvgPool:
      return value(0).mean({2, 3}, true);
    case Op::Add: {
      at::Tensor sum = value(0) + value(1);
      for (std::size_t k = 2; k < inputs.size(); ++k) sum = sum + value(k);
      return sum;
    }
    case Op::Concat: {
      std::vector<at::Tensor> parts;
      for (std::size_t k = 0; k < inputs.size(); ++k) parts.push_back(value(k));
      return at::cat(parts, 1);
    }
    case Op::Multiply:
      return value(0) * value(1);
    case Op::Identity:
      return value(0);
    case Op::Zero:
      return at::zeros_like(value(0));
    case Op::Flatten:
      return value(0).contiguous().flatten(1).unsqueeze(-1).unsqueeze(-1);
    case Op::Dropout:
      return runDropout(value(0), a.value, training);
  }
  return {};
}

template <class Visit>
void NetworkModule::Impl::visitTensors(Visit visit) const {
  const auto names = network.nodeNames();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].weight.defined()) visit(names[i] + ".weight", nodes[i].weight);
    if (nodes[i].bias.defined()) visit(names[i] + ".bias", nodes[i].bias);
    if (nodes[i].runningMean.defined()) visit(names[i] + ".running_mean", nodes[i].runningMean);
    if (nodes[i].runningVariance.defined()) visit(names[i] + ".running_var", nodes[i].runningVariance);
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
  std::vector<at::Tensor> values(m_impl->nodes.size());
  values[0] = m_impl->channelsLast ? input.contiguous(at::MemoryFormat::ChannelsLast) : input.contiguous();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!m_impl->alive[i]) continue;
    values[i] = m_impl->runNode(i, values, training);
    for (const auto read : m_impl->network.inputs(m_impl->network.nodes()[i])) {
      const auto producer = static_cast<std::size_t>(read);
      if (m_impl->uses.last[producer] == i) values[producer] = at::Tensor();
    }
  }
  return values.back();
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
  for (const auto& node : m_impl->nodes) {
    if (!node.runningMean.defined()) continue;
    values.push_back(node.runningMean.clone());
    values.push_back(node.runningVariance.clone());
  }
  return values;
}

void NetworkModule::restore(const std::vector<at::Tensor>& values) {
  const at::NoGradGuard noGradients;
  std::size_t next = 0;
  m_impl->flat.copy_(values.at(next++));
  for (auto& node : m_impl->nodes) {
    if (!node.runningMean.defined()) continue;
    node.runningMean.copy_(values.at(next++));
    node.runningVariance.copy_(values.at(next++));
  }
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

std::vector<Op> moduleOperators() {
  std::vector<Op> operators;
  for (const auto& info : operatorCatalogue()) operators.push_back(info.op);
  return operators;
}

}  // namespace pscope

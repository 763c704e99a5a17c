#include "core/network/pytorch_forms.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/network/node_parameters.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

/// Shortest text of a 32-bit float, as Python reads it.
std::string floatText(float value) {
  std::array<char, 32> buffer{};
  std::string text(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  if (text.find("inf") != std::string::npos || text.find("nan") != std::string::npos) text = "float(\"" + text + "\")";
  return text;
}

/// Writes one form; every number that may differ between equal blocks becomes a slot.
class FormWriter {
 public:
  FormWriter(const Network& network, const Node& node, const std::vector<bool>& batchless)
      : m_network(network), m_node(node), m_attributes(node.attributes), m_batchless(batchless) {}

  Result<PyTorchForm> write();

 private:
  std::string slot(SlotRole role, std::int64_t value, std::string prefix = "",
                   std::optional<std::int64_t> omitted = std::nullopt) {
    m_form.slots.push_back({role, value, std::move(prefix), omitted});
    return "$" + std::to_string(m_form.slots.size() - 1);
  }
  /// Height and width: one number when they are equal.
  std::string pair(SlotRole role, int height, int width, const std::string& prefix = "",
                   std::optional<std::int64_t> omitted = std::nullopt) {
    if (height == width) return slot(role, height, prefix, omitted);
    return prefix + "(" + slot(role, height) + ", " + slot(role, width) + ")";
  }
  std::int64_t channelsOf(std::size_t input) const {
    return m_network.node(m_network.inputs(m_node)[input]).shape.channels;
  }
  void layer(const std::string& constructor, const std::string& expression = "self.@(%0)") {
    m_form.layer = "self.@ = " + constructor;
    m_form.expression = expression;
  }
  void call(const std::string& expression) { m_form.expression = expression; }
  void help(const char* section) { m_form.helpers.emplace_back(section); }
  std::string epsilon() const {
    return m_attributes.value > 0 && m_attributes.value != 1e-5F ? ", eps=" + floatText(m_attributes.value) : "";
  }
  /// "%0 + %1 + %2"
  std::string inputsJoined(const std::string& by) const {
    std::string text = "%0";
    for (int i = 1; i < m_node.inputCount; ++i) text += by + "%" + std::to_string(i);
    return text;
  }

  void convolution();
  void norm();
  void pool();
  void attention();
  bool weighted();
  bool activation();
  bool combination();
  bool layout();
  bool other();

  const Network& m_network;
  const Node& m_node;
  const OpAttributes& m_attributes;
  const std::vector<bool>& m_batchless;
  PyTorchForm m_form;
};

void FormWriter::convolution() {
  const auto& a = m_attributes;
  std::string text = "nn.Conv2d(" + slot(SlotRole::Channels, channelsOf(0)) + ", ";
  text += slot(SlotRole::Channels, a.outChannels) + ", ";
  text += pair(SlotRole::KernelSize, a.kernelHeight, a.kernelWidth);
  text += slot(SlotRole::Stride, a.stride, ", stride=", 1);
  text += pair(SlotRole::Padding, a.paddingHeight, a.paddingWidth, ", padding=", 0);
  text += slot(SlotRole::Dilation, a.dilation, ", dilation=", 1);
  text += slot(SlotRole::Groups, a.groups, ", groups=", 1);
  layer(text + (a.bias ? ")" : ", bias=False)"));
}

void FormWriter::norm() {
  const bool affine = m_node.op == Op::BatchNorm || m_attributes.bias;
  const char* type = m_node.op == Op::BatchNorm ? "nn.BatchNorm2d" : "ChannelNorm";
  std::string plain = ", elementwise_affine=False";
  if (m_node.op == Op::RmsNorm) {
    type = "RmsNorm";
    plain = ", affine=False";
  }
  if (m_node.op != Op::BatchNorm) help(type);
  layer(std::string(type) + "(" + slot(SlotRole::Channels, m_node.shape.channels) + epsilon() + (affine ? "" : plain) +
        ")");
}

void FormWriter::pool() {
  const auto& a = m_attributes;
  const bool isMax = m_node.op == Op::MaxPool;
  std::string text = isMax ? "F.max_pool2d(%0, " : "F.avg_pool2d(%0, ";
  text += pair(SlotRole::KernelSize, a.kernelHeight, a.kernelWidth);
  text += slot(SlotRole::Stride, a.stride, ", stride=");
  text += pair(SlotRole::Padding, a.paddingHeight, a.paddingWidth, ", padding=", 0);
  if (isMax) text += slot(SlotRole::Dilation, a.dilation, ", dilation=", 1);
  if (a.ceilMode) text += ", ceil_mode=True";
  const bool padded = a.paddingHeight > 0 || a.paddingWidth > 0;
  if (!isMax && padded && !a.countPadding) text += ", count_include_pad=False";
  call(text + ")");
}

void FormWriter::attention() {
  const auto& a = m_attributes;
  const std::string inputs = "(" + inputsJoined(", ");
  const auto heads = [&] { return slot(SlotRole::Heads, a.groups, ", heads=", 1); };
  const std::string causal = a.causal ? ", causal=True)" : ")";
  const auto helped = [&](const std::string& name, const std::string& rest) {
    help(name.c_str());
    call(name + inputs + rest);
  };
  if (m_node.op == Op::LinearAttention) {
    helped("linear_attention", heads() + causal);
  } else if (m_node.op == Op::GatedLinearAttention) {
    helped("gated_linear_attention", heads() + ")");
  } else if (a.kernelHeight > 1 || a.kernelWidth > 1) {
    const std::string height = slot(SlotRole::Size, a.kernelHeight);
    const std::string width = slot(SlotRole::Size, a.kernelWidth);
    helped("window_attention", ", window=(" + height + ", " + width + ")" + heads() + causal);
  } else if (a.dilation > 1) {
    const std::string apart = slot(SlotRole::Dilation, a.dilation, ", dilation=");
    helped("grid_attention", apart + heads() + causal);
  } else {
    helped("attention", heads() + causal);
  }
}

/// Operators with weights, and attentions.
bool FormWriter::weighted() {
  switch (m_node.op) {
    case Op::Conv2d:
      convolution();
      return true;
    case Op::Linear: {
      help("ChannelLinear");
      const std::string in = slot(SlotRole::Channels, channelsOf(0));
      const std::string out = slot(SlotRole::Channels, m_attributes.outChannels);
      layer("ChannelLinear(" + in + ", " + out + (m_attributes.bias ? ")" : ", bias=False)"));
      return true;
    }
    case Op::BatchNorm:
    case Op::LayerNorm:
    case Op::RmsNorm:
      norm();
      return true;
    case Op::Attention:
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      attention();
      return true;
    case Op::SelectiveScan: {
      help("SelectiveScan");
      const std::string channels = slot(SlotRole::Channels, m_node.shape.channels);
      layer("SelectiveScan(" + channels + ", " + slot(SlotRole::States, channelsOf(2)) + ")",
            "self.@(" + inputsJoined(", ") + ")");
      return true;
    }
    case Op::TokenAttention: {
      help("TokenAttention");
      const std::string in = slot(SlotRole::Channels, channelsOf(0));
      const std::string out = slot(SlotRole::Channels, m_attributes.outChannels);
      layer("TokenAttention(" + in + ", " + out + ", " + slot(SlotRole::Size, m_attributes.dims[0]) + ")");
      return true;
    }
    default:
      return false;
  }
}

bool FormWriter::activation() {
  const auto& a = m_attributes;
  switch (m_node.op) {
    case Op::Relu:
      call("F.relu(%0)");
      return true;
    case Op::Relu6:
      call("F.relu6(%0)");
      return true;
    case Op::LeakyRelu:
      call("F.leaky_relu(%0, " + floatText(a.value) + ")");
      return true;
    case Op::HardSwish:
      call("F.hardswish(%0)");
      return true;
    case Op::HardSigmoid:
      call("F.hardsigmoid(%0)");
      return true;
    case Op::Sigmoid:
      call("torch.sigmoid(%0)");
      return true;
    case Op::Silu:
      call("F.silu(%0)");
      return true;
    case Op::Gelu:
      call("F.gelu(%0)");
      return true;
    case Op::Tanh:
      call("torch.tanh(%0)");
      return true;
    case Op::Softplus:
      call("F.softplus(%0)");
      return true;
    case Op::Clip:
      call("torch.clamp(%0, " + floatText(a.low) + ", " + floatText(a.value) + ")");
      return true;
    case Op::Exp:
      call("torch.exp(%0)");
      return true;
    case Op::Softmax:
      call("F.softmax(%0, dim=" + std::to_string(a.dims[0] + 1) + ")");
      return true;
    default:
      return false;
  }
}

bool FormWriter::combination() {
  switch (m_node.op) {
    case Op::Add:
      call(inputsJoined(" + "));
      return true;
    case Op::Subtract:
      call("%0 - %1");
      return true;
    case Op::Multiply:
      call("%0 * %1");
      return true;
    case Op::Divide:
      call("%0 / %1");
      return true;
    case Op::Concat: {
      const auto inputs = m_network.inputs(m_node);
      const auto isBatchless = [&](NodeIndex i) { return m_batchless[static_cast<std::size_t>(i)]; };
      const bool spread = std::any_of(inputs.begin(), inputs.end(), isBatchless);
      if (spread) help("concatenate");
      call((spread ? "concatenate([" : "torch.cat([") + inputsJoined(", ") +
           "], dim=" + std::to_string(m_attributes.dims[0] + 1) + ")");
      return true;
    }
    default:
      return false;
  }
}

bool FormWriter::layout() {
  const auto& a = m_attributes;
  const auto size = [&](std::int64_t value) { return slot(SlotRole::Size, value); };
  switch (m_node.op) {
    case Op::ChannelShuffle:
      call("torch.channel_shuffle(%0, " + slot(SlotRole::Groups, a.groups) + ")");
      return true;
    case Op::Reshape: {
      const std::string channels = slot(SlotRole::Channels, m_node.shape.channels);
      const std::string height = size(m_node.shape.height);
      call("%0.reshape(%0.shape[0], " + channels + ", " + height + ", " + size(m_node.shape.width) + ")");
      return true;
    }
    case Op::Permute:
      call("%0.permute(0, " + std::to_string(a.dims[0] + 1) + ", " + std::to_string(a.dims[1] + 1) + ", " +
           std::to_string(a.dims[2] + 1) + ")");
      return true;
    case Op::Slice: {
      const auto role = a.dims[0] == 0 ? SlotRole::Channels : SlotRole::Size;
      std::string text = "%0[:, ";
      for (int axis = 0; axis < a.dims[0]; ++axis) text += ":, ";
      text += slot(role, a.dims[1], "", 0) + ":";
      if (a.dims[2] != 0) text += slot(role, a.dims[2]);
      if (a.dims[3] > 1) text += ":" + size(a.dims[3]);
      call(text + "]");
      return true;
    }
    case Op::Pad: {
      const std::string left = slot(SlotRole::Padding, a.dims[2]);
      const std::string right = slot(SlotRole::Padding, a.dims[3]);
      const std::string above = slot(SlotRole::Padding, a.dims[0]);
      const std::string below = slot(SlotRole::Padding, a.dims[1]);
      call("F.pad(%0, (" + left + ", " + right + ", " + above + ", " + below + ")" +
           (a.value != 0 ? ", value=" + floatText(a.value) : "") + ")");
      return true;
    }
    case Op::Flatten:
      call("%0.reshape(%0.shape[0], -1, 1, 1)");
      return true;
    default:
      return false;
  }
}

bool FormWriter::other() {
  const auto& a = m_attributes;
  switch (m_node.op) {
    case Op::MaxPool:
    case Op::AvgPool:
      pool();
      return true;
    case Op::GlobalAvgPool:
      call("%0.mean((2, 3), keepdim=True)");
      return true;
    case Op::Resize: {
      const std::string size = pair(SlotRole::Size, a.dims[0], a.dims[1], ", size=");
      call("F.interpolate(%0" + size +
           (a.smooth ? ", mode=\"bilinear\", align_corners=False)" : ", mode=\"nearest\")"));
      return true;
    }
    case Op::Constant: {
      const std::string channels = slot(SlotRole::Channels, m_node.shape.channels);
      const std::string height = slot(SlotRole::Size, m_node.shape.height);
      const std::string zeros =
          "torch.zeros(" + channels + ", " + height + ", " + slot(SlotRole::Size, m_node.shape.width) + ")";
      m_form.layer = a.bias ? "self.@ = nn.Parameter(" + zeros + ")" : "self.register_buffer(\"@\", " + zeros + ")";
      call("self.@.unsqueeze(0)");
      return true;
    }
    case Op::Identity:
      call("%0");
      return true;
    case Op::Zero:
      call("torch.zeros_like(%0)");
      return true;
    case Op::Dropout:
      layer("nn.Dropout(" + floatText(a.value) + ")");
      return true;
    default:
      return false;
  }
}

Result<PyTorchForm> FormWriter::write() {
  if (weighted() || activation() || combination() || layout() || other()) return std::move(m_form);
  return makeError(
      ErrorCode::Unsupported,
      PSCOPE_TR_NOOP("Export", "The operator %1 has no PyTorch form.").arg(std::string(operatorInfo(m_node.op).name)),
      PSCOPE_TR_NOOP("Export", "Replace it by operators that this program knows."));
}

}  // namespace

Result<PyTorchForm> pytorchForm(const Network& network, NodeIndex index, const std::vector<bool>& batchless) {
  return FormWriter(network, network.node(index), batchless).write();
}

const char* pytorchName(Op op) {
  switch (op) {
    case Op::Conv2d:
      return "conv";
    case Op::BatchNorm:
      return "bn";
    case Op::LayerNorm:
    case Op::RmsNorm:
      return "norm";
    case Op::SelectiveScan:
      return "scan";
    case Op::TokenAttention:
      return "tokens";
    case Op::Constant:
      return "parameter";
    default:
      return operatorInfo(op).name.data();
  }
}

}  // namespace pscope

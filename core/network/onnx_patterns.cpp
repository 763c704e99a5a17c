// Groups of elementary operators that exporters write for one operator of ours.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/network/onnx_model.h"

namespace pscope {
namespace {

class Patterns {
 public:
  explicit Patterns(OnnxModel& model) : m_model(model) {
    for (std::size_t i = 0; i < model.nodes.size(); ++i) {
      for (const auto& output : model.nodes[i].outputs) m_makers[output] = i;
      for (const auto& input : model.nodes[i].inputs) m_readers[input].push_back(i);
    }
    for (const auto& output : model.outputs) m_readers[output.name].push_back(kOutside);
  }

  void run() {
    for (auto& node : m_model.nodes) {
      if (node.type == "Mul") {
        (void)(gelu(node) || silu(node) || hardSwishProduct(node));
      } else if (node.type == "Div") {
        (void)(layerNorm(node) || rmsNorm(node) || hardSwishQuotient(node));
      } else if (node.type == "ConstantOfShape") {
        (void)zeros(node);
      } else if (node.type == "MatMul") {
        (void)(attention(node) || linearAttention(node) || causalLinearAttention(node) || tokenAttention(node));
      } else if (node.type == "Scan") {
        (void)gatedLinearAttention(node);
      } else if (node.type == "Add") {
        (void)selectiveScan(node);
      }
    }
  }

 private:
  static constexpr std::size_t kOutside = static_cast<std::size_t>(-1);

  const OnnxNode* maker(const std::string& value, std::string_view type) const {
    const auto found = m_makers.find(value);
    if (found == m_makers.end()) return nullptr;
    const OnnxNode& node = m_model.nodes[found->second];
    return node.type == type ? &node : nullptr;
  }
  /// The same, when nobody else reads it.
  const OnnxNode* ownMaker(const std::string& value, std::string_view type) const {
    const auto readers = m_readers.find(value);
    return readers != m_readers.end() && readers->second.size() == 1 ? maker(value, type) : nullptr;
  }
  OnnxNode* onlyReader(const std::string& value, std::string_view type) {
    const auto readers = m_readers.find(value);
    if (readers == m_readers.end() || readers->second.size() != 1 || readers->second[0] == kOutside) return nullptr;
    OnnxNode& node = m_model.nodes[readers->second[0]];
    return node.type == type ? &node : nullptr;
  }
  const OnnxConstant* constant(const std::string& value) const {
    const auto found = m_model.constants.find(value);
    return found == m_model.constants.end() ? nullptr : found->second.get();
  }
  bool isNumber(const std::string& value, double number) const {
    const auto* known = constant(value);
    return known != nullptr && known->isScalar() && std::abs(known->number(0) - number) <= 1e-5 * std::abs(number);
  }
  /// Of the two inputs of a node, the one that is not `value`.
  static std::optional<std::string> other(const OnnxNode& node, const std::string& value) {
    if (node.inputs.size() != 2) return std::nullopt;
    if (node.inputs[0] == value) return node.inputs[1];
    if (node.inputs[1] == value) return node.inputs[0];
    return std::nullopt;
  }
  /// The other factor or summand of `number`.
  std::optional<std::string> besides(const OnnxNode& node, double number) const {
    if (node.inputs.size() != 2) return std::nullopt;
    if (isNumber(node.inputs[1], number)) return node.inputs[0];
    if (isNumber(node.inputs[0], number)) return node.inputs[1];
    return std::nullopt;
  }
  static void become(OnnxNode& node, std::string type, std::vector<std::string> inputs) {
    node.type = std::move(type);
    node.inputs = std::move(inputs);
    node.attributes.clear();
  }
  static OnnxAttribute real(float value) {
    OnnxAttribute attribute;
    attribute.f = value;
    return attribute;
  }
  static OnnxAttribute whole(std::int64_t value) {
    OnnxAttribute attribute;
    attribute.i = value;
    return attribute;
  }

  void factors(const std::string& value, int depth, std::vector<std::string>& out) const {
    const OnnxNode* product = depth > 0 ? maker(value, "Mul") : nullptr;
    if (product == nullptr || product->inputs.size() != 2) {
      out.push_back(value);
      return;
    }
    for (const auto& input : product->inputs) factors(input, depth - 1, out);
  }

  /// x, 1/2 and 1 + erf(x / sqrt 2), multiplied in any order.
  bool gelu(OnnxNode& node) const {
    std::vector<std::string> parts;
    factors(node.outputs[0], 2, parts);
    if (parts.size() != 3) return false;
    for (std::size_t i = 0; i < 3; ++i) {
      const OnnxNode* sum = maker(parts[i], "Add");
      const auto error = sum != nullptr ? besides(*sum, 1) : std::nullopt;
      const OnnxNode* erf = error ? maker(*error, "Erf") : nullptr;
      if (erf == nullptr) continue;
      const OnnxNode* quotient = maker(erf->inputs[0], "Div");
      const OnnxNode* product = maker(erf->inputs[0], "Mul");
      std::optional<std::string> x;
      if (quotient != nullptr && isNumber(quotient->inputs[1], std::sqrt(2.0))) x = quotient->inputs[0];
      if (product != nullptr) x = besides(*product, std::sqrt(0.5));
      const std::string& a = parts[(i + 1) % 3];
      const std::string& b = parts[(i + 2) % 3];
      if (!x || !((a == *x && isNumber(b, 0.5)) || (b == *x && isNumber(a, 0.5)))) continue;
      become(node, "Gelu", {*x});
      return true;
    }
    return false;
  }

  /// Zeros in the shape of a value.
  bool zeros(OnnxNode& node) const {
    const OnnxNode* shape = node.inputs.empty() ? nullptr : maker(node.inputs[0], "Shape");
    if (shape == nullptr || shape->inputs.size() != 1 || !shape->attributes.empty()) return false;
    const auto value = node.attributes.find("value");
    const auto* filler = value == node.attributes.end() ? nullptr : value->second.tensor.get();
    if (filler != nullptr && !(filler->isFloats() && filler->isScalar() && filler->number(0) == 0)) return false;
    const std::string like = shape->inputs[0];
    become(node, "pscope.Zero", {like});
    return true;
  }

  bool silu(OnnxNode& node) const {
    for (const auto& input : std::vector<std::string>(node.inputs)) {
      const OnnxNode* sigmoid = maker(input, "Sigmoid");
      const auto x = other(node, input);
      if (sigmoid == nullptr || !x || sigmoid->inputs[0] != *x) continue;
      become(node, "Silu", {*x});
      return true;
    }
    return false;
  }

  bool hardSwishProduct(OnnxNode& node) const {
    for (const auto& input : std::vector<std::string>(node.inputs)) {
      const OnnxNode* gate = maker(input, "HardSigmoid");
      const auto x = other(node, input);
      if (gate == nullptr || !x || gate->inputs[0] != *x || std::abs(gate->real("alpha", 0.2F) - 1.0F / 6) > 1e-5F) {
        continue;
      }
      become(node, "HardSwish", {*x});
      return true;
    }
    return false;
  }

  bool isClipTo6(const OnnxNode& clip) const {
    if (clip.inputs.size() >= 3) {
      const auto* low = constant(clip.inputs[1]);
      return low != nullptr && low->isScalar() && low->number(0) == 0 && isNumber(clip.inputs[2], 6);
    }
    return clip.has("min") && clip.real("min", 1) == 0 && clip.real("max", 0) == 6;
  }

  /// x clip(x + 3, 0, 6) / 6
  bool hardSwishQuotient(OnnxNode& node) const {
    const OnnxNode* product = isNumber(node.inputs[1], 6) ? maker(node.inputs[0], "Mul") : nullptr;
    if (product == nullptr) return false;
    for (const auto& input : product->inputs) {
      const OnnxNode* clip = maker(input, "Clip");
      const OnnxNode* sum = clip != nullptr && isClipTo6(*clip) ? maker(clip->inputs[0], "Add") : nullptr;
      const auto x = sum != nullptr ? besides(*sum, 3) : std::nullopt;
      if (!x || other(*product, input) != x) continue;
      become(node, "HardSwish", {*x});
      return true;
    }
    return false;
  }

  /// The input of a mean over the last axis that keeps it.
  std::optional<std::string> meanOfLast(const std::string& value) const {
    const OnnxNode* mean = maker(value, "ReduceMean");
    if (mean == nullptr || mean->integer("keepdims", 1) == 0) return std::nullopt;
    OnnxDims axes = mean->integers("axes");
    if (mean->inputs.size() > 1) {
      const auto* given = smallInts(constant(mean->inputs[1]));
      if (given != nullptr) axes = *given;
    }
    return axes == OnnxDims{-1} ? std::optional(mean->inputs[0]) : std::nullopt;
  }
  std::optional<std::string> squareOf(const std::string& value) const {
    if (const OnnxNode* power = maker(value, "Pow"); power != nullptr && isNumber(power->inputs[1], 2)) {
      return power->inputs[0];
    }
    const OnnxNode* product = maker(value, "Mul");
    if (product == nullptr || product->inputs.size() != 2 || product->inputs[0] != product->inputs[1])
      return std::nullopt;
    return product->inputs[0];
  }
  struct Root {
    std::string of;  ///< whose squares are averaged
    float epsilon;
  };
  /// sqrt(mean(x^2) + epsilon) over the last axis
  std::optional<Root> rootMeanSquare(const std::string& value) const {
    const OnnxNode* root = maker(value, "Sqrt");
    const OnnxNode* sum = root != nullptr ? maker(root->inputs[0], "Add") : nullptr;
    if (sum == nullptr || sum->inputs.size() != 2) return std::nullopt;
    for (const auto& input : sum->inputs) {
      const auto mean = meanOfLast(input);
      const auto squared = mean ? squareOf(*mean) : std::nullopt;
      const auto* epsilon = squared ? constant(*other(*sum, input)) : nullptr;
      if (epsilon != nullptr && epsilon->isScalar()) return Root{*squared, epsilon->real(0)};
    }
    return std::nullopt;
  }
  /// x, if `value` is x minus its mean over the last axis
  std::optional<std::string> centred(const std::string& value) const {
    const OnnxNode* difference = maker(value, "Sub");
    if (difference == nullptr) return std::nullopt;
    const auto mean = meanOfLast(difference->inputs[1]);
    return mean && *mean == difference->inputs[0] ? mean : std::nullopt;
  }
  /// The vector that the only reader of `value` multiplies by or adds.
  std::optional<std::string> vectorOf(const OnnxNode* reader, const std::string& value) const {
    if (reader == nullptr) return std::nullopt;
    auto vector = other(*reader, value);
    const auto* known = vector ? constant(*vector) : nullptr;
    const bool fits = known != nullptr && known->isFloats() && known->dims.size() == 1 && known->elements() > 1;
    return fits ? vector : std::nullopt;
  }

  bool layerNorm(OnnxNode& node) {
    const auto x = centred(node.inputs[0]);
    const auto root = x ? rootMeanSquare(node.inputs[1]) : std::nullopt;
    if (!root || centred(root->of) != x) return false;
    std::vector<std::string> inputs{*x};
    OnnxNode* last = &node;
    OnnxNode* product = onlyReader(node.outputs[0], "Mul");
    if (const auto scale = vectorOf(product, node.outputs[0])) {
      inputs.push_back(*scale);
      last = product;
      OnnxNode* sum = onlyReader(product->outputs[0], "Add");
      if (const auto shift = vectorOf(sum, product->outputs[0])) {
        inputs.push_back(*shift);
        last = sum;
      }
    }
    become(*last, "LayerNormalization", std::move(inputs));
    last->attributes["epsilon"] = real(root->epsilon);
    last->attributes["axis"] = whole(-1);
    return true;
  }

  bool rmsNorm(OnnxNode& node) {
    const auto root = rootMeanSquare(node.inputs[1]);
    if (!root || root->of != node.inputs[0]) return false;
    std::vector<std::string> inputs{root->of};
    OnnxNode* last = &node;
    OnnxNode* product = onlyReader(node.outputs[0], "Mul");
    if (const auto scale = vectorOf(product, node.outputs[0])) {
      inputs.push_back(*scale);
      last = product;
    }
    become(*last, "pscope.RmsNorm", std::move(inputs));
    last->attributes["epsilon"] = real(root->epsilon);
    return true;
  }

  enum class Mask { No, Causal, Other };
  /// Whether a constant keeps what lies at or before the diagonal and drops the rest.
  static Mask maskOf(const OnnxConstant& mask, double kept, bool added) {
    if (!mask.isFloats() || mask.dims.size() < 2) return Mask::Other;
    const std::int64_t columns = mask.dims.back();
    const std::int64_t rows = mask.dims[mask.dims.size() - 2];
    if (rows * columns != mask.elements() || rows != columns) return Mask::Other;
    for (std::int64_t i = 0; i < rows * columns; ++i) {
      const double value = mask.number(i);
      const bool later = i % columns > i / columns;
      const bool dropped = added ? value <= -1e4 : value == 0;
      if (later ? !dropped : value != kept) return Mask::Other;
    }
    return Mask::Causal;
  }

  /// softmax(scale q k + mask) v
  bool attention(OnnxNode& node) const {
    std::string weights = node.inputs[0];
    if (const OnnxNode* dropout = ownMaker(weights, "Dropout")) weights = dropout->inputs[0];
    const OnnxNode* softmax = ownMaker(weights, "Softmax");
    if (softmax == nullptr) return false;
    const std::int64_t axis = softmax->integer("axis", m_model.opset >= 13 ? -1 : 1);
    if (axis != -1 && axis != 3) return false;
    std::string scores = softmax->inputs[0];
    Mask mask = Mask::No;
    if (const OnnxNode* sum = ownMaker(scores, "Add")) {
      const auto* added = constant(sum->inputs[1]);
      mask = added != nullptr ? maskOf(*added, 0, true) : Mask::Other;
      scores = sum->inputs[0];
    }
    double scale = 1;
    for (const char* type : {"Div", "Mul"}) {
      const OnnxNode* scaled = ownMaker(scores, type);
      const auto* number = scaled != nullptr ? constant(scaled->inputs[1]) : nullptr;
      if (number == nullptr || !number->isScalar() || number->number(0) == 0) continue;
      scale = *type == 'D' ? 1 / number->number(0) : number->number(0);
      scores = scaled->inputs[0];
      break;
    }
    const OnnxNode* product = ownMaker(scores, "MatMul");
    if (product == nullptr || mask == Mask::Other || constant(product->inputs[1]) != nullptr) return false;
    become(node, "pscope.Attention", {product->inputs[0], product->inputs[1], node.inputs[1]});
    node.attributes["scale"] = real(static_cast<float>(scale));
    node.attributes["causal"] = whole(mask == Mask::Causal);
    return true;
  }

  /// q (k v)
  bool linearAttention(OnnxNode& node) const {
    const OnnxNode* state = ownMaker(node.inputs[1], "MatMul");
    if (state == nullptr || constant(node.inputs[0]) != nullptr || constant(state->inputs[0]) != nullptr ||
        constant(state->inputs[1]) != nullptr) {
      return false;
    }
    become(node, "pscope.LinearAttention", {node.inputs[0], state->inputs[0], state->inputs[1]});
    node.attributes["causal"] = whole(0);
    return true;
  }

  /// (q k masked) v
  bool causalLinearAttention(OnnxNode& node) const {
    const OnnxNode* masked = ownMaker(node.inputs[0], "Mul");
    const auto* mask = masked != nullptr ? constant(masked->inputs[1]) : nullptr;
    const OnnxNode* scores = masked != nullptr ? ownMaker(masked->inputs[0], "MatMul") : nullptr;
    if (mask == nullptr || scores == nullptr || maskOf(*mask, 1, false) != Mask::Causal) return false;
    become(node, "pscope.LinearAttention", {scores->inputs[0], scores->inputs[1], node.inputs[1]});
    node.attributes["causal"] = whole(1);
    return true;
  }

  /// gelu(scale A / |A|) V with A = X K and scale the root of the number of parameter tokens
  bool tokenAttention(OnnxNode& node) const {
    const auto* values = constant(node.inputs[1]);
    const OnnxNode* gelu = values != nullptr ? maker(node.inputs[0], "Gelu") : nullptr;
    const OnnxNode* scaled = gelu != nullptr ? maker(gelu->inputs[0], "Mul") : nullptr;
    if (scaled == nullptr || values->dims.size() != 2) return false;
    const auto unit = besides(*scaled, std::sqrt(static_cast<double>(values->dims[0])));
    const OnnxNode* quotient = unit ? maker(*unit, "Div") : nullptr;
    const OnnxNode* root = quotient != nullptr ? maker(quotient->inputs[1], "Sqrt") : nullptr;
    const OnnxNode* sum = root != nullptr ? maker(root->inputs[0], "Add") : nullptr;
    const OnnxNode* squares = sum != nullptr ? maker(sum->inputs[0], "ReduceSumSquare") : nullptr;
    const OnnxNode* scores = quotient != nullptr ? maker(quotient->inputs[0], "MatMul") : nullptr;
    const bool fits = squares != nullptr && scores != nullptr && squares->inputs[0] == quotient->inputs[0] &&
                      squares->integers("axes") == OnnxDims{-1} && isNumber(sum->inputs[1], 1e-12);
    const auto* keys = fits ? constant(scores->inputs[1]) : nullptr;
    if (keys == nullptr || keys->dims.size() != 2 || keys->dims[1] != values->dims[0]) return false;
    become(node, "pscope.TokenAttention", {scores->inputs[0], scores->inputs[1], node.inputs[1]});
    return true;
  }

  /// A Scan over four sequences along `axis` that starts with zeros and of which only the sequence is read.
  bool isScan(const OnnxNode& scan, std::int64_t axis, std::string_view body) const {
    const auto found = scan.attributes.find("body");
    if (found == scan.attributes.end() || found->second.body != body) return false;
    if (scan.inputs.size() != 5 || scan.outputs.size() != 2 || m_readers.count(scan.outputs[0]) != 0) return false;
    const bool along = scan.integers("scan_input_axes") == OnnxDims(4, axis) &&
                       scan.integers("scan_output_axes") == OnnxDims{axis} && !scan.has("scan_input_directions") &&
                       !scan.has("scan_output_directions");
    const OnnxNode* state = maker(scan.inputs[0], "ConstantOfShape");
    return along && state != nullptr && state->attributes.empty();
  }

  bool gatedLinearAttention(OnnxNode& node) const {
    // state, query, key, value, gate
    if (!isScan(node, 2,
                "Unsqueeze(i4,[3]);Unsqueeze(i2,[3]);Unsqueeze(i3,[2]);Unsqueeze(i1,[2]);Mul(n0,i0);Mul(n1,n2);"
                "Add(n4,n5);MatMul(n3,n6);Squeeze(n7,[2]);>n6>n8")) {
      return false;
    }
    become(node, "pscope.GatedLinearAttention", {node.inputs.begin() + 1, node.inputs.end()});
    node.outputs = {node.outputs[1]};
    return true;
  }

  /// scan(x, step, in, out) + x d
  bool selectiveScan(OnnxNode& node) const {
    for (const auto& input : std::vector<std::string>(node.inputs)) {
      const OnnxNode* scan = maker(input, "Scan");
      // state, x, step, in, out
      if (scan == nullptr ||
          !isScan(
              *scan, 1,
              "Unsqueeze(i2,[2]);Unsqueeze(i1,[2]);Unsqueeze(i3,[1]);Unsqueeze(i4,[2]);Mul(n0,o);Exp(n4);Mul(n5,i0);"
              "Mul(n0,n2);Mul(n7,n1);Add(n6,n8);MatMul(n9,n3);Squeeze(n10,[2]);>n9>n11") ||
          scan->captured.size() != 1) {
        continue;
      }
      const OnnxNode* direct = maker(*other(node, input), "Mul");
      const auto weights = direct != nullptr ? other(*direct, scan->inputs[1]) : std::nullopt;
      if (!weights || constant(*weights) == nullptr || constant(scan->captured[0]) == nullptr) continue;
      std::vector<std::string> inputs(scan->inputs.begin() + 1, scan->inputs.end());
      inputs.push_back(scan->captured[0]);
      inputs.push_back(*weights);
      become(node, "pscope.SelectiveScan", std::move(inputs));
      return true;
    }
    return false;
  }

  OnnxModel& m_model;
  std::map<std::string, std::size_t> m_makers;
  std::map<std::string, std::vector<std::size_t>> m_readers;
};

/// A node of these types without its two inputs is not what it says.
bool wellFormed(const OnnxModel& model) {
  return std::all_of(model.nodes.begin(), model.nodes.end(), [](const OnnxNode& node) {
    static constexpr std::string_view kTwo[] = {"Mul", "Div", "Sub", "Add", "MatMul", "Pow"};
    static constexpr std::string_view kOne[] = {"Erf",        "Sigmoid", "HardSigmoid",     "Clip",    "Sqrt",
                                                "ReduceMean", "Softmax", "ReduceSumSquare", "Dropout", "Gelu"};
    const bool two = std::find(std::begin(kTwo), std::end(kTwo), node.type) != std::end(kTwo);
    const bool one = std::find(std::begin(kOne), std::end(kOne), node.type) != std::end(kOne);
    return (!two || node.inputs.size() == 2) && (!one || !node.inputs.empty()) && !node.outputs.empty();
  });
}

}  // namespace

void fuseOnnxPatterns(OnnxModel& model) {
  if (wellFormed(model)) Patterns(model).run();
}

}  // namespace pscope

#include "core/network/onnx_fold.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace pscope {
namespace {

using Constants = std::span<const OnnxConstantPtr>;
constexpr std::int64_t kLargest = std::int64_t{1} << 31;

const OnnxConstant* at(Constants inputs, std::size_t i) {
  return i < inputs.size() ? inputs[i].get() : nullptr;
}

/// A new constant whose element k is element source(k) of the old one.
OnnxConstantPtr picked(const OnnxConstant& from, OnnxDims dims,
                       const std::function<std::int64_t(std::int64_t)>& source) {
  if (from.splat) return withDims(from, std::move(dims));
  const std::int64_t count = elementCount(dims);
  OnnxConstant out = from;
  out.dims = std::move(dims);
  if (from.integer) {
    std::vector<std::int64_t> values(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) values[static_cast<std::size_t>(k)] = from.whole(source(k));
    out.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
  } else {
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) values[static_cast<std::size_t>(k)] = from.real(source(k));
    out.floats = std::make_shared<const std::vector<float>>(std::move(values));
  }
  return std::make_shared<const OnnxConstant>(std::move(out));
}

/// Flat index in `from` (broadcast) of flat index `k` in `dims`.
std::int64_t spreadIndex(std::int64_t k, const OnnxDims& dims, const OnnxDims& from) {
  std::int64_t index = 0;
  std::int64_t stride = 1;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::int64_t out = dims[dims.size() - 1 - i];
    const std::int64_t own = from[from.size() - 1 - i];
    if (own != 1) index += (k % out) * stride;
    k /= out;
    stride *= own;
  }
  return index;
}

std::int64_t wrapped(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

/// Whole numbers wrap around; a division by zero is left alone.
std::optional<std::int64_t> wholeResult(std::string_view type, std::int64_t a, std::int64_t b) {
  const auto x = static_cast<std::uint64_t>(a);
  const auto y = static_cast<std::uint64_t>(b);
  if (type == "Add" || type == "Sum") return wrapped(x + y);
  if (type == "Sub") return wrapped(x - y);
  if (type == "Mul") return wrapped(x * y);
  if (type == "Min") return std::min(a, b);
  if (type == "Max") return std::max(a, b);
  if (type == "Equal") return a == b;
  if (type == "Less") return a < b;
  if (type == "Greater") return a > b;
  if (type == "And") return a != 0 && b != 0;
  if (type == "Or") return a != 0 || b != 0;
  if (b == 0 || (b == -1 && a == std::numeric_limits<std::int64_t>::min())) return std::nullopt;
  if (type == "Div") return a / b;
  if (type == "Mod") return (a % b + b) % b;
  return std::nullopt;
}

std::optional<float> realResult(std::string_view type, float a, float b) {
  if (type == "Add" || type == "Sum") return a + b;
  if (type == "Sub") return a - b;
  if (type == "Mul") return a * b;
  if (type == "Div") return a / b;
  if (type == "Pow") return std::pow(a, b);
  if (type == "Min") return std::min(a, b);
  if (type == "Max") return std::max(a, b);
  return std::nullopt;
}

OnnxConstantPtr foldBinary(const OnnxNode& node, const OnnxConstant& a, const OnnxConstant& b, const OnnxDims& dims) {
  const auto count = static_cast<std::size_t>(elementCount(dims));
  const auto indexOf = [&](std::size_t k, const OnnxConstant& from) {
    return from.dims == dims ? static_cast<std::int64_t>(k)
                             : spreadIndex(static_cast<std::int64_t>(k), dims, from.dims);
  };
  if (a.integer && b.integer) {
    std::vector<std::int64_t> values(count);
    for (std::size_t k = 0; k < count; ++k) {
      const auto value = wholeResult(node.type, a.whole(indexOf(k, a)), b.whole(indexOf(k, b)));
      if (!value) return nullptr;
      values[k] = *value;
    }
    return wholeConstant(dims, std::move(values));
  }
  std::vector<float> values(count);
  for (std::size_t k = 0; k < count; ++k) {
    const auto value = realResult(node.type, a.real(indexOf(k, a)), b.real(indexOf(k, b)));
    if (!value) return nullptr;
    values[k] = *value;
  }
  return realConstant(dims, std::move(values));
}

using RealFunction = float (*)(float);
RealFunction realFunction(std::string_view type) {
  if (type == "Neg") return [](float x) { return -x; };
  if (type == "Exp") return [](float x) { return std::exp(x); };
  if (type == "Log") return [](float x) { return std::log(x); };
  if (type == "Sqrt") return [](float x) { return std::sqrt(x); };
  if (type == "Abs") return [](float x) { return std::abs(x); };
  if (type == "Floor") return [](float x) { return std::floor(x); };
  if (type == "Ceil") return [](float x) { return std::ceil(x); };
  if (type == "Round") return [](float x) { return std::nearbyint(x); };
  if (type == "Reciprocal") return [](float x) { return 1 / x; };
  return nullptr;
}

OnnxConstantPtr foldUnary(const OnnxNode& node, const OnnxConstant& in) {
  const RealFunction function = realFunction(node.type);
  const std::int64_t count = in.splat ? 1 : in.elements();
  OnnxConstant out = in;
  out.trained = false;
  if (in.integer) {
    if (node.type != "Neg" && node.type != "Abs" && node.type != "Not") return nullptr;
    std::vector<std::int64_t> values;
    for (std::int64_t k = 0; k < count; ++k) {
      const std::int64_t value = in.whole(k);
      const auto negated = wrapped(0 - static_cast<std::uint64_t>(value));
      values.push_back(node.type == "Not"                 ? std::int64_t{value == 0}
                       : node.type == "Abs" && value >= 0 ? value
                                                          : negated);
    }
    out.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
    return std::make_shared<const OnnxConstant>(std::move(out));
  }
  if (function == nullptr) return nullptr;
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(count));
  for (std::int64_t k = 0; k < count; ++k) values.push_back(function(in.real(k)));
  out.floats = std::make_shared<const std::vector<float>>(std::move(values));
  return std::make_shared<const OnnxConstant>(std::move(out));
}

OnnxConstantPtr foldCast(const OnnxNode& node, const OnnxConstant& in) {
  const std::int64_t type = node.integer("to", 1);
  const bool toReal = type == 1 || type == 10 || type == 11 || type == 16;  // FLOAT, FLOAT16, DOUBLE, BFLOAT16
  const bool toTruth = type == 9;
  if (type == 8) return nullptr;  // STRING
  const std::int64_t count = in.splat ? 1 : in.elements();
  OnnxConstant out = in;
  out.integer = !toReal;
  if (toReal) {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) values.push_back(in.real(k));
    out.floats = std::make_shared<const std::vector<float>>(std::move(values));
    out.ints = nullptr;
  } else {
    out.trained = false;
    std::vector<std::int64_t> values;
    values.reserve(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < count; ++k) {
      values.push_back(toTruth ? std::int64_t{in.number(k) != 0} : in.whole(k));
    }
    out.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
    out.floats = nullptr;
  }
  return std::make_shared<const OnnxConstant>(std::move(out));
}

OnnxConstantPtr foldTranspose(const OnnxNode& node, const OnnxConstant& in) {
  OnnxDims perm = node.integers("perm");
  if (perm.empty()) {
    for (std::size_t i = in.dims.size(); i-- > 0;) perm.push_back(static_cast<std::int64_t>(i));
  }
  OnnxDims sorted = perm;
  std::sort(sorted.begin(), sorted.end());
  if (sorted.size() != in.dims.size()) return nullptr;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i] != static_cast<std::int64_t>(i)) return nullptr;
  }
  OnnxDims dims, strides(in.dims.size(), 1);
  for (std::size_t i = in.dims.size(); i-- > 1;) strides[i - 1] = strides[i] * in.dims[i];
  for (const auto axis : perm) dims.push_back(in.dims[static_cast<std::size_t>(axis)]);
  return picked(in, dims, [&](std::int64_t k) {
    std::int64_t index = 0;
    for (std::size_t i = dims.size(); i-- > 0;) {
      index += (k % dims[i]) * strides[static_cast<std::size_t>(perm[i])];
      k /= dims[i];
    }
    return index;
  });
}

OnnxConstantPtr foldGather(const OnnxNode& node, const OnnxConstant& in, const OnnxConstant& indices) {
  const auto axis = normalAxis(node.integer("axis", 0), in.dims.size());
  if (!axis || !indices.integer || !indices.known) return nullptr;
  const auto place = static_cast<std::size_t>(*axis);
  const std::int64_t size = in.dims[place];
  for (std::int64_t k = 0; k < indices.elements(); ++k) {
    if (indices.whole(k) < -size || indices.whole(k) >= size) return nullptr;
  }
  OnnxDims dims(in.dims.begin(), in.dims.begin() + *axis);
  dims.insert(dims.end(), indices.dims.begin(), indices.dims.end());
  dims.insert(dims.end(), in.dims.begin() + *axis + 1, in.dims.end());
  std::int64_t inner = 1;
  for (std::size_t i = place + 1; i < in.dims.size(); ++i) inner *= in.dims[i];
  const std::int64_t chosen = std::max<std::int64_t>(indices.elements(), 1);
  return picked(in, dims, [&, inner, chosen](std::int64_t k) {
    const std::int64_t index = indices.whole(k / inner % chosen);
    return (k / inner / chosen * size + (index < 0 ? index + size : index)) * inner + k % inner;
  });
}

OnnxConstantPtr foldSlice(const OnnxNode& node, const OnnxConstant& in, Constants inputs) {
  std::vector<const OnnxConstant*> pointers;
  for (const auto& input : inputs) pointers.push_back(input.get());
  const auto parts = sliceParts(node, in.dims, pointers);
  if (!parts) return nullptr;
  OnnxConstantPtr current = std::make_shared<const OnnxConstant>(in);
  for (const auto& part : *parts) {
    OnnxDims dims = current->dims;
    const auto place = static_cast<std::size_t>(part.axis);
    const std::int64_t size = dims[place];
    std::int64_t inner = 1;
    for (std::size_t i = place + 1; i < dims.size(); ++i) inner *= dims[i];
    const std::int64_t length = (part.end - part.begin + part.step - 1) / part.step;
    dims[place] = length;
    current = picked(*current, dims, [&](std::int64_t k) {
      return (k / inner / length * size + part.begin + k / inner % length * part.step) * inner + k % inner;
    });
  }
  return current;
}

OnnxConstantPtr foldConcat(const OnnxNode& node, Constants inputs) {
  OnnxDims dims = inputs[0]->dims;
  const auto axis = normalAxis(node.integer("axis", 1), dims.size());
  if (!axis) return nullptr;
  const auto place = static_cast<std::size_t>(*axis);
  std::int64_t length = 0;
  bool integer = true;
  for (const auto& input : inputs) {
    OnnxDims others = input->dims;
    if (others.size() != dims.size()) return nullptr;
    length += others[place];
    others[place] = dims[place];
    if (others != dims) return nullptr;
    integer = integer && input->integer;
  }
  dims[place] = length;
  if (length > kLargest) return nullptr;
  std::int64_t outer = 1;
  for (std::size_t i = 0; i < place; ++i) outer *= dims[i];
  std::vector<std::int64_t> wholes;
  std::vector<float> reals;
  for (std::int64_t o = 0; o < outer; ++o) {
    for (const auto& input : inputs) {
      const std::int64_t run = input->elements() / std::max<std::int64_t>(outer, 1);
      for (std::int64_t k = o * run; k < (o + 1) * run; ++k) {
        if (integer) {
          wholes.push_back(input->whole(k));
        } else {
          reals.push_back(input->real(k));
        }
      }
    }
  }
  return integer ? wholeConstant(std::move(dims), std::move(wholes)) : realConstant(std::move(dims), std::move(reals));
}

OnnxConstantPtr foldConstantOfShape(const OnnxNode& node, const OnnxConstant& shape) {
  const auto* sizes = smallInts(&shape);
  if (sizes == nullptr) return nullptr;
  double elements = 1;
  for (const auto size : *sizes) {
    if (size < 0) return nullptr;
    elements *= static_cast<double>(std::max<std::int64_t>(size, 1));
  }
  if (elements >= static_cast<double>(kLargest)) return nullptr;
  const auto value = node.attributes.find("value");
  OnnxConstant out;
  out.floats = std::make_shared<const std::vector<float>>(1, 0.0F);
  if (value != node.attributes.end() && value->second.tensor) {
    if (!value->second.tensor->isScalar()) return nullptr;
    out = *value->second.tensor;
  }
  out.dims = *sizes;
  out.splat = true;
  return std::make_shared<const OnnxConstant>(std::move(out));
}

OnnxConstantPtr foldExpand(const OnnxConstant& in, const OnnxConstant& shape) {
  const auto* sizes = smallInts(&shape);
  if (sizes == nullptr || std::any_of(sizes->begin(), sizes->end(), [](auto size) { return size < 0; })) return nullptr;
  const auto dims = broadcastDims(in.dims, *sizes);
  if (!dims) return nullptr;
  return picked(in, *dims, [&](std::int64_t k) { return spreadIndex(k, *dims, in.dims); });
}

OnnxConstantPtr foldRange(const OnnxConstant& first, const OnnxConstant& limit, const OnnxConstant& delta) {
  if (!first.isScalar() || !limit.isScalar() || !delta.isScalar() || delta.number(0) == 0) return nullptr;
  const double count = std::ceil((limit.number(0) - first.number(0)) / delta.number(0));
  if (!(count >= 0 && count <= 1 << 20)) return nullptr;
  const auto length = static_cast<std::int64_t>(count);
  std::vector<std::int64_t> wholes;
  std::vector<float> reals;
  for (std::int64_t k = 0; k < length; ++k) {
    wholes.push_back(wrapped(static_cast<std::uint64_t>(first.whole(0)) +
                             static_cast<std::uint64_t>(k) * static_cast<std::uint64_t>(delta.whole(0))));
    reals.push_back(first.real(0) + static_cast<float>(k) * delta.real(0));
  }
  return first.integer ? wholeConstant({length}, std::move(wholes)) : realConstant({length}, std::move(reals));
}

OnnxConstantPtr foldWhere(const OnnxConstant& condition, const OnnxConstant& yes, const OnnxConstant& no) {
  auto dims = broadcastDims(condition.dims, yes.dims);
  if (dims) dims = broadcastDims(*dims, no.dims);
  if (!dims || yes.integer != no.integer) return nullptr;
  const std::int64_t count = elementCount(*dims);
  std::vector<std::int64_t> wholes;
  std::vector<float> reals;
  for (std::int64_t k = 0; k < count; ++k) {
    const OnnxConstant& from = condition.number(spreadIndex(k, *dims, condition.dims)) != 0 ? yes : no;
    const std::int64_t index = spreadIndex(k, *dims, from.dims);
    if (yes.integer) {
      wholes.push_back(from.whole(index));
    } else {
      reals.push_back(from.real(index));
    }
  }
  return yes.integer ? wholeConstant(*dims, std::move(wholes)) : realConstant(*dims, std::move(reals));
}

OnnxConstantPtr foldProduct(const OnnxConstant& in) {
  if (!in.integer) return nullptr;
  std::uint64_t product = 1;
  for (std::int64_t k = 0; k < in.elements(); ++k) product *= static_cast<std::uint64_t>(in.whole(k));
  return wholeConstant({1}, {wrapped(product)});
}

bool isBinary(std::string_view type) {
  static constexpr std::string_view kTypes[] = {"Add", "Sum", "Sub",   "Mul",  "Div",     "Pow", "Min",
                                                "Max", "Mod", "Equal", "Less", "Greater", "And", "Or"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

/// A bound on the elements of the result, before anything is made.
double sizeBound(const OnnxNode& node, Constants inputs) {
  double bound = 0;
  for (const auto& input : inputs) bound += input ? static_cast<double>(input->elements()) : 0;
  if (node.type == "Expand" && at(inputs, 1) != nullptr) {
    if (const auto* sizes = smallInts(at(inputs, 1))) {
      double elements = 1;
      for (const auto size : *sizes) elements *= static_cast<double>(std::max<std::int64_t>(size, 1));
      bound = elements * std::max(bound, 1.0);
    }
  } else if (node.type == "Gather" || node.type == "Where" || isBinary(node.type)) {
    bound = 1;
    for (const auto& input : inputs) bound *= input ? std::max(1.0, static_cast<double>(input->elements())) : 1.0;
    if (inputs.size() > 1 && inputs[0] && inputs[1] && node.type != "Gather") {
      auto dims = broadcastDims(inputs[0]->dims, inputs[1]->dims);
      if (dims && inputs.size() > 2 && inputs[2]) dims = broadcastDims(*dims, inputs[2]->dims);
      bound = 1;
      for (const auto size : dims.value_or(OnnxDims{})) bound *= static_cast<double>(std::max<std::int64_t>(size, 1));
    }
  } else if (node.type == "Range") {
    bound = 1 << 20;
  }
  return bound;
}

}  // namespace

Status OnnxFolder::spend(std::int64_t elements) {
  m_budget -= elements;
  if (m_budget >= 0) return {};
  return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "Its constants would be too large when worked out."),
                   PSCOPE_TR_NOOP("Onnx", "Simplify the model where it came from, or leave its weights out."));
}

Result<OnnxConstantPtr> OnnxFolder::fold(const OnnxNode& node, Constants inputs) {
  const OnnxConstantPtr none;
  const OnnxConstant* first = at(inputs, 0);
  if (first == nullptr) return none;
  if (node.type == "Shape") return wholeConstant({static_cast<std::int64_t>(first->dims.size())}, first->dims);
  if (node.type == "Size") return wholeConstant({}, {first->elements()});
  for (const auto& input : inputs) {
    if (input && !input->known) return none;
  }
  if (node.type == "Identity") return inputs[0];
  if (node.type == "ConstantOfShape") return foldConstantOfShape(node, *first);
  if (node.type == "Reshape" || node.type == "Flatten" || node.type == "Squeeze" || node.type == "Unsqueeze") {
    const auto dims = reshapedDims(node, first->dims, at(inputs, 1));
    return dims ? withDims(*first, *dims) : none;
  }
  const bool free = first->splat && (node.type == "Transpose" || node.type == "Slice" || node.type == "Cast" ||
                                     realFunction(node.type) != nullptr);
  const double bound = sizeBound(node, inputs);
  const auto made = [&](auto function) -> Result<OnnxConstantPtr> {
    if (bound > static_cast<double>(kLargest)) return none;
    if (!free) PSCOPE_CHECK(spend(static_cast<std::int64_t>(bound)));
    return function();
  };
  const OnnxConstant* second = at(inputs, 1);
  const OnnxConstant* third = at(inputs, 2);
  if (node.type == "Cast") return made([&] { return foldCast(node, *first); });
  if (node.type == "Transpose") return made([&] { return foldTranspose(node, *first); });
  if (node.type == "Slice") return made([&] { return foldSlice(node, *first, inputs); });
  if (node.type == "Concat") {
    if (std::any_of(inputs.begin(), inputs.end(), [](const auto& input) { return !input; })) return none;
    return made([&] { return foldConcat(node, inputs); });
  }
  if (node.type == "ReduceProd" && first->dims.size() == 1) return made([&] { return foldProduct(*first); });
  if (realFunction(node.type) != nullptr || node.type == "Not") return made([&] { return foldUnary(node, *first); });
  if (second == nullptr) return none;
  if (node.type == "Gather") return made([&] { return foldGather(node, *first, *second); });
  if (node.type == "Expand") return made([&] { return foldExpand(*first, *second); });
  if (isBinary(node.type) && inputs.size() == 2) {
    const auto dims = broadcastDims(first->dims, second->dims);
    const bool aligned = m_opset >= 7 || first->dims == second->dims || second->dims.empty();
    if (!dims || !aligned) return none;
    return made([&] { return foldBinary(node, *first, *second, *dims); });
  }
  if (third == nullptr) return none;
  if (node.type == "Range") return made([&] { return foldRange(*first, *second, *third); });
  if (node.type == "Where") return made([&] { return foldWhere(*first, *second, *third); });
  return none;
}

}  // namespace pscope

#include "core/space/operator_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>

#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct AttributeName {
  std::string_view name;
  AttributeField field;
  bool required;
};

using Names = std::span<const AttributeName>;
constexpr auto kConv = std::to_array<AttributeName>({{"channels", AttributeField::Channels, true},
                                                     {"kernel", AttributeField::Kernel, true},
                                                     {"stride", AttributeField::Stride, false},
                                                     {"padding", AttributeField::Padding, false},
                                                     {"dilation", AttributeField::Dilation, false},
                                                     {"groups", AttributeField::Groups, false},
                                                     {"bias", AttributeField::Bias, false}});
constexpr auto kLinear =
    std::to_array<AttributeName>({{"channels", AttributeField::Channels, true}, {"bias", AttributeField::Bias, false}});
constexpr auto kMaxPool = std::to_array<AttributeName>({{"kernel", AttributeField::Kernel, true},
                                                        {"stride", AttributeField::Stride, false},
                                                        {"padding", AttributeField::Padding, false}});
constexpr auto kAvgPool = std::to_array<AttributeName>({{"kernel", AttributeField::Kernel, true},
                                                        {"stride", AttributeField::Stride, false},
                                                        {"padding", AttributeField::Padding, false},
                                                        {"count_padding", AttributeField::CountPadding, false}});
constexpr auto kDropout = std::to_array<AttributeName>({{"probability", AttributeField::Probability, true}});

Names attributesOf(Op op) {
  switch (op) {
    case Op::Conv2d:
      return kConv;
    case Op::Linear:
      return kLinear;
    case Op::MaxPool:
      return kMaxPool;
    case Op::AvgPool:
      return kAvgPool;
    case Op::Dropout:
      return kDropout;
    default:
      return {};
  }
}

template <class T>
bool setWhole(T& target, double value, double low) {
  if (!(value >= low && value <= static_cast<double>(std::numeric_limits<T>::max())) || value != std::floor(value)) {
    return false;
  }
  target = static_cast<T>(value);
  return true;
}

class OperatorReader {
 public:
  OperatorReader(Statement& statement, const std::function<BoundExpression(const JsonView&)>& bind, Problems& problems)
      : m_statement(statement), m_bind(bind), m_problems(problems) {}

  void read(const JsonView& entry) {
    const auto name = m_problems.take(entry.string("op"));
    if (!name) return;
    const auto op = operatorByName(*name);
    if (!op || *op == Op::Input) {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "There is no operator \"%1\".").arg(*name), knownOperators());
      return;
    }
    m_statement.op = *op;
    m_statement.attributes.bias = *op == Op::Linear;
    m_statement.samePadding = *op == Op::Conv2d && !entry.has("padding");
    checkKeys(entry);
    checkInputs(entry);
    for (const auto& attribute : attributesOf(*op)) {
      if (entry.has(attribute.name)) {
        readAttribute(entry, attribute);
      } else if (attribute.required) {
        m_problems.add(
            entry, PSCOPE_TR_NOOP("Space", "The operator %1 needs \"%2\".").arg(*name).arg(std::string(attribute.name)),
            PSCOPE_TR_NOOP("Space", "Add it."));
      }
    }
  }

 private:
  static Message knownOperators() {
    std::string names;
    for (const auto& info : operatorCatalogue()) {
      if (info.op != Op::Input) names += (names.empty() ? "" : ", ") + std::string(info.name);
    }
    return PSCOPE_TR_NOOP("Space", "Known are: %1.").arg(names);
  }

  void checkKeys(const JsonView& entry) {
    const Names names = attributesOf(m_statement.op);
    for (const auto& key : entry.keys()) {
      if (key == "op" || key == "in" || key == "out") continue;
      if (std::any_of(names.begin(), names.end(), [&](const AttributeName& a) { return a.name == key; })) continue;
      std::string known = "in, out";
      for (const auto& a : names) known += ", " + std::string(a.name);
      if (const auto place = m_problems.take(entry.member(key))) {
        m_problems.add(*place, PSCOPE_TR_NOOP("Space", "\"%1\" is not known here.").arg(key),
                       PSCOPE_TR_NOOP("Space", "Known are: %1.").arg(known));
      }
    }
  }

  void checkInputs(const JsonView& entry) {
    const OperatorInfo& info = operatorInfo(m_statement.op);
    const auto count = static_cast<int>(m_statement.inputs.size());
    if (count >= info.minInputs && (info.maxInputs < 0 || count <= info.maxInputs)) return;
    m_problems.add(entry, PSCOPE_TR_NOOP("Space", "The operator %1 cannot take %2 inputs.")
                              .arg(std::string(info.name))
                              .arg(std::to_string(count)));
  }

  void readAttribute(const JsonView& entry, const AttributeName& attribute) {
    const auto place = m_problems.take(entry.member(attribute.name));
    if (!place) return;
    if (attribute.field == AttributeField::Padding && place->isString() &&
        place->json().get_ref<const std::string&>() == "same") {
      m_statement.samePadding = true;
      return;
    }
    if (attribute.field == AttributeField::Kernel && place->isArray()) {
      if (place->size() != 2) {
        m_problems.add(*place, PSCOPE_TR_NOOP("Space", "A kernel is one number, or height and width."));
        return;
      }
      readField(place->at(0), AttributeField::KernelHeight);
      readField(place->at(1), AttributeField::KernelWidth);
      return;
    }
    readField(*place, attribute.field);
  }

  void readField(const JsonView& place, AttributeField field) {
    const auto before = m_problems.size();
    BoundExpression expression = m_bind(place);
    if (m_problems.size() != before) return;
    if (expression.kind != BoundExpression::Kind::Constant) {
      m_statement.computed.push_back({field, std::move(expression)});
    } else if (!setAttribute(m_statement.attributes, field, expression.constant.number)) {
      m_problems.add(place, PSCOPE_TR_NOOP("Space", "This value is not possible here."),
                     PSCOPE_TR_NOOP("Space", "A whole number within range is expected."));
    }
  }

  Statement& m_statement;
  const std::function<BoundExpression(const JsonView&)>& m_bind;
  Problems& m_problems;
};

}  // namespace

bool setAttribute(OpAttributes& a, AttributeField field, double value) {
  switch (field) {
    case AttributeField::Channels:
      return setWhole(a.outChannels, value, 1);
    case AttributeField::KernelHeight:
      return setWhole(a.kernelHeight, value, 1);
    case AttributeField::KernelWidth:
      return setWhole(a.kernelWidth, value, 1);
    case AttributeField::Kernel:
      return setWhole(a.kernelHeight, value, 1) && setWhole(a.kernelWidth, value, 1);
    case AttributeField::Stride:
      return setWhole(a.stride, value, 1);
    case AttributeField::Padding:
      return setWhole(a.padding, value, 0);
    case AttributeField::Dilation:
      return setWhole(a.dilation, value, 1);
    case AttributeField::Groups:
      return setWhole(a.groups, value, 1);
    case AttributeField::Bias:
      a.bias = value != 0;
      return value == value;
    case AttributeField::CountPadding:
      a.countPadding = value != 0;
      return value == value;
    case AttributeField::Probability:
      if (!(value >= 0 && value < 1)) return false;
      a.value = static_cast<float>(value);
      return true;
  }
  return false;
}

void readOperatorAttributes(const JsonView& entry, Statement& statement,
                            const std::function<BoundExpression(const JsonView&)>& bind, Problems& problems) {
  OperatorReader(statement, bind, problems).read(entry);
}

}  // namespace pscope

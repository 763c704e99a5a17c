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

class OperatorReader {
 public:
  OperatorReader(Statement& statement, const std::function<BoundExpression(const JsonView&)>& bind, Problems& problems)
      : m_statement(statement), m_bind(bind), m_problems(problems) {}

  void read(const JsonView& entry) {
    const auto name = m_problems.take(entry.string("op"));
    if (!name) return;
    const auto op = operatorByName(*name);
    if (!op || *op == Op::Input || *op == Op::Unknown) {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "There is no operator \"%1\".").arg(*name), knownOperators());
      return;
    }
    m_statement.op = *op;
    m_statement.attributes = defaultAttributes(*op);
    m_statement.samePadding = *op == Op::Conv2d && !entry.has("padding");
    checkKeys(entry);
    checkInputs(entry);
    readRepair(entry);
    for (const auto& attribute : operatorInfo(*op).attributes) {
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
      if (info.op != Op::Input && info.op != Op::Unknown) names += (names.empty() ? "" : ", ") + std::string(info.name);
    }
    return PSCOPE_TR_NOOP("Space", "Known are: %1.").arg(names);
  }

  void checkKeys(const JsonView& entry) {
    const auto names = operatorInfo(m_statement.op).attributes;
    for (const auto& key : entry.keys()) {
      if (key == "op" || key == "in" || key == "out") continue;
      if (key == "repair" && operatorInfo(m_statement.op).kind == OperatorKind::Combine) continue;
      if (std::any_of(names.begin(), names.end(), [&](const AttributeInfo& a) { return a.name == key; })) continue;
      std::string known = "in, out";
      for (const auto& a : names) known += ", " + std::string(a.name);
      if (const auto place = m_problems.take(entry.member(key))) {
        m_problems.add(*place, PSCOPE_TR_NOOP("Space", "\"%1\" is not known here.").arg(key),
                       PSCOPE_TR_NOOP("Space", "Known are: %1.").arg(known));
      }
    }
  }

  void readRepair(const JsonView& entry) {
    if (!entry.has("repair")) return;
    const auto repair = m_problems.take(entry.string("repair"));
    if (!repair) return;
    m_statement.project = *repair == "project";
    if (!m_statement.project) {
      m_problems.add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" is not a way to repair shapes.").arg(*repair),
                     PSCOPE_TR_NOOP("Space", "Known is: project."));
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

  void readAttribute(const JsonView& entry, const AttributeInfo& attribute) {
    const auto place = m_problems.take(entry.member(attribute.name));
    if (!place) return;
    if (attribute.field == AttributeField::Padding && place->isString() &&
        place->json().get_ref<const std::string&>() == "same") {
      m_statement.samePadding = true;
      return;
    }
    const bool kernel = attribute.field == AttributeField::Kernel;
    if ((kernel || attribute.field == AttributeField::Padding) && place->isArray()) {
      if (place->size() != 2) {
        m_problems.add(*place, PSCOPE_TR_NOOP("Space", "One number is expected here, or height and width."));
        return;
      }
      readField(place->at(0), kernel ? AttributeField::KernelHeight : AttributeField::PaddingHeight);
      readField(place->at(1), kernel ? AttributeField::KernelWidth : AttributeField::PaddingWidth);
      return;
    }
    if (attribute.field == AttributeField::Axis && place->isString()) {
      readAxis(*place);
      return;
    }
    readField(*place, attribute.field);
  }

  void readAxis(const JsonView& place) {
    constexpr std::array<std::string_view, 3> kAxes{"channels", "height", "width"};
    const auto found = std::find(kAxes.begin(), kAxes.end(), place.json().get_ref<const std::string&>());
    if (found == kAxes.end()) {
      m_problems.add(place, PSCOPE_TR_NOOP("Space", "An axis is \"channels\", \"height\" or \"width\"."));
    } else {
      m_statement.attributes.dims[0] = static_cast<std::int32_t>(found - kAxes.begin());
    }
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

void readOperatorAttributes(const JsonView& entry, Statement& statement,
                            const std::function<BoundExpression(const JsonView&)>& bind, Problems& problems) {
  OperatorReader(statement, bind, problems).read(entry);
}

}  // namespace pscope

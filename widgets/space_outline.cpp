#include "widgets/space_outline.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/network/operator_catalogue.h"
#include "core/space/document_edit.h"
#include "core/space/document_edit_names.h"
#include "core/space/document_members.h"
#include "widgets/text.h"

namespace pscope {

namespace {

using Kind = SpaceOutline::Kind;

struct OutlineTr {
  Q_DECLARE_TR_FUNCTIONS(SpaceOutline)
};

QString textMember(const Json& object, const char* key) {
  const Json* value = memberOf(object, key);
  return value == nullptr ? QString() : fieldText(*value);
}

/// "kernel 3, stride 2" of the members but those that are named.
QString attributesText(const Json& object, std::initializer_list<std::string_view> without) {
  QString text;
  if (!object.is_object()) return text;
  for (const auto& [key, value] : object.items()) {
    if (std::find(without.begin(), without.end(), key) != without.end()) continue;
    if (!text.isEmpty()) text += QStringLiteral(", ");
    text += toQString(key) + QLatin1Char(' ') + fieldText(value);
  }
  return text;
}

std::vector<SpaceOutline> outlineOfChoices(const Json& list, const std::string& pointer) {
  std::vector<SpaceOutline> rows;
  if (!list.is_array()) return rows;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Json& entry = list[i];
    SpaceOutline row;
    row.pointer = pointerTo(pointer, i);
    row.title = textMember(entry, "name");
    const QString type = textMember(entry, "type");
    row.kind = memberOf(entry, "choices") != nullptr ? Kind::Container : Kind::Choice;
    const QString levels = toQString(levelsText(entry));
    if (type == QLatin1String("repeat")) {
      row.detail = QStringLiteral("× %1").arg(textMember(entry, "count"));
    } else if (type == QLatin1String("optional")) {
      row.detail = OutlineTr::tr("there or not");
    } else if (type == QLatin1String("group")) {
      row.detail = OutlineTr::tr("group");
    } else {
      row.detail = levels;
    }
    if (const Json* when = memberOf(entry, "when")) row.detail += OutlineTr::tr(" · if %1").arg(fieldText(*when));
    if (const Json* inside = memberOf(entry, "choices"))
      row.children = outlineOfChoices(*inside, row.pointer + "/choices");
    rows.push_back(std::move(row));
  }
  return rows;
}

SpaceOutline section(const Json& document, const char* key, const QString& title) {
  SpaceOutline row;
  row.kind = Kind::Section;
  row.pointer = std::string("/") + key;
  row.title = title;
  const Json* list = memberOf(document, key);
  row.detail = list != nullptr && list->is_structured() && !list->empty() ? QString::number(list->size()) : QString();
  return row;
}

void addBody(SpaceOutline& row, const Json& statement, const char* key, const QString& title) {
  const Json* body = memberOf(statement, key);
  if (body == nullptr) return;
  SpaceOutline branch;
  branch.kind = Kind::Body;
  branch.pointer = row.pointer + "/" + key;
  branch.title = title;
  branch.children = outlineOfBody(*body, branch.pointer);
  row.children.push_back(std::move(branch));
}

void describeOperator(SpaceOutline& row, const Json& statement) {
  const std::string name = statement["op"].is_string() ? statement["op"].get<std::string>() : std::string();
  row.kind = Kind::Operator;
  row.detail = attributesText(statement, {"op", "in", "out"});
  const auto op = operatorByName(name);
  if (!op) {
    row.title = toQString(name);
    return;
  }
  const OperatorInfo& info = operatorInfo(*op);
  row.title = QString::fromUtf8(info.title.data(), static_cast<qsizetype>(info.title.size()));
  row.colour = std::string(info.colour);
  row.shape = std::string(info.shape);
}

void describeLoop(SpaceOutline& row, const Json& statement) {
  row.kind = Kind::Loop;
  if (memberOf(statement, "repeat") != nullptr) {
    row.title = OutlineTr::tr("Repeat × %1").arg(textMember(statement, "repeat"));
  } else if (memberOf(statement, "over") != nullptr) {
    row.title = OutlineTr::tr("For each %1 of %2").arg(textMember(statement, "for"), textMember(statement, "over"));
    if (memberOf(statement, "count") != nullptr)
      row.detail = OutlineTr::tr("the first %1").arg(textMember(statement, "count"));
  } else {
    row.title = OutlineTr::tr("For %1, %2 times").arg(textMember(statement, "for"), textMember(statement, "count"));
  }
  if (const Json* body = memberOf(statement, "do")) row.children = outlineOfBody(*body, row.pointer + "/do");
}

void describeBranches(SpaceOutline& row, const Json& statement) {
  row.kind = Kind::Branches;
  if (memberOf(statement, "if") != nullptr) {
    row.title = OutlineTr::tr("If %1").arg(textMember(statement, "if"));
    addBody(row, statement, "then", OutlineTr::tr("then"));
    addBody(row, statement, "else", OutlineTr::tr("else"));
    return;
  }
  row.title = OutlineTr::tr("Switch on %1").arg(textMember(statement, "switch"));
  if (const Json* cases = memberOf(statement, "cases"); cases != nullptr && cases->is_object()) {
    for (const auto& [level, body] : cases->items()) {
      SpaceOutline branch;
      branch.kind = Kind::Body;
      branch.pointer = pointerTo(row.pointer + "/cases", std::string_view(level));
      branch.title = toQString(level);
      branch.children = outlineOfBody(body, branch.pointer);
      row.children.push_back(std::move(branch));
    }
  }
  addBody(row, statement, "default", OutlineTr::tr("otherwise"));
}

SpaceOutline outlineOfStatement(const Json& statement, const std::string& pointer) {
  SpaceOutline row;
  row.pointer = pointer;
  if (!statement.is_object()) {
    row.title = fieldText(statement);
    return row;
  }
  if (memberOf(statement, "op") != nullptr) {
    describeOperator(row, statement);
  } else if (memberOf(statement, "block") != nullptr) {
    row.kind = Kind::Call;
    row.title = textMember(statement, "block");
    if (const Json* arguments = memberOf(statement, "args")) row.detail = attributesText(*arguments, {});
  } else if (memberOf(statement, "for") != nullptr || memberOf(statement, "repeat") != nullptr) {
    describeLoop(row, statement);
  } else if (memberOf(statement, "if") != nullptr || memberOf(statement, "switch") != nullptr) {
    describeBranches(row, statement);
  } else if (const Json* let = memberOf(statement, "let")) {
    row.kind = Kind::Names;
    row.title = OutlineTr::tr("Let");
    for (const auto& [name, value] : let->items()) {
      row.detail += (row.detail.isEmpty() ? QString() : QStringLiteral(", ")) +
                    (let->is_object() ? toQString(name) + QStringLiteral(" = ") : QString()) + fieldText(value);
    }
  } else if (memberOf(statement, "select") != nullptr) {
    row.title = OutlineTr::tr("Select %1").arg(textMember(statement, "select"));
    row.detail = OutlineTr::tr("from %1").arg(textMember(statement, "from"));
  } else if (memberOf(statement, "use") != nullptr) {
    row.title = OutlineTr::tr("Go on with %1").arg(textMember(statement, "use"));
  } else if (memberOf(statement, "scope") != nullptr) {
    row.kind = Kind::Loop;
    row.title = textMember(statement, "scope");
    row.detail = OutlineTr::tr("part of the network");
    if (const Json* body = memberOf(statement, "do")) row.children = outlineOfBody(*body, row.pointer + "/do");
  } else {
    row.title = OutlineTr::tr("Unknown statement");
  }
  const QString in = textMember(statement, "in");
  const QString out = textMember(statement, "out");
  if (!in.isEmpty()) row.detail += (row.detail.isEmpty() ? QString() : QStringLiteral(" ")) + QStringLiteral("← ") + in;
  if (!out.isEmpty())
    row.detail += (row.detail.isEmpty() ? QString() : QStringLiteral(" ")) + QStringLiteral("→ ") + out;
  return row;
}

}  // namespace

QString fieldText(const Json& value) {
  if (value.is_string()) return toQString(value.get<std::string>());
  if (value.is_number_float()) return toQString(numberText(value.get<double>()));
  if (value.is_array()) {
    QString text;
    bool plain = true;
    for (const auto& item : value) {
      plain = plain && item.is_string();
      const QString own = item.is_object() && item.contains("value")
                              ? fieldText(item["value"]) + OutlineTr::tr(" if %1").arg(textMember(item, "when"))
                              : fieldText(item);
      text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + own;
    }
    return plain ? text : QLatin1Char('[') + text + QLatin1Char(']');
  }
  return toQString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QString choiceTypeTitle(const std::string& type) {
  if (type == "categorical") return OutlineTr::tr("One of a list");
  if (type == "boolean") return OutlineTr::tr("Yes or no");
  if (type == "integer") return OutlineTr::tr("Whole number");
  if (type == "real") return OutlineTr::tr("Number of a grid");
  if (type == "group") return OutlineTr::tr("Group");
  if (type == "repeat") return OutlineTr::tr("Repeat");
  if (type == "optional") return OutlineTr::tr("Optional part");
  return toQString(type);
}

std::vector<SpaceOutline> outlineOfBody(const Json& body, const std::string& pointer) {
  std::vector<SpaceOutline> rows;
  if (!body.is_array()) return rows;
  rows.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) rows.push_back(outlineOfStatement(body[i], pointerTo(pointer, i)));
  return rows;
}

SpaceOutline outlineOf(const Json& document) {
  SpaceOutline root;
  root.kind = Kind::Space;
  root.title = textMember(document, "title");
  if (root.title.isEmpty()) root.title = textMember(document, "name");
  root.detail = OutlineTr::tr("name, tags, source");

  auto choices = section(document, "choices", OutlineTr::tr("Choices"));
  if (const Json* list = memberOf(document, "choices")) choices.children = outlineOfChoices(*list, choices.pointer);
  root.children.push_back(std::move(choices));

  auto constraints = section(document, "constraints", OutlineTr::tr("Constraints"));
  if (const Json* list = memberOf(document, "constraints"); list != nullptr && list->is_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      constraints.children.push_back(
          {Kind::Constraint, pointerTo(constraints.pointer, i), fieldText((*list)[i]), {}, {}, {}, {}});
    }
  }
  root.children.push_back(std::move(constraints));

  auto values = section(document, "values", OutlineTr::tr("Derived values"));
  if (const Json* list = memberOf(document, "values"); list != nullptr && list->is_object()) {
    for (const auto& [name, value] : list->items()) {
      values.children.push_back({Kind::Value,
                                 pointerTo(values.pointer, std::string_view(name)),
                                 toQString(name),
                                 QStringLiteral("= ") + fieldText(value),
                                 {},
                                 {},
                                 {}});
    }
  }
  root.children.push_back(std::move(values));

  auto scales = section(document, "scales", OutlineTr::tr("Scales"));
  if (const Json* list = memberOf(document, "scales"); list != nullptr && list->is_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& scale = (*list)[i];
      QString size;
      if (const Json* input = memberOf(scale, "input"); input != nullptr && input->is_array()) {
        for (const auto& side : *input) size += (size.isEmpty() ? QString() : QStringLiteral(" × ")) + fieldText(side);
      }
      const QString classes = OutlineTr::tr("%1 classes").arg(textMember(scale, "classes"));
      scales.children.push_back({Kind::Scale,
                                 pointerTo(scales.pointer, i),
                                 textMember(scale, "name"),
                                 QStringLiteral("%1, %2").arg(size, classes),
                                 {},
                                 {},
                                 {}});
    }
  }
  root.children.push_back(std::move(scales));

  auto blocks = section(document, "blocks", OutlineTr::tr("Blocks"));
  if (const Json* list = memberOf(document, "blocks"); list != nullptr && list->is_object()) {
    for (const auto& [name, block] : list->items()) {
      SpaceOutline row;
      row.kind = Kind::Block;
      row.pointer = pointerTo(blocks.pointer, std::string_view(name));
      row.title = toQString(name);
      row.detail = textMember(block, "parameters");
      if (const Json* body = memberOf(block, "body")) row.children = outlineOfBody(*body, row.pointer + "/body");
      blocks.children.push_back(std::move(row));
    }
  }
  root.children.push_back(std::move(blocks));

  auto network = section(document, "network", OutlineTr::tr("Network"));
  if (const Json* body = memberOf(document, "network")) network.children = outlineOfBody(*body, network.pointer);
  root.children.push_back(std::move(network));
  return root;
}

}  // namespace pscope

#include "widgets/space_fields.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/network/operator_catalogue.h"
#include "core/space/document_edit.h"
#include "core/space/document_edit_names.h"
#include "widgets/space_outline.h"
#include "widgets/text.h"

namespace pscope {

namespace {

using Kind = SpaceField::Kind;
using Options = std::vector<std::pair<std::string, QString>>;

struct FieldsTr {
  Q_DECLARE_TR_FUNCTIONS(SpaceFields)
};

constexpr double kLargest = 1e12;  ///< of the language's whole numbers

bool has(const Json& object, const char* key) {
  return object.is_object() && object.contains(key);
}
QString textOf(const Json& object, const char* key) {
  return has(object, key) ? fieldText(object[key]) : QString();
}

SpaceField field(Kind kind, const char* member, const QString& label, const QString& toolTip,
                 const QString& placeholder = {}) {
  SpaceField result;
  result.kind = kind;
  result.member = member;
  result.label = label;
  result.toolTip = toolTip;
  result.placeholder = placeholder;
  return result;
}
SpaceField needed(SpaceField result) {
  result.required = true;
  return result;
}
SpaceField within(SpaceField result, double low, double high) {
  result.low = low;
  result.high = high;
  return result;
}
SpaceField oneOf(SpaceField result, Options options) {
  result.options = std::move(options);
  return result;
}

SpaceField scopeField() {
  return field(Kind::Text, "/scope", FieldsTr::tr("Scope"), FieldsTr::tr("Names this part of the network"));
}

SpaceForm formOfSpace() {
  SpaceForm form;
  form.title = FieldsTr::tr("Design space");
  form.fields = {
      needed(field(Kind::Text, "/name", FieldsTr::tr("Name"), FieldsTr::tr("Small letters, digits, '-' and '_'"))),
      field(Kind::Text, "/title", FieldsTr::tr("Title"), FieldsTr::tr("For people"), FieldsTr::tr("as the name")),
      field(Kind::Text, "/summary", FieldsTr::tr("Summary"), FieldsTr::tr("One sentence")),
      field(Kind::Text, "/source", FieldsTr::tr("Source"), FieldsTr::tr("Publication or author")),
      field(Kind::Text, "/evidence", FieldsTr::tr("Evidence"), FieldsTr::tr("How sure the source is: V, P, R, E or D")),
      field(Kind::Names, "/tags/task", FieldsTr::tr("Task"), FieldsTr::tr("Words to find the space by")),
      field(Kind::Names, "/tags/family", FieldsTr::tr("Family"), FieldsTr::tr("Words to find the space by")),
      field(Kind::Names, "/tags/category", FieldsTr::tr("Category"), FieldsTr::tr("Words to find the space by")),
      oneOf(field(Kind::Option, "/twins", FieldsTr::tr("Twins"),
                  FieldsTr::tr("When two designs count as the same network")),
            {{"", FieldsTr::tr("expression (usual)")},
             {"expression", FieldsTr::tr("expression")},
             {"graph", FieldsTr::tr("graph")}}),
      field(Kind::Text, "/text", FieldsTr::tr("Text form"),
            FieldsTr::tr("Every choice once in braces: |{a}~0|+|{b}~0|"), FieldsTr::tr("name=level;name=level")),
  };
  return form;
}

SpaceForm formOfChoice(const Json& choice) {
  SpaceForm form;
  const std::string type = textOf(choice, "type").toStdString();
  const bool isContainer = type == "group" || type == "repeat";
  form.title = FieldsTr::tr("Choice %1").arg(textOf(choice, "name"));
  form.summary = choiceTypeTitle(type);
  form.fields.push_back(needed(field(Kind::Name, "/name", FieldsTr::tr("Name"),
                                     FieldsTr::tr("A letter, then letters, digits, '_'; renamed everywhere"))));
  if (!isContainer) {
    form.fields.push_back(field(Kind::Text, "/title", FieldsTr::tr("Title"), FieldsTr::tr("For people")));
  }
  if (type == "categorical") {
    form.fields.push_back(needed(field(Kind::Levels, "/levels", FieldsTr::tr("Levels"),
                                       FieldsTr::tr("Numbers or words, with commas between them: 3, 5, 7"))));
  } else if (type == "integer") {
    form.fields.push_back(within(
        needed(field(Kind::Integer, "/low", FieldsTr::tr("From"), FieldsTr::tr("Smallest level, a whole number"))),
        -kLargest, kLargest));
    form.fields.push_back(
        within(needed(field(Kind::Integer, "/high", FieldsTr::tr("To"), FieldsTr::tr("Largest level, a whole number"))),
               -kLargest, kLargest));
    form.fields.push_back(within(field(Kind::Integer, "/step", FieldsTr::tr("Step"),
                                       FieldsTr::tr("Between two levels, from 1"), QStringLiteral("1")),
                                 1, kLargest));
  } else if (type == "real") {
    form.fields.push_back(within(needed(field(Kind::Number, "/low", FieldsTr::tr("From"),
                                              FieldsTr::tr("Smallest level; above 0 on a logarithmic scale"))),
                                 -kLargest, kLargest));
    form.fields.push_back(within(
        needed(field(Kind::Number, "/high", FieldsTr::tr("To"), FieldsTr::tr("Largest level"))), -kLargest, kLargest));
    form.fields.push_back(
        within(needed(field(Kind::Integer, "/levels", FieldsTr::tr("Levels"), FieldsTr::tr("How many, 2 to 10,000"))),
               2, 10'000));
    form.fields.push_back(
        oneOf(field(Kind::Option, "/scale", FieldsTr::tr("Spacing"), FieldsTr::tr("Equal steps, or equal ratios")),
              {{"", FieldsTr::tr("equal steps")},
               {"linear", FieldsTr::tr("equal steps (linear)")},
               {"log", FieldsTr::tr("equal ratios (log)")}}));
  } else if (type == "repeat") {
    form.fields.push_back(within(
        needed(field(Kind::Integer, "/count", FieldsTr::tr("Copies"), FieldsTr::tr("How many copies, 1 to 10,000"))), 1,
        10'000));
    form.fields.push_back(
        field(Kind::Flag, "/shared", FieldsTr::tr("Shared"), FieldsTr::tr("All copies have one set of choices")));
  }
  form.fields.push_back(field(Kind::Expression, "/when", FieldsTr::tr("Only when"),
                              FieldsTr::tr("Condition over the choices before it; in a repeat, index is the number of "
                                           "the copy, from 0"),
                              FieldsTr::tr("always")));
  if (!isContainer) {
    form.fields.push_back(
        oneOf(field(Kind::Option, "/layer", FieldsTr::tr("Layer"), FieldsTr::tr("What the choice belongs to")),
              {{"", FieldsTr::tr("architecture")},
               {"architecture", FieldsTr::tr("architecture (said)")},
               {"recipe", FieldsTr::tr("training recipe")},
               {"compression", FieldsTr::tr("compression")},
               {"deployment", FieldsTr::tr("deployment")}}));
  }
  return form;
}

SpaceForm formOfScale(const Json& document, const Json& scale) {
  SpaceForm form;
  form.title = FieldsTr::tr("Scale %1").arg(textOf(scale, "name"));
  form.summary = FieldsTr::tr("A size that the network is built at; the first is deploy, the network that will run.");
  const QString side = FieldsTr::tr("A whole number, or an expression over choices");
  form.fields = {
      needed(field(Kind::Text, "/name", FieldsTr::tr("Name"), FieldsTr::tr("The first scale is called deploy"))),
      field(Kind::Text, "/summary", FieldsTr::tr("Summary"), FieldsTr::tr("One sentence")),
      needed(field(Kind::Expression, "/input/0", FieldsTr::tr("Channels"), side)),
      needed(field(Kind::Expression, "/input/1", FieldsTr::tr("Height (pixels)"), side)),
      needed(field(Kind::Expression, "/input/2", FieldsTr::tr("Width (pixels)"), side)),
      within(needed(field(Kind::Integer, "/classes", FieldsTr::tr("Classes"),
                          FieldsTr::tr("Length of the network's result, 1 to 1,000,000"))),
             1, 1'000'000),
  };
  const Json* first = valueAt(document, "/scales/0/parameters");
  if (first != nullptr && first->is_object()) {
    for (const auto& [name, value] : first->items()) {
      const std::string member = "/parameters" + pointerTo("", std::string_view(name));
      form.fields.push_back(
          within(needed(field(Kind::Number, member.c_str(), toQString(name),
                              FieldsTr::tr("A number that the template reads as %1").arg(toQString(name)))),
                 -kLargest, kLargest));
    }
  }
  return form;
}

SpaceForm formOfBlock(const std::string& pointer) {
  SpaceForm form;
  form.title = FieldsTr::tr("Block %1").arg(toQString(lastToken(pointer)));
  form.summary = FieldsTr::tr("A part of the network that is used several times.");
  form.fields = {
      needed(field(Kind::Name, "", FieldsTr::tr("Name"), FieldsTr::tr("Renamed everywhere"))),
      field(Kind::Text, "/summary", FieldsTr::tr("Summary"), FieldsTr::tr("One sentence")),
      field(Kind::Text, "/source", FieldsTr::tr("Source"), FieldsTr::tr("Publication or author")),
      field(Kind::Names, "/parameters", FieldsTr::tr("Parameters"), FieldsTr::tr("Names of the numbers that it takes"),
            FieldsTr::tr("none")),
      field(Kind::Names, "/inputs", FieldsTr::tr("Inputs"), FieldsTr::tr("Names of the values that it takes"),
            QStringLiteral("x")),
  };
  return form;
}

SpaceField inField(bool several) {
  return field(Kind::Values, "/in", FieldsTr::tr("Input"),
               several ? FieldsTr::tr("Values that it combines, with commas between them")
                       : FieldsTr::tr("The value that it takes"),
               several ? QString() : FieldsTr::tr("it (the running value)"));
}
SpaceField outField() {
  return field(Kind::Text, "/out", FieldsTr::tr("Result name"),
               FieldsTr::tr("A name under which later statements find the result"));
}

SpaceForm formOfOperator(const Json& statement) {
  SpaceForm form;
  const auto op = operatorByName(textOf(statement, "op").toStdString());
  Options operators;
  for (const auto& info : operatorCatalogue()) {
    if (info.op == Op::Input || info.op == Op::Unknown) continue;
    operators.emplace_back(info.name, QString::fromUtf8(info.title.data(), static_cast<qsizetype>(info.title.size())));
  }
  form.fields.push_back(
      oneOf(needed(field(Kind::Option, "/op", FieldsTr::tr("Operator"), FieldsTr::tr("What is computed"))), operators));
  if (!op) {
    form.title = FieldsTr::tr("Operator");
    return form;
  }
  const OperatorInfo& info = operatorInfo(*op);
  form.title = QString::fromUtf8(info.title.data(), static_cast<qsizetype>(info.title.size()));
  form.summary = QString::fromUtf8(info.summary.data(), static_cast<qsizetype>(info.summary.size()));
  for (const auto& attribute : info.attributes) {
    const QString label = QString::fromUtf8(attribute.name.data(), static_cast<qsizetype>(attribute.name.size()));
    auto own = field(Kind::Expression, ("/" + std::string(attribute.name)).c_str(), label,
                     FieldsTr::tr("A number or an expression"));
    own.required = attribute.required;
    if (attribute.name == "padding") own.placeholder = *op == Op::Conv2d ? QStringLiteral("same") : QStringLiteral("0");
    if (attribute.name == "stride" || attribute.name == "dilation" || attribute.name == "groups" ||
        attribute.name == "heads") {
      own.placeholder = attribute.required ? QString() : QStringLiteral("1");
    }
    if (attribute.name == "kernel") own.toolTip = FieldsTr::tr("Pixels: a number, or [height, width]");
    if (attribute.name == "channels") own.toolTip = FieldsTr::tr("How many channels come out");
    form.fields.push_back(std::move(own));
  }
  if (info.maxInputs != 0) form.fields.push_back(inField(info.maxInputs != 1));
  form.fields.push_back(outField());
  return form;
}

SpaceForm formOfCall(const Json& document, const Json& statement) {
  SpaceForm form;
  form.title = FieldsTr::tr("Call of %1").arg(textOf(statement, "block"));
  Options blocks;
  if (has(document, "blocks") && document["blocks"].is_object()) {
    for (const auto& [name, block] : document["blocks"].items()) blocks.emplace_back(name, toQString(name));
  }
  form.fields.push_back(
      oneOf(needed(field(Kind::Option, "/block", FieldsTr::tr("Block"), FieldsTr::tr("Which part is used"))), blocks));
  const Json* block =
      valueAt(document, pointerTo("/blocks", std::string_view(textOf(statement, "block").toStdString())));
  if (block != nullptr && has(*block, "summary")) form.summary = textOf(*block, "summary");
  if (block != nullptr && has(*block, "parameters") && (*block)["parameters"].is_array()) {
    for (const auto& parameter : (*block)["parameters"]) {
      if (!parameter.is_string()) continue;
      const auto name = parameter.get<std::string>();
      const std::string member = "/args" + pointerTo("", std::string_view(name));
      form.fields.push_back(needed(field(Kind::Expression, member.c_str(), toQString(name),
                                         FieldsTr::tr("Argument of the block: a number or an expression"))));
    }
  }
  const bool several = block != nullptr && has(*block, "inputs") && (*block)["inputs"].size() > 1;
  form.fields.push_back(inField(several));
  form.fields.push_back(outField());
  form.fields.push_back(scopeField());
  return form;
}

SpaceForm formOfLoop(const Json& document, const Json& statement, const std::string& pointer) {
  SpaceForm form;
  if (has(statement, "repeat")) {
    form.title = FieldsTr::tr("Repeat");
    form.summary = FieldsTr::tr("The statements inside, several times one after another.");
    form.fields = {
        needed(field(Kind::Expression, "/repeat", FieldsTr::tr("Times"), FieldsTr::tr("A number or an expression"))),
        scopeField()};
    return form;
  }
  form.title = FieldsTr::tr("Loop");
  form.summary = FieldsTr::tr("The statements inside once for each copy of a repeat, or a number of times.");
  Options repeats{{"", FieldsTr::tr("nothing: count instead")}};
  for (const auto& repeat : visibleRepeats(document, pointer)) repeats.emplace_back(repeat, toQString(repeat));
  form.fields = {
      needed(field(Kind::Text, "/for", FieldsTr::tr("Variable"),
                   FieldsTr::tr("Name of the number of the copy, from 0; its choices follow a dot: s.kernel"))),
      oneOf(field(Kind::Option, "/over", FieldsTr::tr("Over"), FieldsTr::tr("The repeat whose copies it goes over")),
            repeats),
      field(Kind::Expression, "/count", FieldsTr::tr("Times"), FieldsTr::tr("A number or an expression"),
            has(statement, "over") ? FieldsTr::tr("all copies") : QString()),
      scopeField(),
  };
  return form;
}

SpaceForm formOfStatement(const Json& document, const Json& statement, const std::string& pointer) {
  SpaceForm form;
  if (has(statement, "op")) return formOfOperator(statement);
  if (has(statement, "block")) return formOfCall(document, statement);
  if (has(statement, "for") || has(statement, "repeat")) return formOfLoop(document, statement, pointer);
  if (has(statement, "if")) {
    form.title = FieldsTr::tr("If");
    form.summary = FieldsTr::tr("One of two lists of statements.");
    form.fields = {needed(field(Kind::Expression, "/if", FieldsTr::tr("Condition"),
                                FieldsTr::tr("The first list is built where it holds")))};
  } else if (has(statement, "switch")) {
    form.title = FieldsTr::tr("Switch");
    form.summary = FieldsTr::tr("A list of statements for each level of a choice.");
    form.fields = {needed(field(Kind::Expression, "/switch", FieldsTr::tr("On"),
                                FieldsTr::tr("A choice or a number; its level says which list is built")))};
  } else if (has(statement, "let")) {
    form.title = FieldsTr::tr("Let");
    form.summary = FieldsTr::tr("Names for numbers that later statements read.");
    if (statement["let"].is_object()) {
      for (const auto& [name, value] : statement["let"].items()) {
        const std::string member = "/let" + pointerTo("", std::string_view(name));
        form.fields.push_back(needed(
            field(Kind::Expression, member.c_str(), toQString(name), FieldsTr::tr("A number or an expression"))));
      }
    }
  } else if (has(statement, "select")) {
    form.title = FieldsTr::tr("Select");
    form.summary = FieldsTr::tr("One of several values, by number from 0 or by name.");
    form.fields = {needed(field(Kind::Expression, "/select", FieldsTr::tr("Which"),
                                FieldsTr::tr("A number from 0, or a choice whose levels are the names"))),
                   needed(field(Kind::Values, "/from", FieldsTr::tr("From"), FieldsTr::tr("The values"))), outField()};
  } else if (has(statement, "use")) {
    form.title = FieldsTr::tr("Go on with");
    form.summary = FieldsTr::tr("Makes a named value the running one.");
    form.fields = {needed(field(Kind::Values, "/use", FieldsTr::tr("Value"), FieldsTr::tr("A named value"))),
                   outField()};
  } else if (has(statement, "scope")) {
    form.title = FieldsTr::tr("Part of the network");
    form.summary = FieldsTr::tr("Names the statements inside.");
    form.fields = {needed(scopeField())};
  }
  return form;
}

SpaceForm formOfSection(const std::string& section) {
  SpaceForm form;
  if (section == "choices") {
    form.title = FieldsTr::tr("Choices");
    form.summary = FieldsTr::tr("What differs between designs. Add one from the palette.");
  } else if (section == "constraints") {
    form.title = FieldsTr::tr("Constraints");
    form.summary = FieldsTr::tr("What every design must satisfy, such as params <= 500k.");
  } else if (section == "values") {
    form.title = FieldsTr::tr("Derived values");
    form.summary = FieldsTr::tr("Numbers computed from choices, read by the template.");
  } else if (section == "scales") {
    form.title = FieldsTr::tr("Scales");
    form.summary = FieldsTr::tr("The sizes that the network is built at.");
  } else if (section == "blocks") {
    form.title = FieldsTr::tr("Blocks");
    form.summary = FieldsTr::tr("Parts of the network that are used several times.");
  } else {
    form.title = FieldsTr::tr("Network");
    form.summary = FieldsTr::tr("The statements that build the network, from top to bottom.");
  }
  return form;
}

Error badField(const QString& text, Message what) {
  auto error = makeError(ErrorCode::Parse, std::move(what));
  error.what.args.push_back(text.toStdString());
  return error;
}

Result<std::optional<Json>> levelsValue(const QString& text) {
  Json numbers = Json::array();
  Json words = Json::array();
  bool allNumbers = true;
  for (const auto& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    const std::string word = part.trimmed().toStdString();
    if (word.empty()) continue;
    words.push_back(word);
    const auto number = parseNumber(word);
    const bool isWhole = number && *number == static_cast<double>(static_cast<std::int64_t>(*number)) &&
                         word.find_first_of(".eE") == std::string::npos;
    if (!number) {
      allNumbers = false;
    } else if (isWhole) {
      numbers.push_back(static_cast<std::int64_t>(*number));
    } else {
      numbers.push_back(*number);
    }
  }
  return std::optional<Json>(allNumbers ? std::move(numbers) : std::move(words));
}

}  // namespace

SpaceForm formOf(const Json& document, const std::string& pointer) {
  const auto tokens = pointerTokens(pointer);
  const Json* value = valueAt(document, pointer);
  if (tokens.empty() || value == nullptr) return formOfSpace();
  const std::string& section = tokens[0];
  if (tokens.size() == 1) return formOfSection(section);
  if (section == "choices" && value->is_object()) return formOfChoice(*value);
  if (section == "scales" && tokens.size() == 2) return formOfScale(document, *value);
  if (section == "blocks" && tokens.size() == 2) return formOfBlock(pointer);
  if (section == "constraints" || section == "values") {
    SpaceForm form;
    const bool isValue = section == "values";
    form.title = isValue ? FieldsTr::tr("Derived value %1").arg(toQString(tokens[1])) : FieldsTr::tr("Constraint");
    if (isValue) {
      // The name is a member's key: the field stands for the part itself.
      form.fields.push_back(needed(field(Kind::Name, "", FieldsTr::tr("Name"), FieldsTr::tr("Renamed everywhere"))));
    }
    form.fields.push_back(needed(field(Kind::Expression, "", isValue ? FieldsTr::tr("Value") : FieldsTr::tr("Holds"),
                                       isValue ? FieldsTr::tr("An expression over choices and scale parameters")
                                               : FieldsTr::tr("An expression that every design satisfies"))));
    return form;
  }
  if (value->is_object()) return formOfStatement(document, *value, pointer);
  SpaceForm form;
  form.title = FieldsTr::tr("Branch %1").arg(toQString(tokens.back()));
  form.summary = FieldsTr::tr("Statements of one case.");
  return form;
}

QString textOfField(const SpaceField& field, const Json& value) {
  const bool isList = field.kind == Kind::Levels || field.kind == Kind::Names || field.kind == Kind::Values;
  if (!isList || !value.is_array()) return fieldText(value);
  QString text;
  for (const auto& item : value) {
    const bool conditional = item.is_object() && item.contains("value") && item.contains("when");
    const QString own =
        conditional ? fieldText(item["value"]) + QStringLiteral(" if ") + fieldText(item["when"]) : fieldText(item);
    text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + own;
  }
  return text;
}

Result<std::optional<Json>> fieldValue(const SpaceField& field, const QString& text) {
  const QString trimmed = text.trimmed();
  if (trimmed.isEmpty() && !field.required) return std::optional<Json>();
  const std::string plain = trimmed.toStdString();
  switch (field.kind) {
    case Kind::Integer: {
      bool isWhole = false;
      const qlonglong number = trimmed.toLongLong(&isWhole);
      if (!isWhole || static_cast<double>(number) < field.low || static_cast<double>(number) > field.high) {
        return badField(text, PSCOPE_TR_NOOP("SpaceFields", "\"%1\" is not a whole number that can stand here."));
      }
      return std::optional<Json>(static_cast<std::int64_t>(number));
    }
    case Kind::Number: {
      const auto number = parseNumber(plain);
      if (!number || *number < field.low || *number > field.high) {
        return badField(text, PSCOPE_TR_NOOP("SpaceFields", "\"%1\" is not a number that can stand here."));
      }
      const bool isWhole = *number == static_cast<double>(static_cast<std::int64_t>(*number));
      return std::optional<Json>(isWhole ? Json(static_cast<std::int64_t>(*number)) : Json(*number));
    }
    case Kind::Expression: {
      if (plain == "true" || plain == "false") return std::optional<Json>(plain == "true");
      if (plain.starts_with('[')) {
        Json list = Json::parse(plain, nullptr, false);
        if (list.is_array()) return std::optional<Json>(std::move(list));
      }
      const auto number = parseNumber(plain);
      if (!number || plain.find_first_not_of("0123456789+-.eE") != std::string::npos) return std::optional<Json>(plain);
      const bool isWhole = *number == static_cast<double>(static_cast<std::int64_t>(*number)) &&
                           plain.find_first_of(".eE") == std::string::npos;
      return std::optional<Json>(isWhole ? Json(static_cast<std::int64_t>(*number)) : Json(*number));
    }
    case Kind::Levels:
      return levelsValue(trimmed);
    case Kind::Names:
    case Kind::Values: {
      Json names = Json::array();
      for (const auto& part : trimmed.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::string name = part.trimmed().toStdString();
        const auto condition = field.kind == Kind::Values ? name.find(" if ") : std::string::npos;
        if (condition != std::string::npos) {
          names.push_back({{"value", name.substr(0, condition)}, {"when", name.substr(condition + 4)}});
        } else if (!name.empty()) {
          names.push_back(name);
        }
      }
      if (field.kind == Kind::Values && names.size() == 1 && names[0].is_string() && field.member != "/from") {
        return std::optional<Json>(names[0]);
      }
      return std::optional<Json>(std::move(names));
    }
    case Kind::Flag:
      return plain == "true" ? std::optional<Json>(true) : std::optional<Json>();
    case Kind::Text:
    case Kind::Name:
    case Kind::Option:
      break;
  }
  return std::optional<Json>(plain);
}

}  // namespace pscope

#include "core/space/template_compiler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/network/operator_catalogue.h"
#include "core/space/block_calls.h"
#include "core/space/document_values.h"
#include "core/space/operator_reader.h"
#include "core/space/template_scope.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxBlocks = 1'000;
constexpr std::size_t kMaxStatements = 50'000;

bool isScopeName(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

struct BlockHead {
  int index = 0;
  std::string name;
  std::vector<std::string> inputs;
  std::vector<std::string> parameters;
};

/// What the compiler knows of all blocks while it reads their bodies.
struct TemplateContext {
  const ChoiceTree& tree;
  Program& program;
  Problems& problems;
  std::vector<BlockHead> heads;
  std::map<std::string, int, std::less<>> blockByName;
  std::vector<std::vector<int>> calls;  ///< blocks that each block calls
  std::map<std::string, int> scopeIndex;
  std::size_t statements = 0;
};

/// Reads the body of one block: names become slots of its frame.
class BodyCompiler {
 public:
  BodyCompiler(TemplateContext& context, int self)
      : m_context(context), m_self(self), m_scope(context.tree, context.program, context.problems) {}

  void defineValue(const std::string& name) { m_scope.defineValue(name); }
  void defineParameter(const JsonView& place, const std::string& name) { m_scope.defineVariable(place, name); }

  std::vector<Statement> readBody(const JsonView& list) {
    std::vector<Statement> body;
    const auto entries = problems().take(list.array());
    if (!entries) return body;
    body.reserve(std::min<std::size_t>(entries->size(), kMaxStatements));
    for (const auto& entry : *entries) {
      if (problems().full() || m_context.statements > kMaxStatements) return body;
      if (++m_context.statements > kMaxStatements) {
        problems().add(
            entry,
            PSCOPE_TR_NOOP("Space", "The template has more than %1 statements.").arg(std::to_string(kMaxStatements)));
        return body;
      }
      body.push_back(readStatement(entry));
    }
    return body;
  }

  int values() const { return m_scope.values(); }
  int variables() const { return m_scope.variables(); }

 private:
  Problems& problems() { return m_context.problems; }

  Statement readStatement(const JsonView& entry) {
    Statement statement;
    statement.pointer = entry.pointer();
    if (entry.has("op")) {
      readOperator(entry, statement);
    } else if (entry.has("let")) {
      readLet(entry, statement);
    } else if (entry.has("for") || entry.has("repeat")) {
      readFor(entry, statement);
    } else if (entry.has("if")) {
      readIf(entry, statement);
    } else if (entry.has("switch")) {
      readSwitch(entry, statement);
    } else if (entry.has("block")) {
      readCall(entry, statement);
    } else if (entry.has("select")) {
      readSelect(entry, statement);
    } else if (entry.has("use")) {
      statement.kind = Statement::Kind::Use;
      problems().add(entry.onlyKeys({"use", "out"}));
      readInputs(entry, "use", statement);
      readOut(entry, statement);
    } else if (entry.has("scope")) {
      statement.kind = Statement::Kind::Scope;
      problems().add(entry.onlyKeys({"scope", "do"}));
      readScope(entry, statement);
      readMemberBody(entry, "do", statement.body);
    } else {
      problems().add(
          entry, PSCOPE_TR_NOOP("Space", "This is not a statement."),
          PSCOPE_TR_NOOP("Space", "Known are: op, let, for, repeat, if, switch, block, select, use, scope."));
    }
    return statement;
  }

  void readMemberBody(const JsonView& entry, const char* key, std::vector<Statement>& body) {
    if (const auto list = problems().take(entry.member(key))) body = readBody(*list);
  }

  void readOperator(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::Operator;
    readInputs(entry, "in", statement);
    if (!entry.has("in") && takesNone(entry)) statement.inputs.clear();
    if (!statement.whens.empty() && !takesMany(entry)) {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "Only operators of several inputs can leave some out."),
                     PSCOPE_TR_NOOP("Space", "Use add, concat or multiply."));
    }
    readOperatorAttributes(entry, statement, [this](const JsonView& place) { return bind(place); }, problems());
    readOut(entry, statement);
  }

  /// "in": the name of a value, or a list of them; none: the running value.
  void readInputs(const JsonView& entry, const char* key, Statement& statement) {
    if (!entry.has(key)) {
      statement.inputs = {Binding::kCurrentValue};
      return;
    }
    const auto member = problems().take(entry.member(key));
    if (!member) return;
    if (member->isString()) {
      statement.inputs.push_back(readValue(*member));
      return;
    }
    const auto list = problems().take(member->array());
    if (!list) return;
    for (const auto& item : *list) readListedInput(item, statement);
    if (statement.inputs.empty())
      problems().add(*member, PSCOPE_TR_NOOP("Space", "At least one value is expected here."));
  }

  static bool takesNone(const JsonView& entry) {
    const auto name = entry.string("op");
    const auto op = name.ok() ? operatorByName(name.value()) : std::nullopt;
    return op && operatorInfo(*op).maxInputs == 0;
  }

  static bool takesMany(const JsonView& entry) {
    const auto name = entry.string("op");
    const auto op = name.ok() ? operatorByName(name.value()) : std::nullopt;
    return !op || operatorInfo(*op).kind == OperatorKind::Combine;
  }

  /// The name of a value, or {"value": name, "when": condition}.
  void readListedInput(const JsonView& item, Statement& statement) {
    if (!item.isObject()) {
      if (!statement.whens.empty()) statement.whens.push_back(always());
      statement.inputs.push_back(readValue(item));
      return;
    }
    problems().add(item.onlyKeys({"value", "when"}));
    const auto value = problems().take(item.member("value"));
    const auto when = problems().take(item.member("when"));
    if (!value || !when) return;
    statement.whens.resize(statement.inputs.size(), always());
    statement.inputs.push_back(readValue(*value));
    statement.whens.push_back(bind(*when));
  }

  static BoundExpression always() {
    BoundExpression expression;
    expression.constant.number = 1;
    return expression;
  }

  /// {"select": number or name, "from": [values]}
  void readSelect(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::Select;
    problems().add(entry.onlyKeys({"select", "from", "out"}));
    if (const auto place = problems().take(entry.member("select"))) statement.subject = bind(*place);
    const auto list = problems().take(entry.array("from"));
    if (!list) return;
    for (const auto& item : *list) {
      statement.inputs.push_back(readValue(item));
      statement.inputNames.push_back(problems().take(item.string()).value_or(""));
    }
    readOut(entry, statement);
  }

  int readValue(const JsonView& place) {
    const auto name = problems().take(place.string());
    if (!name || *name == "it") return Binding::kCurrentValue;
    if (const auto slot = m_scope.valueSlot(*name)) return *slot;
    problems().add(place, PSCOPE_TR_NOOP("Space", "There is no value \"%1\" before this place.").arg(*name),
                   PSCOPE_TR_NOOP("Space", "Known are: %1.").arg(m_scope.knownValues()));
    return Binding::kCurrentValue;
  }

  void readOut(const JsonView& entry, Statement& statement) {
    if (!entry.has("out")) return;
    const auto name = problems().take(entry.string("out"));
    if (!name) return;
    if (!isIdentifier(*name) || *name == "it") {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a value.").arg(*name),
                     PSCOPE_TR_NOOP("Space", "Use a letter, then letters, digits and underscores."));
      return;
    }
    statement.out = m_scope.defineValue(*name);
  }

  void readLet(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::Let;
    problems().add(entry.onlyKeys({"let"}));
    const auto members = problems().take(entry.member("let"));
    if (!members) return;
    if (!members->isObject()) {
      problems().add(*members, PSCOPE_TR_NOOP("Space", "Names with their expressions are expected here."));
      return;
    }
    for (const auto& name : members->keys()) {
      const auto place = problems().take(members->member(name));
      if (!place) continue;
      Statement::Assignment assignment;
      assignment.expression = bind(*place);
      assignment.slot = m_scope.defineVariable(*place, name);
      statement.assignments.push_back(std::move(assignment));
    }
  }

  void readScope(const JsonView& entry, Statement& statement) {
    if (!entry.has("scope")) return;
    const auto name = problems().take(entry.string("scope"));
    if (!name) return;
    if (!isScopeName(*name)) {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a part of the network.").arg(*name),
                     PSCOPE_TR_NOOP("Space", "Use letters, digits, '_', '-' and '.'."));
      return;
    }
    auto& names = m_context.program.scopeNames;
    const auto [found, isNew] = m_context.scopeIndex.emplace(*name, static_cast<int>(names.size()));
    if (isNew) names.push_back(*name);
    statement.scope = found->second;
  }

  /// {"for": "i", "count": n, "do": [...]}, {"for": "s", "over": "stage", "do": [...]}, {"repeat": n, "do": [...]}
  void readFor(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::For;
    statement.limit = kMaxRepeats;
    readScope(entry, statement);
    if (entry.has("repeat")) {
      problems().add(entry.onlyKeys({"repeat", "scope", "do"}));
      if (const auto count = problems().take(entry.member("repeat"))) statement.subject = bind(*count);
      readMemberBody(entry, "do", statement.body);
      return;
    }
    problems().add(entry.onlyKeys({"for", "over", "count", "scope", "do"}));
    const auto name = problems().take(entry.string("for"));
    if (!name) return;
    std::optional<TemplateScope::Alias> alias;
    if (entry.has("over")) {
      alias = readOver(entry, statement);
    } else if (!entry.has("count")) {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "A loop needs a count, or a repeated choice to go over."),
                     PSCOPE_TR_NOOP("Space", "Add \"count\" or \"over\"."));
    }
    if (entry.has("count")) {
      if (const auto count = problems().take(entry.member("count"))) statement.subject = bind(*count);
    }
    statement.variable = m_scope.defineVariable(entry, *name);
    if (!alias) return readMemberBody(entry, "do", statement.body);
    if (alias->node->stride() > 0) {
      alias->terms[static_cast<std::size_t>(alias->termCount++)] = {statement.variable, alias->node->stride()};
    }
    const auto outer = m_scope.setAlias(*name, alias);
    readMemberBody(entry, "do", statement.body);
    m_scope.setAlias(*name, outer);
  }

  std::optional<TemplateScope::Alias> readOver(const JsonView& entry, Statement& statement) {
    const auto place = problems().take(entry.member("over"));
    const auto path = place ? problems().take(place->string()) : std::nullopt;
    if (!path) return std::nullopt;
    auto found = m_scope.findChoice(*path);
    if (!found || found->node->type != TreeNode::Type::Repeat) {
      problems().add(*place, PSCOPE_TR_NOOP("Space", "\"%1\" is not a repeated choice.").arg(*path),
                     PSCOPE_TR_NOOP("Space", "Name an entry of type repeat."));
      return std::nullopt;
    }
    if (found->termCount >= Binding::kMaxTerms) {
      problems().add(*place, PSCOPE_TR_NOOP("Space", "Loops over repeated choices may be nested %1 deep.")
                                 .arg(std::to_string(Binding::kMaxTerms)));
      return std::nullopt;
    }
    statement.limit = found->node->count;
    statement.subject.constant.number = found->node->count;
    return found;
  }

  void readIf(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::If;
    problems().add(entry.onlyKeys({"if", "then", "else"}));
    if (const auto place = problems().take(entry.member("if"))) statement.subject = bind(*place);
    readMemberBody(entry, "then", statement.body);
    if (entry.has("else")) readMemberBody(entry, "else", statement.otherwise);
  }

  void readSwitch(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::Switch;
    problems().add(entry.onlyKeys({"switch", "cases", "default"}));
    const auto place = problems().take(entry.member("switch"));
    if (!place) return;
    statement.subject = bind(*place);
    const auto cases = problems().take(entry.member("cases"));
    if (!cases) return;
    if (!cases->isObject()) {
      problems().add(*cases, PSCOPE_TR_NOOP("Space", "Levels with their statements are expected here."));
      return;
    }
    for (const auto& key : cases->keys()) {
      Statement::Case branch;
      branch.text = key;
      const auto number = parseNumber(key);
      branch.number = number ? *number : std::numeric_limits<double>::quiet_NaN();
      if (key == "true" || key == "false") branch.number = key == "true" ? 1 : 0;
      if (const auto body = problems().take(cases->member(key))) branch.body = readBody(*body);
      statement.cases.push_back(std::move(branch));
    }
    statement.hasDefault = entry.has("default");
    if (statement.hasDefault) readMemberBody(entry, "default", statement.otherwise);
    checkCases(*place, *cases, statement);
  }

  /// A switch on a choice must know its levels, and all of them.
  void checkCases(const JsonView& place, const JsonView& cases, const Statement& statement) {
    if (statement.subject.kind != BoundExpression::Kind::Load) return;
    const Binding& binding = statement.subject.bindings.front();
    if (binding.kind != Binding::Kind::Gene) return;
    const auto gene = static_cast<std::size_t>(binding.index);
    if (gene >= m_context.tree.choices().size()) return;  // the choices have problems of their own
    const auto& levels = m_context.tree.choices()[gene].levels;
    const auto keys = cases.keys();
    for (const auto& key : keys) {
      if (std::find(levels.begin(), levels.end(), key) != levels.end()) continue;
      if (const auto at = problems().take(cases.member(key))) {
        problems().add(*at, PSCOPE_TR_NOOP("Space", "\"%1\" is not a level of this choice.").arg(key));
      }
    }
    for (const auto& level : levels) {
      if (statement.hasDefault || std::find(keys.begin(), keys.end(), level) != keys.end()) continue;
      problems().add(place, PSCOPE_TR_NOOP("Space", "There is no case for the level \"%1\".").arg(level),
                     PSCOPE_TR_NOOP("Space", "Add it, or a default."));
    }
  }

  void readCall(const JsonView& entry, Statement& statement) {
    statement.kind = Statement::Kind::Block;
    problems().add(entry.onlyKeys({"block", "in", "args", "out", "scope"}));
    readInputs(entry, "in", statement);
    readScope(entry, statement);
    const auto name = problems().take(entry.string("block"));
    if (!name) return;
    const auto found = m_context.blockByName.find(*name);
    if (found == m_context.blockByName.end()) {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "There is no block \"%1\".").arg(*name),
                     PSCOPE_TR_NOOP("Space", "Define it in \"blocks\"."));
      return;
    }
    statement.block = found->second;
    m_context.calls[static_cast<std::size_t>(m_self)].push_back(found->second);
    const BlockHead& head = m_context.heads[static_cast<std::size_t>(found->second)];
    if (statement.inputs.size() != head.inputs.size()) {
      problems().add(entry, PSCOPE_TR_NOOP("Space", "The block \"%1\" takes %2 values, not %3.")
                                .arg(*name)
                                .arg(std::to_string(head.inputs.size()))
                                .arg(std::to_string(statement.inputs.size())));
    }
    readArguments(entry, head, statement);
    readOut(entry, statement);
  }

  void readArguments(const JsonView& entry, const BlockHead& head, Statement& statement) {
    std::vector<std::string> given;
    if (entry.has("args")) {
      const auto args = problems().take(entry.member("args"));
      if (!args) return;
      given = args->keys();
      for (const auto& key : given) {
        const auto place = problems().take(args->member(key));
        if (!place) continue;
        const auto parameter = std::find(head.parameters.begin(), head.parameters.end(), key);
        if (parameter == head.parameters.end()) {
          problems().add(*place,
                         PSCOPE_TR_NOOP("Space", "The block \"%1\" has no parameter \"%2\".").arg(head.name).arg(key));
          continue;
        }
        statement.assignments.push_back({static_cast<int>(parameter - head.parameters.begin()), bind(*place)});
      }
    }
    for (const auto& parameter : head.parameters) {
      if (std::find(given.begin(), given.end(), parameter) != given.end()) continue;
      problems().add(
          entry, PSCOPE_TR_NOOP("Space", "The block \"%1\" needs the argument \"%2\".").arg(head.name).arg(parameter),
          PSCOPE_TR_NOOP("Space", "Add it to \"args\"."));
    }
  }

  BoundExpression bind(const JsonView& place) {
    auto bound = bindExpression(
        place, [this](std::string_view name) { return m_scope.resolve(name); },
        [this] { return m_scope.visibleNames(); });
    if (bound.ok()) return std::move(bound).value();
    problems().add(std::move(bound).error());
    return {};
  }

  TemplateContext& m_context;
  int m_self;
  TemplateScope m_scope;
};

std::vector<std::string> readNames(const JsonView& entry, const char* key, std::vector<std::string> fallback,
                                   Problems& problems) {
  if (!entry.has(key)) return fallback;
  const auto list = problems.take(entry.array(key));
  std::vector<std::string> names;
  if (!list) return names;
  for (const auto& item : *list) {
    const auto name = problems.take(item.string());
    if (!name) continue;
    if (!isIdentifier(*name) || *name == "it" || std::find(names.begin(), names.end(), *name) != names.end()) {
      problems.add(item, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be a name here, or is there twice.").arg(*name));
    }
    names.push_back(*name);
  }
  return names;
}

void readHeads(const JsonView& blocks, TemplateContext& context) {
  if (!blocks.isObject()) {
    context.problems.add(blocks, PSCOPE_TR_NOOP("Space", "Blocks with their names are expected here."));
    return;
  }
  const auto names = blocks.keys();
  if (names.size() > kMaxBlocks) {
    context.problems.add(blocks,
                         PSCOPE_TR_NOOP("Space", "There are more than %1 blocks.").arg(std::to_string(kMaxBlocks)));
    return;
  }
  for (const auto& name : names) {
    const auto entry = context.problems.take(blocks.member(name));
    if (!entry) continue;
    context.problems.add(entry->onlyKeys({"summary", "source", "inputs", "parameters", "body"}));
    BlockHead head;
    head.index = static_cast<int>(context.heads.size());
    head.name = name;
    head.inputs = readNames(*entry, "inputs", {"x"}, context.problems);
    head.parameters = readNames(*entry, "parameters", {}, context.problems);
    if (head.inputs.empty()) {
      context.problems.add(*entry, PSCOPE_TR_NOOP("Space", "A block takes at least one value."));
    }
    context.blockByName.emplace(name, head.index);
    context.heads.push_back(std::move(head));
  }
}

ProgramBlock readBlock(const JsonView& place, const JsonView& body, const BlockHead& head, TemplateContext& context) {
  BodyCompiler compiler(context, head.index);
  for (const auto& name : head.inputs) compiler.defineValue(name);
  for (const auto& name : head.parameters) compiler.defineParameter(place, name);
  ProgramBlock block;
  block.name = head.name;
  block.inputs = static_cast<int>(head.inputs.size());
  block.body = compiler.readBody(body);
  block.values = compiler.values();
  block.variables = compiler.variables();
  return block;
}

}  // namespace

void compileTemplate(const JsonView& document, const ChoiceTree& tree, Program& program, Problems& problems) {
  compileValues(document, tree, program, problems);
  TemplateContext context{tree, program, problems, {}, {}, {}, {}, 0};
  const auto blocks = document.has("blocks") ? problems.take(document.member("blocks")) : std::nullopt;
  if (blocks) readHeads(*blocks, context);
  const BlockHead network{static_cast<int>(context.heads.size()), "network", {"input"}, {}};
  context.calls.resize(context.heads.size() + 1);
  for (const auto& head : context.heads) {
    const auto place = problems.take(blocks->member(head.name));
    const auto body = place ? problems.take(place->member("body")) : std::nullopt;
    program.blocks.push_back(body ? readBlock(*place, *body, head, context) : ProgramBlock{});
  }
  if (const auto body = problems.take(document.member("network"))) {
    program.blocks.push_back(readBlock(document, *body, network, context));
  }
  if (blocks && context.heads.size() + 1 == context.calls.size() && !context.heads.empty()) {
    std::vector<std::string> names;
    names.reserve(context.heads.size() + 1);
    for (const auto& head : context.heads) names.push_back(head.name);
    names.push_back(network.name);
    checkCalls(*blocks, names, context.calls, problems);
  }
}

}  // namespace pscope

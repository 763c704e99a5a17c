#include "core/space/lowering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "core/base/number_text.h"
#include "core/network/network_editor.h"

namespace pscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr NodeIndex kUnset = -1;
constexpr std::size_t kMaxScopes = 50'000;   // beyond, nodes stay in the part around them
constexpr std::size_t kMaxPathLength = 500;  // likewise

/// Runs statements; the first error stops it.
class Lowering {
 public:
  Lowering(const Program& program, const ChoiceTree& tree, const ProgramScale& scale, const Genome& genome)
      : m_program(program),
        m_tree(tree),
        m_scale(scale),
        m_genome(genome),
        m_network(scale.input),
        m_editor(m_network) {
    m_globals.reserve(program.values.size());
    for (const auto& value : program.values) m_globals.push_back(evaluate(value, {}));
    m_network.reserve(384, 448);
    m_scopes.reserve(128);
    m_scopes.emplace_back();
  }

  /// What the input's expressions give.
  Result<TensorShape> input() const {
    TensorShape shape = m_scale.input;
    for (std::size_t axis = 0; axis < m_scale.inputSizes.size(); ++axis) {
      const double size = evaluate(m_scale.inputSizes[axis], {}).number;
      if (!(size >= 1 && size <= (axis == 0 ? kMaxChannelsOfInput : kMaxSideOfInput)) || size != std::floor(size)) {
        return makeError(ErrorCode::InvalidArgument,
                         PSCOPE_TR_NOOP("Space", "A size of the input becomes %1.").arg(numberText(size, 6)),
                         PSCOPE_TR_NOOP("Space", "A whole number within range is expected."), "",
                         m_scale.pointer + "/input/" + std::to_string(axis));
      }
      (axis == 0 ? shape.channels : axis == 1 ? shape.height : shape.width) = static_cast<std::int32_t>(size);
    }
    return shape;
  }

  Result<Network> run(const ScopePaths& paths, const std::string& file) {
    if (!m_scale.inputSizes.empty()) {
      auto shape = input();
      if (!shape.ok()) {
        auto error = std::move(shape).error();
        error.file = file;
        return error;
      }
      m_editor.setInput(shape.value());
    }
    const ProgramBlock& main = m_program.blocks.back();
    const Frame frame = push(main);
    m_values[frame.values] = 0;
    if (!runBody(main.body, frame) || !finish()) {
      m_error.file = file;
      return std::move(m_error);
    }
    m_editor.adoptScopes(paths.pathsOf(m_scopes, m_program));
    return std::move(m_network);
  }

 private:
  struct Frame {
    std::size_t variables = 0;  ///< first slot in m_variables
    std::size_t values = 0;     ///< first slot in m_values
  };

  Frame push(const ProgramBlock& block) {
    const Frame frame{m_variables.size(), m_values.size()};
    m_variables.resize(frame.variables + static_cast<std::size_t>(block.variables), Expression::Value{kNaN, {}});
    m_values.resize(frame.values + static_cast<std::size_t>(block.values), kUnset);
    return frame;
  }
  void pop(const Frame& frame) {
    m_variables.resize(frame.variables);
    m_values.resize(frame.values);
  }

  bool fail(const Statement& statement, Message what, Message mend = {}) {
    m_error = makeError(ErrorCode::InvalidArgument, std::move(what), std::move(mend), "", statement.pointer);
    return false;
  }

  bool runBody(const std::vector<Statement>& body, const Frame& frame) {
    for (const Statement& statement : body) {
      if (++m_steps > kMaxSteps) {
        return fail(statement, PSCOPE_TR_NOOP("Space", "The template does not come to an end."),
                    PSCOPE_TR_NOOP("Space", "Loop less often."));
      }
      if (!runStatement(statement, frame)) return false;
    }
    return true;
  }

  bool runStatement(const Statement& statement, const Frame& frame) {
    switch (statement.kind) {
      case Statement::Kind::Operator:
        return runOperator(statement, frame);
      case Statement::Kind::Let:
        m_steps += static_cast<std::int64_t>(statement.assignments.size());
        for (const auto& assignment : statement.assignments) {
          m_variables[frame.variables + static_cast<std::size_t>(assignment.slot)] =
              evaluate(assignment.expression, frame);
        }
        return true;
      case Statement::Kind::For:
        return runFor(statement, frame);
      case Statement::Kind::If: {
        const double condition = evaluate(statement.subject, frame).number;
        return runBody(condition != 0 && condition == condition ? statement.body : statement.otherwise, frame);
      }
      case Statement::Kind::Switch:
        return runSwitch(statement, frame);
      case Statement::Kind::Block:
        return runBlock(statement, frame);
      case Statement::Kind::Scope: {
        const Scope scope(*this, statement.scope, -1);
        return runBody(statement.body, frame);
      }
      case Statement::Kind::Use: {
        const NodeIndex value = read(statement.inputs.front(), frame);
        if (value == kUnset) return failUnset(statement);
        finishValue(statement, frame, value);
        return true;
      }
      case Statement::Kind::Select:
        return runSelect(statement, frame);
    }
    return true;
  }

  bool runSelect(const Statement& statement, const Frame& frame) {
    const Expression::Value chosen = evaluate(statement.subject, frame);
    std::size_t index = statement.inputs.size();
    if (!chosen.text.empty()) {
      const auto& names = statement.inputNames;
      index = static_cast<std::size_t>(std::find(names.begin(), names.end(), chosen.text) - names.begin());
    } else if (chosen.number >= 0 && chosen.number < static_cast<double>(index)) {
      index = static_cast<std::size_t>(chosen.number);
    }
    if (index >= statement.inputs.size()) {
      return fail(statement,
                  PSCOPE_TR_NOOP("Space", "There is no value number %1 here.")
                      .arg(chosen.text.empty() ? numberText(chosen.number, 6) : std::string(chosen.text)),
                  PSCOPE_TR_NOOP("Space", "They are numbered from 0; a text must be the name of one of them."));
    }
    const NodeIndex value = read(statement.inputs[index], frame);
    if (value == kUnset) return failUnset(statement);
    finishValue(statement, frame, value);
    return true;
  }

  /// The values that an operator reads in this design, into m_inputs.
  bool gatherInputs(const Statement& statement, const Frame& frame) {
    m_inputs.clear();
    for (std::size_t i = 0; i < statement.inputs.size(); ++i) {
      if (!statement.whens.empty()) {
        const double when = evaluate(statement.whens[i], frame).number;
        if (when == 0 || when != when) continue;
      }
      const NodeIndex value = read(statement.inputs[i], frame);
      if (value == kUnset) return failUnset(statement);
      m_inputs.push_back(value);
    }
    if (!m_inputs.empty() || statement.inputs.empty()) return true;
    return fail(statement, PSCOPE_TR_NOOP("Space", "This operator has no input in this design."),
                PSCOPE_TR_NOOP("Space", "Let the conditions of its inputs leave at least one."));
  }

  /// A part of the path in the names of nodes, while it exists.
  class Scope {
   public:
    Scope(Lowering& owner, int name, int number) : m_owner(owner), m_outer(owner.m_scope) {
      if (name < 0 || owner.m_scopes.size() >= kMaxScopes) return;
      owner.m_scopes.push_back({m_outer, name, number});
      set(static_cast<std::int32_t>(owner.m_scopes.size()) - 1);
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { set(m_outer); }

   private:
    void set(std::int32_t scope) {
      m_owner.m_scope = scope;
      m_owner.m_editor.setScopeIndex(scope);
    }
    Lowering& m_owner;
    std::int32_t m_outer;
  };

  bool runOperator(const Statement& statement, const Frame& frame) {
    m_steps += static_cast<std::int64_t>(statement.inputs.size() / 4);
    if (!gatherInputs(statement, frame)) return false;
    if (!statement.whens.empty() && m_inputs.size() == 1) {  // nothing to combine
      finishValue(statement, frame, m_inputs.front());
      return true;
    }
    OpAttributes attributes = statement.attributes;
    for (const auto& attribute : statement.computed) {
      const double value = evaluate(attribute.expression, frame).number;
      if (!setAttribute(attributes, attribute.field, value)) {
        return fail(
            statement, PSCOPE_TR_NOOP("Space", "An attribute of this operator becomes %1.").arg(numberText(value, 6)),
            PSCOPE_TR_NOOP("Space", "A whole number within range is expected; \"nan\" comes from an inactive choice."));
      }
    }
    if (statement.samePadding) {
      const int height = attributes.dilation * (attributes.kernelHeight - 1) / 2;
      const int width = attributes.dilation * (attributes.kernelWidth - 1) / 2;
      if (std::max(height, width) > std::numeric_limits<std::int16_t>::max()) {
        return fail(statement, PSCOPE_TR_NOOP("Space", "The padding of this window must be given."));
      }
      attributes.paddingHeight = static_cast<std::int16_t>(height);
      attributes.paddingWidth = static_cast<std::int16_t>(width);
    }
    if (statement.project && !projectInputs(statement)) return false;
    const auto node = append(statement, statement.op, m_inputs, attributes);
    if (!node) return false;
    finishValue(statement, frame, *node);
    return true;
  }

  std::optional<NodeIndex> append(const Statement& statement, Op op, std::span<const NodeIndex> inputs,
                                  const OpAttributes& attributes) {
    if (m_network.nodes().size() >= kMaxNodes) {
      failTooLarge(statement);
      return std::nullopt;
    }
    auto node = m_network.add(op, inputs, attributes);
    if (node.ok()) return node.value();
    m_error = std::move(node).error();
    m_error.place = statement.pointer;
    return std::nullopt;
  }

  /// Declared repair: inputs of another shape than the first get its height and width (nearest pixel) and, but for a
  /// concatenation, its channels (1x1 convolution). Whatever makes the tensor smaller comes first.
  bool projectInputs(const Statement& statement) {
    const TensorShape target = m_network.node(m_inputs.front()).shape;
    for (std::size_t i = 1; i < m_inputs.size(); ++i) {
      const TensorShape shape = m_network.node(m_inputs[i]).shape;
      const bool resizes = shape.height != target.height || shape.width != target.width;
      const bool converts = shape.channels != target.channels && statement.op != Op::Concat;
      const bool grows = std::int64_t{target.height} * target.width > std::int64_t{shape.height} * shape.width;
      OpAttributes resize;
      resize.dims = {target.height, target.width, 0, 0};
      OpAttributes convolution;
      convolution.outChannels = target.channels;
      for (const bool first : {true, false}) {
        const bool isResize = first != grows;
        if (isResize ? !resizes : !converts) continue;
        const std::array<NodeIndex, 1> input{m_inputs[i]};
        const auto node = append(statement, isResize ? Op::Resize : Op::Conv2d, input, isResize ? resize : convolution);
        if (!node) return false;
        m_inputs[i] = *node;
      }
    }
    return true;
  }

  bool runFor(const Statement& statement, const Frame& frame) {
    const double count = evaluate(statement.subject, frame).number;
    if (!(count >= 0 && count <= statement.limit) || count != std::floor(count)) {
      return fail(
          statement, PSCOPE_TR_NOOP("Space", "The count of this loop becomes %1.").arg(numberText(count, 6)),
          PSCOPE_TR_NOOP("Space", "A whole number from 0 to %1 is expected.").arg(std::to_string(statement.limit)));
    }
    for (int i = 0; i < static_cast<int>(count); ++i) {
      ++m_steps;  // an empty body takes time too
      if (statement.variable >= 0) {
        m_variables[frame.variables + static_cast<std::size_t>(statement.variable)] = {static_cast<double>(i), {}};
      }
      const Scope scope(*this, statement.scope, i + 1);
      if (!runBody(statement.body, frame)) return false;
    }
    return true;
  }

  bool runSwitch(const Statement& statement, const Frame& frame) {
    const Expression::Value value = evaluate(statement.subject, frame);
    m_steps += static_cast<std::int64_t>(statement.cases.size() / 8);
    for (const auto& branch : statement.cases) {
      const bool matches = value.text.empty() ? branch.number == value.number : branch.text == value.text;
      if (matches) return runBody(branch.body, frame);
    }
    if (statement.hasDefault) return runBody(statement.otherwise, frame);
    return fail(statement,
                PSCOPE_TR_NOOP("Space", "There is no case for \"%1\".")
                    .arg(value.text.empty() ? numberText(value.number, 6) : std::string(value.text)),
                PSCOPE_TR_NOOP("Space", "Add it, or a default."));
  }

  bool runBlock(const Statement& statement, const Frame& frame) {
    const ProgramBlock& block = m_program.blocks[static_cast<std::size_t>(statement.block)];
    m_steps += (block.values + block.variables) / 8;
    const Frame inner = push(block);
    for (std::size_t i = 0; i < statement.inputs.size(); ++i) {
      const NodeIndex value = read(statement.inputs[i], frame);
      if (value == kUnset) return failUnset(statement);
      m_values[inner.values + i] = value;
    }
    for (const auto& argument : statement.assignments) {
      m_variables[inner.variables + static_cast<std::size_t>(argument.slot)] = evaluate(argument.expression, frame);
    }
    {
      const Scope scope(*this, statement.scope, -1);
      if (!replay(statement, inner)) {
        Call call = describe(statement, inner);
        m_current = m_values[inner.values];
        if (!runBody(block.body, inner)) return false;
        remember(std::move(call));
      }
    }
    if (m_network.nodes().size() > kMaxNodes) return failTooLarge(statement);
    pop(inner);
    finishValue(statement, frame, m_current);
    return true;
  }

  /// A call of a block and what it made. Equal arguments and shapes make equal nodes, so the next one is copied.
  struct Call {
    int block = -1;
    std::vector<NodeIndex> inputs;
    std::vector<Expression::Value> arguments;
    NodeIndex firstNode = 0;
    NodeIndex endNode = 0;
    std::int32_t scope = 0;  ///< inside the call
    std::int32_t firstScope = 0;
    std::int32_t endScope = 0;
    NodeIndex result = 0;
  };
  static constexpr std::size_t kRememberedCalls = 8;
  static constexpr NodeIndex kWorthCopying = 6;

  Call describe(const Statement& statement, const Frame& inner) const {
    Call call;
    call.block = statement.block;
    call.firstNode = static_cast<NodeIndex>(m_network.nodes().size());
    call.scope = m_scope;
    call.firstScope = static_cast<std::int32_t>(m_scopes.size());
    const auto values = m_values.begin() + static_cast<std::ptrdiff_t>(inner.values);
    call.inputs.assign(values, values + static_cast<std::ptrdiff_t>(statement.inputs.size()));
    const auto variables = m_variables.begin() + static_cast<std::ptrdiff_t>(inner.variables);
    call.arguments.assign(variables, variables + static_cast<std::ptrdiff_t>(statement.assignments.size()));
    return call;
  }

  void remember(Call call) {
    call.endNode = static_cast<NodeIndex>(m_network.nodes().size());
    if (call.endNode - call.firstNode < kWorthCopying) return;
    call.endScope = static_cast<std::int32_t>(m_scopes.size());
    call.result = m_current;
    if (m_calls.size() < kRememberedCalls) {
      m_calls.push_back(std::move(call));
    } else {
      m_calls[m_nextCall++ % kRememberedCalls] = std::move(call);
    }
  }

  bool isLike(const Call& call, const Statement& statement, const Frame& inner) const {
    if (call.block != statement.block) return false;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const auto& a = call.arguments[i];
      const auto& b = m_variables[inner.variables + i];
      const bool bothNaN = a.number != a.number && b.number != b.number;
      if ((a.number != b.number && !bothNaN) || a.text != b.text) return false;
    }
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
      const NodeIndex now = m_values[inner.values + i];
      if (m_network.node(call.inputs[i]).shape != m_network.node(now).shape) return false;
      for (std::size_t j = 0; j < i; ++j) {
        if ((call.inputs[i] == call.inputs[j]) != (now == m_values[inner.values + j])) return false;
      }
    }
    return true;
  }

  /// Copies what an equal call made, if there was one.
  bool replay(const Statement& statement, const Frame& inner) {
    const auto found =
        std::find_if(m_calls.begin(), m_calls.end(), [&](const Call& call) { return isLike(call, statement, inner); });
    if (found == m_calls.end() || m_scopes.size() >= kMaxScopes) return false;
    const Call& call = *found;
    const std::span<const NodeIndex> now(m_values.data() + inner.values, call.inputs.size());
    const auto nodeShift = static_cast<NodeIndex>(m_network.nodes().size()) - call.firstNode;
    const auto scopeShift = static_cast<std::int32_t>(m_scopes.size()) - call.firstScope;
    const auto scopeOf = [&](std::int32_t scope) { return scope >= call.firstScope ? scope + scopeShift : m_scope; };
    for (std::int32_t s = call.firstScope; s < call.endScope; ++s) {
      ScopeEntry entry = m_scopes[static_cast<std::size_t>(s)];
      entry.parent = scopeOf(entry.parent);
      m_scopes.push_back(entry);
    }
    const std::size_t inputsBefore = m_editor.inputCount();
    m_editor.repeat(call.firstNode, call.endNode, call.inputs, now, scopeOf);
    m_steps += static_cast<std::int64_t>(m_editor.inputCount() - inputsBefore) + call.endNode - call.firstNode;
    m_current =
        call.result >= call.firstNode ? call.result + nodeShift : NetworkEditor::mapped(call.result, call.inputs, now);
    return true;
  }

  /// The output must be the last node, and a vector of the classes.
  bool finish() {
    if (m_current != static_cast<NodeIndex>(m_network.nodes().size()) - 1) {
      const std::array<NodeIndex, 1> inputs{m_current};
      auto node = m_network.add(Op::Identity, inputs);
      if (!node.ok()) {
        m_error = std::move(node).error();
        return false;
      }
    }
    const TensorShape& out = m_network.outputShape();
    if (out == TensorShape{m_scale.classes, 1, 1}) return true;
    m_error = makeError(ErrorCode::InvalidArgument,
                        PSCOPE_TR_NOOP("Space", "The network ends in %1, but its scale has %2 classes.")
                            .arg(out.text())
                            .arg(std::to_string(m_scale.classes)),
                        PSCOPE_TR_NOOP("Space", "End it with a linear layer of \"classes\" channels."), "", "/network");
    return false;
  }

  NodeIndex read(int slot, const Frame& frame) const {
    return slot == Binding::kCurrentValue ? m_current : m_values[frame.values + static_cast<std::size_t>(slot)];
  }
  bool failTooLarge(const Statement& statement) {
    return fail(statement,
                PSCOPE_TR_NOOP("Space", "The network has more than %1 nodes.").arg(std::to_string(kMaxNodes)),
                PSCOPE_TR_NOOP("Space", "Loop less often."));
  }
  bool failUnset(const Statement& statement) {
    return fail(statement, PSCOPE_TR_NOOP("Space", "A value that is read here was not made in this design."),
                PSCOPE_TR_NOOP("Space", "Give it its name in every branch."));
  }
  void finishValue(const Statement& statement, const Frame& frame, NodeIndex value) {
    m_current = value;
    if (statement.out >= 0) m_values[frame.values + static_cast<std::size_t>(statement.out)] = value;
  }

  Expression::Value evaluate(const BoundExpression& expression, const Frame& frame) const {
    switch (expression.kind) {
      case BoundExpression::Kind::Constant:
        return expression.constant;
      case BoundExpression::Kind::Load:
        return load(expression.bindings.front(), frame);
      case BoundExpression::Kind::Evaluate:
        break;
    }
    const std::size_t count = expression.bindings.size();
    return count <= 4 ? run<4>(expression, frame) : run<kMaxNamesPerExpression>(expression, frame);
  }

  template <std::size_t kNames>
  Expression::Value run(const BoundExpression& expression, const Frame& frame) const {
    std::array<Expression::Value, kNames> values;
    const std::size_t count = expression.bindings.size();
    for (std::size_t i = 0; i < count; ++i) values[i] = load(expression.bindings[i], frame);
    return {expression.expression->evaluate(std::span<const Expression::Value>(values.data(), count)), {}};
  }

  Expression::Value load(const Binding& binding, const Frame& frame) const {
    switch (binding.kind) {
      case Binding::Kind::Constant:
        return {binding.constant, {}};
      case Binding::Kind::Variable:
        return m_variables[frame.variables + static_cast<std::size_t>(binding.index)];
      case Binding::Kind::Gene:
        return loadGene(binding, frame);
      case Binding::Kind::Parameter:
        return {m_scale.parameters[static_cast<std::size_t>(binding.index)], {}};
      case Binding::Kind::Value: {
        const auto value = static_cast<std::size_t>(binding.index);
        return value < m_globals.size() ? m_globals[value] : Expression::Value{kNaN, {}};
      }
      case Binding::Kind::Dimension: {
        const NodeIndex value = read(binding.index, frame);
        if (value == kUnset) return {kNaN, {}};
        const TensorShape& shape = m_network.node(value).shape;
        const auto size = binding.axis == 0 ? shape.channels : binding.axis == 1 ? shape.height : shape.width;
        return {static_cast<double>(size), {}};
      }
    }
    return {kNaN, {}};
  }

  Expression::Value loadGene(const Binding& binding, const Frame& frame) const {
    double index = binding.index;
    for (int t = 0; t < binding.termCount; ++t) {
      const auto& term = binding.terms[static_cast<std::size_t>(t)];
      index += m_variables[frame.variables + static_cast<std::size_t>(term.variable)].number * term.stride;
    }
    // A template may assign to its loop variable: stay within the genes whatever it does.
    if (!(index >= 0 && index < static_cast<double>(m_genome.size()))) return {kNaN, {}};
    const auto gene = static_cast<std::size_t>(index);
    return m_tree.value(gene, m_genome[gene]);
  }

  const Program& m_program;
  const ChoiceTree& m_tree;
  const ProgramScale& m_scale;
  const Genome& m_genome;
  Network m_network;
  NetworkEditor m_editor;
  Error m_error;
  std::vector<Expression::Value> m_globals;  ///< derived values of the document
  std::vector<Expression::Value> m_variables;
  std::vector<NodeIndex> m_values;
  std::vector<NodeIndex> m_inputs;
  std::vector<ScopeEntry> m_scopes;  ///< every part that was opened; 0 is the top level
  std::int32_t m_scope = 0;
  std::vector<Call> m_calls;
  std::size_t m_nextCall = 0;
  NodeIndex m_current = 0;
  std::int64_t m_steps = 0;
};

}  // namespace

ScopePaths::Paths ScopePaths::pathsOf(const std::vector<ScopeEntry>& entries, const Program& program) const {
  constexpr std::size_t kMaxKnown = 256;
  constexpr std::size_t kMaxCachedEntries = 1'000;
  std::uint64_t key = entries.size();
  for (const auto& entry : entries) {
    const auto low =
        static_cast<std::uint32_t>(entry.name + 1) * 0x9e37'79b1u + static_cast<std::uint32_t>(entry.number);
    key = (key ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(entry.parent)) << 32 | low)) *
          0x9e3779b97f4a7c15u;
    key ^= key >> 31;
  }
  {
    const std::scoped_lock lock(m_mutex);
    const auto known = m_known.find(key);
    if (known != m_known.end() && known->second.entries == entries) return known->second.paths;
  }
  std::vector<std::string> paths(entries.size());
  for (std::size_t i = 1; i < entries.size(); ++i) {
    paths[i] = paths[static_cast<std::size_t>(entries[i].parent)];
    if (paths[i].size() > kMaxPathLength) continue;
    if (!paths[i].empty()) paths[i] += '/';
    paths[i] += program.scopeNames[static_cast<std::size_t>(entries[i].name)];
    if (entries[i].number >= 0) paths[i] += std::to_string(entries[i].number);
  }
  auto shared = std::make_shared<const std::vector<std::string>>(std::move(paths));
  if (entries.size() <= kMaxCachedEntries) {
    const std::scoped_lock lock(m_mutex);
    if (m_known.size() >= kMaxKnown) m_known.clear();
    m_known[key] = {entries, shared};
  }
  return shared;
}

Result<TensorShape> inputShape(const Program& program, const ChoiceTree& tree, const ProgramScale& scale,
                               const Genome& genome) {
  return Lowering(program, tree, scale, genome).input();
}

Result<Network> lowerProgram(const Program& program, const ChoiceTree& tree, const ProgramScale& scale,
                             const Genome& genome, const ScopePaths& paths, const std::string& file) {
  return Lowering(program, tree, scale, genome).run(paths, file);
}

}  // namespace pscope

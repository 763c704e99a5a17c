#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/network/operator_catalogue.h"
#include "core/space/bound_expression.h"

namespace pscope {

/// One statement of the template, with every name replaced by a slot: lowering looks up no string.
struct Statement {
  enum class Kind : std::uint8_t { Operator, Let, For, If, Switch, Block, Scope, Use, Select };
  static constexpr int kNone = -1;

  struct Assignment {
    int slot = 0;  ///< variable of the frame
    BoundExpression expression;
  };
  struct Attribute {
    AttributeField field{};
    BoundExpression expression;
  };
  struct Case {
    std::string text;
    double number = 0;  ///< NaN: text only
    std::vector<Statement> body;
  };

  Kind kind = Kind::Operator;
  std::string pointer;  ///< of the statement in the document

  Op op = Op::Identity;             ///< Operator
  OpAttributes attributes;          ///< Operator: those that are constant
  std::vector<Attribute> computed;  ///< Operator: those that are not
  bool project = false;             ///< Operator: inputs of other shapes are brought to that of the first
  bool samePadding = false;         ///< Operator: padding = dilation * (kernel - 1) / 2

  std::vector<int> inputs;  ///< Operator, Block, Use, Select: values by slot, Binding::kCurrentValue the running one
  std::vector<BoundExpression> whens;   ///< Operator: empty, or a condition for each input
  std::vector<std::string> inputNames;  ///< Select: as written, to be chosen by name
  int out = kNone;                      ///< Operator, Block, Use, Select: value that is named

  std::vector<Assignment> assignments;  ///< Let: variables; Block: its parameters
  BoundExpression subject;              ///< For: count; If: condition; Switch: subject; Select: number or name
  int variable = kNone;                 ///< For: 0, 1, ...
  int limit = 0;                        ///< For: largest count
  int block = kNone;                    ///< Block
  int scope = kNone;                    ///< Block, Scope, For: into Program::scopeNames

  std::vector<Statement> body;       ///< For, Scope, If: then
  std::vector<Statement> otherwise;  ///< If: else; Switch: default
  std::vector<Case> cases;           ///< Switch
  bool hasDefault = false;           ///< Switch
};

/// A block (macro) or the network itself, with the sizes of its frame.
struct ProgramBlock {
  std::string name;
  int inputs = 1;  ///< its first values
  int values = 1;
  int variables = 0;
  std::vector<Statement> body;
};

/// A scale with its parameters in the order of Program::parameterNames.
struct ProgramScale {
  TensorShape input;
  std::vector<BoundExpression> inputSizes;  ///< channels, height, width; empty: as `input` says
  std::string pointer;
  int classes = 0;
  std::vector<double> parameters;  ///< the last one is "classes"
};

/// The template, compiled once.
struct Program {
  std::vector<ProgramBlock> blocks;  ///< the last one is the network
  std::vector<std::string> scopeNames;
  std::vector<std::string> parameterNames;  ///< of the scales; the last one is "classes"
  std::vector<ProgramScale> scales;
  std::vector<BoundExpression> values;                          ///< derived values of the document, in order
  std::vector<std::pair<std::string, std::string>> valueTexts;  ///< their names and expressions
};

inline constexpr std::int32_t kMaxChannelsOfInput = 4'096;
inline constexpr std::int32_t kMaxSideOfInput = 16'384;

inline constexpr int kMaxNodes = 200'000;
inline constexpr int kMaxRepeats = 10'000;            ///< of one loop
inline constexpr int kMaxCallDepth = 16;              ///< of blocks
inline constexpr std::int64_t kMaxSteps = 1'000'000;  ///< statements run while lowering one design

}  // namespace pscope

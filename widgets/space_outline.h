#pragma once

#include <QString>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace pscope {

/// One row of the tree of a space's document, or one card of its canvas.
struct SpaceOutline {
  enum class Kind {
    Space,
    Section,  ///< list of choices, scales ...
    Choice,
    Container,  ///< group, repeat, optional
    Constraint,
    Value,
    Scale,
    Block,
    Operator,
    Call,
    Loop,
    Branches,  ///< if, switch
    Body,      ///< one branch of them
    Names,     ///< let
    Other,
  };
  Kind kind = Kind::Other;
  std::string pointer;
  QString title;       ///< "kernel", "Convolution"
  QString detail;      ///< "3, 5, 7", "kernel 3, stride 2"
  std::string colour;  ///< of an operator, "#rrggbb"; empty: by kind
  std::string shape;   ///< of an operator, as in the catalogue
  std::vector<SpaceOutline> children;
};

/// Rows of the whole document; works on unfinished ones.
SpaceOutline outlineOf(const Json& document);
/// Rows of a list of statements.
std::vector<SpaceOutline> outlineOfBody(const Json& body, const std::string& pointer);

/// The value as it is typed into a field: 3, s.kernel, [1, 7].
QString fieldText(const Json& value);

/// What a type of choice is called: "One of a list".
QString choiceTypeTitle(const std::string& type);

}  // namespace pscope

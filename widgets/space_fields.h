#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// One line of the form for a part of a space.
struct SpaceField {
  enum class Kind {
    Text,
    Name,     ///< of a choice, block ...: renamed everywhere
    Integer,  ///< whole number within low..high
    Number,
    Expression,  ///< a number or an expression
    Option,      ///< one of `options`
    Levels,      ///< list of numbers or of texts
    Names,       ///< list of names
    Values,      ///< one or several tensors of the template
    Flag,
  };
  Kind kind = Kind::Text;
  std::string member;  ///< pointer below the part: "/low"; "" is the part itself
  QString label;
  QString toolTip;      ///< with unit and range
  QString placeholder;  ///< what is meant when it is left empty
  bool required = false;
  double low = 0;
  double high = 0;
  std::vector<std::pair<std::string, QString>> options;  ///< value and title

  bool operator==(const SpaceField&) const = default;
};

/// The form of a part of a space's document.
struct SpaceForm {
  QString title;    ///< "Choice kernel"
  QString summary;  ///< what this part does, one sentence
  std::vector<SpaceField> fields;

  bool operator==(const SpaceForm&) const = default;
};
SpaceForm formOf(const Json& document, const std::string& pointer);

/// A value as it is typed into a field; fieldValue() reads it back.
QString textOfField(const SpaceField& field, const Json& value);
/// What a field's text means in the document; nothing: the member is left out.
/// @error Parse  what is wrong, for people
Result<std::optional<Json>> fieldValue(const SpaceField& field, const QString& text);

}  // namespace pscope

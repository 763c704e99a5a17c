#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/space/choice_tree.h"

namespace pscope {

/// A design as text and back: `choice=value;choice=value`, or a published pattern with `{choice}` in it.
class TextForm {
 public:
  /// The default form.
  TextForm() = default;
  /// A pattern in which every choice appears exactly once. Only for spaces without conditions.
  static TextForm fromPattern(const JsonView& pattern, const ChoiceTree& tree, Problems& problems);

  std::string print(const ChoiceTree& tree, const Genome& genome) const;
  /// @error Parse  place is "column N"
  Result<Genome> parse(const ChoiceTree& tree, std::string_view text) const;

 private:
  struct Piece {
    std::string literal;
    int gene = -1;  ///< after the literal; -1: none
  };
  Result<Genome> parsePattern(const ChoiceTree& tree, std::string_view text) const;

  std::vector<Piece> m_pieces;  ///< empty: the default form
};

}  // namespace pscope

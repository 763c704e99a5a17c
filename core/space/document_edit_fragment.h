#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/document_edit.h"

namespace pscope {

/// Parts of a document on their way to another one (clipboard, drag and drop, ready-made blocks).
struct SpaceFragment {
  enum class Kind { Choices, Statements, Constraints, Scales, Blocks };
  Kind kind = Kind::Statements;
  std::vector<Json> items;  ///< Blocks: none, the blocks themselves are what travels
  Json blocks;              ///< object: those that the statements call, and those that these call

  /// What the clipboard holds: {"pscope_fragment": 1, "choices": [...]} and the like.
  Json toJson() const;
};

/// The fragment of what stands at the pointers, which are elements of lists of one kind, or blocks.
/// @error NotFound, InvalidArgument (nothing that can be copied)
Result<SpaceFragment> copyFragment(const Json& document, const std::vector<std::string>& pointers);

/// Reads a fragment; also a bare statement, choice, scale or constraint, or a list of them.
/// @error Parse  with line:column (not JSON) or JSON pointer (not a part of a space)
Result<SpaceFragment> readFragment(std::string_view text);

/// Puts a fragment into a document before number `index` of a list, with the blocks that it needs. A block that is
/// there already is used; a different one of the same name gets a free name. So do choices whose names are taken.
/// @param array  a list that takes what is in the fragment; ignored for blocks
/// @return the pointer of the first thing that was put in
/// @error InvalidArgument  the list does not take this kind
Result<std::string> pasteFragment(DocumentEditor& editor, const SpaceFragment& fragment, std::string_view array,
                                  std::size_t index);

/// What kind of fragment a list of the document takes; InvalidArgument when it takes none.
Result<SpaceFragment::Kind> kindOfList(std::string_view array);

/// Blocks of the built-in families that are of use elsewhere: inverted bottleneck, squeeze-excitation and the like,
/// each with a call whose arguments fit.
struct ReadyBlock {
  std::string name;     ///< of the block
  std::string family;   ///< where it comes from
  std::string summary;  ///< one sentence
  SpaceFragment fragment;
};
/// @cost reads the families once, a few ms
const std::vector<ReadyBlock>& readyBlocks();

}  // namespace pscope

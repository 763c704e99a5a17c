#pragma once

#include <string>
#include <string_view>

#include "core/space/document_edit.h"

namespace pscope {

/// Gives a choice, derived value, scale parameter or block another name, and every place that reads it with it:
/// conditions, constraints, derived values, sizes of scales, the template, loops over it and the text form.
///
/// A name that is hidden by a nearer one of the same text (a parameter of a block, say) is left alone.
/// @param pointer  of the choice's entry, or of the member of "values", "blocks" or a scale's "parameters"
/// @error NotFound, InvalidArgument (not a name, or taken); the text is as before then
Status renameEverywhere(DocumentEditor& editor, std::string_view pointer, const std::string& name);

}  // namespace pscope

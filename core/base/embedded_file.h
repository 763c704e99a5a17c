#pragma once

#include <span>
#include <string_view>

namespace pscope {

/// A document of resources/ that is compiled into the program (packaging/cmake/PscopeEmbed.cmake).
struct EmbeddedFile {
  std::string_view name;  ///< file name without folder
  std::string_view text;
};

}  // namespace pscope

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pscope {

/// XXH3 of bytes: names of artifacts and caches, not a defence against forgery.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);
/// XXH3-128 of bytes as 32 hexadecimal digits.
std::string hashText(std::string_view bytes);

}  // namespace pscope

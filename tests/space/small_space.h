#pragma once

#include <string>

#include "core/space/space.h"

namespace pscope::test {

/// A document with these choices (a JSON list) and the smallest possible network.
inline std::string documentOf(const std::string& choices, const std::string& network = "",
                              const std::string& more = "") {
  const std::string smallest = R"([{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])";
  return R"({"pscope_space": 1, "name": "test", "choices": )" + choices +
         R"(, "scales": [{"name": "deploy", "input": [1, 8, 8], "classes": 2, "parameters": {"w": 4}}])" +
         (more.empty() ? "" : ", " + more) + R"(, "network": )" + (network.empty() ? smallest : network) + "}";
}

inline Result<Space> spaceOf(const std::string& choices, const std::string& network = "",
                             const std::string& more = "") {
  return Space::fromText(documentOf(choices, network, more), "test.json");
}

}  // namespace pscope::test

#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/space/choice_tree.h"
#include "core/space/program.h"

namespace pscope {

/// One opened part of the network's path: "cell3" inside its parent.
struct ScopeEntry {
  std::int32_t parent = 0;
  std::int32_t name = -1;    ///< into Program::scopeNames
  std::int32_t number = -1;  ///< -1: none
  bool operator==(const ScopeEntry&) const = default;
};

/// Paths of the parts, made once for all networks of the same structure. @thread any
class ScopePaths {
 public:
  using Paths = std::shared_ptr<const std::vector<std::string>>;
  /// Entry 0 is the top level.
  Paths pathsOf(const std::vector<ScopeEntry>& entries, const Program& program) const;

 private:
  struct Known {
    std::vector<ScopeEntry> entries;
    Paths paths;
  };
  mutable std::mutex m_mutex;
  mutable std::unordered_map<std::uint64_t, Known> m_known;
};

/// Input of the network of a design at a scale. @error InvalidArgument  a size that is out of range
Result<TensorShape> inputShape(const Program& program, const ChoiceTree& tree, const ProgramScale& scale,
                               const Genome& genome);

/// Runs the template for one design at one scale.
/// @error InvalidArgument  what does not fit, with the statement's pointer
Result<Network> lowerProgram(const Program& program, const ChoiceTree& tree, const ProgramScale& scale,
                             const Genome& genome, const ScopePaths& paths, const std::string& file);

}  // namespace pscope

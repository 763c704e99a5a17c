#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/result.h"

namespace CLI {
class App;
}

namespace pscope {

/// Exit status of the program: a promise of the command line.
inline constexpr int kDone = 0;
inline constexpr int kWorkFailed = 1;
inline constexpr int kUnusableInput = 2;

/// What the arguments ask for: set by the command that was named, run after all arguments were read.
/// The result is an exit status; an error is printed as one line and turned into one.
struct Chosen {
  std::function<Result<int>()> run;
};

/// Each adds its commands with options, help and examples, and sets `chosen` when one of them is named.
void addSpaceCommands(CLI::App& app, Chosen& chosen);
void addNetworkCommand(CLI::App& app, Chosen& chosen);
void addExportCommand(CLI::App& app, Chosen& chosen);
void addDiffCommand(CLI::App& app, Chosen& chosen);
void addDeviceCommands(CLI::App& app, Chosen& chosen);
void addTrainCommand(CLI::App& app, Chosen& chosen);
void addSearchCommands(CLI::App& app, Chosen& chosen);
void addStudyCommands(CLI::App& app, Chosen& chosen);
void addPredictionsCommand(CLI::App& app, Chosen& chosen);
void addUnblindCommand(CLI::App& app, Chosen& chosen);
void addProtocolCommand(CLI::App& app, Chosen& chosen);
void addHypervolumeCommand(CLI::App& app, Chosen& chosen);
void addImportCommand(CLI::App& app, Chosen& chosen);
void addMergeCommand(CLI::App& app, Chosen& chosen);

/// One line on standard error. @return the exit status that belongs to the error's code
int printError(const Error& error);
/// The same for an error of the work itself. @return kWorkFailed
int printFailure(const Error& error);
/// One JSON document on standard output; non-finite numbers become null.
void printJson(const Json& json);
/// A finite number, or null.
Json numberOrNull(double value);
/// The error for a promised option that a later version brings.
Error notYet(const std::string& what, const std::string& mend);

inline constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
/// A whole number of an option, from `low` to `high`. @error InvalidArgument naming the option
Result<std::uint64_t> parseCount(const std::string& text, const std::string& option, std::uint64_t low,
                                 std::uint64_t high = kNoLimit);

}  // namespace pscope

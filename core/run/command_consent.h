#pragma once

#include <string>

#include "core/run/latency_meter.h"

namespace pscope {

/// Which measuring programs a person agreed to run on this machine. A profile is a document that may come from anybody,
/// and it names the program of its health check: that must not run unasked.
///
/// What counts is the list of arguments, letter by letter; it is kept in a JSON file in the folder of the program's
/// configuration.
/// @thread one at a time
class CommandConsent {
 public:
  /// @param file  empty: measuring-programs.json in $XDG_CONFIG_HOME/paretoscope or ~/.config/paretoscope
  explicit CommandConsent(std::string file = {});

  /// No for a file that is missing or damaged.
  bool given(const MeasuringCommand& command) const;
  /// Remembers it, until the file is removed. @error NotFound  there is no such folder; those of writing a file
  Status give(const MeasuringCommand& command);

 private:
  std::string m_file;
};

/// The arguments as a person can check them: a JSON list in ASCII, with whatever a terminal would interpret escaped.
std::string argumentsText(const MeasuringCommand& command);

}  // namespace pscope

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace pscope {

/// A sentence for people, in English, with %1, %2 ... for its arguments. widgets/ translates it; the command line
/// prints it.
struct Message {
  const char* context = "";
  const char* text = "";
  std::vector<std::string> args;

  /// The same message with one more argument.
  Message arg(std::string value) && {
    args.push_back(std::move(value));
    return std::move(*this);
  }
  bool empty() const noexcept { return *text == '\0'; }
};

/// The English text with its arguments filled in.
std::string format(const Message& message);

}  // namespace pscope

/// Marks a message for lupdate: `PSCOPE_TR_NOOP("Study", "The file %1 is not a study.").arg(path)`.
#define PSCOPE_TR_NOOP(context, text) \
  ::pscope::Message {                 \
    context, text, {}                 \
  }

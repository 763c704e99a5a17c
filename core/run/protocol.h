#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// The messages between the program and its workers: one JSON object a line. Parameters and results are JSON objects as
/// text. The program sends tasks, cancels and what concerns residents (open, call, save: one ends with its process);
/// the worker hello (once, first) and everything else. Workers before the residents do not list them in their hello,
/// and are sent none.
inline constexpr int kProtocolVersion = 1;

struct HelloMessage {
  int protocol = kProtocolVersion;
  std::string program;                                        ///< "paretoscope-worker"
  std::vector<std::pair<std::string, std::string>> versions;  ///< library -> version
  std::vector<std::string> capabilities;                      ///< kinds of tasks it answers
  std::vector<std::string> residents;                         ///< kinds of resident tasks it keeps

  bool operator==(const HelloMessage&) const = default;
};
struct TaskMessage {
  std::int64_t id = 0;
  std::string kind;
  std::string parameters = "{}";  ///< JSON object as text

  bool operator==(const TaskMessage&) const = default;
};
/// Opens a resident task; answered by an empty result. Its name from now on is this message's id.
struct OpenMessage {
  std::int64_t id = 0;
  std::string kind;
  std::string parameters = "{}";  ///< JSON object as text
  std::string checkpoint;         ///< JSON object as text; empty: from the start

  bool operator==(const OpenMessage&) const = default;
};
/// Answered by what the resident answers.
struct CallMessage {
  std::int64_t id = 0;
  std::int64_t resident = 0;
  std::string request = "{}";  ///< JSON object as text

  bool operator==(const CallMessage&) const = default;
};
/// Answered by the resident's state.
struct SaveMessage {
  std::int64_t id = 0;
  std::int64_t resident = 0;

  bool operator==(const SaveMessage&) const = default;
};
struct ProgressMessage {
  std::int64_t id = 0;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string stage;
  double secondsLeft = -1;                              ///< < 0: unknown
  std::vector<std::pair<std::string, double>> metrics;  ///< name -> value; may be non-finite
};
struct LogMessage {
  std::int64_t id = 0;  ///< 0: no task
  std::string text;

  bool operator==(const LogMessage&) const = default;
};
struct ResultMessage {
  std::int64_t id = 0;
  std::string result = "{}";  ///< JSON object as text

  bool operator==(const ResultMessage&) const = default;
};
struct FailedMessage {
  std::int64_t id = 0;
  ErrorCode code = ErrorCode::External;
  std::string text;    ///< one English sentence or two
  std::string detail;  ///< for the log

  bool operator==(const FailedMessage&) const = default;
};
struct CancelMessage {
  std::int64_t id = 0;

  bool operator==(const CancelMessage&) const = default;
};
using ProtocolMessage = std::variant<HelloMessage, TaskMessage, ProgressMessage, LogMessage, ResultMessage,
                                     FailedMessage, CancelMessage, OpenMessage, CallMessage, SaveMessage>;

/// The message as one line with its line end. Invalid UTF-8 is replaced; parameters or a result that are no JSON object
/// become {}.
/// @thread any
std::string encodeMessage(const ProtocolMessage& message);
/// One line (with or without its end). @error Parse with the JSON pointer or column; never throws
Result<ProtocolMessage> decodeMessage(std::string_view line);

/// A double for a JSON document: the number, or "nan", "inf", "-inf", which JsonView::number() reads back.
Json jsonNumber(double value);

}  // namespace pscope

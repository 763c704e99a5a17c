#pragma once

#include <stop_token>
#include <thread>

namespace pscope {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask for a clean stop instead of ending the program; a second signal ends
/// it at once. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Whether a signal came. @thread any
  static bool requested();
};

/// The same as a stop token, for functions of core.
class StopOnInterrupt {
 public:
  StopOnInterrupt();
  std::stop_token token() const { return m_source.get_token(); }

 private:
  Interrupt m_interrupt;
  std::stop_source m_source;
  std::jthread m_watcher;  ///< last: joined first
};

}  // namespace pscope

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pscope {

/// Progress on standard error: on a terminal one line with a bar, counts and the time left, redrawn in place; else a
/// plain line at every tenth of the way.
class ProgressBar {
 public:
  explicit ProgressBar(std::string title);
  ~ProgressBar();  ///< ends the line

  /// `done` of `total`; `note` is short text behind the bar. Redraws at most ten times a second.
  void update(std::int64_t done, std::int64_t total, const std::string& note = "", double secondsLeft = -1);
  /// A line of its own above the bar.
  void message(const std::string& text);

 private:
  void draw(const std::string& line);
  double estimate(std::int64_t done, std::int64_t total) const;

  std::string m_title;
  bool m_terminal;
  bool m_drawn = false;
  std::int64_t m_first = -1;  ///< done at the first update: what a resumed search had already
  int m_lastTenth = -1;
  std::string m_line;
  std::chrono::steady_clock::time_point m_start, m_last;
};

/// "45 s", "3 min 20 s", "2 h 05 min".
std::string durationText(double seconds);

}  // namespace pscope

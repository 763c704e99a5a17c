#include "app/cli/progress_bar.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace pscope {
namespace {

constexpr int kBarWidth = 28;
constexpr std::chrono::milliseconds kRedraw{100};

std::size_t terminalWidth() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
}

std::string twoDigits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

std::string durationText(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(std::max(0.0, seconds)));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + twoDigits(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + twoDigits(whole / 60 % 60) + " min";
}

ProgressBar::ProgressBar(std::string title)
    : m_title(std::move(title)), m_terminal(isatty(STDERR_FILENO) == 1), m_start(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() {
  if (!m_terminal || !m_drawn) return;
  if (!m_line.empty()) draw(m_line);
  std::cerr << std::endl;
}

double ProgressBar::estimate(std::int64_t done, std::int64_t total) const {
  const auto gained = done - m_first;
  if (gained <= 0 || total <= done) return -1;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_start;
  return spent.count() / static_cast<double>(gained) * static_cast<double>(total - done);
}

void ProgressBar::update(std::int64_t done, std::int64_t total, const std::string& note, double secondsLeft) {
  if (m_first < 0) m_first = done;
  const double share = total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0;
  const double left = secondsLeft >= 0 ? secondsLeft : estimate(done, total);
  std::string tail = std::to_string(done) + "/" + std::to_string(total);
  if (left >= 0) tail += ", " + durationText(left) + " left";
  if (!note.empty()) tail += ", " + note;
  if (!m_terminal) {
    const int tenth = static_cast<int>(share * 10);
    if (tenth == m_lastTenth || (m_lastTenth < 0 && done == m_first)) return;
    m_lastTenth = tenth;
    std::cerr << m_title << " " << tail << std::endl;
    return;
  }
  const int filled = static_cast<int>(std::lround(share * kBarWidth));
  std::string bar;
  for (int i = 0; i < kBarWidth; ++i) bar += i < filled ? "#" : "-";
  m_line = m_title + " [" + bar + "] " + tail;
  const auto now = std::chrono::steady_clock::now();
  if (m_drawn && now - m_last < kRedraw && done < total) return;
  m_last = now;
  draw(m_line);
}

void ProgressBar::draw(const std::string& line) {
  const auto width = terminalWidth() - 1;
  std::cerr << '\r' << line.substr(0, width) << "\x1b[K" << std::flush;
  m_drawn = true;
}

void ProgressBar::message(const std::string& text) {
  if (m_terminal && m_drawn) std::cerr << "\r\x1b[K";
  std::cerr << text << std::endl;
  if (m_terminal && m_drawn) draw(m_line);
}

}  // namespace pscope

#include "app/cli/interrupt.h"

#include <array>
#include <chrono>
#include <csignal>

namespace pscope {
namespace {

volatile std::sig_atomic_t signalled = 0;
constexpr std::array kSignals = {SIGINT, SIGTERM};

void onSignal(int) {
  signalled = 1;
}

}  // namespace

Interrupt::Interrupt() {
  signalled = 0;
  struct sigaction action{};
  action.sa_handler = onSignal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one ends the program
  sigemptyset(&action.sa_mask);
  for (const int signal : kSignals) sigaction(signal, &action, nullptr);
}

Interrupt::~Interrupt() {
  for (const int signal : kSignals) std::signal(signal, SIG_DFL);
}

bool Interrupt::requested() {
  return signalled != 0;
}

StopOnInterrupt::StopOnInterrupt()
    : m_watcher([this](const std::stop_token& ended) {
        while (!ended.stop_requested()) {
          if (Interrupt::requested()) m_source.request_stop();
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
      }) {}

}  // namespace pscope

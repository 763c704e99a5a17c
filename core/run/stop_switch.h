#pragma once

#include <mutex>
#include <stop_token>

namespace pscope {

/// A stop that can be requested again and again, each time for those who took a token since the last rearm().
/// @thread any
class StopSwitch {
 public:
  std::stop_token token() const {
    const std::scoped_lock lock(m_mutex);
    return m_source.get_token();
  }
  void request() {
    const std::scoped_lock lock(m_mutex);
    m_source.request_stop();
  }
  void rearm() {
    const std::scoped_lock lock(m_mutex);
    if (m_source.stop_requested()) m_source = std::stop_source();
  }

 private:
  mutable std::mutex m_mutex;
  std::stop_source m_source;
};

}  // namespace pscope

#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace pscope {

struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string stage;
  double secondsLeft = -1;  ///< estimate of whoever reports; < 0: unknown
};

/// What a long function gets from whoever runs it: it polls `stop` at least every 50 ms, reports and logs.
struct JobContext {
  std::stop_token stop;
  std::function<void(Progress)> report = [](Progress) {};
  std::function<void(std::string)> log = [](std::string) {};
};

/// Worker threads post, the window drains in batches.
template <class T>
class Mailbox {
 public:
  void post(T item) {
    std::scoped_lock lock(m_mutex);
    m_items.push_back(std::move(item));
  }
  std::vector<T> take() {
    std::scoped_lock lock(m_mutex);
    return std::exchange(m_items, {});
  }

 private:
  std::mutex m_mutex;
  std::vector<T> m_items;
};

}  // namespace pscope

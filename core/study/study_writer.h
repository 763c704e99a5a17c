#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "core/study/candidate_rows.h"
#include "core/study/database.h"
#include "core/study/study.h"

namespace pscope {

/// The one thread that writes a study: takes what was handed over and commits it in batches.
///
/// A batch is committed 60 ms after its first item, at 1,000 candidates, or at once when somebody waits for it. After
/// the first failure nothing is written any more; whoever waits gets that failure.
/// @thread all functions from any
class StudyWriter {
 public:
  static Result<std::unique_ptr<StudyWriter>> start(Database database);
  ~StudyWriter();  ///< commits what was handed over, then ends
  StudyWriter(const StudyWriter&) = delete;
  StudyWriter& operator=(const StudyWriter&) = delete;

  void post(Candidate candidate);
  void post(SearchSnapshot snapshot);
  /// Runs `work` on the writer's thread within a transaction of its batch, and waits until it is committed.
  Status execute(std::function<Status(Database&)> work);
  Status flush();
  std::optional<Error> error() const;
  /// No call of the old function is under way when this returns (do not call it from within the function).
  void setCommitted(std::function<void(std::vector<Candidate>)> committed);
  /// Commits everything, ends the thread and gives the connection back.
  Database stop();

 private:
  struct Work {
    std::function<Status(Database&)> run;
    std::promise<Status> done;
  };
  using Item = std::variant<Candidate, SearchSnapshot, std::shared_ptr<Work>>;

  explicit StudyWriter(Database database) : m_database(std::move(database)) {}
  void post(Item item, bool urgent);
  void loop();
  std::vector<Item> takeBatch(std::unique_lock<std::mutex>& lock);
  Status commit(std::vector<Item>& batch);
  Status writeItems(std::vector<Item>& batch);
  Status begin();
  void finish(std::vector<Item> batch, const Status& status);

  Database m_database;  ///< of the thread while it runs
  std::optional<CandidateWriter> m_rows;

  mutable std::mutex m_mutex;
  std::condition_variable m_wake;
  std::condition_variable m_handledChanged;
  std::deque<Item> m_queue;
  std::size_t m_queuedCandidates = 0;
  std::uint64_t m_posted = 0;
  std::uint64_t m_handled = 0;
  std::uint64_t m_urgentUpTo = 0;
  std::chrono::steady_clock::time_point m_firstPost;
  bool m_stopping = false;
  std::optional<Error> m_error;

  std::mutex m_callbackMutex;
  std::function<void(std::vector<Candidate>)> m_committed;
  std::thread m_thread;
};

}  // namespace pscope

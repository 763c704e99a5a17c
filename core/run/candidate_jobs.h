#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/base/job.h"
#include "core/record/candidate.h"

namespace pscope {

/// Pool threads that evaluate candidates: a queue with pause and cancel.
/// @thread all functions from any
class CandidateJobs {
 public:
  using Evaluate = std::function<void(Candidate&, const JobContext&)>;
  struct Listener {
    std::function<void(const Candidate&)> started;
    std::function<void(const Candidate&, const Progress&)> progress;  ///< at most 10 a second for each candidate
    std::function<void(CandidateId, std::string)> log;
    std::function<void(Candidate)> ended;  ///< state Queued: cancelled
  };
  CandidateJobs(int threads, Evaluate evaluate, Listener listener);
  ~CandidateJobs();  ///< cancels all and joins
  CandidateJobs(const CandidateJobs&) = delete;
  CandidateJobs& operator=(const CandidateJobs&) = delete;

  /// @param first  before those that wait
  void add(Candidate candidate, bool first = false);
  /// While held, no waiting candidate starts; running ones go on.
  void hold(bool held);
  /// Cancels one running candidate: it ends as Failed, "cancelled by hand". One that does not run is left alone.
  void cancel(CandidateId id);
  /// Cancels the running candidates; those still waiting are forgotten (the listener is not told) and returned.
  std::vector<CandidateId> cancelAll();

 private:
  void loop();
  void evaluate(Candidate candidate, std::stop_token stop);

  Evaluate m_evaluate;
  Listener m_listener;
  mutable std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<Candidate> m_waiting;
  std::map<CandidateId, std::stop_source> m_running;
  std::set<CandidateId> m_byHand;  ///< cancelled alone, still running
  bool m_held = false;
  bool m_closing = false;
  std::vector<std::thread> m_threads;
};

}  // namespace pscope

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// State of the search of a study, saved together with the candidates it belongs to.
struct SearchSnapshot {
  std::int64_t asked = 0;          ///< candidates asked so far
  std::int64_t told = 0;           ///< of these, told
  std::string strategyState;       ///< Strategy::save() after exactly these asks and tells
  std::vector<Candidate> pending;  ///< asked, not yet told: told+1 .. asked, with genome, design and parents
};

/// One line of the study's log: opened, resumed after a kill, unblinded, saved as ...
struct StudyEvent {
  double time = 0;  ///< Unix time, seconds
  std::string kind;
  std::string text;
};

/// A study file (SQLite, `.pscope`): the document of the program. Schema in resources/help/study-file.md.
///
/// One writer across processes (a lock file beside it); a second program opens read-only and follows. All writing
/// happens on one thread of the study's own; post() hands over and returns at once. A batch is committed every 60 ms
/// or 1,000 candidates together with the newest snapshot, and only then `committed` is called, on the writer's thread.
/// @thread post(), load...() from any thread; the rest from the owner's
class Study {
 public:
  enum class Mode { ReadWrite, ReadOnly };

  /// A new study. @error InvalidArgument (exists already), ReadOnly, DiskFull, Io
  static Result<std::unique_ptr<Study>> create(const std::string& path, const SearchConfig& config,
                                               const std::string& spaceDocument);
  /// @error NotFound, Parse (not a study), NewerVersion, Database (damaged), ReadOnly (another program writes: says
  /// which)
  static Result<std::unique_ptr<Study>> open(const std::string& path, Mode mode);
  ~Study();  ///< close() without its errors
  Study(const Study&) = delete;
  Study& operator=(const Study&) = delete;

  const std::string& path() const;
  bool readOnly() const;
  const SearchConfig& config() const;
  const std::string& spaceDocument() const;
  /// Config of the search: its `candidates` may grow when a search is resumed with more.
  Status setCandidates(int candidates);

  /// Hands a candidate (new or changed) to the writer.
  void post(Candidate candidate);
  /// The state to be committed with everything posted before it; a newer one replaces an older one in the same batch.
  void post(SearchSnapshot snapshot);
  /// Called on the writer's thread after each commit, with the candidates in it, in the order of posting.
  void setCommitted(std::function<void(std::vector<Candidate>)> committed);
  /// Waits until everything posted is committed. @error the first failure of the writer (DiskFull, ReadOnly, Database)
  Status flush();
  /// The writer's failure, if it had one: the study is unharmed up to the last commit, nothing is written after it.
  std::optional<Error> writerError() const;

  /// Candidates with id > after, ascending. @cost 100,000 candidates in about a second
  Result<std::vector<Candidate>> loadCandidates(CandidateId after = {}) const;
  Result<std::optional<Candidate>> loadCandidate(CandidateId id) const;
  Result<std::int64_t> candidateCount() const;
  Result<std::optional<SearchSnapshot>> loadSnapshot() const;

  Status addEvent(const std::string& kind, const std::string& text);
  /// Several of one kind, in one transaction.
  Status addEvents(const std::string& kind, const std::vector<std::string>& texts);
  Result<std::vector<StudyEvent>> events() const;
  /// Layout of views and the like: small texts by name.
  Status setSetting(const std::string& name, const std::string& value);
  Result<std::optional<std::string>> setting(const std::string& name) const;

  /// A complete copy at another path, through SQLite's backup; this study stays the open one.
  Status saveCopy(const std::string& path);
  /// Commits, checkpoints and leaves one plain file. Further calls are errors.
  Status close();

 private:
  class Impl;
  explicit Study(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope

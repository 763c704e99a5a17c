#include "core/study/study_writer.h"

#include <utility>

namespace pscope {
namespace {

constexpr std::chrono::milliseconds kBatchTime{60};
constexpr std::size_t kBatchCandidates = 1000;
constexpr int kBusyTries = 12;  ///< each waits for the busy timeout of the connection

}  // namespace

Result<std::unique_ptr<StudyWriter>> StudyWriter::start(Database database) {
  std::unique_ptr<StudyWriter> writer(new StudyWriter(std::move(database)));
  PSCOPE_TRY(auto rows, CandidateWriter::create(writer->m_database));
  writer->m_rows.emplace(std::move(rows));
  writer->m_thread = std::thread([w = writer.get()] { w->loop(); });
  return writer;
}

StudyWriter::~StudyWriter() {
  (void)stop();
}

Database StudyWriter::stop() {
  {
    const std::scoped_lock lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_all();
  if (m_thread.joinable()) m_thread.join();
  m_rows.reset();
  return std::move(m_database);
}

void StudyWriter::post(Candidate candidate) {
  post(Item(std::move(candidate)), false);
}
void StudyWriter::post(SearchSnapshot snapshot) {
  post(Item(std::move(snapshot)), false);
}

void StudyWriter::post(Item item, bool urgent) {
  {
    const std::scoped_lock lock(m_mutex);
    if (m_queue.empty()) m_firstPost = std::chrono::steady_clock::now();
    if (std::holds_alternative<Candidate>(item)) ++m_queuedCandidates;
    m_queue.push_back(std::move(item));
    ++m_posted;
    if (urgent) m_urgentUpTo = m_posted;
    // The writer sleeps while nothing is there; between the first item and the batch it waits for its time.
    if (m_queue.size() > 1 && m_queuedCandidates < kBatchCandidates && !urgent) return;
  }
  m_wake.notify_all();
}

Status StudyWriter::execute(std::function<Status(Database&)> run) {
  auto work = std::make_shared<Work>();
  work->run = std::move(run);
  auto done = work->done.get_future();
  {
    const std::scoped_lock lock(m_mutex);
    if (m_error) return *m_error;
  }
  post(Item(std::move(work)), true);
  return done.get();
}

Status StudyWriter::flush() {
  std::unique_lock lock(m_mutex);
  const auto target = m_posted;
  m_urgentUpTo = target;
  m_wake.notify_all();
  m_handledChanged.wait(lock, [&] { return m_handled >= target; });
  if (m_error) return *m_error;
  return {};
}

std::optional<Error> StudyWriter::error() const {
  const std::scoped_lock lock(m_mutex);
  return m_error;
}

void StudyWriter::setCommitted(std::function<void(std::vector<Candidate>)> committed) {
  const std::scoped_lock lock(m_callbackMutex);
  m_committed = std::move(committed);
}

void StudyWriter::loop() {
  for (;;) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
    if (m_queue.empty()) return;
    m_wake.wait_until(lock, m_firstPost + kBatchTime,
                      [&] { return m_stopping || m_urgentUpTo > m_handled || m_queuedCandidates >= kBatchCandidates; });
    auto batch = takeBatch(lock);
    const auto known = m_error;
    lock.unlock();
    Status status = known ? Status(*known) : commit(batch);
    finish(std::move(batch), status);
  }
}

std::vector<StudyWriter::Item> StudyWriter::takeBatch(std::unique_lock<std::mutex>&) {
  std::vector<Item> batch;
  std::size_t candidates = 0;
  while (!m_queue.empty() && candidates < kBatchCandidates) {
    if (std::holds_alternative<Candidate>(m_queue.front())) {
      ++candidates;
      --m_queuedCandidates;
    }
    batch.push_back(std::move(m_queue.front()));
    m_queue.pop_front();
  }
  // A snapshot right behind the last candidate belongs to it.
  while (!m_queue.empty() && std::holds_alternative<SearchSnapshot>(m_queue.front())) {
    batch.push_back(std::move(m_queue.front()));
    m_queue.pop_front();
  }
  m_firstPost = std::chrono::steady_clock::now();
  return batch;
}

Status StudyWriter::begin() {
  for (int attempt = 1;; ++attempt) {
    auto status = m_database.execute("BEGIN IMMEDIATE");
    if (status.ok() || !Database::isBusy(status.error()) || attempt == kBusyTries) return status;
  }
}

Status StudyWriter::commit(std::vector<Item>& batch) {
  PSCOPE_CHECK(begin());
  auto status = writeItems(batch);
  if (status.ok()) status = m_database.execute("COMMIT");
  if (!status.ok()) {
    (void)m_database.execute("ROLLBACK");
    m_rows->forgetProvenance();
  }
  return status;
}

Status StudyWriter::writeItems(std::vector<Item>& batch) {
  const SearchSnapshot* newest = nullptr;
  for (auto& item : batch) {
    if (const auto* candidate = std::get_if<Candidate>(&item)) {
      PSCOPE_CHECK(m_rows->write(*candidate));
    } else if (const auto* snapshot = std::get_if<SearchSnapshot>(&item)) {
      newest = snapshot;
    } else {
      PSCOPE_CHECK(std::get<std::shared_ptr<Work>>(item)->run(m_database));
    }
  }
  return newest != nullptr ? m_rows->write(*newest) : Status();
}

void StudyWriter::finish(std::vector<Item> batch, const Status& status) {
  std::vector<Candidate> committed;
  const auto count = batch.size();
  std::vector<std::shared_ptr<Work>> works;
  for (auto& item : batch) {
    if (auto* candidate = std::get_if<Candidate>(&item)) {
      if (status.ok()) committed.push_back(std::move(*candidate));
    } else if (auto* work = std::get_if<std::shared_ptr<Work>>(&item)) {
      works.push_back(std::move(*work));
    }
  }
  if (!committed.empty()) {
    const std::scoped_lock lock(m_callbackMutex);
    if (m_committed) m_committed(std::move(committed));
  }
  {
    const std::scoped_lock lock(m_mutex);
    m_handled += count;
    if (!status.ok() && !m_error) m_error = status.error();
  }
  m_handledChanged.notify_all();
  for (const auto& work : works) work->done.set_value(status);
}

}  // namespace pscope

// Readers of studies and tables from elsewhere: whatever the bytes are, candidates of a valid space or a located error.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/space/space.h"
#include "core/study/import_csv.h"
#include "core/study/import_optuna.h"

namespace {

/// A file in memory that has a path.
class MemoryFile {
 public:
  MemoryFile() : m_descriptor(::memfd_create("import", MFD_CLOEXEC)) {}
  ~MemoryFile() { ::close(m_descriptor); }
  void set(const std::uint8_t* bytes, std::size_t size) const {
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, bytes, size, 0) != static_cast<ssize_t>(size)) {
      std::abort();
    }
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

 private:
  int m_descriptor;
};

void check(const pscope::Result<pscope::ImportedStudy>& study) {
  if (!study.ok()) {
    if (study.error().text().empty()) std::abort();
    return;
  }
  const auto space = pscope::Space::fromText(study.value().spaceDocument, "");
  if (!space.ok()) std::abort();
  std::int64_t id = 0;
  for (const auto& candidate : study.value().candidates) {
    if (candidate.id.value != ++id || candidate.genome.size() != space.value().choices().size()) std::abort();
    if (candidate.state == pscope::CandidateState::Done && !space.value().validate(candidate.genome).ok()) std::abort();
  }
}

}  // namespace

/// Bytes that begin like a database are read as an Optuna storage, others as a table.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const MemoryFile file;
  file.set(bytes, size);
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (text.substr(0, 6) == "SQLite") {
    const auto studies = pscope::listOptunaStudies(file.path(), {});
    if (!studies.ok()) return 0;
    for (std::size_t i = 0; i < studies.value().size() && i < 3; ++i) {
      check(pscope::importOptuna({file.path(), studies.value()[i].name, {}, false}, {}));
    }
    return 0;
  }
  const auto table = pscope::ImportTable::read(file.path(), "", "");
  if (!table.ok()) return 0;
  std::vector<pscope::Message> notes;
  const auto mapping = pscope::completeMapping(table.value(), {}, notes);
  if (mapping.ok()) check(pscope::importCsv(table.value(), mapping.value(), notes, {}));
  return 0;
}

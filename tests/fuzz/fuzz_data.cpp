// Readers of image data: whatever the bytes are, a data set or a located error, with bounded memory.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/data/dataset.h"

namespace {

/// A file in memory that has a path.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : m_descriptor(::memfd_create(name, MFD_CLOEXEC)) {}
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

void check(const pscope::Result<pscope::Dataset>& data) {
  if (!data.ok()) {
    if (data.error().text().empty()) std::abort();
    return;
  }
  const auto& set = data.value().train;
  if (set.pixels.size() != set.count() * static_cast<std::size_t>(set.shape.elements())) std::abort();
  for (const auto label : set.labels) {
    if (label >= data.value().classes.size()) std::abort();
  }
}

}  // namespace

/// The first byte chooses the format; of IDX, the second is the length of the labels file in units of four bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::string folder = [] {
    std::string name = "/tmp/fuzz-data-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    return name;
  }();
  static const MemoryFile images("images");
  static const MemoryFile labels("labels");
  static const bool linked = [] {
    return ::symlink(images.path().c_str(), (folder + "/images").c_str()) == 0 &&
           ::symlink(labels.path().c_str(), (folder + "/labels").c_str()) == 0;
  }();
  if (!linked) std::abort();
  if (size < 2) return 0;
  const bool idx = bytes[0] % 2 == 0;
  const std::size_t split = idx ? std::min<std::size_t>(size - 2, std::size_t{bytes[1]} * 4) : 0;
  labels.set(bytes + 2, split);
  images.set(bytes + 2 + split, size - 2 - split);
  pscope::DataOptions options;
  options.withTest = true;
  check(pscope::loadDataset({idx ? "idx" : "cifar-binary", folder + "/images"}, options));
  return 0;
}

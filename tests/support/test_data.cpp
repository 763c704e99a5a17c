#include "tests/support/test_data.h"

#include <cstdlib>

namespace pscope::test {

std::string testData(const char* relativePath) {
  const char* folder = std::getenv("PSCOPE_TEST_DATA");
  if (folder == nullptr || *folder == '\0') return "";
  return std::string(folder) + "/" + relativePath;
}

std::string ownData(const char* relativePath) { return std::string(PSCOPE_SOURCE_DIR "/tests/data/") + relativePath; }

}  // namespace pscope::test

#include <charconv>
#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "core/base/build_info.h"
#include "core/worker/worker.h"

namespace {

constexpr const char* kHelp =
    "paretoscope-worker: answers training tasks of Paretoscope over JSON lines on standard input and output.\n"
    "It is started by paretoscope and paretoscope-cli, not by hand.\n\n"
    "  --threads N      threads of one operation (default OMP_NUM_THREADS, else 1: several workers run side by side)\n"
    "  --memory-mb N    largest memory; a task that needs more fails (default: four fifths of the machine's)\n"
    "  --describe       prints what this worker can do as JSON, and ends\n"
    "  --version, --help\n";

std::optional<std::int64_t> positiveNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < 1 || value > 1'000'000'000) {
    return std::nullopt;
  }
  return value;
}

struct Options {
  std::int64_t threads = 1;
  std::int64_t memoryMb = 0;
  bool describe = false;
};

/// The options, or the exit status of a program that has nothing more to do.
std::optional<Options> readOptions(int argc, char** argv, int& status) {
  Options options;
  if (const char* threads = std::getenv("OMP_NUM_THREADS"); threads != nullptr) {
    options.threads = positiveNumber(threads).value_or(1);
  }
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--help") {
      std::fputs(kHelp, stdout);
      return std::nullopt;
    }
    if (name == "--version") {
      std::printf("paretoscope-worker %s (%s)\n", pscope::programVersion(), pscope::programCommit());
      return std::nullopt;
    }
    if (name == "--describe") {
      options.describe = true;
      continue;
    }
    const bool known = name == "--threads" || name == "--memory-mb";
    const auto value = known && i + 1 < argc ? positiveNumber(argv[i + 1]) : std::nullopt;
    if (!value) {
      std::fprintf(stderr, "paretoscope-worker: %s %s See --help.\n", argv[i],
                   known ? "needs a whole number from 1 on." : "is no option.");
      status = 2;
      return std::nullopt;
    }
    (name == "--threads" ? options.threads : options.memoryMb) = *value;
    ++i;
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  int status = 0;
  const auto options = readOptions(argc, argv, status);
  if (!options) return status;
  std::setlocale(LC_NUMERIC, "C");
  pscope::limitThreads(static_cast<int>(options->threads));
  if (options->describe) {
    std::printf("%s\n", pscope::describeWorker().c_str());
    return 0;
  }
  const auto streams = pscope::claimStandardStreams();
  if (!streams.ok()) {
    std::fprintf(stderr, "paretoscope-worker: %s\n", streams.error().text().c_str());
    return 1;
  }
  pscope::limitMemory(options->memoryMb << 20);
  pscope::Worker worker(streams.value().input, streams.value().output);
  pscope::registerHandlers(worker);
  return worker.run();
}

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/json.h"
#include "core/nn/memory_probe.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

using namespace std::chrono_literals;

Result<std::string> sleepFor(double seconds, const TaskContext& context) {
  const auto start = std::chrono::steady_clock::now();
  const auto end = start + std::chrono::duration<double>(seconds);
  for (std::int64_t step = 0; std::chrono::steady_clock::now() < end; ++step) {
    if (context.stop.stop_requested()) {
      return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Worker", "The task was cancelled."));
    }
    if (step % 10 == 0) {
      ProgressMessage progress;
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
      progress.done = static_cast<std::int64_t>(1000 * passed.count());
      progress.total = static_cast<std::int64_t>(1000 * seconds);
      progress.stage = "sleeping";
      progress.secondsLeft = seconds - passed.count();
      context.report(std::move(progress));
    }
    std::this_thread::sleep_for(10ms);
  }
  return std::string("{}");
}

Result<std::string> selftest(const std::string& parameters, const TaskContext& context) {
  PSCOPE_TRY(const Json json, parseJson(parameters, "task"));
  const JsonView view(json, "task");
  PSCOPE_TRY(const auto mode, view.string("mode"));
  if (mode == "echo") return parameters;
  if (mode == "sleep") {
    PSCOPE_TRY(const double seconds, view.numberOr("seconds", 1));
    return sleepFor(seconds, context);
  }
  if (mode == "exit") {
    PSCOPE_TRY(const auto status, view.integerOr("status", 3));
    ::_exit(static_cast<int>(status));
  }
  if (mode == "crash") std::abort();
  if (mode == "hang") {
    for (;;) std::this_thread::sleep_for(1h);
  }
  if (mode == "nan") {
    return makeError(ErrorCode::NonFinite, PSCOPE_TR_NOOP("Worker", "The loss is not finite at step 1."));
  }
  if (mode == "oom") {
    PSCOPE_TRY(const auto bytes, view.integerOr("bytes", kBeyondMemory));
    PSCOPE_CHECK(allocateMemory(bytes));
    return std::string("{}");
  }
  return view.error(PSCOPE_TR_NOOP("Worker", "\"%1\" is no mode of the self-test.").arg(mode));
}

}  // namespace

TaskHandler makeSelftestHandler() {
  return selftest;
}

}  // namespace pscope

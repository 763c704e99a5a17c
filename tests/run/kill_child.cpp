// Runs a deterministic search on a study until it is finished or killed, and prints every candidate that is reported
// done: kill_child STUDY COST CANDIDATES WORKERS [SEED]. With a seed other than 0 a design is put in by hand at some
// moment of the session.
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <filesystem>

#include "core/run/runner.h"
#include "tests/run/fakes.h"

using namespace pscope;

namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.text().c_str());
  return 1;
}

int run(const std::string& path, const std::string& cost, int candidates, int workers, std::uint64_t seed) {
  auto config = test::fakeConfig(cost, candidates, cost == "free" ? 30 : 1000);
  if (cost != "ladder") config.strategy = "nsga2";
  auto opened =
      std::filesystem::exists(path) ? Study::open(path, Study::Mode::ReadWrite) : Study::create(path, config, "{}");
  if (!opened.ok()) return fail(opened.error());
  Study& study = *opened.value();
  const auto space = openSpace("nasbench201");
  if (!space.ok()) return fail(space.error());
  test::Journal journal;
  RunnerOptions options;
  options.workers = workers;
  auto made =
      Runner::create(study, space.value(), test::fakeEstimators(journal), test::fakeStrategies(journal), options);
  if (!made.ok()) return fail(made.error());
  Runner& runner = *made.value();
  std::mutex mutex;
  std::condition_variable posted;
  bool wake = false;
  runner.setWake([&] {
    const std::scoped_lock lock(mutex);
    wake = true;
    posted.notify_all();
  });
  Rng rng(seed);
  auto wakes = seed == 0 ? -1 : static_cast<int>(rng.below(12));  // until a design is put in
  if (wakes == 0) runner.inject(space.value().sample(rng), {});
  runner.start();
  for (;;) {
    {
      std::unique_lock lock(mutex);
      posted.wait(lock, [&] { return wake; });
      wake = false;
    }
    if (wakes > 0 && --wakes == 0) runner.inject(space.value().sample(rng), {CandidateId{1}});
    for (const auto& event : runner.events().take()) {
      if (const auto* committed = std::get_if<RunEvent::Committed>(&event.event)) {
        std::string lines;
        for (const auto& candidate : committed->candidates)
          lines += "done " + std::to_string(candidate.id.value) + "\n";
        if (::write(STDOUT_FILENO, lines.data(), lines.size()) < 0) return 1;
      } else if (const auto* state = std::get_if<RunEvent::StateChanged>(&event.event)) {
        if (state->state == RunState::Failed) {
          std::fprintf(stderr, "%s\n", state->reason.c_str());
          return 1;
        }
        if (state->state == RunState::Finished) {
          runner.setWake({});
          std::printf("finished\n");
          std::fflush(stdout);
          return 0;
        }
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 && argc != 6) return 2;
  const auto seed = static_cast<std::uint64_t>(argc == 6 ? std::atoi(argv[5]) : 0);
  return run(argv[1], argv[2], std::atoi(argv[3]), std::atoi(argv[4]), seed);
}

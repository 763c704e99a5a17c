// The sample that the window draws of a space while it is edited: time until 2,000 designs of each built-in family are
// priced on the devices that the window shows at first and on all of them, until the first partial answer stands, and
// for the extremes. The table of resources/help/design-knobs.md.
//
//   measure_profile [samples = 2000] [threads = 0: one a core, at most 4]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/estimate/space_extremes.h"
#include "core/estimate/space_profile.h"

using namespace pscope;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kRuns = 5;

double msSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Times {
  double first = 0;
  double all = 0;
};

/// The median run of several.
Times profileTimes(const DesignCosts& costs, const ProfileOptions& options) {
  std::vector<Times> runs;
  for (int i = 0; i < kRuns; ++i) {
    Times times;
    const auto start = Clock::now();
    const auto profile = profileSpace(costs, options, {}, [&](const SpaceProfile&) {
      if (times.first == 0) times.first = msSince(start);
    });
    times.all = msSince(start);
    if (profile.ok()) runs.push_back(times);
  }
  std::sort(runs.begin(), runs.end(), [](const Times& a, const Times& b) { return a.all < b.all; });
  return runs.empty() ? Times() : runs[runs.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  ProfileOptions options;
  if (argc > 1) options.samples = std::atoi(argv[1]);
  if (argc > 2) options.threads = std::atoi(argv[2]);
  const auto devices = priceableDevices();
  const std::vector<DeviceProfile> three(devices.begin(), devices.begin() + 3);
  std::printf("%d designs; first partial answer, all on 3 devices, all on %zu devices, extremes (ms)\n",
              options.samples, devices.size());
  for (const FamilyInfo& family : builtInFamilies()) {
    const auto space = openSpace(family.name);
    if (!space.ok()) continue;
    const auto few = DesignCosts::create(space.value(), "deploy", three);
    const auto many = DesignCosts::create(space.value(), "deploy", devices);
    if (!few.ok() || !many.ok()) continue;
    const Times onThree = profileTimes(few.value(), options);
    const Times onAll = profileTimes(many.value(), options);
    const auto profile = profileSpace(few.value(), options, {});
    const auto start = Clock::now();
    const auto extremes = spaceExtremes(few.value(), profile.value(), {});
    std::printf("| %s | %.0f | %.0f | %.0f | %.0f%s |\n", family.name.c_str(), onThree.first, onThree.all, onAll.all,
                msSince(start),
                extremes.ok() && extremes.value().smallest && extremes.value().smallest->proven ? ", proven" : "");
  }
  return 0;
}

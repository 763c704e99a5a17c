#include <QtTest>
#include <cmath>

#include "core/estimate/space_extremes.h"
#include "core/estimate/space_profile.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

DesignCosts costsOf(const Space& space) {
  return DesignCosts::create(space, "deploy", {openDevice("raspberry-pi-4").value()}).value();
}

/// A chain of `count` convolutions whose widths are chosen.
Space widths(int count, const std::string& more = "") {
  return spaceOf(R"([{"name": "part", "type": "repeat", "count": )" + std::to_string(count) +
                     R"(, "choices": [{"name": "w", "type": "integer", "low": 1, "high": 9}]}])",
                 R"([{"for": "s", "over": "part", "do": [{"op": "conv2d", "channels": "s.w", "kernel": 1}]},
                     {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])",
                 more)
      .value();
}

}  // namespace

class TstSpaceProfile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameWhateverTheThreads();
  void partialAnswersBegin();
  void countsWhatIsForbidden();
  void reportsShapesThatDoNotFit();
  void sharesWithTheirInterval();
  void wilsonByHand();
  void cancels();
  void extremesOfASmallSpaceAreProven();
  void extremesOfALargeSpaceAreFound();
  void extremesKeepConstraints();
  void typicalIsInTheMiddle();
  void randomDependsOnTheSeed();
};

void TstSpaceProfile::sameWhateverTheThreads() {
  const Space space = openSpace("mobilenetv3-ofa").value();
  const auto profile = [&](std::uint64_t seed, int threads) {
    return profileSpace(costsOf(space), {300, seed, threads}, {}).value();
  };
  const auto one = profile(7, 1);
  const auto three = profile(7, 3);
  QCOMPARE(one.drawn, std::int64_t{300});
  QVERIFY(one.designs == three.designs);
  QVERIFY(one.values == three.values);
  QVERIFY(one.designs != profile(8, 1).designs);
}

void TstSpaceProfile::partialAnswersBegin() {
  const Space space = openSpace("demo").value();
  std::vector<SpaceProfile> partial;
  const auto whole =
      profileSpace(costsOf(space), {400, 1, 1}, {}, [&](const SpaceProfile& so) { partial.push_back(so); });
  PSCOPE_VERIFY_OK(whole);
  QVERIFY(partial.size() > 3);
  for (const auto& so : partial) {
    QVERIFY(so.drawn > 0 && so.drawn <= 400);
    QVERIFY(std::equal(so.designs.begin(), so.designs.end(), whole.value().designs.begin()));
    QCOMPARE(so.values.front().size(), so.designs.size());
  }
}

void TstSpaceProfile::countsWhatIsForbidden() {
  const Space space = widths(4, R"("constraints": ["macs <= 4000"])");
  const auto profile = profileSpace(costsOf(space), {500, 1, 2}, {}).value();
  QVERIFY(profile.violating > 0);
  QVERIFY(profile.firstViolation.has_value());
  QCOMPARE(profile.drawn, profile.violating + static_cast<std::int64_t>(profile.designs.size()));
  for (const double macs : profile.values[DesignCosts::kMacs]) QVERIFY(macs <= 4000);
}

// A kernel of 15 without padding does not fit onto 8x8 pixels.
void TstSpaceProfile::reportsShapesThatDoNotFit() {
  const Space space = spaceOf(R"([{"name": "k", "type": "categorical", "levels": [3, 15]}])",
                              R"([{"op": "conv2d", "channels": 2, "kernel": "k", "padding": 0},
                                  {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])")
                          .value();
  const auto profile = profileSpace(costsOf(space), {100, 1, 1}, {}).value();
  QVERIFY(profile.failed > 20 && profile.failed < 80);
  QCOMPARE(profile.drawn, profile.failed + static_cast<std::int64_t>(profile.designs.size()));
  QCOMPARE(profile.firstFailure->place, std::string("/network/0"));
  const auto extremes = spaceExtremes(costsOf(space), profile, {}).value();
  QVERIFY(extremes.smallest->genome == extremes.largest->genome);  // the only one that has a network
}

void TstSpaceProfile::sharesWithTheirInterval() {
  SpaceProfile profile;
  profile.metrics.resize(2);
  profile.metrics[1].direction = Direction::Maximize;
  profile.values = {{1, 2, 3, 4}, {10, 20, 30, 40}};
  profile.designs.resize(4);
  const MetricBound upper{0, 3};
  const MetricBound lower{1, 20};
  QCOMPARE(shareMeeting(profile, {}).share, 1.0);
  QCOMPARE(shareMeeting(profile, std::span(&upper, 1)).share, 0.75);
  const std::array both{upper, lower};
  QCOMPARE(shareMeeting(profile, both).share, 0.5);
}

// Wilson's interval for 10 of 50 at 95 %: 0.1124 to 0.3304 (by hand from the formula).
void TstSpaceProfile::wilsonByHand() {
  const Share share = wilsonShare(10, 50);
  QVERIFY(std::abs(share.low - 0.1124) < 1e-4);
  QVERIFY(std::abs(share.high - 0.3304) < 1e-4);
  QCOMPARE(wilsonShare(0, 0).high, 1.0);
}

void TstSpaceProfile::cancels() {
  std::stop_source stop;
  stop.request_stop();
  JobContext job;
  job.stop = stop.get_token();
  const auto costs = costsOf(openSpace("darts").value());
  QCOMPARE(profileSpace(costs, {}, job).error().code, ErrorCode::Cancelled);
  QCOMPARE(spaceExtremes(costs, profileSpace(costs, {10, 1, 1}, {}).value(), job).error().code, ErrorCode::Cancelled);
}

void TstSpaceProfile::extremesOfASmallSpaceAreProven() {
  const Space space = widths(3);
  const auto costs = costsOf(space);
  const auto extremes = spaceExtremes(costs, profileSpace(costs, {5, 1, 1}, {}).value(), {}).value();
  QVERIFY(extremes.smallest->proven && extremes.largest->proven);
  QCOMPARE(space.text(extremes.smallest->genome), std::string("part1.w=1;part2.w=1;part3.w=1"));
  QCOMPARE(space.text(extremes.largest->genome), std::string("part1.w=9;part2.w=9;part3.w=9"));
  QCOMPARE(extremes.smallest->values.size(), costs.metrics().size());
}

void TstSpaceProfile::extremesOfALargeSpaceAreFound() {
  const Space space = widths(20);
  const auto costs = costsOf(space);
  const auto extremes = spaceExtremes(costs, profileSpace(costs, {20, 1, 1}, {}).value(), {}).value();
  QVERIFY(!extremes.smallest->proven && !extremes.largest->proven);
  QVERIFY(extremes.smallest->genome == Genome(20, 0));
  QVERIFY(extremes.largest->genome == Genome(20, 8));
}

void TstSpaceProfile::extremesKeepConstraints() {
  const Space space = widths(12, R"("constraints": ["macs <= 20000", "macs >= 9000", "part1.w + part2.w = 6"])");
  const auto costs = costsOf(space);
  const auto extremes = spaceExtremes(costs, profileSpace(costs, {100, 1, 1}, {}).value(), {}).value();
  for (const auto& end : {extremes.smallest, extremes.largest}) {
    QVERIFY(end.has_value());
    PSCOPE_VERIFY_OK(space.validate(end->genome));
    QVERIFY(end->values[DesignCosts::kMacs] >= 9000 && end->values[DesignCosts::kMacs] <= 20000);
  }
  QVERIFY(extremes.largest->values[DesignCosts::kMacs] > 19'000);
}

void TstSpaceProfile::typicalIsInTheMiddle() {
  const Space space = openSpace("mobilenetv3-ofa").value();
  const auto profile = profileSpace(costsOf(space), {300, 1, 2}, {}).value();
  const auto typical = typicalDesign(profile);
  QVERIFY(typical.has_value());
  for (std::size_t metric = 0; metric < 3; ++metric) {
    const double ratio = typical->values[metric] / profile.median(metric);
    QVERIFY(ratio > 0.8 && ratio < 1.25);
  }
  QVERIFY(!typicalDesign(SpaceProfile()).has_value());
}

void TstSpaceProfile::randomDependsOnTheSeed() {
  const auto costs = costsOf(openSpace("darts").value());
  const auto one = randomDesign(costs, 1).value();
  QVERIFY(one.genome == randomDesign(costs, 1).value().genome);
  QVERIFY(one.genome != randomDesign(costs, 2).value().genome);
}

PSCOPE_TEST(TstSpaceProfile)
#include "tst_space_profile.moc"

#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/device/device_fit.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// A chain of `depth` 3x3 convolutions of `width` channels.
Network chain(int depth, int width) {
  Network network({3, 16, 16});
  NodeIndex x = 0;
  for (int i = 0; i < depth; ++i) {
    OpAttributes a;
    a.outChannels = width;
    a.kernelHeight = a.kernelWidth = 3;
    a.paddingHeight = a.paddingWidth = 1;
    x = network.add(Op::Conv2d, std::array{x}, a).value();
  }
  return network;
}

}  // namespace

/// Fits of latencies to measured networks.
class TstLatencyFit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void quality() {
    const std::array<double, 4> measured = {10, 20, 30, 40};
    const std::array<double, 4> predicted = {10.4, 18.2, 33.9, 40};  // 4 %, 9 %, 13 %, 0 %
    const FitQuality q = fitQuality(predicted, measured);
    QCOMPARE(q.spearman, 1.0);
    QCOMPARE(q.within5Percent, 50.0);
    QCOMPARE(q.within10Percent, 75.0);
    QVERIFY(std::abs(q.medianErrorPercent - 6.5) < 1e-9);
    QVERIFY(std::abs(q.meanErrorPercent - 6.5) < 1e-9);
    const std::array<std::string, 4> classes = {"a", "a", "a", "b"};
    const std::array<double, 4> repeated = {100, 104, 112, 5};  // pairs of a: 3.9 %, 11.3 %, 7.4 %
    const Repeatability r = repeatability(classes, repeated);
    QCOMPARE(r.pairs, std::size_t{3});
    QVERIFY(std::abs(r.within5Percent - 100.0 / 3) < 1e-9);
    QVERIFY(std::abs(r.within10Percent - 200.0 / 3) < 1e-9);
  }

  // A device that needs 0.5 ms and 0.1 ms an operator, exactly: found, extrapolated, and attributed to the operators.
  void additiveDevice() {
    std::vector<Network> networks;
    std::vector<double> latencies;
    for (int depth = 1; depth <= 12; ++depth) {
      networks.push_back(chain(depth, 8));
      latencies.push_back(0.5 + 0.1 * depth);
    }
    LatencyFit::Options options;
    options.folds = 4;
    auto fit = LatencyFit::fit(networks, latencies, options);
    PSCOPE_VERIFY_OK(fit);
    QVERIFY(std::abs(fit.value().latencyMs(chain(6, 8)) - 1.1) < 0.01);
    QVERIFY(fit.value().heldOut()->within5Percent > 90);
    std::vector<bool> judged(networks.size(), false);
    for (const auto& each : fit.value().heldOutNetworks()) {
      QCOMPARE(each.measuredMs, latencies[each.network]);
      QVERIFY(!judged[each.network]);
      judged[each.network] = true;
    }
    QVERIFY(std::find(judged.begin(), judged.end(), false) == judged.end());
    const auto estimate = fit.value().estimate(chain(6, 8));
    QCOMPARE(estimate.unseenOperators, std::size_t{0});
    QVERIFY(estimate.deviationMs > 0 && estimate.deviationMs < 0.1);
    const auto nodes = fit.value().nodeLatencies(chain(6, 8));
    QVERIFY(std::abs(std::accumulate(nodes.begin(), nodes.end(), 0.0) - estimate.latencyMs) < 1e-9);
    QCOMPARE(nodes.front(), 0.0);  // the input
    Network other = chain(3, 8);
    (void)other.add(Op::Softmax, std::array{NodeIndex{3}});
    QCOMPARE(fit.value().estimate(other).unseenOperators, std::size_t{1});
  }

  void sameSeedSameFit() {
    std::vector<Network> networks;
    std::vector<double> latencies;
    for (int i = 0; i < 20; ++i) {
      networks.push_back(chain(1 + i % 7, 4 + i));
      latencies.push_back(1 + i % 7 + 0.01 * i * i);
    }
    const auto json = [&](std::uint64_t seed) {
      LatencyFit::Options options;
      options.seed = seed;
      return LatencyFit::fit(networks, latencies, options).value().toJson().dump();
    };
    QCOMPARE(json(1), json(1));
    QVERIFY(json(1) != json(2));
  }

  void comesBackFromJson() {
    std::vector<Network> networks;
    std::vector<double> latencies;
    for (int i = 0; i < 12; ++i) {
      networks.push_back(chain(1 + i % 5, 4 + i));
      latencies.push_back(1 + i % 5 + 0.1 * i);
    }
    auto fit = LatencyFit::fit(networks, latencies, {});
    PSCOPE_VERIFY_OK(fit);
    const Json json = fit.value().toJson();
    auto again = LatencyFit::fromJson(JsonView(json, "fit.json"));
    PSCOPE_VERIFY_OK(again);
    LatencyFit copy = again.value();
    for (const Network& network : networks) {
      const double latency = fit.value().latencyMs(network);
      QVERIFY(std::abs(again.value().latencyMs(network) - latency) < 1e-9 * latency);
      QVERIFY(std::abs(copy.latencyMs(network) - latency) < 1e-9 * latency);
    }
    QCOMPARE(again.value().toJson().dump(), json.dump());
    for (const char* pointer : {"/features/columns", "/rows/0", "/targets", "/hyperparameters", "/errors"}) {
      Json broken = json;
      broken[Json::json_pointer(pointer)] = Json::array({1e300});
      QVERIFY2(!LatencyFit::fromJson(JsonView(broken, "fit.json")).ok(), pointer);
    }
  }

  void refusesBadMeasurements() {
    const std::vector<Network> networks(6, chain(2, 8));
    const std::vector<double> good = {1, 2, 3, 4, 5, 6};
    QVERIFY(!LatencyFit::fit(networks, good, {}).ok());  // all the same network
    QVERIFY(!LatencyFit::fit(std::span(networks).first(4), std::span(good).first(4), {}).ok());
    for (const double bad : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
      std::vector<double> values = good;
      values[3] = bad;
      QVERIFY(!LatencyFit::fit(networks, values, {}).ok());
    }
    JobContext job;
    std::stop_source stop;
    stop.request_stop();
    job.stop = stop.get_token();
    const auto cancelled =
        LatencyFit::fit(std::vector<Network>{chain(1, 8), chain(2, 8), chain(3, 8), chain(4, 8), chain(5, 8)},
                        std::span(good).first(5), {}, job);
    QVERIFY(!cancelled.ok());
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
  }

  void columnsOfALongTable() {
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("t.csv")).toStdString();
    (void)writeFileAtomically(path, "arch,\"latency,\n_ms\"\r\n\"never closed");
    QCOMPARE(measurementColumns(path).value(), (std::vector<std::string>{"arch", "latency,\n_ms"}));
    QCOMPARE(measurementColumns(path + "x").error().code, ErrorCode::NotFound);
  }

  // Units, places of errors, and a table that is joined.
  void readsMeasurements() {
    QTemporaryDir folder;
    const auto write = [&](const char* name, const std::string& text) {
      const std::string path = folder.filePath(name).toStdString();
      (void)writeFileAtomically(path, text);
      return path;
    };
    const Space space = openSpace("nasbench-macro").value();
    MeasurementSource source;
    source.file = write("m.csv", "id,design,t_s\n1,00000000,0.001\n2,11111111,\n3,22222222,0.004\n");
    source.column = "t_s";
    const auto read = readMeasurements(space, source);
    PSCOPE_VERIFY_OK(read);
    QCOMPARE(read.value().latencyMs, (std::vector<double>{1, 4}));
    QCOMPARE(read.value().empty, std::size_t{1});
    QCOMPARE(space.text(read.value().genomes[1]), std::string("22222222"));

    source.file = write("joined.csv", "id,latency_us\n3,7000\n1,500\n");
    source.column = "latency_us";
    QCOMPARE(readMeasurements(space, source).error().code, ErrorCode::NotFound);  // which designs?
    source.joinFile = write("designs.csv", "id,design\n1,00000000\n3,22222222\n");
    source.on = "id";
    const auto joined = readMeasurements(space, source);
    PSCOPE_VERIFY_OK(joined);
    QCOMPARE(joined.value().latencyMs, (std::vector<double>{7, 0.5}));
    QCOMPARE(space.text(joined.value().genomes[0]), std::string("22222222"));

    MeasurementSource bad;
    bad.column = "t_ms";
    for (const char* row : {"00000000,-3", "00000000,fast", "00000000,nan", "33333333,1"}) {
      bad.file = write("bad.csv", std::string("design,t_ms\n22222222,1\n") + row + "\n");
      const auto refused = readMeasurements(space, bad);
      QVERIFY2(!refused.ok(), row);
      QCOMPARE(refused.error().place, std::string("3"));
      QCOMPARE(refused.error().file, bad.file);
    }
    bad.file = write("bad.csv", "design,t\n22222222,1\n");
    bad.column = "t";
    QCOMPARE(readMeasurements(space, bad).error().code, ErrorCode::InvalidArgument);  // no unit
    QCOMPARE(readDesigns(space, write("d.txt", "design\n00000000\n\n11111111\r\n")).value().size(), std::size_t{2});
    QCOMPARE(readDesigns(space, write("d.txt", "00000000\n99999999\n")).error().place, std::string("2"));
  }

  // A profile of nothing but a name learns; the fit is in its file; hardware that is known guards against wrong units.
  void profiles() {
    QTemporaryDir folder;
    const Space space = openSpace("nasbench-macro").value();
    const DeviceProfile truth = openDevice("raspberry-pi-4").value();
    auto roofline = RooflineModel::create(truth, {}).value();
    Rng rng(1);
    std::string csv = "design,t_ms,t_s\n";
    std::vector<Genome> genomes;
    for (int i = 0; i < 40; ++i) {
      genomes.push_back(space.sample(rng));
      const auto latency = std::to_string(roofline.latencyMs(space.lower(genomes.back()).value()));
      csv += space.text(genomes.back()) + "," + latency + "," + latency + "\n";
    }
    const std::string path = folder.filePath("m.csv").toStdString();
    PSCOPE_VERIFY_OK(writeFileAtomically(path, csv));
    const auto blank = DeviceProfile::fromJson(Json{{"name", "mine"}}, "");
    PSCOPE_VERIFY_OK(blank);
    QVERIFY(!createCostModel(blank.value(), {}).ok());
    MeasurementSource source;
    source.file = path;
    source.column = "t_ms";
    const auto fit = fitDevice(blank.value(), space, source, {});
    PSCOPE_VERIFY_OK(fit);
    QVERIFY(fit.value().model.heldOut()->spearman > 0.99);
    const auto fitted = blank.value().withFit(fit.value());
    PSCOPE_VERIFY_OK(fitted);
    QVERIFY(fitted.value().version() != blank.value().version());
    auto model = createCostModel(fitted.value(), {});
    PSCOPE_VERIFY_OK(model);
    const Network network = space.lower(genomes.front()).value();
    const CostReport report = model.value()->estimate(network);
    QCOMPARE(report.evidence, std::string("fitted"));
    QVERIFY(std::abs(report.latencyMs / roofline.latencyMs(network) - 1) < 0.05);
    QVERIFY(report.latencyDeviationMs > 0);
    QVERIFY(std::isnan(report.energyMj));
    QCOMPARE(model.value()->clone()->latencyMs(network), report.latencyMs);
    QCOMPARE(createCostModel(fitted.value(), {8, ""}).error().code, ErrorCode::NotFound);  // another batch
    // A second fit of the same context takes the place of the first.
    QCOMPARE(fitted.value().withFit(fit.value()).value().fits().size(), std::size_t{1});

    PSCOPE_VERIFY_OK(fitDevice(truth, space, source, {}));
    source.column = "t_s";  // a thousand times too long, and then too short
    for (const char* unit : {"", "us"}) {
      source.unit = unit;
      const auto absurd = fitDevice(truth, space, source, {});
      QVERIFY(!absurd.ok());
      QCOMPARE(absurd.error().code, ErrorCode::InvalidArgument);
      QCOMPARE(absurd.error().place, std::string("t_s"));
    }
  }
};

PSCOPE_TEST(TstLatencyFit)
#include "tst_latency_fit.moc"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/csv.h"
#include "core/device/cost_models.h"
#include "core/device/device_fit.h"
#include "core/run/command_consent.h"
#include "core/run/health_check.h"
#include "core/run/measuring_setup.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// A device whose truth is known: a microsecond for each operator and a nanosecond for each thousand MACs.
class KnownMeter : public LatencyMeter {
 public:
  explicit KnownMeter(const Space& space) : m_space(space) {}
  Result<LatencySample> measure(const std::string& design, int node, const JobContext&) override {
    if (failAfter >= 0 && calls == failAfter) {
      return makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Test", "The worker died."));
    }
    const double cold = calls < coldCalls || (calls >= slowFrom && calls < slowUntil) ? 1.5 : 1;
    ++calls;
    const auto genome = m_space.parse(design);
    const auto network = m_space.lower(genome.value());
    double ms = 0;
    for (std::size_t i = 1; i < network.value().nodes().size(); ++i) {
      if (node >= 0 && static_cast<int>(i) != node) continue;
      ms += 1e-3 + static_cast<double>(nodeCost(network.value(), network.value().nodes()[i]).macs) * 1e-6;
    }
    ms *= cold * slower;
    return LatencySample{ms, ms, ms, 1};
  }
  bool measuresOperators() const override { return true; }
  std::string text() const override { return "known"; }
  TimingContext context() const override { return timing; }

  int calls = 0;
  int failAfter = -1;
  int coldCalls = 0;                ///< that take half as long again
  int slowFrom = 0, slowUntil = 0;  ///< calls of a slow minute: the same
  double slower = 1;
  TimingContext timing{"", 0.1, 2, std::string(kLowerQuartile)};

 private:
  Space m_space;
};

MeasuringPlan smallPlan() {
  MeasuringPlan plan;
  plan.designs = 25;
  plan.check = 15;
  plan.rounds = 2;
  return plan;
}

MeasuringCommand shell(const char* script, const char* pattern = "latency: ([0-9.]+) ms") {
  MeasuringCommand command;
  command.arguments = {"/bin/sh", "-c", script, "{onnx}"};
  command.pattern = pattern;
  command.timeoutSeconds = 5;
  return command;
}

Result<LatencySample> runCommand(const MeasuringCommand& command, const JobContext& job = {}) {
  CommandMeter meter(command, [](const std::string&, const std::string&) { return Status(); });
  return meter.measure("design", -1, job);
}

}  // namespace

class TstDeviceMeasuring : public QObject {
  Q_OBJECT private Q_SLOTS : void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("measured").toStdString();
  }

  void learnsAKnownDevice() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    const auto report = measureDevice(space, smallPlan(), meter, m_path, {});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    const MeasuringReport& r = report.value();
    QCOMPARE(r.designs.size(), std::size_t{25});
    QCOMPARE(r.check.size(), std::size_t{15});
    QVERIFY(r.operators.size() > 20);
    QVERIFY(r.tableQuality->within5Percent > 99.9);  // the truth is a sum over operators
    QVERIFY(r.fitQuality->spearman > 0.95);
    QCOMPARE(r.spreadPercent, 0.0);
    QCOMPARE(r.driftPercent, 0.0);
    for (const char* file : {"samples.csv", "designs.csv", "operators.csv", "check.csv", "report.json"}) {
      QVERIFY2(QFile::exists(QString::fromStdString(m_path + "/" + file)), file);
    }
    // No network judges itself.
    std::set<std::string> learnt;
    for (const auto& each : r.designs) learnt.insert(each.design);
    for (const auto& each : r.check) {
      QVERIFY(!learnt.contains(each.measured.design));
      for (const auto& op : r.operators) QVERIFY(op.design != each.measured.design);
    }
  }

  // Evaluated once more, an old measurement stays as old as it is.
  void oldTimingsKeepTheirDate() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    MeasuringPlan plan = smallPlan();
    plan.rounds = 1;
    const auto first = measureDevice(space, plan, meter, m_path, {});
    QVERIFY2(first.ok(), first.ok() ? "" : first.error().text().c_str());
    QCOMPARE(first.value().resumed, std::size_t{0});
    auto state = measuringFolder(space, plan, meter, m_path);
    QVERIFY(state.fits && state.finished);
    QCOMPARE(state.date, first.value().date);
    QFile samples(QString::fromStdString(m_path + "/samples.csv"));
    QVERIFY(samples.open(QIODevice::ReadWrite));
    QByteArray text = samples.readAll();
    text.replace(QByteArray::fromStdString(first.value().date.substr(0, 10)), "2025-02-03");
    samples.seek(0);
    samples.write(text);
    samples.close();
    const auto again = measureDevice(space, plan, meter, m_path, {});
    QVERIFY(again.value().resumed > 0);
    QCOMPARE(again.value().date.substr(0, 10), std::string("2025-02-03"));
    plan.designs = 26;
    QVERIFY(!measuringFolder(space, plan, meter, m_path).fits);
    QVERIFY(measuringFolder(space, plan, meter, m_path + "-new").fits);
  }

  void sameSeedSameChoice() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    MeasuringPlan plan = smallPlan();
    plan.rounds = 1;
    const auto a = measureDevice(space, plan, meter, m_path + "a", {});
    const auto b = measureDevice(space, plan, meter, m_path + "b", {});
    plan.seed = 2;
    const auto c = measureDevice(space, plan, meter, m_path + "c", {});
    QCOMPARE(a.value().designs[7].design, b.value().designs[7].design);
    QVERIFY(a.value().check[0].measured.design != c.value().check[0].measured.design);
  }

  // What was measured before it failed is not measured again, and the result is that of an uninterrupted run.
  void resumesWhereItStopped() {
    const Space space = openSpace("demo").value();
    KnownMeter whole(space);
    const auto expected = measureDevice(space, smallPlan(), whole, m_path + "whole", {});
    KnownMeter meter(space);
    meter.failAfter = 50;
    const auto failed = measureDevice(space, smallPlan(), meter, m_path, {});
    QCOMPARE(failed.error().code, ErrorCode::WorkerDied);
    QFile samples(QString::fromStdString(m_path + "/samples.csv"));
    QVERIFY(samples.open(QIODevice::Append));
    samples.write("torn,li");
    samples.close();
    meter.failAfter = -1;
    meter.calls = 0;
    const auto resumed = measureDevice(space, smallPlan(), meter, m_path, {});
    QVERIFY2(resumed.ok(), resumed.ok() ? "" : resumed.error().text().c_str());
    QCOMPARE(resumed.value().resumed, std::size_t{44});  // 50, six of which warmed up
    QCOMPARE(meter.calls, whole.calls - 44);
    QCOMPARE(resumed.value().check[3].fitMs, expected.value().check[3].fitMs);
  }

  void cancels() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    job.report = [&](const Progress& progress) {
      QVERIFY(progress.total > 0);
      if (progress.done >= 10) stop.request_stop();
    };
    const auto cancelled = measureDevice(space, smallPlan(), meter, m_path, job);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    QCOMPARE(meter.calls, 16);  // three anchors twice, ten designs
  }

  void aFolderHoldsOnePlan() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    QVERIFY(measureDevice(space, smallPlan(), meter, m_path, {}).ok());
    MeasuringPlan other = smallPlan();
    other.batch = 8;
    QCOMPARE(measureDevice(space, other, meter, m_path, {}).error().code, ErrorCode::InvalidArgument);
    // The same arguments, but their figures are of another unit or found in another way.
    const auto command = shell("true");
    const auto conditions = [](const MeasuringCommand& each) { return CommandMeter(each, {}).context(); };
    auto changed = command;
    changed.unit = "s";
    QVERIFY(conditions(changed) != conditions(command));
    changed = command;
    changed.pattern = "p95: ([0-9.]+) ms";
    QVERIFY(conditions(changed) != conditions(command));
    changed = command;
    changed.timeoutSeconds = 1;
    QVERIFY(conditions(changed) == conditions(command));
    meter.timing.seconds = 0.2;
    QCOMPARE(measureDevice(space, smallPlan(), meter, m_path, {}).error().code, ErrorCode::InvalidArgument);
  }

  // A device that does not answer leaves no folder; one that was claimed and never timed is free for another plan.
  void aFolderIsClaimedByTimings() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    meter.failAfter = 0;
    QCOMPARE(measureDevice(space, smallPlan(), meter, m_path, {}).error().code, ErrorCode::WorkerDied);
    QVERIFY(!QFile::exists(QString::fromStdString(m_path)));
    QVERIFY(QDir().mkpath(QString::fromStdString(m_path)));
    QFile plan(QString::fromStdString(m_path + "/plan.json"));
    QVERIFY(plan.open(QIODevice::WriteOnly));
    plan.write("{}");
    plan.close();
    meter.failAfter = -1;
    QVERIFY(measureDevice(space, smallPlan(), meter, m_path, {}).ok());
    MeasuringPlan many = smallPlan();
    many.designs = kMostMeasured;
    QCOMPARE(measureDevice(space, many, meter, m_path + "many", {}).error().code, ErrorCode::InvalidArgument);
  }

  // The fit says what it was timed with: nobody who asks for four threads, or for the median, is served by it.
  void theFitSaysHowItWasTimed() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    const auto report = measureDevice(space, smallPlan(), meter, m_path, {});
    const auto profile = measuredProfile(report.value(), space, smallPlan(), {}, "");
    QVERIFY2(profile.ok(), profile.ok() ? "" : profile.error().text().c_str());
    const auto serves = [&](int threads, const char* statistic) {
      CostContext context;
      context.threads = threads;
      context.statistic = statistic;
      return createCostModel(profile.value(), context).ok();
    };
    QVERIFY(serves(0, "") && serves(2, "") && serves(2, "lower quartile"));
    QVERIFY(!serves(4, ""));
    QVERIFY(!serves(2, "median") && !serves(2, "p95"));
  }

  // What a profile names is run by those only who agreed to exactly these arguments.
  void programsNeedConsent() {
    const std::string file = m_folder->filePath("config/programs.json").toStdString();
    const MeasuringCommand command = shell("true");
    MeasuringCommand other = command;
    other.arguments[2] = "true; curl elsewhere";
    QVERIFY(!CommandConsent(file).given(command));
    QVERIFY(CommandConsent(file).give(command).ok());
    QVERIFY(CommandConsent(file).given(command));
    QVERIFY(!CommandConsent(file).given(other));
    QVERIFY(CommandConsent(file).give(other).ok());
    QVERIFY(CommandConsent(file).given(command) && CommandConsent(file).given(other));
    other.arguments[2] = "a\033[2Kb";  // nothing that a terminal would hide
    QCOMPARE(argumentsText(other), std::string("[\"/bin/sh\",\"-c\",\"a\\u001b[2Kb\",\"{onnx}\"]"));
  }

  // The first timings of a cold process are half as long again: they do not count as a beginning.
  void warmsUp() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    meter.coldCalls = 4;
    const auto report = measureDevice(space, smallPlan(), meter, m_path, {});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    QCOMPARE(report.value().driftPercent, 0.0);
    QCOMPARE(report.value().spreadPercent, 0.0);
  }

  // A device that became slower by 14 % is told so by three networks; the profile says with what they are timed.
  void healthIsChecked() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    const auto report = measureDevice(space, smallPlan(), meter, m_path, {});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    MeasuringSetup setup;
    setup.command = shell("true");
    const auto made = measuredProfile(report.value(), space, smallPlan(), setup, "Board");
    QVERIFY2(made.ok(), made.ok() ? "" : made.error().text().c_str());
    QCOMPARE(made.value().fits().size(), std::size_t{1});
    const auto profile = DeviceProfile::fromJson(made.value().document(), "");
    QVERIFY2(profile.ok(), profile.ok() ? "" : profile.error().text().c_str());
    DeviceHealth health = *profile.value().health();
    QCOMPARE(health.anchors.size(), std::size_t{3});
    QCOMPARE(setupOf(health).value().command->arguments, setup.command->arguments);
    meter.slower = 1.14;
    meter.coldCalls = meter.calls + 2;
    const auto check = checkHealth(health, space, meter, {});
    QVERIFY2(check.ok(), check.ok() ? "" : check.error().text().c_str());
    QVERIFY(std::abs(check.value().changePercent - 14) < 1e-9);
    health.checks.push_back(check.value());
    const DeviceProfile checked = profile.value().withHealth(health);
    QVERIFY(checked.version() != profile.value().version());
    const auto again = DeviceProfile::fromJson(checked.document(), "");
    QCOMPARE(again.value().health()->checks.at(0).latenciesMs, check.value().latenciesMs);
    QCOMPARE(again.value().version(), checked.version());
    QCOMPARE(checkHealth(health, openSpace("nasbench201").value(), meter, {}).error().code, ErrorCode::InvalidArgument);
    Json broken = checked.document();
    for (const auto& [pointer, value] : {std::pair<const char*, Json>{"/health/checks/0/change_pct", "nan"},
                                         {"/health/checks/0/load", "inf"},
                                         {"/health/seconds", "inf"},
                                         {"/health/seconds", 601},
                                         {"/health/seconds", -1}}) {
      Json odd = checked.document();
      odd[Json::json_pointer(pointer)] = value;
      QCOMPARE(DeviceProfile::fromJson(odd, "").error().place, std::string(pointer));
    }
    broken["health"]["checks"][0]["latencies_ms"] = Json::array({1.0});
    QCOMPARE(DeviceProfile::fromJson(broken, "").error().place, std::string("/health/checks/0/latencies_ms"));
  }

  // The designs that are chosen while it learns: the same again, none of the check, and taken up when it resumes.
  void choosesDesignsAsItLearns() {
    const Space space = openSpace("demo").value();
    MeasuringPlan plan = smallPlan();
    plan.rounds = 1;
    const auto random = plannedTimings(space, plan, true);
    KnownMeter plain(space);
    const auto fixed = measureDevice(space, plan, plain, m_path + "fixed", {});
    plan.active = true;
    QCOMPARE(plannedTimings(space, plan, true).value(), random.value());
    KnownMeter whole(space);
    const auto expected = measureDevice(space, plan, whole, m_path + "whole", {});
    QVERIFY2(expected.ok(), expected.ok() ? "" : expected.error().text().c_str());
    QCOMPARE(whole.calls, static_cast<int>(random.value()) + 9);  // and the anchors
    KnownMeter meter(space);
    meter.failAfter = whole.calls - 5;
    QVERIFY(!measureDevice(space, plan, meter, m_path, {}).ok());
    meter.failAfter = -1;
    const auto resumed = measureDevice(space, plan, meter, m_path, {});
    std::set<std::string> judging, learnt, before;
    for (const auto& each : expected.value().check) judging.insert(each.measured.design);
    for (const auto& each : fixed.value().designs) before.insert(each.design);
    QCOMPARE(expected.value().designs.size(), std::size_t{25});
    for (std::size_t i = 0; i < 25; ++i) {
      QCOMPARE(resumed.value().designs[i].design, expected.value().designs[i].design);
      QVERIFY(learnt.insert(expected.value().designs[i].design).second);
      QVERIFY(!judging.contains(expected.value().designs[i].design));
    }
    QVERIFY(learnt != before);
    QVERIFY(expected.value().fitQuality->spearman > 0.95);
  }

  // A slow minute while designs are chosen spoils one of their timings, not all: the other round comes later.
  void aSlowMinuteSpoilsOneRound() {
    const Space space = openSpace("demo").value();
    MeasuringPlan plan = smallPlan();
    plan.active = true;
    plan.operators = false;
    KnownMeter meter(space);
    meter.slowFrom = 6 + 25 + 2;  // anchors twice, ten at random and those that judge, one more
    meter.slowUntil = meter.slowFrom + 10;
    const auto report = measureDevice(space, plan, meter, m_path, {});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    KnownMeter truth(space);
    for (const auto& each : report.value().designs) {
      QCOMPARE(each.sample.latencyMs, truth.measure(each.design, -1, {}).value().latencyMs);
    }
    QCOMPARE(meter.calls, 6 + 2 * 40 + 3);
  }

  void damagedTimingsAreNamed() {
    const Space space = openSpace("demo").value();
    KnownMeter meter(space);
    QVERIFY(measureDevice(space, smallPlan(), meter, m_path, {}).ok());
    QFile samples(QString::fromStdString(m_path + "/samples.csv"));
    QVERIFY(samples.open(QIODevice::ReadOnly));
    QByteArrayList lines = samples.readAll().split('\n');
    samples.close();
    lines[3] = lines[3].left(lines[3].indexOf(',')) + ",-1,0,,0.1,0.1,1";
    QVERIFY(samples.open(QIODevice::WriteOnly));
    samples.write(lines.join('\n'));
    samples.close();
    const auto refused = measureDevice(space, smallPlan(), meter, m_path, {});
    QCOMPARE(refused.error().code, ErrorCode::Parse);
    QCOMPARE(refused.error().place, std::string("line 4"));
  }

  void samplesAreRobust() {
    const LatencySample sample = latencySample({5, 1, 2, 3, 400}, 5);
    QCOMPARE(sample.latencyMs, 2.0);
    QCOMPARE(sample.medianMs, 3.0);
    QCOMPARE(sample.p95Ms, 400.0);
  }

  void commandsAreRead_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* name, const char* json, const char* place) {
      QTest::newRow(name) << QByteArray(json).replace('\'', '"') << QByteArray(place);
    };
    row("good", "{'arguments': ['a', '{onnx}'], 'pattern': '([0-9]+)'}", "ok");
    row("no model", "{'arguments': ['a'], 'pattern': '(1)'}", "/arguments");
    row("no group", "{'arguments': ['{onnx}'], 'pattern': '1'}", "/pattern");
    row("no expression", "{'arguments': ['{onnx}'], 'pattern': '('}", "/pattern");
    row("both", "{'arguments': ['{onnx}'], 'pattern': '(1)', 'json': '/a'}", "/");
    row("unit", "{'arguments': ['{onnx}'], 'json': '/a', 'unit': 'h'}", "/unit");
    row("timeout", "{'arguments': ['{onnx}'], 'json': '/a', 'timeout_s': 0}", "/timeout_s");
    row("unknown", "{'arguments': ['{onnx}'], 'json': '/a', 'shell': 'x'}", "/shell");
  }
  void commandsAreRead() {
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, place);
    const Json document = parseJson(json.toStdString(), "c.json").value();
    const auto command = parseMeasuringCommand(JsonView(document, "c.json"));
    QCOMPARE(command.ok() ? QByteArray("ok") : QByteArray::fromStdString(command.error().place), place);
  }

  void figuresAreFound() {
    MeasuringCommand command;
    command.pattern = "avg ([0-9.]+)";
    command.unit = "us";
    QCOMPARE(readFigure(command, "x\navg 250 us\n").value(), 0.25);
    QVERIFY(!readFigure(command, "nonsense").ok());
    QVERIFY(!readFigure(command, "avg 0").ok());
    // std::regex recurses with each character: a megabyte on one line would overflow the stack.
    command.pattern = "(?:x|y)*avg ([0-9.]+)";
    QCOMPARE(readFigure(command, std::string(1u << 20, 'x') + "\navg 250 us").value(), 0.25);
    command.pattern.clear();
    command.pointer = "/latency/0/median";
    command.unit = "s";
    QCOMPARE(readFigure(command, "{\"latency\": [{\"median\": 0.5}]}").value(), 500.0);
    QCOMPARE(readFigure(command, "{\"latency\": [{\"median\": \"0.5\"}]}").value(), 500.0);
    QVERIFY(!readFigure(command, "{\"latency\": []}").ok());
    QVERIFY(!readFigure(command, "no json").ok());
    command.pointer = "no pointer";
    QVERIFY(!readFigure(command, "{}").ok());
  }

  void commandsRunWithoutAShellOfOurs() {
    const auto sample = runCommand(shell("echo 'latency: 12.5 ms'"));
    QVERIFY2(sample.ok(), sample.ok() ? "" : sample.error().text().c_str());
    QCOMPARE(sample.value().latencyMs, 12.5);
    MeasuringCommand verbatim;
    verbatim.arguments = {"/bin/echo", "latency: 3 ms; rm $HOME `x` {onnx}"};
    verbatim.pattern = "latency: ([0-9.]+) ms; rm \\$HOME `x` /.*[.]onnx";
    QCOMPARE(runCommand(verbatim).value().latencyMs, 3.0);
  }

  void badCommandsSayWhy() {
    const auto failing = runCommand(shell("echo no such device >&2; exit 7"));
    QCOMPARE(failing.error().code, ErrorCode::External);
    QVERIFY(failing.error().text().find("7") != std::string::npos);
    QVERIFY(failing.error().text().find("no such device") != std::string::npos);
    QCOMPARE(runCommand(shell("echo hello")).error().code, ErrorCode::Parse);
    MeasuringCommand hanging = shell("sleep 60");
    hanging.timeoutSeconds = 0.2;
    QCOMPARE(runCommand(hanging).error().code, ErrorCode::Timeout);
    MeasuringCommand missing = shell("");
    missing.arguments = {"/no/such/program", "{onnx}"};
    QCOMPARE(runCommand(missing).error().code, ErrorCode::NotFound);
    std::stop_source stop;
    stop.request_stop();
    JobContext job;
    job.stop = stop.get_token();
    QCOMPARE(runCommand(shell("sleep 60"), job).error().code, ErrorCode::Cancelled);
  }

 private:
  std::unique_ptr<QTemporaryDir> m_folder;
  std::string m_path;
};

PSCOPE_TEST(TstDeviceMeasuring)
#include "tst_device_measuring.moc"

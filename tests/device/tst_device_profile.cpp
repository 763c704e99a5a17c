#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/file.h"
#include "core/device/device.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstDeviceProfile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void presets();
  void publishedNumbers();
  void refusesBadDocuments_data();
  void refusesBadDocuments();
  void refusesNumbersBeyondJson();
  void unknownDeviceListsTheKnown();
};

void TstDeviceProfile::presets() {
  const auto presets = devicePresets();
  QVERIFY(presets.size() >= 6);
  std::set<std::string> names;
  for (const auto& preset : presets) {
    QVERIFY(names.insert(preset.name()).second);
    QVERIFY(!preset.title().empty() && !preset.summary().empty());
    for (const auto& [pointer, number] : preset.numbers()) {
      QVERIFY2(!number.source.empty(), (preset.name() + pointer).c_str());
    }
    const auto model = RooflineModel::create(preset, {});
    PSCOPE_VERIFY_OK(model);
    QVERIFY(model.value().hasPower());
  }
}

// Hardware manual, sections 3.1 and 3.2.
void TstDeviceProfile::publishedNumbers() {
  const auto pi = openDevice("raspberry-pi-4");
  PSCOPE_VERIFY_OK(pi);
  QCOMPARE(pi.value().number("/units/0/peak_mac_s/fp32")->value, 24e9);  // 48 GFLOP/s
  QCOMPARE(pi.value().number("/mem/0/bw_Bps")->value, 12.8e9);
  QCOMPARE(pi.value().number("/power/max_W")->tag, std::string("P3"));
  const auto tx2 = openDevice("jetson-tx2");
  QCOMPARE(tx2.value().document()["dvfs"][0]["freq_Hz"].size(), std::size_t{13});
  // Every device of the manual's section 3 is there.
  for (const char* name :
       {"raspberry-pi-3", "raspberry-pi-4", "jetson-nano",   "jetson-tx2", "jetson-agx-xavier", "pixel-1",
        "pixel-3",        "samsung-s8",     "redmi-note-7s", "stm32f746",  "stm32h743",         "pulp-cluster",
        "edge-tpu",       "eyeriss-v1",     "zcu102",        "alveo-u280", "vcu1525",           "v100",
        "a100",           "h200",           "pcm-64-core"}) {
    PSCOPE_VERIFY_OK(openDevice(name));
  }
  // Steps of the clocks of GPU, CPU and memory.
  const auto xavier = openDevice("jetson-agx-xavier").value().document()["dvfs"];
  QCOMPARE(xavier[0]["freq_Hz"].size(), std::size_t{14});
  QCOMPARE(xavier[1]["freq_Hz"].size(), std::size_t{29});
  QCOMPARE(xavier[1]["freq_Hz"][28]["v"].get<double>(), 2265.6e6);
  QCOMPARE(xavier[2]["freq_Hz"].size(), std::size_t{9});
  // The chip's 64 crossbars of 256 x 256 cells do 63.1 TOPS in reads of 133 ns.
  const auto pcm = openDevice("pcm-64-core").value();
  const double macsOfRead = 64 * 256 * 256;
  QVERIFY(std::abs(macsOfRead / pcm.number("/units/0/mvm_s")->value / 31.55e12 - 1) < 0.005);
  // Ridge point of V100 fp32: 17.4 FLOP/byte.
  const auto v100 = openDevice("v100");
  const double flops = 2 * v100.value().number("/units/0/peak_mac_s/fp32")->value;
  QVERIFY(std::abs(flops / v100.value().number("/mem/0/bw_Bps")->value - 17.4) < 0.05);
}

void TstDeviceProfile::refusesBadDocuments_data() {
  QTest::addColumn<QString>("pointer");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("place");
  QTest::newRow("version") << "/pscope_device" << "2" << "/pscope_device";
  QTest::newRow("unknown member") << "/colour" << "\"red\"" << "/colour";
  QTest::newRow("bare number") << "/power/max_W" << "6.4" << "/power/max_W";
  QTest::newRow("no unit") << "/power/max_W" << R"({"v": 6, "tag": "E"})" << "/power/max_W";
  QTest::newRow("unknown unit") << "/power/max_W" << R"({"v": 6, "unit": "horses", "tag": "E"})" << "/power/max_W/unit";
  QTest::newRow("unknown tag") << "/power/max_W" << R"({"v": 6, "unit": "W", "tag": "guess"})" << "/power/max_W/tag";
  QTest::newRow("negative") << "/power/max_W" << R"({"v": -6, "unit": "W", "tag": "E"})" << "/power/max_W/v";
  QTest::newRow("not finite") << "/power/max_W" << R"({"v": "nan", "unit": "W", "tag": "E"})" << "/power/max_W/v";
  const auto figure = [](const char* name, const char* place, const char* value, const char* unit, const char* member) {
    const QString number = QStringLiteral(R"({"v": %1, "unit": "%2", "tag": "E"})").arg(value, unit);
    QTest::newRow(name) << place << number << QString(place) + "/" + member;
  };
  figure("negative bandwidth", "/mem/0/bw_Bps", "-12.8e9", "B/s", "v");
  figure("bandwidth of 0", "/mem/0/bw_Bps", "0", "B/s", "v");
  figure("bandwidth that is a word", "/mem/0/bw_Bps", R"("12.8e9")", "B/s", "v");
  figure("bandwidth that is infinite", "/mem/0/bw_Bps", R"("inf")", "B/s", "v");
  figure("bandwidth in GB/s", "/mem/0/bw_Bps", "12.8", "B/s", "v");
  figure("bandwidth in watt", "/mem/0/bw_Bps", "12.8e9", "W", "unit");
  figure("peak in GMAC/s", "/units/0/peak_mac_s/fp32", "24", "MAC/s", "v");
  figure("launch in ms", "/units/0/launch_s", "5", "s", "v");
  figure("efficiency in percent", "/units/0/eff/conv", "35", "1", "v");
  figure("clock in MHz", "/units/0/clock_Hz", "480", "Hz", "v");
  QTest::newRow("dead code") << "/dead_code" << "\"maybe\"" << "/dead_code";
  QTest::newRow("clock that is a word") << "/dvfs" << R"(["gpu"])" << "/dvfs/0";
  QTest::newRow("unit that is a word") << "/units" << R"(["x"])" << "/units/0";
  QTest::newRow("memory that is an object") << "/mem" << R"({"bw_Bps": "fast"})" << "/mem";
  QTest::newRow("domain") << "/dvfs" << R"([{"domain": {"v": 1, "unit": "1", "tag": "E"}}])" << "/dvfs/0/domain";
  QTest::newRow("peaks that are a list") << "/units/0/peak_mac_s" << "[]" << "/units/0/peak_mac_s";
  QTest::newRow("no units") << "/units" << "[]" << "/units";
}

void TstDeviceProfile::refusesBadDocuments() {
  QFETCH(QString, pointer);
  QFETCH(QString, value);
  QFETCH(QString, place);
  Json document = openDevice("raspberry-pi-4").value().document();
  document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
  const auto profile = DeviceProfile::fromJson(document, "device.json");
  QVERIFY(!profile.ok());
  QCOMPARE(QString::fromStdString(profile.error().place), place);
  QCOMPARE(profile.error().file, std::string("device.json"));
  QVERIFY2(!profile.error().what.empty() && !profile.error().mend.empty(), profile.error().text().c_str());
}

// What JSON itself cannot hold is refused with line and column.
void TstDeviceProfile::refusesNumbersBeyondJson() {
  const QTemporaryDir folder;
  const std::string file = folder.filePath("device.json").toStdString();
  for (const char* number : {"1e400", "NaN", "-Infinity"}) {
    const std::string text = std::string("{\"name\": \"x\",\n \"mem\": [{\"bw_Bps\": {\"v\": ") + number;
    PSCOPE_VERIFY_OK(writeFileAtomically(file, text + R"(, "unit": "B/s", "tag": "E"}}]})"));
    const auto profile = openDevice(file);
    QVERIFY(!profile.ok());
    QCOMPARE(profile.error().file, file);
    QVERIFY2(profile.error().place.starts_with("2:"), profile.error().text().c_str());
    QVERIFY(!profile.error().mend.empty());
  }
}

void TstDeviceProfile::unknownDeviceListsTheKnown() {
  const auto profile = openDevice("raspberry-pi-9");
  QVERIFY(!profile.ok());
  QCOMPARE(profile.error().code, ErrorCode::NotFound);
  QVERIFY(profile.error().text().find("raspberry-pi-4") != std::string::npos);
  QVERIFY(!openDevice("/nowhere/device.json").ok());
}

PSCOPE_TEST(TstDeviceProfile)
#include "tst_device_profile.moc"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/embedded_file.h"
#include "core/base/hash.h"
#include "core/device/device.h"
#include "core/device/number_rules.h"
#include "core/device/profile_numbers.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedDevices();

namespace {

constexpr std::size_t kLargestProfile = 64u << 20;  ///< bytes: those with measurements are large
constexpr std::array<std::string_view, 12> kNumberUnits = {"MAC/s", "B/s", "s",    "W",      "B",   "1",
                                                           "Hz",    "V",   "pJ/B", "pJ/MAC", "mm2", "MAC/cycle"};
Result<TaggedNumber> parseNumberLeaf(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"v", "unit", "tag", "source"}));
  TaggedNumber number;
  PSCOPE_TRY(number.value, view.number("v"));
  PSCOPE_TRY(number.unit, view.string("unit"));
  PSCOPE_TRY(number.tag, view.string("tag"));
  PSCOPE_TRY(number.source, view.stringOr("source", ""));
  PSCOPE_CHECK(checkWord(view.member("unit").value(), number.unit, kNumberUnits));
  PSCOPE_CHECK(checkDeviceNumber(view, number));
  PSCOPE_CHECK(checkWord(view.member("tag").value(), number.tag, kEvidenceTags));
  return number;
}

/// Walks the document: every object with a "v" is a number; a bare number anywhere is refused.
Status collectNumbers(const JsonView& view, std::vector<std::pair<std::string, TaggedNumber>>& numbers) {
  if (view.isObject()) {
    if (view.has("v")) {
      PSCOPE_TRY(auto number, parseNumberLeaf(view));
      numbers.emplace_back(view.pointer(), std::move(number));
      return {};
    }
    for (const auto& key : view.keys()) {
      if (view.pointer().empty() && (key == "pscope_device" || key == "fits" || key == "tables" || key == "health")) {
        continue;
      }
      PSCOPE_CHECK(collectNumbers(view.member(key).value(), numbers));
    }
    return {};
  }
  if (view.isArray()) {
    for (std::size_t i = 0; i < view.size(); ++i) PSCOPE_CHECK(collectNumbers(view.at(i), numbers));
    return {};
  }
  if (view.isString()) return {};
  return view.error(
      PSCOPE_TR_NOOP("Device", "A number without unit and evidence tag does not count."),
      PSCOPE_TR_NOOP("Device", "Write it as {\"v\": 1.5, \"unit\": \"W\", \"tag\": \"user\", \"source\": \"...\"}."));
}

/// The parts of the hardware are lists of objects; the words in them are words.
Status checkParts(const JsonView& view) {
  for (const char* list : {"units", "mem", "dvfs"}) {
    if (!view.has(list)) continue;
    PSCOPE_TRY(const auto parts, view.array(list));
    for (const JsonView& part : parts) {
      if (!part.isObject()) {
        return part.error(PSCOPE_TR_NOOP("Device", "An object is expected here."),
                          PSCOPE_TR_NOOP("Device", "Write its members in braces."));
      }
      for (const char* word : {"id", "kind", "level", "domain", "dataflow"}) PSCOPE_CHECK(part.stringOr(word, ""));
      if (part.has("peak_mac_s") && !part.member("peak_mac_s").value().isObject()) {
        return part.member("peak_mac_s")
            .value()
            .error(PSCOPE_TR_NOOP("Device", "The peaks are an object: one number for each precision."),
                   PSCOPE_TR_NOOP("Device", "Write its members in braces."));
      }
    }
  }
  return {};
}

}  // namespace

Result<DeviceProfile> DeviceProfile::fromJson(const Json& document, const std::string& file) {
  const JsonView view(document, file);
  PSCOPE_CHECK(view.onlyKeys({"pscope_device", "name", "title", "family", "summary", "dead_code", "units", "mem",
                              "fits", "tables", "health", "power", "dvfs", "constraints", "radio", "calibration"}));
  PSCOPE_TRY(const auto version, view.integerOr("pscope_device", 1));
  if (version != 1) {
    return view.member("pscope_device")
        .value()
        .error(PSCOPE_TR_NOOP("Device", "This profile has version %1; this program reads version 1.")
                   .arg(std::to_string(version)),
               PSCOPE_TR_NOOP("Device", "Use a newer program."), ErrorCode::NewerVersion);
  }
  DeviceProfile profile;
  PSCOPE_TRY(profile.m_name, view.string("name"));
  PSCOPE_TRY(profile.m_title, view.stringOr("title", profile.m_name));
  PSCOPE_TRY(profile.m_family, view.stringOr("family", ""));
  PSCOPE_TRY(profile.m_summary, view.stringOr("summary", ""));
  PSCOPE_TRY(const auto deadCode, view.stringOr("dead_code", "kept"));
  if (view.has("dead_code")) {
    PSCOPE_CHECK(checkWord(view.member("dead_code").value(), deadCode,
                           std::array<std::string_view, 3>{"kept", "removed", "folded"}));
  }
  if (view.has("units")) {
    PSCOPE_TRY(const auto units, view.array("units"));
    if (units.empty()) {
      return view.member("units").value().error(PSCOPE_TR_NOOP("Device", "A device needs a compute unit."),
                                                PSCOPE_TR_NOOP("Device", "Add one, or leave \"units\" out."));
    }
  }
  PSCOPE_CHECK(checkParts(view));
  PSCOPE_CHECK(collectNumbers(view, profile.m_numbers));
  if (view.has("fits")) {
    PSCOPE_TRY(const auto fits, view.array("fits"));
    for (const JsonView& fit : fits) {
      PSCOPE_TRY(DeviceFit known, DeviceFit::fromJson(fit));
      profile.m_fits.push_back(std::move(known));
    }
  }
  if (view.has("tables")) {
    PSCOPE_TRY(const JsonView tables, view.member("tables"));
    PSCOPE_TRY(profile.m_tables, DeviceTables::fromJson(tables));
  }
  if (view.has("health")) {
    PSCOPE_TRY(const JsonView health, view.member("health"));
    PSCOPE_TRY(profile.m_health, DeviceHealth::fromJson(health));
  }
  profile.m_document = std::make_shared<const Json>(document);
  profile.m_version = hashText(document.dump());
  return profile;
}

Result<DeviceProfile> DeviceProfile::withFit(const DeviceFit& fit) const {
  Json document = *m_document;
  Json& fits = document["fits"];
  if (!fits.is_array()) fits = Json::array();
  for (std::size_t i = m_fits.size(); i-- > 0;) {
    const DeviceFit& known = m_fits[i];
    const bool sameContext = known.batch == fit.batch && known.precision == fit.precision &&
                             known.threads == fit.threads && known.statistic == fit.statistic;
    if (sameContext) {
      fits.erase(fits.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  fits.push_back(fit.toJson());
  return fromJson(document, "");
}

DeviceProfile DeviceProfile::withHealth(const DeviceHealth& health) const {
  DeviceProfile changed = *this;
  Json document = *m_document;
  document["health"] = health.toJson();
  changed.m_health = health;
  changed.m_version = hashText(document.dump());
  changed.m_document = std::make_shared<const Json>(std::move(document));
  return changed;
}

Result<DeviceProfile> DeviceProfile::withTable(const Json& table) const {
  Json document = *m_document;
  Json& tables = document["tables"];
  if (!tables.is_array()) tables = Json::array();
  for (std::size_t i = tables.size(); i-- > 0;) {
    if (tables[i].value("name", "") == table.value("name", "")) tables.erase(i);
  }
  tables.push_back(table);
  return fromJson(document, "");
}

std::optional<TaggedNumber> DeviceProfile::number(const std::string& pointer) const {
  for (const auto& [known, number] : m_numbers) {
    if (known == pointer) return number;
  }
  return std::nullopt;
}

namespace {

/// Read once: nothing changes them.
const std::vector<DeviceProfile>& presets() {
  static const std::vector<DeviceProfile> all = [] {
    std::vector<DeviceProfile> read;
    for (const auto& file : embeddedDevices()) {
      const auto json = parseJson(file.text, std::string(file.name));
      read.push_back(DeviceProfile::fromJson(json.value(), std::string(file.name)).value());
    }
    return read;
  }();
  return all;
}

}  // namespace

std::vector<DeviceProfile> devicePresets() {
  return presets();
}

Result<DeviceProfile> openDevice(const std::string& nameOrPath) {
  if (nameOrPath.find('/') != std::string::npos || nameOrPath.ends_with(".json")) {
    PSCOPE_TRY(const Json json, readJsonFile(nameOrPath, kLargestProfile));
    return DeviceProfile::fromJson(json, nameOrPath);
  }
  std::string names;
  for (const auto& preset : presets()) {
    if (preset.name() == nameOrPath) return preset;
    names += (names.empty() ? "" : ", ") + preset.name();
  }
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Device", "There is no device \"%1\".").arg(nameOrPath),
                   PSCOPE_TR_NOOP("Device", "Name a profile's JSON file or one of: %1.").arg(names));
}

}  // namespace pscope

// Search configurations, device profiles, CSV tables and expressions: never a crash, never more than a little memory.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/csv.h"
#include "core/base/expression.h"
#include "core/device/device.h"
#include "core/record/search_config.h"

using namespace pscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 3) {
    case 0:
      // With the first byte: '{' leads here.
      if (const auto json = parseJson(std::string(reinterpret_cast<const char*>(data), size), "fuzz.json"); json.ok()) {
        if (const auto config = parseSearchConfig(json.value(), "fuzz.json", "/base"); config.ok()) {
          const auto again = parseSearchConfig(toJson(config.value()), "fuzz.json", "/base");
          if (!again.ok() || !(again.value() == config.value())) __builtin_trap();
        }
        if (const auto profile = DeviceProfile::fromJson(json.value(), "fuzz.json"); profile.ok()) {
          (void)createCostModel(profile.value(), {}).ok();
        }
      }
      break;
    case 1:
      if (const auto table = CsvTable::parse(text, "fuzz.csv"); table.ok()) {
        const auto& t = table.value();
        for (std::size_t row = 0; row < t.rowCount(); ++row) {
          for (std::size_t column = 0; column < t.columns().size(); ++column) (void)t.cell(row, column).size();
        }
      }
      break;
    default:
      if (const auto expression = Expression::compile(text, {"x", "stage[0].depth"}); expression.ok()) {
        (void)expression.value().evaluate(std::vector<double>{1.5, 3});
        (void)expression.value().holds(std::vector<Expression::Value>{{0, "text"}, {2, {}}});
      }
  }
  return 0;
}

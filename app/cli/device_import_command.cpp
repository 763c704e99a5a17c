#include "app/cli/device_import_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "core/device/block_table_import.h"
#include "core/device/device.h"
#include "core/device/table_import.h"
#include "core/space/space.h"

namespace pscope {
namespace {

struct DeviceImportOptions {
  std::string name, choices, operators, blocks, space, out, base, batch = "1";
  std::vector<std::string> patterns, fusion;
  TableImport import;
  bool json = false;
};

Result<Json> importedTable(const DeviceImportOptions& options, const TableImport& import,
                           const DeviceProfile& profile) {
  const int kinds =
      (options.choices.empty() ? 0 : 1) + (options.operators.empty() ? 0 : 1) + (options.blocks.empty() ? 0 : 1);
  if (kinds != 1) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "It is not said what to import."),
        PSCOPE_TR_NOOP("CommandLine", "Give one of --choices F.csv, --operators F.csv and --blocks F.yaml."));
  }
  if (options.blocks.empty() && import.column.empty()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "It is not said which column holds the costs."),
                     PSCOPE_TR_NOOP("CommandLine", "Name it with --column."), import.file);
  }
  if (!options.operators.empty()) return importOperatorTable(import, profile, options.fusion);
  PSCOPE_TRY(const Space space, openSpace(options.space));
  if (!options.blocks.empty()) {
    const StopOnInterrupt interrupt;
    JobContext job;
    job.stop = interrupt.token();
    std::vector<Message> notes;
    auto table = importBlockTable(import, space, notes, job);
    for (const Message& note : notes) std::cerr << format(note) << '\n';
    return table;
  }
  const std::size_t equals = options.base.find('=');
  if (!options.base.empty() && (equals == std::string::npos || equals == 0)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "%1 cannot be \"%2\".").arg("--base").arg(options.base),
                     PSCOPE_TR_NOOP("CommandLine", "Write it as COLUMN=VALUE, such as layer=-1."));
  }
  const std::string column = options.base.substr(0, equals);
  return importChoiceTable(import, space, options.patterns, column,
                           options.base.empty() ? "" : options.base.substr(equals + 1));
}

Result<int> importTable(const DeviceImportOptions& options) {
  TableImport import = options.import;
  PSCOPE_TRY(const auto batch, parseCount(options.batch, "--batch", 1, 65'536));
  import.batch = static_cast<int>(batch);
  import.file = options.choices + options.operators + options.blocks;  // one of them
  PSCOPE_TRY(const DeviceProfile profile, openDevice(options.name));
  PSCOPE_TRY(const Json table, importedTable(options, import, profile));
  PSCOPE_TRY(const DeviceProfile changed, profile.withTable(table));
  PSCOPE_CHECK(writeFileAtomically(options.out, changed.document().dump(1) + "\n"));
  std::size_t rows = table.contains("rows") ? table["rows"].size() : 0;
  for (const Json& group : table.value("groups", Json::array())) rows += group["rows"].size();
  if (options.json) {
    printJson({{"table", table["name"]},
               {"kind", table["kind"]},
               {"metric", table["metric"]},
               {"unit", table["unit"]},
               {"rows", rows},
               {"out", options.out}});
  } else {
    std::cout << "Table " << table["name"].get<std::string>() << ": " << rows << " rows in "
              << table["unit"].get<std::string>() << ", evidence " << table["tag"].get<std::string>() << ". Written to "
              << options.out << ".\n";
  }
  return kDone;
}

}  // namespace

void addDeviceImportCommand(CLI::App& device, Chosen& chosen) {
  const auto options = std::make_shared<DeviceImportOptions>();
  auto* import = device.add_subcommand("import", "Takes a look-up table of choices or operators into a profile");
  import->add_option("NAME", options->name, "A profile's JSON file, or a preset")->required();
  import->add_option("--choices", options->choices, "Costs of the choices of a space, one a row")->type_name("F.csv");
  import
      ->add_option("--operators", options->operators,
                   "Measured operators, one a row: op, kernel, stride, groups, hw, cin, cout")
      ->type_name("F.csv");
  import
      ->add_option("--blocks", options->blocks,
                   "Latencies of the blocks of a space as Once-for-All and ProxylessNAS keep them, in ms unless --unit "
                   "says otherwise")
      ->type_name("F.yaml");
  import
      ->add_option("--column", options->import.column,
                   "Column of the costs; its name ends in _ms, _s, _us, _mJ or cycles; of --blocks, mean unless given")
      ->type_name("C");
  import->add_option("--unit", options->import.unit,
                     "ms, s, us, mJ, J or cycles, when the column's name does not say it");
  import->add_option("--space", options->space, "The space that a table of choices is for")->type_name("SPACE");
  import
      ->add_option(
          "--choice", options->patterns,
          "Which choice and level a row is about, columns in braces: layer{layer+1}.op={op}; a level by number: "
          "...=#{op}; several for one row with several choices")
      ->type_name("PATTERN");
  import->add_option("--base", options->base, "Rows that hold the cost of everything else: COLUMN=VALUE")
      ->type_name("COLUMN=VALUE");
  import
      ->add_option("--fusion", options->fusion, "Operators that the runtime runs as one kernel: conv2d+batch_norm+relu")
      ->type_name("RULE");
  import->add_option("--name", options->import.name, "Of the table; the column's unless given");
  import->add_option("--source", options->import.source, "Where the numbers come from; the file unless given");
  import->add_option("--tag", options->import.tag, "Evidence: V, P, C, D, P3, R, E or user")->capture_default_str();
  import->add_option("--clock", options->import.clockHz, "Cycles a second, for a column in cycles")->type_name("HZ");
  import->add_option("--batch", options->batch, "Inputs at a time")->type_name("N")->capture_default_str();
  import->add_option("--precision", options->import.precision, "fp32, fp16, int8 ...; not said unless given");
  import->add_option("--out", options->out, "The profile with the table")->type_name("PROFILE.json")->required();
  import->add_flag("--json", options->json, "One JSON document instead of a sentence");
  import->footer(
      "Example:\n  paretoscope-cli device import raspberry-pi-4 --choices fbnet_lut.csv --space fbnet --column "
      "raspi4_delta_ms --choice 'layer{layer+1}.op={op}' --base layer=-1 --tag C --out my-pi.json");
  import->callback([&chosen, options] { chosen.run = [options] { return importTable(*options); }; });
}

}  // namespace pscope

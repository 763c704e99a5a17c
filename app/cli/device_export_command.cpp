#include "app/cli/device_export_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/device/profile_export.h"

namespace pscope {
namespace {

struct DeviceExportOptions {
  std::string name, out;
  bool json = false;
};

Result<int> exportDevice(const DeviceExportOptions& options) {
  PSCOPE_TRY(const DeviceProfile profile, openDevice(options.name));
  PSCOPE_TRY(const auto files, exportProfile(profile, options.out));
  if (options.json) {
    printJson({{"device", profile.name()}, {"folder", options.out}, {"files", files}});
    return kDone;
  }
  std::cout << "Written to " << options.out << ":";
  for (const std::string& file : files) std::cout << " " << file;
  std::cout << "\n";
  return kDone;
}

}  // namespace

void addDeviceExportCommand(CLI::App& device, Chosen& chosen) {
  const auto options = std::make_shared<DeviceExportOptions>();
  auto* command = device.add_subcommand("export", "Writes all that a profile knows: its JSON, its tables as CSV");
  command->add_option("NAME", options->name, "A profile's JSON file, or a preset")->required();
  command->add_option("--out", options->out, "Folder of the files")->type_name("FOLDER")->required();
  command->add_flag("--json", options->json, "One JSON document instead of a sentence");
  command->footer("Example:\n  paretoscope-cli device export my-pi.json --out my-pi");
  command->callback([&chosen, options] { chosen.run = [options] { return exportDevice(*options); }; });
}

}  // namespace pscope

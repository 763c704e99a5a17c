// paretoscope-cli: without a window what the window does, on the same core.
#include <CLI/CLI.hpp>
#include <clocale>
#include <exception>
#include <iostream>
#include <new>

#include "app/cli/command_line.h"
#include "core/base/build_info.h"

namespace {

std::string firstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string sentence(const std::string& text) {
  const auto line = firstLine(text);
  return line.empty() || line.back() == '.' ? line : line + ".";
}

int runChosen(const pscope::Chosen& chosen) {
  const auto status = chosen.run();
  return status.ok() ? status.value() : pscope::printError(status.error());
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_NUMERIC, "C");
  CLI::App app(
      "Design-space explorer for hardware-aware neural architecture search.\n"
      "Exit status: 0 done; 1 the work failed; 2 the input is unusable (one line on standard error says what to mend).",
      "paretoscope-cli");
  app.set_version_flag(
      "--version", std::string("paretoscope-cli ") + pscope::programVersion() + " (" + pscope::programCommit() + ")");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  paretoscope-cli space count nasbench201\n"
      "  paretoscope-cli search config.json --study out.pscope --candidates 100\n"
      "  paretoscope-cli report out.pscope --html report.html\n"
      "\"paretoscope-cli COMMAND --help\" explains each command.");
  pscope::Chosen chosen;
  pscope::addSpaceCommands(app, chosen);
  pscope::addNetworkCommand(app, chosen);
  pscope::addExportCommand(app, chosen);
  pscope::addDiffCommand(app, chosen);
  pscope::addDeviceCommands(app, chosen);
  pscope::addTrainCommand(app, chosen);
  pscope::addSearchCommands(app, chosen);
  pscope::addStudyCommands(app, chosen);
  pscope::addPredictionsCommand(app, chosen);
  pscope::addUnblindCommand(app, chosen);
  pscope::addProtocolCommand(app, chosen);
  pscope::addHypervolumeCommand(app, chosen);
  pscope::addImportCommand(app, chosen);
  pscope::addMergeCommand(app, chosen);
  try {
    app.parse(argc, argv);
    return runChosen(chosen);
  } catch (const CLI::Success& help) {  // --help, --version
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    std::cerr << "paretoscope-cli: " << sentence(error.what()) << " Run with --help for the options." << std::endl;
    return pscope::kUnusableInput;
  } catch (const std::bad_alloc&) {
    std::cerr << "paretoscope-cli: There is not enough memory for this. Close other programs or ask for less."
              << std::endl;
    return pscope::kWorkFailed;
  } catch (const std::exception& error) {
    std::cerr << "paretoscope-cli: Unexpected failure: " << firstLine(error.what()) << std::endl;
    return pscope::kWorkFailed;
  }
}

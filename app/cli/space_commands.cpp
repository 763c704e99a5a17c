#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "core/base/file.h"
#include "core/space/space.h"

namespace pscope {
namespace {

constexpr const char* kSpaceHelp = "Name of a built-in family (see \"space list\") or a space's JSON file";

Result<int> listSpaces() {
  const auto families = builtInFamilies();
  std::size_t nameWidth = 0;
  std::size_t sizeWidth = 0;
  for (const auto& family : families) {
    nameWidth = std::max(nameWidth, family.name.size());
    sizeWidth = std::max(sizeWidth, family.size.size());
  }
  for (const auto& family : families) {
    std::cout << family.name << std::string(nameWidth - family.name.size() + 2, ' ')
              << std::string(sizeWidth - family.size.size(), ' ') << family.size << "  " << family.summary << '\n';
  }
  return kDone;
}

Result<int> showSpace(const std::string& name) {
  PSCOPE_TRY(const Space space, openSpace(name));
  printJson(space.document());
  return kDone;
}

Result<int> countSpace(const std::string& name, bool unique, bool feasible) {
  PSCOPE_TRY(const Space space, openSpace(name));
  const std::string mend = "Without this option the exact number of designs is printed.";
  if (unique) return notYet("space count --unique", mend);
  if (feasible) return notYet("space count --feasible", mend);
  std::cout << space.count() << '\n';
  return kDone;
}

Result<int> sampleSpace(const std::string& name, const std::string& count, const std::string& seed) {
  PSCOPE_TRY(const auto designs, parseCount(count, "-n", 0));
  PSCOPE_TRY(const auto start, parseCount(seed, "--seed", 0));
  PSCOPE_TRY(const Space space, openSpace(name));
  Rng rng(start);
  for (std::uint64_t i = 0; i < designs; ++i) std::cout << space.text(space.sample(rng)) << '\n';
  return kDone;
}

Result<int> checkSpace(const std::string& file) {
  PSCOPE_TRY(const std::string text, readFile(file));
  const auto problems = Space::check(text, file);
  for (const auto& problem : problems) printError(problem);
  return problems.empty() ? kDone : kUnusableInput;
}

}  // namespace

void addSpaceCommands(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string space, file, count, seed = "1";
    bool unique = false, feasible = false;
  };
  const auto options = std::make_shared<Options>();
  auto* space = app.add_subcommand("space", "Design spaces: list, show, count, sample, check");
  space->require_subcommand(1);
  space->footer("Example:\n  paretoscope-cli space list");

  auto* list = space->add_subcommand("list", "Built-in families, one a line: name, size, one sentence");
  list->footer("Example:\n  paretoscope-cli space list");
  list->callback([&chosen] { chosen.run = listSpaces; });

  auto* show = space->add_subcommand("show", "The space's JSON document");
  show->add_option("SPACE", options->space, kSpaceHelp)->required();
  show->footer("Example:\n  paretoscope-cli space show demo > my-space.json");
  show->callback([&chosen, options] { chosen.run = [options] { return showSpace(options->space); }; });

  auto* count = space->add_subcommand("count", "Exact number of designs in decimal digits, nothing else");
  count->add_option("SPACE", options->space, kSpaceHelp)->required();
  count->add_flag("--unique", options->unique, "Number of isomorphism classes (not available yet)");
  count->add_flag("--feasible", options->feasible, "Estimate under cost constraints (not available yet)");
  count->footer("Example:\n  paretoscope-cli space count nasbench201\n  15625");
  count->callback([&chosen, options] {
    chosen.run = [options] { return countSpace(options->space, options->unique, options->feasible); };
  });

  auto* sample = space->add_subcommand("sample", "Designs drawn uniformly, one a line, in the space's text form");
  sample->add_option("SPACE", options->space, kSpaceHelp)->required();
  sample->add_option("-n", options->count, "How many designs")->required()->type_name("N");
  sample->add_option("--seed", options->seed, "Seed: the same one gives the same designs")
      ->type_name("S")
      ->capture_default_str();
  sample->footer("Example:\n  paretoscope-cli space sample demo -n 3 --seed 7");
  sample->callback([&chosen, options] {
    chosen.run = [options] { return sampleSpace(options->space, options->count, options->seed); };
  });

  auto* check = space->add_subcommand(
      "check", "Status 0 for a valid space; else 2, and every problem with its JSON pointer on standard error");
  check->add_option("FILE", options->file, "A space's JSON file")->required();
  check->footer("Example:\n  paretoscope-cli space check my-space.json");
  check->callback([&chosen, options] { chosen.run = [options] { return checkSpace(options->file); }; });
}

}  // namespace pscope

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/space/feasible_designs.h"
#include "core/space/space.h"
#include "core/space/unique_designs.h"

namespace pscope {
namespace {

constexpr const char* kSpaceHelp = "Name of a built-in family (see \"space list\") or a space's JSON file";

Error noSuchTag(const std::vector<FamilyInfo>& families, const std::vector<std::string>& wanted) {
  std::set<std::string> known;
  for (const auto& family : families) {
    for (const auto* words : {&family.tags.task, &family.tags.family, &family.tags.category}) {
      known.insert(words->begin(), words->end());
    }
  }
  std::string tags;
  std::string words;
  for (const auto& tag : known) tags += (tags.empty() ? "" : ", ") + tag;
  for (const auto& word : wanted) words += (words.empty() ? "" : ", ") + word;
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("CommandLine", "No family has the tags: %1.").arg(words),
                   PSCOPE_TR_NOOP("CommandLine", "Tags are: %1.").arg(tags));
}

Result<int> listSpaces(const std::vector<std::string>& tags) {
  const auto all = builtInFamilies();
  std::vector<FamilyInfo> families;
  std::copy_if(all.begin(), all.end(), std::back_inserter(families), [&](const FamilyInfo& family) {
    return std::all_of(tags.begin(), tags.end(), [&](const std::string& tag) { return hasTag(family.tags, tag); });
  });
  if (families.empty()) return noSuchTag(all, tags);
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

Result<int> countFeasible(const Space& space, std::uint64_t samples, std::uint64_t seed, const JobContext& job) {
  PSCOPE_TRY(const auto estimate, estimateFeasible(space, samples, seed, job));
  if (estimate.samples == 0) {
    std::cout << space.count() << '\n';
    std::cerr << "Exact: the space has no constraints over costs.\n";
    return kDone;
  }
  std::cout << numberText(estimate.designs, 4) << " (95 % interval " << numberText(estimate.low, 4) << " to "
            << numberText(estimate.high, 4) << "; " << estimate.feasible << " of " << estimate.samples
            << " designs drawn uniformly)\n";
  return kDone;
}

Result<int> countSpace(const std::string& name, bool unique, bool feasible, const std::string& samples,
                       const std::string& seed) {
  PSCOPE_TRY(const auto drawn, parseCount(samples, "--samples", 1));
  PSCOPE_TRY(const auto start, parseCount(seed, "--seed", 0));
  PSCOPE_TRY(const Space space, openSpace(name));
  if (!unique && !feasible) {
    std::cout << space.count() << '\n';
    return kDone;
  }
  const StopOnInterrupt interrupt;
  ProgressBar bar("Count");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) { bar.update(progress.done, progress.total); };
  if (feasible) return countFeasible(space, drawn, start, job);
  PSCOPE_TRY(const auto classes, countUnique(space, job));
  std::cout << classes << '\n';
  return kDone;
}

Result<int> sampleSpace(const std::string& name, const std::string& count, const std::string& seed) {
  PSCOPE_TRY(const auto designs, parseCount(count, "-n", 0));
  PSCOPE_TRY(const auto start, parseCount(seed, "--seed", 0));
  PSCOPE_TRY(const Space space, openSpace(name));
  Rng rng(start);
  for (std::uint64_t i = 0; i < designs; ++i) {
    PSCOPE_TRY(const Genome genome, sampleFeasible(space, rng));
    std::cout << space.text(genome) << '\n';
  }
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
    std::vector<std::string> tags;
    std::string space, file, count, seed = "1", samples = "10000";
    bool unique = false, feasible = false;
  };
  const auto options = std::make_shared<Options>();
  auto* space = app.add_subcommand("space", "Design spaces: list, show, count, sample, check");
  space->require_subcommand(1);
  space->footer("Example:\n  paretoscope-cli space list");

  auto* list = space->add_subcommand("list", "Built-in families, one a line: name, size, one sentence");
  list->footer("Example:\n  paretoscope-cli space list");
  list->add_option("--tag", options->tags,
                   "Only families with this tag: task, kind of network or category (several: with all of them)")
      ->type_name("WORD")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  list->callback([&chosen, options] { chosen.run = [options] { return listSpaces(options->tags); }; });

  auto* show = space->add_subcommand("show", "The space's JSON document");
  show->add_option("SPACE", options->space, kSpaceHelp)->required();
  show->footer("Example:\n  paretoscope-cli space show demo > my-space.json");
  show->callback([&chosen, options] { chosen.run = [options] { return showSpace(options->space); }; });

  auto* count = space->add_subcommand("count", "Exact number of designs in decimal digits, nothing else");
  count->add_option("SPACE", options->space, kSpaceHelp)->required();
  auto* unique =
      count->add_flag("--unique", options->unique,
                      "Number of isomorphism classes instead: of networks that are the same but for the order "
                      "of sums, collapsed skips and vanished zeros (rule of the space: \"twins\")");
  count
      ->add_flag("--feasible", options->feasible,
                 "Estimate under the constraints over costs instead, with its 95 % interval")
      ->excludes(unique);
  count->add_option("--samples", options->samples, "Designs drawn for --feasible")
      ->type_name("N")
      ->capture_default_str();
  count->add_option("--seed", options->seed, "Seed of --feasible")->type_name("S")->capture_default_str();
  count->footer("Example:\n  paretoscope-cli space count nasbench201\n  15625");
  count->callback([&chosen, options] {
    chosen.run = [options] {
      return countSpace(options->space, options->unique, options->feasible, options->samples, options->seed);
    };
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

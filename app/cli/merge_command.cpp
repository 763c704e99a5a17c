#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/candidate_text.h"
#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "core/study/merge_studies.h"

namespace pscope {
namespace {

struct MergeOptions {
  std::vector<std::string> studies;
  std::string out;
  bool json = false;
};

Result<int> merge(const MergeOptions& options) {
  const StopOnInterrupt interrupt;
  JobContext job;
  job.stop = interrupt.token();
  std::vector<MergePart> parts;
  for (const auto& path : options.studies) {
    PSCOPE_TRY(auto part, readMergePart(path));
    parts.push_back(std::move(part));
  }
  PSCOPE_TRY(const ImportedStudy merged, mergeStudies(std::move(parts), job));
  PSCOPE_CHECK(writeImportedStudy(merged, options.out, job));
  if (options.json) {
    Json notes = Json::array();
    for (const auto& note : merged.notes) notes.push_back(format(note));
    printJson({{"study", options.out}, {"candidates", merged.candidates.size()}, {"notes", std::move(notes)}});
    return kDone;
  }
  for (const auto& note : merged.notes) std::cout << format(note) << '\n';
  std::cout << frontTable(merged.candidates, merged.config.objectives) << countsText(merged.candidates) << ".\n";
  return kDone;
}

}  // namespace

void addMergeCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<MergeOptions>();
  auto* command = app.add_subcommand("merge", "One study of the candidates of several studies of one space");
  command->add_option("STUDY.pscope", options->studies, "Two studies or more")->required()->expected(2, 100);
  command->add_option("--study", options->out, "Study file to create")->required()->type_name("OUT.pscope");
  command->add_flag("--json", options->json, "One JSON document instead of text");
  command->footer(
      "Candidates with the same design become one; their values become replicates (mean and standard error).\n"
      "Example:\n  paretoscope-cli merge seed1.pscope seed2.pscope --study both.pscope");
  command->callback([&chosen, options] { chosen.run = [options] { return merge(*options); }; });
}

}  // namespace pscope

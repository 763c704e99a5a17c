#pragma once

#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/study/import_study.h"

namespace pscope {

/// A study that is merged into another.
struct MergePart {
  std::string label;  ///< file name, for provenance and messages
  SearchConfig config;
  std::string spaceDocument;
  std::vector<Candidate> candidates;
};
/// Reads a study for merging. @error those of Study::open
Result<MergePart> readMergePart(const std::string& path);

/// One study of the candidates of several studies of one space, or of spaces that joinedSpace() can make one.
///
/// Candidates with the same genome become one (twice in one study: one too), in the order of the parts; a done one wins
/// over one that failed. Values of one objective at its highest level in common become replicates: their mean, with the
/// standard error s / sqrt(n) from n >= 2 values; each value stays as an auxiliary measurement "NAME (FILE #ID)". Equal
/// values of one kind from one source count once (the same table read twice is no second measurement). Values that
/// should be equal (tabulated, analytic) but are not, and values of different kinds, are conflicts: the first part's
/// stays, `notes` name the candidate. Objectives are those of the first part, which the others must have too; its
/// bounds decide.
/// @error InvalidArgument (fewer than two parts, another space, objectives of other units or directions, a genome that
/// is no design), Cancelled
/// @thread any (pure function)    @cost O(candidates x measurements)
Result<ImportedStudy> mergeStudies(std::vector<MergePart> parts, const JobContext& job);

}  // namespace pscope

#pragma once

#include <memory>
#include <nlohmann/json.hpp>

#include "core/space/choice_tree.h"
#include "core/space/constraints.h"
#include "core/space/counting.h"
#include "core/space/lowering.h"
#include "core/space/program.h"
#include "core/space/space.h"
#include "core/space/text_form.h"

namespace pscope {

/// A document in its compiled form.
struct Space::Impl {
  std::shared_ptr<const Impl> whole;  ///< of a part: the values of levels are views of its texts
  std::string file;
  std::string name;
  std::string title;
  std::string summary;
  std::string source;
  std::string evidence;
  Json document;
  std::string hash;
  ChoiceTree tree;
  TextForm textForm;
  Constraints constraints;
  SpaceTags tags;
  TwinRule twins = TwinRule::Expression;
  std::vector<ScaleInfo> scales;
  Program program;
  CountTables counts;
  /// A cache: parts of a space share it, as they have its template.
  std::shared_ptr<const ScopePaths> scopePaths = std::make_shared<ScopePaths>();
};

}  // namespace pscope

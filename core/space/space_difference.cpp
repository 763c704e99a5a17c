#include "core/space/space_difference.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

std::map<std::string, const Choice*> choicesByPath(const Space& space) {
  std::map<std::string, const Choice*> choices;
  for (const auto& choice : space.choices()) choices.emplace(choice.path, &choice);
  return choices;
}

std::vector<std::string> missing(const std::vector<std::string>& levels, const std::vector<std::string>& others) {
  std::vector<std::string> result;
  for (const auto& level : levels) {
    if (std::find(others.begin(), others.end(), level) == others.end()) result.push_back(level);
  }
  return result;
}

bool differs(const Space& a, const Space& b, const char* key) {
  const auto of = [key](const Space& space) {
    const auto found = space.document().find(key);
    return found == space.document().end() ? Json() : *found;
  };
  return of(a) != of(b);
}

}  // namespace

SpaceDifference difference(const Space& before, const Space& after) {
  SpaceDifference result;
  const auto old = choicesByPath(before);
  const auto now = choicesByPath(after);
  for (const auto& choice : before.choices()) {
    if (!now.contains(choice.path)) result.removed.push_back(choice.path);
  }
  for (const auto& choice : after.choices()) {
    const auto found = old.find(choice.path);
    if (found == old.end()) {
      result.added.push_back(choice.path);
      continue;
    }
    const Choice& was = *found->second;
    SpaceDifference::Change change{choice.path, missing(choice.levels, was.levels), missing(was.levels, choice.levels),
                                   was.condition, choice.condition};
    if (!change.addedLevels.empty() || !change.removedLevels.empty() || was.condition != choice.condition) {
      result.changed.push_back(std::move(change));
    }
  }
  result.constraintsDiffer = differs(before, after, "constraints");
  result.templateDiffers =
      differs(before, after, "network") || differs(before, after, "blocks") || differs(before, after, "values");
  result.scalesDiffer = differs(before, after, "scales");
  return result;
}

Genome transferred(const Space& from, const Genome& genome, const Space& to) {
  std::map<std::string, std::string> levels;
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const auto& choice = from.choices()[i];
    if (genome[i] != kInactive) levels[choice.path] = choice.levels[static_cast<std::size_t>(genome[i])];
  }
  Genome wanted(to.choices().size(), kInactive);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& choice = to.choices()[i];
    const auto level = levels.find(choice.path);
    if (level == levels.end()) continue;
    const auto found = std::find(choice.levels.begin(), choice.levels.end(), level->second);
    if (found != choice.levels.end()) wanted[i] = static_cast<int>(found - choice.levels.begin());
  }
  return to.completed(wanted);
}

}  // namespace pscope

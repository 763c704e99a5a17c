#include "core/study/merge_spaces.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/base/number_text.h"
#include "core/space/document_members.h"
#include "core/space/space_difference.h"

namespace pscope {
namespace {

constexpr const char* kOptionalValue = "value";  ///< of an optional parameter, beside the built-in "on"
constexpr int kIsOn = 1;

bool hasNetwork(const Space& space) {
  const auto network = space.document().find("network");
  return network != space.document().end() && !network->is_null();
}

const Choice* choiceAt(const Space& space, const std::string& path) {
  const auto& choices = space.choices();
  const auto found =
      std::find_if(choices.begin(), choices.end(), [&path](const Choice& choice) { return choice.path == path; });
  return found == choices.end() ? nullptr : &*found;
}

/// What keeps two spaces from being joined, for people; empty when they differ in levels only, or not at all.
std::string obstacle(const SpaceDifference& difference) {
  std::string text;
  const auto add = [&text](const std::string& what) { text += (text.empty() ? "" : ", ") + what; };
  for (const auto* paths : {&difference.removed, &difference.added}) {
    for (const auto& path : *paths) add(path);
  }
  for (const auto& change : difference.changed) {
    if (change.conditionBefore != change.conditionAfter) add("condition of " + change.path);
  }
  if (difference.constraintsDiffer) add("constraints");
  if (difference.templateDiffers) add("network");
  if (difference.scalesDiffer) add("scales");
  constexpr std::size_t kMostText = 300;
  return text.size() > kMostText ? text.substr(0, kMostText) + " ..." : text;
}

/// Levels that both have mean the same to the network: a text level counts by its place.
bool keepsNumbers(const Space& smaller, const Space& larger) {
  for (const auto& choice : smaller.choices()) {
    const Choice* other = choiceAt(larger, choice.path);
    for (std::size_t i = 0; other != nullptr && i < choice.levels.size(); ++i) {
      const auto at = std::find(other->levels.begin(), other->levels.end(), choice.levels[i]) - other->levels.begin();
      const auto place = static_cast<std::size_t>(at);
      if (place == other->levels.size() || other->numbers[place] != choice.numbers[i]) return false;
    }
  }
  return true;
}

bool isNumeric(const Json& entry) {
  const auto levels = entry.find("levels");
  if (levels == entry.end() || !levels->is_array()) {
    return textOf(entry, "type") == "integer" || textOf(entry, "type") == "real";
  }
  return std::all_of(levels->begin(), levels->end(), [](const Json& level) { return level.is_number(); });
}

/// The entry of a choice, by its path through groups and optional parts; nullptr within repeats.
Json* entryAt(Json& document, const std::string& path) {
  Json* list = &document["choices"];
  for (std::size_t begin = 0;;) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    const std::string name = path.substr(begin, dot - begin);
    const auto found =
        std::find_if(list->begin(), list->end(), [&name](const Json& entry) { return textOf(entry, "name") == name; });
    if (found == list->end()) return nullptr;
    if (dot == path.size()) return &*found;
    if (!found->contains("choices")) return nullptr;
    list = &(*found)["choices"];
    begin = dot + 1;
  }
}

/// `entry` with the levels of both.
void joinLevels(Json& entry, const Choice& own, const Json& otherEntry, const Choice& other) {
  Json levels = Json::array();
  if (isNumeric(entry) && isNumeric(otherEntry)) {
    std::vector<double> numbers = own.numbers;
    numbers.insert(numbers.end(), other.numbers.begin(), other.numbers.end());
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    levels = numbers;
  } else {
    std::vector<std::string> texts = own.levels;
    for (const auto& level : other.levels) {
      if (std::find(own.levels.begin(), own.levels.end(), level) == own.levels.end()) texts.push_back(level);
    }
    levels = texts;
  }
  for (const char* key : {"low", "high", "step", "scale"}) entry.erase(key);
  entry["type"] = "categorical";
  entry["levels"] = std::move(levels);
}

/// Whether an entry is a parameter that an import made optional, as not all of its rows have it.
bool isOptionalParameter(const Json& entry) {
  const auto inner = entry.find("choices");
  return textOf(entry, "type") == "optional" && inner != entry.end() && inner->is_array() && inner->size() == 1 &&
         textOf(inner->front(), "name") == kOptionalValue;
}

/// `space` with those parameters optional that are optional in `other`: there a row lacks them, here by chance none.
/// A constraint that reads one keeps the space as it is: what differs then is told.
Space withOptionalParameters(const Space& space, const Space& other) {
  if (hasNetwork(space) || hasNetwork(other)) return space;
  Json document = space.document();
  Json others = other.document();
  bool changed = false;
  for (Json& entry : document["choices"]) {
    const std::string name = textOf(entry, "name");
    const Json* optional = entryAt(others, name);
    if (optional == nullptr || !isOptionalParameter(*optional) || textOf(entry, "type") == "optional") continue;
    Json inner = entry;
    inner["name"] = kOptionalValue;
    entry = {{"name", name}, {"type", "optional"}, {"choices", Json::array({std::move(inner)})}};
    if (optional->contains("title")) entry["title"] = optional->at("title");
    changed = true;
  }
  if (!changed) return space;
  auto made = Space::fromJson(document, "");
  return made.ok() ? std::move(made).value() : space;
}

Result<Space> joinedPair(const Space& givenA, const Space& givenB, const std::string& labelOfA,
                         const std::string& labelOfB) {
  const Space a = withOptionalParameters(givenA, givenB);
  const Space b = withOptionalParameters(givenB, givenA);
  const SpaceDifference between = difference(a, b);
  const auto refused = [&](const std::string& what) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Import", "The study is of another space (%1) than %2.").arg(b.name()).arg(labelOfA),
        PSCOPE_TR_NOOP("Import",
                       "Merge studies whose spaces have the same choices, constraints and network. These differ in: "
                       "%1.")
            .arg(what),
        labelOfB);
  };
  if (const std::string what = obstacle(between); !what.empty()) return refused(what);
  const bool addsOnly = std::all_of(between.changed.begin(), between.changed.end(),
                                    [](const auto& change) { return change.removedLevels.empty(); });
  const bool lacksOnly = std::all_of(between.changed.begin(), between.changed.end(),
                                     [](const auto& change) { return change.addedLevels.empty(); });
  if (lacksOnly || addsOnly) {
    const Space& larger = lacksOnly ? a : b;
    const Space& smaller = lacksOnly ? b : a;
    if (!hasNetwork(larger) || keepsNumbers(smaller, larger)) return larger;
  }
  std::string changed;
  for (const auto& change : between.changed) changed += (changed.empty() ? "" : ", ") + ("levels of " + change.path);
  if (hasNetwork(a)) return refused(changed.empty() ? "order of levels" : changed);
  Json document = a.document();
  Json others = b.document();
  for (const auto& change : between.changed) {
    Json* entry = entryAt(document, change.path);
    const Json* other = entryAt(others, change.path);
    if (entry == nullptr || other == nullptr) return refused(changed);
    joinLevels(*entry, *choiceAt(a, change.path), *other, *choiceAt(b, change.path));
  }
  auto joined = Space::fromJson(document, labelOfB);
  if (!joined.ok()) return refused(changed + " (" + joined.error().text() + ")");
  return joined;
}

}  // namespace

Result<DesignMap> DesignMap::create(const Space& from, const Space& to) {
  const auto lacks = [&to](const std::string& what) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Import", "The space %1 that the studies share has no %2.").arg(to.name()).arg(what),
        PSCOPE_TR_NOOP("Import", "Write the levels of both studies in the same way."));
  };
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < to.choices().size(); ++i) places.emplace(to.choices()[i].path, i);
  DesignMap map;
  map.m_size = to.choices().size();
  for (const auto& choice : from.choices()) {
    // A choice that only `to` has optional lies one deeper there.
    const auto same = places.find(choice.path);
    const auto place = same != places.end() ? same : places.find(choice.path + "." + kOptionalValue);
    if (place == places.end()) return lacks(choice.path);
    Gene gene;
    gene.place = place->second;
    if (same == places.end()) {
      const auto on = places.find(choice.path + ".on");
      if (on == places.end()) return lacks(choice.path + ".on");
      gene.on = on->second;
    }
    const auto& levels = to.choices()[gene.place].levels;
    std::unordered_map<std::string, int> byText;
    std::unordered_map<double, int> byNumber;  // "1e+05" is the level "100000"
    for (std::size_t i = 0; i < levels.size(); ++i) {
      byText.emplace(levels[i], static_cast<int>(i));
      if (const auto number = parseNumber(levels[i])) byNumber.emplace(*number, static_cast<int>(i));
    }
    for (const auto& level : choice.levels) {
      const auto text = byText.find(level);
      const auto number = parseNumber(level);
      const auto equal = number ? byNumber.find(*number) : byNumber.end();
      if (text == byText.end() && equal == byNumber.end()) return lacks(choice.path + "=" + level);
      gene.level.push_back(text != byText.end() ? text->second : equal->second);
    }
    map.m_isIdentity = map.m_isIdentity && gene.place == map.m_genes.size() && levels == choice.levels;
    map.m_genes.push_back(std::move(gene));
  }
  return map;
}

Genome DesignMap::moved(const Genome& genome) const {
  Genome result(m_size, kInactive);
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    const Gene& gene = m_genes[i];
    result[gene.place] = gene.level[static_cast<std::size_t>(genome[i])];
    if (gene.on) result[*gene.on] = kIsOn;
  }
  return result;
}

Result<Space> joinedSpace(const std::vector<Space>& spaces, const std::vector<std::string>& labels) {
  Space joined = spaces.front();
  for (std::size_t i = 1; i < spaces.size(); ++i) {
    if (spaces[i].hash() == joined.hash()) continue;
    PSCOPE_TRY(joined, joinedPair(joined, spaces[i], labels.front(), labels[i]));
  }
  return joined;
}

}  // namespace pscope

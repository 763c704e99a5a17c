#include "core/space/document_edit_fragment.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/space/space.h"

namespace pscope {
namespace {

using PartKind = SpaceFragment::Kind;

constexpr int kFragmentVersion = 1;

const char* keyOf(PartKind kind) {
  switch (kind) {
    case PartKind::Choices:
      return "choices";
    case PartKind::Statements:
      return "statements";
    case PartKind::Constraints:
      return "constraints";
    case PartKind::Scales:
      return "scales";
    case PartKind::Blocks:
      return "blocks";
  }
  return "";
}

/// What a bare value is a part of.
std::optional<PartKind> kindOf(const Json& item) {
  if (item.is_string()) return PartKind::Constraints;
  if (!item.is_object()) return std::nullopt;
  if (item.contains("type") && item.contains("name")) return PartKind::Choices;
  if (item.contains("classes") && item.contains("input")) return PartKind::Scales;
  for (const char* key : {"op", "let", "for", "repeat", "if", "switch", "block", "select", "use", "scope"}) {
    if (item.contains(key)) return PartKind::Statements;
  }
  return std::nullopt;
}

void collectCalls(const Json& value, std::set<std::string>& names) {
  if (!value.is_structured()) return;
  if (value.is_object() && value.contains("block") && value["block"].is_string()) names.insert(value["block"]);
  for (const auto& child : value) collectCalls(child, names);
}

/// The blocks that `value` calls, and those that they call, in the document's order.
Json calledBlocks(const Json& document, const Json& value) {
  const auto all = document.find("blocks");
  Json called = Json::object();
  if (all == document.end() || !all->is_object()) return called;
  std::set<std::string> names;
  collectCalls(value, names);
  for (std::size_t known = 0; known != names.size();) {
    known = names.size();
    for (const auto& name : std::set<std::string>(names)) {
      if (all->contains(name)) collectCalls((*all)[name], names);
    }
  }
  for (const auto& [name, block] : all->items()) {
    if (names.contains(name)) called[name] = block;
  }
  return called;
}

void renameCalls(Json& value, const std::map<std::string, std::string>& names) {
  if (!value.is_structured()) return;
  if (value.is_object() && value.contains("block") && value["block"].is_string()) {
    if (const auto found = names.find(value["block"].get<std::string>()); found != names.end()) {
      value["block"] = found->second;
    }
  }
  for (auto& child : value) renameCalls(child, names);
}

std::string freeName(const std::string& wanted, const std::set<std::string>& taken) {
  if (!taken.contains(wanted)) return wanted;
  for (int number = 2;; ++number) {
    const std::string name = wanted + "_" + std::to_string(number);
    if (!taken.contains(name)) return name;
  }
}

Error notAPart(const JsonView& place) {
  return place.error(PSCOPE_TR_NOOP("Space", "This is not a part of a design space."),
                     PSCOPE_TR_NOOP("Space", "Paste choices, statements, blocks, scales or constraints."));
}

Result<SpaceFragment> readItems(const JsonView& list) {
  SpaceFragment fragment;
  fragment.blocks = Json::object();
  std::optional<PartKind> kind;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto own = kindOf(list.at(i).json());
    if (!own) return notAPart(list.at(i));
    if (kind && *kind != *own) {
      return list.at(i).error(PSCOPE_TR_NOOP("Space", "Parts of different kinds cannot be pasted together."),
                              PSCOPE_TR_NOOP("Space", "Paste them one after another."));
    }
    kind = own;
    fragment.items.push_back(list.at(i).json());
  }
  if (!kind) return notAPart(list);
  fragment.kind = *kind;
  return fragment;
}

Result<SpaceFragment> readWrapped(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"pscope_fragment", "choices", "statements", "constraints", "scales", "blocks"}));
  PSCOPE_TRY(const std::int64_t version, view.integer("pscope_fragment"));
  if (version > kFragmentVersion) {
    return view.error(PSCOPE_TR_NOOP("Space", "This was copied from a newer Paretoscope."),
                      PSCOPE_TR_NOOP("Space", "Paste it there."), ErrorCode::NewerVersion);
  }
  SpaceFragment fragment;
  fragment.kind = PartKind::Blocks;
  for (const auto kind : {PartKind::Choices, PartKind::Statements, PartKind::Constraints, PartKind::Scales}) {
    if (!view.has(keyOf(kind))) continue;
    PSCOPE_TRY(const JsonView list, view.member(keyOf(kind)));
    PSCOPE_TRY(fragment, readItems(list));
    if (fragment.kind != kind) return notAPart(list.at(0));
  }
  fragment.blocks = Json::object();
  if (view.has("blocks")) {
    PSCOPE_TRY(const JsonView blocks, view.member("blocks"));
    for (const auto& name : blocks.keys()) {
      PSCOPE_TRY(const JsonView block, blocks.member(name));
      PSCOPE_TRY(const JsonView body, block.member("body"));
      PSCOPE_CHECK(body.array().ok() ? Status() : Status(body.array().error()));
    }
    if (!blocks.isObject()) return notAPart(blocks);
    fragment.blocks = blocks.json();
  }
  if (fragment.items.empty() && fragment.blocks.empty()) return notAPart(view);
  return fragment;
}

}  // namespace

Json SpaceFragment::toJson() const {
  Json json = Json::object();
  json["pscope_fragment"] = kFragmentVersion;
  if (kind != PartKind::Blocks) json[keyOf(kind)] = items;
  if (!blocks.empty()) json["blocks"] = blocks;
  return json;
}

Result<SpaceFragment::Kind> kindOfList(std::string_view array) {
  const auto tokens = pointerTokens(array);
  const std::string section = tokens.empty() ? std::string() : tokens.front();
  if (section == "choices") return PartKind::Choices;
  if (section == "constraints") return PartKind::Constraints;
  if (section == "scales" && tokens.size() == 1) return PartKind::Scales;
  if (section == "blocks" && tokens.size() <= 2) return PartKind::Blocks;
  if (section == "network" || section == "blocks") return PartKind::Statements;
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "Nothing can be put there."),
                   PSCOPE_TR_NOOP("Space", "Choose a place in the choices, the network or a block first."));
}

Result<SpaceFragment> copyFragment(const Json& document, const std::vector<std::string>& pointers) {
  SpaceFragment fragment;
  fragment.blocks = Json::object();
  Json copied = Json::array();
  for (const auto& pointer : pointers) {
    const Json* value = valueAt(document, pointer);
    if (value == nullptr) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Space", "There is nothing at \"%1\" of the document.").arg(pointer));
    }
    const auto tokens = pointerTokens(pointer);
    if (tokens.size() == 2 && tokens[0] == "blocks") {
      fragment.kind = PartKind::Blocks;
      fragment.blocks[tokens[1]] = *value;
      copied.push_back(*value);
      continue;
    }
    PSCOPE_TRY(fragment.kind, kindOfList(parentPointer(pointer)));
    if (kindOf(*value) != fragment.kind) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Space", "What stands at \"%1\" cannot be copied by itself.").arg(pointer),
                       PSCOPE_TR_NOOP("Space", "Copy the part of the space that holds it."));
    }
    fragment.items.push_back(*value);
    copied.push_back(*value);
  }
  const Json called = calledBlocks(document, copied);
  for (const auto& [name, block] : called.items()) {
    if (!fragment.blocks.contains(name)) fragment.blocks[name] = block;
  }
  return fragment;
}

Result<SpaceFragment> readFragment(std::string_view text) {
  PSCOPE_TRY(const Json json, parseJson(text, ""));
  const JsonView view(json, "");
  if (view.has("pscope_fragment")) return readWrapped(view);
  if (view.has("pscope_space")) {
    return view.error(PSCOPE_TR_NOOP("Space", "This is a whole design space, not a part of one."),
                      PSCOPE_TR_NOOP("Space", "Save it as a file and open that."));
  }
  if (view.isArray()) return readItems(view);
  const Json list = Json::array({json});
  auto fragment = readItems(JsonView(list, ""));
  if (!fragment.ok()) return notAPart(view);
  return fragment;
}

Result<std::string> pasteFragment(DocumentEditor& editor, const SpaceFragment& fragment, std::string_view array,
                                  std::size_t index) {
  const Json document = Json::parse(editor.text(), nullptr, false);
  if (fragment.kind != PartKind::Blocks) {
    PSCOPE_TRY(const PartKind wanted, kindOfList(array));
    if (wanted != fragment.kind) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Space", "The list \"%1\" takes %2, not %3.")
                           .arg(std::string(array))
                           .arg(keyOf(wanted))
                           .arg(keyOf(fragment.kind)),
                       PSCOPE_TR_NOOP("Space", "Choose another place."));
    }
  }
  std::set<std::string> taken;
  const auto known = document.find("blocks");
  if (known != document.end() && known->is_object()) {
    for (const auto& [name, block] : known->items()) taken.insert(name);
  }
  std::map<std::string, std::string> names;
  for (const auto& [name, block] : fragment.blocks.items()) {
    const bool same = taken.contains(name) && (*known)[name] == block && fragment.kind != PartKind::Blocks;
    names[name] = same ? name : freeName(name, taken);
    taken.insert(names[name]);
  }
  std::string first;
  if (!fragment.blocks.empty() && valueAt(document, "/blocks") == nullptr) {
    PSCOPE_CHECK(editor.set("/blocks", Json::object()));
  }
  for (const auto& [name, block] : fragment.blocks.items()) {
    if (names[name] == name && known != document.end() && known->contains(name)) continue;
    Json own = block;
    renameCalls(own, names);
    const std::string place = pointerTo("/blocks", std::string_view(names[name]));
    PSCOPE_CHECK(editor.set(place, own));
    if (first.empty()) first = place;
  }
  if (fragment.kind == PartKind::Blocks) return first;
  std::set<std::string> siblings;
  const Json* list = valueAt(document, array);
  if (list == nullptr) {
    PSCOPE_CHECK(editor.set(array, Json::array()));
  } else {
    for (const auto& item : *list) {
      if (item.is_object() && item.contains("name") && item["name"].is_string()) siblings.insert(item["name"]);
    }
  }
  std::size_t place = index;
  for (Json item : fragment.items) {
    renameCalls(item, names);
    const bool named = fragment.kind == PartKind::Choices || fragment.kind == PartKind::Scales;
    if (named && item.contains("name") && item["name"].is_string()) {
      item["name"] = freeName(item["name"].get<std::string>(), siblings);
      siblings.insert(item["name"].get<std::string>());
    }
    PSCOPE_CHECK(editor.insert(array, place++, item));
  }
  return pointerTo(array, index);
}

const std::vector<ReadyBlock>& readyBlocks() {
  static const std::vector<ReadyBlock> kBlocks = [] {
    struct Source {
      const char* family;
      const char* block;
      const char* summary;
    };
    constexpr Source kSources[] = {
        {"demo", "conv_bn_relu", "Convolution, batch normalisation, ReLU"},
        {"proxyless", "mbconv", "Inverted bottleneck: expansion, depthwise convolution, projection, with a shortcut"},
        {"mobilenetv3-ofa", "squeeze_excitation", "Squeeze-excitation: a weight of 0 to 1 for each channel"},
        {"resnet-rs", "bottleneck", "Residual bottleneck with squeeze-excitation"},
        {"demo", "block", "Convolution over space, then two over channels, with an optional shortcut"},
        {"hytnas", "transformer", "Attention among pixels of the same place in their patches, then two linear layers"},
    };
    const std::map<std::string, Json> kArguments{{"channels", "it.channels"},
                                                 {"kernel", 3},
                                                 {"stride", 1},
                                                 {"expansion", 4},
                                                 {"groups", 1},
                                                 {"heads", 4},
                                                 {"feed", 2},
                                                 {"patch", 2},
                                                 {"skip", 1}};
    std::vector<ReadyBlock> blocks;
    for (const auto& source : kSources) {
      const auto family = openSpace(source.family);
      if (!family.ok()) continue;
      const Json& document = family.value().document();
      const Json* block = valueAt(document, pointerTo("/blocks", std::string_view(source.block)));
      if (block == nullptr) continue;
      Json call = Json::object();
      call["block"] = source.block;
      if (block->contains("parameters")) {
        for (const auto& parameter : (*block)["parameters"]) {
          const auto found = kArguments.find(parameter.get<std::string>());
          call["args"][parameter.get<std::string>()] = found == kArguments.end() ? Json(1) : found->second;
        }
      }
      SpaceFragment fragment;
      fragment.items = {call};
      fragment.blocks = calledBlocks(document, Json::array({call}));
      blocks.push_back({source.block, source.family, source.summary, std::move(fragment)});
    }
    return blocks;
  }();
  return kBlocks;
}

}  // namespace pscope

#include "core/space/text_form.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/trimmed.h"

namespace pscope {
namespace {

Error unreadable(std::size_t offset, Message what, Message mend = {}) {
  return makeError(ErrorCode::Parse, std::move(what), std::move(mend), "", "column " + std::to_string(offset + 1));
}

std::string listOf(const std::vector<std::string>& levels) {
  std::string text;
  for (std::size_t i = 0; i < levels.size() && i < 20; ++i) text += (i > 0 ? ", " : "") + levels[i];
  return levels.size() > 20 ? text + ", ..." : text;
}

/// One "choice=value" of the default form.
Status parseItem(const ChoiceTree& tree, std::string_view item, std::size_t offset, Genome& genome) {
  const auto equals = item.find('=');
  if (equals == std::string_view::npos) {
    return unreadable(offset, PSCOPE_TR_NOOP("Space", "A choice and its value are expected here: choice=value."));
  }
  const std::string path(trimmed(item.substr(0, equals)));
  const auto value = trimmed(item.substr(equals + 1));
  const auto gene = tree.find(path);
  if (!gene) {
    return unreadable(offset, PSCOPE_TR_NOOP("Space", "This space has no choice \"%1\".").arg(path),
                      PSCOPE_TR_NOOP("Space", "Its first one is \"%1\".").arg(tree.choices().front().path));
  }
  const auto index = static_cast<std::size_t>(*gene);
  const auto& levels = tree.choices()[index].levels;
  const auto level = std::find(levels.begin(), levels.end(), value);
  if (level == levels.end()) {
    return unreadable(offset + equals + 1,
                      PSCOPE_TR_NOOP("Space", "\"%1\" is not a level of \"%2\".").arg(std::string(value)).arg(path),
                      PSCOPE_TR_NOOP("Space", "Its levels are: %1.").arg(listOf(levels)));
  }
  if (genome[index] != kInactive) {
    return unreadable(offset, PSCOPE_TR_NOOP("Space", "\"%1\" is given twice.").arg(path));
  }
  genome[index] = static_cast<int>(level - levels.begin());
  return {};
}

/// Exactly the active choices must have been given.
Status checkActive(const ChoiceTree& tree, const Genome& genome, std::size_t end) {
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const Choice& choice = tree.choices()[i];
    const bool active = tree.isActive(i, genome);
    if (active && genome[i] == kInactive) {
      return unreadable(end, PSCOPE_TR_NOOP("Space", "The choice \"%1\" is missing.").arg(choice.path),
                        PSCOPE_TR_NOOP("Space", "Its levels are: %1.").arg(listOf(choice.levels)));
    }
    if (!active && genome[i] != kInactive) {
      return unreadable(end,
                        PSCOPE_TR_NOOP("Space", "The choice \"%1\" is not active in this design.").arg(choice.path),
                        PSCOPE_TR_NOOP("Space", "Leave it out; it is chosen only when %1.").arg(choice.condition));
    }
  }
  return {};
}

}  // namespace

TextForm TextForm::fromPattern(const JsonView& pattern, const ChoiceTree& tree, Problems& problems) {
  TextForm form;
  const auto text = problems.take(pattern.string());
  if (!text) return form;
  if (!tree.conditions().empty()) {
    problems.add(pattern, PSCOPE_TR_NOOP("Space", "A space with conditions cannot have a pattern as its text form."),
                 PSCOPE_TR_NOOP("Space", "Remove \"text\": designs then read choice=value;choice=value."));
  }
  std::vector<bool> seen(tree.choices().size(), false);
  std::string literal;
  for (std::size_t i = 0; i < text->size();) {
    if ((*text)[i] != '{') {
      literal += (*text)[i++];
      continue;
    }
    const auto close = text->find('}', i);
    const auto path = close == std::string::npos ? text->substr(i) : text->substr(i + 1, close - i - 1);
    const auto gene = close == std::string::npos ? std::nullopt : tree.find(path);
    if (!gene || seen[static_cast<std::size_t>(*gene)]) {
      problems.add(pattern,
                   PSCOPE_TR_NOOP("Space", "\"%1\" is not a choice, or appears twice in the pattern.").arg(path),
                   PSCOPE_TR_NOOP("Space", "Name every choice once, in braces."));
      return form;
    }
    seen[static_cast<std::size_t>(*gene)] = true;
    form.m_pieces.push_back({std::exchange(literal, {}), *gene});
    i = close + 1;
  }
  form.m_pieces.push_back({std::move(literal), -1});
  const auto missing = std::find(seen.begin(), seen.end(), false);
  if (missing != seen.end()) {
    problems.add(pattern,
                 PSCOPE_TR_NOOP("Space", "The pattern lacks the choice \"%1\".")
                     .arg(tree.choices()[static_cast<std::size_t>(missing - seen.begin())].path),
                 PSCOPE_TR_NOOP("Space", "Name every choice once, in braces."));
  }
  return form;
}

std::string TextForm::print(const ChoiceTree& tree, const Genome& genome) const {
  std::string text;
  if (!m_pieces.empty()) {
    for (const auto& piece : m_pieces) {
      text += piece.literal;
      if (piece.gene < 0) continue;
      const auto gene = static_cast<std::size_t>(piece.gene);
      text += tree.choices()[gene].levels[static_cast<std::size_t>(genome[gene])];
    }
    return text;
  }
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    if (!text.empty()) text += ';';
    text += tree.choices()[i].path;
    text += '=';
    text += tree.choices()[i].levels[static_cast<std::size_t>(genome[i])];
  }
  return text;
}

Result<Genome> TextForm::parse(const ChoiceTree& tree, std::string_view text) const {
  if (!m_pieces.empty()) return parsePattern(tree, trimmed(text));
  Genome genome(tree.choices().size(), kInactive);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find(';', begin), text.size());
    const auto item = text.substr(begin, end - begin);
    if (!trimmed(item).empty()) PSCOPE_CHECK(parseItem(tree, item, begin, genome));
    begin = end + 1;
  }
  PSCOPE_CHECK(checkActive(tree, genome, text.size()));
  return genome;
}

Result<Genome> TextForm::parsePattern(const ChoiceTree& tree, std::string_view text) const {
  Genome genome(tree.choices().size(), kInactive);
  std::size_t at = 0;
  for (std::size_t p = 0; p < m_pieces.size(); ++p) {
    const Piece& piece = m_pieces[p];
    if (text.substr(at, piece.literal.size()) != piece.literal) {
      return unreadable(at, PSCOPE_TR_NOOP("Space", "\"%1\" is expected here.").arg(piece.literal));
    }
    at += piece.literal.size();
    if (piece.gene < 0) break;
    const auto gene = static_cast<std::size_t>(piece.gene);
    const auto& levels = tree.choices()[gene].levels;
    const std::string& next = m_pieces[p + 1].literal;
    int best = kInactive;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const bool fits =
          text.substr(at, levels[k].size()) == levels[k] && text.substr(at + levels[k].size(), next.size()) == next;
      if (fits && (best < 0 || levels[k].size() > levels[static_cast<std::size_t>(best)].size())) {
        best = static_cast<int>(k);
      }
    }
    if (best < 0) {
      return unreadable(at,
                        PSCOPE_TR_NOOP("Space", "A level of \"%1\" is expected here, then \"%2\".")
                            .arg(tree.choices()[gene].path)
                            .arg(next),
                        PSCOPE_TR_NOOP("Space", "Its levels are: %1.").arg(listOf(levels)));
    }
    genome[gene] = best;
    at += levels[static_cast<std::size_t>(best)].size();
  }
  if (at != text.size()) {
    return unreadable(at, PSCOPE_TR_NOOP("Space", "The design should end here."),
                      PSCOPE_TR_NOOP("Space", "Remove the rest."));
  }
  return genome;
}

}  // namespace pscope

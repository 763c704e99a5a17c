#include "core/run/warm_start_designs.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/space/space_difference.h"

namespace pscope {
namespace {

Error notFitting(Message what) {
  return makeError(ErrorCode::InvalidArgument, std::move(what));
}

}  // namespace

DesignTransfer::DesignTransfer(const Space& from, const Space& to)
    : m_from(from), m_to(to), m_isOne(from.hash() == to.hash()) {
  if (m_isOne) return;
  const SpaceDifference between = difference(from, to);
  m_makesSame = !between.templateDiffers && !between.scalesDiffer;
  const auto network = to.document().find("network");
  m_numbersMatter = network != to.document().end() && !network->is_null();
  std::unordered_map<std::string, int> places;
  for (std::size_t i = 0; i < to.choices().size(); ++i) places.emplace(to.choices()[i].path, static_cast<int>(i));
  m_source.assign(to.choices().size(), -1);
  for (std::size_t i = 0; i < from.choices().size(); ++i) {
    const Choice& choice = from.choices()[i];
    const auto place = places.find(choice.path);
    m_place.push_back(place == places.end() ? -1 : place->second);
    auto& levels = m_level.emplace_back(choice.levels.size(), -1);
    if (place == places.end()) continue;
    m_source[static_cast<std::size_t>(place->second)] = static_cast<int>(i);
    const auto& others = to.choices()[static_cast<std::size_t>(place->second)].levels;
    for (std::size_t level = 0; level < levels.size(); ++level) {
      const auto found = std::find(others.begin(), others.end(), choice.levels[level]);
      if (found != others.end()) levels[level] = static_cast<int>(found - others.begin());
    }
  }
}

/// Why a choice of the new space that a design needs has not got a level from the earlier one.
Error DesignTransfer::misfit(const Genome& genome, std::size_t place) const {
  const std::string& path = m_to.choices()[place].path;
  if (m_source[place] < 0) return notFitting(PSCOPE_TR_NOOP("WarmStart", "The choice \"%1\" is new.").arg(path));
  const auto source = static_cast<std::size_t>(m_source[place]);
  if (genome[source] == kInactive) {
    return notFitting(PSCOPE_TR_NOOP("WarmStart", "The choice \"%1\" was not made there.").arg(path));
  }
  const auto level = static_cast<std::size_t>(genome[source]);
  return notFitting((m_level[source][level] < 0
                         ? PSCOPE_TR_NOOP("WarmStart", "The choice \"%1\" has no level \"%2\" here.")
                         : PSCOPE_TR_NOOP("WarmStart", "A constraint does not allow \"%1\" to be \"%2\" here."))
                        .arg(path)
                        .arg(m_from.choices()[source].levels[level]));
}

Result<DesignTransfer::Moved> DesignTransfer::moved(const Genome& genome) const {
  if (m_isOne) {
    PSCOPE_CHECK(m_to.validate(genome));
    return Moved{genome, true};
  }
  PSCOPE_CHECK(m_from.validate(genome));
  Genome wanted(m_to.choices().size(), kInactive);
  bool same = m_makesSame;
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    const auto level = static_cast<std::size_t>(genome[i]);
    if (m_place[i] < 0 || m_level[i][level] < 0) {
      same = false;
      continue;
    }
    const auto place = static_cast<std::size_t>(m_place[i]);
    wanted[place] = m_level[i][level];
    const double number = m_to.choices()[place].numbers[static_cast<std::size_t>(wanted[place])];
    if (m_numbersMatter && number != m_from.choices()[i].numbers[level]) same = false;
  }
  Moved moved{m_to.completed(wanted), same};
  for (std::size_t place = 0; place < wanted.size(); ++place) {
    if (moved.genome[place] == wanted[place]) continue;
    if (moved.genome[place] != kInactive) return misfit(genome, place);
    moved.same = false;  // a decision that means nothing here
  }
  PSCOPE_CHECK(m_to.validate(moved.genome));
  return moved;
}

}  // namespace pscope

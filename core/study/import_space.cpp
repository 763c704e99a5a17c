#include "core/study/import_space.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>

#include "core/base/number_text.h"
#include "core/study/import_study.h"

namespace pscope {
namespace {

constexpr std::size_t kMostExactLevels = 10'000;   // of one choice: what a space holds
constexpr std::size_t kMostLevelsInAll = 500'000;  // half of what a space holds
constexpr std::size_t kCheckEvery = 1'000;         // rows
constexpr std::size_t kGridLevels = 1001;
constexpr double kMostGridLevels = 1000;       // a declared grid that is finer is not written out
constexpr double kLargestWhole = 1e12;         // of an integer range in a space
constexpr std::size_t kMaxParameters = 5'000;  // an optional one is two choices of the 10,000

std::string identifier(const std::string& name, std::unordered_set<std::string>& taken) {
  static constexpr std::array<std::string_view, 8> kWords = {"index", "and", "or", "not", "in", "true", "false", "if"};
  std::string id;
  for (const char c : name) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    id += fits ? c : '_';
    if (id.size() == 48) break;
  }
  if (id.empty() || !((id[0] >= 'a' && id[0] <= 'z') || (id[0] >= 'A' && id[0] <= 'Z'))) id = "p_" + id;
  if (std::find(kWords.begin(), kWords.end(), id) != kWords.end()) id += '_';
  std::string unique = id;
  for (int n = 2; !taken.insert(unique).second; ++n) unique = id + "_" + std::to_string(n);
  return unique;
}

std::string spaceName(const std::string& name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else {
      result += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ? c : '-';
    }
    if (result.size() == 64) break;
  }
  return result.empty() ? "imported" : result;
}

/// The beginning of a UTF-8 text: at most `bytes`, and not the half of a character.
std::string beginningOf(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

/// One choice of the space and how values find their level in it.
struct Levels {
  Json choice;
  std::vector<double> numbers;  ///< ascending value of each level (Number)
  std::vector<int> order;       ///< level of numbers[i]
  bool isGrid = false;          ///< values are put on the nearest level
};

std::vector<double> distinct(const std::vector<double>& values) {
  std::vector<double> sorted;
  sorted.reserve(values.size());
  for (const double value : values) {
    if (!std::isnan(value)) sorted.push_back(value == 0 ? 0 : value);  // -0 is 0
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::string rangeText(const ImportedParameter& p) {
  if (!p.low || !p.high) return {};
  std::string text = ", " + numberText(*p.low) + " to " + numberText(*p.high);
  if (p.step) text += " in steps of " + numberText(*p.step);
  return p.logarithmic ? text + ", log scale" : text;
}

bool isWhole(double value) {
  return std::abs(value) <= kLargestWhole && value == std::floor(value);
}

/// The declared grid as an integer choice, if it is one that holds every value.
bool integerRange(const ImportedParameter& p, const std::vector<double>& seen, Levels& levels) {
  if (!p.low || !p.high || !p.step || !isWhole(*p.low) || !isWhole(*p.high) || !isWhole(*p.step)) return false;
  if (*p.step < 1 || *p.low > *p.high || (*p.high - *p.low) / *p.step >= kMostGridLevels) return false;
  const bool holdsAll = std::all_of(seen.begin(), seen.end(), [&p](double value) {
    return isWhole(value) && value >= *p.low && value <= *p.high && std::fmod(value - *p.low, *p.step) == 0;
  });
  if (!holdsAll) return false;
  levels.choice["type"] = "integer";
  levels.choice["low"] = static_cast<std::int64_t>(*p.low);
  levels.choice["high"] = static_cast<std::int64_t>(*p.high);
  levels.choice["step"] = static_cast<std::int64_t>(*p.step);
  for (double value = *p.low; value <= *p.high; value += *p.step) levels.numbers.push_back(value);
  return true;
}

/// The values that occur, and those of the declared grid where it is small.
std::vector<double> exactLevels(const ImportedParameter& p, const std::vector<double>& seen) {
  std::vector<double> numbers = seen;
  numbers.insert(numbers.end(), p.numbers.begin(), p.numbers.end());
  const bool hasGrid = p.low && p.high && p.step && *p.step > 0 && (*p.high - *p.low) / *p.step < kMostGridLevels;
  if (hasGrid) {
    const auto steps = static_cast<int>(std::floor((*p.high - *p.low) / *p.step + 1e-9));
    for (int i = 0; i <= steps; ++i) {
      const double value = *p.low + i * *p.step;
      // A value that was computed in another way may differ in its last digits: it is the level then.
      const auto near = std::lower_bound(seen.begin(), seen.end(), value - 1e-6 * *p.step);
      if (near == seen.end() || *near > value + 1e-6 * *p.step) numbers.push_back(value);
    }
  }
  return distinct(numbers);
}

std::vector<double> gridOf(const std::vector<double>& seen, bool logarithmic) {
  const double low = seen.front(), high = seen.back();
  const bool asLog = logarithmic && low > 0;
  std::vector<double> grid;
  for (std::size_t i = 0; i < kGridLevels; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(kGridLevels - 1);
    grid.push_back(asLog ? low * std::pow(high / low, share) : low * (1 - share) + high * share);
  }
  return distinct(grid);
}

class SpaceMaker {
 public:
  SpaceMaker(const std::vector<ImportedParameter>& parameters, const std::vector<bool>& counts, const JobContext& job)
      : m_parameters(parameters), m_counts(counts), m_job(job), m_genomes(counts.size()), m_exact(counts.size()) {}

  Status addAll() {
    std::int64_t done = 0;
    for (const auto& parameter : m_parameters) {
      m_job.report({done++, static_cast<std::int64_t>(m_parameters.size()), "choices"});
      PSCOPE_CHECK(add(parameter));
    }
    return {};
  }
  Result<ImportedSpace> finish(const std::string& name, const std::string& title, const std::string& source) {
    const Json document = {{"pscope_space", 1}, {"name", spaceName(name)},         {"title", title},
                           {"source", source},  {"choices", std::move(m_choices)}, {"network", nullptr}};
    PSCOPE_TRY(Space space, Space::fromJson(document, ""));
    return ImportedSpace{std::move(space), std::move(m_genomes), std::move(m_exact), std::move(m_notes)};
  }

 private:
  Status add(const ImportedParameter& parameter) {
    const std::string id = identifier(parameter.name, m_taken);
    if (id != parameter.name) {
      m_notes.push_back(
          PSCOPE_TR_NOOP("Import", "The parameter \"%1\" is called %2 here.").arg(parameter.name).arg(id));
    }
    Levels levels;
    if (parameter.kind == ImportedParameter::Kind::Text) {
      PSCOPE_CHECK(makeTextLevels(parameter, levels));
    } else {
      makeNumberLevels(parameter, levels);
    }
    m_levelsInAll += std::max<std::size_t>(levels.numbers.size(), parameter.texts.size());
    bool isOptional = false;
    for (std::size_t row = 0; row < m_counts.size() && !isOptional; ++row) {
      isOptional = m_counts[row] && std::isnan(parameter.values[row]);
    }
    Json& choice = levels.choice;
    choice["title"] = parameter.name + rangeText(parameter);
    choice["name"] = isOptional ? "value" : id;
    if (isOptional) {
      choice = {{"name", id}, {"title", parameter.name}, {"type", "optional"}, {"choices", Json::array({choice})}};
    }
    m_choices.push_back(std::move(choice));
    return addGenes(parameter, levels, isOptional);
  }

  Status makeTextLevels(const ImportedParameter& parameter, Levels& levels) {
    if (parameter.texts.empty() || parameter.texts.size() > kMostExactLevels) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Import", "\"%1\" has %2 different texts; a choice holds 1 to %3.")
                           .arg(parameter.name)
                           .arg(std::to_string(parameter.texts.size()))
                           .arg(std::to_string(kMostExactLevels)),
                       PSCOPE_TR_NOOP("Import", "Leave it out, or name the space that the designs belong to."));
    }
    std::unordered_set<std::string> taken;
    Json list = Json::array();
    std::size_t renamed = 0;
    for (const auto& text : parameter.texts) {
      const std::string level = levelText(text);
      std::string unique = level;
      for (int n = 2; !taken.insert(unique).second; ++n) unique = beginningOf(level, 56) + "~" + std::to_string(n);
      if (unique != text && ++renamed <= 3) {
        m_notes.push_back(PSCOPE_TR_NOOP("Import", "The level \"%1\" of \"%2\" is written %3 here.")
                              .arg(beginningOf(text, 80))
                              .arg(parameter.name)
                              .arg(unique));
      }
      list.push_back(std::move(unique));
    }
    if (renamed > 3) {
      m_notes.push_back(PSCOPE_TR_NOOP("Import", "%1 more levels of \"%2\" are written differently here.")
                            .arg(std::to_string(renamed - 3))
                            .arg(parameter.name));
    }
    levels.choice["type"] = "categorical";
    levels.choice["levels"] = std::move(list);
    return {};
  }

  void makeNumberLevels(const ImportedParameter& parameter, Levels& levels) {
    const auto seen = distinct(parameter.values);
    if (parameter.numbers.empty() && integerRange(parameter, seen, levels)) return identityOrder(levels);
    levels.numbers = exactLevels(parameter, seen);
    if (levels.numbers.size() > kMostExactLevels || m_levelsInAll + levels.numbers.size() > kMostLevelsInAll) {
      const auto different = seen.empty() ? levels.numbers : seen;  // declared, but in no row
      levels.numbers = gridOf(different, parameter.logarithmic);
      levels.isGrid = true;
      m_notes.push_back(
          PSCOPE_TR_NOOP("Import",
                         "\"%1\" has %2 different values: they are shown on a grid of %3 levels, with the "
                         "exact value in each candidate's notes.")
              .arg(parameter.name)
              .arg(std::to_string(different.size()))
              .arg(std::to_string(levels.numbers.size())));
    }
    if (levels.numbers.empty()) levels.numbers.push_back(parameter.low.value_or(0));  // declared, never given a value
    levels.choice["type"] = "categorical";
    levels.choice["levels"] = levels.numbers;
    identityOrder(levels);
    if (parameter.numbers.empty() || levels.isGrid) return;
    keepOrder(parameter.numbers, levels);
  }

  static void identityOrder(Levels& levels) {
    for (std::size_t i = 0; i < levels.numbers.size(); ++i) levels.order.push_back(static_cast<int>(i));
  }
  /// Levels that were declared in an order keep it; others follow.
  static void keepOrder(const std::vector<double>& declared, Levels& levels) {
    std::vector<double> list;
    std::fill(levels.order.begin(), levels.order.end(), kInactive);
    const auto place = [&](std::size_t i) {
      if (levels.order[i] != kInactive) return;
      levels.order[i] = static_cast<int>(list.size());
      list.push_back(levels.numbers[i]);
    };
    for (const double number : declared) place(indexOf(levels.numbers, number));
    for (std::size_t i = 0; i < levels.numbers.size(); ++i) place(i);
    levels.choice["levels"] = std::move(list);
  }

  /// Of the nearest number.
  static std::size_t indexOf(const std::vector<double>& numbers, double value) {
    const auto above = std::lower_bound(numbers.begin(), numbers.end(), value);
    if (above == numbers.begin()) return 0;
    const bool isLast = above == numbers.end();
    const auto below = above - 1;
    return static_cast<std::size_t>((isLast || value - *below < *above - value ? below : above) - numbers.begin());
  }

  Status addGenes(const ImportedParameter& parameter, const Levels& levels, bool isOptional) {
    const std::string& name = parameter.name;
    for (std::size_t row = 0; row < m_counts.size(); ++row) {
      if (row % kCheckEvery == 0) PSCOPE_CHECK(checkNotStopped(m_job));
      const double value = parameter.values[row];
      const bool isMissing = std::isnan(value);
      if (isOptional) m_genomes[row].push_back(isMissing ? (m_counts[row] ? 0 : kInactive) : 1);
      if (isMissing) {
        m_genomes[row].push_back(kInactive);
      } else if (parameter.kind == ImportedParameter::Kind::Text) {
        m_genomes[row].push_back(static_cast<int>(value));
      } else {
        const std::size_t index = indexOf(levels.numbers, value);
        m_genomes[row].push_back(levels.order[index]);
        if (levels.isGrid && levels.numbers[index] != value) m_exact[row] += name + " = " + numberText(value) + "\n";
      }
    }
    return {};
  }

  const std::vector<ImportedParameter>& m_parameters;
  const std::vector<bool>& m_counts;
  const JobContext& m_job;
  Json m_choices = Json::array();
  std::vector<Genome> m_genomes;
  std::vector<std::string> m_exact;
  std::vector<Message> m_notes;
  std::unordered_set<std::string> m_taken;
  std::size_t m_levelsInAll = 0;
};

}  // namespace

std::string levelText(const std::string& text) {
  std::string level;
  for (const char c : text) {
    const bool refused = static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
                         std::string_view(";={}").find(c) != std::string_view::npos;
    level += refused ? '_' : c;
  }
  return level.empty() ? "_" : beginningOf(level, 60);
}

Result<ImportedSpace> makeImportedSpace(const std::string& name, const std::string& title, const std::string& source,
                                        const std::vector<ImportedParameter>& parameters,
                                        const std::vector<bool>& counts, const JobContext& job) {
  if (parameters.empty() || parameters.size() > kMaxParameters) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Import", "There are %1 parameters; a space has 1 to %2.")
                         .arg(std::to_string(parameters.size()))
                         .arg(std::to_string(kMaxParameters)),
                     PSCOPE_TR_NOOP("Import", "Name the columns that describe a design."));
  }
  SpaceMaker maker(parameters, counts, job);
  PSCOPE_CHECK(maker.addAll());
  return maker.finish(name, title, source);
}

}  // namespace pscope

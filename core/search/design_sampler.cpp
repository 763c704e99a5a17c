#include "core/search/design_sampler.h"

#include <algorithm>
#include <charconv>

#include "core/base/hash.h"
#include "core/space/feasible_designs.h"

namespace pscope {
namespace {

constexpr double kMaxListed = 4'000'000;
constexpr int kMaxSamples = 10'000;
constexpr int kMostLowerings = 10'000;   ///< of one draw
constexpr int kLoweringsOfDraw = 1'000;  ///< on average: some 50 ms
constexpr std::size_t kDigits = 16;
constexpr char kLoweringsFollow = '+';

void writeHex(std::uint64_t value, char* digits) {
  for (std::size_t i = 0; i < kDigits; ++i) digits[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 0xf];
}

}  // namespace

DesignSampler::DesignSampler(const Space& space, std::uint64_t seed)
    : m_space(space),
      m_seed(deriveSeed(seed, 0x7265'7374)),
      m_count(space.approximateCount()),
      m_lowerings(kMostLowerings) {}

std::uint64_t DesignSampler::key(const Genome& genome) {
  return hash64({reinterpret_cast<const char*>(genome.data()), genome.size() * sizeof(int)});
}

std::optional<Genome> DesignSampler::draw(Rng& rng) {
  const bool listed = m_count <= kMaxListed;
  if (listed && 2 * static_cast<double>(m_proposed.size()) >= m_count) return drawFromRest();
  const bool lowers = m_space.hasCostConstraints();
  std::optional<Genome> found, violating;
  int lowered = 0;
  for (int i = 0; i < kMaxSamples && lowered < m_lowerings && !found; ++i) {
    Genome genome = m_space.sample(rng);
    if (contains(genome)) continue;
    if (lowers) ++lowered;
    // A design that violates a constraint over costs would only be marked as infeasible. One that cannot be lowered is
    // proposed: its evaluation says why.
    const auto feasible = isFeasible(m_space, genome);
    (!feasible.ok() || feasible.value() ? found : violating) = std::move(genome);
  }
  m_lowerings = std::min(m_lowerings - lowered + kLoweringsOfDraw, kMostLowerings);
  if (found) return found;
  if (violating) return violating;  // feasible ones are too rare to be found, but the space is not exhausted
  if (listed) return drawFromRest();
  return std::nullopt;
}

void DesignSampler::listRest() {
  m_rest.clear();
  for (std::uint64_t index = 0; static_cast<double>(index) < m_count; ++index) {
    const auto genome = m_space.design(index);
    if (genome && !contains(*genome)) m_rest.emplace_back(deriveSeed(m_seed, index), index);
  }
  std::sort(m_rest.begin(), m_rest.end());
}

std::optional<Genome> DesignSampler::drawFromRest() {
  if (m_rest.empty()) listRest();
  while (!m_rest.empty()) {
    auto genome = m_space.design(m_rest.back().second);
    if (genome && !contains(*genome)) return genome;
    m_rest.pop_back();
  }
  return std::nullopt;
}

std::string DesignSampler::save() const {
  std::vector<std::uint64_t> keys(m_proposed.begin(), m_proposed.end());
  std::sort(keys.begin(), keys.end());  // the same set, the same text
  std::string text((keys.size() + 1) * kDigits, '0');
  writeHex(m_seed, text.data());
  for (std::size_t i = 0; i < keys.size(); ++i) writeHex(keys[i], text.data() + (i + 1) * kDigits);
  if (m_lowerings < kMostLowerings) text += kLoweringsFollow + std::to_string(m_lowerings);
  return text;
}

bool DesignSampler::load(std::string_view text) {
  int lowerings = kMostLowerings;
  if (const std::size_t end = text.find(kLoweringsFollow); end != std::string_view::npos) {
    const char* last = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data() + end + 1, last, lowerings);
    if (problem != std::errc() || stopped != last || lowerings < 0 || lowerings > kMostLowerings) return false;
    text = text.substr(0, end);
  }
  if (text.empty() || text.size() % kDigits != 0) return false;
  std::vector<std::uint64_t> numbers;
  numbers.reserve(text.size() / kDigits);
  for (std::size_t i = 0; i < text.size(); i += kDigits) {
    const char* end = text.data() + i + kDigits;
    const auto [stopped, problem] = std::from_chars(text.data() + i, end, numbers.emplace_back(), 16);
    if (problem != std::errc() || stopped != end) return false;
  }
  m_seed = numbers.front();
  m_lowerings = lowerings;
  m_proposed = {numbers.begin() + 1, numbers.end()};
  m_rest.clear();
  return true;
}

}  // namespace pscope

#include "core/search/design_sampler.h"

#include <algorithm>
#include <charconv>

#include "core/base/hash.h"
#include "core/space/feasible_designs.h"

namespace pscope {
namespace {

constexpr double kMaxListed = 4'000'000;
constexpr int kMaxSamples = 10'000;
constexpr std::size_t kDigits = 16;

void writeHex(std::uint64_t value, char* digits) {
  for (std::size_t i = 0; i < kDigits; ++i) digits[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 0xf];
}

}  // namespace

DesignSampler::DesignSampler(const Space& space, std::uint64_t seed)
    : m_space(space), m_seed(deriveSeed(seed, 0x7265'7374)), m_count(space.approximateCount()) {}

std::uint64_t DesignSampler::key(const Genome& genome) {
  return hash64({reinterpret_cast<const char*>(genome.data()), genome.size() * sizeof(int)});
}

std::optional<Genome> DesignSampler::draw(Rng& rng) {
  const bool listed = m_count <= kMaxListed;
  if (listed && 2 * static_cast<double>(m_proposed.size()) >= m_count) return drawFromRest();
  std::optional<Genome> violating;
  for (int i = 0; i < kMaxSamples; ++i) {
    Genome genome = m_space.sample(rng);
    if (contains(genome)) continue;
    // A design that violates a constraint over costs would only be marked as infeasible. One that cannot be lowered is
    // proposed: its evaluation says why.
    const auto feasible = isFeasible(m_space, genome);
    if (!feasible.ok() || feasible.value()) return genome;
    violating = std::move(genome);
  }
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
  return text;
}

bool DesignSampler::load(std::string_view text) {
  if (text.empty() || text.size() % kDigits != 0) return false;
  std::vector<std::uint64_t> numbers;
  numbers.reserve(text.size() / kDigits);
  for (std::size_t i = 0; i < text.size(); i += kDigits) {
    const char* end = text.data() + i + kDigits;
    const auto [stopped, problem] = std::from_chars(text.data() + i, end, numbers.emplace_back(), 16);
    if (problem != std::errc() || stopped != end) return false;
  }
  m_seed = numbers.front();
  m_proposed = {numbers.begin() + 1, numbers.end()};
  m_rest.clear();
  return true;
}

}  // namespace pscope

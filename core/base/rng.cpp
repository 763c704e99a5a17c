#include "core/base/rng.h"

#include <bit>
#include <charconv>
#include <cmath>

namespace pscope {
namespace {

std::uint64_t splitMix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace

Rng::Rng(std::uint64_t seed) {
  for (auto& word : m_state) word = splitMix(seed);
}

std::uint64_t Rng::next() {
  const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
  const std::uint64_t t = m_state[1] << 17;
  m_state[2] ^= m_state[0];
  m_state[3] ^= m_state[1];
  m_state[1] ^= m_state[2];
  m_state[0] ^= m_state[3];
  m_state[2] ^= t;
  m_state[3] = std::rotl(m_state[3], 45);
  return result;
}

std::uint64_t Rng::below(std::uint64_t bound) {
  if (bound <= 1) return 0;
  const std::uint64_t threshold = (0 - bound) % bound;  // the first values that would be drawn once too often
  for (;;) {
    const std::uint64_t value = next();
    if (value >= threshold) return value % bound;
  }
}

double Rng::uniform() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Rng::normal() {
  for (;;) {
    const double u = 2 * uniform() - 1;
    const double v = 2 * uniform() - 1;
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * std::log(s) / s);
  }
}

std::string Rng::save() const {
  std::string text;
  for (const auto word : m_state) {
    std::array<char, 17> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), word, 16).ptr;
    if (!text.empty()) text += ' ';
    text.append(buffer.data(), end);
  }
  return text;
}

bool Rng::load(std::string_view text) {
  std::array<std::uint64_t, 4> state{};
  for (std::size_t i = 0; i < state.size(); ++i) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), state[i], 16);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (i + 1 < state.size()) {
      if (text.empty() || text.front() != ' ') return false;
      text.remove_prefix(1);
    }
  }
  if (!text.empty() || (state[0] | state[1] | state[2] | state[3]) == 0) return false;
  m_state = state;
  return true;
}

std::uint64_t deriveSeed(std::uint64_t seed, std::uint64_t key) {
  std::uint64_t state = seed;
  state = splitMix(state) ^ (key * 0xd1342543de82ef95ULL);
  return splitMix(state);
}

}  // namespace pscope

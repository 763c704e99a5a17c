#include "core/search/design_encoder.h"

#include <algorithm>
#include <cmath>

#include "core/search/network_features.h"
#include "core/space/encoding.h"

namespace pscope {
namespace {

constexpr std::uint64_t kSampleSeed = 0x656e'636f;
constexpr std::size_t kMaxColumns = 64;  ///< of one block
constexpr double kRepeats = 0.9999;      ///< correlation from which a column says nothing new

using Numbers = std::unordered_map<std::uint64_t, double>;

double numberOf(const Numbers& numbers, std::uint64_t key) {
  const auto found = numbers.find(key);
  return found == numbers.end() ? 0 : found->second;
}

struct Feature {
  std::uint64_t key = 0;
  double mean = 0, scale = 0;
  std::vector<double> values;  ///< standardised
};

/// The columns that vary, the most varied ones (entropy of being there for rare ones is low) first, none twice.
std::vector<Feature> informative(const std::vector<const Numbers*>& sample) {
  std::vector<std::uint64_t> keys;
  {
    Numbers all;
    for (const Numbers* numbers : sample) all.insert(numbers->begin(), numbers->end());
    for (const auto& entry : all) keys.push_back(entry.first);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::pair<double, Feature>> candidates;
  const auto n = static_cast<double>(sample.size());
  for (const std::uint64_t key : keys) {
    Feature candidate;
    candidate.key = key;
    double zeros = 0;
    for (const Numbers* numbers : sample) {
      candidate.values.push_back(numberOf(*numbers, key));
      candidate.mean += candidate.values.back() / n;
      zeros += candidate.values.back() == 0 ? 1 : 0;
    }
    for (const double value : candidate.values) candidate.scale += std::pow(value - candidate.mean, 2) / n;
    candidate.scale = std::sqrt(candidate.scale);
    if (candidate.scale <= 1e-9 * std::abs(candidate.mean) || candidate.scale <= 0) continue;
    for (double& value : candidate.values) value = (value - candidate.mean) / candidate.scale;
    const double rarity = std::abs(zeros / n - 0.5);  // 0: half of the designs have it; 0.5: all or none
    candidates.emplace_back(zeros == 0 ? 0 : rarity, std::move(candidate));
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Feature> kept;
  for (auto& [rarity, candidate] : candidates) {
    if (kept.size() >= kMaxColumns) break;
    const bool repeats = std::any_of(kept.begin(), kept.end(), [&](const Feature& other) {
      double product = 0;
      for (std::size_t i = 0; i < candidate.values.size(); ++i) product += candidate.values[i] * other.values[i];
      return std::abs(product) > kRepeats * n;
    });
    if (!repeats) kept.push_back(std::move(candidate));
  }
  return kept;
}

std::vector<Genome> sampleOf(const Space& space, std::size_t count) {
  Rng rng(kSampleSeed);
  std::vector<Genome> genomes;
  if (space.approximateCount() <= static_cast<double>(count)) {
    for (std::uint64_t i = 0; auto genome = space.design(i); ++i) genomes.push_back(std::move(*genome));
  } else {
    for (std::size_t i = 0; i < count; ++i) genomes.push_back(space.sample(rng));
  }
  return genomes;
}

}  // namespace

DesignEncoder::DesignEncoder(const Space& space, std::size_t sample) : m_space(space) {
  for (const Choice& choice : space.choices()) {
    m_oneHot.columns += choice.levels.size();
    const bool numeric = choice.type == Choice::Type::Integer || choice.type == Choice::Type::Real;
    if (numeric && choice.levels.size() > 2) {
      m_numericChoices.push_back(static_cast<std::size_t>(&choice - space.choices().data()));
    }
  }
  m_ordinal = {m_oneHot.columns, m_numericChoices.size()};
  m_columns = m_oneHot.columns + m_ordinal.columns;
  std::vector<NetworkFeatures> features;
  for (const Genome& genome : sampleOf(space, sample)) {
    if (const auto network = space.lower(genome); network.ok()) features.push_back(networkFeatures(network.value()));
  }
  for (std::size_t b = 0; b < 3 && !features.empty(); ++b) {
    std::vector<const Numbers*> numbers;
    for (const auto& of : features) numbers.push_back(b == 0 ? &of.whole : b == 1 ? &of.effective : &of.neighbourhoods);
    for (const Feature& candidate : informative(numbers)) {
      m_blocks[b].features.push_back({candidate.key, candidate.mean, candidate.scale});
    }
    m_blocks[b].block = {m_columns, m_blocks[b].features.size()};
    m_columns += m_blocks[b].features.size();
  }
}

std::vector<double> DesignEncoder::encode(const Genome& genome) const {
  std::vector<double> row = oneHotEncoding(m_space, genome);
  if (!m_numericChoices.empty()) {
    const auto ordinal = ordinalEncoding(m_space, genome);
    for (const std::size_t choice : m_numericChoices) row.push_back(2 * ordinal[choice]);
  }
  row.resize(m_columns);
  const auto network = m_space.lower(genome);
  if (!network.ok()) return row;
  const NetworkFeatures features = networkFeatures(network.value());
  for (std::size_t b = 0; b < 3; ++b) {
    const Numbers& numbers = b == 0 ? features.whole : b == 1 ? features.effective : features.neighbourhoods;
    double* values = row.data() + m_blocks[b].block.first;
    for (const Column& column : m_blocks[b].features)
      *values++ = (numberOf(numbers, column.key) - column.mean) / column.scale;
  }
  return row;
}

std::vector<KernelTerm> DesignEncoder::kernelTerms() const {
  using Kind = KernelTerm::Kind;
  std::vector<KernelTerm> terms;
  const auto add = [&](Kind kind, Block block) {
    if (block.columns > 0) terms.push_back({kind, block.first, block.columns});
  };
  add(Kind::Linear, m_oneHot);
  add(Kind::Gaussian, m_oneHot);
  add(Kind::Matern52, m_ordinal);
  add(Kind::Linear, whole());
  add(Kind::Matern52, whole());
  add(Kind::Linear, effective());
  add(Kind::Matern52, effective());
  add(Kind::Matern52, neighbourhoods());
  return terms;
}

}  // namespace pscope

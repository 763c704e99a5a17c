#include <utility>

#include "core/estimate/estimator.h"

namespace pscope {

Subject::Subject(const Space& space, const Genome& genome, std::string text, std::uint64_t seed)
    : m_space(space), m_genome(genome), m_text(std::move(text)), m_seed(seed) {}

Result<std::shared_ptr<const Network>> Subject::network(const std::string& scale) const {
  std::scoped_lock lock(m_mutex);
  for (const auto& [name, network] : m_networks) {
    if (name == scale) return network;
  }
  PSCOPE_TRY(Network lowered, m_space.lower(m_genome, scale));
  m_networks.emplace_back(scale, std::make_shared<const Network>(std::move(lowered)));
  return m_networks.back().second;
}

}  // namespace pscope

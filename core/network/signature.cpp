#include "core/network/signature.h"

#include <bit>

namespace pscope {
namespace {

std::uint64_t packed(std::int32_t high, std::int32_t low) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32) | static_cast<std::uint32_t>(low);
}

}  // namespace

/// Multilinear: a sum of products with odd constants, which do not wait for one another, stirred at the end.
std::size_t SignatureHash::operator()(const Signature& s) const noexcept {
  const OpAttributes& a = s.attributes;
  const int flags =
      (a.bias ? 1 : 0) + (a.countPadding ? 2 : 0) + (a.ceilMode ? 4 : 0) + (a.causal ? 8 : 0) + (a.smooth ? 16 : 0);
  std::uint64_t hash = (static_cast<std::uint64_t>(s.op) + 1) * 0x9e3779b97f4a7c15ULL;
  hash += packed(a.outChannels, a.groups) * 0xbf58476d1ce4e5b9ULL;
  hash += packed(a.kernelHeight * 65536 + a.kernelWidth, a.stride * 65536 + a.paddingHeight) * 0x94d049bb133111ebULL;
  hash += packed(a.dilation * 65536 + a.paddingWidth, flags) * 0xff51afd7ed558ccdULL;
  hash += packed(a.dims[0], a.dims[1]) * 0xc4ceb9fe1a85ec53ULL;
  hash += packed(a.dims[2], a.dims[3]) * 0x87c37b91114253d5ULL;
  hash += std::bit_cast<std::uint32_t>(a.low == 0 ? 0.0f : a.low) * 0x4cf5ad432745937fULL;
  hash += std::bit_cast<std::uint32_t>(a.value == 0 ? 0.0f : a.value) * 0x2545f4914f6cdd1dULL;  // -0 equals 0
  hash += packed(s.input.channels, s.inputCount) * 0xd6e8feb86659fd93ULL;
  hash += packed(s.input.height, s.input.width) * 0xa0761d6478bd642fULL;
  hash += static_cast<std::uint64_t>(s.inputElements) * 0xe7037ed1a0b428dbULL;
  hash += packed(s.output.channels, s.output.height) * 0x8ebc6af09c88c6e3ULL;
  hash += static_cast<std::uint64_t>(s.output.width) * 0x589965cc75374cc3ULL;
  // High bits of a product know of all bits below them: they are what a power of two or a small prime should see.
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15ULL;
  hash ^= hash >> 29;
  return static_cast<std::size_t>(hash);
}

Signature signatureOf(const Network& network, const Node& node) {
  Signature signature;
  signature.op = node.op;
  signature.attributes = node.attributes;
  signature.output = node.shape;
  signature.inputCount = node.inputCount;
  const auto inputs = network.inputs(node);
  if (!inputs.empty()) signature.input = network.node(inputs[0]).shape;
  for (const NodeIndex input : inputs) signature.inputElements += network.node(input).shape.elements();
  return signature;
}

SignatureId SignatureTable::intern(const Signature& signature) {
  if (const auto known = m_ids.find(signature); known != m_ids.end()) return known->second;  // mostly
  const auto id = static_cast<SignatureId>(m_signatures.size());
  m_ids.emplace(signature, id);
  m_signatures.push_back(signature);
  return id;
}

}  // namespace pscope

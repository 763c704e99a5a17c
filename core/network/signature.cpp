#include "core/network/signature.h"

#include <bit>

namespace pscope {
namespace {

void mix(std::uint64_t& hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  hash ^= hash >> 29;
}

std::uint64_t packed(std::int32_t high, std::int32_t low) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32) | static_cast<std::uint32_t>(low);
}

}  // namespace

std::size_t SignatureHash::operator()(const Signature& s) const noexcept {
  const OpAttributes& a = s.attributes;
  std::uint64_t hash = static_cast<std::uint64_t>(s.op) + 1;
  mix(hash, packed(a.outChannels, a.groups));
  mix(hash, packed(a.kernelHeight * 65536 + a.kernelWidth, a.stride * 65536 + a.paddingHeight));
  const int flags =
      (a.bias ? 1 : 0) + (a.countPadding ? 2 : 0) + (a.ceilMode ? 4 : 0) + (a.causal ? 8 : 0) + (a.smooth ? 16 : 0);
  mix(hash, packed(a.dilation * 65536 + a.paddingWidth, flags));
  mix(hash, packed(a.dims[0], a.dims[1]));
  mix(hash, packed(a.dims[2], a.dims[3]));
  mix(hash, std::bit_cast<std::uint32_t>(a.low == 0 ? 0.0f : a.low));
  mix(hash, std::bit_cast<std::uint32_t>(a.value == 0 ? 0.0f : a.value));  // -0 equals 0
  mix(hash, packed(s.input.channels, s.inputCount));
  mix(hash, packed(s.input.height, s.input.width));
  mix(hash, static_cast<std::uint64_t>(s.inputElements));
  mix(hash, packed(s.output.channels, s.output.height));
  mix(hash, static_cast<std::uint64_t>(s.output.width));
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
  const auto [entry, isNew] = m_ids.emplace(signature, static_cast<SignatureId>(m_signatures.size()));
  if (isNew) m_signatures.push_back(signature);
  return entry->second;
}

}  // namespace pscope

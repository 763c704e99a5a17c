#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// An operator with its shapes: what a cost model prices once. (Precision joins with the compression layer.)
struct Signature {
  Op op = Op::Input;
  OpAttributes attributes;
  TensorShape input;               ///< of the first input
  std::int32_t inputCount = 0;     ///< Concat and Add: how many
  std::int64_t inputElements = 0;  ///< of all inputs together
  TensorShape output;

  bool operator==(const Signature&) const = default;
};
struct SignatureHash {
  std::size_t operator()(const Signature& signature) const noexcept;
};
Signature signatureOf(const Network& network, const Node& node);

using SignatureId = std::int32_t;

/// Gives every distinct signature a small number. @thread one at a time
class SignatureTable {
 public:
  SignatureId intern(const Signature& signature);
  const Signature& operator[](SignatureId id) const { return m_signatures[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return m_signatures.size(); }

 private:
  std::unordered_map<Signature, SignatureId, SignatureHash> m_ids;
  std::vector<Signature> m_signatures;
};

}  // namespace pscope

#pragma once

#include <string>
#include <vector>

#include "core/network/network.h"

namespace pscope::test {

/// A small network around one operator (or one way of using it): for comparing its forms with each other.
struct OperatorSample {
  std::string name;  ///< "attention (windows)"
  Op op;
  Network network;
};
/// At least one for every operator of the catalogue but Input and Unknown.
std::vector<OperatorSample> operatorSamples();

}  // namespace pscope::test

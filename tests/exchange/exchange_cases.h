#pragma once

#include <QString>
#include <memory>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope::test {

/// A network whose forms are compared: weights, an input of batch 2, and what LibTorch makes of it.
struct ExchangeCase {
  std::string name;
  std::string family;  ///< "" for the sample of an operator
  std::string design, scale;
  Network network;
  std::vector<NamedTensor> tensors;
  std::vector<float> input;                 ///< [2, C, H, W]
  std::vector<std::vector<float>> outputs;  ///< of each output of the network
};

/// One for every way of using an operator.
const std::vector<ExchangeCase>& operatorCases();
/// One random design of each built-in family at its cheapest scale, of those that run in a moment: at most 100 million
/// MACs and a million parameters. With PSCOPE_ALL_FAMILIES every family at every scale.
const std::vector<ExchangeCase>& familyCases();
/// Models from elsewhere (three of the reference data; none without them): import and export meet.
const std::vector<ExchangeCase>& importedCases();
/// All three.
std::vector<const ExchangeCase*> exchangeCases();

/// [begin, end) of a file as floats; empty when it is missing.
std::vector<float> readFloats(const QString& path);
void writeFloats(const QString& path, const std::vector<float>& values);
/// "" when |a - b| <= 1e-4 * max(1, |b|max) everywhere, else what differs.
std::string difference(const std::vector<float>& given, const std::vector<float>& expected);

/// What is wrong with the files that a tool left in its folder for a case: error.txt, or an output that differs, is
/// missing or too many; "" when all is well.
std::string problemOfOutputs(const QString& folder, const ExchangeCase& one);

struct ToolRun {
  int status = -1;  ///< -1: it could not be started, or did not end
  std::string out;
  std::string problem;  ///< "" for status 0, else what it wrote on standard error
};
ToolRun runTool(const std::vector<std::string>& arguments);

}  // namespace pscope::test

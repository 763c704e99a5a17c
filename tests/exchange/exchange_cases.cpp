#include "tests/exchange/exchange_cases.h"

#include <torch/types.h>

#include <QFile>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "core/base/rng.h"
#include "core/base/subprocess.h"
#include "core/network/onnx_import.h"
#include "core/nn/network_module.h"
#include "core/space/space.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"

namespace pscope::test {
namespace {

constexpr std::int64_t kBatch = 2;
constexpr std::int64_t kMaxMacs = 100'000'000;
constexpr std::int64_t kMaxParams = 1'000'000;

/// Moves every number away from where it begins, so that no two parameters can be exchanged unseen.
void disturb(std::vector<NamedTensor>& tensors, Rng& rng) {
  for (auto& tensor : tensors) {
    const bool variance = tensor.name.ends_with(".running_var");
    const bool drawn = tensor.shape.size() > 1 && !tensor.name.ends_with(".value") && !tensor.name.ends_with(".a_log");
    for (float& value : tensor.values) {
      if (drawn) continue;
      value += static_cast<float>(variance ? 0.5 * rng.uniform() : 0.2 * rng.normal());
    }
  }
}

/// With weights of its own, or `tensors`.
ExchangeCase makeCase(std::string name, const Network& network, const std::vector<NamedTensor>& tensors = {}) {
  Rng rng(5);
  ExchangeCase one{std::move(name), "", "", "", network, {}, {}, {}};
  auto module = NetworkModule::create(network, 3);
  if (!module.ok()) qFatal("%s: %s", one.name.c_str(), module.error().text().c_str());
  one.tensors = tensors.empty() ? module.value().tensors() : tensors;
  if (tensors.empty()) disturb(one.tensors, rng);
  if (const auto set = module.value().setTensors(one.tensors); !set.ok()) qFatal("%s", set.error().text().c_str());
  const auto& shape = network.inputShape();
  for (std::int64_t i = 0; i < kBatch * shape.elements(); ++i) one.input.push_back(static_cast<float>(rng.normal()));
  const at::NoGradGuard noGradients;
  const auto input = at::tensor(one.input).view({kBatch, shape.channels, shape.height, shape.width});
  for (const auto& output : module.value().forwardAll(input, false)) {
    const at::Tensor flat = output.contiguous().flatten();
    one.outputs.emplace_back(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
  }
  return one;
}

/// A random design of a family at its cheapest scale, when that runs in a moment; or at all scales.
std::vector<ExchangeCase> familyScales(const std::string& family, bool all) {
  const auto space = openSpace(family);
  if (!space.ok()) qFatal("%s", space.error().text().c_str());
  Rng rng(11);
  const auto design = space.value().sample(rng);
  std::vector<ExchangeCase> cases;
  std::vector<std::pair<std::string, Network>> networks;
  const auto macs = [](const auto& one) { return staticCosts(one.second).macs; };
  for (const auto& info : space.value().scales()) {
    auto network = space.value().lower(design, info.name);
    if (!network.ok()) qFatal("%s: %s", family.c_str(), network.error().text().c_str());
    networks.emplace_back(info.name, std::move(network).value());
  }
  std::stable_sort(networks.begin(), networks.end(), [&](const auto& a, const auto& b) { return macs(a) < macs(b); });
  if (!all) networks.resize(1, networks.front());
  for (const auto& [scale, network] : networks) {
    const auto costs = staticCosts(network);
    if (!all && (costs.macs > kMaxMacs || costs.params > kMaxParams)) continue;
    cases.push_back(makeCase(all ? family + " (" + scale + ")" : family, network));
    cases.back().family = family;
    cases.back().design = space.value().text(design);
    cases.back().scale = scale;
  }
  return cases;
}

}  // namespace

const std::vector<ExchangeCase>& operatorCases() {
  static const std::vector<ExchangeCase> cases = [] {
    std::vector<ExchangeCase> made;
    for (const auto& sample : operatorSamples()) made.push_back(makeCase(sample.name, sample.network));
    return made;
  }();
  return cases;
}

const std::vector<ExchangeCase>& familyCases() {
  static const std::vector<ExchangeCase> cases = [] {
    const bool all = qEnvironmentVariableIsSet("PSCOPE_ALL_FAMILIES");
    std::vector<ExchangeCase> made;
    for (const auto& family : builtInFamilies()) {
      for (auto& one : familyScales(family.name, all)) made.push_back(std::move(one));
    }
    return made;
  }();
  return cases;
}

const std::vector<ExchangeCase>& importedCases() {
  static const std::vector<ExchangeCase> cases = [] {
    std::vector<ExchangeCase> made;
    for (const char* name : {"fastestdet_352", "proxyless_landmark_112", "ultraface_rfb320"}) {
      const std::string file = testData((std::string("onnx/") + name + ".onnx").c_str());
      if (file.empty()) continue;
      const auto model = importOnnx(file);
      if (!model.ok()) qFatal("%s", model.error().text().c_str());
      made.push_back(makeCase(name, model.value().network, model.value().tensors));
    }
    return made;
  }();
  return cases;
}

std::vector<const ExchangeCase*> exchangeCases() {
  std::vector<const ExchangeCase*> all;
  for (const auto& one : operatorCases()) all.push_back(&one);
  for (const auto& one : familyCases()) all.push_back(&one);
  for (const auto& one : importedCases()) all.push_back(&one);
  return all;
}

std::vector<float> readFloats(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray bytes = file.readAll();
  std::vector<float> values(static_cast<std::size_t>(bytes.size()) / sizeof(float));
  std::memcpy(values.data(), bytes.constData(), values.size() * sizeof(float));
  return values;
}

void writeFloats(const QString& path, const std::vector<float>& values) {
  QFile file(path);
  const auto size = static_cast<qint64>(values.size() * sizeof(float));
  if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char*>(values.data()), size) != size) {
    qFatal("cannot write %s", qPrintable(path));
  }
}

std::string difference(const std::vector<float>& given, const std::vector<float>& expected) {
  if (given.size() != expected.size() || given.empty()) {
    return std::to_string(given.size()) + " values instead of " + std::to_string(expected.size());
  }
  double largest = 1;
  for (const float value : expected) largest = std::max(largest, std::abs(double{value}));
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!(std::abs(double{given[i]} - double{expected[i]}) <= 1e-4 * largest)) {
      return "value " + std::to_string(i) + " is " + std::to_string(given[i]) + " instead of " +
             std::to_string(expected[i]);
    }
  }
  return "";
}

std::string problemOfOutputs(const QString& folder, const ExchangeCase& one) {
  QFile failure(folder + "/error.txt");
  if (failure.open(QIODevice::ReadOnly)) return failure.readAll().toStdString();
  for (std::size_t k = 0; k < one.outputs.size(); ++k) {
    const auto given = readFloats(folder + QStringLiteral("/output%1.bin").arg(k));
    if (const std::string problem = difference(given, one.outputs[k]); !problem.empty()) return problem;
  }
  const bool tooMany = QFile::exists(folder + QStringLiteral("/output%1.bin").arg(one.outputs.size()));
  return tooMany ? "there are more outputs than the network has" : "";
}

ToolRun runTool(const std::vector<std::string>& arguments) {
  ToolRun run;
  Subprocess::Options options;
  options.arguments = arguments;
  auto process = Subprocess::start(options);
  if (!process.ok()) {
    run.problem = process.error().text();
    return run;
  }
  process.value().closeInput();
  while (true) {
    const auto line = process.value().readLine(std::chrono::minutes(5));
    if (!line.ok() || !line.value()) break;
    run.out += *line.value() + "\n";
  }
  const auto exit = process.value().wait(std::chrono::seconds(10));
  if (exit) run.status = exit->status;
  if (run.status != 0) {
    run.problem =
        arguments.front() + ": status " + std::to_string(run.status) + ": " + process.value().takeErrorOutput();
  }
  return run;
}

}  // namespace pscope::test

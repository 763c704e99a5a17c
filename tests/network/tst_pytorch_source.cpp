#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <set>

#include "core/base/file.h"
#include "core/network/node_parameters.h"
#include "core/network/operator_catalogue.h"
#include "core/network/pytorch_export.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstPytorchSource : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyOperatorHasAForm();
  void unknownOperatorIsNamed();
  void equalScopesShareAClass();
  void namesAreFitForPython();
  void deadOperatorsAreBuiltButNotRun();
  void severalValuesLeaveAScope();
  void factsAreText();
  void weightsByStateDictionary();
  void writesAFolder();
};

namespace {

NodeIndex addNode(Network& network, Op op, const std::vector<NodeIndex>& inputs, int channels = 0) {
  OpAttributes a = defaultAttributes(op);
  a.outChannels = channels;
  if (op == Op::Conv2d) a.kernelHeight = a.kernelWidth = 3, a.paddingHeight = a.paddingWidth = 1;
  const auto node = network.add(op, inputs, a);
  if (!node.ok()) qFatal("%s", node.error().text().c_str());
  return node.value();
}

/// conv-bn-relu within a scope.
NodeIndex cell(Network& network, const std::string& scope, NodeIndex input, int channels) {
  network.setScope(scope);
  const auto conv = addNode(network, Op::Conv2d, {input}, channels);
  return addNode(network, Op::Relu, {addNode(network, Op::BatchNorm, {conv})});
}

QString sourceOf(const Network& network) {
  const auto source = pytorchSource(network, {});
  return source.ok() ? QString::fromStdString(source.value()) : QString::fromStdString(source.error().text());
}

std::vector<NamedTensor> zeros(const Network& network) {
  std::vector<NamedTensor> tensors;
  const auto names = network.nodeNames();
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const auto& info : nodeParameters(network, network.nodes()[i])) {
      tensors.push_back({names[i] + "." + std::string(info.name), info.shape,
                         std::vector<float>(static_cast<std::size_t>(info.elements()))});
    }
  }
  return tensors;
}

}  // namespace

void TstPytorchSource::everyOperatorHasAForm() {
  std::set<Op> claimed;
  for (const Op op : pytorchOperators()) claimed.insert(op);
  for (const auto& info : operatorCatalogue()) {
    QVERIFY2(claimed.contains(info.op) == (info.op != Op::Unknown), info.name.data());
  }
  for (const auto& sample : operatorSamples()) {
    const auto source = pytorchSource(sample.network);
    QVERIFY2(source.ok(), (sample.name + (source.ok() ? "" : ": " + source.error().text())).c_str());
    claimed.erase(sample.op);
  }
  QVERIFY((claimed == std::set<Op>{Op::Input}));  // and the samples leave nothing out
}

void TstPytorchSource::unknownOperatorIsNamed() {
  Network network({3, 8, 8});
  network.setScope("neck");
  OpAttributes a;
  a.dims = {3, 8, 8, 0};
  PSCOPE_VERIFY_OK(network.add(Op::Unknown, std::array<NodeIndex, 1>{0}, a));
  const auto source = pytorchSource(network);
  QVERIFY(!source.ok());
  QCOMPARE(source.error().code, ErrorCode::Unsupported);
  QVERIFY(source.error().text().find("neck/unknown") != std::string::npos);
}

void TstPytorchSource::equalScopesShareAClass() {
  Network network({3, 8, 8});
  NodeIndex last = cell(network, "stem", 0, 8);
  for (int i = 1; i <= 3; ++i) last = cell(network, "stage1/cell" + std::to_string(i), last, 8);
  for (int i = 1; i <= 3; ++i) last = cell(network, "stage2/cell" + std::to_string(i), last, 16);
  const auto text = sourceOf(network);
  // One class for the stem and six cells, named after its operators; the stages differ in what they hand on.
  QCOMPARE(text.count("(nn.Module):"), 3);
  QCOMPARE(text.count("class ConvBnRelu(nn.Module):"), 1);
  QVERIFY2(text.contains("\"\"\"stem and 6 more.\"\"\"\n\n    def __init__(self, in_channels, out_channels):\n"),
           qPrintable(text));
  QVERIFY2(text.contains("self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False)\n"),
           qPrintable(text));
  QVERIFY2(text.contains("self.bn = nn.BatchNorm2d(out_channels)\n"), qPrintable(text));
  QVERIFY2(text.contains("class Stage(nn.Module):\n    \"\"\"stage1 and 1 more.\"\"\"\n"), qPrintable(text));
  QVERIFY2(text.contains("self.cell1 = ConvBnRelu(8, out_channels)\n"), qPrintable(text));
  QVERIFY2(text.contains("self.stage2 = Stage(16)\n"), qPrintable(text));
}

void TstPytorchSource::namesAreFitForPython() {
  Network network({4, 8, 8});
  NodeIndex last = cell(network, "class", 0, 4);
  last = cell(network, "1st-block/edge 0->1", last, 4);
  last = cell(network, "1st.block", last, 4);
  last = cell(network, "forward", last, 4);
  const auto text = sourceOf(network);
  QVERIFY2(text.contains("self.class_ = "), qPrintable(text));
  QVERIFY2(text.contains("self.part1st_block = "), qPrintable(text));
  QVERIFY2(text.contains("self.edge_0_1 = "), qPrintable(text));
  QVERIFY2(text.contains("self.part1st_block_2 = "), qPrintable(text));
  QVERIFY2(text.contains("self.forward_ = "), qPrintable(text));
}

void TstPytorchSource::deadOperatorsAreBuiltButNotRun() {
  Network network({4, 8, 8});
  addNode(network, Op::Conv2d, {0}, 6);
  addNode(network, Op::Relu, {0});
  addNode(network, Op::Conv2d, {0}, 4);
  const auto text = sourceOf(network);
  QVERIFY2(
      text.contains("self.conv1 = nn.Conv2d(4, 6, 3, padding=1, bias=False)  # its result reaches nothing: not run\n"
                    "        self.conv2 = nn.Conv2d(4, 4, 3, padding=1, bias=False)\n"),
      qPrintable(text));
  QVERIFY2(text.endsWith("    def forward(self, x):\n        x = self.conv2(x)\n        return x\n"), qPrintable(text));
}

void TstPytorchSource::severalValuesLeaveAScope() {
  Network network({4, 8, 8});
  network.setScope("split");
  const auto left = addNode(network, Op::Conv2d, {0}, 4);
  const auto right = addNode(network, Op::Conv2d, {0}, 4);
  network.setScope("");
  addNode(network, Op::Add, {left, right});
  network.setOutputs({right, static_cast<NodeIndex>(network.nodes().size() - 1)});
  const auto text = sourceOf(network);
  QVERIFY2(text.contains("        y = self.conv1(x)\n        x = self.conv2(x)\n        return y, x\n"),
           qPrintable(text));
  QVERIFY2(text.endsWith("        x, split = self.split(x)\n        x = x + split\n        return split, x\n"),
           qPrintable(text));
}

void TstPytorchSource::factsAreText() {
  const Network network({1, 4, 4});
  const auto source = pytorchSource(network, {{"my_design", "a\\n\"\"\"\nimport os; b"}});
  PSCOPE_VERIFY_OK(source);
  QVERIFY2(source.value().find("My design: a\\\\n\\\"\\\"\\\"import os; b\n") != std::string::npos,
           source.value().c_str());
}

void TstPytorchSource::weightsByStateDictionary() {
  Network network({3, 8, 8});
  const auto last = cell(network, "stage1/cell2", cell(network, "stage1/cell1", 0, 8), 8);
  network.setScope("");
  OpAttributes position = defaultAttributes(Op::Constant);
  position.dims = {8, 8, 8, 0};
  const auto constant = network.add(Op::Constant, {}, position);
  PSCOPE_VERIFY_OK(constant);
  addNode(network, Op::Add, {last, constant.value()});
  auto tensors = zeros(network);
  const auto named = pytorchTensors(network, tensors);
  PSCOPE_VERIFY_OK(named);
  std::vector<std::string> names;
  for (const auto& tensor : named.value()) names.push_back(tensor.name);
  QCOMPARE(names,
           (std::vector<std::string>{"stage1.cell1.conv.weight", "stage1.cell1.bn.weight", "stage1.cell1.bn.bias",
                                     "stage1.cell1.bn.running_mean", "stage1.cell1.bn.running_var",
                                     "stage1.cell2.conv.weight", "stage1.cell2.bn.weight", "stage1.cell2.bn.bias",
                                     "stage1.cell2.bn.running_mean", "stage1.cell2.bn.running_var", "parameter"}));
  tensors.push_back({"elsewhere", {1}, {0}});
  const auto superfluous = pytorchTensors(network, tensors);
  QVERIFY(!superfluous.ok() && superfluous.error().text().find("elsewhere") != std::string::npos);
  tensors.pop_back();
  tensors[0].shape = {8, 27};
  const auto misshapen = pytorchTensors(network, tensors);
  QVERIFY(!misshapen.ok() && misshapen.error().text().find("stage1/cell1/conv2d.weight") != std::string::npos);
}

void TstPytorchSource::writesAFolder() {
  QTemporaryDir folder;
  Network network({3, 8, 8});
  cell(network, "stem", 0, 8);
  const std::string place = folder.filePath("deep/er").toStdString();
  PSCOPE_VERIFY_OK(exportPytorch(network, zeros(network), {{"Space", "none"}}, place));
  for (const char* name : {"model.py", "load.py", "weights.safetensors"}) QVERIFY(readFile(place + "/" + name).ok());
  const auto weights = readSafetensors(place + "/weights.safetensors");
  PSCOPE_VERIFY_OK(weights);
  QCOMPARE(weights.value().tensors.size(), std::size_t{5});
  QVERIFY((weights.value().metadata == ExportFacts{{"Space", "none"}}));
  PSCOPE_VERIFY_OK(writeFileAtomically(folder.filePath("file").toStdString(), "x"));
  QVERIFY(!exportPytorch(network, zeros(network), {}, folder.filePath("file").toStdString()).ok());
}

PSCOPE_TEST(TstPytorchSource)
#include "tst_pytorch_source.moc"

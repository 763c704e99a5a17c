#include <QRegularExpression>
#include <QtTest>

#include "core/network/dot_export.h"
#include "core/network/operator_catalogue.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstDotExport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nodesEdgesAndClusters();
  void textIsQuoted();
  void everyOperatorHasALabel();
  void scopesMayBeDeep();
};

namespace {

QString dotOf(const Network& network) {
  return QString::fromStdString(dotText(network, "a \"title\""));
}

Network small() {
  Network network({3, 8, 8});
  OpAttributes conv;
  conv.outChannels = 8;
  conv.kernelHeight = conv.kernelWidth = 3;
  conv.paddingHeight = conv.paddingWidth = 1;
  conv.stride = 2;
  network.setScope("stage1/cell1");
  const auto a = network.add(Op::Conv2d, std::vector<NodeIndex>{0}, conv).value();
  network.setScope("stage1/cell2");
  const auto b = network.add(Op::Relu, std::vector<NodeIndex>{a}).value();
  network.setScope("stage1/cell1");
  static_cast<void>(network.add(Op::Add, std::vector<NodeIndex>{a, b}).value());
  return network;
}

}  // namespace

void TstDotExport::nodesEdgesAndClusters() {
  const auto text = dotOf(small());
  QVERIFY(text.startsWith("digraph \"a \\\"title\\\"\" {\n"));
  QVERIFY(text.endsWith("}\n"));
  // 8 * 3 * 3 * 3 weights
  QVERIFY2(text.contains("n1 [label=\"Convolution 3x3, stride 2\\n8x4x4\\n216 parameters\", shape=box, "
                         "fillcolor=\"#8fc3e8\", tooltip=\"stage1/cell1/conv2d\"];"),
           qPrintable(text));
  QCOMPARE(text.count(" -> "), 4);
  QVERIFY(text.contains("n1 -> n3;") && text.contains("n2 -> n3;"));
  // A scope that is entered twice is one cluster.
  QCOMPARE(text.count("subgraph"), 3);
  QCOMPARE(text.count("label=\"stage1\""), 1);
  QVERIFY(text.indexOf("label=\"cell1\"") < text.indexOf("n3 [") && text.indexOf("n3 [") < text.indexOf("\"cell2\""));
  QCOMPARE(text.count('{'), text.count('}'));
}

void TstDotExport::textIsQuoted() {
  Network network({3, 8, 8});
  network.setScope("a\"; } \\ \n<b>");
  static_cast<void>(network.add(Op::Relu, std::vector<NodeIndex>{0}).value());
  const auto text = dotOf(network);
  QVERIFY2(text.contains("label=\"a\\\"; } \\\\ <b>\";"), qPrintable(text));
}

void TstDotExport::everyOperatorHasALabel() {
  for (const auto& sample : operatorSamples()) {
    const auto text = operatorText(sample.network.node(static_cast<NodeIndex>(sample.network.nodes().size() - 1)));
    QVERIFY(!text.empty());
    QVERIFY(dotOf(sample.network).count("n0 [") == 1);
  }
  OpAttributes a;
  a.groups = 2;
  a.kernelHeight = 2;
  a.kernelWidth = 3;
  a.causal = true;
  Node node;
  node.op = Op::Attention;
  node.attributes = a;
  QCOMPARE(operatorText(node), std::string("Softmax attention, windows 2x3, 2 heads, causal"));
}

void TstDotExport::scopesMayBeDeep() {
  Network network({3, 8, 8});
  std::string path;
  for (int i = 0; i < 100'000; ++i) path += "a/";
  network.setScope(path);
  static_cast<void>(network.add(Op::Relu, std::vector<NodeIndex>{0}).value());
  QVERIFY(dotOf(network).count("subgraph") <= 32);
}

PSCOPE_TEST(TstDotExport)
#include "tst_dot_export.moc"

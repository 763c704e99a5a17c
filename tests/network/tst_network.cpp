#include <QtTest>
#include <array>
#include <set>

#include "core/network/network.h"
#include "core/network/signature.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

NodeIndex addNetworkNode(Network& network, Op op, const OpAttributes& attributes = {}) {
  const std::array<NodeIndex, 1> inputs{static_cast<NodeIndex>(network.nodes().size() - 1)};
  const auto node = network.add(op, inputs, attributes);
  return node.ok() ? node.value() : -1;
}

OpAttributes conv(int channels, int kernel, int stride, int groups = 1) {
  OpAttributes attributes;
  attributes.outChannels = channels;
  attributes.kernelHeight = attributes.kernelWidth = static_cast<std::int16_t>(kernel);
  attributes.stride = static_cast<std::int16_t>(stride);
  attributes.paddingHeight = attributes.paddingWidth = static_cast<std::int16_t>(kernel / 2);
  attributes.groups = groups;
  return attributes;
}

/// RefNet: hardware and compression manual, section 2.
Network refNet() {
  Network network({3, 8, 8});
  addNetworkNode(network, Op::Conv2d, conv(8, 3, 1));
  addNetworkNode(network, Op::Conv2d, conv(8, 3, 2, 8));
  addNetworkNode(network, Op::Conv2d, conv(16, 1, 1));
  addNetworkNode(network, Op::GlobalAvgPool);
  OpAttributes linear;
  linear.outChannels = 10;
  linear.bias = true;
  addNetworkNode(network, Op::Linear, linear);
  return network;
}

}  // namespace

class TstNetwork : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsRefNet();
  void holdsTheResidualTensor();
  void writesInPlaceOnlyWhenNobodyElseReads();
  void freesWhatNobodyReads();
  void countsARepeatedInputOnce();
  void namesNodesUniquely();
  void findsScopesAgainAmongMany();
  void refusesInputsThatDoNotExist();
  void internsSignatures();
};

void TstNetwork::countsRefNet() {
  const Network network = refNet();
  // Table of section 2: MACs and parameters per layer; 256 adds of the pooling; total 17,184 and 586.
  const std::array<std::int64_t, 6> macs{0, 13'824, 1'152, 2'048, 0, 160};
  const std::array<std::int64_t, 6> params{0, 216, 72, 128, 0, 170};
  const std::array<std::int64_t, 6> elements{192, 512, 128, 256, 16, 10};
  QCOMPARE(network.nodes().size(), std::size_t{6});
  for (std::size_t i = 0; i < 6; ++i) {
    const NodeCost cost = nodeCost(network, network.nodes()[i]);
    QCOMPARE(cost.macs, macs[i]);
    QCOMPARE(cost.params, params[i]);
    QCOMPARE(network.nodes()[i].shape.elements(), elements[i]);
  }
  QCOMPARE(nodeCost(network, network.node(4)).elementOps, std::int64_t{256});
  const StaticCosts int8 = staticCosts(network, 1);
  QCOMPARE(int8.macs, std::int64_t{17'184});
  QCOMPARE(int8.params, std::int64_t{586});
  QCOMPARE(int8.peakActivationBytes, std::int64_t{704});
  QCOMPARE(staticCosts(network).peakActivationBytes, std::int64_t{4 * 704});
  // "L1 192+512 = 704 B, L2 640, L3 384"; then 256 + 16 and 16 + 10 by the same rule.
  const std::vector<std::int64_t> live{192, 704, 640, 384, 272, 26};
  QCOMPARE(liveActivationBytes(network, 1), live);
}

void TstNetwork::holdsTheResidualTensor() {
  // Graph Q of 4.12, x(1) -> s(6) -> p(5) -> q(5) -> r(6); (r, s) -> y(1): while s is held, q and r need 6 + 5 + 6.
  // Channels stand for the sizes; y is a concatenation of 12 here, since a sum keeps the shape.
  Network network({1, 1, 1});
  addNetworkNode(network, Op::Conv2d, conv(6, 1, 1));
  addNetworkNode(network, Op::Conv2d, conv(5, 1, 1));
  addNetworkNode(network, Op::Conv2d, conv(5, 1, 1));
  addNetworkNode(network, Op::Conv2d, conv(6, 1, 1));
  const std::array<NodeIndex, 2> both{4, 1};
  QVERIFY(network.add(Op::Add, both).ok());
  const std::vector<std::int64_t> live{1, 7, 11, 16, 17, 12};  // the sum writes over r
  QCOMPARE(liveActivationBytes(network, 1), live);
}

void TstNetwork::writesInPlaceOnlyWhenNobodyElseReads() {
  Network chain({4, 2, 2});
  addNetworkNode(chain, Op::Relu);
  addNetworkNode(chain, Op::BatchNorm);
  QCOMPARE(staticCosts(chain, 1).peakActivationBytes, std::int64_t{16});
  Network branch({4, 2, 2});
  addNetworkNode(branch, Op::Relu);  // node 1; the input is read again below, so it cannot be written over
  const std::array<NodeIndex, 2> both{1, 0};
  QVERIFY(branch.add(Op::Add, both).ok());
  const std::vector<std::int64_t> live{16, 32, 32};
  QCOMPARE(liveActivationBytes(branch, 1), live);
  Network pool({4, 2, 2});
  addNetworkNode(pool, Op::Zero);  // not an in-place operator: input and output live together
  QCOMPARE(staticCosts(pool, 1).peakActivationBytes, std::int64_t{32});
}

void TstNetwork::freesWhatNobodyReads() {
  Network network({4, 1, 1});
  addNetworkNode(network, Op::Conv2d, conv(100, 1, 1));  // dead: nobody reads it
  const std::array<NodeIndex, 1> input{0};
  QVERIFY(network.add(Op::Conv2d, input, conv(10, 1, 1)).ok());
  const std::vector<std::int64_t> live{4, 104, 14};
  QCOMPARE(liveActivationBytes(network, 1), live);
}

void TstNetwork::countsARepeatedInputOnce() {
  Network network({4, 1, 1});
  const std::array<NodeIndex, 2> twice{0, 0};
  QVERIFY(network.add(Op::Concat, twice).ok());
  addNetworkNode(network, Op::Conv2d, conv(1, 1, 1));
  const std::vector<std::int64_t> live{4, 12, 9};
  QCOMPARE(liveActivationBytes(network, 1), live);
}

void TstNetwork::namesNodesUniquely() {
  Network network({4, 4, 4});
  network.setScope("stage1/cell3");
  addNetworkNode(network, Op::Relu);
  addNetworkNode(network, Op::Conv2d, conv(4, 3, 1));
  network.setScope("stage1/cell4");
  addNetworkNode(network, Op::Conv2d, conv(4, 3, 1));
  network.setScope("stage1/cell3");
  addNetworkNode(network, Op::Conv2d, conv(4, 3, 1));
  network.setScope("");
  addNetworkNode(network, Op::Relu);
  const std::vector<std::string> names{
      "input", "stage1/cell3/relu", "stage1/cell3/conv2d_1", "stage1/cell4/conv2d", "stage1/cell3/conv2d_2", "relu"};
  QCOMPARE(network.nodeNames(), names);
  QCOMPARE(network.scope(network.node(3)), std::string("stage1/cell4"));
}

void TstNetwork::findsScopesAgainAmongMany() {
  Network network({1, 1, 1});
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 200; ++i) {
      network.setScope("part" + std::to_string(i));
      addNetworkNode(network, Op::Relu);
    }
  }
  const auto names = network.nodeNames();
  QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  QCOMPARE(names[1], std::string("part0/relu_1"));
  QCOMPARE(names[201], std::string("part0/relu_2"));
  QCOMPARE(names[400], std::string("part199/relu_2"));
}

void TstNetwork::refusesInputsThatDoNotExist() {
  Network network({1, 1, 1});
  const std::array<NodeIndex, 1> later{1};
  const auto node = network.add(Op::Relu, later);
  QVERIFY(!node.ok());
  QCOMPARE(node.error().code, ErrorCode::InvalidArgument);
  QVERIFY(!network.add(Op::Relu, {}).ok());
  QCOMPARE(network.nodes().size(), std::size_t{1});
}

void TstNetwork::internsSignatures() {
  Network network({8, 4, 4});
  addNetworkNode(network, Op::Conv2d, conv(8, 3, 1));
  addNetworkNode(network, Op::Conv2d, conv(8, 3, 1));
  addNetworkNode(network, Op::Conv2d, conv(8, 3, 2));
  const std::array<NodeIndex, 3> three{0, 1, 2};
  QVERIFY(network.add(Op::Add, three).ok());
  SignatureTable table;
  const auto first = table.intern(signatureOf(network, network.node(1)));
  QCOMPARE(table.intern(signatureOf(network, network.node(2))), first);
  QVERIFY(table.intern(signatureOf(network, network.node(3))) != first);
  const Signature sum = signatureOf(network, network.node(4));
  QCOMPARE(sum.inputCount, 3);
  QCOMPARE(sum.inputElements, std::int64_t{3 * 128});
  QCOMPARE(table.size(), std::size_t{2});
  QCOMPARE(table[first].attributes.kernelWidth, std::int16_t{3});
}

PSCOPE_TEST(TstNetwork)
#include "tst_network.moc"

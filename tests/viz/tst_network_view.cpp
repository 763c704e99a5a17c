#include <QTest>
#include <algorithm>
#include <string>

#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "viz/layout/network_view.h"
#include "viz/layout/repeated_blocks.h"

using namespace pscope;

namespace {

OpAttributes conv(std::int32_t channels, std::int16_t kernel, std::int16_t stride = 1, std::int32_t groups = 1) {
  OpAttributes a;
  a.outChannels = channels;
  a.kernelHeight = a.kernelWidth = kernel;
  a.stride = stride;
  a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(kernel / 2);
  a.groups = groups;
  return a;
}

class Builder {
 public:
  explicit Builder(TensorShape input) : network(input) {}
  NodeIndex add(Op op, std::initializer_list<NodeIndex> inputs, const OpAttributes& attributes = {}) {
    auto added = network.add(op, std::span(inputs.begin(), inputs.size()), attributes);
    if (!added.ok()) qFatal("%s", added.error().text().c_str());
    return added.value();
  }
  NodeIndex convBnRelu(NodeIndex from, const OpAttributes& attributes) {
    return add(Op::Relu, {add(Op::BatchNorm, {add(Op::Conv2d, {from}, attributes)})});
  }
  NodeIndex reluConvBn(NodeIndex from, const OpAttributes& attributes) {
    return add(Op::BatchNorm, {add(Op::Conv2d, {add(Op::Relu, {from})}, attributes)});
  }
  Network network;
};

// The macro skeleton of NAS-Bench-201 (Dong and Yang, ICLR 2020, Fig. 1) with a cell of four operators: three stages of
// five cells, a residual block of stride 2 between them.
Network cellNetwork() {
  Builder b({3, 32, 32});
  b.network.setScope("stem");
  NodeIndex x = b.add(Op::BatchNorm, {b.add(Op::Conv2d, {0}, conv(16, 3))});
  std::int32_t channels = 16;
  for (int stage = 1; stage <= 3; ++stage) {
    const std::string name = "stage" + std::to_string(stage);
    if (stage > 1) {
      channels *= 2;
      b.network.setScope(name + "/reduction");
      const auto a = b.reluConvBn(x, conv(channels, 3, 2));
      const auto c = b.reluConvBn(a, conv(channels, 3));
      const auto skip = b.add(Op::Conv2d, {x}, conv(channels, 1, 2));
      x = b.add(Op::Add, {c, skip});
    }
    for (int cell = 1; cell <= 5; ++cell) {
      const std::string scope = name + "/cell" + std::to_string(cell);
      b.network.setScope(scope + "/edge0-1");
      const auto node1 = b.reluConvBn(x, conv(channels, 3));
      b.network.setScope(scope + "/edge1-2");
      const auto node2 = b.reluConvBn(node1, conv(channels, 1));
      b.network.setScope(scope);
      x = b.add(Op::Add, {x, node2});
    }
  }
  b.network.setScope("head");
  x = b.add(Op::GlobalAvgPool, {b.add(Op::Relu, {b.add(Op::BatchNorm, {x})})});
  OpAttributes linear;
  linear.outChannels = 10;
  linear.bias = true;
  b.add(Op::Linear, {x}, linear);
  return b.network;
}

}  // namespace

class TstNetworkView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void chainsBecomeOneItem() {
    Builder b({1, 28, 28});
    b.network.setScope("block");
    const auto x = b.convBnRelu(0, conv(16, 3));
    b.add(Op::MaxPool, {x}, conv(0, 2, 2));
    const auto view = networkView(b.network);
    QCOMPARE(view.items.size(), 3U);
    QCOMPARE(view.items[1].title, std::string("conv 3x3-BN-ReLU, 16"));
    QCOMPARE(view.items[1].detail, std::string("16x28x28"));
    QCOMPARE(view.items[1].nodes, (std::vector<int>{1, 2, 3}));
    QCOMPARE(view.edges.size(), 2U);
    // 16 * 9 weights + 2 * 16 of the normalisation; 28 * 28 * 16 * 9 MACs.
    QVERIFY(view.items[1].tooltip.find("Parameters: 176") != std::string::npos);
    QVERIFY(view.items[1].tooltip.find("MACs: 112896") != std::string::npos);
    QVERIFY(view.items[1].colour.starts_with("#"));
  }

  void preActivationIsOneItem() {
    Builder b({16, 8, 8});
    b.network.setScope("edge");
    b.reluConvBn(0, conv(16, 1));
    const auto view = networkView(b.network);
    QCOMPARE(view.items.size(), 2U);
    QCOMPARE(view.items[1].title, std::string("ReLU-conv 1x1-BN, 16"));
  }

  // A tensor that somebody else reads too keeps its own box.
  void sharedTensorsAreNotMerged() {
    Builder b({4, 8, 8});
    const auto c = b.add(Op::Conv2d, {0}, conv(4, 3));
    const auto r = b.add(Op::Relu, {c});
    b.add(Op::Add, {c, r});
    const auto view = networkView(b.network);
    QCOMPARE(view.items.size(), 4U);
    QCOMPARE(view.edges.size(), 4U);
  }

  void depthwiseAndStrideAreNamed() {
    Builder b({8, 8, 8});
    b.add(Op::Conv2d, {0}, conv(8, 5, 2, 8));
    QCOMPARE(networkView(b.network).items[1].title, std::string("dwconv 5x5/2, 8"));
  }

  void fifteenCellsBecomeThree() {
    const auto network = cellNetwork();
    const auto repeated = findRepeatedBlocks(network);
    QCOMPARE(repeated.runs.size(), 3U);
    const auto view = networkView(network);
    // input, stem; 3 cells of 3 items; 2 reductions of 4; BN, ReLU, pool, linear (BN and ReLU have no convolution)
    QVERIFY2(view.items.size() <= 23 + 1, qPrintable(QString::number(view.items.size())));
    const auto repeats =
        std::count_if(view.items.begin(), view.items.end(), [](const auto& i) { return i.repeat == 5; });
    QCOMPARE(repeats, 9);
    for (const auto& item : view.items) {
      QVERIFY(item.repeat == 1 || item.repeat == 5);
      QCOMPARE(item.block >= 0, item.repeat == 5);
    }
    // Every item but the input has an edge to it, and none points back.
    for (std::size_t i = 1; i < view.items.size(); ++i) {
      QVERIFY(std::any_of(view.edges.begin(), view.edges.end(),
                          [&](const auto& edge) { return edge.to == static_cast<int>(i); }));
    }
    for (const auto& edge : view.edges) QVERIFY(edge.from < edge.to);
    // The output of the third stage's cell reaches the head.
    std::size_t drawn = 0;
    for (const auto& item : view.items) drawn += item.nodes.size();
    QCOMPARE(drawn, network.nodes().size() - 12 * 7);  // twelve cells of seven nodes are not drawn
  }

  // Equal blocks with a skip past one of them are not the same thing one after the other.
  void blocksWithASkipAreNotCollapsed() {
    Builder b({8, 8, 8});
    b.network.setScope("block1");
    const auto first = b.convBnRelu(0, conv(8, 3));
    b.network.setScope("block2");
    const auto second = b.convBnRelu(first, conv(8, 3));
    b.network.setScope("");
    b.add(Op::Add, {first, second});
    QCOMPARE(findRepeatedBlocks(b.network).runs.size(), 0U);
  }

  // Bottlenecks of a residual network without scopes, as an imported model has none (He et al., CVPR 2016, Fig. 5).
  void blocksWithoutScopesAreFoundByTheirPeriod() {
    Builder b({64, 8, 8});
    NodeIndex x = b.convBnRelu(0, conv(64, 7));
    for (int i = 0; i < 4; ++i) {
      const auto body = b.add(Op::BatchNorm, {b.add(Op::Conv2d, {b.convBnRelu(x, conv(16, 3))}, conv(64, 1))});
      x = b.add(Op::Relu, {b.add(Op::Add, {body, x})});
    }
    b.add(Op::GlobalAvgPool, {x});
    const auto found = findRepeatedBlocks(b.network);
    QCOMPARE(found.runs.size(), 1U);
    QCOMPARE(found.runs[0].times, 4);
    QCOMPARE(found.runs[0].length, 7);  // conv, BN, ReLU, conv, BN, sum, ReLU: it starts with the convolution
    QCOMPARE(found.runs[0].first, 4);
    QVERIFY(found.runs[0].scope.empty());
    const auto view = networkView(b.network);
    QCOMPARE(view.blocks.size(), 1U);
    QCOMPARE(view.blocks[0].items.size(), 4U);
    QCOMPARE(view.items.size(), 3U + 4U);
  }

  // Cells that read the outputs of the two before them (Liu et al., DARTS, ICLR 2019, Sect. 2.1).
  void cellsThatReadTheTwoBeforeAreCollapsed() {
    Builder b({8, 8, 8});
    b.network.setScope("stem");
    NodeIndex before = b.convBnRelu(0, conv(8, 3));
    NodeIndex last = b.convBnRelu(before, conv(8, 3));
    for (int cell = 1; cell <= 5; ++cell) {
      b.network.setScope("cell" + std::to_string(cell));
      const auto sum = b.add(Op::Add, {b.convBnRelu(last, conv(8, 3)), b.convBnRelu(before, conv(8, 1))});
      before = last;
      last = sum;
    }
    b.network.setScope("");
    b.add(Op::Add, {before, last});
    const auto found = findRepeatedBlocks(b.network);
    QCOMPARE(found.runs.size(), 1U);
    QCOMPARE(found.runs[0].times, 5);
    QCOMPARE(found.runs[0].scope, std::string("cell1"));
    QCOMPARE(found.runs[0].last, std::string("cell5"));
  }

  void aBlockIsOpenedByItsKey() {
    const auto network = cellNetwork();
    const auto once = networkView(network);
    QCOMPARE(once.blocks.size(), 3U);
    QCOMPARE(once.blocks[1].title, std::string("cell1 - cell5"));
    NetworkViewOptions options;
    options.opened.toggle(once.blocks[1].key);
    const auto opened = networkView(network, options);
    QCOMPARE(opened.items.size(), once.items.size() + 4 * once.blocks[1].items.size());
    QCOMPARE(opened.blocks.size(), 3U);
    QVERIFY(opened.blocks[1].opened && !opened.blocks[0].opened);
    QCOMPARE(opened.blocks[1].items.size(), 5 * once.blocks[1].items.size());
    options.opened.toggle(once.blocks[1].key);
    QCOMPARE(networkView(network, options).items.size(), once.items.size());
    options.opened = {true, {}};
    const auto all = networkView(network, options);
    std::size_t nodes = 0;
    for (const auto& item : all.items) nodes += item.nodes.size();
    QCOMPARE(nodes, network.nodes().size());
  }

  void aClosedScopeIsOneBoxWithAllThatIsInIt() {
    const auto network = cellNetwork();
    NetworkViewOptions options;
    options.closed = {"stage2"};
    const auto view = networkView(network, options);
    const auto box = std::find_if(view.items.begin(), view.items.end(),
                                  [](const auto& item) { return item.closedScope == "stage2"; });
    QVERIFY(box != view.items.end());
    // The block of stride 2 (3 + 3 + 1 + 1) and five cells of seven operators, copies too.
    QCOMPARE(box->nodes.size(), 8U + 35U);
    QCOMPARE(box->repeat, 1);
    QCOMPARE(box->detail, std::string("32x16x16"));
    const auto index = static_cast<int>(box - view.items.begin());
    const auto touching = [&](auto end) {
      return std::count_if(view.edges.begin(), view.edges.end(), [&](const auto& edge) { return end(edge) == index; });
    };
    QCOMPARE(touching([](const auto& edge) { return edge.to; }), 1);
    QCOMPARE(touching([](const auto& edge) { return edge.from; }), 2);
  }

  void aScopeInsideARepeatedBlockIsClosedWithIt() {
    const auto network = cellNetwork();
    NetworkViewOptions options;
    options.closed = {"stage1/cell1", "stage3/cell4"};  // the second is a copy that is not drawn
    const auto view = networkView(network, options);
    int boxes = 0;
    for (const auto& item : view.items) {
      if (item.closedScope.empty()) continue;
      ++boxes;
      QCOMPARE(item.closedScope, std::string("stage1/cell1"));
      QCOMPARE(item.repeat, 5);
      QCOMPARE(item.block, 0);
    }
    QCOMPARE(boxes, 1);
  }

  void tooManyItemsCloseScopesFromTheInside() {
    const auto network = cellNetwork();
    NetworkViewOptions options;
    options.maxItems = 12;
    const auto view = networkView(network, options);
    QVERIFY(view.items.size() <= 12);
    QVERIFY(view.autoClosed);
    options.maxItems = 1000;
    QVERIFY(!networkView(network, options).autoClosed);
  }

  void searchTextNamesWhatACopyStandsFor() {
    const auto view = networkView(cellNetwork());
    const auto hit = std::find_if(view.items.begin(), view.items.end(), [](const auto& item) {
      return item.search.find("stage3/cell4/edge0-1/conv2d") != std::string::npos;
    });
    QVERIFY(hit != view.items.end());
    QVERIFY(hit->search.find("convolution") != std::string::npos);
  }

  void blocksOfOtherWidthAreNotCollapsed() {
    Builder b({8, 8, 8});
    b.network.setScope("block1");
    const auto first = b.convBnRelu(0, conv(8, 3));
    b.network.setScope("block2");
    b.convBnRelu(first, conv(16, 3));
    QCOMPARE(findRepeatedBlocks(b.network).runs.size(), 0U);
  }

  void boxesFitTheirText() {
    const auto view = networkView(cellNetwork());
    for (const auto& item : view.items) {
      QVERIFY(item.width > 5.0 * static_cast<double>(item.title.size()));
      QVERIFY(item.height >= 25);
    }
    const auto graph = view.layoutGraph();
    QCOMPARE(graph.nodes.size(), view.items.size());
    QCOMPARE(layeredLayout(graph).routes.size(), view.edges.size());
  }
};

PSCOPE_TEST(TstNetworkView)
#include "tst_network_view.moc"

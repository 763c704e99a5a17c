#include <QtTest>
#include <set>

#include "core/network/operator_catalogue.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

Q_DECLARE_METATYPE(pscope::OpAttributes)

class TstOperatorCatalogue : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void knowsEveryOperatorByName();
  void windowsRoundDown_data();
  void windowsRoundDown();
  void refusesWhatDoesNotFit_data();
  void refusesWhatDoesNotFit();
  void refusesSizesThatWouldOverflow();
  void joinsAndSums();
};

void TstOperatorCatalogue::knowsEveryOperatorByName() {
  std::set<std::string_view> names;
  for (const auto& info : operatorCatalogue()) {
    QVERIFY(names.insert(info.name).second);
    QCOMPARE(operatorByName(info.name), std::optional(info.op));
    QCOMPARE(operatorInfo(info.op).name, info.name);
    QVERIFY(!info.title.empty() && !info.summary.empty());
    QVERIFY(info.colour.size() == 7 && info.colour[0] == '#');
  }
  QCOMPARE(names.size(), static_cast<std::size_t>(Op::Unknown) + 1);
  QVERIFY(!operatorByName("Conv2d"));
}

void TstOperatorCatalogue::windowsRoundDown_data() {
  QTest::addColumn<int>("in");
  QTest::addColumn<int>("kernel");
  QTest::addColumn<int>("stride");
  QTest::addColumn<int>("padding");
  QTest::addColumn<int>("dilation");
  QTest::addColumn<int>("out");
  // floor((in + 2p - d(k - 1) - 1) / s) + 1, by hand
  QTest::newRow("same") << 32 << 3 << 1 << 1 << 1 << 32;
  QTest::newRow("halves an even size") << 32 << 3 << 2 << 1 << 1 << 16;
  QTest::newRow("odd size") << 7 << 3 << 2 << 1 << 1 << 4;
  QTest::newRow("drops the last pixel") << 7 << 2 << 2 << 0 << 1 << 3;
  QTest::newRow("dilated") << 10 << 3 << 1 << 0 << 3 << 4;
  QTest::newRow("whole window") << 5 << 5 << 1 << 0 << 1 << 1;
}

void TstOperatorCatalogue::windowsRoundDown() {
  QFETCH(int, in);
  QFETCH(int, kernel);
  QFETCH(int, stride);
  QFETCH(int, padding);
  QFETCH(int, dilation);
  QFETCH(int, out);
  OpAttributes attributes;
  attributes.outChannels = 6;
  attributes.kernelHeight = attributes.kernelWidth = static_cast<std::int16_t>(kernel);
  attributes.stride = static_cast<std::int16_t>(stride);
  attributes.paddingHeight = attributes.paddingWidth = static_cast<std::int16_t>(padding);
  attributes.dilation = static_cast<std::int16_t>(dilation);
  const std::vector<TensorShape> input{{4, in, in}};
  const auto conv = outputShape(Op::Conv2d, attributes, input);
  PSCOPE_VERIFY_OK(conv);
  QCOMPARE(conv.value().text(), std::string("6x") + std::to_string(out) + "x" + std::to_string(out));
  const auto pool = outputShape(Op::MaxPool, attributes, input);
  PSCOPE_VERIFY_OK(pool);
  QVERIFY((pool.value() == TensorShape{4, out, out}));
}

void TstOperatorCatalogue::refusesWhatDoesNotFit_data() {
  QTest::addColumn<QByteArray>("op");
  QTest::addColumn<int>("inputs");
  QTest::addColumn<int>("channels");
  QTest::addColumn<int>("kernel");
  QTest::addColumn<int>("stride");
  QTest::addColumn<int>("padding");
  QTest::addColumn<int>("groups");
  QTest::newRow("window larger than the image") << QByteArray("conv2d") << 1 << 4 << 9 << 1 << 0 << 1;
  QTest::newRow("no stride") << QByteArray("conv2d") << 1 << 4 << 3 << 0 << 1 << 1;
  QTest::newRow("no channels") << QByteArray("conv2d") << 1 << 0 << 3 << 1 << 1 << 1;
  QTest::newRow("groups do not divide") << QByteArray("conv2d") << 1 << 4 << 3 << 1 << 1 << 3;
  QTest::newRow("no groups") << QByteArray("conv2d") << 1 << 4 << 3 << 1 << 1 << 0;
  QTest::newRow("negative padding") << QByteArray("conv2d") << 1 << 4 << 3 << 1 << -1 << 1;
  QTest::newRow("padding over half of a pool") << QByteArray("avg_pool") << 1 << 0 << 3 << 1 << 2 << 1;
  QTest::newRow("linear on an image") << QByteArray("linear") << 1 << 4 << 1 << 1 << 0 << 1;
  QTest::newRow("sum of one") << QByteArray("add") << 1 << 0 << 1 << 1 << 0 << 1;
  QTest::newRow("two inputs of a relu") << QByteArray("relu") << 2 << 0 << 1 << 1 << 0 << 1;
  QTest::newRow("input inside") << QByteArray("input") << 0 << 0 << 1 << 1 << 0 << 1;
}

void TstOperatorCatalogue::refusesWhatDoesNotFit() {
  QFETCH(QByteArray, op);
  QFETCH(int, inputs);
  QFETCH(int, channels);
  QFETCH(int, kernel);
  QFETCH(int, stride);
  QFETCH(int, padding);
  QFETCH(int, groups);
  OpAttributes attributes;
  attributes.outChannels = channels;
  attributes.kernelHeight = attributes.kernelWidth = static_cast<std::int16_t>(kernel);
  attributes.stride = static_cast<std::int16_t>(stride);
  attributes.paddingHeight = attributes.paddingWidth = static_cast<std::int16_t>(padding);
  attributes.groups = groups;
  const std::vector<TensorShape> shapes(static_cast<std::size_t>(inputs), TensorShape{4, 8, 8});
  const auto shape = outputShape(*operatorByName(op.toStdString()), attributes, shapes);
  QVERIFY(!shape.ok());
  QCOMPARE(shape.error().code, ErrorCode::InvalidArgument);
  QVERIFY(shape.error().text().find(op.toStdString()) != std::string::npos);
  if (inputs > 0) QVERIFY(shape.error().text().find("4x8x8") != std::string::npos);
}

void TstOperatorCatalogue::refusesSizesThatWouldOverflow() {
  OpAttributes conv;
  conv.outChannels = 1 << 28;
  conv.kernelHeight = conv.kernelWidth = 1;
  conv.paddingHeight = conv.paddingWidth = 32'767;
  const std::vector<TensorShape> wide{{1, 1 << 30, 1}};
  QVERIFY(!outputShape(Op::Conv2d, conv, wide).ok());
  OpAttributes linear;
  linear.outChannels = 1 << 28;
  const std::vector<TensorShape> vector{{1 << 28, 1, 1}};
  QVERIFY(!outputShape(Op::Linear, linear, vector).ok());
  const std::vector<TensorShape> many(16, TensorShape{1 << 27, 1, 1});
  QVERIFY(!outputShape(Op::Concat, {}, many).ok());
  const std::vector<TensorShape> nothing{{0, 1, 1}};
  QVERIFY(!outputShape(Op::Relu, {}, nothing).ok());
}

void TstOperatorCatalogue::joinsAndSums() {
  const std::vector<TensorShape> different{{4, 8, 8}, {6, 8, 8}};
  QVERIFY((outputShape(Op::Concat, {}, different).value() == TensorShape{10, 8, 8}));
  QVERIFY(!outputShape(Op::Add, {}, different).ok());
  QVERIFY(!outputShape(Op::Multiply, {}, different).ok());
  const std::vector<TensorShape> gate{{4, 8, 8}, {4, 1, 1}};
  QVERIFY((outputShape(Op::Multiply, {}, gate).value() == TensorShape{4, 8, 8}));
  QVERIFY(!outputShape(Op::Concat, {}, gate).ok());
  const std::vector<TensorShape> image{{4, 8, 8}};
  QVERIFY((outputShape(Op::Flatten, {}, image).value() == TensorShape{256, 1, 1}));
  QVERIFY((outputShape(Op::GlobalAvgPool, {}, image).value() == TensorShape{4, 1, 1}));
}

PSCOPE_TEST(TstOperatorCatalogue)
#include "tst_operator_catalogue.moc"

#include <QtTest>
#include <algorithm>
#include <cstring>

#include "core/network/network.h"
#include "core/network/operator_catalogue.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::spaceOf;

namespace {

const std::string kHead = R"({"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])";

/// Operators of a design's network, without the head: "conv2d relu".
std::string operatorsOf(const Space& space, const std::string& design) {
  const auto genome = space.parse(design);
  if (!genome.ok()) return genome.error().text();
  const auto network = space.lower(genome.value());
  if (!network.ok()) return network.error().text();
  std::string text;
  const auto& nodes = network.value().nodes();
  for (std::size_t i = 1; i + 2 < nodes.size(); ++i) {
    text += (i > 1 ? " " : "") + std::string(operatorInfo(nodes[i].op).name);
  }
  return text;
}

}  // namespace

class TstTemplate : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void loopsOverRepeatedChoices();
  void switchesOnTextNumberAndBoolean();
  void namesValuesAndShapes();
  void computesAttributes();
  void blocksHaveFramesOfTheirOwn();
  void repeatedBlocksAreEqualToWrittenOnes();
  void lateErrorsNameTheStatement_data();
  void lateErrorsNameTheStatement();
  void endsWithTheRunningValue();
  void choosesAndLeavesOutInputs();
  void derivesValuesAndInputSizes();
  void realAndOptionalChoices();
  void repairsShapesWhenDeclared();
};

void TstTemplate::loopsOverRepeatedChoices() {
  const auto space = spaceOf(R"([{"name": "n", "type": "integer", "low": 0, "high": 2},
      {"name": "s", "type": "repeat", "count": 2, "when": "index < n", "choices": [
        {"name": "b", "type": "repeat", "count": 2, "choices": [{"name": "act", "type": "categorical", "levels": ["relu", "sigmoid"]}]}]}])",
                             R"([{"for": "i", "over": "s", "count": "n", "do": [
        {"for": "j", "over": "i.b", "do": [
          {"switch": "j.act", "cases": {"relu": [{"op": "relu"}], "sigmoid": [{"op": "sigmoid"}]}}]}]}, )" +
                                 kHead);
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(operatorsOf(space.value(), "n=0"), std::string(""));
  QCOMPARE(operatorsOf(space.value(), "n=1;s1.b1.act=sigmoid;s1.b2.act=relu"), std::string("sigmoid relu"));
  QCOMPARE(operatorsOf(space.value(), "n=2;s1.b1.act=sigmoid;s1.b2.act=relu;s2.b1.act=relu;s2.b2.act=sigmoid"),
           std::string("sigmoid relu relu sigmoid"));
}

void TstTemplate::switchesOnTextNumberAndBoolean() {
  const auto space =
      spaceOf(R"([{"name": "k", "type": "categorical", "levels": [3, 5]}, {"name": "on", "type": "boolean"}])",
              R"([{"switch": "k", "cases": {"3": [{"op": "relu"}], "5": [{"op": "relu6"}]}},
        {"switch": "on", "cases": {"true": [{"op": "sigmoid"}]}, "default": [{"op": "identity"}]},
        {"switch": "k + 1", "cases": {"4": [{"op": "zero"}]}, "default": []}, )" +
                  kHead);
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(operatorsOf(space.value(), "k=3;on=true"), std::string("relu sigmoid zero"));
  QCOMPARE(operatorsOf(space.value(), "k=5;on=false"), std::string("relu6 identity"));
}

void TstTemplate::namesValuesAndShapes() {
  const auto space = spaceOf(R"([{"name": "e", "type": "categorical", "levels": [2, 3]}])", R"~([
        {"op": "conv2d", "channels": "w", "kernel": 3, "out": "a"},
        {"let": {"hidden": "round_to(it.channels * e, 8)"}
},
        {"op": "conv2d", "channels": "hidden", "kernel": [1, 1]},
        {"op": "concat", "in": ["it", "a"]},
        {"op": "conv2d", "channels": "a.channels + input.height", "kernel": 1, "groups": 4}, )~" +
                                                                                                kHead);
  PSCOPE_VERIFY_OK(space);
  const auto network = space.value().lower({1});
  PSCOPE_VERIFY_OK(network);
  const auto& nodes = network.value().nodes();
  QCOMPARE(nodes[2].shape.text(), std::string("16x8x8"));  // 4 * 3 = 12, to 16 (half up)
  QCOMPARE(nodes[3].shape.text(), std::string("20x8x8"));
  QCOMPARE(nodes[4].shape.text(), std::string("12x8x8"));
  QCOMPARE(network.value().inputs(nodes[3])[1], 1);
}

void TstTemplate::computesAttributes() {
  const auto space = spaceOf(R"([{"name": "k", "type": "integer", "low": 1, "high": 5, "step": 2}])", R"~([
        {"op": "conv2d", "channels": "w", "kernel": "k", "stride": "if(k > 1, 2, 1)", "bias": "k = 5"},
        {"op": "avg_pool", "kernel": 2, "stride": 2, "count_padding": true},
        {"op": "dropout", "probability": 0.25}, )~" + kHead);
  PSCOPE_VERIFY_OK(space);
  const auto network = space.value().lower({2}).value();
  QCOMPARE(network.node(1).attributes.paddingHeight, std::int16_t{2});  // the same size by default
  QCOMPARE(network.node(1).attributes.stride, std::int16_t{2});
  QVERIFY(network.node(1).attributes.bias);
  QVERIFY(network.node(2).attributes.countPadding);
  QCOMPARE(network.node(3).attributes.value, 0.25f);
  QVERIFY(network.nodes().back().attributes.bias);  // linear layers have one by default
  const auto first = space.value().lower({0}).value();
  QCOMPARE(first.node(1).shape.text(), std::string("4x8x8"));
  QVERIFY(!first.node(1).attributes.bias);
}

void TstTemplate::blocksHaveFramesOfTheirOwn() {
  const auto space = spaceOf(R"([{"name": "a", "type": "boolean"}])", R"([
        {"let": {"c": 6}},
        {"op": "relu", "out": "x"},
        {"block": "twice", "args": {"c": "c + 2"}, "out": "y"},
        {"op": "conv2d", "in": "x", "channels": "c", "kernel": 1},
        {"op": "concat", "in": ["y", "it"]}, )" + kHead,
                             R"("blocks": {
        "one": {"parameters": ["c"], "body": [{"op": "conv2d", "channels": "c", "kernel": 1}]},
        "twice": {"parameters": ["c"], "body": [
          {"block": "one", "args": {"c": "c * 2"}}, {"block": "one", "args": {"c": "c"}, "out": "x"}]}})");
  PSCOPE_VERIFY_OK(space);
  const auto network = space.value().lower({0});
  PSCOPE_VERIFY_OK(network);
  QCOMPARE(network.value().node(2).shape.channels, 16);
  QCOMPARE(network.value().node(3).shape.channels, 8);
  QCOMPARE(network.value().node(4).shape.channels, 6);
  QCOMPARE(network.value().node(5).shape.channels, 14);
}

void TstTemplate::repeatedBlocksAreEqualToWrittenOnes() {
  // Lowering copies a block that was lowered before; this network has no two calls alike but the same structure.
  const std::string body = R"({"inputs": ["p", "q"], "parameters": ["tag"], "body": [
        {"scope": "left", "do": [{"op": "conv2d", "in": "p", "channels": 4, "kernel": 3}, {"op": "batch_norm"}, {"op": "relu", "out": "l"}]},
        {"scope": "right", "do": [{"op": "conv2d", "in": "q", "channels": 4, "kernel": 1}, {"op": "batch_norm"}, {"op": "relu", "out": "r"}]},
        {"op": "add", "in": ["l", "r", "p"]}]})";
  const auto network = [&](const std::string& tag) {
    const auto space = spaceOf(R"([{"name": "a", "type": "boolean"}])",
                               R"([{"op": "conv2d", "channels": 4, "kernel": 1, "out": "x"}, {"op": "relu", "out": "y"},
          {"for": "i", "count": 4, "scope": "cell", "do": [
            {"block": "b", "in": ["x", "y"], "args": {"tag": ")" +
                                   tag + R"("}, "out": "z"}, {"use": "y", "out": "x"}, {"use": "z", "out": "y"}]},
          {"block": "b", "in": ["y", "y"], "args": {"tag": "7"}, "scope": "last"}, )" +
                                   kHead,
                               R"("blocks": {"b": )" + body + "}");
    return space.ok() ? space.value().lower({0}) : Result<Network>(space.error());
  };
  const auto copied = network("0");
  const auto written = network("i");
  PSCOPE_VERIFY_OK(copied);
  PSCOPE_VERIFY_OK(written);
  const auto& a = copied.value();
  const auto& b = written.value();
  QCOMPARE(a.nodes().size(), b.nodes().size());
  QCOMPARE(a.nodeNames(), b.nodeNames());
  for (std::size_t i = 0; i < a.nodes().size(); ++i) {
    const Node& m = a.nodes()[i];
    const Node& n = b.nodes()[i];
    QVERIFY(m.op == n.op && m.attributes == n.attributes && m.shape == n.shape);
    QVERIFY(std::ranges::equal(a.inputs(m), b.inputs(n)));
    QCOMPARE(a.scope(m), b.scope(n));
  }
  QCOMPARE(a.nodeNames()[10], std::string("cell2/left/conv2d"));
  QCOMPARE(staticCosts(a).params, staticCosts(b).params);
}

void TstTemplate::lateErrorsNameTheStatement_data() {
  QTest::addColumn<QByteArray>("network");
  QTest::addColumn<QByteArray>("place");
  QTest::addColumn<QByteArray>("words");
  const auto row = [](const char* name, const char* network, const char* place, const char* words) {
    QTest::newRow(name) << QByteArray(network) << QByteArray(place) << QByteArray(words);
  };
  row("shape", R"([{"op": "relu"}, {"op": "conv2d", "channels": 4, "kernel": 99, "padding": 0}])", "/network/1",
      "1x8x8");
  row("inactive choice", R"([{"op": "conv2d", "channels": "k", "kernel": 1}])", "/network/0", "nan");
  row("value of another branch", R"([{"if": "on", "then": [{"op": "relu", "out": "y"}]}, {"use": "y"}])", "/network/1",
      "not made");
  row("no case", R"([{"let": {"v": "w"}}, {"switch": "v", "cases": {"5": []}}])", "/network/1", "\"4\"");
  row("count", R"([{"repeat": "0 - 1", "do": []}])", "/network/0", "-1");
  row("more than the copies", R"([{"for": "s", "over": "r", "count": 3, "do": []}])", "/network/0", "0 to 2");
  row("in a block", R"([{"block": "b"}])", "/blocks/b/body/0", "1x8x8");
  row("loop variable led astray",
      R"([{"for": "s", "over": "r", "do": [{"let": {"s": 1e9}}, {"op": "conv2d", "channels": "s.k", "kernel": 1}]}])",
      "/network/0/do/1", "nan");
}

void TstTemplate::lateErrorsNameTheStatement() {
  QFETCH(QByteArray, network);
  QFETCH(QByteArray, place);
  QFETCH(QByteArray, words);
  const auto space = spaceOf(
      R"([{"name": "on", "type": "boolean"}, {"name": "k", "type": "integer", "low": 1, "high": 2, "when": "on"},
      {"name": "r", "type": "repeat", "count": 2, "choices": [{"name": "k", "type": "integer", "low": 1, "high": 2}]}])",
      network.toStdString(), R"("blocks": {"b": {"body": [{"op": "max_pool", "kernel": 9}]}})");
  PSCOPE_VERIFY_OK(space);
  const auto lowered = space.value().lower(*space.value().design(0));
  QVERIFY(!lowered.ok());
  QCOMPARE(lowered.error().code, ErrorCode::InvalidArgument);
  QCOMPARE(lowered.error().file, std::string("test.json"));
  QCOMPARE(QByteArray::fromStdString(lowered.error().place), place);
  QVERIFY2(lowered.error().text().find(words.toStdString()) != std::string::npos, lowered.error().text().c_str());
}

void TstTemplate::endsWithTheRunningValue() {
  const auto space = spaceOf(R"([{"name": "a", "type": "boolean"}])", R"([
        {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes", "out": "y"}, {"op": "relu"}, {"use": "y"}])");
  PSCOPE_VERIFY_OK(space);
  const auto network = space.value().lower({0});
  PSCOPE_VERIFY_OK(network);
  QVERIFY(network.value().nodes().back().op == Op::Identity);
  QCOMPARE(network.value().inputs(network.value().nodes().back())[0], 2);
}

void TstTemplate::choosesAndLeavesOutInputs() {
  const auto space = spaceOf(R"([{"name": "from", "type": "categorical", "levels": ["a", "b"]},
      {"name": "number", "type": "integer", "low": 0, "high": 2}, {"name": "skip", "type": "boolean"},
      {"name": "both", "type": "boolean"}])",
                             R"([{"op": "relu", "out": "a"}, {"op": "sigmoid", "in": "input", "out": "b"},
      {"select": "from", "from": ["a", "b"], "out": "x"},
      {"select": "number", "from": ["a", "b", "input"], "out": "y"},
      {"op": "add", "in": ["x", {"value": "y", "when": "skip"}, {"value": "input", "when": "skip and both"}]},
      {"op": "gelu"}, )" + kHead);
  PSCOPE_VERIFY_OK(space);
  const auto sumOf = [&](const char* design) {
    const auto network = space.value().lower(space.value().parse(design).value());
    std::string text;
    for (const Node& node : network.value().nodes()) {
      if (node.op != Op::Add && node.op != Op::Gelu) continue;
      text += operatorInfo(node.op).name;
      for (const auto input : network.value().inputs(node)) text += " " + std::to_string(input);
      text += ";";
    }
    return text;
  };
  // Nodes: 0 input, 1 relu (a), 2 sigmoid (b).
  QCOMPARE(sumOf("from=a;number=1;skip=false;both=true"), std::string("gelu 1;"));
  QCOMPARE(sumOf("from=b;number=0;skip=true;both=false"), std::string("add 2 1;gelu 3;"));
  QCOMPARE(sumOf("from=b;number=2;skip=true;both=true"), std::string("add 2 0 0;gelu 3;"));

  const auto none = spaceOf(R"([{"name": "skip", "type": "boolean"}])",
                            R"([{"op": "relu", "out": "a"}, {"op": "add", "in": [{"value": "a", "when": "skip"},
      {"value": "input", "when": "skip"}]}, )" +
                                kHead);
  PSCOPE_VERIFY_OK(none);
  QVERIFY(operatorsOf(none.value(), "skip=false").find("no input in this design") != std::string::npos);
  QVERIFY(!spaceOf(R"([{"name": "skip", "type": "boolean"}])",
                   R"([{"op": "relu", "in": [{"value": "input", "when": "skip"}]}, )" + kHead)
               .ok());
  QVERIFY(!spaceOf(R"([{"name": "n", "type": "boolean"}])", R"([{"select": "n", "from": ["nothing"]}, )" + kHead).ok());
}

void TstTemplate::derivesValuesAndInputSizes() {
  const auto space = Space::fromText(R"J({"pscope_space": 1, "name": "t", "choices": [
      {"name": "side", "type": "categorical", "levels": [8, 12]}, {"name": "width", "type": "integer", "low": 3, "high": 9}],
    "values": {"wide": "width * w", "hidden": "round_to(wide * 1.5, 8)"},
    "constraints": ["hidden >= 24"],
    "scales": [{"name": "deploy", "input": [1, "side", "side * 2"], "classes": 2, "parameters": {"w": 2}},
               {"name": "small", "input": [1, 4, 4], "classes": 2, "parameters": {"w": 1}}],
    "blocks": {"conv": {"body": [{"op": "conv2d", "channels": "hidden", "kernel": 1}]}},
    "network": [{"block": "conv"}, {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})J",
                                     "t.json");
  // A constraint cannot read the parameter of a scale, not even through a value.
  QVERIFY(!space.ok());
  QVERIFY2(space.error().text().find("\"w\"") != std::string::npos, space.error().text().c_str());

  const auto fine = Space::fromText(R"J({"pscope_space": 1, "name": "t", "choices": [
      {"name": "side", "type": "categorical", "levels": [8, 12]}, {"name": "width", "type": "integer", "low": 3, "high": 9}],
    "values": {"wide": "width * 2", "hidden": "round_to(wide * 1.5, 8)"},
    "constraints": ["hidden >= 24"],
    "scales": [{"name": "deploy", "input": [1, "side", "side * 2"], "classes": 2, "parameters": {"w": 2}},
               {"name": "small", "input": [1, 4, 4], "classes": 2, "parameters": {"w": 1}}],
    "blocks": {"conv": {"body": [{"op": "conv2d", "channels": "hidden", "kernel": 1}]}},
    "network": [{"block": "conv"}, {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})J",
                                    "t.json");
  PSCOPE_VERIFY_OK(fine);
  QCOMPARE(fine.value().count(), std::string("6"));  // widths 7, 8 and 9 give 21, 24 and 27, all rounded to 24
  QVERIFY(fine.value().scales()[0].variableInput);
  QVERIFY((fine.value().scales()[0].input == TensorShape{1, 8, 16}));
  QVERIFY(fine.value().scaleFor({1, 8, 16}) == nullptr);
  const auto network = fine.value().lower(fine.value().parse("side=12;width=9").value());
  PSCOPE_VERIFY_OK(network);
  QVERIFY((network.value().inputShape() == TensorShape{1, 12, 24}));
  QVERIFY((network.value().node(1).shape == TensorShape{24, 12, 24}));
}

void TstTemplate::realAndOptionalChoices() {
  const auto space = spaceOf(R"([
      {"name": "rate", "type": "real", "low": 0.001, "high": 0.1, "levels": 3, "scale": "log", "layer": "recipe"},
      {"name": "ratio", "type": "real", "low": 0.1, "high": 0.3, "levels": 3},
      {"name": "se", "type": "optional", "title": "Squeeze and excitation", "choices": [
        {"name": "reduce", "type": "categorical", "levels": [4, 8]},
        {"name": "again", "type": "boolean", "when": "reduce = 4"}]}])");
  PSCOPE_VERIFY_OK(space);
  const auto& choices = space.value().choices();
  QVERIFY((choices[0].levels == std::vector<std::string>{"0.001", "0.01", "0.1"}));
  QVERIFY((choices[1].levels == std::vector<std::string>{"0.1", "0.2", "0.3"}));
  QCOMPARE(choices[1].numbers[1], 0.2);
  QVERIFY(choices[0].type == Choice::Type::Real && choices[0].layer == Layer::Recipe);
  QCOMPARE(choices[2].path, std::string("se.on"));
  QCOMPARE(space.value().count(), std::string("36"));  // 9 * (1 + (2 + 1))
  PSCOPE_VERIFY_OK(space.value().parse("rate=0.01;ratio=0.3;se.on=true;se.reduce=4;se.again=true"));
  PSCOPE_VERIFY_OK(space.value().parse("rate=0.01;ratio=0.3;se.on=false"));
  QVERIFY(!space.value().parse("rate=0.01;ratio=0.3;se.on=false;se.reduce=4").ok());
  QVERIFY(!spaceOf(R"([{"name": "r", "type": "real", "low": 0, "high": 1, "levels": 3, "scale": "log"}])").ok());
  QVERIFY(!spaceOf(R"([{"name": "r", "type": "real", "low": 1, "high": 1.0000001, "levels": 9}])").ok());
  QVERIFY(!spaceOf(R"([{"name": "o", "type": "optional", "choices": [{"name": "on", "type": "boolean"}]}])").ok());
}

void TstTemplate::repairsShapesWhenDeclared() {
  const auto spaceWith = [](const std::string& repair) {
    return spaceOf(R"([{"name": "n", "type": "categorical", "levels": [4, 6]}])", R"([
      {"op": "conv2d", "channels": 4, "kernel": 3, "out": "a"},
      {"op": "conv2d", "in": "input", "channels": "n", "kernel": 3, "stride": 2, "out": "b"},
      {"op": "add", "in": ["a", "b"])" + repair + "}, " + kHead);
  };
  const auto bare = spaceWith("");
  PSCOPE_VERIFY_OK(bare);
  QVERIFY(!bare.value().lower(bare.value().parse("n=4").value()).ok());
  const auto repaired = spaceWith(R"(, "repair": "project")");
  PSCOPE_VERIFY_OK(repaired);
  QCOMPARE(operatorsOf(repaired.value(), "n=4"), std::string("conv2d conv2d resize add"));
  QCOMPARE(operatorsOf(repaired.value(), "n=6"), std::string("conv2d conv2d conv2d resize add"));  // 4x4 is smaller
  const auto network = repaired.value().lower(repaired.value().parse("n=6").value());
  PSCOPE_VERIFY_OK(network);
  QVERIFY((network.value().node(3).shape == TensorShape{4, 4, 4}));
  QVERIFY((network.value().node(4).shape == TensorShape{4, 8, 8}));
  QVERIFY(!spaceWith(R"(, "repair": "magic")").ok());
}

PSCOPE_TEST(TstTemplate)
#include "tst_template.moc"

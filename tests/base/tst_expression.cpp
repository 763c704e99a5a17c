#include <QtTest>
#include <cmath>

#include "core/base/expression.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstExpression : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void evaluates_data();
  void evaluates();
  void comparesTexts();
  void nanIsNeverTrue();
  void namesTheColumn_data();
  void namesTheColumn();
  void suggestsANearName();
  void refusesDeepAndLong();
  void listsUsedNames();
};

static const std::vector<std::string> kNames = {"x", "latency", "stage[0].depth", "params"};
static const std::vector<double> kValues = {2, 12.5, 3, 400000};

void TstExpression::evaluates_data() {
  QTest::addColumn<QString>("source");
  QTest::addColumn<double>("expected");
  const auto row = [](const char* source, double expected) { QTest::newRow(source) << source << expected; };
  row("100 - x", 98);
  row("1 + 2 * 3", 7);
  row("(1 + 2) * 3", 9);
  row("10 - 4 - 3", 3);
  row("2 ^ 3 ^ 2", 512);
  row("-2 ^ 2", -4);
  row("2 ^ -1", 0.5);
  row("--x", 2);
  row("7 % 4", 3);
  row("params <= 500k and stage[0].depth >= 2", 1);
  row("params<=0.1M", 0);
  row("latency < 20 && x > 1", 1);
  row("not (x == 2)", 0);
  row("!x", 0);
  row("x in [1, 2, 3]", 1);
  row("x in [1, 3]", 0);
  row("false or x != 2 or true", 1);
  row("round_to(13, 8)", 16);
  row("round_to(1, 8)", 8);
  row("if(x > 1, 10, 20)", 10);
  row("min(3, x, 5) + max(1, x)", 4);
  row("sqrt(16) + log2(8) + floor(1.7) + ceil(0.2) + round(2.5) + abs(-1)", 13);
  row("1e3 + 2.5e-1", 1000.25);
}

void TstExpression::evaluates() {
  QFETCH(QString, source);
  QFETCH(double, expected);
  const auto expression = Expression::compile(source.toStdString(), kNames);
  PSCOPE_VERIFY_OK(expression);
  QCOMPARE(expression.value().evaluate(kValues), expected);
}

void TstExpression::comparesTexts() {
  const auto expression = Expression::compile("op == 'skip' or op in [\"none\", 'pool']", {"op"});
  PSCOPE_VERIFY_OK(expression);
  const auto holds = [&](std::string_view text) {
    const std::vector<Expression::Value> values = {{0, text}};
    return expression.value().holds(values);
  };
  QVERIFY(holds("skip"));
  QVERIFY(holds("pool"));
  QVERIFY(!holds("conv"));
}

void TstExpression::nanIsNeverTrue() {
  const std::vector<Expression::Value> nan = {{std::nan(""), {}}};
  for (const char* source : {"x", "x < 1", "x > 1", "x == x", "x != 1", "x and true"}) {
    const auto expression = Expression::compile(source, {"x"});
    PSCOPE_VERIFY_OK(expression);
    QVERIFY2(!expression.value().holds(nan), source);
  }
}

void TstExpression::namesTheColumn_data() {
  QTest::addColumn<QString>("source");
  QTest::addColumn<QString>("place");
  const auto row = [](const char* source, const char* place) { QTest::newRow(source) << source << place; };
  row("", "column 1");
  row("1 +", "column 4");
  row("(1", "column 3");
  row("1 2", "column 3");
  row("unknown < 1", "column 1");
  row("x < 'open", "column 5");
  row("tan(x)", "column 1");
  row("sqrt(1, 2)", "column 1");
  row("x in 3", "column 6");
  row("1.2.3", "column 1");
  row("x @ 1", "column 3");
  row("5kk", "column 3");
}

void TstExpression::namesTheColumn() {
  QFETCH(QString, source);
  QFETCH(QString, place);
  const auto expression = Expression::compile(source.toStdString(), kNames);
  QVERIFY(!expression.ok());
  QCOMPARE(QString::fromStdString(expression.error().place), place);
}

void TstExpression::suggestsANearName() {
  const auto expression = Expression::compile("latncy < 3", kNames);
  QVERIFY(!expression.ok());
  QCOMPARE(format(expression.error().mend), std::string("Did you mean \"latency\"?"));
}

void TstExpression::refusesDeepAndLong() {
  QVERIFY(!Expression::compile(std::string(300, '(') + "1" + std::string(300, ')'), {}).ok());
  QVERIFY(!Expression::compile(std::string(100'000, '1'), {}).ok());
  std::string tower = "1";
  for (int i = 0; i < 500; ++i) tower += "^1";
  QVERIFY(!Expression::compile(tower, {}).ok());
  QVERIFY(Expression::compile(std::string(90, '(') + "1" + std::string(90, ')'), {}).ok());
}

void TstExpression::listsUsedNames() {
  const auto expression = Expression::compile("params + x + params", kNames);
  PSCOPE_VERIFY_OK(expression);
  QCOMPARE(expression.value().usedNames(), (std::vector<int>{0, 3}));
}

PSCOPE_TEST(TstExpression)
#include "tst_expression.moc"

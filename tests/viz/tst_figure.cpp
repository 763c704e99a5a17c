#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "core/search/predicted_values.h"
#include "tests/support/test_registry.h"
#include "viz/figure/axis.h"
#include "viz/figure/figure.h"
#include "viz/figure/front_members.h"
#include "viz/figure/svg_text.h"

using namespace pscope;

namespace {

Objective objective(const std::string& name, const std::string& unit, Direction direction = Direction::Minimize) {
  Objective o;
  o.name = name;
  o.unit = unit;
  o.direction = direction;
  o.estimators.push_back({"table", R"({"type":"table","file":"a.csv"})"});
  return o;
}

Candidate candidate(int id, double error, double latency, CandidateState state = CandidateState::Done) {
  Candidate c;
  c.id = CandidateId{id};
  c.design = "design " + std::to_string(id);
  c.state = state;
  auto provenance = std::make_shared<Provenance>();
  provenance->estimator = "table";
  provenance->hostCpu = "a processor";
  provenance->programVersion = "0.1.0";
  for (const auto& [name, unit, value] : {std::tuple("error", "%", error), std::tuple("latency", "ms", latency)}) {
    Measurement m;
    m.metric = name;
    m.unit = unit;
    m.value = value;
    m.kind = MeasurementKind::Tabulated;
    m.provenance = provenance;
    c.measurements.push_back(m);
  }
  return c;
}

ReportInput exampleInput() {
  ReportInput input;
  input.config.name = "Example";
  input.config.space = "demo";
  input.config.objectives = {objective("error", "%"), objective("latency", "ms")};
  input.config.reference = {30, 60};
  input.candidates = {candidate(1, 10, 40), candidate(2, 20, 20), candidate(3, 20, 40), candidate(4, 25, 10)};
  input.candidates.push_back(candidate(5, 5, 5, CandidateState::Infeasible));
  input.candidates.back().reason = "latency is 5 ms, above its bound.";
  input.spaceTitle = "Demo";
  return input;
}

// Well-formed XML; the number of elements with this name and class.
int countElements(const std::string& svg, const QString& name, const QString& cssClass = {}) {
  QXmlStreamReader xml(QByteArray::fromStdString(svg));
  int count = 0;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != name) continue;
    if (cssClass.isEmpty() || xml.attributes().value("class").toString().split(' ').contains(cssClass)) ++count;
  }
  return xml.hasError() ? -1 : count;
}

}  // namespace

class TstFigure : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void niceSteps_data() {
    QTest::addColumn<double>("span");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<double>("step");
    QTest::newRow("unit") << 10.0 << 10 << 1.0;
    QTest::newRow("two") << 10.0 << 6 << 2.0;
    QTest::newRow("five") << 100.0 << 4 << 50.0;
    QTest::newRow("small") << 0.003 << 5 << 0.001;
    QTest::newRow("next power") << 9.0 << 1 << 10.0;
  }
  void niceSteps() {
    QFETCH(double, span);
    QFETCH(int, wanted);
    QFETCH(double, step);
    QVERIFY(std::abs(niceStep(span, wanted) - step) < 1e-12);
  }

  void linearTicks() {
    const Axis axis(0, 100, 0, 500, false);
    const auto ticks = axis.ticks(5);
    QCOMPARE(ticks.front().label, std::string("0"));
    QCOMPARE(ticks.back().label, std::string("100"));
    QVERIFY(axis.pixel(0) >= 0 && axis.pixel(100) < 500);
  }

  void logarithmicTicks() {
    const auto prefers = [](const std::vector<double>& values) { return Axis::prefersLogarithm(values); };
    QVERIFY(prefers({0.0113, 20, 98.89}));  // the Raspberry Pi 4 column of HW-NAS-Bench
    QVERIFY(prefers({5.6, 7, 8, 9, 90}));   // errors with one network that learnt nothing
    QVERIFY(!prefers({1, 25, 50}));
    QVERIFY(!prefers({0, 5, 5000}));
    QVERIFY(!prefers({}));
    const Axis axis(0.0113, 98.89, 0, 500, true);
    QVERIFY(std::abs((axis.pixel(10) - axis.pixel(1)) - (axis.pixel(1) - axis.pixel(0.1))) < 1e-9);
    int labelled = 0;
    for (const auto& tick : axis.ticks(6)) labelled += tick.label.empty() ? 0 : 1;
    QCOMPARE(labelled, 5);  // 0.01, 0.1, 1, 10, 100
  }

  void oneValueHasAnAxis() {
    const Axis axis(5, 5, 0, 100, true);
    QVERIFY(axis.low() < 5 && axis.high() > 5);
    QVERIFY(axis.ticks(5).size() >= 2);
  }

  void numbersForPeople_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("count") << 1531546.0 << QString::fromUtf8("1\u202f531\u202f546");
    QTest::newRow("small count") << 1234.0 << QString("1234");
    QTest::newRow("fraction") << 5.62666667 << QString("5.6267");
    QTest::newRow("below one") << 0.0113 << QString("0.0113");
    QTest::newRow("zero") << 0.0 << QString("0");
    QTest::newRow("negative") << -43.25 << QString("-43.25");
    QTest::newRow("tiny") << 1e-9 << QString("1e-09");
    QTest::newRow("nan") << std::nan("") << QString("nan");
  }
  void numbersForPeople() {
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(humanNumber(value)), text);
  }

  void escaping() { QCOMPARE(escapeXml("a<b>&\"'\x01\n"), std::string("a&lt;b&gt;&amp;&quot;&#39;\n")); }

  void frontMembersAreTheNonDominatedOnes() {
    const auto input = exampleInput();
    // Candidate 3 is dominated by 1 and 2, 5 is infeasible.
    QCOMPARE(frontMembers(input.candidates, input.config.objectives), (std::vector<std::size_t>{0, 1, 3}));
  }

  // A number at a lower rung of the ladder is unconfirmed: it neither is on the front nor dominates.
  void lowerLevelsDoNotDominate() {
    auto input = exampleInput();
    input.config.objectives[0].estimators.push_back({"train", "{}"});
    for (auto& c : input.candidates) c.measurements[0].level = 1;
    input.candidates[2].measurements[1].value = 30;  // now only candidate 2 dominates candidate 3
    input.candidates[1].measurements[0].level = 0;
    QCOMPARE(frontMembers(input.candidates, input.config.objectives), (std::vector<std::size_t>{0, 2, 3}));
  }

  void maximisedObjectivesTurnRound() {
    auto input = exampleInput();
    input.config.objectives[0].direction = Direction::Maximize;
    QCOMPARE(frontMembers(input.candidates, input.config.objectives), (std::vector<std::size_t>{3}));
  }

  // Boxes (30-10)(60-40) + (30-20)(40-20) + (30-25)(20-10) = 400 + 200 + 50.
  void hypervolumeOfTheExample() {
    const auto input = exampleInput();
    const auto history = hypervolumeHistory(input.config, input.candidates);
    QVERIFY(history.has_value());
    QCOMPARE(history->curve.size(), 5U);
    QVERIFY(std::abs(history->curve[0] - 400) < 1e-9);
    QVERIFY(std::abs(history->curve[4] - 650) < 1e-9);
    QVERIFY(!history->referenceChosen);
  }

  void frontFigure() {
    const auto input = exampleInput();
    const auto svg = frontSvg(input.candidates, input.config.objectives, 1, 0);
    QCOMPARE(countElements(svg, "svg"), 1);
    QCOMPARE(countElements(svg, "polygon", "ps-front"), 3 + 1);  // and one in the legend
    QCOMPARE(countElements(svg, "polygon", "ps-infeasible"), 1 + 1);
    QCOMPARE(countElements(svg, "path", "ps-frontline"), 1);
    QVERIFY(svg.find("error (%), less is better") != std::string::npos);
    QVERIFY(svg.find("latency (ms), less is better") != std::string::npos);
    QVERIFY(svg.find("tabulated") != std::string::npos);
  }

  void kindsHaveShapes() {
    auto input = exampleInput();
    input.candidates[0].measurements[0].kind = MeasurementKind::Measured;
    const auto svg = frontSvg(input.candidates, input.config.objectives, 1, 0);
    QCOMPARE(countElements(svg, "circle", "ps-front"), 2);  // the mark and the legend
    QVERIFY(svg.find("measured") != std::string::npos);
  }

  void figuresOfNothing() {
    const std::vector<Objective> objectives = {objective("error", "%"), objective("latency", "ms")};
    QCOMPARE(countElements(frontSvg({}, objectives, 0, 1), "svg"), 1);
    QCOMPARE(countElements(frontSvg({}, objectives, 0, 7), "svg"), 1);
    QCOMPARE(countElements(hypervolumeSvg({}, std::nullopt), "svg"), 1);
    QCOMPARE(countElements(networkSvg({}, {}), "svg"), 1);
    QVERIFY(reportHtml({}).find("</html>") != std::string::npos);
  }

  void hypervolumeFigure() {
    const std::vector<double> curve = {0, 1, 1, 3, 4};
    const HypervolumeBand band{{0, 0, 1, 1, 1}, {0, 1, 1, 2, 2}, {1, 1, 2, 3, 3}};
    QCOMPARE(countElements(hypervolumeSvg(curve, std::nullopt), "path"), 1);
    const auto svg = hypervolumeSvg(curve, band);
    QCOMPARE(countElements(svg, "path"), 3);
    QVERIFY(svg.find("random search") != std::string::npos);
  }

  void networkFigure() {
    NetworkView view;
    view.items.resize(2);
    view.items[0].title = "input <1>";
    view.items[1].title = "conv";
    view.items[1].repeat = 5;
    view.items[1].block = 0;
    for (auto& item : view.items) {
      item.width = 60;
      item.height = 30;
      item.colour = "#336699";
    }
    view.edges = {{0, 1}};
    const auto svg = networkSvg(view, layeredLayout(view.layoutGraph()));
    QCOMPARE(countElements(svg, "path", "ps-edge"), 1);
    QCOMPARE(countElements(svg, "rect", "ps-block"), 1);
    QVERIFY(svg.find("\u00d75") != std::string::npos);
    QVERIFY(svg.find("input &lt;1&gt;") != std::string::npos);
  }

  void reportHoldsWhatItPromises() {
    const auto html = reportHtml(exampleInput());
    for (const char* text : {"Example", "Demo", "<svg", "prefers-color-scheme: dark", "tabulated", "a processor",
                             "Reference point of the hypervolume", "error 30 %, latency 60 ms", "Seed",
                             "above its bound", "design 4", "deploy"}) {
      QVERIFY2(html.find(text) != std::string::npos, text);
    }
    QVERIFY(html.find("<script") == std::string::npos);
    QVERIFY(html.find("http://www.w3.org/2000/svg") != std::string::npos);
    QCOMPARE(QString::fromStdString(html).count("http"),
             QString::fromStdString(html).count("http-equiv") + QString::fromStdString(html).count("www.w3.org"));
  }

  // Errors of 0.5, 1.5 and 3 deviations: one of three within one, two within 1.96; what is not finite is left out.
  void reportTellsHowFarPredictionsCouldBeTrusted() {
    auto input = exampleInput();
    QVERIFY(reportHtml(input).find("id=\"predictions\"") == std::string::npos);
    const auto predict = [&](std::size_t i, double value, double deviation) {
      Measurement m;
      m.metric = predictedMetric("error");
      m.unit = "%";
      m.value = value;
      m.standardError = deviation;
      m.kind = MeasurementKind::Predicted;
      m.level = -1;
      input.candidates[i].measurements.push_back(m);
    };
    predict(0, 9, 2);   // found 10
    predict(1, 17, 2);  // 20
    predict(3, 28, 1);  // 25
    predict(2, std::nan(""), 1);
    const auto html = reportHtml(input);
    QVERIFY(html.find("href=\"#predictions\"") != std::string::npos);
    QVERIFY(html.find("<tr><th scope=\"row\">error</th><td class=\"number\">3</td><td class=\"number\">1</td>"
                      "<td class=\"number\">1</td><td class=\"number\">33.3 %</td>"
                      "<td class=\"number\">66.7 %</td></tr>") != std::string::npos);
    QVERIFY(html.find("Candidate 4: predicted 28 \u00b1 1 %, then 25 %") != std::string::npos);
    const auto first = html.find("<svg", html.find("id=\"predictions\""));
    QCOMPARE(countElements(html.substr(first, html.find("</svg>", first) + 6 - first), "circle", "ps-front"), 3);
    QVERIFY(html.find("<td>error (predicted)</td>") == std::string::npos);  // no measurement the search did not use
  }

  // Names and reasons come from files of others.
  void reportEscapesEverything() {
    auto input = exampleInput();
    const std::string evil = "<script>alert('&\"')</script>";
    input.config.name = input.config.space = input.spaceTitle = input.config.strategy = evil;
    input.config.objectives[0].name = evil;
    input.config.objectives[0].unit = evil;
    input.config.objectives[0].estimators[0] = {evil, R"({"file":"<script>"})"};
    input.config.data = {{evil, {evil, evil}}};
    for (auto& c : input.candidates) {
      c.design = c.reason = evil;
      c.measurements[0].metric = evil;
      c.measurements[0].unit = evil;
      c.measurements[0].budget.scale = evil;
      auto provenance = std::make_shared<Provenance>();
      provenance->estimator = provenance->hostCpu = provenance->source = evil;
      c.measurements[0].provenance = provenance;
    }
    Measurement predicted = input.candidates[0].measurements[0];
    predicted.metric = predictedMetric(evil);
    predicted.kind = MeasurementKind::Predicted;
    predicted.level = -1;
    input.candidates[0].measurements.push_back(predicted);
    input.foci = {{1, evil}};
    input.networks = {{evil, ""}};
    const auto html = reportHtml(input);
    QVERIFY(html.find("<script") == std::string::npos);
    QVERIFY(html.find("alert('") == std::string::npos);
  }
};

PSCOPE_TEST(TstFigure)
#include "tst_figure.moc"

#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/space/space.h"
#include "core/study/merge_studies.h"
#include "tests/study/import_fixture.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using test::hasNote;

class TstMergeStudies : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void replicatesBecomeMeans();
  void equalTablesCountOnce();
  void conflictsAreReported();
  void statesAndParents();
  void lowerRungsMakeRoom();
  void boundsOfTheFirst();
  void spacesOfOneMeaning();
  void levelsOfBoth();
  void optionalInOne();
  void levelsOfOneNumber();
  void refuses();

 private:
  static MergePart imported(const std::string& label, const std::string& levelsOfK, const std::string& levelsOfAct);
  static void addDesign(MergePart& part, const std::string& design, double value) {
    add(part, 0, value);
    Candidate& candidate = part.candidates.back();
    candidate.genome = Space::fromText(part.spaceDocument, part.label).value().parse(design).value();
    candidate.design = design;
  }

  static MergePart part(const std::string& label) {
    MergePart result;
    result.label = label;
    result.spaceDocument = openSpace("nasbench201").value().document().dump();
    result.config.space = "nasbench201";
    Objective latency;
    latency.name = "latency";
    latency.unit = "ms";
    latency.estimators = {importedEstimator("test")};
    result.config.objectives = {latency};
    return result;
  }
  static void add(MergePart& part, int gene, double value, MeasurementKind kind = MeasurementKind::Measured,
                  const std::string& source = "") {
    Candidate candidate;
    candidate.id = CandidateId{static_cast<std::int64_t>(part.candidates.size()) + 1};
    candidate.genome = {gene, 0, 0, 0, 0, 0};
    candidate.design = "design " + std::to_string(gene);
    candidate.state = CandidateState::Done;
    Measurement measurement;
    measurement.metric = "latency";
    measurement.unit = "ms";
    measurement.value = value;
    measurement.kind = kind;
    measurement.seconds = 2;
    measurement.provenance = importedProvenance("test", part.label + source, "", "");
    candidate.measurements.push_back(measurement);
    part.candidates.push_back(std::move(candidate));
  }
};

/// An imported study with one choice "k" and one "act".
MergePart TstMergeStudies::imported(const std::string& label, const std::string& levelsOfK,
                                    const std::string& levelsOfAct) {
  MergePart result = part(label);
  result.spaceDocument = R"({"pscope_space": 1, "name": ")" + label + R"(", "title": "Of )" + label +
                         R"(", "source": ")" + label + R"(.csv", "network": null, "choices": [
    {"name": "k", "title": "k", "type": "categorical", "levels": )" +
                         levelsOfK + R"(},
    {"name": "act", "title": "act", "type": "categorical", "levels": )" +
                         levelsOfAct + "}]}";
  return result;
}

void TstMergeStudies::replicatesBecomeMeans() {
  auto a = part("a"), b = part("b"), c = part("c");
  add(a, 1, 10);
  add(a, 2, 20);
  add(b, 2, 23);
  add(b, 3, 30);
  add(c, 2, 26);
  const auto merged = mergeStudies({a, b, c}, {});
  PSCOPE_VERIFY_OK(merged);
  const auto& candidates = merged.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{3});
  const Measurement* latency = candidates[1].measurement("latency");
  QCOMPARE(latency->value, 23.0);
  QCOMPARE(*latency->standardError, std::sqrt(3.0));  // s = 3 of 20, 23, 26; n = 3
  QCOMPARE(latency->seconds, 6.0);
  QCOMPARE(latency->provenance->source, std::string("mean of replicates in a, b, c"));
  QCOMPARE(candidates[1].value("latency (b #1)"), 23.0);
  QVERIFY(!candidates[0].measurement("latency")->standardError);
  QCOMPARE(candidates[2].id.value, std::int64_t{3});
  QVERIFY(hasNote(merged.value(), "5 candidates of a, b, c became 3; 1 have replicates, 0 conflicts"));
}

void TstMergeStudies::equalTablesCountOnce() {
  auto a = part("a"), b = part("b");
  add(a, 1, 10, MeasurementKind::Tabulated);
  add(b, 1, 10, MeasurementKind::Tabulated);
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  QCOMPARE(merged.value().candidates[0].measurements.size(), std::size_t{1});
  QVERIFY(!merged.value().candidates[0].measurement("latency")->standardError);
  // Two devices may measure the same value: that is a replicate.
  auto c = part("c"), d = part("d");
  add(c, 1, 10);
  add(d, 1, 10);
  const auto measured = mergeStudies({c, d}, {});
  PSCOPE_VERIFY_OK(measured);
  QCOMPARE(measured.value().candidates[0].measurement("latency")->standardError, std::optional(0.0));
}

void TstMergeStudies::conflictsAreReported() {
  auto a = part("a"), b = part("b");
  add(a, 1, 10, MeasurementKind::Tabulated);
  add(b, 1, 12, MeasurementKind::Tabulated);
  add(a, 2, 5, MeasurementKind::Predicted);
  add(b, 2, 6, MeasurementKind::Measured);
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  QCOMPARE(merged.value().candidates[0].value("latency"), 10.0);
  QCOMPARE(merged.value().candidates[0].value("latency (b #1)"), 12.0);
  QVERIFY(hasNote(merged.value(), "2 conflicts"));
  QVERIFY(hasNote(merged.value(),
                  "Conflict in candidate 1, latency: 10 ms (tabulated, a #1) is kept, 12 ms (tabulated, b #1)"));
  QCOMPARE(merged.value().candidates[1].measurement("latency")->kind, MeasurementKind::Predicted);
}

void TstMergeStudies::statesAndParents() {
  auto a = part("a"), b = part("b");
  add(a, 1, 10);
  add(a, 2, 20);
  a.candidates[1].state = CandidateState::Failed;
  a.candidates[1].reason = "lost";
  a.candidates[1].measurements.clear();
  a.candidates[1].notes = "try again";
  add(b, 5, 50);
  add(b, 2, 21);
  add(b, 3, 30);
  b.candidates[2].parents = {CandidateId{1}, CandidateId{2}};
  b.candidates[2].pinned = true;
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  const auto& candidates = merged.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{4});
  QCOMPARE(candidates[1].state, CandidateState::Done);
  QVERIFY(candidates[1].reason.empty());
  QCOMPARE(candidates[1].value("latency"), 21.0);
  QCOMPARE(candidates[1].notes, std::string("a #2: try again\n"));
  QVERIFY(candidates[3].pinned);
  QVERIFY((candidates[3].parents == std::vector<CandidateId>{{3}, {2}}));
}

// A promoted design is several candidates of one study: it counts once, as what it became in the end.
void TstMergeStudies::lowerRungsMakeRoom() {
  auto a = part("a"), b = part("b");
  const auto screened = [&](int gene, double value, int rung) {
    add(a, gene, value);
    a.candidates.back().state = CandidateState::Screened;
    a.candidates.back().rung = rung;
    a.candidates.back().measurements.back().level = rung;
  };
  screened(1, 30, 0);
  screened(2, 31, 0);
  screened(2, 25, 1);
  a.candidates[2].notes = "promoted";
  add(a, 1, 20);
  add(b, 3, 10);
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  const auto& candidates = merged.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{3});
  QCOMPARE(candidates[0].state, CandidateState::Done);
  QVERIFY(!candidates[0].rung);
  QCOMPARE(candidates[0].value("latency"), 20.0);
  QCOMPARE(candidates[0].measurements.size(), std::size_t{1});
  QCOMPARE(candidates[1].state, CandidateState::Screened);
  QCOMPARE(candidates[1].rung, std::optional<int>(1));
  QCOMPARE(candidates[1].value("latency"), 25.0);
  QVERIFY(candidates[1].notes.find("promoted") != std::string::npos);
}

void TstMergeStudies::boundsOfTheFirst() {
  auto a = part("a"), b = part("b");
  a.config.objectives[0].bound = 15.0;
  add(a, 1, 10);
  add(b, 2, 20);
  add(b, 3, 12);
  b.candidates[1].state = CandidateState::Infeasible;  // its bound was stricter
  b.candidates.push_back(b.candidates[1]);             // waiting trials of Optuna have no design yet
  b.candidates.push_back(b.candidates[1]);
  for (std::size_t i : {2u, 3u}) {
    b.candidates[i].id = CandidateId{static_cast<std::int64_t>(i) + 1};
    b.candidates[i].state = CandidateState::Queued;
    b.candidates[i].measurements.clear();
    std::fill(b.candidates[i].genome.begin(), b.candidates[i].genome.end(), kInactive);
  }
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  QCOMPARE(merged.value().candidates.size(), std::size_t{5});
  QCOMPARE(merged.value().candidates[1].state, CandidateState::Infeasible);
  QCOMPARE(merged.value().candidates[1].reason, std::string("latency is 20 ms, outside its bound of 15 ms."));
  QCOMPARE(merged.value().candidates[2].state, CandidateState::Done);
}

// Names, titles and descriptions do not count, and an added level leaves all other designs what they are.
void TstMergeStudies::spacesOfOneMeaning() {
  auto a = part("a"), b = part("b");
  auto document = parseJson(a.spaceDocument, "").value();
  document["name"] = "other";
  document["title"] = "Another title";
  b.spaceDocument = document.dump();
  add(a, 1, 10);
  add(b, 1, 12);
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  QCOMPARE(merged.value().candidates.size(), std::size_t{1});
  QCOMPARE(merged.value().candidates[0].value("latency"), 11.0);
  document["network"].push_back({{"op", "relu"}});
  b.spaceDocument = document.dump();
  const auto other = mergeStudies({a, b}, {});
  QVERIFY(!other.ok());
  QVERIFY2(other.error().text().find("differ in: network") != std::string::npos, other.error().text().c_str());
}

void TstMergeStudies::levelsOfBoth() {
  auto a = imported("a", "[1, 3]", R"(["relu", "tanh"])"), b = imported("b", "[2, 3]", R"(["elu", "relu"])");
  addDesign(a, "k=3;act=relu", 10);
  addDesign(a, "k=1;act=tanh", 20);
  addDesign(b, "k=3;act=relu", 12);
  addDesign(b, "k=2;act=elu", 30);
  addDesign(b, "k=2;act=elu", 0);  // waits, without a design yet
  b.candidates.back().state = CandidateState::Queued;
  b.candidates.back().genome = {kInactive, kInactive};
  b.candidates.back().measurements.clear();
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  const auto space = Space::fromText(merged.value().spaceDocument, "");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().choices()[0].levels, (std::vector<std::string>{"1", "2", "3"}));
  QCOMPARE(space.value().choices()[1].levels, (std::vector<std::string>{"relu", "tanh", "elu"}));
  const auto& candidates = merged.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{4});
  QCOMPARE(candidates[0].value("latency"), 11.0);
  QVERIFY((candidates[0].genome == Genome{2, 0}));
  QCOMPARE(candidates[2].design, std::string("k=2;act=elu"));
  QVERIFY((candidates[2].genome == Genome{1, 2}));
  QVERIFY((candidates[3].genome == Genome{kInactive, kInactive}));
  QVERIFY(hasNote(merged.value(), "The designs of b were written in a space with the levels of all parts."));
  // The larger space is it where one has all levels; another choice is another space.
  const auto larger = mergeStudies({imported("c", "[1]", R"(["relu"])"), a}, {});
  PSCOPE_VERIFY_OK(larger);
  QCOMPARE(larger.value().config.space, std::string("a"));
  auto d = a;
  d.label = "d";
  d.spaceDocument.replace(d.spaceDocument.find(R"("name": "k")"), 11, R"("name": "depth")");
  QVERIFY(!mergeStudies({a, d}, {}).ok());
}

// A row without "act" made it optional in one import; in the other all rows have it.
void TstMergeStudies::optionalInOne() {
  auto a = imported("a", "[1, 3]", R"(["relu", "tanh"])"), b = a;
  b.label = "b";
  auto document = parseJson(b.spaceDocument, "").value();
  Json& act = document["choices"][1];
  Json value = act;
  value["name"] = "value";
  act = {{"name", "act"}, {"title", "act"}, {"type", "optional"}, {"choices", Json::array({value})}};
  b.spaceDocument = document.dump();
  addDesign(a, "k=3;act=relu", 10);
  addDesign(b, "k=3;act.on=true;act.value=relu", 12);
  addDesign(b, "k=1;act.on=false", 20);
  for (const auto& parts : {std::vector{a, b}, std::vector{b, a}}) {
    const auto merged = mergeStudies(parts, {});
    PSCOPE_VERIFY_OK(merged);
    const auto space = Space::fromText(merged.value().spaceDocument, "");
    PSCOPE_VERIFY_OK(space);
    QCOMPARE(space.value().choices().size(), std::size_t{3});
    const auto& candidates = merged.value().candidates;
    QCOMPARE(candidates.size(), std::size_t{2});
    QCOMPARE(candidates[0].value("latency"), 11.0);
    QCOMPARE(candidates[0].design, std::string("k=3;act.on=true;act.value=relu"));
    QCOMPARE(candidates[1].design, std::string("k=1;act.on=false"));
    for (const auto& candidate : candidates) QCOMPARE(space.value().text(candidate.genome), candidate.design);
  }
}

// One number is one level, however a document writes it.
void TstMergeStudies::levelsOfOneNumber() {
  auto a = imported("a", "[1e5, 3]", R"(["relu"])"), b = imported("b", "[100000, 2]", R"(["relu"])");
  const auto levelOf = [](const MergePart& part, std::size_t level) {
    return Space::fromText(part.spaceDocument, "").value().choices()[0].levels[level];
  };
  addDesign(a, "k=" + levelOf(a, 0) + ";act=relu", 10);
  addDesign(b, "k=" + levelOf(b, 0) + ";act=relu", 12);
  addDesign(b, "k=2;act=relu", 1);
  const auto merged = mergeStudies({a, b}, {});
  PSCOPE_VERIFY_OK(merged);
  QCOMPARE(merged.value().candidates.size(), std::size_t{2});
  QCOMPARE(merged.value().candidates[0].value("latency"), 11.0);
}

void TstMergeStudies::refuses() {
  auto a = part("a"), b = part("b");
  QVERIFY(!mergeStudies({a}, {}).ok());
  b.spaceDocument = openSpace("demo").value().document().dump();
  const auto other = mergeStudies({a, b}, {});
  QVERIFY(!other.ok() && other.error().file == "b");
  b = part("b");
  b.config.objectives[0].unit = "us";
  QVERIFY(!mergeStudies({a, b}, {}).ok());
  b.config.objectives[0].unit = "ms";
  b.config.objectives[0].direction = Direction::Maximize;
  QVERIFY(!mergeStudies({a, b}, {}).ok());
}

PSCOPE_TEST(TstMergeStudies)
#include "tst_merge_studies.moc"

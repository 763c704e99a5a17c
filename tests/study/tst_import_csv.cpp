#include <QtTest>
#include <cmath>

#include "core/space/space.h"
#include "core/study/import_csv.h"
#include "core/study/import_space.h"
#include "core/study/study.h"
#include "tests/study/import_fixture.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using test::hasNote;

class TstImportCsv : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void guessesUnitsAndDirections();
  void cellsOfOtherPrograms();
  void declaredAndNeverUsed();
  void choicesNamedLikeResults();
  void choicesByColumn();
  void expressions();
  void ownCandidates();
  void optunaDataFrame();
  void longTexts();
  void designsAsText();
  void emptyCells();
  void joins();
  void refuses_data();
  void refuses();
  void nasbench201();

 private:
  Result<ImportTable> table(const std::string& text) {
    return ImportTable::read(test::writeText(m_folder, "t.csv", text), "", "");
  }
  Result<ImportedStudy> import(const std::string& text, const CsvMapping& given = {}) {
    PSCOPE_TRY(const ImportTable read, table(text));
    std::vector<Message> notes;
    PSCOPE_TRY(const CsvMapping mapping, completeMapping(read, given, notes));
    return importCsv(read, mapping, notes, {});
  }
  QTemporaryDir m_folder;
};

void TstImportCsv::guessesUnitsAndDirections() {
  QCOMPARE(guessedUnit("raspi4_latency_ms"), std::string("ms"));
  QCOMPARE(guessedUnit("fpga_energy_mJ"), std::string("mJ"));
  QCOMPARE(guessedUnit("test_acc_200ep_pct"), std::string("%"));
  QCOMPARE(guessedUnit("params"), std::string("parameters"));
  QCOMPARE(guessedUnit("depth"), std::string(kUnknownUnit));
  QCOMPARE(guessedDirection("val_loss"), std::optional(Direction::Minimize));
  QCOMPARE(guessedDirection("top1_acc"), std::optional(Direction::Maximize));
  QVERIFY(!guessedDirection("width"));
  QCOMPARE(guessedUnit("resnet_gflops"), std::string("GFLOPs"));
  // Whole words count, and settings are no results.
  for (const char* setting :
       {"kernel_size", "batch_size", "size", "feature_maps", "loss_weight", "accelerator", "score_threshold"}) {
    QVERIFY2(!guessedDirection(setting), setting);
  }
  for (const char* result : {"valAcc", "acc1", "Accuracy", "test accuracy", "mAP", "model_size", "param_count"}) {
    QVERIFY2(guessedDirection(result), result);
  }
  QCOMPARE(objectiveName("a,b=\"c\""), std::string("a_b__c_"));
}

void TstImportCsv::cellsOfOtherPrograms() {
  QCOMPARE(utcSeconds("2026-01-02T03:04:05.250Z"), 1767323045.25);  // date -u -d 2026-01-02T03:04:05 +%s
  QCOMPARE(utcSeconds("2026-01-02 03:04:05"), 1767323045.0);
  QVERIFY(std::isnan(utcSeconds("2026-01-02T03:04:05+02:00")) && std::isnan(utcSeconds("yesterday")));
  Budget budget{"train", 8, 0.25, WeightsOrigin::Own};
  QCOMPARE(budgetFromText(budget.text()), std::optional(budget));
  QCOMPARE(budgetFromText("deploy"), std::optional(Budget()));
  QVERIFY(!budgetFromText("200 epochs, or so"));
}

// More levels than a choice holds, none of them in any row.
void TstImportCsv::declaredAndNeverUsed() {
  ImportedParameter parameter;
  parameter.name = "x";
  for (int i = 0; i <= 10'000; ++i) parameter.numbers.push_back(i);
  parameter.values = {std::nan("")};
  const auto made = makeImportedSpace("s", "S", "", {parameter}, {false}, {});
  PSCOPE_VERIFY_OK(made);
  QCOMPARE(made.value().space.choices()[0].numbers.back(), 10'000.0);
  std::stop_source stopped;
  stopped.request_stop();
  QCOMPARE(makeImportedSpace("s", "S", "", {parameter}, {false}, {stopped.get_token()}).error().code,
           ErrorCode::Cancelled);
}

// What a search space is made of must not be taken for results, nor a result twice.
void TstImportCsv::choicesNamedLikeResults() {
  const auto study = import(
      "kernel_size,batch_size,feature_maps,loss_weight,epochs,energy_delay,error,params_m,latency_limit_ms\n"
      "3,32,16,0.1,5,1,9,2,7\n5,64,32,0.5,6,2,8,3,7\n");
  PSCOPE_VERIFY_OK(study);
  const auto& s = study.value();
  std::vector<std::string> objectives;
  for (const auto& objective : s.config.objectives) objectives.push_back(objective.name);
  QCOMPARE(objectives, (std::vector<std::string>{"error", "energy_delay"}));  // not once more for its energy
  QVERIFY(hasNote(s, "taken as choices: kernel_size, batch_size, feature_maps, loss_weight, epochs."));
  QVERIFY(hasNote(s, "not as choices: params_m, latency_limit_ms."));
  const auto frame = import("params_lr,params_act,accuracy\n0.1,relu,90\n0.2,tanh,91\n");
  PSCOPE_VERIFY_OK(frame);
  QCOMPARE(frame.value().config.objectives.size(), std::size_t{1});
  QCOMPARE(frame.value().candidates[0].design, std::string("lr=0.1;act=relu"));
}

void TstImportCsv::choicesByColumn() {
  const auto study = import("id,depth,kind,val_acc,latency_ms,who\n1,3,plain,91.5,2.5,ann\n2,5,wide net,92.25,4,bob\n");
  PSCOPE_VERIFY_OK(study);
  const auto& s = study.value();
  QCOMPARE(s.config.objectives.size(), std::size_t{2});
  QCOMPARE(s.config.objectives[0].name, std::string("val_acc"));
  QCOMPARE(s.config.objectives[0].direction, Direction::Maximize);
  QCOMPARE(s.config.objectives[1].unit, std::string("ms"));
  QCOMPARE(s.candidates[1].design, std::string("depth=5;kind=wide_net;who=bob"));
  QVERIFY(s.candidates[1].value("val_acc") == 92.25);
  QCOMPARE(s.candidates[0].measurement("id")->level, -1);
  QVERIFY(hasNote(s, "These columns were taken as choices: depth, kind, who."));
  QVERIFY(hasNote(s, "More of \"val_acc\" was taken as better."));
  CsvMapping given;
  given.choiceColumns = {"depth"};
  given.objectives = {{"speed", "latency_ms", Direction::Maximize, "us"}};
  given.kind = MeasurementKind::Measured;
  const auto chosen = import("id,depth,kind,val_acc,latency_ms,who\n1,3,plain,91.5,2.5,ann\n", given);
  PSCOPE_VERIFY_OK(chosen);
  const Measurement* speed = chosen.value().candidates[0].measurement("speed");
  QVERIFY(speed != nullptr && speed->kind == MeasurementKind::Measured && speed->unit == "us");
  QCOMPARE(speed->provenance->source, std::string("t.csv, column latency_ms"));
  QVERIFY(!speed->provenance->dataHash.empty());
  QVERIFY(chosen.value().candidates[0].notes.find("who: ann") != std::string::npos);
}

void TstImportCsv::expressions() {
  CsvMapping given;
  given.choiceColumns = {"w"};
  given.objectives = {{"error", "100 - acc_50ep", Direction::Minimize, "%"}};
  const auto study = import("w,acc_50ep\n1,90\n2,\n", given);
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value().candidates[0].value("error"), 10.0);
  QCOMPARE(study.value().candidates[0].measurement("error")->budget.epochs, 50.0);
  QCOMPARE(study.value().candidates[0].measurement("error")->budget.weights, WeightsOrigin::Own);
  QCOMPARE(study.value().candidates[1].state, CandidateState::Failed);
  given.choiceColumns.clear();  // what an objective is made of is no choice
  const auto guessed = import("w,quality,cost\n1,90,2\n2,80,3\n", [&] {
    CsvMapping mapping = given;
    mapping.objectives[0].expression = "quality - cost";
    return mapping;
  }());
  PSCOPE_VERIFY_OK(guessed);
  QCOMPARE(guessed.value().candidates[0].design, std::string("w=1"));
  given.choiceColumns = {"w"};
  given.objectives[0].expression = "log(acc_50ep)";
  const auto infinite = import("w,acc_50ep\n1,90\n2,0\n", given);
  QVERIFY(!infinite.ok() && infinite.error().code == ErrorCode::NonFinite);
  QCOMPARE(infinite.error().place, std::string("line 3"));
}

void TstImportCsv::ownCandidates() {
  const auto study = import(
      "id,order,design,state,reason,finished,size,size_unit,size_kind,size_budget,size_stderr\n"
      "1,1,|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|,done,,2026-01-02T03:04:05.000Z,73306,parameters,"
      "analytic,deploy,1.5\n"
      "2,2,|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,infeasible,too small,,1,parameters,analytic,deploy,\n"
      "3,3,|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,odd,why not,soon,1,parameters,guessed,\"train, 8 "
      "epochs\",x\n");
  PSCOPE_VERIFY_OK(study);
  const auto& s = study.value();
  QCOMPARE(s.config.space, std::string("nasbench201"));
  QVERIFY(hasNote(s, "built-in space nasbench201"));
  QCOMPARE(s.config.objectives.size(), std::size_t{1});
  QCOMPARE(s.config.objectives[0].unit, std::string("parameters"));
  const Measurement* size = s.candidates[0].measurement("size");
  QCOMPARE(size->kind, MeasurementKind::Analytic);
  QCOMPARE(size->standardError, std::optional(1.5));
  QCOMPARE(s.candidates[0].finished, 1767323045.0);  // date -u -d 2026-01-02T03:04:05 +%s
  QCOMPARE(s.candidates[1].state, CandidateState::Infeasible);
  QCOMPARE(s.candidates[1].reason, std::string("too small"));
  QCOMPARE(s.candidates[1].measurement("size")->budget, Budget());
  QCOMPARE(s.candidates[2].state, CandidateState::Done);
  QCOMPARE(s.candidates[2].measurement("size")->budget.epochs, 8.0);
  for (const char* note : {"state: odd", "reason: why not", "finished: soon", "size_kind: guessed", "size_stderr: x"}) {
    QVERIFY2(s.candidates[2].notes.find(std::string(note) + "\n") != std::string::npos, note);
  }
}

void TstImportCsv::optunaDataFrame() {
  const auto study = import(
      "number,values_0,values_1,datetime_start,duration,params_lr,params_act,user_attrs_x,state\n"
      "0,0.5,3,2026-01-01 00:00:00,0 days 00:00:01,0.1,relu,7,COMPLETE\n"
      "1,,,2026-01-01 00:00:00,,0.2,tanh,8,FAIL\n");
  PSCOPE_VERIFY_OK(study);
  const auto& s = study.value();
  QCOMPARE(s.config.objectives.size(), std::size_t{2});
  QCOMPARE(s.candidates[0].design, std::string("lr=0.1;act=relu"));
  QCOMPARE(s.candidates[1].state, CandidateState::Failed);
  QCOMPARE(s.candidates[1].reason, std::string("State in the table: FAIL."));
  // The parameters of a data frame may be the choices of a space that is known; a name may be an objective's, too.
  const auto demo = openSpace("demo");
  PSCOPE_VERIFY_OK(demo);
  Rng rng(1);
  const Genome genome = demo.value().sample(rng);
  std::string head = "number,value,user_attrs_value", row = "0,3,1";
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    head += ",params_" + demo.value().choices()[i].path;
    row += "," + demo.value().choices()[i].levels[static_cast<std::size_t>(genome[i])];
  }
  CsvMapping given;
  given.space = "demo";
  given.objectives = {{"user_attrs_value", "value", Direction::Minimize, "ms"}};
  const auto known = import(head + "\n" + row + "\n", given);
  PSCOPE_VERIFY_OK(known);
  QVERIFY(known.value().candidates[0].genome == genome);
  QCOMPARE(known.value().candidates[0].value("user_attrs_value"), 3.0);
  QCOMPARE(known.value().candidates[0].value("user_attrs_value (column)"), 1.0);
  // A row without a design fails by itself, not the import.
  CsvMapping text;
  text.space = "demo";
  const std::string design = demo.value().text(genome);
  const auto gap = import("design,loss\n,4\n" + design + ",1\n", text);
  PSCOPE_VERIFY_OK(gap);
  QCOMPARE(gap.value().candidates[0].state, CandidateState::Failed);
  QCOMPARE(gap.value().candidates[0].reason, std::string("No design is named (line 2)."));
  QVERIFY(gap.value().candidates[1].genome == genome);
  QCOMPARE(import("design,loss\n,4\n,1\n", text).error().code, ErrorCode::InvalidArgument);
}

// Two texts that are alike in 60 bytes differ by a number behind; no character is cut in two.
void TstImportCsv::longTexts() {
  const std::string wide = "x" + std::string("\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4") +
                           "\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4" +
                           "\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4";
  const auto study = import("op,loss\n" + wide + "1,1\n" + wide + "2,2\n");
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value().candidates[1].design, "op=" + wide.substr(0, 55) + "~2");
}

void TstImportCsv::designsAsText() {
  const auto pairs = import("design,loss\nk=3;act=relu,1\nk=5,2\n");
  PSCOPE_VERIFY_OK(pairs);
  QCOMPARE(pairs.value().candidates[0].design, std::string("k=3;act.on=true;act.value=relu"));
  QCOMPARE(pairs.value().candidates[1].design, std::string("k=5;act.on=false"));
  const auto gap = import("design,loss\nk=3;act=relu,1\n,4\nk=5;act=tanh,2\n");
  PSCOPE_VERIFY_OK(gap);
  QCOMPARE(gap.value().candidates[2].design, std::string("k=5;act=tanh"));
  QCOMPARE(gap.value().candidates[1].state, CandidateState::Failed);
  QCOMPARE(gap.value().candidates[1].reason, std::string("No design is named (line 3)."));
  QCOMPARE(gap.value().candidates[1].value("loss"), 4.0);
  const auto opaque = import("arch,loss\n3-4-5,1\n5 5,2\n");
  PSCOPE_VERIFY_OK(opaque);
  QCOMPARE(opaque.value().candidates[1].design, std::string("arch=5_5"));
}

void TstImportCsv::emptyCells() {
  const auto study = import("depth,error,energy_mj\n1,5,\n2,,3\n3,1,1\n");
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value().candidates[0].state, CandidateState::Failed);
  QCOMPARE(study.value().candidates[0].reason, std::string("\"energy_mj\" was not measured (line 2)."));
  QVERIFY(study.value().candidates[0].value("error") == 5);
  QCOMPARE(study.value().candidates[2].state, CandidateState::Done);
}

void TstImportCsv::joins() {
  const std::string a = test::writeText(m_folder, "a.csv", "index,depth,error\n7,1,5\n8,2,4\n9,3,3\n");
  const std::string b = test::writeText(m_folder, "b.csv", "error,latency_ms,index\n0,1.5,8\n0,2.5,7\n");
  const auto joined = ImportTable::read(a, b, "index");
  PSCOPE_VERIFY_OK(joined);
  QCOMPARE(joined.value().columns(), (std::vector<std::string>{"index", "depth", "error", "latency_ms"}));
  std::vector<Message> notes;
  const auto mapping = completeMapping(joined.value(), {}, notes);
  PSCOPE_VERIFY_OK(mapping);
  const auto study = importCsv(joined.value(), mapping.value(), notes, {});
  PSCOPE_VERIFY_OK(study);
  QVERIFY(study.value().candidates[0].value("latency_ms") == 2.5);
  QVERIFY(study.value().candidates[0].measurement("latency_ms")->provenance->source == "b.csv, column latency_ms");
  QCOMPARE(study.value().candidates[2].state, CandidateState::Failed);  // no row of the second table
  const auto twice = ImportTable::read(a, test::writeText(m_folder, "c.csv", "index,x\n7,1\n7,2\n"), "index");
  QVERIFY(!twice.ok());
  QCOMPARE(twice.error().place, std::string("line 3"));
  QCOMPARE(ImportTable::read(a, b, "key").error().code, ErrorCode::NotFound);
}

void TstImportCsv::refuses_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("space");
  QTest::addColumn<QByteArray>("place");
  QTest::newRow("no rows") << QByteArray("a,b\n") << QByteArray() << QByteArray();
  QTest::newRow("no objective") << QByteArray("design,b\nx,text\n") << QByteArray() << QByteArray("line 1");
  QTest::newRow("no design") << QByteArray("id,error\n1,2\n") << QByteArray() << QByteArray("line 1");
  QTest::newRow("ragged") << QByteArray("depth,error\n1,2\n3\n") << QByteArray() << QByteArray("line 3");
  QTest::newRow("not of the space") << QByteArray(
                                           "design,error\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,2\nhello,3\n")
                                    << QByteArray("nasbench201") << QByteArray("line 3");
  QTest::newRow("unclosed") << QByteArray("depth,error\n1,\"2\n") << QByteArray() << QByteArray("line 2");
}

void TstImportCsv::refuses() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, space);
  QFETCH(QByteArray, place);
  CsvMapping given;
  given.space = space.toStdString();
  const auto study = import(text.toStdString(), given);
  QVERIFY(!study.ok());
  QCOMPARE(QByteArray::fromStdString(study.error().place), place);
  QVERIFY(study.error().file.find("t.csv") != std::string::npos);
}

void TstImportCsv::nasbench201() {
  PSCOPE_NEEDS_DATA(accuracies, "nb201/nb201_cifar10.csv");
  PSCOPE_NEEDS_DATA(hardware, "nb201/nb201_hw.csv");
  const auto joined = ImportTable::read(accuracies, hardware, "index");
  PSCOPE_VERIFY_OK(joined);
  std::vector<Message> notes;
  const auto mapping = nasbench201Mapping(joined.value(), {}, notes);
  PSCOPE_VERIFY_OK(mapping);
  const auto study = importCsv(joined.value(), mapping.value(), notes, {});
  PSCOPE_VERIFY_OK(study);
  const auto& candidates = study.value().candidates;
  QCOMPARE(candidates.size(), std::size_t{15625});
  QCOMPARE(study.value().config.objectives[0].name, std::string("error"));
  QCOMPARE(study.value().config.objectives[1].name, std::string("raspi4_latency_ms"));
  QVERIFY(std::abs(candidates[6111].value("error") - (100 - 94.3733)) < 1e-9);  // the best cell, by the data's README
  QCOMPARE(candidates[0].value("raspi4_latency_ms"), 10.482);
  QCOMPARE(candidates[0].measurement("error")->budget.epochs, 200.0);
  QCOMPARE(candidates[0].value("params"), 129306.0);
  const auto edge = std::count_if(candidates.begin(), candidates.end(), [](const auto& candidate) {
    return candidate.measurement("edgegpu_latency_ms") != nullptr;
  });
  QCOMPARE(edge, std::ptrdiff_t{1999});  // measured for so many only
}

PSCOPE_TEST(TstImportCsv)
#include "tst_import_csv.moc"

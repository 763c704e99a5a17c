#include <QtTest>
#include <set>

#include "core/base/file.h"
#include "core/network/pytorch_export.h"
#include "core/network/seeded_tensors.h"
#include "core/space/space.h"
#include "tests/exchange/exchange_cases.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

/// Exported modules run in PyTorch (Debian's python3-torch) and give what LibTorch gives.
class TstPytorchExport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void sameOutputs_data();
  void sameOutputs();
  void fiveFamilies();
  void constantsAreSpreadOverTheBatch();
  void loadsOnItsOwn();

 private:
  QString folder(std::size_t index) const { return m_folder.filePath(QString::number(index)); }
  QTemporaryDir m_folder;
};

namespace {

constexpr const char* kPython = "/usr/bin/python3";  // of Debian, with its packages

}  // namespace

void TstPytorchExport::initTestCase() {
  QVERIFY(m_folder.isValid());
  const auto cases = exchangeCases();
  std::vector<std::string> arguments{kPython, "-B", PSCOPE_SOURCE_DIR "/tests/exchange/run_pytorch.py"};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const ExportFacts facts{{"Space", cases[i]->family}, {"Design", cases[i]->design}, {"Scale", cases[i]->scale}};
    PSCOPE_VERIFY_OK(exportPytorch(cases[i]->network, cases[i]->tensors, facts, folder(i).toStdString()));
    writeFloats(folder(i) + "/input.bin", cases[i]->input);
    arguments.push_back(folder(i).toStdString());
  }
  const auto run = runTool(arguments);
  if (run.status == 3 || run.status == -1) {
    if (!qEnvironmentVariableIsSet("PSCOPE_TEST_DATA")) QSKIP("PyTorch for Python is missing (package python3-torch).");
    QFAIL(("Install the Debian package python3-torch. " + run.problem).c_str());
  }
  QVERIFY2(run.status == 0, run.problem.c_str());
}

void TstPytorchExport::sameOutputs_data() {
  QTest::addColumn<int>("index");
  const auto cases = exchangeCases();
  for (std::size_t i = 0; i < cases.size(); ++i) QTest::newRow(cases[i]->name.c_str()) << static_cast<int>(i);
}

void TstPytorchExport::sameOutputs() {
  QFETCH(int, index);
  const auto place = static_cast<std::size_t>(index);
  const auto& one = *exchangeCases()[place];
  const std::string problem = problemOfOutputs(folder(place), one);
  QVERIFY2(problem.empty(), problem.c_str());
  QFile parameters(folder(place) + "/parameters.txt");
  QVERIFY(parameters.open(QIODevice::ReadOnly));
  QCOMPARE(parameters.readAll().toLongLong(), staticCosts(one.network).params);
}

void TstPytorchExport::fiveFamilies() {
  QVERIFY(familyCases().size() >= 5);
}

// A class token: two tokens that are the same for every image, behind three of the image.
void TstPytorchExport::constantsAreSpreadOverTheBatch() {
  Network network({2, 3, 1});
  OpAttributes token;
  token.dims = {2, 2, 1, 0};
  token.bias = true;
  const auto constant = network.add(Op::Constant, {}, token);
  PSCOPE_VERIFY_OK(constant);
  OpAttributes tokens;
  tokens.dims[0] = 1;
  PSCOPE_VERIFY_OK(network.add(Op::Concat, std::vector<NodeIndex>{0, constant.value()}, tokens));
  const auto place = m_folder.filePath("token");
  PSCOPE_VERIFY_OK(exportPytorch(network, {{"constant.value", {2, 2, 1}, {-1, -2, -3, -4}}}, {}, place.toStdString()));
  writeFloats(place + "/input.bin", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  const auto run = runTool({kPython, "-B", PSCOPE_SOURCE_DIR "/tests/exchange/run_pytorch.py", place.toStdString()});
  QVERIFY2(run.status == 0, run.problem.c_str());
  QCOMPARE(readFloats(place + "/output0.bin"), (std::vector<float>{1, 2, 3, -1, -2, 4,  5,  6,  -3, -4,  //
                                                                   7, 8, 9, -1, -2, 10, 11, 12, -3, -4}));
}

// The worked example of resources/help/export.md.
void TstPytorchExport::loadsOnItsOwn() {
  const auto help = readFile(PSCOPE_SOURCE_DIR "/resources/help/export.md");
  PSCOPE_VERIFY_OK(help);
  const std::string design = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|";
  QVERIFY(help.value().find("export nasbench201 --pytorch cell --design \\\n    '" + design + "'\n") !=
          std::string::npos);
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const auto network = space.value().lower(space.value().parse(design).value());
  PSCOPE_VERIFY_OK(network);
  const auto place = m_folder.filePath("example").toStdString();
  PSCOPE_VERIFY_OK(exportPytorch(network.value(), seededTensors(network.value(), 1), {}, place));
  const auto run = runTool({kPython, "-B", place + "/load.py"});
  QVERIFY2(run.status == 0, run.problem.c_str());
  QVERIFY2(run.out.starts_with("316,346 parameters") && help.value().find("\n" + run.out) != std::string::npos,
           run.out.c_str());
  // The class that the page shows is in the source.
  const auto source = readFile(place + "/model.py");
  PSCOPE_VERIFY_OK(source);
  const auto begin = help.value().find("class Edge(nn.Module):");
  const auto end = help.value().find("```", begin);
  QVERIFY(source.value().find(help.value().substr(begin, end - begin)) != std::string::npos);
}

PSCOPE_TEST(TstPytorchExport)
#include "tst_pytorch_export.moc"

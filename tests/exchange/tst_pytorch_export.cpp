#include <QtTest>
#include <set>

#include "core/network/pytorch_export.h"
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
  void fiveFamiliesOrAllThereAre();
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
  int status = 0;
  const std::string problem = runTool(arguments, status);
  if (status == 3 || status == -1) {
    if (!qEnvironmentVariableIsSet("PSCOPE_TEST_DATA")) QSKIP("PyTorch for Python is missing (package python3-torch).");
    QFAIL(("Install the Debian package python3-torch. " + problem).c_str());
  }
  QVERIFY2(status == 0, problem.c_str());
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
  QFile failure(folder(place) + "/error.txt");
  if (failure.open(QIODevice::ReadOnly)) QFAIL(failure.readAll().constData());
  for (std::size_t k = 0; k < one.outputs.size(); ++k) {
    const auto given = readFloats(folder(place) + QStringLiteral("/output%1.bin").arg(k));
    const std::string problem = difference(given, one.outputs[k]);
    QVERIFY2(problem.empty(), problem.c_str());
  }
  QVERIFY(!QFile::exists(folder(place) + QStringLiteral("/output%1.bin").arg(one.outputs.size())));
  QFile parameters(folder(place) + "/parameters.txt");
  QVERIFY(parameters.open(QIODevice::ReadOnly));
  QCOMPARE(parameters.readAll().toLongLong(), staticCosts(one.network).params);
}

void TstPytorchExport::fiveFamiliesOrAllThereAre() {
  QVERIFY(familyCases().size() >= 2);
}

void TstPytorchExport::loadsOnItsOwn() {
  int status = 0;
  const std::string program = folder(exchangeCases().size() - 1).toStdString() + "/load.py";
  const std::string problem = runTool({kPython, "-B", program}, status);
  QVERIFY2(status == 0, problem.c_str());
}

PSCOPE_TEST(TstPytorchExport)
#include "tst_pytorch_export.moc"

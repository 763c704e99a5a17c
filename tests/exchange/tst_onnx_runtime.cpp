#include <QtTest>
#include <set>

#include "core/base/file.h"
#include "core/network/onnx_export.h"
#include "tests/exchange/exchange_cases.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

/// Exported ONNX files run in ONNX Runtime (npm package onnxruntime-node) and give what LibTorch gives.
class TstOnnxRuntime : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void sameOutputs_data();
  void sameOutputs();
  void modelsFromElsewhere();
  void fiveFamilies();

 private:
  QString folder(std::size_t index) const { return m_folder.filePath(QString::number(index)); }
  QTemporaryDir m_folder;
};

void TstOnnxRuntime::initTestCase() {
  QVERIFY(m_folder.isValid());
  const auto cases = exchangeCases();
  std::vector<std::string> arguments{"node", PSCOPE_SOURCE_DIR "/tests/exchange/run_onnx.js", PSCOPE_NODE_MODULES};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto bytes = exportOnnx(cases[i]->network, cases[i]->tensors);
    PSCOPE_VERIFY_OK(bytes);
    QVERIFY(QDir().mkpath(folder(i)));
    PSCOPE_VERIFY_OK(writeFileAtomically(folder(i).toStdString() + "/model.onnx", bytes.value()));
    const auto& shape = cases[i]->network.inputShape();
    const auto text = QStringLiteral("2 %1 %2 %3\n").arg(shape.channels).arg(shape.height).arg(shape.width);
    PSCOPE_VERIFY_OK(writeFileAtomically(folder(i).toStdString() + "/shape.txt", text.toStdString()));
    writeFloats(folder(i) + "/input.bin", cases[i]->input);
    arguments.push_back(folder(i).toStdString());
  }
  const auto run = runTool(arguments);
  if (run.status == 3 || run.status == -1) {
    const std::string mend = "packaging/install-node-modules.sh installs ONNX Runtime (packages nodejs and npm). ";
    if (!qEnvironmentVariableIsSet("PSCOPE_TEST_DATA")) QSKIP(mend.c_str());
    QFAIL((mend + run.problem).c_str());
  }
  QVERIFY2(run.status == 0, run.problem.c_str());
}

void TstOnnxRuntime::sameOutputs_data() {
  QTest::addColumn<int>("index");
  const auto cases = exchangeCases();
  for (std::size_t i = 0; i < cases.size(); ++i) QTest::newRow(cases[i]->name.c_str()) << static_cast<int>(i);
}

void TstOnnxRuntime::sameOutputs() {
  QFETCH(int, index);
  const auto place = static_cast<std::size_t>(index);
  const auto& one = *exchangeCases()[place];
  const std::string problem = problemOfOutputs(folder(place), one);
  QVERIFY2(problem.empty(), problem.c_str());
}

// Their own files in ONNX Runtime, the imported networks in LibTorch: the first image of each.
void TstOnnxRuntime::modelsFromElsewhere() {
  if (importedCases().empty()) QSKIP("PSCOPE_TEST_DATA is not set: this test needs the reference data.");
  std::vector<std::string> arguments{"node", PSCOPE_SOURCE_DIR "/tests/exchange/run_onnx.js", PSCOPE_NODE_MODULES};
  for (const auto& one : importedCases()) {
    const auto place = m_folder.filePath(one.name.c_str());
    QVERIFY(QDir().mkpath(place));
    QVERIFY(QFile::copy(testData(("onnx/" + one.name + ".onnx").c_str()).c_str(), place + "/model.onnx"));
    const auto& shape = one.network.inputShape();
    const auto text = QStringLiteral("1 %1 %2 %3\n").arg(shape.channels).arg(shape.height).arg(shape.width);
    PSCOPE_VERIFY_OK(writeFileAtomically(place.toStdString() + "/shape.txt", text.toStdString()));
    writeFloats(place + "/input.bin", {one.input.begin(), one.input.begin() + shape.elements()});
    arguments.push_back(place.toStdString());
  }
  const auto run = runTool(arguments);
  QVERIFY2(run.status == 0, run.problem.c_str());
  for (const auto& one : importedCases()) {
    for (std::size_t k = 0; k < one.outputs.size(); ++k) {
      const auto& both = one.outputs[k];
      const std::vector<float> first(both.begin(), both.begin() + static_cast<std::ptrdiff_t>(both.size() / 2));
      const auto given = readFloats(m_folder.filePath(QStringLiteral("%1/output%2.bin").arg(one.name.c_str()).arg(k)));
      const std::string problem = difference(first, given);
      QVERIFY2(problem.empty(), (one.name + ": " + problem).c_str());
    }
  }
}

void TstOnnxRuntime::fiveFamilies() {
  QVERIFY(familyCases().size() >= 5);
}

PSCOPE_TEST(TstOnnxRuntime)
#include "tst_onnx_runtime.moc"

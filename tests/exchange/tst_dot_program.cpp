#include <QtTest>

#include "core/base/file.h"
#include "core/network/dot_export.h"
#include "tests/exchange/exchange_cases.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

/// Graphviz's own program reads what dotText() writes.
class TstDotProgram : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsEveryNodeAndEdge();
};

void TstDotProgram::readsEveryNodeAndEdge() {
  QTemporaryDir folder;
  Network strange({3, 8, 8});
  strange.setScope("a \"b\" \\ {c} <d>/e;");
  PSCOPE_VERIFY_OK(strange.add(Op::Relu, std::vector<NodeIndex>{0}));
  std::vector<const Network*> networks{&strange};
  for (const auto& one : familyCases()) networks.push_back(&one.network);
  for (const auto* network : networks) {
    const auto file = folder.filePath("a.dot").toStdString();
    const auto plain = folder.filePath("a.plain").toStdString();
    PSCOPE_VERIFY_OK(writeFileAtomically(file, dotText(*network)));
    // nslimit: a quick layout, only its text counts
    const auto run = runTool({"dot", "-Gnslimit=1", "-Gsplines=line", "-Tplain", "-o", plain, file});
    if (run.status == -1) {
      if (!qEnvironmentVariableIsSet("PSCOPE_TEST_DATA")) QSKIP("The program dot is missing (package graphviz).");
      QFAIL("Install the Debian package graphviz.");
    }
    QVERIFY2(run.status == 0, run.problem.c_str());
    const auto text = readFile(plain);
    PSCOPE_VERIFY_OK(text);
    const auto lines = QByteArray::fromStdString(text.value());
    std::size_t edges = 0;
    for (const auto& node : network->nodes()) edges += static_cast<std::size_t>(node.inputCount);
    QCOMPARE(static_cast<std::size_t>(lines.count("\nnode ")), network->nodes().size());
    QCOMPARE(static_cast<std::size_t>(lines.count("\nedge ")), edges);
  }
}

PSCOPE_TEST(TstDotProgram)
#include "tst_dot_program.moc"

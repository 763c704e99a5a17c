#include <QtTest>
#include <map>
#include <set>

#include "tests/support/test_registry.h"

/// Reads the sources of the project and holds who may include whom.
class TstIncludes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void directionBetweenAndInsideFolders();
  void coreNeverIncludesQt();
  void thirdPartyHeadersOnlyInTheirFolder_data();
  void thirdPartyHeadersOnlyInTheirFolder();
  void coreHeadersCompileWithoutQt();
};

namespace {

/// Rooms from the lowest to the highest; each may include itself and those before it (but see kForbidden).
const QStringList kRooms = {"core/base",   "core/record", "core/pareto", "core/learn",    "core/network",
                            "core/space",  "core/device", "core/data",   "core/compress", "core/estimate",
                            "core/search", "core/study",  "core/run",    "core/nn",       "core/worker",
                            "viz/layout",  "viz/figure",  "viz",         "widgets",       "app"};
const std::set<std::pair<QString, QString>> kForbidden = {
    {"core/nn", "core/study"}, {"core/nn", "core/run"}, {"viz/layout", "core/nn"},  {"viz/figure", "core/nn"},
    {"viz", "core/nn"},        {"widgets", "core/nn"},  {"widgets", "core/worker"}, {"viz", "core/worker"}};

QString roomOf(const QString& path) {
  QString best;
  for (const auto& room : kRooms) {
    if (path.startsWith(room + "/") && room.size() > best.size()) best = room;
  }
  return best;
}

struct Include {
  QString file;
  int line;
  QString target;
};

std::vector<Include> allIncludes() {
  std::vector<Include> includes;
  const QDir root(PSCOPE_SOURCE_DIR);
  static const QRegularExpression pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
  for (const auto& top : {"core", "viz", "widgets", "app"}) {
    QDirIterator files(root.filePath(top), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      QFile file(files.next());
      if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) continue;
      int number = 0;
      while (!file.atEnd()) {
        ++number;
        const auto match = pattern.match(QString::fromUtf8(file.readLine()));
        if (match.hasMatch()) includes.push_back({root.relativeFilePath(file.fileName()), number, match.captured(1)});
      }
    }
  }
  return includes;
}

QString placeOf(const Include& include) {
  return QString("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target);
}

}  // namespace

void TstIncludes::directionBetweenAndInsideFolders() {
  const auto includes = allIncludes();
  QVERIFY(includes.size() > 100);
  QStringList wrong;
  for (const auto& include : includes) {
    const QString from = roomOf(include.file);
    QVERIFY2(!from.isEmpty(), qPrintable(include.file + " is in no known room"));
    const QString to = roomOf(include.target);
    if (to.isEmpty()) continue;
    if (kRooms.indexOf(to) > kRooms.indexOf(from) || kForbidden.contains({from, to})) wrong << placeOf(include);
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("\n")));
}

void TstIncludes::coreNeverIncludesQt() {
  static const QRegularExpression qt("^(Q[A-Z]|Qt|qt|qcustomplot)");
  QStringList wrong;
  for (const auto& include : allIncludes()) {
    const QString room = roomOf(include.file);
    const bool qtFree = room.startsWith("core") || room == "viz/layout" || room == "viz/figure";
    if (qtFree && qt.match(include.target).hasMatch()) wrong << placeOf(include);
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("\n")));
}

void TstIncludes::thirdPartyHeadersOnlyInTheirFolder_data() {
  QTest::addColumn<QString>("pattern");
  QTest::addColumn<QString>("folders");  // where .cpp files may include it
  QTest::newRow("LibTorch") << "^(torch|ATen|c10|caffe2)/" << "core/nn|core/worker";
  QTest::newRow("SQLite") << "^sqlite3" << "core/study";
  QTest::newRow("Graphviz") << "^(graphviz|gvc|cgraph)" << "app/layout";
  QTest::newRow("QCustomPlot") << "^qcustomplot" << "viz";
  QTest::newRow("ONNX") << "^(onnx|google)/" << "core/network";
  QTest::newRow("FreeType") << "^(ft2build|freetype)" << "core/data";
  QTest::newRow("Eigen") << "^(Eigen/|unsupported/Eigen)" << "core/learn";
  QTest::newRow("XGBoost") << "^xgboost/" << "core/learn";
  QTest::newRow("CLI11") << "^CLI/" << "app";
}

void TstIncludes::thirdPartyHeadersOnlyInTheirFolder() {
  QFETCH(QString, pattern);
  QFETCH(QString, folders);
  const QRegularExpression header(pattern);
  const QRegularExpression allowed("^(" + folders + ")/");
  QStringList wrong;
  for (const auto& include : allIncludes()) {
    if (!header.match(include.target).hasMatch()) continue;
    const bool command = include.file.startsWith("app/");  // CLI11 is header-only: the commands share one header
    if (!allowed.match(include.file).hasMatch() ||
        (include.file.endsWith(".h") && !command && !include.file.startsWith("core/nn/") &&
         !include.file.startsWith("viz/"))) {
      wrong << placeOf(include);
    }
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("\n")));
}

void TstIncludes::coreHeadersCompileWithoutQt() {
  const QDir root(PSCOPE_SOURCE_DIR);
  QTemporaryDir folder;
  QFile source(folder.filePath("headers.cpp"));
  QVERIFY(source.open(QIODevice::WriteOnly));
  int count = 0;
  for (const auto& top : {"core", "viz/layout", "viz/figure"}) {
    QDirIterator files(root.filePath(top), {"*.h"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString path = root.relativeFilePath(files.next());
      if (path.startsWith("core/nn/")) continue;  // LibTorch's forward declarations are checked where it is built
      source.write(("#include \"" + path + "\"\n").toUtf8());
      ++count;
    }
  }
  source.close();
  QVERIFY(count > 20);
  QProcess compiler;
  compiler.setProcessChannelMode(QProcess::MergedChannels);
  compiler.start(PSCOPE_CXX,
                 {"-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", root.path(), source.fileName()});
  QVERIFY(compiler.waitForFinished(120000));
  QVERIFY2(compiler.exitCode() == 0, compiler.readAll().constData());
}

PSCOPE_TEST(TstIncludes)
#include "tst_includes.moc"

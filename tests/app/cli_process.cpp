#include "tests/app/cli_process.h"

#include <QFile>
#include <QTest>

namespace pscope::test {

QByteArrayList CliResult::lines() const {
  return out.isEmpty() ? QByteArrayList{} : (out.endsWith('\n') ? out.chopped(1) : out).split('\n');
}

QString cliProgram() {
  return QStringLiteral(PSCOPE_BIN_DIR "/paretoscope-cli");
}

CliResult cli(const QStringList& arguments, const QString& workingFolder) {
  QProcess process;
  if (!workingFolder.isEmpty()) process.setWorkingDirectory(workingFolder);
  process.start(cliProgram(), arguments);
  if (!process.waitForFinished(300000)) {
    process.kill();
    process.waitForFinished();
  }
  const bool ended = process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
  return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

void writeFile(const QString& path, const QByteArray& text) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("cannot write %s", qPrintable(path));
}

QByteArray readFile(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray freeSearch(int candidates, const QByteArray& strategy) {
  return R"({"space": "nasbench201", "objectives": [
  {"name": "size", "unit": "parameters", "direction": "minimize", "estimators": [{"type": "static", "metric": "params"}]},
  {"name": "latency", "unit": "ms", "direction": "minimize", "estimators": [
    {"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency", "context": {"batch": 1}}]},
  {"name": "memory", "unit": "bytes", "direction": "maximize", "estimators": [
    {"type": "static", "metric": "peak_activation_bytes"}]}],
 "strategy": {"name": ")" +
         strategy + R"("}, "candidates": )" + QByteArray::number(candidates) + R"(, "seed": 5})";
}

QByteArrayList rowsWithoutTime(const QByteArray& csv) {
  QByteArrayList rows;
  for (const auto& line : csv.split('\n')) {
    auto cells = line.split(',');
    if (cells.size() > 5) cells.removeAt(5);
    rows << cells.join(',');
  }
  return rows;
}

}  // namespace pscope::test

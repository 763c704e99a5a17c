#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonDocument>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace pscope::test {

/// What a run of paretoscope-cli left behind.
struct CliResult {
  int status = -1;  ///< exit status; -1: it did not end by itself
  QByteArray out;
  QByteArray err;

  QJsonDocument json() const { return QJsonDocument::fromJson(out); }  ///< null unless `out` is one document
  QByteArrayList lines() const;                                        ///< of `out`
};

QString cliProgram();
/// Runs the program to its end.
CliResult cli(const QStringList& arguments, const QString& workingFolder = {});
/// A text file; fails the test program when it cannot be written.
void writeFile(const QString& path, const QByteArray& text);
QByteArray readFile(const QString& path);
/// A search over nasbench201 by static costs and a cost model: deterministic, and needs no data.
QByteArray freeSearch(int candidates = 60, const QByteArray& strategy = "nsga2");
/// The rows of a candidates' CSV without the column `finished`.
QByteArrayList rowsWithoutTime(const QByteArray& csv);

}  // namespace pscope::test

/// Fails with both streams when the status is another one.
#define PSCOPE_STATUS(result, expected)                                                                  \
  do {                                                                                                   \
    const pscope::test::CliResult& given = (result);                                                     \
    QVERIFY2(given.status == (expected),                                                                 \
             ("status " + QByteArray::number(given.status) + "\n" + given.err + given.out).constData()); \
  } while (false)
/// Status 2, one line on standard error with every one of these texts, nothing on standard output.
#define PSCOPE_REFUSED(result, ...)                                                        \
  do {                                                                                     \
    const auto refused = (result);                                                         \
    PSCOPE_STATUS(refused, 2);                                                             \
    QVERIFY2(refused.err.count('\n') == 1, refused.err.constData());                       \
    QVERIFY2(refused.out.isEmpty(), refused.out.constData());                              \
    for (const auto& text : QByteArrayList{__VA_ARGS__}) {                                 \
      QVERIFY2(refused.err.contains(text), (refused.err + "\nlacks " + text).constData()); \
    }                                                                                      \
  } while (false)

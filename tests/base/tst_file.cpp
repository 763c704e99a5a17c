#include <QtTest>

#include "core/base/file.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstFile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void writesAndReads();
  void failedWriteLeavesTheOldFile();
  void boundsAndFolders();
  void fullDisk();
};

void TstFile::writesAndReads() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.txt").toStdString();
  QVERIFY(writeFileAtomically(path, "one").ok());
  QVERIFY(writeFileAtomically(path, "two").ok());
  QCOMPARE(readFile(path).value(), std::string("two"));
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TstFile::failedWriteLeavesTheOldFile() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("missing/a.txt").toStdString();
  const auto status = writeFileAtomically(path, "text");
  QVERIFY(!status.ok());
  QCOMPARE(status.error().code, ErrorCode::NotFound);
  QCOMPARE(status.error().file, path);
}

void TstFile::boundsAndFolders() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.txt").toStdString();
  QVERIFY(writeFileAtomically(path, "12345").ok());
  QVERIFY(readFile(path, 5).ok());
  QCOMPARE(readFile(path, 4).error().code, ErrorCode::InvalidArgument);
  QCOMPARE(readFile(folder.path().toStdString()).error().code, ErrorCode::InvalidArgument);
}

void TstFile::fullDisk() {
  QCOMPARE(systemError(ENOSPC, PSCOPE_TR_NOOP("File", "The file cannot be written."), "/x").code, ErrorCode::DiskFull);
}

PSCOPE_TEST(TstFile)
#include "tst_file.moc"

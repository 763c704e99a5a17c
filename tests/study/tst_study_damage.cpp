#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtTest>
#include <atomic>
#include <csignal>

#include "core/study/study.h"
#include "tests/study/study_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

std::string makeStudy(const QTemporaryDir& folder, int candidates) {
  const auto path = folder.filePath("a.pscope").toStdString();
  auto study = Study::create(path, smallConfig(), "{}");
  const auto provenance = someProvenance();
  for (int id = 1; id <= candidates; ++id) study.value()->post(doneCandidate(id, provenance));
  return path;
}

QByteArray bytesOf(const std::string& path) {
  QFile file(QString::fromStdString(path));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
void writeBytes(const std::string& path, const QByteArray& bytes) {
  QFile file(QString::fromStdString(path));
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  QCOMPARE(file.write(bytes), bytes.size());
}

/// Gives up root's rights over read-only folders for the time of a test.
class WithoutPrivileges {
 public:
  WithoutPrivileges() : m_wasRoot(::geteuid() == 0) {
    if (m_wasRoot) m_active = ::seteuid(65534) == 0;
  }
  ~WithoutPrivileges() {
    if (m_active) m_active = ::seteuid(0) != 0;
  }
  bool works() const { return !m_wasRoot || m_active; }

 private:
  bool m_wasRoot;
  bool m_active = false;
};

/// Files of this process may not grow beyond a size for the time of a test: writing then fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &m_old);
    m_handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limited{bytes, m_old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &m_old);
    std::signal(SIGXFSZ, m_handler);
  }

 private:
  rlimit m_old{};
  void (*m_handler)(int) = SIG_DFL;
};

}  // namespace

class TstStudyDamage : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void notAStudy_data();
  void notAStudy();
  void missing();
  void truncated_data();
  void truncated();
  void overwrittenPage();
  void fullDisk();
  void createOnAFullDisk();
  void readOnlyPlace();
  void readOnlyPlaceAfterAKill();
  void readOnlyFile();
};

void TstStudyDamage::notAStudy_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::newRow("empty") << QByteArray();
  QTest::newRow("text") << QByteArray("arch,error\n1,2\n");
  QTest::newRow("half a header") << QByteArray("SQLite format");
  QTest::newRow("large text") << QByteArray(100'000, 'x');
}

void TstStudyDamage::notAStudy() {
  QFETCH(QByteArray, bytes);
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  writeBytes(path, bytes);
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    const auto study = Study::open(path, mode);
    QVERIFY(!study.ok());
    QCOMPARE(study.error().code, ErrorCode::Parse);
    QCOMPARE(study.error().file, path);
    QVERIFY(!study.error().mend.empty());
  }
  QVERIFY(bytesOf(path) == bytes);
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.pscope"});
  QCOMPARE(Study::open(folder.path().toStdString(), Study::Mode::ReadOnly).error().code, ErrorCode::Parse);
}

void TstStudyDamage::missing() {
  const QTemporaryDir folder;
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    const auto study = Study::open(folder.filePath("none.pscope").toStdString(), mode);
    QCOMPARE(study.error().code, ErrorCode::NotFound);
  }
  QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void TstStudyDamage::truncated_data() {
  QTest::addColumn<double>("share");
  for (const double share : {0.0005, 0.01, 0.3, 0.99}) QTest::addRow("%g", share) << share;
}

void TstStudyDamage::truncated() {
  QFETCH(double, share);
  const QTemporaryDir folder;
  const auto path = makeStudy(folder, 500);
  const auto bytes = bytesOf(path);
  writeBytes(path, bytes.left(static_cast<qsizetype>(static_cast<double>(bytes.size()) * share)));
  for (const auto mode : {Study::Mode::ReadOnly, Study::Mode::ReadWrite}) {
    const auto study = Study::open(path, mode);
    QVERIFY(!study.ok());
    QCOMPARE(study.error().code, ErrorCode::Database);
    QVERIFY2(study.error().text().find("cut off") != std::string::npos, study.error().text().c_str());
    QCOMPARE(study.error().file, path);
    QVERIFY(!study.error().place.empty());
  }
}

void TstStudyDamage::overwrittenPage() {
  const QTemporaryDir folder;
  const auto path = makeStudy(folder, 2000);
  auto bytes = bytesOf(path);
  for (qsizetype i = bytes.size() / 2; i < bytes.size() / 2 + 40'000; ++i) bytes[i] = static_cast<char>(i % 251);
  writeBytes(path, bytes);
  const auto writable = Study::open(path, Study::Mode::ReadWrite);
  QVERIFY(!writable.ok());
  QCOMPARE(writable.error().code, ErrorCode::Database);
  QVERIFY2(writable.error().text().find("damaged") != std::string::npos, writable.error().text().c_str());
  QVERIFY(bytesOf(path) == bytes);
  const auto readable = Study::open(path, Study::Mode::ReadOnly);
  if (readable.ok()) QVERIFY(!readable.value()->loadCandidates().ok());
}

// What was reported done before the disk was full is there afterwards, and writing goes on once there is room.
void TstStudyDamage::fullDisk() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  std::atomic<std::int64_t> reported = 0;
  {
    auto study = Study::create(path, smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    Study& s = *study.value();
    s.setCommitted(
        [&](std::vector<Candidate> candidates) { reported += static_cast<std::int64_t>(candidates.size()); });
    const auto provenance = someProvenance();
    const FileSizeLimit limit(1'000'000);
    Status status;
    for (int id = 1; id <= 100'000 && status.ok(); ++id) {
      s.post(doneCandidate(id, provenance));
      if (id % 500 == 0) status = s.flush();
    }
    QVERIFY(!status.ok());
    QCOMPARE(status.error().code, ErrorCode::DiskFull);
    QCOMPARE(status.error().file, path);
    QVERIFY(!status.error().mend.empty());
    QVERIFY(s.writerError().has_value());
    QVERIFY(reported > 0);
    QCOMPARE(s.candidateCount().value(), reported.load());
    QCOMPARE(s.setSetting("a", "b").error().code, ErrorCode::DiskFull);
    s.post(doneCandidate(200'000, provenance));
    QVERIFY(!s.flush().ok());
    QVERIFY(!s.close().ok());
  }
  auto study = Study::open(path, Study::Mode::ReadWrite);
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value()->candidateCount().value(), reported.load());
  study.value()->post(doneCandidate(reported + 1, someProvenance()));
  PSCOPE_VERIFY_OK(study.value()->flush());
}

void TstStudyDamage::createOnAFullDisk() {
  const QTemporaryDir folder;
  {
    const FileSizeLimit limit(10'000);
    const auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
    QVERIFY(!study.ok());
    QCOMPARE(study.error().code, ErrorCode::DiskFull);
  }
  QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void TstStudyDamage::readOnlyPlace() {
  const QTemporaryDir folder;
  const auto path = makeStudy(folder, 3);
  ::chmod(folder.path().toUtf8().constData(), 0555);
  {
    const WithoutPrivileges plain;
    if (!plain.works()) QSKIP("This process may not give up its privileges.");
    const auto writable = Study::open(path, Study::Mode::ReadWrite);
    QVERIFY(!writable.ok());
    QCOMPARE(writable.error().code, ErrorCode::ReadOnly);
    QVERIFY(!writable.error().mend.empty());
    const auto study = Study::open(path, Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    const auto loaded = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(loaded);
    QCOMPARE(loaded.value().size(), std::size_t{3});
    const auto created = Study::create(folder.filePath("b.pscope").toStdString(), smallConfig(), "{}");
    QCOMPARE(created.error().code, ErrorCode::ReadOnly);
  }
  ::chmod(folder.path().toUtf8().constData(), 0755);
}

// The study was not closed: what is in its log is read too.
void TstStudyDamage::readOnlyPlaceAfterAKill() {
  const QTemporaryDir folder;
  const QTemporaryDir left;
  const auto path = left.filePath("a.pscope").toStdString();
  {
    auto study = Study::create(folder.filePath("a.pscope").toStdString(), smallConfig(), "{}");
    PSCOPE_VERIFY_OK(study);
    study.value()->post(doneCandidate(1, someProvenance()));
    PSCOPE_VERIFY_OK(study.value()->flush());
    for (const char* suffix : {"", "-wal"}) {
      QVERIFY(QFile::copy(folder.filePath("a.pscope") + suffix, QString::fromStdString(path + suffix)));
    }
  }
  ::chmod(left.path().toUtf8().constData(), 0555);
  {
    const WithoutPrivileges plain;
    if (!plain.works()) QSKIP("This process may not give up its privileges.");
    const auto study = Study::open(path, Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    QCOMPARE(study.value()->path(), path);
    QCOMPARE(study.value()->candidateCount().value(), 1);
  }
  ::chmod(left.path().toUtf8().constData(), 0755);
}

void TstStudyDamage::readOnlyFile() {
  const QTemporaryDir folder;
  const auto path = makeStudy(folder, 3);
  ::chmod(path.c_str(), 0444);
  ::chmod(folder.path().toUtf8().constData(), 0777);
  const WithoutPrivileges plain;
  if (!plain.works()) QSKIP("This process may not give up its privileges.");
  QCOMPARE(Study::open(path, Study::Mode::ReadWrite).error().code, ErrorCode::ReadOnly);
  const auto study = Study::open(path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(study);
  QCOMPARE(study.value()->candidateCount().value(), 3);
}

PSCOPE_TEST(TstStudyDamage)
#include "tst_study_damage.moc"

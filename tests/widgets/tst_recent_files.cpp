#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/test_registry.h"
#include "widgets/recent_files.h"

using namespace pscope;

class TstRecentFiles : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void newestFirstAndAtMostTen() {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    RecentFiles recent(settings);
    const QSignalSpy changed(&recent, &RecentFiles::changed);
    for (int i = 0; i < 12; ++i) {
      QFile file(folder.filePath(QStringLiteral("%1.pscope").arg(i)));
      QVERIFY(file.open(QIODevice::WriteOnly));
      recent.add(file.fileName());
    }
    QCOMPARE(changed.count(), 12);
    QCOMPARE(recent.files().size(), 10);
    recent.add(folder.filePath(QStringLiteral("5.pscope")));
    QCOMPARE(recent.files().constFirst(), folder.filePath(QStringLiteral("5.pscope")));
    QCOMPARE(recent.files().size(), 10);
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("11.pscope"))));
    QCOMPARE(recent.files().size(), 9);
    RecentFiles again(settings);
    QCOMPARE(again.files(), recent.files());
    again.remove(folder.filePath(QStringLiteral("5.pscope")));
    QCOMPARE(again.files().size(), 8);
    again.clear();
    QVERIFY(again.files().isEmpty());
  }
};

PSCOPE_TEST(TstRecentFiles)
#include "tst_recent_files.moc"

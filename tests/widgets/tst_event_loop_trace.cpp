#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include "tests/support/test_registry.h"
#include "widgets/event_loop_trace.h"

using namespace pscope;

class TstEventLoopTrace : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsABlockAndTheFirstFrame() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("trace.txt"));
    QElapsedTimer start;
    start.start();
    {
      EventLoopTrace trace(path, start);
      QWidget window;
      trace.watchFirstFrame(&window);
      window.show();
      QTRY_VERIFY_WITH_TIMEOUT(trace.firstFrameMs() > 0, 60'000);
      trace.takeLongestBlockMs();
      QTimer::singleShot(30, this, [] {  // after the first beats
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < 80) {
        }
      });
      QTRY_VERIFY_WITH_TIMEOUT(trace.blocksOver50Ms() >= 1, 60'000);
      QVERIFY(trace.takeLongestBlockMs() >= 70);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("first frame"));
    QVERIFY(text.contains("block"));
  }
};

PSCOPE_TEST(TstEventLoopTrace)
#include "tst_event_loop_trace.moc"

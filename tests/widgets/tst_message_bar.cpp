#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "tests/support/test_registry.h"
#include "widgets/message_bar.h"

using namespace pscope;

class TstMessageBar : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatWhereAndMend() {
    QWidget window;
    MessageBar bar(&window);
    QVERIFY(bar.isHidden());
    bar.showError(makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Test", "%1 is <wrong>.").arg("7%2"),
                            PSCOPE_TR_NOOP("Test", "Write 8."), "a.json", "/x"));
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), QStringLiteral("a.json, /x: 7%2 is <wrong>. Write 8."));
    QVERIFY(bar.findChild<QLabel*>(QStringLiteral("messageText"))->text().contains(QStringLiteral("&lt;wrong&gt;")));
  }

  void goesAway() {
    QWidget window;
    MessageBar bar(&window);
    bar.showMessage(MessageBar::Severity::Info, QStringLiteral("Saved."));
    bar.findChild<QToolButton*>(QStringLiteral("messageClose"))->click();
    QVERIFY(bar.isHidden());
    QVERIFY(bar.text().isEmpty());
    bar.showMessage(MessageBar::Severity::Warning, QStringLiteral("Careful."));
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
  }

  void actionRunsOnce() {
    QWidget window;
    MessageBar bar(&window);
    int calls = 0;
    bar.showMessage(MessageBar::Severity::Info, QStringLiteral("Read-only."));
    bar.setAction(QStringLiteral("Save a copy"), [&] { ++calls; });
    bar.findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
    QCOMPARE(calls, 1);
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Severity::Info, QStringLiteral("Another."));
    QVERIFY(bar.findChild<QPushButton*>(QStringLiteral("messageAction"))->isHidden());
  }
};

PSCOPE_TEST(TstMessageBar)
#include "tst_message_bar.moc"

#include <QAction>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

#include "tests/support/test_registry.h"
#include "widgets/perspectives.h"

using namespace pscope;

class TstPerspectives : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onePageIsShown() {
    QStackedWidget stack;
    Perspectives perspectives(stack);
    auto* first = perspectives.add("explore", QStringLiteral("Explore"), QStringLiteral("A"), "explore", new QWidget);
    auto* second = perspectives.add("space", QStringLiteral("Space"), QStringLiteral("B"), "space", new QWidget);
    QCOMPARE(perspectives.current(), QStringLiteral("explore"));
    QVERIFY(first->isChecked());
    QCOMPARE(second->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_2));
    const QSignalSpy changes(&perspectives, &Perspectives::changed);
    second->trigger();
    QCOMPARE(perspectives.current(), QStringLiteral("space"));
    QVERIFY(!first->isChecked());
    perspectives.show(QStringLiteral("space"));  // is there already
    QCOMPARE(changes.count(), 1);
    perspectives.show(QStringLiteral("nowhere"));
    QCOMPARE(perspectives.current(), QStringLiteral("space"));
    perspectives.show(QStringLiteral("explore"));
    QVERIFY(first->isChecked());
    QCOMPARE(changes.count(), 2);
  }

  // Two perspectives may use one key: only the action of the one that is shown reacts.
  void actionsBelongToTheirPerspective() {
    QStackedWidget stack;
    Perspectives perspectives(stack);
    perspectives.add("explore", QStringLiteral("Explore"), {}, "explore", new QWidget);
    perspectives.add("space", QStringLiteral("Space"), {}, "space", new QWidget);
    QAction start, save;
    save.setEnabled(false);
    perspectives.own("explore", &start);
    perspectives.own("space", &save);
    QVERIFY(start.isVisible() && start.isEnabled());
    QVERIFY(!save.isVisible());
    perspectives.show(QStringLiteral("space"));
    QVERIFY(!start.isVisible() && !start.isEnabled());
    QVERIFY(save.isVisible() && !save.isEnabled());
    perspectives.show(QStringLiteral("explore"));
    QVERIFY(start.isVisible() && start.isEnabled());
  }
};

PSCOPE_TEST(TstPerspectives)
#include "tst_perspectives.moc"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_registry.h"
#include "widgets/selection.h"

using namespace pscope;

class TstSelection : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysOnceWhatChanged() {
    Selection selection;
    const QSignalSpy changed(&selection, &Selection::changed);
    const QSignalSpy current(&selection, &Selection::currentChanged);
    selection.set({{3}, {5}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(selection.current().value, 3);
    selection.set({{3}, {5}});  // the echo of a view
    QCOMPARE(changed.count(), 1);
    QCOMPARE(current.count(), 1);
  }

  void currentFollows() {
    Selection selection;
    selection.set({{3}, {5}}, {5});
    QCOMPARE(selection.current().value, 5);
    selection.set({{3}, {5}, {7}});  // stays
    QCOMPARE(selection.current().value, 5);
    selection.set({{3}, {7}});  // gone: the smallest
    QCOMPARE(selection.current().value, 3);
    selection.set({{3}, {7}}, {9});  // not among them
    QCOMPARE(selection.current().value, 3);
    selection.clear();
    QVERIFY(!selection.current());
    QVERIFY(selection.ids().empty());
  }

  void twoViewsDoNotEchoForEver() {
    Selection selection;
    int calls = 0;
    connect(&selection, &Selection::changed, this, [&] {
      ++calls;
      selection.set(selection.ids());
    });
    selection.set({{1}});
    QCOMPARE(calls, 1);
  }
};

PSCOPE_TEST(TstSelection)
#include "tst_selection.moc"

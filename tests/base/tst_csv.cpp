#include <QtTest>

#include "core/base/csv.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstCsv : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsQuotesAndLineEnds();
  void namesTheLine_data();
  void namesTheLine();
  void missingColumn();
  void quotesCells();
  void readsRealTable();
};

// The examples of RFC 4180, section 2.
void TstCsv::readsQuotesAndLineEnds() {
  const auto table = CsvTable::parse(
      "\xEF\xBB\xBF"
      "a,b,c\r\n\"aaa\",\"b\r\nb\",ccc\r\n\"a\"\"x\",,zzz",
      "t.csv");
  PSCOPE_VERIFY_OK(table);
  const auto& t = table.value();
  QCOMPARE(t.columns().size(), std::size_t{3});
  QCOMPARE(t.rowCount(), std::size_t{2});
  QCOMPARE(std::string(t.cell(0, 1)), std::string("b\r\nb"));
  QCOMPARE(std::string(t.cell(1, 0)), std::string("a\"x"));
  QCOMPARE(std::string(t.cell(1, 1)), std::string(""));
  QCOMPARE(t.line(1), std::size_t{4});
  QCOMPARE(t.column("c").value(), std::size_t{2});
}

void TstCsv::namesTheLine_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("place");
  QTest::newRow("empty") << "" << "line 1";
  QTest::newRow("too few cells") << "a,b\n1,2\n3\n" << "line 3";
  QTest::newRow("too many cells") << "a,b\n1,2,3\n" << "line 2";
  QTest::newRow("open quote") << "a,b\n1,\"2\n" << "line 2";
  QTest::newRow("text after quote") << "a,b\n\"1\"x,2\n" << "line 2";
}

void TstCsv::namesTheLine() {
  QFETCH(QString, text);
  QFETCH(QString, place);
  const auto table = CsvTable::parse(text.toStdString(), "t.csv");
  QVERIFY(!table.ok());
  QCOMPARE(QString::fromStdString(table.error().place), place);
  QCOMPARE(table.error().file, std::string("t.csv"));
  QVERIFY(!table.error().mend.empty());
}

void TstCsv::missingColumn() {
  const auto table = CsvTable::parse("a,b\n1,2\n", "t.csv");
  const auto column = table.value().column("c");
  QVERIFY(!column.ok());
  QCOMPARE(column.error().code, ErrorCode::NotFound);
  QVERIFY(column.error().text().find("a, b") != std::string::npos);
}

void TstCsv::quotesCells() {
  const std::vector<std::string> cells = {"plain", "a,b", "say \"x\"", "two\nlines", ""};
  const auto table = CsvTable::parse("1,2,3,4,5\n" + csvLine(cells), "t.csv");
  PSCOPE_VERIFY_OK(table);
  for (std::size_t i = 0; i < cells.size(); ++i) QCOMPARE(std::string(table.value().cell(0, i)), cells[i]);
}

void TstCsv::readsRealTable() {
  PSCOPE_NEEDS_DATA(path, "nb201/nb201_cifar10.csv");
  const auto table = CsvTable::read(path);
  PSCOPE_VERIFY_OK(table);
  QCOMPARE(table.value().rowCount(), std::size_t{15625});
  QCOMPARE(std::string(table.value().cell(0, table.value().column("params").value())), std::string("129306"));
}

PSCOPE_TEST(TstCsv)
#include "tst_csv.moc"

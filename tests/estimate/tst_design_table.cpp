#include <QtTest>

#include "core/estimate/design_table.h"
#include "core/estimate/table_files.h"
#include "tests/estimate/estimate_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstDesignTable : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsByKey();
  void joins();
  void transforms();
  void duplicates();
  void filesAreReadOnce();
  void refusesBadTables_data();
  void refusesBadTables();
  void publishedTable();

 private:
  std::string write(const char* name, const std::string& text) {
    const std::string path = m_folder.filePath(name).toStdString();
    if (!writeFileAtomically(path, text).ok()) qFatal("cannot write %s", path.c_str());
    return path;
  }
  DesignTable::Source source(const std::string& text) {
    return {write("table.csv", text), "arch", "x", "", "", "", {}};
  }

  QTemporaryDir m_folder;
};

void TstDesignTable::readsByKey() {
  const auto table = DesignTable::read(source("arch,y,x\na,1,2.5\n\"b,c\",1,\nd,,-3e2\n"));
  PSCOPE_VERIFY_OK(table);
  QCOMPARE(table.value().size(), std::size_t{3});
  QCOMPARE(table.value().find("a")->value, 2.5);
  QCOMPARE(table.value().find("a")->line, std::size_t{2});
  QVERIFY(std::isnan(table.value().find("b,c")->value));
  QCOMPARE(table.value().find("d")->value, -300.0);
  QVERIFY(table.value().find("e") == nullptr);
  QCOMPARE(QString::fromStdString(table.value().firstKey()), QString("a"));
  QVERIFY(table.value().hash() != DesignTable::read(source("arch,x\na,1\n")).value().hash());
}

void TstDesignTable::joins() {
  DesignTable::Source joined = source("index,x\n7,1\n8,\n");
  joined.key = "index";
  joined.joinFile = write("join.csv", "index,arch\n7,a\n8,b\n9,c\n7,d\n");
  joined.joinKey = "arch";
  joined.on = "index";
  const auto table = DesignTable::read(joined);
  PSCOPE_VERIFY_OK(table);
  QCOMPARE(table.value().find("a")->value, 1.0);
  QCOMPARE(table.value().find("d")->value, 1.0);
  QVERIFY(std::isnan(table.value().find("b")->value));
  QVERIFY(std::isnan(table.value().find("c")->value));  // its index is not in the table
  QVERIFY(table.value().find("7") == nullptr);
}

void TstDesignTable::transforms() {
  DesignTable::Source transformed = source("arch,x\na,94.25\nb,\n");
  transformed.transform = Expression::compile("100 - x", {"x"}).value();
  const auto table = DesignTable::read(transformed);
  PSCOPE_VERIFY_OK(table);
  QCOMPARE(table.value().find("a")->value, 5.75);
  QVERIFY(std::isnan(table.value().find("b")->value));
}

void TstDesignTable::duplicates() {
  const auto same = DesignTable::read(source("arch,x\na,1\na,1.0\nb,\nb,2\nc,3\nc,\n"));
  PSCOPE_VERIFY_OK(same);
  QCOMPARE(same.value().find("b")->value, 2.0);
  QCOMPARE(same.value().find("c")->value, 3.0);
}

// A second column needs no file any more, unless it is larger than what may be kept.
void TstDesignTable::filesAreReadOnce() {
  DesignTable::Source first = source("arch,x,y\na,1,2\n");
  DesignTable::Source second = first;
  second.column = "y";
  TableFiles files, none(0);
  PSCOPE_VERIFY_OK(DesignTable::read(first, files));
  PSCOPE_VERIFY_OK(DesignTable::read(first, none));
  const auto fresh = DesignTable::read(second);
  PSCOPE_VERIFY_OK(fresh);
  QVERIFY(QFile::remove(QString::fromStdString(first.file)));
  const auto known = DesignTable::read(second, files);
  PSCOPE_VERIFY_OK(known);
  QCOMPARE(known.value().find("a")->value, 2.0);
  QCOMPARE(known.value().hash(), fresh.value().hash());
  QVERIFY(DesignTable::read(second, none).error().code == ErrorCode::NotFound);
}

void TstDesignTable::refusesBadTables_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("transform");
  QTest::addColumn<int>("code");
  QTest::addColumn<QString>("place");
  QTest::addColumn<QString>("mentions");
  const auto row = [](const char* name, const char* text, const char* transform, ErrorCode code, const char* place,
                      const char* mentions) {
    QTest::newRow(name) << text << transform << static_cast<int>(code) << place << mentions;
  };
  row("no key column", "design,x\na,1\n", "", ErrorCode::NotFound, "line 1", "design, x");
  row("no value column", "arch,y\na,1\n", "", ErrorCode::NotFound, "line 1", "\"x\"");
  row("NaN", "arch,x\na,1\nb,nan\n", "", ErrorCode::NonFinite, "line 3", "empty");
  row("infinity", "arch,x\na,-inf\n", "", ErrorCode::NonFinite, "line 2", "empty");
  row("text", "arch,x\na,1\nb,2\nc,about 5\n", "", ErrorCode::Parse, "line 4", "about 5");
  row("decimal comma", "arch,x\na,\"1,5\"\n", "", ErrorCode::Parse, "line 2", "1,5");
  row("duplicate", "arch,x\na,1\nb,2\na,3\n", "", ErrorCode::Parse, "line 4", "line 2");
  row("transform", "arch,x\na,1\nb,0\n", "1 / x", ErrorCode::NonFinite, "line 3", "1 / x");
  row("ragged", "arch,x\na,1\nb\n", "", ErrorCode::Parse, "line 3", "2");
  row("empty file", "", "", ErrorCode::Parse, "line 1", "empty");
}

void TstDesignTable::refusesBadTables() {
  QFETCH(QString, text);
  QFETCH(QString, transform);
  QFETCH(int, code);
  QFETCH(QString, place);
  QFETCH(QString, mentions);
  DesignTable::Source bad = source(text.toStdString());
  if (!transform.isEmpty()) bad.transform = Expression::compile(transform.toStdString(), {"x"}).value();
  const auto table = DesignTable::read(bad);
  QVERIFY(!table.ok());
  QCOMPARE(static_cast<int>(table.error().code), code);
  QCOMPARE(QString::fromStdString(table.error().place), place);
  QCOMPARE(table.error().file, bad.file);
  QVERIFY2(QString::fromStdString(table.error().text()).contains(mentions), table.error().text().c_str());
  QVERIFY(!table.error().mend.empty());

  bad.file += ".missing";
  QVERIFY(DesignTable::read(bad).error().code == ErrorCode::NotFound);
}

// Figures of the data's README: best accuracy 94.3733 at index 6111; index 0 takes 10.482 ms on the Raspberry Pi 4.
void TstDesignTable::publishedTable() {
  PSCOPE_NEEDS_DATA(accuracies, "nb201/nb201_cifar10.csv");
  PSCOPE_NEEDS_DATA(latencies, "nb201/nb201_hw.csv");
  const auto error = DesignTable::read(
      {accuracies, "arch", "test_acc_200ep_pct", "", "", "", Expression::compile("100 - x", {"x"}).value()});
  PSCOPE_VERIFY_OK(error);
  QCOMPARE(error.value().size(), std::size_t{15625});
  QCOMPARE(error.value().find(test::kCell0)->value, 100 - 85.8633);
  const auto latency = DesignTable::read({latencies, "index", "raspi4_latency_ms", accuracies, "arch", "index", {}});
  PSCOPE_VERIFY_OK(latency);
  QCOMPARE(latency.value().size(), std::size_t{15625});
  QCOMPARE(latency.value().find(test::kCell0)->value, 10.482);
}

PSCOPE_TEST(TstDesignTable)
#include "tst_design_table.moc"

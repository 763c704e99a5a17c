#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/space/document_edit_fragment.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "widgets/space_document.h"

using namespace pscope;

namespace {

std::string familyText(const char* name) {
  const auto text = readFile(std::string(PSCOPE_SOURCE_DIR "/resources/spaces/") + name + ".json");
  return text.ok() ? text.value() : std::string();
}

}  // namespace

class TstSpaceDocument : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_document = std::make_unique<SpaceDocument>(familyText("mobilenetv3-ofa")); }
  void cleanup() { m_document.reset(); }

  void countsInTheBackground() {
    QTRY_VERIFY(m_document->valid());
    // search manual 2.7: 25 resolutions, (81 + 729 + 6561) to the fifth.
    QCOMPARE(m_document->space()->count(), std::string("543966387314312146275"));
    PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/high", 128));
    QVERIFY(!m_document->checked());
    QTRY_VERIFY(m_document->valid());
    QCOMPARE(m_document->space()->count(), std::string("21758655492572485851"));
  }

  // Each command: done, undone and done again; the text after undo is that before, byte for byte.
  void commands_data() {
    QTest::addColumn<std::function<Status(SpaceDocument&)>>("edit");
    const auto row = [](const char* name, std::function<Status(SpaceDocument&)> edit) { QTest::newRow(name) << edit; };
    row("set a value", [](SpaceDocument& d) { return d.setValue("/choices/0/step", 8); });
    row("add a member", [](SpaceDocument& d) { return d.setValue("/choices/0/layer", "deployment"); });
    row("remove a member", [](SpaceDocument& d) { return d.remove("/choices/0/step"); });
    row("insert",
        [](SpaceDocument& d) { return d.insert("/network", 1, Json{{"op", "relu"}}, QStringLiteral("Add")); });
    row("insert into a list that is not there",
        [](SpaceDocument& d) { return d.insert("/constraints", 0, "macs <= 600M", QStringLiteral("Add")); });
    row("remove", [](SpaceDocument& d) { return d.remove("/network/3"); });
    row("move", [](SpaceDocument& d) { return d.move("/network/1", "/network", 4); });
    row("move into a loop", [](SpaceDocument& d) { return d.move("/network/0", "/network/2/do", 0); });
    row("down by one", [](SpaceDocument& d) { return d.moveBy("/network/1", 1); });
    row("duplicate", [](SpaceDocument& d) { return d.duplicate("/choices/1"); });
    row("duplicate a block", [](SpaceDocument& d) { return d.duplicate("/blocks/mbconv"); });
    row("rename a choice", [](SpaceDocument& d) { return d.rename("/choices/1/choices/0", "blocks"); });
    row("rename a block", [](SpaceDocument& d) { return d.rename("/blocks/mbconv", "inverted"); });
    row("paste", [](SpaceDocument& d) { return d.paste(readyBlocks()[0].fragment.toJson().dump()); });
    row("type text", [](SpaceDocument& d) {
      d.setText("{" + d.text().substr(1));
      d.setText(d.text() + " ");
      return Status();
    });
    row("type text that is not JSON", [](SpaceDocument& d) {
      d.setText(d.text().substr(0, 100));
      return Status();
    });
  }
  void commands() {
    QFETCH(std::function<Status(SpaceDocument&)>, edit);
    const std::string before = m_document->text();
    const Json json = m_document->json();
    const QSignalSpy changes(m_document.get(), &SpaceDocument::textChanged);
    PSCOPE_VERIFY_OK(edit(*m_document));
    QCOMPARE(changes.count(), 1);
    QVERIFY(m_document->modified());
    QCOMPARE(m_document->undoStack().count(), 1);
    const std::string after = m_document->text();
    QVERIFY(after != before);
    m_document->undoStack().undo();
    QCOMPARE(m_document->text(), before);
    QCOMPARE(m_document->json(), json);
    QVERIFY(!m_document->modified());
    m_document->undoStack().redo();
    QCOMPARE(m_document->text(), after);
  }

  void refusedEditsChangeNothing() {
    const std::string before = m_document->text();
    QVERIFY(!m_document->moveBy("/network/0", -1).ok());
    QVERIFY(!m_document->move("/network/0", "/choices", 0).ok());
    QVERIFY(!m_document->remove("/nowhere").ok());
    QVERIFY(!m_document->rename("/choices/0", "stage").ok());
    QVERIFY(!m_document->paste("{\"op\": }").ok());
    QCOMPARE(m_document->text(), before);
    QCOMPARE(m_document->undoStack().count(), 0);
  }

  void oneVisitToAFieldIsOneStep() {
    const std::string before = m_document->text();
    for (const int high : {225, 226, 250}) PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/high", high));
    QCOMPARE(m_document->undoStack().count(), 1);
    PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/low", 100));  // another field
    QCOMPARE(m_document->undoStack().count(), 2);
    m_document->endMerging();
    PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/low", 101));  // another visit
    QCOMPARE(m_document->undoStack().count(), 3);
    m_document->undoStack().setIndex(0);
    QCOMPARE(m_document->text(), before);
    m_document->endMerging();
    PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/high", 225));
    PSCOPE_VERIFY_OK(m_document->setValue("/choices/0/high", 224));  // back to the start: no step at all
    QCOMPARE(m_document->undoStack().count(), 0);
    QCOMPARE(m_document->text(), before);
  }

  void typingMerges() {
    const std::string before = m_document->text();
    std::string text = before;
    for (const char c : std::string("abc")) {
      text.insert(text.find("Once-for-all") + 4, 1, c);
      m_document->setText(text);
    }
    QCOMPARE(m_document->undoStack().count(), 1);
    m_document->undoStack().undo();
    QCOMPARE(m_document->text(), before);
  }

  // Text that is not JSON is kept and located; the last valid space stays; other edits are refused until it is mended.
  void invalidTextIsKept() {
    QTRY_VERIFY(m_document->valid());
    const std::string before = m_document->text();
    const Json json = m_document->json();
    m_document->setText("{\n  \"pscope_space\": 1,\n  \"name\": }\n");
    QVERIFY(m_document->textError().has_value());
    QCOMPARE(m_document->textError()->place, std::string("3:11"));
    QCOMPARE(m_document->problems().size(), std::size_t{1});
    QVERIFY(!m_document->valid());
    QCOMPARE(m_document->json(), json);
    QVERIFY(m_document->space().has_value());
    const Status refused = m_document->setValue("/choices/0/high", 1);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().place, std::string("3:11"));
    m_document->undoStack().undo();
    QCOMPARE(m_document->text(), before);
    QTRY_VERIFY(m_document->valid());
  }

  void problemsAreLocated() {
    QTRY_VERIFY(m_document->valid());
    PSCOPE_VERIFY_OK(m_document->insert("/constraints", 0, "sum(stage.dept) <= 9", QStringLiteral("Add")));
    QTRY_VERIFY(m_document->checked());
    QCOMPARE(m_document->problems().size(), std::size_t{1});
    QCOMPARE(m_document->problems()[0].place, std::string("/constraints/0"));
    QCOMPARE(m_document->problemsBelow("/constraints"), 1);
    QCOMPARE(m_document->problemsBelow("/network"), 0);
    QVERIFY(m_document->space().has_value());  // the last valid one
    QVERIFY(!m_document->valid());
  }

  void savedAsItWas() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("space.json"));
    const std::string bytes = "\xEF\xBB\xBF{\r\n  \"pscope_space\": 1,\r\n  \"name\": \"x\"\r\n}\r\n";
    PSCOPE_VERIFY_OK(writeFileAtomically(path.toStdString(), bytes));
    auto opened = SpaceDocument::open(path);
    PSCOPE_VERIFY_OK(opened);
    auto& document = *opened.value();
    PSCOPE_VERIFY_OK(document.setValue("/name", "other"));
    PSCOPE_VERIFY_OK(document.save());
    QVERIFY(!document.modified());
    QVERIFY(readFile(path.toStdString()).value().find("\"other\"\r\n") != std::string::npos);
    document.undoStack().undo();
    QVERIFY(document.modified());
    PSCOPE_VERIFY_OK(document.save());
    QCOMPARE(readFile(path.toStdString()).value(), bytes);
  }

  void anotherProgramChangesTheFile_data() {
    QTest::addColumn<bool>("reload");
    QTest::newRow("reload") << true;
    QTest::newRow("keep mine") << false;
  }
  void anotherProgramChangesTheFile() {
    QFETCH(bool, reload);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("space.json"));
    PSCOPE_VERIFY_OK(m_document->saveAs(path));
    PSCOPE_VERIFY_OK(m_document->setValue("/title", "Mine"));
    const std::string mine = m_document->text();
    const QSignalSpy told(m_document.get(), &SpaceDocument::changedOutside);
    const std::string theirs = familyText("demo");
    PSCOPE_VERIFY_OK(writeFileAtomically(path.toStdString(), theirs));
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(m_document->text(), mine);
    // Nothing is overwritten unasked.
    QVERIFY(!m_document->save().ok());
    QCOMPARE(readFile(path.toStdString()).value(), theirs);
    if (reload) {
      m_document->reloadOutside();
      QCOMPARE(m_document->text(), theirs);
      QVERIFY(!m_document->modified());
      m_document->undoStack().undo();  // nothing is lost
      QCOMPARE(m_document->text(), mine);
    } else {
      m_document->keepMine();
      QVERIFY(m_document->modified());
      PSCOPE_VERIFY_OK(m_document->save());
      QCOMPARE(readFile(path.toStdString()).value(), mine);
    }
  }

  void selectionFollowsEdits() {
    PSCOPE_VERIFY_OK(m_document->insert("/network", 1, Json{{"op", "relu"}}, QStringLiteral("Add")));
    QCOMPARE(m_document->cursor().current(), std::string("/network/1"));
    QCOMPARE(m_document->placeForStatement().index, std::size_t{2});
    PSCOPE_VERIFY_OK(m_document->moveBy("/network/1", 1));
    QCOMPARE(m_document->cursor().current(), std::string("/network/2"));
    PSCOPE_VERIFY_OK(m_document->remove("/network/2"));
    QCOMPARE(m_document->cursor().current(), std::string("/network/2"));  // the next one
    m_document->undoStack().setIndex(0);
    m_document->cursor().set("/choices/1");
    QCOMPARE(m_document->placeForChoice().array, std::string("/choices/1/choices"));
    m_document->cursor().set("/blocks/mbconv");
    QCOMPARE(m_document->placeForStatement().array, std::string("/blocks/mbconv/body"));
    QCOMPARE(m_document->placeForStatement().index, std::size_t{7});
  }

  void copiedBetweenDocuments() {
    m_document->cursor().set("/network/2");
    const auto copied = m_document->copyText();
    PSCOPE_VERIFY_OK(copied);
    SpaceDocument other(familyText("demo"));
    PSCOPE_VERIFY_OK(other.paste(copied.value()));
    QCOMPARE(other.json()["network"].back(), m_document->json()["network"][2]);
    QVERIFY(other.json()["blocks"].contains("mbconv"));
    m_document->cursor().set("");
    QVERIFY(!m_document->copyText().ok());
  }

 private:
  std::unique_ptr<SpaceDocument> m_document;
};

PSCOPE_TEST(TstSpaceDocument)
#include "tst_space_document.moc"

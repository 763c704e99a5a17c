#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "tests/widgets/window_fixture.h"
#include "widgets/new_study_dialog.h"
#include "widgets/space_canvas.h"
#include "widgets/space_expression_edit.h"
#include "widgets/space_palette_panel.h"
#include "widgets/space_perspective.h"
#include "widgets/space_properties_panel.h"
#include "widgets/space_saving.h"
#include "widgets/space_tree_model.h"
#include "widgets/space_tree_panel.h"

using namespace pscope;
using test::WindowFixture;

/// The whole editor in the window, through mouse and keys.
class TstSpaceEditor : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_fixture = std::make_unique<WindowFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->windowServices());
    m_window->resize(1800, 1200);
    m_window->show();
    m_window->space().saving().setSaveQuestion(
        [this](const QString&, std::function<void(SpaceSaving::Answer)> answer) { answer(m_answer); });
    m_window->space().saving().setFileQuestion([this](const QString&, std::function<void(const QString&)> answer) {
      answer(QString::fromStdString(m_fixture->path("mine.json")));
    });
    m_answer = SpaceSaving::Answer::Discard;
  }
  void cleanup() {
    m_window.reset();
    m_fixture.reset();
  }

  // Only names and numbers are typed; everything else is clicked, one block is dropped. 36 designs a stage, seven
  // stages: 36^7 = 78,364,164,096.
  void fromNothingToAMobileSpace() {
    clickTool("actionPerspective_space");
    auto* gallery = child<QListView>("galleryList");
    QVERIFY(gallery->isVisible());
    click(gallery->viewport(), gallery->visualRect(gallery->model()->index(0, 0)).center());
    QVERIFY(document() != nullptr);
    const std::string empty = document()->text();

    click(child<QPushButton>("guideName"));
    type("field_name", "mobile_mine");
    part("repeat");
    type("field_name", "stage");
    type("field_count", "7");
    part("categorical");  // inside the repeat that is selected
    type("field_name", "kernel");
    part("categorical");
    type("field_name", "expansion");
    type("field_levels", "3, 4, 6");
    part("integer");
    type("field_name", "depth");
    click(child<QPushButton>("guideScale"));

    click(child<QPushButton>("guideNetwork"));
    type("field_channels", "16");
    type("field_stride", "2");
    part("for");
    clickGap("/network/1/do", 0);
    part("repeat_statement");
    pick("field_repeat", "s.depth");
    drop("ready_mbconv", "/network/1/do/0/do", 0);
    pick("field_kernel", "s.kernel");
    pick("field_expansion", "s.expansion");
    click(child<QPushButton>("guideHead"));

    QTRY_VERIFY_WITH_TIMEOUT(document()->checked(), 60'000);
    QVERIFY2(document()->valid(), problemsText().constData());
    QCOMPARE(document()->space()->count(), std::string("78364164096"));
    QTRY_VERIFY(child<QLabel>("spaceCountExact")->text().startsWith(grouped("78,364,164,096")));
    QVERIFY(child<QLabel>("spaceCount")->text().contains(QStringLiteral("10¹⁰")));
    QVERIFY(!child<QWidget>("spaceGuide")->isVisible());
    QCOMPARE(document()->json()["network"].size(), std::size_t{4});

    clickTool("actionSpaceSave");
    const std::string path = m_fixture->path("mine.json");
    QCOMPARE(readFile(path).value(), document()->text());
    QVERIFY(!document()->modified());
    QVERIFY(!m_window->isWindowModified());
    int steps = 0;
    while (action("actionSpaceUndo")->isEnabled()) {
      clickTool("actionSpaceUndo");
      QVERIFY(++steps < 100);
    }
    QVERIFY(steps >= 15);
    QCOMPARE(document()->text(), empty);
    QVERIFY(m_window->isWindowModified());
    clickTool("actionSpaceSave");
    QCOMPARE(readFile(path).value(), empty);
    while (action("actionSpaceRedo")->isEnabled()) clickTool("actionSpaceRedo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    QCOMPARE(document()->space()->count(), std::string("78364164096"));
  }

  void keysAlone() {
    open("demo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    auto& canvas = m_window->space().canvas();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Down);
    QCOMPARE(document()->cursor().current(), std::string("/network/0"));
    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, Qt::Key_Right);  // into the loop
    QCOMPARE(document()->placeForStatement().array, std::string("/network/1/do"));
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    auto* filter = child<QLineEdit>("paletteFilter");
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("relu6"));
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(document()->json()["network"][1]["do"][0], (Json{{"op", "relu6"}}));
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(document()->json()["network"][1]["do"][1], (Json{{"op", "relu6"}}));
    QTest::keyClick(&canvas, Qt::Key_Delete);
    QCOMPARE(document()->json()["network"][1]["do"].size(), std::size_t{2});
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!document()->modified());
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(document()->modified());
  }

  // Undo in a field undoes the document's step, not letters that the other views have taken already.
  void undoInAField() {
    open("demo");
    document()->cursor().set("/choices/0");
    auto* levels = editor("field_levels");
    const std::string before = document()->text();
    QTest::mouseClick(levels, Qt::LeftButton);
    QTest::keyClick(levels, Qt::Key_End);
    QTest::keyClicks(levels, QStringLiteral(", 32"));
    QCOMPARE(document()->json()["choices"][0]["levels"].size(), std::size_t{7});
    QCOMPARE(document()->undoStack().count(), 1);
    QTest::keyClick(levels, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document()->text(), before);
    QTRY_VERIFY(!static_cast<QLineEdit*>(levels)->text().contains(QStringLiteral("32")));
  }

  void anUnknownNameIsLocated() {
    open("demo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    part("constraint");
    auto* field = static_cast<SpaceExpressionEdit*>(editor("field_value"));
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("widht <= 12"));
    QTest::keyClick(field, Qt::Key_Escape);
    m_window->activateWindow();  // without a window manager nobody does when the list of names closes
    QTRY_VERIFY_WITH_TIMEOUT(document()->checked() && !document()->problems().empty(), 60'000);
    QCOMPARE(document()->problems()[0].place, std::string("/constraints/0"));
    QTRY_VERIFY(field->marked().has_value());
    QCOMPARE(*field->marked(), (std::pair{0, 5}));
    QVERIFY(field->toolTip().contains(QStringLiteral("widht")));
    QVERIFY(document()->space().has_value());  // the last valid one is still shown
    // The list of problems leads back from anywhere.
    document()->cursor().set("");
    raise("spaceProblemsDock");
    auto* list = child<QTreeWidget>("spaceProblems");
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    click(list->viewport(), list->visualItemRect(list->topLevelItem(0)).center());
    QCOMPARE(document()->cursor().current(), std::string("/constraints/0"));
    QTRY_VERIFY(editor("field_value")->hasFocus());
    // Completion: the list offers the name.
    QTest::keyClick(editor("field_value"), Qt::Key_A, Qt::ControlModifier);
    pick("field_value", "width", false);
    QTest::keyClicks(editor("field_value"), QStringLiteral(" <= 12"));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    QCOMPARE(document()->json()["constraints"][0], Json("width <= 12"));
  }

  void anInvalidPasteIsRefused() {
    open("demo");
    const std::string before = document()->text();
    document()->cursor().set("/network/0");
    QApplication::clipboard()->setText(QStringLiteral("[{\"op\": \"relu\"},\n {\"op\": }]"));
    m_window->space().canvas().setFocus();
    action("actionSpacePaste")->trigger();
    QCOMPARE(document()->text(), before);
    QVERIFY2(m_window->space().messages().text().contains(QStringLiteral("2:9")),
             qPrintable(m_window->space().messages().text()));
    QApplication::clipboard()->setText(QStringLiteral(R"([{"op": "relu"}, {"colour": 1}])"));
    action("actionSpacePaste")->trigger();
    QVERIFY(m_window->space().messages().text().contains(QStringLiteral("/1")));
    QCOMPARE(document()->text(), before);
  }

  void copiedFromOneSpaceToAnother() {
    open("mobilenetv3-ofa");
    document()->cursor().set("/network/2");
    m_window->space().canvas().setFocus();
    QTest::keyClick(&m_window->space().canvas(), Qt::Key_C, Qt::ControlModifier);
    open("demo");
    document()->cursor().set("/network/0");
    m_window->space().canvas().setFocus();
    QTest::keyClick(&m_window->space().canvas(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(document()->json()["blocks"].contains("mbconv"));
    QCOMPARE(document()->json()["network"][1]["over"], Json("stage"));
    QCOMPARE(document()->cursor().current(), std::string("/network/1"));
  }

  void theTextIsInStepBothWays() {
    open("demo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    raise("spaceJsonDock");
    auto* text = child<QPlainTextEdit>("spaceJson");
    QTRY_COMPARE(text->toPlainText().toStdString(), document()->text());
    const std::string before = document()->text();
    text->setFocus();
    QTextCursor cursor = text->document()->find(QStringLiteral("Small convolutional"));
    text->setTextCursor(cursor);
    QTest::keyClicks(text, QStringLiteral("Tiny"));
    QCOMPARE(document()->json()["title"], Json("Tiny networks"));
    QTRY_VERIFY(child<QLabel>("spaceTitle")->text().startsWith(QStringLiteral("Tiny")));
    // Invalid text stays, is marked, and nothing else is lost.
    text->setTextCursor(text->document()->find(QStringLiteral("\"Tiny networks\"")));
    QTest::keyClick(text, Qt::Key_Delete);
    QVERIFY(document()->textError().has_value());
    QTRY_VERIFY(child<QLabel>("spaceJsonState")->text().contains(QStringLiteral("Line 4")));
    QCOMPARE(document()->json()["title"], Json("Tiny networks"));
    QVERIFY(document()->space().has_value());
    // The tree cannot edit now, and says why.
    QVERIFY(!document()->setValue("/name", "x").ok());
    QTest::keyClicks(text, QStringLiteral("\"Mended\""));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    QCOMPARE(document()->json()["title"], Json("Mended"));
    // Edits elsewhere appear in the text.
    PSCOPE_VERIFY_OK(document()->setValue("/title", "From the form"));
    QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("From the form")));
    document()->undoStack().setIndex(0);
    QTRY_COMPARE(text->toPlainText().toStdString(), before);
  }

  // What is typed in two visits to the text are two steps, even at one place.
  void visitsToTheTextAreStepsOfTheirOwn() {
    open("demo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    raise("spaceJsonDock");
    auto* text = child<QPlainTextEdit>("spaceJson");
    QTRY_COMPARE(text->toPlainText().toStdString(), document()->text());
    text->setFocus();
    text->setTextCursor(text->document()->find(QStringLiteral("Small convolutional")));
    QTest::keyClicks(text, QStringLiteral("One"));
    const int steps = document()->undoStack().index();
    QFocusEvent away(QEvent::FocusOut);
    QApplication::sendEvent(text, &away);
    QTest::keyClicks(text, QStringLiteral(" two"));
    QCOMPARE(document()->undoStack().index(), steps + 1);
    document()->undoStack().undo();
    QCOMPARE(document()->json()["title"], Json("One networks"));
  }

  void anotherProgramChangesTheFile() {
    const QString path = QString::fromStdString(m_fixture->path("shared.json"));
    const auto demo = readFile(PSCOPE_SOURCE_DIR "/resources/spaces/demo.json").value();
    PSCOPE_VERIFY_OK(writeFileAtomically(path.toStdString(), demo));
    m_window->openPath(path);
    QCOMPARE(m_window->perspectives().current(), QStringLiteral("space"));
    QVERIFY(document() != nullptr);
    PSCOPE_VERIFY_OK(document()->setValue("/title", "Mine"));
    const std::string mine = document()->text();
    auto theirs = demo;
    theirs.replace(theirs.find("Small"), 5, "Great");
    PSCOPE_VERIFY_OK(writeFileAtomically(path.toStdString(), theirs));
    auto& bar = m_window->space().messages();
    QTRY_VERIFY_WITH_TIMEOUT(bar.text().contains(QStringLiteral("shared.json")), 60'000);
    QCOMPARE(document()->text(), mine);
    click(bar.findChild<QPushButton*>(QStringLiteral("messageAction3")));  // show the difference
    QVERIFY(m_window->space().dock("spaceChangesDock")->isVisible());
    QVERIFY(bar.isVisible());
    click(bar.findChild<QPushButton*>(QStringLiteral("messageAction")));  // reload
    QCOMPARE(document()->text(), theirs);
    document()->undoStack().undo();
    QCOMPARE(document()->text(), mine);
  }

  void dragAndDropOnTheCanvas() {
    open("demo");
    auto& canvas = m_window->space().canvas();
    QMimeData mime;
    mime.setData(QLatin1String(SpaceTreeModel::kPlaceMime), SpaceTreeModel::placeData("/network/0"));
    dropOn(canvas, mime, canvas.rectOfGap("/network", 2)->center());
    QCOMPARE(document()->json()["network"][1]["block"], Json("conv_bn_relu"));
    QCOMPARE(document()->cursor().current(), std::string("/network/1"));
    // A choice cannot go there: it is said, nothing changes.
    const std::string before = document()->text();
    QMimeData wrong;
    wrong.setData(QLatin1String(SpaceTreeModel::kPlaceMime), SpaceTreeModel::placeData("/choices/0"));
    dropOn(canvas, wrong, canvas.rectOfGap("/network", 0)->center());
    QCOMPARE(document()->text(), before);
    QVERIFY(!m_window->space().messages().text().isEmpty());
  }

  void selectionIsShared() {
    open("mobilenetv3-ofa");
    auto& canvas = m_window->space().canvas();
    const auto rect = canvas.rectOf("/network/1/do/1");
    QVERIFY(rect.has_value());
    m_window->space().findChild<QScrollArea*>(QStringLiteral("spaceCanvasScroll"))->ensureVisible(rect->x(), rect->y());
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, rect->center());
    QCOMPARE(document()->cursor().current(), std::string("/network/1/do/1"));
    const auto index = child<QTreeView>("spaceTree")->currentIndex();
    QCOMPARE(index.data(SpaceTreeModel::PointerRole).toString(), QStringLiteral("/network/1/do/1"));
    QTRY_COMPARE(child<QLabel>("propertiesTitle")->text(), QStringLiteral("Hard swish"));
    // A called block opens in the canvas.
    Q_EMIT canvas.blockRequested(QStringLiteral("mbconv"));
    QCOMPARE(canvas.body(), std::string("/blocks/mbconv/body"));
    QCOMPARE(child<QTabBar>("spaceBodies")->tabText(child<QTabBar>("spaceBodies")->currentIndex()),
             QStringLiteral("mbconv"));
  }

  void renamedInTheTree() {
    open("mobilenetv3-ofa");
    auto& tree = m_window->space().tree();
    document()->cursor().set("/choices/1/choices/0");
    const auto index = tree.model().indexOf("/choices/1/choices/0");
    QVERIFY(tree.model().setData(index, QStringLiteral("blocks"), Qt::EditRole));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    QCOMPARE(document()->json()["choices"][1]["choices"][1]["when"], Json("index < blocks"));
    const QSignalSpy refused(&tree, &SpaceTreePanel::refused);
    QVERIFY(!tree.model().setData(tree.model().indexOf("/choices/0"), QStringLiteral("stage"), Qt::EditRole));
    QCOMPARE(refused.count(), 1);
  }

  void theGalleryShowsEveryFamily() {
    m_window->newSpace();
    auto* list = child<QListView>("galleryList");
    QTRY_COMPARE(list->model()->rowCount(), static_cast<int>(builtInFamilies().size()) + 1);
    QTest::keyClicks(child<QLineEdit>("galleryFilter"), QStringLiteral("once"));
    int shown = 0;
    for (int i = 0; i < list->model()->rowCount(); ++i) shown += list->isRowHidden(i) ? 0 : 1;
    QCOMPARE(shown, 1);
    QTest::keyClick(child<QLineEdit>("galleryFilter"), Qt::Key_Return);
    QVERIFY(document() != nullptr);
    QCOMPARE(document()->builtInName(), std::string("mobilenetv3-ofa"));
    // Unsaved changes are not lost without a question.
    PSCOPE_VERIFY_OK(document()->setValue("/title", "Mine"));
    m_answer = SpaceSaving::Answer::Cancel;
    m_window->space().beginWith(QStringLiteral("demo"));
    QCOMPARE(document()->json()["title"], Json("Mine"));
    m_window->close();
    QVERIFY(m_window->isVisible());
    m_answer = SpaceSaving::Answer::Save;
    m_window->space().beginWith(QStringLiteral("demo"));
    QVERIFY(readFile(m_fixture->path("mine.json")).value().find("Mine") != std::string::npos);
    QCOMPARE(document()->builtInName(), std::string("demo"));
  }

  void theSpaceIsSearched() {
    open("demo");
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    click(child<QPushButton>("searchThisSpace"));
    auto* assistant = m_window->findChild<NewStudyDialog*>();
    QVERIFY(assistant != nullptr);
    QCOMPARE(assistant->config().space, std::string("demo"));  // unchanged: the built-in one
    assistant->reject();
    QTRY_VERIFY(m_window->findChild<NewStudyDialog*>() == nullptr);
    PSCOPE_VERIFY_OK(document()->setValue("/choices/0/levels", Json::array({4, 8})));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    click(child<QPushButton>("searchThisSpace"));
    assistant = m_window->findChild<NewStudyDialog*>();
    QVERIFY(assistant != nullptr);
    QCOMPARE(assistant->config().space, m_fixture->path("mine.json"));
    QVERIFY(!document()->modified());
    assistant->reject();
  }

  void theStudysSpaceIsEditedAndCompared() {
    QVERIFY(m_window->createStudy(QString::fromStdString(m_fixture->path("study.pscope")), m_fixture->freeConfig(3),
                                  false));
    QCOMPARE(m_window->perspectives().current(), QStringLiteral("explore"));
    action("actionEditSpace")->trigger();
    QCOMPARE(m_window->perspectives().current(), QStringLiteral("space"));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    PSCOPE_VERIFY_OK(document()->setValue("/choices/0/levels", Json::array({4, 8})));
    QTRY_VERIFY_WITH_TIMEOUT(document()->valid(), 60'000);
    raise("spaceChangesDock");
    auto* against = child<QComboBox>("changesAgainst");
    QCOMPARE(against->count(), 2);
    against->setCurrentIndex(1);
    auto* changes = child<QTextBrowser>("changesText");
    QTRY_VERIFY(changes->toPlainText().contains(QStringLiteral("6, 12, 16, 24")));
  }

  // Valid JSON of types that no space has: every view must bear it, whatever is selected.
  void wrongTypesInAllViews_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("summary") << R"({"pscope_space": 1, "blocks": {"a": {"summary": null, "body": 3}}})";
    QTest::newRow("type") << R"({"pscope_space": 1, "choices": [{"name": "k", "type": 3, "values": {}}]})";
    QTest::newRow("choices") << R"({"pscope_space": 1, "choices": {}, "network": {}})";
    QTest::newRow("name") << R"({"pscope_space": 1, "name": [], "choices": [{"name": 5, "values": [1]}]})";
    QTest::newRow("text") << R"({"pscope_space": 1, "choices": ["k"], "network": ["x", null]})";
    QTest::newRow("cases") << R"({"pscope_space": 1, "network": [{"switch": 1, "cases": [2]}, {"if": {}, "then": 1}]})";
    QTest::newRow("scales") << R"({"pscope_space": 1, "scales": {"input": 1}, "values": 3, "constraints": {"a": 1}})";
  }
  void wrongTypesInAllViews() {
    QFETCH(QString, text);
    m_window->perspectives().show(QStringLiteral("space"));
    m_window->space().beginWith({});
    document()->setText(text.toStdString());
    for (const char* pointer : {"", "/choices", "/choices/0", "/network", "/network/0", "/network/1", "/blocks/a",
                                "/blocks/a/body", "/scales", "/values", "/constraints"}) {
      document()->cursor().set(pointer);
      QCoreApplication::processEvents();
      (void)document()->paste(R"({"pscope_fragment": 1, "choices": [{"name": "n", "values": [1, 2]}]})");
      (void)document()->paste(R"({"pscope_fragment": 1, "statements": [{"op": "relu"}]})");
      document()->setText(text.toStdString());
      for (auto* button : m_window->findChildren<QPushButton*>(QRegularExpression(QStringLiteral("^(add|guide)")))) {
        if (button->isVisible() && button->isEnabled() && !button->text().endsWith(QChar(0x2026))) button->click();
      }
      document()->setText(text.toStdString());
    }
    QCOMPARE(document()->text(), text.toStdString());
  }

  // In a gap nothing is selected: Delete must not take the list that the gap belongs to.
  void deletingInAGapTakesNothing() {
    m_window->perspectives().show(QStringLiteral("space"));
    m_window->space().beginWith(QStringLiteral("demo"));
    const std::string before = document()->text();
    document()->cursor().setGap("/network", 1);
    m_window->findChild<QAction*>(QStringLiteral("actionSpaceRemove"))->trigger();
    m_window->findChild<QAction*>(QStringLiteral("actionSpaceCut"))->trigger();
    QCOMPARE(document()->text(), before);
  }

  // No text view may turn one character into another.
  void noBreakSpacesStay() {
    m_window->perspectives().show(QStringLiteral("space"));
    m_window->space().beginWith({});
    const std::string title = "{\"pscope_space\": 1, \"title\": \"Prix\xC2\xA0: 3\"}";
    document()->setText(title);
    raise("spaceJsonDock");
    auto* text = child<QPlainTextEdit>("spaceJson");
    QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Prix")));
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, QStringLiteral(" "));
    QCOMPARE(document()->text(), title + " ");
  }

  // What a keyboard or the clipboard brings that JSON does not know must not break a text unseen.
  void typedLineEndsAndSpacesAreThoseOfJson() {
    m_window->perspectives().show(QStringLiteral("space"));
    m_window->space().beginWith({});
    document()->setText("{}");
    raise("spaceJsonDock");
    auto* text = child<QPlainTextEdit>("spaceJson");
    QTRY_COMPARE(text->toPlainText(), QStringLiteral("{}"));
    text->moveCursor(QTextCursor::End);
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(document()->text(), std::string("{}\n"));
    QApplication::clipboard()->setText(QStringLiteral("\u00a0\u2028"));
    text->paste();
    QCOMPARE(document()->text(), std::string("{}\n \n"));
  }

  void aBrokenSpaceCanBeMended() {
    const std::string path = m_fixture->path("broken.json");
    PSCOPE_VERIFY_OK(writeFileAtomically(path, "{\n  \"pscope_space\": 1,\n  \"name\": \n}\n"));
    m_window->openPath(QString::fromStdString(path));
    QCOMPARE(m_window->perspectives().current(), QStringLiteral("space"));
    QVERIFY(document()->textError().has_value());
    QVERIFY(m_window->space().messages().text().contains(QStringLiteral("4:1")));
  }

 private:
  SpaceDocument* document() { return m_window->space().document(); }
  template <class T>
  T* child(const char* name) {
    auto* found = m_window->findChild<T*>(QLatin1String(name));
    if (found == nullptr) qFatal("no child %s", name);
    return found;
  }
  QAction* action(const char* name) { return child<QAction>(name); }
  void open(const char* family) {
    m_window->perspectives().show(QStringLiteral("space"));
    m_window->space().beginWith(QLatin1String(family));
    QVERIFY(document() != nullptr);
    QTest::qWait(1);  // the layout
  }
  void raise(const char* dock) {
    m_window->space().dock(dock)->show();
    m_window->space().dock(dock)->raise();
    QTest::qWait(1);
  }
  static void click(QWidget* widget, QPoint position = {}) {
    QVERIFY(widget != nullptr && widget->isVisible());
    QTest::mouseClick(widget, Qt::LeftButton, {}, position.isNull() ? widget->rect().center() : position);
    QTest::qWait(1);
  }
  void clickTool(const char* name) {
    auto* button = child<QToolBar>("mainToolBar")->widgetForAction(action(name));
    QVERIFY2(button != nullptr && button->isVisible(), name);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::qWait(1);
  }
  /// A click on a part of the palette.
  void part(const char* name) {
    auto* list = child<QTreeWidget>("palette");
    for (auto* item : list->findItems(QString(), Qt::MatchContains | Qt::MatchRecursive)) {
      if (item->data(0, Qt::UserRole).toString() != QLatin1String(name)) continue;
      list->scrollToItem(item);
      return click(list->viewport(), list->visualItemRect(item).center());
    }
    QFAIL(name);
  }
  QWidget* editor(const char* name) {
    QWidget* found = nullptr;
    [&] {
      QTRY_VERIFY2((found = m_window->space().properties().findChild<QWidget*>(QLatin1String(name))) != nullptr, name);
    }();
    if (found == nullptr) qFatal("no field %s", name);
    return found;
  }
  /// Click, all selected, typed, left by Tab.
  void type(const char* field, const char* text) {
    QWidget* widget = editor(field);
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(widget, QLatin1String(text));
    QTest::keyClick(widget, Qt::Key_Tab);
    QTest::qWait(1);
  }
  /// The value is selected by a double-click and replaced from the list of names, by mouse.
  void pick(const char* field, const char* name, bool select = true) {
    auto* line = static_cast<QLineEdit*>(editor(field));
    if (select) QTest::mouseDClick(line, Qt::LeftButton, {}, QPoint(12, line->height() / 2));
    auto* button = line->findChild<QToolButton*>();
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    auto* popup = line->findChild<QCompleter*>()->popup();
    QTRY_VERIFY(popup->isVisible());
    for (int row = 0; row < popup->model()->rowCount(); ++row) {
      const auto index = popup->model()->index(row, 0);
      if (index.data().toString() != QLatin1String(name)) continue;
      popup->scrollTo(index);
      QTest::mouseClick(popup->viewport(), Qt::LeftButton, {}, popup->visualRect(index).center());
      QTest::qWait(1);
      return;
    }
    QFAIL(name);
  }
  void clickGap(const char* array, std::size_t index) {
    auto& canvas = m_window->space().canvas();
    const auto rect = canvas.rectOfGap(array, index);
    QVERIFY2(rect.has_value(), array);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, rect->center());
  }
  static void dropOn(QWidget& widget, const QMimeData& mime, QPoint position) {
    QDragEnterEvent enter(position, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(position, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
    QDropEvent drop(position, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &drop);
    QTest::qWait(1);
  }
  void drop(const char* name, const char* array, std::size_t index) {
    auto* list = child<QTreeWidget>("palette");
    for (auto* item : list->findItems(QString(), Qt::MatchContains | Qt::MatchRecursive)) {
      if (item->data(0, Qt::UserRole).toString() != QLatin1String(name)) continue;
      QMimeData mime;
      mime.setData(QLatin1String(SpaceTreeModel::kFragmentMime), item->data(0, Qt::UserRole + 1).toByteArray());
      auto& canvas = m_window->space().canvas();
      const auto rect = canvas.rectOfGap(array, index);
      QVERIFY2(rect.has_value(), array);
      return dropOn(canvas, mime, rect->center());
    }
    QFAIL(name);
  }
  static QString grouped(const char* text) {
    return QString::fromLatin1(text).replace(QLatin1Char(','), QLocale().groupSeparator());
  }
  QByteArray problemsText() {
    QByteArray text;
    for (const auto& problem : document()->problems()) text += problem.text().c_str() + QByteArray("\n");
    return text + document()->text().c_str();
  }

  std::unique_ptr<WindowFixture> m_fixture;
  std::unique_ptr<MainWindow> m_window;
  SpaceSaving::Answer m_answer = SpaceSaving::Answer::Discard;
};

PSCOPE_TEST(TstSpaceEditor)
#include "tst_space_editor.moc"

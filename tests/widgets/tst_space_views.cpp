#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "widgets/count_text.h"
#include "widgets/space_document.h"
#include "widgets/space_fields.h"
#include "widgets/space_outline.h"
#include "widgets/space_tree_model.h"

using namespace pscope;

namespace {

std::string familyText(const char* name) {
  const auto text = readFile(std::string(PSCOPE_SOURCE_DIR "/resources/spaces/") + name + ".json");
  return text.ok() ? text.value() : std::string();
}

SpaceField fieldOf(const SpaceForm& form, const char* member) {
  for (const auto& field : form.fields) {
    if (field.member == member) return field;
  }
  return {};
}

}  // namespace

/// What the views of a space are made of: counts, rows, forms.
class TstSpaceViews : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void counts() {
    QLocale::setDefault(QLocale::c());
    QCOMPARE(shortCountText("0"), QStringLiteral("0"));
    QCOMPARE(shortCountText("15625").remove(QLocale().groupSeparator()), QStringLiteral("15625"));
    // 25 * 7371^5 of the once-for-all space
    QCOMPARE(shortCountText("543966387314312146275"), QStringLiteral("5.44 × 10²⁰"));
    QCOMPARE(shortCountText("99990000000"), QStringLiteral("1.00 × 10¹¹"));  // carries
    QCOMPARE(powerOfTenText("543966387314312146275"), QStringLiteral("≈ 10²⁰·⁷"));
    QLocale::setDefault(QLocale(QLocale::English));
    QCOMPARE(groupedDigits("78364164096"), QStringLiteral("78,364,164,096"));
    QCOMPARE(groupedDigits("12"), QStringLiteral("12"));
    QLocale::setDefault(QLocale::system());
  }

  void treeOfEveryFamily() {
    SpaceTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto& family : builtInFamilies()) {
      SpaceDocument document(familyText(family.name.c_str()));
      model.setDocument(&document);
      QCOMPARE(model.rowCount(), 6);
      const auto index = model.indexOf("/choices/0");
      QCOMPARE(index.data(SpaceTreeModel::PointerRole).toString(), QStringLiteral("/choices/0"));
      PSCOPE_VERIFY_OK(document.insert("/network", 0, Json{{"op", "relu"}}, QStringLiteral("Add")));
      QCOMPARE(model.indexOf("/network/0").data().toString(), QStringLiteral("ReLU"));
      document.undoStack().undo();
      model.setDocument(nullptr);
    }
  }

  void rowsOfUnfinishedDocuments() {
    for (const char* text : {"{}", "[]", R"({"choices": 3, "network": {"op": 1}, "scales": [1], "blocks": []})",
                             R"({"network": [{"op": 3}, 7, {"for": 1, "over": 2}, {"switch": {}, "cases": []}]})"}) {
      const Json json = Json::parse(text);
      const auto outline = outlineOf(json);
      QCOMPARE(outline.children.size(), std::size_t{6});
      for (const char* pointer :
           {"", "/choices", "/network/0", "/network/1", "/network/2", "/network/3", "/scales/0"}) {
        const auto form = formOf(json, pointer);
        QVERIFY(!form.title.isEmpty() || form.fields.empty());
      }
    }
  }

  void fieldsReadBackWhatTheyShow_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("member");
    QTest::newRow("levels") << "/choices/1/choices/1/choices/0" << "/levels";
    QTest::newRow("whole number") << "/choices/0" << "/low";
    QTest::newRow("condition") << "/choices/1/choices/1" << "/when";
    QTest::newRow("size that is chosen") << "/scales/0" << "/input/1";
    QTest::newRow("parameter") << "/scales/1" << "/parameters/width";
    QTest::newRow("argument") << "/network/2/do/1/do/0" << "/args/kernel";
    QTest::newRow("inputs") << "/blocks/mbconv/body/6/then/0" << "/in";
    QTest::newRow("names") << "/blocks/mbconv" << "/parameters";
  }
  void fieldsReadBackWhatTheyShow() {
    QFETCH(QString, pointer);
    QFETCH(QString, member);
    const Json document = Json::parse(familyText("mobilenetv3-ofa"));
    const auto form = formOf(document, pointer.toStdString());
    const SpaceField field = fieldOf(form, member.toLatin1());
    QVERIFY2(!field.label.isEmpty(), qPrintable(member));
    const Json* value = valueAt(document, (pointer + member).toStdString());
    QVERIFY(value != nullptr);
    const auto read = fieldValue(field, textOfField(field, *value));
    PSCOPE_VERIFY_OK(read);
    QVERIFY(read.value().has_value());
    QCOMPARE(*read.value(), *value);
  }

  void fieldsSayWhatIsWrong() {
    SpaceField whole;
    whole.kind = SpaceField::Kind::Integer;
    whole.low = 1;
    whole.high = 10;
    QVERIFY(!fieldValue(whole, QStringLiteral("11")).ok());
    QVERIFY(!fieldValue(whole, QStringLiteral("many")).ok());
    QVERIFY(!fieldValue(whole, {}).value().has_value());  // not required: left out
    SpaceField inputs;
    inputs.kind = SpaceField::Kind::Values;
    QCOMPARE(*fieldValue(inputs, QStringLiteral("main, x if skip")).value(),
             Json::parse(R"(["main", {"value": "x", "when": "skip"}])"));
    SpaceField expression;
    expression.kind = SpaceField::Kind::Expression;
    QCOMPARE(*fieldValue(expression, QStringLiteral("[1, 7]")).value(), Json::parse("[1, 7]"));
    QCOMPARE(*fieldValue(expression, QStringLiteral("2 * width")).value(), Json("2 * width"));
    QCOMPARE(*fieldValue(expression, QStringLiteral("0.5")).value(), Json(0.5));
    QCOMPARE(*fieldValue(expression, QStringLiteral("true")).value(), Json(true));
  }
};

PSCOPE_TEST(TstSpaceViews)
#include "tst_space_views.moc"

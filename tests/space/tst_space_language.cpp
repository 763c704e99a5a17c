#include <QRegularExpression>
#include <QtTest>

#include "core/base/file.h"
#include "core/network/network.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// The worked example of resources/help/space-language.md says what is true.
class TstSpaceLanguage : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void choicesOnly();
  void theExampleWorks();
};

void TstSpaceLanguage::theExampleWorks() {
  const auto file = readFile(PSCOPE_SOURCE_DIR "/resources/help/space-language.md", 1 << 20);
  PSCOPE_VERIFY_OK(file);
  const std::string& text = file.value();
  const auto begin = text.find("```json\n{\n  \"pscope_space\"");
  QVERIFY(begin != std::string::npos);
  const std::string document = text.substr(begin + 8, text.find("\n```", begin) - begin - 8);
  const auto problems = Space::check(document, "space-language.md");
  QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().text().c_str());
  const auto space = Space::fromText(document, "space-language.md").value();
  QVERIFY(text.find("**" + space.count() + " designs**") != std::string::npos);
  // "`<design>` has <n> parameters and <m> MACs"
  const QRegularExpression claim("`(\\S+=\\S+)` has ([0-9,]+) parameters and ([0-9,]+) MACs");
  auto claims = claim.globalMatch(QString::fromStdString(text));
  int count = 0;
  while (claims.hasNext()) {
    const auto match = claims.next();
    const auto genome = space.parse(match.captured(1).toStdString());
    PSCOPE_VERIFY_OK(genome);
    const auto costs = staticCosts(space.lower(genome.value()).value());
    QCOMPARE(QString::number(costs.params), match.captured(2).remove(','));
    QCOMPARE(QString::number(costs.macs), match.captured(3).remove(','));
    ++count;
  }
  QCOMPARE(count, 2);
}

void TstSpaceLanguage::choicesOnly() {
  const std::string head = R"({"pscope_space": 1, "name": "plain", "choices": [{"name": "a", "type": "boolean"}], )";
  const auto space = Space::fromText(head + R"("network": null})", "plain.json");
  PSCOPE_VERIFY_OK(space);
  QVERIFY(space.value().scales().empty());
  QCOMPARE(QString::fromStdString(space.value().count()), QString("2"));
  QCOMPARE(QString::fromStdString(space.value().text({1})), QString("a=true"));
  QVERIFY(Space::check(head + R"("network": null})", "plain.json").empty());
  const auto network = space.value().lower({1});
  QVERIFY(!network.ok());
  QCOMPARE(network.error().code, ErrorCode::Unsupported);
  // Without a network the rest of it has no meaning; a forgotten one is still a mistake.
  QVERIFY(!Space::fromText(head + R"("network": null, "scales": []})", "").ok());
  QVERIFY(!Space::fromText(head + R"("network": null, "blocks": {}})", "").ok());
  QVERIFY(!Space::fromText(head.substr(0, head.size() - 2) + "}", "").ok());
}

PSCOPE_TEST(TstSpaceLanguage)
#include "tst_space_language.moc"

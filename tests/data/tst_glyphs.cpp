#include <QtTest>
#include <algorithm>
#include <set>

#include "core/base/hash.h"
#include "core/data/glyphs.h"
#include "tests/data/data_files.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstGlyphs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void areTheSameEverywhere();
  void haveBalancedClassesAndUnseenTestFonts();
  void cacheServesAndIsMended();
  void cacheIsOptional();
  void missingFontNamesFileAndPackage();
  void cancels();
};

namespace {

QString hashOf(const std::vector<std::uint8_t>& bytes) {
  return QString::fromStdString(hashText({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

GlyphOptions small(const Folder& cache) {
  GlyphOptions options;
  options.cacheFolder = cache.path("cache");
  options.trainImages = 400;
  options.testImages = 100;
  return options;
}

}  // namespace

// With the fonts and the FreeType of Debian 12; other versions of those packages may draw other images.
void TstGlyphs::areTheSameEverywhere() {
  const Folder cache;
  const auto glyphs = readGlyphs(small(cache), true, {});
  PSCOPE_VERIFY_OK(glyphs);
  QCOMPARE(glyphs.value().train.count(), std::size_t{400});
  QCOMPARE(hashOf(glyphs.value().train.pixels), QString("1196bfb93aaa65e43e35e3ad615a1ef2"));
  QCOMPARE(hashOf(glyphs.value().test->pixels), QString("b08fe0cc6a1ce9bd87a6d7654c006be8"));
}

void TstGlyphs::haveBalancedClassesAndUnseenTestFonts() {
  const Folder cache;
  const auto glyphs = readGlyphs(small(cache), false, {});
  PSCOPE_VERIFY_OK(glyphs);
  QVERIFY(glyphs.value().hasTest);
  QVERIFY(!glyphs.value().test);
  QCOMPARE(glyphs.value().classes.size(), std::size_t{10});
  for (int label = 0; label < 10; ++label) {
    QCOMPARE(std::count(glyphs.value().train.labels.begin(), glyphs.value().train.labels.end(), label),
             std::ptrdiff_t{40});
  }
  // Every image shows something: its pixels differ.
  for (std::size_t i = 0; i < glyphs.value().train.count(); ++i) {
    const auto begin = glyphs.value().train.pixels.begin() + static_cast<std::ptrdiff_t>(i * 784);
    const auto [low, high] = std::minmax_element(begin, begin + 784);
    QVERIFY(*high - *low > 60);
  }
  std::set<std::string> training, testing;  // packages
  for (const auto& font : glyphFonts()) (font.test ? testing : training).insert(font.package);
  QVERIFY(training.size() >= 10);
  QVERIFY(testing.size() >= 5);
  for (const auto& package : testing) QVERIFY2(!training.contains(package), package.c_str());
  const GlyphOptions whole;
  QVERIFY(whole.trainImages >= 12'000);
  QCOMPARE(describeGlyphs().shape, (TensorShape{1, 28, 28}));
}

void TstGlyphs::cacheServesAndIsMended() {
  const Folder cache;
  const auto options = small(cache);
  const auto first = readGlyphs(options, true, {});
  PSCOPE_VERIFY_OK(first);
  const QDir folder(QString::fromStdString(options.cacheFolder));
  const auto files = folder.entryList(QDir::Files);
  QCOMPARE(files.size(), 2);
  bool drawn = false;
  JobContext job;
  job.report = [&drawn](const Progress&) { drawn = true; };
  const auto second = readGlyphs(options, true, job);
  PSCOPE_VERIFY_OK(second);
  QVERIFY(!drawn);
  QCOMPARE(second.value().train.pixels, first.value().train.pixels);
  QCOMPARE(second.value().train.labels, first.value().train.labels);

  for (const auto& name : files) {  // one byte of each file goes wrong
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(1000);
    char byte = 0;
    QVERIFY(file.peek(&byte, 1) == 1);
    byte = static_cast<char>(byte ^ 1);
    QCOMPARE(file.write(&byte, 1), qint64{1});
  }
  const auto third = readGlyphs(options, true, job);
  PSCOPE_VERIFY_OK(third);
  QVERIFY(drawn);
  QCOMPARE(third.value().train.pixels, first.value().train.pixels);
  QCOMPARE(third.value().test->pixels, first.value().test->pixels);
}

void TstGlyphs::cacheIsOptional() {
  const Folder cache;
  auto options = small(cache);
  writeBytes(cache.path("file"), {1});
  options.cacheFolder = cache.path("file") + "/cache";  // cannot be made
  std::string logged;
  JobContext job;
  job.log = [&logged](const std::string& text) { logged = text; };
  PSCOPE_VERIFY_OK(readGlyphs(options, false, job));
  QVERIFY(logged.find("cannot be cached") != std::string::npos);
}

void TstGlyphs::missingFontNamesFileAndPackage() {
  const Folder folder;
  auto options = small(folder);
  options.fontFolder = folder.path("fonts");
  const auto glyphs = readGlyphs(options, false, {});
  QVERIFY(!glyphs.ok());
  QCOMPARE(glyphs.error().code, ErrorCode::NotFound);
  QCOMPARE(glyphs.error().file, options.fontFolder + "/truetype/dejavu/DejaVuSans.ttf");
  const std::string text = glyphs.error().text();
  QVERIFY2(text.find("package fonts-dejavu-core") != std::string::npos, text.c_str());
  QVERIFY2(text.find("apt install fonts-dejavu-core fonts-liberation2") != std::string::npos, text.c_str());

  // A font that is damaged
  QVERIFY(QDir().mkpath(QString::fromStdString(options.fontFolder)));
  for (const auto& font : glyphFonts()) {
    const QString path = QString::fromStdString(options.fontFolder + "/" + font.file);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    writeBytes(path.toStdString(), {0, 1, 0, 0, 9, 9});
  }
  const auto damaged = readGlyphs(options, false, {});
  QVERIFY(!damaged.ok());
  QCOMPARE(damaged.error().code, ErrorCode::Unsupported);
  QCOMPARE(damaged.error().file, options.fontFolder + "/truetype/dejavu/DejaVuSans.ttf");
}

void TstGlyphs::cancels() {
  const Folder cache;
  std::stop_source stop;
  stop.request_stop();
  JobContext job;
  job.stop = stop.get_token();
  const auto glyphs = readGlyphs(small(cache), false, job);
  QVERIFY(!glyphs.ok());
  QCOMPARE(glyphs.error().code, ErrorCode::Cancelled);
}

PSCOPE_TEST(TstGlyphs)
#include "tst_glyphs.moc"

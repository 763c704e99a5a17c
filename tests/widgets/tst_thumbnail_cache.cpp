#include "widgets/thumbnail_cache.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

#include "tests/support/test_registry.h"
#include "widgets/appearance.h"

using namespace pscope;

namespace {

const QSize kSmall(96, 64);

Space space() {
  return openSpace("nasbench201").value();
}
Genome design(const Space& space, std::uint64_t index) {
  return space.design(index).value();
}
bool blank(const QPixmap& picture) {
  const QImage image = picture.toImage();
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      if (qAlpha(image.pixel(x, y)) > 0) return false;
    }
  }
  return true;
}

}  // namespace

class TstThumbnailCache : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void madeOnceInTheBackground() {
    ThumbnailCache cache;
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    const Space s = space();
    const Genome genome = design(s, 6111);
    const QPalette palette = Appearance::lightPalette();
    QVERIFY2(cache.thumbnail(s, genome, "deploy", kSmall, palette, 2).isNull(), "not on the window's thread");
    QVERIFY(ready.wait());
    QCOMPARE(ready.first().first().toString(), ThumbnailCache::designKey(s, genome, "deploy"));
    const QPixmap picture = cache.thumbnail(s, genome, "deploy", kSmall, palette, 2);
    QCOMPARE(picture.deviceIndependentSize().toSize(), kSmall);
    QCOMPARE(picture.devicePixelRatio(), 2.0);
    QVERIFY(!blank(picture));
    QCOMPARE(cache.made(), 1);
    const QString html = ThumbnailCache::html(picture);
    QVERIFY(html.startsWith("<img width='96' height='64' src='data:image/png;base64,"));
    QVERIFY(ThumbnailCache::html({}).isEmpty());
  }

  void lightDarkAndSizesAreApart() {
    ThumbnailCache cache;
    const Space s = space();
    const Genome genome = design(s, 100);
    const auto get = [&](const QPalette& palette, const QSize& size) {
      QPixmap picture;
      [&] { QTRY_VERIFY(!(picture = cache.thumbnail(s, genome, "deploy", size, palette, 1)).isNull()); }();
      return picture.toImage();
    };
    const QImage light = get(Appearance::lightPalette(), kSmall);
    const QImage dark = get(Appearance::darkPalette(), kSmall);
    const QImage large = get(Appearance::lightPalette(), QSize(240, 160));
    QVERIFY(light != dark);
    QCOMPARE(large.size(), QSize(240, 160));
    QCOMPARE(cache.made(), 3);
    QCOMPARE(get(Appearance::lightPalette(), kSmall), light);
    QCOMPARE(cache.made(), 3);
  }

  void leastRecentlyUsedGoesFirst() {
    ThumbnailCache cache(2);
    const Space s = space();
    const QPalette palette = Appearance::lightPalette();
    const auto get = [&](std::uint64_t index) {
      return cache.thumbnail(s, design(s, index), "deploy", kSmall, palette, 1);
    };
    for (const std::uint64_t index : {1, 2}) QTRY_VERIFY(!get(index).isNull());
    QVERIFY(!get(1).isNull());  // 2 is now the older one
    QTRY_VERIFY(!get(3).isNull());
    QCOMPARE(cache.size(), 2U);
    QVERIFY(!get(1).isNull());
    QVERIFY(get(2).isNull());
  }

  void whatCannotBeMadeIsEmptyAndTriedOnce() {
    ThumbnailCache cache;
    std::atomic<int> tries = 0;
    const auto source = [&tries]() -> Result<Network> {
      ++tries;
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Test", "No such network."));
    };
    const QPalette palette = Appearance::lightPalette();
    QPixmap picture;
    QTRY_VERIFY(!(picture = cache.thumbnail("broken", kSmall, palette, 1, source)).isNull());
    QVERIFY(blank(picture));
    cache.thumbnail("broken", kSmall, palette, 1, source);
    QCOMPARE(tries.load(), 1);
  }

  void manyWishesAreBounded() {
    ThumbnailCache cache;
    const Space s = space();
    const QPalette palette = Appearance::lightPalette();
    for (std::uint64_t index = 0; index < 1000; ++index) {
      cache.thumbnail(s, design(s, index), "deploy", kSmall, palette, 1);
    }
    // The newest wish comes next; what was scrolled past long ago is forgotten.
    QTRY_VERIFY(!cache.thumbnail(s, design(s, 999), "deploy", kSmall, palette, 1).isNull());
    QVERIFY(cache.made() < 20);
  }
};

PSCOPE_TEST(TstThumbnailCache)
#include "tst_thumbnail_cache.moc"

#include "widgets/thumbnail_cache.h"

#include <QBuffer>
#include <algorithm>

#include "viz/colours.h"
#include "viz/network_thumbnail.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxWishes = 200;  ///< a table that was scrolled past is forgotten

}  // namespace

ThumbnailCache::ThumbnailCache(std::size_t capacity, QObject* parent)
    : QObject(parent), m_capacity(std::max<std::size_t>(1, capacity)) {
  connect(&m_job, &BackgroundJob::succeeded, this, &ThumbnailCache::finish);
  connect(&m_job, &BackgroundJob::cancelled, this, &ThumbnailCache::begin);
  connect(&m_job, &BackgroundJob::failed, this, &ThumbnailCache::finish);
}

QString ThumbnailCache::designKey(const Space& space, const Genome& genome, const std::string& scale) {
  QString key =
      QString::fromStdString(space.hash()) + QLatin1Char('/') + QString::fromStdString(scale) + QLatin1Char('/');
  for (const int level : genome) key += QString::number(level) + QLatin1Char(',');
  return key;
}

QPixmap ThumbnailCache::thumbnail(const Space& space, const Genome& genome, const std::string& scale, const QSize& size,
                                  const QPalette& palette, double pixelRatio) {
  return thumbnail(designKey(space, genome, scale), size, palette, pixelRatio,
                   [space, genome, scale] { return space.lower(genome, scale); });
}

QPixmap ThumbnailCache::thumbnail(const QString& key, const QSize& size, const QPalette& palette, double pixelRatio,
                                  const Source& source) {
  const bool dark = Colours::isDark(palette);
  const QString full = QStringLiteral("%1|%2x%3@%4%5")
                           .arg(key)
                           .arg(size.width())
                           .arg(size.height())
                           .arg(pixelRatio)
                           .arg(dark ? QStringLiteral("d") : QString());
  if (const auto found = m_byKey.find(full); found != m_byKey.end()) {
    m_pictures.splice(m_pictures.begin(), m_pictures, found->second);
    return m_pictures.front().pixmap;
  }
  if (m_working && m_working->full == full) return {};
  const auto waiting = std::find_if(m_wishes.begin(), m_wishes.end(), [&](const auto& w) { return w->full == full; });
  if (waiting != m_wishes.end()) {
    std::rotate(m_wishes.begin(), waiting, waiting + 1);  // asked for again: visible now
    return {};
  }
  m_wishes.push_front(std::make_shared<Wish>(Wish{key, full, size, pixelRatio, dark, source, {}}));
  if (m_wishes.size() > kMaxWishes) m_wishes.pop_back();
  begin();
  return {};
}

void ThumbnailCache::begin() {
  if (m_job.running() || m_wishes.empty()) return;
  m_working = m_wishes.front();
  m_wishes.pop_front();
  m_job.start([wish = m_working](const JobContext&) -> Status {
    PSCOPE_TRY(const Network network, wish->source());
    wish->image = networkThumbnail(networkView(network), {wish->size, wish->pixelRatio, wish->dark});
    return {};
  });
}

void ThumbnailCache::finish() {
  const auto wish = std::exchange(m_working, nullptr);
  QImage image = wish->image;
  if (image.isNull()) {
    image = QImage(wish->size * wish->pixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(wish->pixelRatio);
    image.fill(Qt::transparent);
  }
  ++m_made;
  keep(wish->full, QPixmap::fromImage(image));
  begin();
  Q_EMIT ready(wish->key);
}

void ThumbnailCache::keep(const QString& full, QPixmap pixmap) {
  m_pictures.push_front({full, std::move(pixmap)});
  m_byKey[full] = m_pictures.begin();
  while (m_pictures.size() > m_capacity) {
    m_byKey.erase(m_pictures.back().full);
    m_pictures.pop_back();
  }
}

QString ThumbnailCache::html(const QPixmap& picture) {
  if (picture.isNull()) return {};
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  const QSizeF size = picture.deviceIndependentSize();
  return QStringLiteral("<img width='%1' height='%2' src='data:image/png;base64,%3'>")
      .arg(size.width())
      .arg(size.height())
      .arg(QString::fromLatin1(bytes.toBase64()));
}

}  // namespace pscope

#pragma once

#include <QObject>
#include <QPalette>
#include <QPixmap>
#include <QSize>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <unordered_map>

#include "core/base/job.h"
#include "core/network/network.h"
#include "core/space/space.h"
#include "widgets/background_job.h"

namespace pscope {

/// Pictures of networks for tooltips and tables, made in the background and kept, the least recently used given up.
///
/// A view asks while it paints and shows nothing where the picture is not there yet; ready() tells when it is.
/// @thread the window's
class ThumbnailCache : public QObject {
  Q_OBJECT
 public:
  using Source = std::function<Result<Network>()>;  ///< runs in the background

  /// @param capacity  pictures that are kept: 96x64 take 25 kB each
  explicit ThumbnailCache(std::size_t capacity = 600, QObject* parent = nullptr);

  /// The picture, or a null one; then it is being made, the newest wish first, and ready(key) follows. A network that
  /// cannot be made gives an empty picture, and no second try.
  /// @param key  names the network: the same for the same one, such as designKey() or a canonical hash
  /// @param palette  light or dark; each is a picture of its own, as is each size and pixel ratio
  QPixmap thumbnail(const QString& key, const QSize& size, const QPalette& palette, double pixelRatio,
                    const Source& source);
  /// The same for one design of a space at a scale.
  QPixmap thumbnail(const Space& space, const Genome& genome, const std::string& scale, const QSize& size,
                    const QPalette& palette, double pixelRatio);
  static QString designKey(const Space& space, const Genome& genome, const std::string& scale);

  /// An <img> for rich text, such as a tooltip; empty while there is no picture.
  static QString html(const QPixmap& picture);

  std::size_t size() const { return m_pictures.size(); }
  int made() const { return m_made; }  ///< pictures made so far

 Q_SIGNALS:
  void ready(const QString& key);

 private:
  struct Picture {
    QString full;  ///< key with size, look and pixel ratio
    QPixmap pixmap;
  };
  struct Wish {
    QString key, full;
    QSize size;
    double pixelRatio = 1;
    bool dark = false;
    Source source;
    QImage image;
  };
  void begin();
  void finish();
  void keep(const QString& full, QPixmap pixmap);

  std::size_t m_capacity;
  std::list<Picture> m_pictures;  ///< most recently used first
  std::unordered_map<QString, std::list<Picture>::iterator> m_byKey;
  std::deque<std::shared_ptr<Wish>> m_wishes;  ///< newest first
  std::shared_ptr<Wish> m_working;
  int m_made = 0;
  BackgroundJob m_job;
};

}  // namespace pscope

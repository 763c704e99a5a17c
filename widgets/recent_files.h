#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace pscope {

/// The studies opened last, newest first, kept in the settings.
class RecentFiles : public QObject {
  Q_OBJECT
 public:
  /// @param settings  outlives this
  explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

  void add(const QString& path);
  void remove(const QString& path);
  void clear();
  /// At most ten, those that still exist.
  QStringList files() const;

 Q_SIGNALS:
  void changed();

 private:
  void store(const QStringList& files);

  QSettings& m_settings;
};

}  // namespace pscope

#include "widgets/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace pscope {

namespace {

constexpr int kMaxFiles = 10;
const char kKey[] = "recentFiles";

}  // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {}

void RecentFiles::add(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  QStringList all = m_settings.value(QLatin1String(kKey)).toStringList();
  all.removeAll(absolute);
  all.prepend(absolute);
  store(all.mid(0, kMaxFiles));
}

void RecentFiles::remove(const QString& path) {
  QStringList all = m_settings.value(QLatin1String(kKey)).toStringList();
  if (all.removeAll(QFileInfo(path).absoluteFilePath()) > 0) store(all);
}

void RecentFiles::clear() {
  store({});
}

QStringList RecentFiles::files() const {
  QStringList result;
  for (const auto& file : m_settings.value(QLatin1String(kKey)).toStringList()) {
    if (QFileInfo::exists(file)) result.append(file);
  }
  return result;
}

void RecentFiles::store(const QStringList& files) {
  m_settings.setValue(QLatin1String(kKey), files);
  Q_EMIT changed();
}

}  // namespace pscope

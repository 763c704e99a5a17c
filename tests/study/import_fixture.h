#pragma once

#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <string>

#include "core/study/import_study.h"
#include "tests/support/test_data.h"

namespace pscope::test {

/// A file of tests/data/files.
inline std::string importFile(const char* name) {
  return ownData((std::string("files/") + name).c_str());
}

inline bool hasNote(const ImportedStudy& study, const std::string& part) {
  for (const auto& note : study.notes) {
    if (format(note).find(part) != std::string::npos) return true;
  }
  return false;
}

inline std::string writeText(const QTemporaryDir& folder, const char* name, const std::string& text) {
  QFile file(folder.filePath(QLatin1String(name)));
  if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write %s", name);
  file.write(QByteArray::fromStdString(text));
  return file.fileName().toStdString();
}

}  // namespace pscope::test

#include "widgets/device_library.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {

DeviceLibrary::DeviceLibrary(QString folder, QObject* parent)
    : QAbstractListModel(parent), m_folder(std::move(folder)) {
  for (const DeviceProfile& preset : devicePresets()) add(std::make_unique<DeviceDocument>(preset));
  const QDir own(m_folder);
  for (const QString& name : own.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
    auto document = DeviceDocument::open(own.filePath(name));
    if (document.ok()) {
      if (document.value()->draftProblem()) m_problems.push_back(*document.value()->draftProblem());
      add(std::move(document).value());
    } else {
      m_problems.push_back(document.error());
    }
  }
}

DeviceLibrary::~DeviceLibrary() = default;

void DeviceLibrary::add(std::unique_ptr<DeviceDocument> document) {
  const int row = rowCount();
  beginInsertRows({}, row, row);
  DeviceDocument* added = document.get();
  m_documents.push_back(std::move(document));
  endInsertRows();
  connect(added, &DeviceDocument::changed, this, [this, added] {
    const QModelIndex index = this->index(rowOf(added));
    Q_EMIT dataChanged(index, index);
  });
  connect(added, &DeviceDocument::saveFailed, this, &DeviceLibrary::saveFailed);
}

int DeviceLibrary::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_documents.size());
}

int DeviceLibrary::rowOf(const DeviceDocument* document) const {
  for (int row = 0; row < rowCount(); ++row) {
    if (&at(row) == document) return row;
  }
  return -1;
}

int DeviceLibrary::rowOf(const QString& name) const {
  for (int row = rowCount() - 1; row >= 0; --row) {
    if (toQString(at(row).profile().name()) == name) return row;
  }
  return -1;
}

QStringList DeviceLibrary::families() const {
  QStringList families;
  for (const auto& document : m_documents) {
    const QString family = document->text("family");
    if (!family.isEmpty() && !families.contains(family)) families << family;
  }
  families.sort(Qt::CaseInsensitive);
  return families;
}

DeviceList DeviceLibrary::devices() const {
  auto list = std::make_shared<std::vector<DeviceProfile>>();
  for (const auto& document : m_documents) list->push_back(document->profile());
  return list;
}

QVariant DeviceLibrary::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const DeviceDocument& document = at(index.row());
  const QString family = document.text("family");
  switch (role) {
    case Qt::DisplayRole:
      return document.title();
    case Qt::ToolTipRole:
      return document.text("summary");
    case Qt::AccessibleTextRole:
      return QStringLiteral("%1, %2").arg(document.title(), data(index, SubtitleRole).toString());
    case FamilyRole:
      return family;
    case SubtitleRole: {
      QStringList parts;
      if (!family.isEmpty()) parts << family;
      parts << (document.readOnly() ? tr("preset") : tr("your own"));
      if (!document.profile().fits().empty()) parts << tr("fitted");
      if (document.problem()) parts << tr("has problems");
      return parts.join(QStringLiteral(" \u00b7 "));
    }
    case OwnRole:
      return !document.readOnly();
    case ProblemRole:
      return document.problem().has_value();
    case SearchRole:
      return QStringList{document.title(), document.text("name"), family, document.text("summary"),
                         data(index, SubtitleRole).toString()}
          .join(QLatin1Char(' '));
    default:
      return {};
  }
}

QString DeviceLibrary::freeFile(const QString& name) const {
  static const QRegularExpression kOdd(QStringLiteral("[^A-Za-z0-9._-]+"));
  QString stem = QString(name).replace(kOdd, QStringLiteral("-"));
  while (stem.startsWith(QLatin1Char('.')) || stem.startsWith(QLatin1Char('-'))) stem.remove(0, 1);
  if (stem.isEmpty()) stem = QStringLiteral("device");
  const QDir folder(m_folder);
  // Names are how views tell devices apart; a draft that was left behind must not become that of another profile.
  const auto taken = [this](const QString& wanted) {
    const int row = rowOf(QFileInfo(wanted).completeBaseName());
    return (row >= 0 && at(row).readOnly()) || QFileInfo::exists(wanted) ||
           QFileInfo::exists(wanted + QStringLiteral(".draft"));
  };
  QString file = folder.filePath(stem + QStringLiteral(".json"));
  for (int i = 2; taken(file); ++i) file = folder.filePath(QStringLiteral("%1-%2.json").arg(stem).arg(i));
  return file;
}

Result<int> DeviceLibrary::addFile(const Json& json) {
  QDir().mkpath(m_folder);
  Json named = json;
  const QString file = freeFile(toQString(json.value("name", "device")));
  named["name"] = QFileInfo(file).completeBaseName().toStdString();
  PSCOPE_CHECK(writeFileAtomically(file.toStdString(), named.dump(1) + "\n"));
  PSCOPE_TRY(auto document, DeviceDocument::open(file));
  add(std::move(document));
  return rowCount() - 1;
}

Result<int> DeviceLibrary::duplicate(int row) {
  const DeviceDocument& original = at(row);
  Json copy = original.profile().document();
  copy["title"] = tr("%1 (copy)").arg(original.title()).toStdString();
  return addFile(copy);
}

Result<int> DeviceLibrary::create(const QString& title) {
  const std::string text = title.trimmed().toStdString();
  return addFile(Json{{"pscope_device", 1}, {"name", text}, {"title", text}});
}

Result<int> DeviceLibrary::import(const QString& path) {
  PSCOPE_TRY(const DeviceProfile profile, openDevice(QFileInfo(path).absoluteFilePath().toStdString()));
  const QString wanted = QFileInfo(path).canonicalFilePath();
  for (int row = 0; row < rowCount(); ++row) {
    const bool same = !at(row).readOnly() && QFileInfo(at(row).file()).canonicalFilePath() == wanted;
    if (same || at(row).profile().version() == profile.version()) return row;
  }
  return addFile(profile.document());
}

Result<int> DeviceLibrary::keep(const DeviceProfile& profile) {
  return addFile(profile.document());
}

Result<QString> DeviceLibrary::remove(int row) {
  DeviceDocument& document = at(row);
  if (document.readOnly()) return QString();
  PSCOPE_CHECK(document.save());
  const QString aside = freeName(document.file() + QStringLiteral(".removed"));
  const QString draft = document.draftFile();
  const bool drafted = !QFile::exists(draft) || QFile::rename(draft, freeName(aside + QStringLiteral(".draft")));
  if (!drafted || !QFile::rename(document.file(), aside)) {
    return makeError(ErrorCode::Io, PSCOPE_TR_NOOP("Device", "The profile's file cannot be put aside."),
                     PSCOPE_TR_NOOP("Device", "Check whether its folder may be written."),
                     document.file().toStdString());
  }
  beginRemoveRows({}, row, row);
  m_documents.erase(m_documents.begin() + row);
  endRemoveRows();
  return QFileInfo(aside).fileName();
}

void DeviceFilter::setWords(const QString& text) {
  m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void DeviceFilter::setFamily(const QString& family) {
  if (family == m_family) return;
  m_family = family;
  invalidateFilter();
}

bool DeviceFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  if (m_family == QStringLiteral("own")) {
    if (!index.data(DeviceLibrary::OwnRole).toBool()) return false;
  } else if (!m_family.isEmpty() && index.data(DeviceLibrary::FamilyRole).toString() != m_family) {
    return false;
  }
  const QString text = index.data(DeviceLibrary::SearchRole).toString();
  return std::all_of(m_words.begin(), m_words.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace pscope

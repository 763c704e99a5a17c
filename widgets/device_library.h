#pragma once

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <memory>
#include <vector>

#include "widgets/cost_source.h"
#include "widgets/device_document.h"

namespace pscope {

/// All devices that the window knows, as a list: the presets, then the profiles of one's own, which live as files in a
/// folder and so survive restarts.
/// @thread the window's
class DeviceLibrary : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role {
    FamilyRole = Qt::UserRole + 1,
    SubtitleRole,  ///< family and where it comes from
    OwnRole,       ///< bool
    ProblemRole,   ///< bool: it has figures that are refused
    SearchRole,    ///< all that a search looks at
  };

  /// @param folder  of one's own profiles; made when the first one is saved. Files that cannot be read are told by
  ///                problems().
  explicit DeviceLibrary(QString folder, QObject* parent = nullptr);
  ~DeviceLibrary() override;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

  DeviceDocument& at(int row) const { return *m_documents[static_cast<std::size_t>(row)]; }
  int rowOf(const DeviceDocument* document) const;  ///< -1: none
  int rowOf(const QString& name) const;             ///< of a profile's name; one's own before presets
  QStringList families() const;
  const std::vector<Error>& problems() const { return m_problems; }
  /// All of them as they were valid last, for views that price designs.
  DeviceList devices() const;
  const QString& folder() const { return m_folder; }

  /// A copy under a new name as a profile of one's own. @return its row
  Result<int> duplicate(int row);
  /// A profile of a name and nothing else.
  Result<int> create(const QString& title);
  /// Takes a copy of a profile's file into the folder; one that is there already with equal contents is found instead.
  /// @error those of DeviceProfile::fromJson(); nothing is changed then
  Result<int> import(const QString& path);
  /// A profile that was made here becomes one's own, under a free name. @error those of writing
  Result<int> keep(const DeviceProfile& profile);
  /// Puts a profile of one's own aside, with its draft: its file gets the suffix ".removed", or ".removed-2" ...
  /// @return that file's name; empty for a preset, which stays
  Result<QString> remove(int row);

 Q_SIGNALS:
  void saveFailed(const pscope::Error& error);

 private:
  void add(std::unique_ptr<DeviceDocument> document);
  Result<int> addFile(const Json& json);
  QString freeFile(const QString& name) const;

  QString m_folder;
  std::vector<std::unique_ptr<DeviceDocument>> m_documents;
  std::vector<Error> m_problems;
};

/// The list after a search text (every word must be found) and a family.
class DeviceFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void setWords(const QString& text);
  void setFamily(const QString& family);  ///< empty: all; "own": one's own

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList m_words;
  QString m_family;
};

}  // namespace pscope

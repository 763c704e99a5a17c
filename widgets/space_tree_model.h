#pragma once

#include <QAbstractItemModel>
#include <QPointer>

#include "widgets/space_outline.h"

namespace pscope {

class SpaceDocument;

/// The document of a space as a tree: name and detail of each part. Names and constraints are edited in place.
/// @thread the window's
class SpaceTreeModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Role { PointerRole = Qt::UserRole, ProblemsRole, KindRole };
  static constexpr const char* kPlaceMime = "application/x-pscope-place";        ///< of placeData()
  static constexpr const char* kFragmentMime = "application/x-pscope-fragment";  ///< readFragment()

  explicit SpaceTreeModel(QObject* parent = nullptr);

  /// A part of this program's document that is dragged, and back; nothing: another program's.
  static QByteArray placeData(const std::string& pointer);
  static std::optional<std::string> placeOf(const QMimeData& data);

  void setDocument(SpaceDocument* document);
  QModelIndex indexOf(const std::string& pointer) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  Qt::DropActions supportedDropActions() const override;
  bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                       const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 Q_SIGNALS:
  void refused(const pscope::Error& error);  ///< an edit or a drop that the document did not take

 private:
  struct Row {
    const SpaceOutline* node = nullptr;
    const Row* parent = nullptr;
    int number = 0;
    std::vector<std::unique_ptr<Row>> children;
  };
  void rebuild();
  static void fill(Row& row, const SpaceOutline& node);
  const Row* rowOf(const QModelIndex& index) const;
  QString problemsText(const std::string& pointer) const;
  /// The list that something dropped on this row goes to.
  static std::string listOf(const SpaceOutline& node);

  QPointer<SpaceDocument> m_document;
  SpaceOutline m_outline;
  Row m_root;
};

}  // namespace pscope

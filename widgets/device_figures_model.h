#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <vector>

#include "widgets/device_document.h"

namespace pscope {

/// The figures of a device document as rows: name, value with unit, evidence, source. Values, evidence and sources of a
/// profile of one's own are edited here.
/// @thread the window's
class DeviceFiguresModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Value, Evidence, Source, ColumnCount };
  enum Role { ProblemRole = Qt::UserRole + 1 };  ///< text of the problem, or nothing

  using QAbstractTableModel::QAbstractTableModel;

  void setDocument(DeviceDocument* document);  ///< may be nullptr
  const DeviceFigure& figure(int row) const { return m_figures[static_cast<std::size_t>(row)]; }
  int rowOf(const std::string& pointer) const;  ///< of the figure there or of one of its members; -1: none

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  void reload();

  DeviceDocument* m_document = nullptr;
  std::vector<DeviceFigure> m_figures;
};

/// Evidence as a coloured sign with its letter, edited in a list of all tags with what they mean.
class EvidenceDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

}  // namespace pscope

#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "widgets/network_report.h"

namespace pscope {

/// The operators of a network as rows, with their costs; latencies are those of one device.
/// @thread the window's
class LayerModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Number, Name, Operator, Output, Latency, Share, Params, Macs, Memory, ColumnCount };
  enum Role { SortRole = Qt::UserRole + 1 };  ///< double or text

  explicit LayerModel(QObject* parent = nullptr);

  void setReport(std::shared_ptr<const NetworkReport> report);
  /// @param device  index in NetworkReport::devices; -1: none
  void setDevice(int device);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  double number(int row, int column) const;  ///< NaN: text, or not known
  QString text(int row, int column) const;

  std::shared_ptr<const NetworkReport> m_report;
  int m_device = -1;
};

}  // namespace pscope

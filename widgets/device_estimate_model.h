#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "widgets/network_report.h"

namespace pscope {

/// What a network costs on each preset device, one row each. @thread the window's
class DeviceEstimateModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Device, Latency, Energy, Memory, Evidence, ColumnCount };
  enum Role { SortRole = Qt::UserRole + 1 };  ///< double or text

  explicit DeviceEstimateModel(QObject* parent = nullptr);

  void setReport(std::shared_ptr<const NetworkReport> report);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::shared_ptr<const NetworkReport> m_report;
};

}  // namespace pscope

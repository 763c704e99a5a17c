#pragma once

#include <QAbstractTableModel>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/estimate/space_profile.h"

namespace pscope {

/// The distribution of each cheap quantity over sampled designs as a row: least, 5th percentile, median, 95th, most,
/// the bound and the share that keeps it.
/// @thread the window's
class DistributionModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Quantity, Least, Low, Median, High, Most, Bound, ShareColumn, Interval, ColumnCount };
  enum Role { SortRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;

  /// @param metrics  of the profile, that are shown, in their order
  void set(std::shared_ptr<const SpaceProfile> profile, std::vector<std::size_t> metrics,
           const std::map<std::string, double>& bounds);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    CheapMetric metric;
    std::vector<double> quantiles;  ///< least, 5 %, median, 95 %, most
    std::optional<double> bound;
    Share share;
  };
  QString text(const Row& row, int column) const;

  std::vector<Row> m_rows;
};

}  // namespace pscope
